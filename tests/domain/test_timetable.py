"""Lessons by week: what clashes, whatever is put in and in which order; days, hours, and lanes beside each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.training.timetable import (
    Lesson,
    LessonLine,
    LessonPart,
    Taken,
    clashes,
    lanes,
    lesson_hours,
    planned_hours,
    taken_by,
    within_class,
)

FIRST, LAST = date(2027, 1, 4), date(2027, 6, 30)
DAYS = st.none() | st.dates(date(2027, 1, 1), date(2027, 2, 15))
ROOMS = st.sampled_from([None, "jahit", "las"])
PEOPLE = st.sampled_from([None, "yuliana", "joko"])


@st.composite
def lessons(draw):
    begins = draw(st.integers(0, 40)) * 30
    first, last = draw(DAYS), draw(DAYS)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Lesson(
        draw(st.sampled_from(["a", "b", "c"])),
        draw(st.integers(1, 2)),
        begins,
        begins + draw(st.integers(1, 5)) * 30,
        room_id=draw(ROOMS),
        trainer_id=draw(PEOPLE),
        from_day=first,
        until_day=last,
    )


def held_at(lesson):
    """Every half hour of every day of two months on which a lesson is held: the plain truth about it."""
    day, last = date(2027, 1, 1), date(2027, 2, 28)
    found = set()
    while day <= last:
        inside = (lesson.from_day or day) <= day <= (lesson.until_day or day)
        if day.isoweekday() == lesson.weekday and inside:
            found |= {(day, minute) for minute in range(lesson.begins, lesson.ends, 30)}
        day += timedelta(days=1)
    return found


def shares(one, other):
    room = one.room_id is not None and one.room_id == other.room_id
    trainer = one.trainer_id is not None and one.trainer_id == other.trainer_id
    return room or trainer or one.batch_id == other.batch_id


@given(st.lists(lessons(), min_size=2, max_size=12))
def test_that_no_two_lessons_that_were_let_in_ever_clash(offered):
    kept: list[Lesson] = []
    for no, lesson in enumerate(offered):
        named = replace(lesson, lesson_id=str(no))
        if not clashes(named, [LessonLine(one, "") for one in kept]):
            kept.append(named)
    for at, one in enumerate(kept):
        for other in kept[at + 1 :]:
            assert not (shares(one, other) and held_at(one) & held_at(other))


@given(lessons(), lessons())
def test_that_a_clash_is_one_seen_from_either_side_and_never_without_a_shared_thing(one, other):
    assert (taken_by(one, other) is None) == (taken_by(other, one) is None)
    if taken_by(one, other) is not None:
        assert shares(one, other)
    elif shares(one, other):
        assert not held_at(one) & held_at(other)


def test_that_what_is_taken_is_told_class_first_then_trainer_then_room():
    base = Lesson("a", 1, 480, 600, room_id="r", trainer_id="t", lesson_id="1")
    assert taken_by(base, Lesson("a", 1, 480, 600, room_id="r", trainer_id="t")) is Taken.CLASS
    assert taken_by(base, Lesson("b", 1, 480, 600, room_id="r", trainer_id="t")) is Taken.TRAINER
    assert taken_by(base, Lesson("b", 1, 480, 600, room_id="r")) is Taken.ROOM
    assert taken_by(base, base) is None
    assert taken_by(base, Lesson("b", 1, 600, 660, room_id="r", trainer_id="t")) is None


@given(lessons(), st.dates(FIRST, LAST), st.integers(0, 200))
def test_that_the_days_of_a_lesson_are_its_weekday_within_its_days(lesson, first, length):
    last = first + timedelta(days=length)
    off = {first + timedelta(days=7 * step) for step in range(0, 10, 3)}
    days = lesson.days(first, last, off)
    every = [first + timedelta(days=step) for step in range(length + 1)]
    assert days == [
        day
        for day in every
        if day.isoweekday() == lesson.weekday
        and day not in off
        and (lesson.from_day or day) <= day <= (lesson.until_day or day)
    ]


@pytest.mark.parametrize(("minutes", "each", "hours"), [(90, 45, 2.0), (100, 45, 2.2), (60, 60, 1.0), (0, 45, 0.0)])
def test_that_minutes_become_lesson_hours_of_the_setting(minutes, each, hours):
    assert lesson_hours(minutes, each) == hours


def test_that_planned_hours_are_of_theory_and_practice_and_unknown_without_an_end():
    week = [Lesson("a", 1, 480, 570, LessonPart.THEORY), Lesson("a", 2, 480, 660)]
    hours = planned_hours(week, (FIRST, FIRST + timedelta(days=13)), {FIRST}, 45, 240)
    assert (hours.week, hours.theory, hours.practice, hours.whole) == (6.0, 2.0, 8.0, 10.0)
    assert planned_hours(week, (FIRST, None), (), 45).whole is None


def test_that_a_lesson_moves_with_its_class_only_where_its_limit_was_the_class_s_own():
    lesson = Lesson("a", 1, 480, 600, from_day=FIRST, until_day=date(2027, 3, 1))
    moved = within_class(lesson, (FIRST, LAST), (date(2027, 1, 11), None))
    assert (moved.from_day, moved.until_day) == (date(2027, 1, 11), date(2027, 3, 1))


@given(st.lists(lessons(), max_size=10))
def test_that_lessons_at_the_same_time_stand_in_lanes_of_their_own(offered):
    named = [Lesson(one.batch_id, 1, one.begins, one.ends, lesson_id=str(no)) for no, one in enumerate(offered)]
    placed = lanes(named)
    assert placed.keys() == {one.lesson_id for one in named}
    for one in named:
        lane, of = placed[one.lesson_id]
        assert 0 <= lane < of
        for other in named:
            meet = one.begins < other.ends and other.begins < one.ends
            if one.lesson_id != other.lesson_id and meet:
                assert placed[other.lesson_id][0] != lane
                assert placed[other.lesson_id][1] == of
