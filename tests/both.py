"""``make test``: every test on a store in a file, and beside it those that need a store once more on a server.

``python -m tests.both [folders]``. Both are run whatever the first says; the last line is pytest's closing line with
both counts, and the status is that of either failing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from installer.postgres import NAMED_BY, CannotStart, running

ON_SERVER = ("tests/persistence", "tests/operations", "tests/journeys")
KEPT = Path("build/test-on-server.txt")


def on_server(wanted: Sequence[str]) -> list[str]:
    """Which of the wanted tests are run on a server, too."""
    if any(Path(one) == Path("tests") for one in wanted):
        return list(ON_SERVER)
    return [one for one in wanted if any(Path(one.split("::")[0]).is_relative_to(folder) for folder in ON_SERVER)]


def closing(output: str) -> str:
    """Pytest's last line, without its frame."""
    lines = output.strip().splitlines()
    return lines[-1].strip("= ") if lines else "no tests ran"


def both(wanted: Sequence[str], again: Sequence[str]) -> int:
    """Run both at once, say what the first finds as it goes and what the second found afterwards."""
    command = [sys.executable, "-m", "pytest"]
    KEPT.parent.mkdir(exist_ok=True)
    with running(lasting=False) as server, KEPT.open("w+", encoding="utf-8") as kept:
        second = subprocess.Popen(
            [*command, *again],
            env={**os.environ, NAMED_BY: server.address()},
            stdin=subprocess.DEVNULL,
            stdout=kept,
            stderr=subprocess.STDOUT,
        )
        try:
            status, told = aloud([*command, *wanted])
            status_on_server = second.wait()
        finally:
            if second.poll() is None:
                second.kill()
                second.wait()
        kept.seek(0)
        told_on_server = kept.read()
    print("\nOn PostgreSQL:\n" + (told_on_server if status_on_server else closing(told_on_server)))
    print(f"{closing(told)}; on PostgreSQL: {closing(told_on_server)}", flush=True)
    return status or status_on_server


def aloud(command: Sequence[str]) -> tuple[int, str]:
    """Run a command, say every line as it comes, and keep them."""
    told: list[str] = []
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running_one:
        for line in running_one.stdout or ():
            print(line, end="", flush=True)
            told.append(line)
    return running_one.returncode, "".join(told)


def main(arguments: Sequence[str]) -> int:
    """Run the tests named, or all."""
    wanted = list(arguments) or ["tests"]
    again = on_server(wanted)
    if not again:
        return subprocess.run([sys.executable, "-m", "pytest", *wanted], check=False).returncode
    try:
        return both(wanted, again)
    except CannotStart as reason:
        print(reason, file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
