"""Relations of residents: to each other, kept once and read in both files, and to people outside."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import and_, case, exists, or_, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.family import NO_FAMILY, Kin, Relation, Relative, seen_from_the_other
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import seen_by
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.residents.tables import RelativeTable

_KIN = tuple(item.name for item in fields(Kin))


def kin_of(row: RelativeTable) -> Kin:
    """What is written in a row."""
    values: dict[str, Any] = {name: getattr(row, name) for name in _KIN}
    return Kin(**{**values, "relation": Relation(row.relation)})


def the_relative(session: Session, relative_id: str) -> RelativeTable:
    """One relation; raises Refused ``relative_unknown``."""
    row = session.get(RelativeTable, relative_id)
    if row is None:
        raise Refused("relative_unknown", field="relative_id")
    return row


def relatives_of(session: Session, sight: Sight, person_id: str) -> tuple[Relative, ...]:
    """Everybody written down as family of a person, from either side; residents only whom this reader sees.

    Guardians and heads of the family come first, then who is in the house, then the others by name.
    """
    own = RelativeTable.person_id == person_id
    query = (
        select(RelativeTable, PersonTable.id, PersonTable.number, PersonTable.name, PersonTable.sex, _here())
        .outerjoin(PersonTable, PersonTable.id == case((own, RelativeTable.other_id), else_=RelativeTable.person_id))
        .where(
            or_(own, RelativeTable.other_id == person_id),
            or_(PersonTable.id.is_(None), seen_by(sight, PersonTable.id)),
        )
    )
    found = [_relative(row, person_id) for row in session.execute(query)]
    return tuple(
        sorted(
            found,
            key=lambda one: (not one.guardian, not one.kin.head_of_family, not one.here, one.name.casefold()),
        )
    )


def _here() -> Any:
    return exists().where(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None))


def _relative(found: Any, person_id: str) -> Relative:
    row, other, number, name, sex, here = found
    kin = kin_of(row)
    mirrored = row.person_id != person_id
    return Relative(
        relative_id=row.id,
        kin=kin,
        relation=seen_from_the_other(kin.relation, Sex(sex or "")) if mirrored else kin.relation,
        name=name or kin.name,
        person_id=other or "",
        number=number or "",
        here=bool(here) and other is not None,
        mirrored=mirrored,
    )


def related(session: Session, one: str, other: str) -> bool:
    """Say whether two residents stand in each other's family already."""
    either = or_(
        and_(RelativeTable.person_id == one, RelativeTable.other_id == other),
        and_(RelativeTable.person_id == other, RelativeTable.other_id == one),
    )
    return bool(session.scalar(select(exists().where(either))))


def other_head(session: Session, person_id: str, besides: str) -> bool:
    """Say whether somebody else is noted as the head of this person's family."""
    noted = and_(
        RelativeTable.person_id == person_id, RelativeTable.head_of_family.is_(True), RelativeTable.id != besides
    )
    return bool(session.scalar(select(exists().where(noted))))


def sex_of(session: Session, person_id: str) -> Sex:
    """A person's sex, as far as it is known."""
    return Sex(session.scalars(select(PersonTable.sex).where(PersonTable.id == person_id)).first() or "")


def add(session: Session, person_id: str, kin: Kin, relative_id: str = "") -> str:
    """Write somebody of the family down; tells the id."""
    row = RelativeTable(id=relative_id or new_id(), person_id=person_id, **_values(kin))
    session.add(row)
    session.flush()
    return row.id


def put(session: Session, row: RelativeTable, kin: Kin) -> None:
    """Write over what stood there; the values before go to the history."""
    for name, value in _values(kin).items():
        setattr(row, name, value)
    session.flush()


def _values(kin: Kin) -> dict[str, Any]:
    return {**{name: getattr(kin, name) for name in _KIN}, "relation": kin.relation.value}


def remove(session: Session, row: RelativeTable) -> None:
    """Take a relation away."""
    session.delete(row)
    session.flush()


def relations_in_house(session: Session, sight: Sight) -> list[tuple[str, str]]:
    """Every two residents of one family who are both in the house now and whom this reader sees."""
    one, other = aliased(StayTable), aliased(StayTable)
    query = (
        select(RelativeTable.person_id, RelativeTable.other_id)
        .join(one, and_(one.person_id == RelativeTable.person_id, one.leave_reason.is_(None)))
        .join(other, and_(other.person_id == RelativeTable.other_id, other.leave_reason.is_(None)))
        .where(
            RelativeTable.relation.not_in([relation.value for relation in NO_FAMILY]),
            seen_by(sight, RelativeTable.person_id),
            seen_by(sight, RelativeTable.other_id),
        )
    )
    return [(one_id, other_id or "") for one_id, other_id in session.execute(query)]
