"""Fields that the sheets of data protection share: a person, a day, an instant, a scan from a file."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Final

from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.privacy.consent import MOST_SCAN_BYTES
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import FindResidents
from ui.kit.form import SuggestField
from ui.kit.frontdesk import FrontDesk

MOST_FOUND: Final = 12


class PersonField(SuggestField):
    """Somebody, by name or number; ``key`` is the person picked from the list."""

    def __init__(self, front: FrontDesk, words: str, *, include_left: bool = True) -> None:
        super().__init__("person_id", words, placeholder=_("Name or number"))
        self._front = front
        self._include_left = include_left
        self.asked.connect(self._search)

    def _search(self, typed: str) -> None:
        if typed:
            query = FindResidents(typed, include_left=self._include_left, limit=MOST_FOUND)
            self._front.ask(query, self, self._show_found)

    def _show_found(self, found: tuple[ResidentLine, ...]) -> None:
        self.suggest([(one.person_id, f"{one.name} · {one.number}") for one in found])

    def person(self) -> str:
        """Whoever was picked; raises Refused ``person_not_picked``."""
        if not isinstance(self.key, str):
            raise Refused("person_not_picked", field="person_id")
        return self.key


def typed_day(text: str, today: date, field: str, *, empty: date | None) -> date | None:
    """The day somebody typed, ``empty`` where nothing was; raises Refused ``day_unclear``."""
    if not text.strip():
        return empty
    day = read_date(text, About.EVENT, today).when.as_day
    if day is None:
        raise Refused("day_unclear", field=field)
    return day


def typed_moment(text: str, panti: Panti, now: datetime, field: str) -> datetime:
    """The instant somebody typed as day and clock on the panti's clock, now where nothing was.

    A day alone is its beginning, so that a term never comes out longer. Raises Refused ``moment_unclear``.
    """
    if not text.strip():
        return now
    day_text, _gap, clock_text = text.strip().partition(" ")
    day = read_date(day_text, About.EVENT, panti.day_of(now)).when.as_day
    at = _clock(clock_text.strip())
    if day is None or at is None:
        raise Refused("moment_unclear", field=field)
    return datetime.combine(day, at, panti.zone.offset)


def _clock(text: str) -> time | None:
    if not text:
        return time(0, 0)
    hours, _dot, minutes = text.replace(":", ".").partition(".")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError:
        return None


def read_scan(path: Path) -> bytes:
    """The bytes of a file that may be a scan, bounded before it is read.

    Raises Refused ``scan_too_large`` or Unavailable ``file_not_usable``.
    """
    try:
        if path.stat().st_size > MOST_SCAN_BYTES:
            raise Refused("scan_too_large", field="scan", most=MOST_SCAN_BYTES // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
