"""Fed with nonsense: what people type, scan and open, generated; no crash, no hang, nothing wrong accepted.

Each field of inputs has its oracle in ``fuzz_*``: what must hold of whatever was accepted. A field runs in a process of
its own, so that a crash below Python is seen; time is that of the processor, so that a busy machine is no hang.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, process_time, sleep
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from tests.chaos.outcomes import Outcome

LONGEST = 1.0
GIVE_UP = 60.0
BATCH = 1000
MOST_MEMORY = 3 << 30


class Wrong(AssertionError):
    """Something wrong was accepted, or it took too long."""


@dataclass(frozen=True)
class Feeding:
    """One field of inputs: how they are made, and what is done with one; gives one word for what came of it."""

    name: str
    usual: int
    inputs: st.SearchStrategy[Any]
    feed: Callable[[Any], str]


@dataclass
class Fed:
    """What came of feeding."""

    told: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    wrong: list[str] = field(default_factory=list)


def feed(feeding: Feeding, count: int, number: int) -> Fed:
    """Feed so many inputs; the first wrong one is made as small as it can be and ends it."""
    fed = Fed()

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
        print_blob=False,
    )
    @given(feeding.inputs)
    def one(value: Any) -> None:
        signal.setitimer(signal.ITIMER_VIRTUAL, 5 * LONGEST)
        began = process_time()
        try:
            came = feeding.feed(value)
        finally:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        took = process_time() - began
        fed.slowest = max(fed.slowest, took)
        fed.told[came] += 1
        if took > LONGEST:
            raise Wrong(f"took {took:.1f} s")

    signal.signal(signal.SIGVTALRM, _hangs)
    try:
        one()
    except BaseException as error:  # noqa: BLE001 - whatever it was, it was not to happen
        fed.wrong.append(_in_words(error))
    return fed


def _hangs(_number: int, _frame: object) -> None:
    raise Wrong("hangs")


def _in_words(error: BaseException) -> str:
    notes = [note for note in getattr(error, "__notes__", []) if "Falsifying" in note or "(" in note]
    last = traceback.extract_tb(error.__traceback__)[-1]
    inner = getattr(error, "exceptions", None)
    if inner:
        return " · ".join(_in_words(one) for one in inner)
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"{type(error).__name__}: {error} ({place}) {' '.join(notes)}"[:900]


def feed_all(feeding: Feeding, count: int, number: int, until: float) -> Fed:
    """Feed so many inputs in batches, each from a seed of its own, until the time is up or something is wrong."""
    whole = Fed()
    for batch, begin in enumerate(range(0, count, BATCH)):
        fed = feed(feeding, min(BATCH, count - begin), number + batch)
        whole.told.update(fed.told)
        whole.slowest = max(whole.slowest, fed.slowest)
        whole.wrong += fed.wrong
        if fed.wrong or monotonic() > until:
            break
    return whole


def fuzz(feedings: Sequence[Feeding], times: float, number: int, seconds: float) -> Iterator[Outcome]:
    """Feed all fields, as many processes at once as there are cores, each for so many seconds at most."""
    waiting = list(feedings)
    running: dict[int, tuple[Feeding, int, float, int]] = {}
    while waiting or running:
        while waiting and len(running) < (os.cpu_count() or 1):
            feeding = waiting.pop(0)
            count = max(20, round(feeding.usual * times))
            child, reading = _start(feeding, count, number, monotonic() + seconds)
            running[child] = (feeding, reading, monotonic(), count)
        for child in list(running):
            done = _looked_at(child, *running[child], seconds + GIVE_UP)
            if done is not None:
                del running[child]
                yield done
        sleep(0.05)


def _start(feeding: Feeding, count: int, number: int, until: float) -> tuple[int, int]:
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        fed = feed_all(feeding, count, number, until)
        os.write(writing, json.dumps([fed.told, fed.slowest, fed.wrong]).encode())
    except BaseException:  # noqa: BLE001 - said in full; the parent sees the status
        traceback.print_exc()
        os._exit(3)
    os._exit(0)


def _looked_at(child: int, feeding: Feeding, reading: int, began: float, count: int, most: float) -> Outcome | None:
    """The outcome of a process that has ended; one that never ends is ended."""
    ended, status = os.waitpid(child, os.WNOHANG)
    if not ended:
        if monotonic() - began > most:
            os.kill(child, signal.SIGKILL)
        return None
    with os.fdopen(reading, "rb") as answer:
        content = answer.read()
    outcome = Outcome(f"fuzz: {feeding.name}", "–", seconds=monotonic() - began)
    if status != 0 or not content:
        outcome.wrong(f"the process died with status {status}")
        return outcome
    told, slowest, wrong = json.loads(content)
    outcome.counts.update(told)
    outcome.tried = sum(told.values())
    outcome.violations += wrong
    outcome.remarks.append(f"slowest {slowest * 1000:.0f} ms")
    if outcome.tried < count and not wrong:
        outcome.remarks.append(f"{outcome.tried} of {count}: the time was up, or there are no more")
    return outcome
