"""When somebody will meet the policy if all goes on as now: reckoned where it can be, else said why it cannot be told.

The pace of attendance is that of the last four weeks. It is laid over the days still planned for this person: classes
and field practice up to the end of the class, without days off; on a day of announced leave nobody is awaited to be
present. What waits for a person to act has no date, and none is invented for it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from shelter_admin.domain.readiness import Candidate, Check, Criterion, State

PACE_DAYS: Final = 28
LEAST_MARKED: Final = 4
_PARTS: Final = 10_000  # a limit in percent is weighed to two decimals


class Reckoned(StrEnum):
    """How a date was reckoned, or why there is none."""

    MET = "met"
    PACE = "pace"
    WINDOW = "window"
    MARKS_SO_FAR = "marks_so_far"
    AGENDA = "agenda"
    NO_PACE = "no_pace"
    NO_END = "no_end"
    TOO_SLOW = "too_slow"
    OUT_OF_REACH = "out_of_reach"
    NOT_ARRANGED = "not_arranged"
    LOW_MARK = "low_mark"
    NO_MARK = "no_mark"
    WAITS = "waits"


@dataclass(frozen=True, slots=True)
class Pace:
    """So many of so many; unknown where there is too little to go by."""

    done: int = 0
    of: int = 0

    @property
    def known(self) -> bool:
        """Say whether there is anything to go by."""
        return self.of > 0


@dataclass(frozen=True, slots=True)
class Course:
    """What the store knows of somebody's training, up to today, and of the days to come.

    ``due`` are the days still planned, in order, None where the class has no known end; of these ``practice`` are at
    a place of field practice, ``away`` are days of announced leave.
    """

    present: int = 0
    marked: int = 0
    recent: Pace = Pace()
    due: tuple[date, ...] | None = None
    practice: tuple[date, ...] = ()
    away: frozenset[date] = frozenset()
    practised: Pace = Pace()
    competent: tuple[int, int] = (0, 0)
    average: float | None = None
    ends_on: date | None = None
    agenda: date | None = None


NO_COURSE: Final = Course()


@dataclass(frozen=True, slots=True)
class Expected:
    """When one criterion will be met, and how that was reckoned; ``day`` None where it cannot be told.

    ``pace`` is what was gone by, ``sessions`` how many days of training it takes, ``figure`` what the words need
    besides: the mean of the marks, the best attendance there can still be, the days that are missing.
    """

    check: Check
    how: Reckoned
    day: date | None = None
    pace: Pace = Pace()
    sessions: int = 0
    figure: float | None = None


@dataclass(frozen=True, slots=True)
class Forecast:
    """When somebody will be proposed to the head, None where that cannot be told; and what it rests on.

    ``not_before`` is the last of the days that can be told; ``untold`` is what cannot be.
    """

    day: date | None
    parts: tuple[Expected, ...] = ()
    not_before: date | None = None
    untold: tuple[Expected, ...] = field(default=())


def rate_reached_on(
    present: int, marked: int, least: float, pace: Pace, course: tuple[Sequence[date], Collection[date]]
) -> tuple[date, int] | None:
    """The first planned day after which the rate is enough at this pace, and how many days that takes.

    ``course`` are the days planned and those of announced leave among them: such a day counts and is not present.
    """
    asked = round(least * _PARTS / 100)
    due, away = course
    there = 0
    for number, day in enumerate(due, start=1):
        there += day not in away
        if (present * pace.of + pace.done * there) * _PARTS >= asked * (marked + number) * pace.of:
            return day, number
    return None


def count_reached_on(missing: int, pace: Pace, due: Sequence[date], away: Collection[date]) -> tuple[date, int] | None:
    """The first planned day after which this many more are there at this pace, and how many days that takes."""
    there = 0
    for number, day in enumerate(due, start=1):
        there += day not in away
        if pace.done * there >= missing * pace.of:
            return day, number
    return None


def expected(check: Check, course: Course, today: date) -> Expected:
    """When an open criterion will be met."""
    if not check.open:
        return Expected(check, Reckoned.MET, today)
    reckon = _RECKONED.get(check.criterion)
    return Expected(check, Reckoned.WAITS) if reckon is None else reckon(check, course, today)


def _attendance(check: Check, course: Course, _today: date) -> Expected:
    least = check.least or 0.0
    if check.best is not None and check.best < least - 1e-9:
        return Expected(check, Reckoned.OUT_OF_REACH, figure=check.best)
    if course.due is None:
        return Expected(check, Reckoned.NO_END)
    if course.recent.of < LEAST_MARKED:
        return Expected(check, Reckoned.NO_PACE)
    found = rate_reached_on(course.present, course.marked, least, course.recent, (course.due, course.away))
    if found is None:
        return Expected(check, Reckoned.TOO_SLOW, pace=course.recent, figure=check.best)
    return Expected(check, Reckoned.PACE, found[0], course.recent, found[1])


def _mark(check: Check, course: Course, today: date) -> Expected:
    """A final mark is given at the end of the class; till then there is the mean of the marks so far to go by."""
    if check.value is not None:
        return Expected(check, Reckoned.LOW_MARK, figure=check.value)
    if course.average is None or course.ends_on is None or course.ends_on < today:
        return Expected(check, Reckoned.NO_MARK)
    if course.average < (check.least or 0.0) - 1e-9:
        return Expected(check, Reckoned.LOW_MARK, figure=course.average)
    return Expected(check, Reckoned.MARKS_SO_FAR, course.ends_on, figure=course.average)


def _competence(check: Check, course: Course, _today: date) -> Expected:
    seen, of = course.competent
    if course.due is None:
        return Expected(check, Reckoned.NO_END)
    if not seen or not course.marked:
        return Expected(check, Reckoned.NO_PACE)
    asked = round((check.least or 0.0) * _PARTS / 100) * of
    missing = -(-asked // _PARTS) - seen
    pace = Pace(seen, course.marked)
    found = count_reached_on(missing, pace, course.due, course.away)
    if found is None:
        return Expected(check, Reckoned.TOO_SLOW, pace=pace, sessions=missing)
    return Expected(check, Reckoned.PACE, found[0], pace, found[1])


def _practice(check: Check, course: Course, _today: date) -> Expected:
    """Days of field practice that are arranged and still to come, at the pace of those marked; at first, every day."""
    pace = course.practised if course.practised.known else Pace(1, 1)
    missing = int(-(-((check.least or 0.0) - (check.value or 0.0)) // 1))
    found = count_reached_on(missing, pace, course.practice, course.away)
    if found is None:
        return Expected(check, Reckoned.NOT_ARRANGED, pace=pace, sessions=len(course.practice), figure=missing)
    return Expected(check, Reckoned.PACE, found[0], pace, found[1])


def _behaviour(check: Check, _course: Course, _today: date) -> Expected:
    """Once the last occurrence is so many days ago, if there is no other."""
    if check.on_day is None or check.days is None:
        return Expected(check, Reckoned.WAITS)
    return Expected(check, Reckoned.WINDOW, check.on_day + timedelta(days=check.days))


def _conference(check: Check, course: Course, _today: date) -> Expected:
    if course.agenda is None:
        return Expected(check, Reckoned.WAITS)
    return Expected(check, Reckoned.AGENDA, course.agenda)


_RECKONED: Final = {
    Criterion.ATTENDANCE: _attendance,
    Criterion.MARK: _mark,
    Criterion.COMPETENCE: _competence,
    Criterion.PRACTICE: _practice,
    Criterion.BEHAVIOUR: _behaviour,
    Criterion.CASE_CONFERENCE: _conference,
}


def forecast_of(one: Candidate, course: Course, today: date) -> Forecast:
    """When this person will be proposed to the head at the present pace; what the head will say is not foretold."""
    open_ones = [check for check in one.blocking if check.criterion is not Criterion.HEAD]
    parts = tuple(expected(check, course, today) for check in open_ones)
    if not parts:
        return Forecast(today)
    required = [part for part in parts if part.check.weight is None]
    weighted = [part for part in parts if part.check.weight is not None]
    score_day, short = _score_reached(one, weighted, today)
    days = [part.day for part in required] + [score_day]
    told = [day for day in days if day is not None]
    untold = tuple([part for part in required if part.day is None] + (short if score_day is None else []))
    not_before = max(told, default=None)
    return Forecast(None if untold or None in days else not_before, parts, not_before, untold)


def _score_reached(one: Candidate, weighted: Sequence[Expected], today: date) -> tuple[date | None, list[Expected]]:
    """The day on which the weighted criteria come to the pass score; None, and what is untold, where they never do."""
    if one.passes:
        return today, []
    weights = [(check, check.weight or 0) for check in one.checks if check.state is not State.NOT_APPLICABLE]
    whole = sum(weight for _check, weight in weights)
    reached = sum(weight for check, weight in weights if check.state is State.MET)
    for part in sorted((part for part in weighted if part.day is not None), key=lambda part: part.day or today):
        reached += part.check.weight or 0
        if reached * 100 >= (one.policy.pass_percent or 0.0) * whole - 1e-9:
            return part.day, []
    return None, [part for part in weighted if part.day is None]
