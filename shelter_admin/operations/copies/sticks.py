"""Sticks that get every copy while they are plugged in: chosen once; one that is gone or full never keeps anybody."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.copies import StickCopy
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.copies import making, sticks

WORDS: dict[str, str] = {
    "stick_gone": N_("The stick is not plugged in any more. Put it in again."),
}


@dataclass(frozen=True, slots=True)
class Stick:
    """A stick that is plugged in: whether it is chosen, and when its newest copy was made."""

    path: str
    name: str
    chosen: bool
    newest: datetime | None


@dataclass(frozen=True)
class Sticks(Query[tuple[Stick, ...]]):
    """The sticks that are plugged in."""

    needs: ClassVar[Right] = Right.BACK_UP

    @override
    def run(self, work: Work) -> tuple[Stick, ...]:
        code = work.panti.code
        return tuple(_seen(stick, code) for stick in sticks.removable())


@dataclass(frozen=True)
class UseStick(Command[StickCopy]):
    """Let a stick get every copy from now on, the newest one at once."""

    needs: ClassVar[Right] = Right.BACK_UP
    name: ClassVar[str] = N_("use a stick for copies")

    stick: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[StickCopy]:
        path, code = Path(self.stick), work.panti.code
        if path not in sticks.removable():
            raise Refused("stick_gone")
        sticks.choose(path, code)
        newest = next(iter(_copies(work)), None)
        changed = Changes.of(Area.COPIES)
        if newest is None:
            return Done(changed)
        return Done(changed, afterwards=lambda: _kept(newest, path, code))


def keep_on_sticks(copy: Path, code: str) -> tuple[StickCopy, ...]:
    """Put a copy on every chosen stick that is plugged in; what stood in the way is told, never raised."""
    return tuple(_kept(copy, stick, code) for stick in sticks.removable() if sticks.is_chosen(stick, code))


def _kept(copy: Path, stick: Path, code: str) -> StickCopy:
    try:
        return StickCopy(_name(stick), str(sticks.keep_on(copy, stick, code)))
    except Failure as error:
        return StickCopy(_name(stick), trouble=error)


def _copies(work: Work) -> list[Path]:
    folder = making.folder_of(work.open_store.path, work.panti.settings.backup_folder)
    return [Path(line.path) for line in making.copies_in(folder, work.panti.code)]


def _seen(stick: Path, code: str) -> Stick:
    newest = sticks.newest_on(stick, code)
    return Stick(str(stick), _name(stick), sticks.is_chosen(stick, code), newest.at if newest else None)


def _name(stick: Path) -> str:
    return stick.name or str(stick)
