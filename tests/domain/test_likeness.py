from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pytest

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.likeness import Known, Likenesses, Reason, possible_doubles

BORN = PartialDate.exact(date(1980, 5, 17))


def pair(one: Known, other: Known) -> Reason | None:
    found = possible_doubles([one, other])
    return found[0].reason if found else None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        (Known("1", "Elisabet", nik="6203046608831183"), Known("2", "ELISABET", nik="6203046608831183"), Reason.SAME_NIK),
        (Known("1", "Dwi", nik="6408020604551708"), Known("2", "Dwi", nik="640802060455170"), Reason.SAME_NIK),
        (Known("1", "Nur Santoso", born=BORN), Known("2", "NOER SANTOSO", born=BORN), Reason.SAME_NAME_AND_BIRTH),
        (Known("1", "Darmawan Handayani", born=BORN, nik="6403081705803352"), Known("2", "Darmawan Handayani", born=BORN, nik="6403081705803952"), Reason.LIKE_NAME_AND_NIK),
        (Known("1", "Siti Aminah", born=BORN), Known("2", "Siti Kartini", born=BORN), None),
        (Known("1", "Siti Aminah", born=BORN), Known("2", "Siti Amina Kartini", born=BORN), Reason.LIKE_NAME_AND_BIRTH),
        (Known("1", "Budi Santoso"), Known("2", "Boedi Santosa"), None),
        (Known("1", "Budi Santoso"), Known("2", "Boedi Santoso", born=PartialDate.of_year(1970)), Reason.SAME_NAME),
        (Known("1", "Budi Santoso", born=PartialDate.of_year(1960)), Known("2", "Budi Santoso", born=PartialDate.of_year(1970)), None),
        (Known("1", "Budi"), Known("2", "Budi"), None),
        (Known("1", "Twin One", nik="6403081705800001"), Known("2", "Twin Two", nik="6403081705800002"), None),
        (Known("1", "Budi Santoso", nik="6403081705800001"), Known("2", "Budi Santoso", nik="3578011203750004"), None),
        (Known("1", "Nur Aini", sex=Sex.FEMALE, born=BORN), Known("2", "Nur Ali", sex=Sex.MALE, born=BORN), None),
    ],
)  # fmt: skip
def test_that_two_entries_are_a_pair_only_with_a_reason(one: Known, other: Known, reason: Reason | None):
    assert pair(one, other) is reason
    assert pair(other, one) is reason


def test_that_only_pairs_with_the_newcomers_are_given_when_asked():
    people = [
        Known("1", "A B", born=BORN),
        Known("2", "A B", born=BORN),
        Known("3", "C D", born=BORN),
        Known("4", "C D", born=BORN),
    ]
    assert [(double.first, double.second) for double in possible_doubles(people, frozenset({"4"}))] == [("3", "4")]


SYLLABLES = ["ba", "ri", "su", "ta", "no", "we", "di", "ka", "lu", "mi", "sa", "ro", "ge", "pu", "jo", "ya"]


def crowd(count: int) -> list[Known]:
    chance = random.Random(5)
    words = ["".join(chance.choice(SYLLABLES) for _ in range(3)).title() for _ in range(400)]
    people = []
    for number in range(count):
        born = date(1940, 1, 1) + timedelta(days=chance.randrange(25_000))
        nik = f"64720{chance.randrange(1, 9)}{born:%d%m%y}{chance.randrange(1, 9999):04d}"
        people.append(
            Known(str(number), f"{chance.choice(words)} {chance.choice(words)}", born=PartialDate.exact(born), nik=nik)
        )
    return people


def test_that_ten_thousand_people_are_compared_in_seconds_with_few_pairs():
    people = crowd(10_000)
    start = time.perf_counter()
    found = possible_doubles(people)
    assert time.perf_counter() - start < 5
    assert len(found) < 30


def test_that_a_name_being_typed_finds_those_meant_at_once():
    people = [*crowd(20_000), Known("me", "Muhammad Arifin", "Ipin", Sex.MALE, BORN, "6403081705800001")]
    known = Likenesses(people)
    start = time.perf_counter()
    asked = ["Moh. Arifin", "muhamad arifn", "Ipin", "arifin"]
    found = [known.like(name) for name in asked]
    assert time.perf_counter() - start < 1
    assert [likely[0].person.id if likely else None for likely in found[:3]] == ["me", "me", "me"]
    assert known.like("Somebody Else", nik="6403081705800001")[0].score == 100
    assert known.like("Moh. Arifin", sex=Sex.FEMALE) == []
    assert known.like("Moh. Arifin", born=PartialDate.of_year(1999)) == []
    assert known.like("") == []


@pytest.mark.parametrize("name", ["Tanpa Nama", "TANPA NAMA", "Mr. X", "tidak diketahui"])
def test_that_two_people_without_a_name_are_not_alike_by_it(name):
    assert pair(Known("1", name), Known("2", name)) is None
    assert pair(Known("1", name, born=BORN), Known("2", name, born=BORN)) is None


def test_that_two_people_without_a_name_are_one_by_their_nik():
    nik = "6203046608831183"
    assert pair(Known("1", "Tanpa Nama", nik=nik), Known("2", "Tanpa Nama", nik=nik)) is Reason.SAME_NIK
