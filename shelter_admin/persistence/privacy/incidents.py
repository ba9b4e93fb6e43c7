"""Incidents with personal data, and who is affected."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import and_, func, not_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.incidents import Affected, IncidentDetails, Touched
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence import audit
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import name_for
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.privacy.tables import IncidentPersonTable, IncidentTable


def incidents(session: Session, sight: Sight) -> list[IncidentDetails]:
    """Every incident, the newest first, with its affected people."""
    rows = session.scalars(select(IncidentTable).order_by(IncidentTable.found_at.desc(), IncidentTable.id.desc()))
    names = names_of_accounts(session)
    return [_details(session, sight, row, names) for row in rows]


def incident(session: Session, sight: Sight, incident_id: str) -> IncidentDetails:
    """One incident; raises Refused ``incident_unknown``."""
    return _details(session, sight, the_incident(session, incident_id), names_of_accounts(session))


def the_incident(session: Session, incident_id: str) -> IncidentTable:
    """The row of an incident; raises Refused ``incident_unknown``."""
    row = session.get(IncidentTable, incident_id)
    if row is None:
        raise Refused("incident_unknown", field="incident_id")
    return row


def open_incident(session: Session, incident_id: str) -> IncidentTable:
    """The row of an incident that is still open; raises Refused ``incident_closed`` where it is not."""
    row = the_incident(session, incident_id)
    if row.closed_at is not None:
        raise Refused("incident_closed")
    return row


def _details(session: Session, sight: Sight, row: IncidentTable, names: Mapping[str, str]) -> IncidentDetails:
    return IncidentDetails(
        incident_id=row.id,
        version=row.version,
        found_at=row.found_at,
        what=tuple(Touched(one) for one in row.what),
        affected=_affected(session, sight, row.id),
        happened=row.happened,
        handling=row.handling,
        told_people_on=row.told_people_on,
        told_authority_on=row.told_authority_on,
        closed_at=row.closed_at,
        closed_by=names.get(row.closed_by or "", ""),
    )


def _affected(session: Session, sight: Sight, incident_id: str) -> tuple[Affected, ...]:
    query = (
        select(PersonTable.id, PersonTable.number, name_for(sight))
        .join(IncidentPersonTable, IncidentPersonTable.person_id == PersonTable.id)
        .where(IncidentPersonTable.incident_id == incident_id)
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    return tuple(Affected(*row) for row in session.execute(query))


def add(session: Session, found_at: datetime, what: Iterable[Touched], happened: str, handling: str) -> str:
    """Write down a new incident; tells its id."""
    row = IncidentTable(
        id=new_id(), found_at=found_at, what=[one.value for one in what], happened=happened, handling=handling
    )
    session.add(row)
    session.flush()
    return row.id


def set_affected(session: Session, incident_id: str, person_ids: Iterable[str]) -> tuple[str, ...]:
    """Let exactly these people be affected; tells who was before."""
    wanted = set(person_ids)
    rows = session.scalars(select(IncidentPersonTable).where(IncidentPersonTable.incident_id == incident_id)).all()
    before = tuple(row.person_id for row in rows)
    for row in rows:
        if row.person_id not in wanted:
            session.delete(row)
    known = set(session.scalars(select(PersonTable.id).where(PersonTable.id.in_(wanted - set(before)))))
    session.add_all(
        IncidentPersonTable(id=new_id(), incident_id=incident_id, person_id=person_id) for person_id in sorted(known)
    )
    session.flush()
    return before


def everybody(session: Session, *, in_house: bool) -> list[str]:
    """The people in the house, or everybody ever recorded."""
    query = select(PersonTable.id)
    if in_house:
        query = query.join(StayTable, StayTable.person_id == PersonTable.id).where(StayTable.leave_reason.is_(None))
    return list(session.scalars(query.order_by(PersonTable.id)))


def seen_by_account(session: Session, account_id: str, since: datetime) -> list[str]:
    """The people whom the acts and questions of an account were about since an instant, from the log."""
    lines = audit.entries(session, since=since)
    return sorted({person_id for line in lines if line.account_id == account_id for person_id in line.about})


def to_tell(session: Session) -> list[datetime]:
    """When each incident was found that is still to be told to the people or to the authority, the oldest first."""
    told = and_(IncidentTable.told_people_on.is_not(None), IncidentTable.told_authority_on.is_not(None))
    query = select(IncidentTable.found_at).where(IncidentTable.closed_at.is_(None), not_(told))
    return list(session.scalars(query.order_by(IncidentTable.found_at)))
