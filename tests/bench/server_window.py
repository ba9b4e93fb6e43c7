"""One of several windows at one server: writes its entries at the gate, and notes when it could show the others'.

Started by ``lines_server`` with address, number of this window, and how many entries; it says when it is ready and
when it is done, and waits for a line before it goes on, so that all begin and end together. What a window does
between hearing a word and showing it is to ask for the gate's board, so that is done here too.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import timedelta
from threading import Event, Thread
from time import monotonic, sleep

from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.opening import Opener
from shelter_admin.operations.presence.gate import GateBoardNow, GoOut
from shelter_admin.operations.residents import ResidentList
from shelter_admin.persistence.address import read_address
from shelter_admin.persistence.listening import Elsewhere, Listening, Told
from tests.bench.house import NOON, PASSWORD, USER, Ticking

PAUSE = (0.2, 0.6)


def main(address: str, number: int, entries: int) -> None:
    """Listen, act, listen a little longer, tell."""
    desk = Opener(Ticking(NOON + timedelta(hours=number))).unlock(read_address(address), USER, PASSWORD)
    people = sorted(line.person_id for line in desk.ask(ResidentList(ResidentFilter())))[number * entries :][:entries]
    shown: dict[str, float] = {}
    heard, over = Event(), Event()

    def told(what: Told) -> None:
        if isinstance(what, Elsewhere):
            heard.set()

    listening = Listening(desk.store, Ticking(), told)
    listening.begin()
    page = Thread(target=_show, args=(desk, heard, over, shown))
    page.start()
    _together("ready")
    acts = _act(desk, people, random.Random(number))
    _together("done")
    sleep(1)
    over.set()
    heard.set()
    page.join()
    listening.close()
    desk.close()
    sys.stdout.write(json.dumps({"acts": acts, "shown": shown}))


def _together(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()
    sys.stdin.readline()


def _act(desk: Desk, people: list[str], dice: random.Random) -> list[tuple[str, float, float]]:
    acts = []
    for person in people:
        sleep(dice.uniform(*PAUSE))
        began = monotonic()
        desk.do(GoOut(person, "pasar"))
        saved = monotonic()
        acts.append((person, saved, (saved - began) * 1000))
    return acts


def _show(desk: Desk, heard: Event, over: Event, shown: dict[str, float]) -> None:
    """The page that shows the gate: asks for its board after each word."""
    while True:
        heard.wait()
        heard.clear()
        board = desk.ask(GateBoardNow())
        now = monotonic()
        for line in board.out:
            shown.setdefault(line.person_id, now)
        if over.is_set():
            return


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
