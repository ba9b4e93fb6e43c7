"""The kitchen's count against one made person by person, minute by minute; who counts as away."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.kitchen import LATE, MEALS, UNTOLD, Away, Eater, Meal, Outing, away_of_outing, count_meals
from shelter_admin.domain.presence import OutingKind

DAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 21, 11, 42, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 22, tzinfo=UTC)
HOURS = tuple((meal, MIDNIGHT + timedelta(hours=at)) for meal, at in zip(MEALS, (6, 12, 18), strict=True))

minutes = st.integers(-60 * 30, 60 * 30)
spans = st.tuples(minutes, st.none() | st.integers(0, 60 * 40)).map(
    lambda pair: Away(
        MIDNIGHT + timedelta(minutes=pair[0]),
        None if pair[1] is None else MIDNIGHT + timedelta(minutes=pair[0] + pair[1]),
    )
)
eaters = st.builds(
    Eater,
    st.uuids().map(str),
    st.sampled_from(["", "lunak", "Lunak", " rendah  garam ", "rendah garam"]),
    st.lists(spans, max_size=3).map(tuple),
    st.sets(st.sampled_from(MEALS)).map(frozenset),
)


def away_by_the_minute(eater: Eater, moment: datetime) -> bool:
    """Brute force: the minutes since the beginning of an absence, one by one, until its end."""
    for away in eater.away:
        end = away.until or MIDNIGHT + timedelta(days=4)
        if away.since <= moment < end:
            return True
    return False


@given(st.lists(eaters, max_size=30))
def test_that_the_count_is_that_of_asking_everybody_at_every_meal(house):
    day = count_meals(DAY, HOURS, house)
    assert day.on_books == len(house)
    for (meal, moment), counted in zip(HOURS, day.meals, strict=True):
        away = [one for one in house if away_by_the_minute(one, moment)]
        outside = [one for one in house if one not in away and meal in one.meals_outside]
        here = [one for one in house if one not in away and one not in outside]
        diets = Counter(" ".join(one.diet.lower().split()) for one in here)
        assert (counted.away, counted.outside, counted.eating) == (len(away), len(outside), len(here))
        assert {diet: counted.of(diet) for diet in diets} == dict(diets)
        assert len(counted.diets) == len(diets)
        assert counted.away + counted.outside + counted.eating == day.on_books


@given(st.lists(eaters, max_size=12), st.randoms())
def test_that_the_order_of_the_house_changes_no_figure(house, random):
    shuffled = list(house)
    random.shuffle(shuffled)
    one, other = count_meals(DAY, HOURS, house), count_meals(DAY, HOURS, shuffled)
    for here, there in zip(one.meals, other.meals, strict=True):
        assert (here.away, here.outside, here.eating) == (there.away, there.outside, there.eating)
        assert all(there.of(diet.diet) == diet.count for diet in here.diets)


def test_that_the_ordinary_food_stands_first_and_has_no_words():
    day = count_meals(DAY, HOURS, [Eater("a", "Lunak"), Eater("b"), Eater("c", " lunak ")])
    assert day.diets == ("", "Lunak")
    assert [(one.diet, one.count) for one in day.meals[0].diets] == [("", 1), ("Lunak", 2)]


def outing(kind: OutingKind = OutingKind.PERMISSION, *, until: int | None = None, back: int | None = None) -> Away:
    """Out five hours ago; hours of return and of coming back from now on."""
    due, came = (None if at is None else NOW + timedelta(hours=at) for at in (until, back))
    return away_of_outing(Outing(kind, NOW - timedelta(hours=5), due, came), NOW)


def test_that_an_outing_lasts_to_the_return_or_to_the_hour_expected():
    assert outing(until=3, back=-1).until == NOW - timedelta(hours=1)
    assert outing(until=3).until == NOW + timedelta(hours=3)
    assert outing().until == NOW - timedelta(hours=5) + UNTOLD


def test_that_who_is_late_is_cooked_for_until_a_day_late():
    assert outing(until=-2).until == NOW
    long_ago = Outing(OutingKind.PERMISSION, NOW - timedelta(days=3), NOW - LATE, None)
    assert away_of_outing(long_ago, NOW).until is None


def test_that_who_ran_away_or_lies_in_hospital_without_an_hour_is_not_cooked_for():
    assert outing(OutingKind.MISSING, until=3).until is None
    assert outing(OutingKind.DUTY).until is None
    assert outing(OutingKind.DUTY, until=30).until == NOW + timedelta(hours=30)


def test_that_meals_eaten_outside_count_only_while_somebody_is_in_the_house():
    worker = Eater("a", meals_outside=frozenset({Meal.LUNCH}), away=(Away(HOURS[2][1]),))
    breakfast, lunch, supper = count_meals(DAY, HOURS, [worker]).meals
    assert (breakfast.eating, lunch.outside, supper.away, supper.outside) == (1, 1, 1, 0)
