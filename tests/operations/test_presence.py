"""Out and in at the gate; the roll-call taken, closed, corrected; who may and who sees whom."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event, select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark, OutingKind, RollCallKind
from shelter_admin.operations.presence.gate import ComeIn, ExpectBack, GateBoardNow, GatePeople, GoOut
from shelter_admin.operations.presence.roll_call import (
    CorrectRollCall,
    Marked,
    PrintRollCall,
    RollCallCorrections,
    RollCallOf,
    TakeRollCall,
)
from shelter_admin.operations.residents import AdmitPerson, RecordLeaving
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import HistoryTable
from shelter_admin.persistence.people.tables import HealthTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable, RollCallTable
from shelter_admin.persistence.training import programs as training
from tests.operations.residents_house import House, refused

NIGHT = date(2026, 11, 21)
EVENING = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)  # 22.00 WITA, when the roll-call is due
PAST_MIDNIGHT = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)  # 01.30 WITA on the 22nd


@pytest.fixture
def people(house) -> list[str]:
    return [house.admit(name).person_id for name in ("Slamet Wibowo", "Slamet Arifin", "Maria Lencau")]


def line(house: House, person_id: str, **asked):
    return next(item for item in house.head.ask(RollCallOf(**asked)).lines if item.person_id == person_id)


def outside(house: House) -> list[str]:
    return [item.person_id for item in house.head.ask(GateBoardNow()).out]


def closed(house: House) -> None:
    house.clock.now = EVENING
    house.head.do(TakeRollCall(NIGHT, all_present=True, close=True))


def test_that_out_and_in_change_the_board_and_how_many_are_inside(house, people):
    until = house.clock.now + timedelta(hours=2)
    house.head.do(GoOut(people[0], " Pasar Pagi ", until))
    board = house.head.ask(GateBoardNow())
    assert board.inside == 2
    assert [(item.person_id, item.destination, item.until, item.late_minutes) for item in board.out] == [
        (people[0], "Pasar Pagi", until, 0)
    ]
    house.clock.forward(hours=3)
    assert house.head.ask(GateBoardNow()).out[0].late_minutes == 60
    house.head.do(ComeIn(people[0]))
    board = house.head.ask(GateBoardNow())
    assert (board.inside, board.out) == (3, ())
    assert [(move.name, move.out) for move in board.recent] == [("Slamet Wibowo", False), ("Slamet Wibowo", True)]


def test_that_nobody_goes_out_twice_or_comes_in_from_inside(house, people):
    refused(house.head, ComeIn(people[0]), "not_out", field="person_id")
    house.head.do(GoOut(people[0]))
    refused(house.head, GoOut(people[0]), "already_out", field="person_id")
    assert outside(house) == [people[0]]


def test_that_who_has_left_cannot_go_out_and_is_not_found(house, people):
    house.head.do(RecordLeaving(people[0], LeavingReason.FAMILY))
    refused(house.head, GoOut(people[0]), "not_in_house", field="person_id")
    assert [person.person_id for person in house.head.ask(GatePeople("slamet"))] == [people[1]]


def test_that_a_return_behind_and_a_destination_without_end_are_refused(house, people):
    refused(house.head, GoOut(people[0], until=house.clock.now), "return_in_the_past", field="until")
    refused(house.head, GoOut(people[0], "x" * 201), "text_too_long", field="destination")
    assert outside(house) == []


def test_that_out_and_in_are_undone_and_the_history_keeps_them(house, people):
    house.head.do(GoOut(people[0], "pasar"))
    house.head.undo()
    assert outside(house) == []
    house.head.do(GoOut(people[0], "pasar"))
    house.head.do(ComeIn(people[0]))
    house.head.undo()
    assert outside(house) == [people[0]]
    with house.head.store.asking() as session:
        acts = [(row.act, row.gone) for row in session.scalars(select(HistoryTable).order_by(HistoryTable.id))]
        row = session.scalars(select(OutingTable)).one()
    assert acts[-3:] == [("TakeBackOuting", True), ("ComeIn", False), ("StillOut", False)]
    assert (row.version, row.changed_by) == (3, house.head.staff.account_id)


def test_that_a_new_outing_is_stamped_like_every_row(house, people):
    house.desk(Role.PIKET).do(GoOut(people[0], "pasar"))
    with house.head.store.asking() as session:
        row = session.scalars(select(OutingTable)).one()
    assert (row.version, row.changed_at, row.panti_id) == (1, house.clock.now, house.head.panti.id)
    assert row.changed_by != house.head.staff.account_id
    entry = house.audit()[-1]
    assert (entry.act, entry.about, entry.what["destination"]) == ("GoOut", (people[0],), "…")


def test_that_the_hour_of_return_is_changed_and_changed_back(house, people):
    first = house.clock.now + timedelta(hours=1)
    outing_id = house.head.do(GoOut(people[0], until=first)).outcome
    house.head.do(ExpectBack(outing_id, first + timedelta(hours=1)))
    assert house.head.ask(GateBoardNow()).out[0].until == first + timedelta(hours=1)
    house.head.undo()
    assert house.head.ask(GateBoardNow()).out[0].until == first
    house.head.do(ComeIn(people[0]))
    refused(house.head, ExpectBack(outing_id, None), "not_out")


def test_that_an_exact_number_means_one_person_and_a_name_its_beginnings(house, people):
    number = house.head.ask(GatePeople("maria"))[0].number
    assert [person.person_id for person in house.head.ask(GatePeople(f" {number.lower()} "))] == [people[2]]
    assert {person.person_id for person in house.head.ask(GatePeople("slam"))} == set(people[:2])
    assert [person.person_id for person in house.head.ask(GatePeople("slamet ari"))] == [people[1]]
    assert house.head.ask(GatePeople("2099-0001")) == house.head.ask(GatePeople("  ")) == ()
    assert house.head.ask(GatePeople('"*) : (')) == ()


def test_that_nobody_is_meant_at_the_gate_by_where_they_are_from(house):
    house.head.do(AdmitPerson(full_name="Ayu", origin="Kota Samarinda"))
    meant = house.admit("Ayu Susanto").person_id
    assert [person.person_id for person in house.head.ask(GatePeople("ayu s"))] == [meant]


def test_that_a_first_name_stands_before_a_later_one(house):
    later = house.admit("Asep Slamet").person_id
    first = house.admit("Slamet Wibowo").person_id
    assert [person.person_id for person in house.head.ask(GatePeople("slam"))] == [first, later]


def test_that_a_scanned_number_is_found_among_many_who_ever_were_here(house):
    for at in range(30):
        gone = house.admit(f"Slamet {at}").person_id
        house.head.do(RecordLeaving(gone, LeavingReason.FAMILY))
    here = house.admit("Slamet Terakhir").person_id
    assert [person.person_id for person in house.head.ask(GatePeople("slamet", 1))] == [here]


def test_that_the_health_alert_is_given_only_to_who_may_see_it(house, people):
    with house.writing() as session:
        session.add(HealthTable(id=new_id(), person_id=people[0], alert="epilepsi"))
    assert house.desk(Role.PIKET).ask(GatePeople("wibowo"))[0].alert == "epilepsi"
    assert house.desk(Role.PEKERJA_SOSIAL).ask(GatePeople("wibowo"))[0].alert == ""


def test_that_who_is_out_comes_pre_marked_and_not_back_once_late(house, people):
    house.head.do(GoOut(people[0], until=house.clock.now + timedelta(hours=1)))
    house.head.do(GoOut(people[1], kind=OutingKind.LEAVE))
    assert line(house, people[0]).proposed is Mark.PERMISSION
    assert line(house, people[1]).proposed is Mark.LEAVE
    house.clock.forward(hours=2)
    assert line(house, people[0]).proposed is Mark.NOT_BACK
    assert line(house, people[2]).proposed is None
    assert house.head.ask(RollCallOf()).counts.unmarked == 3


def test_that_all_present_takes_proposals_and_marks_given_win(house, people):
    house.head.do(GoOut(people[0], kind=OutingKind.DUTY))
    taken = house.head.do(TakeRollCall(NIGHT, marks=(Marked(people[1], Mark.ABSENT, " dicari "),), all_present=True))
    assert {item.person_id: item.mark for item in taken.outcome.lines} == {
        people[0]: Mark.ELSEWHERE,
        people[1]: Mark.ABSENT,
        people[2]: Mark.PRESENT,
    }
    counts = house.head.ask(RollCallOf()).counts
    assert (counts.on_books, counts.present, counts.away, counts.missing, counts.unmarked) == (3, 1, 1, 1, 0)
    assert line(house, people[1]).note == "dicari"
    assert {item.person_id for item in house.head.ask(RollCallOf()).difference} == set(people[:2])


def test_that_marks_are_undone_to_what_they_were_with_their_notes(house, people):
    house.head.do(TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.ILL_IN_BED, "demam"),)))
    house.head.do(TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.PRESENT), Marked(people[1], Mark.ABSENT))))
    house.head.undo()
    assert (line(house, people[0]).mark, line(house, people[0]).note) == (Mark.ILL_IN_BED, "demam")
    assert line(house, people[1]).mark is None
    house.head.undo()
    assert line(house, people[0]).mark is None


def test_that_closing_is_refused_while_somebody_is_unmarked_and_nothing_stays(house, people):
    act = TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.PRESENT),), close=True)
    assert refused(house.head, act, "roll_call_unmarked").facts == {"count": 2}
    sheet = house.head.ask(RollCallOf())
    assert (sheet.roll_call_id, sheet.closed_at, sheet.counts.unmarked) == (None, None, 3)


def test_that_a_closed_roll_call_names_who_signed_and_takes_no_more_marks(house, people):
    closed(house)
    sheet = house.head.ask(RollCallOf(NIGHT))
    assert (sheet.closed_by, sheet.closed_at) == ("Dra. Ratna Wulandari", EVENING)
    refused(house.head, TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.ABSENT),)), "roll_call_closed")
    assert house.head.undoable() is None


def test_that_a_correction_needs_a_reason_and_keeps_the_old_mark_with_it(house, people):
    closed(house)
    act = CorrectRollCall(NIGHT, (Marked(people[0], Mark.NOT_BACK),))
    refused(house.head, act, "reason_missing", field="reason")
    assert line(house, people[0], night=NIGHT).mark is Mark.PRESENT
    house.clock.forward(minutes=5)
    house.head.do(act, reason="salah lihat")
    assert line(house, people[0], night=NIGHT).mark is Mark.NOT_BACK
    (found,) = house.head.ask(RollCallCorrections(NIGHT))
    assert (found.person_id, found.mark, found.reason) == (people[0], Mark.PRESENT, "salah lihat")
    assert (found.by, found.at) == ("Dra. Ratna Wulandari", house.clock.now)


def test_that_each_of_several_corrections_tells_what_stood_before_it(house, people):
    closed(house)
    for mark, reason in ((Mark.ABSENT, "satu"), (Mark.NOT_BACK, "dua")):
        house.clock.forward(minutes=1)
        house.head.do(CorrectRollCall(NIGHT, (Marked(people[0], mark),)), reason=reason)
    told = [(found.reason, found.mark) for found in house.head.ask(RollCallCorrections(NIGHT))]
    assert told == [("dua", Mark.ABSENT), ("satu", Mark.PRESENT)]


def test_that_somebody_entered_after_closing_is_unmarked_and_corrected_with_a_reason(house, people):
    closed(house)
    late = house.admit("Terlambat Dicatat", admitted_on=NIGHT).person_id
    assert house.head.ask(RollCallOf(NIGHT)).counts.unmarked == 1
    house.head.do(CorrectRollCall(NIGHT, (Marked(late, Mark.PRESENT),)), reason="dicatat pagi")
    (found,) = house.head.ask(RollCallCorrections(NIGHT))
    assert (found.person_id, found.mark, found.reason) == (late, None, "dicatat pagi")


def test_that_an_open_roll_call_is_marked_rather_than_corrected(house, people):
    act = CorrectRollCall(NIGHT, (Marked(people[0], Mark.PRESENT),))
    refused(house.head, act, "roll_call_open", reason="alasan")


def test_that_after_midnight_the_roll_call_still_belongs_to_the_date_of_the_shift(house, people):
    house.clock.now = PAST_MIDNIGHT
    assert house.head.ask(RollCallOf()).night == NIGHT
    house.head.do(TakeRollCall(NIGHT, all_present=True, close=True))
    assert house.head.ask(RollCallOf()).closed_at == PAST_MIDNIGHT
    refused(house.head, TakeRollCall(NIGHT + timedelta(days=1)), "night_not_begun", field="night")


def test_that_a_past_night_looks_at_the_hour_it_was_due(house, people):
    house.clock.now = EVENING - timedelta(hours=1)
    house.head.do(GoOut(people[0]))
    house.clock.now = EVENING + timedelta(hours=2)
    house.head.do(ComeIn(people[0]))
    house.head.do(GoOut(people[1]))
    house.clock.now = EVENING + timedelta(days=1)
    sheet = house.head.ask(RollCallOf(NIGHT))
    proposed = {item.person_id: item.proposed for item in sheet.lines}
    assert proposed == {people[0]: Mark.PERMISSION, people[1]: None, people[2]: None}


def test_that_morning_and_night_are_two_roll_calls_of_one_date(house, people):
    closed(house)
    morning = house.head.ask(RollCallOf(NIGHT, RollCallKind.PAGI))
    assert (morning.closed_at, morning.counts.unmarked) == (None, 3)


def test_that_ran_away_begins_the_steps_and_does_not_end_the_stay(house, people):
    house.head.do(TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.RAN_AWAY),), all_present=True, close=True))
    with house.head.store.asking() as session:
        stay = session.scalars(select(StayTable).where(StayTable.person_id == people[0])).one()
    assert (stay.leave_reason, stay.left_on) == (None, None)
    assert house.head.ask(RollCallOf(NIGHT)).counts.on_books == 3


def test_that_nobody_outside_the_books_is_marked(house, people):
    house.head.do(RecordLeaving(people[0], LeavingReason.FAMILY))
    refused(
        house.head, TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.PRESENT),)), "not_on_roll_call", field="marks"
    )


def test_that_a_note_without_end_is_refused(house, people):
    act = TakeRollCall(NIGHT, marks=(Marked(people[0], Mark.PRESENT, "x" * 201),))
    refused(house.head, act, "text_too_long", field="note")


def test_that_the_night_rules_in_force_are_kept_with_the_roll_call(house, people):
    house.head.do(TakeRollCall(NIGHT, all_present=True))
    with house.head.store.asking() as session:
        assert session.scalars(select(RollCallTable)).one().policy["night_starts"] == "20:00"


def test_that_a_trainer_sees_the_people_of_their_own_class_only(house, people):
    trainer = house.desk(Role.INSTRUKTUR)
    assert trainer.ask(RollCallOf()).lines == trainer.ask(GatePeople("slamet")) == ()
    with house.writing() as session:
        program = training.program_named(session, "Menjahit")
        stay = session.scalars(select(StayTable.id).where(StayTable.person_id == people[1])).one()
        training.enrol(session, stay, program, NIGHT)
        training.set_trainers(session, trainer.staff.account_id, [program])
    house.head.do(GoOut(people[0]))
    house.head.do(GoOut(people[1]))
    assert [item.person_id for item in trainer.ask(RollCallOf()).lines] == [people[1]]
    assert [item.person_id for item in trainer.ask(GatePeople("slamet"))] == [people[1]]
    board = trainer.ask(GateBoardNow())
    assert ([item.person_id for item in board.out], board.inside, len(board.recent)) == ([people[1]], 0, 1)
    refused(trainer, GoOut(people[1]), "not_allowed")
    refused(trainer, TakeRollCall(NIGHT, all_present=True), "not_allowed")


@pytest.mark.parametrize("role", [Role.TATA_USAHA, Role.KESEHATAN])
def test_that_who_only_views_marks_nothing(house, people, role):
    viewer = house.desk(role)
    assert len(viewer.ask(RollCallOf()).lines) == 3
    for act in (GoOut(people[0]), ComeIn(people[0]), TakeRollCall(NIGHT, all_present=True)):
        refused(viewer, act, "not_allowed")


def test_that_the_administrator_of_the_system_sees_nobody_at_the_gate(house, people):
    admin = house.desk(Role.ADMIN)
    for question in (GateBoardNow(), GatePeople("slamet"), RollCallOf(), RollCallCorrections(NIGHT)):
        with pytest.raises(Refused, match="not_allowed"):
            admin.ask(question)


def test_that_printing_the_sheet_is_audited(house, people):
    before = len(house.audit())
    paper = house.head.ask(PrintRollCall())
    assert paper.content.startswith(b"%PDF")
    assert "Slamet" not in paper.filename
    assert [entry.act for entry in house.audit()[before:]] == ["PrintRollCall"]


def test_that_a_roll_call_of_700_is_written_in_one_insert(house):
    with house.writing() as session:
        from shelter_admin.persistence.people.tables import PersonTable

        for at in range(700):
            person = PersonTable(id=new_id(), number=f"N-{at:04}", name=f"Orang {at}")
            session.add(person)
            session.add(StayTable(id=new_id(), person_id=person.id, admitted_on=NIGHT))
    said: list[tuple[str, bool]] = []

    def hear(_connection, _cursor, statement, _parameters, _context, many):
        said.append((statement.split("(")[0].strip().lower(), many))

    engine = house.head.store.engine
    event.listen(engine, "before_cursor_execute", hear)
    house.head.do(TakeRollCall(NIGHT, all_present=True, close=True))
    event.remove(engine, "before_cursor_execute", hear)
    inserts = [words for words, _many in said if words.startswith("insert into roll_call_mark")]
    assert len(inserts) == 1
    assert len(said) < 20
    assert house.head.ask(RollCallOf()).counts.present == 700


def test_that_a_roll_call_from_before_the_first_rules_keeps_the_ones_in_force(house, people):
    long_ago = NIGHT - timedelta(days=30)
    house.head.do(TakeRollCall(long_ago, all_present=True))
    with house.head.store.asking() as session:
        kept = session.scalars(select(RollCallTable.policy).where(RollCallTable.night == long_ago)).one()
    assert (kept["night_starts"], kept["roll_call_at"]) == ("20:00", "22:00")
