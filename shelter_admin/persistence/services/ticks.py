"""Ticks as they are stored: written, taken away and put back, many at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.services.ticks import Tick, TickState
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.linked import own_file
from shelter_admin.persistence.services.tables import ServiceTickTable


@dataclass(frozen=True, slots=True)
class KeptTick:
    """A tick that was taken away, so that it can be put back as it was."""

    tick_id: str
    person_id: str
    stay_id: str
    item: str
    year: int
    state: str
    on_day: date
    officer: str
    fund: str
    reason: str = field(repr=False)
    assessment_id: str | None


def kept(row: ServiceTickTable) -> KeptTick:
    """A row as it is."""
    return KeptTick(
        row.id,
        row.person_id,
        row.stay_id,
        row.item,
        row.year,
        row.state,
        row.on_day,
        row.officer,
        row.fund,
        row.reason,
        row.assessment_id,
    )


def tick_of(row: ServiceTickTable) -> Tick:
    """A tick as it is told."""
    return Tick(row.id, row.item, TickState(row.state), row.on_day, row.officer, row.fund, row.reason)


def stays_on(session: Session, person_ids: Collection[str], day: date) -> dict[str, str]:
    """The stay each of these people was in on a day, also in a file linked with theirs; who was not here has none."""
    owner = own_file(StayTable.person_id)
    query = (
        select(StayTable.person_id, owner, StayTable.id)
        .where(
            or_(StayTable.person_id.in_(person_ids), owner.in_(person_ids)),
            or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= day),
            or_(StayTable.leave_reason.is_(None), func.coalesce(StayTable.left_on, StayTable.admitted_on) >= day),
        )
        .order_by(StayTable.id)
    )
    found: dict[str, str] = {}
    for person_id, owned_by, stay_id in session.execute(query):
        found |= {one: stay_id for one in (owned_by, person_id) if one in person_ids}
    return found


def numbers_of(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    """The own numbers of these people."""
    query = select(PersonTable.id, PersonTable.number).where(PersonTable.id.in_(list(person_ids)))
    return {row.id: row.number for row in session.execute(query)}


def ticks_of_item(session: Session, person_ids: Collection[str], item: str, year: int) -> list[ServiceTickTable]:
    """What is written down of an item in a year in these files, the newest last."""
    query = select(ServiceTickTable).where(
        ServiceTickTable.year == year,
        ServiceTickTable.person_id.in_(person_ids),
        ServiceTickTable.item == item,
    )
    return list(session.scalars(query.order_by(ServiceTickTable.on_day, ServiceTickTable.id)))


def ticks_by_id(session: Session, tick_ids: Collection[str]) -> list[ServiceTickTable]:
    """These ticks, as far as they are still there."""
    return list(session.scalars(select(ServiceTickTable).where(ServiceTickTable.id.in_(tick_ids))))


def add_ticks(session: Session, stays: Mapping[str, str], values: Mapping[str, Any]) -> list[str]:
    """Write one tick for each of these people and stays."""
    rows = [
        ServiceTickTable(id=new_id(), person_id=person_id, stay_id=stay_id, **values)
        for person_id, stay_id in stays.items()
    ]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows]


def take_away(session: Session, rows: Sequence[ServiceTickTable]) -> tuple[KeptTick, ...]:
    """Take ticks away; they go to the history."""
    gone = tuple(kept(row) for row in rows)
    for row in rows:
        session.delete(row)
    session.flush()
    return gone


def put_back(session: Session, ticks: Iterable[KeptTick]) -> None:
    """Put ticks back that were taken away; refused ``changed_meanwhile`` where another stands in their place now."""
    for one in ticks:
        if session.scalars(select(ServiceTickTable.id).where(_same(one))).first() is not None:
            raise Refused("changed_meanwhile")
        session.add(
            ServiceTickTable(
                id=one.tick_id,
                person_id=one.person_id,
                stay_id=one.stay_id,
                item=one.item,
                year=one.year,
                state=one.state,
                on_day=one.on_day,
                officer=one.officer,
                fund=one.fund,
                reason=one.reason,
                assessment_id=one.assessment_id,
            )
        )
    session.flush()


def _same(one: KeptTick) -> Any:
    """Say in SQL what may not stand beside a tick: the same item on the same day, or not needed in the same year."""
    given = and_(ServiceTickTable.state == "given", ServiceTickTable.on_day == one.on_day)
    not_needed = and_(ServiceTickTable.state == "not_needed", ServiceTickTable.year == one.year)
    same_item = and_(ServiceTickTable.person_id == one.person_id, ServiceTickTable.item == one.item)
    return and_(same_item, given if one.state == "given" else or_(not_needed, ServiceTickTable.year == one.year))
