"""The class of a day: opened, marked, closed; corrected with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import NOTHING
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import (
    AS_PLANNED,
    ATTENDANCE_NAMES,
    LONGEST_NOTE,
    Attendance,
    Minutes,
    require_all_marked,
    require_minutes,
    require_session_day,
)
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields
from shelter_admin.operations.training.whose import CHANGED, batch_to_run
from shelter_admin.persistence.training import changes, enrolments, holidays, sessions
from shelter_admin.persistence.training.sessions import Member
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable


@dataclass(frozen=True)
class ClassMark:
    """A mark as the trainer gives it; None takes it away. A note of None keeps the one written with the mark.

    Minutes late or left early of None stay while the mark does; another mark takes them away.
    """

    enrolment_id: str
    mark: Attendance | None
    note: str | None = field(default=None, repr=False)
    minutes: Minutes | None = None


@dataclass(frozen=True)
class Changed:
    """One mark of a session: what it was and what it is now; None is unmarked."""

    enrolment_id: str
    was: Attendance | None
    was_note: str = field(repr=False)
    now: Attendance | None = None
    now_note: str = field(default="", repr=False)
    was_minutes: Minutes = AS_PLANNED
    now_minutes: Minutes = AS_PLANNED


@dataclass(frozen=True)
class OpenSession(Command[str]):
    """Open the class of a day; tells the session. One that is open goes on."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("opening of a class")

    batch_id: str
    day: date

    @override
    def run(self, work: Work) -> Done[str]:
        batch_to_run(work, self.batch_id)
        row, opened = opened_session(work, self.batch_id, self.day)
        undo = TakeBackAttendance(row.id, (), opened=True) if opened else None
        return Done(CHANGED if opened else NOTHING, row.id, undo)


@dataclass(frozen=True)
class MarkAttendance(Edit[None]):
    """Mark people of a class on a day, opening its session where needed; nobody else is filled in.

    Each person's mark is a field of its own, by the enrolment.
    """

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("attendance")

    batch_id: str
    day: date
    marks: tuple[ClassMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch_to_run(work, self.batch_id)
        row, opened = opened_session(work, self.batch_id, self.day)
        people = sessions.members(work.session, self.batch_id, self.day)
        require_members(work, people, self.marks, self.day)
        changed = write_marks(work, row, agreed_marks(self, work, row, self.marks))
        about = tuple(people[mark.enrolment_id].person_id for mark in self.marks)
        undo = TakeBackAttendance(row.id, changed, opened=opened) if changed or opened else None
        return Done(CHANGED if undo else NOTHING, undo=undo, about=about, what={"session_id": row.id})


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
        batch_to_run(work, self.batch_id)
        close(work, self.batch_id, self.day, leave_unmarked=self.leave_unmarked)
        return Done(CHANGED)


@dataclass(frozen=True)
class CorrectSession(Edit[None]):
    """Correct marks of a closed class, with a reason; the old ones stay in the history."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("correction of a class")

    batch_id: str
    day: date
    marks: tuple[ClassMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch_to_run(work, self.batch_id)
        work.require_reason()
        row = sessions.session_on(work.session, self.batch_id, self.day)
        if row is None or row.closed_at is None:
            raise Refused("session_open")
        people = sessions.members(work.session, self.batch_id, self.day)
        require_members(work, people, self.marks, self.day)
        write_marks(work, row, agreed_marks(self, work, row, self.marks), correcting=True)
        about = tuple(people[mark.enrolment_id].person_id for mark in self.marks)
        return Done(CHANGED, about=about, what={"session_id": row.id})


@dataclass(frozen=True)
class TakeBackAttendance(Command[None]):
    """Undo of marking: each mark is again what it was; a session opened for it goes while it has no mark."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the attendance")

    session_id: str
    changed: tuple[Changed, ...] = field(repr=False)
    opened: bool = False

    @override
    def run(self, work: Work) -> Done[None]:
        row = work.session.get(ClassSessionTable, self.session_id)
        if row is None:
            raise Refused("changed_meanwhile")
        batch_to_run(work, row.batch_id)
        if row.closed_at is not None:
            raise Refused("session_closed")
        written = sessions.marks_of(work.session, row.id)
        if any(state_of(written.get(one.enrolment_id)) != _now(one) for one in self.changed):
            raise Refused("changed_meanwhile")
        before = (ClassMark(one.enrolment_id, one.was, one.was_note, one.was_minutes) for one in self.changed)
        write_marks(work, row, tuple(before))
        if self.opened and not sessions.marks_of(work.session, row.id):
            work.session.delete(row)
            work.session.flush()
        return Done(CHANGED)


