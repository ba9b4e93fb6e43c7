from __future__ import annotations

from pathlib import Path

import pytest

from shelter_admin.domain.errors import Refused
from shelter_admin.spreadsheets.rooms import read_rooms
from tests.spreadsheets import offices


def test_that_a_wisma_written_once_holds_for_the_rooms_below(tmp_path: Path):
    rows: offices.Rows = [
        ["DATA KAMAR"],
        ["No", "Nama Wisma", "No. Kamar", "Daya Tampung", "Peruntukan", "Kondisi"],
        [1, "Wisma Kenari", 1, 4, "Putra", "baik"],
        [2, None, 2, "6 orang", "Putra", "rusak berat"],
        [3, "Wisma Merpati", "Isolasi", 1, "Putri", ""],
        [None, "Jumlah", None, 11],
    ]
    rooms = read_rooms(offices.as_xlsx(tmp_path / "r.xlsx", rows)).rows
    assert [(room.wisma, room.room, room.capacity, room.sex, room.blocked) for room in rooms] == [
        ("Kenari", "1", 4, "L", False),
        ("Kenari", "2", 6, "L", True),
        ("Merpati", "Isolasi", 1, "P", False),
    ]


def test_that_groups_name_the_wisma_where_no_column_does(tmp_path: Path):
    rows = [
        ["Kamar", "Kapasitas", "Ket"],
        ["WISMA PUTRI MAWAR", "", ""],
        ["Kamar 1", "3", ""],
        ["Kamar 2", "2", "bocor"],
    ]
    rooms = read_rooms(offices.as_csv(tmp_path / "r.csv", rows)).rows
    assert [(room.wisma, room.room, room.capacity, room.sex, room.blocked) for room in rooms] == [
        ("Putri Mawar", "1", 3, "P", False),
        ("Putri Mawar", "2", 2, "P", True),
    ]


def test_that_rooms_named_twice_or_without_a_capacity_are_refused_with_the_reason(tmp_path: Path):
    rows: offices.Rows = [
        ["Wisma/Kamar", "Jml TT"],
        ["Anggrek 1", 2],
        ["Anggrek 2", "?"],
        ["Anggrek 1", 3],
        ["Anggrek", 3],
    ]
    reading = read_rooms(offices.as_xls(tmp_path / "r.xls", rows))
    assert [(room.wisma, room.room) for room in reading.rows] == [("Anggrek", "1")]
    assert [(row.number, row.code) for row in reading.refused] == [
        (3, "capacity_unclear"),
        (4, "room_twice"),
        (5, "room_missing"),
    ]


def test_that_a_file_without_rooms_is_refused(tmp_path: Path):
    with pytest.raises(Refused, match="rooms_not_found"):
        read_rooms(offices.as_csv(tmp_path / "x.csv", [["a", "b"], ["c", "d"]]))
