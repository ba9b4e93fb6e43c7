"""``make chaos``: killed, starved, raced, tampered with and fed nonsense; one table, exit 1 on any violation."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.chaos.outcomes import Outcome, table_of
from tests.chaos.parts import PARTS, Wanted


def run(wanted: Wanted, chosen: list[str]) -> Iterator[Outcome]:
    """Each part in a folder of its own; one that breaks is a violation and the rest goes on."""
    for name in chosen:
        part: Callable[[Wanted, Path], Iterator[Outcome]] = PARTS[name]
        sys.stderr.write(f"… {name}\n")
        with tempfile.TemporaryDirectory(prefix=f"chaos-{name}-") as place:
            try:
                for outcome in part(wanted, Path(place)):
                    sys.stderr.write("  ".join(outcome.row) + "\n")
                    yield outcome
            except Exception as error:  # noqa: BLE001 - said in full, and the run ends with status 1
                traceback.print_exc()
                yield Outcome(name, "–", violations=[f"the part itself broke: {type(error).__name__}"])


def main() -> int:
    """Run what was asked for and say what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.chaos")
    parser.add_argument("--only", action="append", choices=sorted(PARTS), help="only this part; may be given again")
    parser.add_argument("--database", choices=("file", "server", "both"), default="both")
    parser.add_argument(
        "--rounds", type=float, default=1.0, help="times the usual amount: 0.1 is a tenth, 10 ten times"
    )
    parser.add_argument("--seed", type=int, default=20261121)
    parser.add_argument("--seconds", type=float, default=240.0, help="the most that one part takes on one database")
    given = parser.parse_args()
    wanted = Wanted(given.database, given.rounds, given.seed, given.seconds)
    with tempfile.TemporaryDirectory(prefix="user-") as home:  # what lies beside a store on a server lies there
        os.environ["XDG_DATA_HOME"] = home
        outcomes = list(run(wanted, given.only or list(PARTS)))
    sys.stdout.write(table_of(outcomes) + "\n")
    wrong = sum(len(outcome.violations) for outcome in outcomes)
    sys.stdout.write(f"\n{wrong} violations; seed {given.seed}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
