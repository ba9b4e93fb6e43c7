"""The census of the last nights equals counting each night by hand, whatever was opened, closed, blocked and slept in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import BedKind
from shelter_admin.domain.sight import sight_of
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.beds.census import census, joined
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.bed_board import bed_board
from tests.people import a_desk

LAST = date(2026, 11, 21)
NIGHTS = 30
EARLIEST = LAST - timedelta(days=NIGHTS + 15)

days = st.integers(0, NIGHTS + 25).map(lambda many: EARLIEST + timedelta(days=many))
or_never = st.none() | days
lengths = st.integers(0, 20)


@dataclass
class Bed:
    """A bed as it is drawn: when it stands there, when it cannot be used, who sleeps in it."""

    kind: BedKind
    opened: date | None
    closed: date | None
    blocks: list[tuple[date | None, date | None]]
    nights: list[tuple[date, date | None]]
    bed_id: str = field(default_factory=new_id)

    def stands(self, night: date) -> bool:
        return (self.opened is None or self.opened <= night) and (self.closed is None or night < self.closed)

    def blocked(self, night: date) -> bool:
        return any(within(night, start, end) for start, end in self.blocks)

    def slept_in(self, night: date) -> bool:
        return any(within(night, start, end) for start, end in self.nights)


def within(night: date, start: date | None, end: date | None) -> bool:
    return (start is None or start <= night) and (end is None or night < end)


@st.composite
def periods(draw, most: int):
    """Periods one after the other, so that nobody shares the bed; the last may be open."""
    made: list[tuple[date, date | None]] = []
    at = draw(days)
    for _one in range(draw(st.integers(0, most))):
        end = at + timedelta(days=draw(lengths))
        made.append((at, end))
        at = end + timedelta(days=draw(st.integers(0, 5)))
    if made and draw(st.booleans()):
        made[-1] = (made[-1][0], None)
    return made


@st.composite
def blocks(draw):
    """Blocks as they come in life: overlapping, without beginning, without end, empty."""
    made = []
    for _one in range(draw(st.integers(0, 3))):
        start = draw(or_never)
        end = draw(st.none() | lengths.map(lambda many: (start or EARLIEST) + timedelta(days=many)))  # noqa: B023
        made.append((start, end))
    return made


@st.composite
def a_bed(draw):
    opened = draw(or_never)
    closed = draw(st.none() | lengths.map(lambda many: (opened or EARLIEST) + timedelta(days=many)))
    return Bed(draw(st.sampled_from(BedKind)), opened, closed, draw(blocks()), draw(periods(4)))


def slept(beds: list[Bed]) -> list[Bed]:
    """Only nights in which the bed stands and is not blocked, as the program gives it: the others are taken off."""
    for bed in beds:
        bed.nights = [
            (start, end)
            for start, end in bed.nights
            if all(bed.stands(night) and not bed.blocked(night) for night in nights_between(start, end))
        ]
    return beds


def nights_between(start: date, end: date | None) -> list[date]:
    last = end or LAST + timedelta(days=40)
    return [start + timedelta(days=many) for many in range((last - start).days)]


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    desk = a_desk(tmp_path_factory.mktemp("census"))
    yield desk
    desk.close()


def write(session: Session, beds: list[Bed]) -> None:
    """Put these beds in the place of the ones before."""
    for table in (PlacementTable, BedBlockTable, BedTable, RoomTable, WismaTable, StayTable, PersonTable):
        session.execute(delete(table))
    wisma, room = new_id(), new_id()
    session.add(WismaTable(id=wisma, name="Melati"))
    session.flush()
    session.add(RoomTable(id=room, wisma_id=wisma, name="1"))
    session.flush()
    for at, bed in enumerate(beds):
        row = BedTable(id=bed.bed_id, room_id=room, label=str(at + 1), kind=bed.kind.value)
        row.opened_on, row.closed_on = bed.opened, bed.closed
        session.add(row)
        session.flush()
        for start, end in bed.blocks:
            session.add(BedBlockTable(id=new_id(), bed_id=bed.bed_id, from_day=start, until_day=end, reason=""))
        for start, until in bed.nights:
            session.add(sleeper(session, bed, start, until))
    session.flush()


def sleeper(session: Session, bed: Bed, start: date, until: date | None) -> PlacementTable:
    person, stay = new_id(), new_id()
    session.add(PersonTable(id=person, number=person, name="Karangan", birth_quality="unknown", nik_quality="missing"))
    session.flush()
    session.add(StayTable(id=stay, person_id=person, admitted_on=start))
    session.flush()
    return PlacementTable(
        id=new_id(), bed_id=bed.bed_id, person_id=person, stay_id=stay, from_night=start, until_night=until
    )


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(beds=st.lists(a_bed(), max_size=6).map(slept))
def test_that_the_census_is_what_counting_each_night_by_hand_gives(house, beds):
    stamp = Stamp(house.panti.id, house.staff.account_id, datetime(2026, 11, 21, 4, tzinfo=UTC), "AddRooms")
    with house.store.acting(stamp) as session:
        write(session, beds)
        counted = census(session, LAST, NIGHTS)
        boards = [bed_board(session, sight_of(house.staff, LAST), one.night) for one in (counted[0], counted[-1])]
    for one in counted:
        assert one.occupied == sum(bed.slept_in(one.night) for bed in beds), one.night
        assert one.capacity == sum(
            bed.kind is BedKind.BED and bed.stands(one.night) and not bed.blocked(one.night) for bed in beds
        ), one.night
    assert [one.night for one in counted] == [LAST - timedelta(days=back) for back in reversed(range(NIGHTS))]
    assert [(board.occupied, board.capacity) for board in boards] == [
        (one.occupied, one.capacity) for one in (counted[0], counted[-1])
    ]


@given(st.lists(st.tuples(days, lengths).map(lambda drawn: (drawn[0], drawn[0] + timedelta(days=drawn[1])))))
def test_that_joined_periods_cover_the_same_nights_once(drawn):
    made = joined(drawn)
    for night in nights_between(EARLIEST, LAST):
        covered = sum(within(night, start, end) for start, end in made)
        assert covered == any(within(night, start, end) for start, end in drawn)
