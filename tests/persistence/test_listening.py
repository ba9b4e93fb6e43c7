"""What is heard from other computers: their areas, never one's own word, and everything where a word is not clear."""

from __future__ import annotations

import json

import pytest

from shelter_admin.domain.changes import Area, Changes
from shelter_admin.persistence.listening import EVERYTHING, changes_in


def word(sender: str, *areas: str) -> str:
    return json.dumps({"from": sender, "areas": areas})


def test_that_what_others_changed_is_told_by_area():
    assert changes_in(word("seat-2", "beds", "presence"), "seat-1") == Changes.of(Area.BEDS, Area.PRESENCE)


def test_that_ones_own_word_is_not_news():
    assert changes_in(word("seat-1", "beds"), "seat-1").areas == frozenset()


@pytest.mark.parametrize("said", ["", "{", "[]", "1", '{"from": "seat-2"}', word("seat-2", "of a later version")])
def test_that_a_word_that_is_not_understood_may_mean_anything(said):
    assert changes_in(said, "seat-1") == EVERYTHING
