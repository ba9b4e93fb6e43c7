"""Calls of the terminal, in this process and with cheap passwords; the office's own files moved in once."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shelter_admin.operations.opening import Opener
from shelter_admin.terminal.app import main
from tests.people import FAST, PASSWORD

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@dataclass
class Answer:
    """What one call said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one JSON object on stdout; anything else there fails."""
        told = json.loads(self.out)
        assert isinstance(told, dict)
        assert self.out.count("\n") == 1
        return told


Run = Callable[..., Answer]


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, tmp_path):
    assert Opener.__init__.__kwdefaults__ is not None
    monkeypatch.setitem(Opener.__init__.__kwdefaults__, "profile", FAST)
    for name in ("SHELTER_STORE", "SHELTER_USER", "SHELTER_PASSWORD", "SHELTER_NEW_PASSWORD", "SHELTER_TEST_CLOCK"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SHELTER_STORE", str(tmp_path / "p.shelter"))
    monkeypatch.setenv("SHELTER_USER", "kepala")
    monkeypatch.setenv("SHELTER_PASSWORD", PASSWORD)
    monkeypatch.setenv("SHELTER_NEW_PASSWORD", "sandi baru 1")
    monkeypatch.setenv("SHELTER_TEST_CLOCK", "1")


@pytest.fixture
def run(capfd) -> Run:
    """Carry out one call; ``at`` is the panti's clock."""

    def running(*arguments: str, at: str = "2026-11-21T12:00") -> Answer:
        status = main(["--json", "--today", at, *arguments])
        out, err = capfd.readouterr()
        assert "Traceback" not in out + err
        return Answer(status, out, err)

    return running


@pytest.fixture
def house(run: Run) -> Run:
    """A new panti with its head."""
    made = run("init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "kepala")
    assert made.status == 0
    return run


@pytest.fixture(scope="session")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the office's rooms and register moved in, to be copied by each test."""
    folder = tmp_path_factory.mktemp("moved-in")
    with pytest.MonkeyPatch.context() as patch:
        assert Opener.__init__.__kwdefaults__ is not None
        patch.setitem(Opener.__init__.__kwdefaults__, "profile", FAST)
        patch.setenv("SHELTER_PASSWORD", PASSWORD)
        patch.setenv("SHELTER_TEST_CLOCK", "1")
        common = ["--store", str(folder / "p.shelter"), "--user", "kepala", "--today", "2026-11-21"]
        init = ["init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "kepala"]
        assert main([*common, *init]) == 0
        assert main([*common, "import", "rooms", str(SAMPLES / "kamar-A.xlsx")]) == 0
        assert main([*common, "import", "register", str(SAMPLES / "register-rsbk-samarinda.xlsx")]) == 0
    return folder


@pytest.fixture
def office(run: Run, moved_in: Path, tmp_path: Path) -> Run:
    """The terminal at a panti whose register was moved in."""
    for path in moved_in.iterdir():
        shutil.copy2(path, tmp_path / path.name)
    return run
