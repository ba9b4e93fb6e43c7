"""The case file of somebody kept confidential, for who looks into every answer of the program."""

from __future__ import annotations

from typing import Any

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.cases.plans import FieldOfLife
from shelter_admin.operations.cases.noting import WriteNote
from shelter_admin.operations.cases.planning import AddGoal, AddStep
from tests.operations.cases_house import assess
from tests.operations.residents_house import House


def case_of(house: House, person_id: str) -> dict[str, Any]:
    """Assessments of both kinds, a plan, notes; tells their ids by the names of the fields that ask for them."""
    head, health = house.head, house.desk(Role.KESEHATAN)
    social = assess(head, person_id, "sosial", Occasion.ENTRY, note="Rahayu Tersembunyi")
    healthy = assess(health, person_id, "biologis", Occasion.ENTRY, note="Rahayu Tersembunyi")
    goal = head.do(AddGoal(person_id=person_id, goal="Rahayu Tersembunyi bekerja", in_field=FieldOfLife.WORK)).outcome
    head.do(AddStep(goal_id=goal, step="Rahayu Tersembunyi ke bengkel", due_on=head.today))
    head.do(WriteNote(person_id, "k Rahayu Tersembunyi bicara > besok"))
    return {"assessment_id": social, "health_assessment_id": healthy}
