"""The program as a person starts it: a window where there is a screen, one sentence where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from tests.whole.sources import ROOT

XVFB = shutil.which("xvfb-run")
# What prepares a machine for tests brings the X server on Debian; elsewhere the offscreen one has to do.
SCREENS = {"offscreen": (), **({"xcb": (XVFB, "-a")} if XVFB else {})}


def started(*command: str, platform: str, home: str) -> subprocess.CompletedProcess[str]:
    env = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "WAYLAND_DISPLAY"}}
    env |= {"QT_QPA_PLATFORM": platform, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
    return subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=120, check=False)


def test_that_without_a_screen_the_program_says_so_and_ends_with_1(tmp_path):
    done = started(sys.executable, "main.py", platform="xcb", home=str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.splitlines()) == 1
    assert "layar" in done.stderr


@pytest.mark.parametrize("platform", sorted(SCREENS))
def test_that_the_program_shows_its_windows_and_leaves_without_a_word(tmp_path, platform):
    command = (*SCREENS[platform], sys.executable, "main.py", "--smoke")
    done = started(*command, platform=platform, home=str(tmp_path))
    said = [line for line in done.stderr.splitlines() if "This plugin does not support" not in line]
    assert (done.returncode, said) == (0, [])


def test_that_the_terminal_says_what_it_can_do():
    done = subprocess.run(
        [sys.executable, "-m", "shelter_admin", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0
    assert "import" in done.stdout
    assert "roll-call" in done.stdout
