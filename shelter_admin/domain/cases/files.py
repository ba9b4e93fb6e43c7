"""A case file as its reader may see it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shelter_admin.domain.cases.assessments import Assessment, AssessmentLine, Compared, Due, InstrumentEdition
from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.cases.notes import Note
from shelter_admin.domain.cases.plans import Doer, Goal
from shelter_admin.domain.cases.stages import StageFile


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What case work holds about somebody. The health officer gets the assessments about health and nothing else."""

    person_id: str
    stay_id: str
    assessments: tuple[AssessmentLine, ...]
    due: tuple[Due, ...]
    compared: tuple[Compared, ...]
    instruments: tuple[InstrumentEdition, ...]
    writable: frozenset[Need]
    stage: StageFile | None = None
    goals: tuple[Goal, ...] = ()
    notes: tuple[Note, ...] = field(default=(), repr=False)
    doers: tuple[Doer, ...] = ()

    @property
    def offered(self) -> tuple[InstrumentEdition, ...]:
        """The instruments this reader may fill now."""
        return tuple(one for one in self.instruments if not one.retired and one.instrument.needs in self.writable)


@dataclass(frozen=True, slots=True)
class OpenedAssessment:
    """One assessment, beside the first one of the same instrument where that is another."""

    assessment: Assessment
    compared: tuple[Compared, ...] = ()
    first_on: date | None = None
