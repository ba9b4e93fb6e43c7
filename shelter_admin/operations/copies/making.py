"""Copies made by itself on leaving and daily, made by hand to any folder, listed, put back at a new place."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.copies import CopyLine, CopyMade
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.words import N_
from shelter_admin.operations.copies.sticks import keep_on_sticks
from shelter_admin.operations.desk import Command, Desk, Done, Query, Work
from shelter_admin.operations.opening import Opener, Wait
from shelter_admin.persistence.copies import making as copies

CHANGED = Changes.of(Area.COPIES)


def _local(work: Work) -> datetime:
    return work.now.astimezone(work.panti.zone.offset)


@dataclass(frozen=True)
class KeepCopy(Command[CopyMade]):
    """Make the copy of the day or of leaving in the panti's folder and on its sticks, and thin out (7/5/12).

    With ``once_a_day`` nothing is made where today already has one. Everybody who works here may cause it.
    """

    needs: ClassVar[Right] = Right.WORK_HERE
    name: ClassVar[str] = N_("copy made by itself")
    although_clock_back: ClassVar[bool] = True

    once_a_day: bool = False

    @override
    def run(self, work: Work) -> Done[CopyMade]:
        folder, code = copies.folder_of(work.open_store.path, work.panti.settings.backup_folder), work.panti.code
        if self.once_a_day:
            today = next((one for one in copies.copies_in(folder, code) if one.at.date() == work.today), None)
            if today is not None:  # a stick plugged in since gets the day's copy all the same
                return Done(afterwards=lambda: _only_on_sticks(Path(today.path), code))
        return _copied_afterwards(work, folder, thin_out=True)


@dataclass(frozen=True)
class BackUp(Command[CopyMade]):
    """Make a copy in a folder of one's choice: a stick, another disk. Nothing is removed there."""

    needs: ClassVar[Right] = Right.BACK_UP
    name: ClassVar[str] = N_("copy made by hand")
    although_clock_back: ClassVar[bool] = True

    folder: str = field(repr=False)

    @override
    def run(self, work: Work) -> Done[CopyMade]:
        return _copied_afterwards(work, _folder(self.folder), thin_out=False)


@dataclass(frozen=True)
class BackUpBeside(Query[CopyMade]):
    """The same copy from beside the program that writes; nothing can be written down there then."""

    needs: ClassVar[Right] = Right.BACK_UP

    folder: str = field(repr=False)

    @override
    def run(self, work: Work) -> CopyMade:
        return copies.make_copy(work.open_store, _folder(self.folder), work.panti.code, _local(work), work.progress)


@dataclass(frozen=True)
class Copies(Query[tuple[CopyLine, ...]]):
    """The copies in the panti's folder, the newest first."""

    needs: ClassVar[Right] = Right.BACK_UP

    @override
    def run(self, work: Work) -> tuple[CopyLine, ...]:
        return tuple(listed(work))


@dataclass(frozen=True)
class LastCopy(Query[CopyLine | None]):
    """The newest good copy, for the frame; every copy that has its name was read back whole."""

    needs: ClassVar[Right] = Right.WORK_HERE

    @override
    def run(self, work: Work) -> CopyLine | None:
        return next(iter(listed(work)), None)


@dataclass(frozen=True)
class NoteRestored(Command[None]):
    """Write down that this store was made from a copy."""

    needs: ClassVar[Right] = Right.BACK_UP
    name: ClassVar[str] = N_("restore a copy")
    although_clock_back: ClassVar[bool] = True

    @override
    def run(self, work: Work) -> Done[None]:
        return Done()


@dataclass(frozen=True, slots=True)
class Restored:
    """A copy put back: where, and how many rows each table holds."""

    path: str
    rows: dict[str, int]


def restore(  # noqa: PLR0913 - where from, where to, who
    opener: Opener,
    source: Path,
    target: Path,
    user: str,
    password: str,
    *,
    wait: Wait | None = None,
    progress: Progress = UNWATCHED,
) -> Restored:
    """Put a copy back at a new place, never over anything, for an account that may; an older schema is brought up.

    ``source`` may be any store file with its key file; the restored store holds an entry that says so. Whoever may
    not make copies may not restore them either (``not_allowed``), and then nothing stays at the new place.
    """
    source, target = source.absolute(), target.absolute()
    rows = copies.restore(source, opener.key_of(source, user, password, wait=wait), target, progress)
    try:
        desk = opener.unlock(target, user, password, wait=wait)
        try:
            desk.do(NoteRestored())
        finally:
            desk.close()
    except BaseException:
        copies.take_away(target)
        raise
    return Restored(str(target), rows)


def leave(desk: Desk) -> CopyMade | None:
    """Close the store, with a copy where it was open to write; a copy that fails keeps the store open and raises."""
    done = None if desk.read_only else desk.do(KeepCopy())
    desk.close()
    return done.result if done is not None else None


def _folder(typed: str) -> Path:
    if not typed.strip():
        raise Refused("copy_folder_missing", field="folder")
    return Path(typed).expanduser()


def _copied_afterwards(work: Work, folder: Path, *, thin_out: bool) -> Done[CopyMade]:
    """Copy once the act is written down, so that the copy holds its own entry too."""
    store, code, local, progress = work.open_store, work.panti.code, _local(work), work.progress

    def copied() -> CopyMade:
        made = copies.make_copy(store, folder, code, local, progress)
        if not thin_out:
            return made
        copies.thin_out(folder, code)
        return replace(made, sticks=keep_on_sticks(Path(made.path), code))

    return Done(CHANGED, afterwards=copied)


def _only_on_sticks(copy: Path, code: str) -> None:
    keep_on_sticks(copy, code)


def listed(work: Work) -> list[CopyLine]:
    """The copies in the panti's folder, the newest first."""
    folder = copies.folder_of(work.open_store.path, work.panti.settings.backup_folder)
    return copies.copies_in(folder, work.panti.code)
