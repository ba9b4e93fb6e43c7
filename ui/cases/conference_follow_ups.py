"""What case conferences asked for and nobody has done yet, the earliest day first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.conferences import FollowUp
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.follow_ups import FollowUpDone, OpenFollowUps
from ui.cases.conference_sheets import FollowUpSheet
from ui.kit.frontdesk import CASE_FILE, FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, button, row


class FollowUpsPart(QWidget):
    """The list of what is open; Enter changes one, Done closes it."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._today = front.panti.day_of(front.now)
        self.table = RecordsTable(self._columns(), lambda one: one.follow_up_id, _("Follow-ups of conferences"))
        self.empty = Empty(
            "circle-check",
            _("Nothing is open"),
            _("What conferences asked for and nobody has done yet stands here."),
        )
        self.person_button = button(_("Open the file"), self.open_file)
        self.change_button = button(_("Change…"), self.change)
        self.done_button = button(_("Done"), self.mark_done, kind="primary")
        may = front.may(Right.EDIT_CASES)
        for made in (self.change_button, self.done_button):
            made.setVisible(may)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(padding=8)
        card.add(self.table, self.empty)
        column.addWidget(card, 1)
        column.addLayout(row(None, self.person_button, self.change_button, self.done_button))
        self.table.opened.connect(lambda _one: self.change())

    def _columns(self) -> list[Column[FollowUp]]:
        return [
            Column(_("Whose"), lambda one: one.name, strong=True, width=220, tip=lambda one: one.number),
            Column(_("What is to be done"), lambda one: one.what),
            Column(_("Who"), lambda one: one.doer or "—", width=170),
            Column(_("To be done by"), self._due, width=130, look=self._tone, sort=lambda one: one.due_on),
        ]

    def _due(self, one: FollowUp) -> str:
        if one.due_on is None:
            return "—"
        return f"▲ {short_date(one.due_on)}" if one.late(self._today) else short_date(one.due_on)

    def _tone(self, one: FollowUp) -> str:
        return "attention" if one.late(self._today) else "muted"

    def reload(self) -> None:
        """Ask what is open."""
        self._front.ask(OpenFollowUps(), self, self._got)

    def take_focus(self) -> None:
        """Put the cursor on the list."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _got(self, found: tuple[FollowUp, ...]) -> None:
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.table.current() is None:
            self.table.go_to(found[0].follow_up_id)
        for made in (self.person_button, self.change_button, self.done_button):
            made.setEnabled(bool(found))
        late = sum(one.late(self._today) for one in found)
        told = _("{count} open, {late} late")
        self.told.emit(told.format(count=number(len(found)), late=number(late)) if found else "")

    def change(self) -> None:
        """Change what is asked of whom until when."""
        one = self.table.current()
        if one is not None and self._front.may(Right.EDIT_CASES):
            FollowUpSheet(self._front, self, one.case_id, one.name, one).open()

    def mark_done(self) -> None:
        """Write that it was done today."""
        one = self.table.current()
        if one is not None:
            self._front.do(FollowUpDone(one.follow_up_id), self)

    def open_file(self) -> None:
        """Open the file of whom it is about."""
        one = self.table.current()
        if one is not None:
            self._front.open_file(one.person_id, CASE_FILE)
