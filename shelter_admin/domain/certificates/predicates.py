"""The predikat of a final mark, by the office's own thresholds (domain notes 4.1: usual, nowhere prescribed)."""

from __future__ import annotations

Scale = tuple[tuple[int, str], ...]


def predikat_of(scale: Scale, mark: float) -> str | None:
    """The predikat of a mark on a scale, highest first; None below the lowest, where there is no certificate."""
    return next((name for least, name in scale if mark >= least), None)
