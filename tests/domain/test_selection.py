"""The order of a selection: the same whatever order people come in, never more than the places, always explained."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.training import Intake
from shelter_admin.domain.training.selection import (
    AgeFit,
    ApplicationState,
    ClassApplicant,
    CriterionKind,
    PanelWord,
    Places,
    PlacesTaken,
    SelectionCriterion,
    Why,
    age_fit,
    ages_on,
    next_reserve,
    ranked,
)
from shelter_admin.domain.training.selection_words import outcome_words, points_words, why_words

TODAY, START = date(2026, 11, 21), date(2027, 1, 4)
CHOSEN, RESERVE, NOT = ApplicationState.CHOSEN, ApplicationState.RESERVE, ApplicationState.NOT_CHOSEN
CRITERIA = (
    SelectionCriterion("s", "Minat", CriterionKind.SCORED, 3),
    SelectionCriterion("w", "Lama menunggu", CriterionKind.WAITING, 2),
    SelectionCriterion("c", "Gelandangan", CriterionKind.CATEGORY, 1, "GELANDANGAN"),
    SelectionCriterion("n", "Belum pernah", CriterionKind.NEVER_TRAINED, 1),
)
BIRTHS = st.one_of(
    st.just(PartialDate()),
    st.integers(1940, 2015).map(PartialDate.of_year),
    st.integers(1940, 2015).map(PartialDate.about),
    st.dates(date(1940, 1, 1), date(2015, 1, 1)).map(PartialDate.exact),
)


@st.composite
def people(draw):
    made = []
    for no in range(draw(st.integers(0, 14))):
        score = draw(st.none() | st.sampled_from([0.0, 40.0, 50.0, 50.0, 100.0]))
        made.append(
            ClassApplicant(
                f"a{no}",
                f"p{no}",
                f"{no:03}",
                f"Orang {no}",
                draw(st.sampled_from(Sex)),
                draw(BIRTHS),
                TODAY,
                TODAY - timedelta(days=draw(st.integers(0, 5)) * 10),
                frozenset(draw(st.sets(st.sampled_from(["GELANDANGAN", "PENGEMIS"])))),
                draw(st.booleans()),
                {} if score is None else {"s": score},
                panel=draw(st.none() | st.none() | st.none() | st.sampled_from(PanelWord)),
            )
        )
    return made


LIMIT = st.none() | st.integers(0, 8)
PLACES = st.builds(
    Places,
    st.builds(Intake, LIMIT, LIMIT, LIMIT, st.none() | st.just(17), st.none() | st.just(40)),
    st.builds(PlacesTaken, st.dictionaries(st.sampled_from(Sex), st.integers(0, 3))),
    st.integers(0, 4),
)


def in_order(held, places, criteria=CRITERIA):
    return ranked(held, criteria, places, first_day=START, today=TODAY)


@given(people(), PLACES, st.integers())
def test_that_the_order_does_not_depend_on_the_order_people_come_in(held, places, seed):
    mixed = list(held)
    Random(seed).shuffle(mixed)
    assert in_order(mixed, places) == in_order(held, places)


@given(people(), PLACES)
def test_that_there_are_never_more_chosen_than_places_nor_a_place_left_that_somebody_could_have(held, places):
    lines = in_order(held, places)
    chosen: Counter[Sex] = Counter(one.applicant.sex for one in lines if one.outcome is CHOSEN)
    everybody = places.of_all()
    if everybody is not None and chosen.total():
        assert places.taken.all + chosen.total() <= everybody
    for sex, most in ((Sex.MALE, places.intake.places_male), (Sex.FEMALE, places.intake.places_female)):
        if most is not None and chosen[sex]:
            assert places.taken.by_sex.get(sex, 0) + chosen[sex] <= most
    for one in lines:
        if one.outcome is not CHOSEN and one.applicant.panel is not PanelWord.OUT:
            assert places.refuses(one.applicant.sex, chosen) is not None


@given(people(), PLACES)
def test_that_nobody_is_passed_over_for_less_points_of_the_same_sex_but_by_the_committee(held, places):
    lines = [one for one in in_order(held, places) if one.applicant.panel is None]
    for better in lines:
        for worse in lines:
            if better.rank < worse.rank and better.applicant.sex is worse.applicant.sex and worse.outcome is CHOSEN:
                assert better.outcome is CHOSEN
            if better.rank < worse.rank and worse.outcome is RESERVE:
                assert better.outcome in {CHOSEN, RESERVE}


@given(people(), PLACES)
def test_that_everybody_is_explained_by_points_that_add_up_and_a_reason(held, places):
    lines = in_order(held, places)
    assert [one.rank for one in lines] == list(range(1, len(held) + 1))
    assert sum(one.outcome is RESERVE for one in lines) <= places.reserves
    for one in lines:
        assert one.total == round(sum((p.points or 0.0) * p.weight for p in one.points) / 7, 2)
        assert all(p.points is None or 0 <= p.points <= 100 for p in one.points)
        assert outcome_words(one)
        assert why_words(one)
        assert points_words(one).count(";") == len(CRITERIA) - 1
        if one.applicant.panel is PanelWord.OUT:
            assert (one.outcome, one.why) == (NOT, Why.PANEL_OUT)
        assert (one.outcome is CHOSEN) == (one.why in {Why.POINTS, Why.PANEL_IN})


@given(BIRTHS, st.integers(10, 60), st.integers(0, 20))
def test_that_an_age_is_within_only_where_every_possible_day_of_birth_is(birth, least, more):
    intake = Intake(age_from=least, age_to=least + more)
    fit = age_fit(ages_on(birth, START), intake)
    if birth.year is None:
        assert fit is AgeFit.NOT_KNOWN
        return
    possible = set()
    day = birth.earliest
    while day <= birth.latest:
        possible.add(START.year - day.year - ((START.month, START.day) < (day.month, day.day)))
        day += timedelta(days=1)
    inside = {least <= age <= least + more for age in possible}
    assert (fit is AgeFit.WITHIN) == (inside == {True})
    assert (fit in {AgeFit.TOO_YOUNG, AgeFit.TOO_OLD, AgeFit.NOT_CERTAIN}) == (False in inside)
    assert (fit is AgeFit.NOT_CERTAIN) == (
        inside == {True, False} or (inside == {False} and min(possible) < least and max(possible) > least + more)
    )


def test_that_without_limits_and_without_criteria_who_waited_longest_comes_first():
    held = [
        ClassApplicant(f"a{no}", f"p{no}", f"{no:03}", "X", waits_since=TODAY - timedelta(days=no)) for no in range(3)
    ]
    lines = in_order(held, Places(), ())
    assert [one.applicant.number for one in lines] == ["002", "001", "000"]
    assert {one.outcome for one in lines} == {CHOSEN}
    assert all(one.tied for one in lines)


@pytest.mark.parametrize(("taken", "moves"), [({Sex.MALE: 1}, "001"), ({Sex.MALE: 2}, "002")])
def test_that_the_reserve_moves_up_for_whom_there_is_a_place(taken, moves):
    men = [ClassApplicant("a1", "p1", "001", "Budi", Sex.MALE), ClassApplicant("a2", "p2", "002", "Ani", Sex.FEMALE)]
    lines = in_order(men, Places(Intake(0), reserves=2), ())
    places = Places(Intake(5, 2, 5), PlacesTaken(taken))
    found = next_reserve(lines, places)
    assert found is not None
    assert found.applicant.number == moves
    assert next_reserve(lines, Places(Intake(0))) is None


def test_that_places_of_both_sexes_are_all_there_are_where_nothing_else_is_said():
    assert Places(Intake(None, 2, 3)).of_all() == 5
    assert [Places(Intake(None, *one)).of_all() for one in ((2, None), (None, 3))] == [None, None]
    full = Places(Intake(None, 1, 1), PlacesTaken({Sex.MALE: 1, Sex.FEMALE: 1}))
    assert full.refuses(Sex.UNKNOWN, {}) is Why.PLACES


def test_that_the_limits_of_an_age_belong_to_it():
    intake = Intake(age_from=15, age_to=21)
    fits = {years: age_fit((years, years), intake) for years in (14, 15, 21, 22)}
    assert fits == {14: AgeFit.TOO_YOUNG, 15: AgeFit.WITHIN, 21: AgeFit.WITHIN, 22: AgeFit.TOO_OLD}


def test_that_who_has_as_many_points_as_another_is_told_so():
    three = [
        ClassApplicant(f"a{no}", f"p{no}", f"{no:03}", f"Orang {no}", scores={"s": score})
        for no, score in enumerate((50.0, 80.0, 50.0))
    ]
    assert [one.tied for one in in_order(three, Places(), CRITERIA[:1])] == [False, True, True]


def test_that_where_nobody_has_waited_a_day_waiting_gives_no_points():
    (one,) = in_order([ClassApplicant("a", "p", "001", "Orang", waits_since=TODAY)], Places(), CRITERIA[1:2])
    assert (one.total, one.points[0].days) == (0.0, 0)
