"""Help beside the page."""

from __future__ import annotations

import gettext
import re

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from shelter_admin.domain.words import ENGLISH, INDONESIAN, speak
from ui.help.panel import HelpPanel
from ui.help.topics import FIRST, FOLDER, topic_file, topic_text

LINK = re.compile(r"\]\(([^)]+)\)")


@pytest.fixture
def beside(qtbot):
    """A page with a field, the help beside it."""
    window = QWidget()
    line, panel = QLineEdit(), HelpPanel()
    room = QHBoxLayout(window)
    room.addWidget(line)
    room.addWidget(panel)
    qtbot.addWidget(window)
    window.resize(800, 500)
    window.show()
    line.setFocus()
    return window, line, panel


def test_that_every_topic_is_there_in_both_languages() -> None:
    indonesian = {path.stem for path in (FOLDER / INDONESIAN).glob("*.md")}
    assert indonesian == {path.stem for path in (FOLDER / ENGLISH).glob("*.md")}
    assert FIRST in indonesian


@pytest.mark.parametrize("language", [INDONESIAN, ENGLISH])
def test_that_links_lead_to_topics_that_exist(language: str) -> None:
    lost = [
        f"{path.name} -> {link}"
        for path in sorted((FOLDER / language).glob("*.md"))
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if not (FOLDER / language / link).is_file()
    ]
    assert lost == []


@pytest.mark.parametrize("language", [INDONESIAN, ENGLISH])
def test_that_every_topic_begins_with_its_title(language: str) -> None:
    assert [
        p.name for p in (FOLDER / language).glob("*.md") if not p.read_text(encoding="utf-8").startswith("# ")
    ] == []


def test_that_a_topic_is_read_in_the_language_in_use() -> None:
    speak(INDONESIAN, gettext.NullTranslations())
    assert topic_text("keys")[0] == "Papan ketik"
    speak(ENGLISH, gettext.NullTranslations())
    assert topic_text("keys")[0] == "Keyboard"


def test_that_a_page_without_help_shows_the_first_topic() -> None:
    assert topic_text("nobody-wrote-this") == topic_text(FIRST)


def test_that_a_key_cannot_lead_out_of_the_folder() -> None:
    assert topic_file("../../LICENSE") is None


def test_that_help_opens_follows_the_page_and_closes_with_escape(beside, qtbot) -> None:
    _window, _line, panel = beside
    panel.open_for("lock")
    assert panel.title.text() == "Lock the screen, change user"
    panel.follow("copies")
    assert panel.title.text() == "Copies"
    with qtbot.waitSignal(panel.closed):
        qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def test_that_asking_again_closes_help(beside) -> None:
    _window, _line, panel = beside
    panel.open_for("lock")
    panel.open_for("lock")
    assert not panel.isVisible()


def test_that_closing_help_gives_the_keyboard_back_to_where_it_was(beside, qtbot) -> None:
    window, line, panel = beside
    line.setFocus()
    panel.open_for("lock")
    assert window.focusWidget() is panel.text
    qtbot.keyClick(panel.text, Qt.Key.Key_Escape)
    assert window.focusWidget() is line


def test_that_a_link_opens_the_other_topic_and_an_address_nothing(beside) -> None:
    _window, _line, panel = beside
    panel.open_for("lock")
    panel.text.anchorClicked.emit(QUrl("copies.md"))
    assert panel.key == "copies"
    panel.text.anchorClicked.emit(QUrl("https://example.org/keys.md"))
    assert panel.key == "copies"
