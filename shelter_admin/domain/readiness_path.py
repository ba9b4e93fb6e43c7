"""One person's way out, station by station, on one page (*jalan menuju mandiri*) for the case conference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.path_parts import Known
from shelter_admin.domain.readiness import (
    CRITERION_NAMES,
    Candidate,
    Check,
    Criterion,
    Decision,
    ReadinessPolicy,
    State,
    name_of,
)
from shelter_admin.domain.readiness_weighing import furthest
from shelter_admin.domain.residents import IDENTITY_STATUS_NAMES, IdentityStatus
from shelter_admin.domain.wording import long_date, number, percent
from shelter_admin.domain.words import N_, _, n_


class Step(StrEnum):
    """The stations on the way out: the beginning, each programme, every criterion of the policy, and the decision."""

    ADMISSION = "admission"
    TRAINING = "training"
    COMPETENCE = "competence"
    PRACTICE = "practice"
    IDENTITY = "identity"
    HEALTH = "health"
    ABILITY = "ability"
    BEHAVIOUR = "behaviour"
    RECEPTION = "reception"
    PLAN = "plan"
    OWN = "own"
    CASE_CONFERENCE = "case_conference"
    DECISION = "decision"


ADMISSION: Final = N_("Admission")
_ELSEWHERE: Final = frozenset({Criterion.ATTENDANCE, Criterion.MARK, Criterion.HEAD})
"""Criteria that the stations of the training and of the decision tell."""


@dataclass(frozen=True, slots=True)
class Station:
    """One station of one person: how it stands and the sentence that says so, in the language in use.

    ``code`` is that of the check where the station is one, so that it can be written down there.
    """

    step: Step
    title: str
    state: State
    told: str = field(repr=False)
    code: str = ""


@dataclass(frozen=True, slots=True)
class CheckWritten:
    """What the social worker wrote about a place to go or a case conference. None where this reader may not read it."""

    criterion: Criterion
    state: State
    on_day: date
    by: str
    note: str | None = field(default=None, repr=False)
    code: str = ""
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class PathToIndependence:
    """One person's way out on one page (*jalan menuju mandiri*), for the case conference."""

    person_id: str
    number: str
    name: str
    photo_id: str | None
    admitted_on: date | None
    days: int | None
    policy: ReadinessPolicy
    lines: tuple[Candidate, ...]
    stations: tuple[Station, ...]
    written: tuple[CheckWritten, ...]
    decisions: tuple[Decision, ...]
    known: tuple[Known, ...] = ()

    @property
    def furthest(self) -> Candidate | None:
        """The programme in which somebody is furthest, None where they are in none."""
        return furthest(self.lines) if self.lines else None


@dataclass(frozen=True, slots=True)
class Trained:
    """A programme as somebody takes part in it."""

    hours: int | None
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What a person's stay tells about the way, None where this reader may not see it."""

    admitted_on: date | None
    source: Source | None
    days: int | None
    identity_status: IdentityStatus | None
    trained: Mapping[str, Trained]


def stations_of(
    facts: Facts,
    lines: Sequence[Candidate],
    written: Iterable[CheckWritten],
    decisions: Sequence[Decision],
) -> tuple[Station, ...]:
    """The way in stations, each with its sentence; what the policy does not ask for is no station."""
    stations = [_admission(facts), *(_training(line, facts.trained.get(line.enrolment_id)) for line in lines)]
    if lines:
        by_hand = {one.code or one.criterion.value: one for one in written}
        checks = [check for check in furthest(lines).checks if check.criterion not in _ELSEWHERE]
        stations += [
            Station(
                Step(check.criterion.value),
                name_of(check),
                check.state,
                _told(check, facts, by_hand.get(check.code)),
                check.code,
            )
            for check in checks
        ]
    return (*stations, _decided(decisions))


def _admission(facts: Facts) -> Station:
    day = long_date(facts.admitted_on) if facts.admitted_on else _("day not known")
    days = (
        n_("{count} day here", "{count} days here", facts.days).format(count=number(facts.days)) if facts.days else ""
    )
    source = _(SOURCE_WORDS[facts.source]) if facts.source else ""
    return Station(Step.ADMISSION, _(ADMISSION), State.MET, _joined(day, source, days))


def _training(line: Candidate, trained: Trained | None) -> Station:
    attendance, mark = line.check(Criterion.ATTENDANCE), line.check(Criterion.MARK)
    hours = _("{hours} lesson hours").format(hours=number(trained.hours)) if trained and trained.hours else ""
    rate = best = given = ""
    if attendance is not None and attendance.value is not None:
        rate = _("present {percent}").format(percent=percent(attendance.value))
        if attendance.state is State.NOT_MET and attendance.best is not None:
            best = _("at best {percent}").format(percent=percent(attendance.best))
    if mark is not None and mark.value is not None:
        given = _("final mark {mark}").format(mark=number(mark.value))
    states = {check.state for check in (attendance, mark) if check is not None}
    state = next((one for one in (State.NOT_MET, State.UNKNOWN) if one in states), State.MET)
    title = " ".join(part for part in (line.program, line.batch) if part)
    return Station(Step.TRAINING, title, state, _joined(hours, rate, best, given))


def _told(check: Check, facts: Facts, written: CheckWritten | None) -> str:
    """What is known beyond the state: papers for whoever may see them, figures, the day it was written; health nothing.

    A score of an assessment and what somebody did are told where case work is told, not by their figure.
    """
    if check.criterion is Criterion.IDENTITY and facts.identity_status is not None:
        return _(IDENTITY_STATUS_NAMES[facts.identity_status])
    if check.criterion in {Criterion.COMPETENCE, Criterion.PRACTICE} and check.value is not None:
        least = _("at least {least}").format(least=number(check.least)) if check.least is not None else ""
        return _joined(number(check.value), least)
    return long_date(written.on_day) if written is not None else ""


def _decided(decisions: Sequence[Decision]) -> Station:
    title = _(CRITERION_NAMES[Criterion.HEAD])
    if not decisions:
        return Station(Step.DECISION, title, State.UNKNOWN, "")
    newest = decisions[0]
    return Station(
        Step.DECISION,
        title,
        State.MET if newest.ready else State.NOT_MET,
        _joined(_("ready to leave") if newest.ready else _("not yet"), long_date(newest.decided_on), newest.decided_by),
    )


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
