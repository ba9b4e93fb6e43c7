"""Lines about a store on a server: each beside the bare driver on the same server; and five windows at once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any

from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.residents.asking import FindResidents
from tests.bench.children import ROOT
from tests.bench.lines_store import TYPED
from tests.bench.measuring import Aim, Line, Sides, timed
from tests.bench.server_house import DATABASE, ServerTwin, a_server_house, bare, rows_of_the_newest_act, where

WINDOWS = 5
ENTRIES = 20
RAW_SEARCH = (
    "SELECT s.person_id, p.name FROM person_search AS s JOIN person AS p ON p.id = s.person_id "
    "WHERE s.words @@ to_tsquery('simple', %s) ORDER BY ts_rank(s.words, to_tsquery('simple', %s)) DESC LIMIT 50"
)


@contextmanager
def gate_entry(place: Path) -> Iterator[Sides]:
    """Out and in again in turns, as at the gate."""
    with a_server_house(place, 100) as (desk, people, server):
        moves = cycle([move for person in people for move in (GoOut(person, "pasar"), ComeIn(person))])
        twin = ServerTwin(server, desk)
        desk.do(next(moves))
        rows = rows_of_the_newest_act(server)
        twin.insert(rows)  # the first one makes the plan, and does not count
        twin.forget(rows)

        def program() -> float:
            move = next(moves)
            return timed(lambda: desk.do(move))

        def floor() -> float:
            taken = timed(lambda: twin.insert(rows))
            twin.forget(rows)
            return taken

        yield Sides(program, floor)
        twin.close()


@contextmanager
def search(place: Path) -> Iterator[Sides]:
    """Names typed letter by letter among 100 000 people."""
    with a_server_house(place, 700, ever=100_000) as (desk, _people, server), bare(server, DATABASE) as connection:
        connection.autocommit = True
        typed = [name[:length] for name in TYPED for length in range(1, len(name) + 1) if name[length - 1] != " "]
        asked, floored = cycle(typed), cycle(typed)

        def program() -> float:
            question = FindResidents(next(asked))
            return timed(lambda: desk.ask(question))

        def floor() -> float:
            words = " & ".join(f"{word}:*" for part in next(floored).split() for word in part.split("-") if word)
            return timed(lambda: connection.execute(RAW_SEARCH, (words, words)).fetchall())

        yield Sides(program, floor)


def windows_at_once(address: str) -> tuple[list[float], list[float]]:
    """Let five windows act for some seconds; gives what entries took, and how long others waited to see them."""
    command = [sys.executable, "-m", "tests.bench.server_window", address]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    children: list[Any] = [
        subprocess.Popen([*command, str(number), str(ENTRIES)], cwd=ROOT, **pipes) for number in range(WINDOWS)
    ]
    for word in ("ready\n", "done\n"):
        said = [child.stdout.readline() for child in children]
        if set(said) != {word}:
            raise RuntimeError("a window ended early")
        for child in children:
            child.stdin.write("go\n")
            child.stdin.flush()
    told: list[dict[str, Any]] = [json.loads(child.communicate(timeout=120)[0]) for child in children]
    took = [milliseconds for one in told for _person, _saved, milliseconds in one["acts"]]
    waited = [
        max(0.0, other["shown"][person] - saved) * 1000
        for one in told
        for person, saved, _milliseconds in one["acts"]
        for other in told
        if other is not one
    ]
    return took, waited


def p95(values: list[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return sorted(values)[int(len(values) * 0.95)]


@contextmanager
def entry_of_five(place: Path) -> Iterator[Sides]:
    """What an entry takes while four others act too; once per house, as everybody goes out once."""
    with a_server_house(place, WINDOWS * ENTRIES) as (desk, people, server):
        yield Sides(lambda: p95(_afresh(desk, people, str(where(server)))[0]))


@contextmanager
def shown_to_others(place: Path) -> Iterator[Sides]:
    """How long the others wait until they could show it."""
    with a_server_house(place, WINDOWS * ENTRIES) as (desk, people, server):
        yield Sides(lambda: p95(_afresh(desk, people, str(where(server)))[1]))


def _afresh(desk: Any, people: tuple[str, ...], address: str) -> tuple[list[float], list[float]]:
    """Once everybody is inside again."""
    found = windows_at_once(address)
    for person in people:
        desk.do(ComeIn(person))
    return found


LINES = [
    Line("gate entry on a server", "raw psycopg commit of the same rows", Aim(times=4), gate_entry),
    Line("search on a server, 100 000 people", "raw full-text search, same rows", Aim(times=4), search, repeats=42),
    Line("five windows: gate entry, p95", "–", Aim(), entry_of_five, repeats=2),
    Line("five windows: shown to the others, p95", "–", Aim(most=1000), shown_to_others, repeats=2),
]
