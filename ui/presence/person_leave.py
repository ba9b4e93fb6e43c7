"""The tab of permission in a resident's file: every leave pass and standing permission of theirs, and the acts."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.leave_passes import LeavePass
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.standing_permissions import StandingPermission
from shelter_admin.domain.words import _
from shelter_admin.operations.presence.passes import LeavePasses
from shelter_admin.operations.presence.standing import EndStanding, StandingPermissions
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import RecordsTable
from ui.kit.widgets import button, label, row, scrolled
from ui.presence import standing
from ui.presence.pass_sheets import AskLeaveSheet, PermissionSheet, StandingSheet
from ui.presence.pass_words import about, standing_about
from ui.presence.passes import PassActs, columns

HEADING_HIGH = 44
LINE_HIGH = 33
MOST_LINES = 4


class PersonLeaveTab(QWidget):
    """Passes above, standing permissions below."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self._details: ResidentDetails | None = None
        self.passes = RecordsTable(columns(front, with_name=False), lambda one: one.pass_id, _("Leave passes"))
        self._pills = PillDelegate(self)
        self.passes.setItemDelegateForColumn(0, self._pills)
        self.standing = RecordsTable(
            standing.columns(with_name=False), lambda one: one.permission_id, _("Standing permissions")
        )
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.note, self.standing_note = label("", "small", wrap=True), label("", "small", wrap=True)
        self.acts = PassActs(front, self, self._say)
        self._make_buttons()
        self._lay_out()
        self.passes.chosen.connect(lambda _one: self._offer())
        self.passes.opened.connect(self._main_act)
        self.standing.chosen.connect(lambda _one: self._offer())
        front.changed.connect(lambda _changes: self.reload() if self.isVisible() else None)
        self._offer()

    def _make_buttons(self) -> None:
        may_ask, may_allow = self.front.may(Right.ASK_LEAVE), self.front.may(Right.APPROVE_LEAVE)
        self.ask_button = button(_("Ask for a pass…"), lambda: self._open(AskLeaveSheet(self.front, self)))
        self.ask_button.setVisible(may_ask)
        self.allow_button = button(
            _("Give a standing permission…"), lambda: self._open(StandingSheet(self.front, self))
        )
        self.allow_button.setVisible(may_allow)
        for wide in (self.ask_button, self.allow_button):
            wide.setProperty("compact", "true")
        self.cancel_button = button(_("Cancel the pass"), lambda: self._with(self.acts.cancel))
        self.refuse_button = button(_("Refuse…"), lambda: self._with(self.acts.refuse))
        self.print_button = button(_("Print"), lambda: self._with(self.acts.print_paper))
        self.approve_button = button(_("Approve"), lambda: self._with(self.acts.approve), kind="primary")
        self.end_button = button(_("End the permission"), self._end)

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        inner = QWidget()
        inner.setProperty("clear", "true")
        outer.addWidget(scrolled(inner))
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(8)
        column.addLayout(row(label(_("Leave passes"), "strong"), None, self.print_button, self.ask_button))
        column.addWidget(self.passes)
        column.addWidget(self.note)
        column.addWidget(self.error)
        column.addLayout(row(None, self.cancel_button, self.refuse_button, self.approve_button))
        column.addLayout(row(label(_("Standing permissions"), "strong"), None, self.allow_button))
        column.addWidget(self.standing)
        below = row(self.standing_note, self.end_button)
        below.setStretch(0, 1)
        column.addLayout(below)
        column.addStretch(1)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody."""
        self._details = details
        self.reload()

    def reload(self) -> None:
        """Ask anew about whoever is shown."""
        if self._details is not None:
            person_id = self._details.line.person_id
            self.front.ask(LeavePasses(person_id), self, self._got_passes)
            self.front.ask(StandingPermissions(person_id), self, self._got_standing)

    def _open(self, sheet: PermissionSheet) -> None:
        if self._details is not None:
            sheet.about(self._details.line.person_id, self._details.line.name)
            sheet.open()

    def _got_passes(self, found: tuple[LeavePass, ...]) -> None:
        newest = sorted(found, key=lambda leave: leave.asked.from_at, reverse=True)
        _show(self.passes, newest, lambda one: one.pass_id)
        self._offer()

    def _got_standing(self, found: tuple[StandingPermission, ...]) -> None:
        _show(self.standing, list(found), lambda one: one.permission_id)
        self._offer()

    def _main_act(self, leave: LeavePass) -> None:
        if self.acts.may_decide(leave):
            self.acts.approve(leave)
        elif self.acts.may_print(leave):
            self.acts.print_paper(leave)

    def _with(self, act: Any) -> None:
        if (leave := self.passes.current()) is not None:
            act(leave)

    def _end(self) -> None:
        if (one := self.standing.current()) is not None:
            self.front.do(EndStanding(one.permission_id), self)

    def _say(self, words: str) -> None:
        self.error.setText(words)
        self.error.setVisible(bool(words))

    def _offer(self) -> None:
        leave, one = self.passes.current(), self.standing.current()
        self._say("")
        self.approve_button.setVisible(self.acts.may_decide(leave))
        self.refuse_button.setVisible(self.acts.may_decide(leave))
        self.cancel_button.setVisible(self.acts.may_cancel(leave))
        self.print_button.setVisible(self.acts.may_print(leave))
        self.note.setText(about(leave, self.front.panti) if leave is not None else _("No pass so far."))
        self.standing_note.setText(standing_about(one) if one is not None else _("No standing permission."))
        self.end_button.setVisible(one is not None and self.front.may(Right.APPROVE_LEAVE))


def _show(table: RecordsTable, found: list[Any], key: Any) -> None:
    """As many lines as there are, within measure, so that both lists are seen without scrolling."""
    table.setFixedHeight(HEADING_HIGH + LINE_HIGH * min(max(len(found), 1), MOST_LINES))
    table.show_records(found)
    if found and table.current() is None:
        table.go_to(key(found[0]))