def opened_session(work: Work, batch_id: str, day: date) -> tuple[ClassSessionTable, bool]:
    """The open session of a day, opened where needed.

    Refused on a day to come, a day off, a day on which the class was cancelled, or once it is closed.
    """
    days_off = holidays.off_for_session(work.session, day) if day <= work.today else {}
    require_session_day(day, work.today, days_off)
    changed = changes.change_on(work.session, batch_id, day)
    if changed is not None and changed.kind == changes.CANCELLED:
        raise Refused("session_cancelled", field="day", day=day, why=changed.reason)
    row, opened = sessions.begin(work.session, batch_id, day)
    if row.closed_at is not None:
        raise Refused("session_closed")
    return row, opened


def require_members(work: Work, people: Mapping[str, Member], marks: tuple[ClassMark, ...], day: date) -> None:
    """Refuse a mark of somebody who does not belong to the class on that day, or is at practice; check the rest."""
    outside = [mark.enrolment_id for mark in marks if mark.enrolment_id not in people]
    if outside:
        number = sessions.numbers_of(work.session, outside).get(outside[0], "")
        away = sessions.at_practice(work.session, outside[:1], day)
        raise Refused("at_practice" if away else "not_in_class", field="marks", number=number, day=day)
    for mark in marks:
        require_minutes(mark.mark, mark.minutes)
    if any(len(mark.note or "") > LONGEST_NOTE for mark in marks):
        raise Refused("text_too_long", field="note", most=LONGEST_NOTE)


State = tuple[Attendance | None, str, Minutes]


def state_of(row: AttendanceMarkTable | None) -> State:
    """A mark with its note and minutes as they are written; None where there is none."""
    if row is None:
        return None, "", AS_PLANNED
    return Attendance(row.mark), row.note, Minutes(row.late_minutes, row.left_minutes)


def _now(one: Changed) -> State:
    return one.now, one.now_note, one.now_minutes


def agreed_marks(
    edit: Edit[None], work: Work, row: ClassSessionTable, marks: tuple[ClassMark, ...]
) -> tuple[ClassMark, ...]:
    """The marks as given, where nobody else gave another first; raises Conflict."""
    if edit.seen is None:
        return marks
    written = sessions.marks_of(work.session, row.id)
    fields = Fields(
        lambda one: f"{enrolments.name_of(work.session, work.sight, one)} · {short_date(row.day)}",
        lambda one: sessions.last_marked(work.session, row.id, one, written.get(one)),
        lambda _one, mark: _("not marked") if mark is None else _(ATTENDANCE_NAMES[mark]),
    )
    now = {one.enrolment_id: state_of(written.get(one.enrolment_id))[0] for one in marks}
    agreed = edit.agree(work, fields, {one.enrolment_id: one.mark for one in marks}, now)
    return tuple(_as_agreed(one, agreed[one.enrolment_id]) for one in marks)


def _as_agreed(given: ClassMark, mark: Attendance | None) -> ClassMark:
    """The mark that was agreed on; minutes given with another one do not go with it."""
    return given if mark is given.mark else replace(given, mark=mark, minutes=None)


def write_marks(
    work: Work, row: ClassSessionTable, marks: tuple[ClassMark, ...], *, correcting: bool = False
) -> tuple[Changed, ...]:
    """Write new marks in one statement, change and take away earlier ones; tells what each was and is."""
    written = sessions.marks_of(work.session, row.id)
    wanted = {mark.enrolment_id: mark for mark in marks}
    first: list[sessions.NewMark] = []
    changed = []
    for enrolment_id, given in wanted.items():
        old = written.get(enrolment_id)
        was = state_of(old)
        now = _becomes(was, given)
        if was == now:
            continue
        changed.append(Changed(enrolment_id, was[0], was[1], now[0], now[1], was[2], now[2]))
        if old is None and now[0] is not None:
            first.append(sessions.NewMark(enrolment_id, now[0], now[1], now[2]))
        elif old is not None and now[0] is not None:
            old.mark, old.note = now[0].value, now[1]
            old.late_minutes, old.left_minutes = now[2].late, now[2].left
        elif old is not None:
            work.session.delete(old)
    sessions.add_marks(work.session, row.id, first, correcting=correcting)
    work.session.flush()
    return tuple(changed)


def _becomes(was: State, given: ClassMark) -> State:
    """What a mark, its note and its minutes are after one was given."""
    if given.mark is None:
        return None, "", AS_PLANNED
    note = was[1] if given.note is None else given.note.strip()
    kept = was[2] if given.mark is was[0] else AS_PLANNED
    return given.mark, note, kept if given.minutes is None else given.minutes


def close(work: Work, batch_id: str, day: date, *, leave_unmarked: bool) -> None:
    """Close and sign a session; whoever is unmarked and may stay so is left unmarked."""
    row = sessions.session_on(work.session, batch_id, day)
    if row is None:
        raise Refused("session_not_held", field="day", day=day)
    if row.closed_at is not None:
        raise Refused("session_closed")
    if not leave_unmarked:
        marked = sessions.marks_of(work.session, row.id)
        require_all_marked([one for one in sessions.members(work.session, batch_id, day) if one not in marked])
    row.closed_at, row.closed_by = work.now, work.staff.account_id
    work.session.flush()
