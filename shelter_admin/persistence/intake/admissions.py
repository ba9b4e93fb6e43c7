"""The papers of an admission: decree, service contract, record of handing over; one row for each stay."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.intake.tables import AdmissionTable


def of_stay(session: Session, stay_id: str) -> AdmissionTable | None:
    """The papers of a stay, None where none were written down."""
    return session.scalars(select(AdmissionTable).where(AdmissionTable.stay_id == stay_id)).first()


def put(session: Session, stay_id: str, person_id: str, values: Mapping[str, Any]) -> AdmissionTable:
    """Write the papers of a stay down."""
    row = of_stay(session, stay_id)
    if row is None:
        row = AdmissionTable(id=new_id(), stay_id=stay_id, person_id=person_id, **values)
        session.add(row)
    else:
        for name, value in values.items():
            setattr(row, name, value)
    session.flush()
    return row


def remove(session: Session, stay_id: str) -> None:
    """Take the papers of a stay away, as the first writing of them is taken back."""
    row = of_stay(session, stay_id)
    if row is not None:
        session.delete(row)
        session.flush()
