"""The lists of candidates: who is in each, who is waited for, and what an empty one says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import TURN_ROLES, Candidate
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from ui.kit.widgets import Empty
from ui.readiness.words import turn_in_words

ALL: Final = "all"
READY: Final = "decided"
WAITING: Final = "waiting"
PAPERS: Final = "held_by_papers"
MINE: Final = "mine"
NO_RECEIVER: Final = "no_receiver"
ANYBODY: Final = "anybody"
EVERY_LIST: Final = frozenset({ALL, READY, WAITING, MINE, PAPERS, NO_RECEIVER})

OneList = tuple[str, str, Callable[[Candidate], bool]]


def lists_for(roles: Collection[Role]) -> list[OneList]:
    """The lists for these roles: key, name, and who is in it."""
    lists: list[OneList] = [
        (ALL, N_("All"), lambda _one: True),
        (READY, N_("Ready"), lambda one: one.on_the_way_out),
        (WAITING, N_("Waiting for the head"), lambda one: one.waiting),
        (MINE, N_("Waiting for me"), lambda one: one.turn in roles),
        (NO_RECEIVER, N_("Ready, but nobody receives"), lambda one: one.no_receiver),
        (PAPERS, N_("Only papers missing"), lambda one: one.held_by_papers),
    ]
    # What waits for the head waits for the head alone: one of the two lists says it.
    return [one for one in lists if one[0] != (WAITING if Role.KEPALA in roles else None)]


def turns_for(people: Sequence[Candidate]) -> list[tuple[str, str]]:
    """Everybody who may be waited for, each with how many people wait for them."""
    waited = [(ANYBODY, _("Whose turn: all"))]
    for role in TURN_ROLES:
        count = len({one.person_id for one in people if role in one.turns})
        waited.append((role.value, f"{turn_in_words(role)} {number(count)}"))
    return waited


def people_in(candidates: Sequence[Candidate], test: Callable[[Candidate], bool]) -> int:
    """People, each counted once however many programmes they are in."""
    return len({one.person_id for one in candidates if test(one)})


def searched(one: Candidate) -> str:
    """What typed words are looked for in."""
    return f"{one.name} {one.number} {one.program} {one.batch}".casefold()


def teach(empty: Empty, *, somebody: bool) -> None:
    """Say what the page is for where there is nobody, else that nobody is like this."""
    if somebody:
        empty.say(_("Nobody in this list"), "")
        return
    told = _(
        "Here everybody in training stands with what they still need to live on their own: attendance, mark, "
        "papers, health, a place to go, the case conference. Enrol residents in a programme to begin."
    )
    empty.say(_("Nobody is in training yet"), told)
