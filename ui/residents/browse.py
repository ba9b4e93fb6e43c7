"""The list of residents with its search, whose list it is, its columns, and the file of who is under the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.list_views import ListView
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import RecordsTable
from ui.kit.search import SearchLine
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Chips, Empty, button
from ui.residents.columns import FACE, Faces, columns
from ui.residents.file import FileView
from ui.residents.list_view import ViewButton


class Browse(QWidget):
    """``typed`` comes a moment after the last letter, ``chose`` brings the key of another list."""

    typed = Signal()
    chose = Signal(str)

    def __init__(self, front: FrontDesk) -> None:
        super().__init__()
        self._front = front
        self.search = SearchLine(_("Name, alias, number, NIK, bed or origin"), _("Search residents"))
        self.search.setMinimumWidth(260)
        self.search.rested.connect(self.typed)
        self.search.returnPressed.connect(self._to_list)
        self.chips = Chips(self._choices())
        self.chips.chosen.connect(self.chose)
        self.faces = Faces(front, self)
        self.table = RecordsTable(columns(self.faces), lambda line: line.person_id, _("Residents"))
        self.table.setIconSize(QSize(FACE, FACE))
        self.faces.came.connect(self.table.viewport().update)
        self.file = FileView(front)
        self.table.chosen.connect(lambda line: self.file.show_person(line.person_id))
        self.table.opened.connect(lambda _line: self.file.setFocus())
        self.view_button = ViewButton(front, self.table)
        self.view_button.changed.connect(self._take_view)
        self.empty = Empty("users", _("Nobody found"), _("Try fewer letters, or look among those who have left."))
        self.nobody = _empty_house(front)
        self.unread = Unread()
        self._lay_out()
        self.file.widened.connect(self._give_width)
        QShortcut(QKeySequence("F11"), self).activated.connect(lambda: self.file.widen(not self.file.wide))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.view_button)
        column.addLayout(top)
        column.addWidget(self.chips, 0, Qt.AlignmentFlag.AlignLeft)
        self.beside = card = Card(padding=8)
        card.add(self.table, self.empty, self.nobody, self.unread)
        self.empty.hide()
        self.nobody.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(card)
        split.addWidget(self.file)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([700, 420])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)

    def _give_width(self, wide: bool) -> None:
        """The file alone, or the list with its search beside it; the cursor never stays on what is hidden."""
        for part in (self.search, self.view_button, self.chips, self.beside):
            part.setVisible(not wide)
        (self.file.width_button if wide else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _choices(self) -> list[tuple[str, str]]:
        choices = [("here", _("In the house")), ("left", _("Left"))]
        if self._front.may(Right.ASSIGN_BEDS):
            choices.append(("without_bed", _("Without a bed")))
        if self._front.may(Right.INTAKE):
            choices += [("to_complete", _("To complete")), ("doubles", _("Possibly twice"))]
        if self._front.may(Right.SEE_IDENTITY):
            choices.append(("papers_asked", _("Papers chased")))
        return choices

    def _take_view(self, view: ListView) -> None:
        """A view also says whose list it is."""
        if view.shown != self.chips.key() and view.shown in dict(self._choices()):
            self.chips.choose(view.shown)
            self.chose.emit(view.shown)

    def _to_list(self) -> None:
        """Enter goes from the search to the list; its first line is taken where none is."""
        self.table.setFocus()
        if self.table.current() is None and self.table.records:
            self.table.go_to(self.table.records[0].person_id)

    def about_to_read(self) -> None:
        """Tell the views whose list comes, and read the kept ones."""
        self.view_button.shown = self.chips.key()
        self.view_button.reload()

    def show_unread(self) -> None:
        """Show nothing: this list was not read."""
        self.table.show_records(())
        for part in (self.table, self.empty, self.nobody):
            part.hide()
        self.unread.show()

    def show_lines(self, lines: Sequence[ResidentLine]) -> None:
        """Show people, or teach why there are none."""
        self.unread.hide()
        self.table.show_records(lines)
        self.faces.look_for(lines)
        self.table.setVisible(bool(lines))
        unasked = not self.search.text().strip() and self.chips.key() == "here"
        self.empty.setVisible(not lines and not unasked)
        self.nobody.setVisible(not lines and unasked)
        self._teach(first=self.chips.key() == "here")

    def _teach(self, *, first: bool) -> None:
        """In an empty house say how to begin; else that nobody is like this."""
        if self.search.text().strip():
            self.empty.say(_("Nobody found"), _("Try fewer letters, or look among those who have left."))
        elif first:
            self.empty.say(_("No residents yet"), _("Admit somebody, or move the office's own register in."))
        else:
            self.empty.say(_("Nobody in this list"), "")


def _empty_house(front: FrontDesk) -> Empty:
    """An empty house teaches how it begins."""
    made = Empty("users", _("Nobody lives here yet"), _("Admit somebody, or move the office's register in."))
    if front.may(Right.IMPORT):
        move = button(_("Move a register in…"), lambda: front.go.emit("moving_in", ""), icon="file-spreadsheet")
        made.offer(move)
    return made
