"""Digits that are no number: found by feeding the import with nonsense."""

from __future__ import annotations

import pytest

from shelter_admin.domain.beds import room_names
from shelter_admin.domain.categories import read_categories
from shelter_admin.domain.whole_numbers import is_whole_number


@pytest.mark.parametrize("text", ["", "²", "①", "1²", "-1", "1.0", " 1", "9" * 5000])
def test_that_what_int_does_not_read_is_no_whole_number(text):
    assert not is_whole_number(text)


@pytest.mark.parametrize("text", ["0", "7", "31", "007", "٣", "999999999"])
def test_that_what_int_reads_is_one(text):
    assert is_whole_number(text)
    assert int(text) >= 0


def test_that_a_raised_digit_is_a_name_like_any_other():
    assert read_categories("²") == ((), ("²",))
    assert room_names("²-³") == ["²-³"]
