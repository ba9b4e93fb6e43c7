"""The people of a programme with whether they may get a certificate; those who may can be ticked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.register import EntitledLine
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, p_
from ui.certificates.words import standing, standing_and_turn, standing_token
from ui.kit.cells import PillDelegate, WordlessDelegate
from ui.kit.records import Column, RecordsTable

TICK: Final = 0


def _columns(ticked: Callable[[EntitledLine], bool], *, ticking: bool) -> list[Column[Any]]:
    def box(line: EntitledLine) -> tuple[str, str] | None:
        if line.why is not None:
            return None
        return ("square-check-big", "accent") if ticked(line) else ("square", "muted")

    def chosen(line: EntitledLine) -> str:
        return _("chosen") if ticked(line) else _("not chosen")

    tick = [Column[Any]("✓", chosen, width=40, icon=box, sort=lambda line: not ticked(line))] if ticking else []
    return [
        *tick,
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Number"), lambda line: line.number, width=92, look=_muted),
        Column(_("Programme"), _program, width=172, look=_muted),
        Column(_("Final mark"), _mark, number=True, width=88, sort=lambda line: line.mark),
        Column(p_("heading", "Grade"), lambda line: line.predikat or "—", width=160),
        Column(
            _("Certificate"),
            standing,
            width=262,
            look=standing_token,
            sort=lambda line: str(line.missing or ""),
            tip=standing_and_turn,
        ),
    ]


def _muted(_line: EntitledLine) -> str:
    return "muted"


def _mark(line: EntitledLine) -> str:
    return "—" if line.mark is None else number(round(line.mark, 2))


def _program(line: EntitledLine) -> str:
    return " · ".join(part for part in (line.program, line.batch) if part)


class EntitledTable(RecordsTable):
    """Space or a click in the first column ticks a row; ``ticked_changed`` comes with each."""

    ticked_changed = Signal()

    def __init__(self, *, ticking: bool, parent: QWidget | None = None) -> None:
        self._ticking = ticking
        self._ticked: set[str] = set()
        columns = _columns(lambda line: line.enrolment_id in self._ticked, ticking=ticking)
        super().__init__(columns, lambda line: line.enrolment_id, _("Who may get a certificate"), parent)
        self._pills, self._boxes = PillDelegate(self), WordlessDelegate(self)
        self.setItemDelegateForColumn(len(columns) - 1, self._pills)
        if ticking:
            self.setItemDelegateForColumn(TICK, self._boxes)
            self.clicked.connect(self._clicked)

    @property
    def ticked(self) -> frozenset[str]:
        """The enrolments ticked."""
        return frozenset(self._ticked)

    def tick(self, enrolment_ids: frozenset[str]) -> None:
        """Tick exactly these."""
        self._ticked = set(enrolment_ids)
        self.viewport().update()
        self.ticked_changed.emit()

    def toggle(self, line: EntitledLine) -> None:
        """Tick somebody who may get one, or take the tick away."""
        if self._ticking and line.why is None:
            self.tick(self.ticked ^ {line.enrolment_id})

    def _clicked(self, index: QModelIndex) -> None:
        line = index.data(Qt.ItemDataRole.UserRole)
        if index.column() == TICK and isinstance(line, EntitledLine):
            self.toggle(line)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.current()
        if event.key() == Qt.Key.Key_Space and isinstance(line, EntitledLine):
            self.toggle(line)
        else:
            super().keyPressEvent(event)
