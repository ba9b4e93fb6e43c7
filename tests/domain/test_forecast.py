"""The forecast of readiness against brute force: day by day over random calendars, holidays, joins and leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelter_admin.domain.forecast import (
    Course,
    Pace,
    Reckoned,
    count_reached_on,
    expected,
    forecast_of,
    rate_reached_on,
)
from shelter_admin.domain.next_steps import forecast_in_words, next_step, reckoned_in_words, step_for
from shelter_admin.domain.readiness import (
    HOUSE,
    Candidate,
    Check,
    Criterion,
    Decision,
    Lacking,
    ReadinessPolicy,
    Rule,
    State,
)
from shelter_admin.domain.training import OwnDays, planned

TODAY = date(2026, 11, 21)
LONGEST = 120
soon = st.integers(0, LONGEST).map(lambda days: TODAY + timedelta(days=days))


@st.composite
def calendars(draw):
    """A class with its weekdays, end, holidays, and somebody's own days and announced leave."""
    weekdays = "".join(sorted(draw(st.sets(st.sampled_from("1234567"), min_size=1))))
    off = draw(st.sets(soon, max_size=20))
    own = OwnDays(draw(st.none() | soon), draw(st.none() | soon))
    away = draw(st.sets(soon, max_size=20))
    return weekdays, draw(soon), off, own, away


def simulated(calendar, enough):
    """Go through the days one by one as life does; the first day after which it is enough, and the days of class."""
    weekdays, ends, off, own, away = calendar
    day, held, there = TODAY, 0, 0
    while day < ends:
        day += timedelta(days=1)
        joined = own.joined_on is None or day >= own.joined_on
        gone = own.ended_on is not None and day > own.ended_on
        if str(day.isoweekday()) not in weekdays or day in off or not joined or gone:
            continue
        held += 1
        there += 0 if day in away else 1
        if enough(held, there):
            return day, held
    return None


def due_of(calendar):
    weekdays, ends, off, own, _away = calendar
    return [day for day in planned(weekdays, TODAY + timedelta(days=1), ends, off) if day in own]


paces = st.integers(1, 30).flatmap(lambda of: st.integers(0, of).map(lambda done: Pace(done, of)))


@settings(max_examples=300)
@given(calendars(), st.integers(0, 60), st.integers(0, 60), st.integers(1, 10_000), paces)
def test_that_attendance_is_reached_on_the_day_on_which_living_through_the_days_reaches_it(
    calendar, present, absent, hundredths, pace
):
    least = hundredths / 100

    def enough(held, there):
        come = Fraction(pace.done, pace.of) * there
        return (present + come) / (present + absent + held) >= Fraction(hundredths, 10_000)

    found = rate_reached_on(present, present + absent, least, pace, (due_of(calendar), calendar[4]))
    assert found == simulated(calendar, enough)


@settings(max_examples=300)
@given(calendars(), st.integers(1, 40), paces)
def test_that_a_number_of_things_is_reached_on_the_day_on_which_living_through_the_days_reaches_it(
    calendar, missing, pace
):
    found = count_reached_on(missing, pace, due_of(calendar), calendar[4])
    assert found == simulated(calendar, lambda _held, there: Fraction(pace.done, pace.of) * there >= missing)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 100), calendars())
def test_that_who_comes_always_reaches_the_limit_just_when_the_best_attainable_says_it_can_be(
    present, absent, least, calendar
):
    due = due_of((*calendar[:4], set()))
    found = rate_reached_on(present, present + absent, float(least), Pace(1, 1), (due, ()))
    total = present + absent + len(due)
    best = Fraction(present + len(due), total) if total else Fraction(0)
    if due and found is None:
        assert best * 100 < least
    if found is not None:
        assert due


WEIGHTS = st.none() | st.integers(1, 5)
checks = st.tuples(
    st.sampled_from([State.MET, State.NOT_MET, State.NOT_APPLICABLE]), WEIGHTS, st.none() | st.integers(0, LONGEST)
)


