"""``import``: rooms and the register of an office."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.look import ReportOf
from shelter_admin.operations.moving_in.register import MovedIn, MoveRegisterIn, PairFound, RehearseRegister
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.persistence.durable import replace_file
from shelter_admin.terminal.call import Call, pass_call


@click.group(help=_("Move in what the office has in spreadsheets."))
def moving_in() -> None:
    """Move in what the office has in spreadsheets."""


@moving_in.command("rooms", help=_("Make rooms and beds from a spreadsheet."))
@click.argument("file", type=click.Path(path_type=Path))
@pass_call
def rooms(call: Call, file: Path) -> None:
    """Make rooms and beds from a spreadsheet."""
    with call.writing(Right.EDIT_ROOMS) as desk:
        done = desk.do(MoveRoomsIn(file)).outcome
    call.answer(
        {"rooms": done.rooms, "beds": done.beds, "refused": done.refused, "already": done.already},
        [
            _("{rooms} rooms with {beds} beds, {refused} rows refused").format(
                rooms=done.rooms, beds=done.beds, refused=done.refused
            )
        ],
    )


@moving_in.command("register", help=_("Take the people of a register, all or nothing; known rows are not taken again."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--sheet", metavar="NAME", help=_("The sheet, else the likeliest."))
@click.option("--dry-run", is_flag=True, help=_("Only tell what would be done."))
@click.option("--report", type=click.Path(path_type=Path), metavar="FILE.xlsx", help=_("Write the fate of every row."))
@pass_call
def register(call: Call, file: Path, sheet: str | None, dry_run: bool, report: Path | None) -> None:
    """Take the people of a register, all or nothing."""
    if dry_run and report is None:
        with call.reading(Right.IMPORT) as desk:
            moved = desk.ask(RehearseRegister(file, sheet))
    else:
        with call.writing(Right.IMPORT) as desk:
            rehearsed = desk.ask(RehearseRegister(file, sheet)) if dry_run else None
            moved = rehearsed or desk.do(MoveRegisterIn(file, sheet)).outcome
            _report(desk, moved, file, report)
    _told(call, moved)


def _report(desk: Desk, moved: MovedIn, file: Path, target: Path | None) -> None:
    if target is not None:
        replace_file(target, desk.ask(ReportOf(moved, file.name)).content)


ALWAYS_TOLD: Final = (
    "nik_last_digit_lost",
    "nik_wrong_length",
    "nik_not_digits",
    "nik_missing",
    "nik_birth_differs",
    "nik_region_unknown",
    "birth_year_only",
    "birth_from_age",
    "birth_missing",
)


def _told(call: Call, moved: MovedIn) -> None:
    plain = {
        "rows": len(moved.reading.rows),
        "taken": len(moved.taken),
        "already": len(moved.already),
        "refused": len(moved.reading.refused),
        "in_house": moved.in_house,
        "left": moved.left,
        "placed": moved.placed,
        "unplaced": moved.unplaced,
        "possible_duplicates": [_pair(pair) for pair in moved.pairs],
        "warnings": {**dict.fromkeys(ALWAYS_TOLD, 0), **moved.warnings},
        "dry_run": moved.rehearsal,
    }
    told = _("{rows} rows: {taken} taken ({in_house} in the house, {left} left), {already} known, {refused} refused")
    lines = [
        told.format(**{name: plain[name] for name in ("rows", "taken", "in_house", "left", "already", "refused")}),
        _("{placed} with a bed, {unplaced} without; {pairs} possible doubles").format(
            placed=moved.placed, unplaced=moved.unplaced, pairs=len(moved.pairs)
        ),
    ]
    call.answer(plain, lines)


def _pair(pair: PairFound) -> list[dict[str, object]]:
    return [{"row": row, "name": name} for row, name in (pair.first, pair.second)]
