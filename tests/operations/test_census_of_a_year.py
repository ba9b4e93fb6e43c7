"""A year of a house in which wings open and close: what the program counts equals counting each night by hand.

The hand keeps a book of its own: what each accepted act means for which nights, in plain sets. It asks the program
nothing but whether an act was accepted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.beds import BedBoard, BlockKind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.measures import Measure
from shelter_admin.operations.beds.capacity import CloseWing, OpenWing
from shelter_admin.operations.beds.measures import BehindMeasure, OccupancyOver
from shelter_admin.operations.beds.over_time import NightOn, NightsAround
from shelter_admin.operations.beds.places import AssignBed, LeaveBed, PutOnMattress
from shelter_admin.operations.beds.setting_up import AddBeds, BlockBeds, CloseBed, UnblockBeds
from shelter_admin.operations.desk import Command
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.residents import AdmitPerson, RecordLeaving
from shelter_admin.operations.returns.month import Month
from shelter_admin.persistence.beds.census import census
from tests.operations.residents_house import House, a_house

FIRST = date(2025, 1, 1)
DAYS = 365
LAST = FIRST + timedelta(days=DAYS - 1)
FAR = FIRST + timedelta(days=2 * DAYS)
Nights = set[date]
AS_DRAWN = (Phase.explicit, Phase.reuse, Phase.generate)  # to live a year again and again, only shorter, takes minutes


def nights(start: date, end: date | None) -> Nights:
    """Every night from one day up to, not including, another."""
    return {start + timedelta(days=at) for at in range(((end or FAR) - start).days)}


@dataclass
class Book:
    """What is written down by hand: nights of each bed, of each person's place, and away."""

    standing: dict[str, Nights] = field(default_factory=dict)
    blocked: dict[str, Nights] = field(default_factory=dict)
    place: dict[str, dict[date, str]] = field(default_factory=dict)
    away: dict[str, Nights] = field(default_factory=dict)
    gone: list[tuple[date, date]] = field(default_factory=list)

    def usable(self, bed: str, night: date) -> bool:
        return night in self.standing[bed] and night not in self.blocked.get(bed, set())

    def capacity(self, night: date) -> int:
        return sum(self.usable(bed, night) for bed in self.standing)

    def occupied(self, night: date) -> int:
        return sum(night in held for held in self.place.values())

    def out(self, night: date) -> int:
        return sum(night in held and night in self.away.get(person, set()) for person, held in self.place.items())

    def idle(self, night: date) -> int:
        taken = {held[night] for held in self.place.values() if night in held}
        return sum(self.usable(bed, night) and bed not in taken for bed in self.standing)


@dataclass
class Year:
    """The house lived through, day by day, written down by hand as well."""

    house: House
    book: Book = field(default_factory=Book)
    people: list[str] = field(default_factory=list)
    since: dict[str, date] = field(default_factory=dict)
    rooms: dict[str, list[str]] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return self.house.head.today

    def accepted(self, act: Command[Any], reason: str = "perlu") -> bool:
        try:
            self.house.head.do(act, reason=reason)
        except Refused:
            return False
        return True

    def move(self, person: str, start: date, bed: str | None) -> None:
        """From a night on the person has this bed, or none."""
        held = self.book.place.setdefault(person, {})
        for night in list(held):
            if night >= start:
                del held[night]
        if bed is not None:
            held |= dict.fromkeys(nights(start, None), bed)


def beds_in(year: Year, room: str) -> list[str]:
    return year.rooms[room]


def admit(year: Year, who: int, where: int) -> None:
    made = year.house.head.do(
        AdmitPerson(full_name=f"Karangan Orang{len(year.people)}", admitted_on=year.today)
    ).outcome
    year.people.append(made.person_id)
    year.since[made.person_id] = year.today
    give(year, len(year.people) - 1, where)


def one_of(year: Year, who: int) -> str | None:
    inside = [person for person in year.people if person in year.since]
    return inside[who % len(inside)] if inside else None


def give(year: Year, who: int, where: int) -> None:
    person, bed = one_of(year, who), sorted(year.book.standing)[where % len(year.book.standing)]
    if person is not None and year.accepted(AssignBed(person, bed, year.today)):
        year.move(person, year.today, bed)


