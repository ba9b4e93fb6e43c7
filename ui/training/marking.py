"""Marks on their way to the store: each key is shown at once and saved by itself, so that a crash loses none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from shelter_admin.domain.errors import Conflict, Failure
from shelter_admin.domain.training import AS_PLANNED, Attendance, ClassRow, ClassSheet, Minutes
from shelter_admin.operations.desk import Command, Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.training.changes import CancelSession, HoldExtraSession, TakeBackSessionChange
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.marks import (
    ClassMark,
    CloseSession,
    CorrectSession,
    MarkAttendance,
    OpenSession,
)
from ui.kit.frontdesk import FrontDesk

REST = 120


@dataclass(frozen=True)
class Given:
    """Marks on their way, by person and day, and the minutes given with them."""

    marks: Mapping[tuple[str, date], Attendance | None]
    minutes: Mapping[tuple[str, date], Minutes] = field(default_factory=dict)


Month = tuple[str, date, date]


class ClassDays:
    """What happens to the days of the class that is being marked."""

    def __init__(self, marking: Marking) -> None:
        self._marking = marking

    def cancel(self, day: date, why: str) -> None:
        """The class of a day does not take place."""
        self._do(CancelSession(self._marking.batch_id, day, why))

    def hold_extra(self, day: date, why: str) -> None:
        """A class is held beside the plan."""
        self._do(HoldExtraSession(self._marking.batch_id, day, why))

    def by_plan_again(self, day: date) -> None:
        """What was changed about a day is taken back."""
        self._do(TakeBackSessionChange(self._marking.batch_id, day))

    def open_session(self, day: date) -> None:
        """Hold the class on a day without a plan."""
        self._do(OpenSession(self._marking.batch_id, day))

    def close(self, day: date, *, leave_unmarked: bool) -> None:
        """Close a session; whoever has no mark is only left so when that was decided."""
        self._do(CloseSession(self._marking.batch_id, day, leave_unmarked=leave_unmarked))

    def _do(self, act: Command[Any]) -> None:
        self._marking.front.do(act, self._marking, None, self._marking.refuse)


class Marking(QObject):
    """One class in one month being marked. ``shown`` gives the sheet as it will be, ``refused`` what was not taken."""

    shown = Signal(object)
    refused = Signal(object)

    def __init__(self, front: FrontDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.front = front
        self._which: Month | None = None
        self._stored: ClassSheet | None = None
        self._pending: list[Given] = []
        self._own_change = False
        self._rest = QTimer(self, interval=REST, singleShot=True)
        self._rest.timeout.connect(self.reload)
        self.days = ClassDays(self)

    @property
    def sheet(self) -> ClassSheet | None:
        """What is stored with what is still on its way there."""
        return None if self._stored is None else with_pending(self._stored, self._pending)

    def open(self, batch_id: str, first: date, last: date) -> None:
        """Ask for a class and month; an answer about another one that comes late is dropped."""
        if self._which != (batch_id, first, last):
            self._which, self._pending, self._stored = (batch_id, first, last), [], None
        self.reload()

    def forget(self) -> None:
        """No class is open."""
        self._which, self._pending, self._stored = None, [], None

    def reload(self) -> None:
        """Ask again. The store answers in order: what was given before the question is in the answer."""
        if self._which is None:
            return
        which, given = self._which, list(self._pending)
        self.front.ask(ClassSheetOf(*which), self, lambda sheet: self._take(which, given, sheet), self.refuse)

    def reload_soon(self) -> None:
        """Ask again once the typing rests, so that thirty keys ask once."""
        self._rest.start()

    @property
    def is_typing(self) -> bool:
        """Say whether marks are on their way, so that asking can wait."""
        return bool(self._pending)

    def mark(self, day: date, marks: Sequence[tuple[str, Attendance | None]]) -> None:
        """Save marks of one day; they are shown at once."""
        self._give(day, marks, MarkAttendance(self.batch_id, day, _class_marks(marks), seen=self._seen(day, marks)))

    def time(self, day: date, enrolment_id: str, minutes: Minutes) -> None:
        """Save that somebody was present, so late or gone so early."""
        marks = ((enrolment_id, Attendance.PRESENT),)
        given = (ClassMark(enrolment_id, Attendance.PRESENT, minutes=minutes),)
        self._give(day, marks, MarkAttendance(self.batch_id, day, given, seen=self._seen(day, marks)), minutes=minutes)

    def correct(
        self, day: date, enrolment_id: str, mark: Attendance | None, reason: str, minutes: Minutes | None = None
    ) -> None:
        """Correct a mark of a closed session, or its minutes."""
        marks = ((enrolment_id, mark),)
        given = (ClassMark(enrolment_id, mark, minutes=minutes),)
        command = CorrectSession(self.batch_id, day, given, seen=self._seen(day, marks))
        self._give(day, marks, command, reason, minutes)

    def _seen(self, day: date, marks: Sequence[tuple[str, Attendance | None]]) -> Seen | None:
        """The marks as the sheet shows them, on which these are given."""
        sheet = self.sheet
        if sheet is None:
            return None
        shown = {row.enrolment_id: row.marks.get(day) for row in sheet.rows}
        return Seen({enrolment_id: shown.get(enrolment_id) for enrolment_id, _mark in marks})

    @property
    def batch_id(self) -> str:
        """The class that is open, empty where none is."""
        return self._which[0] if self._which is not None else ""

    def _give(
        self,
        day: date,
        marks: Sequence[tuple[str, Attendance | None]],
        command: Command[None],
        reason: str = "",
        minutes: Minutes | None = None,
    ) -> None:
        given = Given(
            {(enrolment_id, day): mark for enrolment_id, mark in marks},
            {} if minutes is None else {(enrolment_id, day): minutes for enrolment_id, _mark in marks},
        )
        self._pending.append(given)
        self._show()
        self.front.do(command, self, self._saved, lambda error: self._not_saved(given, error), reason=reason)

    def _saved(self, done: Done[None]) -> None:
        """The change that is told next is this mark's own: it is shown already, so asking can wait."""
        self._own_change = bool(done.changes.areas)
        self.reload_soon()

    def takes_as_own(self) -> bool:
        """Say whether the change told just now comes from a mark given here."""
        own, self._own_change = self._own_change, False
        return own

    def _take(self, which: Month, given: Sequence[Given], sheet: ClassSheet) -> None:
        if which == self._which:
            self._pending = [one for one in self._pending if not any(one is old for old in given)]
            self._stored = sheet
            self._show()

    def _not_saved(self, given: Given, failure: Failure) -> bool:
        self._pending = [one for one in self._pending if one is not given]
        self._show()
        return self.refuse(failure)

    def refuse(self, failure: Failure) -> bool:
        """Tell what was not taken."""
        if isinstance(failure, Conflict):
            self.reload()  # shows what somebody else marked
        self.refused.emit(failure)
        return True

    def _show(self) -> None:
        if self._stored is not None:
            self.shown.emit(self.sheet)


