"""Roll-calls: the sheet of a night in one statement, marks written in one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, case, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import natural
from shelter_admin.domain.presence import (
    Correction,
    Mark,
    OutingKind,
    RollCallKind,
    RollCallLine,
    RollCallSheet,
    premark,
    why_outside,
)
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import AccountTable, names_of_accounts
from shelter_admin.persistence.base import insert_many, new_id, stamped
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.history import HistoryTable, insert_with_none_before, last_change, last_taken_away
from shelter_admin.persistence.people.sight import alias_for, kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable, RollCallMarkTable, RollCallTable


def roll_call_row(session: Session, night: date, kind: RollCallKind) -> RollCallTable | None:
    """The roll-call of a date and kind, once somebody began it."""
    return session.scalars(
        select(RollCallTable).where(RollCallTable.night == night, RollCallTable.kind == kind.value)
    ).first()


def counted_before(session: Session, night: date) -> bool:
    """Say whether any earlier night was counted."""
    query = select(RollCallTable.id).where(RollCallTable.night < night).limit(1)
    return session.scalars(query).first() is not None


def begin(session: Session, night: date, kind: RollCallKind, policy: Mapping[str, Any]) -> RollCallTable:
    """Begin the roll-call of a date, keeping the night rules in force; one that was begun goes on."""
    row = roll_call_row(session, night, kind)
    if row is None:
        row = RollCallTable(id=new_id(), night=night, kind=kind.value, policy=dict(policy))
        session.add(row)
        session.flush()
    return row


@dataclass(frozen=True, slots=True)
class When:
    """Which roll-call is looked at, and the moment that decides who counts as out for the pre-mark."""

    night: date
    kind: RollCallKind
    moment: datetime
    zone: Zone


def sheet(session: Session, sight: Sight, when: When) -> RollCallSheet:
    """Everybody on the books that night with bed and mark, and why somebody outside is pre-marked."""
    night, kind, moment = when.night, when.kind, when.moment
    row = roll_call_row(session, night, kind)
    lines = [_line(item, when) for item in session.execute(on_duty(_roster(row, night, moment, sight), sight))]
    lines.sort(key=lambda line: (not line.bed, natural(line.bed), line.name.casefold()))
    closed_by = _name_of(session, row.closed_by) if row is not None and row.closed_by else None
    return RollCallSheet(
        night,
        kind,
        row.id if row else None,
        row.version if row else 0,
        tuple(lines),
        closed_by,
        row.closed_at if row else None,
    )


def _roster(row: RollCallTable | None, night: date, moment: datetime, sight: Sight) -> Any:
    placed = and_(
        PlacementTable.stay_id == StayTable.id,
        PlacementTable.from_night <= night,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
    )
    written = RollCallMarkTable.roll_call_id == (row.id if row is not None else "")
    return (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            PersonTable.number,
            name_for(sight),
            alias_for(sight),
            WismaTable.name.label("wisma"),
            RoomTable.name.label("room"),
            BedTable.label.label("bed"),
            RollCallMarkTable.mark,
            RollCallMarkTable.note,
            OutingTable.kind.label("outing_kind"),
            OutingTable.expected_at,
            _place(sight),
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(PlacementTable, placed)
        .outerjoin(BedTable, BedTable.id == PlacementTable.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .outerjoin(OutingTable, _outside(moment))
        .outerjoin(RollCallMarkTable, and_(RollCallMarkTable.stay_id == StayTable.id, written))
        .where(StayTable.id.in_(_on_the_books(row, night)))
    )


def _place(sight: Sight) -> Any:
    """Where somebody went; of who is kept from this reader nothing is told."""
    place = func.coalesce(OutingTable.destination, "")
    if sight.restricted:
        return place.label("place")
    return case((kept_from(sight, PersonTable.id), literal("")), else_=place).label("place")


def _on_the_books(row: RollCallTable | None, night: date) -> Any:
    """The stays of the sheet, each way by index: ten years of stays must not be joined to find those of one night."""
    come = or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= night)
    running = select(StayTable.id).where(StayTable.leave_reason.is_(None), come)
    left_since = select(StayTable.id).where(StayTable.left_on > night, come)
    marked = select(RollCallMarkTable.stay_id).where(RollCallMarkTable.roll_call_id == (row.id if row else ""))
    return union_all(running, left_since, marked)


def _outside(moment: datetime) -> Any:
    """The outing a stay was in at a moment; the person is named too so that the index by person finds it."""
    return and_(
        OutingTable.person_id == StayTable.person_id,
        OutingTable.stay_id == StayTable.id,
        OutingTable.out_at <= moment,
        or_(OutingTable.in_at.is_(None), OutingTable.in_at > moment),
    )


def _line(row: ResultRow[Any], when: When) -> RollCallLine:
    """One line of the sheet; taken apart once, as a house of 700 makes 700 of them."""
    person, stay, number, name, alias, wisma, room, bed, mark, note, outing, expected, place = tuple(row)
    return RollCallLine(
        person,
        stay,
        number,
        name,
        alias,
        wisma or "",
        f"{wisma} {room}/{bed}" if bed else "",
        Mark(mark) if mark else None,
        premark(OutingKind(outing), expected, when.moment) if outing else None,
        note or "",
        why_outside(OutingKind(outing), place, expected, when.moment, when.zone) if outing else "",
        bool(outing),
    )


def _name_of(session: Session, account_id: str) -> str:
    row = session.execute(
        select(AccountTable.full_name, AccountTable.user).where(AccountTable.id == account_id)
    ).first()
    return (row.full_name or row.user) if row else ""


def marks_of(session: Session, roll_call_id: str) -> dict[str, RollCallMarkTable]:
    """The marks written so far, by stay."""
    query = select(RollCallMarkTable).where(RollCallMarkTable.roll_call_id == roll_call_id)
    return {mark.stay_id: mark for mark in session.scalars(query)}


def last_marked(session: Session, roll_call_id: str, stay_id: str, column: str) -> tuple[str, datetime] | None:
    """Who wrote the mark of a stay last, or its note, or took it away; and when."""
    query = select(RollCallMarkTable).where(
        RollCallMarkTable.roll_call_id == roll_call_id, RollCallMarkTable.stay_id == stay_id
    )
    row = session.scalars(query).first()
    if row is not None:
        return last_change(session, row, (column,))
    return last_taken_away(session, RollCallMarkTable, roll_call_id=roll_call_id, stay_id=stay_id)


def add_marks(
    session: Session, roll_call_id: str, lines: list[tuple[RollCallLine, Mark, str]], *, correcting: bool = False
) -> None:
    """Write first marks, all in one statement; ``correcting`` keeps that there was none before."""
    if not lines:
        return
    session.flush()
    rows = [
        stamped(
            session,
            roll_call_id=roll_call_id,
            person_id=line.person_id,
            stay_id=line.stay_id,
            mark=mark.value,
            note=note,
        )
        for line, mark, note in lines
    ]
    if correcting:
        insert_with_none_before(session, RollCallMarkTable, rows, {"mark": None, "note": ""})
    else:
        insert_many(session, RollCallMarkTable, rows)


def corrections(session: Session, sight: Sight, roll_call_id: str, act: str) -> tuple[Correction, ...]:
    """The earlier marks that this act changed, the newest first, of the people this reader sees."""
    query = (
        select(
            PersonTable.id,
            name_for(sight),
            RollCallMarkTable.mark,
            RollCallMarkTable.note,
            HistoryTable.old,
            HistoryTable.at,
            HistoryTable.by,
            HistoryTable.reason,
        )
        .select_from(HistoryTable)
        .join(RollCallMarkTable, RollCallMarkTable.id == HistoryTable.row_id)
        .join(PersonTable, PersonTable.id == RollCallMarkTable.person_id)
        .where(RollCallMarkTable.roll_call_id == roll_call_id, HistoryTable.act == act)
        .order_by(HistoryTable.at.desc(), HistoryTable.id.desc())
    )
    names = names_of_accounts(session)
    later: dict[str, dict[str, str]] = {}
    found: list[Correction] = []
    for row in session.execute(on_duty(query, sight)):
        stood = later.setdefault(row.id, {"mark": row.mark, "note": row.note})
        stood |= row.old
        mark = Mark(stood["mark"]) if stood["mark"] else None
        found.append(
            Correction(row.id, row.name, mark, stood["note"] or "", row.at, names.get(row.by, row.by), row.reason)
        )
    return tuple(found)
