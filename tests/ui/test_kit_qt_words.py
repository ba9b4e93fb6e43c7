"""Qt's own words."""

from __future__ import annotations

import gettext

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from shelter_admin.domain.words import ENGLISH, INDONESIAN, speak
from shelter_admin.operations.language import load_catalogue
from ui.kit import qt_words


@pytest.fixture
def words(qapp):
    before = QLocale()
    made = qt_words.QtWords(qapp)
    qapp.installTranslator(made)
    yield
    qapp.removeTranslator(made)
    QLocale.setDefault(before)


def test_that_a_file_dialog_speaks_indonesian(words, qtbot) -> None:
    speak(INDONESIAN, load_catalogue(INDONESIAN))
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = {part.text() for part in dialog.findChildren(QLabel)} | {
        part.text() for part in dialog.findChildren(QPushButton)
    }
    assert {"&Cari di:", "&Jenis berkas:", "&Buka"} <= said


def test_that_what_we_do_not_know_stays_as_qt_says_it(words) -> None:
    speak(INDONESIAN, load_catalogue(INDONESIAN))
    assert QCoreApplication.translate("QFileDialog", "Nobody said this") == "Nobody said this"


def test_that_english_is_qts_own(words) -> None:
    speak(ENGLISH, gettext.NullTranslations())
    assert QCoreApplication.translate("QFileDialog", "&Look in:") == "&Look in:"
