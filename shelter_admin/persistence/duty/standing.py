"""Standing permissions: whose they are, who is outside by one at a moment, and all who are expected elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, case, exists, literal, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import ExpectedElsewhere
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind, StandingPermission
from shelter_admin.persistence.duty.tables import StandingPermissionTable
from shelter_admin.persistence.people.sight import kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.passes import away_by_pass
from shelter_admin.persistence.presence.tables import OutingTable


def the_permission(session: Session, permission_id: str) -> StandingPermissionTable:
    """Load a standing permission; raises Refused ``standing_unknown``."""
    row = session.get(StandingPermissionTable, permission_id)
    if row is None:
        raise Refused("standing_unknown")
    return row


def as_permission(row: StandingPermissionTable, **told: Any) -> StandingPermission:
    """The record of a loaded permission; ``told`` adds what lists show besides."""
    known = {"place": row.place, "note": row.note} | told
    return StandingPermission(
        row.id,
        row.person_id,
        row.stay_id,
        StandingKind(row.kind),
        weekdays=row.weekdays,
        leaves_at=time.fromisoformat(row.leaves_at),
        back_at=time.fromisoformat(row.back_at),
        from_day=row.from_day,
        until_day=row.until_day,
        meals_outside=tuple(OutsideMeal(meal) for meal in row.meals_outside),
        **known,
    )


def of_stays(session: Session, stay_ids: Iterable[str]) -> list[StandingPermission]:
    """The standing permissions of these stays, the oldest first."""
    query = select(StandingPermissionTable).where(StandingPermissionTable.stay_id.in_(list(stay_ids)))
    return [as_permission(row) for row in session.scalars(query.order_by(StandingPermissionTable.from_day))]


def standing_permissions(
    session: Session, sight: Sight, day: date | None = None, *, person_id: str = ""
) -> list[StandingPermission]:
    """Who of the house is outside day after day, in one statement, by name; of one person also those that ended.

    ``day`` leaves only those that have not ended before it. Of who is kept from this reader no place is told.
    """
    query = _listed(sight)
    if person_id:
        query = query.where(StandingPermissionTable.person_id == person_id)
    else:
        query = query.where(StayTable.leave_reason.is_(None))
    if day is not None:
        not_ended = or_(StandingPermissionTable.until_day.is_(None), StandingPermissionTable.until_day >= day)
        query = query.where(not_ended)
    rows = session.execute(on_duty(query, sight).order_by(PersonTable.name, StandingPermissionTable.from_day))
    return [_line(row) for row in rows]


def _listed(sight: Sight) -> Any:
    kept = kept_from(sight, PersonTable.id)
    return with_bed(
        select(
            StandingPermissionTable,
            PersonTable.number,
            name_for(sight),
            bed_address().label("bed"),
            case((kept, literal("")), else_=StandingPermissionTable.place).label("place"),
            case((kept, literal("")), else_=StandingPermissionTable.note).label("note"),
            OutingTable.id.label("outing_id"),
        )
        .select_from(StandingPermissionTable)
        .join(StayTable, StayTable.id == StandingPermissionTable.stay_id)
        .join(PersonTable, PersonTable.id == StandingPermissionTable.person_id)
        .outerjoin(OutingTable, and_(OutingTable.stay_id == StayTable.id, OutingTable.in_at.is_(None)))
    )


def _line(row: ResultRow[Any]) -> StandingPermission:
    return as_permission(
        row[0],
        place=row.place,
        note=row.note,
        name=row.name,
        number=row.number,
        bed=row.bed,
        out=row.outing_id is not None,
    )


def away_by_standing(session: Session, sight: Sight, moment: datetime, zone: Zone) -> list[ExpectedElsewhere]:
    """Who a standing permission lets be outside at a moment."""
    wall = moment.astimezone(zone.offset).replace(tzinfo=None)
    kept = kept_from(sight, PersonTable.id)
    out = exists(
        select(OutingTable.id).where(
            OutingTable.person_id == StandingPermissionTable.person_id,
            OutingTable.out_at <= moment,
            or_(OutingTable.in_at.is_(None), OutingTable.in_at > moment),
        )
    )
    query = (
        select(
            StandingPermissionTable,
            case((kept, literal("")), else_=StandingPermissionTable.place).label("place"),
            out.label("gone"),
        )
        .join(PersonTable, PersonTable.id == StandingPermissionTable.person_id)
        .where(
            StandingPermissionTable.from_day <= wall.date(),
            or_(
                StandingPermissionTable.until_day.is_(None),
                StandingPermissionTable.until_day >= wall.date() - timedelta(days=1),
            ),
        )
    )
    found = []
    for row in session.execute(on_duty(query, sight)):
        permission = as_permission(row[0], place=row.place)
        back = permission.covering(wall)
        if back is not None:
            found.append(_expected(permission, _instant(back, zone), gone=bool(row.gone)))
    return found


def _expected(permission: StandingPermission, until: datetime, *, gone: bool) -> ExpectedElsewhere:
    return ExpectedElsewhere(
        permission.person_id,
        permission.stay_id,
        OutingKind.PERMISSION,
        until,
        permission.place,
        standing=permission.kind,
        gone=gone,
    )


def _instant(wall: datetime, zone: Zone) -> datetime:
    return wall.replace(tzinfo=zone.offset).astimezone(UTC)


def expected_elsewhere(session: Session, sight: Sight, moment: datetime, zone: Zone) -> dict[str, ExpectedElsewhere]:
    """By stay: who is expected away at a moment, by a leave pass, else by a standing permission, with the reason."""
    by_standing = {one.stay_id: one for one in away_by_standing(session, sight, moment, zone)}
    return by_standing | {one.stay_id: one for one in away_by_pass(session, sight, moment)}
