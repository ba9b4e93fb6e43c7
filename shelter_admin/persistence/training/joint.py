"""Class, practice, leave, roll-call, gate and passes of some people over some days: a few statements for any number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.leave_passes import PassState
from shelter_admin.domain.presence import Mark, RollCallKind
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import Attendance, JointDay, JointRow, Minutes, Outside
from shelter_admin.persistence.people.sight import Kept, kept_of, name_for, on_duty, sees
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable, RollCallMarkTable, RollCallTable
from shelter_admin.persistence.training.leave import announced_between
from shelter_admin.persistence.training.own import belongs_between, counts_as_held
from shelter_admin.persistence.training.practised import practice_cells
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    ClassSessionTable,
    EnrolmentTable,
    ProgramTrainerTable,
)

_END = timedelta(days=1)


class _Somebody(NamedTuple):
    """Somebody of the list with the enrolment and stay it is about."""

    enrolment_id: str
    stay_id: str
    batch_id: str
    person_id: str
    number: str
    name: str


@dataclass
class _Day:
    """A day being put together."""

    parts: dict[str, Any] = field(default_factory=dict)
    outside: list[Outside] = field(default_factory=list)


Days = dict[str, defaultdict[date, _Day]]


def joint_rows(
    session: Session,
    panti: Panti,
    sight: Sight,
    whose: tuple[str | None, str | None],
    days: tuple[date, date],
    *,
    presence: bool,
) -> tuple[JointRow, ...]:
    """A class or one person, given as (class, person); ``presence`` adds roll-call, gate and passes."""
    people = _people(session, sight, whose, days)
    found: Days = {one.person_id: defaultdict(_Day) for one in people}
    kept = kept_of(session, sight, found)
    _class_days(session, sight, people, days, found)
    if presence:
        _nights(session, found, days)
        _outings(session, panti, found, days, kept)
        _passes(session, panti, found, days)
    health = _health(session, sight, found.keys() - kept)
    rows = {}
    for one in people:
        told = {day: JointDay(outside=tuple(made.outside), **made.parts) for day, made in found[one.person_id].items()}
        shown = {day: made for day, made in sorted(told.items()) if made.says_anything}
        rows[one.person_id] = JointRow(one.person_id, one.number, one.name, shown, health.get(one.person_id))
    return tuple(rows.values())


def _people(
    session: Session, sight: Sight, whose: tuple[str | None, str | None], days: tuple[date, date]
) -> list[_Somebody]:
    query = (
        select(
            EnrolmentTable.id,
            EnrolmentTable.stay_id,
            EnrolmentTable.batch_id,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            name_for(sight),
        )
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(belongs_between(*days))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    batch_id, person_id = whose
    if batch_id is not None:
        query = query.where(EnrolmentTable.batch_id == batch_id)
    if person_id is not None:
        query = query.where(StayTable.person_id == person_id)
    if sight.only_class_of is not None:
        query = query.where(_trains(sight.only_class_of))
    return [_Somebody(*row) for row in session.execute(on_duty(query, sight))]


def _trains(account_id: str) -> ColumnElement[bool]:
    """Say in SQL that this trainer trains in the programme of an enrolment."""
    trains = select(ProgramTrainerTable.id).where(
        ProgramTrainerTable.program_id == EnrolmentTable.program_id, ProgramTrainerTable.account_id == account_id
    )
    return exists(trains)


def _class_days(session: Session, sight: Sight, people: list[_Somebody], days: tuple[date, date], found: Days) -> None:
    by_enrolment = {one.enrolment_id: one.person_id for one in people}
    mark = AttendanceMarkTable
    query = (
        select(mark.enrolment_id, ClassSessionTable.day, mark.mark, mark.late_minutes, mark.left_minutes)
        .join(ClassSessionTable, ClassSessionTable.id == mark.session_id)
        .where(mark.enrolment_id.in_(list(by_enrolment)), ClassSessionTable.day.between(*days), counts_as_held())
    )
    for enrolment_id, day, code, late, left in session.execute(query):
        told = found[by_enrolment[enrolment_id]][day]
        told.parts |= {"mark": Attendance(code), "minutes": Minutes(late, left)}
    for batch_id in dict.fromkeys(one.batch_id for one in people):
        announced, cells = announced_between(session, batch_id, *days), practice_cells(session, sight, batch_id, *days)
        for enrolment_id, person_id in by_enrolment.items():
            for day, code in announced.get(enrolment_id, {}).items():
                found[person_id][day].parts["announced"] = code
            for day, cell in cells.get(enrolment_id, {}).items():
                found[person_id][day].parts |= {"practice": cell.place, "mark": cell.mark}


def _nights(session: Session, found: Days, days: tuple[date, date]) -> None:
    query = (
        select(RollCallMarkTable.person_id, RollCallTable.night, RollCallMarkTable.mark)
        .join(RollCallTable, RollCallTable.id == RollCallMarkTable.roll_call_id)
        .where(
            RollCallMarkTable.person_id.in_(list(found)),
            RollCallTable.night.between(*days),
            RollCallTable.kind == RollCallKind.MALAM.value,
        )
    )
    for person_id, night, code in session.execute(query):
        found[person_id][night].parts["night"] = Mark(code)


def _instants(panti: Panti, days: tuple[date, date]) -> tuple[datetime, datetime]:
    midnight = datetime.min.time()
    return panti.instant(days[0], midnight), panti.instant(days[1] + _END, midnight)


def _touched(panti: Panti, since: datetime, until: datetime | None, days: tuple[date, date]) -> list[date]:
    """The days of the panti that a time touches, within those asked for."""
    first = max(panti.day_of(since), days[0])
    last = days[1] if until is None else min(panti.day_of(until), days[1])
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def _outings(session: Session, panti: Panti, found: Days, days: tuple[date, date], kept: Iterable[str]) -> None:
    begin, end = _instants(panti, days)
    query = (
        select(OutingTable.person_id, OutingTable.out_at, OutingTable.in_at, OutingTable.destination)
        .where(
            OutingTable.person_id.in_(list(found)),
            OutingTable.out_at < end,
            or_(OutingTable.in_at.is_(None), OutingTable.in_at >= begin),
        )
        .order_by(OutingTable.out_at)
    )
    hidden = frozenset(kept)
    for person_id, out_at, in_at, destination in session.execute(query):
        for day in _touched(panti, out_at, in_at, days):
            since = panti.clock_of(out_at) if panti.day_of(out_at) == day else None
            until = panti.clock_of(in_at) if in_at is not None and panti.day_of(in_at) == day else None
            told = "" if person_id in hidden else destination
            found[person_id][day].outside.append(Outside(since, until, told))


def _passes(session: Session, panti: Panti, found: Days, days: tuple[date, date]) -> None:
    begin, end = _instants(panti, days)
    query = select(LeavePassTable.person_id, LeavePassTable.from_at, LeavePassTable.until_at).where(
        LeavePassTable.person_id.in_(list(found)),
        LeavePassTable.state == PassState.APPROVED.value,
        LeavePassTable.from_at < end,
        LeavePassTable.until_at >= begin,
    )
    for person_id, since, until in session.execute(query):
        for day in _touched(panti, since, until, days):
            found[person_id][day].parts["by_pass"] = True


def _health(session: Session, sight: Sight, person_ids: Iterable[str]) -> dict[str, str]:
    """What may be known of the health: alert and diet for the gate and carers, details for the health officer."""
    if not (sees(sight, Kept.ALERTS) or sees(sight, Kept.HEALTH)):
        return {}
    query = select(HealthTable).where(HealthTable.person_id.in_(list(person_ids)))
    found = {}
    for row in session.scalars(query):
        parts = [row.alert, row.details if sees(sight, Kept.HEALTH) else ""]
        found[row.person_id] = " · ".join(part for part in parts if part)
    return found
