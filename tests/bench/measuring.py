"""One line of the bench: the program and its floor measured in turns, so that their ratio holds on any machine."""

from __future__ import annotations

import gc
import statistics
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

SHORT_MS = 100.0
REPEATS_SHORT = 21
REPEATS_LONG = 3
# A line that is long may be repeated more often than it must while it stays below this.
SECONDS_PER_LINE = 12.0

# One repetition, prepared and measured by itself: milliseconds, or megabytes for a line of memory.
Measure = Callable[[], float]


@dataclass(frozen=True)
class Aim:
    """What a line should reach; reaching any of the given ones is enough."""

    times: float | None = None
    most: float | None = None
    more: float | None = None

    def met(self, program: float, floor: float | None, ratio: float | None) -> bool | None:
        """Tell whether the medians reach it; None where nothing is aimed at."""
        if self.times is self.most is self.more is None:
            return None
        return (
            (self.times is not None and ratio is not None and ratio <= self.times)
            or (self.most is not None and program <= self.most)
            or (self.more is not None and floor is not None and program - floor <= self.more)
        )

    def said(self, unit: str) -> str:
        """Write it as the table shows it."""
        parts = []
        if self.times is not None:
            parts.append(f"≤ {self.times:g} ×")
        if self.most is not None:
            parts.append(f"≤ {self.most:g} {unit}")
        if self.more is not None:
            parts.append(f"≤ + {self.more:g} {unit}")
        return " or ".join(parts) or "–"


@dataclass(frozen=True)
class Sides:
    """What is measured in turns. A floor may be missing where there is none to name."""

    program: Measure
    floor: Measure | None = None


@dataclass(frozen=True)
class Line:
    """One line of the table: how both sides are set up, and what is aimed at."""

    what: str
    floor_name: str
    aim: Aim
    sides: Callable[[Path], AbstractContextManager[Sides]]
    unit: str = "ms"
    repeats: int | None = None


@dataclass(frozen=True)
class Result:
    """What one line gave: medians, the median of the ratios taken round by round, and every single value."""

    what: str
    floor_name: str
    unit: str
    aim: str
    met: bool | None
    program: float
    floor: float | None
    ratio: float | None
    repeats: int
    values: list[float]
    floor_values: list[float]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds that this takes, with the collector of garbage kept out."""
    gc.collect()
    gc.disable()
    try:
        began = perf_counter()
        work()
        return (perf_counter() - began) * 1000
    finally:
        gc.enable()


def repeats_for(line: Line, first: float, in_a_hurry: bool) -> int:
    """At least 20 below 100 ms, else at least 3; more where that costs little."""
    if line.repeats is not None:
        return line.repeats
    if first < SHORT_MS:
        return REPEATS_SHORT
    if in_a_hurry:
        return REPEATS_LONG
    return max(REPEATS_LONG, min(REPEATS_SHORT, int(SECONDS_PER_LINE * 1000 / first)))


def measure(line: Line, place: Path, in_a_hurry: bool = False) -> Result:
    """Measure both sides in turns, each round beginning with the other one, after one round that does not count."""
    with line.sides(place) as sides:
        first = sides.program()
        if sides.floor is not None:
            sides.floor()
        values: list[float] = []
        floors: list[float] = []
        for round_no in range(repeats_for(line, first, in_a_hurry)):
            both = [(values, sides.program)] + ([(floors, sides.floor)] if sides.floor is not None else [])
            for kept, side in both if round_no % 2 == 0 else reversed(both):
                kept.append(side())
    return concluded(line, values, floors)


def concluded(line: Line, values: list[float], floors: list[float]) -> Result:
    """Sum up one line."""
    program = statistics.median(values)
    floor = statistics.median(floors) if floors else None
    ratios = [value / below for value, below in zip(values, floors, strict=False) if below > 0]
    ratio = statistics.median(ratios) if ratios else None
    met = line.aim.met(program, floor, ratio)
    aim = line.aim.said(line.unit)
    return Result(line.what, line.floor_name, line.unit, aim, met, program, floor, ratio, len(values), values, floors)
