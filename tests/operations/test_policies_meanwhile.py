"""Two who write the policies of readiness, and scores of assessments about health that a policy asks for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.cases.instruments import Occasion
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.readiness import HOUSE, Criterion, Rule, State
from shelter_admin.operations.accounts import PassRight
from shelter_admin.operations.cases.asking import HealthFileOf
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.readiness import (
    EndReadinessPolicy,
    ProofsOf,
    ReadinessPolicies,
    ReadinessPolicyNow,
    RecordCheck,
    TryPolicy,
)
from shelter_admin.operations.readiness.policy import by_criterion, rule_in_words
from tests.operations.cases_house import assess
from tests.operations.readiness_facts import BRAVE, HEAD, a_paper, of_program, only, state
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY, refused


def another_head(house):
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(PassRight(worker.staff.account_id, Right.EDIT_READINESS_POLICY, TODAY))
    worker.look_again()
    return worker


def refused_question(desk, question, code):
    with pytest.raises(Refused) as refusal:
        desk.ask(question)
    assert refusal.value.code == code


def own_of(house, scope):
    from shelter_admin.persistence.readiness.policies import policies_on

    with house.writing() as session:
        return policies_on(session, TODAY).of(scope)


def not_undone(desk):
    with pytest.raises(Refused) as refusal:
        desk.undo()
    assert refusal.value.code == "changed_meanwhile"


def test_that_the_end_of_a_policy_is_not_undone_over_one_that_somebody_wrote_since(house):
    a_trainee(house)
    other, scope = another_head(house), of_program(house, "Menjahit")
    made = house.head.do(only(Rule(Criterion.MARK, 90.0), scope=scope)).outcome
    house.head.do(EndReadinessPolicy(scope, made.version))
    other.do(only(Rule(Criterion.MARK, 60.0), scope=scope))
    not_undone(house.head)
    assert own_of(house, scope).rule(Criterion.MARK).least == 60.0


def test_that_an_own_criterion_somebody_else_added_since_is_neither_undone_nor_saved_away(house):
    other = another_head(house)
    house.head.do(only(Rule(Criterion.MARK, 80.0)))
    shown = Seen(by_criterion(own_of(house, HOUSE).criteria))
    other.do(only(Rule(Criterion.MARK, 80.0), BRAVE))
    house.head.do(replace(only(Rule(Criterion.MARK, 85.0)), seen=shown))
    assert {BRAVE, Rule(Criterion.MARK, 85.0), HEAD} <= set(own_of(house, HOUSE).criteria)


def test_that_undo_of_a_policy_leaves_the_own_criterion_somebody_else_added_since(house):
    other = another_head(house)
    house.head.do(only(Rule(Criterion.MARK, 80.0)))
    other.do(only(Rule(Criterion.MARK, 80.0), BRAVE))
    house.head.undo()
    assert BRAVE in own_of(house, HOUSE).criteria


@pytest.mark.parametrize("role", [Role.KEPALA, Role.PEKERJA_SOSIAL])
def test_that_of_an_assessment_about_health_only_whether_it_is_enough_is_told(house, role):
    trainee = a_trainee(house)
    officer = house.desk(Role.KESEHATAN)
    assess(officer, trainee.person_id, "psikologis", Occasion.REVIEW)
    house.head.do(only(Rule(Criterion.ABILITY, 10.0, instrument="psikologis")))
    check = state(house, trainee, Criterion.ABILITY, house.desk(role))
    assert (check.state, check.value) == (State.MET, None)


def test_that_who_sees_health_is_told_the_score_too(house):
    trainee, officer = a_trainee(house), house.desk(Role.KESEHATAN)
    assess(officer, trainee.person_id, "psikologis", Occasion.REVIEW)
    house.head.do(only(Rule(Criterion.ABILITY, 10.0, instrument="psikologis")))
    worker = house.desk(Role.PEKERJA_SOSIAL)
    house.head.do(PassRight(worker.staff.account_id, Right.SEE_HEALTH, TODAY))
    worker.look_again()
    assert state(house, trainee, Criterion.ABILITY, worker).value is not None


def test_that_of_points_that_count_difficulties_a_policy_says_the_most_and_of_others_the_least(house):
    trainee = a_trainee(house)
    assess(house.desk(Role.KESEHATAN), trainee.person_id, "odgj", Occasion.REVIEW)
    assess(house.head, trainee.person_id, "adl", Occasion.REVIEW)
    book = house.head.ask(ReadinessPolicies())
    assert {"adl", "odgj", "disabilitas"} <= dict(book.instruments).keys()
    assert book.counting_down == {"odgj", "disabilitas"}
    act = only(Rule(Criterion.ABILITY, 10.0, instrument="odgj"))
    refused(house.head, act, "instrument_counts_down", field="ability")
    refused_question(house.head, TryPolicy(act.criteria), "instrument_counts_down")
    up = only(Rule(Criterion.ABILITY, 10.0, instrument="adl", at_most=True))
    refused(house.head, up, "instrument_counts_up", field="ability")
    refused(house.head, only(Rule(Criterion.MARK, 10.0, at_most=True)), "limit_out_of_bounds", field="mark")
    answer = house.desk(Role.KESEHATAN).ask(HealthFileOf(trainee.person_id))
    (found,) = [one for one in answer.assessments if one.code == "odgj"]
    assert found.score is not None
    for most, standing in ((found.score, State.MET), (found.score - 1, State.NOT_MET)):
        house.head.do(only(Rule(Criterion.ABILITY, most, instrument="odgj", at_most=True)))
        check = state(house, trainee, Criterion.ABILITY)
        assert (check.state, check.at_most, check.least) == (standing, True, most)
    kept = house.head.ask(ReadinessPolicyNow()).rule(Criterion.ABILITY)
    assert kept is not None
    assert kept.at_most
    assert "at most" in rule_in_words("ability", kept)


def test_that_papers_about_health_are_no_proof_to_be_read_by_whoever_may_not_see_health(house):
    trainee = a_trainee(house)
    secret = a_paper(house, trainee, "rekam_medis")
    paper = a_paper(house, trainee)
    assert [one.document_id for one in house.head.ask(ProofsOf(trainee.person_id))] == [paper]
    act = RecordCheck(trainee.person_id, Criterion.RECEPTION, State.MET, document_id=secret)
    refused(house.head, act, "check_proof_unknown", field="document_id")


def test_that_a_policy_may_ask_for_instruments_nobody_has_filled_yet(house):
    assert {"adl", "odgj"} <= dict(house.head.ask(ReadinessPolicies()).instruments).keys()
