"""Processes started for one measurement; each prints when it was ready and how much memory it held."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
# An installed program brings its modules compiled; so do both sides here, after the round that does not count.
COMPILED = ROOT / "build" / "compiled"


@dataclass(frozen=True)
class Told:
    """What a child said: its figure, milliseconds from its start to now, megabytes held."""

    figure: float
    milliseconds: float
    megabytes: float


def memory_mb() -> float:
    """What is resident of this process; what it shares with bystanders counts in full, so that they change nothing."""
    return float(psutil.Process().memory_info().rss) / 2**20


def start(
    module: str, arguments: Sequence[str] = (), env: Mapping[str, str] | None = None, seconds: float = 60
) -> Told:
    """Start a module of the bench and wait for its one line: a figure (the instant it was ready) and its megabytes."""
    surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **(env or {})}
    surroundings |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(COMPILED)}
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        cwd=ROOT,
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    if done.returncode != 0:
        raise RuntimeError(f"{module} ended with {done.returncode}: {done.stderr[-2000:]}")
    ready, megabytes = done.stdout.split()[-2:]
    return Told(float(ready), (float(ready) - began) * 1000, float(megabytes))
