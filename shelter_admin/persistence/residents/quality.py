"""How sure each field of an identity is, and where somebody was found: rows beside the person."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.surroundings import (
    NOT_FOUND,
    QUALITY_FIELDS,
    FieldQuality,
    Finding,
    Qualities,
    Surroundings,
)
from shelter_admin.persistence.history import HistoryLine, history_of
from shelter_admin.persistence.residents.tables import FindingTable, IdentityQualityTable

FOUND: Final = "found"
_BESIDE: Final = UUID("7c1f0a52-6d0b-5b0e-9f53-0c5a4d1c2e11")


def id_of(person_id: str, name: str) -> str:
    """The id of the row beside a person of this name: always the same, so that its history is found when it is gone."""
    return str(uuid5(_BESIDE, f"{person_id} {name}"))


def surroundings_of(session: Session, person_id: str) -> Surroundings:
    """What stands beside somebody's identity."""
    query = select(IdentityQualityTable).where(IdentityQualityTable.person_id == person_id)
    qualities = {row.field: FieldQuality(row.quality) for row in session.scalars(query)}
    row = finding_row(session, person_id)
    finding = NOT_FOUND
    if row is not None:
        finding = Finding(row.place, row.region_code, row.found_on, row.found_text, row.found_by)
    return Surroundings(qualities, finding)


def finding_row(session: Session, person_id: str) -> FindingTable | None:
    """The row of where somebody was found."""
    return session.scalars(select(FindingTable).where(FindingTable.person_id == person_id)).first()


def quality_row(session: Session, person_id: str, name: str) -> IdentityQualityTable | None:
    """The row of how sure a field is."""
    query = select(IdentityQualityTable).where(
        IdentityQualityTable.person_id == person_id, IdentityQualityTable.field == name
    )
    return session.scalars(query).first()


def put_surroundings(session: Session, person_id: str, wanted: Surroundings) -> None:
    """Write what stands beside somebody's identity over what stood there; the history keeps that."""
    _put_qualities(session, person_id, wanted.qualities)
    row = finding_row(session, person_id)
    found = wanted.finding
    if found == NOT_FOUND:
        if row is not None:
            session.delete(row)
    else:
        if row is None:
            row = FindingTable(id=id_of(person_id, FOUND), person_id=person_id)
            session.add(row)
        row.place, row.region_code, row.found_by = found.place, found.region_code, found.found_by
        row.found_on, row.found_text = found.found_on, found.found_text
    session.flush()


def _put_qualities(session: Session, person_id: str, wanted: Qualities) -> None:
    query = select(IdentityQualityTable).where(IdentityQualityTable.person_id == person_id)
    rows = {row.field: row for row in session.scalars(query)}
    for name, row in rows.items():
        if name not in wanted:
            session.delete(row)
        elif row.quality != wanted[name].value:
            row.quality = wanted[name].value
    for name, quality in wanted.items():
        if name not in rows:
            session.add(
                IdentityQualityTable(id=id_of(person_id, name), person_id=person_id, field=name, quality=quality.value)
            )


def earlier(session: Session, person_id: str) -> list[tuple[HistoryLine, str, dict[str, Any]]]:
    """What stood beside somebody's identity before each change: the line, the field it is of, and the old values."""
    fields = {id_of(person_id, name): name for name in (*QUALITY_FIELDS, FOUND)}
    states = []
    for line in history_of(session, list(fields)):
        name = fields[line.row_id]
        if name != FOUND:
            states.append((line, name, {f"quality_{name}": line.old["quality"]}))
        else:
            told = {f"found_{key}": line.old[column] for key, column in _COLUMNS.items() if column in line.old}
            states.append((line, "features", told))
    return states


_COLUMNS: Final = {"place": "place", "region": "region_code", "on": "found_text", "by": "found_by"}
