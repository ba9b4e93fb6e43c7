"""How long each kind of document is kept, what is past its term, and what is left when it is destroyed.

The terms come from the schedule of retention (jadwal retensi arsip) of each province, so they are settings; without
one nothing is ever proposed. Destruction (UU 27/2022 articles 43 and 44) leaves pseudonymous rows from which every
count of the past comes out the same, and issued certificates, which are archives.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

DESTROYED: Final = "Dimusnahkan"
"""What stands in place of a name once the case file is destroyed; the same in every language, as on the record."""
MOST_YEARS: Final = 100
LONGEST_BASIS: Final = 300


class Kind(StrEnum):
    """A kind of document with a term of its own."""

    CASE_FILE = "case_file"
    HEALTH = "health"
    PHOTO = "photo"


KIND_NAMES: Final[Mapping[Kind, str]] = MappingProxyType(
    {
        Kind.CASE_FILE: N_("Case files (identity, remarks, decisions, consent)"),
        Kind.HEALTH: N_("Health notes"),
        Kind.PHOTO: N_("Photos"),
    }
)


@dataclass(frozen=True, slots=True)
class Retention:
    """Years after the end of the last stay by kind; None where no term is set, and nothing is proposed."""

    case_file: int | None = None
    health: int | None = None
    photo: int | None = None
    legal_basis: str = ""

    def years(self, kind: Kind) -> int | None:
        """The term of a kind."""
        years: int | None = getattr(self, kind.value)
        return years

    def to_plain(self) -> dict[str, Any]:
        """Write it as plain JSON."""
        return {**{kind.value: self.years(kind) for kind in Kind}, "legal_basis": self.legal_basis}

    @classmethod
    def from_plain(cls, plain: Mapping[str, Any] | None) -> Retention:
        """Read it back; what is missing has no term."""
        known = plain or {}
        return cls(**{kind.value: known.get(kind.value) for kind in Kind}, legal_basis=known.get("legal_basis", ""))


def require_retention(retention: Retention) -> None:
    """Refuse terms out of bounds, and terms without the rule they come from."""
    for kind in Kind:
        years = retention.years(kind)
        if years is not None and not 0 < years <= MOST_YEARS:
            raise Refused("setting_out_of_bounds", field=kind.value, least=1, most=MOST_YEARS)
    if len(retention.legal_basis) > LONGEST_BASIS:
        raise Refused("text_too_long", field="legal_basis", most=LONGEST_BASIS)
    if any(retention.years(kind) for kind in Kind) and not retention.legal_basis.strip():
        raise Refused("retention_without_rule", field="legal_basis")


def term_ended(left_on: date | None, years: int | None, today: date) -> bool:
    """Say whether the term of somebody who left on this day is over; never where day or term are unknown."""
    if left_on is None or years is None:
        return False
    last = left_on.year + years
    return (last, left_on.month, left_on.day) <= (today.year, today.month, today.day)


@dataclass(frozen=True, slots=True)
class PastTerm:
    """Somebody of whom a kind of document is past its term."""

    person_id: str
    number: str
    name: str
    left_on: date
    certificates: int = 0


@dataclass(frozen=True, slots=True)
class Destruction:
    """One destruction as the list of records shows it."""

    destruction_id: str
    number: str
    kind: Kind
    destroyed_on: date
    people: int
    legal_basis: str


@dataclass(frozen=True, slots=True)
class RetentionNow:
    """The terms in force, what is past them by kind, and the destructions so far, the newest first."""

    retention: Retention
    past: Mapping[Kind, tuple[PastTerm, ...]]
    done: tuple[Destruction, ...] = ()


@dataclass(frozen=True, slots=True)
class Signers:
    """Who signs the record of a destruction: two people with their offices."""

    first: str = field(repr=False)
    first_office: str = field(repr=False)
    second: str = field(repr=False)
    second_office: str = field(repr=False)

    def require(self) -> None:
        """Refuse a record that not two people sign."""
        for name in ("first", "first_office", "second", "second_office"):
            if not getattr(self, name).strip():
                raise Refused("signer_missing", field=name)
        if self.first.strip().casefold() == self.second.strip().casefold():
            raise Refused("signers_the_same", field="second")
