"""What a stage must have brought: read from what is written of this stay, whole and as it stands now."""

from __future__ import annotations

from datetime import timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.due import DueKind
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.plans import GoalOutcome
from shelter_admin.domain.cases.stages import Requirement, Stage
from shelter_admin.domain.departures.arranging import Reception
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.cases.asking import CaseFileOf, CaseWorkDue
from shelter_admin.operations.cases.planning import AddGoal, AddStep, CloseGoal, MarkStep
from shelter_admin.operations.cases.staging import MoveStage
from shelter_admin.operations.readiness import DecideExit, RecordCheck
from shelter_admin.operations.residents import RecordLeaving, ReturnPerson
from tests.operations.cases_house import answers, assess
from tests.operations.departures_house import WILLING, arrange
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY, House, refused

AT_ENTRY = ("sosial", "spiritual", "minat_bakat", "biologis", "psikologis")


@pytest.fixture
def person(house: House) -> str:
    return house.admit("Budi Santoso", admitted_on=TODAY - timedelta(days=40)).person_id


def met(house: House, person: str) -> frozenset[Requirement]:
    stage = house.head.ask(CaseFileOf(person)).stage
    assert stage is not None
    return stage.met


def assess_all(house: House, person: str, occasion: Occasion = Occasion.ENTRY, *, half: str = "") -> None:
    desks = {True: house.desk(Role.KESEHATAN), False: house.desk(Role.PEKERJA_SOSIAL)}
    for code in AT_ENTRY:
        whole = answers(code)
        given = dict(list(whole.items())[:1]) if code == half else whole
        assess(desks[code in {"biologis", "psikologis"}], person, code, occasion, given=given)


def test_that_an_assessment_filled_by_half_brings_no_stage_further(house, person):
    assess_all(house, person, half="sosial")
    assert Requirement.ENTRY_ASSESSMENTS not in met(house, person)
    assess(house.desk(Role.PEKERJA_SOSIAL), person, "sosial")
    assert Requirement.ENTRY_ASSESSMENTS in met(house, person)


def test_that_what_an_earlier_stay_brought_does_not_count_for_this_one(house, person):
    assess_all(house, person)
    house.head.do(CloseGoal(house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome, GoalOutcome.REACHED))
    assert {Requirement.ENTRY_ASSESSMENTS, Requirement.GOAL, Requirement.GOALS_CLOSED} <= met(house, person)
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY, TODAY - timedelta(days=1)))
    house.head.do(ReturnPerson(person_id=person))
    assert met(house, person) == {Requirement.ADMITTED}


def test_that_goals_are_closed_only_where_there_was_one_and_every_one_is(house, person):
    assert Requirement.GOALS_CLOSED not in met(house, person)
    first, second = (house.head.do(AddGoal(person_id=person, goal=goal)).outcome for goal in ("Bekerja", "Pulang"))
    house.head.do(CloseGoal(first, GoalOutcome.REACHED))
    assert Requirement.GOALS_CLOSED not in met(house, person)
    house.head.do(CloseGoal(second, GoalOutcome.GIVEN_UP))
    assert Requirement.GOALS_CLOSED in met(house, person)


def test_that_a_step_in_nobody_s_name_is_not_yet_a_step_of_the_plan(house, person):
    goal = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    house.head.do(AddStep(goal_id=goal, step="Cari bengkel"))
    assert Requirement.STEP not in met(house, person)
    account = house.head.staff.account_id
    house.head.do(AddStep(goal_id=goal, step="Antar", account_id=account))
    assert Requirement.STEP in met(house, person)


def test_that_a_step_is_not_done_on_a_day_to_come(house, person):
    goal = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    step = house.head.do(AddStep(goal_id=goal, step="Cari", who="keluarga")).outcome
    tomorrow = TODAY + timedelta(days=1)
    refused(house.head, MarkStep(step, on_day=tomorrow), "step_done_in_future", field="on_day")
    refused(house.head, CloseGoal(goal, GoalOutcome.REACHED, tomorrow), "step_done_in_future", field="on_day")


def test_that_the_steps_of_who_left_are_asked_of_nobody(house, person):
    goal = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    house.head.do(AddStep(goal_id=goal, step="Cari", due_on=TODAY))
    due = [line for line in house.head.ask(CaseWorkDue()) if line.kind is DueKind.STEP]
    assert [line.words for line in due] == ["Cari"]
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY))
    assert [line for line in house.head.ask(CaseWorkDue()) if line.kind is DueKind.STEP] == []


def test_that_the_newest_word_of_the_head_counts_and_a_refused_place_does_not(house):
    trainee = a_trainee(house, "Halimah", marks="HHHH", mark=80.0).person_id
    house.head.do(RecordCheck(trainee, Criterion.RECEPTION, State.NOT_MET, note="keluarga menolak"))
    house.head.do(DecideExit(trainee, ready=True, names="Rina, Budi"), reason="siap")
    assert Requirement.HEAD in met(house, trainee)
    assert Requirement.RECEPTION not in met(house, trainee)
    house.head.do(RecordCheck(trainee, Criterion.RECEPTION, State.MET))
    house.head.do(DecideExit(trainee, ready=False, names="Rina, Budi"), reason="belum")
    assert Requirement.HEAD not in met(house, trainee)
    assert Requirement.RECEPTION in met(house, trainee)


def test_that_a_place_arranged_for_leaving_is_a_place_to_go(house, person):
    assert WILLING.reception is Reception.FAMILY
    arrange(house.head, person, WILLING)
    assert Requirement.RECEPTION in met(house, person)


def test_that_a_review_is_due_after_the_newest_one(house, person):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    assess(worker, person, "sosial", on_day=TODAY - timedelta(days=30))
    assess(worker, person, "sosial", Occasion.REVIEW)
    (line,) = [one for one in worker.ask(CaseFileOf(person)).due if one.code == "sosial"]
    review = timedelta(days=house.head.panti.settings.review_days)
    assert (line.occasion, line.due_on) == (Occasion.REVIEW, TODAY + review)
    house.head.do(MoveStage(person, Stage.RESOCIALISATION), reason="dipercepat")
    (line,) = [one for one in worker.ask(CaseFileOf(person)).due if one.code == "sosial"]
    assert line.occasion is Occasion.BEFORE_LEAVING
