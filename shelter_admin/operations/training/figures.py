"""Attendance of a programme in figures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import ProgramAttendance
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.training.whose import require_seen
from shelter_admin.persistence.training import setting_up
from shelter_admin.persistence.training.figures import program_attendance


@dataclass(frozen=True)
class AttendanceFiguresOf(Query[ProgramAttendance]):
    """A programme's sessions and everybody's figures from a day to a day; from its first session on, up to today."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    program_id: str
    first: date | None = None
    last: date | None = None

    @override
    def run(self, work: Work) -> ProgramAttendance:
        setting_up.the_program(work.session, self.program_id)
        require_seen(work, self.program_id)
        if self.first is not None and self.first > (self.last or work.today):
            raise Refused("days_unclear", field="last")
        return program_attendance(
            work.session,
            work.sight,
            self.program_id,
            first=self.first,
            last=self.last or work.today,
            today=work.today,
        )
