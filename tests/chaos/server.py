"""Chaos on a server of its own, whose disk is a real one: stopped at once and started again while a driver acts."""

from __future__ import annotations

import os
import random
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep

from installer.postgres import Throwaway, running
from shelter_admin.operations.desk import Desk
from shelter_admin.persistence.address import read_address
from tests.chaos.acting import act_through, teller
from tests.chaos.disk import Disk, Filler, fillings, small_disk
from tests.chaos.ground import Ground, make_ground
from tests.chaos.kill import lived
from tests.chaos.looking import Ledger, look, look_at_all
from tests.chaos.outcomes import Outcome

MEGABYTES = 192
MEMORY_WANTED = 1 << 30
CLEAN = frozenset(("server_away", "server_away_unsure", "store_busy", "server_full"))
BETWEEN = (0.2, 1.2)
DOWN = (0.0, 0.8)


def server_ground(server: Throwaway, name: str, **sizes: int) -> Ground:
    """A new panti in a database of its own."""
    server.make_database(name)
    owned = read_address(server.address(name))
    made = make_ground("server", owned, **sizes)
    return replace(made, place=replace(owned, owner="", owner_password=""))


@contextmanager
def a_server() -> Iterator[Throwaway]:
    """A server that keeps what it acknowledged, as an office's does.

    It lies in memory where there is room: what is stopped here is processes, never the machine, so that a file of the
    memory outlives it as one of a disk does, and more can be tried in the time.
    """
    with _made_in(_quick_folder()), running(lasting=True) as server:
        yield server


def _quick_folder() -> Path:
    folder = Path("/dev/shm")
    roomy = os.access(folder, os.W_OK) and shutil.disk_usage(folder).free > MEMORY_WANTED
    return folder if roomy else Path(tempfile.gettempdir())


def stops(server: Throwaway, times: int, seed: int) -> Outcome:
    """Stop the server at once (as a power cut does) and start it again, while one driver goes on acting."""
    outcome, began, dice = Outcome("server stopped", "server"), monotonic(), random.Random(seed)
    ground, ledger = server_ground(server, f"stops{seed}"), Ledger()
    questions: dict[str, int] = {}
    over, looked = Event(), Event()  # a server ends with the thread that started it
    stopping = Thread(target=_stop_and_start, args=(server, times, dice, outcome, over, looked))
    lasting = times * (BETWEEN[1] + DOWN[1] + 3)

    def hear(line: bytes) -> None:
        if line.startswith(b'{"question"'):
            questions[line.decode()] = questions.get(line.decode(), 0) + 1
        else:
            ledger.hear(line)

    stopping.start()
    ended = lived(lambda write: act_through(ground, 1, random.Random(seed), teller(write)), lasting, hear, over.is_set)
    outcome.require(ended == "killed", f"the driver did not go on: {ended}")
    desk, _clock = ground.sit_down(ground.instant(1) + timedelta(days=1))
    outcome.violations += look_at_last(desk, ledger, ground)
    desk.close()
    looked.set()
    stopping.join()
    outcome.counts["acknowledged"] = len(ledger.acknowledged)
    for code, count in ledger.failed.items():
        outcome.counts[code] += count
        outcome.require(code in CLEAN, f"a stopped server was told as {code}")
    outcome.counts["questions unanswered"] = sum(questions.values())
    outcome.seconds = monotonic() - began
    return outcome


def look_at_last(desk: Desk, ledger: Ledger, ground: Ground) -> list[str]:
    """Look at the one long round, and at everything."""
    faults, _whole = look(desk, ledger, ground.instant(1))
    return faults + look_at_all(desk, ledger, ground.instant(1))


def _stop_and_start(
    server: Throwaway, times: int, dice: random.Random, outcome: Outcome, over: Event, looked: Event
) -> None:
    for _time in range(times):
        sleep(dice.uniform(*BETWEEN))
        server.stop(signal.SIGQUIT)
        sleep(dice.uniform(*DOWN))
        server.start()
        outcome.tried += 1
    sleep(1.5)
    over.set()
    looked.wait()


def server_disk(rounds: int, seed: int) -> Outcome:
    """Fill the disk of a server; where no small file system can be mounted for it, the table says so."""
    with small_disk(MEGABYTES) as (folder, mounted):
        if not mounted:
            return Outcome("disk full", "server", remarks=["NOT TRIED: no file system could be mounted here"])
        folder.chmod(0o755)
        with _made_in(folder), running(lasting=True) as server:
            filler = Filler(folder)
            ground = server_ground(server, "filled")
            disk = Disk(filler.leave, filler.give_back, lambda: _alive(server))
            return fillings(ground, disk, rounds, seed)


@contextmanager
def _made_in(folder: Path) -> Iterator[None]:
    """Let new temporary folders be made here."""
    before, tempfile.tempdir = tempfile.tempdir, str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _alive(server: Throwaway) -> None:
    """A server that stopped over a full disk is started again, as whoever looks after it would."""
    if not server.alive:
        server.start()
