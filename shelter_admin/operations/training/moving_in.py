"""A month sheet of a class moved in: rehearsed or taken, people matched by name within the house, nothing guessed.

Somebody the sheet marks who is not enrolled yet is enrolled from their first marked day: that is all the sheet
proves. A mark that is stored already stays as it is; where the sheet says otherwise, both are told. The sessions of
the sheet stay open, so that a trainer looks at what is unmarked before signing them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path, PurePath
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.attendance_sheet import (
    Asked,
    AttendanceReading,
    Bearer,
    HouseNames,
    Matched,
    Matching,
    SheetRow,
    Unmatched,
    match_people,
)
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.names import search_key
from shelter_admin.domain.training import Attendance
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.training.whose import require_run
from shelter_admin.persistence.training import enrolments, holidays, moving_in, programs, setting_up
from shelter_admin.persistence.training.moving_in import NewEnrolment, NewMark, SessionKept
from shelter_admin.persistence.training.tables import EnrolmentTable

WORDS: dict[str, str] = {
    "attendance_not_found": N_("No sheet of the file holds a class: names down, days across."),
    "attendance_sheets_several": N_("Several sheets hold a class: {sheets}. Choose one."),
    "attendance_month_unclear": N_("The sheet does not tell its month. Say which month it is."),
    "attendance_days_unclear": N_(
        "The days over the columns do not run on from left to right. Correct the sheet first."
    ),
    "match_name_unknown": N_("One of the names given is not in the sheet."),
    "match_number_unknown": N_("One of the numbers given is nobody's who was in the house that month."),
}
CHANGED: Final = Changes.of(Area.TRAINING, Area.READINESS)
Matches = tuple[tuple[str, str], ...]


class Left(StrEnum):
    """Why a mark of the sheet was left out."""

    OUTSIDE_STAY = "outside_stay"
    AFTER_END = "after_end"
    TO_COME = "to_come"
    DIFFERS = "differs"
    CLOSED = "closed"


LEFT_WORDS: Final[Mapping[Left, str]] = {
    Left.OUTSIDE_STAY: N_("was not in the house that day"),
    Left.AFTER_END: N_("had left the class"),
    Left.TO_COME: N_("the day is still to come"),
    Left.DIFFERS: N_("another mark is stored and stays"),
    Left.CLOSED: N_("the class of that day is closed"),
}


@dataclass(frozen=True)
class MarkLeft:
    """A mark of the sheet that was not taken, beside the one that is stored, if any."""

    row: int
    number: str
    name: str = field(repr=False)
    day: date
    why: Left
    mark: Attendance
    stored: Attendance | None = None


@dataclass(frozen=True)
class EnrolledBySheet:
    """Somebody who is enrolled because the sheet marks them, or whose joining goes back to its first mark."""

    number: str
    name: str = field(repr=False)
    joined_on: date
    new: bool = True


@dataclass(frozen=True)
class AttendanceMovedIn:
    """What became of a month sheet. ``marks`` were taken, ``already`` were stored the same before.

    ``other_program`` is another programme that the sheet's title names instead of the one chosen.
    """

    reading: AttendanceReading = field(repr=False)
    program: str
    matched: tuple[Matched, ...] = field(repr=False)
    asked: tuple[Asked, ...] = field(repr=False)
    marks: int
    already: int
    unmarked: int
    left: tuple[MarkLeft, ...] = field(repr=False)
    enrolled: tuple[EnrolledBySheet, ...] = field(repr=False)
    on_days_off: tuple[date, ...]
    rehearsal: bool
    other_program: str = ""

    def left_because(self, *why: Left) -> int:
        """How many marks were left out for these reasons."""
        return sum(one.why in why for one in self.left)

    def asked_because(self, *why: Unmatched) -> tuple[Asked, ...]:
        """The rows to ask about for these reasons."""
        return tuple(one for one in self.asked if one.why in why)


@dataclass
class _Plan:
    """What a sheet would write, worked out the same for rehearsal and act."""

    reading: AttendanceReading
    program: str
    matching: Matching
    marks: list[tuple[NewMark, Matched]] = field(default_factory=list)
    left: list[MarkLeft] = field(default_factory=list)
    already: int = 0
    unmarked: int = 0


def file_content(path: Path) -> bytes:
    """Read the file that is to be moved in. Refuses what is missing, no file or too big."""
    from shelter_admin.spreadsheets.sheets import content_of

    return content_of(path)


@dataclass(frozen=True)
class _Sheet:
    """What rehearsal and act are told; ``month`` is the first day of the month where the sheet does not tell it."""

    content: bytes = field(repr=False)
    filename: str = field(repr=False)
    program_id: str
    sheet: str | None = field(default=None, repr=False)
    matches: Matches = field(default=(), repr=False)
    month: date | None = None

    def read(self, program: str) -> AttendanceReading:
        """Read the sheet asked for; of several that hold a class, the only one called like the programme."""
        from shelter_admin.spreadsheets.attendance import look_for_attendance, read_attendance
        from shelter_admin.spreadsheets.day_heads import Month
        from shelter_admin.spreadsheets.sheets import sheets_in

        month = Month(self.month.year, self.month.month) if self.month else None
        book = sheets_in(self.content, self.filename)
        sheet = self.sheet
        if sheet is None:
            named = [name for name in look_for_attendance(book) if _names(search_key(name), program)]
            sheet = named[0] if len(named) == 1 else None
        return read_attendance(book, sheet=sheet, month=month, called=PurePath(self.filename).stem)


@dataclass(frozen=True)
class RehearseAttendance(_Sheet, Query[AttendanceMovedIn]):
    """What taking this month sheet would do; nothing is saved."""

    needs: ClassVar[Right] = Right.RUN_CLASS

    @override
    def run(self, work: Work) -> AttendanceMovedIn:
        planner = _Planner(work, self, _standing(work, self.program_id))
        return planner.outcome(rehearsal=True)


@dataclass(frozen=True)
class MoveAttendanceIn(_Sheet, Command[AttendanceMovedIn]):
    """Take the marks of a month sheet, all or nothing; the same sheet again takes nothing."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("attendance moved in")

    @override
    def run(self, work: Work) -> Done[AttendanceMovedIn]:
        planner = _Planner(work, self, _standing(work, self.program_id))
        if planner.needs_standing_class:
            planner = _Planner(work, self, programs.standing_batch(work.session, self.program_id))
        planner.write()
        done = planner.outcome(rehearsal=False)
        about = tuple(sorted({one.person.person_id for _mark, one in planner.plan.marks}))
        return Done(CHANGED if done.marks else Changes(), done, about=about, what={"marks": done.marks})


