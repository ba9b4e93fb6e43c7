"""Residents: the list and the file side by side; taking in and the pairs to look at open in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.list_views import ListView
from shelter_admin.domain.residents import ResidentFilter, ResidentLine, Status
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.residents import FindResidents, ResidentList
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.page import Page
from ui.kit.records import RecordsTable
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Chips, Empty, button
from ui.residents.cards import CardBatchSheet
from ui.residents.chase_place import ChasePlace
from ui.residents.columns import FACE, Faces, columns
from ui.residents.doubles import DoublesView
from ui.residents.file import FileView
from ui.residents.intake import IntakeView
from ui.residents.list_view import ViewButton
from ui.residents.night import NightView, begin_new

REST_MILLISECONDS = 120
MOST = 200


class ResidentsPage(Page):
    """Search as you type; the file of who is under the cursor beside it."""

    key: ClassVar[str] = "residents"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Residents")
    icon: ClassVar[str] = "users"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_RESIDENTS})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.TRAINING, Area.CERTIFICATES}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._wanted = ""
        self._asked = 0
        self._read: tuple[str, str] | None = None
        self.views = QStackedWidget()
        self.browse = QWidget()
        self.intake = IntakeView(front)
        self.night = NightView(front)
        self.doubles = DoublesView(front)
        self.chase = ChasePlace(front)
        self.beside: dict[str, DoublesView | ChasePlace] = {"doubles": self.doubles, "papers_asked": self.chase}
        for view in (self.browse, self.intake, self.night, *self.beside.values()):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)
        self._lay_out_browse()
        self._offer_acts()
        for view in (self.intake, self.night):
            view.taken.connect(self._taken)
            view.closed.connect(self.show_browse)
        for other in self.beside.values():
            other.closed.connect(self.show_browse)
            other.opened.connect(self.open_person)
        QShortcut(QKeySequence.StandardKey.New, self, lambda: begin_new(self))
        self.setFocusProxy(self.search)

    def _lay_out_browse(self) -> None:
        column = QVBoxLayout(self.browse)
        column.setContentsMargins(0, 0, 0, 0)
        top = QHBoxLayout()
        self.search = Line()
        self.search.setPlaceholderText(_("Name, alias, number, NIK, bed or origin"))
        self.search.setAccessibleName(_("Search residents"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(260)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self.reload)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self._to_list)
        top.addWidget(self.search, 1)
        self.chips = Chips(self._choices())
        self.chips.chosen.connect(self._chose)
        top.addWidget(self.chips, 2)
        column.addLayout(top)
        column.addWidget(self._split(), 1)
        self.view_button = ViewButton(self.front, self.table)
        self.view_button.changed.connect(self._take_view)
        self.view_button.said.connect(self.subtitle.setText)
        top.addWidget(self.view_button)

    def _split(self) -> QSplitter:
        split = QSplitter(Qt.Orientation.Horizontal)
        self.faces = Faces(self.front, self)
        self.table = RecordsTable(columns(self.faces), lambda line: line.person_id, _("Residents"))
        self.table.setIconSize(QSize(FACE, FACE))
        self.faces.came.connect(self.table.viewport().update)
        self.file = FileView(self.front)
        self.table.chosen.connect(lambda line: self.file.show_person(line.person_id))
        self.table.opened.connect(lambda _line: self.file.setFocus())
        self._empty = Empty("users", _("Nobody found"), _("Try fewer letters, or look among those who have left."))
        card = Card(padding=8)
        self._nobody = _empty_house(self.front)
        self._unread = Unread()
        card.add(self.table, self._empty, self._nobody, self._unread)
        self._empty.hide()
        self._nobody.hide()
        split.addWidget(card)
        split.addWidget(self.file)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([680, 440])
        split.setChildrenCollapsible(False)
        return split

    def _take_view(self, view: ListView) -> None:
        """A view also says whose list it is."""
        if view.shown != self.chips.key() and view.shown in dict(self._choices()):
            self.chips.choose(view.shown)
            self._chose(view.shown)

    def _to_list(self) -> None:
        """Enter goes from the search to the list; its first line is taken where none is."""
        self.table.setFocus()
        if self.table.current() is None and self.table.records:
            self.table.go_to(self.table.records[0].person_id)

    def _choices(self) -> list[tuple[str, str]]:
        choices = [("here", _("In the house")), ("left", _("Left"))]
        if self.front.may(Right.ASSIGN_BEDS):
            choices.append(("without_bed", _("Without a bed")))
        if self.front.may(Right.INTAKE):
            choices += [("to_complete", _("To complete")), ("doubles", _("Possibly twice"))]
        if self.front.may(Right.SEE_IDENTITY):
            choices.append(("papers_asked", _("Papers chased")))
        return choices

    def _offer_acts(self) -> None:
        if self.front.may(Right.INTAKE):
            self.new_button = button(_("Admit somebody…"), self.begin_intake, kind="primary", icon="user-plus")
            self.tools.addWidget(self.new_button)
        if self.front.may(Right.QUICK_INTAKE):
            self.night_button = button(_("Take in at night…"), self.begin_night, kind="primary", icon="moon")
            self.tools.addWidget(self.night_button)
        if self.front.may(Right.ISSUE_CARDS):
            self.tools.addWidget(button(_("Cards…"), self.print_cards, icon="id-card"))
        if self.front.may(Right.IMPORT):
            move = button(
                _("Move a register in…"), lambda: self.front.go.emit("moving_in", ""), icon="file-spreadsheet"
            )
            self.tools.addWidget(move)

    def _chose(self, key: str) -> None:
        other = self.beside.get(key)
        if other is not None:
            self.views.setCurrentWidget(other)
            other.reload()
        else:
            self.reload()

    @override
    def reload(self) -> None:
        self._asked += 1
        self.view_button.shown = self.chips.key()
        asked, typed = self._asked, self.search.text().strip()
        key = self.chips.key()
        if typed:
            query = FindResidents(typed, include_left=key == "left", limit=MOST)
        else:
            query = ResidentList(  # type: ignore[assignment]
                ResidentFilter(
                    status=frozenset({Status.LEFT}) if key == "left" else frozenset({Status.IN_HOUSE, Status.OUT}),
                    to_complete=key == "to_complete",
                    without_bed=key == "without_bed",
                )
            )
        of = (typed, key)
        self.front.ask(query, self, lambda lines: self._show(lines, asked, of), lambda why: self._not_read(why, of))
        self.file.refresh()
        for other in self.beside.values():
            if self.views.currentWidget() is other:
                other.reload()

    def _not_read(self, failure: Failure, of: tuple[str, str]) -> bool:
        """A list that was not read shows nothing, above all not another one; the one read before stays."""
        if self.front.is_away(failure) and of != self._read:
            self._read = None
            self.table.show_records(())
            for part in (self.table, self._empty, self._nobody):
                part.hide()
            self.subtitle.setText("")
            self._unread.show()
        return False

    def _show(self, lines: tuple[ResidentLine, ...], asked: int, of: tuple[str, str]) -> None:
        if asked != self._asked:
            return
        self._read = of
        self._unread.hide()
        self.table.show_records(lines)
        self.faces.look_for(lines)
        self.table.setVisible(bool(lines))
        unasked = not self.search.text().strip() and self.chips.key() == "here"
        self._empty.setVisible(not lines and not unasked)
        self._nobody.setVisible(not lines and unasked)
        self._teach(first=self.chips.key() == "here")
        count = len(lines)
        self.subtitle.setText(n_("{count} person", "{count} people", count).format(count=count))
        if self._wanted and not self.table.go_to(self._wanted):
            self.file.show_person(self._wanted)
        elif not self._wanted and lines and self.table.current() is None:
            self.file.show_nobody()
        self._wanted = ""

    def _teach(self, *, first: bool) -> None:
        """In an empty house say how to begin; else that nobody is like this."""
        if self.search.text().strip():
            self._empty.say(_("Nobody found"), _("Try fewer letters, or look among those who have left."))
        elif first:
            self._empty.say(_("No residents yet"), _("Admit somebody, or move the office's own register in."))
        else:
            self._empty.say(_("Nobody in this list"), "")

    @override
    def focus_search(self) -> None:
        self.show_browse()
        self.search.setFocus()
        self.search.selectAll()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id == "new":
            self.begin_intake()
        elif person_id == "night":
            self.begin_night()
        elif person_id in {"to_complete", "left", "without_bed", *self.beside}:
            self.show_browse()
            self.chips.choose(person_id)
            self._chose(person_id)
        elif person_id:
            self.show_browse()
            self._wanted = person_id
            self.file.show_person(person_id)
            self.reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        offered = (
            (N_("Admit somebody…"), "begin_intake", Right.INTAKE),
            (N_("Take in at night…"), "begin_night", Right.QUICK_INTAKE),
            (N_("Print cards of everybody without one"), "print_cards", Right.ISSUE_CARDS),
        )
        return [(words, method) for words, method, right in offered if front.may(right)]

    @override
    def leave_behind(self) -> object:
        views: dict[QWidget | None, str] = {self.intake: "new", self.night: "night"}
        view = views.get(self.views.currentWidget(), self.file.person_id)
        return (view, self.search.text(), self.intake.leave_behind(), self.night.form.values())

    @override
    def take_over(self, left: tuple[str, str, Any, dict[str, Any]]) -> None:
        view, typed, intake, night = left
        self.search.setText(typed)
        self.intake.take_over(intake)
        self.night.form.load(night)
        self.open_person(view)

    def begin_intake(self) -> None:
        """Open the intake; a draft left earlier is there again."""
        self.views.setCurrentWidget(self.intake)
        self.intake.begin()

    def begin_night(self) -> None:
        """Open the short intake of the night."""
        self.views.setCurrentWidget(self.night)
        self.night.begin()

    def print_cards(self) -> None:
        """Issue and print the cards of everybody who has none."""
        CardBatchSheet(self.front, self).open()

    def show_browse(self) -> None:
        """Back to the list."""
        if self.chips.key() in self.beside:
            self.chips.choose("here")
        self.views.setCurrentWidget(self.browse)

    def _taken(self, person_id: str) -> None:
        self.show_browse()
        self.chips.choose("here")
        self.search.clear()
        self._wanted = person_id
        self.reload()


def _empty_house(front: FrontDesk) -> Empty:
    """An empty house teaches how it begins."""
    made = Empty("users", _("Nobody lives here yet"), _("Admit somebody, or move the office's register in."))
    if front.may(Right.IMPORT):
        move = button(_("Move a register in…"), lambda: front.go.emit("moving_in", ""), icon="file-spreadsheet")
        made.offer(move)
    return made
