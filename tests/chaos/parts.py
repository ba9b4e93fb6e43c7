"""The parts of a chaos run, and how much of each is usual."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from shelter_admin.persistence.address import read_address
from tests.chaos.disk import disk
from tests.chaos.fuzz import fuzz
from tests.chaos.fuzz_fields import FIELDS, card
from tests.chaos.fuzz_sheets import SHEETS
from tests.chaos.ground import file_ground
from tests.chaos.kill import kill
from tests.chaos.outcomes import Outcome
from tests.chaos.race import race
from tests.chaos.rewriting import rewritten
from tests.chaos.server import a_server, server_disk, server_ground, stops
from tests.chaos.tamper import tamper

KILLS = 220
FILLINGS = 20
ATTEMPTS = 10_000
STOPS = 20
FUZZ_SHARE = 2  # of the time of a part, for each field of inputs


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    database: str = "both"
    rounds: float = 1.0
    seed: int = 20261121
    seconds: float = 180.0

    def times(self, usual: int) -> int:
        """The usual number, as many times as was asked for."""
        return max(1, round(usual * self.rounds))

    def on(self, database: str) -> bool:
        """Say whether this database is asked for."""
        return self.database in {database, "both"}


def _kill(wanted: Wanted, place: Path) -> Iterator[Outcome]:
    if wanted.on("file"):
        yield kill(file_ground(place), wanted.times(KILLS), wanted.seed, wanted.seconds)
    if wanted.on("server"):
        with a_server() as server:
            yield kill(server_ground(server, "kill"), wanted.times(KILLS), wanted.seed, wanted.seconds)


def _disk(wanted: Wanted, _place: Path) -> Iterator[Outcome]:
    if wanted.on("file"):
        yield disk(wanted.times(FILLINGS), wanted.seed)
    if wanted.on("server"):
        yield server_disk(wanted.times(FILLINGS), wanted.seed)


def _server(wanted: Wanted, _place: Path) -> Iterator[Outcome]:
    if wanted.on("server"):
        with a_server() as server:
            yield stops(server, wanted.times(STOPS), wanted.seed)


def _race(wanted: Wanted, place: Path) -> Iterator[Outcome]:
    if wanted.on("file"):
        yield from race(file_ground(place, graduates=30), wanted.times(ATTEMPTS), wanted.seed)
    if wanted.on("server"):
        with a_server() as server:
            yield from race(server_ground(server, "race", graduates=30), wanted.times(ATTEMPTS), wanted.seed)


def _tamper(wanted: Wanted, place: Path) -> Iterator[Outcome]:
    if wanted.on("file"):
        yield from tamper(place, min(wanted.rounds, 1.0), wanted.seconds)
    if wanted.on("server"):
        with a_server() as server:
            ground = server_ground(server, "rewritten", people=24, graduates=4)
            yield rewritten(ground, read_address(server.address("rewritten")))


def _fuzz(wanted: Wanted, place: Path) -> Iterator[Outcome]:
    yield from fuzz(
        [*FIELDS, card(file_ground(place)), *SHEETS], wanted.rounds, wanted.seed, FUZZ_SHARE * wanted.seconds
    )


Part = Callable[[Wanted, Path], Iterator[Outcome]]
PARTS: dict[str, Part] = {
    "kill": _kill,
    "disk": _disk,
    "server": _server,
    "race": _race,
    "tamper": _tamper,
    "fuzz": _fuzz,
}
