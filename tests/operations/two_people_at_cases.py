"""Two people at the case file of one resident."""

from __future__ import annotations

from datetime import date

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.plans import FieldOfLife, parts_of_goal, parts_of_step
from shelter_admin.operations.cases.asking import CaseFileOf
from shelter_admin.operations.cases.assessing import (
    ChangeAssessment,
    ChangeHealthAssessment,
    OpenAssessment,
    OpenHealthAssessment,
    as_shown,
)
from shelter_admin.operations.cases.planning import AddGoal, AddStep, EditGoal, EditStep
from shelter_admin.operations.editing import Seen
from tests.operations.cases_house import assess
from tests.operations.residents_house import TODAY, House
from tests.operations.two_people_cases import Case, Prepared


def goal(house: House) -> Case:
    person = house.admit("Budi").person_id
    key = house.head.do(AddGoal(person_id=person, goal="Bekerja", in_field=FieldOfLife.WORK)).outcome
    shown = parts_of_goal(house.head.ask(CaseFileOf(person)).goals[0])
    return Case(
        EditGoal(goal_id=key, **{**shown, "goal": "Bekerja di bengkel"}, seen=Seen(shown)),
        EditGoal(goal_id=key, **{**shown, "goal": "Berdagang", "due_on": date(2026, 12, 24)}, seen=Seen(shown)),
        [("Goal", "Bekerja", "Bekerja di bengkel", "Berdagang")],
        lambda: house.head.ask(CaseFileOf(person)).goals[0].goal,
        ("Bekerja di bengkel", "Berdagang"),
    )


def step(house: House) -> Case:
    person = house.admit("Budi").person_id
    goal_id = house.head.do(AddGoal(person_id=person, goal="Bekerja")).outcome
    key = house.head.do(AddStep(goal_id=goal_id, step="Cari bengkel", who="keluarga")).outcome
    shown = parts_of_step(house.head.ask(CaseFileOf(person)).goals[0].steps[0])
    return Case(
        EditStep(step_id=key, **{**shown, "who": "kakaknya"}, seen=Seen(shown)),
        EditStep(step_id=key, **{**shown, "who": "pamannya", "step": "Cari dua bengkel"}, seen=Seen(shown)),
        [("Who, in words", "keluarga", "kakaknya", "pamannya")],
        lambda: house.head.ask(CaseFileOf(person)).goals[0].steps[0].who,
        ("kakaknya", "pamannya"),
    )


def assessment(house: House) -> Case:
    person = house.admit("Budi").person_id
    key = assess(house.head, person, "adl")
    opened = house.head.ask(OpenAssessment(key)).assessment
    seen = Seen(as_shown(opened))
    theirs = {**opened.answers, "makan": "1"}
    mine = {**opened.answers, "makan": "0", "mandi": "0"}
    return Case(
        ChangeAssessment(key, Occasion.ENTRY, TODAY, theirs, seen=seen),
        ChangeAssessment(key, Occasion.ENTRY, TODAY, mine, seen=seen),
        [("Makan dan minum", "sendiri", "dibantu sebagian", "disuapi")],
        lambda: house.head.ask(OpenAssessment(key)).assessment.answers["makan"],
        ("1", "0"),
    )


def health_assessment(house: House) -> Case:
    person, officer = house.admit("Budi").person_id, house.desk(Role.KESEHATAN)
    key = assess(officer, person, "biologis")
    opened = officer.ask(OpenHealthAssessment(key)).assessment
    seen = Seen(as_shown(opened))
    return Case(
        ChangeHealthAssessment(key, Occasion.ENTRY, TODAY, {**opened.answers, "gizi": "0"}, seen=seen),
        ChangeHealthAssessment(key, Occasion.ENTRY, TODAY, {**opened.answers, "gizi": "1"}, seen=seen),
        [("Keadaan gizi menurut pemeriksaan", "baik", "sangat kurang", "kurang")],
        lambda: officer.ask(OpenHealthAssessment(key)).assessment.answers["gizi"],
        ("0", "1"),
    )


CASES: tuple[Prepared, ...] = (goal, step, assessment, health_assessment)
