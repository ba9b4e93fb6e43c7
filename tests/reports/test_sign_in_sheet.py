"""The sign-in sheet: everybody on each day of the class, with room to sign."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shelter_admin.domain.training import (
    Attendance,
    AttendanceFigures,
    BatchLine,
    ClassDay,
    ClassRow,
    ClassSheet,
    OwnDays,
    PracticeCell,
)
from shelter_admin.reports.sign_in_sheet import sign_in_sheet
from tests.reports.conftest import LONG_NAME, NAMES

MONDAY = date(2026, 12, 14)
CHRISTMAS_EVE = date(2026, 12, 24)


def a_class(first=MONDAY, days=5, people=4, trainers=("Yuliana Arifin",), weekdays="12345"):
    shown = [first + timedelta(days=at) for at in range(days)]
    lines = tuple(
        ClassDay(
            day, off="Cuti Bersama Natal" if day == CHRISTMAS_EVE else "", planned=str(day.isoweekday()) in weekdays
        )
        for day in shown
    )
    rows = tuple(
        ClassRow(
            f"e{at}", f"s{at}", f"p{at}", f"2026-{at:04}", NAMES[at % 6], OwnDays(), {first: Attendance.SICK} if at == 3 else {}, AttendanceFigures()
        )
        for at in range(people)
    )  # fmt: skip
    batch = BatchLine("b", "p", "Menjahit", "Angkatan II", starts_at="08:00", trainers=trainers)
    return ClassSheet(batch, first, shown[-1], lines, rows, date(2026, 12, 14))


def test_that_it_names_class_days_everybody_and_the_trainer(indonesian, imprint, read):
    text = " ".join(read(sign_in_sheet(a_class(), imprint)))
    assert "Menjahit · Angkatan II · 14-12-2026 sampai 18-12-2026 · 08.00" in text
    assert "Sen 14/12" in text
    assert LONG_NAME in text
    assert "2026-0003 Maria Bo & <Co> S" in text
    assert "Instruktur: Yuliana Arifin" in text
    assert "Paraf instruktur" in text


def test_that_every_box_of_a_fortnight_is_wide_enough_for_its_head(imprint, read, indonesian):
    text = " ".join(read(sign_in_sheet(a_class(days=14), imprint)))
    for head in ("Sen 14", "Jum 18", "Sen 21", "Jum 25"):
        assert head in text


def test_that_weekends_are_left_out_and_days_off_are_told(indonesian, imprint, read):
    text = " ".join(read(sign_in_sheet(a_class(days=14), imprint)))
    assert "Sab" not in text
    assert "24-12-2026: Cuti Bersama Natal" in text


def test_that_a_month_is_parted_evenly_into_tables_with_everybody_in_each(indonesian, imprint, read):
    text = " ".join(read(sign_in_sheet(a_class(first=date(2026, 10, 1), days=31), imprint)))
    assert text.count("2026-0001") == 3
    for span in ("01-10-2026 sampai 12-10-2026", "13-10-2026 sampai 22-10-2026", "23-10-2026 sampai 30-10-2026"):
        assert f"{span}: 4 orang" in text


def test_that_who_is_not_in_the_class_on_any_of_the_days_is_not_named(imprint, read):
    sheet = a_class(people=2)
    gone = ClassRow("e9", "s9", "p9", "2026-0099", "Njau", OwnDays(ended_on=date(2026, 11, 1)), {}, AttendanceFigures())
    told = ClassSheet(sheet.batch, sheet.first, sheet.last, sheet.days, (*sheet.rows, gone), sheet.today)
    assert "Njau" not in " ".join(read(sign_in_sheet(told, imprint)))


def test_that_a_class_without_people_has_room_for_names_and_one_without_days_says_so(indonesian, imprint, read):
    assert "0 orang" in " ".join(read(sign_in_sheet(a_class(people=0, trainers=()), imprint)))
    none = " ".join(read(sign_in_sheet(a_class(first=date(2026, 12, 19), days=2), imprint)))
    assert "Tidak ada jadwal kelas" in none


def test_that_it_is_the_same_twice_and_its_name_says_nobody(indonesian, imprint):
    made = sign_in_sheet(a_class(), imprint)
    assert made == sign_in_sheet(a_class(), imprint)
    assert made.filename == "daftar-hadir-14-12-2026.pdf"


@pytest.mark.parametrize("people", [40, 90])
def test_that_a_long_class_repeats_its_heads_on_every_page(indonesian, imprint, read, people):
    pages = read(sign_in_sheet(a_class(people=people), imprint))
    assert len(pages) > 2
    assert all("Sen 14/12" in page for page in pages if "Paraf" in page or "2026-00" in page)


def test_that_cancelled_days_have_no_box_and_announced_leave_and_practice_stand_in_theirs(indonesian, imprint, read):
    sheet = a_class()
    tuesday, friday = MONDAY + timedelta(days=1), MONDAY + timedelta(days=4)
    days = tuple(replace(day, cancelled="rapat", planned=False) if day.day == friday else day for day in sheet.days)
    first, second, *others = sheet.rows
    first = replace(first, announced={tuesday: Attendance.EXCUSED})
    second = replace(second, practice={tuesday: PracticeCell("Bengkel Jaya")})
    text = " ".join(read(sign_in_sheet(replace(sheet, days=days, rows=(first, second, *others)), imprint)))
    assert "Jum 18/12" not in text
    assert "18-12-2026: ditiadakan, rapat" in text
    assert f"2026-0000 {NAMES[0]} i" in text
    assert f"2026-0001 {NAMES[1]} P" in text
