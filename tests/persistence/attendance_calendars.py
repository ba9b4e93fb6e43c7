"""Random classes for the property of attendance: calendars, joining, leaving, days off, changed days and practice.

What the figures should be is counted here day by day from what was invented alone, with fractions, sharing nothing
with the program but the words for a mark.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import insert

from shelter_admin.domain.training import Attendance, Holiday
from shelter_admin.persistence.base import new_id, stamped
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.programs import program_named
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticeDayTable,
    PracticePlaceTable,
    SessionChangeTable,
)

TODAY = date(2026, 11, 21)
FIRST, LAST = TODAY - timedelta(days=40), TODAY + timedelta(days=25)
THRESHOLD = Fraction(75, 100)
PAST = [FIRST + timedelta(days=step) for step in range((TODAY - FIRST).days + 1)]
WHOLE = [FIRST + timedelta(days=step) for step in range((LAST - FIRST).days + 1)]
MARKS = list(Attendance)
Period = tuple[date, date]


@dataclass
class Somebody:
    """One person's place in the class, as it was invented."""

    admitted: date | None
    left: date | None
    has_left: bool
    joined: date | None
    ended: date | None
    practices: list[Period]
    marks: dict[date, Attendance]
    practised: dict[date, Attendance]
    ids: dict[str, str] = field(default_factory=dict)


@dataclass
class ClassCalendar:
    """A class with its days, as it was invented."""

    weekdays: str
    starts: date | None
    ends: date | None
    off: set[date]
    cancelled: set[date]
    extra: set[date]
    sessions: set[date]
    people: list[Somebody]
    ids: dict[str, str] = field(default_factory=dict)


def maybe(strategy: Any) -> Any:
    return st.one_of(st.none(), strategy)


@st.composite
def periods(draw: Any) -> list[Period]:
    """At most two stretches of practice that do not touch each other."""
    edges = sorted(draw(st.lists(st.sampled_from(WHOLE), min_size=0, max_size=4, unique=True)))
    return [(edges[at], edges[at + 1]) for at in range(0, len(edges) - 1, 2)]


@st.composite
def somebody(draw: Any, sessions: set[date]) -> Somebody:
    admitted = draw(maybe(st.sampled_from(PAST)))
    has_left = draw(st.booleans()) and draw(st.booleans())
    after = [day for day in PAST if day >= (admitted or FIRST)]
    left = draw(maybe(st.sampled_from(after))) if has_left else None
    joined = draw(maybe(st.sampled_from(PAST)))
    ended = draw(maybe(st.sampled_from([day for day in WHOLE if day >= (joined or FIRST)])))
    practices = draw(periods())
    days = [day for day in PAST if any(begin <= day <= end for begin, end in practices)]
    return Somebody(
        admitted, left, has_left, joined, ended, practices,
        {day: draw(st.sampled_from(MARKS)) for day in sorted(sessions) if draw(st.integers(0, 9)) < 8},
        {day: draw(st.sampled_from(MARKS)) for day in days if draw(st.booleans())},
    )  # fmt: skip


@st.composite
def calendars(draw: Any) -> ClassCalendar:
    weekdays = "".join(sorted(draw(st.sets(st.sampled_from("1234567"), min_size=1, max_size=6))))
    starts = draw(maybe(st.sampled_from(PAST)))
    ends = draw(maybe(st.sampled_from([day for day in WHOLE if day >= (starts or FIRST)])))
    sessions = draw(st.sets(st.sampled_from(PAST), max_size=30))
    changed = draw(st.sets(st.sampled_from(WHOLE), max_size=14))
    cancelled = {day for day in sorted(changed) if draw(st.booleans())}
    people = draw(st.lists(somebody(sessions), min_size=1, max_size=4))
    off = draw(st.sets(st.sampled_from(WHOLE), max_size=8))
    return ClassCalendar(weekdays, starts, ends, off, cancelled, changed - cancelled, sessions, people)


