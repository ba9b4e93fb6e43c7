"""What is expected by a night to come: who leaves, which beds are kept, who is on leave; beside the map."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.over_time import NightShown
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, label


@dataclass(frozen=True, slots=True)
class Line:
    """One thing expected: a sign, who, and when."""

    key: str
    icon: tuple[str, str]
    who: str
    told: str
    person_id: str = ""


class Expected(Card):
    """The list; ``opened`` tells the person chosen with Enter or a double click."""

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Expected by then"), parent, padding=12)
        self.none = label(_("Nobody is expected to leave, no bed is kept and nobody has leave."), "muted", wrap=True)
        who: Column[Line] = Column(
            _("Who"), lambda one: one.who, icon=lambda one: one.icon, tip=lambda one: f"{one.who}, {one.told}"
        )
        when: Column[Line] = Column(_("What"), lambda one: one.told, width=112)
        self.table = RecordsTable((who, when), lambda one: one.key, _("Expected by then"))
        self.table.opened.connect(self._open)
        inner = QVBoxLayout()
        inner.addWidget(self.none)
        inner.addWidget(self.table, 1)
        self.add(inner)

    def _open(self, line: Line) -> None:
        if line.person_id:
            self.opened.emit(line.person_id)

    def show_night(self, shown: NightShown) -> None:
        """List what is expected by this night."""
        lines = lines_of(shown)
        self.none.setVisible(not lines)
        self.table.setVisible(bool(lines))
        self.table.show_records(lines)


def lines_of(shown: NightShown) -> list[Line]:
    """Exits by their day, kept beds, leave."""
    leaving = [
        Line(
            f"exit-{one.holding.person_id}",
            ("log-out", "attention" if one.overdue else "muted"),
            one.holding.name,
            _("out {day}").format(day=short_date(one.on)),
            one.holding.person_id,
        )
        for one in shown.leaving
    ]
    kept = [
        Line(
            f"kept-{one.bed_id}-{one.start}",
            ("calendar", "info"),
            one.who or _("(not shown)"),
            one.address,
            one.person_id or "",
        )
        for one in shown.kept
    ]
    leaves = [
        Line(
            f"leave-{one.person_id}",
            ("door-open", "info"),
            one.name,
            _("back {day}").format(day=short_date(one.back)),
            one.person_id,
        )
        for one in shown.leaves
    ]
    return [*leaving, *kept, *leaves]
