"""What a resident was told about their data, on which basis it is processed, and what they said to it.

UU 27/2022: the bases (article 20; consent is one of them, and intake never waits for it), what is to be told (21),
consent that can be shown (22 to 24), children with a parent or guardian (25), people with a disability in a fitting
way, with a guardian where needed (26).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.requests import require_short
from shelter_admin.domain.words import N_

OF_AGE: Final = 18
MOST_SCAN_BYTES: Final = 5 * 1024 * 1024


class Basis(StrEnum):
    """The legal basis of processing (dasar pemrosesan)."""

    CONSENT = "consent"
    LEGAL_DUTY = "legal_duty"
    VITAL_INTEREST = "vital_interest"
    PUBLIC_TASK = "public_task"


class ConsentAnswer(StrEnum):
    """What was said."""

    NOT_ASKED = "not_asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class GivenBy(StrEnum):
    """Who said it."""

    NOBODY = "nobody"
    SELF = "self"
    GUARDIAN = "guardian"
    BOTH = "both"


class Mode(StrEnum):
    """How it was told, so that it could be understood."""

    READING = "reading"
    SPOKEN = "spoken"
    LOCAL_LANGUAGE = "local_language"
    SIGNS = "signs"
    PICTURES = "pictures"
    COMPANION = "companion"


BASIS_NAMES: Final[Mapping[Basis, str]] = MappingProxyType(
    {
        Basis.PUBLIC_TASK: N_("Public task: social services (UU 27/2022 article 20)"),
        Basis.LEGAL_DUTY: N_("Duty by law (UU 27/2022 article 20)"),
        Basis.VITAL_INTEREST: N_("Vital interest of the resident (UU 27/2022 article 20)"),
        Basis.CONSENT: N_("Consent (UU 27/2022 article 20)"),
    }
)
ANSWER_NAMES: Final[Mapping[ConsentAnswer, str]] = MappingProxyType(
    {
        ConsentAnswer.NOT_ASKED: N_("told, consent not asked"),
        ConsentAnswer.GIVEN: N_("consent given"),
        ConsentAnswer.REFUSED: N_("consent refused"),
        ConsentAnswer.WITHDRAWN: N_("consent withdrawn"),
    }
)
GIVEN_BY_NAMES: Final[Mapping[GivenBy, str]] = MappingProxyType(
    {
        GivenBy.NOBODY: N_("nobody yet"),
        GivenBy.SELF: N_("the resident alone"),
        GivenBy.GUARDIAN: N_("parent or guardian alone"),
        GivenBy.BOTH: N_("resident and guardian together"),
    }
)
MODE_NAMES: Final[Mapping[Mode, str]] = MappingProxyType(
    {
        Mode.SPOKEN: N_("read out and talked through"),
        Mode.READING: N_("read by the resident"),
        Mode.LOCAL_LANGUAGE: N_("in a local language"),
        Mode.SIGNS: N_("in sign language"),
        Mode.PICTURES: N_("with pictures and simple words"),
        Mode.COMPANION: N_("through a companion"),
    }
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What stands about one person's data since a day."""

    consent_id: str
    basis: Basis
    noticed_on: date | None
    answer: ConsentAnswer
    on_day: date
    given_by: GivenBy
    mode: Mode | None
    by: str = ""
    guardian: str = field(default="", repr=False)
    note: str = field(default="", repr=False)
    has_scan: bool = False


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """Somebody in the house with what stands about their data; ``consent`` is None where nothing was written yet."""

    person_id: str
    number: str
    name: str
    age: int | None
    admitted_on: date | None
    consent: Consent | None


def require_consent(answer: ConsentAnswer, given_by: GivenBy, guardian: str, *, age: int | None) -> None:
    """Refuse an answer of nobody, an answer where none was asked, and a child's without parent or guardian."""
    if (answer is ConsentAnswer.NOT_ASKED) != (given_by is GivenBy.NOBODY):
        raise Refused("consent_by_whom", field="given_by")
    with_guardian = given_by in {GivenBy.GUARDIAN, GivenBy.BOTH}
    if with_guardian and not guardian.strip():
        raise Refused("guardian_unnamed", field="guardian")
    if answer is ConsentAnswer.GIVEN and age is not None and age < OF_AGE and not with_guardian:
        raise Refused("guardian_needed", field="given_by", age=age)


def require_basis(basis: Basis, answer: ConsentAnswer, before: ConsentAnswer | None) -> None:
    """Refuse consent as the basis where none was given, and the withdrawing of what was never given."""
    if basis is Basis.CONSENT and answer is not ConsentAnswer.GIVEN:
        raise Refused("basis_without_consent", field="basis")
    if answer is ConsentAnswer.WITHDRAWN and before is not ConsentAnswer.GIVEN:
        raise Refused("nothing_to_withdraw", field="answer")


def require_days(noticed_on: date | None, on_day: date, today: date, note: str) -> None:
    """Refuse days that have not come yet, and notes beyond measure."""
    for name, day in (("noticed_on", noticed_on), ("on_day", on_day)):
        if day is not None and day > today:
            raise Refused("consent_in_future", field=name, day=day)
    require_short(note=note)
