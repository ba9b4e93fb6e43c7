"""One sentence for every failure, facts written as offices write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

import pytest

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.words import INDONESIAN, speak
from shelter_admin.operations.explain import explain, said, words
from shelter_admin.operations.language import load_catalogue
from shelter_admin.operations.registry import act_names, called

PANTI = Panti("p", "P", "Panti", "64.72", Zone.WITA)


@pytest.mark.parametrize(
    ("fact", "text"),
    [
        (date(2026, 11, 21), "21-11-2026"),
        (datetime(2026, 11, 21, 12, 15, tzinfo=UTC), "21-11-2026 20.15"),
        (time(20, 0), "20.00"),
        (Right.IMPORT, "move a register in"),
        (Mark.ILL_IN_BED, "ill, in bed"),
        (1234, "1,234"),
        (("a", "b"), "a, b"),
        ("Melati 3/2", "Melati 3/2"),
    ],
)
def test_that_facts_are_written_as_offices_write_them(fact, text):
    assert said(fact, PANTI) == text


def test_that_the_sentence_is_said_in_the_language_in_use():
    refused = Refused("not_allowed", right=Right.IMPORT)
    assert explain(refused) == "Your role does not allow this: move a register in. Ask the head of the shelter."
    speak(INDONESIAN, load_catalogue(INDONESIAN))
    assert explain(refused) == (
        "Peran Anda tidak mengizinkan ini: memasukkan buku register. Tanyakan kepada kepala panti."
    )


def test_that_a_code_without_words_still_gives_a_sentence():
    assert explain(Refused("quite_new")) == "This cannot be done (quite_new)."
    assert "Try again" in explain(Unavailable("quite_new"))
    assert "damaged" in explain(Damaged("quite_new"))


def test_that_a_fact_that_is_missing_shows_as_dots():
    assert (
        explain(Unavailable("key_file_missing"))
        == "The key file … is missing beside the store. Put it back from a copy."
    )


def test_that_every_sentence_is_a_sentence_that_can_be_said_with_any_facts():
    for code, sentence in words().items():
        told = explain(Refused(code))
        assert told[0].isupper() or told[0] in "…“", sentence
        assert told.endswith((".", "?")), sentence
        assert "{" not in re.sub(r"\{(?:tahun|urut(?::04)?|kode|unit|bulan|bulan_romawi)\}", "", told), sentence


def test_that_acts_are_called_by_their_names_and_unknown_ones_by_their_own():
    assert called("SignIn") == "sign in"
    assert called("ChangePassword") == "change own password"
    assert called("ActOfALaterVersion") == "ActOfALaterVersion"
    assert all(name.strip() for name in act_names().values())
