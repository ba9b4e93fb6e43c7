"""Who goes out and comes in; the gate board."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, bindparam, func, insert, literal, not_, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import (
    GateBoard,
    GateMove,
    GatePerson,
    OutingKind,
    OutingLine,
    late_first,
    minutes_late,
)
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.waiting import Move
from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import stamped
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.lookup import newest_photo
from shelter_admin.persistence.people.sight import (
    Kept,
    alias_for,
    kept_from,
    name_for,
    on_duty,
    photo_for,
    sees,
    sees_everybody,
)
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.presence.tables import OutingTable

RECENT: Final = 12
_ADD: Final = insert(OutingTable.__table__)  # type: ignore[arg-type]
MOST_FOUND: Final = 10_000  # of whom a trainer sees their own class: nobody of it may be cut off before


@dataclass(frozen=True, slots=True)
class Written:
    """What is written down of going out."""

    kind: str
    destination: str
    out_at: datetime
    expected_at: datetime | None


def at_gate(session: Session, person_id: str) -> tuple[str, OutingTable | None]:
    """The open stay of a person and the outing they have not come back from; raises Refused ``not_in_house``."""
    row = session.execute(_AT_GATE, {"person_id": person_id}).first()
    if row is None:
        raise Refused("not_in_house", field="person_id")
    return row[0], row[1]


_AT_GATE: Final = (
    select(StayTable.id, OutingTable)
    .outerjoin(OutingTable, and_(OutingTable.stay_id == StayTable.id, OutingTable.in_at.is_(None)))
    .where(StayTable.person_id == bindparam("person_id"), StayTable.leave_reason.is_(None))
)


def begin(session: Session, person_id: str, written: Written, outing_id: str = "") -> str:
    """Write that somebody goes out, in one statement past the unit of work; raises Refused ``already_out``.

    ``outing_id`` is given where the going out was written elsewhere before.
    """
    stay_id, outing = at_gate(session, person_id)
    if outing is not None:
        raise Refused("already_out", field="person_id")
    known = {"id": outing_id} if outing_id else {}
    values = stamped(session, person_id=person_id, stay_id=stay_id, in_at=None, **asdict(written), **known)
    session.connection().execute(_ADD, values)
    return str(values["id"])


def back(session: Session, person_id: str, in_at: datetime) -> OutingTable:
    """Write that somebody came back; raises Refused ``not_out``."""
    _stay_id, outing = at_gate(session, person_id)
    if outing is None:
        raise Refused("not_out", field="person_id")
    outing.in_at = max(in_at, outing.out_at)
    return outing


def bed_address() -> Any:
    """The address of a joined bed, ``Melati 3/2``; empty where somebody has none."""
    written = WismaTable.name + " " + RoomTable.name + "/" + BedTable.label
    return func.coalesce(written, "")


def with_bed(query: Any) -> Any:
    """Join the bed somebody has now to a query over StayTable."""
    return (
        query.outerjoin(
            PlacementTable, and_(PlacementTable.stay_id == StayTable.id, PlacementTable.until_night.is_(None))
        )
        .outerjoin(BedTable, BedTable.id == PlacementTable.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
    )


def gate_board(session: Session, sight: Sight, now: datetime) -> GateBoard:
    """Everybody outside, late first, and how many of the house are inside."""
    query = with_bed(
        select(
            OutingTable,
            PersonTable.number,
            name_for(sight),
            alias_for(sight),
            bed_address().label("bed"),
            photo_for(sight, newest_photo()),
        )
        .select_from(OutingTable)
        .join(StayTable, StayTable.id == OutingTable.stay_id)
        .join(PersonTable, PersonTable.id == OutingTable.person_id)
    ).where(OutingTable.in_at.is_(None), StayTable.leave_reason.is_(None))
    lines = [_line(row, now) for row in session.execute(on_duty(query, sight))]
    house = select(func.count()).select_from(StayTable).join(PersonTable, PersonTable.id == StayTable.person_id)
    in_house = session.scalar(on_duty(house.where(StayTable.leave_reason.is_(None)), sight)) or 0
    return GateBoard(in_house - len(lines), tuple(late_first(lines)), tuple(_recent(session, sight)))


def _line(row: ResultRow[Any], now: datetime) -> OutingLine:
    outing: OutingTable = row[0]
    return OutingLine(
        outing.id,
        outing.person_id,
        outing.stay_id,
        row.number,
        row.name,
        row.alias,
        row.bed,
        OutingKind(outing.kind),
        outing.destination,
        outing.out_at,
        outing.expected_at,
        minutes_late(outing.expected_at, now),
        row.photo_id,
    )


def _recent(session: Session, sight: Sight) -> list[GateMove]:
    """The last moves: goings and comings each by their own index, then merged."""
    moves: list[GateMove] = []
    for column, out in ((OutingTable.out_at, True), (OutingTable.in_at, False)):
        query = (
            select(column, name_for(sight))
            .join(PersonTable, PersonTable.id == OutingTable.person_id)
            .where(column.is_not(None))
            .order_by(column.desc())
            .limit(RECENT)
        )
        moves += [GateMove(row[0], row[1], out) for row in session.execute(on_duty(query, sight)) if row[0]]
    return sorted(moves, key=lambda move: move.at, reverse=True)[:RECENT]


def gate_people(session: Session, sight: Sight, typed: str, most: int, known: Sequence[str] = ()) -> list[GatePerson]:
    """The people of the house who match what was typed: a number first, then the beginnings of their names.

    Only who is in the house is searched, so that nobody is lost among all who ever were here. Who is kept from this
    reader is found by the own number alone. ``known`` are the people whose paper was scanned instead.
    """
    words = typed.split()
    if not words:
        return []
    number = typed.strip()
    by_number = select(PersonTable.id).where(PersonTable.number.in_({number, number.upper()}))
    numbered = known or session.scalars(by_number).all()
    found = [] if numbered else _named(session, words, most if sees_everybody(sight) else MOST_FOUND)
    meant = or_(PersonTable.id.in_(numbered), and_(PersonTable.id.in_(found), not_(kept_from(sight, PersonTable.id))))
    query = _people(sight).where(StayTable.leave_reason.is_(None), meant)
    people = {row.id: _gate_person(row) for row in session.execute(on_duty(query, sight))}
    return [people[person_id] for person_id in [*numbered, *found] if person_id in people][:most]


def house_people(session: Session, sight: Sight) -> list[GatePerson]:
    """Everybody of the house, by name; who is kept from this reader stands there without their name."""
    query = _people(sight).add_columns(kept_from(sight, PersonTable.id).label("kept"))
    rows = session.execute(on_duty(query.where(StayTable.leave_reason.is_(None)), sight).order_by(PersonTable.name))
    return [replace(_gate_person(row), kept=bool(row.kept)) for row in rows]


def moves_of(session: Session, person_id: str, by: str = "") -> list[tuple[Move, datetime]]:
    """When somebody of the house went out and came in during this stay; ``by`` limits it to one account's entries."""
    query = (
        select(OutingTable)
        .join(StayTable, StayTable.id == OutingTable.stay_id)
        .where(OutingTable.person_id == person_id, StayTable.leave_reason.is_(None))
    )
    found: list[tuple[Move, datetime]] = []
    for outing in session.scalars(query.where(OutingTable.changed_by == by) if by else query):
        found.append((Move.OUT, outing.out_at))
        if outing.in_at is not None:
            found.append((Move.IN, outing.in_at))
    return found


def _named(session: Session, words: list[str], most: int) -> list[str]:
    """Who of the house has names that begin so; a first name before the others."""
    return dialects.found_here(session.connection(), words, dialects.NAMES, most)


def _people(sight: Sight) -> Any:
    alert = func.coalesce(HealthTable.alert, "") if sees(sight, Kept.ALERTS) else literal("")
    return with_bed(
        select(
            PersonTable.id,
            StayTable.id.label("stay_id"),
            PersonTable.number,
            name_for(sight),
            alias_for(sight),
            bed_address().label("bed"),
            OutingTable.id.label("outing_id"),
            OutingTable.destination,
            OutingTable.expected_at,
            photo_for(sight, newest_photo()),
            alert.label("alert"),
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(OutingTable, and_(OutingTable.stay_id == StayTable.id, OutingTable.in_at.is_(None)))
        .outerjoin(HealthTable, HealthTable.person_id == PersonTable.id)
    )


def _gate_person(row: ResultRow[Any]) -> GatePerson:
    return GatePerson(
        row.id,
        row.stay_id,
        row.number,
        row.name,
        row.alias,
        row.bed,
        row.outing_id is not None,
        row.destination or "",
        row.expected_at,
        row.photo_id,
        row.alert,
    )
