"""``import attendance``: the office's month sheet through the terminal, as the page of commands says."""

import json
from pathlib import Path

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
FILE = str(SAMPLES / "kehadiran-menjahit-A.xlsx")
EXPECTED = json.loads((SAMPLES / "expected-A.json").read_text(encoding="utf-8"))["attendance"]


def test_that_the_sample_prints_what_a_careful_reader_finds(office):
    told = office("import", "attendance", FILE, "--program", "menjahit").json
    assert told["people"] == EXPECTED["rows"]
    assert told["marks"] == EXPECTED["marks_of_people_with_a_name_of_their_own"]
    assert told["unmarked"] == EXPECTED["empty_on_class_days"]
    assert told["ambiguous_people"] == EXPECTED["rows_whose_name_stands_more_than_once_in_the_register"]
    assert (told["outside_stay"], told["unknown_people"]) == (0, 0)


def test_that_an_answer_takes_the_rest_and_the_same_sheet_again_takes_nothing(office):
    first = office("import", "attendance", FILE, "--program", "Menjahit").json
    (asked,) = first["ambiguous"]
    match = f"{asked['name']}={asked['candidates'][0]['number']}"
    second = office("import", "attendance", FILE, "--program", "Menjahit", "--match", match).json
    assert (second["marks"], second["already"], second["ambiguous_people"]) == (22, 396, 0)
    third = office("import", "attendance", FILE, "--program", "Menjahit", "--match", match).json
    assert (third["marks"], third["already"]) == (0, 418)


def test_that_a_dry_run_saves_nothing(office):
    assert office("import", "attendance", FILE, "--program", "Menjahit", "--dry-run").json["marks"] == 396
    assert office("import", "attendance", FILE, "--program", "Menjahit", "--dry-run").json["already"] == 0


def test_that_a_programme_nobody_opened_is_refused_and_not_opened(office):
    answer = office("import", "attendance", FILE, "--program", "Menyulam")
    assert (answer.status, answer.json["refused"]) == (1, "program_unknown")


def test_that_wrong_usage_is_told_before_the_store_is_opened(run, tmp_path):
    for more in (["--match", "Lukas"], ["--match", "=5"], ["--month", "Oktober"]):
        assert run("import", "attendance", FILE, "--program", "Menjahit", *more).status == 2


def test_that_a_file_that_is_not_there_or_holds_no_class_is_refused(office):
    assert office("import", "attendance", "no-such.xlsx", "--program", "Menjahit").json["refused"] == "sheet_missing"
    rooms = office("import", "attendance", str(SAMPLES / "kamar-A.xlsx"), "--program", "Menjahit")
    assert rooms.json["refused"] == "attendance_not_found"


def test_that_without_json_the_answer_is_read_in_indonesian(office, capfd):
    from shelter_admin.terminal.app import main

    assert main(["--today", "2026-11-21", "import", "attendance", FILE, "--program", "Menjahit"]) == 0
    told = capfd.readouterr().out
    assert "396" in told
    assert "--match 'Lukas=" in told
    assert "marks" not in told
