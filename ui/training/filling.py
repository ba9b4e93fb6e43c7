"""Many marks with one key: the mark here repeated down, or given to everybody below who has none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from shelter_admin.domain.training import Attendance, ClassDay, ClassRow, proposed_marks
from ui.training.marking import Marking
from ui.training.questions import Questions
from ui.training.sheet_layout import SheetLayout


@dataclass(frozen=True)
class Filling:
    """The keys of one sheet that mark more than the cell under the cursor."""

    parts: SheetLayout
    marking: Marking
    questions: Questions
    running: Callable[[], bool]

    def fill_down(self, row: ClassRow, day: ClassDay) -> None:
        """Ctrl+Shift+D: the mark here goes to everybody below who has none; who announced leave is asked about."""
        sheet, mark = self.marking.sheet, row.marks.get(day.day)
        if sheet is None or mark is None or not self.running() or day.closed_at is not None:
            return
        ids = [one.enrolment_id for one in sheet.rows]
        below = ids[ids.index(row.enrolment_id) + 1 :]
        left = {one.enrolment_id: mark for one in sheet.unmarked_on(day.day) if one.enrolment_id in below}
        if mark is Attendance.PRESENT:
            left = {one: given for one, given in proposed_marks(sheet, day.day).items() if one in left}
        self.give_all(day, left)

    def give_all(self, day: ClassDay, marks: Mapping[str, Attendance]) -> None:
        """Mark everybody at once; where leave that was announced is among it, say so first."""
        sheet = self.marking.sheet
        announced = {row.enrolment_id: row.announced.get(day.day) for row in sheet.rows} if sheet is not None else {}
        if any(mark is not Attendance.PRESENT and announced.get(one) is mark for one, mark in marks.items()):
            self.questions.ask_for_announced(day, dict(marks))
        elif marks:
            self.parts.asked.clear()
            self.marking.mark(day.day, list(marks.items()))

    def repeat(self, row: ClassRow, day: ClassDay) -> None:
        """Ctrl+D: the mark here goes to the row below; where there is none here, the one above comes down."""
        sheet, table = self.marking.sheet, self.parts.table
        if sheet is None or not self.running():
            return
        at = next(no for no, one in enumerate(sheet.rows) if one.enrolment_id == row.enrolment_id)
        source, target = (at, at + 1) if day.day in row.marks else (at - 1, at)
        mark = sheet.rows[source].marks.get(day.day) if source >= 0 else None
        if mark is None or target >= len(sheet.rows) or not self.questions.may_mark(sheet.rows[target], day):
            return
        table.go_to(sheet.rows[target].enrolment_id, day)
        if day.closed_at is not None:
            self.questions.correct(sheet.rows[target], day, mark)
        else:
            self.marking.mark(day.day, ((sheet.rows[target].enrolment_id, mark),))
