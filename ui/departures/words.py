"""How a leaving is told on screen: a step with its sign, whose turn it is, where somebody goes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.departures.arranging import RECEPTION_NAMES, Arrangement
from shelter_admin.domain.departures.steps import STANDS_NAMES, STEP_NAMES, DepartureLine, OpenStep, Stands, Step
from shelter_admin.domain.wording import number, rupiah, short_date
from shelter_admin.domain.words import _

SIGNS: Final[Mapping[Stands, str]] = {
    Stands.DONE: "✓",
    Stands.OPEN: "○",
    Stands.REFUSED: "▲",
    Stands.NOT_NEEDED: "–",
}
TOKENS: Final[Mapping[Stands, str]] = {
    Stands.DONE: "ok",
    Stands.OPEN: "attention",
    Stands.REFUSED: "danger",
    Stands.NOT_NEEDED: "neutral",
}


def step_in_words(step: OpenStep) -> str:
    """A step with its sign and the figure behind it."""
    words = STANDS_NAMES[step.stands] if step.stands is Stands.REFUSED else STEP_NAMES[step.step]
    told = f"{SIGNS[step.stands]} {_(words)}"
    if step.figure is None:
        return told
    figure = rupiah(step.figure) if step.step is Step.SAVINGS else number(step.figure)
    return f"{told} ({figure})"


def turn_in_words(step: OpenStep) -> str:
    """Whose turn it is, a stroke where nobody has to act."""
    return _(ROLE_NAMES[step.turn]) if step.turn is not None else "—"


def next_in_words(line: DepartureLine) -> str:
    """What is to be done first and by whom."""
    step = line.next
    if step is None:
        return "✓ " + _("nothing is open")
    return f"{step_in_words(step)} · {turn_in_words(step)}"


def goes_in_words(one: Arrangement) -> str:
    """Where somebody goes and who receives."""
    if one.refused:
        return "▲ " + _("the family refuses")
    where = _(RECEPTION_NAMES[one.reception]) if one.reception is not None else ""
    return " · ".join(part for part in (where, one.receiver) if part) or "—"


def day_in_words(line: DepartureLine) -> str:
    """The day somebody leaves, or left."""
    return short_date(line.due_on) if line.due_on is not None else "—"
