"""Sets of nights as sorted stretches that do not touch: joined, cut, taken from each other, shared.

A stretch is ``(first, after)``: the ordinal of its first night and of the night after its last.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

Stretch = tuple[int, int]


def stretch(start: date | None, end: date | None, within: Stretch) -> tuple[Stretch, ...]:
    """The nights ``[start, end)`` as far as they lie within; no start is ever since, no end is for ever."""
    first = max(start.toordinal() if start else within[0], within[0])
    after = min(end.toordinal() if end else within[1], within[1])
    return ((first, after),) if first < after else ()


def united(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Every night once."""
    made: list[Stretch] = []
    for first, after in sorted(stretches):
        if first >= after:
            continue
        if made and first <= made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], after))
        else:
            made.append((first, after))
    return made


def without(these: Iterable[Stretch], those: Iterable[Stretch]) -> list[Stretch]:
    """The nights of these that are not among those."""
    left, gone = united(these), united(those)
    made: list[Stretch] = []
    for first, after in left:
        at = first
        for start, end in gone:
            if end <= at or start >= after:
                continue
            if start > at:
                made.append((at, start))
            at = max(at, end)
        if at < after:
            made.append((at, after))
    return made


def shared(these: Iterable[Stretch], those: Iterable[Stretch]) -> list[Stretch]:
    """The nights that are in both."""
    kept = united(these)
    return without(kept, without(kept, those))


def total(stretches: Iterable[Stretch]) -> int:
    """How many nights they are, counted once each where the stretches do not overlap."""
    return sum(after - first for first, after in stretches)
