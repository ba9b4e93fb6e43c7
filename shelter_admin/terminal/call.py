"""One call of the terminal: its common options, how it comes into the store, how it answers."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Unavailable
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import Opener
from shelter_admin.persistence.address import Place, ServerAddress, read_place
from shelter_admin.terminal.clock import computer_clock, standing
from shelter_admin.terminal.keyboard import Keyboard, read_password

TEST_CLOCK = "SHELTER_TEST_CLOCK"
PASSWORD = "SHELTER_PASSWORD"  # noqa: S105 - the name of a variable
NEW_PASSWORD = "SHELTER_NEW_PASSWORD"  # noqa: S105 - the name of a variable


@dataclass
class Call:
    """The common options of one call."""

    store: str | None = None
    user: str | None = None
    password_file: Path | None = None
    as_json: bool = False
    local: datetime | None = None
    status: int = 0
    panti: Panti | None = field(default=None, repr=False)
    keyboard: Keyboard = field(default_factory=Keyboard)

    @property
    def place(self) -> Place:
        """Where the store is; wrong usage where nobody says."""
        if not self.store:
            raise click.UsageError(_("Say which store with --store, or set SHELTER_STORE."))
        return read_place(self.store)

    @property
    def path(self) -> Path:
        """The file of the store, for what is only there with one."""
        place = self.place
        if isinstance(place, ServerAddress):
            raise Unavailable("only_in_a_file")
        return place

    @property
    def user_name(self) -> str:
        """Who calls; wrong usage where nobody says."""
        if not self.user:
            raise click.UsageError(_("Say who you are with --user, or set SHELTER_USER."))
        return self.user

    def opener(self) -> Opener:
        """What opens the store, with the clock of this call."""
        if self.local is None:
            return Opener(computer_clock, watched=True)
        zoned = standing(self.local)
        return Opener(zoned(Zone.WIB), in_zone=zoned)

    def password(self) -> str:
        """The password, from the environment, the file named, or the keyboard."""
        given = self.given_password()
        return given if given is not None else self.keyboard.password(_("Password"))

    def given_password(self) -> str | None:
        """The password from the environment or the file named."""
        if (given := os.environ.get(PASSWORD)) is not None:
            return given
        return read_password(self.password_file) if self.password_file is not None else None

    def new_password(self) -> str:
        """The password of another account: from the environment, the keyboard or pipe, else the one of this call.

        Where SHELTER_PASSWORD signs in, ``--password-file`` names the new one.
        """
        if (given := os.environ.get(NEW_PASSWORD)) is not None:
            return given
        if self.password_file is not None and os.environ.get(PASSWORD) is not None:
            return read_password(self.password_file)
        typed = self.keyboard.new_password(_("Password of that account"))
        if typed is not None:
            return typed
        click.echo(_("That account has the same password as yours for now. Have it changed at once."), err=True)
        return self.password()

    @contextmanager
    def writing(self, *needs: Right) -> Iterator[Desk]:
        """A desk that may save; the rights are asked before anything is looked up."""
        with self._at(
            self.opener().unlock(self.place, self.user_name, self.password(), wait=time.sleep), needs
        ) as desk:
            yield desk

    @contextmanager
    def reading(self, *needs: Right) -> Iterator[Desk]:
        """A desk for reading, which works beside the program that writes."""
        desk = self.opener().look_into(self.place, self.user_name, self.password(), wait=time.sleep)
        with self._at(desk, needs):
            yield desk

    @contextmanager
    def writing_if_free(self, *needs: Right) -> Iterator[Desk]:
        """A desk that may save unless another program writes or the folder may not be written to; else for reading."""
        password = self.password()
        try:
            desk = self.opener().unlock(self.place, self.user_name, password, wait=time.sleep)
        except Unavailable as error:
            if error.code not in ("store_in_use", "store_in_use_by_unknown", "no_right_to_file", "no_write_right"):
                raise
            desk = self.opener().look_into(self.place, self.user_name, password, wait=time.sleep)
        with self._at(desk, needs):
            yield desk

    @contextmanager
    def _at(self, desk: Desk, needs: Iterable[Right]) -> Iterator[Desk]:
        self.panti = desk.panti
        try:
            for right in needs:
                desk.staff.require(right, desk.today)
            yield desk
        finally:
            desk.close()

    def answer(self, plain: dict[str, Any], lines: Iterable[str]) -> None:
        """Say the outcome: one JSON object, or lines to read."""
        if self.as_json:
            click.echo(json.dumps(plain, ensure_ascii=False, default=str))
            return
        for line in lines:
            click.echo(line)


pass_call = click.make_pass_decorator(Call)


def written_place(place: Place) -> str:
    """Where a store is, as the terminal says it."""
    return str(place) if isinstance(place, ServerAddress) else str(place.absolute())
