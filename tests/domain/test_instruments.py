"""Instruments: what is read from a file, and what answers come to, against a brute reckoning."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.cases.instruments import Instrument, Kind, read_answers, weigh
from shelter_admin.domain.cases.reading import MOST_BYTES, read_file, read_instrument
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.shipped_instruments import FOLDER, shipped

SHIPPED = [read_instrument(plain) for plain in shipped()]


def plain_one(**changed: Any) -> dict[str, Any]:
    """A small sound instrument as its file has it."""
    made: dict[str, Any] = {
        "format": 1,
        "code": "contoh",
        "name": "Contoh",
        "source": "karangan",
        "needs": "cases",
        "due_at": ["entry"],
        "parts": [
            {
                "title": "Bagian",
                "questions": [
                    {"code": "a", "words": "A?", "kind": "choice", "choices": [
                        {"code": "x", "words": "x", "points": 0}, {"code": "y", "words": "y", "points": 3}]},
                    {"code": "b", "words": "B?", "kind": "yes_no", "points": {"yes": 2, "no": 0}},
                    {"code": "c", "words": "C?", "kind": "number", "least": 0, "most": 5, "counts": True},
                    {"code": "d", "words": "D?", "kind": "text", "optional": True},
                ],
            }
        ],
        "bands": [
            {"from": 0, "words": "rendah", "tone": "danger"},
            {"from": 5, "words": "sedang", "tone": "attention"},
            {"from": 9, "words": "tinggi", "tone": "ok"},
        ],
    }  # fmt: skip
    return {**made, **changed}


def refused(plain: Any) -> str:
    with pytest.raises(Refused) as caught:
        read_instrument(plain)
    return caught.value.code


def broken(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """The sound one with one thing otherwise; ``...`` takes it away."""
    made = copy.deepcopy(plain_one())
    at: Any = made
    for step in path[:-1]:
        at = at[step]
    if value is ...:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return made


QUESTIONS = ("parts", 0, "questions")


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("format",), 2, "instrument_format"),
        (("name",), "  ", "instrument_part_missing"),
        (("source",), ..., "instrument_part_missing"),
        (("code",), "Kode Besar", "instrument_code_unclear"),
        (("needs",), "siapa saja", "instrument_word_unknown"),
        (("due_at",), ["kapan"], "instrument_word_unknown"),
        (("parts",), [], "instrument_part_missing"),
        (("parts", 0), "bagian", "instrument_part_unclear"),
        ((*QUESTIONS, 0, "kind"), "gambar", "instrument_word_unknown"),
        ((*QUESTIONS, 0, "choices"), [{"code": "x", "words": "x", "points": 0}], "instrument_choices"),
        ((*QUESTIONS, 0, "choices", 1, "code"), "x", "instrument_choices"),
        ((*QUESTIONS, 0, "choices", 1, "points"), ..., "instrument_points_missing"),
        ((*QUESTIONS, 1, "points"), {"yes": 2}, "instrument_part_missing"),
        ((*QUESTIONS, 2, "most"), 0, "instrument_bounds"),
        ((*QUESTIONS, 2, "least"), -1, "instrument_bounds"),
        ((*QUESTIONS, 2, "most"), True, "instrument_bounds"),
        ((*QUESTIONS, 3, "code"), "a", "instrument_code_twice"),
        ((*QUESTIONS, 0, "choices", 1, "points"), float("nan"), "instrument_part_missing"),
        (("due_at",), 7, "instrument_part_missing"),
        (("bands",), 7, "instrument_part_missing"),
        (("bands", 0, "from"), 1, "instrument_bands"),
        (("bands", 1, "from"), 0, "instrument_bands"),
        (("bands", 2, "from"), 11, "instrument_bands"),
    ],
)
def test_that_a_file_with_one_thing_wrong_is_refused_for_that_thing(path, value, code):
    assert read_instrument(plain_one()).bounds == (0, 10)
    assert refused(broken(path, value)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "instrument_not_json"),
        (b"{", "instrument_not_json"),
        (b"[]", "instrument_part_unclear"),
        (b" " * (MOST_BYTES + 1), "instrument_too_big"),
        (b"[" * 100_000, "instrument_not_json"),
    ],
)
def test_that_bytes_that_are_no_instrument_are_refused_in_words(content, code):
    with pytest.raises(Refused) as caught:
        read_file(content)
    assert caught.value.code == code


def places(plain: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a file, however deep."""
    inner = plain.items() if isinstance(plain, dict) else enumerate(plain) if isinstance(plain, list) else ()
    return [place for key, one in inner for place in ((*path, key), *places(one, (*path, key)))]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(places(plain_one())), ANYTHING)
