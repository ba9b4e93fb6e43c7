"""Missing since when, which step by when, what is left once it is known where somebody is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.missing import (
    RULES,
    STEP_HINTS,
    STEP_NAMES,
    MissingCase,
    MissingStep,
    NightMark,
    StepDone,
    StepLine,
    missing_since,
    noticed,
    require_step_note,
    steps_of,
)
from shelter_admin.domain.presence import MISSING, Mark, RollCallKind
from shelter_admin.domain.settings import Panti, Zone

FIRST = date(2026, 11, 1)
AT = datetime(2026, 11, 21, 14, tzinfo=UTC)
PANTI = Panti("p", "P", "Panti", "64.72", Zone.WITA)


def nights(marks: str) -> list[NightMark]:
    return [NightMark(FIRST + timedelta(days=at), RollCallKind.MALAM, Mark(mark)) for at, mark in enumerate(marks)]


@pytest.mark.parametrize(
    ("marks", "since"), [("HHBBA", 2), ("HHB", 2), ("BHH", None), ("KBA", 0), ("", None), ("ABI", None)]
)
def test_that_somebody_is_missing_since_the_first_of_the_last_roll_calls_without_a_break(marks, since):
    found = missing_since(nights(marks))
    assert (found and found.night) == (None if since is None else FIRST + timedelta(days=since))


@given(st.text(alphabet="HSICDABK", max_size=20))
def test_that_the_last_mark_alone_says_whether_somebody_is_missing(marks):
    found = missing_since(nights(marks))
    assert (found is not None) == (bool(marks) and Mark(marks[-1]) in MISSING)
    if found is not None:
        assert all(one.mark in MISSING for one in nights(marks) if one.night >= found.night)


def test_that_the_morning_roll_call_of_a_date_follows_its_night():
    night = NightMark(FIRST, RollCallKind.MALAM, Mark.NOT_BACK)
    morning = NightMark(FIRST, RollCallKind.PAGI, Mark.PRESENT)
    assert missing_since([morning, night]) is None
    assert noticed(PANTI, night) == datetime(2026, 11, 1, 14, tzinfo=UTC)
    assert noticed(PANTI, morning) == datetime(2026, 11, 1, 21, 30, tzinfo=UTC)


def test_that_every_step_has_somebody_and_an_hour_sooner_for_a_child():
    assert [rule.step for rule in RULES] == list(MissingStep)
    assert set(STEP_NAMES) == set(STEP_HINTS) == set(MissingStep)
    assert all(rule.of_a_child < rule.within for rule in RULES)
    hours = [line.due_at for line in steps_of(AT, (), child=False)]
    assert hours == sorted(hours)


def case(*done: StepDone) -> MissingCase:
    return MissingCase("p", "s", "1", "Joko", "", FIRST, AT, Mark.ABSENT, False, steps_of(AT, done, child=False))


def done(step: MissingStep, *, known: bool = False) -> StepDone:
    return StepDone("x", step, AT, "Rina", known_where=known)


def following(found: MissingCase) -> StepLine:
    line = found.following()
    assert line is not None
    return line


def test_that_the_first_step_not_done_is_next_and_late_after_its_hour():
    assert following(case()).step is MissingStep.CALLED
    searched = following(case(done(MissingStep.CALLED), done(MissingStep.FAMILY)))
    assert searched.step is MissingStep.SEARCHED
    assert not searched.late(AT + timedelta(hours=1))
    assert searched.late(AT + timedelta(hours=1, seconds=1))


def test_that_only_the_record_is_left_once_it_is_known_where_somebody_is():
    found = case(done(MissingStep.CALLED, known=True))
    assert found.known_where
    assert following(found).step is MissingStep.RECORD
    assert case(*(done(step) for step in MissingStep)).following() is None


def test_that_a_note_without_end_is_refused():
    require_step_note("x" * 500)
    with pytest.raises(Refused):
        require_step_note("x" * 501)
