"""A day at the gate and in the dormitories, by the terminal, on the office's own files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
EXPECTED = json.loads((SAMPLES / "expected-A.json").read_text())


def number_of(run, name: str) -> str:
    return str(run("person", "find", name).json["people"][0]["number"])


def free_beds(run) -> list[str]:
    rooms = run("bed", "board").json["rooms"]
    return [bed["bed"] for room in rooms for bed in room["beds"] if bed["state"] == "free"]


def test_that_the_office_s_rooms_and_register_go_in_once(house):
    rooms = house("import", "rooms", str(SAMPLES / "kamar-A.xlsx")).json
    assert (rooms["rooms"], rooms["refused"]) == (40, 0)
    register = str(SAMPLES / "register-rsbk-samarinda.xlsx")
    rehearsed = house("import", "register", register, "--dry-run").json
    assert house("person", "find", "Elisabet").json["people"] == []
    taken = house("import", "register", register).json
    for name in ("rows", "in_house", "left"):
        assert taken[name] == EXPECTED[name]
    for name in ("nik_last_digit_lost", "nik_missing", "birth_year_only", "birth_from_age", "birth_missing"):
        assert taken["warnings"][name] == EXPECTED[name]
    assert {name: taken[name] for name in ("rows", "taken", "placed")} == {
        name: rehearsed[name] for name in ("rows", "taken", "placed")
    }
    pairs = {frozenset(one["name"] for one in pair) for pair in taken["possible_duplicates"]}
    assert {frozenset(pair) for pair in EXPECTED["duplicate_pairs"]} <= pairs
    assert all(isinstance(one["row"], int) for pair in taken["possible_duplicates"] for one in pair)
    again = house("import", "register", register).json
    assert (again["taken"], again["already"]) == (0, taken["taken"])


def test_that_the_fate_of_every_row_is_reported(house, tmp_path):
    house("import", "rooms", str(SAMPLES / "kamar-A.xlsx"))
    report = tmp_path / "laporan.xlsx"
    register = str(SAMPLES / "register-rsbk-samarinda.xlsx")
    assert house("import", "register", register, "--report", str(report)).status == 0
    assert report.read_bytes().startswith(b"PK")


def test_that_a_file_that_is_no_register_is_refused_or_not_available(house, tmp_path):
    (tmp_path / "surat.xlsx").write_bytes(b"no spreadsheet")
    for file in (str(tmp_path / "surat.xlsx"), str(tmp_path / "tidak-ada.xlsx")):
        refused = house("import", "register", file)
        assert refused.status in {1, 3, 4}
        assert refused.err


def test_that_somebody_is_taken_in_found_and_shown(house):
    added = house(
        *["person", "add", "--name", "Budi Santoso", "--sex", "L", "--born", "± 60 th", "--from", "64.72"],
        *["--category", "GELANDANGAN", "--source", "Satpol PP", "--on", "2026-11-20"],
    )
    number = added.json["number"]
    (found,) = house("person", "find", "santoso").json["people"]
    assert found == {"number": number, "name": "Budi Santoso", "alias": "", "bed": "", "status": "in_house"}
    shown = house("person", "show", number).json
    assert (shown["name"], shown["sex"], shown["admitted_on"], shown["origin_code"]) == (
        "Budi Santoso",
        "L",
        "2026-11-20",
        "64.72",
    )
    assert house("audit", "--person", number).json["entries"][-1]["act"] == "ResidentDetailsOf"


def test_that_somebody_goes_out_is_late_and_comes_back(office):
    number = number_of(office, "Kornelius Wulandari")
    out = office("gate", "out", number, "--to", "Pasar Pagi", "--until", "18.00", at="2026-11-21T16:00")
    assert out.json == {"done": True, "number": number, "at": "2026-11-21T16:00:00+08:00", "out": True}
    board = office("gate", "board", at="2026-11-21T19:05").json
    (line,) = board["out"]
    assert board["inside"] == EXPECTED["in_house"] - 1
    assert (line["number"], line["to"], line["late_minutes"]) == (number, "Pasar Pagi", 65)
    assert (line["since"], line["until"]) == ("2026-11-21T16:00:00+08:00", "2026-11-21T18:00:00+08:00")
    assert office("gate", "out", number).json["refused"] == "already_out"
    assert office("gate", "in", number, at="2026-11-21T19:10").json["out"] is False
    assert office("gate", "in", number).json["refused"] == "not_out"
    assert office("gate", "out", number, "--until", "sore").json["refused"] == "clock_unclear"
    assert office("gate", "out", "0000-0000").json["refused"] == "number_unknown"


def test_that_a_bed_is_given_moved_and_never_shared(office):
    number = number_of(office, "Njau Wulandari")
    bed = free_beds(office)[0]
    given = office("bed", "assign", number, bed, "--reason", "minta dekat pintu")
    assert given.json == {"number": number, "bed": bed, "from": "2026-11-21"}
    assert office("person", "find", "Njau Wulandari").json["people"][0]["bed"] == bed
    other = number_of(office, "Sumiati Wulandari")
    taken = office("bed", "assign", other, bed, "--reason", "coba")
    assert (taken.status, taken.json["refused"]) == (1, "bed_taken")
    assert office("bed", "assign", other, "Nirwana 9/9").json["refused"] == "bed_unknown"
    codes = {office("bed", "assign", other, free).json["refused"] for free in free_beds(office)[:8]}
    assert "reason_missing" in codes
    assert codes <= {"reason_missing", "room_not_for_them"}


def test_that_the_board_counts_as_it_lists(office):
    board = office("bed", "board").json
    beds = [bed for room in board["rooms"] for bed in room["beds"]]
    assert board["occupied"] == sum(bed["resident"] is not None for bed in beds)
    assert {"label", "state", "resident"} <= set(beds[0])
    assert {"wisma", "room", "beds"} == set(board["rooms"][0])
    assert office("bed", "board", "--on", "2026-11-01").json["night"] == "2026-11-01"


def test_that_a_roll_call_is_taken_by_exception_closed_and_corrected(office):
    out, ill = number_of(office, "Kornelius Wulandari"), number_of(office, "Rahmat Iwan Wulandari")
    office("gate", "out", out, "--to", "Pasar", "--until", "23.30", at="2026-11-21T21:00")
    before = office("roll-call", "2026-11-21", at="2026-11-21T22:00").json
    assert (before["unmarked"], before["closed_by"]) == (before["on_books"], None)
    close = ["roll-call", "2026-11-21", "--close"]
    assert office(*close, at="2026-11-21T22:00").json["refused"] == "roll_call_unmarked"
    done = office(*close, "--all-present", "--except", f"{ill}=S", at="2026-11-21T22:00").json
    assert (done["night"], done["kind"], done["unmarked"], done["closed_by"]) == ("2026-11-21", "malam", 0, "kepala")
    assert (done["away"], done["missing"]) == (1, 0)
    assert done["on_books"] == done["present"] + done["away"] + done["missing"] == before["on_books"]
    after = ["roll-call", "2026-11-21", "--correct", "--except", f"{ill}=A"]
    assert office(*after, at="2026-11-22T08:00").json["refused"] == "reason_missing"
    corrected = office(*after, "--reason", "ternyata tidak ada", at="2026-11-22T08:00").json
    assert (corrected["missing"], corrected["present"]) == (1, done["present"] - 1)
    assert office("roll-call", "2026-11-21", at="2026-11-22T09:00").json["missing"] == 1
    assert office(*close, at="2026-11-22T09:00").json["refused"] == "roll_call_closed"


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [("0000-0000=I", 1, "not_on_roll_call"), ("0000-0000=X", 1, "mark_unknown"), ("0000-0000", 2, None)],
)
def test_that_an_exception_nobody_can_read_is_refused(office, given, status, code):
    refused = office("roll-call", "2026-11-21", "--except", given, at="2026-11-21T22:00")
    assert (refused.status, refused.json.get("refused")) == (status, code)


def test_that_a_closed_roll_call_is_corrected_by_exception_only(office):
    assert office("roll-call", "2026-11-20", "--correct", "--all-present", "--reason", "x").status == 2


def test_that_a_night_that_has_not_begun_has_no_roll_call(office):
    assert office("roll-call", "2026-11-25", "--all-present").json["refused"] == "night_not_begun"


def test_that_running_away_is_undone_by_coming_back_and_other_leavings_begin_a_new_stay(office):
    number = number_of(office, "Kornelius Wulandari")
    assert office("person", "leave", number, "--reason", "KABUR", "--on", "2026-11-21").json == {
        "number": number,
        "status": "left",
    }
    assert office("gate", "out", number).json["refused"] == "not_in_house"
    back = office("person", "return", number, at="2026-11-25")
    assert (back.status, back.json["status"]) == (0, "in_house")
    stays = office("person", "show", number, at="2026-11-25").json["stays"]
    office("person", "leave", number, "--reason", "KELUARGA", at="2026-11-26")
    office("person", "return", number, at="2026-12-20")
    assert len(office("person", "show", number, at="2026-12-20").json["stays"]) == len(stays) + 1


@pytest.mark.parametrize(
    ("role", "writing", "code"),
    [
        ("tata_usaha", ["gate", "out", "0000-0000"], "not_allowed"),
        ("piket", ["person", "leave", "0000-0000", "--reason", "KABUR"], "not_allowed"),
        ("piket", ["person", "add", "--name", "Budi"], "quick_intake_at_night_only"),
        ("instruktur", ["bed", "board"], "not_allowed"),
        ("instruktur", ["bed", "assign", "0000-0000", "X 1/1"], "not_allowed"),
        ("admin", ["person", "find", "Budi"], "not_allowed"),
        ("admin", ["gate", "in", "0000-0000"], "not_allowed"),
        ("kesehatan", ["roll-call", "2026-11-21", "--all-present"], "not_allowed"),
        ("piket", ["import", "register", "x.xlsx"], "not_allowed"),
        ("piket", ["backup", "--to", "x"], "not_allowed"),
        ("piket", ["audit"], "not_allowed"),
        ("piket", ["check"], "not_allowed"),
        ("pengasuh", ["import", "rooms", "x.xlsx"], "not_allowed"),
    ],
)
def test_that_who_may_not_is_refused_before_anything_is_looked_up(house, monkeypatch, role, writing, code):
    house("account", "add", "sari", "--role", role)
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    refused = house(*writing)
    assert (refused.status, refused.json["refused"]) == (1, code)


def test_that_the_duty_officer_takes_in_by_night(house, monkeypatch):
    house("account", "add", "sari", "--role", "piket")
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    added = house("person", "add", "--name", "Tanpa Nama", at="2026-11-21T23:30")
    assert added.status == 0
    assert house("person", "find", added.json["number"]).json["people"][0]["status"] == "in_house"


def test_that_nothing_the_duty_officer_gives_beyond_name_and_sex_is_dropped_silently(house, monkeypatch):
    house("account", "add", "sari", "--role", "piket")
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    more = (
        ["--category", "PENGEMIS"],
        ["--born", "1960"],
        ["--from", "64.72"],
        ["--source", "polisi"],
        ["--on", "2026-11-01"],
    )
    for given in more:
        refused = house("person", "add", "--name", "Budi", *given, at="2026-11-21T23:30")
        assert (refused.status, refused.json["refused"]) == (1, "not_allowed")


def test_that_every_act_of_the_day_leaves_a_sound_store(office):
    assert office("check").json["problems"] == []
