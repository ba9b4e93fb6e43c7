"""Killed at random moments: a driver acts through the Desk and is sent SIGKILL, again and again.

The driver is forked from a process that has everything loaded, so that a round costs the opening of the store and the
acts alone. What it acknowledged comes through a pipe. After each kill the store is opened as the program opens it.
SIGKILL takes the process, not the machine: what the operating system had taken over reaches the disk all the same.
"""

from __future__ import annotations

import os
import random
import select
import signal
import traceback
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import monotonic

from tests.chaos.acting import act_on, teller
from tests.chaos.ground import Ground
from tests.chaos.looking import Ledger, check_faults, look, look_at_all
from tests.chaos.outcomes import Outcome

SECOND = timedelta(seconds=1)
CHECKED_EVERY = 20
LONGEST_ACTING = 0.3
LONGEST_OPENING = 20.0
ENDED_BY_ITSELF = 3


def kill(ground: Ground, rounds: int, seed: int, seconds: float) -> Outcome:
    """Kill the driver this many times, or until the time is up; look after each."""
    outcome, ledger = Outcome("kill", ground.database), Ledger()
    dice, began, number = random.Random(seed), monotonic(), 0
    ground.sit_down(ground.instant(0))[0].close()
    opening = monotonic() - began
    for number in range(1, rounds + 1):
        one_life(ground, number, life(dice, opening), dice.randrange(1 << 30), (ledger, outcome))
        if outcome.violations or monotonic() - began > seconds:
            break
    desk, _clock = ground.sit_down(ground.instant(number + 1))
    for words in look_at_all(desk, ledger, ground.instant(1)):
        outcome.wrong(words)
    desk.close()
    outcome.tried, outcome.seconds = outcome.counts["killed"], monotonic() - began
    outcome.counts["acknowledged"] = len(ledger.acknowledged)
    outcome.counts["refused"] = sum(ledger.refused.values())
    outcome.counts["unavailable"] = sum(ledger.failed.values())
    if outcome.tried < rounds:
        outcome.remarks.append(f"{outcome.tried} of {rounds} kills in the time given")
    return outcome


def one_life(
    ground: Ground, number: int, how_long: tuple[float, bool], seed: int, kept: tuple[Ledger, Outcome]
) -> None:
    """One driver from its start to its kill, and what is found then."""
    ledger, outcome = kept
    ledger.begin_round()
    seconds, from_first = how_long
    acting = partial(act_on, ground, number, random.Random(seed))
    ended = lived(lambda write: acting(teller(write)), seconds, ledger.hear, from_first=from_first)
    outcome.counts["killed"] += ended == "killed"
    outcome.counts["killed while opening"] += ended == "killed" and not ledger.intents
    outcome.require(ended == "killed", f"round {number}: {ended}")
    desk, _clock = ground.sit_down(ground.instant(number).replace(microsecond=0) + 9 * SECOND)
    try:
        faults, whole = look(desk, ledger, ground.instant(number))
        if number % CHECKED_EVERY == 0:
            faults += check_faults(desk)
    finally:
        desk.close()
    outcome.counts["unacknowledged yet there, whole"] += whole
    for words in faults:
        outcome.wrong(f"round {number}: {words}")


def life(dice: random.Random, opening: float) -> tuple[float, bool]:
    """How long a driver lives, and whether that counts from its first act: some die while they open the store."""
    if dice.randrange(6) == 0:
        return dice.uniform(0, 1.2 * opening), False
    return dice.uniform(0, LONGEST_ACTING), True


def lived(
    acting: Callable[[Callable[[bytes], object]], None],
    seconds: float,
    hear: Callable[[bytes], None],
    over: Callable[[], bool] = lambda: False,
    *,
    from_first: bool = False,
) -> str:
    """Fork a driver, hear what it tells, kill it after its time or once it is over; says how it ended.

    ``from_first`` counts its time from the first line it tells.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _drive(acting, writing)
    os.close(writing)
    status = _heard(child, reading, (seconds, from_first), hear, over)
    os.close(reading)
    if os.WIFSIGNALED(status):
        killed_by = signal.Signals(os.WTERMSIG(status))
        return "killed" if killed_by is signal.SIGKILL else f"died of {killed_by.name}"
    return f"ended by itself with {os.WEXITSTATUS(status)}"


def _drive(acting: Callable[[Callable[[bytes], object]], None], writing: int) -> None:
    """The driver's whole life; it never comes back to what its parent was doing."""
    try:
        acting(lambda line: os.write(writing, line))
    except BaseException:  # noqa: BLE001 - the parent is told in full, and the process ends here
        traceback.print_exc()
        os._exit(ENDED_BY_ITSELF)
    os._exit(0)


def _heard(
    child: int, reading: int, how_long: tuple[float, bool], hear: Callable[[bytes], None], over: Callable[[], bool]
) -> int:
    """Read lines until the time is up, kill, read what is left; gives the status of the child."""
    seconds, waits = how_long
    until, rest, killed = monotonic() + seconds + (LONGEST_OPENING if waits else 0), b"", False
    while True:
        left = until - monotonic()
        if (left <= 0 or over()) and not killed:
            os.kill(child, signal.SIGKILL)
            killed = True
        ready, _w, _x = select.select([reading], [], [], None if killed else min(max(left, 0), 0.2))
        if not ready:
            continue
        piece = os.read(reading, 1 << 16)
        if not piece:
            break
        if waits:
            until, waits = monotonic() + seconds, False
        *lines, rest = (rest + piece).split(b"\n")
        for line in lines:
            hear(line)
    return os.waitpid(child, 0)[1]
