"""Reading an office's month sheet of a class: people down, days across, a letter in each cell.

Read by meaning: title rows, one row of days, the column of names by any of its names. Tallies at the end, totals and
the signature block are passed over. A cell that is no mark is listed, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

from shelter_admin.domain.attendance_sheet import AttendanceReading, DoubtfulCell, SheetRow
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.names import written_name
from shelter_admin.domain.training import Attendance, read_mark
from shelter_admin.spreadsheets.cells import at, filled, is_blank, text_of
from shelter_admin.spreadsheets.day_heads import DayHead, Month, Title, day_head, title_of
from shelter_admin.spreadsheets.headings import Meaning, meaning_of
from shelter_admin.spreadsheets.kinds_of_rows import Kind, RowSorter
from shelter_admin.spreadsheets.sheets import Sheet, Workbook, open_sheets
from shelter_admin.spreadsheets.tables import ColumnGuess, SheetGuess

_FEWEST_DAYS: Final = 3
_LONGEST: Final = 5_000
_LONGEST_HEADING: Final = 40
_HEADINGS_AROUND: Final = (0, -1, 1, -2, -3)
_PEOPLE = re.compile(
    r"^(?:daftar )?(?:peserta|warga|anggota|pm|penerima manfaat|klien|siswa|kelayan|santri)\b", re.IGNORECASE
)
_NO_PERSON = re.compile(
    r"\b(?:kelas|program|instruktur|pelatih|pembimbing|pengajar|guru|jurusan|keterampilan|ketrampilan|kegiatan|bulan)\b",
    re.IGNORECASE,
)
_INITIALS: Final = "ssrkjsm"  # Senin, Selasa, Rabu, Kamis, Jumat, Sabtu, Minggu
_COUNTED = re.compile(r"\(?\d{1,3}\)?\.?")
_TALLY = re.compile(
    r"^(?:hadir|sakit|i[zj]in|al(?:p|ph|f)a|alpa|tanpa ket\w*|paraf\w*|ttd|tanda tangan|instruktur|pelatih|pembimbing"
    r"|pengajar|jumlah|jml|total|rata|persen\w*|kehadiran|tidak hadir|materi|jam)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of a sheet: the row of its days (from 0), its columns, where its people begin and end."""

    days_row: int
    heads: tuple[tuple[int, DayHead], ...]
    names: int
    counts: int | None
    numbers: int | None
    first: int
    end: int


def look_for_attendance(book: Workbook | Path) -> list[str]:
    """The sheets that hold a class with its days."""
    opened = open_sheets(book) if isinstance(book, Path) else book
    return [sheet.name for sheet in opened.sheets if _tables_of(sheet.rows)]


def read_attendance(
    book: Workbook | Path, *, sheet: str | None = None, month: Month | None = None, called: str = ""
) -> AttendanceReading:
    """Read a class's sheet. ``month`` is the user's answer; ``called`` the file's name, which may tell the month too.

    Refused: no such table, several sheets with one and none chosen, a month that cannot be told, days out of order.
    """
    opened = open_sheets(book) if isinstance(book, Path) else book
    one = opened.sheet(sheet) if sheet is not None else _only_sheet(opened)
    tables = _tables_of(one.rows)
    if not tables:
        raise Refused("attendance_not_found")
    parts: list[AttendanceReading] = []
    before = title_of([[one.name]]).month or title_of([[called.replace("_", " ")]]).month
    over = 0
    for table in tables:
        title = title_of(one.rows[over : table.days_row + 1], labelled_only=over > 0)
        if not title.months:
            # "Tahun 2026" over the table and "Oktober" on the tab make one month.
            title = title_of([*one.rows[over : table.days_row + 1], [f"bulan {one.name}"]], labelled_only=over > 0)
        told = month or title.month or (None if title.months else before)
        parts.append(_read_table(one, table, title, told))
        before, over = told or before, table.days_row + 1
    return _joined(parts, _title_text(one.rows[: tables[0].days_row]))


def _only_sheet(book: Workbook) -> Sheet:
    found = [sheet for sheet in book.sheets if _tables_of(sheet.rows)]
    if not found:
        raise Refused("attendance_not_found")
    if len(found) > 1:
        raise Refused("attendance_sheets_several", field="sheet", sheets=", ".join(sheet.name for sheet in found))
    return found[0]


