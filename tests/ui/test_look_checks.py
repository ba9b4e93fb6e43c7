"""The machine that looks at windows sees what a person would."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tests.look.checks import findings
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import scrolled


@pytest.fixture
def window(qtbot):
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


def seen(window: QWidget, *parts: QWidget) -> str:
    layout = window.layout()
    assert layout is not None
    for part in parts:
        layout.addWidget(part)
    window.show()
    window.resize(300, 200)
    return "\n".join(findings(window))


def test_that_a_window_in_order_has_no_findings(window) -> None:
    assert seen(window, QLabel("Penghuni"), QPushButton("Simpan"), QLineEdit()) == ""


def test_that_cut_words_are_found(window) -> None:
    label = QLabel("Petugas piket malam ini")
    label.setFixedWidth(40)
    assert "words cut: 'Petugas piket malam ini'" in seen(window, label)


def test_that_a_label_whose_tooltip_says_all_may_be_cut(window) -> None:
    label = QLabel("Petugas piket malam ini")
    label.setFixedWidth(40)
    label.setToolTip("Petugas piket malam ini")
    assert seen(window, label) == ""


def test_that_wrapped_words_need_their_height(window) -> None:
    label = QLabel("Tidak ada yang terlambat kembali malam ini, semua sudah di dalam panti.")
    label.setWordWrap(True)
    label.setFixedSize(80, 20)
    assert "words cut below" in seen(window, label)


def test_that_a_button_too_narrow_is_found(window) -> None:
    made = QPushButton("Simpan dan tutup apel")
    made.setFixedWidth(50)
    assert "words cut: 'Simpan dan tutup apel'" in seen(window, made)


def test_that_a_choice_and_a_hint_too_narrow_are_found(window) -> None:
    combo = QComboBox()
    combo.addItem("Rehabilitasi sosial lanjut usia telantar")
    combo.setFixedWidth(60)
    line = QLineEdit()
    line.setPlaceholderText("nama, nomor, atau pindai kartu")
    line.setFixedWidth(60)
    found = seen(window, combo, line)
    assert "choice cut" in found
    assert "hint cut" in found


def test_that_a_heading_too_narrow_is_found(window) -> None:
    table = RecordsTable([Column("Tempat tidur", str, width=40)], str, "Beds")
    assert "heading cut: 'Tempat tidur'" in seen(window, table)


def test_that_parts_over_each_other_are_found(window, qtbot) -> None:
    one, other = QLabel("satu"), QLabel("dua")
    seen(window, one, other)
    other.setGeometry(one.geometry())
    assert "lies over" in "\n".join(findings(window))


def test_that_what_sticks_out_is_found(window) -> None:
    inner = QWidget()
    row = QHBoxLayout(inner)
    tall = QLabel("satu")
    row.addWidget(tall)
    inner.setFixedHeight(20)
    seen(window, inner)
    tall.setGeometry(0, 0, 40, 60)
    assert "sticks out" in "\n".join(findings(window))


def test_that_what_is_wider_than_its_scroll_area_is_found(window) -> None:
    inner = QLabel("x")
    inner.setMinimumWidth(900)
    assert "wider than its scroll area" in seen(window, scrolled(inner))
