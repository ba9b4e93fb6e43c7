"""What a decision of the head keeps: of somebody in two programmes, each programme's own policy and figures."""

from __future__ import annotations

from sqlalchemy import select

from shelter_admin.domain.readiness import DEFAULT_POLICY, Criterion, Rule
from shelter_admin.domain.readiness_weighing import snapshot_of
from shelter_admin.operations.readiness import Candidates, DecideExit
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from tests.operations.readiness_facts import of_program, only
from tests.operations.readiness_house import a_trainee, again_in


def asked(policy):
    return {one["criterion"]: one["least"] for one in policy["criteria"]}


def test_that_a_decision_keeps_each_programme_s_own_policy_and_that_of_the_furthest_above_them(house):
    trainee = a_trainee(house)
    again_in(house, trainee, "Las")
    house.head.do(only(Rule(Criterion.MARK, 60.0), scope=of_program(house, "Menjahit")))
    house.head.do(only(Rule(Criterion.MARK, 90.0), Rule(Criterion.COMPETENCE, 80.0), scope=of_program(house, "Las")))
    house.head.do(DecideExit(trainee.person_id, ready=True, names="Rina, Budi"), reason="siap")
    with house.head.store.asking() as session:
        kept = session.scalars(select(ExitDecisionTable.snapshot)).one()
    lines = {line["program"]: line for line in kept["lines"]}
    assert asked(lines["Menjahit"]["policy"]) == {"mark": 60.0, "head": None}
    assert asked(lines["Las"]["policy"]) == {"mark": 90.0, "competence": 80.0, "head": None}
    assert lines["Menjahit"]["checks"][0]["value"] == 80.0
    assert asked(kept["policy"]) == asked(lines["Menjahit"]["policy"])
    assert (kept["proposed"], lines["Las"]["proposed"]) == (True, False)
    candidates = [line for line in house.head.ask(Candidates()).candidates if line.program == "Las"]
    assert asked(snapshot_of(DEFAULT_POLICY, candidates)["policy"])["mark"] == 90.0
