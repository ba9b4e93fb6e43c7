"""``make bench``: one run, each line beside its floor; a table on the terminal and ``build/bench.json``."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from time import monotonic

from tests.bench.lines import LINES
from tests.bench.measuring import Line, Result, measure

BUILD = Path(__file__).resolve().parents[2] / "build"
HURRY_AFTER_SECONDS = 6 * 60
HEAD = ("what", "program", "floor", "ratio", "aim", "", "n", "floor is")
NUMBERS = {1, 2, 3, 6}


def written(value: float | None, unit: str) -> str:
    """A figure with as many digits as it deserves."""
    if value is None:
        return "–"
    return f"{value:.{0 if value >= 100 else 1 if value >= 10 else 2}f} {unit}"


def row_of(result: Result) -> tuple[str, ...]:
    """One line of the table."""
    ratio = "–" if result.ratio is None else f"{result.ratio:.2f} ×"
    return (
        result.what,
        written(result.program, result.unit),
        written(result.floor, result.unit),
        ratio,
        result.aim,
        {True: "met", False: "NOT MET", None: ""}[result.met],
        str(result.repeats),
        result.floor_name,
    )


def table_of(rows: Sequence[tuple[str, ...]]) -> str:
    """The table, columns aligned, figures to the right."""
    whole = [HEAD, *rows]
    widths = [max(len(row[column]) for row in whole) for column in range(len(HEAD))]
    lines = [
        "  ".join(
            cell.rjust(width) if column in NUMBERS else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in whole
    ]
    return "\n".join([lines[0], "─" * max(map(len, lines)), *lines[1:]])


def run(lines: Sequence[Line]) -> tuple[list[Result], list[str]]:
    """Measure every line in a folder of its own; one that cannot be measured is named and the rest goes on."""
    began = monotonic()
    results: list[Result] = []
    failed: list[str] = []
    for line in lines:
        print(f"… {line.what}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory(prefix="bench-", dir=BUILD) as place:
            try:
                results.append(measure(line, Path(place), monotonic() - began > HURRY_AFTER_SECONDS))
            except Exception:  # noqa: BLE001 - said in full, and the run ends with status 1
                traceback.print_exc()
                failed.append(line.what)
    return results, failed


def surroundings() -> dict[str, object]:
    """What the figures were taken on."""
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "cores": os.cpu_count(),
        **{name: version(name) for name in ("PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "python-calamine")},
    }


def main() -> int:
    """Measure, print, write down."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--only", default="", help="only lines whose name holds this")
    parser.add_argument("--out", type=Path, default=BUILD / "bench.json")
    arguments = parser.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    BUILD.mkdir(exist_ok=True)
    began = monotonic()
    results, failed = run([line for line in LINES if arguments.only.casefold() in line.what.casefold()])
    print(table_of([row_of(result) for result in results]))
    print(f"\n{len(results)} lines in {monotonic() - began:.0f} s; medians, measured in turns.")
    kept = {"on": surroundings(), "lines": [asdict(result) for result in results], "failed": failed}
    arguments.out.write_text(json.dumps(kept, indent=1, ensure_ascii=False), encoding="utf-8")
    if failed:
        print("could not be measured: " + "; ".join(failed))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
