"""Who is to be cooked for on a day: everybody on the books with diet, times away, and meals eaten outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.kitchen import Away, Eater, Meal, Outing, away_of_outing
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.duty.tables import StandingPermissionTable
from shelter_admin.persistence.people.lookup import in_house_on
from shelter_admin.persistence.people.sight import name_for, on_duty
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable


@dataclass(frozen=True, slots=True)
class Span:
    """The first and the last moment of a day that matter, and the moment the question is put."""

    day: date
    begins: datetime
    ends: datetime
    now: datetime


def eaters(session: Session, span: Span) -> list[Eater]:
    """Everybody on the books that day, without a name: for counting."""
    query = (
        select(StayTable.id, StayTable.person_id, func.coalesce(HealthTable.diet, "").label("diet"))
        .outerjoin(HealthTable, HealthTable.person_id == StayTable.person_id)
        .where(in_house_on(span.day))
    )
    rows = session.execute(query).all()
    away, outside = _away(session, span), _meals_outside(session, span.day)
    return [Eater(row.person_id, row.diet, tuple(away[row.id]), frozenset(outside[row.id])) for row in rows]


def named_eaters(session: Session, sight: Sight, span: Span) -> list[Eater]:
    """The same people by name, as this reader sees them, by bed and name."""
    query = with_bed(
        select(
            StayTable.id,
            StayTable.person_id,
            func.coalesce(HealthTable.diet, "").label("diet"),
            PersonTable.number,
            name_for(sight),
            bed_address().label("bed"),
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .outerjoin(HealthTable, HealthTable.person_id == StayTable.person_id)
    ).where(in_house_on(span.day))
    away, outside = _away(session, span), _meals_outside(session, span.day)
    found = [
        Eater(row.person_id, row.diet, tuple(away[row.id]), frozenset(outside[row.id]), row.number, row.name, row.bed)
        for row in session.execute(on_duty(query, sight))
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.number))


def _away(session: Session, span: Span) -> defaultdict[str, list[Away]]:
    """The times away that touch the day, by stay: outings as written at the gate, leave as approved."""
    found: defaultdict[str, list[Away]] = defaultdict(list)
    outings = select(
        OutingTable.stay_id, OutingTable.kind, OutingTable.out_at, OutingTable.expected_at, OutingTable.in_at
    ).where(OutingTable.out_at <= span.ends, or_(OutingTable.in_at.is_(None), OutingTable.in_at > span.begins))
    for stay_id, kind, out_at, expected_at, in_at in session.execute(outings):
        found[stay_id].append(away_of_outing(Outing(OutingKind(kind), out_at, expected_at, in_at), span.now))
    passes = select(LeavePassTable.stay_id, LeavePassTable.from_at, LeavePassTable.until_at).where(
        LeavePassTable.state == "approved",
        LeavePassTable.outing_id.is_(None),
        LeavePassTable.from_at <= span.ends,
        LeavePassTable.until_at > span.begins,
    )
    for stay_id, from_at, until_at in session.execute(passes):
        found[stay_id].append(Away(from_at, until_at))
    return found


def _meals_outside(session: Session, day: date) -> defaultdict[str, set[Meal]]:
    """The meals eaten outside that day by a standing permission, by stay."""
    query = select(
        StandingPermissionTable.stay_id, StandingPermissionTable.weekdays, StandingPermissionTable.meals_outside
    ).where(
        StandingPermissionTable.from_day <= day,
        or_(StandingPermissionTable.until_day.is_(None), StandingPermissionTable.until_day >= day),
    )
    found: defaultdict[str, set[Meal]] = defaultdict(set)
    for stay_id, weekdays, meals in session.execute(query):
        if str(day.isoweekday()) in weekdays:
            found[stay_id] |= set(_known(meals))
    return found


def _known(meals: Iterable[str]) -> Iterable[Meal]:
    return (Meal(meal) for meal in meals if meal in set(Meal))
