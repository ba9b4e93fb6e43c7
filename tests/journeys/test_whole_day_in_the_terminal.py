"""The owner's sentence from end to end by ``python -m shelter_admin``: from the street to a certificate and the month.

Each role makes its own calls; the day is Monday 23 November 2026, its month is sent on 1 December.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.calling import Terminal
from tests.journeys.house import EXPECTED, REGISTER, ROOMS, SAMPLES

TODAY = "2026-11-23"
MORNING, NOON, EVENING = (f"{TODAY}T{clock}" for clock in ("08:30", "12:00", "22:30"))
NEXT_DAY = "2026-11-24T10:00"
DECEMBER = "2026-12-01T09:00"
ROLES = {
    "hendra": "tata_usaha",
    "maria": "pekerja_sosial",
    "sumiati": "pengasuh",
    "rina": "piket",
    "yusuf": "instruktur",
}
FIRST, SECOND = "Siti Rohani", "Yohana Tandi"


class Day:
    """The terminal, who lives there, and what the calls of the day gave."""

    def __init__(self, folder: Path) -> None:
        self.terminal = Terminal(folder)
        self.files = folder / "kertas"
        init = ["init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "kepala"]
        self.terminal.done(*init, at=MORNING)
        for user, role in ROLES.items():
            self.terminal.done("account", "add", user, "--role", role, at=MORNING)
        self.terminal.done("import", "rooms", ROOMS, at=MORNING)
        self.first, self.second = self.takes_in(FIRST), self.takes_in(SECOND)

    def takes_in(self, name: str) -> str:
        given = ["person", "add", "--name", name, "--sex", "P", "--born", "17-08-1990", "--from", "64.72"]
        number: str = self.done("hendra", *given, "--source", "PENERTIBAN")["number"]
        return number

    def done(self, user: str, *arguments: object, at: str = MORNING) -> dict[str, Any]:
        return self.terminal.done(*arguments, at=at, user=user)

    def refused(self, code: str, user: str, *arguments: object, at: str = MORNING) -> str:
        return self.terminal.refused(code, *arguments, at=at, user=user)

    def verified(self, given: object) -> dict[str, Any]:
        return self.done("hendra", "certificate", "verify", given, at=NEXT_DAY)


@pytest.fixture(scope="module")
def day(tmp_path_factory) -> Day:
    return Day(tmp_path_factory.mktemp("whole-day"))


def test_that_the_whole_day_of_all_roles_goes_from_call_to_call(day):
    gives_a_bed(day)
    goes_out_and_comes_back(day)
    holds_and_closes_the_class(day)
    counts_the_night(day)
    decides(day)
    issued = issues_and_checks(day)
    leaves(day)
    sends_the_month(day)
    hands_the_records_out(day)
    revokes_and_corrects(day, issued)
    checked = day.done("kepala", "check", at=DECEMBER)
    assert (checked["integrity"], checked["audit_chain"], checked["problems"]) == ("ok", "ok", [])


def gives_a_bed(day: Day) -> None:
    rooms = day.done("sumiati", "bed", "board")["rooms"]
    free = [f"{room['wisma']} {room['room']}/{bed['label']}" for room in rooms for bed in room["beds"]]
    for number, bed in zip((day.first, day.second), free, strict=False):
        assert day.done("sumiati", "bed", "assign", number, bed, "--reason", "baru datang")["bed"] == bed


def goes_out_and_comes_back(day: Day) -> None:
    assert day.done("rina", "gate", "out", day.first, "--to", "Puskesmas", "--until", "11.00")["out"] is True
    assert [one["number"] for one in day.done("rina", "gate", "board")["out"]] == [day.first]
    assert day.done("rina", "gate", "in", day.first, at=NOON)["out"] is False


def holds_and_closes_the_class(day: Day) -> None:
    opened = day.done("kepala", "program", "add", "Menjahit", "--hours", 320)
    assert (opened["program"], opened["people"]) == ("Menjahit", 0)
    day.done("kepala", "enrol", day.first, day.second, "--program", "Menjahit")
    day.refused("not_allowed", "rina", "attendance", "mark", "Menjahit", TODAY, f"{day.first}=H", at=NOON)
    day.done("kepala", "attendance", "mark", "Menjahit", TODAY, f"{day.first}=H", at=NOON)
    day.refused("session_unmarked", "kepala", "attendance", "close", "Menjahit", TODAY, at=NOON)
    day.done("kepala", "attendance", "mark", "Menjahit", TODAY, f"{day.second}=A", at=NOON)
    closed = day.done("kepala", "attendance", "close", "Menjahit", TODAY, at=NOON)
    rates = {one["number"]: (one["present"], one["absent"], one["rate"]) for one in closed["people"]}
    assert rates == {day.first: (1, 0, 1.0), day.second: (0, 1, 0.0)}
    day.refused("session_closed", "kepala", "attendance", "mark", "Menjahit", TODAY, f"{day.second}=H", at=NOON)


def counts_the_night(day: Day) -> None:
    taken = day.done("sumiati", "roll-call", TODAY, "--all-present", "--close", at=EVENING)
    assert (taken["on_books"], taken["present"], taken["closed_by"]) == (2, 2, "sumiati")


def decides(day: Day) -> None:
    day.done("kepala", "grade", "Menjahit", f"{day.first}=88", f"{day.second}=91", at=NEXT_DAY)
    lines = {one["number"]: one for one in day.done("maria", "readiness", at=NEXT_DAY)["people"]}
    assert "attendance" not in lines[day.first]["blockers"]
    assert "attendance" in lines[day.second]["blockers"]
    assert lines[day.first]["decision"] is None
    ready = ["decide", day.first, "--ready", "--reason", "Terampil dan ada penerima"]
    day.refused("not_allowed", "maria", *ready, at=NEXT_DAY)
    assert day.done("kepala", *ready, at=NEXT_DAY) == {"number": day.first, "decision": "ready"}
    late = ["decide", day.second, "--not-yet", "--reason", "Baru satu kali masuk kelas"]
    assert day.done("kepala", *late, at=NEXT_DAY)["decision"] == "not_yet"


def issues_and_checks(day: Day) -> Any:
    asked = ["certificate", "issue", day.first, day.second, "--program", "Menjahit", "--out", day.files]
    given = day.done("kepala", *asked, at=NEXT_DAY)
    assert given["not_entitled"] == [{"number": day.second, "why": "decided_not_yet"}]
    (issued,) = given["issued"]
    assert (issued["number"], issued["certificate_no"]) == (day.first, "400.9/001/CTH/XI/2026")
    again = day.done("kepala", "certificate", "batch", "Menjahit", "--out", day.files, at=NEXT_DAY)
    assert again["issued"] == []
    for given in (issued["file"], issued["code"]):
        told = day.verified(given)
        assert {name: told[name] for name in ("valid", "name", "program", "hours", "grade", "issued_on", "revoked")} == {
            "valid": True, "name": FIRST, "program": "Menjahit", "hours": 320, "grade": 88, "issued_on": "2026-11-24",
            "revoked": False,
        }  # fmt: skip
    a_changed_one_is_found(day, issued)
    told = day.done("hendra", *_reprint(issued, day.files / "lagi"), at=NEXT_DAY)
    assert Path(told["file"]).read_bytes() == Path(issued["file"]).read_bytes()
    return issued


def _reprint(issued: dict[str, Any], folder: Path) -> list[object]:
    number = issued["certificate_no"]
    return ["certificate", "reprint", number, "--reason", "Yang pertama basah", "--out", folder]


def a_changed_one_is_found(day: Day, issued: dict[str, Any]) -> None:
    code = issued["code"]
    changed = code[:-1] + ("A" if code[-1] != "A" else "B")
    assert day.verified(changed)["valid"] is False
    paper = day.files / "diubah.pdf"
    content = Path(issued["file"]).read_bytes()
    paper.write_bytes(content.replace(b"%%EOF", b"%%EOX"))
    assert day.verified(paper)["valid"] is False


def leaves(day: Day) -> None:
    left = day.done("maria", "person", "leave", day.first, "--reason", "LULUS", "--on", "2026-11-24", at=NEXT_DAY)
    assert left == {"number": day.first, "status": "left"}


def sends_the_month(day: Day) -> None:
    day.refused("month_not_over", "hendra", "month", "2026-11", "--out", day.files, at=NEXT_DAY)
    told = day.done("hendra", "month", "2026-11", "--out", day.files, at=DECEMBER)
    assert {name: told[name] for name in ("period", "version", "opening", "admitted", "left", "closing")} == {
        "period": "2026-11", "version": 1, "opening": 0, "admitted": 2, "left": 1, "closing": 1,
    }  # fmt: skip
    assert told["bed_days"] == 1 + 8  # the first slept one night, the second eight
    assert {Path(one).suffix for one in told["files"]} == {".xlsx", ".pdf", ".csv"}
    assert all(Path(one).stat().st_size > 0 for one in told["files"])
    (graduates,) = told["graduates"]
    assert (graduates["program"], graduates["issued"]) == ("Menjahit", 1)


def hands_the_records_out(day: Day) -> None:
    day.refused("not_allowed", "maria", "records", "2026-11", "--out", day.files / "rekaman.zip", at=DECEMBER)
    told = day.done("hendra", "records", "2026-11", "--out", day.files / "rekaman.zip", at=DECEMBER)
    with zipfile.ZipFile(told["file"]) as package:
        described = json.loads(package.read("datapackage.json"))
        rows = {one["name"]: _rows(package, one["path"]) for one in described["resources"]}
    assert {name: len(listed) for name, listed in rows.items()} == told["resources"]
    assert {one["name"] for one in rows["people"]} == {FIRST, SECOND}
    without = day.done("hendra", "records", "2026-11", "--without-names", "--out", day.files / "tanpa.zip", at=DECEMBER)
    content = Path(without["file"]).read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        read = "".join(package.read(name).decode() for name in package.namelist())
    assert [name for name in (FIRST, SECOND, day.first, day.second) if name in read] == []


def _rows(package: zipfile.ZipFile, path: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(package.read(path).decode("utf-8-sig"))))


def revokes_and_corrects(day: Day, issued: dict[str, Any]) -> None:
    number = issued["certificate_no"]
    day.refused("not_allowed", "hendra", "certificate", "revoke", number, "--reason", "Nama keliru", at=DECEMBER)
    revoke = ["certificate", "revoke", number, "--reason", "Nama keliru"]
    assert day.done("kepala", *revoke, at=DECEMBER)["revoked"] is True
    told = day.done("hendra", "certificate", "verify", issued["code"], at=DECEMBER)
    assert (told["valid"], told["revoked"]) == (False, True)
    corrected = day.done("hendra", "month", "2026-11", "--out", day.files, "--draft", at=DECEMBER)
    assert corrected["version"] == 2
    assert corrected["difference"] != []


def test_that_the_office_s_month_sheet_reads_as_a_careful_reader_reads_it(tmp_path):
    terminal, expected = Terminal(tmp_path), EXPECTED["attendance"]
    init = ["init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "kepala"]
    terminal.done(*init)
    terminal.done("import", "register", REGISTER)
    told = terminal.done("import", "attendance", SAMPLES / "kehadiran-menjahit-A.xlsx", "--program", "Menjahit")
    assert told["marks"] == expected["marks_of_people_with_a_name_of_their_own"]
    assert told["unmarked"] == expected["empty_on_class_days"]
    assert told["ambiguous_people"] == expected["rows_whose_name_stands_more_than_once_in_the_register"]
    assert (told["people"], told["unknown_people"], told["outside_stay"]) == (expected["rows"], 0, 0)
