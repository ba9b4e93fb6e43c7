"""Inputs that are files: registers with any cells, and the bytes of spreadsheets broken in every way."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

from hypothesis import strategies as st

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.operations.explain import words
from shelter_admin.spreadsheets.attendance import read_attendance
from shelter_admin.spreadsheets.register import read_register
from shelter_admin.spreadsheets.rooms import read_rooms
from shelter_admin.spreadsheets.sheets import Sheet, Workbook, sheets_in
from tests.chaos.fuzz import Feeding
from tests.chaos.fuzz_fields import TODAY, require
from tests.spreadsheets.offices import as_csv, as_ods, as_xls

SAMPLES: Final = Path(__file__).resolve().parents[1] / "samples"
HEADINGS: Final = (
    "No", "Nama", "Nama Lengkap", "NIK", "No. KTP", "L/P", "Jenis Kelamin", "Tempat, Tgl Lahir", "Umur", "Asal", "Alamat",
    "Kategori", "Tgl Masuk", "Tanggal Masuk", "Wisma/Kamar", "Kamar", "Keterangan", "Tgl Keluar", "1", "2", "3", "31",
    "Kapasitas", "Tempat Tidur", "", "Status", "Program", "Rujukan", "Sakit",
)  # fmt: skip
_CELLS = st.one_of(
    st.sampled_from(
        ("", "-", "H", "S", "I", "A", "L", "P", "x", "1", "2", "√", "WISMA MELATI", "JUMLAH", "Anonim", "lupa")
    ),
    st.sampled_from(
        ("Siti Aminah als. Minah", "Budi (alm)", "6472010101800001", "01-02-2020", "45 thn", "Samarinda", "Melati 3/2")
    ),
    st.text(max_size=30),
    st.floats(allow_nan=True),
    st.integers(-(2**40), 2**53).map(float),
    st.dates(),
    st.datetimes(),
    st.booleans(),
    st.times(),
    st.timedeltas(),
)
_ROWS = st.lists(st.lists(_CELLS, max_size=9), max_size=14)
_TABLES = st.tuples(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9), _ROWS, st.booleans())


def _cells(given: Any) -> str:
    headings, rows, typed = given
    filled: list[list[object]] = [list(row) if typed else [str(cell) for cell in row] for row in rows]
    book = Workbook((Sheet("Sheet1", [list(headings), *filled]),), typed)
    return _read_in_every_way(book)


def _read_in_every_way(book: Workbook) -> str:
    """Read a workbook as a register, as a class's sheet and as a list of rooms; each gives an answer or a refusal."""
    came = []
    try:
        came.append(_register(book))
    except Failure as failure:
        came.append(_worded(failure))
    for reading in (read_attendance, read_rooms):
        try:
            reading(book)
            came.append("read")
        except Failure as failure:
            came.append(_worded(failure))
    return "register read" if came[0] == "read" else "read" if "read" in came else "refused"


def _worded(failure: Failure) -> str:
    require(failure.code in words(), f"no sentence for {failure.code}")
    return failure.code


def _register(book: Workbook) -> str:
    reading = read_register(book, today=TODAY)
    rows = {tuple(row.original.values()): row for row in reading.rows}
    require(len({row.fingerprint for row in reading.rows}) == len(reading.rows), "two rows with one fingerprint")
    for row in rows.values():
        if row.nik.quality is NikQuality.OK:
            require(any(row.nik.text == str(cell).strip() for cell in row.original.values()), "a NIK no cell holds")
        require(row.admitted.as_day is None or isinstance(row.admitted.as_day, date), "a day that is none")
    return "read"


@cache
def whole_files() -> tuple[tuple[str, bytes], ...]:
    """Files of every kind that are whole."""
    from tempfile import TemporaryDirectory

    rows: list[Sequence[object]] = [
        ("No", "Nama", "NIK", "L/P", "Tgl Masuk"),
        *((no, f"Warga {no}", "6472010101800001", "LP"[no % 2], "01-02-2020") for no in range(1, 12)),
    ]
    files = [(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.xlsx"))]
    with TemporaryDirectory() as folder:
        for name, write in (("a.xls", as_xls), ("a.ods", as_ods), ("a.csv", as_csv)):
            path = Path(folder) / name
            write(path, rows)
            files.append((name, path.read_bytes()))
    return tuple(files)


def _broken(number: int, way: int) -> tuple[str, bytes]:
    """One of the files, broken in one of the ways, by this number."""
    dice = random.Random(number)
    name, content = dice.choice(whole_files())
    if way == 0 and zipfile.is_zipfile(io.BytesIO(content)):
        return name, _repacked(content, dice)
    return name, _WAYS[way](content, dice)


def _flipped(content: bytes, dice: random.Random) -> bytes:
    spoilt = bytearray(content)
    for _times in range(dice.choice((1, 1, 2, 8, 64))):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    return bytes(spoilt)


def _cut(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def _doubled(content: bytes, dice: random.Random) -> bytes:
    at, length = dice.randrange(len(content)), dice.randrange(1, 4096)
    return content[:at] + content[at : at + length] * dice.choice((0, 2, 3)) + content[at + length :]


def _numbered(content: bytes, dice: random.Random) -> bytes:
    """Counts and sizes made huge or negative, as damaged files have them."""
    at = dice.randrange(max(1, len(content) - 8))
    huge = dice.choice((b"\xff" * 4, b"\x00" * 4, b"\xff\xff\xff\x7f", b"\x00\x00\x00\x80", b"99999999"))
    return content[:at] + huge + content[at + len(huge) :]


def _repacked(content: bytes, dice: random.Random) -> bytes:
    """The parts of a zipped file broken inside, and zipped again, so that what reads them is reached."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if part and dice.randrange(3) == 0:
                part = _text_broken(part, dice) if dice.randrange(2) else dice.choice(_WAYS[1:])(part, dice)
            if dice.randrange(30):
                new.writestr(entry.filename, part)
    return out.getvalue()


def _text_broken(part: bytes, dice: random.Random) -> bytes:
    """Values inside the text of a part changed: references, counts, types, dates."""
    found = [at for at in range(len(part)) if part[at : at + 1] in (b'"', b">")]
    for at in sorted(dice.sample(found, min(len(found), dice.choice((1, 2, 10)))), reverse=True):
        end = min((spot for sign in (b'"', b"<") if (spot := part.find(sign, at + 1)) > 0), default=at + 1)
        part = part[: at + 1] + dice.choice(_VALUES) + part[end:]
    return part


_VALUES: Final = (
    b"", b"0", b"-1", b"99999999999999999999", b"XFD1048576", b"A1:XFD1048576", b"AAAAAAAA1", b"A0", b"1e309", b"NaN",
    b"2026-13-45", b"\xff\xfe", b"n", b"s", b"e", b"d", b"b", b"inlineStr", b"&#0;", b"&x;", b"]]>", b"4294967295",
)  # fmt: skip
_WAYS: Final = (_flipped, _flipped, _cut, _doubled, _numbered)


def _bytes(given: tuple[int, int]) -> str:
    name, content = _broken(*given)
    try:
        book = sheets_in(content, name)
    except Failure as failure:
        return _worded(failure)
    return _read_in_every_way(book)


SHEETS: Final = [
    Feeding("cells of registers", 4_000, _TABLES, _cells),
    Feeding("broken spreadsheets", 2_500, st.tuples(st.integers(0, 2**40), st.integers(0, len(_WAYS) - 1)), _bytes),
]