def _standing(work: Work, program_id: str) -> str:
    """The standing class, or nothing while nobody opened it."""
    batch = setting_up.find_batch(work.session, program_id, "")
    return batch.id if batch is not None else ""


class _Planner:
    """Sets a sheet beside what is stored."""

    def __init__(self, work: Work, told: _Sheet, standing: str) -> None:
        require_run(work, told.program_id)
        self._work = work
        self._program = setting_up.the_program(work.session, told.program_id)
        reading = told.read(self._program.name)
        first, last = reading.days[0], reading.days[-1]
        house = moving_in.house_between(work.session, work.sight, first, last)
        matching = match_people(reading.rows, house, _chosen(told.matches, reading, house))
        stays = {stay.stay_id for one in matching.taken for stay in one.person.stays}
        self._places = enrolments.enrolments_of(work.session, told.program_id, stays)
        self._new_batch = self._batch_of_newcomers(standing)
        self.plan = _Plan(reading, self._program.name, self._enrollable(matching))
        batches = {place.batch_id for place in self._places.values()} | {self._new_batch}
        self._sessions = moving_in.sessions_between(work.session, batches, first, last)
        self._set_beside()
        self._enrolled = [
            EnrolledBySheet(one.person.number, one.person.name, day, new=stay_id not in self._places)
            for one, stay_id, day in self._joining()
        ]

    @property
    def needs_standing_class(self) -> bool:
        """Say whether somebody is to be enrolled and the programme has no class yet."""
        return not self._new_batch and any(not mark.batch_id for mark, _one in self.plan.marks)

    def _batch_of_newcomers(self, standing: str) -> str:
        """Where the sheet's people who are not enrolled belong: the class of all the others, else the standing one."""
        batches = {place.batch_id for place in self._places.values()}
        return next(iter(batches)) if len(batches) == 1 else standing

    def _enrollable(self, matching: Matching) -> Matching:
        """Ask about people who would have to be enrolled, where who moves the sheet in may not enrol anybody."""
        if self._work.staff.may(Right.EDIT_PROGRAMS, self._work.today):
            return matching
        taken, asked = list[Matched](), list(matching.asked)
        for one in matching.taken:
            if any(stay.stay_id in self._places for stay in one.person.stays):
                taken.append(one)
            else:
                asked.append(Asked(one.row, Unmatched.NOT_ENROLLED, (one.person,)))
        return Matching(tuple(taken), tuple(sorted(asked, key=lambda one: one.row.number)))

    def _set_beside(self) -> None:
        plan = self.plan
        for one in plan.matching.taken:
            for day, mark in sorted(one.row.marks.items()):
                self._weigh(one, day, mark)
            plan.unmarked += sum(1 for _day in self._empty_days(one))

    def _empty_days(self, one: Matched) -> Iterator[date]:
        for day in self.plan.reading.class_days:
            written = day in one.row.marks or day in one.row.doubtful
            if not written and day <= self._work.today and one.person.stay_on(day) is not None:
                yield day

    def _weigh(self, one: Matched, day: date, mark: Attendance) -> None:
        stay_id = one.person.stay_on(day)
        place = self._places.get(stay_id or "")
        batch_id = place.batch_id if place is not None else self._new_batch
        kept = self._sessions.get((batch_id, day))
        stored = kept.marks.get(place.id) if kept is not None and place is not None else None
        why = self._why_left(stay_id, place, day, kept)
        if stored is not None and why in {None, Left.CLOSED}:
            if stored is mark:
                self.plan.already += 1
                return
            why = Left.DIFFERS
        if why is not None or stay_id is None:
            left = MarkLeft(
                one.row.number, one.person.number, one.person.name, day, why or Left.OUTSIDE_STAY, mark, stored
            )
            self.plan.left.append(left)
        else:
            self.plan.marks.append((NewMark(stay_id, batch_id, day, mark), one))

    def _why_left(
        self, stay_id: str | None, place: EnrolmentTable | None, day: date, kept: SessionKept | None
    ) -> Left | None:
        if stay_id is None:
            return Left.OUTSIDE_STAY
        if day > self._work.today:
            return Left.TO_COME
        if place is not None and place.ended_on is not None and place.ended_on < day:
            return Left.AFTER_END
        return Left.CLOSED if kept is not None and kept.closed else None

    def _joining(self) -> Iterator[tuple[Matched, str, date]]:
        """The stays whose place in the class begins, or must have begun, with the first mark taken."""
        firsts: dict[str, tuple[Matched, date]] = {}
        for mark, one in self.plan.marks:
            firsts.setdefault(mark.stay_id, (one, mark.day))
        for stay_id, (one, day) in firsts.items():
            place = self._places.get(stay_id)
            if place is None or (place.joined_on is not None and place.joined_on > day):
                yield one, stay_id, day

    def write(self) -> None:
        """Write what is new; an enrolment that began later than the sheet proves begins with its first mark."""
        added = []
        for _one, stay_id, day in self._joining():
            if stay_id in self._places:
                enrolments.joined_by(self._work.session, self._places[stay_id], day)
            else:
                added.append(NewEnrolment(stay_id, self._new_batch, day))
        marks = [mark for mark, _one in self.plan.marks]
        if marks:
            moving_in.write(self._work.session, self._program.id, added, marks)

    def outcome(self, *, rehearsal: bool) -> AttendanceMovedIn:
        """Tell what is, or would be, done."""
        plan = self.plan
        days = plan.reading.days
        off = holidays.days_off(self._work.session, days[0], days[-1])
        return AttendanceMovedIn(
            plan.reading,
            plan.program,
            plan.matching.taken,
            plan.matching.asked,
            len(plan.marks),
            plan.already,
            plan.unmarked,
            tuple(plan.left),
            tuple(self._enrolled),
            tuple(sorted({mark.day for mark, _one in plan.marks if mark.day in off})),
            rehearsal,
            self._other_program(),
        )

    def _other_program(self) -> str:
        """Another programme named in the sheet's title or tab, where the chosen one is not."""
        reading = self.plan.reading
        said = search_key(f"{reading.title} {reading.sheet}")
        named = [name for _id, name in programs.programs(self._work.session) if _names(said, name)]
        return "" if self._program.name in named or not named else named[0]


def _names(said: str, program: str) -> bool:
    """Say whether these words hold the name of a programme as words of their own."""
    return f" {search_key(program)} " in f" {said} "


def _chosen(matches: Matches, reading: AttendanceReading, house: HouseNames) -> dict[str, Bearer]:
    """The answers given, by name as it is compared; refuses a name the sheet has not and a number nobody has."""
    chosen: dict[str, Bearer] = {}
    keys = {row.key for row in reading.rows}
    for name, number in matches:
        key = SheetRow(0, name).key
        if key not in keys:
            raise Refused("match_name_unknown", field="matches")
        bearer = house.numbered(number)
        if bearer is None:
            raise Refused("match_number_unknown", field="matches")
        chosen[key] = bearer
    return chosen
