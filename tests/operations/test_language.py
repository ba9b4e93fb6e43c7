"""Catalogues: joined from their sources, kept compiled, never stale; the panti's own word for a resident."""

from __future__ import annotations

import os

import pytest

from shelter_admin.domain.words import _, n_, p_, spoken
from shelter_admin.operations import language
from shelter_admin.operations.language import load_catalogue, use

HEADER = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n'
)
BEDS = HEADER + 'msgid "{count} bed"\nmsgid_plural "{count} beds"\nmsgstr[0] "{count} tempat tidur"\n'
PEOPLE = HEADER + (
    'msgid "Residents"\nmsgstr "Penghuni"\n\nmsgid "A resident left."\nmsgstr "Seorang penghuni keluar."\n\n'
    'msgctxt "heading"\nmsgid "RESIDENTS"\nmsgstr "DAFTAR PENGHUNI"\n'
)


@pytest.fixture
def sources(tmp_path):
    folder = tmp_path / "i18n"
    (folder / "id").mkdir(parents=True)
    (folder / "id" / "beds.po").write_text(BEDS, encoding="utf-8")
    (folder / "id" / "people.po").write_text(PEOPLE, encoding="utf-8")
    return folder


def test_that_the_files_of_all_areas_are_one_catalogue(sources, tmp_path):
    said = load_catalogue("id", sources=sources, compiled=tmp_path / "made")
    assert said.gettext("Residents") == "Penghuni"
    assert said.ngettext("{count} bed", "{count} beds", 2) == "{count} tempat tidur"


def test_that_a_start_without_news_reads_only_what_is_compiled(sources, tmp_path, monkeypatch):
    load_catalogue("id", sources=sources, compiled=tmp_path / "made")
    monkeypatch.setattr(language, "_compile", lambda *_given: pytest.fail("compiled again"))
    assert load_catalogue("id", sources=sources, compiled=tmp_path / "made").gettext("Residents") == "Penghuni"


@pytest.mark.parametrize("change", ["edited", "added", "removed"])
def test_that_a_catalogue_is_compiled_anew_when_a_source_changed(sources, tmp_path, change):
    made = tmp_path / "made"
    load_catalogue("id", sources=sources, compiled=made)
    long_ago = (1_000_000_000, 1_000_000_000)
    for path in (made / "id.mo", sources / "id", *(sources / "id").glob("*.po")):
        os.utime(path, long_ago)
    os.utime(made / "id.mo", (1_000_000_100, 1_000_000_100))
    people = sources / "id" / "people.po"
    if change == "edited":
        people.write_text(PEOPLE.replace("Penghuni", "Warga"), encoding="utf-8")
        wanted = "Warga"
    elif change == "added":
        (sources / "id" / "more.po").write_text(HEADER + 'msgid "Save"\nmsgstr "Simpan"\n', encoding="utf-8")
        wanted = "Penghuni"
    else:
        people.unlink()
        wanted = "Residents"
    again = load_catalogue("id", sources=sources, compiled=made)
    assert again.gettext("Residents") == wanted
    assert (again.gettext("Save") == "Simpan") is (change == "added")


def test_that_a_folder_that_cannot_be_written_only_costs_time(sources, tmp_path):
    blocked = tmp_path / "made"
    blocked.write_text("a file where the folder would be", encoding="utf-8")
    assert load_catalogue("id", sources=sources, compiled=blocked).gettext("Residents") == "Penghuni"


def test_that_english_is_the_message_itself(sources, tmp_path):
    assert load_catalogue("en", sources=sources, compiled=tmp_path).gettext("Residents") == "Residents"


def test_that_the_panti_s_own_word_takes_the_place_of_penghuni_in_the_same_case(sources, tmp_path):
    said = load_catalogue("id", "warga binaan", sources=sources, compiled=tmp_path / "made")
    assert said.gettext("Residents") == "Warga binaan"
    assert said.gettext("A resident left.") == "Seorang warga binaan keluar."
    assert said.pgettext("heading", "RESIDENTS") == "DAFTAR WARGA BINAAN"
    assert said.ngettext("{count} bed", "{count} beds", 1) == "{count} tempat tidur"


def test_that_the_program_speaks_what_it_was_told_to():
    use("id")
    assert (spoken(), _("January"), p_("nothing", "Nothing")) == ("id", "Januari", "Nothing")
    use("en")
    assert (spoken(), _("January"), n_("one", "many", 2)) == ("en", "January", "many")
