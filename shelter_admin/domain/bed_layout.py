"""Where beds stand in their room, and what a bed is known for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _

MOST_ROWS: Final = 20
LONGEST_TAG: Final = 40


class BedTag(StrEnum):
    """What a bed is known for; a house adds words of its own."""

    GROUND_FLOOR = "ground_floor"
    NEAR_TOILET = "near_toilet"
    ISOLATION = "isolation"
    SPECIAL_CARE = "special_care"


TAG_NAMES: Final[Mapping[str, str]] = {
    BedTag.GROUND_FLOOR: N_("ground floor"),
    BedTag.NEAR_TOILET: N_("near the toilet"),
    BedTag.ISOLATION: N_("isolation"),
    BedTag.SPECIAL_CARE: N_("special care"),
}


class Spot(NamedTuple):
    """Row and column of a bed in its room, as seen from the door, counted from 1."""

    row: int
    column: int


def tag_words(tag: str) -> str:
    """A tag as it is said: a known one in the language of the reader, the house's own as it was typed."""
    return _(TAG_NAMES[tag]) if tag in TAG_NAMES else tag


def tag_order(tag: str) -> tuple[int, str]:
    """Known tags first, in their own order, then the house's words by the alphabet."""
    known = list(BedTag)
    return (known.index(BedTag(tag)), "") if tag in TAG_NAMES else (len(known), tag.casefold())


def read_tag(typed: str) -> str:
    """The tag meant by what was typed; raises Refused ``tag_unclear`` for nothing and for whole sentences."""
    words = " ".join(typed.split())
    for tag, name in TAG_NAMES.items():
        if words.casefold() in {tag, name, _(name).casefold()}:
            return BedTag(tag)
    if not words or len(words) > LONGEST_TAG:
        raise Refused("tag_unclear", field="tag", most=LONGEST_TAG)
    return words


def require_spots(spots: Sequence[tuple[str, Spot]], beds: Iterable[str]) -> None:
    """Refuse spots beyond a room, two beds on one spot, and beds that do not stand in the room."""
    known = set(beds)
    if any(bed_id not in known for bed_id, _spot in spots) or len({bed for bed, _spot in spots}) != len(spots):
        raise Refused("bed_unknown", field="bed_id")
    if any(not (1 <= spot.row <= MOST_ROWS and 1 <= spot.column <= MOST_ROWS) for _bed, spot in spots):
        raise Refused("spot_outside", field="spots", most=MOST_ROWS)
    if len({spot for _bed, spot in spots}) != len(spots):
        raise Refused("spot_taken", field="spots")


def moved(spots: Mapping[str, Spot], bed_id: str, to: Spot) -> dict[str, Spot]:
    """The spots of a room once a bed is put somewhere; whichever stands there changes places with it."""
    there = next((one for one, spot in spots.items() if spot == to), None)
    changed = {**spots, bed_id: to}
    if there is not None and there != bed_id:
        changed[there] = spots[bed_id]
    return changed


def all_spots(beds: Sequence[tuple[str, Spot | None]], across: int) -> dict[str, Spot]:
    """A spot for every bed of a room: its own, else the next one free in reading order.

    ``across`` columns are filled where no bed has a spot of its own; else as many as the room is wide.
    """
    known = {bed_id: spot for bed_id, spot in beds if spot is not None}
    wide = max((spot.column for spot in known.values()), default=across)
    taken, at = set(known.values()), 0
    for bed_id, spot in beds:
        if spot is None:
            while Spot(at // wide + 1, at % wide + 1) in taken:
                at += 1
            known[bed_id] = Spot(at // wide + 1, at % wide + 1)
            taken.add(known[bed_id])
    return known
