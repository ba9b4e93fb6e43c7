"""How long documents are kept, who is past it, and the destructions so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.retention import Destruction, Kind, PastTerm, Retention, term_ended
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.duty.tables import MedicationTable
from shelter_admin.persistence.panti import keep_policy, policy_on
from shelter_admin.persistence.people.sight import name_for
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, PhotoTable, StayTable
from shelter_admin.persistence.privacy.tables import DataRequestTable, DestroyedPersonTable, DestructionTable
from shelter_admin.persistence.residents import linked

POLICY = "retention"


def retention_on(session: Session, day: date) -> Retention:
    """The terms in force on a day; none are set before somebody sets them."""
    return Retention.from_plain(policy_on(session, POLICY, day))


def keep_retention(session: Session, retention: Retention, day: date) -> None:
    """Let these terms hold from a day on."""
    keep_policy(session, POLICY, day, retention.to_plain())
    session.flush()


def past_term(session: Session, sight: Sight, kind: Kind, years: int | None, today: date) -> tuple[PastTerm, ...]:
    """Everybody of whom this kind is past its term: gone for good, on known days, and no request of theirs waits.

    Of somebody with linked files the last day of all of them counts.
    """
    if years is None:
        return ()
    last = func.max(StayTable.left_on)
    certificates = (
        select(func.count())
        .where(CertificateTable.person_id == PersonTable.id)
        .correlate(PersonTable)
        .scalar_subquery()
    )
    query = (
        select(PersonTable.id, PersonTable.number, name_for(sight), last, certificates)
        .join(StayTable, StayTable.person_id == PersonTable.id)
        .where(
            ~_destroyed(kind),
            ~exists().where(DataRequestTable.person_id == PersonTable.id, DataRequestTable.answered_at.is_(None)),
            _held(kind),
        )
        .group_by(PersonTable.id, PersonTable.number, PersonTable.name)
        .having(func.count(StayTable.left_on) == func.count(StayTable.id))
        .order_by(last, PersonTable.number)
    )
    lasts = _lasts_of_linked(session)
    found = (PastTerm(*row) for row in session.execute(query))
    return tuple(one for one in found if term_ended(lasts.get(one.person_id, one.left_on), years, today))


def _lasts_of_linked(session: Session) -> dict[str, date | None]:
    """Of every linked file the last day of its person, None while a stay of any of their files runs."""
    together = linked.files_together(session)
    ends: dict[str, list[date | None]] = defaultdict(list)
    query = select(StayTable.person_id, StayTable.left_on).where(StayTable.person_id.in_(sorted(together)))
    for person_id, left_on in session.execute(query):
        ends[person_id].append(left_on)
    made: dict[str, date | None] = {}
    for one, files in together.items():
        days = [day for file in files for day in ends[file]]
        known = [day for day in days if day is not None]
        made[one] = max(known) if known and len(known) == len(days) else None
    return made


def _destroyed(kind: Kind) -> ColumnElement[bool]:
    """Say in SQL that this kind, or the whole file, is destroyed already."""
    return exists().where(
        DestroyedPersonTable.person_id == PersonTable.id,
        DestroyedPersonTable.kind.in_((kind.value, Kind.CASE_FILE.value)),
    )


def _held(kind: Kind) -> ColumnElement[bool]:
    """Say in SQL that there is something of this kind; a case file there always is."""
    if kind is Kind.HEALTH:
        return or_(
            exists().where(HealthTable.person_id == PersonTable.id),
            exists().where(MedicationTable.person_id == PersonTable.id),
        )
    if kind is Kind.PHOTO:
        return exists().where(PhotoTable.person_id == PersonTable.id)
    return PersonTable.id.is_not(None)


def destructions(session: Session) -> tuple[Destruction, ...]:
    """The destructions so far, the newest first."""
    people = (
        select(func.count())
        .where(DestroyedPersonTable.destruction_id == DestructionTable.id)
        .correlate(DestructionTable)
        .scalar_subquery()
    )
    query = select(
        DestructionTable.id,
        DestructionTable.number,
        DestructionTable.kind,
        DestructionTable.destroyed_on,
        people,
        DestructionTable.legal_basis,
    ).order_by(DestructionTable.id.desc())
    return tuple(Destruction(row[0], row[1], Kind(row[2]), *row[3:]) for row in session.execute(query))


def paper_of(session: Session, destruction_id: str) -> tuple[int, int, bytes]:
    """Year, serial and the very record of a destruction; raises Refused ``destruction_unknown``."""
    row = session.get(DestructionTable, destruction_id)
    if row is None:
        raise Refused("destruction_unknown", field="destruction_id")
    return row.year, row.serial, row.paper


def people_of(session: Session, destruction_id: str) -> list[str]:
    """The people of a destruction."""
    return list(
        session.scalars(
            select(DestroyedPersonTable.person_id).where(DestroyedPersonTable.destruction_id == destruction_id)
        )
    )


def numbers_of(session: Session, person_ids: Iterable[str]) -> list[str]:
    """The own numbers of people, in order."""
    query = select(PersonTable.number).where(PersonTable.id.in_(list(person_ids)))
    return list(session.scalars(query.order_by(PersonTable.number)))
