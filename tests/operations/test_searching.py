"""Somebody is found by whatever one remembers of them, and by nothing that one may not see."""

from __future__ import annotations

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.residents import FindResidents
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from tests.operations.residents_house import a_house

NIK = "6472015708700001"


@pytest.fixture
def house(tmp_path):
    made = a_house(tmp_path)
    one, _other = made.admit("Budi Santoso"), made.admit("Siti Aminah")
    with made.writing() as session:
        session.get_one(PersonTable, one.person_id).nik = NIK
        stay = session.query(StayTable).filter_by(person_id=one.person_id).one()
        stay.remark = "Pernah bekerja di Bengkel 100%_jaya"
    yield made
    made.head.close()


def found(desk, typed: str) -> list[str]:
    return [line.name for line in desk.ask(FindResidents(typed))]


@pytest.mark.parametrize("typed", ["0001", "57087", "6472 0157", "bengkel", "BENGKEL 100%_", "kerja di"])
def test_that_the_middle_of_a_nik_and_the_words_of_a_remark_find_somebody(house, typed):
    assert found(house.head, typed) == ["Budi Santoso"]


@pytest.mark.parametrize("typed", ["570", "ben", "%%%%", "____"])
def test_that_too_little_or_a_pattern_finds_nobody_by_them(house, typed):
    assert found(house.head, typed) == []


@pytest.mark.parametrize("typed", ["57087", "bengkel"])
def test_that_who_may_see_neither_finds_nobody_by_them(house, typed):
    assert found(house.desk(Role.PIKET), typed) == []
