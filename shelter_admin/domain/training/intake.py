"""What a programme is for, and for whom its classes have places: how many of each sex, and of which age."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

MOST_PLACES: Final = 500
OLDEST: Final = 120


class ProgramKind(StrEnum):
    """What a programme is for: a trade, or guidance of body, spirit and social life (PP 39/2012 article 7)."""

    VOCATIONAL = "vocational"
    PHYSICAL = "physical"
    SPIRITUAL = "spiritual"
    SOCIAL = "social"


PROGRAM_KIND_NAMES: Final[Mapping[ProgramKind, str]] = MappingProxyType(
    {
        ProgramKind.VOCATIONAL: N_("Vocational training"),
        ProgramKind.PHYSICAL: N_("Physical guidance"),
        ProgramKind.SPIRITUAL: N_("Mental and spiritual guidance"),
        ProgramKind.SOCIAL: N_("Social guidance"),
    }
)


@dataclass(frozen=True, slots=True)
class Intake:
    """For how many an intake has places, of each sex and in all, and of which age in years; None is no limit."""

    places: int | None = None
    places_male: int | None = None
    places_female: int | None = None
    age_from: int | None = None
    age_to: int | None = None

    @property
    def is_open(self) -> bool:
        """Say whether nothing limits it."""
        return self == Intake()


NO_LIMITS: Final = Intake()


def require_intake(intake: Intake) -> None:
    """Refuse places or ages that cannot be, places of each sex beyond all, and ages in the wrong order."""
    for name in ("places", "places_male", "places_female"):
        value = getattr(intake, name)
        if value is not None and not 0 <= value <= MOST_PLACES:
            raise Refused("places_out_of_bounds", field=name, most=MOST_PLACES)
    for name in ("places_male", "places_female"):
        value = getattr(intake, name)
        if intake.places is not None and value is not None and value > intake.places:
            raise Refused("places_more_than_all", field=name, places=intake.places)
    for name in ("age_from", "age_to"):
        value = getattr(intake, name)
        if value is not None and not 0 <= value <= OLDEST:
            raise Refused("ages_out_of_bounds", field=name, most=OLDEST)
    if intake.age_from is not None and intake.age_to is not None and intake.age_to < intake.age_from:
        raise Refused("ages_unclear", field="age_to", least=intake.age_from)
