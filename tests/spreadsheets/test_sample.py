from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.likeness import Known, possible_doubles
from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.register import RegisterReading
from shelter_admin.spreadsheets.headings import Meaning
from shelter_admin.spreadsheets.register import best_guess, read_register
from shelter_admin.spreadsheets.rooms import read_rooms
from shelter_admin.spreadsheets.sheets import open_sheets

TODAY = date(2026, 11, 21)
SAMPLES = Path(__file__).parents[1] / "samples"
SAMPLE = SAMPLES / "register-rsbk-samarinda.xlsx"
EXPECTED = json.loads((SAMPLES / "expected-A.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading() -> RegisterReading:
    return read_register(SAMPLE, today=TODAY)


def test_that_every_person_of_the_sample_is_found_and_nobody_else(reading: RegisterReading):
    assert len(reading.rows) == EXPECTED["rows"]
    assert (reading.blank_rows, reading.group_rows, reading.refused) == (
        EXPECTED["blank_rows"],
        EXPECTED["group_rows"],
        (),
    )
    assert sum(not row.in_house for row in reading.rows) == EXPECTED["left"]
    assert sum(row.in_house for row in reading.rows) == EXPECTED["in_house"]


@pytest.mark.parametrize(
    "code",
    [
        "nik_last_digit_lost",
        "nik_missing",
        "nik_wrong_length",
        "nik_not_digits",
        "birth_year_only",
        "birth_from_age",
        "birth_missing",
    ],
)
def test_that_the_sample_has_as_many_doubts_as_a_careful_reader_finds(reading: RegisterReading, code: str):
    assert reading.warnings()[code] == EXPECTED[code]


def test_that_births_disagreeing_with_the_nik_are_as_many_as_a_careful_reader_finds(reading: RegisterReading):
    low, high = EXPECTED["nik_birth_differs_at_least"], EXPECTED["nik_birth_differs_at_most"]
    assert low <= reading.warnings()["nik_birth_differs"] <= high


def test_that_whole_niks_are_neither_lost_nor_invented(reading: RegisterReading):
    whole = [row for row in reading.rows if row.nik.digits and len(row.nik.digits) == 16]
    apart = [row for row in whole if row.doubts_of("nik_birth_differs")]
    assert len(whole) - len(apart) >= EXPECTED["nik_sixteen_digits_not_set_apart"]
    assert not [row for row in reading.rows if row.nik.digits and len(row.nik.digits) not in {15, 16}]


def test_that_codes_retired_when_a_province_was_split_are_known(reading: RegisterReading):
    assert "nik_region_unknown" not in reading.warnings()
    assert "nik_region_differs" not in reading.warnings()


def test_that_every_expected_pair_is_shown_and_few_others(reading: RegisterReading):
    people = [
        Known(str(row.number), row.name, row.alias, row.sex, row.born, row.nik.likely_digits) for row in reading.rows
    ]
    names = {str(row.number): row.written_name for row in reading.rows}
    pairs = [{names[double.first], names[double.second]} for double in possible_doubles(people)]
    for expected in EXPECTED["duplicate_pairs"]:
        assert set(expected) in pairs
    assert len(pairs) <= len(EXPECTED["duplicate_pairs"]) + 3


def test_that_every_cell_stays_with_its_person(reading: RegisterReading):
    row = reading.rows[5]
    assert row.number == 14
    assert row.original["NIK"] == "6404011110729440"
    assert row.original["Tempat, Tgl Lahir"] == "Tanjung Selor, 11 Oktober 1972"
    assert len(row.original) == 12


def test_that_remarks_on_papers_and_scars_end_no_stay(reading: RegisterReading):
    kept = {row.remark for row in reading.rows if row.remark and row.in_house}
    assert kept == {"dlm proses KTP", "bekas luka bakar tangan kiri", "HT", "sakit"}
    assert {row.remark for row in reading.rows if row.health_remark} == {"HT", "sakit"}


def test_that_rows_keep_their_marks_when_others_come_and_their_order_changes(reading: RegisterReading, tmp_path: Path):
    book = load_workbook(SAMPLE)
    sheet = book["Data Klien 2026"]
    people = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=9, max_row=130) if row[1].value]
    for number, person in enumerate(random.Random(7).sample(people, len(people))):
        for column, value in enumerate([number + 500, *person[1:]], start=1):
            sheet.cell(9 + number, column).value = value
    for cell in sheet[130]:
        cell.value = None
    sheet.insert_rows(9, 3)
    for number, name in enumerate(["Karyo Baru", "Menik Baru", "Tugimin Baru"]):
        for column, value in enumerate([900 + number, name, "-", "L", "Malang, 1970", "Kota Malang"], start=1):
            sheet.cell(9 + number, column).value = value
    book.save(tmp_path / "again.xlsx")
    known = {row.fingerprint for row in reading.rows}
    again = read_register(tmp_path / "again.xlsx", today=date(2027, 3, 1)).rows
    assert len(known) == 186
    assert sorted(row.name for row in again if row.fingerprint not in known) == [
        "Karyo Baru",
        "Menik Baru",
        "Tugimin Baru",
    ]
    assert known <= {row.fingerprint for row in again}


def test_that_a_remark_added_later_makes_no_new_person(reading: RegisterReading, tmp_path: Path):
    book = load_workbook(SAMPLE)
    book["Data Klien 2026"]["L9"] = "kabur 20-11-2026"
    book.save(tmp_path / "later.xlsx")
    later = read_register(tmp_path / "later.xlsx", today=TODAY).rows
    assert {row.fingerprint for row in later} == {row.fingerprint for row in reading.rows}
    assert not later[0].in_house


def test_that_the_user_may_say_what_a_column_means():
    book = open_sheets(SAMPLE)
    guess = best_guess(book).with_meaning(10, Meaning.REMARK).with_meaning(5, Meaning.BIRTHPLACE)
    rows = read_register(book, guess, today=TODAY).rows
    assert rows[0].program == ""
    assert "Las" in rows[0].remark
    assert rows[0].birthplace == "Kapuas"


def test_that_a_reading_can_be_stopped():
    class Stopping:
        def step(self, done: int, of: int) -> None:
            raise Cancelled

    with pytest.raises(Cancelled):
        read_register(SAMPLE, today=TODAY, progress=Stopping())


def test_that_a_sheet_without_people_or_of_no_such_name_is_refused():
    with pytest.raises(Refused, match="register_not_found"):
        read_register(SAMPLE, today=TODAY, sheet="Rekap")
    with pytest.raises(Refused, match="sheet_not_there"):
        read_register(SAMPLE, today=TODAY, sheet="Data 1999")


def test_that_the_sample_of_rooms_is_read_with_its_broken_rooms():
    reading = read_rooms(SAMPLES / "kamar-A.xlsx")
    assert len(reading.rows) == 40
    assert sum(room.capacity or 0 for room in reading.rows) == 119
    assert [(room.wisma, room.room) for room in reading.rows if room.blocked] == [
        ("Melati", "7"),
        ("Ulin", "5"),
        ("Mawar", "7"),
        ("Cempaka", "7"),
    ]
    assert {room.wisma for room in reading.rows if room.sex == "P"} == {"Mawar", "Cempaka"}
