"""One person, one open stay: what acts load before they change something."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.persistence.people.tables import PersonTable, PhotoTable, StayTable


def the_person(session: Session, person_id: str) -> PersonTable:
    """Load a person; raises Refused ``person_unknown``."""
    person = session.get(PersonTable, person_id)
    if person is None:
        raise Refused("person_unknown", field="person_id")
    return person


def person_numbered(session: Session, number: str) -> str:
    """Find a person by their own number in any case; raises Refused ``number_unknown``."""
    found = session.scalars(select(PersonTable.id).where(PersonTable.number == number.strip().upper())).first()
    found = found or session.scalars(select(PersonTable.id).where(PersonTable.number == number.strip())).first()
    if found is None:
        raise Refused("number_unknown", field="number", number=number.strip()[:40])
    return found


def open_stay(session: Session, person_id: str) -> StayTable:
    """The stay a person is in now; raises Refused ``not_in_house``."""
    stay = session.scalars(
        select(StayTable).where(StayTable.person_id == person_id, StayTable.leave_reason.is_(None))
    ).first()
    if stay is None:
        raise Refused("not_in_house", field="person_id")
    return stay


def birth_of(person: PersonTable) -> PartialDate:
    """A person's birth as far as it is known."""
    return PartialDate(
        person.birth_year,
        person.birth_month,
        person.birth_day,
        DateQuality(person.birth_quality),
        person.birth_text,
    )


def age_of(person: PersonTable, day: date) -> int | None:
    """A person's age in years on a day, None where the birth is unknown."""
    return birth_of(person).age_on(day)


def in_house_on(night: date) -> Any:
    """The stays that are on the books on a night, as a condition: admitted by then and not left."""
    return and_(
        or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= night),
        or_(StayTable.leave_reason.is_(None), StayTable.left_on > night),
    )


def newest_photo() -> Any:
    """The id of a person's newest photo, as a column of a query over PersonTable."""
    return (
        select(func.max(PhotoTable.id))
        .where(PhotoTable.person_id == PersonTable.id)
        .correlate(PersonTable)
        .scalar_subquery()
    )
