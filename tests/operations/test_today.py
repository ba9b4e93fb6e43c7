"""The page of the day: what it asks of whom, and nothing that a role may not see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.today import TaskKind
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.places import AssignBed
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.residents import AdmitPerson, QuickIntake, RecordLeaving, SetExpectedExit
from shelter_admin.operations.today import TodayNow
from tests.people import FixedClock, a_desk, as_role

TODAY = date(2026, 11, 21)
TONIGHT = {"hours": 10}  # 22.00 WITA


@pytest.fixture
def clock():
    return FixedClock()


@pytest.fixture
def head(tmp_path, clock):
    desk = a_desk(tmp_path, clock=clock)
    desk.do(AddRooms("Melati", "1-2", 2))
    yield desk
    desk.close()


def admit(desk: Desk, name: str = "Budi Santoso", **typed) -> str:
    return desk.do(AdmitPerson(full_name=name, **typed)).outcome.person_id


def a_bed(desk: Desk) -> str:
    return next(bed.bed_id for room in desk.ask(BedBoardOn()).rooms for bed in room.beds if bed.person_id is None)


def kinds(desk: Desk) -> list[TaskKind]:
    return [task.kind for task in desk.ask(TodayNow()).tasks]


def the_task(desk: Desk, kind: TaskKind):
    (found,) = [task for task in desk.ask(TodayNow()).tasks if task.kind is kind]
    return found


def test_that_an_empty_house_asks_for_rooms_first(tmp_path):
    desk = a_desk(tmp_path)
    assert kinds(desk) == [TaskKind.EMPTY_HOUSE]
    desk.close()


def test_that_nothing_waits_where_everybody_has_a_bed(head):
    admit(head, bed_id=a_bed(head))
    assert kinds(head) == []


def test_that_who_has_no_bed_is_counted_and_named(head):
    for name in ("Satu Satu", "Dua Dua", "Tiga Tiga", "Empat Empat"):
        admit(head, name)
    task = the_task(head, TaskKind.UNPLACED)
    assert task.count == 4
    assert task.place == "Dua Dua, Empat Empat, Satu Satu"


def test_that_the_late_one_is_named_with_the_hour_it_was_due(head, clock):
    person = admit(head, bed_id=a_bed(head))
    due = clock.now + timedelta(hours=1)
    head.do(GoOut(person, "Pasar", due))
    assert kinds(head) == []
    clock.forward(hours=2)
    task = the_task(head, TaskKind.LATE)
    assert (task.who, task.person_id, task.since, task.place) == ("Budi Santoso", person, due, "Pasar")
    assert head.ask(TodayNow()).presence.late == 1


def test_that_many_late_ones_are_named_up_to_a_number_and_then_counted(head, clock):
    people = [admit(head, f"Orang Nomor {at}") for at in range(9)]
    for person in people:
        head.do(GoOut(person, "Pasar", clock.now + timedelta(hours=1)))
    clock.forward(hours=2)
    late = [task for task in head.ask(TodayNow()).tasks if task.kind is TaskKind.LATE]
    assert sum(task.count or 1 for task in late) == 9
    assert len(late) < 9


def test_that_the_roll_call_is_asked_for_once_it_is_due_and_no_more_when_closed(head, clock):
    admit(head, bed_id=a_bed(head))
    assert TaskKind.ROLL_CALL_DUE not in kinds(head)
    clock.forward(**TONIGHT)
    assert the_task(head, TaskKind.ROLL_CALL_DUE).count == 1
    head.do(TakeRollCall(TODAY, all_present=True, close=True))
    assert kinds(head) == []
    seen = head.ask(TodayNow()).roll_call
    assert (seen.counts.present, bool(seen.closed_by)) == (1, True)


def test_that_a_night_left_open_is_asked_for_the_next_day(head, clock):
    admit(head, bed_id=a_bed(head))
    clock.forward(**TONIGHT)
    head.do(TakeRollCall(TODAY, all_present=True))
    clock.forward(hours=14)
    task = the_task(head, TaskKind.ROLL_CALL_OPEN)
    assert (task.night, task.count) == (TODAY, 0)


def test_that_who_was_missing_at_night_is_named_the_next_morning(head, clock):
    person = admit(head, bed_id=a_bed(head))
    clock.forward(**TONIGHT)
    head.do(TakeRollCall(TODAY, marks=(Marked(person, Mark.RAN_AWAY, ""),), close=True))
    clock.forward(hours=10)
    task = the_task(head, TaskKind.MISSING)
    assert (task.who, task.night) == ("Budi Santoso", TODAY)
    head.do(RecordLeaving(person, LeavingReason.RAN_AWAY, TODAY, ""))
    assert TaskKind.MISSING not in kinds(head)


def test_that_who_was_missing_and_is_counted_since_is_no_longer_named(head, clock):
    person = admit(head, bed_id=a_bed(head))
    clock.forward(**TONIGHT)
    head.do(TakeRollCall(TODAY, marks=(Marked(person, Mark.ABSENT, ""),), close=True))
    clock.forward(days=1)
    assert len([kind for kind in kinds(head) if kind is TaskKind.MISSING]) == 1
    head.do(TakeRollCall(TODAY + timedelta(days=1), marks=(Marked(person, Mark.PRESENT, ""),)))
    assert TaskKind.MISSING not in kinds(head)


def test_that_who_is_missing_two_nights_running_is_named_once(head, clock):
    person = admit(head, bed_id=a_bed(head))
    clock.forward(**TONIGHT)
    head.do(TakeRollCall(TODAY, marks=(Marked(person, Mark.ABSENT, ""),), close=True))
    clock.forward(days=1)
    head.do(TakeRollCall(TODAY + timedelta(days=1), marks=(Marked(person, Mark.ABSENT, ""),)))
    assert the_task(head, TaskKind.MISSING).night == TODAY + timedelta(days=1)


def test_that_an_intake_by_night_waits_for_the_office_and_not_for_the_gate(head, clock):
    clock.forward(**TONIGHT)
    as_role(head, Role.PIKET).do(QuickIntake(full_name="Sarmila", bed_id=a_bed(head)))
    assert the_task(head, TaskKind.COMPLETE_INTAKE).who == "Sarmila"
    assert TaskKind.COMPLETE_INTAKE in kinds(as_role(head, Role.TATA_USAHA))
    assert TaskKind.COMPLETE_INTAKE not in kinds(as_role(head, Role.PIKET))


@pytest.mark.parametrize(("ahead", "told"), [(0, True), (3, True), (4, False)])
def test_that_an_expected_leaving_is_told_three_days_ahead(head, ahead, told):
    person = admit(head, bed_id=a_bed(head))
    head.do(SetExpectedExit(person, TODAY + timedelta(days=ahead)))
    assert (TaskKind.EXIT_EXPECTED in kinds(head)) is told


def test_that_pairs_that_may_be_one_person_are_counted(head, tmp_path):
    path = tmp_path / "register.csv"
    row = "Siti Aminah;P;17-08-1970;01-03-2026\n"
    path.write_text(f"Nama;L/P;Tanggal Lahir;Tanggal Masuk\n{row}{row}Slamet;L;;02-03-2026\n", encoding="utf-8")
    head.do(MoveRegisterIn(path))
    assert the_task(head, TaskKind.DOUBLES).count == 1


def test_that_a_bed_to_be_cleaned_is_named(head):
    person = admit(head, bed_id=a_bed(head))
    head.do(AssignBed(person, a_bed(head)), reason="dekat pintu")
    task = the_task(head, TaskKind.TO_CLEAN)
    assert (task.count, task.place) == (1, "Melati 1/1")


def test_that_the_administrator_of_the_system_is_told_of_nobody(head, clock):
    admit(head)
    clock.forward(**TONIGHT)
    seen = as_role(head, Role.ADMIN).ask(TodayNow())
    assert (seen.beds, seen.presence, seen.roll_call, seen.tasks) == (None, None, None, ())


def test_that_who_only_looks_has_figures_and_no_tasks(head, clock):
    admit(head, bed_id=a_bed(head))
    clock.forward(**TONIGHT)
    seen = as_role(head, Role.KESEHATAN).ask(TodayNow())
    assert seen.beds is None
    assert seen.presence is not None
    assert seen.tasks == ()


def test_that_a_forgotten_night_is_asked_for_in_a_house_that_counts_its_nights(head, clock):
    admit(head)
    clock.forward(days=1)
    assert TaskKind.ROLL_CALL_OPEN not in kinds(head)
    head.do(TakeRollCall(TODAY, all_present=True, close=True))
    clock.forward(days=2)
    forgotten = the_task(head, TaskKind.ROLL_CALL_OPEN)
    assert (forgotten.night, forgotten.count) == (TODAY + timedelta(days=2), 1)
