"""Readiness: how each criterion is weighed, what blocks, whose turn it is, what a decision keeps."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.accounts import RIGHTS, Right
from shelter_admin.domain.readiness import (
    CRITERION_NAMES,
    DEFAULT_POLICY,
    STANDING_NAMES,
    STATE_NAMES,
    TURNS,
    USUAL,
    Candidate,
    Criterion,
    Decision,
    ReadinessPolicy,
    Rule,
    Standing,
    State,
    from_plain,
    require_policy,
    to_plain,
)
from shelter_admin.domain.readiness_weighing import Attended, Known, checks_of, snapshot_of
from shelter_admin.domain.residents import IdentityStatus

DAY = date(2026, 11, 21)
OPEN = {
    IdentityStatus.NO_PAPERS,
    IdentityStatus.UNKNOWN_PERSON,
    IdentityStatus.IN_BIOMETRICS,
    IdentityStatus.NOT_IN_BIOMETRICS,
}


def known(**facts):
    usual = {
        "attended": Attended(0.9),
        "mark": 80.0,
        "nik_quality": "ok",
        "identity_status": None,
        "attention": False,
        "by_hand": {Criterion.RECEPTION: (State.MET, DAY), Criterion.CASE_CONFERENCE: (State.MET, DAY)},
        "decision": None,
    }
    return Known(**{**usual, **facts})


def a_line(policy=DEFAULT_POLICY, **facts):
    one = known(**facts)
    return Candidate("p", "s", "e", "2026-0001", "Nur", "Las", "", checks_of(policy, one), one.decision)


def state(line, criterion):
    check = line.check(criterion)
    assert check is not None
    return check.state


@pytest.mark.parametrize(
    ("rate", "told"), [(0.75, State.MET), (0.7499, State.NOT_MET), (0.0, State.NOT_MET), (None, State.UNKNOWN)]
)
def test_that_just_enough_attendance_is_enough(rate, told):
    assert state(a_line(attended=Attended(rate)), Criterion.ATTENDANCE) is told


def test_that_attendance_that_can_no_longer_be_told_exactly_by_the_machine_still_counts():
    policy = ReadinessPolicy(2, DAY, (Rule(Criterion.ATTENDANCE, 70.0), Rule(Criterion.HEAD)))
    assert state(a_line(policy, attended=Attended(7 / 10)), Criterion.ATTENDANCE) is State.MET


@pytest.mark.parametrize(("mark", "told"), [(70.0, State.MET), (69.99, State.NOT_MET), (None, State.UNKNOWN)])
def test_that_just_enough_of_a_mark_is_enough(mark, told):
    assert state(a_line(mark=mark), Criterion.MARK) is told


@pytest.mark.parametrize("status", list(IdentityStatus))
def test_that_papers_had_or_under_way_are_enough_and_a_search_is_not(status):
    line = a_line(nik_quality="missing", identity_status=status.value)
    assert state(line, Criterion.IDENTITY) is (State.NOT_MET if status in OPEN else State.MET)


@pytest.mark.parametrize("quality", ["missing", "wrong_length", "last_digit_lost", "not_digits"])
def test_that_a_nik_that_cannot_be_read_is_no_paper(quality):
    assert state(a_line(nik_quality=quality), Criterion.IDENTITY) is State.NOT_MET


@pytest.mark.parametrize(("attention", "told"), [(True, State.NOT_MET), (False, State.MET), (None, State.UNKNOWN)])
def test_that_of_health_only_the_outcome_is_weighed(attention, told):
    assert state(a_line(attention=attention), Criterion.HEALTH) is told


states = st.sampled_from(list(State))


@given(
    st.none() | st.floats(0, 1),
    st.none() | st.floats(0, 100),
    st.booleans() | st.none(),
    st.dictionaries(st.sampled_from([Criterion.RECEPTION, Criterion.CASE_CONFERENCE]), st.tuples(states, st.just(DAY))),
    st.none() | st.booleans(),
)
def test_that_what_is_met_and_what_blocks_make_up_all_that_applies(rate, mark, attention, by_hand, ready):
    decision = None if ready is None else Decision("d", ready, DAY, "Ratna")
    line = a_line(attended=Attended(rate), mark=mark, attention=attention, by_hand=by_hand, decision=decision)
    assert line.met + len(line.blockers) == line.of
    assert (line.turn is None) == (line.met == line.of)
    assert line.turn is None or line.turn is TURNS[line.blockers[0]]
    assert not (line.proposed and line.no_receiver)
    assert not line.waiting or line.proposed


def test_that_who_must_act_may_act():
    acts = {
        Criterion.ATTENDANCE: Right.RUN_CLASS,
        Criterion.MARK: Right.RUN_CLASS,
        Criterion.IDENTITY: Right.EDIT_IDENTITY,
        Criterion.HEALTH: Right.EDIT_HEALTH,
        Criterion.RECEPTION: Right.EDIT_READINESS,
        Criterion.CASE_CONFERENCE: Right.EDIT_READINESS,
        Criterion.HEAD: Right.DECIDE_EXIT,
        Criterion.COMPETENCE: Right.RUN_CLASS,
        Criterion.PRACTICE: Right.RUN_CLASS,
        Criterion.ABILITY: Right.EDIT_CASES,
        Criterion.BEHAVIOUR: Right.EDIT_READINESS,
        Criterion.PLAN: Right.EDIT_READINESS,
        Criterion.OWN: Right.EDIT_READINESS,
    }
    assert [one for one in Criterion if acts[one] not in RIGHTS[TURNS[one]]] == []


def test_that_a_policy_is_read_back_as_it_was_written_and_later_criteria_are_left_out():
    plain = json.loads(json.dumps(to_plain(DEFAULT_POLICY.criteria)))
    assert from_plain(plain) == DEFAULT_POLICY.criteria
    plain["criteria"].append({"criterion": "own_business", "least": 3})
    assert from_plain(plain) == DEFAULT_POLICY.criteria


def test_that_the_policy_that_comes_with_the_program_is_sound():
    require_policy(DEFAULT_POLICY.criteria, DAY, DAY)
    assert [one for one in Criterion if one in USUAL] == [rule.criterion for rule in DEFAULT_POLICY.criteria]


def test_that_a_decision_keeps_the_programme_in_which_somebody_was_furthest():
    kept = json.loads(json.dumps(snapshot_of(DEFAULT_POLICY, [a_line(mark=None), a_line()])))
    assert (kept["met"], kept["of"], kept["proposed"], len(kept["lines"])) == (6, 7, True, 2)
    assert kept["policy"]["criteria"] == to_plain(DEFAULT_POLICY.criteria)["criteria"]


def test_that_every_criterion_state_and_standing_has_its_name():
    assert set(CRITERION_NAMES) == set(Criterion)
    assert (set(STATE_NAMES), set(STANDING_NAMES)) == (set(State), set(Standing))
