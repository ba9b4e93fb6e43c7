"""What is arranged for a stay that is to end."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.departures.arranging import LABELS, Arrangement, PickupPaper, Reception, as_values
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.departures.tables import DepartureTable
from shelter_admin.persistence.people.tables import StayTable


def of_stay(session: Session, stay_id: str) -> DepartureTable | None:
    """What is written about the end of a stay, None before anybody wrote."""
    return session.scalars(select(DepartureTable).where(DepartureTable.stay_id == stay_id)).first()


def arrangement_of(row: DepartureTable | None) -> Arrangement:
    """What is written in a row; nothing where there is none."""
    return Arrangement() if row is None else read({name: getattr(row, name) for name in LABELS})


def read(values: dict[str, Any]) -> Arrangement:
    """An arrangement from the values of its columns; a paper of a later version is passed over."""
    known = set(PickupPaper)
    papers = tuple(PickupPaper(one) for one in values["pickup_papers"] or () if one in known)
    reception = Reception(values["reception"]) if values["reception"] else None
    return Arrangement(**{**values, "reception": reception, "pickup_papers": papers})


def put(session: Session, stay: StayTable, one: Arrangement) -> None:
    """Write an arrangement down, over the one before, which goes to the history."""
    row = of_stay(session, stay.id)
    if row is None:
        row = DepartureTable(id=new_id(), stay_id=stay.id, person_id=stay.person_id)
        session.add(row)
    for name, value in as_values(one).items():
        setattr(row, name, value)
    row.reception = one.reception.value if one.reception is not None else None
    row.pickup_papers = [paper.value for paper in one.pickup_papers]
    session.flush()


def remove(session: Session, stay_id: str) -> None:
    """Take away what was written about the end of a stay; the values stay in the history."""
    row = of_stay(session, stay_id)
    if row is not None:
        session.delete(row)
        session.flush()
