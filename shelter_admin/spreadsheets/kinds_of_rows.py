"""What a row under the headings is: a person, a group's heading, a total, the signature block, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from itertools import pairwise
from typing import Final

from shelter_admin.domain.categories import read_categories
from shelter_admin.domain.identity.reading_dates import MONTH_NUMBERS
from shelter_admin.domain.identity.sexes import Sex, sex_of_group
from shelter_admin.spreadsheets.cells import at, filled, text_of
from shelter_admin.spreadsheets.headings import Meaning, plain_heading
from shelter_admin.spreadsheets.tables import SheetGuess

_TOTAL = re.compile(r"^(?:jumlah|total|jml|rekap\w*|sub\s*total|grand total)\b", re.IGNORECASE)
_SIGNED = re.compile(
    (
        r"^(?:mengetahui|menyetujui|disetujui|dibuat oleh|yang membuat|petugas pendata"
        r"|kepala\s+(?:upt\w*|dinas|panti|seksi|balai|uptd)|plt\.?\s+kepala"
        r"|nip\.?\s*[:.]?\s*\d|an\.?\s+kepala|a\.n\.?\s+kepala|kasi\b|kasubbag|pembina\b.*\biv"
        r"|penata\b.*\biii|catatan\s*:|ket\w*\.?\s*:|\*\)|keterangan\s*:|sumber\s*:)"
    ),
    re.IGNORECASE,
)
_PLACE_AND_DAY = re.compile(r"^[A-Z][A-Za-z ]+,\s*(?:\d{1,2}|\.{2,}|…|_+)?\s*[A-Za-z]+\s+\d{4}$")
_GROUP = re.compile(
    (
        r"\b(?:wisma|asrama|kelompok|putra|putri|laki|perempuan|pria|wanita|ruang|blok|gedung|barak"
        r"|kategori|jenis|klien|eks|bulan|tahun|angkatan"
        r"|semester|program|jurusan|paviliun|bangsal|cottage|daftar|lantai|penerima manfaat|kamar|data"
        r"|sudah keluar|keluar|masih|aktif)\b"
    ),
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:" + "|".join(MONTH_NUMBERS) + r")\.?(?:\s+\d{4})?", re.IGNORECASE)
_COUNTED = re.compile(r"\(?\d{1,3}\)?\.?")
_IDENTITY: Final = (
    Meaning.NIK, Meaning.SEX, Meaning.BIRTH, Meaning.AGE, Meaning.ADMITTED, Meaning.CATEGORY, Meaning.ORIGIN,
    Meaning.PLACE, Meaning.WISMA, Meaning.ROOM, Meaning.BIRTHPLACE, Meaning.SOURCE, Meaning.OWN_NUMBER, Meaning.PROGRAM,
    Meaning.ADDRESS, Meaning.MALE, Meaning.FEMALE, Meaning.REMARK, Meaning.CAPACITY,
)  # fmt: skip


class Kind(Enum):
    """What a row is."""

    PERSON = auto()
    NAMELESS = auto()
    UNCLEAR = auto()
    GROUP = auto()
    BLANK = auto()
    NUMBERED = auto()
    REPEATED = auto()
    TOTAL = auto()
    SIGNED = auto()


@dataclass(slots=True)
class RowCounts:
    """How many rows were passed over, by kind."""

    by_kind: dict[Kind, int] = field(default_factory=dict)

    def add(self, kind: Kind) -> None:
        """Count one more."""
        self.by_kind[kind] = self.by_kind.get(kind, 0) + 1


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with something to read: its number as shown, its cells, and the group headings it stands under."""

    number: int
    cells: Sequence[object] = field(repr=False)
    group: str
    kind: Kind


