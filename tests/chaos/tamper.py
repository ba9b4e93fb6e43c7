"""Tampered with: every byte in turn, the log cut, the log rewritten. Opened as before, or refused with its sentence."""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from shelter_admin.domain.errors import Failure
from shelter_admin.operations.copies import BackUp
from shelter_admin.operations.explain import explain, words
from shelter_admin.operations.opening import Opener
from shelter_admin.persistence import checks, keys
from shelter_admin.persistence.dialects.faults import translated
from shelter_admin.persistence.store import Store, open_store
from tests.chaos.acting import Hand, act_on, act_once
from tests.chaos.flipping import WRONG, Spot, every_byte, files_of, put, try_all
from tests.chaos.ground import Ground, file_ground
from tests.chaos.outcomes import Outcome
from tests.chaos.rewriting import rewritten
from tests.chaos.tamper_queue import queue_tampered
from tests.people import FAST, HEAD, NOON, PASSWORD, FixedClock

PAGE = 4096
ELSEWHERE = 64
AS_BEFORE = "as before"
FEW = 0.01  # of the spots: then of everything else only some too


def dumped(store: Store) -> str:
    """A digest of everything in a store: every table, the search index's own too, and how they are made."""
    sum_of_all = hashlib.sha256()
    with translated(), store.engine.connect() as connection:
        made = connection.exec_driver_sql("SELECT name, type, sql FROM sqlite_master ORDER BY name").all()
        sum_of_all.update(repr(made).encode())
        for name, kind, _sql in made:
            if kind == "table":
                rows = connection.exec_driver_sql(f'SELECT * FROM "{name}"').all()
                sum_of_all.update(f"{name}{[tuple(row) for row in rows]!r}".encode())
    return sum_of_all.hexdigest()


def unread(store: Store) -> str:
    """What was spoilt is nowhere that is read: as before; the check may find it all the same."""
    with translated(), store.engine.connect() as connection:
        return f"{AS_BEFORE}, found by the check" if checks.faults(connection) else AS_BEFORE


def refused(failure: Failure) -> str:
    """The code of a failure that has its sentence; one without is wrong."""
    told = explain(failure)
    if failure.code not in words() or not told.strip() or "…" in told:
        return f"{WRONG}no sentence for {failure.code}"
    return failure.code


def answer_of(opening: Callable[[], Store], wanted: str) -> str:
    """What came of opening a spoilt store: as before, a code, or what is wrong."""
    store: Store | None = None
    try:
        store = opening()
        came = dumped(store)
        if came == wanted:
            return f"{WRONG}a lost end of the log is told though nothing is lost" if store.tail_lost else unread(store)
        return "lost end of the log found" if store.tail_lost else f"{WRONG}silently other contents"
    except Failure as failure:
        return refused(failure)
    except Exception as error:  # noqa: BLE001 - told by its type
        return f"{WRONG}{type(error).__name__}: {error}"
    finally:
        if store is not None:
            store.close()


@dataclass(frozen=True)
class State:
    """The files of a store at one moment, its key, and the digest of all it holds."""

    files: dict[str, bytes]
    key: bytes
    dump: str


class Tampering:
    """One store as it lay on the disk, and trials on copies of it."""

    def __init__(self, state: State, folder: Path) -> None:
        self._files, self._key, self._wanted, self._folder = state.files, state.key, state.dump, folder

    def place(self, number: int) -> Path:
        """A folder for one process."""
        folder = self._folder / f"worker-{number}"
        folder.mkdir(parents=True, exist_ok=True)
        put(folder, self._files.items())
        return folder

    def by_key(self, place: Path, spot: Spot) -> str:
        """Read with the key itself; the file stays as it is, and is mended afterwards."""
        path = place / f"panti.shelter{spot.ending}"
        spoilt = spot.spoil(self._files[spot.ending])
        path.write_bytes(spoilt)
        store = place / "panti.shelter"
        came = answer_of(lambda: open_store(store, self._key, HEAD, NOON, writable=False), self._wanted)
        if path.read_bytes() != spoilt:
            came = f"{WRONG}reading changed the file ({came})"
        path.write_bytes(self._files[spot.ending])
        return came

    def by_looking(self, place: Path, spot: Spot) -> str:
        """Sign in to read, as staff do with a copy."""
        put(place, {**self._files, spot.ending: spot.spoil(self._files[spot.ending])}.items())
        opener = Opener(FixedClock(NOON), profile=FAST)
        return answer_of(lambda: opener.look_into(place / "panti.shelter", HEAD, PASSWORD).store, self._wanted)

    def by_password(self, place: Path, spot: Spot) -> str:
        """Sign in to write, as staff do, on a fresh copy; then once more, to read."""
        read = self.by_looking(place, spot)
        if read.startswith(WRONG):
            return read
        try:
            Opener(FixedClock(NOON), profile=FAST).unlock(place / "panti.shelter", HEAD, PASSWORD).close()
        except Failure as failure:
            came = refused(failure)
            return (
                came
                if came == read or came.startswith(WRONG) or not read.startswith(AS_BEFORE)
                else f"read, not written: {came}"
            )
        except Exception as error:  # noqa: BLE001 - told by its type
            return f"{WRONG}{type(error).__name__} on signing in: {error}"
        return read

    def with_checksum_mended(self, place: Path, spot: Spot) -> str:
        """A key file changed by somebody who also mends its checksum."""
        content = spot.spoil(self._files[spot.ending])
        try:
            plain = json.loads(content)
            content = keys._written({name: value for name, value in plain.items() if name != "check"})
        except (ValueError, AttributeError, TypeError, RecursionError):
            return "no key file any more"
        put(place, {**self._files, spot.ending: content}.items())
        opener = Opener(FixedClock(NOON), profile=FAST)
        return answer_of(lambda: opener.look_into(place / "panti.shelter", HEAD, PASSWORD).store, self._wanted)

    def recovered(self, place: Path, spot: Spot) -> str:
        """Open to write what a power cut left behind, the log of the last acts spoilt."""
        put(place, {**self._files, spot.ending: spot.spoil(self._files[spot.ending])}.items())
        store = place / "panti.shelter"
        return answer_of(lambda: open_store(store, self._key, HEAD, NOON), self._wanted)


