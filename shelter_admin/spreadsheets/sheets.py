"""Opening what offices have: .xlsx, .xls, .ods, .csv. Bounded in size; every failure is one refusal."""

from __future__ import annotations

import csv
import io
import pickle
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import Final

from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.spreadsheets import apart

LARGEST_FILE: Final = 50 * 1024 * 1024
LARGEST_UNPACKED: Final = 500 * 1024 * 1024
MOST_ROWS: Final = apart.MOST_ROWS
MOST_COLUMNS: Final = apart.MOST_COLUMNS
_ZIP: Final = b"PK\x03\x04"
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as rows of cells, from its first cell on, so that row numbers are those the spreadsheet shows."""

    name: str
    rows: list[list[object]] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Workbook:
    """Every sheet of a file that holds rows. ``typed`` says whether numbers and dates are told apart from text."""

    sheets: tuple[Sheet, ...]
    typed: bool = True

    def sheet(self, name: str) -> Sheet:
        """The sheet of this name, whatever its case; refuses a name the file does not have."""
        for sheet in self.sheets:
            if sheet.name.strip().casefold() == name.strip().casefold():
                return sheet
        raise Refused("sheet_not_there", field="sheet")


def open_sheets(path: Path) -> Workbook:
    """Read a file's sheets. Refuses what is missing, too big, locked, broken or of another kind."""
    return sheets_in(content_of(path), path.name)


def sheets_in(raw: bytes, filename: str) -> Workbook:
    """Read the sheets of a file that was read already; what it is called tells text files apart."""
    path = PurePath(filename)
    if raw.startswith((_ZIP, _OLE)):
        sheets = _from_spreadsheet(raw)
        typed = True
    elif path.suffix.lower() in {".csv", ".txt", ".tsv"}:
        sheets, typed = (Sheet(path.stem, _from_text(raw)),), False
    elif path.suffix.lower() in {".xlsx", ".xls", ".ods", ".xlsm", ".xlsb"}:
        raise Refused("sheet_broken")
    else:
        raise Refused("sheet_kind_unknown")
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise Refused("sheet_empty")
    return Workbook(filled, typed)


def content_of(path: Path) -> bytes:
    """Read a file as it is. Refuses what is missing, no file or too big."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise Refused("sheet_too_big", limit="50 MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("sheet_missing") from None
    except IsADirectoryError:
        raise Refused("sheet_kind_unknown") from None
    except OSError as error:
        raise Unavailable("sheet_unreadable") from error


def _refuse_a_bomb(raw: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LARGEST_UNPACKED:
                raise Refused("sheet_too_big", limit="500 MB")
            if any(entry.flag_bits & 1 for entry in archive.infolist()):
                raise Refused("sheet_locked")
    except (zipfile.BadZipFile, ValueError, OverflowError, RuntimeError):
        raise Refused("sheet_broken") from None


def _from_spreadsheet(raw: bytes) -> tuple[Sheet, ...]:
    """Read it in a process of its own: a damaged file may cost its reader all memory, and so its life."""
    if raw.startswith(_ZIP):
        _refuse_a_bomb(raw)
    read = _read_apart(raw)
    if read == apart.TOO_BIG:
        raise Refused("sheet_too_big", limit=f"{MOST_ROWS:,}".replace(",", "."))
    if isinstance(read, str):
        raise Refused("sheet_locked" if read == apart.LOCKED or _is_locked(raw) else "sheet_broken")
    return tuple(Sheet(name, _trimmed(rows)) for name, rows in read)


def _read_apart(raw: bytes) -> list[tuple[str, list[list[object]]]] | str:
    """The sheets, or in one word why not; a reader that dies or never ends had a broken file."""
    command = [sys.executable, "-I", str(Path(apart.__file__)), str(MOST_ROWS)]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(  # noqa: S603 - our own file, nothing typed
            command,
            input=raw,
            capture_output=True,
            timeout=2 * apart.MOST_SECONDS,
            check=False,
            creationflags=hidden,
        )
    except subprocess.TimeoutExpired:
        return apart.BROKEN
    except (OSError, MemoryError) as error:
        raise Unavailable("memory_short") from error
    if done.returncode != 0 or not done.stdout:
        return apart.BROKEN
    read: list[tuple[str, list[list[object]]]] | str = pickle.loads(done.stdout)  # noqa: S301 - written by our own file
    return read


def _is_locked(raw: bytes) -> bool:
    """An encrypted .xlsx is an OLE file with a stream of this name."""
    return raw.startswith(_OLE) and "EncryptedPackage".encode("utf-16-le") in raw


def _trimmed(rows: Sequence[list[object]]) -> list[list[object]]:
    """Leave out the empty rows at the end; formatted but empty rows are common."""
    last = len(rows)
    while last and all(cell in {"", None} for cell in rows[last - 1]):
        last -= 1
    return list(rows[:last])


def decoded(raw: bytes) -> str:
    """Read the bytes of a text file: UTF-8 with or without its mark, UTF-16 with it, else the Windows code page."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")


def delimiter_of(text: str) -> str:
    """Tell which of ; , tab | parts the columns: the one that gives the most lines the same width."""
    sample = "\n".join(text.splitlines()[:200])
    best, best_score = ",", 0
    for sign in (";", ",", "\t", "|"):
        widths = [len(row) for row in csv.reader(io.StringIO(sample), delimiter=sign) if row]
        common = max(set(widths), key=widths.count, default=1)
        score = widths.count(common) * min(common, 40) if common > 1 else 0
        if score > best_score:
            best, best_score = sign, score
    return best


def _from_text(raw: bytes) -> list[list[object]]:
    text = decoded(raw)
    if "\x00" in text or text.lstrip()[:1] == "<":
        raise Refused("sheet_broken")
    csv.field_size_limit(1_000_000)
    first, _, rest = text.partition("\n")
    if first.lower().startswith("sep="):
        return _rows_of(rest, first.strip()[4:5] or ";")
    return _rows_of(text, delimiter_of(text))


def _rows_of(text: str, sign: str) -> list[list[object]]:
    rows: list[list[object]] = []
    try:
        for row in _reader(text, sign):
            rows.append(list(row[:MOST_COLUMNS]))
            if len(rows) > MOST_ROWS:
                raise Refused("sheet_too_big", limit=f"{MOST_ROWS:,}".replace(",", "."))
    except csv.Error:
        raise Refused("sheet_broken") from None
    return _trimmed(rows)


def _reader(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)
