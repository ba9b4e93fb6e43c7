"""The class of a day: opened, marked, closed; corrected with a reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import Attendance
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work


@dataclass(frozen=True)
class ClassMark:
    """A mark as the trainer gives it; None takes it away."""

    enrolment_id: str
    mark: Attendance | None
    note: str = field(default="", repr=False)


@dataclass(frozen=True)
class PersonMark:
    """A mark by the person, for a programme whose class is found by the person's enrolment."""

    person_id: str
    mark: Attendance


@dataclass(frozen=True)
class OpenSession(Command[str]):
    """Open the class of a day; tells the session. One that is open goes on."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("opening of a class")

    batch_id: str
    day: date

    @override
    def run(self, work: Work) -> Done[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class MarkAttendance(Command[None]):
    """Mark people of a class on a day, opening its session where needed; nobody else is filled in."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("attendance")

    batch_id: str
    day: date
    marks: tuple[ClassMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class CloseSession(Command[None]):
    """Close and sign the class of a day; refused while anybody is unmarked unless they are to stay so."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("closing of a class")

    batch_id: str
    day: date
    leave_unmarked: bool = False

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class CorrectSession(Command[None]):
    """Correct marks of a closed class, with a reason; the old ones stay in the history."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("correction of a class")

    batch_id: str
    day: date
    marks: tuple[ClassMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError
