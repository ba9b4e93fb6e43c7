"""Typed words turn, hide and format nothing beside them, and stay as typed underneath."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from ui.kit.letters import harmless, tip
from ui.kit.records import Column, RecordsModel
from ui.kit.widgets import ShortLabel, label

ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


@pytest.mark.parametrize("sign", [*"\u202a\u202b\u202d\u202e\u2066\u2067\u2069\u200f\u061c\x07\x1b\x7f\x85\u2028"])
def test_that_signs_that_turn_or_control_are_not_shown(sign):
    assert harmless(f"Budi{sign}Santoso") == "BudiSantoso"


@pytest.mark.parametrize("name", ["Budi", "O'Brien", "é", "李小龙", "Анна", "", "a\nb", "👩🏽\u200d🌾 Sri", "ꦫꦲꦪꦸ"])
def test_that_every_other_name_is_shown_as_typed(name):
    assert harmless(name) == name


def test_that_a_name_written_from_the_right_is_set_apart_from_what_follows():
    assert harmless("سيتي") == "\u2068سيتي\u2069"
    assert harmless("\u202eسيتي 12") == "\u2068سيتي 12\u2069"


def test_that_a_tooltip_shows_markup_as_words():
    assert tip("<b>Budi</b>") == "<span>&lt;b&gt;Budi&lt;/b&gt;</span>"
    assert tip("Budi") == "Budi"


def test_that_lists_show_names_harmlessly_and_keep_the_record(qtbot):
    name = "<img src=x>\u202eidub"
    model = RecordsModel([Column("Nama", str)], lambda one: one)
    model.show([name])
    shown = {role: model.data(model.index(0, 0), role) for role in ROLES}
    assert all("\u202e" not in words for words in shown.values())
    assert "<img" not in shown[Qt.ItemDataRole.ToolTipRole]
    assert model.data(model.index(0, 0), Qt.ItemDataRole.UserRole) == name


def test_that_labels_show_markup_as_words_and_turn_nothing(qtbot):
    for made in (label("<b>Budi</b>\u202e"), ShortLabel("<b>Budi</b>\u202e")):
        qtbot.addWidget(made)
        assert made.text() == "<b>Budi</b>"
        assert made.textFormat() is Qt.TextFormat.PlainText
