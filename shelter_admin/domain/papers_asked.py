"""Papers asked of offices for residents: what of whom, since when, with which answer, and the least each office needs.

Sources: people without identity papers, Permendagri 96/2019; DTSEN with its ten deciles, Inpres 4/2025; the least data
each office needs, domain notes 9.6. KTP comes before BPJS (domain notes 5.4).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.words import N_

LONG_DAYS: Final = 30
"""Who waits longer than this is asked about again."""
LONGEST_TEXT: Final = 200
LONGEST_ANSWER: Final = 2000


class Paper(StrEnum):
    """A paper that an office issues, or a register it looks into."""

    NIK = "NIK"
    KTP = "KTP"
    KK = "KK"
    BIRTH = "AKTA"
    CHILD = "KIA"
    BPJS = "BPJS"
    DTSEN = "DTSEN"
    DESTITUTE = "SKOT"


PAPER_NAMES: Final[Mapping[Paper, str]] = MappingProxyType(
    {
        Paper.NIK: N_("NIK, with biometric search"),
        Paper.KTP: N_("KTP-el"),
        Paper.KK: N_("family card (KK)"),
        Paper.BIRTH: N_("birth certificate (akta)"),
        Paper.CHILD: N_("child's card (KIA)"),
        Paper.BPJS: N_("BPJS health insurance (PBI)"),
        Paper.DTSEN: N_("DTSEN check with decile"),
        Paper.DESTITUTE: N_("letter for a destitute person (SKOT)"),
    }
)
PAPER_SHORT: Final[Mapping[Paper, str]] = MappingProxyType(
    {
        Paper.NIK: "NIK",
        Paper.KTP: "KTP-el",
        Paper.KK: "KK",
        Paper.BIRTH: "Akta",
        Paper.CHILD: "KIA",
        Paper.BPJS: "BPJS",
        Paper.DTSEN: "DTSEN",
        Paper.DESTITUTE: "SKOT",
    }
)
"""What staff call them, the same in every language."""
WITH_NIK: Final = frozenset({Paper.NIK, Paper.KTP, Paper.KK, Paper.CHILD})
"""Papers that bring a NIK; only the act on identity writes it into the file."""


class Office(StrEnum):
    """The kind of office that answers."""

    CIVIL_REGISTRY = "disdukcapil"
    INSURANCE = "bpjs"
    SOCIAL_AFFAIRS = "dinsos"


OFFICE_NAMES: Final[Mapping[Office, str]] = MappingProxyType(
    {
        Office.CIVIL_REGISTRY: N_("Disdukcapil"),
        Office.INSURANCE: N_("BPJS Kesehatan"),
        Office.SOCIAL_AFFAIRS: N_("Dinas Sosial of the regency or city"),
    }
)
OFFICE_OF: Final[Mapping[Paper, Office]] = MappingProxyType(
    {
        Paper.BPJS: Office.INSURANCE,
        Paper.DTSEN: Office.SOCIAL_AFFAIRS,
        **dict.fromkeys(
            (Paper.NIK, Paper.KTP, Paper.KK, Paper.BIRTH, Paper.CHILD, Paper.DESTITUTE), Office.CIVIL_REGISTRY
        ),
    }
)


class Told(StrEnum):
    """One thing about a resident that a letter may tell an office."""

    NIK = "nik"
    BIRTH = "birth"
    SEX = "sex"
    ORIGIN = "origin"
    FEATURES = "features"


LEAST: Final[Mapping[Office, frozenset[Told]]] = MappingProxyType(
    {
        Office.CIVIL_REGISTRY: frozenset({Told.NIK, Told.BIRTH, Told.SEX, Told.ORIGIN, Told.FEATURES}),
        Office.INSURANCE: frozenset({Told.NIK, Told.BIRTH, Told.SEX}),
        Office.SOCIAL_AFFAIRS: frozenset({Told.NIK, Told.BIRTH, Told.ORIGIN}),
    }
)
"""Besides the name, what each office needs to answer; no health, no category, no remark for any of them."""


class Outcome(StrEnum):
    """How it stands."""

    WAITING = "waiting"
    ISSUED = "issued"
    REFUSED = "refused"
    GIVEN_UP = "given_up"


OUTCOME_NAMES: Final[Mapping[Outcome, str]] = MappingProxyType(
    {
        Outcome.WAITING: N_("being waited for"),
        Outcome.ISSUED: N_("issued, answered"),
        Outcome.REFUSED: N_("refused by the office"),
        Outcome.GIVEN_UP: N_("not pursued any further"),
    }
)


class Dtsen(StrEnum):
    """What the register of social and economic data says about somebody."""

    REGISTERED = "registered"
    NOT_REGISTERED = "not_registered"
    PROPOSED = "proposed"


DTSEN_NAMES: Final[Mapping[Dtsen, str]] = MappingProxyType(
    {
        Dtsen.REGISTERED: N_("registered"),
        Dtsen.NOT_REGISTERED: N_("not registered"),
        Dtsen.PROPOSED: N_("proposed"),
    }
)
DECILES: Final = range(1, 11)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What an office answered, or that it is given up."""

    outcome: Outcome
    answered_on: date
    answer: str = field(default="", repr=False)
    dtsen: Dtsen | None = None
    desil: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One paper asked for one person. ``days`` counts from the asking to today, or to the answer."""

    chase_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    here: bool
    paper: Paper
    office: str
    asked_on: date
    asked_by: str
    letter_number: str
    days: int
    answer: Answer | None = None

    @property
    def kind(self) -> Office:
        """The kind of office."""
        return OFFICE_OF[self.paper]

    @property
    def waiting(self) -> bool:
        """Say whether the answer is still to come."""
        return self.answer is None

    @property
    def long(self) -> bool:
        """Say whether it has been waited for longer than it should."""
        return self.waiting and self.days > LONG_DAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    """Somebody in the house without a NIK for whom nobody has asked for one."""

    person_id: str
    number: str
    name: str = field(repr=False)
    admitted_on: date | None
    days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """Somebody for whom a letter asks, with no more than the office needs; None is what it is not told."""

    name: str = field(repr=False)
    number: str
    papers: tuple[Paper, ...]
    sex: Sex | None = None
    nik: str | None = field(default=None, repr=False)
    birth_place: str | None = field(default=None, repr=False)
    born: PartialDate | None = field(default=None, repr=False)
    origin: str | None = field(default=None, repr=False)
    features: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeLetter:
    """A letter that asks one office for papers of one or more residents."""

    office: str
    kind: Office
    number: str
    day: date
    applicants: tuple[Applicant, ...]

    @property
    def papers(self) -> tuple[Paper, ...]:
        """Everything it asks for, each once."""
        asked = {paper for one in self.applicants for paper in one.papers}
        return tuple(paper for paper in Paper if paper in asked)


def order(lines: Iterable[Asked]) -> list[Asked]:
    """The longest wait first within each office, the office with the longest wait first."""
    found = list(lines)
    longest: dict[str, int] = {}
    for line in found:
        longest[line.office] = max(longest.get(line.office, 0), line.days)
    papers = list(Paper)
    return sorted(
        found,
        key=lambda one: (
            -longest[one.office],
            one.office,
            -one.days,
            one.name.casefold(),
            one.person_id,
            papers.index(one.paper),
        ),
    )


def require_asking(office: str, asked_by: str, letter_number: str, asked_on: date, today: date) -> None:
    """Refuse a day that has not come yet and texts pasted by mistake."""
    if asked_on > today:
        raise Refused("asked_in_future", field="asked_on", today=today)
    for name, text in (("office", office), ("asked_by", asked_by), ("letter_number", letter_number)):
        if len(text) > LONGEST_TEXT:
            raise Refused("text_too_long", field=name, most=LONGEST_TEXT)


def require_answer(paper: Paper, asked_on: date, answer: Answer, today: date) -> None:
    """Refuse an answer before its question or still to come, a decile out of range, and a check that says nothing."""
    if answer.answered_on > today:
        raise Refused("answered_in_future", field="answered_on", today=today)
    if answer.answered_on < asked_on:
        raise Refused("answered_before_asked", field="answered_on", asked=asked_on)
    if len(answer.answer) > LONGEST_ANSWER:
        raise Refused("text_too_long", field="answer", most=LONGEST_ANSWER)
    if paper is Paper.DTSEN and answer.outcome is Outcome.ISSUED and answer.dtsen is None:
        raise Refused("dtsen_missing", field="dtsen")
    if answer.desil is not None and (answer.desil not in DECILES or answer.dtsen is not Dtsen.REGISTERED):
        raise Refused("desil_unclear", field="desil")
    if answer.dtsen is not None and (paper is not Paper.DTSEN or answer.outcome is not Outcome.ISSUED):
        raise Refused("dtsen_only_there", field="dtsen")
