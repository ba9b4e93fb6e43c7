"""Finding the table inside a sheet by meaning: under title rows and merged cells, with one or two rows of headings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from shelter_admin.domain.regions import Regions
from shelter_admin.spreadsheets.cells import at, filled, is_blank, text_of
from shelter_admin.spreadsheets.contents import meaning_of_cells, median_year, shares_of_origin_and_source
from shelter_admin.spreadsheets.headings import Meaning, meaning_of, plain_heading
from shelter_admin.spreadsheets.reference import regions as shipped_regions
from shelter_admin.spreadsheets.sheets import Sheet, Workbook, open_sheets

SEARCHED_ROWS: Final = 60
SAMPLED: Final = 40
_WEAK: Final = frozenset(
    [
        "tgl",
        "tanggal",
        "tempat",
        "tahun",
        "bulan",
        "no",
        "nomor",
        "alasan",
        "sebab",
        "ket",
        "keterangan",
        "jenis",
        "nama",
        "asal",
        "daerah",
        "l",
        "p",
        "lk",
        "pr",
        "laki",
        "laki-laki",
        "perempuan",
        "hari",
    ]
)
_MANY: Final = frozenset({Meaning.REMARK, Meaning.OTHER, Meaning.HEALTH})
_COUNTLESS: Final = frozenset({Meaning.OTHER, Meaning.ROW})


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """One column: where it stands, its heading as written, what it seems to mean, a few of its cells."""

    index: int
    heading: str
    meaning: Meaning | None
    samples: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SheetGuess:
    """A table found in a sheet. Rows count from 1 as the spreadsheet shows them; header_row 0 means none."""

    name: str
    header_row: int
    first_row: int
    columns: tuple[ColumnGuess, ...]
    score: float

    def with_meaning(self, index: int, meaning: Meaning | None) -> SheetGuess:
        """The same table with one column read otherwise; the column that had this meaning gives it up."""

        def changed(column: ColumnGuess) -> ColumnGuess:
            if column.index == index:
                return replace(column, meaning=meaning)
            taken = meaning is not None and meaning not in _MANY and column.meaning is meaning
            return replace(column, meaning=None) if taken else column

        return replace(self, columns=tuple(changed(column) for column in self.columns))

    def column_of(self, meaning: Meaning) -> int | None:
        """Where this meaning stands, if anywhere."""
        return next((column.index for column in self.columns if column.meaning is meaning), None)

    def columns_of(self, meaning: Meaning) -> list[int]:
        """Every column with this meaning."""
        return [column.index for column in self.columns if column.meaning is meaning]


@dataclass(frozen=True, slots=True)
class _Header:
    row: int
    height: int
    headings: tuple[tuple[str, Meaning | None], ...]
    score: float


def look_at(book: Workbook | Path, regions: Regions | None = None) -> list[SheetGuess]:
    """Give every sheet's table of people, the likeliest first; sheets without one have score 0."""
    opened = open_sheets(book) if isinstance(book, Path) else book
    known = regions or shipped_regions()
    guesses = [guess_table(sheet, known, names_people) for sheet in opened.sheets]
    return sorted(guesses, key=lambda guess: -guess.score)


def names_people(meanings: set[Meaning]) -> bool:
    """Say whether these columns can make a register: a name and something beside it."""
    return Meaning.NAME in meanings and len(meanings - _COUNTLESS) >= 2


def guess_table(sheet: Sheet, regions: Regions, enough: Callable[[set[Meaning]], bool]) -> SheetGuess:
    """Find the table of a sheet and what its columns mean."""
    header = _find_header(sheet.rows, enough)
    if header is None:
        return _without_header(sheet, regions, enough)
    first = header.row + header.height
    columns = [
        ColumnGuess(index, heading, meaning, samples_of(sheet.rows, first, index))
        for index, (heading, meaning) in enumerate(header.headings)
    ]
    settled = _settle(columns, sheet.rows, first, regions)
    score = _score({one.meaning for one in settled if one.meaning}, len(sheet.rows) - first)
    return SheetGuess(sheet.name, header.row + 1, first + 1, settled, score)


