from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.nik import NikQuality, birth_differs, hints_of, parts_of, read_nik
from shelter_admin.domain.identity.sexes import Sex, read_sex, sex_of_group
from shelter_admin.domain.regions import Region, Regions

REGIONS = Regions(
    [Region("64", "Kalimantan Timur")],
    [Region("64.72", "Kota Samarinda"), Region("65.01", "Kabupaten Bulungan")],
    [Region("64.04", "Kabupaten Bulungan", "65.01")],
)
DAYS = st.dates(date(1930, 1, 1), date(2026, 11, 21))


def nik_of(born: date, sex: Sex, region: str = "647201", serial: int = 1) -> str:
    day = born.day + (40 if sex is Sex.FEMALE else 0)
    return f"{region}{day:02d}{born.month:02d}{born.year % 100:02d}{serial:04d}"


@given(DAYS, st.sampled_from([Sex.MALE, Sex.FEMALE]), st.integers(1, 9999))
def test_that_every_day_and_sex_comes_back_from_its_nik(born: date, sex: Sex, serial: int):
    reading = read_nik(nik_of(born, sex, serial=serial))
    assert reading.quality is NikQuality.OK
    assert reading.digits is not None
    parts = parts_of(reading.digits)
    assert (parts.day, parts.month, parts.short_year, parts.sex) == (born.day, born.month, born.year % 100, sex)
    assert not birth_differs(parts, PartialDate.exact(born))
    assert hints_of(reading, PartialDate.exact(born), sex, "64.72", REGIONS) == []


@given(st.integers(1_000_000_000_000_000, 9_999_999_999_999_990), st.booleans())
def test_that_a_nik_typed_as_a_number_never_gets_a_sixteenth_digit(number: int, as_float: bool):
    reading = read_nik(float(number) if as_float else number)
    assert reading.quality is NikQuality.LAST_DIGIT_LOST
    assert reading.digits is not None
    assert len(reading.digits) == 15
    if not as_float:
        assert str(number).startswith(reading.digits)


@given(st.one_of(st.text(max_size=24), st.floats(), st.integers(), st.none(), st.booleans(), st.dates()))
def test_that_no_cell_makes_a_nik_of_another_length(cell: object):
    try:
        reading = read_nik(cell)
    except (OverflowError, ValueError):
        pytest.fail("no cell may stop a reading")
    assert reading.digits is None or len(reading.digits) in {15, 16}
    if reading.quality is NikQuality.OK:
        assert isinstance(cell, str)
        assert reading.digits is not None
        assert all(digit in cell for digit in set(reading.digits))


@pytest.mark.parametrize(
    "text",
    ["'6501081609885249", "650108 160988 5249", "65.0108.160988.5249", "NIK: 6501081609885249", "6501-0816-0988-5249"],
)
def test_that_spaces_dots_and_apostrophes_do_not_spoil_a_nik(text: str):
    assert read_nik(text).digits == "6501081609885249"
    assert read_nik(text).text == text


@pytest.mark.parametrize(
    ("cell", "quality"),
    [
        ("", NikQuality.MISSING), ("-", NikQuality.MISSING), ("tidak ada", NikQuality.MISSING), ("belum ada", NikQuality.MISSING),
        ("Tdk ada KTP", NikQuality.MISSING), (None, NikQuality.MISSING), (0.0, NikQuality.MISSING), ("KTP hilang 2020", NikQuality.MISSING),
        ("640805191065655", NikQuality.WRONG_LENGTH), (640805191065655.0, NikQuality.WRONG_LENGTH), ("64080519106565512", NikQuality.WRONG_LENGTH),
        ("64O1031303961156", NikQuality.NOT_DIGITS), ("6,40802E+15", NikQuality.WRONG_LENGTH), ("6,40802060455170E+15", NikQuality.LAST_DIGIT_LOST),
    ],
)  # fmt: skip
def test_that_what_is_wrong_with_a_nik_is_named_and_nothing_is_repaired(cell: object, quality: NikQuality):
    reading = read_nik(cell)
    assert reading.quality is quality
    assert (reading.digits is None) == (quality is not NikQuality.LAST_DIGIT_LOST)


