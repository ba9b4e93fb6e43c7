"""Codes of cards, passes and lists: random, checked, read in any case, never taken from a typed word."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.cards import CodeKind, new_card_code, number_code, read_code
from shelter_admin.domain.leave_passes import pass_code
from shelter_admin.domain.recovery_code import ALPHABET
from shelter_admin.persistence.base import new_id


def test_that_a_card_s_code_is_random_and_read_back_in_any_case():
    codes = {new_card_code(secrets.choice) for _ in range(500)}
    assert len(codes) == 500
    for code in codes:
        read = read_code(f" {code.lower()}\r")
        assert read is not None
        assert (read.kind, read.meant) == (CodeKind.CARD, code)


def test_that_a_card_s_code_says_nothing_of_its_holder():
    symbols = iter("0123456789A")
    assert new_card_code(lambda _alphabet: next(symbols))[:-1] == "K0123456789A"


def test_that_a_pass_is_found_by_the_code_printed_on_it():
    for _ in range(50):
        pass_id = new_id()
        read = read_code(pass_code(pass_id))
        assert read is not None
        assert read.kind is CodeKind.PASS
        assert pass_id.endswith(read.meant)


@pytest.mark.parametrize("number", ["2026-0117", "PSHM/2026/17", "17"])
def test_that_a_number_is_found_by_the_code_on_the_list(number):
    read = read_code(number_code(number))
    assert read is not None
    assert (read.kind, read.meant) == (CodeKind.NUMBER, number)


@pytest.mark.parametrize("number", ["", "17 B", "Nº 17", "9" * 25])
def test_that_a_number_no_reader_could_send_has_no_code(number):
    assert number_code(number) == ""


@given(st.sampled_from(range(1, 12)), st.sampled_from(ALPHABET))
def test_that_a_wrong_symbol_is_nearly_always_seen(at, symbol):
    symbols = iter("0123456789A")
    whole = new_card_code(lambda _alphabet: next(symbols))
    wrong = whole[:at] + symbol + whole[at + 1 :]
    differs = abs(int(symbol, 36) - int(whole[at], 36))
    assert (read_code(wrong) is None) == (wrong != whole and differs != 31)


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ", min_size=3, max_size=30))
def test_that_words_are_hardly_ever_a_code_of_a_card_or_pass(words):
    read = read_code(words)
    assert read is None or read.kind is CodeKind.NUMBER


def test_that_what_is_no_code_is_none():
    for text in ("", "K", "slamet", "2026-0117", "kereta api", "K0123456789AZ9", "IZ12345", "IZ1234567G"):
        assert read_code(text) is None