def _score(meanings: set[Meaning], rows: int) -> float:
    return len(meanings - _COUNTLESS) + min(rows, 2000) / 1000


def samples_of(rows: Sequence[Sequence[object]], first: int, index: int, count: int = 4) -> tuple[str, ...]:
    """A few different cells of a column, as text."""
    found: dict[str, None] = {}
    for row in rows[first : first + 60]:
        if len(found) >= count:
            break
        if not is_blank(at(row, index)):
            found[text_of(at(row, index))[:60]] = None
    return tuple(found)


def _cells_of(rows: Sequence[Sequence[object]], first: int, index: int) -> list[object]:
    cells = [row[index] for row in rows[first : first + 3 * SAMPLED] if index < len(row) and len(filled(row)) > 2]
    return [cell for cell in cells if not is_blank(cell)][1 : SAMPLED + 1]


def _find_header(rows: Sequence[Sequence[object]], enough: Callable[[set[Meaning]], bool]) -> _Header | None:
    best: _Header | None = None
    for number in range(min(len(rows), SEARCHED_ROWS)):
        for header in (_one_row(rows, number), _two_rows(rows, number)):
            if header is None:
                continue
            meanings = {meaning for _, meaning in header.headings if meaning}
            if enough(meanings) and (best is None or header.score > best.score):
                best = header
    return best


def _worded(row: Sequence[object]) -> bool:
    """A row of headings holds words, and no numbers or days."""
    cells = [row[index] for index in filled(row)]
    return len(cells) >= 2 and all(isinstance(cell, str) and len(cell) < 80 for cell in cells)


def _one_row(rows: Sequence[Sequence[object]], number: int) -> _Header | None:
    if not _worded(rows[number]):
        return None
    headings = tuple((text, meaning_of(text)) for text in map(_heading, rows[number]))
    return _Header(number, 1, headings, _worth(headings))


def _heading(cell: object) -> str:
    return " ".join(text_of(cell).split())


def _worth(headings: Sequence[tuple[str, Meaning | None]]) -> float:
    meanings = {meaning for _, meaning in headings if meaning and meaning is not Meaning.OTHER}
    unread = sum(bool(text) and meaning is None for text, meaning in headings)
    return len(meanings) - 0.2 * unread


def _two_rows(rows: Sequence[Sequence[object]], number: int) -> _Header | None:
    if number + 1 >= len(rows) or not filled(rows[number]) or not _worded(rows[number + 1]):
        return None
    top, bottom = rows[number], rows[number + 1]
    if not all(isinstance(top[index], str) for index in filled(top)) or _repeats_names(top, bottom):
        return None
    headings = []
    over = ""
    for index in range(max(len(top), len(bottom))):
        above, below = _heading(at(top, index)), _heading(at(bottom, index))
        # A heading merged over several columns stands in the first of them only.
        over = (above if below else "") if above else over
        headings.append(_joined(above or (over if below else ""), below))
    return _Header(number, 2, tuple(headings), _worth(headings))


def _repeats_names(top: Sequence[object], bottom: Sequence[object]) -> bool:
    """Say whether the second row is data: under the heading of the names stands a name."""
    for index in filled(top):
        below = text_of(at(bottom, index))
        if meaning_of(_heading(top[index])) is Meaning.NAME and below and meaning_of(below) is None:
            return True
    return False


def _joined(above: str, below: str) -> tuple[str, Meaning | None]:
    both = f"{above} {below}".strip()
    if not below:
        return both, meaning_of(above)
    if plain_heading(below) in _WEAK and above:
        return both, meaning_of(both) or meaning_of(below)
    return both, meaning_of(below) or meaning_of(both)


