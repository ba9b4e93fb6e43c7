"""The terminal's clock: the computer's, or for tests the one named by ``--today``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time

from shelter_admin.domain.settings import Zone
from shelter_admin.operations.desk import Clock


def computer_clock() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)


def read_today(text: str) -> datetime:
    """Read ``2026-11-21`` or ``2026-11-21T16:00`` as the panti's wall shows it; 12.00 where no time is given."""
    if len(text) == 10:
        return datetime.combine(datetime.fromisoformat(text).date(), time(12))
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is not None:
        raise ValueError("the panti's own clock has no other zone")
    return moment


def standing(local: datetime) -> Callable[[Zone], Clock]:
    """A clock that stands still at this moment of the wall, in whichever zone the panti turns out to be."""

    def in_zone(zone: Zone) -> Clock:
        instant = local.replace(tzinfo=zone.offset).astimezone(UTC)
        return lambda: instant

    return in_zone
