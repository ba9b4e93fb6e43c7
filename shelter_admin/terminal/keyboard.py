"""Passwords at the keyboard, from a file, or piped in; never from an argument."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import Final

import click

from shelter_admin.domain.words import _

_PATIENCE: Final = 1.0


_LONGEST_LINE: Final = 4096


def read_password(path: Path) -> str:
    """The first line of a file; of a huge one picked by mistake no more than its beginning is read."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.readline(_LONGEST_LINE).rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(_("The password file cannot be read.")) from error


class Keyboard:
    """What is typed, without showing it; or, where nobody sits there, the lines piped in."""

    def __init__(self) -> None:
        self._lines: list[str] | None = None

    def password(self, prompt: str) -> str:
        """Ask for a password; wrong usage where nobody can be asked."""
        if sys.stdin is not None and sys.stdin.isatty():
            return getpass.getpass(f"{prompt}: ", stream=sys.stderr)
        line = self._piped()
        if line is None:
            raise click.UsageError(_("No password was given. Set SHELTER_PASSWORD or use --password-file."))
        return line

    def new_password(self, prompt: str) -> str | None:
        """Ask for a new password, twice where it is typed; None where nothing is piped in."""
        if sys.stdin is not None and sys.stdin.isatty():
            typed = self.password(prompt)
            again: str | None = self.password(_("Once more"))
        else:
            typed_or_none, again = self._piped(), self._piped()
            if typed_or_none is None:
                return None
            typed = typed_or_none
        if again is not None and again != typed:
            raise click.UsageError(_("The two passwords differ."))
        return typed

    def _piped(self) -> str | None:
        if self._lines is None:
            self._lines = _all_piped()
        return self._lines.pop(0) if self._lines else None


def _all_piped() -> list[str]:
    """The lines piped in, without waiting longer than a second for somebody who says nothing."""
    try:
        if os.name == "posix":
            import select

            if not select.select([0], [], [], _PATIENCE)[0]:
                return []
        return os.read(0, 65536).decode("utf-8", "replace").splitlines()
    except (OSError, ValueError):
        return []
