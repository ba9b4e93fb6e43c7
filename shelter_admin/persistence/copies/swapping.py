"""One store put in the place of another, which is kept aside whole; a crash in between loses neither.

A list of what is to be moved is on the disk before the first move and goes after the last. Whoever opens the store
settles first: a swap whose last move was made is finished, any other is taken back move by move.
"""

from __future__ import annotations

import json
import re
import shutil
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.persistence.durable import beside, replace_file, settle_folder, why_not
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.lock import ENDING as LOCK_ENDING
from shelter_admin.persistence.lock import WriterLock
from shelter_admin.persistence.tries import ENDING as TRIES_ENDING
from shelter_admin.persistence.witness import ENDING as WITNESS_ENDING

LIST_ENDING: Final = ".swap"
WORKSHOP_ENDING: Final = ".coming"
# Away first the store file: without it nobody opens the rest. In last: with it the store is there, whole.
_AWAY: Final = ("", "-wal", "-shm", WITNESS_ENDING, TRIES_ENDING, KEYS_ENDING)
_IN: Final = (KEYS_ENDING, WITNESS_ENDING, "-wal", "")
_ASIDE: Final = re.compile(r"\.before-(?P<at>\d{8}-\d{6})(?:-\d+)?(?=\.[^.]*$|$)")


@dataclass(frozen=True, slots=True)
class KeptAside:
    """A store that another was put in the place of; ``at`` is the panti's wall clock of that moment."""

    path: Path
    at: datetime


def workshop_of(place: Path) -> Path:
    """The folder beside a store in which the one to come is made ready; it bears the same name in there."""
    return place.with_name(f".{place.name}{WORKSHOP_ENDING}")


def kept_aside(place: Path) -> list[KeptAside]:
    """The stores kept aside beside this one, the newest first."""
    found = []
    for path in place.parent.glob("*.before-*") if place.parent.is_dir() else ():
        said = _ASIDE.search(path.name)
        if said is not None and _ASIDE.sub("", path.name) == place.name and path.is_file():
            with suppress(ValueError):
                at = datetime.strptime(said["at"], "%Y%m%d-%H%M%S")  # noqa: DTZ007 - the panti's wall clock
                found.append(KeptAside(path, at))
    return sorted(found, key=lambda one: (one.at, one.path.name), reverse=True)


def swap(place: Path, local: datetime, who: str, now: datetime) -> Path | None:
    """Put the store made ready in the place of the present one; gives where that one is kept, None where none was.

    A failure on the way takes everything back and is raised. Nobody else may have the store open.
    """
    coming = workshop_of(place) / place.name
    with WriterLock.take(beside(place, LOCK_ENDING), who, now):
        _settle(place)
        aside = _free(place, local)
        plan: dict[str, Any] = {
            "aside": aside.name,
            "away": [ending for ending in _AWAY if beside(place, ending).exists()],
            "in": [ending for ending in _IN if beside(coming, ending).exists()],
        }
        try:
            replace_file(beside(place, LIST_ENDING), json.dumps(plan).encode())
            _move(place, aside, plan["away"])
            _move(coming, place, plan["in"])
            settle_folder(place.parent)
        except (OSError, Failure) as error:
            _settle(place)
            raise (error if isinstance(error, Failure) else why_not(error, place)) from error
        _tidy(place)
    return aside if "" in plan["away"] else None


def settle(place: Path, who: str, now: datetime) -> None:
    """Finish or take back a swap that a crash cut short; nothing to do is done without touching anything."""
    if not beside(place, LIST_ENDING).exists():
        return
    with WriterLock.take(beside(place, LOCK_ENDING), who, now):
        _settle(place)


def discard(place: Path) -> None:
    """Throw away what was made ready."""
    shutil.rmtree(workshop_of(place), ignore_errors=True)


def _settle(place: Path) -> None:
    plan = _plan(place)
    if plan is None:
        beside(place, LIST_ENDING).unlink(missing_ok=True)
        return
    coming = workshop_of(place) / place.name
    try:
        if beside(coming, "").exists():
            aside = place.with_name(plan["aside"])
            _move(place, coming, [one for one in reversed(plan["in"]) if not beside(coming, one).exists()])
            _move(aside, place, [one for one in reversed(plan["away"]) if beside(aside, one).exists()])
            settle_folder(place.parent)
            beside(place, LIST_ENDING).unlink(missing_ok=True)
        else:
            _tidy(place)
    except OSError as error:
        raise why_not(error, place) from error


def _plan(place: Path) -> dict[str, Any] | None:
    """The list of a swap; one that cannot be read was never finished, so nothing was moved by it."""
    try:
        plan = json.loads(beside(place, LIST_ENDING).read_bytes())
        known = set(plan["away"]) <= set(_AWAY) and set(plan["in"]) <= set(_IN)
        return plan if known and _ASIDE.search(plan["aside"]) and "/" not in plan["aside"] else None
    except FileNotFoundError:
        return None
    except OSError as error:
        raise why_not(error, place) from error
    except (ValueError, KeyError, TypeError, AttributeError):
        return None


def _move(source: Path, target: Path, endings: list[str]) -> None:
    for ending in endings:
        if beside(target, ending).exists():
            raise Unavailable("file_not_usable", file=beside(target, ending).name)
        beside(source, ending).rename(beside(target, ending))


def _tidy(place: Path) -> None:
    """The swap is done: the list goes, then the empty workshop."""
    beside(place, LIST_ENDING).unlink(missing_ok=True)
    discard(place)


def _free(place: Path, local: datetime) -> Path:
    stem, ending = (place.name[: -len(place.suffix)], place.suffix) if place.suffix else (place.name, "")
    for again in range(1, 1000):
        more = "" if again == 1 else f"-{again}"
        aside = place.with_name(f"{stem}.before-{local:%Y%m%d-%H%M%S}{more}{ending}")
        if not any(beside(aside, one).exists() for one in _AWAY):
            return aside
    raise Unavailable("file_not_usable", file=place.name)