class RowSorter:
    """Tells the kinds of rows of one table apart."""

    def __init__(self, guess: SheetGuess, key: Meaning = Meaning.NAME) -> None:
        """``key`` is the column without which a row describes nothing."""
        self._key = guess.column_of(key)
        self._first = guess.column_of(Meaning.ROW)
        self._identity = [c.index for c in guess.columns if c.meaning in _IDENTITY and c.meaning is not key]
        self._headings = {column.index: plain_heading(column.heading) for column in guess.columns if column.heading}
        self._ended = False
        self._signed = False
        self._fresh = True

    def kind_of(self, row: Sequence[object]) -> Kind:
        """Tell what a row is, knowing the rows before it."""
        columns = filled(row)
        if not columns:
            return Kind.BLANK
        if self._fresh and self._is_numbered(row, columns):
            return Kind.NUMBERED
        known = sum(index in columns for index in self._identity)
        named = self._key in columns
        kind = (
            self._full(row, columns, known) if named and known >= 2 else self._sparse(row, columns, known, named=named)
        )
        self._fresh = kind is Kind.REPEATED or (self._fresh and kind is not Kind.PERSON)
        if kind in {Kind.REPEATED, Kind.PERSON}:
            self._ended = self._signed = False
        return kind

    def _full(self, row: Sequence[object], columns: list[int], known: int) -> Kind:
        if self._is_repeated(row, columns):
            return Kind.REPEATED
        name = text_of(at(row, self._key))
        if _TOTAL.match(text_of(row[columns[0]])) or _TOTAL.match(name):
            return Kind.TOTAL
        if _SIGNED.match(name) or (self._ended and known <= 2 and not self._is_counted(row)):
            return Kind.SIGNED
        return Kind.PERSON

    def _is_counted(self, row: Sequence[object]) -> bool:
        """Say whether the row has a number of its own."""
        return _COUNTED.fullmatch(text_of(at(row, self._first))) is not None

    def _sparse(self, row: Sequence[object], columns: list[int], known: int, *, named: bool) -> Kind:
        texts = [text_of(row[index]) for index in columns]
        if named and len(columns) > 1 and self._is_counted(row):
            return Kind.PERSON
        total = any(_TOTAL.match(text) for text in texts[:2])
        self._signed |= any(_SIGNED.match(text) or _PLACE_AND_DAY.match(text) for text in texts)
        self._ended |= total or self._signed
        if self._ended and (total or self._signed or not (len(columns) == 1 and _GROUP.search(texts[0]))):
            return Kind.TOTAL if total else Kind.SIGNED
        if self._is_group(texts, columns, named=named):
            return Kind.GROUP
        if named:
            # A name and nothing else, not even a number, in a table whose rows are numbered: a human decides.
            return Kind.UNCLEAR if len(columns) == 1 and self._first is not None else Kind.PERSON
        return Kind.NAMELESS if known >= 2 else Kind.GROUP

    def _is_group(self, texts: list[str], columns: list[int], *, named: bool) -> bool:
        if len(columns) > 1 or not texts[0]:
            return False
        if named:
            return bool(_GROUP.search(texts[0]) or read_categories(texts[0])[0] or _MONTH.fullmatch(texts[0]))
        return not texts[0].isdigit()

    def _is_numbered(self, row: Sequence[object], columns: list[int]) -> bool:
        """Say whether this is the row under the headings that counts the columns: 1, 2, 3."""
        if len(columns) < 3 or not _COUNTED.fullmatch(text_of(row[columns[1]])):
            return False
        texts = [text_of(row[index]) for index in columns]
        if not all(_COUNTED.fullmatch(text) for text in texts):
            return False
        numbers = [int(text.strip("().")) for text in texts]
        return all(1 <= b - a <= 3 for a, b in pairwise(numbers))

    def _is_repeated(self, row: Sequence[object], columns: list[int]) -> bool:
        """The headings again, at the top of a printed page."""
        if self._key is None or plain_heading(text_of(at(row, self._key))) not in self._headings.get(self._key, "?"):
            return False
        return sum(plain_heading(text_of(row[index])) in self._headings.get(index, "?") for index in columns) >= 3


def _title_of(rows: Sequence[Sequence[object]], guess: SheetGuess) -> str:
    """The nearest title over the headings that tells the sex of everybody: "DATA KLIEN PUTRA"."""
    titles = [text_of(row[filled(row)[0]]) for row in rows[: max(guess.header_row - 1, 0)] if len(filled(row)) == 1]
    return next((title for title in reversed(titles) if sex_of_group(title) is not Sex.UNKNOWN), "")


def table_rows(
    rows: Sequence[Sequence[object]], guess: SheetGuess, counts: RowCounts, key: Meaning
) -> Iterator[TableRow]:
    """Give the rows of a table that describe somebody or something, each with the group it stands in."""
    sorter = RowSorter(guess, key)
    group = _title_of(rows, guess)
    for number in range(guess.first_row - 1, len(rows)):
        row = rows[number]
        kind = sorter.kind_of(row)
        counts.add(kind)
        if kind is Kind.GROUP:
            group = text_of(row[filled(row)[0]])
        elif kind in {Kind.PERSON, Kind.NAMELESS, Kind.UNCLEAR}:
            yield TableRow(number + 1, row, group, kind)