def write(session: Any, made: ClassCalendar) -> None:
    """Put an invented class into the store, past every act of the program."""
    for day in made.off:
        holidays.put(session, Holiday(day, "Libur", by_office=True))
    program, batch, place = program_named(session, f"Menjahit {new_id()}"), new_id(), new_id()
    made.ids = {"program": program, "batch": batch}
    session.add(BatchTable(id=batch, program_id=program, name="I", starts_on=made.starts, ends_on=made.ends, weekdays=made.weekdays))  # fmt: skip
    session.add(PracticePlaceTable(id=place, name=f"Bengkel {place}"))
    session.flush()
    for kind, days in (("cancelled", made.cancelled), ("extra", made.extra)):
        rows = [stamped(session, batch_id=batch, day=day, kind=kind, reason="rapat") for day in sorted(days)]
        _insert(session, SessionChangeTable, rows)
    held = [stamped(session, batch_id=batch, day=day) for day in sorted(made.sessions)]
    _insert(session, ClassSessionTable, held)
    for one in made.people:
        _write_somebody(session, made, one, {row["day"]: row["id"] for row in held}, place)


def _write_somebody(session: Any, made: ClassCalendar, one: Somebody, held: dict[date, str], place: str) -> None:
    person, stay, enrolment = new_id(), new_id(), new_id()
    one.ids = {"person": person, "stay": stay, "enrolment": enrolment}
    session.add(PersonTable(id=person, number=person[-12:], name="Orang"))
    session.flush()
    reason = "KELUARGA" if one.has_left else None
    session.add(StayTable(id=stay, person_id=person, admitted_on=one.admitted, left_on=one.left, leave_reason=reason))
    session.flush()
    program, batch = made.ids["program"], made.ids["batch"]
    session.add(EnrolmentTable(id=enrolment, stay_id=stay, program_id=program, batch_id=batch, joined_on=one.joined, ended_on=one.ended))  # fmt: skip
    session.flush()
    marks = [stamped(session, session_id=held[day], enrolment_id=enrolment, mark=mark.value, note="") for day, mark in one.marks.items()]  # fmt: skip
    _insert(session, AttendanceMarkTable, marks)
    for begin, end in one.practices:
        row = FieldPracticeTable(id=new_id(), enrolment_id=enrolment, person_id=person, place_id=place, from_day=begin, until_day=end)  # fmt: skip
        session.add(row)
        session.flush()
        days = [stamped(session, practice_id=row.id, day=day, mark=mark.value) for day, mark in one.practised.items() if begin <= day <= end]  # fmt: skip
        _insert(session, PracticeDayTable, days)


def _insert(session: Any, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)


@dataclass
class Counted:
    """What somebody's days come to, counted one by one."""

    given: list[Attendance] = field(default_factory=list)
    unmarked: int = 0
    to_come: int = 0

    @property
    def rate(self) -> Fraction | None:
        return Fraction(self.given.count(Attendance.PRESENT), len(self.given)) if self.given else None

    def at_the_end(self, missed: int, *, ends: bool) -> Fraction | None:
        """The rate at the end, if of all that is open so many days are missed and the others attended."""
        left = self.unmarked + (self.to_come if ends else 0)
        outcome = [mark is Attendance.PRESENT for mark in self.given]
        outcome += [False] * missed + [True] * (left - missed)
        return Fraction(sum(outcome), len(outcome)) if outcome else None

    def may_miss(self) -> int:
        """How many may be missed, tried one after the other."""
        left = self.unmarked + self.to_come
        fine = [missed for missed in range(left + 1) if (self.at_the_end(missed, ends=True) or 0) >= THRESHOLD]
        return max(fine, default=0)


def count(made: ClassCalendar, one: Somebody, first: date = FIRST, today: date = TODAY) -> Counted:
    """Walk through every day and ask what it is for this person."""
    counted = Counted()
    for day in WHOLE:
        if day < first or not _theirs(one, day):
            continue
        meets = str(day.isoweekday()) in made.weekdays and day not in made.off
        if any(begin <= day <= end for begin, end in one.practices):
            if day in one.practised:
                counted.given.append(one.practised[day])
            elif meets:
                counted.unmarked += day <= today
                counted.to_come += day > today
        elif day in made.off or day in made.cancelled:
            continue
        elif day in made.sessions:
            counted.given += [one.marks[day]] if day in one.marks else []
            counted.unmarked += day not in one.marks
        elif day >= today:
            in_time = (made.starts or FIRST) <= day <= (made.ends or LAST)
            counted.to_come += (meets and in_time) or day in made.extra
    return counted


def _theirs(one: Somebody, day: date) -> bool:
    since = [known for known in (one.joined, one.admitted) if known is not None]
    until = [known for known in (one.ended, one.left) if known is not None]
    if one.has_left and not until:
        return False
    return all(known <= day for known in since) and all(day <= known for known in until)
