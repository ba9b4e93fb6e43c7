"""Lines about the store: each act beside one raw commit of the very rows it wrote."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

from shelter_admin.operations.presence.gate import ComeIn, GoOut
from shelter_admin.operations.presence.roll_call import TakeRollCall
from shelter_admin.operations.residents.asking import FindResidents
from tests.bench import raw
from tests.bench.house import NIGHT, House, a_house
from tests.bench.measuring import Aim, Line, Sides, timed

TYPED = ("suparman ad", "Halimah Tanj", "2026-0412")
RAW_SEARCH = "SELECT person_id, name FROM person_search WHERE person_search MATCH ? ORDER BY rank LIMIT 50"


@contextmanager
def beside_twin(house: House, place: Path, act: Callable[[], object]) -> Iterator[Callable[[], float]]:
    """Carry an act out once, and give the floor: the bare driver writing the very rows it added, in one commit."""
    reader = raw.connect(house.path, house.key)
    reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    twin = raw.Twin(house.path, house.key, place / "twin.store")
    before = raw.marks(reader)
    act()
    rows: dict[str, list[tuple[Any, ...]]] = raw.written_since(reader, before)
    reader.close()

    def floor() -> float:
        taken = timed(lambda: twin.insert(rows))
        twin.forget()
        return taken

    try:
        yield floor
    finally:
        twin.close()


@contextmanager
def gate_entry(place: Path) -> Iterator[Sides]:
    """Out and in again in turns, as at the gate."""
    with a_house(place, 100) as house:
        moves = cycle([move for person in house.people for move in (GoOut(person, "pasar"), ComeIn(person))])

        def program() -> float:
            move = next(moves)
            return timed(lambda: house.desk.do(move))

        with beside_twin(house, place, lambda: house.desk.do(next(moves))) as floor:
            yield Sides(program, floor)


@contextmanager
def roll_call(place: Path) -> Iterator[Sides]:
    """All present and closed, another night each time."""
    with a_house(place, 700) as house:
        nights = (NIGHT - timedelta(days=back) for back in range(300))

        def save() -> object:
            return house.desk.do(TakeRollCall(next(nights), all_present=True, close=True))

        with beside_twin(house, place, save) as floor:
            yield Sides(lambda: timed(save), floor)


@contextmanager
def search(place: Path) -> Iterator[Sides]:
    """Names typed letter by letter among 100 000 people, the newest first letters being the slowest."""
    with a_house(place, 700, ever=100_000) as house:
        reader = raw.connect(house.path, house.key)
        typed = [name[:length] for name in TYPED for length in range(1, len(name) + 1) if name[length - 1] != " "]
        asked, floored = cycle(typed), cycle(typed)

        def program() -> float:
            question = FindResidents(next(asked))
            return timed(lambda: house.desk.ask(question))

        def floor() -> float:
            words = " ".join(f'"{word}"*' for word in next(floored).split())
            return timed(lambda: reader.execute(RAW_SEARCH, (words,)).fetchall())

        yield Sides(program, floor)
        reader.close()


LINES = [
    Line("· its share at the Desk", "raw SQLCipher commit of the same rows", Aim(times=8), gate_entry),
    Line("roll-call of 700 saved", "raw executemany of the same rows, one commit", Aim(times=4), roll_call),
    Line("search as you type, 100 000 people", "raw FTS5, same rows", Aim(times=4, most=5), search, repeats=42),
]
