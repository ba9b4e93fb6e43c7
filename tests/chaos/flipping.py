"""Many trials, each with one spot of one file spoilt, in processes of their own so that a crash is seen and named."""

from __future__ import annotations

import json
import mmap
import os
import resource
import signal
import struct
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from typing_extensions import override

MOST_MEMORY = 3 << 30
LONGEST_TRIAL = 30.0
WRONG = "WRONG: "
_INDEX = struct.Struct("q")


@dataclass(frozen=True)
class Spot:
    """A place in one file beside the store: flip these bits there; without bits the file is cut there."""

    ending: str
    at: int
    bits: int = 0

    def spoil(self, content: bytes) -> bytes:
        """The file as it is once this was done to it."""
        if not self.bits:
            return content[: self.at]
        return content[: self.at] + bytes((content[self.at] ^ self.bits,)) + content[self.at + 1 :]

    @override
    def __str__(self) -> str:
        done = f"bits {self.bits:02x} flipped at" if self.bits else "cut at"
        return f"'{self.ending or 'store'}' {done} byte {self.at}"


def every_byte(ending: str, begin: int, end: int, step: int = 1) -> list[Spot]:
    """One spot for each byte, or each so many bytes; the bit flipped goes round."""
    return [Spot(ending, at, 1 << (at * 5 // step % 8)) for at in range(begin, end, step)]


Trial = Callable[[Path, Spot], str]


def try_all(
    spots: Sequence[Spot], make_place: Callable[[int], Path], trial: Trial, until: float
) -> tuple[Counter[str], list[str], int]:
    """Try every spot, shared among processes; gives what came of them, what was wrong, and how many were left out."""
    count = max(1, min(os.cpu_count() or 1, len(spots)))
    workers = [_Worker(spots[number::count], make_place(number), trial, until) for number in range(count)]
    while any(not worker.ended for worker in workers):
        for worker in workers:
            worker.look()
        sleep(0.02)
    told: Counter[str] = Counter()
    wrong: list[str] = []
    for worker in workers:
        told.update(worker.told)
        wrong += worker.wrong
    return told, wrong, len(spots) - sum(told.values()) - sum(worker.died for worker in workers)


class _Worker:
    """A process that goes through its spots; one that dies is started again behind the spot at which it died."""

    def __init__(self, spots: Sequence[Spot], place: Path, trial: Trial, until: float) -> None:
        self._spots, self._place, self._trial, self._until = spots, place, trial, until
        self._shared = mmap.mmap(-1, 4096)
        self.told: Counter[str] = Counter()
        self.wrong: list[str] = []
        self.ended = False
        self.died = 0
        self._start(0)

    def _start(self, first: int) -> None:
        self._seen, self._since = -1, monotonic()
        self._answers = self._place / "answers"
        self._answers.unlink(missing_ok=True)
        self._shared[: _INDEX.size] = _INDEX.pack(first)
        self._child = os.fork()
        if self._child == 0:
            self._go_through(first)

    def _go_through(self, first: int) -> None:
        """The life of the process: one line for each spot."""
        try:
            resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
            with self._answers.open("wb", buffering=0) as answers:
                for index in range(first, len(self._spots)):
                    if monotonic() > self._until:
                        break
                    self._shared[: _INDEX.size] = _INDEX.pack(index)
                    spot = self._spots[index]
                    came = self._trial(self._place, spot)
                    answers.write(json.dumps([came, str(spot)]).encode() + b"\n")
        except BaseException:  # noqa: BLE001 - said in full; the parent sees the status
            traceback.print_exc()
            os._exit(3)
        os._exit(0)

    def look(self) -> None:
        """See whether the process goes on, has ended, has died or hangs."""
        if self.ended:
            return
        child, status = os.waitpid(self._child, os.WNOHANG)
        (index,) = _INDEX.unpack(self._shared[: _INDEX.size])
        if child == 0:
            if index != self._seen:
                self._seen, self._since = index, monotonic()
            elif monotonic() - self._since > LONGEST_TRIAL:
                os.kill(self._child, signal.SIGKILL)
                self._since = monotonic() + LONGEST_TRIAL
            return
        self._gather()
        if status == 0:
            self.ended = True
            return
        how = signal.Signals(os.WTERMSIG(status)).name if os.WIFSIGNALED(status) else f"status {os.WEXITSTATUS(status)}"
        self.wrong.append(f"the program died ({how}) with {self._spots[index]}")
        self.died += 1
        self._start(index + 1)

    def _gather(self) -> None:
        if not self._answers.exists():
            return
        for line in self._answers.read_bytes().splitlines():
            came, spot = json.loads(line)
            self.told[came.removeprefix(WRONG).split(":")[0] if came.startswith(WRONG) else came] += 1
            if came.startswith(WRONG):
                self.wrong.append(f"{came.removeprefix(WRONG)} with {spot}")


def files_of(place: Path) -> dict[str, bytes]:
    """Every file beside the store, by its ending."""
    return {
        path.name.removeprefix("panti.shelter"): path.read_bytes()
        for path in place.iterdir()
        if path.name.startswith("panti.shelter")
    }


def put(place: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Lay files down beside the store, and nothing else."""
    for old in place.iterdir():
        if old.name.startswith("panti.shelter") and not old.is_dir():
            old.unlink()
    for ending, content in files:
        (place / f"panti.shelter{ending}").write_bytes(content)
