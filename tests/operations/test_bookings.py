"""Beds kept for somebody: whom it keeps out, whom it lets in, when it is over, and what undo brings back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState, Kept
from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.booking import BookBed, EndBooking
from shelter_admin.operations.beds.over_time import NightOn
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.setting_up import BlockBeds, CloseBed, UnblockBeds
from shelter_admin.operations.residents import AdmitPerson, SetCategories
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds import bookings
from shelter_admin.persistence.intake.tables import ApplicantTable
from tests.operations.beds_house import admit, bed, board, give, state
from tests.operations.residents_house import TODAY, House, a_house, refused

FRIDAY = TODAY + timedelta(days=6)


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


def keep(house: House, address: str, until: date = FRIDAY, **whom) -> str:
    return house.head.do(BookBed(house.beds[address], until, **whom)).outcome


def kept(house: House, address: str, night: date | None = None) -> Kept:
    found = bed(house, address, night).kept
    assert found is not None
    return found


def an_applicant(house: House, name: str = "Siti Menunggu", category: str | None = None, **more) -> str:
    applicant_id = new_id()
    with house.writing() as session:
        session.add(
            ApplicantTable(
                id=applicant_id, name=name, category=category, asked_on=TODAY, state="waiting", state_on=TODAY, **more
            )
        )
    return applicant_id


def keep_for(house: House, address: str, applicant_id: str, note: str = "") -> None:
    with house.writing() as session:
        bookings.book(session, house.beds[address], (TODAY, FRIDAY), applicant_id=applicant_id, note=note)


def words_kept(house: House, role: Role) -> list[str]:
    """What this role reads beside the beds that are kept; the board and the nights to come say the same."""
    desk = house.desk(role)
    lines = [line for room in desk.ask(BedBoardOn()).rooms for line in room.beds if line.kept is not None]
    ahead = {one.address: one.note for one in desk.ask(NightOn(TODAY + timedelta(days=1))).kept}
    assert ahead == {line.address: line.kept.note for line in lines if line.kept is not None}
    return [line.kept.note for line in lines if line.kept is not None]


class TestKeepingABed:
    def test_that_the_board_says_for_whom_and_until_when_and_then_the_bed_is_free_by_itself(self, house):
        person = admit(house)
        keep(house, "Melati 1/1", person_id=person)
        assert bed(house, "Melati 1/1").state is BedState.BOOKED
        assert (kept(house, "Melati 1/1").who, kept(house, "Melati 1/1").until_night) == ("Budi Santoso", FRIDAY)
        assert bed(house, "Melati 1/1", FRIDAY - timedelta(days=1)).state is BedState.BOOKED
        assert bed(house, "Melati 1/1", FRIDAY).state is BedState.FREE

    def test_that_a_bed_kept_from_a_later_night_is_free_until_then_and_tells_it(self, house):
        later = TODAY + timedelta(days=2)
        keep(house, "Melati 1/1", note="Rujukan RSUD", from_night=later)
        assert bed(house, "Melati 1/1").state is BedState.FREE
        assert (kept(house, "Melati 1/1").note, kept(house, "Melati 1/1").from_night) == ("Rujukan RSUD", later)
        assert bed(house, "Melati 1/1", later).state is BedState.BOOKED

    def test_that_a_kept_bed_stays_a_place(self, house):
        before = board(house).capacity
        keep(house, "Melati 1/1", note="tamu")
        assert board(house).capacity == before

    def test_that_a_bed_is_not_kept_for_nobody_nor_for_no_night_nor_for_nights_that_are_over(self, house):
        one = house.beds["Melati 1/1"]
        refused(house.head, BookBed(one, FRIDAY, note="  "), "booking_for_nobody", field="note")
        refused(house.head, BookBed(one, TODAY, note="tamu"), "booking_nights_unclear", field="until_night")
        old = BookBed(one, TODAY, note="tamu", from_night=TODAY - timedelta(days=3))
        refused(house.head, old, "booking_over", field="until_night")

    def test_that_two_bookings_of_one_bed_never_share_a_night(self, house):
        keep(house, "Melati 1/1", note="tamu")
        before = state(house)
        one = house.beds["Melati 1/1"]
        refused(house.head, BookBed(one, FRIDAY + timedelta(days=1), note="lain"), "bed_booked")
        assert state(house) == before
        house.head.do(BookBed(one, FRIDAY + timedelta(days=3), note="lain", from_night=FRIDAY))

    def test_that_a_bed_slept_in_out_of_use_or_taken_away_cannot_be_kept(self, house):
        give(house, admit(house), "Melati 1/1")
        house.head.do(BlockBeds((house.beds["Melati 1/2"],), "patah"))
        house.head.do(CloseBed(house.beds["Melati 2/1"], TODAY + timedelta(days=2)))
        for address, code in (("1/1", "bed_taken"), ("1/2", "bed_blocked"), ("2/1", "bed_closed")):
            act = BookBed(house.beds[f"Melati {address}"], FRIDAY, note="tamu")
            refused(house.head, act, code, field="bed_id")

    def test_that_keeping_is_taken_back(self, house):
        before = state(house)
        keep(house, "Melati 1/1", note="tamu")
        house.head.undo()
        assert state(house) == before


class TestPuttingSomebodyThere:
    def test_that_for_whom_it_is_kept_the_booking_is_used_up_and_undo_keeps_it_again(self, house):
        person = admit(house)
        keep(house, "Melati 1/1", person_id=person)
        before = state(house)
        give(house, person, "Melati 1/1")
        line = bed(house, "Melati 1/1")
        assert (line.state, line.kept) == (BedState.OCCUPIED, None)
        house.head.undo()
        assert state(house) == before

    def test_that_somebody_else_needs_a_reason_and_then_the_booking_gives_way(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        keep(house, "Melati 1/1", person_id=first)
        before = state(house)
        one = house.beds["Melati 1/1"]
        met = refused(house.head, AssignBed(second, one), "bed_kept", field="despite")
        assert met.facts["until"] == FRIDAY - timedelta(days=1)
        intake = AdmitPerson(full_name="Rina", bed_id=one)
        refused(house.head, intake, "bed_kept", field="despite")
        assert state(house) == before
        give(house, second, "Melati 1/1", despite="hujan, tidak ada tempat lain")
        assert bed(house, "Melati 1/1").person_id == second
        house.head.undo()
        assert state(house) == before

    def test_that_who_was_the_applicant_takes_the_bed_offered_to_them(self, house):
        person = admit(house)
        keep_for(house, "Melati 1/1", an_applicant(house, person_id=person))
        give(house, person, "Melati 1/1")
        assert bed(house, "Melati 1/1").kept is None

    def test_that_nobody_comes_back_by_undo_to_a_bed_kept_for_somebody_else_meanwhile(self, house):
        person, other = admit(house), admit(house, "Slamet Wibowo")
        give(house, person, "Melati 1/1")
        give(house, person, "Melati 1/2", reason="dekat pintu")
        house.desk(Role.PENGASUH).do(BookBed(house.beds["Melati 1/1"], FRIDAY, person_id=other))
        with pytest.raises(Exception, match="bed_booked"):
            house.head.undo()
        assert bed(house, "Melati 1/2").person_id == person


class TestLettingItGo:
    def test_that_the_bed_is_free_from_tonight_and_undo_keeps_it_again(self, house):
        booking = keep(house, "Melati 1/1", note="tamu")
        before = state(house)
        house.head.do(EndBooking(booking))
        assert bed(house, "Melati 1/1").state is BedState.FREE
        house.head.undo()
        assert state(house) == before

    def test_that_the_nights_it_was_kept_stay_known(self, house):
        booking = keep(house, "Melati 1/1", note="tamu")
        house.on(TODAY + timedelta(days=2))
        house.head.do(EndBooking(booking))
        assert bed(house, "Melati 1/1").state is BedState.FREE
        assert kept(house, "Melati 1/1", TODAY).until_night == TODAY + timedelta(days=2)
        house.head.undo()
        assert kept(house, "Melati 1/1").until_night == FRIDAY

    def test_that_what_is_gone_already_is_told(self, house):
        booking = keep(house, "Melati 1/1", note="tamu")
        house.head.do(EndBooking(booking))
        refused(house.head, EndBooking(booking), "booking_unknown")

    def test_that_undo_does_not_throw_out_who_was_put_there_meanwhile(self, house):
        booking, person = keep(house, "Melati 1/1", note="tamu"), admit(house)
        house.head.do(EndBooking(booking))
        house.desk(Role.PENGASUH).do(AssignBed(person, house.beds["Melati 1/1"]))
        with pytest.raises(Exception, match="bed_taken"):
            house.head.undo()

    def test_that_undo_keeps_no_bed_that_went_out_of_use_meanwhile(self, house):
        made = keep(house, "Melati 1/1", note="tamu")
        house.head.do(EndBooking(made))
        house.desk(Role.KEPALA).do(BlockBeds((house.beds["Melati 1/1"],), "patah"))
        with pytest.raises(Refused, match="bed_blocked"):
            house.head.undo()
        assert bed(house, "Melati 1/1").kept is None


class TestABedKeptIsNotTakenAway:
    def test_that_blocking_and_taking_away_are_refused_on_those_nights_only(self, house):
        one = house.beds["Melati 1/1"]
        keep(house, "Melati 1/1", note="tamu")
        before = state(house)
        refused(house.head, BlockBeds((one,), "patah"), "bed_kept_then", field="bed_id")
        refused(house.head, CloseBed(one, TODAY + timedelta(days=2)), "bed_kept_then", field="bed_id")
        assert state(house) == before
        house.head.do(BlockBeds((one,), "patah", FRIDAY))
        house.head.undo()
        house.head.do(CloseBed(one, FRIDAY))

    def test_that_undo_does_not_take_into_repair_again_what_is_kept_for_somebody_meanwhile(self, house):
        one = house.beds["Melati 1/1"]
        house.head.do(BlockBeds((one,), "patah"))
        house.head.do(UnblockBeds((one,)))
        house.desk(Role.PENGASUH).do(BookBed(one, FRIDAY, note="tamu"))
        with pytest.raises(Exception, match="bed_kept_then"):
            house.head.undo()

    def test_that_an_intake_cannot_be_taken_back_while_a_bed_is_kept_for_them(self, house):
        person = admit(house)
        house.desk(Role.PENGASUH).do(BookBed(house.beds["Melati 1/1"], FRIDAY, person_id=person))
        with pytest.raises(Refused):
            house.head.undo()
        assert bed(house, "Melati 1/1").state is BedState.BOOKED


class TestWhoSeesForWhom:
    def test_that_an_applicant_is_named_to_who_sees_the_waiting_list_alone(self, house):
        keep_for(house, "Melati 1/1", an_applicant(house))
        assert kept(house, "Melati 1/1").who == "Siti Menunggu"
        for role in (Role.PENGASUH, Role.PIKET):
            lines = [one for room in board_of(house, role) for one in room.beds if one.kept]
            assert [(one.state, one.kept.who, one.kept.applicant_id) for one in lines] == [
                (BedState.BOOKED, None, None)
            ]

    def test_that_a_confidential_applicant_is_named_to_nobody_without_the_right(self, house):
        keep_for(house, "Melati 1/1", an_applicant(house, category=min(RESTRICTED)))
        assert kept(house, "Melati 1/1").who == "Siti Menunggu"
        (line,) = [one for room in board_of(house, Role.TATA_USAHA) for one in room.beds if one.kept]
        assert "Siti" not in str(line.kept.who)

    def test_that_a_confidential_resident_stands_under_the_own_number(self, house):
        person = admit(house)
        house.head.do(SetCategories(person, (min(RESTRICTED),)), reason="asesmen")
        keep(house, "Melati 1/1", person_id=person)
        (line,) = [one for room in board_of(house, Role.TATA_USAHA) for one in room.beds if one.kept]
        assert "Budi" not in str(line.kept.who)

    def test_that_the_words_about_somebody_are_for_who_sees_them_by_name(self, house):
        keep_for(house, "Melati 1/1", an_applicant(house), "lari dari suaminya")
        secret = admit(house, "Rahayu")
        house.head.do(SetCategories(secret, ("TRAFFICKING",)))
        keep(house, "Melati 1/2", person_id=secret, note="lari dari majikan")
        keep(house, "Melati 2/1", note="rujukan RSUD")
        seen = {role: words_kept(house, role) for role in (Role.KEPALA, Role.TATA_USAHA, Role.PENGASUH)}
        guest = "rujukan RSUD"
        assert seen[Role.KEPALA] == ["lari dari suaminya", "lari dari majikan", guest]
        assert seen[Role.TATA_USAHA] == ["lari dari suaminya", "", guest]
        assert seen[Role.PENGASUH] == ["", "", guest]

    def test_that_a_bed_is_kept_for_nobody_one_does_not_see(self, house):
        person = admit(house)
        house.head.do(SetCategories(person, (min(RESTRICTED),)), reason="asesmen")
        act = BookBed(house.beds["Melati 1/1"], FRIDAY, person_id=person)
        refused(house.desk(Role.PENGASUH), act, "person_unknown")


def board_of(house: House, role: Role):
    return house.desk(role).ask(BedBoardOn()).rooms
