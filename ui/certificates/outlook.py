"""The people of a batch with what each gets; Space changes between certificate, letter and nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.certificates.letters import GETS_NAMES, BatchLine, Gets
from shelter_admin.domain.certificates.register import WHY_NOT_NAMES
from shelter_admin.domain.readiness import CRITERION_NAMES, Criterion
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.cells import PillDelegate
from ui.kit.records import Column, RecordsTable

GETS_COLUMN: Final = 4
_TOKENS: Final = {
    Gets.CERTIFICATE: ("✓", "ok"),
    Gets.LETTER: ("✓", "info"),
    Gets.NOTHING: ("▲", "attention"),
    Gets.HAS_CERTIFICATE: ("●", "muted"),
    Gets.HAS_LETTER: ("●", "muted"),
}


def choices_of(one: BatchLine) -> list[Gets]:
    """What the head may choose for somebody."""
    if one.gets is Gets.CERTIFICATE:
        return [Gets.CERTIFICATE, Gets.NOTHING]
    if one.may_get_letter:
        return [Gets.LETTER, Gets.NOTHING]
    return []


def why_nothing(one: BatchLine) -> str:
    """What somebody lacks for a certificate, empty where nothing is."""
    missing = one.line.missing
    if missing is None or one.gets is Gets.HAS_CERTIFICATE:
        return ""
    if isinstance(missing, Criterion):
        return _("missing: {criterion}").format(criterion=_(CRITERION_NAMES[missing]))
    return _(WHY_NOT_NAMES[missing])


def turn_of(one: BatchLine) -> str:
    """Whose turn it is to act for a certificate."""
    turn = one.line.turn
    return "" if turn is None or one.gets in {Gets.HAS_CERTIFICATE, Gets.CERTIFICATE} else _(ROLE_NAMES[turn])


def percent(rate: float | None) -> str:
    """Attendance as it is read."""
    return "—" if rate is None else _("{rate} %").format(rate=number(round(rate * 100, 1)))


def _columns(chosen: Callable[[BatchLine], Gets]) -> list[Column[Any]]:
    def told(one: BatchLine) -> str:
        gets = chosen(one)
        return f"{_TOKENS[gets][0]} {_(GETS_NAMES[gets])}"

    return [
        Column(_("Name"), lambda one: one.line.name, strong=True),
        Column(_("Number"), lambda one: one.line.number, width=102, look=_muted),
        Column(_("Final mark"), _mark, number=True, width=88, sort=lambda one: one.line.mark),
        Column(_("Attendance"), lambda one: percent(one.rate), number=True, width=92, sort=lambda one: one.rate),
        Column(_("Gets"), told, width=190, look=lambda one: _TOKENS[chosen(one)][1], sort=lambda one: str(chosen(one))),
        Column(_("Missing for a certificate"), why_nothing, width=240, look=_muted),
        Column(_("Turn"), turn_of, width=146, look=_muted),
    ]


def _muted(_one: BatchLine) -> str:
    return "muted"


def _mark(one: BatchLine) -> str:
    return "—" if one.line.mark is None else number(round(one.line.mark, 2))


class OutlookTable(RecordsTable):
    """Space or a click on what somebody gets changes it; ``choice_changed`` comes with each."""

    choice_changed = Signal()

    def __init__(self, *, choosing: bool, parent: QWidget | None = None) -> None:
        self._choosing = choosing
        self._chosen: dict[str, Gets] = {}
        super().__init__(
            _columns(self.gets), lambda one: one.line.enrolment_id, _("What each of the batch gets"), parent
        )
        self._pills = PillDelegate(self)
        self.setItemDelegateForColumn(GETS_COLUMN, self._pills)
        if choosing:
            self.clicked.connect(self._clicked)

    def gets(self, one: BatchLine) -> Gets:
        """What somebody gets as it is chosen now."""
        return self._chosen.get(one.line.enrolment_id, one.gets)

    def getting(self, what: Gets) -> tuple[BatchLine, ...]:
        """Those who get this as it is chosen now."""
        return tuple(one for one in self.records if self.gets(one) is what)

    def forget(self) -> None:
        """Go back to what the rules say."""
        self._chosen = {}

    def change(self, one: BatchLine) -> None:
        """Choose the next of what somebody may get."""
        choices = choices_of(one)
        if self._choosing and choices:
            now = self.gets(one)
            self._chosen[one.line.enrolment_id] = choices[
                (choices.index(now) + 1) % len(choices) if now in choices else 0
            ]
            self.viewport().update()
            self.choice_changed.emit()

    def _clicked(self, index: QModelIndex) -> None:
        one = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == GETS_COLUMN and isinstance(one, BatchLine):
            self.change(one)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        one = self.current()
        if event.key() == Qt.Key.Key_Space and isinstance(one, BatchLine):
            self.change(one)
        else:
            super().keyPressEvent(event)
