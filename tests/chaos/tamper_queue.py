"""The gate's queue tampered with: every bit of it flipped in turn, cut at every byte, added to."""

from __future__ import annotations

from pathlib import Path
from time import monotonic

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.waiting import Move, WaitingMove
from shelter_admin.operations.explain import explain, words
from shelter_admin.persistence.queue import ENDING, open_queue
from tests.chaos.outcomes import Outcome
from tests.people import NOON

KEY = bytes(range(32))
MOVES = tuple(
    WaitingMove(
        f"id-{no}", "account", NOON, Move.OUT, f"person-{no}", f"2026-{no:04}", f"Warga {no}", destination="pasar"
    )
    for no in range(3)
)


def queue_tampered(folder: Path, step: int = 1) -> Outcome:
    """The very entries, or Damaged with its sentence; at every byte, or each so many."""
    outcome, began = Outcome("tamper: gate's queue", "server"), monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"panti{ENDING}"
    queue = open_queue(path, KEY)
    for move in MOVES:
        queue.add(move)
    whole = path.read_bytes()
    for at in range(0, len(whole), step):
        for bit in range(8):
            _opened(
                path, whole[:at] + bytes((whole[at] ^ 1 << bit,)) + whole[at + 1 :], f"bit {bit} of byte {at}", outcome
            )
        _opened(path, whole[:at], f"cut at {at}", outcome)
        _opened(path, whole[:at] + b"x" + whole[at:], f"one more byte at {at}", outcome)
    _opened(path, whole + whole, "twice", outcome)
    path.write_bytes(whole)
    outcome.require(open_queue(path, KEY).moves() == MOVES, "the queue as it was is not read")
    outcome.seconds = monotonic() - began
    return outcome


def _opened(path: Path, content: bytes, what: str, outcome: Outcome) -> None:
    outcome.tried += 1
    path.write_bytes(content)
    try:
        moves = open_queue(path, KEY).moves()
    except Failure as failure:
        outcome.counts[failure.code] += 1
        outcome.require(failure.code in words() and bool(explain(failure)), f"no sentence for {failure.code} ({what})")
    except Exception as error:  # noqa: BLE001 - told by its type
        outcome.wrong(f"{type(error).__name__}: {error} ({what})")
    else:
        outcome.counts["as before"] += moves == MOVES
        outcome.require(moves == MOVES, f"silently other entries ({what})")
