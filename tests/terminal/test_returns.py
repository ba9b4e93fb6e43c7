"""``month`` and ``records``: what they print, what they write, what they refuse, beside an open window too."""

from __future__ import annotations

import csv
import os
import stat
import zipfile
from io import StringIO
from pathlib import Path

import pyrage
import pytest

from tests.people import PASSWORD, an_opener

KEYS = {
    "period",
    "version",
    "files",
    "opening",
    "admitted",
    "left",
    "closing",
    "capacity",
    "bed_days",
    "occupancy_percent",
    "spm",
}


@pytest.fixture
def lived_in(house, tmp_path):
    """Somebody came in September, somebody in October and left again."""
    first = house("person", "add", "--name", "Budi Karangan", "--sex", "L", "--on", "2026-09-05").json["number"]
    second = house("person", "add", "--name", "Sari Karangan", "--sex", "P", "--on", "2026-10-05").json["number"]
    assert house("person", "leave", second, "--reason", "KELUARGA", "--on", "2026-10-20").status == 0
    return first


def test_that_a_month_is_sent_and_its_papers_written(lived_in, house, tmp_path):
    told = house("month", "2026-10", "--out", str(tmp_path / "out" / "here")).json
    assert set(told) >= KEYS
    assert (told["opening"], told["admitted"], told["left"], told["closing"]) == (1, 1, 1, 1)
    assert (told["period"], told["version"]) == ("2026-10", 1)
    assert set(told["spm"]) == {"SPM-PD", "SPM-AT", "SPM-LU", "SPM-GP", "SPM-BC"}
    assert set(told["spm"]["SPM-LU"]) == {"x", "met", "y"}
    assert [Path(file).suffix for file in told["files"]] == [".xlsx", ".pdf", ".csv"]
    for file in told["files"]:
        assert Path(file).stat().st_size > 500
        if os.name == "posix":
            assert stat.S_IMODE(Path(file).stat().st_mode) == 0o600


def test_that_the_csv_says_what_the_terminal_says(lived_in, house, tmp_path):
    told = house("month", "2026-10", "--out", str(tmp_path)).json
    text = Path(told["files"][2]).read_text(encoding="utf-8-sig")
    found = {row["Kunci"]: row["Jumlah"] for row in csv.DictReader(StringIO(text), delimiter=";")}
    for key in ("opening", "admitted", "left", "closing", "capacity", "bed_days"):
        assert found[key] == str(told[key])


def test_that_sending_again_keeps_the_version_until_a_figure_changes(lived_in, house, tmp_path):
    out = str(tmp_path)
    assert [house("month", "2026-10", "--out", out).json["version"] for _time in range(2)] == [1, 1]
    assert house("person", "add", "--name", "Tini Karangan", "--on", "2026-10-31").status == 0
    draft = house("month", "2026-10", "--out", out, "--draft").json
    assert draft["version"] == 2
    assert {"figure": "admitted", "before": 1, "after": 2} in draft["difference"]
    sent = house("month", "2026-10", "--out", out).json
    assert (sent["version"], sent["difference"]) == (2, draft["difference"])


def test_that_a_running_month_is_only_a_draft(lived_in, house, tmp_path):
    refused = house("month", "2026-11", "--out", str(tmp_path / "out"))
    assert (refused.status, refused.json["refused"]) == (1, "month_not_over")
    assert not (tmp_path / "out").exists()
    draft = house("month", "2026-11", "--out", str(tmp_path / "out"), "--draft").json
    assert draft["running"]
    assert all("konsep" in Path(file).name for file in draft["files"])


@pytest.mark.parametrize(("period", "code"), [("2026-13", "period_unclear"), ("2027-01", "month_not_begun")])
def test_that_what_is_no_month_gone_by_is_refused(house, tmp_path, period, code):
    for more in ((), ("--draft",)):
        told = house("month", period, "--out", str(tmp_path / "out"), *more)
        assert (told.status, told.json["refused"]) == (1, code)
    assert not (tmp_path / "out").exists()


