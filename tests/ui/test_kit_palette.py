"""Ctrl+K: a few letters lead to a person, a page or an act."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt

from ui.kit.palette import Found, SearchPalette


def a_palette(qtbot, people=None):
    gone: list[str] = []
    at_hand = [Found(words, "page", "house", partial(gone.append, words)) for words in ("Hari ini", "Mulai apel")]
    palette = SearchPalette(at_hand, people)
    qtbot.addWidget(palette)
    palette.show()
    return palette, gone


def test_that_pages_and_acts_are_at_hand_before_a_letter_is_typed(qtbot) -> None:
    palette, _gone = a_palette(qtbot)
    assert [one.words for one in palette.shown] == ["Hari ini", "Mulai apel"]


def test_that_parts_of_words_find_in_any_order_and_enter_goes(qtbot) -> None:
    palette, gone = a_palette(qtbot)
    qtbot.keyClicks(palette.typed, "apel mul")
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert gone == ["Mulai apel"]
    assert not palette.isVisible()


def test_that_arrows_choose_from_the_line(qtbot) -> None:
    palette, gone = a_palette(qtbot)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Down)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert gone == ["Mulai apel"]


def test_that_people_stand_first_once_the_typing_rests_and_late_answers_are_passed_over(qtbot) -> None:
    asked = []
    palette, gone = a_palette(qtbot, lambda typed, got: asked.append((typed, got)))
    qtbot.keyClicks(palette.typed, "a")
    qtbot.waitUntil(lambda: len(asked) == 1)
    qtbot.keyClicks(palette.typed, "p")
    qtbot.waitUntil(lambda: len(asked) == 2)
    asked[1][1]([Found("Slamet", "2026-0131", "user", lambda: gone.append("Slamet"))])
    asked[0][1]([Found("Ani", "2026-0001", "user", lambda: gone.append("Ani"))])
    assert [one.words for one in palette.shown] == ["Slamet", "Mulai apel"]


def test_that_nothing_found_is_said(qtbot) -> None:
    palette, _gone = a_palette(qtbot)
    qtbot.keyClicks(palette.typed, "zzz")
    assert palette.nothing.isVisible()
    palette.typed.clear()
    assert not palette.nothing.isVisible()


def test_that_escape_leaves(qtbot) -> None:
    palette, gone = a_palette(qtbot)
    qtbot.keyClick(palette.typed, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert gone == []
