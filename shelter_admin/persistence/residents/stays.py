"""Stays: beginning, ending, going on; with the beds and outings that end and go on with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from sqlalchemy import case, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.settings import Panti
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.beds import placements
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.presence.tables import OutingTable

NOON: Final = time(12, 0)
LAST_MINUTE: Final = time(23, 59)


def the_stay(session: Session, stay_id: str) -> StayTable:
    """Load a stay; raises Refused ``stay_unknown``."""
    stay = session.get(StayTable, stay_id)
    if stay is None:
        raise Refused("stay_unknown", field="stay_id")
    return stay


def last_stay(session: Session, person_id: str) -> StayTable:
    """The running stay of a person, else the one that ended last; raises Refused ``person_unknown``."""
    query = (
        select(StayTable)
        .where(StayTable.person_id == person_id)
        .order_by(
            case((StayTable.leave_reason.is_(None), 0), else_=1),
            func.coalesce(StayTable.left_on, StayTable.admitted_on).desc(),
            StayTable.id.desc(),
        )
        .limit(1)
    )
    stay = session.scalars(query).first()
    if stay is None:
        raise Refused("person_unknown", field="person_id")
    return stay


def has_died(session: Session, person_id: str) -> bool:
    """Say whether any stay of the person ended by death."""
    dead = exists().where(StayTable.person_id == person_id, StayTable.leave_reason == LeavingReason.DIED.value)
    return bool(session.scalar(select(dead)))


def add(session: Session, *, person_id: str, admitted_on: date, **values: Any) -> StayTable:
    """Begin a stay. The database refuses a second open one, and one that overlaps another."""
    stay = StayTable(id=new_id(), person_id=person_id, admitted_on=admitted_on, **values)
    session.add(stay)
    session.flush()
    return stay


def put(session: Session, stay_id: str, **values: Any) -> dict[str, Any]:
    """Change a stay; tells the old value of every field that changed."""
    stay = the_stay(session, stay_id)
    old = {name: getattr(stay, name) for name, value in values.items() if getattr(stay, name) != value}
    for name in old:
        setattr(stay, name, values[name])
    session.flush()
    return old


def require_still(stay: StayTable, values: Mapping[str, Any]) -> None:
    """Refuse to take back what somebody changed again meanwhile."""
    if any(getattr(stay, name) != value for name, value in values.items()):
        raise Refused("changed_meanwhile")


def require_before_first_night(session: Session, stay_id: str, admitted_on: date) -> None:
    """Refuse an admission after a night that is on record already."""
    first = session.scalar(select(func.min(PlacementTable.from_night)).where(PlacementTable.stay_id == stay_id))
    if first is not None and admitted_on > first:
        raise Refused("admission_after_first_night", field="admitted_on", night=first)


@dataclass(frozen=True, slots=True)
class EndedPlacement:
    """A placement as it was before a stay ended."""

    placement_id: str
    until_night: date | None
    was_clean: bool


def end_beds(session: Session, stay_id: str, night: date, now: datetime) -> tuple[EndedPlacement, ...]:
    """End every bed of a stay before a night, leaving it to be cleaned; tells how each was."""
    query = select(PlacementTable).where(
        PlacementTable.stay_id == stay_id,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > night),
    )
    ended = tuple(
        EndedPlacement(row.id, row.until_night, session.get_one(BedTable, row.bed_id).to_clean_since is None)
        for row in session.scalars(query).all()
    )
    placements.end_placements(session, stay_id, night, now)
    return ended


def reopen_bed(session: Session, ended: EndedPlacement) -> bool:
    """Give a placement its end back where the bed is still there and nobody else has it; says whether it did."""
    placement = session.get_one(PlacementTable, ended.placement_id)
    taken = exists().where(
        PlacementTable.bed_id == placement.bed_id,
        PlacementTable.id != placement.id,
        PlacementTable.from_night < (ended.until_night or date.max),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > placement.from_night),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > PlacementTable.from_night),
    )
    if session.scalar(select(taken)):
        return False
    try:
        placements.reopen(session, placement.id, ended.until_night, ended.was_clean)
    except Refused:
        return False
    return True


def last_moment(panti: Panti, day: date, now: datetime) -> datetime:
    """The latest moment of a day that is not still to come."""
    return min(now, panti.instant(day, LAST_MINUTE))


def moment_of(panti: Panti, day: date, now: datetime) -> datetime:
    """Now for the running day or night, noon for an earlier day."""
    return now if day >= panti.night_of(now) else panti.instant(day, NOON)


def end_outing(session: Session, stay_id: str, at: datetime) -> str | None:
    """End the open outing of a stay; tells which."""
    outing = session.scalars(
        select(OutingTable).where(OutingTable.stay_id == stay_id, OutingTable.in_at.is_(None))
    ).first()
    if outing is None:
        return None
    outing.in_at = max(at, outing.out_at)
    session.flush()
    return outing.id


def reopen_outing(session: Session, outing_id: str) -> None:
    """Let an outing run on as before."""
    session.get_one(OutingTable, outing_id).in_at = None
    session.flush()


def add_time_away(session: Session, panti: Panti, stay: StayTable, left_on: date, back_at: datetime) -> str:
    """Write down the time between running away and coming back, so that the nights between read as run away."""
    began = panti.instant(left_on, time(0, 0))
    last_in = session.scalar(select(func.max(OutingTable.in_at)).where(OutingTable.stay_id == stay.id))
    out_at = max(began, last_in) if last_in is not None else began
    outing = OutingTable(
        id=new_id(),
        person_id=stay.person_id,
        stay_id=stay.id,
        kind=OutingKind.MISSING.value,
        out_at=out_at,
        in_at=max(out_at, back_at),
    )
    session.add(outing)
    session.flush()
    return outing.id


def require_nothing_after(
    session: Session, stay_id: str, left_on: date | None, made: tuple[str | None, ...] = ()
) -> None:
    """Refuse to let a leaving stand again once the stay has a bed or an outing after it, but for those just made."""
    known = [one for one in made if one is not None]
    later_bed = exists().where(
        PlacementTable.stay_id == stay_id,
        PlacementTable.id.not_in(known),
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > (left_on or date.min)),
    )
    still_out = exists().where(
        OutingTable.stay_id == stay_id, OutingTable.id.not_in(known), OutingTable.in_at.is_(None)
    )
    if session.scalar(select(or_(later_bed, still_out))):
        raise Refused("return_already_used")


def take_back_return(session: Session, outing_id: str, placement_id: str | None) -> None:
    """Remove the time away and the bed that a return wrote down; the values stay in the history."""
    session.delete(session.get_one(OutingTable, outing_id))
    if placement_id is not None:
        session.delete(session.get_one(PlacementTable, placement_id))
    session.flush()
