"""Codes of a class, own days, and the figures over a person's own sessions."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import (
    Attendance,
    BatchLine,
    OwnDays,
    figures_of,
    planned,
    read_mark,
    require_grade,
    require_hours,
    require_mark,
    require_period,
    require_session_day,
    require_weekdays,
    streak_of,
)

MONDAY = date(2026, 11, 16)
DAYS = [MONDAY + timedelta(days=step) for step in range(40)]
H, S, I, A = Attendance.PRESENT, Attendance.SICK, Attendance.EXCUSED, Attendance.ABSENT  # noqa: E741 - the codes

marks = st.dictionaries(st.sampled_from(DAYS), st.sampled_from(Attendance), max_size=40)
some_days = st.sets(st.sampled_from(DAYS))
thresholds = st.integers(0, 100).map(lambda percent: percent / 100)


@pytest.mark.parametrize("text", ["H", "h", "v", "V", ".", "√", "✓", " hadir ", "HADIR"])
def test_that_offices_write_present_in_many_ways(text):
    assert read_mark(text) is H


@pytest.mark.parametrize(("text", "mark"), [("s", S), ("Sakit", S), ("i", I), ("ijin", I), ("a", A), ("alpha", A)])
def test_that_lower_case_and_words_are_read(text, mark):
    assert read_mark(text) is mark


@pytest.mark.parametrize("text", ["", " ", "x", "-", "K", "HH", "0"])
def test_that_nothing_else_is_taken_for_a_mark(text):
    assert read_mark(text) is None
    with pytest.raises(Refused, match="attendance_code_unknown"):
        require_mark(text)


@given(marks, some_days)
def test_that_marks_count_on_own_sessions_only_and_nobody_is_filled_in(given_marks, own):
    figures = figures_of(given_marks, own, None)
    counted = [given_marks[day] for day in own if day in given_marks]
    assert (figures.present, figures.sick, figures.excused, figures.absent) == tuple(map(counted.count, (H, S, I, A)))
    assert figures.unmarked == len(own) - len(counted)
    assert figures.rate == (counted.count(H) / len(counted) if counted else None)
    assert figures.may_miss is None


@given(marks, some_days, some_days)
def test_that_the_best_attainable_is_reached_by_being_present_at_all_that_is_open(given_marks, own, due):
    best = figures_of(given_marks, own, due).best_attainable
    everything = own | due
    reached = {day: given_marks.get(day, H) if day in own else H for day in everything}
    assert best == (figures_of(reached, everything, None).rate if everything else None)


@given(marks, some_days, some_days, thresholds)
def test_that_what_may_be_missed_keeps_the_least_rate_and_one_more_does_not(given_marks, own, due, threshold):
    figures = figures_of(given_marks, own, due, threshold)
    still_open = figures.unmarked + len(due - own)
    total = figures.marked + still_open
    least = Fraction(str(threshold)) * total
    assert figures.may_miss is not None
    assert 0 <= figures.may_miss <= still_open
    if figures.present + still_open >= least:
        assert figures.present + still_open - figures.may_miss >= least
        if figures.may_miss < still_open:
            assert figures.present + still_open - figures.may_miss - 1 < least
    else:
        assert figures.may_miss == 0


def test_that_the_figures_are_those_of_the_picture():
    """Bulan Ding of the sketch: 11 of 15, 35 to come: 73 %, at best 92 %, eight may still be missed."""
    own = planned("12345", date(2026, 11, 2), date(2026, 11, 20))
    wrong = {own[2]: I, own[6]: A, own[9]: A, own[12]: I}
    due = planned("12345", date(2026, 11, 21), date(2027, 1, 8))
    figures = figures_of({day: wrong.get(day, H) for day in own}, own, due)
    assert (figures.present, figures.marked, len(due)) == (11, 15, 35)
    assert (round(figures.rate or 0, 2), figures.best_attainable, figures.may_miss) == (0.73, 0.92, 8)


@given(*[st.none() | st.sampled_from(DAYS)] * 4, st.sampled_from(DAYS))
def test_that_own_days_lie_within_enrolment_and_stay(joined_on, ended_on, admitted_on, left_on, day):
    own = OwnDays(joined_on, ended_on, admitted_on, left_on, left=left_on is not None)
    begun = all(start is None or start <= day for start in (joined_on, admitted_on))
    going_on = all(end is None or day <= end for end in (ended_on, left_on))
    assert (day in own) == (begun and going_on)


def test_that_who_left_on_an_unknown_day_has_no_certain_own_days():
    assert MONDAY not in OwnDays(left=True)
    assert MONDAY in OwnDays(left=True, ended_on=MONDAY)


@given(st.sets(st.sampled_from("1234567"), min_size=1), st.sampled_from(DAYS), st.sampled_from(DAYS), some_days)
def test_that_a_class_is_due_on_its_weekdays_without_days_off(weekdays, first, last, off):
    due = planned("".join(weekdays), first, last, off)
    assert due == [day for day in DAYS if first <= day <= last and str(day.isoweekday()) in weekdays and day not in off]


def test_that_absences_in_a_row_end_at_any_other_mark_but_not_at_an_unmarked_day():
    a, b, c, d = DAYS[:4]
    assert streak_of({a: A, b: H, c: A, d: A}) == 2
    assert streak_of({a: A, c: A}) == 2
    assert streak_of({a: A, b: S}) == 0
    assert streak_of({}) == 0


def test_that_a_batch_runs_on_its_weekdays_within_its_time():
    batch = BatchLine("b", "p", "Menjahit", "Angkatan II", MONDAY, DAYS[10], "15")
    assert [day for day in DAYS if batch.runs_on(day)] == [DAYS[0], DAYS[4], DAYS[7]]
    assert batch.title == "Menjahit · Angkatan II"
    assert BatchLine("b", "p", "Menjahit").title == "Menjahit"


@pytest.mark.parametrize("mark", [-0.1, 100.1, float("nan"), float("inf")])
def test_that_a_mark_is_from_0_to_100(mark):
    with pytest.raises(Refused, match="grade_out_of_bounds"):
        require_grade(mark)
    assert require_grade(0) == 0
    assert require_grade(100) == 100


def test_that_hours_weekdays_and_dates_of_a_class_are_looked_over():
    require_hours(None)
    require_period(MONDAY, MONDAY)
    assert require_weekdays("5331") == "135"
    for wrong, code in (
        (lambda: require_hours(0), "hours_out_of_bounds"),
        (lambda: require_weekdays(""), "weekdays_unclear"),
        (lambda: require_weekdays("18"), "weekdays_unclear"),
        (lambda: require_period(DAYS[1], MONDAY), "batch_ends_before_start"),
        (lambda: require_session_day(DAYS[1], MONDAY, {}), "session_in_future"),
        (lambda: require_session_day(MONDAY, MONDAY, {MONDAY: "Libur"}), "session_on_holiday"),
    ):
        with pytest.raises(Refused, match=code):
            wrong()


def test_that_a_rate_that_is_just_reached_asks_for_no_session_more():
    """0.56 × 25 is 14.000000000000002 in the machine's figures and 14 in everybody else's."""
    assert figures_of({}, (), DAYS[:25], 0.56).may_miss == 11
