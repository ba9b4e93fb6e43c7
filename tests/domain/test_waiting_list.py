"""The order of the waiting list, its priorities and requirements."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.waiting_list import (
    NEED_NAMES,
    OPEN_STATES,
    PRIORITY_REASON_NAMES,
    Applicant,
    ApplicantState,
    Demand,
    Need,
    Offer,
    PriorityReason,
    demand_on,
    in_order,
    priority_of,
    require_days,
    require_offer,
    require_priority,
)
from shelter_admin.domain.waiting_requirements import (
    REQUIREMENT_NAMES,
    RULES,
    Requirement,
    RequirementState,
    asked_of,
    still_missing,
)

DAY = date(2026, 11, 21)


def applicant(name: str, **more) -> Applicant:
    return Applicant(applicant_id=name, version=1, name=name, **{"asked_on": DAY, "state_on": DAY, **more})


def test_that_priority_comes_first_then_the_answer_due_then_the_days_waited():
    waiting = [
        applicant("lama", asked_on=DAY - timedelta(days=90)),
        applicant("baru", asked_on=DAY),
        applicant("batas", asked_on=DAY, answer_by=DAY + timedelta(days=5)),
        applicant("mendesak", asked_on=DAY, priority=1),
        applicant("segera", asked_on=DAY, priority=2),
    ]
    assert [one.name for one in in_order(waiting)] == ["mendesak", "segera", "batas", "lama", "baru"]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.none() | st.integers(0, 60),
            st.integers(0, 400),
            st.sampled_from(sorted(ApplicantState)),
        )
    )
)
def test_that_the_order_loses_nobody_and_never_puts_a_lower_priority_before_a_higher(given_ones):
    people = [
        applicant(
            f"{at:03}",
            priority=priority,
            answer_by=None if due is None else DAY + timedelta(days=due),
            asked_on=DAY - timedelta(days=days),
            state=state,
        )
        for at, (priority, due, days, state) in enumerate(given_ones)
    ]
    ordered = in_order(people)
    assert sorted(one.name for one in ordered) == sorted(one.name for one in people)
    waiting = [one for one in ordered if one.state in OPEN_STATES]
    assert ordered[: len(waiting)] == waiting
    assert [one.priority for one in waiting] == sorted(one.priority for one in waiting)


@pytest.mark.parametrize(
    ("reasons", "priority"),
    [
        ((), 3),
        ((PriorityReason.ILL,), 2),
        ((PriorityReason.ILL, PriorityReason.VIOLENCE), 1),
        ((PriorityReason.DANGER,), 1),
        ((PriorityReason.DEADLINE,), 2),
    ],
)
def test_that_reasons_decide_the_priority(reasons, priority):
    assert priority_of(reasons) == priority


def test_that_nobody_comes_before_others_without_a_reason():
    with pytest.raises(Refused) as caught:
        require_priority(1, ())
    assert caught.value.code == "priority_without_reason"
    require_priority(3, ())
    require_priority(1, (PriorityReason.ILL,))


def test_that_an_answer_is_not_due_before_it_was_asked_for():
    with pytest.raises(Refused) as caught:
        require_days(DAY, DAY - timedelta(days=3), DAY - timedelta(days=4), DAY)
    assert (caught.value.code, caught.value.field) == ("answer_before_asked", "answer_by")
    require_days(DAY, DAY - timedelta(days=3), DAY - timedelta(days=2), DAY)


def test_that_an_offer_begins_tonight_at_the_earliest_and_ends_within_ninety_nights():
    require_offer(DAY, DAY, DAY)
    require_offer(DAY, DAY + timedelta(days=89), DAY)
    for nights, code in (
        ((DAY - timedelta(days=1), DAY), "offer_over"),
        ((DAY, DAY - timedelta(days=1)), "offer_ends_before"),
        ((DAY, DAY + timedelta(days=90)), "offer_too_long"),
    ):
        with pytest.raises(Refused) as caught:
            require_offer(*nights, DAY)
        assert caught.value.code == code


def test_that_an_offer_holds_through_its_last_night():
    offer = Offer("b", "bed", "Melati 1/1", DAY, DAY + timedelta(days=2))
    held = applicant("Budi", offer=offer, state=ApplicantState.OFFERED)
    assert [held.offer_ends(DAY + timedelta(days=days)) for days in range(4)] == [2, 1, 0, -1]
    assert not offer.over_on(DAY + timedelta(days=2))
    assert offer.over_on(DAY + timedelta(days=3))


def test_that_the_days_waited_end_when_it_is_settled():
    gone = applicant(
        "Budi", asked_on=DAY - timedelta(days=20), state=ApplicantState.DECLINED, state_on=DAY - timedelta(days=5)
    )
    assert gone.waited(DAY) == 15
    assert applicant("Sri", asked_on=DAY - timedelta(days=20)).waited(DAY) == 20


def test_that_a_child_needs_birth_certificate_and_guardian_and_a_referral_its_letter():
    assert Requirement.GUARDIAN in asked_of(Source.PUBLIC, "ANAK_TELANTAR")
    assert Requirement.BIRTH in asked_of(None, "ANAK_TELANTAR")
    assert Requirement.GUARDIAN not in asked_of(Source.PUBLIC, "LANSIA_TELANTAR")
    assert Requirement.COVER in asked_of(Source.HOSPITAL, None)
    assert Requirement.COVER not in asked_of(Source.ALONE, None)


def test_that_every_requirement_has_one_rule_and_every_rule_names_real_categories():
    assert sorted(rule.requirement for rule in RULES) == sorted(Requirement)
    assert all(code in BY_CODE for rule in RULES for code in rule.categories)
    assert set(REQUIREMENT_NAMES) == set(Requirement)
    assert set(PRIORITY_REASON_NAMES) == set(PriorityReason)
    assert set(NEED_NAMES) == set(Need)


def test_that_what_is_being_arranged_is_still_missing_and_what_is_dispensed_with_is_not():
    states = {
        Requirement.KTP: RequirementState.THERE,
        Requirement.KK: RequirementState.ARRANGED,
        Requirement.BPJS: RequirementState.NOT_NEEDED,
    }
    assert still_missing(states, [Requirement.KTP, Requirement.KK, Requirement.BPJS, Requirement.HEALTH]) == 2


def test_that_demand_counts_those_without_a_bed_kept_by_the_day_they_need_it():
    demand = (
        Demand(Sex.FEMALE, (Need.GROUND_FLOOR,), None, offered=False, people=2),
        Demand(Sex.FEMALE, (), DAY + timedelta(days=40), offered=False, people=3),
        Demand(Sex.MALE, (), None, offered=True, people=5),
    )
    assert demand_on(demand, DAY) == 2
    assert demand_on(demand, DAY + timedelta(days=60)) == 5
    assert demand_on(demand, DAY + timedelta(days=60), sex=Sex.MALE) == 0
    assert demand_on(demand, DAY, sex=Sex.FEMALE, need=Need.GROUND_FLOOR) == 2
