"""Reads one spreadsheet in a process of its own: started by ``sheets`` with the file's bytes on its standard input.

A damaged file can make its reader ask for more memory than there is, which ends the process that reads it. So that
process is not the window: it may take so much memory and time and no more, and knows nothing but this file.
It imports nothing of the program, so that it starts quickly.
"""

from __future__ import annotations

import contextlib
import io
import os
import pickle
import sys
from typing import Any, Final

MOST_MEMORY: Final = 3 << 30
MOST_SECONDS: Final = 120
MOST_ROWS: Final = 200_000
MOST_CELLS: Final = 8_000_000
MOST_COLUMNS: Final = 400

TOO_BIG: Final = "too big"
LOCKED: Final = "locked"
BROKEN: Final = "broken"


def main() -> None:
    """Answer with a list of sheets, each its name and rows, or with one word saying why not."""
    raw, most_rows = sys.stdin.buffer.read(), int(sys.argv[1])
    answers = os.dup(1)
    _hush()
    _bound()
    with os.fdopen(answers, "wb") as out:
        out.write(pickle.dumps(read(raw, most_rows), pickle.HIGHEST_PROTOCOL))


def read(raw: bytes, most_rows: int) -> list[tuple[str, list[list[object]]]] | str:
    """Read every sheet, or tell in one word why not."""
    import python_calamine as calamine

    try:
        with calamine.CalamineWorkbook.from_filelike(io.BytesIO(raw)) as book:
            sheets = [(name, _rows(book.get_sheet_by_name(name), most_rows)) for name in book.sheet_names]
    except calamine.PasswordError:
        return LOCKED
    except MemoryError:
        return TOO_BIG
    except (calamine.CalamineError, ValueError, KeyError, OSError) as error:
        return LOCKED if "password" in str(error).lower() or "encrypt" in str(error).lower() else BROKEN
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how the reader's own faults come; it has no other base
            raise
        return BROKEN
    return TOO_BIG if any(rows is None for _name, rows in sheets) else [(name, rows or []) for name, rows in sheets]


def _rows(sheet: Any, most_rows: int) -> list[list[object]] | None:
    last_row, last_column = sheet.end or (-1, -1)
    height, width = last_row + 1, last_column + 1
    if height > most_rows:
        return None
    if height * width > MOST_CELLS or width > MOST_COLUMNS:
        return [row[:MOST_COLUMNS] for row in sheet.iter_rows()]
    return list(sheet.to_python(skip_empty_area=False))


def _hush() -> None:
    """The reader's last words about a broken file are for nobody."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _bound() -> None:
    """Take no more memory and time than this; Windows has no such bound."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    main()
