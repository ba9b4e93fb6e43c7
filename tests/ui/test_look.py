"""Every page fits the smallest screen, looked at by the machine; ``make look`` does so for all themes and sizes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_that_nothing_is_cut_or_overlaps_in_a_house_more_than_full(tmp_path) -> None:
    asked = [
        "--out",
        str(tmp_path),
        "--size",
        "1366x768",
        "--house",
        "overfull",
        "--theme",
        "light",
        "--language",
        "id",
    ]
    looked = subprocess.run(
        [sys.executable, "-m", "tests.look", *asked], cwd=ROOT, capture_output=True, text=True, check=False, timeout=900
    )
    assert looked.returncode == 0, looked.stdout + looked.stderr[-2000:]
