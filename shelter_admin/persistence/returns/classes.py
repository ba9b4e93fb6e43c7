"""The class marks of a month by person. The database counts marks; which sessions are whose is told by days.

One statement counts the marks of the month by class, enrolment and code. Most people belong to their class the whole
month, so that all their marks count; of those who joined or left in it, or were at field practice, the marks are looked
at day by day. Which sessions count is said in ``training.own`` alone; days of practice are added.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from sqlalchemy import and_, case, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.month.figures import PersonMarks
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.training import Attendance, OwnDays, Practised
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.own import OWN_COLUMNS, belongs_between, belongs_on, counts_as_held, own_days
from shelter_admin.persistence.training.practised import Practices, practices
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
)

Marks = tuple[int, ...]
"""Present, sick, excused, absent, unmarked."""

_CODES: Final = (Attendance.PRESENT, Attendance.SICK, Attendance.EXCUSED, Attendance.ABSENT)
_PLACES: Final = {code.value: at for at, code in enumerate(_CODES)}
_NONE: Final[Marks] = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Held:
    """The sessions of the month by class, without days off and cancelled ones, and the programme of each class."""

    days: Mapping[str, tuple[date, ...]]
    programs: Mapping[str, str]

    @property
    def sessions(self) -> dict[str, int]:
        """How many sessions each programme held."""
        counted: Counter[str] = Counter()
        for batch_id, days in self.days.items():
            counted[self.programs[batch_id]] += len(days)
        return dict(counted)


class _Member(NamedTuple):
    """Somebody of a class; ``whole`` says that every day counted is one of theirs."""

    enrolment_id: str
    batch_id: str
    program_id: str
    person_id: str
    whole: bool


@dataclass(frozen=True, slots=True)
class _Part:
    """The own sessions of somebody who belongs to the class for a part of the month or was at practice in it."""

    own: OwnDays
    practised: Practised
    off: frozenset[date]

    def __contains__(self, day: date) -> bool:
        return day in self.own and day not in self.practised

    def days_at_practice(self, frame: MonthFrame) -> tuple[Marks, int]:
        """Their days of practice by code, and how many of them nobody has marked."""
        counts = Counter(self.practised.marked(self.own, frame.first, frame.through).values())
        due = self.practised.due(self.own, self.off, frame.first, frame.through)
        return (*(counts[code] for code in _CODES), 0), len(due)


def held_in(frame: MonthFrame) -> Any:
    """The sessions of a month, as a condition; one on a day off or a cancelled one does not count."""
    return and_(ClassSessionTable.day.between(frame.first, frame.through), counts_as_held())


def sessions_held(session: Session, frame: MonthFrame) -> Held:
    """The sessions of the month."""
    query = (
        select(ClassSessionTable.batch_id, BatchTable.program_id, ClassSessionTable.day)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .where(held_in(frame))
        .order_by(ClassSessionTable.batch_id, ClassSessionTable.day)
    )
    days: dict[str, list[date]] = {}
    programs: dict[str, str] = {}
    for batch_id, program_id, day in session.execute(query):
        days.setdefault(batch_id, []).append(day)
        programs[batch_id] = program_id
    return Held({batch_id: tuple(found) for batch_id, found in days.items()}, programs)


def marks_by_person(session: Session, frame: MonthFrame, held: Held) -> tuple[PersonMarks, ...]:
    """Everybody who had a session of their own in the month, with their marks by code and what is unmarked."""
    at_practice = practices(session, between=(frame.first, frame.through))
    if not held.days and not at_practice.by_enrolment:
        return ()
    members = [one for one in _members(session, frame) if one.batch_id in held.days or one.enrolment_id in at_practice]
    own = _parts(session, [one for one in members if not one.whole or one.enrolment_id in at_practice], at_practice)
    counted = _counted(session, frame) | _by_day(session, frame, own)
    found: dict[tuple[str, str], Marks] = {}
    for one in members:
        days = held.days.get(one.batch_id, ())
        theirs = own.get((one.enrolment_id, one.batch_id))
        sessions = len(days) if theirs is None else sum(day in theirs for day in days)
        at_class = counted.get((one.enrolment_id, one.batch_id), _NONE)
        marks, due = (_NONE, 0) if theirs is None else theirs.days_at_practice(frame)
        if sessions or sum(marks) or due:
            key = (one.program_id, one.person_id)
            unmarked = sessions - sum(at_class) + due
            found[key] = _added(_added(found.get(key, _NONE), at_class, unmarked), marks, 0)
    return tuple(PersonMarks(*key, *found[key]) for key in sorted(found))


def _added(before: Marks, marks: Marks, unmarked: int) -> Marks:
    """Add up somebody's marks where they were in a programme with more than one stay."""
    whole = (*marks[:-1], unmarked)
    return whole if before is _NONE else tuple(map(sum, zip(before, whole, strict=True)))


def _members(session: Session, frame: MonthFrame) -> list[_Member]:
    """Who belongs to a class on any day of the month."""
    whole = and_(belongs_on(frame.first), belongs_on(frame.through))
    query = (
        select(EnrolmentTable.id, EnrolmentTable.batch_id, EnrolmentTable.program_id, StayTable.person_id, whole)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(belongs_between(frame.first, frame.through))
    )
    return [_Member(*row) for row in session.execute(query)]


def _parts(session: Session, members: list[_Member], at_practice: Practices) -> dict[tuple[str, str], _Part]:
    """The days of those who have not every session of the month for their own."""
    if not members:
        return {}
    query = (
        select(EnrolmentTable.id, EnrolmentTable.batch_id, *OWN_COLUMNS)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.id.in_([one.enrolment_id for one in members]))
    )
    return {
        (row.id, row.batch_id): _Part(own_days(row), at_practice.of(row.id), at_practice.off)
        for row in session.execute(query)
    }


def _counted(session: Session, frame: MonthFrame) -> dict[tuple[str, str], Marks]:
    """How many marks of each code every enrolment has in the month, by class."""
    mark = AttendanceMarkTable
    query = (
        select(
            mark.enrolment_id,
            ClassSessionTable.batch_id,
            *(func.sum(case((mark.mark == code.value, 1), else_=0)) for code in _CODES),
        )
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .where(held_in(frame))
        .group_by(mark.enrolment_id, ClassSessionTable.batch_id)
    )
    return {(enrolment_id, batch_id): (*marks, 0) for enrolment_id, batch_id, *marks in session.execute(query)}


def _by_day(session: Session, frame: MonthFrame, own: Mapping[tuple[str, str], _Part]) -> dict[tuple[str, str], Marks]:
    """The same for those who have not every session of the month for their own: the marks of their own days alone."""
    if not own:
        return {}
    mark = AttendanceMarkTable
    query = (
        select(mark.enrolment_id, ClassSessionTable.batch_id, mark.mark, ClassSessionTable.day)
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .where(mark.enrolment_id.in_([enrolment_id for enrolment_id, _batch_id in own]), held_in(frame))
    )
    found: dict[tuple[str, str], list[int]] = {key: [0, 0, 0, 0, 0] for key in own}
    for enrolment_id, batch_id, code, day in session.execute(query):
        days = own.get((enrolment_id, batch_id))
        if days is not None and day in days:
            found[enrolment_id, batch_id][_PLACES[code]] += 1
    return {key: tuple(marks) for key, marks in found.items()}