def tamper(folder: Path, share: float, seconds: float) -> Iterator[Outcome]:
    """Every part of the tamper test; ``share`` of the spots, at most so many seconds for each part."""
    (folder / "made").mkdir(parents=True)
    ground = file_ground(folder / "made", people=24, graduates=4)
    closed, copied, cut = _states(ground, folder)
    store, backup, torn = (
        Tampering(state, folder / name) for name, state in (("closed", closed), ("copied", copied), ("cut", cut))
    )
    without_keys = {ending: content for ending, content in copied.files.items() if ending != ".keys"}
    lone = Tampering(replace(copied, files=without_keys), folder / "lone")
    whole, copy_size, log = len(closed.files[""]), len(copied.files[""]), len(cut.files["-wal"])
    small = [ending for ending in (".keys", ".head", ".lock", ".tries", ".queue") if closed.files.get(ending)]
    plans = [
        ("store, first page", every_byte("", 0, PAGE), store, store.by_password),
        ("store, elsewhere", every_byte("", PAGE, whole, ELSEWHERE), store, store.by_key),
        *((f"{name} file", every_byte(name, 0, len(closed.files[name])), store, store.by_password) for name in small),
        ("key file, checksum mended", every_byte(".keys", 0, len(closed.files[".keys"])), store, store.with_checksum_mended),
        ("backup, first page", every_byte("", 0, PAGE), backup, backup.by_looking),
        ("backup, elsewhere", every_byte("", PAGE, copy_size, ELSEWHERE), backup, backup.by_key),
        ("backup, key file", every_byte(".keys", 0, len(copied.files[".keys"])), backup, backup.by_looking),
        ("backup, key file lost", every_byte("", copy_size - PAGE, copy_size), lone, lone.by_looking),
        ("write-ahead log flipped", every_byte("-wal", 0, log, ELSEWHERE), torn, torn.recovered),
        ("write-ahead log cut", [Spot("-wal", at) for at in range(0, log, ELSEWHERE * 8 + 1)], torn, torn.recovered),
        ("store cut", [Spot("", at) for at in range(0, whole, PAGE // 2 + 1)], store, store.by_key),
    ]  # fmt: skip
    step = max(1, round(1 / share))
    for plan in plans:
        yield _tampered(*plan, share, seconds)
    yield queue_tampered(folder / "queue", step)
    yield rewritten(ground, few=share < FEW)


def _states(ground: Ground, folder: Path) -> tuple[State, State, State]:
    """The store closed, a copy of it, and the store as a power cut leaves it."""
    act_on(ground, 1, random.Random(1), lambda _told: None, most=30)
    desk, clock = ground.sit_down(ground.instant(2))
    made = desk.do(BackUp(str(folder / "stick"))).outcome
    desk.close()
    key = desk.store.key
    closed = files_of(ground.place.parent)
    copy = {"": Path(made.path).read_bytes(), ".keys": Path(made.path + ".keys").read_bytes()}
    desk, clock = ground.sit_down(ground.instant(3))
    hand = Hand(ground, desk, clock, random.Random(3))
    for number in range(12):
        act_once(hand, number, lambda _told: None)
    busy = {ending: content for ending, content in files_of(ground.place.parent).items() if ending != "-shm"}
    desk.close()
    return _state(closed, key, folder), _state(copy, key, folder), _state(busy, key, folder)


def _state(files: dict[str, bytes], key: bytes, folder: Path) -> State:
    place = folder / "dump"
    place.mkdir(exist_ok=True)
    put(place, files.items())
    store = open_store(place / "panti.shelter", key, HEAD, NOON, writable=False)
    try:
        return State(files, key, dumped(store))
    finally:
        store.close()


def _tampered(
    what: str, spots: list[Spot], tampering: Tampering, trial: Callable[[Path, Spot], str], share: float, seconds: float
) -> Outcome:
    """Try the spots of one plan."""
    began = monotonic()
    chosen = spots if share >= 1 else spots[:: max(1, round(1 / share))]
    told, wrong, left = try_all(chosen, tampering.place, trial, began + seconds)
    outcome = Outcome(f"tamper: {what}", "file", len(chosen) - left, told, wrong, monotonic() - began)
    if left:
        outcome.remarks.append(f"{left} of {len(chosen)} spots were left out: the time was up")
    return outcome
