"""Month sheets of a class in any shape an office may draw: every mark is read, no other is."""

from __future__ import annotations

from calendar import monthrange
from contextlib import suppress
from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Attendance
from shelter_admin.spreadsheets.attendance import read_attendance
from shelter_admin.spreadsheets.day_heads import DayHead, Month, day_head, title_of
from tests.spreadsheets.test_attendance import Rows, book, told

H, S, E, A = Attendance

SPELT = {
    H: ("H", "h", "v", "V", ".", "✓", "Hadir", " H "),
    S: ("S", "s", "Sakit"),
    E: ("I", "i", "izin"),
    A: ("A", "a", "Alpa"),
}
NAMES = (
    "Slamet",
    "Siti Aminah",
    "Moh. Yusuf",
    "TRI",
    "Indah",
    "Elisabet Lencau",
    "Ayu S.",
    "Njau",
    "Dewi als. Wati",
    "Nur'aini",
)
MONTHS = [
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember",
]  # fmt: skip


@st.composite
def classes(draw):
    """A month, its people with their marks, and a sheet of it in some office's shape."""
    year, month = draw(st.integers(2015, 2035)), draw(st.integers(1, 12))
    last = monthrange(year, month)[1]
    held = draw(st.lists(st.integers(1, last), min_size=3, max_size=12, unique=True).map(sorted))
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True))
    marks = {name: {date(year, month, d): draw(st.sampled_from([*Attendance, None])) for d in held} for name in names}
    full = draw(st.booleans())
    dated = draw(st.sampled_from(("number", "date", "text")))
    shown = list(range(1, last + 1)) if full else held
    heads = [{"number": d, "date": date(year, month, d), "text": f"{d}/{month}/{year}"}[dated] for d in shown]
    rows: Rows = [["DAFTAR HADIR KETERAMPILAN"]] * draw(st.integers(0, 3))
    rows.append(
        [
            f"{draw(st.sampled_from(['Bulan', 'BULAN', 'Periode']))}{draw(st.sampled_from([' ', ': ', ' : ']))}{MONTHS[month - 1]} {year}"
        ]
    )
    rows += [[]] * draw(st.integers(0, 2))
    rows.append(
        [
            *draw(st.sampled_from([["No", "Nama"], ["NO.", "NAMA PESERTA"], ["No", "Nama Klien"]])),
            *heads,
            "H",
            "S",
            "I",
            "A",
            "%",
        ]
    )
    if draw(st.booleans()):
        rows.append([None, None, *["SSRKJSM"[date(year, month, d).weekday()] for d in shown]])
    for at, name in enumerate(names):
        of = marks[name]
        cells = [draw(st.sampled_from(SPELT[mark])) if (mark := of.get(date(year, month, d))) else None for d in shown]
        rows.append([at + 1, name, *cells, 3, 0, None, 1, "75%"])
    if draw(st.booleans()):
        rows.append(["Jumlah", None, *[len(names)] * len(shown)])
    rows += [[], [None, "Mengetahui"], [None, "Kepala UPTD Panti"], [None, "Dra. Ratna"]]
    return rows, {name: {d: mark for d, mark in of.items() if mark} for name, of in marks.items()}


@given(classes())
def test_that_every_mark_of_any_office_is_read_and_no_other(drawn):
    rows, expected = drawn
    reading = read_attendance(book(rows))
    assert dict(told(reading)) == expected
    assert reading.doubts == ()


@given(
    st.lists(
        st.lists(
            st.one_of(st.none(), st.text(max_size=12), st.integers(-5, 99999), st.dates(), st.floats(allow_nan=False)),
            max_size=9,
        ),
        max_size=14,
    )
)
def test_that_any_cells_are_read_or_refused_and_nothing_else(rows):
    reading = None
    with suppress(Refused):
        reading = read_attendance(book([["Bulan Oktober 2026"], ["Nama", 1, 2, 3], *rows]))
    if reading is not None:
        assert all(one in reading.days for row in reading.rows for one in row.marks)


@given(st.dates(date(2001, 1, 1), date(2098, 12, 31)))
def test_that_one_day_is_the_same_in_every_spelling(when):
    full = DayHead(when.day, when.month, when.year)
    month = MONTHS[when.month - 1]
    for spelt in (when, datetime(when.year, when.month, when.day), when.isoformat(), f"{when:%d/%m/%Y}", f"{when.day}-{when.month}-{when:%y}",
                  f"{when.day}.{when.month}.{when.year}", f"{when.day} {month} {when.year}", f"Senin, {when.day} {month[:3]} {when.year}",
                  (when - date(1899, 12, 30)).days):  # fmt: skip
        assert day_head(spelt) == full
    assert day_head(when.day) == day_head(f"{when.day:02}") == DayHead(when.day)


@pytest.mark.parametrize(
    "cell", ["", None, "H", "0", "32", 0, 32, 1.5, "1,5", "Jumlah", "%", "13/13/2026", True, "Senin", "75 %"]
)
def test_that_what_is_no_day_is_none(cell):
    assert day_head(cell) is None


@given(st.integers(2001, 2098), st.integers(1, 12))
def test_that_a_month_is_told_by_its_name_and_by_its_number(year, month):
    for title in (
        f"Bulan {MONTHS[month - 1]} {year}",
        f"{MONTHS[month - 1].upper()} {year}",
        f"Periode {month}/{year}",
        f"Bulan ke-{month} Tahun {year}",
    ):
        assert title_of([[title]]).month == Month(year, month)
