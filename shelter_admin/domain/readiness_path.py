"""One person's way out, station by station, on one page (*jalan menuju mandiri*) for the case conference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.readiness import Candidate, Criterion, Decision, ReadinessPolicy, State
from shelter_admin.domain.words import N_


class Step(StrEnum):
    """The stations on the way out, in their order."""

    ADMISSION = "admission"
    TRAINING = "training"
    IDENTITY = "identity"
    HEALTH = "health"
    RECEPTION = "reception"
    CASE_CONFERENCE = "case_conference"
    DECISION = "decision"


STEP_NAMES: Final[Mapping[Step, str]] = MappingProxyType(
    {
        Step.ADMISSION: N_("Admission"),
        Step.TRAINING: N_("Training"),
        Step.IDENTITY: N_("Identity papers"),
        Step.HEALTH: N_("Health"),
        Step.RECEPTION: N_("A place to go"),
        Step.CASE_CONFERENCE: N_("Case conference"),
        Step.DECISION: N_("Decision of the head"),
    }
)


@dataclass(frozen=True, slots=True)
class Station:
    """One station of one person: how it stands and the sentence that says so, in the language in use."""

    step: Step
    title: str
    state: State
    told: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class CheckWritten:
    """What the social worker wrote about a place to go or a case conference. None where this reader may not read it."""

    criterion: Criterion
    state: State
    on_day: date
    by: str
    note: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class PathToIndependence:
    """One person's way out on one page (*jalan menuju mandiri*), for the case conference."""

    person_id: str
    number: str
    name: str
    photo_id: str | None
    admitted_on: date | None
    days: int | None
    policy: ReadinessPolicy
    lines: tuple[Candidate, ...]
    stations: tuple[Station, ...]
    written: tuple[CheckWritten, ...]
    decisions: tuple[Decision, ...]
