"""Somebody is missing: since when, what is to be done, by whom and until when, and what was done.

The record is the office's own ``Berita Acara Melarikan Diri`` (domain notes 2.4). No regulation found names hours;
those here are the program's proposal: first the telephone and the house, then the family, then the police, for a child
sooner. The steps end no stay; leaving is recorded by its own act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import MISSING, Mark, RollCallKind
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import N_

OF_AGE: Final = 18
LONGEST_NOTE: Final = 500


class MissingStep(StrEnum):
    """One thing to do about somebody missing, in this order."""

    CALLED = "called"
    SEARCHED = "searched"
    FAMILY = "family"
    POLICE = "police"
    RECORD = "record"


STEP_NAMES: Final[Mapping[MissingStep, str]] = MappingProxyType(
    {
        MissingStep.CALLED: N_("Call them, ask room-mates"),
        MissingStep.SEARCHED: N_("Search house and surroundings"),
        MissingStep.FAMILY: N_("Tell the family"),
        MissingStep.POLICE: N_("Tell the police"),
        MissingStep.RECORD: N_("Write the record of running away"),
    }
)
STEP_HINTS: Final[Mapping[MissingStep, str]] = MappingProxyType(
    {
        MissingStep.CALLED: N_("Whom did you ask, what did they say?"),
        MissingStep.SEARCHED: N_("Where did you look, with whom?"),
        MissingStep.FAMILY: N_("Who was told, by which number?"),
        MissingStep.POLICE: N_("Which station, the number of the report, the officer's name?"),
        MissingStep.RECORD: N_("The number of the record"),
    }
)


@dataclass(frozen=True, slots=True)
class StepRule:
    """Who has to do a step, and how long after somebody was found missing; for a child sooner."""

    step: MissingStep
    who: Role
    within: timedelta
    of_a_child: timedelta


RULES: Final = (
    StepRule(MissingStep.CALLED, Role.PIKET, timedelta(minutes=30), timedelta(minutes=15)),
    StepRule(MissingStep.SEARCHED, Role.PIKET, timedelta(hours=1), timedelta(minutes=30)),
    StepRule(MissingStep.FAMILY, Role.PEKERJA_SOSIAL, timedelta(hours=12), timedelta(hours=1)),
    StepRule(MissingStep.POLICE, Role.KEPALA, timedelta(hours=24), timedelta(hours=3)),
    StepRule(MissingStep.RECORD, Role.PEKERJA_SOSIAL, timedelta(hours=72), timedelta(hours=24)),
)


@dataclass(frozen=True, slots=True)
class NightMark:
    """How somebody was marked at one roll-call."""

    night: date
    kind: RollCallKind
    mark: Mark

    @property
    def order(self) -> tuple[date, bool]:
        """The morning roll-call of a date is held at the end of the shift that starts on it."""
        return self.night, self.kind is RollCallKind.PAGI


def missing_since(marks: Iterable[NightMark]) -> NightMark | None:
    """The first of the last roll-calls, without a break, at which somebody was missing; None where they are not."""
    first: NightMark | None = None
    for one in sorted(marks, key=lambda mark: mark.order, reverse=True):
        if one.mark not in MISSING:
            break
        first = one
    return first


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step that was done: when, by whom, what came of it; ``known_where`` says that it is known where they are."""

    step_id: str
    step: MissingStep
    done_at: datetime
    done_by: str
    note: str = field(default="", repr=False)
    known_where: bool = False


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step of a case: who does it, until when, and what was done."""

    step: MissingStep
    who: Role
    due_at: datetime
    done: StepDone | None = None

    def late(self, now: datetime) -> bool:
        """Say whether it is not done and its hour has passed."""
        return self.done is None and now > self.due_at


@dataclass(frozen=True, slots=True)
class MissingCase:
    """Somebody who is missing. ``since`` is the night, ``noticed_at`` the hour of the roll-call that noticed it."""

    person_id: str
    stay_id: str
    number: str
    name: str
    bed: str
    since: date
    noticed_at: datetime
    mark: Mark
    child: bool
    steps: tuple[StepLine, ...]

    @property
    def known_where(self) -> bool:
        """Say whether a step found out where they are."""
        return any(line.done is not None and line.done.known_where for line in self.steps)

    def following(self) -> StepLine | None:
        """The first step that is still to be done; once it is known where they are, only the record is."""
        left = (line for line in self.steps if line.done is None)
        return next((line for line in left if not self.known_where or line.step is MissingStep.RECORD), None)


def steps_of(noticed_at: datetime, done: Sequence[StepDone], *, child: bool) -> tuple[StepLine, ...]:
    """Every step with its hour, and what was done of them."""
    by_step = {one.step: one for one in done}
    return tuple(
        StepLine(rule.step, rule.who, noticed_at + (rule.of_a_child if child else rule.within), by_step.get(rule.step))
        for rule in RULES
    )


def noticed(panti: Panti, first: NightMark) -> datetime:
    """The hour of the roll-call at which somebody was first missing."""
    settings = panti.settings
    if first.kind is RollCallKind.PAGI:
        return panti.instant(first.night + timedelta(days=1), settings.morning_roll_call_at)
    return panti.during_night(first.night, settings.roll_call_at)


def require_step_note(note: str) -> None:
    """Refuse a note longer than LONGEST_NOTE."""
    if len(note) > LONGEST_NOTE:
        raise Refused("text_too_long", field="note", most=LONGEST_NOTE)


@dataclass(frozen=True, slots=True)
class RunawayRecord:
    """What the record of running away says beside the case. Fields that the reader may not see are empty."""

    case: MissingCase
    sex: str
    age: str
    origin: str
    admitted_on: date | None
    features: str = field(repr=False)
    last_seen: str
    nik: str = field(default="", repr=False)
