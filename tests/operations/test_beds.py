"""Beds: what every act does, what is refused, what undo brings back, and that every figure says the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedKind, BedState
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.beds.board import BedAt, BedsFor, PrintBedList
from shelter_admin.operations.beds.places import AssignBed, LeaveBed, PutOnMattress
from shelter_admin.operations.beds.setting_up import (
    AddBeds,
    AddRooms,
    BlockBeds,
    CloseBed,
    MarkClean,
    MarkToClean,
)
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.persistence.beds.census import census
from tests.operations.beds_house import LONG_AGO, admit, bed, board, give, room, state
from tests.operations.residents_house import TODAY, House, a_house, refused


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


class TestGivingABed:
    def test_that_the_bed_is_theirs_from_the_running_night_on(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1")
        line = bed(house, "Melati 1/1")
        assert (line.person_id, line.state, line.since) == (person, BedState.OCCUPIED, TODAY)
        assert bed(house, "Melati 1/1", TODAY - timedelta(days=1)).person_id is None
        assert [one.person_id for one in board(house).unplaced] == []

    def test_that_after_midnight_the_bed_begins_on_the_night_that_is_running(self, house):
        person = admit(house)
        house.clock.forward(hours=13)  # 01.00 on the 22nd; the night of the 21st goes on
        give(house, person, "Melati 1/1")
        assert bed(house, "Melati 1/1").since == TODAY

    def test_that_a_taken_bed_is_refused_and_nothing_is_left_behind(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        give(house, first, "Melati 1/1")
        before = state(house)
        refused(house.head, AssignBed(second, house.beds["Melati 1/1"]), "bed_taken")
        refused(house.head, AssignBed(second, house.beds["Melati 1/1"], TODAY - timedelta(days=9)), "bed_taken")
        assert state(house) == before

    def test_that_the_bed_one_has_cannot_be_given_again(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1")
        refused(house.head, AssignBed(person, house.beds["Melati 1/1"]), "bed_already_theirs", field="bed_id")

    def test_that_a_bed_cannot_begin_before_admission_nor_before_it_stood_there(self, house):
        person = admit(house)
        refused(
            house.head,
            AssignBed(person, house.beds["Melati 1/1"], LONG_AGO - timedelta(days=1)),
            "bed_before_admission",
            field="from_night",
        )
        labels = house.head.do(AddBeds(house.rooms["Melati 1"], 1)).outcome
        new = house.head.ask(BedAt(f"Melati 1/{labels[0]}"))
        refused(house.head, AssignBed(person, new, TODAY - timedelta(days=1)), "bed_not_open_yet", field="from_night")
        house.head.do(AssignBed(person, new))

    def test_that_a_bed_to_be_taken_away_cannot_be_given_beyond_that_day(self, house):
        person = admit(house)
        house.head.do(CloseBed(house.beds["Melati 1/1"], TODAY + timedelta(days=5)))
        refused(house.head, AssignBed(person, house.beds["Melati 1/1"]), "bed_closed", field="bed_id")

    def test_that_an_unknown_bed_room_or_person_is_refused(self, house):
        person = admit(house)
        refused(house.head, AssignBed(person, "nowhere"), "bed_unknown", field="bed_id")
        refused(house.head, PutOnMattress(person, "nowhere"), "room_unknown", field="room_id")
        refused(house.head, AssignBed("nobody", house.beds["Melati 1/1"]), "person_unknown", field="person_id")
        for act in (CloseBed("nowhere"), MarkClean(("nowhere",)), BlockBeds(("nowhere",), "rusak")):
            refused(house.head, act, "bed_unknown", field="bed_id")

    def test_that_a_room_for_others_asks_for_a_reason_and_keeps_it(self, house):
        man = admit(house, sex=Sex.MALE)
        refusal = refused(house.head, AssignBed(man, house.beds["Melati 3/1"]), "room_not_for_them", field="despite")
        assert refusal.facts["against"] == ("sex",)
        give(house, man, "Melati 3/1", despite="kamar lain penuh")
        assert bed(house, "Melati 3/1").person_id == man

    def test_that_undo_takes_the_bed_back(self, house):
        person = admit(house)
        before = board(house)
        give(house, person, "Melati 1/1")
        house.head.undo()
        assert board(house) == before

    def test_that_a_back_dated_bed_ends_where_the_next_one_begins(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=2))
        give(house, person, "Melati 1/2", TODAY - timedelta(days=9))
        assert bed(house, "Melati 1/2", TODAY - timedelta(days=9)).person_id == person
        assert bed(house, "Melati 1/2", TODAY - timedelta(days=3)).person_id == person
        assert bed(house, "Melati 1/2", TODAY - timedelta(days=2)).person_id is None
        assert bed(house, "Melati 1/1").person_id == person
        other = admit(house, "Slamet Wibowo")
        give(house, other, "Melati 1/2", TODAY - timedelta(days=2))


class TestMoving:
    def test_that_a_move_asks_why_and_without_a_reason_nothing_moves(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1")
        before = state(house)
        refused(house.head, AssignBed(person, house.beds["Melati 2/1"]), "reason_missing", field="reason", reason="  ")
        assert state(house) == before

    def test_that_a_move_leaves_the_old_bed_to_be_cleaned(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=5))
        give(house, person, "Melati 2/1", reason="butuh lantai bawah")
        assert (bed(house, "Melati 1/1").state, bed(house, "Melati 2/1").person_id) == (BedState.TO_CLEAN, person)
        assert bed(house, "Melati 1/1", TODAY - timedelta(days=1)).person_id == person

    def test_that_a_move_on_the_day_of_placement_takes_no_night(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1")
        give(house, person, "Melati 2/1", reason="salah kamar")
        other = admit(house, "Slamet Wibowo")
        give(house, other, "Melati 1/1")
        assert board(house).occupied == 2

    def test_that_undo_of_a_move_brings_back_bed_and_cleanness(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=5))
        before = board(house)
        give(house, person, "Melati 2/1", reason="butuh lantai bawah")
        house.head.undo()
        assert board(house) == before

    def test_that_undo_of_a_move_is_refused_once_the_old_bed_was_given_away(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        give(house, first, "Melati 1/1", TODAY - timedelta(days=5))
        give(house, first, "Melati 2/1", reason="butuh lantai bawah")
        night = house.desk(Role.PIKET)
        night.do(AssignBed(second, house.beds["Melati 1/1"]))
        before = state(house)
        with pytest.raises(Exception, match="bed_taken"):
            house.head.undo()
        assert state(house) == before

    def test_that_a_back_dated_move_changes_the_nights_in_between_and_leaves_clean_beds_clean(self, house):
        person, after = admit(house), admit(house, "Slamet Wibowo")
        give(house, person, "Melati 1/1", TODAY - timedelta(days=20))
        give(house, person, "Melati 2/1", TODAY - timedelta(days=5), reason="pindah")
        house.head.do(MarkClean((house.beds["Melati 1/1"],)))
        give(house, person, "Melati 2/2", TODAY - timedelta(days=10), reason="baru diketahui")
        assert bed(house, "Melati 1/1", TODAY - timedelta(days=11)).person_id == person
        assert bed(house, "Melati 2/2", TODAY - timedelta(days=6)).person_id == person
        assert bed(house, "Melati 2/1").person_id == person
        assert bed(house, "Melati 1/1").state is BedState.FREE
        give(house, after, "Melati 1/1", TODAY - timedelta(days=10))

    def test_that_freeing_a_bed_asks_why_and_keeps_the_person_in_the_house(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=5))
        before = board(house)
        refused(house.head, LeaveBed(person), "reason_missing", field="reason")
        house.head.do(LeaveBed(person), reason="tidur di ruang sakit")
        assert bed(house, "Melati 1/1").state is BedState.TO_CLEAN
        assert [line.person_id for line in board(house).unplaced] == [person]
        refused(house.head, LeaveBed(person), "no_bed_to_leave", field="person_id", reason="lagi")
        house.head.undo()
        assert board(house) == before

    def test_that_leaving_the_house_frees_the_bed_and_leaves_it_to_be_cleaned(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1", TODAY - timedelta(days=5))
        house.head.do(RecordLeaving(person, LeavingReason.RAN_AWAY))
        assert bed(house, "Melati 1/1").state is BedState.TO_CLEAN
        assert (board(house).occupied, board(house).unplaced) == (0, ())


class TestMattresses:
    def test_that_a_mattress_is_beyond_capacity_and_counted_as_over(self, house):
        for number, address in enumerate(("Melati 1/1", "Melati 1/2")):
            give(house, admit(house, f"Penghuni {number}"), address)
        extra = admit(house, "Penghuni Lebih")
        house.head.do(PutOnMattress(extra, house.rooms["Melati 1"]))
        line = room(house, "Melati 1")
        assert (line.capacity, line.occupied) == (2, 3)
        mattress = next(one for one in line.beds if one.person_id == extra)
        assert (mattress.kind, mattress.state) == (BedKind.MATTRESS, BedState.EXTRA)
        assert (board(house).capacity, board(house).mattresses) == (6, 1)

    def test_that_a_mattress_nobody_sleeps_on_is_not_shown_and_used_again(self, house):
        first, second = admit(house), admit(house, "Slamet Wibowo")
        house.head.do(PutOnMattress(first, house.rooms["Melati 1"]))
        house.head.do(LeaveBed(first), reason="pulang ke wisma lain")
        assert len(room(house, "Melati 1").beds) == 2
        house.head.do(PutOnMattress(second, house.rooms["Melati 1"]))
        assert [one.label for one in room(house, "Melati 1").beds] == ["1", "2", "3"]

    def test_that_who_lies_on_a_mattress_of_the_room_gets_no_second_one_there(self, house):
        person = admit(house)
        house.head.do(PutOnMattress(person, house.rooms["Melati 1"]))
        before = state(house)
        refused(
            house.head, PutOnMattress(person, house.rooms["Melati 1"]), "bed_already_theirs", field="bed_id", reason="x"
        )
        assert state(house) == before

    def test_that_a_refused_mattress_leaves_none_behind(self, house):
        man = admit(house, sex=Sex.MALE)
        before = state(house)
        refused(house.head, PutOnMattress(man, house.rooms["Melati 3"]), "room_not_for_them", field="despite")
        assert state(house) == before

    def test_that_112_people_in_105_places_read_right_everywhere(self, house):
        house.head.do(AddRooms("Ulin", "1-9", 11))
        free = [line for one in board(house).rooms for line in one.beds]
        assert len(free) == 105
        with_despite = [(line.bed_id, number) for number, line in enumerate(free)]
        for bed_id, number in with_despite:
            house.head.do(AssignBed(admit(house, f"Penghuni {number:03}"), bed_id))
        for number in range(7):
            house.head.do(PutOnMattress(admit(house, f"Tambahan {number}"), house.rooms[f"Melati {number % 3 + 1}"]))
        seen = board(house)
        assert (seen.occupied, seen.capacity, seen.over, seen.mattresses, seen.percent) == (112, 105, 7, 7, 106.7)
        assert sum(one.occupied for one in seen.rooms) == 112
        assert house.head.ask(BedsFor()) == ()
        assert "112" in text_of(house.head.ask(PrintBedList()).content)
        yesterday = board(house, TODAY - timedelta(days=1))
        assert (yesterday.occupied, yesterday.capacity, len(yesterday.unplaced)) == (0, 105, 112)
        with house.head.store.asking() as session:
            nights = census(session, TODAY, 2)
        assert [(one.occupied, one.capacity) for one in nights] == [(0, 105), (112, 105)]


def text_of(pdf: bytes) -> str:
    from io import BytesIO

    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


class TestAsking:
    def test_that_a_bed_is_found_as_people_write_it(self, house):
        assert house.head.ask(BedAt(" melati   3/2 ")) == house.beds["Melati 3/2"]
        with pytest.raises(Exception, match="bed_unknown"):
            house.head.ask(BedAt("Melati 9/9"))

    def test_that_beds_to_choose_from_are_free_the_fitting_ones_first(self, house):
        man = admit(house, sex=Sex.MALE)
        give(house, man, "Melati 1/1")
        house.head.do(BlockBeds((house.beds["Melati 1/2"],), "rusak"))
        house.head.do(MarkToClean((house.beds["Melati 2/1"],)))
        choices = house.head.ask(BedsFor(man))
        assert [one.bed.address for one in choices] == ["Melati 2/2", "Melati 2/1", "Melati 3/1", "Melati 3/2"]
        assert [one.against for one in choices] == [(), (), ("sex",), ("sex",)]

    def test_that_who_is_out_keeps_the_bed_and_is_marked(self, house):
        person = admit(house)
        give(house, person, "Melati 1/1")
        house.head.do(GoOut(person, "pasar", None))
        line = bed(house, "Melati 1/1")
        assert (line.person_id, line.away, board(house).occupied) == (person, True, 1)

    def test_that_a_printed_bed_list_leaves_an_entry_and_a_look_does_not(self, house):
        entries = len(house.audit())
        board(house)
        assert len(house.audit()) == entries
        house.head.ask(PrintBedList())
        assert house.audit()[-1].act == "PrintBedList"

    def test_that_the_audit_of_a_move_holds_ids_and_no_words(self, house):
        person = admit(house, "Rahasia Nama")
        give(house, person, "Melati 1/1")
        give(house, person, "Melati 3/1", reason="alasan rahasia", despite="kamar rahasia")
        last = str(house.audit()[-1])
        assert person in last
        assert house.beds["Melati 3/1"] in last
        assert "ahasia" not in last
