"""Notes in one line, what is due at which stage, what a stage needs, before beside now."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.cases.assessments import AssessmentLine, Progress, Terms, compare, due_next
from shelter_admin.domain.cases.due import DueKind, DueLine, in_turn
from shelter_admin.domain.cases.instruments import Instrument, Need, Occasion, Part
from shelter_admin.domain.cases.notes import LETTERS, NoteKind, read_follow_up, read_note, sees_confidential
from shelter_admin.domain.cases.stages import NEEDED, ORDER, Requirement, Stage, missing_for
from shelter_admin.domain.errors import Refused

TODAY = date(2026, 11, 21)
TERMS = Terms(14, 90, 30)
EVERY = Instrument("x", "X", "s", Need.CASES, (Part("p", ()),), due_at=frozenset(Occasion))
ON_REVIEW = Instrument("y", "Y", "s", Need.CASES, (Part("p", ()),), due_at=frozenset({Occasion.REVIEW}))


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("besok", date(2026, 11, 22)),
        (" Lusa ", date(2026, 11, 23)),
        ("hari ini", TODAY),
        ("3 hari", date(2026, 11, 24)),
        ("3 hari lagi", date(2026, 11, 24)),
        ("10h", date(2026, 12, 1)),
        ("2 minggu", date(2026, 12, 5)),
        ("1 bulan", date(2026, 12, 21)),
        ("21-11", TODAY),
        ("20-11", date(2027, 11, 20)),
        ("24/12", date(2026, 12, 24)),
        ("29-2", None),
        ("24-12-2026", date(2026, 12, 24)),
        ("24 desember 2026", date(2026, 12, 24)),
        ("", None),
        ("kapan-kapan", None),
        ("32-13", None),
        ("999 minggu", None),
    ],
)
def test_that_a_follow_up_is_read_as_people_type_it(typed, day):
    if day is None:
        with pytest.raises(Refused) as caught:
            read_follow_up(typed, TODAY)
        assert caught.value.code == "follow_up_unclear"
    else:
        assert read_follow_up(typed, TODAY) == day


def test_that_a_follow_up_on_a_day_gone_by_is_refused():
    with pytest.raises(Refused) as caught:
        read_follow_up("20-11-2026", TODAY)
    assert caught.value.code == "follow_up_past"


@pytest.mark.parametrize(
    ("line", "kind", "words", "days", "confidential"),
    [
        ("k bicara dengan ibunya > besok", NoteKind.COUNSELLING, "bicara dengan ibunya", 1, False),
        ("A tenang hari ini", NoteKind.OBSERVATION, "tenang hari ini", None, False),
        ("!f cerita lama >3 hari", NoteKind.FAMILY, "cerita lama", 3, True),
        ("! k cerita lama", NoteKind.COUNSELLING, "cerita lama", None, True),
        ("tanpa huruf", NoteKind.OTHER, "tanpa huruf", None, False),
        ("k", NoteKind.OTHER, "k", None, False),
        ("x y z", NoteKind.OTHER, "x y z", None, False),
    ],
)
def test_that_one_line_tells_kind_words_follow_up_and_whose_it_is(line, kind, words, days, confidential):
    note = read_note(line, TODAY)
    assert (note.kind, note.words, note.confidential) == (kind, words, confidential)
    assert note.follow_up_on == (None if days is None else TODAY + timedelta(days=days))


@pytest.mark.parametrize("line", ["", "   ", "!", "k > besok", "> besok"])
def test_that_a_note_without_words_is_refused(line):
    with pytest.raises(Refused) as caught:
        read_note(line, TODAY)
    assert caught.value.code == "note_empty"


def test_that_every_kind_has_a_letter_of_its_own():
    assert set(LETTERS.values()) == set(NoteKind)
    assert len(LETTERS) == len(NoteKind)


def test_that_a_confidential_note_is_for_its_author_and_the_head_alone():
    for role in Role:
        other = Staff("other", "other", "", frozenset({role}))
        assert sees_confidential(other, "author") == (role is Role.KEPALA)
        assert sees_confidential(Staff("author", "a", "", frozenset({role})), "author")


@given(st.sampled_from(ORDER), st.frozensets(st.sampled_from(list(Requirement))))
def test_that_a_stage_lacks_what_the_stages_before_it_need_and_have_not_got(stage, met):
    missing = missing_for(stage, met)
    assert not set(missing) & met
    for before in ORDER[: ORDER.index(stage)]:
        assert set(NEEDED[before]) - met <= set(missing)
    for later in ORDER[ORDER.index(stage) :]:
        assert not set(NEEDED[later]) & set(missing)


def test_that_assessments_at_entry_stand_before_the_plan_and_a_goal_before_the_intervention():
    nothing: frozenset[Requirement] = frozenset()
    assert Requirement.ENTRY_ASSESSMENTS not in missing_for(Stage.ASSESSMENT, nothing)
    assert Requirement.ENTRY_ASSESSMENTS in missing_for(Stage.PLANNING, nothing)
    assert Requirement.GOAL not in missing_for(Stage.PLANNING, nothing)
    assert {Requirement.GOAL, Requirement.STEP} <= set(missing_for(Stage.INTERVENTION, nothing))
    assert Requirement.EXIT_ASSESSMENTS in missing_for(Stage.TERMINATION, nothing)


def here(stage: Stage = Stage.ASSESSMENT, since: date | None = None) -> Progress:
    return Progress(date(2026, 11, 1), None, False, stage, since)


def due(instrument, progress, *filled):
    found = due_next(instrument, progress, filled, TERMS, TODAY)
    return None if found is None else (found.occasion, found.due_on)


def test_that_what_is_due_follows_the_stage():
    entry = (Occasion.ENTRY, date(2026, 11, 10))
    assert due(EVERY, here()) == (Occasion.ENTRY, date(2026, 11, 15))
    assert due(EVERY, here(), entry) == (Occasion.REVIEW, date(2027, 2, 8))
    leaving = here(Stage.RESOCIALISATION, date(2026, 11, 20))
    assert due(EVERY, leaving, entry) == (Occasion.BEFORE_LEAVING, date(2026, 12, 4))
    assert due(EVERY, leaving, entry, (Occasion.BEFORE_LEAVING, TODAY)) is None
    gone = Progress(date(2026, 5, 1), date(2026, 11, 1), True, Stage.AFTERCARE, TODAY)
    assert due(EVERY, gone, entry) == (Occasion.AFTER, date(2026, 12, 1))
    assert due(EVERY, gone, entry, (Occasion.AFTER, TODAY)) is None
    assert due(EVERY, Progress(None, TODAY, True, Stage.TERMINATION, None), entry) is None


def test_that_an_instrument_for_reviews_is_asked_for_only_once_somebody_filled_it():
    assert due(ON_REVIEW, here()) is None
    assert due(ON_REVIEW, here(), (Occasion.ENTRY, date(2026, 11, 1))) == (Occasion.REVIEW, date(2027, 1, 30))


def line(number: int, share: float | None, day: date, instrument: str = "i") -> AssessmentLine:
    score = None if share is None else share * 10
    return AssessmentLine(
        f"a{number}",
        "s",
        instrument,
        "x",
        "X",
        Need.CASES,
        Occasion.REVIEW,
        day,
        score=score,
        band=f"b{number}",
        share=share,
    )


@pytest.mark.parametrize(("higher", "better"), [(True, True), (False, False)])
def test_that_the_first_score_stands_beside_the_newest_and_says_which_is_better(higher, better):
    instrument = Instrument("x", "X", "s", Need.CASES, (), higher_is_better=higher)
    lines = [line(3, 0.8, TODAY), line(2, None, TODAY - timedelta(1)), line(1, 0.2, TODAY - timedelta(9))]
    (one,) = compare(lines, {"i": instrument})
    assert (one.before, one.after, one.better) == (0.2, 0.8, better)
    assert (one.before_words, one.after_words) == ("b1", "b3")
    assert compare(lines[:2], {"i": instrument}) == ()


@given(st.lists(st.tuples(st.booleans(), st.integers(-30, 7), st.text("abc", max_size=3)), max_size=12))
def test_that_one_s_own_come_first_and_the_latest_before_the_others(rows):
    me = Staff("me", "me", "", frozenset({Role.PEKERJA_SOSIAL}))
    lines = [
        DueLine(DueKind.STEP, str(at), "p", "1", name, "w", TODAY + timedelta(days=days), None, "me" if own else "you")
        for at, (own, days, name) in enumerate(rows)
    ]
    ordered = in_turn(lines, me)
    assert sorted(one.key for one in ordered) == sorted(one.key for one in lines)
    mine = [one.mine(me) for one in ordered]
    assert mine == sorted(mine, reverse=True)
    for own in (True, False):
        days = [one.due_on for one in ordered if one.mine(me) is own]
        assert days == sorted(days)
