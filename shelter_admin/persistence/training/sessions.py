"""The class of a day: its session, who belongs to it, and the marks; new marks written in one statement."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import AS_PLANNED, Attendance, MarkCorrection, Minutes
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import insert_many, new_id, stamped
from shelter_admin.persistence.history import HistoryTable, insert_with_none_before, last_change, last_taken_away
from shelter_admin.persistence.people.sight import name_for
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.own import belongs_on, not_at_practice
from shelter_admin.persistence.training.tables import AttendanceMarkTable, BatchTable, ClassSessionTable, EnrolmentTable


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody who belongs to a class on a day."""

    enrolment_id: str
    person_id: str
    number: str


@dataclass(frozen=True, slots=True)
class NewMark:
    """A first mark in a session."""

    enrolment_id: str
    mark: Attendance
    note: str = field(default="", repr=False)
    minutes: Minutes = AS_PLANNED


def session_on(session: Session, batch_id: str, day: date) -> ClassSessionTable | None:
    """The session of a class on a day, once somebody opened it."""
    query = select(ClassSessionTable).where(ClassSessionTable.batch_id == batch_id, ClassSessionTable.day == day)
    return session.scalars(query).first()


def sessions_of_program(session: Session, program_id: str, day: date) -> list[ClassSessionTable]:
    """The sessions of a programme's classes on a day."""
    query = (
        select(ClassSessionTable)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .where(BatchTable.program_id == program_id, ClassSessionTable.day == day)
    )
    return list(session.scalars(query))


def begin(session: Session, batch_id: str, day: date) -> tuple[ClassSessionTable, bool]:
    """The session of a class on a day, opened where needed; says whether it was."""
    row = session_on(session, batch_id, day)
    if row is not None:
        return row, False
    row = ClassSessionTable(id=new_id(), batch_id=batch_id, day=day)
    session.add(row)
    session.flush()
    return row, True


def members(session: Session, batch_id: str, day: date) -> dict[str, Member]:
    """Whoever belongs to a class on a day and is not at field practice, by enrolment."""
    query = (
        select(EnrolmentTable.id, StayTable.person_id, PersonTable.number)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.batch_id == batch_id, belongs_on(day), not_at_practice(day))
    )
    return {row.id: Member(row.id, row.person_id, row.number) for row in session.execute(query)}


def numbers_of(session: Session, enrolment_ids: Iterable[str]) -> dict[str, str]:
    """The own numbers of people by their enrolment, to name them in a refusal."""
    query = (
        select(EnrolmentTable.id, PersonTable.number)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.id.in_(list(enrolment_ids)))
    )
    return {row.id: row.number for row in session.execute(query)}


def at_practice(session: Session, enrolment_ids: Iterable[str], day: date) -> set[str]:
    """Those of these enrolments who are at field practice that day."""
    query = select(EnrolmentTable.id).where(EnrolmentTable.id.in_(list(enrolment_ids)), ~not_at_practice(day))
    return set(session.scalars(query))


def marks_of(session: Session, session_id: str) -> dict[str, AttendanceMarkTable]:
    """The marks written so far, by enrolment."""
    query = select(AttendanceMarkTable).where(AttendanceMarkTable.session_id == session_id)
    return {mark.enrolment_id: mark for mark in session.scalars(query)}


def last_marked(
    session: Session, session_id: str, enrolment_id: str, row: AttendanceMarkTable | None
) -> tuple[str, datetime] | None:
    """Who marked somebody last in a session or took the mark away, and when."""
    if row is not None:
        return last_change(session, row, ("mark",))
    return last_taken_away(session, AttendanceMarkTable, session_id=session_id, enrolment_id=enrolment_id)


def add_marks(session: Session, session_id: str, marks: Iterable[NewMark], *, correcting: bool = False) -> None:
    """Write first marks, all in one statement; ``correcting`` keeps that there was none before."""
    rows = [
        stamped(
            session,
            session_id=session_id,
            enrolment_id=new.enrolment_id,
            mark=new.mark.value,
            note=new.note,
            late_minutes=new.minutes.late,
            left_minutes=new.minutes.left,
        )
        for new in marks
    ]
    if correcting:
        insert_with_none_before(
            session, AttendanceMarkTable, rows, {"mark": None, "note": "", "late_minutes": None, "left_minutes": None}
        )
    else:
        insert_many(session, AttendanceMarkTable, rows)


def corrections(session: Session, sight: Sight, session_id: str, act: str) -> tuple[MarkCorrection, ...]:
    """The earlier marks of a session that this act changed or took away, the newest first.

    A mark that was changed before it was taken away is told with both.
    """
    written = select(AttendanceMarkTable.id).where(AttendanceMarkTable.session_id == session_id)
    gone = aliased(HistoryTable)
    taken_away = select(gone.row_id).where(
        gone.table_name == AttendanceMarkTable.__tablename__,
        gone.act == act,
        gone.gone,
        gone.old["session_id"].as_string() == session_id,
    )
    query = (
        select(HistoryTable)
        .where(
            HistoryTable.table_name == AttendanceMarkTable.__tablename__,
            HistoryTable.act == act,
            or_(HistoryTable.row_id.in_(written), HistoryTable.row_id.in_(taken_away)),
        )
        .order_by(HistoryTable.at.desc(), HistoryTable.id.desc())
    )
    lines = [line for line in session.scalars(query) if "mark" in line.old]
    enrolments = {row.id: row.enrolment_id for row in marks_of(session, session_id).values()}
    enrolments |= {line.row_id: str(line.old["enrolment_id"]) for line in lines if line.gone}
    people = _people(session, sight, enrolments.values())
    names = names_of_accounts(session)
    return tuple(
        MarkCorrection(
            *people[enrolments[line.row_id]],
            Attendance(line.old["mark"]) if line.old["mark"] else None,
            line.at,
            names.get(line.by, line.by),
            line.reason,
        )
        for line in lines
    )


def _people(session: Session, sight: Sight, enrolment_ids: Iterable[str]) -> dict[str, tuple[str, str]]:
    query = (
        select(EnrolmentTable.id, PersonTable.id.label("person_id"), name_for(sight))
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.id.in_(list(enrolment_ids)))
    )
    return {row.id: (row.person_id, row.name) for row in session.execute(query)}
