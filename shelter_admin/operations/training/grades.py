"""Marks from 0 to 100: the final one of a programme and those of its subjects."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import GradeSheet
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work


@dataclass(frozen=True)
class GradeGiven:
    """A mark as it is given: of a subject, or the final one; None takes it away."""

    enrolment_id: str
    mark: float | None
    subject_id: str | None = None


@dataclass(frozen=True)
class Grades(Query[GradeSheet]):
    """The marks of a class, by name."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> GradeSheet:
        raise NotImplementedError


@dataclass(frozen=True)
class SetGrades(Command[None]):
    """Write marks of people of a class; what is not named stays as it is."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("marks of a class")

    batch_id: str
    marks: tuple[GradeGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError
