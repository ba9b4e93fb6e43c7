"""A drawn panti for the tests of the month: stays, nights, classes, written straight into the store; and counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    HolidayTable,
    ProgramTable,
)

FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
YEAR = date(2026, 1, 1)
EARLIEST = date(2025, 11, 1)

days = st.integers(0, 425).map(lambda many: EARLIEST + timedelta(days=many))
near = st.integers(-12, 45).map(lambda many: FIRST + timedelta(days=many))
some_day = st.one_of(near, near, days)


@dataclass
class Stay:
    """A stay as it is drawn."""

    admitted: date | None
    left: date | None
    reason: str | None
    source: str | None
    nights: list[tuple[date, date | None]] = field(default_factory=list)
    joined: date | None = None
    ended: date | None = None
    in_class: bool = False
    marks: dict[date, str] = field(default_factory=dict)
    stay_id: str = field(default_factory=new_id)

    @property
    def begins(self) -> date:
        return self.admitted or date.min

    @property
    def ends(self) -> date | None:
        """The day it counts as over; None while it runs."""
        if self.reason is None:
            return None
        return self.left or self.begins

    def there(self, day: date) -> bool:
        """Say whether somebody of this stay is on the books at the end of a day."""
        return self.begins <= day and (self.ends is None or day < self.ends)

    def own(self, day: date) -> bool:
        """Say whether a class on this day is one of theirs."""
        if not self.in_class or (self.reason and self.left is None and self.ended is None):
            return False
        return all(
            (
                self.joined is None or self.joined <= day,
                self.ended is None or day <= self.ended,
                self.admitted is None or self.admitted <= day,
                self.left is None or day <= self.left,
            )
        )


@dataclass
class Person:
    """Somebody drawn, with stays one after the other."""

    sex: str | None
    birth: tuple[int | None, int | None, int | None]
    category: str | None
    stays: list[Stay]
    person_id: str = field(default_factory=new_id)


@st.composite
def people(draw: Any) -> Person:
    """Stays that do not overlap, the last one perhaps running; now and then a date is missing."""
    stays: list[Stay] = []
    at = draw(some_day)
    for _one in range(draw(st.integers(1, 3))):
        length = draw(st.one_of(st.integers(0, 3), st.integers(0, 200)))
        made = Stay(at, at + timedelta(days=length), draw(_REASONS), draw(_SOURCES))
        stays.append(made)
        at = at + timedelta(days=length + draw(st.integers(0, 30)))
    if draw(st.booleans()):
        stays[-1].left = stays[-1].reason = None
    if draw(st.integers(0, 5)) == 0:
        stays[0].admitted = None
    if stays[-1].reason and draw(st.integers(0, 5)) == 0:
        stays[-1].left = None
    for stay in stays:
        _live(draw, stay)
    return Person(draw(st.sampled_from(["L", "P", None])), draw(_BIRTHS), draw(_CATEGORIES), stays)


_REASONS = st.sampled_from(["LULUS", "KABUR", "MENINGGAL", "BELUM_JELAS"])
_SOURCES = st.sampled_from(["PENERTIBAN", "SENDIRI", None])
_CATEGORIES = st.sampled_from(["LANSIA_TELANTAR", "GELANDANGAN", "PENGEMIS", "ADK", "ODHA", "PMBS", None])
_BIRTHS = st.one_of(
    st.just((None, None, None)),
    st.dates(date(1930, 1, 1), date(2026, 9, 1)).map(lambda day: (day.year, day.month, day.day)),
)


def _live(draw: Any, stay: Stay) -> None:
    """Give a stay nights in a bed of its own, and a class."""
    if stay.admitted is not None and (stay.reason is None or stay.left is not None) and draw(st.booleans()):
        start = stay.admitted + timedelta(days=draw(st.integers(0, 2)))
        if stay.left is None or start <= stay.left:
            stay.nights.append((start, stay.left))
    stay.in_class = draw(st.booleans())
    if stay.in_class:
        stay.joined = draw(st.none() | near)
        ended = draw(st.none() | near)
        stay.ended = ended if ended is None or stay.joined is None or ended >= stay.joined else None
    for many in range(0, 31, 3):
        mark = draw(st.sampled_from(["H", "H", "S", "I", "A", None]))
        if mark:
            stay.marks[FIRST + timedelta(days=many)] = mark


@dataclass
class Drawn:
    """The whole panti: people, beds that stand empty, class days, days off."""

    people: list[Person]
    empty_beds: int
    class_days: list[date]
    days_off: list[date]

    @property
    def stays(self) -> list[tuple[Person, Stay]]:
        return [(person, stay) for person in self.people for stay in person.stays]


pantis = st.builds(
    Drawn,
    st.lists(people(), max_size=6),
    st.integers(0, 3),
    st.lists(st.integers(0, 11).map(lambda many: FIRST + timedelta(days=3 * many)), unique=True, max_size=10),
    st.lists(st.integers(0, 10).map(lambda many: FIRST + timedelta(days=3 * many)), unique=True, max_size=3),
)

_EMPTIED = (
    AttendanceMarkTable,
    ClassSessionTable,
    HolidayTable,
    EnrolmentTable,
    BatchTable,
    ProgramTable,
    PlacementTable,
    BedBlockTable,
    BedTable,
    RoomTable,
    WismaTable,
    StayTable,
    PersonCategoryTable,
    PersonTable,
)


def write(session: Session, drawn: Drawn) -> None:
    """Put this panti in the place of the one before."""
    for table in _EMPTIED:
        session.execute(delete(table))
    session.add(WismaTable(id="w", name="Melati"))
    session.flush()
    session.add(RoomTable(id="r", wisma_id="w", name="1"))
    session.add(ProgramTable(id="p", name="Menjahit"))
    session.flush()
    session.add_all(BedTable(id=f"e{at}", room_id="r", label=f"e{at}") for at in range(drawn.empty_beds))
    session.add(BatchTable(id="b", program_id="p", name=""))
    session.flush()
    session.add_all(ClassSessionTable(id=f"c{day}", batch_id="b", day=day) for day in drawn.class_days)
    session.add_all(HolidayTable(id=f"h{day}", day=day, name="Libur") for day in drawn.days_off)
    session.flush()
    for person in drawn.people:
        _write_person(session, drawn, person)


def _write_person(session: Session, drawn: Drawn, person: Person) -> None:
    row = PersonTable(id=person.person_id, number=person.person_id, name="Karangan", sex=person.sex)
    row.birth_year, row.birth_month, row.birth_day = person.birth
    row.birth_quality, row.nik_quality = "exact" if person.birth[0] else "unknown", "missing"
    session.add(row)
    session.flush()
    if person.category:
        session.add(PersonCategoryTable(id=new_id(), person_id=person.person_id, category=person.category, main=True))
    for stay in person.stays:
        made = StayTable(id=stay.stay_id, person_id=person.person_id, source=stay.source)
        made.admitted_on, made.left_on, made.leave_reason = stay.admitted, stay.left, stay.reason
        session.add(made)
        session.flush()
        _write_life(session, drawn, person, stay)


def _write_life(session: Session, drawn: Drawn, person: Person, stay: Stay) -> None:
    for start, until in stay.nights:
        session.add(BedTable(id=stay.stay_id, room_id="r", label=stay.stay_id))
        session.flush()
        session.add(
            PlacementTable(
                id=new_id(),
                bed_id=stay.stay_id,
                person_id=person.person_id,
                stay_id=stay.stay_id,
                from_night=start,
                until_night=until,
            )
        )
    if not stay.in_class:
        return
    enrolment = EnrolmentTable(id=new_id(), stay_id=stay.stay_id, program_id="p", batch_id="b")
    enrolment.joined_on, enrolment.ended_on = stay.joined, stay.ended
    session.add(enrolment)
    session.flush()
    for day in drawn.class_days:
        if day in stay.marks:
            session.add(
                AttendanceMarkTable(
                    id=new_id(), session_id=f"c{day}", enrolment_id=enrolment.id, mark=stay.marks[day], note=""
                )
            )
    session.flush()