def test_that_whatever_stands_in_one_place_of_a_file_it_is_read_or_refused_and_never_breaks(path, value):
    try:
        made = read_instrument(broken(path, value))
    except Refused as failure:
        code = failure.code
    else:
        code = "instrument_read" if made.questions else ""
    assert code.startswith("instrument_")


def test_that_a_file_with_a_byte_order_mark_is_read():
    content = b"\xef\xbb\xbf" + json.dumps(plain_one()).encode()
    assert read_file(content)[0].code == "contoh"


def test_that_every_instrument_of_the_program_says_where_it_comes_from_and_needs_what_it_must():
    assert len(list(FOLDER.glob("*.json"))) == len(SHIPPED) == 8
    needs = {one.code: one.needs.value for one in SHIPPED}
    assert needs == {
        "biologis": "health", "psikologis": "health", "disabilitas": "health", "odgj": "health",
        "sosial": "cases", "spiritual": "cases", "minat_bakat": "cases", "adl": "cases",
    }  # fmt: skip
    assert all(len(one.source) > 60 and one.bands for one in SHIPPED)


def answers_of(instrument: Instrument) -> st.SearchStrategy[dict[str, Any]]:
    """Any answers to any of the questions."""
    each: dict[str, st.SearchStrategy[Any]] = {}
    for one in instrument.questions:
        if one.kind is Kind.CHOICE:
            each[one.code] = st.sampled_from([choice.code for choice in one.choices])
        elif one.kind is Kind.YES_NO:
            each[one.code] = st.booleans()
        elif one.kind is Kind.NUMBER:
            each[one.code] = st.integers(one.least, one.most)
        else:
            each[one.code] = st.text(min_size=1).filter(str.strip)
    return st.fixed_dictionaries({}, optional=each)


def brute(plain: dict[str, Any], answers: dict[str, Any]) -> float | None:
    """The sum of points read straight from the file; None where anything that counts is missing."""
    total = 0.0
    for part in plain["parts"]:
        for question in part["questions"]:
            answer = answers.get(question["code"])
            if question["kind"] == "choice" and question["choices"][0].get("points") is not None:
                if answer is None:
                    return None
                total += next(one["points"] for one in question["choices"] if one["code"] == answer)
            elif question["kind"] == "yes_no" and question.get("points"):
                if answer is None:
                    return None
                total += question["points"]["yes" if answer else "no"]
            elif question["kind"] == "number" and question.get("counts"):
                if answer is None:
                    return None
                total += answer
    return total


@given(st.data())
def test_that_a_score_is_the_sum_of_points_and_there_is_none_while_one_that_counts_is_missing(data):
    plain = data.draw(st.sampled_from([plain_one(), *shipped()]))
    instrument = read_instrument(plain)
    answers = read_answers(instrument, data.draw(answers_of(instrument)))
    result = weigh(instrument, answers)
    assert result.score == brute(plain, answers)
    low, high = instrument.bounds
    assert result.score is None or low <= result.score <= high
    if result.score is not None:
        fitting = [band for band in plain["bands"] if band["from"] <= result.score]
        assert result.band is not None
        assert result.band.words == max(fitting, key=lambda band: band["from"])["words"]
        assert 0 <= instrument.share(result.score) <= 1


@given(st.integers(-50, 5000))
def test_that_every_whole_number_within_the_bounds_falls_into_exactly_one_band(number):
    for instrument in SHIPPED:
        low, high = instrument.bounds
        if low <= number <= high:
            edges = [*(band.least for band in instrument.bands), float("inf")]
            inside = [at for at in range(len(instrument.bands)) if edges[at] <= number < edges[at + 1]]
            assert len(inside) == 1
            assert instrument.band_of(number) == instrument.bands[inside[0]]


def test_that_what_nobody_answered_is_not_an_answer():
    one = read_instrument(plain_one())
    assert read_answers(one, {"a": None, "b": False, "c": "", "d": "  "}) == {"b": False}
    assert weigh(one, {"b": False}).answered == 1
    assert weigh(one, {"a": "y", "b": False, "c": 0}).score == 3
    assert weigh(one, {"a": "y", "b": False, "c": 0}).complete


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"a": "z"}, "answer_unfit"),
        ({"b": "ya"}, "answer_unfit"),
        ({"c": "6"}, "answer_out_of_bounds"),
        ({"c": "satu"}, "answer_out_of_bounds"),
        ({"c": True}, "answer_out_of_bounds"),
        ({"zz": "1"}, "answer_unknown"),
        ({"d": "x" * 2001}, "text_too_long"),
    ],
)
def test_that_an_answer_that_does_not_fit_is_refused_beside_its_question(given, code):
    with pytest.raises(Refused) as caught:
        read_answers(read_instrument(plain_one()), given)
    assert caught.value.code == code
    assert caught.value.field == next(iter(given))
