"""Common options, exit status, one JSON object, help in Indonesian, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from shelter_admin.operations.opening import Opener
from shelter_admin.terminal import app
from shelter_admin.terminal.app import COMMANDS, main
from tests.people import PASSWORD, an_opener

ROOT = Path(__file__).resolve().parents[2]


def test_that_a_clock_is_taken_for_tests_only(run, monkeypatch):
    monkeypatch.delenv("SHELTER_TEST_CLOCK")
    refused = run("gate", "board")
    assert (refused.status, set(refused.json)) == (2, {"usage"})
    monkeypatch.setenv("SHELTER_TEST_CLOCK", "0")
    assert run("gate", "board").status == 2


@pytest.mark.parametrize("today", ["2026", "21-11-2026", "2026-11-21T25:00", "2026-11-21T12:00+08:00", "besok"])
def test_that_an_unclear_clock_is_wrong_usage(house, today):
    assert house("gate", "board", at=today).status == 2


@pytest.mark.parametrize(("today", "clock"), [("2026-11-21", "12:00:00"), ("2026-11-21T16:05", "16:05:00")])
def test_that_the_clock_is_the_panti_s_own_and_noon_where_no_time_is_given(house, today, clock):
    house("account", "add", "sari", "--role", "piket", at=today)
    assert house("audit").json["entries"][-1]["at"] == f"2026-11-21T{clock}+08:00"


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["gate"],
        ["gate", "out"],
        ["--nonsense"],
        ["bed", "board", "--on", "besok"],
        ["person", "add"],
        ["person", "leave", "2026-0001", "--reason", "BOSAN"],
        ["account", "add", "sari", "--role", "raja"],
        ["account", "add", "sari"],
        ["roll-call"],
        ["backup"],
        ["--today"],
    ],
)
def test_that_wrong_usage_ends_2_with_one_object_and_a_sentence(arguments, capfd):
    status = main(["--json", *arguments])
    out, err = capfd.readouterr()
    assert status == 2
    assert out.count("\n") == 1
    assert err


def test_that_store_and_user_must_be_said(run, monkeypatch):
    monkeypatch.delenv("SHELTER_USER")
    assert run("gate", "board").status == 2
    monkeypatch.delenv("SHELTER_STORE")
    assert run("gate", "board").status == 2


def test_that_options_may_come_from_the_command_line_instead_of_the_environment(house, monkeypatch, tmp_path):
    for name in ("SHELTER_STORE", "SHELTER_USER", "SHELTER_PASSWORD"):
        monkeypatch.delenv(name)
    (tmp_path / "sandi").write_text(PASSWORD + "\nsecond line")
    common = ["--store", str(tmp_path / "p.shelter"), "--user", "kepala", "--password-file", str(tmp_path / "sandi")]
    assert house(*common, "gate", "board").json == {"inside": 0, "out": []}
    missing = house("--store", str(tmp_path / "p.shelter"), "--user", "kepala", "--password-file", "/no/such", "check")
    assert missing.status == 2


def test_that_a_password_piped_in_is_taken(house, monkeypatch):
    monkeypatch.delenv("SHELTER_PASSWORD")
    reading, writing = os.pipe()
    os.write(writing, PASSWORD.encode() + b"\n")
    os.close(writing)
    kept = os.dup(0)
    os.dup2(reading, 0)
    try:
        assert house("gate", "board").status == 0
    finally:
        os.dup2(kept, 0)
        os.close(kept)
        os.close(reading)


def test_that_a_refusal_ends_1_with_sentence_and_code(house, monkeypatch):
    monkeypatch.setenv("SHELTER_PASSWORD", "salah sekali")
    refused = house("gate", "board")
    assert refused.status == 1
    assert refused.json == {
        "refused": "wrong_password",
        "sentence": "Nama pengguna atau kata sandi salah. Coba lagi.",
    }
    assert refused.err == "Nama pengguna atau kata sandi salah. Coba lagi. [wrong_password]\n"


def test_that_the_terminal_waits_after_many_wrong_passwords_and_does_not_refuse(house, monkeypatch):
    waited: list[float] = []
    monkeypatch.setattr("time.sleep", waited.append)
    monkeypatch.setenv("SHELTER_PASSWORD", "salah sekali")
    for _try in range(6):
        assert house("gate", "board").json["refused"] == "wrong_password"
    assert waited == [2.0]
    monkeypatch.setenv("SHELTER_PASSWORD", PASSWORD)
    assert house("gate", "board").status == 0
    assert waited == [2.0, 4.0]


def test_that_what_is_not_there_ends_3_and_what_is_no_store_4(house, tmp_path, monkeypatch):
    missing = house("--store", str(tmp_path / "q.shelter"), "gate", "board")
    assert (missing.status, missing.json["unavailable"]) == (3, "store_missing")
    assert (
        house("--store", "postgresql://localhost:1/panti", "gate", "board").json["unavailable"] == "not_connected_yet"
    )
    (tmp_path / "p.shelter").write_bytes(b"x" * 10000)
    damaged = house("gate", "board")
    assert (damaged.status, damaged.json["damaged"]) == (4, "not_a_store")


def test_that_writing_beside_an_open_window_ends_3_and_reading_works(house, tmp_path):
    window = an_opener().unlock(tmp_path / "p.shelter", "kepala", PASSWORD)
    try:
        for writing in (
            ["account", "add", "sari", "--role", "piket"],
            ["person", "add", "--name", "Budi"],
            ["gate", "in", "2026-0001"],
            ["roll-call", "2026-11-20", "--all-present"],
        ):
            refused = house(*writing)
            assert (refused.status, refused.json["unavailable"]) == (3, "store_in_use")
            assert "kepala membuka berkas data ini sejak 21-11-2026" in refused.json["sentence"]
        for reading in (
            ["gate", "board"],
            ["bed", "board"],
            ["check"],
            ["audit"],
            ["person", "find", "Budi"],
            ["roll-call", "2026-11-20"],
            ["account", "list"],
            ["backup", "--to", str(tmp_path / "stick")],
        ):
            assert house(*reading).status == 0, reading
    finally:
        window.close()


def test_that_a_fault_of_the_program_is_one_sentence_without_anybody_s_details(house, monkeypatch):
    def broken(*_args, **_kwargs):
        raise ZeroDivisionError("Budi Santoso, NIK 6472012345678901")

    monkeypatch.setattr(Opener, "look_into", broken)
    fault = house("gate", "board")
    assert (fault.status, fault.json["damaged"]) == (4, "fault")
    assert "ZeroDivisionError" in fault.err
    assert "Budi" not in fault.out + fault.err
    assert "6472" not in fault.out + fault.err


def test_that_a_stopped_command_says_that_nothing_was_saved(house, monkeypatch):
    def stopped(*_args, **_kwargs):
        raise KeyboardInterrupt

    monkeypatch.setattr(Opener, "look_into", stopped)
    assert house("gate", "board").status == 1


def all_helps() -> list[list[str]]:
    found = [["--help"]]
    for name in COMMANDS:
        found.append([name, "--help"])
        command = app.program().get_command(click.Context(app.program()), name)  # type: ignore[attr-defined]
        found += [[name, part, "--help"] for part in getattr(command, "commands", {})]
    return found


def test_that_every_command_has_help_in_indonesian():
    helps = all_helps()
    assert len(helps) > 20
    program = "import sys; from shelter_admin.terminal.app import main\n"
    program += f"for call in {helps!r}: print('==', call, main(call))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=True)
    assert done.stderr == ""
    assert done.stdout.count("Cara pakai: python -m shelter_admin") == len(helps)
    assert done.stdout.count(" 0\n") >= len(helps)
    for english in ("Usage", "Options:", "Show this", "Commands:", " the ", "shelter ", "Which "):
        assert english not in done.stdout


def test_that_numbers_dates_and_letters_come_out_on_any_terminal(house):
    environment = {**os.environ, "LANG": "C", "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "shelter_admin", "person", "add", "--help"],
        capture_output=True,
        cwd=ROOT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0
    assert "± 60 th" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "31-12-2999"])
def test_that_a_day_at_the_end_of_the_calendar_is_wrong_usage(house, day):
    assert house("roll-call", day, "--kind", "pagi").status == 2
    assert house("audit", "--since", day).status == 2
