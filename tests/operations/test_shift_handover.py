"""A shift handed over: what the store found, two people's names, nothing changed afterwards."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from sqlalchemy import update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.shifts import HandoverState, NoteKind, Shift
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations import registry
from shelter_admin.operations.beds.setting_up import BlockBeds, MarkToClean, UnblockBeds
from shelter_admin.operations.duty.handover import (
    HandOver,
    HandoverOf,
    Handovers,
    PrintHandover,
    TakeBackHandover,
    TakeOver,
)
from shelter_admin.operations.duty.medication import AddMedication
from shelter_admin.operations.duty.occurrences import RecordOccurrence
from shelter_admin.operations.duty.visits import VisitorCame, VisitorLeft
from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.today import TodayNow
from shelter_admin.persistence.duty.shift_facts import CAME_BY, LEFT_BY
from shelter_admin.persistence.duty.tables import ShiftHandoverTable
from tests.operations.residents_house import TODAY, House, refused

LONG_AGO = date(2026, 10, 1)


def move_to(house: House, hour: int, minute: int = 0, day: date = TODAY) -> None:
    house.clock.now = house.head.panti.instant(day, time(hour, minute))


def handed(house: House, shift: Shift = Shift.MORNING, words: str = "aman") -> str:
    return house.desk(Role.PIKET).do(HandOver(TODAY, shift, words)).outcome


def lines(house: House, *roles: Role, shift: Shift | None = None) -> dict[NoteKind, list[str]]:
    """The names of a note by their kind, as somebody reads it."""
    desk = house.desk(*roles) if roles else house.head
    note = desk.ask(HandoverOf(TODAY, shift) if shift else HandoverOf())
    return {kind: [line.who for line in note.of(kind)] for kind in NoteKind if note.of(kind)}


def test_that_the_note_holds_what_happened_in_the_shift(house):
    move_to(house, 7, 30)
    ani, budi, cici = (house.admit(name, admitted_on=LONG_AGO).person_id for name in ("Ani", "Budi", "Cici"))
    dodi = house.admit("Dodi", admitted_on=LONG_AGO, bed_id=house.beds["Melati 1/1"]).person_id
    move_to(house, 14, 30)
    house.admit("Eka")
    house.head.do(GoOut(ani, "pasar", house.head.now + timedelta(hours=1)))
    house.head.do(GoOut(budi, "kantor", house.head.now + timedelta(hours=8)))
    house.head.do(GoOut(cici, "puskesmas"))
    move_to(house, 15)
    house.head.do(ComeIn(cici))
    house.head.do(RecordLeaving(cici, LeavingReason.FAMILY))
    house.head.do(RecordOccurrence(OccurrenceKind.FIGHT, "berselisih", place="dapur", people=((dodi, ""),)))
    house.head.do(VisitorCame("Pak Rahmat"))
    gone = house.head.do(VisitorCame("Bu Sari")).outcome
    house.head.do(VisitorLeft(gone))
    house.head.do(MarkToClean((house.beds["Melati 2/1"],)))
    house.desk(Role.KESEHATAN).do(AddMedication(dodi, "Amlodipin", (time(9), time(19)), TODAY))
    move_to(house, 16)
    note = house.head.ask(HandoverOf(TODAY, Shift.AFTERNOON))
    assert lines(house, Role.PIKET, shift=Shift.AFTERNOON) == {
        NoteKind.LATE: ["Ani"],
        NoteKind.OUTSIDE: ["Budi"],
        NoteKind.MEDICINE: ["Dodi"],
        NoteKind.OCCURRENCE: ["Fight or violence"],
        NoteKind.CAME: ["Eka"],
        NoteKind.LEFT: ["Cici"],
        NoteKind.VISITOR: ["Pak Rahmat"],
        NoteKind.TO_CLEAN: ["Melati 2/1"],
    }
    found = note.found
    assert (found.on_books, found.inside, found.went_out, found.came_back) == (4, 2, 3, 1)
    assert NoteKind.CAME in lines(house, shift=Shift.MORNING)


def test_that_who_was_ill_or_missing_at_the_roll_call_stands_in_the_note_until_back(house):
    ani, budi = (house.admit(name, admitted_on=LONG_AGO).person_id for name in ("Ani", "Budi"))
    move_to(house, 22)
    marks = (Marked(ani, Mark.ILL_IN_BED, ""), Marked(budi, Mark.ABSENT, ""))
    house.head.do(TakeRollCall(TODAY, marks=marks, close=True))
    move_to(house, 23)
    assert lines(house) == {NoteKind.MISSING: ["Budi"], NoteKind.ILL: ["Ani"]}
    house.head.do(GoOut(budi, "dicari"))
    house.head.do(ComeIn(budi))
    assert lines(house) == {NoteKind.ILL: ["Ani"]}


def test_that_the_note_is_signed_by_two_people_and_then_stays(house):
    move_to(house, 13, 30)
    handover_id = handed(house)
    rina, joko = house.desk(Role.PIKET), house.desk(Role.PENGASUH)
    assert joko.ask(HandoverOf(TODAY, Shift.MORNING)).line.state is HandoverState.WAITING
    refused(rina, TakeOver(handover_id), "handover_same_officer")
    joko.do(TakeOver(handover_id))
    note = joko.ask(HandoverOf(TODAY, Shift.MORNING))
    assert note.line.state is HandoverState.SIGNED
    assert (note.line.handed.name, note.line.taken.name, note.words) == (rina.staff.user, joko.staff.user, "aman")
    assert joko.undoable() is None
    for act in (HandOver(TODAY, Shift.MORNING, "lain"), TakeOver(handover_id), TakeBackHandover(handover_id)):
        refused(rina, act, "handover_signed")


def test_that_the_database_itself_keeps_what_both_have_signed(house):
    move_to(house, 13)
    handover_id = handed(house)
    house.head.do(TakeOver(handover_id))
    for change in ({"words": "lain"}, {"taken_by": None, "taken_at": None}):
        with pytest.raises(Refused) as caught, house.writing() as session:
            session.execute(update(ShiftHandoverTable).where(ShiftHandoverTable.id == handover_id).values(**change))
        assert caught.value.code == "handover_signed"


def test_that_what_was_handed_over_does_not_follow_what_happens_later(house):
    move_to(house, 13)
    ani = house.admit("Ani", admitted_on=LONG_AGO).person_id
    handover_id = handed(house)
    house.head.do(GoOut(ani, "pasar"))
    assert NoteKind.OUTSIDE not in lines(house, shift=Shift.MORNING)
    house.desk(Role.PIKET).do(TakeBackHandover(handover_id))
    assert lines(house, shift=Shift.MORNING)[NoteKind.OUTSIDE] == ["Ani"]


def test_that_a_handing_over_is_undone_by_who_gave_it_while_nobody_took_it(house):
    move_to(house, 13)
    desk = house.desk(Role.PIKET)
    handover_id = desk.do(HandOver(TODAY, Shift.MORNING, "kunci di laci")).outcome
    refused(house.head, TakeBackHandover(handover_id), "handover_of_other")
    desk.undo()
    note = desk.ask(HandoverOf(TODAY, Shift.MORNING))
    assert (note.line.state, note.words) == (HandoverState.OPEN, "kunci di laci")
    desk.do(HandOver(TODAY, Shift.MORNING, "kunci di laci, kran bocor"))
    assert desk.ask(HandoverOf(TODAY, Shift.MORNING)).words == "kunci di laci, kran bocor"


def test_that_a_shift_is_handed_over_once_and_not_before_it_began(house):
    move_to(house, 13)
    handed(house)
    refused(house.head, HandOver(TODAY, Shift.MORNING), "handover_handed")
    refused(house.head, HandOver(TODAY, Shift.AFTERNOON), "shift_not_begun")
    refused(house.head, TakeOver("no-such"), "handover_unknown")
    refused(house.head, HandOver(TODAY, Shift.MORNING, "x" * 4001), "text_too_long", field="words")


def test_that_the_page_opens_the_note_that_waits_for_a_name_then_the_shift_that_ended(house):
    move_to(house, 14, 30)
    assert house.head.ask(HandoverOf()).line.time.shift is Shift.MORNING
    handed(house)
    move_to(house, 19)
    assert house.head.ask(HandoverOf()).line.time.shift is Shift.MORNING
    house.head.do(TakeOver(house.head.ask(HandoverOf()).line.handover_id))
    assert house.head.ask(HandoverOf()).line.time.shift is Shift.AFTERNOON
    states = [(line.time.shift, line.state) for line in house.head.ask(Handovers())]
    assert states == [(Shift.AFTERNOON, HandoverState.OPEN), (Shift.MORNING, HandoverState.SIGNED)]


def tasks(desk) -> list[TaskKind]:
    kinds = {TaskKind.HANDOVER_MISSING, TaskKind.HANDOVER_WAITING, TaskKind.MEDICINE_DUE, TaskKind.FOLLOW_UP_DUE}
    return [task.kind for task in desk.ask(TodayNow()).tasks if task.kind in kinds]


def test_that_today_asks_for_the_shift_that_nobody_handed_over_in_a_house_that_does(house):
    move_to(house, 15)
    assert tasks(house.head) == []
    move_to(house, 13)
    handover_id = handed(house)
    assert tasks(house.desk(Role.PIKET)) == []
    assert tasks(house.head) == [TaskKind.HANDOVER_WAITING]
    house.head.do(TakeOver(handover_id))
    move_to(house, 20, 5)
    assert tasks(house.head) == [TaskKind.HANDOVER_MISSING]
    handed(house, Shift.AFTERNOON)
    assert tasks(house.head) == [TaskKind.HANDOVER_WAITING]


def test_that_medicine_in_a_note_is_only_for_who_sees_alerts(house):
    move_to(house, 8)
    person = house.admit("Ani", admitted_on=LONG_AGO).person_id
    house.desk(Role.KESEHATAN).do(AddMedication(person, "Amlodipin", (time(9),), TODAY, carer_note="sesudah makan"))
    assert NoteKind.MEDICINE in lines(house, Role.PIKET)
    assert NoteKind.MEDICINE not in lines(house, Role.KEPALA)
    note = house.desk(Role.PIKET).ask(HandoverOf())
    assert "Amlodipin" not in repr([(line.who, line.beside) for line in note.lines])


def test_that_a_printed_note_is_about_the_people_in_it(house):
    move_to(house, 13)
    ani = house.admit("Ani", admitted_on=LONG_AGO).person_id
    house.head.do(GoOut(ani, "pasar"))
    handed(house)
    paper = house.head.ask(PrintHandover(TODAY, Shift.MORNING))
    assert paper.content.startswith(b"%PDF")
    assert "Ani" not in paper.filename
    assert house.audit()[-1].act == "PrintHandover"


def test_that_a_printed_note_speaks_indonesian_whatever_its_reader_speaks(house):
    from tests.operations.privacy_house import said_on

    move_to(house, 13)
    house.head.do(RecordOccurrence(OccurrenceKind.FIGHT, "berselisih"))
    words = said_on(house.head.ask(PrintHandover(TODAY, Shift.MORNING, "kunci di laci")))
    for expected in ("Perkelahian atau kekerasan", "belum selesai", "kunci di laci", "belum ditandatangani", "KONSEP"):
        assert expected in words


def test_that_the_acts_by_which_somebody_comes_and_leaves_are_acts_of_the_program():
    assert {*CAME_BY, *LEFT_BY} <= {act.__name__ for act in registry.all_commands()}


def test_that_a_bed_taken_into_use_again_is_not_out_of_use_any_more(house):
    beds = (house.beds["Melati 1/1"], house.beds["Melati 1/2"])
    house.head.do(BlockBeds(beds, "patah", TODAY - timedelta(days=3)))
    house.head.do(UnblockBeds(beds[:1]))
    assert lines(house)[NoteKind.BLOCKED] == ["Melati 1/2"]
