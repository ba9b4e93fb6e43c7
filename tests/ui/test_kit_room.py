"""Little room: words in a few lines, choices shortened in the middle, parts that scroll before they lie on others."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QListWidget, QPushButton, QVBoxLayout, QWidget

from tests.look.checks import findings
from ui.kit import theme
from ui.kit.few_lines import FewLines, in_two_lines
from ui.kit.flow import Flow
from ui.kit.form import ChoiceField, TextField
from ui.kit.scrolling import Scrolling
from ui.kit.widgets import Card, label

NAME = "Raden Ajeng Siti Nurhaliza Kusumawardhani Puspaningtyas alias Mbah Surip"


@pytest.fixture
def place(qtbot):
    """A place of a given size with one part in it."""
    kept = []

    def made(part: QWidget, width: int, height: int) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(part)
        qtbot.addWidget(holder)
        kept.append(holder)
        holder.show()
        holder.resize(width, height)
        return holder

    return made


def test_that_a_long_name_takes_its_two_lines_and_its_tooltip_says_all(place) -> None:
    name = FewLines(2)
    name.setText(NAME)
    part = QWidget()
    column = QVBoxLayout(part)
    column.addWidget(name)
    column.addStretch(1)
    holder = place(part, 200, 200)
    assert name.height() < 3 * name.fontMetrics().lineSpacing()
    assert name.shown().endswith("…")
    assert name.text() == name.toolTip() == name.accessibleName() == NAME
    assert findings(holder) == []
    holder.resize(800, 200)
    assert name.shown() == NAME
    assert name.toolTip() == ""


def test_that_a_short_name_takes_one_line(place) -> None:
    name = FewLines(2)
    name.setText("Sutarjo")
    holder = place(name, 200, 200)
    assert name.heightForWidth(200) == name.fontMetrics().lineSpacing()
    assert name.shown() == "Sutarjo"
    assert findings(holder) == []


def test_that_a_long_choice_is_shortened_in_its_middle_and_its_tooltip_says_all(place) -> None:
    field = ChoiceField("who", "Who", [("a", f"{NAME} · 2026-0100"), ("b", "Sutarjo")])
    holder = place(field, 250, 60)
    assert field.combo.shown().startswith("Raden")
    assert field.combo.shown().endswith("2026-0100")
    assert field.combo.toolTip() == f"{NAME} · 2026-0100"
    assert findings(holder) == []
    field.set_value("b")
    assert field.combo.toolTip() == ""


def test_that_a_tooltip_somebody_else_gave_a_choice_stays_with_a_short_one(place) -> None:
    field = ChoiceField("store", "Store", [("a", "Harapan"), ("b", "Mulia")])
    field.combo.setToolTip("/srv/harapan.shelter")
    place(field, 250, 60)
    assert field.combo.toolTip() == "/srv/harapan.shelter"


class Section(QWidget):
    """A line to write in, a list, a sentence and buttons, one below the other."""

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        written = QListWidget()
        written.setMinimumHeight(56)
        buttons = Flow()
        for words in ("Followed up", "Change…", "Take out"):
            buttons.addWidget(QPushButton(words))
        self.column.addWidget(TextField("line", "New note"))
        self.column.addWidget(label("k what was said > 3 days, and a confidential one begins with !", wrap=True))
        self.column.addWidget(written, 1)
        self.column.addLayout(buttons)


def test_that_a_section_without_room_scrolls_and_nothing_lies_over_anything(place) -> None:
    inner = Section()
    holder = place(Scrolling(inner), 220, 120)
    assert findings(holder) == []
    assert inner.height() > 120


def test_that_a_section_with_room_fills_it_without_scrolling(place) -> None:
    inner = Section()
    area = Scrolling(inner)
    place(area, 220, 300)
    assert inner.size() == area.size()
    assert not area.verticalScrollBar().isVisible()


def test_that_a_section_follows_what_comes_into_it(place, qtbot) -> None:
    inner = Section()
    area = Scrolling(inner)
    holder = place(area, 220, 300)
    later = QWidget(inner)
    column = QVBoxLayout(later)
    for words in ("Another", "A third", "A fourth"):
        column.addWidget(TextField(words, words))
    inner.column.addWidget(later)
    later.show()
    qtbot.waitUntil(area.verticalScrollBar().isVisible)
    assert findings(holder) == []


def test_that_a_long_heading_is_broken_where_its_two_lines_are_shortest() -> None:
    letters = QFontMetrics(theme.font())
    assert in_two_lines("Pengetahuan bahan dan alat", letters) == "Pengetahuan\nbahan dan alat"
    assert in_two_lines("Kewirausahaan", letters) == "Kewirausahaan"


def test_that_a_card_that_scrolls_keeps_its_surface() -> None:
    card, plain = Card("Send"), QWidget()
    areas = [Scrolling(card), Scrolling(plain)]
    assert card.property("clear") is None
    assert plain.property("clear") == "true"
    assert len(areas) == 2
