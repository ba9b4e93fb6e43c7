"""The papers of a shift: handover with both names, minutes of an occurrence, the kitchen's sheet, receipts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from shelter_admin.domain.belongings import Belonging
from shelter_admin.domain.kitchen import DietCount, KitchenDay, Meal, MealCount
from shelter_admin.domain.occurrences import Involved, Occurrence, OccurrenceKind
from shelter_admin.domain.settings import Panti, Settings, Zone
from shelter_admin.domain.shifts import (
    Found,
    HandoverLine,
    HandoverNote,
    NoteKind,
    NoteLine,
    Shift,
    Signature,
    shift_of,
)
from shelter_admin.reports.belongings_receipt import belongings_receipt
from shelter_admin.reports.kitchen_count import kitchen_count
from shelter_admin.reports.occurrence_record import occurrence_record
from shelter_admin.reports.shift_handover import shift_handover

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
DAY = date(2026, 11, 21)
PANTI = Panti("p", "P", "Panti", "64.72", Zone.WITA, Settings(signer_name="Dra. Ratna"))


def at(hour, minute=0, day=DAY):
    return PANTI.instant(day, time(hour, minute))


@pytest.fixture
def note():
    line = HandoverLine("h", shift_of(PANTI, DAY, Shift.NIGHT), Signature("a", "Rina", at(6, 50)), None)
    lines = (
        NoteLine(NoteKind.LATE, LONG_NAME, "Melati 1/1", at(16), at(18), "p"),
        NoteLine(NoteKind.TO_CLEAN, "Melati 2/1"),
    )
    return HandoverNote(line, Found(at(6, 50), 60, 57, 12, 9, 3), lines, "Kunci di laci.\n<b>Kran</b> bocor.")


def test_that_the_handover_says_the_shift_the_figures_the_lines_and_who_signed_when(note, imprint, read, indonesian):
    (words,) = read(shift_handover(note, imprint, PANTI))
    for expected in ("Sabtu, 21 November 2026", "20.00–07.00 WITA", "60", "57", LONG_NAME, "16.00", "18.00"):
        assert expected in words
    assert "<b>Kran</b> bocor." in words
    assert "Rina" in words
    assert words.count("belum ditandatangani") == 1
    assert "KONSEP" not in words


def test_that_a_note_nobody_handed_over_is_marked_as_a_draft_and_one_of_both_names_both(
    note, imprint, read, indonesian
):
    open_note = replace(note, line=replace(note.line, handed=None))
    assert "KONSEP" in "".join(read(shift_handover(open_note, imprint, PANTI)))
    signed = replace(note, line=replace(note.line, taken=Signature("b", "Joko", at(7, 2))))
    words = "".join(read(shift_handover(signed, imprint, PANTI)))
    assert "Joko" in words
    assert "belum ditandatangani" not in words


def test_that_a_quiet_shift_says_so(note, imprint, read, indonesian):
    words = "".join(read(shift_handover(replace(note, lines=()), imprint, PANTI)))
    assert "Tidak ada hal khusus yang tercatat dalam dinas ini." in words


def test_that_a_long_night_goes_on_over_pages(note, imprint, read):
    many = tuple(NoteLine(NoteKind.OUTSIDE, f"{LONG_NAME} {nth}", "Melati", at(16)) for nth in range(120))
    pages = read(shift_handover(replace(note, lines=many), imprint, PANTI))
    assert len(pages) > 2
    assert f"{LONG_NAME} 119" in "".join(pages)


def test_that_the_minutes_tell_when_where_who_and_what_is_still_to_be_done(imprint, read, indonesian):
    people = (Involved("p", "2026-0117", LONG_NAME, "korban"),)
    found = Occurrence(
        "o", 1, at(9, 5), OccurrenceKind.FIGHT, "dapur", "Berselisih & <ribut>.", "", "Bicara", DAY + timedelta(days=1),
        people,
    )  # fmt: skip
    document = occurrence_record(found, imprint, PANTI)
    (words,) = read(document)
    for expected in (
        "09.05 WITA",
        "bertempat di dapur",
        "Berselisih & <ribut>.",
        "22 November 2026",
        LONG_NAME,
        "korban",
    ):
        assert expected in words
    assert document.filename == "berita-acara-kejadian-21-11-2026-0905.pdf"


def test_that_the_kitchen_s_sheet_adds_up_and_holds_one_page(imprint, read, indonesian):
    diets = tuple(DietCount(f"diet nomor {number}", number) for number in range(1, 13))
    meals = tuple(
        MealCount(meal, at(hour), (DietCount("", 40), *diets), 3, 2)
        for meal, hour in zip(Meal, (6, 12, 18), strict=True)
    )
    (words,) = read(kitchen_count(KitchenDay(DAY, 123, meals), imprint, PANTI))
    assert "118" in words
    assert "diet nomor 12" in words
    assert "123 orang tinggal di panti." in words


def test_that_a_receipt_names_the_things_and_to_whom_they_were_given(imprint, read, indonesian):
    thing = Belonging("b", "p", "Dompet & isi", 2, "Lemari", DAY, returned_on=DAY, returned_to="Ibu Sumiati")
    (words,) = read(belongings_receipt((LONG_NAME, "2026-0117"), [thing], DAY, imprint))
    for expected in (LONG_NAME, "2026-0117", "Dompet & isi", "Diserahkan kepada Ibu Sumiati pada 21 November 2026."):
        assert expected in words
    (empty,) = read(belongings_receipt((LONG_NAME, "2026-0117"), [], None, imprint))
    assert "Tidak ada barang titipan." in empty
