"""The requirements of one applicant, ticked from the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.waiting_list import Applicant, RequirementLine
from shelter_admin.domain.waiting_requirements import (
    REQUIREMENT_NAMES,
    REQUIREMENT_STATE_NAMES,
    Asked,
    RequirementState,
)
from shelter_admin.domain.words import _
from ui.intake.sheets import RequirementSheet, requirement_act
from ui.intake.words import REQUIREMENT_SIGNS
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row

KEYS: Final = {
    Qt.Key.Key_1: RequirementState.THERE,
    Qt.Key.Key_2: RequirementState.ARRANGED,
    Qt.Key.Key_3: RequirementState.MISSING,
    Qt.Key.Key_4: RequirementState.NOT_NEEDED,
}
STATE_WIDTH: Final = 142


def _columns() -> list[Column[RequirementLine]]:
    return [
        Column(
            _("Paper"),
            lambda line: _(REQUIREMENT_NAMES[line.requirement]),
            look=lambda line: None if line.asked is Asked.USUALLY or line.written else "muted",
            tip=lambda line: f"{_(REQUIREMENT_NAMES[line.requirement])}. {line.note}".rstrip(". "),
        ),
        Column(
            _("How it stands"),
            lambda line: _(REQUIREMENT_STATE_NAMES[line.state]),
            width=STATE_WIDTH,
            icon=lambda line: REQUIREMENT_SIGNS[line.state],
            look=lambda line: REQUIREMENT_SIGNS[line.state][1],
        ),
    ]


class TickedTable(RecordsTable):
    """A row is ticked by space or a digit."""

    def __init__(self, name: str, tick: Callable[[RequirementState | None], None]) -> None:
        super().__init__(_columns(), lambda line: line.requirement.value, name)
        self._tick = tick

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in KEYS:
            self._tick(KEYS[key])
        elif key is Qt.Key.Key_Space:
            self._tick(None)
        else:
            super().keyPressEvent(event)


class RequirementsTab(QWidget):
    """The list with its keys; the same acts as buttons for who uses the mouse."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._one: Applicant | None = None
        self._closed = False
        self.table = TickedTable(_("Requirements"), self.tick)
        self.table.opened.connect(lambda _line: self.write_note())
        self.table.chosen.connect(lambda _line: self._say_note())
        self.note = label("", "small", wrap=True)
        self.buttons = Flow()
        for at, state in enumerate(KEYS.values(), 1):
            made = button(
                _(REQUIREMENT_STATE_NAMES[state]),
                lambda state=state: self.tick(state),  # type: ignore[misc]  # bound now
                tip=_("Key {key}").format(key=at),
            )
            made.setProperty("compact", "true")
            self.buttons.addWidget(made)
        self.note_button = button(_("Note…"), self.write_note, kind="link", tip=_("Enter"))
        below = row(self.note, self.note_button)
        below.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.table, 1)
        column.addLayout(below)
        column.addLayout(self.buttons)

    def show_lines(self, one: Applicant, lines: Sequence[RequirementLine], *, closed: bool) -> None:
        """Show how the papers of somebody stand."""
        other = self._one is None or self._one.applicant_id != one.applicant_id
        self._one = one
        self.table.show_records(lines)
        for at in range(self.buttons.count()):
            item = self.buttons.itemAt(at)
            made = item.widget() if item is not None else None
            if made is not None:
                made.setEnabled(not closed)
        self.note_button.setEnabled(not closed)
        self._closed = closed
        if lines and (other or self.table.current() is None):
            self.table.go_to(lines[0].requirement.value)
        self._say_note()

    def tick(self, state: RequirementState | None) -> None:
        """Say how the paper under the cursor stands; without a state, there or missing in turn."""
        line = self.table.current()
        if not isinstance(line, RequirementLine) or self._one is None or self._closed:
            return
        if state is None:
            there = line.state is RequirementState.THERE
            state = RequirementState.MISSING if there else RequirementState.THERE
        self._front.do(requirement_act(self._one, line, state, line.note), self)

    def write_note(self) -> None:
        """Write a note about the paper under the cursor."""
        line = self.table.current()
        if isinstance(line, RequirementLine) and self._one is not None and not self._closed:
            RequirementSheet(self._front, self, self._one, line).open()

    def _say_note(self) -> None:
        line = self.table.current()
        keys = _("Space: there or missing · 1 to 4 · Enter: note")
        self.note.setText(f"{line.note}\n{keys}" if isinstance(line, RequirementLine) and line.note else keys)
