"""A card at the gate and on the roll-call: in or out, present; the line of a printed list is gone to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shelter_admin.domain.cards import CodeKind, CodeMeans
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.words import _
from ui.presence.marks import MarkRow, mark_words

if TYPE_CHECKING:
    from ui.presence.gate import GateTab
    from ui.presence.roll_call import RollCallTab


def at_gate(gate: GateTab, means: CodeMeans) -> None:
    """Write whoever is meant in or out; what was half typed in the field stays there."""
    line = gate.field.line
    if not means.here:
        gate.field.say(_("{name} does not live here any more.").format(name=means.name))
        return
    typed = line.text()
    line.setText(means.number)
    line.entered.emit()
    line.setText(typed)


def on_roll_call(tab: RollCallTab, means: CodeMeans) -> None:
    """A card says that its holder is present; the code of a list's line only puts the cursor there."""
    sheet = tab.sheet
    found = [line for line in sheet.lines if line.person_id == means.person_id] if sheet is not None else []
    if sheet is None or not found:
        tab.parts.answer(_("“{typed}” is not on this roll-call.").format(typed=means.name[:40]), "error")
        return
    line = found[0]
    tab.go_to(line.person_id)
    if means.kind is CodeKind.CARD and tab.taking and sheet.closed_at is None:
        tab.mark(line, Mark.PRESENT, line.note)
        tab.parts.answer(f"✓ {line.name}: {mark_words(MarkRow.given(line, Mark.PRESENT))}", "ok")
        return
    tab.parts.answer(line.name, "strong")
    tab.take_focus()
