"""The transcript as paper: every column under its own heading, nothing past the margin, long names whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from shelter_admin.domain.training.grading import HUNDRED, Transcript, TranscriptSubject, Weights
from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.reports.page import MARGIN
from shelter_admin.reports.transcript import transcript
from tests.reports.conftest import LONG_NAME

PARTS = {Part.THEORY: 71.0, Part.PRACTICE: 82.0, Part.ATTITUDE: 93.0}
MARKS = Transcript(
    name=LONG_NAME,
    number="2026-0077",
    program="Pengolahan Hasil Perikanan dan Tata Boga Nusantara untuk Usaha Rumah Tangga",
    batch="Angkatan II",
    first_day=date(2026, 6, 1),
    last_day=date(2026, 11, 20),
    hours=412,
    subjects=(TranscriptSubject("Membuat pola dasar", 8, 12, PARTS, 80.9),),
    competences=(("Memasang kancing", True),),
    final=80.9,
    final_reckoned=True,
    predikat="Memuaskan",
    by_hours=True,
    weights=Weights.from_setting((30, 50, 20)),
    scale=HUNDRED,
)
BARE = replace(MARKS, subjects=(replace(MARKS.subjects[0], parts={}),))


@pytest.mark.parametrize(
    ("marks", "table"),
    [
        (
            MARKS,
            "No. Materi Teori (JP) Praktik (JP) Teori Praktik Sikap Nilai 1 Membuat pola dasar 8 12 71 82 93 80,9",
        ),
        (BARE, "No. Materi Teori (JP) Praktik (JP) Nilai 1 Membuat pola dasar 8 12 80,9"),
    ],
)
def test_that_every_column_of_marks_stands_under_its_own_heading(indonesian, imprint, read, marks, table):
    (page,) = read(transcript(marks, imprint, "t.pdf", "Kepala UPTD"))
    assert table in page
    assert LONG_NAME in page


def test_that_nothing_stands_past_the_margin(indonesian, imprint):
    paper = pypdfium2.PdfDocument(transcript(MARKS, imprint, "t.pdf", "Kepala UPTD").content)
    page = paper[0]
    text = page.get_textpage()
    edges = [text.get_charbox(at)[2] for at in range(text.count_chars())]
    wide = page.get_width()
    text.close()
    paper.close()
    assert max(edges) <= wide - MARGIN + 1
