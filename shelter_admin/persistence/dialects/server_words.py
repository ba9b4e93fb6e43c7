"""What a server tells of its own accord: that somebody saved something, and what time it is there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from shelter_admin.persistence.dialects import server
from shelter_admin.persistence.dialects.faults import translated


@dataclass(frozen=True)
class Words:
    """One connection that hears what the others save."""

    _driver: Any

    def of_the_next(self, seconds: float) -> Iterator[str]:
        """The words that come within this time, each as soon as it is there."""
        with translated():
            for notify in self._driver.notifies(timeout=seconds):
                yield notify.payload

    def now(self) -> datetime:
        """The server's clock; raises Unavailable ``server_away`` where it does not answer."""
        with translated():
            moment: datetime = self._driver.execute("SELECT clock_timestamp()").fetchone()[0]
        return moment.astimezone(UTC)


@contextmanager
def listening(engine: Engine) -> Iterator[Words]:
    """Hear the others on a connection of its own, closed at the end; raises Unavailable as opening a store does."""
    with translated():
        pooled = engine.raw_connection()
        driver: Any = pooled.driver_connection
        pooled.detach()
    try:
        with translated():
            driver.rollback()
            driver.autocommit = True
            driver.execute(f"LISTEN {server.CHANNEL}")
        yield Words(driver)
    finally:
        driver.close()
