"""Opening and closing many beds at once: a wing, a wisma, some rooms, for a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from shelter_admin.domain.beds import BlockKind

CLOSINGS: Final = (BlockKind.CLOSED, BlockKind.REPAIR, BlockKind.SEASON)
"""Why the beds of a whole wing stand there and are no places for a time."""


@dataclass(frozen=True, slots=True)
class Sleeper:
    """Somebody who has a place in a wing on the nights it is to be closed; ``until`` None is without an end."""

    person_id: str
    number: str
    name: str
    address: str
    start: date
    until: date | None
    expected_exit: date | None
