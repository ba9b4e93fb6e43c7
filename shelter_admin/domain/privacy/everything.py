"""Everything the store holds about one person, as "cetak data saya" prints it (UU 27/2022 articles 7 and 32)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from shelter_admin.domain.accounts import Role


class Said(str):
    """A word of the program's own, translated when it is printed; any other text is printed as it was written."""

    __slots__ = ()


Fact = str | date | datetime | int | float | None


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of record: its name, its headings (to be translated) and its rows."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Fact, ...], ...] = field(default=(), repr=False)
    pairs: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """One time somebody looked at the data or did something with it: by office, as staff act for the shelter."""

    at: datetime
    act: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class PersonalData:
    """Who it is about and what is held, part by part, with the trail of processing, the newest first."""

    number: str
    name: str = field(repr=False)
    parts: tuple[Part, ...] = field(repr=False)
    trail: tuple[Trace, ...] = ()
    with_notes: bool = True
