"""Reading an office's register to its end."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.regions import Regions
from shelter_admin.domain.register import RefusedRow, RegisterReading, RegisterRow
from shelter_admin.spreadsheets.headings import Meaning
from shelter_admin.spreadsheets.interpreting import Interpreter
from shelter_admin.spreadsheets.kinds_of_rows import Kind, RowCounts, table_rows
from shelter_admin.spreadsheets.reference import regions as shipped_regions
from shelter_admin.spreadsheets.sheets import Workbook, open_sheets
from shelter_admin.spreadsheets.tables import SheetGuess, look_at

_STEP: Final = 200


def best_guess(book: Workbook, regions: Regions | None = None, sheet: str | None = None) -> SheetGuess:
    """The table of people of the sheet asked for, else of the likeliest sheet; refuses a file that has none."""
    guesses = look_at(book, regions)
    if sheet is not None:
        wanted = book.sheet(sheet).name
        guesses = [guess for guess in guesses if guess.name == wanted]
    if not guesses or guesses[0].score <= 0:
        raise Refused("register_not_found")
    return guesses[0]


def read_register(
    book: Workbook | Path,
    guess: SheetGuess | None = None,
    *,
    today: date,
    regions: Regions | None = None,
    progress: Progress = UNWATCHED,
    sheet: str | None = None,
) -> RegisterReading:
    """Read every person of a register, nothing altered, each doubtful cell marked.

    ``guess`` is the table with the user's choice of columns; without it the likeliest one is taken.
    """
    opened = open_sheets(book) if isinstance(book, Path) else book
    known = regions or shipped_regions()
    table = guess or best_guess(opened, known, sheet)
    if table.column_of(Meaning.NAME) is None:
        raise Refused("register_without_names")
    rows = opened.sheet(table.name).rows
    interpreter = Interpreter(table, known, today)
    counts = RowCounts()
    people: list[RegisterRow] = []
    refused: list[RefusedRow] = []
    blanks = 0
    for row in table_rows(rows, table, counts, Meaning.NAME):
        blanks = counts.by_kind.get(Kind.BLANK, 0)
        if row.number % _STEP == 0:
            progress.step(row.number, len(rows))
        if row.kind is Kind.PERSON:
            people.append(interpreter.read(row))
        else:
            code = "row_unclear" if row.kind is Kind.UNCLEAR else "name_missing"
            refused.append(RefusedRow(row.number, interpreter.original(row.cells), code))
    progress.step(len(rows), len(rows))
    groups = counts.by_kind.get(Kind.GROUP, 0)
    return RegisterReading(table.name, tuple(people), tuple(refused), blanks, groups)
