"""Ticks of the matrix: what somebody was given in a fiscal year, what they lack, and whose needs are met.

The figure of annex I of Permensos 9/2018 counts people whose basic needs are met, each once in a fiscal year: of
everything that a kind of service owes somebody, each item was given at least once in the year, or said not to be
needed by the assessment ("sesuai kebutuhan berdasarkan hasil asesmen").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.services.matrix import OTHERS, ServiceItem, ServiceMatrix
from shelter_admin.domain.words import N_

LONGEST_REASON: Final = 300
LONGEST_OFFICER: Final = 120


class TickState(StrEnum):
    """What a tick says of an item."""

    GIVEN = "given"
    NOT_NEEDED = "not_needed"


TICK_NAMES: Final[Mapping[TickState, str]] = MappingProxyType(
    {TickState.GIVEN: N_("given"), TickState.NOT_NEEDED: N_("not needed")}
)


@dataclass(frozen=True, slots=True)
class Tick:
    """One tick: given on a day by an officer from a source of funds, or not needed and why."""

    tick_id: str
    item: str
    state: TickState
    on_day: date
    officer: str = ""
    fund: str = ""
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands for somebody in a year: when it was given last and how often, or that it is not needed."""

    newest: Tick
    times: int = 1


@dataclass(frozen=True, slots=True)
class PersonServices:
    """One person in a fiscal year. ``kind`` is None to a reader who may not know it, empty for no minimum standard."""

    person_id: str
    stay_id: str
    number: str
    name: str
    kind: str | None
    admitted_on: date | None
    left_on: date | None
    here: bool
    wisma: str = ""
    room: str = ""
    classes: tuple[str, ...] = ()
    stands: Mapping[str, Standing] = field(default_factory=dict)

    @property
    def place(self) -> str:
        """Wisma and room, empty without a bed."""
        return " ".join(part for part in (self.wisma, self.room) if part)


@dataclass(frozen=True, slots=True)
class ServiceYear:
    """Everybody who was in the house in a fiscal year, with what they were given."""

    year: int
    through: date
    matrix: ServiceMatrix
    people: tuple[PersonServices, ...]
    funds: tuple[str, ...] = ()

    def owed(self, one: PersonServices) -> tuple[ServiceItem, ...]:
        """What somebody is owed, as far as this reader may know it."""
        return self.matrix.owed(one.kind or OTHERS)

    def lacking(self, one: PersonServices) -> tuple[ServiceItem, ...]:
        """What somebody was neither given nor said not to need."""
        return tuple(item for item in self.owed(one) if item.code not in one.stands)

    def met(self, one: PersonServices) -> bool:
        """Say whether everything owed is given or not needed."""
        return bool(self.owed(one)) and not self.lacking(one)


@dataclass(frozen=True, slots=True)
class GivenOnce:
    """That an item stands for somebody in a year: given at least once, or not needed."""

    person_id: str
    item: str


def met_by_kind(
    matrix: ServiceMatrix, served: Mapping[str, Iterable[str]], stands: Iterable[GivenOnce]
) -> dict[str, tuple[str, ...]]:
    """The people of each kind of service whose needs are met, by id; a kind the matrix says nothing of is not told.

    ``served`` are the people of each kind in the house at any time of the year so far, each once.
    """
    found: dict[str, set[str]] = {}
    for one in stands:
        found.setdefault(one.person_id, set()).add(one.item)
    met: dict[str, tuple[str, ...]] = {}
    for kind in matrix.kinds:
        owed = {item.code for item in matrix.owed(kind)}
        met[kind] = tuple(sorted(one for one in served.get(kind, ()) if owed <= found.get(one, set())))
    return met
