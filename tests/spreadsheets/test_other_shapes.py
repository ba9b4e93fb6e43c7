"""The sample's people again, kept the way other offices keep theirs: they must come out the same."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook

from shelter_admin.domain.register import RegisterRow
from shelter_admin.spreadsheets.register import read_register
from tests.spreadsheets import offices

TODAY = date(2026, 11, 21)
SAMPLE = Path(__file__).parents[1] / "samples" / "register-rsbk-samarinda.xlsx"


def sample_rows() -> list[list[object]]:
    sheet = load_workbook(SAMPLE)["Data Klien 2026"]
    return [
        [cell.date() if isinstance(cell, datetime) else cell for cell in row]
        for row in sheet.iter_rows(values_only=True)
    ]


ROWS = sample_rows()
PEOPLE = ROWS[7:198]
END = ROWS[198:]
BASE = {row.number: row for row in read_register(SAMPLE, today=TODAY).rows}


def told(row: RegisterRow) -> tuple[object, ...]:
    return (
        row.written_name, row.alias, row.sex, row.nik.digits, row.born.code, row.birthplace, row.origin, row.categories, row.admitted.code,
        row.source, row.place.wisma, row.place.room, row.program, row.health_remark, row.leaving and (row.leaving.reason, row.leaving.on.code),
    )  # fmt: skip


def compare(path: Path, *, leave_out: frozenset[int] = frozenset()) -> None:
    rows = read_register(path, today=TODAY).rows
    assert len(rows) == len(BASE)
    for got, wanted in zip(rows, BASE.values(), strict=True):
        pairs = enumerate(zip(told(got), told(wanted), strict=True))
        unlike = [(got.number, pair) for index, pair in pairs if pair[0] != pair[1] and index not in leave_out]
        assert unlike == []


OTHER_ORDER = [7, 1, 9, 10, 2, 3, 4, 5, 6, 8, 11]
OTHER_WORDS: list[object] = [
    "TMT Masuk",
    "NAMA KLIEN",
    "Asrama",
    "Jurusan",
    "NO. KTP/NIK",
    "JK",
    "TTL",
    "Asal",
    "PMKS/PPKS",
    "Dikirim Oleh",
    "Keterangan",
]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods"])
def test_that_another_order_and_other_words_change_nothing(tmp_path: Path, kind: str):
    rows: list[list[object]] = [["UPT XYZ"], [], OTHER_WORDS]
    for row in [*PEOPLE, *END]:
        single = [cell for cell in row if cell not in (None, "")]
        rows.append(single if len(single) == 1 else [row[index] for index in OTHER_ORDER])
    compare(offices.WRITERS[kind](tmp_path / f"a.{kind}", rows))


def shown(cell: object) -> str:
    return cell.strftime("%d/%m/%Y") if isinstance(cell, date) else "" if cell is None else str(cell)


@pytest.mark.parametrize(("sign", "encoding"), [(";", "cp1252"), (",", "utf-8-sig"), ("\t", "utf-8")])
def test_that_the_same_register_as_text_is_read_alike_but_for_numbers(tmp_path: Path, sign: str, encoding: str):
    rows = [[shown(cell) for cell in row] for row in ROWS]
    path = offices.as_csv(tmp_path / "b.csv", rows, sign, encoding)
    compare(path, leave_out=frozenset({3}))


PLACE = re.compile(r"^(?:([A-Za-z ]+), )?(.*)$")


PARTED: list[object] = [
    "No Urut",
    "Nama Penerima Manfaat",
    "N I K",
    "Jenis Kelamin",
    None,
    "Kelahiran",
    None,
    "Daerah Asal",
    "Kategori",
    "Masuk Panti",
    "Rujukan",
    "Wisma",
    "No. Kamar",
    "Pelatihan",
    "Catatan",
]


def test_that_columns_parted_and_ticked_change_nothing(tmp_path: Path):
    bottom: list[object] = [None, None, None, "L", "P", "Tempat", "Tanggal", *[None] * 8]
    rows: list[list[object]] = [["PEMERINTAH PROVINSI"], ["REGISTER"], PARTED, bottom, list(range(1, 16))]
    for row in [*PEOPLE, *END]:
        if row[1] is None or row[0] is None:
            rows.append([row[0], row[1]])
            continue
        found = PLACE.match(str(row[4] or ""))
        assert found is not None
        male = str(row[3]).startswith("L")
        wisma, _, room = str(row[9] or "").partition(" ")
        rows.append(
            [
                row[0],
                row[1],
                row[2],
                "√" if male else None,
                None if male else "√",
                found[1],
                found[2],
                *row[5:9],
                wisma,
                room,
                row[10],
                row[11],
            ]
        )
    compare(offices.as_xlsx(tmp_path / "c.xlsx", rows, ["D3:E3", "F3:G3"]))