def a_candidate(made, pass_percent):
    """Somebody with checks that will be met on certain days: so many days after an occurrence, or nobody knows."""
    rules = tuple(Rule(Criterion.BEHAVIOUR, key=str(at), weight=weight) for at, (_s, weight, _d) in enumerate(made))
    policy = ReadinessPolicy(1, None, rules, HOUSE, pass_percent)
    found = tuple(
        Check(Criterion.BEHAVIOUR, state, days=day, on_day=None if day is None else TODAY, key=str(at), weight=weight)
        for at, (state, weight, day) in enumerate(made)
    )
    return Candidate("p", "s", "e", "2026-0001", "Nur", "Las", "", found, None, policy)


@settings(max_examples=300)
@given(st.lists(checks, max_size=7), st.integers(1, 100))
def test_that_the_whole_is_reached_on_the_first_day_on_which_it_would_be_proposed_living_through_the_days(
    made, pass_percent
):
    one = a_candidate(made, float(pass_percent))

    def on(day, check):
        reached = check.open and check.days is not None and TODAY + timedelta(days=check.days) <= day
        return replace(check, state=State.MET) if reached else check

    def proposed_on(day):
        return replace(one, checks=tuple(on(day, check) for check in one.checks)).proposed

    days = [TODAY + timedelta(days=at) for at in range(LONGEST + 1)]
    found = forecast_of(one, Course(), TODAY)
    assert found.day == next((day for day in days if proposed_on(day)), None)
    assert found.day is not None or found.untold


def attendance(value, best=95.0, least=75.0):
    return Check(Criterion.ATTENDANCE, State.UNKNOWN if value is None else State.NOT_MET, value, least, best, 3)


DUE = tuple(planned("12345", TODAY + timedelta(days=1), TODAY + timedelta(days=60)))


@pytest.mark.parametrize(
    ("check", "course", "how", "told"),
    [
        (attendance(70.0), Course(14, 20, Pace(9, 10), DUE), Reckoned.PACE, "after"),
        (attendance(70.0), Course(14, 20, Pace(5, 10), DUE), Reckoned.TOO_SLOW, "never missing"),
        (attendance(40.0, 60.0), Course(8, 20, Pace(9, 10), DUE), Reckoned.OUT_OF_REACH, "60"),
        (attendance(70.0), Course(14, 20, Pace(9, 10)), Reckoned.NO_END, "no known end"),
        (attendance(None), Course(0, 0, Pace(0, 0), DUE), Reckoned.NO_PACE, "too little"),
        (
            Check(Criterion.MARK, State.UNKNOWN, None, 70.0),
            Course(average=78.0, ends_on=TODAY + timedelta(days=9)),
            Reckoned.MARKS_SO_FAR,
            "78",
        ),
        (
            Check(Criterion.MARK, State.UNKNOWN, None, 70.0),
            Course(average=60.0, ends_on=TODAY + timedelta(days=9)),
            Reckoned.LOW_MARK,
            "60",
        ),
        (Check(Criterion.MARK, State.UNKNOWN, None, 70.0), Course(average=78.0), Reckoned.NO_MARK, "no mark"),
        (Check(Criterion.MARK, State.NOT_MET, 62.0, 70.0), Course(), Reckoned.LOW_MARK, "62"),
        (
            Check(Criterion.COMPETENCE, State.NOT_MET, 50.0, 80.0),
            Course(18, 20, due=DUE, competent=(5, 10)),
            Reckoned.PACE,
            "12 days",
        ),
        (
            Check(Criterion.COMPETENCE, State.NOT_MET, 50.0, 85.0),
            Course(18, 20, due=DUE, competent=(5, 10)),
            Reckoned.PACE,
            "16 days",
        ),
        (
            Check(Criterion.COMPETENCE, State.NOT_MET, 0.0, 80.0),
            Course(18, 20, due=DUE, competent=(0, 10)),
            Reckoned.NO_PACE,
            "too little",
        ),
        (
            Check(Criterion.PRACTICE, State.NOT_MET, 4.0, 10.0),
            Course(due=DUE, practice=DUE[:6], practised=Pace(4, 4)),
            Reckoned.PACE,
            "6 days",
        ),
        (
            Check(Criterion.PRACTICE, State.UNKNOWN, None, 10.0),
            Course(due=DUE, practice=DUE[:6]),
            Reckoned.NOT_ARRANGED,
            "10 days are missing, 6 are arranged",
        ),
        (
            Check(Criterion.BEHAVIOUR, State.NOT_MET, days=90, on_day=TODAY),
            Course(),
            Reckoned.WINDOW,
            "19 February 2027",
        ),
        (Check(Criterion.CASE_CONFERENCE, State.UNKNOWN), Course(agenda=TODAY), Reckoned.AGENDA, "agenda"),
        (Check(Criterion.CASE_CONFERENCE, State.UNKNOWN), Course(), Reckoned.WAITS, "cannot be told"),
        (Check(Criterion.IDENTITY, State.NOT_MET), Course(), Reckoned.WAITS, "Dukcapil"),
    ],
)
def test_that_each_date_says_how_it_is_reckoned_and_what_cannot_be_told_says_why(check, course, how, told):
    found = expected(check, course, TODAY)
    assert found.how is how
    assert told in reckoned_in_words(found)
    assert (found.day is not None) == (how in {Reckoned.PACE, Reckoned.WINDOW, Reckoned.MARKS_SO_FAR, Reckoned.AGENDA})


