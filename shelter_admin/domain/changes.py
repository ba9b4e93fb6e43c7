"""What an act changed, in areas of the house, so that every page can decide for itself whether to reload."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Area(StrEnum):
    """One slice of the house; the name is the same in every ring."""

    PANTI = "panti"
    ACCOUNTS = "accounts"
    RESIDENTS = "residents"
    BEDS = "beds"
    PRESENCE = "presence"
    INTAKE = "intake"
    DUTY = "duty"
    TRAINING = "training"
    CASES = "cases"
    SERVICES = "services"
    READINESS = "readiness"
    DEPARTURES = "departures"
    CERTIFICATES = "certificates"
    RETURNS = "returns"
    COPIES = "copies"
    PRIVACY = "privacy"


@dataclass(frozen=True, slots=True)
class Changes:
    """The areas an act touched."""

    areas: frozenset[Area] = field(default_factory=frozenset)

    @classmethod
    def of(cls, *areas: Area) -> Changes:
        """Name the areas touched."""
        return cls(frozenset(areas))

    def touch(self, areas: frozenset[Area]) -> bool:
        """Say whether any of these areas changed."""
        return not self.areas.isdisjoint(areas)

    def __or__(self, other: Changes) -> Changes:
        return Changes(self.areas | other.areas)


NOTHING = Changes()
