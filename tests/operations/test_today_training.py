"""The page of the day: classes, who is on the way out, and the month's return, each for whom it is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.domain.today import LeavingToday, Task, TaskKind
from shelter_admin.operations.readiness import Candidates, DecideExit, RecordCheck
from shelter_admin.operations.residents import SetHealth
from shelter_admin.operations.today import TodayNow
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.programs import Programs
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.tables import BatchTable, ClassSessionTable, GradeTable
from tests.operations.readiness_house import a_trainee, a_trainer, again_in, ready_but_for_the_head
from tests.operations.residents_house import TODAY

TUESDAY = TODAY + timedelta(days=3)


def kinds(desk):
    return [task.kind for task in desk.ask(TodayNow()).tasks]


def of_kind(desk, kind):
    return [task for task in desk.ask(TodayNow()).tasks if task.kind is kind]


def a_session(house, day, program="Menjahit", *, closed=False, starts_at=None):
    with house.writing() as session:
        batch = session.scalars(select(BatchTable)).first()
        assert batch is not None
        batch.starts_at = starts_at
        session.add(
            ClassSessionTable(
                id=new_id(),
                batch_id=batch.id,
                day=day,
                closed_at=datetime(2026, 11, 21, tzinfo=UTC) if closed else None,
                closed_by="a" if closed else None,
            )
        )
        return batch.id


def close_all(house):
    with house.writing() as session:
        session.execute(update(ClassSessionTable).values(closed_at=datetime(2026, 11, 21, tzinfo=UTC), closed_by="a"))


def test_that_people_on_the_way_out_are_counted_once_by_what_keeps_them(house):
    ready_but_for_the_head(house, "Nur")
    ready_but_for_the_head(house, "Dwi", nik=False)
    no_receiver = a_trainee(house, "Usat")
    house.head.do(RecordCheck(no_receiver.person_id, Criterion.CASE_CONFERENCE, State.MET))
    may_go = ready_but_for_the_head(house, "Maria")
    house.head.do(DecideExit(may_go.person_id, ready=True, names="Ratna"), reason="Lulus")
    a_trainee(house, "Rudi", mark=None)
    leaving = house.head.ask(TodayNow()).leaving
    assert leaving == LeavingToday(1, 1, 1, 1)
    ready = {one.person_id for one in house.head.ask(Candidates()).candidates if one.on_the_way_out}
    assert len(ready) == leaving.waiting + leaving.decided


def test_that_the_head_s_day_begins_with_whom_to_decide_on(house):
    for name in ("Aminah", "Budi", "Citra", "Dwi", "Eko", "Fitri", "Gita"):
        ready_but_for_the_head(house, name)
    tasks = house.head.ask(TodayNow()).tasks
    assert [task.kind for task in tasks[:6]] == [TaskKind.DECIDE] * 6
    assert [task.who for task in tasks[:5]] == ["Aminah", "Budi", "Citra", "Dwi", "Eko"]
    assert tasks[5].count == 2
    assert TaskKind.DECIDE not in kinds(house.desk(Role.PEKERJA_SOSIAL))


@pytest.mark.parametrize("role", [Role.TATA_USAHA, Role.PIKET, Role.KESEHATAN, Role.PENGASUH, Role.ADMIN])
def test_that_who_is_ready_to_leave_is_kept_from_whom_it_does_not_concern(house, role):
    a_trainee(house)
    assert house.desk(role).ask(TodayNow()).leaving is None


@pytest.mark.parametrize("role", [Role.PIKET, Role.KESEHATAN, Role.PENGASUH, Role.ADMIN])
def test_that_classes_are_kept_from_whom_they_do_not_concern(house, role):
    a_trainee(house)
    assert house.desk(role).ask(TodayNow()).classes is None


def test_that_a_class_years_ahead_with_nobody_in_it_does_not_make_the_day_wait_for_the_calendar(house, monkeypatch):
    a_trainee(house, "Nur", marks="H")
    program_id = house.head.ask(Programs())[0].program_id
    house.head.do(AddBatch(program_id, "Angkatan II", date(2029, 7, 2), date(2030, 1, 5)))
    asked: list[int] = []

    def calendar(year: int) -> tuple[()]:
        asked.append(year)
        return ()

    monkeypatch.setattr(holidays, "calendar_holidays", calendar)
    house.head.ask(TodayNow())
    assert [year for year in asked if year > TODAY.year + 1] == []


def test_that_a_trainer_s_day_is_the_own_classes_and_nothing_else(house):
    a_trainee(house, "Nur", "Menjahit", marks="")
    a_trainee(house, "Dwi", "Las", marks="")
    house.on(TUESDAY)
    trainer = a_trainer(house, "Menjahit")
    seen = trainer.ask(TodayNow())
    assert [one.program for one in seen.classes or ()] == ["Menjahit"]
    assert (seen.beds, seen.presence, seen.roll_call, seen.leaving) == (None, None, None, None)
    assert [(task.kind, task.who, task.count) for task in seen.tasks] == [(TaskKind.CLASS_UNMARKED, "Menjahit", 1)]
    assert len(house.head.ask(TodayNow()).classes or ()) == 2


def test_that_a_class_asks_once_its_hour_has_come_and_until_it_is_closed(house):
    a_trainee(house, marks="")
    trainer = a_trainer(house, "Menjahit")
    a_session(house, TODAY, starts_at="13:00")
    assert kinds(trainer) == []
    house.clock.forward(hours=1)
    assert kinds(trainer) == [TaskKind.CLASS_UNMARKED]
    close_all(house)
    assert kinds(trainer) == []


def test_that_a_class_left_open_asks_the_trainer_and_the_head(house):
    a_trainee(house, marks="")
    batch_id = a_session(house, TODAY - timedelta(days=1))
    a_session(house, TODAY - timedelta(days=8))
    (task,) = of_kind(house.head, TaskKind.CLASS_OPEN)
    assert (task.who, task.night, task.batch_id) == ("Menjahit", TODAY - timedelta(days=1), batch_id)
    assert of_kind(a_trainer(house, "Menjahit"), TaskKind.CLASS_OPEN) == [task]
    assert of_kind(a_trainer(house, "Las"), TaskKind.CLASS_OPEN) == []
    assert TaskKind.CLASS_UNMARKED not in kinds(house.head)


def test_that_the_month_that_is_over_is_asked_for_while_somebody_lived_here(house):
    assert TaskKind.RETURN_NOT_SENT not in kinds(house.head)
    house.admit("Budi", admitted_on=TODAY.replace(day=1))
    assert TaskKind.RETURN_NOT_SENT not in kinds(house.head)
    house.admit("Siti", admitted_on=TODAY - timedelta(days=60))
    (task,) = of_kind(house.desk(Role.TATA_USAHA), TaskKind.RETURN_NOT_SENT)
    assert (task.place, task.night) == ("2026-10", TODAY.replace(day=1) - timedelta(days=1))
    assert TaskKind.RETURN_NOT_SENT not in kinds(house.desk(Role.PEKERJA_SOSIAL))


WAITED_FOR = {TaskKind.HEALTH_WAITED_FOR, TaskKind.PAPERS_WAITED_FOR}


def waited_for(desk):
    return [task for task in desk.ask(TodayNow()).tasks if task.kind in WAITED_FOR]


def test_that_health_is_asked_of_who_writes_it_until_it_is_written(house):
    nur = a_trainee(house, "Nur", attention=None)
    a_trainee(house, "Dwi", attention=None, mark=None)
    a_trainee(house, "Eko", attention=True)
    house.admit("Siti")
    nurse = house.desk(Role.KESEHATAN)
    assert waited_for(nurse) == [Task(TaskKind.HEALTH_WAITED_FOR, "Nur", nur.person_id)]
    nurse.do(SetHealth(nur.person_id, details="sehat"))
    assert waited_for(nurse) == []


def test_that_papers_are_asked_of_the_office(house):
    nur = a_trainee(house, "Nur", nik=False)
    a_trainee(house, "Dwi", nik=False, mark=None)
    a_trainee(house, "Eko", attention=None)
    assert waited_for(house.desk(Role.TATA_USAHA)) == [Task(TaskKind.PAPERS_WAITED_FOR, "Nur", nur.person_id)]


def test_that_three_are_named_and_the_others_counted_each_once(house):
    people = [a_trainee(house, name, attention=None) for name in ("Aminah", "Budi", "Citra", "Dwi", "Eko")]
    with house.writing() as session:
        session.add(GradeTable(id=new_id(), enrolment_id=again_in(house, people[0], "Las"), mark=80.0))
    tasks = waited_for(house.desk(Role.KESEHATAN))
    assert [(task.who, task.count) for task in tasks] == [("Aminah", 0), ("Budi", 0), ("Citra", 0), ("", 2)]


@pytest.mark.parametrize(
    "role", [Role.KEPALA, Role.PEKERJA_SOSIAL, Role.PENGASUH, Role.INSTRUKTUR, Role.PIKET, Role.ADMIN]
)
def test_that_nobody_else_is_asked_for_health_or_papers(house, role):
    a_trainee(house, "Nur", attention=None)
    a_trainee(house, "Dwi", nik=False)
    assert waited_for(house.desk(role)) == []


@pytest.mark.parametrize("role", [Role.KESEHATAN, Role.TATA_USAHA])
def test_that_who_is_waited_for_learns_no_figures_of_readiness(house, role):
    ready_but_for_the_head(house)
    today = house.desk(role).ask(TodayNow())
    assert today.leaving is None
    assert {TaskKind.DECIDE, *WAITED_FOR}.isdisjoint(task.kind for task in today.tasks)
