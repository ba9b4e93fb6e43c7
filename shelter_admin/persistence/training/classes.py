"""Programmes and classes as lists, as far as their reader sees them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import (
    BatchLine,
    ClassToday,
    Intake,
    ProgramKind,
    ProgramLine,
    SubjectLine,
)
from shelter_admin.persistence.accounts import AccountTable, names_of_accounts
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.own import CANCELLED, EXTRA, belongs_between, belongs_on, not_at_practice
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
    ProgramTrainerTable,
    SessionChangeTable,
    SubjectTable,
)

INTAKE_COLUMNS = (
    BatchTable.places,
    BatchTable.places_male,
    BatchTable.places_female,
    BatchTable.age_from,
    BatchTable.age_to,
)


def intake_of(row: Any) -> Intake:
    """For whom a class has places, of a row that holds these columns."""
    return Intake(row.places, row.places_male, row.places_female, row.age_from, row.age_to)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who looks, and on which day. ``sight`` limits a trainer to the own programmes."""

    account_id: str
    sight: Sight
    today: date


@dataclass(frozen=True, slots=True)
class Trainers:
    """Who trains in each programme."""

    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


def trainers_of(session: Session, account_id: str) -> Trainers:
    """Who trains in each programme, and which of them this account trains in."""
    query = (
        select(ProgramTrainerTable.program_id, AccountTable.id, AccountTable.full_name, AccountTable.user)
        .join(AccountTable, AccountTable.id == ProgramTrainerTable.account_id)
        .where(AccountTable.disabled_at.is_(None))
        .order_by(AccountTable.full_name, AccountTable.user)
    )
    names: dict[str, tuple[str, ...]] = {}
    own = set()
    for program_id, account, full_name, user in session.execute(query):
        names[program_id] = (*names.get(program_id, ()), full_name or user)
        if account == account_id:
            own.add(program_id)
    return Trainers(names, frozenset(own))


def program_lines(session: Session, reader: Reader) -> tuple[ProgramLine, ...]:
    """The programmes this reader sees, by name."""
    subjects = select(func.count()).where(SubjectTable.program_id == ProgramTable.id).scalar_subquery()
    batches = select(func.count()).where(BatchTable.program_id == ProgramTable.id).scalar_subquery()
    people = _people_on(reader.today).where(EnrolmentTable.program_id == ProgramTable.id).scalar_subquery()
    query = select(
        ProgramTable.id,
        ProgramTable.name,
        ProgramTable.hours,
        ProgramTable.kind,
        subjects.label("subjects"),
        people.label("people"),
        batches.label("batches"),
    ).order_by(func.lower(ProgramTable.name))
    trainers = trainers_of(session, reader.account_id).names
    return tuple(
        ProgramLine(
            row.id,
            row.name,
            row.hours,
            row.subjects,
            row.people,
            row.batches,
            ProgramKind(row.kind),
            trainers.get(row.id, ()),
        )
        for row in session.execute(_own_only(query, reader.sight))
    )


def _people_on(day: date) -> Select[*tuple[Any, ...]]:
    return (
        select(func.count(EnrolmentTable.id))
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(belongs_on(day))
    )


def _own_only(query: Select[*tuple[Any, ...]], sight: Sight) -> Select[*tuple[Any, ...]]:
    """Limit a query over ProgramTable to the programmes of a trainer who sees no others."""
    if sight.only_class_of is None:
        return query
    mine = exists(
        select(ProgramTrainerTable.id).where(
            ProgramTrainerTable.program_id == ProgramTable.id, ProgramTrainerTable.account_id == sight.only_class_of
        )
    )
    return query.where(mine)


def subject_lines(session: Session, program_id: str) -> tuple[SubjectLine, ...]:
    """The subjects of a programme in their order."""
    query = select(SubjectTable).where(SubjectTable.program_id == program_id).order_by(SubjectTable.position)
    return tuple(SubjectLine(row.id, row.name, row.theory_hours, row.practice_hours) for row in session.scalars(query))


def _batches(reader: Reader) -> Select[*tuple[Any, ...]]:
    people = _people_on(reader.today).where(EnrolmentTable.batch_id == BatchTable.id).scalar_subquery()
    query = select(
        BatchTable.id,
        BatchTable.program_id,
        ProgramTable.name.label("program"),
        BatchTable.name,
        BatchTable.starts_on,
        BatchTable.ends_on,
        BatchTable.weekdays,
        BatchTable.starts_at,
        *INTAKE_COLUMNS,
        people.label("people"),
    ).join(ProgramTable, ProgramTable.id == BatchTable.program_id)
    return _own_only(query, reader.sight)


