"""Marks: typed on a scale and read back the same, reckoned from everything that counts or not at all."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import SubjectLine
from shelter_admin.domain.training.grading import (
    Scale,
    Source,
    Weights,
    final_mark,
    hours_of,
    parts_of,
    read_typed,
    reckoned,
    same_mark,
    scale_of,
    show_typed,
    source_of,
    subject_mark,
    weighs_by_hours,
)
from shelter_admin.domain.training.mark_parts import Part

ROUNDED = 0.005 + 1e-9
"""How far a mark of two decimals may be from what it was rounded from, and the dust of floats."""
USUAL = Weights.from_setting((30, 50, 20))
MARKS = st.floats(0, 100).map(lambda mark: round(mark, 1))
HOURS = st.one_of(st.none(), st.integers(0, 200))
SCALES = st.sampled_from([scale_of(one) for one in ("100", "10", "4")])


@st.composite
def weights(draw):
    theory = draw(st.integers(0, 100))
    practice = draw(st.integers(0, 100 - theory))
    return Weights.from_setting((theory, practice, 100 - theory - practice))


@pytest.mark.parametrize(
    ("typed", "scale", "stored"),
    [("85", "100", 85), ("8,5", "10", 85), ("8.5", "10", 85), ("3,25", "4", 81.25), (" 4 ", "4", 100), ("", "4", None)],
)
def test_that_a_mark_is_read_on_its_scale(typed, scale, stored):
    assert read_typed(typed, scale_of(scale)) == stored


@pytest.mark.parametrize("typed", ["4,1", "85", "-1", "1e1", "nan", "inf", "8,,5", "٨", "1_0", "dua", "3 5", "3,25,"])
def test_that_what_is_no_mark_on_the_scale_is_refused_with_its_bounds(typed):
    with pytest.raises(Refused) as told:
        read_typed(typed, scale_of("4"))
    assert (told.value.code, told.value.field, told.value.facts["most"]) == ("mark_unclear", "mark", 4)


@given(SCALES, st.integers(0, 400))
def test_that_a_mark_is_shown_as_it_was_typed(scale: Scale, hundredths):
    typed = f"{min(hundredths / 100, scale.most):g}"
    assert show_typed(read_typed(typed, scale), scale).replace(",", ".") == typed


def test_that_no_hours_of_a_part_leave_it_out_and_unknown_hours_do_not():
    assert parts_of(SubjectLine("s", "Pola", 0, 30), USUAL) == (Part.PRACTICE, Part.ATTITUDE)
    assert parts_of(SubjectLine("s", "Pola", None, None), USUAL) == tuple(Part)
    assert parts_of(SubjectLine("s", "Pola", 10, 0), Weights.from_setting((40, 60, 0))) == (Part.THEORY,)
    assert parts_of(SubjectLine("s", "Pola", 0, 0), Weights.from_setting((40, 60, 0))) == ()


def test_that_a_subject_nothing_counts_in_has_no_mark():
    nothing = Weights.from_setting((40, 60, 0))
    assert subject_mark(SubjectLine("s", "Pola", 0, 0), {("s", Part.ATTITUDE): (80,)}, nothing) is None


@given(HOURS, HOURS, weights(), st.dictionaries(st.sampled_from(Part), st.lists(MARKS, min_size=1, max_size=3)))
def test_that_a_subject_is_the_weighted_mean_of_its_newest_marks_or_unknown(theory, practice, weighing, given_marks):
    subject = SubjectLine("s", "Pola", theory, practice)
    attempts = {("s", part): tuple(marks) for part, marks in given_marks.items()}
    mark, counting = subject_mark(subject, attempts, weighing), parts_of(subject, weighing)
    if not counting or set(counting) - set(given_marks):
        assert mark is None
        return
    newest = [given_marks[part][-1] for part in counting]
    brute = sum(weighing.of[part] * given_marks[part][-1] for part in counting) / sum(
        weighing.of[part] for part in counting
    )
    assert mark == pytest.approx(brute, abs=ROUNDED)
    assert min(newest) - 0.01 <= mark <= max(newest) + 0.01


@given(st.lists(st.tuples(HOURS, HOURS, st.one_of(st.none(), MARKS)), max_size=6))
def test_that_the_final_mark_weighs_by_hours_where_all_are_known_and_waits_for_every_subject(lines):
    subjects = [SubjectLine(str(at), str(at), theory, practice) for at, (theory, practice, _mark) in enumerate(lines)]
    marks = {str(at): mark for at, (_t, _p, mark) in enumerate(lines) if mark is not None}
    known = bool(subjects) and all(hours_of(one) is not None for one in subjects)
    assert weighs_by_hours(subjects) == (known and any(hours_of(one) for one in subjects))
    weighed = {one.subject_id: (hours_of(one) or 0) if weighs_by_hours(subjects) else 1 for one in subjects}
    counting = {key: weight for key, weight in weighed.items() if weight}
    final = final_mark(subjects, marks)
    if not counting or set(counting) - set(marks):
        assert final is None
    else:
        brute = sum(weight * marks[key] for key, weight in counting.items()) / sum(counting.values())
        assert final == pytest.approx(brute, abs=ROUNDED)


def test_that_reckoning_tells_every_subject_and_the_final_mark():
    subjects = [SubjectLine("a", "Pola", 10, 30), SubjectLine("b", "Jahit", 0, 80)]
    attempts = {("a", Part.THEORY): (40, 80), ("a", Part.PRACTICE): (90,), ("a", Part.ATTITUDE): (70,)}
    assert reckoned(subjects, attempts, {"a": 83.0, "b": 77.0}, USUAL) == {"a": 83.0, "b": None, None: 79.0}


def test_that_a_mark_is_reckoned_where_it_is_what_its_parts_come_to():
    assert source_of(None, 80) is Source.NONE
    assert source_of(80.001, 80) is Source.RECKONED
    assert source_of(80.01, 80) is Source.TYPED
    assert source_of(80, None) is Source.TYPED
    assert same_mark(None, None)
    assert not same_mark(None, 0)
