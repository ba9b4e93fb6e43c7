from __future__ import annotations

import pytest

from shelter_admin.domain.identity.names import read_name, search_key, sound_key


@pytest.mark.parametrize(
    ("text", "written", "name", "alias"),
    [
        ("  RUDI   IBRAHIM ", "RUDI IBRAHIM", "RUDI IBRAHIM", ""),
        ("Petrus Rahman als. Mbok Nah", "Petrus Rahman als. Mbok Nah", "Petrus Rahman", "Mbok Nah"),
        ("Budi alias Gondrong", "Budi alias Gondrong", "Budi", "Gondrong"),
        ("Budi (Gondrong)", "Budi (Gondrong)", "Budi", "Gondrong"),
        ("Siti Aminah (alm)", "Siti Aminah (alm)", "Siti Aminah (alm)", ""),
        ("Budi @ Ucok", "Budi @ Ucok", "Budi", "Ucok"),
        ("Alias", "Alias", "Alias", ""),
        ("Salsabila", "Salsabila", "Salsabila", ""),
    ],
)
def test_that_a_name_is_parted_from_its_alias_and_kept_as_written(text: str, written: str, name: str, alias: str):
    assert read_name(text) == (written, name, alias)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("H. Abdul Rahman", "abdul rahman"),
        ("HJ. SITI AMINAH, S.Pd", "Siti Aminah"),
        ("Ahmad bin Yusuf", "Ahmad Yusuf"),
        ("Renée", "renee"),
        ("Dra. Sri", "Sri"),
    ],
)
def test_that_titles_case_accents_and_bin_do_not_count_in_a_search(one: str, other: str):
    assert search_key(one) == search_key(other)


def test_that_a_name_that_is_a_title_alone_stays():
    assert search_key("Haji") == "haji"
    assert search_key("Ibu") == "ibu"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Soekarno", "Sukarno"), ("Djoko", "Joko"), ("Tjahjo", "Cahyo"), ("Moh. Yakub", "Muhammad Yakub"), ("Noer", "Nur"), ("Achmad", "Ahmad"),
        ("Elisabeth", "Elisabet"), ("Fatimah", "Fatima"), ("Fitri", "Pitri"), ("Jahja", "Yahya"), ("Siti Aisyah", "Siti Aisya"), ("Muhd Ali", "Mohammad Ali"),
    ],
)  # fmt: skip
def test_that_old_and_new_spellings_sound_alike(one: str, other: str):
    assert sound_key(one) == sound_key(other)


@pytest.mark.parametrize(("one", "other"), [("Budi", "Rudi"), ("Siti", "Sri"), ("Darmawan", "Darmawati")])
def test_that_other_names_do_not_sound_alike(one: str, other: str):
    assert sound_key(one) != sound_key(other)
