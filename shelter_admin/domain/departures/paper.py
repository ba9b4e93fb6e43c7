"""What the papers of a leaving say of whom. They go outside: never a category, a diagnosis, or why somebody came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

from shelter_admin.domain.departures.arranging import Arrangement
from shelter_admin.domain.departures.handing import Handed
from shelter_admin.domain.leaving import LeavingReason

SAID_OUTSIDE: Final = frozenset(
    {
        LeavingReason.COMPLETED,
        LeavingReason.FAMILY,
        LeavingReason.HOME_REGION,
        LeavingReason.EMPLOYED,
        LeavingReason.OWN_BUSINESS,
        LeavingReason.REFERRED,
        LeavingReason.OWN_REQUEST,
        LeavingReason.TERM_OVER,
    }
)
"""Grounds of domain notes 3.1 and 3.2 that a letter may name; of any other it says only that the service ended."""


@dataclass(frozen=True, slots=True)
class LeavingPaper:
    """One leaving as it goes on paper; what is not known leaves a line to write on."""

    number: str
    name: str = field(repr=False)
    sex: str
    birth: str = field(repr=False)
    nik: str = field(repr=False)
    origin: str = field(repr=False)
    admitted_on: date | None
    leaves_on: date | None
    arrangement: Arrangement = field(repr=False)
    ground: LeavingReason | None = None
    programs: tuple[str, ...] = ()
    handed: tuple[Handed, ...] = ()
    visit_on: date | None = None