def _class_marks(marks: Sequence[tuple[str, Attendance | None]]) -> tuple[ClassMark, ...]:
    return tuple(ClassMark(enrolment_id, mark) for enrolment_id, mark in marks)


def with_pending(sheet: ClassSheet, pending: Sequence[Given]) -> ClassSheet:
    """The sheet with marks laid over it, later ones over earlier ones."""
    over: dict[str, dict[date, Attendance | None]] = {}
    minutes: dict[str, dict[date, Minutes]] = {}
    for given in pending:
        for (enrolment_id, day), mark in given.marks.items():
            over.setdefault(enrolment_id, {})[day] = mark
            if mark is not Attendance.PRESENT:
                minutes.setdefault(enrolment_id, {})[day] = AS_PLANNED
        for (enrolment_id, day), told in given.minutes.items():
            minutes.setdefault(enrolment_id, {})[day] = told
    if not over:
        return sheet
    return replace(sheet, rows=tuple(_with(row, over, minutes) for row in sheet.rows))


def _with(
    row: ClassRow, over: Mapping[str, dict[date, Attendance | None]], minutes: Mapping[str, dict[date, Minutes]]
) -> ClassRow:
    if row.enrolment_id not in over:
        return row
    timed = {**row.minutes, **minutes.get(row.enrolment_id, {})}
    kept = {day: told for day, told in timed.items() if told}
    return replace(row, marks=_laid(row.marks, over[row.enrolment_id]), minutes=kept)


def _laid(marks: Mapping[date, Attendance], over: dict[date, Attendance | None]) -> dict[date, Attendance]:
    both: dict[date, Attendance | None] = {**marks, **over}
    return {day: mark for day, mark in both.items() if mark is not None}
