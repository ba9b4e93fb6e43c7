"""Unused cycles are looked for between two events only."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QObject

from ui.kit import theme
from ui.kit.rubbish import Rubbish, left_alone


@pytest.fixture
def rubbish(qapp):
    made = Rubbish(qapp)
    yield made
    made.end()
    assert gc.isenabled()


class Cycle:
    def __init__(self) -> None:
        self.me = self


def test_that_nothing_is_searched_but_by_the_timer(rubbish: Rubbish) -> None:
    gone = weakref.ref(Cycle())
    many: list[list[int]] = [[] for _again in range(5_000)]
    assert gone() is not None
    assert len(many) == 5_000
    rubbish.look()
    assert gone() is None


def test_that_nothing_is_searched_while_the_theme_changes(qtbot) -> None:
    del qtbot
    gc.enable()
    searching: list[bool] = []
    heard = theme.current().changed.connect(lambda: searching.append(gc.isenabled()))
    theme.current().use(dark=True)
    theme.current().use(dark=False)
    QObject.disconnect(heard)
    assert searching == [False, False]
    assert gc.isenabled()


def test_that_a_search_that_rested_before_rests_after(rubbish: Rubbish) -> None:
    del rubbish
    with left_alone():
        assert not gc.isenabled()
    assert not gc.isenabled()