def test_that_a_day_of_announced_leave_counts_and_is_not_present():
    usual = rate_reached_on(14, 20, 75.0, Pace(1, 1), (DUE, ()))
    later = rate_reached_on(14, 20, 75.0, Pace(1, 1), (DUE, {DUE[0]}))
    assert usual is not None
    assert later is not None
    assert (usual[1], later[1]) == (4, 8)


def a_line(*found):
    return Candidate("p", "s", "e", "2026-0001", "Nur", "Las", "", found, None)


def test_that_the_forecast_names_what_cannot_be_told_and_the_day_it_is_not_before():
    waiting = Check(Criterion.BEHAVIOUR, State.NOT_MET, days=30, on_day=TODAY)
    line = a_line(waiting, Check(Criterion.IDENTITY, State.NOT_MET), Check(Criterion.HEAD, State.UNKNOWN))
    found = forecast_of(line, Course(), TODAY)
    assert found.day is None
    told = forecast_in_words(found, TODAY)
    assert "Identity papers" in told
    assert "not before 21 December 2026" in told
    without = forecast_of(a_line(waiting, Check(Criterion.HEAD, State.UNKNOWN)), Course(), TODAY)
    assert forecast_in_words(without, TODAY) == "about 21 December 2026"
    ready = forecast_of(a_line(Check(Criterion.HEAD, State.UNKNOWN)), Course(), TODAY)
    assert forecast_in_words(ready, TODAY) == "now"


@pytest.mark.parametrize("criterion", list(Criterion))
@pytest.mark.parametrize("state", [State.NOT_MET, State.UNKNOWN])
def test_that_there_is_something_to_do_for_every_criterion_that_is_open(criterion, state):
    check = Check(criterion, state, words="Berani bicara" if criterion is Criterion.OWN else "")
    assert step_for(check).endswith(".")
    assert next_step(a_line(check)) == step_for(check)


@pytest.mark.parametrize("lacking", list(Lacking))
def test_that_what_a_check_lacks_is_what_is_to_be_done(lacking):
    usual = step_for(Check(Criterion.RECEPTION, State.NOT_MET))
    assert step_for(Check(Criterion.RECEPTION, State.NOT_MET, lacks=(lacking,))) != usual


def test_that_who_lacks_nothing_is_told_so():
    assert next_step(a_line(Check(Criterion.HEAD, State.MET))) == "Nothing is missing."


def test_that_of_whom_the_head_said_yes_the_leaving_is_prepared_whatever_is_asked_since():
    yes, no = (Decision("d", ready, TODAY, "Ratna") for ready in (True, False))
    open_one = a_line(Check(Criterion.MARK, State.NOT_MET))
    assert next_step(replace(open_one, decision=yes)) == "Prepare the leaving: the head said yes."
    assert next_step(replace(open_one, decision=no)) == next_step(open_one) != "Nothing is missing."
