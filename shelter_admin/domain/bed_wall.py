"""What of a sleeper may hang on a wall that everybody passes."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from shelter_admin.domain.beds import BedLine
from shelter_admin.domain.words import N_

SHORT: Final = 3
COMMON: Final = frozenset({"muhammad", "mohammad", "mohamad", "mochamad", "mochammad", "siti", "abdul"})


class WallNames(StrEnum):
    """How people are named on the wall."""

    FIRST_NAMES = "first_names"
    NUMBERS = "numbers"


WALL_NAMES: Final = {
    WallNames.FIRST_NAMES: N_("number and first name"),
    WallNames.NUMBERS: N_("number only"),
}


class WallPaper(StrEnum):
    """The paper of a map on the wall, lying on its side."""

    A4 = "A4"
    A3 = "A3"


def first_name(name: str) -> str:
    """What somebody is called by: the first word, with the next one where it is an initial, a title or very common."""
    words = name.split()
    first = words[0].rstrip(".").casefold() if words else ""
    short = len(words) > 1 and (len(first) <= SHORT or words[0].endswith(".") or first in COMMON)
    return " ".join(words[:2] if short else words[:1])


def on_the_wall(bed: BedLine, names: WallNames) -> tuple[str, str]:
    """The large and the small words in a bed somebody has: first name and number, or the number alone.

    Who is veiled as confidential is shown by the own number, without saying so.
    """
    number, name = bed.number or "—", bed.resident or ""
    if names is WallNames.NUMBERS or not name or (bed.number and name.startswith(bed.number)):
        return number, ""
    return first_name(name), number
