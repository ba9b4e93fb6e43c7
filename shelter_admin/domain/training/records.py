"""Programmes, classes, sheets and marks as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from shelter_admin.domain.training.attendance import LEAST_RATE, Attendance, AttendanceFigures, OwnDays
from shelter_admin.domain.training.intake import NO_LIMITS, Intake, ProgramKind
from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.domain.training.minutes import Minutes

STREAK: Final = 3
EVERY_WORKING_DAY: Final = "12345"


@dataclass(frozen=True, slots=True)
class ProgramLine:
    """A programme in the list: its hours where known, how many subjects, people in house now, and batches."""

    program_id: str
    name: str
    hours: int | None = None
    subjects: int = 0
    people: int = 0
    batches: int = 0
    kind: ProgramKind = ProgramKind.VOCATIONAL
    trainers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectLine:
    """What a programme teaches, in the order of the certificate's back; hours where known."""

    subject_id: str
    name: str
    theory_hours: int | None = None
    practice_hours: int | None = None


@dataclass(frozen=True, slots=True)
class BatchLine:
    """A class of a programme; without a name it is the programme's standing one. ``people`` belong to it today."""

    batch_id: str
    program_id: str
    program: str
    name: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    weekdays: str = EVERY_WORKING_DAY
    starts_at: str = ""
    people: int = 0
    trainers: tuple[str, ...] = ()
    own: bool = False
    intake: Intake = NO_LIMITS

    @property
    def title(self) -> str:
        """``Menjahit · Angkatan II``, or the programme alone for its standing class."""
        return f"{self.program} · {self.name}" if self.name else self.program

    def runs_on(self, day: date) -> bool:
        """Say whether the class is due on this weekday within its time."""
        begun = self.starts_on is None or self.starts_on <= day
        return begun and (self.ends_on is None or day <= self.ends_on) and str(day.isoweekday()) in self.weekdays


@dataclass(frozen=True, slots=True)
class ClassToday:
    """A class due today: how many belong to it, how many are marked, who closed it, which holiday it falls on.

    ``cancelled`` is why it does not meet today.
    """

    batch_id: str
    program_id: str
    program: str
    batch: str
    starts_at: str
    people: int
    marked: int
    closed_by: str | None
    off: str
    own: bool = False
    opened: bool = False
    cancelled: str = ""


@dataclass(frozen=True, slots=True)
class ClassDay:
    """One day of a sheet: the session held on it, if any; ``off`` names the holiday; ``planned`` by its weekday.

    ``cancelled`` and ``extra`` are the reasons why the class does not meet although it is due, or meets although it
    is not.
    """

    day: date
    session_id: str | None = None
    closed_at: datetime | None = None
    closed_by: str | None = None
    off: str = ""
    planned: bool = False
    cancelled: str = ""
    extra: str = ""


@dataclass(frozen=True, slots=True)
class PracticeCell:
    """A day somebody is at field practice: where, and its mark, None where it is not marked."""

    place: str
    mark: Attendance | None = None
    practice_id: str = ""


@dataclass(frozen=True, slots=True)
class ClassRow:
    """One person's line of a sheet. ``marks`` are those of the days shown; figures and streak are of all own ones.

    ``announced`` is leave told in advance: a proposal, never a mark. On the days in ``practice`` the class's own
    session does not count for this person. ``least`` is the attendance that leaving asks of them, from 0 to 1.
    """

    enrolment_id: str
    stay_id: str
    person_id: str
    number: str
    name: str
    own: OwnDays
    marks: Mapping[date, Attendance]
    figures: AttendanceFigures
    streak: int = 0
    notes: Mapping[date, str] = field(default_factory=dict, repr=False)
    minutes: Mapping[date, Minutes] = field(default_factory=dict)
    announced: Mapping[date, Attendance] = field(default_factory=dict)
    practice: Mapping[date, PracticeCell] = field(default_factory=dict)
    least: float = LEAST_RATE

    def belongs(self, day: date) -> bool:
        """Say whether the class of this day is theirs."""
        return day in self.own and day not in self.practice

    @property
    def joined_on(self) -> date | None:
        """Since when the person is in the class, where it is known."""
        return self.own.joined_on

    @property
    def ended_on(self) -> date | None:
        """The last day in the class, where it was ended."""
        return self.own.ended_on


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """A class over some days: everybody who belongs to it on any of them, by name."""

    batch: BatchLine
    first: date
    last: date
    days: tuple[ClassDay, ...]
    rows: tuple[ClassRow, ...]
    today: date
    streak: int = STREAK

    def day_of(self, day: date) -> ClassDay | None:
        """The column of a day."""
        return next((one for one in self.days if one.day == day), None)

    def unmarked_on(self, day: date) -> tuple[ClassRow, ...]:
        """Whoever belongs to the class on this day and has no mark."""
        return tuple(row for row in self.rows if row.belongs(day) and day not in row.marks)


@dataclass(frozen=True, slots=True)
class StreakLine:
    """Somebody absent without word several times in a row in a class, and how often."""

    enrolment_id: str
    person_id: str
    name: str
    batch_id: str
    batch: str
    count: int


@dataclass(frozen=True, slots=True)
class AnnouncedLeave:
    """Leave from class told in advance. ``reason`` is None to who may not read it; ``proof`` is its kind of paper."""

    leave_id: str
    enrolment_id: str
    person_id: str
    number: str
    name: str
    first: date
    last: date
    mark: Attendance
    reason: str | None = field(default=None, repr=False)
    document_id: str | None = None
    proof: str = ""
    by: str = ""
    at: datetime | None = None


def proposed_marks(sheet: ClassSheet, day: date) -> dict[str, Attendance]:
    """What marking everybody who is left would give: present, but sick or excused for whom leave was announced."""
    return {row.enrolment_id: row.announced.get(day, Attendance.PRESENT) for row in sheet.unmarked_on(day)}


@dataclass(frozen=True, slots=True)
class PersonAttendance:
    """One person's figures in a programme."""

    person_id: str
    number: str
    name: str
    figures: AttendanceFigures


@dataclass(frozen=True, slots=True)
class ProgramAttendance:
    """A programme's attendance over some days: how many sessions were held, and everybody's figures by number."""

    program_id: str
    program: str
    sessions: int
    people: tuple[PersonAttendance, ...]


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One person's marks: the final one and those of the subjects, by subject id.

    ``attempts`` are those of the parts by subject and part, the first attempt first; ``reckoned`` is what subjects and
    final mark (under None) come to from them, None where something is missing.
    """

    enrolment_id: str
    person_id: str
    number: str
    name: str
    final: float | None = None
    subjects: Mapping[str, float] = field(default_factory=dict)
    attempts: Mapping[tuple[str, Part], tuple[float, ...]] = field(default_factory=dict)
    reckoned: Mapping[str | None, float | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GradeSheet:
    """The marks of a class, by name."""

    batch: BatchLine
    subjects: tuple[SubjectLine, ...]
    rows: tuple[GradeRow, ...]


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day in the table of holidays; ``off`` is False where the office works although the calendar says holiday."""

    day: date
    name: str
    off: bool = True
    by_office: bool = False


@dataclass(frozen=True, slots=True)
class PersonTraining:
    """A programme in a resident's file: since when, how often there, which mark."""

    enrolment_id: str
    program_id: str
    program: str
    batch: str
    own: OwnDays
    figures: AttendanceFigures
    final: float | None = None
    subjects: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class MarkCorrection:
    """A mark changed after its session was closed: what it was, who changed it, when and why."""

    person_id: str
    name: str
    was: Attendance | None
    at: datetime
    by: str
    reason: str
