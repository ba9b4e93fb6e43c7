"""Moving a register in: what is known already, the house to plan in, and the bulk inserts of one transaction."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.beds import BedKind, Period
from shelter_admin.domain.likeness import Double, Known
from shelter_admin.domain.moving_in import House, PlannedBed, PlannedRoom, rule_of
from shelter_admin.persistence.base import Row, insert_many, stamped
from shelter_admin.persistence.beds.tables import BedBlockTable, BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.tables import ImportedRowTable, PersonTable, PossibleDoubleTable
from shelter_admin.persistence.residents.doubles import compared, known_of


def known_fingerprints(session: Session) -> set[str]:
    """The rows moved in before, whichever file they stood in."""
    return set(session.scalars(select(ImportedRowTable.fingerprint)))


def known_people(session: Session) -> list[Known]:
    """Everybody in the store, as far as they are compared with others."""
    return [known_of(row) for row in session.execute(compared())]


def rows_of_people(session: Session, person_ids: Iterable[str]) -> dict[str, int]:
    """The sheet row each of these people came from, where they came from a register."""
    wanted = list(person_ids)
    query = select(ImportedRowTable.person_id, ImportedRowTable.sheet_row).where(ImportedRowTable.person_id.in_(wanted))
    return {row.person_id: row.sheet_row for row in session.execute(query)}


def taken_numbers(session: Session, numbers: Iterable[str]) -> set[str]:
    """Which of these own numbers somebody has already."""
    wanted = [number for number in numbers if number]
    if not wanted:
        return set()
    return set(session.scalars(select(PersonTable.number))) & set(wanted)


def the_house(session: Session) -> House:
    """Every room with its beds, when each is taken and blocked."""
    taken = _periods(session, PlacementTable.bed_id, PlacementTable.from_night, PlacementTable.until_night)
    blocked = _periods(session, BedBlockTable.bed_id, BedBlockTable.from_day, BedBlockTable.until_day)
    rooms: dict[str, PlannedRoom] = {}
    query = (
        select(RoomTable.id, RoomTable.name, RoomTable.sex, RoomTable.age_group, WismaTable.name.label("wisma"))
        .join(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .order_by(RoomTable.id)
    )
    for row in session.execute(query):
        rooms[row.id] = PlannedRoom(row.id, row.wisma, row.name, rule_of(row.sex, row.age_group))
    for bed in session.scalars(select(BedTable).where(BedTable.closed_on.is_(None))):
        outside = [Period(date.min, bed.opened_on)] if bed.opened_on else []
        rooms[bed.room_id].beds.append(
            PlannedBed(
                bed.label, bed.id, taken[bed.id], blocked[bed.id] + outside, mattress=bed.kind == BedKind.MATTRESS
            )
        )
    return House(rooms.values())


def _periods(session: Session, bed: Any, start: Any, end: Any) -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = defaultdict(list)
    for bed_id, first, last in session.execute(select(bed, start, end)):
        if first is None or last is None or last > first:
            found[bed_id].append(Period(first or date.min, last))
    return found


def add_rows(session: Session, table: type[Row], rows: Sequence[dict[str, Any]]) -> None:
    """Insert many rows of one table in one statement, stamped like any other."""
    insert_many(session, table, [stamped(session, **row) for row in rows])


def add_doubles(session: Session, doubles: Iterable[Double]) -> None:
    """Keep pairs for a human to look at; a pair known already is not listed twice."""
    known = {
        (row.first_id, row.second_id)
        for row in session.execute(select(PossibleDoubleTable.first_id, PossibleDoubleTable.second_id))
    }
    rows = []
    for double in doubles:
        first, second = sorted((double.first, double.second))
        if (first, second) not in known:
            known.add((first, second))
            rows.append({"first_id": first, "second_id": second, "because": double.reason.value})
    add_rows(session, PossibleDoubleTable, rows)


def is_empty(session: Session) -> bool:
    """Say whether nobody lives or lived here and no house stands yet."""
    first = (session.scalars(select(table.id).limit(1)).first() for table in (PersonTable, WismaTable))
    return all(found is None for found in first)
