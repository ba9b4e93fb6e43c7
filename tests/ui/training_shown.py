"""Made-up classes on a desk that carries marks out in memory, and the page shown over them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Self

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import (
    Attendance,
    BatchLine,
    ClassDay,
    ClassRow,
    ClassSheet,
    GradeRow,
    GradeSheet,
    Holiday,
    OwnDays,
    ProgramLine,
    SubjectLine,
    figures_of,
    planned,
    streak_of,
)
from shelter_admin.operations.desk import Done
from shelter_admin.operations.training.classes import Classes, ClassSheetOf
from shelter_admin.operations.training.grades import Grades, SetGrades
from shelter_admin.operations.training.holidays import Holidays
from shelter_admin.operations.training.marks import CloseSession, CorrectSession, MarkAttendance, OpenSession
from shelter_admin.operations.training.programs import Programs, SubjectsOf
from tests.ui.recording_desk import RecordingDesk, a_front, staff
from ui.training.page import TrainingPage

FRIDAY = datetime(2026, 11, 20, 0, 11, tzinfo=UTC)  # Friday 20 November 2026, 08.11 WITA
TODAY = date(2026, 11, 20)
CLOSED = datetime(2026, 11, 19, 4, 0, tzinfo=UTC)
NAMES = (
    "Aisyah Lestari", "Aminah", "Bulan Ding", "Dewi Astuti", "Endang Rahayu", "Fatimah Usman", "Halimah", "Indah Utami",
    "Lawing Njau", "Mariam", "Martha Lencau", "Ngatinem", "Nurhayati", "Rina Wulandari", "Rohani Basri",
)  # fmt: skip
LONG = "Raden Ajeng Siti Nurhaliza Kusumawardhani Puspaningtyas Dewi"
SEWING = BatchLine("b-sewing", "p-sewing", "Menjahit", "Angkatan II", date(2026, 11, 2), date(2027, 2, 26), "12345", "08:00", 15, ("Ibu Yuliana",), own=True)  # fmt: skip
COOKING = BatchLine("b-cooking", "p-cooking", "Tata boga", "Angkatan I", date(2026, 11, 2), None, "135", "13:00", 0, ("Ibu Yuliana",), own=True)  # fmt: skip
WELDING = BatchLine("b-welding", "p-welding", "Las", "", None, None, "12345", "", 8, ("Pak Joko",))
SUBJECTS = (SubjectLine("s1", "Pola dasar", 20, 40), SubjectLine("s2", "Menjahit mesin", 10, 80))
HOLIDAY = Holiday(date(2026, 11, 10), "Hari Pahlawan (kegiatan kantor)", by_office=True)
H, S, I, A = Attendance  # noqa: E741 - the letters of the sheet


@dataclass
class MadeUp:
    """A class in memory: marks by enrolment and day, sessions by day, and what was asked of it."""

    batch: BatchLine = SEWING
    people: tuple[str, ...] = NAMES
    today: date = TODAY
    marks: dict[str, dict[date, Attendance]] = field(default_factory=dict)
    sessions: dict[date, bool] = field(default_factory=dict)
    joined: dict[str, date] = field(default_factory=dict)

    def fill(self) -> Self:
        """Marks from the start to yesterday, some of them not present, two people forgotten today."""
        days = planned(self.batch.weekdays, date(2026, 11, 2), self.today, (HOLIDAY.day,))
        for day in days:
            self.sessions[day] = day < self.today - timedelta(days=1)
            for no, _name in enumerate(self.people):
                odd = (no * 7 + day.day * 3) % 19
                mark = {0: A, 4: A, 7: S, 11: I}.get(odd, H) if no % 3 else (A if odd == 0 else H)
                if not (day == self.today and no in {9, 14}):
                    self.marks.setdefault(f"e{no}", {})[day] = mark
        for day in days[-3:]:
            self.marks["e6"][day] = A
        return self

    def sheet(self, asked: ClassSheetOf) -> ClassSheet:
        """What the store would answer."""
        if asked.batch_id != self.batch.batch_id:
            other = next(one for one in (COOKING, WELDING) if one.batch_id == asked.batch_id)
            return ClassSheet(other, asked.first or TODAY, asked.last or TODAY, (), (), self.today)
        first, last = asked.first or TODAY.replace(day=1), asked.last or TODAY
        days = tuple(self._day(first + timedelta(days=step)) for step in range((last - first).days + 1))
        rows = tuple(self._row(no, name, days) for no, name in enumerate(self.people))
        return ClassSheet(self.batch, first, last, days, rows, self.today)

    def _day(self, day: date) -> ClassDay:
        off = HOLIDAY.name if day == HOLIDAY.day else ""
        closed = self.sessions.get(day, False)
        session = f"s-{day}" if day in self.sessions else None
        closed_at, closed_by = (CLOSED, "Yuliana") if closed else (None, None)
        return ClassDay(day, session, closed_at, closed_by, off, self.batch.runs_on(day) and not off)

    def _row(self, no: int, name: str, days: tuple[ClassDay, ...]) -> ClassRow:
        own = OwnDays(self.joined.get(f"e{no}"), None, date(2026, 10, 1))
        marks = self.marks.get(f"e{no}", {})
        held = [day for day in self.sessions if day in own]
        to_come = planned(self.batch.weekdays, date(2026, 11, 2), self.batch.ends_on or TODAY)
        figures = figures_of(marks, held, to_come if self.batch.ends_on else None)
        shown = {day.day for day in days}
        seen = {day: mark for day, mark in marks.items() if day in shown}
        return ClassRow(f"e{no}", f"t{no}", f"p{no}", f"{no + 1:03}", name, own, seen, figures, streak_of(marks))

    def mark(self, given: MarkAttendance) -> Done[None]:
        if self.sessions.get(given.day):
            raise Refused("session_closed")
        self.sessions.setdefault(given.day, False)
        self._lay(given.day, given.marks)
        return _done()

    def correct(self, given: CorrectSession) -> Done[None]:
        self._lay(given.day, given.marks)
        return _done()

    def _lay(self, day: date, marks: Any) -> None:
        for one in marks:
            own = self.marks.setdefault(one.enrolment_id, {})
            own.pop(day, None)
            if one.mark is not None:
                own[day] = one.mark

    def close(self, given: CloseSession) -> Done[None]:
        left = [no for no in range(len(self.people)) if given.day not in self.marks.get(f"e{no}", {})]
        if left and not given.leave_unmarked:
            raise Refused("session_unmarked", count=len(left))
        self.sessions[given.day] = True
        return _done()

    def open(self, given: OpenSession) -> Done[None]:
        self.sessions.setdefault(given.day, False)
        return _done()

    def desk(self, *roles: Role, name: str = "Yuliana") -> RecordingDesk:
        """A desk that answers from here."""
        desk = RecordingDesk(staff(*(roles or (Role.INSTRUKTUR,)), name=name), now=FRIDAY)
        desk.answers(Classes, (self.batch, COOKING, WELDING)).answers(ClassSheetOf, self.sheet)
        desk.answers(MarkAttendance, self.mark).answers(CloseSession, self.close)
        desk.answers(CorrectSession, self.correct).answers(OpenSession, self.open)
        desk.answers(Holidays, (HOLIDAY, Holiday(date(2026, 12, 25), "Hari Raya Natal"))).answers(SubjectsOf, SUBJECTS)
        desk.answers(
            Programs, (ProgramLine("p-sewing", "Menjahit", 240, 2, 15, 1), ProgramLine("p-cooking", "Tata boga"))
        )
        grades = [
            GradeRow(f"e{no}", f"p{no}", f"{no + 1:03}", name, 80.0 if no else None)
            for no, name in enumerate(self.people)
        ]
        desk.answers(Grades, GradeSheet(self.batch, SUBJECTS, tuple(grades))).answers(SetGrades, _done())
        return desk


@dataclass
class Shown:
    """A page that is shown, and the class and desk below it."""

    page: TrainingPage
    made: MadeUp
    desk: RecordingDesk

    @property
    def table(self):
        return self.page.sheet.table

    def day(self, day: date = TODAY) -> dict[str, str]:
        """The letters of a day as they are stored, by name."""
        return {
            name: self.made.marks[f"e{no}"][day].value
            for no, name in enumerate(self.made.people)
            if day in self.made.marks.get(f"e{no}", {})
        }

    def cell(self, row: int, day: date = TODAY) -> str:
        """What stands in a cell of the table."""
        return str(self.table.model().index(row, 1 + day.day).data())

    def go(self, row: int, day: date = TODAY) -> None:
        """Put the cursor on a cell."""
        self.table.setCurrentIndex(self.table.model().index(row, 1 + day.day))


def a_page(qtbot, made: MadeUp, *roles: Role) -> Iterator[Shown]:
    desk = made.desk(*roles)
    page = TrainingPage(a_front(desk))
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.sheet.take_focus()
    yield Shown(page, made, desk)
    page.close()


def an_empty(batch: BatchLine) -> MadeUp:
    """A class without people."""
    return MadeUp(batch=replace(batch, people=0), people=())


def _done() -> Done[None]:
    return Done(Changes.of(Area.TRAINING))


PAPER = Document("daftar-hadir.pdf", b"%PDF-1.4")