def _title_text(rows: Sequence[Sequence[object]]) -> str:
    return "\n".join(filter(None, (" ".join(text_of(row[index]) for index in filled(row)) for row in rows)))


def _joined(parts: Sequence[AttendanceReading], title: str) -> AttendanceReading:
    """Several tables of one sheet as one; whoever stands in two of them that share no day is one row."""
    rows: list[tuple[SheetRow, set[date]]] = []
    for part in parts:
        others = [index for index, (_row, days) in enumerate(rows) if not days & set(part.days)]
        for row in part.rows:
            index = next((i for i in others if _same_person(rows[i][0], row)), None)
            if index is None:
                rows.append((row, set(part.days)))
            else:
                others.remove(index)
                known, days = rows[index]
                joined = replace(known, marks={**known.marks, **row.marks}, doubtful=known.doubtful | row.doubtful)
                rows[index] = (joined, days | set(part.days))
    every_day = sorted({day for part in parts for day in part.days})
    doubts = tuple(doubt for part in parts for doubt in part.doubts)
    return AttendanceReading(parts[0].sheet, title, tuple(every_day), tuple(row for row, _days in rows), doubts)


def _same_person(known: SheetRow, row: SheetRow) -> bool:
    return (known.key, known.own_number) == (row.key, row.own_number)


def _tables_of(rows: Sequence[Sequence[object]]) -> list[_Table]:
    """Every table of a sheet: each begins with a row of days beside a heading of names."""
    found: list[_Table] = []
    for number in range(min(len(rows), _LONGEST)):
        table = _table_at(rows, number, found[-1].days_row if found else -1)
        if table is not None:
            if found:
                found[-1] = replace(found[-1], end=min(number, table.first - 1))
            found.append(table)
    return found


def _table_at(rows: Sequence[Sequence[object]], number: int, before: int) -> _Table | None:
    """The table whose days stand in this row; ``before`` is the row of days before it, whose headings are not its."""
    heads = tuple((index, head) for index in filled(rows[number]) if (head := day_head(rows[number][index])))
    dated = bool(heads) and all(head.month for _index, head in heads)
    if len(heads) < _FEWEST_DAYS and not dated:
        return None
    lines = [number + step for step in _HEADINGS_AROUND if before < number + step < len(rows) and number + step >= 0]
    for line in lines if len(heads) >= _FEWEST_DAYS else lines[:1]:
        headings = {index: " ".join(text_of(rows[line][index]).split()) for index in filled(rows[line])}
        names = next((index for index, text in headings.items() if index < heads[0][0] and _names_people(text)), None)
        if names is None or (line != number and not is_blank(at(rows[number], names))):
            continue
        meanings = {meaning_of(text): index for index, text in reversed(headings.items()) if index < heads[0][0]}
        counts, numbers = meanings.get(Meaning.ROW), meanings.get(Meaning.OWN_NUMBER)
        return _Table(number, heads, names, counts, numbers, max(number, line) + 1, len(rows))
    return None


def _names_people(heading: str) -> bool:
    if len(heading) > _LONGEST_HEADING or ":" in heading or _NO_PERSON.search(heading):
        return False
    return meaning_of(heading) is Meaning.NAME or _PEOPLE.match(heading) is not None


def _read_table(sheet: Sheet, table: _Table, title: Title, month: Month | None) -> AttendanceReading:
    days = _days_of(table, title, month)
    rows, doubts = list[SheetRow](), list[DoubtfulCell]()
    reader = _RowReader(sheet.rows, table, days, doubts)
    sorter = RowSorter(_guess(sheet, table), Meaning.NAME)
    for number in range(table.first, table.end):
        cells = sheet.rows[number]
        kind = sorter.kind_of(cells)
        if kind in {Kind.PERSON, Kind.UNCLEAR} and (row := reader.person(number, cells)) is not None:
            rows.append(row)
        elif kind in {Kind.NAMELESS, Kind.GROUP}:
            reader.nameless(number, cells)
    known = tuple(sorted(day for day in days.values() if day is not None))
    return AttendanceReading(sheet.name, "", known, tuple(rows), tuple(doubts))


