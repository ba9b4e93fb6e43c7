"""Where beds stand in their room, and what each is known for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.bed_layout import Spot
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds.tables import BedSpotTable, BedTable, BedTagTable

Tagged = tuple[str, str]
"""A bed and one of its tags."""


def beds_in(session: Session, room_id: str) -> list[str]:
    """The beds and mattresses of a room."""
    return list(session.scalars(select(BedTable.id).where(BedTable.room_id == room_id).order_by(BedTable.id)))


def spots_in(session: Session, room_id: str) -> dict[str, Spot]:
    """The beds of a room that have a spot of their own."""
    query = select(BedSpotTable).join(BedTable, BedTable.id == BedSpotTable.bed_id).where(BedTable.room_id == room_id)
    return {row.bed_id: Spot(row.grid_row, row.grid_column) for row in session.scalars(query)}


def put_spots(session: Session, room_id: str, spots: Mapping[str, Spot]) -> None:
    """Let exactly these beds of a room have a spot."""
    query = select(BedSpotTable).join(BedTable, BedTable.id == BedSpotTable.bed_id).where(BedTable.room_id == room_id)
    known = {row.bed_id: row for row in session.scalars(query)}
    for bed_id, row in known.items():
        if bed_id not in spots:
            session.delete(row)
    for bed_id, spot in spots.items():
        row = known.get(bed_id) or BedSpotTable(id=new_id(), bed_id=bed_id)
        row.grid_row, row.grid_column = spot
        session.add(row)
    session.flush()


def tag(session: Session, bed_ids: Iterable[str], tags: Iterable[str]) -> tuple[Tagged, ...]:
    """Give beds these tags; tells which they did not have."""
    beds, wanted = tuple(dict.fromkeys(bed_ids)), tuple(dict.fromkeys(tags))
    known = _tagged(session, beds)
    made = tuple((bed_id, one) for bed_id in beds for one in wanted if (bed_id, one) not in known)
    session.add_all(BedTagTable(id=new_id(), bed_id=bed_id, tag=one) for bed_id, one in made)
    session.flush()
    return made


def untag(session: Session, bed_ids: Iterable[str], tags: Iterable[str]) -> tuple[Tagged, ...]:
    """Take these tags from beds; tells which they had."""
    wanted, known = set(tags), _tagged(session, tuple(bed_ids))
    gone = tuple(sorted(one for one in known if one[1] in wanted))
    for one in gone:
        session.delete(known[one])
    session.flush()
    return gone


def _tagged(session: Session, bed_ids: tuple[str, ...]) -> dict[Tagged, BedTagTable]:
    rows = session.scalars(select(BedTagTable).where(BedTagTable.bed_id.in_(bed_ids)))
    return {(row.bed_id, row.tag): row for row in rows}