def mattress(year: Year, who: int, where: int) -> None:
    person, room = one_of(year, who), sorted(year.rooms)[where % len(year.rooms)]
    if person is not None and year.accepted(PutOnMattress(person, room, year.today)):
        year.move(person, year.today, "a mattress")


def leave_bed(year: Year, who: int, where: int) -> None:
    person = one_of(year, who)
    if person is not None and year.accepted(LeaveBed(person, year.today)):
        year.move(person, year.today, None)


def leave_house(year: Year, who: int, where: int) -> None:
    person = one_of(year, who)
    if person is not None and year.accepted(RecordLeaving(person, LeavingReason.FAMILY)):
        year.move(person, year.today, None)
        year.book.gone.append((year.since.pop(person), year.today))
        away = year.book.away.get(person, set())
        away -= nights(year.today, None)


def go_out(year: Year, who: int, where: int) -> None:
    person = one_of(year, who)
    if person is not None and year.accepted(GoOut(person, "keluarga")):
        year.book.away.setdefault(person, set()).update(nights(year.today, None))


def come_in(year: Year, who: int, where: int) -> None:
    person = one_of(year, who)
    if person is not None and year.accepted(ComeIn(person)):
        year.book.away[person] -= nights(year.today, None)


def block(year: Year, who: int, where: int) -> None:
    bed = sorted(year.book.standing)[where % len(year.book.standing)]
    until = year.today + timedelta(days=who % 40 + 1) if who % 3 else None
    if year.accepted(BlockBeds((bed,), "rusak", year.today, until)):
        year.book.blocked.setdefault(bed, set()).update(nights(year.today, until))


def unblock(year: Year, who: int, where: int) -> None:
    bed = sorted(year.book.standing)[where % len(year.book.standing)]
    if year.accepted(UnblockBeds((bed,), year.today)):
        year.book.blocked.get(bed, set()).difference_update(nights(year.today, None))


def take_away(year: Year, who: int, where: int) -> None:
    bed = sorted(year.book.standing)[where % len(year.book.standing)]
    if year.accepted(CloseBed(bed, year.today)):
        year.book.standing[bed] -= nights(year.today, None)


def add_bed(year: Year, who: int, where: int) -> None:
    room = sorted(year.rooms)[where % len(year.rooms)]
    before = set(all_beds(year.house))
    if year.accepted(AddBeds(room, 1, year.today)):
        (made,) = set(all_beds(year.house)) - before
        year.rooms[room].append(made)
        year.book.standing[made] = nights(year.today, None)


def all_beds(house: House) -> list[str]:
    from sqlalchemy import select

    from shelter_admin.persistence.beds.tables import BedTable

    with house.head.store.asking() as session:
        return list(session.scalars(select(BedTable.id).where(BedTable.kind == "bed")))


def wing(year: Year, where: int) -> tuple[str, ...]:
    """One to three rooms."""
    rooms = sorted(year.rooms)
    return tuple(rooms[: where % len(rooms) + 1])


def close_wing(year: Year, who: int, where: int) -> None:
    rooms, kind = wing(year, where), list(BlockKind)[who % 5]
    start = year.today + timedelta(days=who % 7)
    until = start + timedelta(days=who % 60 + 1) if who % 4 else None
    if year.accepted(CloseWing(None, rooms, start, until, kind, "musim")):
        for bed in (bed for room in rooms for bed in year.rooms[room]):
            if any(night >= start for night in year.book.standing[bed]):
                year.book.blocked.setdefault(bed, set()).update(nights(start, until))


def open_wing(year: Year, who: int, where: int) -> None:
    rooms, start = wing(year, where), year.today
    until = start + timedelta(days=who % 50 + 1) if who % 2 else None
    if year.accepted(OpenWing(None, rooms, start, until)):
        for bed in (bed for room in rooms for bed in year.rooms[room]):
            closed_before = not any(night >= start for night in year.book.standing[bed])
            year.book.standing[bed] |= nights(start, until)
            year.book.blocked.get(bed, set()).difference_update(nights(start, until))
            if closed_before and until is not None:
                year.book.standing[bed] -= nights(until, None)


