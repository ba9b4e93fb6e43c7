"""Programmes and their subjects, batches, and who is enrolled."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import EVERY_WORKING_DAY, PersonTraining, ProgramLine, SubjectLine
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work


@dataclass(frozen=True)
class Programs(Query[tuple[ProgramLine, ...]]):
    """The programmes by name; a trainer sees the own ones."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    @override
    def run(self, work: Work) -> tuple[ProgramLine, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class SubjectsOf(Query[tuple[SubjectLine, ...]]):
    """The subjects of a programme in their order."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    program_id: str

    @override
    def run(self, work: Work) -> tuple[SubjectLine, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class TrainingOf(Query[tuple[PersonTraining, ...]]):
    """The programmes of a resident with attendance and marks, the newest first."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    person_id: str

    @override
    def run(self, work: Work) -> tuple[PersonTraining, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class AddProgram(Command[str]):
    """Open a programme; tells its id. One known by this name takes the hours if it had none."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new programme")

    program_name: str = field(repr=False)
    hours: int | None = None

    @override
    def run(self, work: Work) -> Done[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class ChangeProgram(Command[None]):
    """Change a programme's name and hours."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a programme")

    program_id: str
    program_name: str = field(repr=False)
    hours: int | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class SubjectGiven:
    """A subject as the head writes it; without an id it is a new one."""

    name: str = field(repr=False)
    theory_hours: int | None = None
    practice_hours: int | None = None
    subject_id: str | None = None


@dataclass(frozen=True)
class SetSubjects(Command[None]):
    """Give a programme exactly these subjects, in this order; one that has marks cannot go."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of the subjects")

    program_id: str
    subjects: tuple[SubjectGiven, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class AddBatch(Command[str]):
    """Open a batch of a programme; tells its id."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new batch")

    program_id: str
    batch_name: str = field(repr=False)
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""

    @override
    def run(self, work: Work) -> Done[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class ChangeBatch(Command[None]):
    """Change a batch's name, dates, weekdays and hour; the standing class keeps its empty name."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a batch")

    batch_id: str
    batch_name: str = field(repr=False)
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class Enrolled:
    """How many people a request was about, and how many of them were not enrolled before."""

    batch_id: str
    people: int
    new: int


@dataclass(frozen=True)
class Enrol(Command[Enrolled]):
    """Enrol people who are in the house, in a batch by its name or in the standing class; from today on.

    A batch of that name is opened where there is none. Who is enrolled already stays so, or moves to the batch named
    while nothing is marked yet.
    """

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("enrolment")

    program_id: str
    batch_name: str = field(repr=False)
    person_ids: tuple[str, ...]
    joined_on: date | None = None

    @override
    def run(self, work: Work) -> Done[Enrolled]:
        raise NotImplementedError


@dataclass(frozen=True)
class EndEnrolment(Command[None]):
    """Let somebody's time in a class end with a day, today where none is said; nothing is lost."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("end of an enrolment")

    enrolment_id: str
    ended_on: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError
