"""Month sheets of a class, as any office may keep them: read by meaning, nothing guessed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest

from shelter_admin.domain.attendance_sheet import AttendanceReading
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Attendance
from shelter_admin.spreadsheets.attendance import column_name, look_for_attendance, read_attendance
from shelter_admin.spreadsheets.day_heads import Month
from shelter_admin.spreadsheets.sheets import Sheet, Workbook
from tests.spreadsheets import offices

SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE = SAMPLES / "kehadiran-menjahit-A.xlsx"
Rows = list[list[object]]
OCTOBER = Month(2026, 10)
H, S, E, A = Attendance

SIMPLE: Rows = [
    ["DAFTAR HADIR KELAS LAS"],
    ["Bulan: Oktober 2026"],
    [],
    ["No", "Nama", 1, 2, 3, "H", "S", "I", "A"],
    [1, "Slamet", "H", "s", None, 1, 1, 0, 0],
    [2, "Siti Aminah", "v", ".", "A", 2, 0, 0, 1],
    ["Jumlah", None, 2, 1, 0, 3, 1, 0, 1],
    [],
    [None, None, None, None, "Samarinda, 31 Oktober 2026"],
    [None, None, None, None, "Instruktur,"],
    [None, None, None, None, "Yusuf Arifin"],
]


def book(*sheets: Sequence[Sequence[object]], names: Sequence[str] = ("Sheet1", "Sheet2", "Sheet3")) -> Workbook:
    return Workbook(tuple(Sheet(name, [list(row) for row in rows]) for name, rows in zip(names, sheets, strict=False)))


def day(number: int) -> date:
    return date(2026, 10, number)


def told(reading: AttendanceReading) -> list[tuple[str, dict[date, Attendance]]]:
    return [(row.name, dict(row.marks)) for row in reading.rows]


THERE = [("Slamet", {day(1): H, day(2): S}), ("Siti Aminah", {day(1): H, day(2): H, day(3): A})]


def test_that_the_sample_reads_as_a_careful_reader_does():
    expected = json.loads((SAMPLES / "expected-A.json").read_text(encoding="utf-8"))["attendance"]
    reading = read_attendance(SAMPLE)
    assert len(reading.rows) == expected["rows"]
    assert len(reading.days) == 31
    assert len(reading.class_days) == 22
    assert sum(len(row.marks) for row in reading.rows) == 22 * len(reading.rows)
    assert (reading.sheet, reading.doubts) == ("Menjahit", ())
    assert "MENJAHIT" in reading.title
    assert reading.rows[0].marks[day(6)] is H  # v
    assert reading.rows[7].marks[day(26)] is H  # .
    assert reading.rows[2].marks[day(2)] is H  # h


@pytest.mark.parametrize("ending", sorted(offices.WRITERS))
def test_that_every_kind_of_file_reads_alike(tmp_path, ending):
    assert told(read_attendance(offices.WRITERS[ending](tmp_path / f"kelas.{ending}", SIMPLE))) == THERE


@pytest.mark.parametrize(
    "heading", ["NAMA", "Nama Peserta", "Nama Klien", "PENERIMA MANFAAT", "Peserta", "Nama PM", "Nama Warga Binaan"]
)
def test_that_the_column_of_names_goes_by_many_names(heading):
    rows = [list(row) for row in SIMPLE]
    rows[3][1] = heading
    assert told(read_attendance(book(rows))) == THERE


@pytest.mark.parametrize(
    "title",
    [
        ["Bulan: Oktober 2026"], ["BULAN OKTOBER TAHUN 2026"], ["Bulan", ":", "Oktober 2026"], ["Periode 1 s/d 31 Oktober 2026"],
        ["Bulan : Oktober", "Tahun : 2026"], ["Okt. 2026"], ["Bulan 10/2026"], ["Bulan ke-10 Tahun 2026"], ["Bulan", date(2026, 10, 1)],
        ["Bulan", datetime(2026, 10, 1)], ["okt-26"], ["Tahun Ajaran 2026/2027, Bulan: Oktober 2026"],
    ],
)  # fmt: skip
def test_that_the_month_is_found_however_the_title_puts_it(title):
    rows = [list(row) for row in SIMPLE]
    rows[1] = title
    assert told(read_attendance(book(rows))) == THERE


def test_that_the_month_may_stand_in_the_name_of_sheet_or_file_only():
    rows = [row for at, row in enumerate(SIMPLE) if at != 1]
    assert told(read_attendance(book(rows, names=["Okt 2026"]))) == THERE
    assert told(read_attendance(book(rows), called="kehadiran_oktober_2026.xlsx")) == THERE
    assert told(read_attendance(book(rows), month=OCTOBER)) == THERE
    rows.insert(0, ["Tahun 2026"])
    assert told(read_attendance(book(rows, names=["OKT"]))) == THERE


@pytest.mark.parametrize(
    "title",
    [
        ["Menjahit"],
        ["Bulan Oktober"],
        ["Tahun 2026"],
        ["Bulan: September - Oktober 2026"],
        ["Semester Juli 2026 s.d. Desember 2026"],
    ],
)
def test_that_a_month_that_cannot_be_told_is_asked_for(title):
    rows = [list(row) for row in SIMPLE]
    rows[1] = title
    rows[8:] = []
    with pytest.raises(Refused) as refused:
        read_attendance(book(rows))
    assert refused.value.code == "attendance_month_unclear"
    assert told(read_attendance(book(rows), month=OCTOBER)) == THERE


@pytest.mark.parametrize(
    "heads",
    [
        [day(1), day(2), day(3)], ["01/10/2026", "02/10/2026", "03/10/2026"], ["1-10-26", "2-10-26", "3-10-26"], ["1/10", "2/10", "3/10"],
        ["1 Okt", "2 Okt", "3 Okt"], ["Kam, 1", "Jum, 2", "Sab, 3"], ["Kamis\n1", "Jumat\n2", "Sabtu\n3"], ["Tgl 1", "Tgl 2", "Tgl 3"],
        ["1.", "2.", "3."], [1.0, 2.0, 3.0], [46296, 46297, 46298], ["Kamis, 1 Oktober 2026", "Jum'at, 2 Oktober 2026", "Sabtu, 3 Oktober 2026"],
    ],
)  # fmt: skip
def test_that_days_are_read_as_numbers_dates_and_words(heads):
    rows = [list(row) for row in SIMPLE]
    rows[3][2:5] = heads
    assert told(read_attendance(book(rows))) == THERE


def test_that_heads_in_full_need_no_month_in_the_title():
    rows = [list(row) for row in SIMPLE]
    rows[1:4] = [["No", "Nama", day(1), day(2), day(3)]]
    assert told(read_attendance(book(rows))) == THERE


def test_that_a_class_that_met_once_is_read():
    rows: Rows = [["Bulan", "Oktober 2026"], ["Nama", day(1)], ["Slamet", "H"], ["Tri", "a"]]
    assert told(read_attendance(book(rows))) == [("Slamet", {day(1): H}), ("Tri", {day(1): A})]


def test_that_headings_of_two_rows_and_a_row_of_weekdays_and_one_of_numbers_are_passed_over():
    rows: Rows = [
        ["Bulan: Oktober 2026"],
        ["No", "Nama", "Tanggal", None, None, "Jumlah", None],
        [None, None, 1, 2, 3, "H", "A"],
        [None, None, "K", "J", "S", None, None],
        [1, 2, 3, 4, 5, 6, 7],
        *[list(row) for row in SIMPLE[4:]],
    ]
    reading = read_attendance(book(rows))
    assert told(reading) == THERE
    assert reading.doubts == ()


def test_that_two_halves_of_a_month_one_under_the_other_are_one_sheet():
    second: Rows = [
        ["Bulan: Oktober 2026"],
        ["No", "Nama", 16, 17, 18],
        [1, "SLAMET", "A", "H", "H"],
        [2, "Tri", "I", None, "H"],
    ]
    rows: Rows = [*SIMPLE, [], *second]
    reading = read_attendance(book(rows))
    assert told(reading) == [
        ("Slamet", {day(1): H, day(2): S, day(16): A, day(17): H, day(18): H}),
        THERE[1],
        ("Tri", {day(16): E, day(18): H}),
    ]


def test_that_a_second_month_below_is_read_as_its_own_month():
    signed: Rows = [*SIMPLE[:8], [None, None, None, None, "Samarinda, 2 Desember 2026"]]
    rows: Rows = [*signed, [], ["Bulan November 2026"], *[list(row) for row in SIMPLE[3:6]]]
    reading = read_attendance(book(rows))
    assert reading.rows[0].marks == {day(1): H, day(2): S, date(2026, 11, 1): H, date(2026, 11, 2): S}


def test_that_the_date_of_a_signature_is_not_the_month_of_the_table_below():
    signed: Rows = [*SIMPLE[:8], [None, None, None, None, "Samarinda, 2 November 2026"]]
    rows: Rows = [*signed, ["No", "Nama", 16, 17, 18], [1, "Tri", "I", None, "H"]]
    reading = read_attendance(book(rows))
    assert told(reading)[2] == ("Tri", {day(16): E, day(18): H})


def test_that_one_name_twice_in_a_sheet_stays_two_rows():
    rows = [list(row) for row in SIMPLE]
    rows[5][1] = "Slamet"
    assert [row.number for row in read_attendance(book(rows)).rows] == [5, 6]


@pytest.mark.parametrize("cell", ["-", "x", "1", "H/S", "Libur", "hs", "?", 1, "telat", "#REF!"])
def test_that_what_is_no_mark_is_listed_with_its_place_and_not_guessed(cell):
    rows = [list(row) for row in SIMPLE]
    rows[4][3] = cell
    reading = read_attendance(book(rows))
    assert reading.rows[0].marks == {day(1): H}
    assert reading.rows[0].doubtful == {day(2)}
    assert [(d.row, d.column, d.code, d.text, d.day) for d in reading.doubts] == [
        (5, "D", "mark_unclear", str(cell), day(2))
    ]


def test_that_a_mark_on_a_day_the_month_lacks_is_listed():
    rows: Rows = [["Bulan November 2026"], ["No", "Nama", 29, 30, 31], [1, "Tri", "H", "H", "A"]]
    reading = read_attendance(book(rows))
    assert reading.days == (date(2026, 11, 29), date(2026, 11, 30))
    assert [(d.row, d.column, d.code) for d in reading.doubts] == [(3, "E", "day_not_there")]


def test_that_a_mark_under_no_day_and_marks_without_a_name_are_listed():
    rows: Rows = [
        ["Bulan Oktober 2026"],
        ["No", "Nama", 1, None, 2, 3],
        [1, "Tri", "H", "A", "H", "H"],
        [2, None, "H", None, "H", "H"],
    ]
    reading = read_attendance(book(rows))
    assert told(reading) == [("Tri", {day(1): H, day(2): H, day(3): H})]
    assert [(d.row, d.column, d.code) for d in reading.doubts] == [(3, "D", "day_missing"), (4, "C", "row_nameless")]


def test_that_days_that_do_not_run_on_are_refused():
    for heads in ([29, 30, 31, 1, 2], [1, 1, 2, 2, 3], [3, 2, 1]):
        rows: Rows = [["Bulan Oktober 2026"], ["No", "Nama", *heads], [1, "Tri", "H", "H", "H"]]
        with pytest.raises(Refused) as refused:
            read_attendance(book(rows))
        assert refused.value.code == "attendance_days_unclear"


def test_that_lines_of_tallies_and_signers_are_nobody():
    rows = [list(row) for row in SIMPLE]
    rows[6:] = [
        [None, "Hadir", 2, 1, 0],
        [None, "Paraf instruktur", "H", "H", "H"],
        [],
        [None, "Mengetahui,", None, None, None, "Samarinda, 31 Oktober 2026"],
        [None, "Kepala UPTD", None, None, None, "Instruktur"],
        [None, "Dra. Ratna Wulandari", None, None, None, "Yusuf Arifin"],
        [None, "NIP. 19700101 199003 2 001"],
    ]
    reading = read_attendance(book(rows))
    assert told(reading) == THERE
    assert reading.doubts == ()


def test_that_a_file_without_a_class_is_refused_and_several_classes_are_asked_about():
    with pytest.raises(Refused) as refused:
        read_attendance(SAMPLES / "kamar-A.xlsx")
    assert refused.value.code == "attendance_not_found"
    with pytest.raises(Refused) as refused:
        read_attendance(SAMPLES / "register-rsbk-samarinda.xlsx")
    assert refused.value.code == "attendance_not_found"
    several = book(SIMPLE, SIMPLE, names=["Las", "Boga"])
    with pytest.raises(Refused) as refused:
        read_attendance(several)
    assert refused.value.code == "attendance_sheets_several"
    assert look_for_attendance(several) == ["Las", "Boga"]
    assert told(read_attendance(several, sheet="boga")) == THERE


def test_that_the_own_number_is_read_where_the_sheet_has_it():
    rows: Rows = [
        ["Bulan Oktober 2026"],
        ["No", "No. Induk", "Nama", 1, 2, 3],
        [1, "2026-0001", "Tri", "H", "H", "H"],
    ]
    assert read_attendance(book(rows)).rows[0].own_number == "2026-0001"


def test_that_columns_are_called_as_spreadsheets_call_them():
    assert [column_name(at) for at in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
