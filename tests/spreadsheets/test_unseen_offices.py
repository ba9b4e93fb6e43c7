from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.register import RegisterReading
from shelter_admin.spreadsheets.register import read_register
from tests.spreadsheets import offices

TODAY = date(2026, 11, 21)


def read(path: Path) -> RegisterReading:
    return read_register(path, today=TODAY)


def test_that_two_rows_of_headings_ticks_and_leaving_columns_are_understood(tmp_path: Path):
    merged = ["A1:L1", "C5:D5", "G5:H5", "A5:A6", "B5:B6"]
    rows = read(offices.as_xlsx(tmp_path / "a.xlsx", offices.PASURUAN, merged)).rows
    assert [row.name for row in rows] == ["Mbah Karso", "Sumi binti Karto", "Sarinah", "Paimin"]
    assert [row.sex for row in rows] == [Sex.MALE, Sex.FEMALE, Sex.FEMALE, Sex.MALE]
    assert [row.born.code for row in rows] == ["1941-03-12", "1938", "", "~1946"]
    assert [row.birthplace for row in rows] == ["Pasuruan", "Malang", "", "Probolinggo"]
    assert [row.admitted.code for row in rows] == ["2024-02-05", "2023-07-01", "2025-01-09", "2025-03-03"]
    assert [(row.place.wisma, row.place.room) for row in rows] == [
        ("Teratai", "3"),
        ("Teratai", "4"),
        ("Kenanga", "1"),
        ("Kenanga", "2"),
    ]
    assert [row.origin for row in rows] == ["35.14", "35.73", None, "35.74"]
    assert rows[2].doubts_of("origin_ambiguous")
    left = rows[1].leaving
    assert left is not None
    assert (left.reason, left.on.code) == (LeavingReason.DIED, "2026-08-17")
    expected = rows[3].expected_exit
    assert expected is not None
    assert (rows[3].leaving, expected.reason, expected.on) == (None, LeavingReason.FAMILY, date(2027, 1, 15))
    assert rows[0].number == 8


def check_tarakan(rows: RegisterReading) -> None:
    people = rows.rows
    assert [row.name for row in people] == ["Abd. Rahim", "Djoko Soesilo", "Ny. Kartinah", "Maria Dolorosa"]
    assert [row.nik.quality for row in people] == [
        NikQuality.LAST_DIGIT_LOST,
        NikQuality.OK,
        NikQuality.MISSING,
        NikQuality.OK,
    ]
    assert people[0].nik.digits == "657101020380000"
    assert people[3].nik.digits == "6471014506900003"
    assert [row.sex for row in people] == [Sex.MALE, Sex.MALE, Sex.FEMALE, Sex.FEMALE]
    assert [row.born.code for row in people] == ["1980-03-02", "1970-01-01", "", "1990-06-05"]
    assert [row.categories for row in people] == [
        ("DISABILITAS",),
        ("BWBLP",),
        ("LANSIA_TELANTAR",),
        ("KORBAN_KEKERASAN", "PRSE"),
    ]
    assert [row.admitted.code for row in people] == ["2026-01-03", "2026-02-15", "2026-04-01", "2026-04-12"]
    assert [row.source for row in people] == [Source.POLICE, Source.REGENCY, Source.HOSPITAL, Source.PUBLIC]
    assert [row.origin for row in people] == ["65.71", "65.01", "65.03", "64.71"]
    assert [(row.place.wisma, row.place.room) for row in people] == [
        ("Garuda", "1"),
        ("Garuda", "1"),
        ("Rajawali", "2"),
        ("Rajawali", "2"),
    ]
    assert [row.program for row in people] == ["Las Listrik", "Las Listrik", "", "Menjahit"]
    assert [row.own_number for row in people] == [f"00{n}/RSBK/2026" for n in (1, 2, 3, 4)]
    assert [row.health_remark for row in people] == [True, False, False, False]
    left = people[1].leaving
    assert left is not None
    assert (left.reason, left.on.code) == (LeavingReason.RAN_AWAY, "2026-05-02")
    assert people[2].leaving is None
    exit_ = people[3].expected_exit
    assert exit_ is not None
    assert exit_.on == date(2026, 12, 20)


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_that_another_order_and_other_words_are_understood_in_every_kind_of_file(tmp_path: Path, kind: str):
    check_tarakan(read(offices.WRITERS[kind](tmp_path / f"b.{kind}", offices.TARAKAN)))


def test_that_ages_groups_and_a_windows_csv_are_understood(tmp_path: Path):
    reading = read(offices.as_csv(tmp_path / "c.csv", offices.BANJAR))
    rows = reading.rows
    assert [row.name for row in rows] == ["Muhammad Aini", "Sabirin", "Noorhayati", "Siti Aisyah"]
    assert [row.alias for row in rows] == ["Utuh", "Icah", "", ""]
    assert [row.sex for row in rows] == [Sex.MALE, Sex.MALE, Sex.FEMALE, Sex.FEMALE]
    assert [row.born.code for row in rows] == ["~1992", "~1966", "~1975", ""]
    assert [row.categories for row in rows] == [
        ("GELANDANGAN", "PENGEMIS"),
        ("GELANDANGAN", "PENGEMIS"),
        ("TUNA_SUSILA",),
        ("PEMULUNG",),
    ]
    assert rows[3].doubts_of("category_unknown")
    assert rows[0].origin == "63.03"
    assert rows[1].leaving is not None
    assert [row.health_remark for row in rows] == [False, False, True, False]
    assert reading.group_rows == 2


