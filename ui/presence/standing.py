"""Standing permissions as a list: who works or learns outside day after day; end one, give one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.standing_permissions import StandingPermission, standing_words
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.standing import EndStanding, StandingPermissions
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Empty, button, label, row
from ui.presence.outside import MiddleDelegate
from ui.presence.pass_sheets import StandingSheet
from ui.presence.pass_words import standing_about, weekdays

BED_COLUMN: Final = 2


def columns(*, with_name: bool = True) -> list[Column[Any]]:
    """The columns of a list of standing permissions; in somebody's own file only those that fit beside it."""
    what: list[Column[Any]] = [
        Column(_("What for"), lambda one: standing_words(one.kind, one.place)),
        Column(_("Weekdays"), lambda one: weekdays(one.weekdays), width=150, sort=lambda one: one.weekdays),
    ]
    if not with_name:
        return what
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Number"), lambda one: one.number, width=92, look=lambda _one: "muted"),
        Column(p_("heading", "Bed"), lambda one: one.bed or "—", width=112),
        *what,
        Column(_("Hours"), lambda one: f"{clock(one.leaves_at)}–{clock(one.back_at)}", width=112),
        Column(_("Until"), _until, width=100, sort=lambda one: one.until_day),
        Column(_("State"), _where, width=116, look=lambda one: "info" if one.out else "ok"),
    ]


def _until(one: StandingPermission) -> str:
    return short_date(one.until_day) if one.until_day else "—"


def _where(one: StandingPermission) -> str:
    return ("→ " + _("out")) if one.out else ("✓ " + _("inside"))


class StandingList(QWidget):
    """The list with what belongs to it below."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.permissions: tuple[StandingPermission, ...] = ()
        self._typed = ""
        self.table = RecordsTable(columns(), lambda one: one.permission_id, _("Standing permissions"))
        self._beds = MiddleDelegate(self)
        self.table.setItemDelegateForColumn(BED_COLUMN, self._beds)
        self.empty = Empty(
            "calendar",
            _("Nobody goes out by standing permission"),
            _("Who works or learns outside stands here once; the gate then knows place and return each day."),
        )
        self.note = label("", "small", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.end_button = button(_("End the permission"), self.end)
        below = row(self.note, self.end_button)
        below.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self.error)
        column.addLayout(below)
        self.table.chosen.connect(lambda _one: self._offer())

    def reload(self, told: Callable[[], None]) -> None:
        """Ask for the permissions, and tell once they are there."""

        def got(permissions: tuple[StandingPermission, ...]) -> None:
            self.permissions = permissions
            self._show()
            told()

        self.front.ask(StandingPermissions(), self, got)

    def filter(self, typed: str) -> None:
        """Show those whose name or number holds these words."""
        self._typed = typed.strip().casefold()
        self._show()

    def allow(self) -> None:
        """Give a standing permission."""
        if self.front.may(Right.APPROVE_LEAVE):
            StandingSheet(self.front, self).open()

    def end(self) -> None:
        """End the one under the cursor with today; undo lets it go on."""
        one = self.table.current()
        if one is not None:
            self.front.do(EndStanding(one.permission_id), self, None, self._told)

    def _told(self, failure: Failure) -> bool:
        self.error.setText(explain(failure, self.front.panti))
        self.error.show()
        return True

    def _show(self) -> None:
        found = [one for one in self.permissions if self._typed in f"{one.name} {one.number}".casefold()]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.table.current() is None:
            self.table.go_to(found[0].permission_id)
        self._offer()

    def _offer(self) -> None:
        one = self.table.current()
        self.error.hide()
        self.note.setText(standing_about(one) if one is not None else "")
        self.end_button.setVisible(one is not None and self.front.may(Right.APPROVE_LEAVE))
