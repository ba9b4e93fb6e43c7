"""Writing down who somebody is: identity, own number, categories; and taking somebody back who was just entered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.names import index_of_sounds
from shelter_admin.domain.identity.nik import NikQuality, NikReading
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import Identity, IdentityStatus
from shelter_admin.domain.settings import Panti, number_from
from shelter_admin.persistence.base import Attribute, Base, Row, new_id, stamp_of
from shelter_admin.persistence.beds.tables import PlacementTable
from shelter_admin.persistence.history import before_since, last_taken_away
from shelter_admin.persistence.panti import next_serials
from shelter_admin.persistence.people.lookup import birth_of, the_person
from shelter_admin.persistence.people.tables import (
    HealthTable,
    ImportedRowTable,
    PersonCategoryTable,
    PersonTable,
    PhotoTable,
    PossibleDoubleTable,
    StayTable,
)
from shelter_admin.persistence.residents.tables import FindingTable, IdentityQualityTable, PersonVerdictTable

REGISTER: Final = "resident"


def new_numbers(session: Session, panti: Panti, year: int, count: int) -> list[str]:
    """Take the next own numbers of a year that nobody has; serials that an office's own register used are passed."""
    numbers: list[str] = []
    while len(numbers) < count:
        serials = next_serials(session, REGISTER, year, count - len(numbers))
        made = [number_from(panti.settings.number_pattern, year, serial) for serial in serials]
        taken = set(session.scalars(select(PersonTable.number).where(PersonTable.number.in_(made))))
        numbers += [number for number in made if number not in taken]
    return numbers


def identity_of(person: PersonTable) -> Identity:
    """Read a person's identity back as it was written."""
    return Identity(
        name=person.name,
        alias=person.alias,
        sex=Sex(person.sex or ""),
        born=birth_of(person),
        birth_place=person.birth_place,
        origin_code=person.origin_code,
        origin_text=person.origin_text,
        nik=NikReading(person.nik_text, person.nik, NikQuality(person.nik_quality)),
        status=IdentityStatus(person.identity_status) if person.identity_status else None,
        features=person.features,
    )


def identity_at(session: Session, person: PersonTable, version: int) -> Identity:
    """A person's identity as it was written at an earlier version of the row."""
    then = before_since(session, person, version)
    if not then:
        return identity_of(person)
    columns = {item.key: getattr(person, item.key) for item in person.__mapper__.column_attrs}
    return identity_of(PersonTable(**{**columns, **then}))


def identity_values(identity: Identity) -> dict[str, Any]:
    """An identity as the columns of a person."""
    born, nik = identity.born, identity.nik
    return {
        "name": identity.name,
        "alias": identity.alias,
        "sound": index_of_sounds(identity.name, identity.alias),
        "sex": identity.sex.value or None,
        "birth_year": born.year,
        "birth_month": born.month,
        "birth_day": born.day,
        "birth_quality": born.quality.value,
        "birth_text": born.text,
        "birth_place": identity.birth_place,
        "origin_code": identity.origin_code,
        "origin_text": identity.origin_text,
        "nik": nik.digits,
        "nik_quality": nik.quality.value,
        "nik_text": nik.text,
        "identity_status": identity.status.value if identity.status else None,
        "features": identity.features,
    }


def add_person(session: Session, panti: Panti, identity: Identity, admitted_on: date) -> PersonTable:
    """Enter a new person with the next own number of the year of admission."""
    number = new_numbers(session, panti, admitted_on.year, 1)[0]
    person = PersonTable(id=new_id(), number=number, **identity_values(identity))
    session.add(person)
    session.flush()
    return person


def put_identity(session: Session, person: PersonTable, identity: Identity) -> None:
    """Write an identity over the one before, whose values go to the history."""
    for column, value in identity_values(identity).items():
        setattr(person, column, value)
    session.flush()


def categories_of(session: Session, person_id: str) -> tuple[str, ...]:
    """A person's categories, the main one first."""
    query = (
        select(PersonCategoryTable.category)
        .where(PersonCategoryTable.person_id == person_id)
        .order_by(PersonCategoryTable.main.desc(), PersonCategoryTable.id)
    )
    return tuple(session.scalars(query))