def test_that_a_register_without_headings_is_understood_by_what_stands_in_it(tmp_path: Path):
    rows = read(offices.as_xls(tmp_path / "d.xls", offices.MADIUN)).rows
    assert [row.name for row in rows] == ["Suprapto", "Ginem", "Wagiman", "Boniyem", "Tukiran"]
    assert [row.sex for row in rows] == ["L", "P", "L", "P", "L"]
    assert [row.nik.quality for row in rows] == ["ok", "ok", "ok", "missing", "ok"]
    assert [row.origin for row in rows] == ["35.19", "35.20", "35.21", "35.77", "35.02"]
    assert rows[4].admitted.code == "2026-05-04"
    assert rows[4].source is Source.SWEEP
    assert (rows[4].place.wisma, rows[4].place.room) == ("Dahlia", "3")
    assert rows[0].born.code == "1960-05-15"


def test_that_headings_over_headings_and_a_status_are_understood(tmp_path: Path):
    rows = read(offices.as_ods(tmp_path / "e.ods", offices.KEDIRI)).rows
    assert [row.written_name for row in rows] == ["Hj. Noer Djannah, S.Pd", "Moch. Achyar", "Tanpa Nama"]
    assert [row.alias for row in rows] == ["Bu Nur", "", "Mr. X"]
    assert [row.nik.quality for row in rows] == ["ok", "not_digits", "missing"]
    assert [(row.place.wisma, row.place.room, row.place.bed) for row in rows] == [
        ("Mawar", "2", "1"),
        ("Melati", "1", "2"),
        ("Melati", "1", ""),
    ]
    assert [row.admitted.code for row in rows] == ["2026-01-05", "2026-01-05", ""]
    assert rows[2].doubts_of("admitted_unclear")
    assert [row.source for row in rows] == [Source.SWEEP, Source.OTHER_HOUSE, Source.PUBLIC]
    left = rows[1].leaving
    assert left is not None
    assert (left.reason, left.on.code) == (LeavingReason.EMPLOYED, "2026-02-10")
    assert rows[0].leaving is None


def test_that_a_tab_separated_text_of_another_office_is_understood(tmp_path: Path):
    rows = read(offices.as_csv(tmp_path / "f.csv", offices.KUTAI, "\t", "utf-8-sig")).rows
    assert [row.name for row in rows] == ["Aji Batara", "Encik Siti"]
    assert [row.birthplace for row in rows] == ["Tenggarong", "Muara Kaman"]
    assert [row.born.code for row in rows] == ["1950-01-01", "1948-01-01"]
    assert [row.categories for row in rows] == [("LANSIA_TELANTAR",)] * 2
    assert [row.admitted.code for row in rows] == ["2026-02-01", "2026-02-14"]
    assert [(row.place.wisma, row.place.room) for row in rows] == [("Seroja", "3"), ("Seroja", "4")]
    assert [row.sex for row in rows] == ["L", "P"]


def test_that_ages_under_l_and_p_months_and_signers_are_understood(tmp_path: Path):
    reading = read(offices.as_xlsx(tmp_path / "g.xlsx", offices.JOMBANG, ["C4:D4", "A6:H6"]))
    rows = reading.rows
    assert [row.name for row in rows] == ["Rizal", "Putri Ayu", "Dimas", "Yoga"]
    assert rows[0].alias == "Ical"
    assert [row.sex for row in rows] == ["L", "P", "L", ""]
    assert [row.born.code for row in rows] == ["~2009", "~2008", "~2010", ""]
    assert [row.origin for row in rows] == ["35.17", None, "35.18", None]
    assert [row.admitted.code for row in rows] == ["2026-07-13", "2026-07-13", "2026-08-03", ""]
    assert [row.program for row in rows] == ["Otomotif", "Tata Rias", "Otomotif", ""]
    assert reading.refused == ()


@pytest.mark.parametrize("kind", ["xls", "csv"])
def test_that_two_tables_in_one_sheet_are_one_register(tmp_path: Path, kind: str):
    reading = read(offices.WRITERS[kind](tmp_path / f"h.{kind}", offices.SIDOARJO))
    rows = reading.rows
    assert [row.name for row in rows] == ["Slamet bin Kasan", "Parto", "Mbok Yem", "Ny. Tini"]
    assert [row.own_number for row in rows] == ["K-001", "K-002", "K-003", "K-004"]
    assert [row.sex for row in rows] == ["L", "L", "P", "P"]
    assert [row.born.code for row in rows] == ["1955-06-05", "1950", "", "~1956"]
    assert [row.origin for row in rows] == ["35.15", "35.78", None, "35.25"]
    assert [row.source for row in rows] == [Source.SWEEP, Source.HOSPITAL, Source.PUBLIC, Source.REGENCY]
    assert [(row.place.wisma, row.place.room) for row in rows] == [
        ("Delima", "3"),
        ("Delima", "4"),
        ("Manggis", "1"),
        ("Manggis", "1"),
    ]
    assert [row.leaving.reason if row.leaving else None for row in rows] == [
        None,
        LeavingReason.REFERRED,
        None,
        LeavingReason.FAMILY,
    ]
    assert rows[2].health_remark
    assert "nik_missing" not in reading.warnings()
    assert reading.refused == ()


def test_that_a_row_of_a_lonely_name_is_left_to_a_human(tmp_path: Path):
    rows: offices.Rows = [
        ["No", "Nama", "L/P", "NIK"],
        [1, "Karyo", "L", "-"],
        ["", "Bunga Tanjung", "", ""],
        [2, "Sari", "P", "-"],
        ["", "", "L", "3578060910778697"],
    ]
    reading = read(offices.as_xlsx(tmp_path / "i.xlsx", rows))
    assert [row.name for row in reading.rows] == ["Karyo", "Sari"]
    assert [(row.number, row.code) for row in reading.refused] == [(3, "row_unclear"), (5, "name_missing")]
