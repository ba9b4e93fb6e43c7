"""A policy of readiness tried out before it holds: its list is what happens, and decisions made stay as they are."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.domain.readiness import DEFAULT_POLICY, HOUSE, Criterion, Rule, Scope, ScopeKind, Standing, State
from shelter_admin.domain.readiness_policy import USUAL_RULES
from shelter_admin.domain.readiness_trial import compared
from shelter_admin.operations.readiness import Candidates, DecideExit, EditReadinessPolicy, RecordCheck, TryPolicy
from shelter_admin.operations.residents import SetCategories
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from tests.operations.readiness_facts import (
    BRAVE,
    HEAD,
    an_occurrence,
    of_program,
    only,
)
from tests.operations.readiness_house import a_trainee, ready_but_for_the_head, the_candidate
from tests.operations.residents_house import TODAY, a_house


def test_that_a_policy_changed_in_mid_batch_leaves_the_decisions_made_as_they_are(house):
    decided, waiting = ready_but_for_the_head(house), ready_but_for_the_head(house, "Dwi Lestari")
    house.head.do(DecideExit(decided.person_id, ready=True, names="Ratna"), reason="Cukup")
    tried = house.head.ask(TryPolicy((Rule(Criterion.MARK, 95.0), HEAD), scope=of_program(house, "Menjahit")))
    assert [one.before.person_id for one in tried.moving] == [waiting.person_id]
    house.head.do(only(Rule(Criterion.MARK, 95.0), scope=of_program(house, "Menjahit")))
    line = the_candidate(house.head, decided)
    assert line.decision is not None
    assert (line.standing, line.decision.ready) == (Standing.DECIDED, True)
    assert (line.decision.met, line.decision.of) == (6, 7)
    assert the_candidate(house.head, waiting).standing is Standing.HELD
    house.head.do(DecideExit(waiting.person_id, ready=False, names="Ratna"), reason="Nilai kurang")
    with house.head.store.asking() as session:
        rows = session.scalars(select(ExitDecisionTable.snapshot).order_by(ExitDecisionTable.id)).all()
    first, second = rows
    assert (first["policy"]["version"], first["policy"]["scope"], first["proposed"]) == (1, "house", True)
    assert {check["criterion"]: check["state"] for check in first["lines"][0]["checks"]}["mark"] == "met"
    assert (second["policy"]["version"], second["policy"]["scope"]) == (1, "program")
    assert second["lines"][0]["policy"]["criteria"][0] == {"criterion": "mark", "least": 95.0, "accepts": []}
    assert second["lines"][0]["checks"][0]["value"] == 80.0


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    made = a_house(tmp_path_factory.mktemp("busy"))
    people = [
        ready_but_for_the_head(made, "Nur Santoso", mark=72.0),
        ready_but_for_the_head(made, "Dwi Lestari", program="Las", marks="HHHA"),
        a_trainee(made, "Usat Njau", marks="HAAH", mark=90.0),
        a_trainee(made, "Aminah", "Las", mark=None, attention=None),
        a_trainee(made, "Petrus", nik=False),
        ready_but_for_the_head(made, "Halimah", mark=95.0),
    ]
    made.head.do(SetCategories(people[1].person_id, ("PENGEMIS",)))
    made.head.do(SetCategories(people[2].person_id, ("PENGEMIS",)))
    made.head.do(DecideExit(people[5].person_id, ready=True, names="Ratna"), reason="Cukup")
    made.head.do(RecordCheck(people[2].person_id, Criterion.CASE_CONFERENCE, State.MET))
    made.head.do(RecordCheck(people[4].person_id, Criterion.RECEPTION, State.NOT_APPLICABLE, note="Menetap"))
    an_occurrence(made, people[0], OccurrenceKind.FIGHT, 5)
    yield made
    made.head.close()


limits = st.sampled_from([0.0, 50.0, 70.0, 75.0, 80.0, 100.0])
weights = st.none() | st.integers(1, 3)
some_rules = st.lists(
    st.one_of(
        st.builds(lambda least, weight: Rule(Criterion.ATTENDANCE, least, weight=weight), limits, weights),
        st.builds(lambda least, weight: Rule(Criterion.MARK, least, weight=weight), limits, weights),
        st.builds(lambda weight: replace(USUAL_RULES[Criterion.IDENTITY], weight=weight), weights),
        st.builds(lambda weight: replace(USUAL_RULES[Criterion.BEHAVIOUR], weight=weight), weights),
        st.builds(
            lambda criterion, weight: Rule(criterion, weight=weight),
            st.sampled_from([Criterion.HEALTH, Criterion.RECEPTION, Criterion.PLAN, Criterion.CASE_CONFERENCE]),
            weights,
        ),
        st.builds(lambda key: replace(BRAVE, key=key), st.sampled_from("ab")),
    ),
    max_size=6,
    unique_by=lambda rule: rule.code,
)
scopes = st.sampled_from(["house", "Las", "PENGEMIS"])


@settings(max_examples=40, deadline=None)
@given(some_rules, scopes, st.sampled_from([40.0, 60.0, 100.0]), st.booleans())
def test_that_the_trial_s_list_is_what_happens_once_the_policy_holds(busy, rules, whom, score, later):
    scope = {"house": HOUSE, "PENGEMIS": Scope(ScopeKind.CATEGORY, "PENGEMIS")}.get(whom) or of_program(busy, whom)
    criteria = (*rules, HEAD)
    passing = score if any(rule.weight for rule in rules) else None
    day = busy.head.ask(TryPolicy(DEFAULT_POLICY.criteria)).day + timedelta(days=1 if later else 0)
    tried = busy.head.ask(TryPolicy(criteria, day, scope, passing))
    if later:
        busy.clock.forward(days=1)
    before = busy.head.ask(Candidates()).candidates
    busy.head.do(EditReadinessPolicy(criteria, day, scope, passing))
    after = busy.head.ask(Candidates()).candidates
    happened = compared(before, after)
    assert [told(one) for one in tried.changes] == [told(one) for one in happened]
    assert tried.of == len(before)
    assert all(one.before.standing is not Standing.DECIDED for one in tried.moving)


def told(one):
    """From what to what, as the list says it."""
    return [
        (side.enrolment_id, side.standing, side.met, side.of, [check.code for check in side.blocking])
        for side in (one.before, one.after)
    ]


def test_that_a_trial_keeps_nothing_and_none_is_tried_backwards(house):
    trainee = ready_but_for_the_head(house, mark=72.0)
    before = house.counts()
    tried = house.head.ask(TryPolicy((Rule(Criterion.MARK, 75.0), HEAD)))
    (one,) = tried.moving
    assert (one.before.person_id, one.before.standing, one.after.standing) == (
        trainee.person_id, Standing.PROPOSED, Standing.HELD,
    )  # fmt: skip
    assert [check.criterion for check in one.now_missing] == [Criterion.MARK]
    assert house.counts() == before
    with pytest.raises(Exception, match="policy_in_past"):
        house.head.ask(TryPolicy((HEAD,), TODAY - timedelta(days=1)))


def test_that_without_its_own_policy_a_programme_goes_by_the_house_s_again(house):
    ready_but_for_the_head(house, mark=72.0)
    scope = of_program(house, "Menjahit")
    house.head.do(only(Rule(Criterion.MARK, 90.0), scope=scope))
    (one,) = house.head.ask(TryPolicy((), scope=scope)).moving
    assert (one.before.standing, one.after.standing) == (Standing.HELD, Standing.PROPOSED)