def categories_changed(session: Session, person_id: str) -> tuple[str, datetime] | None:
    """Who gave or took a person's categories last, and when."""
    query = select(PersonCategoryTable).where(PersonCategoryTable.person_id == person_id)
    given = [(row.changed_by, row.changed_at) for row in session.scalars(query)]
    taken = last_taken_away(session, PersonCategoryTable, person_id=person_id)
    return max([*given, *([taken] if taken else [])], key=lambda change: change[1], default=None)


def set_categories(session: Session, person_id: str, codes: Sequence[str]) -> tuple[str, ...]:
    """Give a person exactly these categories, the first as the main one; tells those before."""
    before = categories_of(session, person_id)
    if before == tuple(codes):
        return before
    for row in session.scalars(select(PersonCategoryTable).where(PersonCategoryTable.person_id == person_id)):
        session.delete(row)
    session.flush()
    for position, code in enumerate(codes):
        session.add(PersonCategoryTable(id=new_id(), person_id=person_id, category=code, main=position == 0))
        session.flush()
    return before


def remove_person(session: Session, person_id: str) -> None:
    """Take out a person entered by mistake, with everything of the intake; every value stays in the history.

    Raises Refused ``intake_already_used`` once there is more than the intake: another stay, an outing, a roll-call,
    a programme, a row of a register they came from, or anything that somebody else wrote about them.
    """
    person = the_person(session, person_id)
    _require_own(session, [person])
    stays = list(session.scalars(select(StayTable).where(StayTable.person_id == person_id)))
    imported = session.scalar(select(exists().where(ImportedRowTable.person_id == person_id)))
    decided = or_(PersonVerdictTable.first_id == person_id, PersonVerdictTable.second_id == person_id)
    if len(stays) > 1 or imported or session.scalar(select(exists().where(decided))):
        raise Refused("intake_already_used")
    for stay in stays:
        remove_stay(session, stay)
    for table, column in _OF_PERSON:
        _remove_all(session, table, column, person_id)
    pair = or_(PossibleDoubleTable.first_id == person_id, PossibleDoubleTable.second_id == person_id)
    for row in session.scalars(select(PossibleDoubleTable).where(pair)):
        session.delete(row)
    session.flush()
    _require_nothing_else(session, PersonTable, person_id, _GOES_WITH_PERSON)
    session.delete(person)
    session.flush()


_OF_PERSON: Final[tuple[tuple[type[Row], Attribute], ...]] = (
    (PersonCategoryTable, PersonCategoryTable.person_id),
    (HealthTable, HealthTable.person_id),
    (PhotoTable, PhotoTable.person_id),
    (IdentityQualityTable, IdentityQualityTable.person_id),
    (FindingTable, FindingTable.person_id),
)
_GOES_WITH_STAY: Final = frozenset({PlacementTable.__tablename__})
_GOES_WITH_PERSON: Final = frozenset({table.__tablename__ for table, _column in _OF_PERSON})


def remove_stay(session: Session, stay: StayTable) -> None:
    """Take out a stay entered by mistake, with its beds; refused once anything else was written in it."""
    _require_nothing_else(session, StayTable, stay.id, _GOES_WITH_STAY)
    _require_own(session, [stay])
    _remove_all(session, PlacementTable, PlacementTable.stay_id, stay.id)
    session.delete(stay)
    session.flush()


def _require_nothing_else(session: Session, whose: type[Row], row_id: str, goes_along: frozenset[str]) -> None:
    """Refuse while a row of any other table points at it: a leave pass, a visitor, a thing in keeping."""
    for table in Base.metadata.tables.values():
        for key in table.foreign_keys:
            points = key.column.table.name == whose.__tablename__ and table.name not in goes_along
            if points and session.scalar(select(exists().where(key.parent == row_id))):
                raise Refused("intake_already_used")


def _remove_all(session: Session, table: type[Row], column: Attribute, value: str) -> None:
    rows = list(session.scalars(select(table).where(column == value)))
    _require_own(session, rows)
    for row in rows:
        session.delete(row)
    session.flush()


def _require_own(session: Session, rows: Iterable[Row]) -> None:
    """Refuse to take back an intake in which somebody else has written since."""
    if any(row.changed_by != stamp_of(session).account_id for row in rows):
        raise Refused("intake_already_used")
