"""Looking at a file before anything is taken: which sheet, which column means what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.doubts import DOUBT_WORDS
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.moving_in.register import MovedIn

WORDS: dict[str, str] = {
    "sheet_missing": N_("There is no such file."),
    "sheet_unreadable": N_("The file cannot be opened. Check that it is not in use and that you may read it."),
    "sheet_too_big": N_("The file is too big for a register; {limit} is the most."),
    "sheet_locked": N_("The file is protected by a password. Save it without one and try again."),
    "sheet_broken": N_("The file cannot be read; it is damaged or not a spreadsheet."),
    "sheet_kind_unknown": N_("Only .xlsx, .xls, .ods and .csv files can be read."),
    "sheet_empty": N_("The file holds no rows."),
    "sheet_not_there": N_("The file has no sheet of that name."),
    "register_not_found": N_("No sheet of the file holds a list of people."),
    "rooms_not_found": N_("No sheet of the file holds a list of rooms."),
    "register_without_names": N_("No column was chosen for the name."),
}


@dataclass(frozen=True)
class ColumnSeen:
    """One column of a sheet: heading, what it seems to mean (a code of ``meanings``), a few cells."""

    index: int
    heading: str
    meaning: str | None
    samples: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class SheetSeen:
    """One sheet that may hold the register; the likeliest comes first."""

    name: str
    columns: tuple[ColumnSeen, ...]
    score: float


def meanings() -> Mapping[str, str]:
    """What a column can mean, by code, in message ids to translate."""
    from shelter_admin.spreadsheets.headings import MEANING_WORDS

    return {meaning.value: words for meaning, words in MEANING_WORDS.items()}


@dataclass(frozen=True)
class LookAtFile(Query[tuple[SheetSeen, ...]]):
    """The sheets of a file with the guess what each column means."""

    needs: ClassVar[Right] = Right.IMPORT

    path: Path = field(repr=False)

    @override
    def run(self, work: Work) -> tuple[SheetSeen, ...]:
        from shelter_admin.spreadsheets.tables import look_at

        return tuple(
            SheetSeen(
                guess.name,
                tuple(
                    ColumnSeen(column.index, column.heading, column.meaning and column.meaning.value, column.samples)
                    for column in guess.columns
                ),
                guess.score,
            )
            for guess in look_at(self.path)
        )


@dataclass(frozen=True)
class ReportOf(Query[Document]):
    """The report of a register moved in, as a workbook: the fate of every row. It holds names, so it is audited."""

    needs: ClassVar[Right] = Right.IMPORT
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("report of a register moved in")

    moved: MovedIn = field(repr=False)
    source: str = field(repr=False)

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.moving_in.report import report

        return report(work, self.moved, self.source)


def doubt_words() -> Mapping[str, str]:
    """The sentence of every doubt, by code, in message ids to translate."""
    return DOUBT_WORDS
