"""``import``: rooms, the register and the month sheets of an office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.attendance_sheet import CELL_DOUBTS, UNMATCHED_WORDS, Asked, DoubtfulCell, Unmatched
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.moving_in.look import ReportOf
from shelter_admin.operations.moving_in.register import MovedIn, MoveRegisterIn, PairFound, RehearseRegister
from shelter_admin.operations.moving_in.rooms import MoveRoomsIn
from shelter_admin.operations.training.moving_in import (
    LEFT_WORDS,
    AttendanceMovedIn,
    Left,
    MarkLeft,
    MoveAttendanceIn,
    RehearseAttendance,
    file_content,
)
from shelter_admin.operations.training.programs import ProgramNamed
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


@moving_in.command("attendance", help=_("Take the marks of a class's month sheet; the same sheet again takes nothing."))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--program", "program_name", required=True, metavar="NAME", help=_("The training programme."))
@click.option(
    "--match", "matches", multiple=True, metavar="NAME=NUMBER", help=_("Who is meant by a name of the sheet.")
)
@click.option("--sheet", metavar="NAME", help=_("The sheet, where several hold a class."))
@click.option("--month", metavar="YYYY-MM", help=_("The month, where the sheet does not tell it."))
@click.option("--dry-run", is_flag=True, help=_("Only tell what would be done."))
@pass_call
def attendance(  # noqa: PLR0913 - one argument per option
    call: Call,
    file: Path,
    *,
    program_name: str,
    matches: tuple[str, ...],
    sheet: str | None,
    month: str | None,
    dry_run: bool,
) -> None:
    """Take the marks of a class's month sheet."""
    answers = tuple(_answer(one) for one in matches)
    of_month = _month(month) if month else None
    needed = (Right.SEE_CLASS, Right.RUN_CLASS)
    with call.reading(*needed) if dry_run else call.writing(*needed) as desk:
        told = (
            file_content(file),
            file.name,
            desk.ask(ProgramNamed(program_name)).program_id,
            sheet,
            answers,
            of_month,
        )
        moved = desk.ask(RehearseAttendance(*told)) if dry_run else desk.do(MoveAttendanceIn(*told)).outcome
    call.answer(_told_plain(moved), _told_in_words(moved))


def _answer(text: str) -> tuple[str, str]:
    name, _sign, number = text.rpartition("=")
    if not name.strip() or not number.strip():
        raise click.UsageError(_("Write --match as NAME=NUMBER."))
    return name.strip(), number.strip()


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise click.UsageError(_("Write --month as YYYY-MM.")) from None


def _told_plain(moved: AttendanceMovedIn) -> dict[str, object]:
    unknown = moved.asked_because(Unmatched.UNKNOWN, Unmatched.NOT_ENROLLED)
    ambiguous = moved.asked_because(Unmatched.SEVERAL, Unmatched.TWICE)
    return {
        "people": len(moved.reading.rows),
        "matched": len(moved.matched),
        "marks": moved.marks,
        "already": moved.already,
        "unmarked": moved.unmarked,
        "outside_stay": moved.left_because(Left.OUTSIDE_STAY),
        "not_taken": [_left(one) for one in moved.left if one.why is not Left.OUTSIDE_STAY],
        "doubtful": [_doubt(one) for one in moved.reading.doubts],
        "unknown_people": len(unknown),
        "unknown": [_asked(one) for one in unknown],
        "ambiguous_people": len(ambiguous),
        "ambiguous": [_asked(one) for one in ambiguous],
        "enrolled": [{"number": one.number, "joined_on": one.joined_on, "new": one.new} for one in moved.enrolled],
        "days_off": list(moved.on_days_off),
        "sheet": moved.reading.sheet,
        "other_program": moved.other_program,
        "dry_run": moved.rehearsal,
    }


def _left(one: MarkLeft) -> dict[str, object]:
    stored = one.stored.value if one.stored else None
    return {"number": one.number, "day": one.day, "why": one.why.value, "mark": one.mark.value, "stored": stored}


def _doubt(one: DoubtfulCell) -> dict[str, object]:
    return {"row": one.row, "column": one.column, "why": one.code, "text": one.text}


def _asked(one: Asked) -> dict[str, object]:
    candidates = [{"number": person.number, "name": person.name} for person in one.candidates]
    return {"row": one.row.number, "name": one.row.name, "why": one.why.value, "candidates": candidates}


def _told_in_words(moved: AttendanceMovedIn) -> Iterator[str]:
    yield _(
        "{people} people: {marks} marks taken, {already} stored before, {unmarked} unmarked, {left} not taken"
    ).format(
        people=len(moved.reading.rows),
        marks=moved.marks,
        already=moved.already,
        unmarked=moved.unmarked,
        left=len(moved.left),
    )
    if moved.other_program:
        yield _("The sheet names {program}. Was it the right one?").format(program=moved.other_program)
    for asked in moved.asked:
        yield _("row {row}, {name}: {why}").format(
            row=asked.row.number, name=asked.row.name, why=_(UNMATCHED_WORDS[asked.why])
        )
        yield from (f"  --match '{asked.row.name}={person.number}'  {person.name}" for person in asked.candidates)
    for cell in moved.reading.doubts:
        yield _("cell {cell}: {why}").format(
            cell=f"{cell.column}{cell.row}", why=_(CELL_DOUBTS[cell.code]).format(text=cell.text)
        )
    for left in moved.left:
        yield f"{left.number}  {short_date(left.day)}  {left.mark.value}: {_(LEFT_WORDS[left.why])}"
    for one in moved.enrolled:
        told = _("{number} is enrolled from {day}") if one.new else _("{number} belongs to the class from {day} now")
        yield told.format(number=one.number, day=short_date(one.joined_on))
