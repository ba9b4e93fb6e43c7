"""Workbooks: laid-out sheets in memory, where nothing a person typed is ever run as a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any, Final

from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import short_date

Cell = str | int | float | date | None
_LONGEST: Final = 32_000


@dataclass(frozen=True, slots=True)
class Heading:
    """One column: its heading, its width in letters, and whether its texts wrap."""

    text: str
    width: float
    wraps: bool = False


class Workbook:
    """One workbook. It never touches the disk: a temporary file would hold residents' names unencrypted."""

    def __init__(self, title: str, author: str, made_at: datetime) -> None:
        import xlsxwriter

        self._buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self._book = xlsxwriter.Workbook(self._buffer, options)
        made = made_at.astimezone(UTC).replace(tzinfo=None) if made_at.tzinfo else made_at
        self._book.set_properties({"title": clean(title), "author": clean(author), "created": made})
        body = {"font_name": "Noto Sans", "font_size": 10, "valign": "top"}
        self._formats = {
            "plain": self._book.add_format(body),
            "wrap": self._book.add_format(body | {"text_wrap": True}),
            "strong": self._book.add_format(body | {"bold": True}),
            "title": self._book.add_format(body | {"bold": True, "font_size": 14}),
            "head": self._book.add_format(body | {"bold": True, "bg_color": "#EEF1F4", "bottom": 1, "text_wrap": True}),
        }

    def lines(self, name: str, title: str, pairs: Iterable[tuple[str, Cell]]) -> None:
        """Add a sheet of words with their figures under a title."""
        sheet = self._book.add_worksheet(clean(name)[:31])
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, 1, 60)
        self._put(sheet, 0, 0, title, "title")
        for row, (word, value) in enumerate(pairs, start=2):
            self._put(sheet, row, 0, word, "strong")
            self._put(sheet, row, 1, value, "wrap")

    def table(
        self,
        name: str,
        headings: Sequence[Heading],
        rows: Iterable[Sequence[Cell]],
        step: Callable[[int], None] = lambda _row: None,
    ) -> None:
        """Add a sheet with a heading that stays in sight, a filter, and one row per record."""
        sheet = self._book.add_worksheet(clean(name)[:31])
        for column, heading in enumerate(headings):
            sheet.set_column(column, column, heading.width)
            self._put(sheet, 0, column, heading.text, "head")
        last = 0
        for last, row in enumerate(rows, start=1):
            step(last)
            for column, (heading, value) in enumerate(zip(headings, row, strict=True)):
                self._put(sheet, last, column, value, "wrap" if heading.wraps else "plain")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(headings) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def document(self, filename: str) -> Document:
        """Finish the workbook and hand it over."""
        self._book.close()
        return Document(filename, self._buffer.getvalue())

    def _put(self, sheet: Any, row: int, column: int, value: Cell, look: str) -> None:
        """Write text as text and figures as figures; an empty cell stays empty."""
        if value is None or value == "":
            return
        if isinstance(value, int | float):
            sheet.write_number(row, column, value, self._formats[look])
        else:
            text = short_date(value) if isinstance(value, date) else clean(value)
            sheet.write_string(row, column, text[:_LONGEST], self._formats[look])


def clean(text: str) -> str:
    """Drop what a workbook cannot hold: half characters and control codes."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(letter for letter in whole if letter in "\n\t" or letter.isprintable() or letter == "\u00a0")


_RUN_AS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def never_run(text: str) -> str:
    """Keep a text in a file without cells, as CSV, from being run as a formula by a spreadsheet."""
    return f"'{text}" if text.startswith(_RUN_AS_FORMULA) else text
