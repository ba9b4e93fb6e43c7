"""A fiscal year of services: who was in the house, where they live, and what each item stands at. A statement each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.month.spm import SPM_OF
from shelter_admin.domain.services.ticks import GivenOnce, PersonServices, Standing, TickState
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.beds.tables import BedTable, PlacementTable, RoomTable, WismaTable
from shelter_admin.persistence.people.sight import Kept, in_sight, seen_by, sees, sees_everybody
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.residents.linked import own_file
from shelter_admin.persistence.services.tables import ServiceTickTable
from shelter_admin.persistence.services.ticks import tick_of
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable, ProgramTable


def people_of(
    session: Session, sight: Sight, first: date, through: date, person_id: str | None = None
) -> tuple[PersonServices, ...]:
    """Who was here between two days, as far as this reader sees them, by name; two linked files are one person."""
    rows = session.execute(_in_house(sight, first, through, person_id)).all()
    found: dict[str, PersonServices] = {}
    open_to = sees(sight, Kept.CATEGORY)
    for row in rows:  # of several stays the newest comes last and stands
        kind = SPM_OF.get(row.category or "", "") if open_to else None
        found[row.person_id] = PersonServices(
            row.person_id,
            row.stay_id,
            row.number,
            row.name,
            kind,
            row.admitted_on,
            row.left_on,
            row.leave_reason is None,
            row.wisma or "",
            row.room or "",
        )
    wanted = list(found) if person_id is not None else None
    stands = standings(session, first.year, through, wanted)
    classes = _classes(session, [one.stay_id for one in found.values()])
    people = [_told(one, stands, classes) for one in found.values()]
    return tuple(sorted(people, key=lambda one: (one.name.casefold(), one.number)))


def _told(
    one: PersonServices, stands: Mapping[str, Mapping[str, Standing]], classes: Mapping[str, tuple[str, ...]]
) -> PersonServices:
    return PersonServices(
        one.person_id,
        one.stay_id,
        one.number,
        one.name,
        one.kind,
        one.admitted_on,
        one.left_on,
        one.here,
        one.wisma,
        one.room,
        classes.get(one.stay_id, ()),
        stands.get(one.person_id, {}),
    )


def _in_house(sight: Sight, first: date, through: date, person_id: str | None) -> Select[*tuple[Any, ...]]:
    tonight = and_(
        PlacementTable.stay_id == StayTable.id,
        PlacementTable.from_night <= through,
        or_(PlacementTable.until_night.is_(None), PlacementTable.until_night > through),
    )
    query = (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            PersonTable.number,
            PersonTable.name,
            PersonCategoryTable.category,
            StayTable.admitted_on,
            StayTable.left_on,
            StayTable.leave_reason,
            WismaTable.name.label("wisma"),
            RoomTable.name.label("room"),
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == own_file(StayTable.person_id))
        .outerjoin(
            PersonCategoryTable, and_(PersonCategoryTable.person_id == StayTable.person_id, PersonCategoryTable.main)
        )
        .outerjoin(PlacementTable, tonight)
        .outerjoin(BedTable, BedTable.id == PlacementTable.bed_id)
        .outerjoin(RoomTable, RoomTable.id == BedTable.room_id)
        .outerjoin(WismaTable, WismaTable.id == RoomTable.wisma_id)
        .where(
            or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= through),
            or_(StayTable.leave_reason.is_(None), func.coalesce(StayTable.left_on, StayTable.admitted_on) >= first),
        )
        .order_by(StayTable.leave_reason.is_(None), StayTable.admitted_on, StayTable.id)
    )
    if not sees_everybody(sight):  # a linked file may be kept from a reader where the other is not
        query = query.where(seen_by(sight, StayTable.person_id))
    if person_id is not None:
        query = query.where(or_(StayTable.person_id == person_id, PersonTable.id == person_id))
    return in_sight(query, sight)


def standings(
    session: Session, year: int, through: date, person_ids: Iterable[str] | None = None
) -> dict[str, dict[str, Standing]]:
    """How every item stands for everybody in a year, by person and item: the newest tick and how often."""
    owner = own_file(ServiceTickTable.person_id)
    place = func.row_number().over(
        partition_by=(owner, ServiceTickTable.item),
        order_by=(ServiceTickTable.state, ServiceTickTable.on_day.desc(), ServiceTickTable.id.desc()),
    )
    times = func.count().over(partition_by=(owner, ServiceTickTable.item))
    ranked = select(
        ServiceTickTable.id.label("tick_id"), owner.label("owner"), place.label("place"), times.label("times")
    ).where(ServiceTickTable.year == year, ServiceTickTable.on_day <= through)
    inner = ranked.subquery()
    query = (
        select(ServiceTickTable, inner.c.owner, inner.c.times)
        .join(inner, inner.c.tick_id == ServiceTickTable.id)
        .where(inner.c.place == 1)
    )
    if person_ids is not None:
        query = query.where(inner.c.owner.in_(list(person_ids)))
    found: dict[str, dict[str, Standing]] = defaultdict(dict)
    for row, owned_by, count in session.execute(query):
        found[owned_by][row.item] = Standing(tick_of(row), count if row.state == TickState.GIVEN.value else 1)
    return found


def given_once(session: Session, year: int, through: date) -> tuple[GivenOnce, ...]:
    """Which items stand for whom in a year up to a day, each once; what the month's figure is counted from."""
    query = (
        select(own_file(ServiceTickTable.person_id), ServiceTickTable.item)
        .where(ServiceTickTable.year == year, ServiceTickTable.on_day <= through)
        .distinct()
    )
    return tuple(GivenOnce(person_id, item) for person_id, item in session.execute(query))


def _classes(session: Session, stay_ids: list[str]) -> dict[str, tuple[str, ...]]:
    """The classes that these stays take part in, by stay."""
    query = (
        select(EnrolmentTable.stay_id, ProgramTable.name, BatchTable.name)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .where(EnrolmentTable.ended_on.is_(None), EnrolmentTable.stay_id.in_(stay_ids))
        .order_by(func.lower(ProgramTable.name), BatchTable.name)
    )
    found: dict[str, list[str]] = defaultdict(list)
    for stay_id, program, batch in session.execute(query):
        found[stay_id].append(" · ".join(part for part in (program, batch) if part))
    return {stay_id: tuple(names) for stay_id, names in found.items()}
