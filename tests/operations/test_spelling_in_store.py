"""What an intake asks the store finds those who are spelled otherwise, and suggests few who are somebody else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.names import index_of_sounds
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.likeness import Known
from shelter_admin.operations.residents import SimilarTo
from shelter_admin.persistence.base import Stamp, stamped
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from tests.domain.random_people import random_people
from tests.domain.spelling_pairs import KEPT_ASIDE, PAIRS
from tests.people import NOON, a_desk

ORIGIN = "64.02"
PEOPLE = 1000
EVERY_PAIR = (*PAIRS, *KEPT_ASIDE)


def born(no: int) -> PartialDate:
    """The birth of the people of a pair."""
    return PartialDate.exact(date(1979, 3, 14) + timedelta(days=no))


def row_of(session, one: Known, number: str) -> dict[str, object]:
    return stamped(
        session,
        number=number,
        name=one.name,
        alias="",
        sound=index_of_sounds(one.name),
        sex=one.sex.value or None,
        birth_year=one.born.year,
        birth_month=one.born.month,
        birth_day=one.born.day,
        birth_quality=one.born.quality.value,
        nik=one.nik,
        nik_quality="ok" if one.nik else "missing",
        origin_code=one.region,
    )


def fill(desk, people: list[Known]) -> list[str]:
    """Write people who left long ago; gives their ids in order."""
    left = {"admitted_on": date(2020, 1, 1), "left_on": date(2020, 6, 1), "leave_reason": LeavingReason.FAMILY.value}
    with desk.store.acting(Stamp(desk.panti.id, desk.staff.account_id, NOON, "Test")) as session:
        rows = [row_of(session, one, f"{one.id}-{no}") for no, one in enumerate(people)]
        session.execute(insert(PersonTable), rows)
        session.execute(insert(StayTable), [stamped(session, person_id=row["id"], **left) for row in rows])
        return [str(row["id"]) for row in rows]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    made = a_desk(tmp_path_factory.mktemp("spelling"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def crowd(desk) -> dict[str, Known]:
    people = random_people(PEOPLE, seed=5)
    return dict(zip(fill(desk, people), people, strict=True))


@pytest.fixture(scope="module")
def meant(desk, crowd) -> dict[tuple[str, str], str]:
    """Everybody of the pairs, once known by birth and once by origin."""
    people = [
        Known(
            what, name, born=born(no) if what == "birth" else PartialDate(), region=ORIGIN if what == "origin" else None
        )
        for no, pair in enumerate(EVERY_PAIR)
        for name in pair
        for what in ("birth", "origin")
    ]
    return {(one.id, one.name): person_id for one, person_id in zip(people, fill(desk, people), strict=True)}


def test_that_few_of_a_thousand_different_people_are_suggested(desk, crowd):
    suggested = set()
    for person_id, one in crowd.items():
        asked = SimilarTo(one.name, one.sex, one.born.code, one.nik or "", origin_code=one.region)
        if any(found.line.person_id != person_id for found in desk.ask(asked)):
            suggested.add(person_id)
    assert len(suggested) <= PEOPLE * 5 // 100


@pytest.mark.parametrize("what", ["birth", "origin"])
def test_that_every_pair_is_suggested_by_birth_or_by_origin(desk, meant, what):
    missed = []
    for no, pair in enumerate(EVERY_PAIR):
        for typed, stored in (pair, pair[::-1]):
            birth, origin = (born(no).code, None) if what == "birth" else ("", ORIGIN)
            found = desk.ask(SimilarTo(typed, limit=60, birth=birth, origin_code=origin))
            if meant[what, stored] not in {one.line.person_id for one in found}:
                missed.append((typed, stored))
    assert missed == []


def test_that_a_name_alone_finds_who_is_spelled_otherwise_while_it_is_typed(desk, meant):
    found = {one.line.name for one in desk.ask(SimilarTo("Djoko Soesilo", limit=20))}
    assert {"Djoko Soesilo", "Joko Susilo"} <= found
