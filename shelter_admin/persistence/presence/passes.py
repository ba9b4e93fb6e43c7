"""Leave passes: the list by its state, the one that somebody may use now, who is away by one at a moment."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import ExpectedElsewhere, LeavePass, PassAsked, PassState
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.people.sight import kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.presence.outings import bed_address, with_bed
from shelter_admin.persistence.presence.tables import LeavePassTable, OutingTable

LISTED: Final = timedelta(days=60)  # how long a pass that is over stays in the list of the house
_ASKER: Final = aliased(AccountTable)
_DECIDER: Final = aliased(AccountTable)


def the_pass(session: Session, pass_id: str) -> LeavePassTable:
    """Load a pass; raises Refused ``leave_unknown``."""
    row = session.get(LeavePassTable, pass_id)
    if row is None:
        raise Refused("leave_unknown")
    return row


def as_pass(row: LeavePassTable, outing: OutingTable | None = None) -> LeavePass:
    """The record of a loaded pass, without the names that only lists show."""
    return LeavePass(
        row.id,
        row.person_id,
        row.stay_id,
        "",
        "",
        "",
        _asked(row),
        PassState(row.state),
        row.asked_by,
        row.asked_at,
        row.decided_by or "",
        row.decided_at,
        row.decision,
        row.despite,
        row.outing_id or "",
        outing.out_at if outing else None,
        outing.expected_at if outing else None,
        outing.in_at if outing else None,
    )


def _asked(row: LeavePassTable, *, all_of_it: bool = True) -> PassAsked:
    if not all_of_it:
        return PassAsked(OutingKind(row.kind), row.from_at, row.until_at)
    return PassAsked(
        OutingKind(row.kind), row.from_at, row.until_at, row.destination, row.purpose, row.companion, row.phone
    )


def passes_of_stay(session: Session, stay_id: str) -> list[LeavePass]:
    """Every pass of a stay, with what the gate knows of it."""
    query = (
        select(LeavePassTable, OutingTable)
        .outerjoin(OutingTable, OutingTable.id == LeavePassTable.outing_id)
        .where(LeavePassTable.stay_id == stay_id)
    )
    return [as_pass(row, outing) for row, outing in session.execute(query)]


def passes(session: Session, sight: Sight, now: datetime, *, person_id: str = "", pass_id: str = "") -> list[LeavePass]:
    """The passes of the house, or of one person, in one statement: those that run, and what is over since LISTED.

    Of who is kept from this reader the own number and the hours are told, nothing else.
    """
    query = on_duty(_listed(sight), sight)
    if pass_id:
        query = query.where(LeavePassTable.id == pass_id)
    elif person_id:
        query = query.where(LeavePassTable.person_id == person_id)
    else:
        still_out = and_(OutingTable.id.is_not(None), OutingTable.in_at.is_(None))
        query = query.where(or_(LeavePassTable.until_at >= now - LISTED, still_out))
    return [_line(row) for row in session.execute(query.order_by(LeavePassTable.from_at, LeavePassTable.id))]


def _listed(sight: Sight) -> Any:
    return with_bed(
        select(
            LeavePassTable,
            OutingTable,
            PersonTable.number,
            name_for(sight),
            bed_address().label("bed"),
            kept_from(sight, PersonTable.id).label("kept"),
            func.coalesce(_ASKER.full_name, "").label("asker"),
            func.coalesce(_DECIDER.full_name, "").label("decider"),
        )
        .select_from(LeavePassTable)
        .join(StayTable, StayTable.id == LeavePassTable.stay_id)
        .join(PersonTable, PersonTable.id == LeavePassTable.person_id)
        .outerjoin(OutingTable, OutingTable.id == LeavePassTable.outing_id)
        .outerjoin(_ASKER, _ASKER.id == LeavePassTable.asked_by)
        .outerjoin(_DECIDER, _DECIDER.id == LeavePassTable.decided_by)
    )


def _line(row: ResultRow[Any]) -> LeavePass:
    leave: LeavePassTable = row.LeavePassTable
    outing: OutingTable | None = row.OutingTable
    return LeavePass(
        leave.id,
        leave.person_id,
        leave.stay_id,
        row.number,
        row.name,
        row.bed,
        _asked(leave, all_of_it=not row.kept),
        PassState(leave.state),
        leave.asked_by,
        leave.asked_at,
        leave.decided_by or "",
        leave.decided_at,
        "" if row.kept else leave.decision,
        "" if row.kept else leave.despite,
        leave.outing_id or "",
        outing.out_at if outing else None,
        outing.expected_at if outing else None,
        outing.in_at if outing else None,
        asker=row.asker,
        decider=row.decider,
    )


def usable(session: Session, stay_ids: Iterable[str], at: datetime, day_ends: datetime) -> dict[str, LeavePass]:
    """By stay: the approved pass that nobody used yet and that holds on the day that ends so, the earliest first."""
    query = (
        select(LeavePassTable)
        .where(
            LeavePassTable.stay_id.in_(list(stay_ids)),
            LeavePassTable.state == PassState.APPROVED.value,
            LeavePassTable.outing_id.is_(None),
            LeavePassTable.from_at < day_ends,
            LeavePassTable.until_at > at,
        )
        .order_by(LeavePassTable.from_at.desc())
    )
    return {row.stay_id: as_pass(row) for row in session.scalars(query)}


def people_with_code(session: Session, ending: str, at: datetime) -> list[str]:
    """The people whose approved pass, not over yet, carries this number."""
    query = select(LeavePassTable.person_id).where(
        LeavePassTable.state == PassState.APPROVED.value,
        LeavePassTable.until_at > at - LISTED,
        LeavePassTable.id.endswith(ending, autoescape=True),
    )
    return list(session.scalars(query))


def let_go(session: Session, outing_id: str) -> None:
    """Free the pass of an outing that is taken back, so that it can be used once more."""
    for row in session.scalars(select(LeavePassTable).where(LeavePassTable.outing_id == outing_id)):
        row.outing_id = None
    session.flush()


def away_by_pass(session: Session, sight: Sight, moment: datetime) -> list[ExpectedElsewhere]:
    """Who an approved pass lets be away at a moment, gone already or not; who came back before is not there.

    Of who is kept from this reader no place is told.
    """
    place = case((kept_from(sight, PersonTable.id), literal("")), else_=LeavePassTable.destination).label("place")
    until = func.coalesce(OutingTable.expected_at, LeavePassTable.until_at).label("until")
    query = (
        select(LeavePassTable, place, until, OutingTable.id.label("gone"))
        .join(PersonTable, PersonTable.id == LeavePassTable.person_id)
        .outerjoin(OutingTable, OutingTable.id == LeavePassTable.outing_id)
        .where(
            LeavePassTable.state == PassState.APPROVED.value,
            or_(
                and_(OutingTable.id.is_(None), LeavePassTable.from_at <= moment, LeavePassTable.until_at > moment),
                and_(OutingTable.out_at <= moment, or_(OutingTable.in_at.is_(None), OutingTable.in_at > moment)),
            ),
        )
    )
    found: Sequence[ResultRow[Any]] = session.execute(on_duty(query, sight)).all()
    return [
        ExpectedElsewhere(
            row[0].person_id,
            row[0].stay_id,
            OutingKind(row[0].kind),
            row.until,
            row.place,
            pass_id=row[0].id,
            gone=row.gone is not None,
        )
        for row in found
        if row.until > moment
    ]
