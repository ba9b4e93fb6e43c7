"""Preparing a machine: what is missing is brought or named, what is there is left alone."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from installer import prepare
from tests.whole.sources import ROOT

INSTALLED = "\n".join(("ii |libegl1|", "ii |libglib2.0-0t64|libglib2.0-0 (= 2.84.4-3)", "rc |libgl1|", "un |libcups2|"))


class Machine:
    """Stands in for every process that would be started, and remembers what was asked."""

    def __init__(self, installed: str = "", status: int = 0) -> None:
        self.asked: list[list[str]] = []
        self.installed = installed
        self.status = status

    def __call__(self, command, env=None):
        self.asked.append([str(part) for part in command])
        if command[0] == "dpkg-query":
            return subprocess.CompletedProcess(command, 0, self.installed, "")
        return subprocess.CompletedProcess(command, self.status, "", "no route to anywhere")


@pytest.fixture
def machine(monkeypatch):
    stand_in = Machine(INSTALLED)
    monkeypatch.setattr(prepare, "run_quietly", stand_in)
    monkeypatch.setattr("shutil.which", lambda name: f"/usr/bin/{name}")
    return stand_in


@pytest.fixture
def clone(tmp_path):
    for name in ("requirements.txt", "requirements-dev.txt"):
        (tmp_path / name).write_text("click==1 --hash=sha256:00\n", encoding="utf-8")
    python = prepare.python_of(tmp_path / ".venv")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path


def test_that_a_library_provided_under_another_name_is_not_missing(machine):
    wanted = ["libegl1", "libglib2.0-0", "libgl1", "libcups2", "libxcb-cursor0"]
    assert prepare.missing_libraries(wanted) == ["libgl1", "libcups2", "libxcb-cursor0"]


def test_that_an_ordinary_user_is_told_the_one_line_and_nothing_is_installed(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(prepare.CannotPrepare) as told:
        prepare.bring_libraries("run")
    lines = [line for line in str(told.value).splitlines() if "apt-get" in line]
    assert len(lines) == 1
    assert "libgl1" in lines[0].split()
    assert "libegl1" not in lines[0].split()
    assert [command[0] for command in machine.asked] == ["dpkg-query"]


def test_that_root_installs_what_is_missing_without_questions(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    prepare.bring_libraries("test")
    update, install = machine.asked[1:]
    assert update[-1] == "update"
    assert {"install", "--no-install-recommends", "-y", "xvfb"} < set(install)


def test_that_a_failed_installation_names_the_line_to_try_by_hand(machine, monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    machine.status = 100
    with pytest.raises(prepare.CannotPrepare, match="apt-get install --no-install-recommends -y libgl1"):
        prepare.bring_libraries("run")


def test_that_a_system_without_debian_packages_goes_on(machine, monkeypatch):
    monkeypatch.setattr("shutil.which", lambda _name: None)
    prepare.bring_libraries("test")
    assert machine.asked == []


def test_that_venv_is_asked_of_debian_only_where_python_came_without_it(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    assert "python3-venv" in prepare.wanted_libraries("run")
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: object())
    assert "python3-venv" not in prepare.wanted_libraries("run")


def test_that_packages_come_with_their_hashes_and_only_once(machine, clone):
    venv = clone / ".venv"
    prepare.bring_packages("run", clone, venv)
    prepare.bring_packages("run", clone, venv)
    assert len(machine.asked) == 1
    assert "--require-hashes" in machine.asked[0]
    assert machine.asked[0][-1] == str(clone / "requirements.txt")


def test_that_changed_pins_are_installed_again(machine, clone):
    prepare.bring_packages("test", clone, clone / ".venv")
    (clone / "requirements-dev.txt").write_text("click==2 --hash=sha256:01\n", encoding="utf-8")
    prepare.bring_packages("test", clone, clone / ".venv")
    assert len(machine.asked) == 2


def test_that_a_machine_ready_for_tests_installs_nothing_to_run(machine, clone):
    prepare.bring_packages("test", clone, clone / ".venv")
    prepare.bring_packages("run", clone, clone / ".venv")
    assert len(machine.asked) == 1


def test_that_packages_that_did_not_come_are_tried_again_next_time(machine, clone):
    machine.status = 1
    with pytest.raises(prepare.CannotPrepare):
        prepare.bring_packages("run", clone, clone / ".venv")
    machine.status = 0
    prepare.bring_packages("run", clone, clone / ".venv")
    assert len(machine.asked) == 2


def test_that_an_environment_without_pip_is_made_anew(machine, clone):
    machine.status = 1
    with pytest.raises(prepare.CannotPrepare):
        prepare.bring_venv(clone)
    assert machine.asked[-1][1:] == ["-m", "venv", "--clear", str(clone / ".venv")]


def test_that_a_failure_ends_with_a_sentence_and_status_1(monkeypatch, capfd):
    def fail(_purpose: str) -> None:
        raise prepare.CannotPrepare("Paket kurang.")

    monkeypatch.setattr(prepare, "prepare", fail)
    assert prepare.main(["run"]) == 1
    assert capfd.readouterr().err == "Paket kurang.\n"


@pytest.mark.parametrize(("check", "test"), [(0, 0), (1, 0), (0, 1)])
def test_that_the_build_service_sees_the_closing_line_last_and_every_failure(tmp_path, check, test):
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "run").write_bytes((ROOT / ".ci" / "run").read_bytes())
    make = tmp_path / "bin" / "make"
    make.parent.mkdir()
    make.write_text(
        f'#!/bin/sh\n[ "$1" = check ] && echo "7 passed in 0.1s" && exit {check}\n'
        f'echo "12 passed in 3.21s"; [ {test} = 0 ] || echo "make: *** [test] Error 1" >&2; exit {test}\n',
        encoding="utf-8",
    )
    make.chmod(0o755)
    surroundings = {**os.environ, "PATH": f"{make.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", str(tmp_path / ".ci" / "run")],
        env=surroundings,
        cwd=Path.home(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.splitlines()[-1] == "12 passed in 3.21s"
    assert (done.returncode == 0) == (check == test == 0)
