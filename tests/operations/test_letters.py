"""Whatever stands on a keyboard or in a register: quotes, search operators, other alphabets, half letters."""

from __future__ import annotations

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.operations.beds.board import BedAt
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.moving_in.register import MoveRegisterIn
from shelter_admin.operations.presence.gate import GatePeople
from shelter_admin.operations.residents import AdmitPerson, FindResidents, ResidentNumbered, SimilarTo
from tests.people import a_desk

TYPED = [
    '"',
    "*",
    "-",
    "NEAR",
    "a NEAR b",
    "AND",
    "NOT",
    "(",
    ":",
    "name:",
    "{",
    "%",
    "_",
    "\\",
    "'",
    "²",
]


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


@pytest.mark.parametrize("typed", TYPED)
def test_that_nothing_typed_into_a_search_is_taken_for_an_order_to_the_database(desk, typed):
    desk.do(AdmitPerson(full_name="Budi Santoso"))
    assert desk.ask(FindResidents(typed)) == ()
    assert desk.ask(GatePeople(typed)) == ()
    assert desk.ask(SimilarTo(typed, nik=typed, birth=typed)) == ()


@pytest.mark.parametrize("question", [GatePeople("\ud800"), ResidentNumbered("\ud800"), BedAt("\ud800")])
def test_that_half_a_letter_is_refused_in_a_sentence(desk, question):
    with pytest.raises(Refused, match="letters_unreadable"):
        desk.ask(question)


def test_that_a_person_is_not_taken_in_under_half_a_letter(desk):
    with pytest.raises(Refused, match="letters_unreadable"):
        desk.do(AdmitPerson(full_name="Budi \udcff"))
    assert desk.ask(FindResidents("budi")) == ()


def test_that_a_trade_and_a_house_with_other_letters_are_found_again(desk, tmp_path):
    register = tmp_path / "register.csv"
    for name in ("Budi", "Joko"):
        register.write_text(f"No;Nama;L/P;Keterampilan\n1;{name};L;KAFÉ\n2;{name} Dua;L;Kafé", encoding="utf-8")
        assert len(desk.do(MoveRegisterIn(register)).outcome.taken) == 2
    desk.do(AddRooms("ÉLAN", "1", 1))
    desk.do(AddRooms("ÉLAN", "2", 1))
    assert desk.ask(BedAt("ÉLAN 2/1"))