def _guess(sheet: Sheet, table: _Table) -> SheetGuess:
    """The table in the terms of the register's reader, which knows totals, groups and signature blocks."""
    heads = [
        ColumnGuess(index, text_of(sheet.rows[table.days_row][index]), Meaning.REMARK) for index, _h in table.heads
    ]
    before = [
        ColumnGuess(index, heading, meaning)
        for index, heading, meaning in (
            (table.counts, "No", Meaning.ROW),
            (table.names, "Nama", Meaning.NAME),
            (table.numbers, "No Induk", Meaning.OWN_NUMBER),
        )
        if index is not None
    ]
    return SheetGuess(sheet.name, table.days_row + 1, table.first + 1, (*before, *heads), 1.0)


def _days_of(table: _Table, title: Title, month: Month | None) -> dict[int, date | None]:
    """The day of each column; None where the month has no such day. Refused unless they run on from left to right."""
    days: dict[int, date | None] = {}
    for index, head in table.heads:
        year = head.year or (month.year if month else title.year)
        of_month = head.month or (month.month if month else None)
        if year is None or of_month is None:
            raise Refused("attendance_month_unclear", field="month")
        days[index] = head.on(Month(year, of_month))
    known = [day for day in days.values() if day is not None]
    if not known or any(later <= day for day, later in pairwise(known)):
        raise Refused("attendance_days_unclear")
    return days


class _RowReader:
    """Reads the rows of one table and lists every cell that cannot be taken."""

    def __init__(
        self,
        rows: Sequence[Sequence[object]],
        table: _Table,
        days: dict[int, date | None],
        doubts: list[DoubtfulCell],
    ) -> None:
        self._table = table
        self._days = days
        self._doubts = doubts
        around = rows[max(table.days_row - 1, 0) : table.days_row + 2]
        self._headless = [
            index
            for index in range(min(days), max(days))
            if index not in days and all(is_blank(at(row, index)) for row in around[:2])
        ]

    def person(self, number: int, cells: Sequence[object]) -> SheetRow | None:
        """One person with their marks; None for a line of tallies or of whoever signed."""
        name = written_name(text_of(at(cells, self._table.names)))
        counted = _COUNTED.fullmatch(text_of(at(cells, self._table.counts))) is not None
        if _TALLY.match(name) and not counted:
            return None
        marks: dict[date, Attendance] = {}
        doubts: list[DoubtfulCell] = []
        for index in filled(cells):
            if index in self._days:
                self._cell(number, index, text_of(cells[index]), marks, doubts)
            elif index in self._headless:
                doubts.append(DoubtfulCell(number + 1, column_name(index), "day_missing", text_of(cells[index])))
        if not marks and not counted and self._table.counts is not None:
            if doubts:
                self._doubts.append(DoubtfulCell(number + 1, column_name(self._table.names), "row_uncertain", name))
            return None
        self._doubts += doubts
        doubtful = frozenset(doubt.day for doubt in doubts if doubt.day is not None)
        return SheetRow(number + 1, name, marks, text_of(at(cells, self._table.numbers)), doubtful)

    def _cell(
        self, number: int, index: int, text: str, marks: dict[date, Attendance], doubts: list[DoubtfulCell]
    ) -> None:
        day, mark = self._days[index], read_mark(text)
        if day is not None and mark is not None:
            marks[day] = mark
        else:
            code = "day_not_there" if day is None else "mark_unclear"
            doubts.append(DoubtfulCell(number + 1, column_name(index), code, text, day))

    def nameless(self, number: int, cells: Sequence[object]) -> None:
        """List a line that holds marks and no name; a line of weekdays (S S R K J S M) holds none."""
        texts = {index: text_of(cells[index]).casefold() for index in filled(cells) if index in self._days}
        marked = [index for index, text in texts.items() if read_mark(text)]
        if marked and is_blank(at(cells, self._table.names)) and not self._are_weekdays(texts):
            self._doubts.append(DoubtfulCell(number + 1, column_name(marked[0]), "row_nameless"))

    def _are_weekdays(self, texts: dict[int, str]) -> bool:
        days = {index: self._days[index] for index in texts}
        return all(day is None or texts[index] == _INITIALS[day.weekday()] for index, day in days.items())


def column_name(index: int) -> str:
    """How a spreadsheet calls a column: A, B, … Z, AA."""
    name = ""
    rest = index + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        name = chr(ord("A") + letter) + name
    return name
