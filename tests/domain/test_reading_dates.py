from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.identity.reading_dates import (
    About,
    Trouble,
    find_date,
    read_age,
    read_date,
    read_place_and_date,
)

TODAY = date(2026, 11, 21)
LONG = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
SHORT = ["Jan", "Peb", "Mrt", "Apr", "Mei", "Jun", "Jul", "Agt", "Sept", "Okt", "Nop", "Des"]
SHAPES = {
    "words": lambda d: f"{d.day} {LONG[d.month - 1]} {d.year}",
    "short words": lambda d: f"{d.day} {SHORT[d.month - 1]} {d.year % 100:02d}",
    "capitals": lambda d: f"{d.day:02d} {LONG[d.month - 1].upper()} {d.year}",
    "no spaces": lambda d: f"{d.day}-{SHORT[d.month - 1]}-{d.year}",
    "dashes": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year}",
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "dots": lambda d: f"{d.day:02d}.{d.month:02d}.{d.year}",
    "two digits": lambda d: f"{d.day:02d}-{d.month:02d}-{d.year % 100:02d}",
    "iso": lambda d: d.isoformat(),
    "spaced": lambda d: f"{d.day} - {d.month} - {d.year}",
    "date": lambda d: d,
    "datetime": lambda d: datetime(d.year, d.month, d.day, 7, 30),
    "serial": lambda d: float((d - date(1899, 12, 30)).days),
    "led": lambda d: f"tgl. {d.day} {LONG[d.month - 1]} {d.year}",
}


@given(st.dates(date(1930, 1, 1), TODAY), st.sampled_from(sorted(SHAPES)))
def test_that_a_birth_is_the_same_day_in_every_shape(day: date, shape: str):
    if "%" in shape or shape in {"two digits", "short words"}:
        day = day.replace(year=max(day.year, 1927))
    reading = read_date(SHAPES[shape](day), About.BIRTH, TODAY)
    assert (reading.when.as_day, reading.trouble) == (day, None)


@given(st.dates(date(2001, 1, 1), date(2031, 12, 31)), st.sampled_from(sorted(SHAPES)))
def test_that_an_event_is_the_same_day_in_every_shape(day: date, shape: str):
    assert read_date(SHAPES[shape](day), About.EVENT, TODAY).when.as_day == day


@given(st.one_of(st.text(max_size=30), st.floats(), st.integers(), st.none(), st.booleans()))
def test_that_no_cell_stops_the_reading_of_a_date(cell: object):
    reading = read_date(cell, About.BIRTH, TODAY)
    assert reading.when.code is not None
    if isinstance(cell, str):
        read_place_and_date(cell, TODAY)
        find_date(cell, TODAY)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("± 60 th", "~1966"), ("sekitar 1960", "~1960"), ("60 tahun", "~1966"), ("usia 60", "~1966"), ("kira-kira 50 thn", "~1976"),
        ("± thn 1950", "~1950"), ("60-65 tahun", "~1964"), ("2005", "2005"), ("th. 1960", "1960"), ("00-00-1960", "1960"), ("12/1980", "1980-12"),
        ("Juli 1988", "1988-07"), ("5 XII 1970", "1970-12-05"), ("07101973", "1973-10-07"), ("1 Sept '67", "1967-09-01"),
        ("tidak tahu", ""), ("lupa", ""), ("-", ""), ("?", ""), ("tdk diketahui", ""), ("", ""),
    ],
)  # fmt: skip
def test_that_what_is_known_in_part_is_read_in_part(text: str, code: str):
    reading = read_date(text, About.BIRTH, TODAY)
    assert (reading.when.code, reading.trouble) == (code, None)
    assert reading.when.text == text


@pytest.mark.parametrize(
    ("text", "code", "trouble"),
    [
        ("31-02-1990", "1990", Trouble.IMPOSSIBLE),
        ("12/25/1990", "1990-12-25", Trouble.SWAPPED),
        ("abc", "", Trouble.UNCLEAR),
        ("99", "~1927", None),
    ],
)
def test_that_what_cannot_be_is_marked(text: str, code: str, trouble: Trouble | None):
    reading = read_date(text, About.BIRTH, TODAY)
    assert (reading.when.code, reading.trouble) == (code, trouble)


@pytest.mark.parametrize(
    ("text", "place", "code"),
    [
        ("Kuala Kapuas, 8 Oktober 1973", "Kuala Kapuas", "1973-10-08"), ("Sangatta, 2005", "Sangatta", "2005"), ("± 74 th", "", "~1952"), ("", "", ""),
        ("lupa", "", ""), ("Madiun 4-8-1965", "Madiun", "1965-08-04"), ("Surabaya / 12-3-1980", "Surabaya", "1980-03-12"),
        ("Desa Sumber, Kab. X, 4 Agustus 1965", "Desa Sumber, Kab. X", "1965-08-04"), ("12-03-1980, Surabaya", "Surabaya", "1980-03-12"),
        ("Kapuas, lupa", "Kapuas", ""), ("Bontang", "Bontang", ""), ("Jombang, 5 Januari 1960 (66 th)", "Jombang", "1960-01-05"),
    ],
)  # fmt: skip
def test_that_place_and_day_of_birth_are_parted(text: str, place: str, code: str):
    found, reading = read_place_and_date(text, TODAY)
    assert (found, reading.when.code) == (place, code)


def test_that_an_age_counts_from_the_day_it_is_read():
    assert read_age(60.0, TODAY).when.code == "~1966"
    assert read_age("60", date(2020, 1, 1)).when.code == "~1960"
    assert not read_age("150", TODAY).when.known


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("pulang 20-03-2026", "2026-03-20"),
        ("Dipulangkan ke keluarga tgl 27-05-2026", "2026-05-27"),
        ("kabur bulan Maret 2026", "2026-03"),
        ("Meninggal di RSUD 04/11/25", "2025-11-04"),
        ("lari 10 Nov 25 pagi", "2025-11-10"),
    ],
)
def test_that_a_day_is_found_inside_a_sentence(text: str, code: str):
    found = find_date(text, TODAY)
    assert found is not None
    assert found.when.code == code


def test_that_a_sentence_without_a_day_has_none():
    assert find_date("dlm proses KTP, kamar 3", TODAY) is None
