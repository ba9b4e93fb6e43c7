"""A programme's day by its people: each is marked in the class they belong to, and all its classes close together."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import Attendance
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.training.marks import (
    ClassMark,
    TakeBackAttendance,
    close,
    opened_session,
    require_members,
    write_marks,
)
from shelter_admin.operations.training.whose import CHANGED, require_run
from shelter_admin.persistence.training import enrolments, sessions
from shelter_admin.persistence.training.enrolments import Moved


@dataclass(frozen=True)
class PersonMark:
    """A mark by the person."""

    person_id: str
    mark: Attendance


@dataclass(frozen=True)
class MarkProgramDay(Command[int]):
    """Mark people of a programme on a day, each in the own class; tells how many. All of it or nothing.

    A mark before the day of joining, within the stay, shows that the person had joined by then.
    """

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("attendance of a programme")

    program_id: str
    day: date
    marks: tuple[PersonMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[int]:
        require_run(work, self.program_id)
        people = tuple(mark.person_id for mark in self.marks)
        places = enrolments.require_enrolled(work.session, self.program_id, people)
        by_batch: dict[str, list[ClassMark]] = {}
        joined: list[Moved] = []
        for one in self.marks:
            row = places[one.person_id]
            was = enrolments.place_of(row)
            if enrolments.joined_by(work.session, row, self.day):
                joined.append(Moved(was, enrolments.place_of(row)))
            by_batch.setdefault(row.batch_id, []).append(ClassMark(row.id, one.mark))
        undone = tuple(self._mark(work, batch_id, tuple(marks)) for batch_id, marks in by_batch.items())
        undo = TakeBackProgramDay(self.program_id, undone, tuple(joined)) if undone else None
        return Done(CHANGED, len(people), undo, people)

    def _mark(self, work: Work, batch_id: str, marks: tuple[ClassMark, ...]) -> TakeBackAttendance:
        row, opened = opened_session(work, batch_id, self.day)
        require_members(work, sessions.members(work.session, batch_id, self.day), marks, self.day)
        return TakeBackAttendance(row.id, write_marks(work, row, marks), opened=opened)


@dataclass(frozen=True)
class TakeBackProgramDay(Command[None]):
    """Undo of marking a programme's day, class by class; refused once a mark or an enrolment of it was changed."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the attendance of a programme")

    program_id: str
    steps: tuple[TakeBackAttendance, ...] = field(repr=False)
    joined: tuple[Moved, ...] = field(default=(), repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_run(work, self.program_id)
        enrolments.require_of_program(work.session, self.program_id, (one.was.enrolment_id for one in self.joined))
        for step in self.steps:
            step.run(work)
        for moved in self.joined:
            enrolments.put_back(work.session, moved)
        return Done(CHANGED)


@dataclass(frozen=True)
class CloseProgramDay(Command[int]):
    """Close every open class of a programme on a day; tells how many; refused where none was held."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("closing of a programme's day")

    program_id: str
    day: date
    leave_unmarked: bool = False

    @override
    def run(self, work: Work) -> Done[int]:
        require_run(work, self.program_id)
        held = sessions.sessions_of_program(work.session, self.program_id, self.day)
        if not held:
            raise Refused("session_not_held", field="day", day=self.day)
        still_open = [row for row in held if row.closed_at is None]
        if not still_open:
            raise Refused("session_closed")
        for row in still_open:
            close(work, row.batch_id, self.day, leave_unmarked=self.leave_unmarked)
        return Done(CHANGED, len(still_open))
