"""Day meets night: each list of the morning in one statement over roll-call, gate and class."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.day_meets_night import NotBackFromDay, SleptAbsent, one_line_each
from shelter_admin.domain.leave_passes import PassState
from shelter_admin.domain.presence import MISSING, PRESENT, Mark, RollCallKind
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import Attendance
from shelter_admin.persistence.beds.tables import PlacementTable
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.training.own import counts_as_held, not_at_practice
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTable,
)

_PRESENT: Final = [mark.value for mark in PRESENT]
_MISSING: Final = [mark.value for mark in MISSING]


def counted(session: Session, night: date) -> bool:
    """Say whether the roll-call of a night was closed."""
    query = select(RollCallTable.closed_at).where(
        RollCallTable.night == night, RollCallTable.kind == RollCallKind.MALAM.value
    )
    return session.scalars(query).first() is not None


def slept_absent(session: Session, sight: Sight, night: date, moment: datetime, days: list[date]) -> list[SleptAbsent]:
    """Who slept here that night and was absent without a reason from a class of these days.

    Somebody slept here who was marked present; where nobody marked them, who has a bed and was not outside then.
    """
    slept = or_(
        RollCallMarkTable.mark.in_(_PRESENT),
        and_(RollCallMarkTable.id.is_(None), _placed(night), ~_outside(moment)),
    )
    query = _in_class(sight, night, days, Attendance.ABSENT).where(slept)
    rows = session.execute(on_duty(query, sight).order_by(PersonTable.name, ClassSessionTable.day))
    return list(one_line_each([_absent(row) for row in rows]))


def _absent(row: ResultRow[Any]) -> SleptAbsent:
    return SleptAbsent(
        row.id, row.number, row.name, row.bed, (_title(row),), (row.day,), ill=row.mark == Mark.ILL_IN_BED.value
    )


def not_back(session: Session, sight: Sight, night: date, moment: datetime) -> list[NotBackFromDay]:
    """Who was in class on the day of that night and not here for it, without permission.

    That is who was marked missing; where nobody marked them, who was outside then, past the hour of return or without
    one. Who has an approved pass for the moment is not among them.
    """
    late = or_(OutingTable.expected_at.is_(None), OutingTable.expected_at <= moment)
    missing = or_(
        RollCallMarkTable.mark.in_(_MISSING),
        and_(RollCallMarkTable.id.is_(None), OutingTable.id.is_not(None), late),
    )
    query = (
        _in_class(sight, night, [night], Attendance.PRESENT)
        .outerjoin(OutingTable, _outing_at(moment))
        .add_columns(OutingTable.destination, OutingTable.out_at, OutingTable.in_at)
        .where(missing, ~_by_pass(moment))
    )
    found: dict[str, NotBackFromDay] = {}
    for row in session.execute(on_duty(query, sight).order_by(PersonTable.name, ClassSessionTable.id)):
        found.setdefault(row.id, _missing(row))
    return list(found.values())


def _missing(row: ResultRow[Any]) -> NotBackFromDay:
    return NotBackFromDay(
        row.id,
        row.number,
        row.name,
        row.bed,
        (_title(row),),
        Mark(row.mark) if row.mark else None,
        row.destination or "",
        row.out_at,
        row.in_at,
    )


def _in_class(sight: Sight, night: date, days: list[date], mark: Attendance) -> Any:
    """Who has this mark in a class of these days, with their mark of the night and the bed they have now."""
    return with_bed(
        select(
            PersonTable.id,
            PersonTable.number,
            name_for(sight),
            bed_address().label("bed"),
            ProgramTable.name.label("program"),
            BatchTable.name.label("batch"),
            ClassSessionTable.day,
            RollCallMarkTable.mark,
        )
        .select_from(ClassSessionTable)
        .join(AttendanceMarkTable, AttendanceMarkTable.session_id == ClassSessionTable.id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(BatchTable, BatchTable.id == ClassSessionTable.batch_id)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .outerjoin(RollCallTable, and_(RollCallTable.night == night, RollCallTable.kind == RollCallKind.MALAM.value))
        .outerjoin(
            RollCallMarkTable,
            and_(RollCallMarkTable.roll_call_id == RollCallTable.id, RollCallMarkTable.stay_id == StayTable.id),
        )
        .where(
            ClassSessionTable.day.in_(days),
            AttendanceMarkTable.mark == mark.value,
            counts_as_held(),
            not_at_practice(ClassSessionTable.day),
        )
    )


def _placed(night: date) -> Any:
    here = aliased(PlacementTable)
    return exists(
        select(here.id).where(
            here.stay_id == StayTable.id,
            here.from_night <= night,
            or_(here.until_night.is_(None), here.until_night > night),
        )
    )


def _outing_at(moment: datetime) -> Any:
    return and_(
        OutingTable.person_id == PersonTable.id,
        OutingTable.stay_id == StayTable.id,
        OutingTable.out_at <= moment,
        or_(OutingTable.in_at.is_(None), OutingTable.in_at > moment),
    )


def _outside(moment: datetime) -> Any:
    return exists(select(OutingTable.id).where(_outing_at(moment)).correlate(PersonTable, StayTable))


def _by_pass(moment: datetime) -> Any:
    return exists(
        select(LeavePassTable.id)
        .where(
            LeavePassTable.stay_id == StayTable.id,
            LeavePassTable.state == PassState.APPROVED.value,
            LeavePassTable.from_at <= moment,
            LeavePassTable.until_at > moment,
        )
        .correlate(StayTable)
    )


def _title(row: ResultRow[Any]) -> str:
    return f"{row.program} {row.batch}".strip()
