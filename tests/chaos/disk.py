"""The disk full: a small file system fills up while a driver acts, is emptied, and work goes on.

The file system is a tmpfs where this machine lets us mount one, in a name space of our own where it does not let us
directly; failing both, the size of files is limited for the process, which the table says.
"""

from __future__ import annotations

import ctypes
import os
import random
import resource
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from shelter_admin.domain.errors import Unavailable
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.desk import Desk
from tests.chaos.acting import Hand, Tell, act_once, teller
from tests.chaos.ground import Ground, file_ground
from tests.chaos.looking import Ledger, look, look_at_all
from tests.chaos.outcomes import Outcome

MEGABYTES = 8
ACTS_TO_FILL = 400
CLEAN = frozenset(("disk_full", "disk_error", "server_away", "server_away_unsure", "no_write_right"))


@contextmanager
def small_disk(megabytes: int = MEGABYTES) -> Iterator[tuple[Path, bool]]:
    """A folder on a small file system of its own; says whether it could be mounted."""
    folder = Path(tempfile.mkdtemp(prefix="chaos-disk-"))
    mounted = _mounted(folder, megabytes)
    try:
        yield folder, mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def _mounted(folder: Path, megabytes: int) -> bool:
    if shutil.which("mount") is None:
        return False
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode == 0:
        return True
    if not _own_name_space():
        return False
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _own_name_space() -> bool:
    """Move this process into a user and mount name space of its own, in which it may mount (Linux)."""
    user, group = os.getuid(), os.getgid()
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "unshare") or libc.unshare(0x10000000 | 0x00020000) != 0:
        return False
    try:
        Path("/proc/self/setgroups").write_text("deny", encoding="ascii")
        Path("/proc/self/uid_map").write_text(f"0 {user} 1", encoding="ascii")
        Path("/proc/self/gid_map").write_text(f"0 {group} 1", encoding="ascii")
    except OSError:
        return False
    return True


class Filler:
    """Takes what room is left on a disk, and gives it back."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "filler"

    def leave(self, left: int) -> None:
        """Take all room but so many bytes."""
        with self._file.open("ab") as file:
            while (free := shutil.disk_usage(self._file.parent).free) > left:
                file.write(b"x" * min(free - left, 1 << 20))
                file.flush()

    def give_back(self) -> None:
        """Give all of it back."""
        self._file.unlink(missing_ok=True)


class Limit:
    """The way without a mount: no file of this process grows beyond a limit."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._before = resource.getrlimit(resource.RLIMIT_FSIZE)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def leave(self, left: int) -> None:
        """Let no file grow by more than this beyond the largest there is."""
        largest = max((path.stat().st_size for path in self._folder.iterdir()), default=0)
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest + left, self._before[1]))

    def give_back(self) -> None:
        """Let files grow again."""
        resource.setrlimit(resource.RLIMIT_FSIZE, self._before)


@dataclass(frozen=True)
class Disk:
    """A disk that can be filled and emptied; ``revive`` brings back what did not survive that."""

    fill: Callable[[int], None]
    empty: Callable[[], None]
    revive: Callable[[], None] = lambda: None

    def make_room(self) -> None:
        """Empty it, and bring back what did not survive."""
        self.empty()
        self.revive()


def disk(rounds: int, seed: int) -> Outcome:
    """Fill the disk under a driver on a file this many times."""
    with small_disk() as (folder, mounted):
        filler = Filler(folder) if mounted else Limit(folder)
        outcome = fillings(file_ground(folder), Disk(filler.leave, filler.give_back), rounds, seed)
        if not mounted:
            outcome.remarks.append("no file system could be mounted here: the size of files was limited instead")
        return outcome


def fillings(ground: Ground, disk: Disk, rounds: int, seed: int) -> Outcome:
    """Fill it again and again; after each time everything acknowledged is there and work goes on."""
    outcome, began = Outcome("disk full", ground.database), monotonic()
    ledger, dice = Ledger(), random.Random(seed)
    for number in range(1, rounds + 1):
        one_filling(ground, number, dice, disk, (ledger, outcome))
    desk, _clock = ground.sit_down(ground.instant(rounds + 1))
    for words in look_at_all(desk, ledger, ground.instant(1)):
        outcome.wrong(words)
    desk.close()
    outcome.tried, outcome.seconds = rounds, monotonic() - began
    outcome.counts["acknowledged"] = len(ledger.acknowledged)
    for code, count in ledger.failed.items():
        outcome.counts[code] += count
        outcome.require(code in CLEAN, f"a full disk was told as {code}")
    return outcome


def one_filling(ground: Ground, number: int, dice: random.Random, disk: Disk, kept: tuple[Ledger, Outcome]) -> None:
    """Act, let the disk fill up, be refused a few times, read all the same, make room, act again."""
    ledger, outcome = kept
    ledger.begin_round()
    desk, clock = ground.sit_down(ground.instant(number))
    hand, tell = Hand(ground, desk, clock, dice), teller(ledger.hear)
    for at in range(5):
        act_once(hand, at, tell)
    disk.fill(dice.randrange(0, 600_000))
    failures = 0
    for at in range(5, ACTS_TO_FILL):
        failures += _fails(hand, at, tell)
        if failures >= 5:
            break
    outcome.require(failures > 0, f"round {number}: the disk did not fill up")
    _read_all_the_same(ground, desk, number, outcome)
    if dice.randrange(2):
        desk.close()  # leaving on a full disk loses nothing either
        disk.make_room()
        clock.forward(milliseconds=1)  # coming in has an instant of its own too
        hand.desk, hand.clock = ground.sit_down(clock.now)
    disk.make_room()
    for at in range(ACTS_TO_FILL, ACTS_TO_FILL + 5):
        outcome.require(not _fails(hand, at, tell), f"round {number}: with room again still refused")
    faults, whole = look(hand.desk, ledger, ground.instant(number))
    outcome.counts["unacknowledged yet there, whole"] += whole
    for words in faults:
        outcome.wrong(f"round {number}: {words}")
    hand.desk.close()


def _fails(hand: Hand, at: int, tell: Tell) -> bool:
    """Act; say whether the surroundings refused it."""
    try:
        failure = act_once(hand, at, tell)
    except Unavailable as unavailable:  # choosing an act asks questions, which a server may leave unanswered
        failure = unavailable
    return failure is not None and failure.code in CLEAN


def _read_all_the_same(ground: Ground, desk: Desk, number: int, outcome: Outcome) -> None:
    """Reading a file needs no room; a server may have stopped over it."""
    try:
        report = desk.ask(CheckStore())
    except Unavailable:
        outcome.require(ground.database != "file", f"round {number}: on the full disk nothing can be read")
        return
    outcome.require(report.sound, f"round {number}: on the full disk the check finds {report}")
