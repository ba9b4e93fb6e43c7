"""A QR code as one path of merged rectangles."""

from __future__ import annotations

from typing import Final

from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

MODULE: Final = 0.45 * mm
"""A module on paper is at least 0.4 mm, so that telephones and old scanners read it."""
QUIET: Final = 4
_MASK: Final = 3  # any mask may be read; choosing the best one of eight costs five times as much
Box = tuple[int, int, int, int]


def qr_side(modules: int) -> float:
    """The side of a code on paper with its quiet zone."""
    return (modules + 2 * QUIET) * MODULE


def matrix_of(code: str) -> list[bytes]:
    """The modules of a code row by row, 1 is dark."""
    import segno

    made = segno.make_qr(code, error="m", mask=_MASK, boost_error=False)
    return [bytes(row) for row in made.matrix]


def draw_qr(canvas: Canvas, matrix: list[bytes], x: float, y: float) -> None:
    """Draw a code with its lower left corner, quiet zone included, at this place."""
    high = len(matrix)
    rectangles = " ".join(
        f"{left} {high - last - 1} {wide} {last - first + 1} re" for left, first, wide, last in _merged(matrix)
    )
    inset = QUIET * MODULE
    canvas.saveState()
    canvas.addLiteral(f"0 g {MODULE:.6f} 0 0 {MODULE:.6f} {x + inset:.4f} {y + inset:.4f} cm {rectangles} f")
    canvas.restoreState()


def _merged(matrix: list[bytes]) -> list[Box]:
    """Dark runs of each row, joined with the same runs of the rows below: (left, first row, width, last row)."""
    boxes: list[Box] = []
    open_runs: dict[tuple[int, int], int] = {}
    for at, row in enumerate([*matrix, b""]):
        found = _runs(row)
        for run, first in list(open_runs.items()):
            if run not in found:
                boxes.append((run[0], first, run[1], at - 1))
                del open_runs[run]
        for run in found:
            open_runs.setdefault(run, at)
    return boxes


def _runs(row: bytes) -> set[tuple[int, int]]:
    """The dark runs of a row as (left, width)."""
    found: set[tuple[int, int]] = set()
    left = row.find(1)
    while left >= 0:
        end = row.find(0, left)
        end = len(row) if end < 0 else end
        found.add((left, end - left))
        left = row.find(1, end)
    return found
