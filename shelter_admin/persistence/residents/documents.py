"""Scans about residents inside the store: listed with their small pictures, loaded whole only when opened."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, tzinfo
from hashlib import sha256
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.documents import (
    ABOUT_HEALTH,
    SOON,
    DocumentKind,
    DocumentParts,
    MediaType,
    PersonDocument,
    RunningOut,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.scanning import Scan
from shelter_admin.persistence.residents.tables import PersonDocumentTable

_HEALTH = [kind.value for kind in ABOUT_HEALTH]
_PARTS = tuple(item.name for item in fields(DocumentParts))
_LISTED = (
    *(getattr(PersonDocumentTable, name) for name in (*_PARTS, "id", "media_type", "size", "small")),
    PersonDocumentTable.changed_by,
    PersonDocumentTable.changed_at,
)


def of_person(session: Session, person_id: str, zone: tzinfo, *, health: bool) -> list[PersonDocument]:
    """The scans of a person, those about health or the others; the newest first."""
    about_health = PersonDocumentTable.kind.in_(_HEALTH)
    query = (
        select(*_LISTED)
        .where(PersonDocumentTable.person_id == person_id, about_health if health else ~about_health)
        .order_by(PersonDocumentTable.id.desc())
    )
    names = names_of_accounts(session)
    return [
        PersonDocument(
            document_id=row.id,
            parts=parts_of(row),
            media_type=MediaType(row.media_type),
            size=row.size,
            written_on=row.changed_at.astimezone(zone).date(),
            written_by=names.get(row.changed_by, ""),
            small=row.small,
        )
        for row in session.execute(query)
    ]


def parts_of(row: Any) -> DocumentParts:
    """What is written about a scan."""
    values = {name: getattr(row, name) for name in _PARTS}
    return DocumentParts(**{**values, "kind": DocumentKind(row.kind)})


def the_document(session: Session, document_id: str, *, health: bool) -> PersonDocumentTable:
    """One scan, of those about health or of the others; raises Refused ``document_unknown``."""
    row = session.get(PersonDocumentTable, document_id)
    if row is None or (row.kind in _HEALTH) is not health:
        raise Refused("document_unknown", field="document_id")
    return row


def add(session: Session, person_id: str, parts: DocumentParts, scan: Scan) -> str:
    """Keep a scan; tells its id. Raises Refused ``document_twice`` where the person has the very same already."""
    told = sha256(scan.content).hexdigest()
    same = (PersonDocumentTable.person_id == person_id, PersonDocumentTable.sha256 == told)
    if session.scalar(select(exists().where(*same))):
        raise Refused("document_twice", field="scan")
    row = PersonDocumentTable(
        id=new_id(),
        person_id=person_id,
        media_type=scan.media_type.value,
        size=len(scan.content),
        sha256=told,
        content=scan.content,
        small=scan.small,
        **_values(parts),
    )
    session.add(row)
    session.flush()
    return row.id


def put(session: Session, row: PersonDocumentTable, parts: DocumentParts) -> None:
    """Write over what stands about a scan; the values before go to the history."""
    for name, value in _values(parts).items():
        setattr(row, name, value)
    session.flush()


def _values(parts: DocumentParts) -> dict[str, Any]:
    return {**{name: getattr(parts, name) for name in _PARTS}, "kind": parts.kind.value}


def scan_of(row: PersonDocumentTable) -> Scan:
    """The scan itself."""
    return Scan(MediaType(row.media_type), row.content, row.small)


def remove(session: Session, row: PersonDocumentTable) -> None:
    """Take a scan away; the history keeps that there was one, not what it showed."""
    session.delete(row)
    session.flush()


def running_out(session: Session, sight: Sight, today: date) -> list[RunningOut]:
    """What has run out or soon will of whoever is in the house, the first to run out first.

    A paper that has a later one of the same kind is done with; papers about health are nobody's business here.
    """
    later = aliased(PersonDocumentTable)
    renewed = exists().where(
        later.person_id == PersonDocumentTable.person_id,
        later.kind == PersonDocumentTable.kind,
        PersonDocumentTable.kind != DocumentKind.OTHER.value,
        or_(
            later.expires_on > PersonDocumentTable.expires_on,
            and_(later.expires_on.is_(None), later.id > PersonDocumentTable.id),
        ),
    )
    query = (
        select(
            PersonDocumentTable.id,
            PersonTable.id,
            PersonTable.number,
            PersonTable.name,
            PersonDocumentTable.kind,
            PersonDocumentTable.expires_on,
        )
        .join(PersonTable, PersonTable.id == PersonDocumentTable.person_id)
        .join(StayTable, and_(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None)))
        .where(
            PersonDocumentTable.expires_on <= today + SOON,
            PersonDocumentTable.kind.not_in(_HEALTH),
            ~renewed,
        )
        .order_by(PersonDocumentTable.expires_on, func.lower(PersonTable.name))
    )
    return [
        RunningOut(document_id=one, person_id=person, number=number, name=name, kind=DocumentKind(kind), expires_on=day)
        for one, person, number, name, kind, day in session.execute(in_sight(query, sight))
        if day is not None
    ]
