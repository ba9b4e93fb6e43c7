"""Nights to come and nights that were: expected exits, bookings, approved leave, who waits, free places ahead."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.bed_layout import BedTag
from shelter_admin.domain.beds import BedState, BlockKind
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.places_ahead import Ahead
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.waiting_list import Need
from shelter_admin.operations.beds.booking import BookBed
from shelter_admin.operations.beds.capacity import CloseWing
from shelter_admin.operations.beds.layout import TagBeds
from shelter_admin.operations.beds.over_time import (
    NightOn,
    NightsAround,
    NightsToLookAt,
    PlacesInDays,
    PrintPlacesAhead,
)
from shelter_admin.operations.beds.setting_up import BlockBeds
from shelter_admin.operations.intake.applicants import AddApplicant
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave
from shelter_admin.operations.residents import SetExpectedExit
from tests.operations.beds_house import admit, give
from tests.operations.residents_house import TODAY, House, a_house


def on(days: int) -> date:
    return TODAY + timedelta(days=days)


def bed_on(house: House, address: str, days: int):
    rooms = house.head.ask(NightOn(on(days))).board.rooms
    return next(bed for room in rooms for bed in room.beds if bed.address == address)


def column(house: House, days: int) -> Ahead:
    return next(one for one in house.head.ask(PlacesInDays()).columns if one.night == on(days))


def free_by_sex(one: Ahead) -> dict[str | None, int]:
    return {group.sex: group.free for group in one.groups}


class TestAnotherNight:
    def test_that_who_is_expected_to_leave_has_left_the_bed_by_that_night(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        house.head.do(SetExpectedExit(person, on(10)))
        assert bed_on(house, "Melati 1/1", 9).person_id == person
        assert (bed_on(house, "Melati 1/1", 10).state, bed_on(house, "Melati 1/1", 10).resident) == (
            BedState.FREE,
            None,
        )
        (leaving,) = house.head.ask(NightOn(on(10))).leaving
        assert (leaving.holding.name, leaving.on, leaving.overdue) == ("Budi Santoso", on(10), False)
        assert house.head.ask(NightOn(on(9))).leaving == ()

    def test_that_an_expected_day_that_has_passed_is_said_to_have_passed(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        house.head.do(SetExpectedExit(person, on(2)))
        house.on(on(5))
        (leaving,) = house.head.ask(NightOn(on(6))).leaving
        assert (leaving.on, leaving.overdue) == (on(2), True)

    def test_that_a_kept_bed_is_kept_on_its_nights_alone(self, house):
        house.head.do(BookBed(house.beds["Melati 1/2"], on(8), note="rujukan", from_night=on(3)))
        states = [bed_on(house, "Melati 1/2", days).state for days in (2, 3, 7, 8)]
        assert states == [BedState.FREE, BedState.BOOKED, BedState.BOOKED, BedState.FREE]
        assert [one.who for one in house.head.ask(NightOn(on(7))).kept] == ["rujukan"]

    def test_that_approved_leave_is_away_on_its_nights(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        start = house.head.now + timedelta(days=2)
        asked = PassAsked(OutingKind.LEAVE, start, start + timedelta(days=2), "Samboja", "keluarga", "Ibu")
        made = house.head.do(AskLeave(person, asked)).outcome
        assert not bed_on(house, "Melati 1/1", 2).away
        house.head.do(ApproveLeave(made))
        assert [bed_on(house, "Melati 1/1", days).away for days in (1, 2, 3, 4)] == [False, True, True, False]
        assert [one.name for one in house.head.ask(NightOn(on(3))).leaves] == ["Budi Santoso"]

    def test_that_an_earlier_night_tells_who_was_out_at_the_hour_of_roll_call(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        house.head.do(GoOut(person, "keluarga"))
        house.clock.forward(days=2)
        house.head.do(ComeIn(person))
        house.clock.forward(days=2)
        away = [bed_on(house, "Melati 1/1", days).away for days in (-1, 0, 1, 2, 3)]
        assert away == [False, True, True, False, False]
        around = house.head.ask(NightsAround(on(1)))
        assert all(around.board(on(days)) == house.head.ask(NightOn(on(days))).board for days in (-3, -1, 0, 1, 2, 3))

    def test_that_the_slider_reaches_from_the_first_night_on_record_to_a_year_ahead(self, house):
        give(house, admit(house), "Melati 1/1", on(-300))
        told = house.head.ask(NightsToLookAt())
        assert (told.first, told.tonight, told.last) == (on(-300), TODAY, on(366))


class TestPlacesAhead:
    def test_that_free_places_are_capacity_less_who_stays_less_what_is_kept(self, house):
        stays, goes, woman = (admit(house, name) for name in ("Budi Santoso", "Slamet Riyadi", "Ani Lestari"))
        for person, address in ((stays, "Melati 1/1"), (goes, "Melati 1/2"), (woman, "Melati 3/1")):
            give(house, person, address, on(-3))
        house.head.do(SetExpectedExit(goes, on(40)))
        house.head.do(BookBed(house.beds["Melati 2/1"], on(70), note="rujukan"))
        house.head.do(CloseWing(None, (house.rooms["Melati 2"],), on(75), None, BlockKind.SEASON, "musim"))
        told = [free_by_sex(column(house, days)) for days in (30, 60, 90)]
        assert told == [{"P": 1, None: 1}, {"P": 1, None: 2}, {"P": 1, None: 1}]

    def test_that_more_people_than_places_are_fewer_than_no_free_places(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        beds = tuple(bed for address, bed in house.beds.items() if address != "Melati 1/1")
        house.head.do(BlockBeds(beds, "rusak"))
        from shelter_admin.operations.beds.places import PutOnMattress

        house.head.do(PutOnMattress(admit(house, "Slamet Riyadi"), house.rooms["Melati 1"], on(0)))
        told = column(house, 30)
        assert (told.capacity, told.held, told.free) == (1, 2, -1)

    def test_that_who_waits_is_counted_by_sex_and_need_and_named_to_who_runs_the_list(self, house):
        house.head.do(TagBeds((house.beds["Melati 1/1"],), (BedTag.GROUND_FLOOR,)))
        house.head.do(AddApplicant(full_name="Warsini", sex=Sex.FEMALE, needs_of_place=(Need.GROUND_FLOOR,)))
        house.head.do(AddApplicant(full_name="Suhartono", sex=Sex.MALE, wanted_from=on(50)))
        told = house.head.ask(PlacesInDays())
        assert [one.waiting for one in told.columns] == [
            {"L": 0, "P": 1, "": 0}, {"L": 1, "P": 1, "": 0}, {"L": 1, "P": 1, "": 0},
        ]  # fmt: skip
        (need,) = told.columns[0].needs
        assert (need.need, need.free, need.waiting) == ("ground_floor", 1, 1)
        assert {one.name for one in told.waiting or ()} == {"Warsini", "Suhartono"}
        assert house.desk(Role.PENGASUH).ask(PlacesInDays()).waiting is None

    def test_that_the_paper_names_expected_exits_and_is_written_down(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", on(-3))
        house.head.do(SetExpectedExit(person, on(40)))
        paper = house.head.ask(PrintPlacesAhead())
        assert paper.content.startswith(b"%PDF")
        assert house.audit()[-1].act == "PrintPlacesAhead"


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    exits=st.lists(st.none() | st.integers(1, 100), min_size=6, max_size=6),
    kept=st.lists(st.none() | st.tuples(st.integers(0, 80), st.integers(1, 60)), min_size=6, max_size=6),
    blocked=st.lists(st.none() | st.tuples(st.integers(0, 80), st.integers(1, 60)), min_size=6, max_size=6),
)
def test_that_free_places_are_what_going_from_bed_to_bed_gives(tmp_path_factory, exits, kept, blocked):
    house = a_house(tmp_path_factory.mktemp("ahead"))
    addresses = sorted(house.beds)
    plans: dict[str, tuple[int | None, set[date], set[date]]] = {}
    for at, address in enumerate(addresses):
        out, booking, block = exits[at], kept[at], blocked[at]
        if out is not None:
            person = admit(house, f"Karangan {at}")
            give(house, person, address, on(-2), despite="perlu")
            house.head.do(SetExpectedExit(person, on(out)))
        bookings: set[date] = set()
        blocks: set[date] = set()
        if out is None and booking is not None:
            house.head.do(
                BookBed(house.beds[address], on(booking[0] + booking[1]), note="x", from_night=on(booking[0]))
            )
            bookings = {on(booking[0] + day) for day in range(booking[1])}
        if out is None and booking is None and block is not None:
            house.head.do(BlockBeds((house.beds[address],), "rusak", on(block[0]), on(block[0] + block[1])))
            blocks = {on(block[0] + day) for day in range(block[1])}
        plans[address] = (out, bookings, blocks)
    for days in (30, 60, 90):
        told, free, beds = column(house, days), 0, set()
        for address, (out, bookings, blocks) in plans.items():
            usable, held, booked = on(days) not in blocks, out is not None and on(out) > on(days), on(days) in bookings
            free += usable - held - booked
            if usable and not held and not booked:
                beds.add(address)
        assert told.free == free
        assert {place.time.address for place in told.free_beds} == beds
        assert len(told.leaving) == sum(out is not None and out <= days for out, _kept, _blocked in plans.values())
    house.head.close()
