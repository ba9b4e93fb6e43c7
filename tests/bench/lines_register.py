"""The line about moving a register in, and its search for people who stand in it twice."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from time import perf_counter
from typing import Any
from unittest.mock import patch

from python_calamine import CalamineWorkbook

from shelter_admin.domain.likeness import possible_doubles
from shelter_admin.operations.moving_in import register as moving_in
from tests.bench import raw
from tests.bench.house import a_house
from tests.bench.measuring import REPEATS_LONG, Aim, Line, Sides, timed
from tests.bench.register import ROOMS, WISMAS, write_register

ROWS = 10_000


class Register:
    """Moves one register into a fresh house each time, and keeps what the search for pairs took apart."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.file = place / "register.xlsx"
        self.pairs_ms = 0.0
        self.rows: dict[str, list[tuple[Any, ...]]] = {}
        self.twin: raw.Twin | None = None
        self._no = count()
        write_register(self.file, ROWS)

    def program(self) -> float:
        """Move it in; milliseconds without the search for pairs."""
        folder = self.place / f"house-{next(self._no)}"
        folder.mkdir()
        with a_house(folder, 0, rooms=[(wisma, ROOMS) for wisma in WISMAS]) as house:
            reader = raw.connect(house.path, house.key)
            reader.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            if self.twin is None:
                self.twin = raw.Twin(house.path, house.key, self.place / "twin.store")
            before = raw.marks(reader)
            self.pairs_ms = 0.0
            with self._pairs_apart():
                whole = timed(lambda: house.desk.do(moving_in.MoveRegisterIn(self.file)))
            self.rows = self.rows or raw.written_since(reader, before)
            reader.close()
        return whole - self.pairs_ms

    def floor(self) -> float:
        """Read the file and write the very rows the program wrote."""
        twin = self.twin
        if twin is None:
            raise RuntimeError("the program goes first")

        def work() -> None:
            CalamineWorkbook.from_path(str(self.file)).get_sheet_by_index(0).to_python()
            twin.insert(self.rows)

        taken = timed(work)
        twin.forget()
        return taken

    @contextmanager
    def _pairs_apart(self) -> Iterator[None]:
        def watched(*arguments: Any) -> Any:
            began = perf_counter()
            try:
                return possible_doubles(*arguments)
            finally:
                self.pairs_ms += (perf_counter() - began) * 1000

        with patch.object(moving_in, "possible_doubles", watched):
            yield


@contextmanager
def register(place: Path) -> Iterator[Sides]:
    """The register without its pairs."""
    moved = Register(place)
    PAIRS.clear()

    def program() -> float:
        taken = moved.program()
        PAIRS.append(moved.pairs_ms)
        return taken

    try:
        yield Sides(program, moved.floor)
    finally:
        if moved.twin is not None:
            moved.twin.close()


# What the pairs took in each repetition of the line above; the line below tells it.
PAIRS: list[float] = []


@contextmanager
def pairs(_place: Path) -> Iterator[Sides]:
    """The search for pairs, as it went along with the line before."""
    told = iter(PAIRS)
    yield Sides(lambda: next(told))


LINES = [
    Line("register of 10 000 rows", "calamine + raw insert of the same rows", Aim(times=8), register),
    Line("register of 10 000 rows: duplicate pairs", "none", Aim(), pairs, repeats=REPEATS_LONG),
]
