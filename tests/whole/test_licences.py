"""Who is owed thanks is named in THIRD_PARTY.md, and nothing shipped forbids the project's own licence."""

from __future__ import annotations

import re

from tests.whole.sources import ROOT, pins_of, tracked

ROW = re.compile(r"^\| ([^|]+?) +\| ([^|]+?) +\|", re.MULTILINE)
SHIPPED = ("fonts", "icons", "reference")


def rows() -> dict[str, str]:
    """What THIRD_PARTY.md lists: name and licence."""
    found = ROW.findall((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    return {name.strip("` ").lower(): licence for name, licence in found}


def test_that_every_package_the_program_runs_with_is_listed_with_its_licence():
    listed = rows()
    assert set(pins_of("requirements.txt")) - set(listed) == set()
    assert [name for name in pins_of("requirements.txt") if len(listed[name]) < 3] == []


def test_that_no_package_is_listed_that_is_gone():
    packages = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8").split("## ")[1]
    named = {name.strip("` ").lower() for name, _licence in ROW.findall(packages)} - {"package", "---"}
    assert named - set(pins_of("requirements.txt")) == set()


def test_that_every_folder_of_shipped_works_is_listed():
    folders = {
        "/".join(path.parts[:2]) for path in tracked() if path.parts[0] == "resources" and path.parts[1] in SHIPPED
    }
    assert folders - set(rows()) == set()


def test_that_the_font_carries_its_licence():
    fonts = [path for path in tracked() if path.parts[:2] == ("resources", "fonts")]
    assert not fonts or any("OFL" in path.name or "LICENSE" in path.name for path in fonts)


def test_that_region_data_is_named_as_open_database_licence():
    assert "ODbL" in rows()["resources/reference"]


def test_that_only_the_toolkit_and_the_server_driver_ask_for_more_than_notice():
    asking = {name for name, licence in rows().items() if re.search(r"\bA?L?GPL", licence)}
    assert asking == {"pyside6-essentials", "shiboken6", "psycopg", "psycopg-binary"}
