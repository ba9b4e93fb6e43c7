from __future__ import annotations

import pytest

from shelter_admin.domain.regions import Found
from shelter_admin.spreadsheets.reference import districts, regions


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kapuas", "62.03"), ("Kab. Madiun", "35.19"), ("Kota Madiun", "35.77"), ("KABUPATEN BULUNGAN", "65.01"), ("Kukar", "64.02"), ("kodya Surabaya", "35.78"),
        ("Jl. Kadrie Oening 3, Kota Samarinda", "64.72"), ("64.72", "64.72"), ("6472", "64.72"), ("Balikpapan - Kaltim", "64.71"), ("Kaltim", "64"),
        ("Kec. Waru, Kab. Sidoarjo, Jawa Timur", "35.15"), ("PPU", "64.09"), ("Banjar Masin", "63.71"), ("Makasar", "73.71"), ("64.04", "64.04"),
    ],
)  # fmt: skip
def test_that_regions_are_found_by_the_names_people_use(text: str, code: str):
    found = regions().find(text)
    assert (found.code, found.how) == (code, Found.CERTAIN)


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("Madiun", Found.AMBIGUOUS),
        ("Negeri Antah", Found.UNKNOWN),
        ("99.99", Found.UNKNOWN),
        ("-", Found.UNKNOWN),
        ("", Found.UNKNOWN),
    ],
)
def test_that_what_no_list_knows_stays_unknown(text: str, how: Found):
    assert regions().find(text).how is how
    assert regions().find(text).code is None


def test_that_a_misspelt_region_is_a_guess_and_says_so():
    found = regions().find("Kab. Nunnukan")
    assert (found.code, found.how) == ("65.03", Found.GUESSED)


def test_that_retired_codes_are_known_by_name_and_by_what_they_are_today():
    known = regions()
    assert known.knows("64.73")
    assert known.name_of("64.73") == "Kota Tarakan"
    assert known.current("64.73") == "65.71"
    assert known.current("64.72") == "64.72"
    assert not known.knows("99.01")


def test_that_typing_finds_names_that_begin_so_first():
    names = [region.name for region in regions().search("sama")]
    assert names[0] == "Kota Samarinda"
    assert [region.code for region in regions().search("64.7")] == ["64.71", "64.72", "64.74"]
    assert "Kota Samarinda" in [region.name for region in regions().search("smarinda")]


def test_that_every_district_belongs_to_a_known_regency():
    known = {region.code for region in regions().regencies()}
    assert len(known) == 514
    assert {district.code[:5] for district in districts()} <= known