ACTS: tuple[Callable[[Year, int, int], None], ...] = (
    admit, admit, admit, give, give, mattress, leave_bed, leave_house, go_out, go_out, come_in, block, unblock,
    take_away, add_bed, close_wing, close_wing, open_wing, open_wing,
)  # fmt: skip
step = st.tuples(st.integers(0, 14), st.sampled_from(ACTS), st.integers(0, 400), st.integers(0, 12))


@pytest.fixture
def begun(tmp_path_factory):
    """A house at the first day of the year, made anew for every example."""
    houses: list[House] = []

    def begin() -> Year:
        house = a_house(tmp_path_factory.mktemp("year"))
        houses.append(house)
        house.on(FIRST)
        year = Year(house)
        for name, room in house.rooms.items():
            year.rooms[room] = [bed for address, bed in house.beds.items() if address.startswith(name + "/")]
        year.book.standing = {bed: nights(FIRST - timedelta(days=1), None) for bed in house.beds.values()}
        return year

    yield begin
    for house in houses:
        house.head.close()


def without_blocks(board: BedBoard) -> BedBoard:
    """The board but for which of several blocks of one bed is named, which is anybody's choice."""
    rooms = (
        replace(room, beds=tuple(replace(bed, block=None, blocked_reason="") for bed in room.beds))
        for room in board.rooms
    )
    return replace(board, rooms=tuple(rooms))


def lived(year: Year, steps: list[tuple[int, Callable[[Year, int, int], None], int, int]]) -> None:
    for days, act, who, where in steps:
        if (year.today - FIRST).days + days >= DAYS:
            break
        year.house.clock.forward(days=days)
        act(year, who, where)
    year.house.on(LAST)


@settings(max_examples=12, deadline=None, phases=AS_DRAWN, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(step, min_size=25, max_size=60), asked=st.integers(0, DAYS - 1))
def test_that_a_year_with_wings_opened_and_closed_is_counted_as_by_hand(begun, steps, asked):
    year = begun()
    lived(year, steps)
    head, book = year.house.head, year.book
    every = [FIRST + timedelta(days=at) for at in range(DAYS)]
    with head.store.asking() as session:
        counted = census(session, LAST, DAYS)
    assert [(one.night, one.occupied, one.capacity) for one in counted] == [
        (night, book.occupied(night), book.capacity(night)) for night in every
    ]
    measured = head.ask(OccupancyOver("2025")).house
    assert [(one.occupied, one.capacity, one.away) for one in measured.nights] == [
        (book.occupied(night), book.capacity(night), book.out(night)) for night in every
    ]
    assert measured.idle == sum(book.idle(night) for night in every)
    assert measured.over == sum(book.occupied(night) > book.capacity(night) for night in every)
    assert measured.left == len(book.gone)
    people = head.ask(BehindMeasure("2025", Measure.BED_DAYS)).people
    assert {line.person_id: line.amount for line in people} == {
        person: many for person, held in book.place.items() if (many := sum(night in held for night in every))
    }
    night = every[asked]
    board = head.ask(NightOn(night)).board
    around = head.ask(NightsAround(night))
    if around.covers(night):
        assert without_blocks(around.board(night)) == without_blocks(board)
    assert (board.occupied, board.capacity) == (book.occupied(night), book.capacity(night))


@settings(max_examples=6, deadline=None, phases=AS_DRAWN, suppress_health_check=list(HealthCheck))
@given(steps=st.lists(step, min_size=20, max_size=40), month=st.integers(1, 12))
def test_that_the_months_return_tells_the_same_where_it_tells_the_same_figure(begun, steps, month):
    year = begun()
    lived(year, steps)
    period = f"2025-{month:02}"
    told, sent = year.house.head.ask(OccupancyOver(period)).house, year.house.head.ask(Month(period)).figures
    assert told.bed_days == sent.bed_days
    assert told.capacity_days == sent.capacity_days
    assert told.occupancy == sent.occupancy_percent
    assert told.nights[-1].capacity == sent.capacity
    assert told.left == sent.left.total
    assert told.mean_stay == sent.mean_stay_days
