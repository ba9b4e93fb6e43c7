"""Transcripts: every mark with its part, what is unknown stays unknown, whoever is kept confidential is left out."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.training.competences import (
    CheckCompetences,
    CheckGiven,
    CompetenceGiven,
    CompetencesOf,
    SetCompetences,
)
from shelter_admin.operations.training.grades import GradeGiven, SetGrades
from shelter_admin.operations.training.part_marks import PartGiven, SetPartMarks
from shelter_admin.operations.training.programs import SetSubjects, SubjectGiven, SubjectsOf
from shelter_admin.operations.training.transcripts import PrintTranscripts
from tests.operations.residents_house import a_house
from tests.operations.training_house import a_sewing_class

LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Puspaningtyas Dewi"


@pytest.fixture
def sewing(tmp_path):
    made = a_sewing_class(a_house(tmp_path), LONG, "Bulan")
    yield made
    made.head.close()


def prepare(sewing, subjects=2):
    given = tuple(
        SubjectGiven(f"Mata pelajaran ke-{at} dengan judul yang panjang sekali, praktik dan teori bersama"[:78], 10, 30)
        for at in range(subjects)
    )
    sewing.head.do(SetSubjects(sewing.program_id, given))
    names = ("Mengukur badan dan membuat pola dasar busana wanita sesuai ukuran", "Memasang kancing")
    sewing.head.do(SetCompetences(sewing.program_id, tuple(CompetenceGiven(name) for name in names)))
    lines = sewing.head.ask(SubjectsOf(sewing.program_id))
    who = sewing.row(LONG).enrolment_id
    marks = [PartGiven(who, line.subject_id, part, 78.5 + at % 9) for at, line in enumerate(lines) for part in Part]
    sewing.trainer.do(SetPartMarks(sewing.batch_id, tuple(marks)))
    sewing.trainer.do(SetPartMarks(sewing.batch_id, (PartGiven(who, lines[0].subject_id, Part.THEORY, 90, 2),)))
    one = sewing.head.ask(CompetencesOf(sewing.program_id))[0].competence_id
    sewing.trainer.do(CheckCompetences(sewing.batch_id, (CheckGiven(who, one, True),)))


def text_of(document):
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(document.content)).pages]


def test_that_a_transcript_says_parts_resits_competences_and_how_it_was_reckoned(sewing):
    prepare(sewing)
    (page,) = text_of(sewing.trainer.ask(PrintTranscripts(sewing.batch_id, (sewing.row(LONG).enrolment_id,))))
    for told in (
        "Transkrip nilai",
        LONG,
        "Menjahit",
        "90",
        "78,5",
        "81,95",
        "mengulang 1 kali",
        "kompeten (K)",
        "belum dinilai",
    ):
        assert told in page, told
    assert "teori 30 %, praktik 50 %, sikap 20 %" in page
    assert "1 dari 2" in page


def test_that_a_class_is_printed_a_page_for_each_with_strokes_for_what_is_unknown(sewing):
    prepare(sewing)
    pages = text_of(sewing.trainer.ask(PrintTranscripts(sewing.batch_id)))
    assert len(pages) == 2
    assert "Bulan" in pages[0]
    assert "– Nilai akhir" in pages[0]
    assert sewing.house.audit()[-1].act == "PrintTranscripts"


def test_that_marks_stand_on_the_scale_of_the_settings(sewing):
    prepare(sewing)
    sewing.head.do(ChangeSettings(replace(sewing.head.panti.settings, mark_scale="4")))
    (page,) = text_of(sewing.head.ask(PrintTranscripts(sewing.batch_id, (sewing.row(LONG).enrolment_id,))))
    assert "3,28" in page
    assert "skala 0 sampai 4" in page


def test_that_many_subjects_go_on_on_another_page_and_a_typed_mark_is_not_called_reckoned(sewing):
    prepare(sewing, subjects=34)
    who = sewing.row(LONG).enrolment_id
    assert "Nilai akhir adalah rata-rata" in " ".join(
        text_of(sewing.trainer.ask(PrintTranscripts(sewing.batch_id, (who,))))
    )
    sewing.trainer.do(SetGrades(sewing.batch_id, (GradeGiven(who, 60),)))
    pages = text_of(sewing.trainer.ask(PrintTranscripts(sewing.batch_id, (who,))))
    assert len(pages) == 3
    assert "Nilai akhir adalah rata-rata" not in " ".join(pages)