def _batch_line(row: Any, trainers: Trainers) -> BatchLine:
    return BatchLine(
        row.id,
        row.program_id,
        row.program,
        row.name,
        row.starts_on,
        row.ends_on,
        row.weekdays,
        row.starts_at or "",
        row.people,
        trainers.names.get(row.program_id, ()),
        row.program_id in trainers.own,
        intake_of(row),
    )


def batch_lines(session: Session, reader: Reader) -> tuple[BatchLine, ...]:
    """The classes this reader sees: the own ones, then those that still run, by programme and name."""
    trainers = trainers_of(session, reader.account_id)
    found = [_batch_line(row, trainers) for row in session.execute(_batches(reader))]

    def order(line: BatchLine) -> tuple[object, ...]:
        over = line.ends_on is not None and line.ends_on < reader.today
        return (not line.own, over, line.program.casefold(), line.name.casefold())

    return tuple(sorted(found, key=order))


def the_batch_line(session: Session, reader: Reader, batch_id: str) -> BatchLine:
    """One class; raises Refused ``batch_unknown``, or ``program_not_yours`` for a trainer's eyes."""
    row = session.execute(_batches(reader).where(BatchTable.id == batch_id)).first()
    if row is None:
        known = session.get(BatchTable, batch_id) is not None
        raise Refused("program_not_yours" if known else "batch_unknown", field="batch_id")
    return _batch_line(row, trainers_of(session, reader.account_id))


def todays_classes(session: Session, reader: Reader) -> tuple[ClassToday, ...]:
    """The classes due today that somebody belongs to, by plan or beside it, and those opened or cancelled today.

    Whoever is at field practice today is not among the people of the class.
    """
    today = reader.today
    marked = (
        select(func.count(AttendanceMarkTable.id))
        .where(AttendanceMarkTable.session_id == ClassSessionTable.id)
        .scalar_subquery()
    )
    held = and_(ClassSessionTable.batch_id == BatchTable.id, ClassSessionTable.day == today)
    changed = and_(SessionChangeTable.batch_id == BatchTable.id, SessionChangeTable.day == today)
    there = _people_on(today).where(EnrolmentTable.batch_id == BatchTable.id, not_at_practice(today)).scalar_subquery()
    query = (
        _batches(reader)
        .add_columns(ClassSessionTable.id.label("session_id"), ClassSessionTable.closed_by, marked.label("marked"))
        .add_columns(there.label("there"), SessionChangeTable.kind, SessionChangeTable.reason)
        .outerjoin(ClassSessionTable, held)
        .outerjoin(SessionChangeTable, changed)
        .where(
            or_(
                ClassSessionTable.id.is_not(None),
                SessionChangeTable.id.is_not(None),
                BatchTable.weekdays.contains(str(today.isoweekday())),
            )
        )
    )
    trainers, names = trainers_of(session, reader.account_id), names_of_accounts(session)
    off = days_off(session, today, today).get(today, "")
    rows = [(row, _batch_line(row, trainers)) for row in session.execute(query)]
    found = [
        _class_today(row, line, names, off)
        for row, line in rows
        if row.session_id is not None or ((line.runs_on(today) or row.kind == EXTRA) and line.people)
    ]
    found.sort(key=lambda one: (not one.own, one.starts_at or "99", one.program.casefold(), one.batch.casefold()))
    return tuple(found)


def _class_today(row: Any, line: BatchLine, names: Mapping[str, str], off: str) -> ClassToday:
    return ClassToday(
        line.batch_id,
        line.program_id,
        line.program,
        line.name,
        line.starts_at,
        row.there,
        row.marked,
        names.get(row.closed_by, row.closed_by) if row.closed_by else None,
        off,
        line.own,
        row.session_id is not None,
        row.reason if row.kind == CANCELLED else "",
    )


def people_of(session: Session, reader: Reader, batch: BatchLine) -> Sequence[Any]:
    """Everybody who belongs to a class now, or belonged to it until it ended, by name.

    A row is the enrolment's ``id``, ``person_id``, ``number`` and ``name`` as this reader sees it.
    """
    day = min(reader.today, batch.ends_on) if batch.ends_on is not None else reader.today
    query = (
        select(EnrolmentTable.id, PersonTable.id.label("person_id"), PersonTable.number, name_for(reader.sight))
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.batch_id == batch.batch_id, belongs_between(day, reader.today))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    return session.execute(on_duty(query, reader.sight)).all()
