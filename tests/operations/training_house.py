"""A house with a sewing class for tests about training: the head, a trainer of it and one of another programme."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.training import Attendance, ClassRow, ClassSheet
from shelter_admin.operations.accounts import SetTrainer
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.marks import ClassMark, CloseSession, MarkAttendance
from shelter_admin.operations.training.programs import AddProgram
from tests.operations.residents_house import House

H, S, I, A = Attendance.PRESENT, Attendance.SICK, Attendance.EXCUSED, Attendance.ABSENT  # noqa: E741 - the codes
FRIDAY = date(2026, 11, 20)
THURSDAY = date(2026, 11, 19)
FIRST = date(2026, 11, 2)


@dataclass
class SewingClass:
    """The programme Menjahit with its standing class, whose people joined on 2 November 2026."""

    house: House
    trainer: Desk
    program_id: str
    batch_id: str = ""
    people: dict[str, str] = field(default_factory=dict)

    @property
    def head(self) -> Desk:
        return self.house.head

    def sheet(self, desk: Desk | None = None, first: date | None = None, last: date | None = None) -> ClassSheet:
        return (desk or self.head).ask(ClassSheetOf(self.batch_id, first, last))

    def row(self, name: str, first: date | None = None, last: date | None = None) -> ClassRow:
        return next(row for row in self.sheet(None, first, last).rows if row.name == name)

    def marks(self, **given: Attendance | None) -> tuple[ClassMark, ...]:
        """Marks by first name."""
        by_name = {row.name: row.enrolment_id for row in self.sheet().rows}
        return tuple(ClassMark(by_name[name], mark) for name, mark in given.items())

    def mark(self, day: date, desk: Desk | None = None, **given: Attendance | None) -> None:
        (desk or self.trainer).do(MarkAttendance(self.batch_id, day, self.marks(**given)))

    def close(self, day: date, *, leave_unmarked: bool = False) -> None:
        self.trainer.do(CloseSession(self.batch_id, day, leave_unmarked))

    def enrol(self, *names: str, joined_on: date = FIRST, batch: str = "", **admitted: date) -> None:
        day = admitted.get("admitted_on", date(2026, 10, 1))
        self.people |= {name: self.house.admit(name, admitted_on=day).person_id for name in names}
        done = self.head.do(Enrol(self.program_id, batch, tuple(self.people[name] for name in names), joined_on))
        self.batch_id = self.batch_id or done.outcome.batch_id


def a_sewing_class(house: House, *names: str) -> SewingClass:
    program_id = house.head.do(AddProgram("Menjahit", 120)).outcome
    trainer = house.desk(Role.INSTRUKTUR)
    house.head.do(SetTrainer(trainer.staff.account_id, (program_id,)))
    made = SewingClass(house, trainer, program_id)
    made.enrol(*names)
    return made
