"""The same day by ``python -m shelter_admin``, call by call."""

from __future__ import annotations

import json

import pytest

from shelter_admin.operations.opening import Opener
from shelter_admin.persistence.address import companions_of, read_place
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS
from tests.journeys.calling import AFTERNOON, NIGHT, NOON, Terminal
from tests.journeys.house import EXPECTED, REGISTER, ROOMS
from tests.people import PASSWORD, FixedClock


@pytest.fixture(scope="module")
def terminal(tmp_path_factory) -> Terminal:
    """A panti as ``init`` makes it, with the office's rooms and register moved in."""
    made = Terminal(tmp_path_factory.mktemp("terminal"))
    sheet = made.folder / "pemulihan.pdf"
    init = ["init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "kepala"]
    told = made.done(*init, "--recovery-sheet", sheet)
    assert told["code"] == "CTH"
    assert {"panti_id", "schema"} <= set(told)
    assert sheet.read_bytes().startswith(b"%PDF")
    assert beside(companions_of(read_place(made.store)), KEYS).is_file()
    return made


@pytest.fixture(scope="module")
def office(terminal: Terminal) -> Terminal:
    rooms = terminal.done("import", "rooms", ROOMS)
    assert (rooms["rooms"], rooms["refused"]) == (40, 0)
    taken = terminal.done("import", "register", REGISTER, "--report", terminal.folder / "nasib.xlsx")
    assert {name: taken[name] for name in ("rows", "in_house", "left")} == {
        name: EXPECTED[name] for name in ("rows", "in_house", "left")
    }
    assert (taken["taken"], taken["already"], taken["placed"] + taken["unplaced"]) == (186, 0, 186)
    pairs = {frozenset(one["name"] for one in pair) for pair in taken["possible_duplicates"]}
    assert {frozenset(pair) for pair in EXPECTED["duplicate_pairs"]} <= pairs
    assert len(pairs) <= len(EXPECTED["duplicate_pairs"]) + 6
    assert (terminal.folder / "nasib.xlsx").read_bytes().startswith(b"PK")
    again = terminal.done("import", "register", REGISTER)
    assert (again["taken"], again["already"], again["possible_duplicates"]) == (0, 186, [])
    return terminal


def free_beds(office: Terminal, at: str = NOON) -> list[str]:
    return [
        f"{room['wisma']} {room['room']}/{bed['label']}"
        for room in office.done("bed", "board", at=at)["rooms"]
        for bed in room["beds"]
        if bed["state"] == "free"
    ]


def test_that_people_are_taken_in_given_beds_and_never_share_one(office):
    one = office.done("person", "add", "--name", "Budi Santoso", "--sex", "L", "--born", "± 60 th", "--from", "64.72")
    other = office.done("person", "add", "--name", "Tanpa Nama", "--on", "2026-11-20")
    (found,) = office.done("person", "find", "budi santoso")["people"]
    assert {"number", "name", "alias", "bed", "status"} <= set(found)
    assert found["number"] == one["number"]
    bed, spare = free_beds(office)[:2]
    given = office.done("bed", "assign", one["number"], bed, "--reason", "baru datang")
    assert {name: given[name] for name in ("number", "bed", "from")} == {
        "number": one["number"], "bed": bed, "from": "2026-11-21",
    }  # fmt: skip
    office.refused("bed_taken", "bed", "assign", other["number"], bed, "--reason", "baru datang")
    office.refused("reason_missing", "bed", "assign", one["number"], spare)
    assert office.done("person", "show", one["number"])["bed"] == bed
    board = office.done("bed", "board")
    assert board["over"] == board["occupied"] - board["capacity"]


def test_that_gate_and_night_go_from_call_to_call(office):
    everybody = office.done("roll-call", "2026-11-21", at=NIGHT)
    assert everybody["unmarked"] == everybody["on_books"]
    board = office.done("bed", "board")
    one, two, three = [bed["number"] for room in board["rooms"] for bed in room["beds"] if bed["number"]][:3]
    out = office.done("gate", "out", one, "--to", "Pasar Pagi", "--until", "17.00", at=AFTERNOON)
    assert {name: out[name] for name in ("done", "number", "out")} == {"done": True, "number": one, "out": True}
    (late,) = office.done("gate", "board", at="2026-11-21T18:00")["out"]
    assert (late["number"], late["to"], late["late_minutes"]) == (one, "Pasar Pagi", 60)
    taken = office.done("roll-call", "2026-11-21", "--all-present", "--except", f"{two}=S", "--except", f"{three}=K", at=NIGHT)  # fmt: skip
    assert (taken["unmarked"], taken["closed_by"]) == (0, None)
    assert taken["on_books"] == taken["present"] + taken["away"] + taken["missing"]
    closed = office.done("roll-call", "2026-11-21", "--close", at=NIGHT)
    assert closed["closed_by"]
    office.refused("reason_missing", "roll-call", "2026-11-21", "--correct", "--except", f"{three}=I", at=NIGHT)
    put_right = office.done(
        *["roll-call", "2026-11-21", "--correct", "--except", f"{three}=I", "--reason", "tidur di masjid"], at=NIGHT
    )
    assert (put_right["missing"], put_right["away"]) == (closed["missing"] - 1, closed["away"] + 1)
    assert office.done("gate", "in", one, at=NIGHT)["out"] is False
    assert office.done("gate", "board", at=NIGHT)["inside"] == everybody["on_books"]


def test_that_who_ran_away_is_taken_back(office):
    number = office.done("person", "add", "--name", "Yohana Tandi", "--on", "2026-11-01")["number"]
    left = office.done("person", "leave", number, "--reason", "KABUR", "--on", "2026-11-20")
    assert left == {"number": number, "status": "left"}
    assert office.done("person", "find", "Yohana Tandi")["people"][0]["status"] == "left"
    assert office.done("person", "return", number) == {"number": number, "status": "in_house"}


@pytest.mark.embedded("a copy of a file becomes a file")
def test_that_a_copy_is_restored_and_both_are_sound(office, tmp_path):
    copy = office.done("backup", "--to", tmp_path / "salinan")
    assert {"file", "bytes", "rows"} <= set(copy)
    restored = tmp_path / "kembali" / "panti.shelter"
    restored.parent.mkdir()
    assert office.done("restore", copy["file"], "--to", restored)["restored"]
    checked = office(*["check"], store=restored)
    assert (checked.status, checked.json["audit_chain"], checked.json["problems"]) == (0, "ok", [])
    assert office.done("check")["integrity"] == "ok"
    entries = office.done("audit")["entries"]
    assert [entry["no"] for entry in entries] == sorted(entry["no"] for entry in entries)
    assert {"no", "at", "who", "act", "what"} <= set(entries[0])


@pytest.mark.embedded("a server lets several write")
def test_that_writing_waits_for_no_window_and_lists_work_beside_one(office):
    desk = Opener(FixedClock()).unlock(read_place(office.store), "kepala", PASSWORD)
    try:
        held = office("person", "add", "--name", "Siapa Saja", process=True)
        assert (held.status, held.json["unavailable"]) == (3, "store_in_use")
        assert office("person", "find", "Siapa Saja", process=True).json["people"] == []
        assert office("bed", "board", process=True).json["capacity"] > 0
        assert office("check", process=True).json["audit_chain"] == "ok"
    finally:
        desk.close()


def test_that_what_an_account_may_not_is_refused_by_code(office):
    office.done("account", "add", "galih", "--role", "admin")
    office.refused("not_allowed", "person", "find", "a", user="galih")
    office.refused("wrong_password", "person", "find", "a", user="siapa")


def test_that_an_invented_panti_is_ready_in_one_call(tmp_path):
    terminal = Terminal(tmp_path)
    accounts = tmp_path / "akun.json"
    made = terminal.done("demo", "--residents", 60, "--years", 1, "--seed", 7, "--out-accounts", accounts)
    assert made["residents"] == 60
    known = json.loads(accounts.read_text())
    assert sorted(one["role"] for one in known) == sorted(
        ["kepala", "tata_usaha", "pekerja_sosial", "pengasuh", "instruktur", "piket", "kesehatan", "admin"]
    )
    assert all({"user", "password", "role"} == set(one) for one in known)
