"""Cells as text: as the spreadsheet shows them, nothing lost."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time


def text_of(cell: object) -> str:
    """Give a cell as text: whole numbers without a point, dates as ISO."""
    if isinstance(cell, str):
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else str(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ", timespec="minutes")
    if isinstance(cell, date):
        return cell.isoformat()
    return str(cell)


def is_blank(cell: object) -> bool:
    """Say whether a cell holds nothing but spaces."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def filled(row: Sequence[object]) -> list[int]:
    """The columns of a row that hold something."""
    return [index for index, cell in enumerate(row) if not is_blank(cell)]


def at(row: Sequence[object], index: int | None) -> object:
    """The cell in a column; nothing where the row is shorter or the column is not known."""
    return row[index] if index is not None and index < len(row) else ""
