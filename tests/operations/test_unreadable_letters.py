"""Texts of any script are kept as typed; a zero byte or half a letter is refused by every act, on any database."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.operations.letters import require_readable
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.residents import AdmitPerson, FindResidents, ResidentDetailsOf, ResidentList
from tests.operations.residents_house import TODAY, refused

NAMES = (
    "A",
    "ꦫꦲꦪꦸ",
    "سيتي رحايو",
    "李小龙",
    "Анна",
    'O\'Brien "Obi" & <b>Sons</b>',
    '=HYPERLINK("http://x")',
    "Robert'); DROP TABLE person;--",
    "e\u0301lan",
    "\u202eoidub",
    "👩🏽\u200d🌾 Sri",
    "x" * 200,
)


def test_that_names_of_any_script_are_kept_as_typed_and_found_again(house):
    for name in NAMES:
        person = house.admit(name).person_id
        assert house.head.ask(ResidentDetailsOf(person)).line.name == name
    assert len(house.head.ask(ResidentList())) == len(NAMES)


def test_that_a_name_of_more_than_200_letters_is_refused_beside_its_field(house):
    refused(house.head, AdmitPerson(full_name="x" * 201), "text_too_long", field="full_name")


def test_that_newlines_and_tabs_in_a_name_become_one_space(house):
    person = house.admit("Budi\n\tSantoso\r\n").person_id
    assert house.head.ask(ResidentDetailsOf(person)).line.name == "Budi Santoso"


@pytest.mark.parametrize("sign", ["\0", "\ud83d"])
def test_that_what_no_database_can_hold_is_refused_by_acts_questions_and_reasons(house, sign):
    before = house.counts()
    person = house.admit("Budi").person_id
    refused(house.head, AdmitPerson(full_name=f"Bu{sign}di"), "letters_unreadable", field="full_name")
    refused(house.head, GoOut(person, sign), "letters_unreadable", field="destination")
    refused(house.head, GoOut(person), "letters_unreadable", field="reason", reason=sign)
    refused(
        house.head,
        TakeRollCall(TODAY, marks=(Marked(person, Mark.PRESENT, sign),)),
        "letters_unreadable",
        field="marks",
    )
    for question in (FindResidents(f"bu{sign}"), ResidentList(ResidentFilter(wisma=sign))):
        with pytest.raises(Refused, match="letters_unreadable"):
            house.head.ask(question)
    assert house.counts()["person"] == before["person"] + 1


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\0"), max_size=50))
def test_that_no_whole_letter_is_refused(text):
    require_readable(AdmitPerson(full_name=text), text)


@pytest.mark.parametrize("birth", ["1-1-1907", "1907"])
def test_that_somebody_of_119_years_is_taken_in(house, birth):
    person = house.admit("Budi", birth=birth).person_id
    assert house.head.ask(ResidentDetailsOf(person)).birth.year == 1907


@pytest.mark.parametrize("birth", ["1-1-1900", "31-12-1899"])
def test_that_a_birth_around_1900_is_kept_in_its_words(house, birth):
    person = house.admit("Budi", birth=birth).person_id
    assert house.head.ask(ResidentDetailsOf(person)).birth.text == birth


@pytest.mark.parametrize("field", ["birth", "admitted_on"])
def test_that_the_year_2100_is_refused_beside_its_field(house, field):
    from datetime import date

    typed = {"birth": "1-1-2100"} if field == "birth" else {"admitted_on": date(2100, 1, 1)}
    with pytest.raises(Refused) as caught:
        house.admit("Budi", **typed)
    assert caught.value.field == field