def _settle(
    columns: list[ColumnGuess], rows: Sequence[Sequence[object]], first: int, regions: Regions
) -> tuple[ColumnGuess, ...]:
    """Correct the headings by what stands under them, and give every meaning to one column only."""
    looked = [_by_contents(column, _cells_of(rows, first, column.index), regions) for column in columns]
    taken: set[Meaning] = set()
    settled = []
    for column in looked:
        double = column.meaning in taken and column.meaning not in _MANY
        settled.append(replace(column, meaning=Meaning.OTHER) if double else column)
        if column.meaning is not None:
            taken.add(column.meaning)
    return tuple(_fill_gaps(settled, taken, rows, first, regions))


def _by_contents(column: ColumnGuess, cells: list[object], regions: Regions) -> ColumnGuess:
    if column.meaning in {Meaning.OWN_NUMBER, Meaning.NIK} and cells:
        long = sum(sum(char.isdigit() for char in text_of(cell)) >= 12 for cell in cells)
        short = sum(0 < sum(char.isdigit() for char in text_of(cell)) < 12 for cell in cells)
        if column.meaning is Meaning.OWN_NUMBER and meaning_of_cells(cells, regions) is Meaning.NIK:
            return replace(column, meaning=Meaning.NIK)
        # "NIK" may stand for "nomor induk klien", the house's own number.
        return replace(column, meaning=Meaning.OWN_NUMBER if short > long else column.meaning)
    if column.meaning in {Meaning.ORIGIN, Meaning.SOURCE} and cells:
        origin, source = shares_of_origin_and_source(cells, regions)
        if abs(origin - source) > 0.3:
            return replace(column, meaning=Meaning.ORIGIN if origin > source else Meaning.SOURCE)
    return column


def _fill_gaps(
    columns: list[ColumnGuess], taken: set[Meaning], rows: Sequence[Sequence[object]], first: int, regions: Regions
) -> list[ColumnGuess]:
    result = []
    for column in columns:
        meaning = column.meaning
        if meaning is None:
            meaning = meaning_of_cells(_cells_of(rows, first, column.index), regions)
            meaning = None if meaning in taken or meaning in {Meaning.AGE, Meaning.NAME, Meaning.SOURCE} else meaning
            taken |= {meaning} if meaning else set()
        result.append(replace(column, meaning=meaning))
    return result


def _without_header(sheet: Sheet, regions: Regions, enough: Callable[[set[Meaning]], bool]) -> SheetGuess:
    """A sheet that begins with people at once: its columns are told by what stands in them."""
    first = next((number for number, row in enumerate(sheet.rows) if len(filled(row)) >= 3), len(sheet.rows))
    width = max((len(row) for row in sheet.rows[first : first + SAMPLED]), default=0)
    columns = []
    taken: set[Meaning] = set()
    cells = {index: _cells_of(sheet.rows, first, index) for index in range(width)}
    for index in range(width):
        meaning = meaning_of_cells(cells[index], regions)
        meaning = None if meaning in taken and meaning is not Meaning.ADMITTED else meaning
        taken |= {meaning} if meaning else set()
        columns.append(ColumnGuess(index, "", meaning, samples_of(sheet.rows, first, index)))
    columns = _name_days(columns, cells, taken)
    meanings = {column.meaning for column in columns if column.meaning}
    if not (enough(meanings) and len(meanings - _COUNTLESS) >= 3):
        return SheetGuess(sheet.name, 0, first + 1, tuple(columns), 0.0)
    return SheetGuess(sheet.name, 0, first + 1, tuple(columns), _score(meanings, len(sheet.rows) - first) - 1)


def _name_days(columns: list[ColumnGuess], cells: dict[int, list[object]], taken: set[Meaning]) -> list[ColumnGuess]:
    """Tell columns of days apart: births lie first, admissions after them, leavings last."""
    days = sorted((c.index for c in columns if c.meaning is Meaning.ADMITTED), key=lambda i: median_year(cells[i]))
    order = [Meaning.ADMITTED, Meaning.LEFT_ON]
    if Meaning.BIRTH not in taken and days and (len(days) > 1 or median_year(cells[days[0]]) < 2012):
        order = [Meaning.BIRTH, *order]
    named = dict(zip(days, order, strict=False))
    return [replace(c, meaning=named.get(c.index)) if c.index in days else c for c in columns]