def test_that_a_draft_works_beside_an_open_window_and_the_rest_does_not(lived_in, house, tmp_path):
    window = an_opener().unlock(tmp_path / "p.shelter", "kepala", PASSWORD)
    try:
        assert house("month", "2026-10", "--out", str(tmp_path), "--draft").status == 0
        assert house("month", "2026-10", "--out", str(tmp_path)).status == 3
        assert house("records", "2026-10", "--out", str(tmp_path / "r.zip")).status == 3
    finally:
        window.close()
    assert not (tmp_path / "r.zip").exists()


def test_that_a_folder_that_cannot_be_made_leaves_nothing_sent(lived_in, house, tmp_path):
    (tmp_path / "file").write_text("x")
    told = house("month", "2026-10", "--out", str(tmp_path / "file" / "out"))
    assert told.status == 3
    assert house("month", "2026-10", "--out", str(tmp_path), "--draft").json["version"] == 1


def test_that_a_trainer_gets_neither(lived_in, house, tmp_path, monkeypatch):
    assert house("account", "add", "guru", "--role", "instruktur").status == 0
    monkeypatch.setenv("SHELTER_USER", "guru")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    for call in (("month", "x", "--out", "y", "--draft"), ("month", "x", "--out", "y"), ("records", "x", "--out", "y")):
        told = house(*call)
        assert (told.status, told.json["refused"]) == (1, "not_allowed")


def test_that_records_are_written_with_and_without_names(lived_in, house, tmp_path):
    named = house("records", "2026-10", "--out", str(tmp_path / "named.zip")).json
    nameless = house("records", "2026-10", "--out", str(tmp_path / "nameless.zip"), "--without-names").json
    assert named["resources"] == nameless["resources"]
    assert named["resources"]["people"] == 2
    assert set(named["resources"]) >= {"people", "stays", "placements", "presence", "attendance", "certificates"}
    with zipfile.ZipFile(named["file"]) as with_names, zipfile.ZipFile(nameless["file"]) as without:
        assert b"Karangan" in with_names.read("people.csv")
        assert b"Karangan" not in without.read("people.csv")
        assert set(without.namelist()) == {"datapackage.json", *(f"{name}.csv" for name in named["resources"])}
    if os.name == "posix":
        assert stat.S_IMODE(Path(named["file"]).stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("asked", "given"),
    [("r.zip", "r.zip.age"), ("r", "r.zip.age"), ("r.zip.age", "r.zip.age"), ("r.age", "r.age")],
)
def test_that_with_the_provinces_key_the_file_is_sealed_and_says_so_in_its_name(
    lived_in, house, tmp_path, asked, given
):
    from shelter_admin.domain.settings import Settings
    from shelter_admin.operations.settings import ChangeSettings

    identity = pyrage.x25519.Identity.generate()
    head = an_opener().unlock(tmp_path / "p.shelter", "kepala", PASSWORD)
    head.do(ChangeSettings(Settings(province_key=str(identity.to_public()))))
    head.close()
    told = house("records", "2026-10", "--out", str(tmp_path / asked)).json
    assert Path(told["file"]) == tmp_path / given
    content = Path(told["file"]).read_bytes()
    assert b"Karangan" not in content
    assert pyrage.decrypt(content, [identity]).startswith(b"PK")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("r") and path.name != given] == []


def test_that_a_file_that_is_not_sealed_never_has_the_name_of_a_sealed_one(lived_in, house, tmp_path):
    told = house("records", "2026-10", "--out", str(tmp_path / "r.zip.age"))
    assert told.json["file"] == str(tmp_path / "r.zip")
    assert not (tmp_path / "r.zip.age").exists()
    assert "tidak tersegel" in told.err


def test_that_records_that_cannot_be_written_are_told_and_handed_out_to_nobody(lived_in, house, tmp_path):
    (tmp_path / "file").write_text("x")
    told = house("records", "2026-10", "--out", str(tmp_path / "file" / "r.zip"))
    assert told.status == 3
    assert [entry for entry in house("audit").json["entries"] if entry["act"] == "RecordsOf"] == []
