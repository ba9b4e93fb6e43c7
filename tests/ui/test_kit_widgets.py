"""The small things every page is put together from."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.look.checks import findings
from ui.kit import theme
from ui.kit.widgets import Banner, Card, Chips, Empty, Pill, ShortLabel, Tile, button, label

LONG = "Wisma Bougenville Kusuma Bangsa 1 11/1"


@pytest.fixture
def room(qtbot):
    """A narrow room for parts side by side."""
    made = QWidget()
    QHBoxLayout(made).setContentsMargins(0, 0, 0, 0)
    qtbot.addWidget(made)
    made.resize(120, 60)
    return made


def test_that_a_pill_gives_way_and_its_tooltip_says_all(room) -> None:
    pill = Pill(LONG, "info")
    room.layout().addWidget(pill)
    room.show()
    room.resize(120, 60)
    assert pill.shown().endswith("…")
    assert pill.text() == LONG
    assert pill.toolTip() == LONG
    assert pill.accessibleName() == LONG
    assert findings(room) == []
    room.resize(500, 60)
    assert pill.shown() == LONG
    assert pill.toolTip() == ""


def test_that_a_pill_asks_for_the_room_of_all_its_words(room) -> None:
    pill = Pill(LONG)
    room.layout().addWidget(pill)
    room.show()
    room.resize(600, 60)
    wished = pill.sizeHint().width()
    room.resize(80, 60)
    assert abs(pill.sizeHint().width() - wished) <= 1  # letters side by side are not exactly the sum of their widths
    pill.say("di dalam", "ok")
    assert pill.sizeHint().width() < wished
    assert pill.property("pill") == "ok"


def test_that_words_are_never_read_as_markup(room) -> None:
    for made in (label("<b>Slamet</b>"), ShortLabel("<b>Slamet</b>")):
        assert made.textFormat() == Qt.TextFormat.PlainText


def test_that_an_empty_page_fits_into_a_narrow_place(qtbot) -> None:
    made = Empty(
        "users",
        "Belum ada yang dipilih",
        "Pilih seseorang di daftar untuk membaca berkasnya, dari masuk sampai keluar.",
    )
    qtbot.addWidget(made)
    made.show()
    made.resize(300, 400)
    assert findings(made) == []


def test_that_chips_with_other_figures_stay_at_their_place_in_the_order_of_tab(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    chips, after = Chips([("in", "Di panti 4"), ("left", "Keluar 2")]), QLineEdit()
    column.addWidget(chips)
    column.addWidget(after)
    qtbot.addWidget(page)
    before = chips.findChildren(QPushButton)
    chips.offer([("in", "Di panti 5"), ("left", "Keluar 1")])
    assert chips.findChildren(QPushButton) == before
    assert [chip.accessibleName() for chip in before] == ["Di panti 5", "Keluar 1"]
    assert before[-1].nextInFocusChain() is after


def test_that_chips_keep_the_choice_and_tell_only_what_a_person_chose(qtbot) -> None:
    chips = Chips([("in", "Di panti"), ("left", "Keluar")])
    qtbot.addWidget(chips)
    told: list[str] = []
    chips.chosen.connect(told.append)
    chips.choose("left")
    assert chips.key() == "left"
    assert told == []
    chips.offer([("in", "In the house"), ("left", "Left")])
    assert chips.key() == "left"
    made = chips.findChildren(type(button("", lambda: None)))[0]
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert told == ["in"]


def test_that_a_figure_opens_its_list_by_mouse_and_by_key(qtbot) -> None:
    tile = Tile("Hunian", "bed-double")
    qtbot.addWidget(tile)
    tile.say("112", "dari 105 tempat", share=112 / 105)
    opened: list[int] = []
    tile.opened.connect(lambda: opened.append(1))
    qtbot.mouseClick(tile, Qt.MouseButton.LeftButton)
    qtbot.keyClick(tile, Qt.Key.Key_Return)
    assert opened == [1, 1]
    assert tile.accessibleName().startswith("Hunian: 112 dari 105 tempat")


def test_that_a_button_without_words_is_called_by_its_tip(qtbot) -> None:
    made = button("", lambda: None, icon="x", tip="Tutup (Esc)")
    qtbot.addWidget(made)
    assert made.accessibleName() == "Tutup (Esc)"


def test_that_both_themes_keep_words_readable() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    def contrast(one: str, other: str) -> float:
        dark, bright = sorted((light(one), light(other)))
        return (bright + 0.05) / (dark + 0.05)

    grounds = ("background", "surface", "hover")
    pairs = [
        (words, ground)
        for words in ("text", "muted", "accent", "ok", "attention", "danger", "info")
        for ground in grounds
    ]
    pairs += [(words, f"{words}_soft") for words in ("accent", "ok", "attention", "danger", "info")]
    pairs += [
        ("on_accent", "accent"),
        ("on_accent", "accent_hover"),
        ("muted", "neutral_soft"),
        ("text", "accent_soft"),
    ]
    weak = [
        f"{words} on {ground}: {contrast(getattr(tokens, words), getattr(tokens, ground)):.2f}"
        for tokens in (theme.LIGHT, theme.DARK)
        for words, ground in pairs
        if contrast(getattr(tokens, words), getattr(tokens, ground)) < 4.5
    ]
    assert weak == []


def test_that_what_was_tinted_follows_the_theme(qtbot) -> None:
    made = button("Cetak", lambda: None, icon="printer")
    qtbot.addWidget(made)
    before = made.icon().pixmap(16, 16).toImage()
    theme.current().use(dark=True)
    assert made.icon().pixmap(16, 16).toImage() != before
    theme.current().use(dark=False)


def test_that_a_card_and_a_banner_hold_their_words(qtbot) -> None:
    card, banner = Card("Perlu tindakan"), Banner("attention", "Belum ada cadangan.")
    for made in (card, banner):
        qtbot.addWidget(made)
    inner = QLabel("isi")
    card.add(inner)
    assert inner.parentWidget() is card
    assert banner.words.text() == "Belum ada cadangan."


def test_that_the_small_drawings_of_a_theme_have_its_colours() -> None:
    folder = theme.RESOURCES / "theme"
    for name, tokens in (("light", theme.LIGHT), ("dark", theme.DARK)):
        drawn = {path.stem: path.read_text(encoding="utf-8") for path in (folder / name).glob("*.svg")}
        assert {"check", "partly", "dot", "up", "down"} == set(drawn)
        assert all(tokens.on_accent in drawn[sign] for sign in ("check", "partly", "dot"))
        assert all(tokens.muted in drawn[sign] for sign in ("up", "down"))


def test_that_a_box_to_tick_is_seen_before_it_is_ticked(qtbot) -> None:
    box = QCheckBox("Lembar sudah dicetak")
    qtbot.addWidget(box)
    box.show()
    plain = box.grab().toImage()
    edge = {plain.pixelColor(x, plain.height() // 2).name() for x in range(8)}
    assert theme.LIGHT.muted.lower() in edge
