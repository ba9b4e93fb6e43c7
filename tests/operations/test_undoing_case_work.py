"""What is undone in case work stays as somebody else left it since."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.plans import GoalOutcome
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.cases.asking import CaseFileOf
from shelter_admin.operations.cases.noting import EditNote, FollowUpNote, WriteNote
from shelter_admin.operations.cases.planning import AddGoal, AddStep, CloseGoal, MarkStep, ReopenGoal
from shelter_admin.operations.desk import Desk
from tests.operations.residents_house import TODAY, House

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def person(house: House) -> str:
    return house.admit("Budi Santoso").person_id


@pytest.fixture
def goal(house: House, person: str) -> str:
    return house.head.do(AddGoal(person_id=person, goal="Bekerja di bengkel")).outcome


def the_goal(house, person):
    return house.head.ask(CaseFileOf(person)).goals[0]


def not_undone(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.undo()
    assert refusal.value.code == "changed_meanwhile"


def test_that_a_step_is_not_undone_over_the_day_that_somebody_else_wrote_since(house, person, goal):
    step = house.head.do(AddStep(goal_id=goal, step="Cari bengkel")).outcome
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(MarkStep(step))
    worker.do(MarkStep(step, on_day=YESTERDAY))
    not_undone(house.head)
    assert the_goal(house, person).steps[0].done_on == YESTERDAY


def test_that_a_step_said_undone_comes_back_as_done_by_whoever_did_it(house, person, goal):
    step = house.head.do(AddStep(goal_id=goal, step="Cari bengkel")).outcome
    house.desk(Role.PEKERJA_SOSIAL).do(MarkStep(step, on_day=YESTERDAY))
    house.head.do(MarkStep(step, done=False))
    house.head.undo()
    (found,) = the_goal(house, person).steps
    assert (found.done_on, found.done_by) == (YESTERDAY, "pekerja-sosial")


def test_that_a_goal_is_not_opened_by_undo_once_somebody_else_closed_it_otherwise(house, person, goal):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(CloseGoal(goal, GoalOutcome.REACHED))
    worker.do(ReopenGoal(goal))
    worker.do(CloseGoal(goal, GoalOutcome.GIVEN_UP))
    not_undone(house.head)
    assert the_goal(house, person).outcome is GoalOutcome.GIVEN_UP


def test_that_a_follow_up_keeps_the_day_it_was_done_through_undo(house, person):
    note = house.head.do(WriteNote(person, "k bicara > besok")).outcome
    house.head.do(FollowUpNote(note))
    house.clock.forward(days=1)
    house.head.do(FollowUpNote(note, done=False))
    house.head.undo()
    (found,) = house.head.ask(CaseFileOf(person)).notes
    assert found.followed_up_on == TODAY


def test_that_a_change_of_a_note_is_undone_with_its_follow_up_done_and_gone_by(house, person):
    note = house.head.do(WriteNote(person, "k bicara > besok")).outcome
    house.head.do(FollowUpNote(note))
    house.clock.forward(days=5)
    found = house.head.ask(CaseFileOf(person)).notes[0]
    house.head.do(EditNote(note, found.kind, "bicara lagi", TODAY + timedelta(days=9)))
    house.head.undo()
    found = house.head.ask(CaseFileOf(person)).notes[0]
    assert (found.words, found.follow_up_on, found.followed_up_on) == ("bicara", TODAY + timedelta(days=1), TODAY)
