"""How data protection is said on screen: the clock of a request, what stands about somebody's data."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from shelter_admin.domain.privacy.consent import ANSWER_NAMES, ConsentAnswer, ConsentLine
from shelter_admin.domain.privacy.incidents import IncidentDetails
from shelter_admin.domain.privacy.requests import DataRequest, Outcome, time_left
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _

URGENT_HOURS: Final = 24


def clock_of(request: DataRequest, now: datetime) -> str:
    """What is left of the term, or how it was answered, with its sign."""
    if request.outcome is Outcome.GRANTED:
        return f"✓ {_('granted')}"
    if request.outcome is Outcome.REFUSED:
        return f"✗ {_('refused')}"
    sign = "▲" if request.overdue(now) else "◷"
    return f"{sign} {time_left(request.due_at, now)}"


def clock_token(request: DataRequest, now: datetime) -> str:
    """The colour of the clock: danger once it is late, attention on the last day."""
    if request.outcome is not None:
        return "ok" if request.outcome is Outcome.GRANTED else "muted"
    left = (request.due_at - now).total_seconds() / 3600
    return "danger" if left < 0 else "attention" if left <= URGENT_HOURS else "info"


def standing(line: ConsentLine) -> str:
    """What stands about somebody's data."""
    said = line.consent
    if said is None:
        return f"▲ {_('not told yet')}"
    if said.noticed_on is None and said.answer is ConsentAnswer.NOT_ASKED:
        return f"▲ {_('basis noted, not told yet')}"
    sign = {ConsentAnswer.GIVEN: "✓", ConsentAnswer.NOT_ASKED: "✓"}.get(said.answer, "✗")
    return f"{sign} {_(ANSWER_NAMES[said.answer])}"


def standing_token(line: ConsentLine) -> str:
    """The colour of it."""
    said = line.consent
    if said is None or (said.noticed_on is None and said.answer is ConsentAnswer.NOT_ASKED):
        return "attention"
    return "ok" if said.answer in {ConsentAnswer.GIVEN, ConsentAnswer.NOT_ASKED} else "muted"


def since(line: ConsentLine) -> str:
    """The day of what was said last."""
    return short_date(line.consent.on_day) if line.consent is not None else ""


def incident_state(line: IncidentDetails, now: datetime) -> str:
    """What is left of the term to tell it, or that it was told or closed, with its sign."""
    if line.closed_at is not None:
        return f"✓ {_('closed')}"
    if line.told:
        return f"✓ {_('told, not closed yet')}"
    return f"{'▲' if line.overdue(now) else '◷'} {time_left(line.due_at, now)}"


def incident_token(line: IncidentDetails, now: datetime) -> str:
    """The colour of it: danger once the telling is late."""
    if line.closed_at is not None:
        return "muted"
    if line.told:
        return "info"
    return "danger" if line.overdue(now) else "attention"
