"""What belongs to an identity beside its values: how sure each of them is, and where an unknown person was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.reading_dates import About, read_written_date
from shelter_admin.domain.words import N_


class FieldQuality(StrEnum):
    """How sure a field of an identity is, or why there is nothing in it."""

    CERTAIN = "certain"
    GUESSED = "guessed"
    ALIAS = "alias"
    UNKNOWN = "unknown"
    UNWILLING = "unwilling"
    NOT_ASKED = "not_asked"


FIELD_QUALITY_NAMES: Final[Mapping[FieldQuality, str]] = {
    FieldQuality.CERTAIN: N_("certain"),
    FieldQuality.GUESSED: N_("a guess"),
    FieldQuality.ALIAS: N_("an alias"),
    FieldQuality.UNKNOWN: N_("does not know"),
    FieldQuality.UNWILLING: N_("unwilling to say"),
    FieldQuality.NOT_ASKED: N_("not asked yet"),
}
OF_NOTHING: Final = frozenset({FieldQuality.UNKNOWN, FieldQuality.UNWILLING, FieldQuality.NOT_ASKED})
"""Qualities that say why a field is empty; the others say how sure its value is."""
QUALITY_FIELDS: Final = ("name", "sex", "birth", "birth_place", "origin", "nik")
"""The fields of an identity of which the quality is kept."""

Qualities = Mapping[str, FieldQuality]


@dataclass(frozen=True, slots=True)
class Finding:
    """Where and when somebody was found of whom nobody knows who it is, and by whom. What nobody knows is empty."""

    place: str = field(default="", repr=False)
    region_code: str | None = None
    found_on: date | None = None
    found_text: str = field(default="", repr=False)
    found_by: str = field(default="", repr=False)


NOT_FOUND: Final = Finding()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands beside somebody's identity."""

    qualities: Qualities = field(default_factory=lambda: MappingProxyType({}))
    finding: Finding = NOT_FOUND


def found_when(typed: str, today: date) -> tuple[date | None, str]:
    """The day somebody was found, as far as it is a day, and the words; refused where it is still to come."""
    words = " ".join(typed.split())
    if not words:
        return None, ""
    reading = read_written_date(words, About.EVENT, today)
    if reading.when.earliest is not None and reading.when.earliest > today:
        raise Refused("found_in_future", field="found_on", today=today)
    return (None if reading.trouble else reading.when.as_day), words
