"""The rows of the records behind a month, table by table; what they point at is always among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.month.frame import MonthFrame
from shelter_admin.domain.month.package import RESOURCES, Resource, Value
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.limiting import limited_now
from shelter_admin.persistence.people.sight import kept_of
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.returns.classes import held_in
from shelter_admin.persistence.returns.figures import stays_from
from shelter_admin.persistence.training.own import belongs_on
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
)

Rows = tuple[tuple[Value, ...], ...]


def rows_of(session: Session, sight: Sight, frame: MonthFrame, panti: Panti) -> Mapping[str, Rows]:
    """Every table of ``domain.month.package`` with its rows, in a fixed order.

    Of people kept from this reader, and of those whose details are frozen, the rows are there, so that every sum is
    right, without anything that names them.
    """
    slept, outside = _slept(frame), _outside(frame, panti)
    counted = RollCallTable.night.between(frame.first, frame.through)
    stays = or_(
        stays_from(frame.first, frame.through),
        StayTable.id.in_(select(PlacementTable.stay_id).where(slept)),
        StayTable.id.in_(
            select(RollCallMarkTable.stay_id)
            .join(RollCallTable, RollCallTable.id == RollCallMarkTable.roll_call_id)
            .where(counted)
        ),
        StayTable.id.in_(select(OutingTable.stay_id).where(outside)),
    )
    issued = CertificateTable.issued_on.between(frame.first, frame.through)
    people = or_(
        PersonTable.id.in_(select(StayTable.person_id).where(stays)),
        PersonTable.id.in_(select(CertificateTable.person_id).where(issued)),
    )
    rows = {
        "people": _people(session, people),
        "stays": _read(session, _stays(stays)),
        "placements": _read(session, _placements(slept)),
        "presence": _read(session, _presence(counted)),
        "outings": _read(session, _outings(outside)),
        "attendance": _read(session, _attendance(frame)),
        "certificates": _read(session, _certificates(issued)),
    }
    kept = kept_of(session, sight, [str(row[0]) for row in rows["people"]]) | limited_now(session)
    return {table.name: _without_names(table, rows[table.name], kept) for table in RESOURCES} if kept else rows


def _without_names(table: Resource, rows: Rows, kept: frozenset[str]) -> Rows:
    """The rows with nothing that names these people, nor the category they are kept for."""
    fields = [field.name for field in table.fields]
    at = fields.index("person_id")
    hidden = {place for place, field in enumerate(table.fields) if field.naming or field.name == "category"}
    return tuple(
        tuple(None if place in hidden else value for place, value in enumerate(row)) if row[at] in kept else row
        for row in rows
    )


def _slept(frame: MonthFrame) -> Any:
    return and_(
        PlacementTable.from_night <= frame.through,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > frame.first),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
    )


def _outside(frame: MonthFrame, panti: Panti) -> Any:
    """Times outside that touch the month; to the last minute counted."""
    begins, ends = panti.instant(frame.first, time()), panti.instant(frame.through, time.max)
    return and_(OutingTable.out_at <= ends, or_(OutingTable.in_at.is_(None), OutingTable.in_at >= begins))


def _people(session: Session, wanted: Any) -> Rows:
    query = (
        select(
            PersonTable.id,
            PersonTable.number,
            PersonTable.name,
            PersonTable.alias,
            PersonTable.sex,
            PersonTable.birth_year,
            PersonTable.birth_month,
            PersonTable.birth_day,
            PersonTable.birth_quality,
            PersonTable.birth_place,
            PersonTable.nik,
            PersonTable.identity_status,
            PersonTable.origin_code,
            PersonCategoryTable.category,
        )
        .outerjoin(PersonCategoryTable, and_(PersonCategoryTable.person_id == PersonTable.id, PersonCategoryTable.main))
        .where(wanted)
        .order_by(PersonTable.id)
    )
    return tuple((*row[:-1], _open_category(row[-1])) for row in _read(session, query))


def _open_category(code: Value) -> Value:
    """A category that is health data leaves the house in no record of a person."""
    known = BY_CODE.get(str(code))
    return None if known is None or known.sensitive else code


def _stays(wanted: Any) -> Any:
    return (
        select(
            StayTable.id,
            StayTable.person_id,
            StayTable.admitted_on,
            StayTable.source,
            StayTable.left_on,
            StayTable.leave_reason,
        )
        .where(wanted)
        .order_by(StayTable.id)
    )


def _placements(wanted: Any) -> Any:
    return (
        select(
            PlacementTable.id,
            PlacementTable.stay_id,
            PlacementTable.person_id,
            WismaTable.name,
            RoomTable.name,
            BedTable.label,
            PlacementTable.from_night,
            PlacementTable.until_night,
        )
        .join(BedTable, BedTable.id == PlacementTable.bed_id)
        .join(RoomTable, RoomTable.id == BedTable.room_id)
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(wanted)
        .order_by(PlacementTable.id)
    )


def _presence(wanted: Any) -> Any:
    return (
        select(
            RollCallMarkTable.id,
            RollCallMarkTable.stay_id,
            RollCallMarkTable.person_id,
            RollCallTable.night,
            RollCallTable.kind,
            RollCallMarkTable.mark,
        )
        .join(RollCallTable, RollCallTable.id == RollCallMarkTable.roll_call_id)
        .where(wanted)
        .order_by(RollCallTable.night, RollCallTable.kind, RollCallMarkTable.id)
    )


def _outings(wanted: Any) -> Any:
    return (
        select(
            OutingTable.id,
            OutingTable.stay_id,
            OutingTable.person_id,
            OutingTable.kind,
            OutingTable.destination,
            OutingTable.out_at,
            OutingTable.expected_at,
            OutingTable.in_at,
        )
        .where(wanted)
        .order_by(OutingTable.out_at, OutingTable.id)
    )


def _attendance(frame: MonthFrame) -> Any:
    """Everybody's own sessions of the month, marked or not, as the figures count them."""
    marked = and_(
        AttendanceMarkTable.session_id == ClassSessionTable.id, AttendanceMarkTable.enrolment_id == EnrolmentTable.id
    )
    return (
        select(
            StayTable.id,
            StayTable.person_id,
            ProgramTable.name,
            BatchTable.name,
            ClassSessionTable.day,
            AttendanceMarkTable.mark,
        )
        .select_from(ClassSessionTable)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .join(EnrolmentTable, EnrolmentTable.batch_id == BatchTable.id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .outerjoin(AttendanceMarkTable, marked)
        .where(held_in(frame), belongs_on(ClassSessionTable.day))
        .order_by(ProgramTable.name, ClassSessionTable.day, StayTable.id)
    )


def _certificates(wanted: Any) -> Any:
    return (
        select(
            CertificateTable.id,
            CertificateTable.person_id,
            CertificateTable.number,
            CertificateTable.program,
            CertificateTable.hours,
            CertificateTable.mark,
            CertificateTable.predikat,
            CertificateTable.issued_on,
            CertificateTable.revoked_on,
        )
        .where(wanted)
        .order_by(CertificateTable.issued_on, CertificateTable.id)
    )


def _read(session: Session, query: Any) -> Rows:
    return tuple(tuple(_plain(value) for value in row) for row in session.execute(query))


def _plain(value: Any) -> Value:
    """Write a value as the tables hold it: dates ISO, instants in UTC with Z."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value
