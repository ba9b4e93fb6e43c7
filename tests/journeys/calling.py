"""Somebody at a terminal: every command a process of its own with nothing but its arguments.

Only a command that was called before goes through the same door in this process, as starting one takes longest.
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from shelter_admin.persistence.address import Place
from shelter_admin.terminal.app import main
from tests import server
from tests.people import PASSWORD, a_place

ROOT = Path(__file__).resolve().parents[2]
NOON = "2026-11-21T12:00"
AFTERNOON = "2026-11-21T16:00"
NIGHT = "2026-11-21T22:30"
GROUPS = {"account", "import", "person", "bed", "gate", "program", "attendance", "certificate"}
GIVEN = {"SHELTER_PASSWORD": PASSWORD, "SHELTER_NEW_PASSWORD": PASSWORD, "SHELTER_TEST_CLOCK": "1"}


@dataclass
class Answer:
    """What one process said."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """The one object; anything else on stdout fails."""
        told = json.loads(self.out)
        assert isinstance(told, dict)
        assert self.out.count("\n") == 1
        return told


def written(place: Place) -> str:
    """Where a store is, as it is typed; on a server with its owner, who makes the store there."""
    return str(place) if isinstance(place, Path) else server.written(place)


class Terminal:
    """Somebody at a terminal with a store; the day goes on from call to call."""

    def __init__(self, folder: Path, user: str = "kepala") -> None:
        self.folder, self.user = folder, user
        self.store = written(a_place(folder))
        self.called: set[str] = set()

    def __call__(
        self, *arguments: object, at: str = NOON, user: str = "", store: Path | str | None = None, process: bool = False
    ) -> Answer:
        common = ["--store", str(store or self.store), "--user", user or self.user, "--json", "--today", at]
        given = [*common, *map(str, arguments)]
        command = " ".join(map(str, arguments[:2])) if arguments[0] in GROUPS else str(arguments[0])
        process = process or command not in self.called
        self.called.add(command)
        answer = self.outside(given) if process else self.inside(given)
        assert "Traceback" not in answer.out + answer.err
        return answer

    def outside(self, given: list[str]) -> Answer:
        surroundings = {"HOME": str(self.folder), "PYTHONWARNINGS": "error", **GIVEN}
        surroundings |= {name: os.environ[name] for name in ("PATH", "XDG_DATA_HOME")}
        command = [sys.executable, "-m", "shelter_admin", *given]
        done = subprocess.run(
            command, cwd=ROOT, env=surroundings, capture_output=True, text=True, timeout=60, check=False
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def inside(self, given: list[str]) -> Answer:
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name, value in GIVEN.items():
                patch.setenv(name, value)
            status = main(given)
        return Answer(status, out.getvalue(), err.getvalue())

    def done(self, *arguments: object, at: str = NOON, user: str = "") -> dict[str, Any]:
        """A call that has to succeed."""
        answer = self(*arguments, at=at, user=user)
        assert answer.status == 0, answer.err
        return answer.json

    def refused(self, code: str, *arguments: object, at: str = NOON, user: str = "") -> str:
        """A call that has to be refused with this code; gives the sentence."""
        answer = self(*arguments, at=at, user=user)
        told = answer.json
        assert (answer.status, told["refused"]) == (1, code)
        assert told["sentence"] in answer.err
        assert f"[{code}]" in answer.err
        return str(told["sentence"])