def test_that_letters_like_digits_serve_for_comparing_only():
    reading = read_nik("64O1O313O3961I56")
    assert reading.digits is None
    assert reading.likely_digits == "6401031303961156"


def codes(nik: str, born: PartialDate, sex: Sex, origin: str | None = None) -> set[str]:
    return {hint.code for hint in hints_of(read_nik(nik), born, sex, origin, REGIONS)}


def test_that_a_nik_that_disagrees_is_a_hint_with_its_reason():
    born = date(1980, 5, 17)
    nik = nik_of(born, Sex.FEMALE)
    assert codes(nik, PartialDate.exact(date(1980, 5, 18)), Sex.FEMALE) == {"nik_birth_differs"}
    assert codes(nik, PartialDate.of_year(1981), Sex.FEMALE) == {"nik_birth_differs"}
    assert codes(nik, PartialDate.of_year(1980), Sex.FEMALE) == set()
    assert codes(nik, PartialDate.about(1985), Sex.FEMALE) == set()
    assert codes(nik, PartialDate.about(1986), Sex.FEMALE) == {"nik_birth_differs"}
    assert codes(nik, PartialDate.exact(born), Sex.MALE) == {"nik_sex_differs"}
    assert codes(nik, PartialDate.exact(born), Sex.UNKNOWN) == set()
    assert codes(nik, PartialDate.exact(born), Sex.FEMALE, "65.01") == {"nik_region_differs"}
    assert codes(nik_of(born, Sex.FEMALE, "990101"), PartialDate.exact(born), Sex.FEMALE, "65.01") == {
        "nik_region_unknown"
    }


def test_that_a_retired_region_code_is_that_of_the_region_today():
    born = date(1980, 5, 17)
    assert codes(nik_of(born, Sex.MALE, "640403"), PartialDate.exact(born), Sex.MALE, "65.01") == set()


@pytest.mark.parametrize(
    ("text", "sex"),
    [
        ("L", "L"),
        ("Laki - laki", "L"),
        ("pria", "L"),
        ("LK", "L"),
        ("P", "P"),
        ("Perempuan", "P"),
        ("wanita", "P"),
        ("Pr.", "P"),
        ("", ""),
        ("?", ""),
        ("waria", ""),
    ],
)
def test_that_sexes_are_read_from_their_spellings(text: str, sex: str):
    assert read_sex(text) == sex


def test_that_a_group_names_the_sex_only_when_it_names_one():
    assert sex_of_group("WISMA PUTRA") is Sex.MALE
    assert sex_of_group("Asrama Putri Lt. 2") is Sex.FEMALE
    assert sex_of_group("Putra dan Putri") is Sex.UNKNOWN


@given(
    st.one_of(
        DAYS.map(PartialDate.exact),
        st.integers(1900, 2026).map(PartialDate.of_year),
        st.integers(1900, 2026).map(PartialDate.about),
        st.tuples(st.integers(1900, 2026), st.integers(1, 12)).map(lambda ym: PartialDate.of_month(*ym)),
        st.just(PartialDate()),
    )
)
def test_that_partial_dates_come_back_from_their_code_and_lie_between_their_ends(when: PartialDate):
    assert PartialDate.from_code(when.code) == when
    assert when.known == (when.quality is not DateQuality.UNKNOWN)
    if when.known:
        assert when.earliest is not None
        assert when.latest is not None
        assert when.earliest <= when.latest


def test_that_unknown_births_sort_last_and_ages_are_full_years():
    order = sorted([PartialDate(), PartialDate.of_year(1980), PartialDate.exact(date(1979, 12, 31))])
    assert [when.code for when in order] == ["1979-12-31", "1980", ""]
    assert PartialDate.exact(date(1980, 11, 22)).age_on(date(2026, 11, 21)) == 45
    assert PartialDate.exact(date(1980, 11, 21)).age_on(date(2026, 11, 21)) == 46
    assert PartialDate.from_age(60, date(2026, 11, 21)).age_on(date(2026, 11, 21)) == 60
    assert PartialDate().age_on(date(2026, 11, 21)) is None
