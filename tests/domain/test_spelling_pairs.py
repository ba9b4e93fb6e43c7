from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known, Likenesses, Reason, possible_doubles
from tests.domain.random_people import random_people
from tests.domain.spelling_pairs import KEPT_ASIDE, PAIRS

BORN = PartialDate.exact(date(1979, 3, 14))
ORIGIN = "64.02"
PEOPLE = 1000
MOST_SUGGESTED = PEOPLE * 5 // 100
SEEDS = (11, 2026, 777)
EVERY_PAIR = (*PAIRS, *KEPT_ASIDE)


def two_of_three(name: str, person_id: str, what: str) -> Known:
    """Somebody of whom beside the name only the birth or only the origin is known."""
    if what == "birth":
        return Known(person_id, name, born=BORN)
    return Known(person_id, name, region=ORIGIN)


@pytest.fixture(scope="module")
def crowd() -> list[Known]:
    return random_people(PEOPLE, seed=5)


def test_that_there_are_enough_pairs_and_some_kept_aside():
    assert len(set(PAIRS)) >= 60
    assert len(set(KEPT_ASIDE)) >= 20
    assert not set(PAIRS) & set(KEPT_ASIDE)


@pytest.mark.parametrize("what", ["birth", "origin"])
@pytest.mark.parametrize("pair", EVERY_PAIR, ids=lambda pair: f"{pair[0]} | {pair[1]}")
def test_that_a_name_spelled_otherwise_is_suggested_with_the_same_birth_or_origin(pair, what: str, crowd: list[Known]):
    for typed, stored in (pair, pair[::-1]):
        known = Likenesses([*crowd, two_of_three(stored, "me", what)])
        asked = two_of_three(typed, "", what)
        found = known.like(asked.name, born=asked.born, region=asked.region, limit=20)
        assert "me" in {one.person.id for one in found}


@pytest.mark.parametrize("pair", EVERY_PAIR, ids=lambda pair: f"{pair[0]} | {pair[1]}")
def test_that_two_rows_of_a_register_with_the_same_birth_are_a_pair(pair):
    one, other = (two_of_three(name, name, "birth") for name in pair)
    assert possible_doubles([one, other])


@pytest.mark.parametrize("seed", SEEDS)
def test_that_few_of_a_thousand_different_people_are_suggested(seed: int):
    people = random_people(PEOPLE, seed)
    known = Likenesses(people)
    suggested = [
        person.id
        for person in people
        if any(
            one.person.id != person.id
            for one in known.like(person.name, sex=person.sex, born=person.born, nik=person.nik, region=person.region)
        )
    ]
    assert len(suggested) <= MOST_SUGGESTED


@pytest.mark.parametrize("seed", SEEDS)
def test_that_few_of_a_thousand_different_people_in_a_register_are_in_a_pair(seed: int):
    pairs = possible_doubles(random_people(PEOPLE, seed))
    assert len({end for pair in pairs for end in (pair.first, pair.second)}) <= MOST_SUGGESTED


def test_that_same_birth_and_origin_is_suggested_whatever_the_name_but_not_a_day_that_stands_in():
    one = Known("1", "Suparman", born=BORN, region=ORIGIN)
    other = replace(one, id="2", name="Gondrong")
    assert possible_doubles([one, other])[0].reason is Reason.SAME_BIRTH_AND_ORIGIN
    stands_in = PartialDate.exact(date(1979, 1, 1))
    assert possible_doubles([replace(one, born=stands_in), replace(other, born=stands_in)]) == []


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("03-04-1979", "1979-04-03"), ("year", "1979-03-14"), ("tens", "1979-03-04"), ("day", "1979-03-24")],
)
def test_that_a_slip_in_the_birth_does_not_hide_who_bears_the_name(typed: str, stored: str):
    births = {
        "03-04-1979": PartialDate.exact(date(1979, 3, 4)),
        "year": PartialDate.of_year(1979),
        "tens": PartialDate.exact(date(1979, 3, 14)),
        "day": BORN,
    }
    known = Likenesses([Known("me", "Soetardjo", born=PartialDate.from_code(stored))])
    assert known.like("Sutarjo", born=births[typed])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Known("1", "Suharto", born=PartialDate.of_year(1970)), Known("2", "Suharti", born=PartialDate.of_year(1970))),
        (Known("1", "Darmawan", region=ORIGIN), Known("2", "Darmawati", region=ORIGIN)),
        (Known("1", "Siti Aminah", region=ORIGIN), Known("2", "Siti Kartini", region=ORIGIN)),
        (Known("1", "Muhammad Ali", region=ORIGIN), Known("2", "Muhammad Arifin", region=ORIGIN)),
        (Known("1", "Budi Santoso", region=ORIGIN), Known("2", "Budi Santoso", region="64.72")),
        (
            Known("1", "Nur Alam", sex=Sex.MALE, region=ORIGIN),
            Known("2", "Nur Alam", sex=Sex.FEMALE, region=ORIGIN),
        ),
    ],
)
def test_that_who_shares_too_little_is_not_suggested(one: Known, other: Known):
    assert possible_doubles([one, other]) == []
