"""The one place that decides what a reader sees of whom. Every list of people and every detail of one passes here.

Two questions: *which people* (a trainer sees only those enrolled in the programmes of that account; who is kept
confidential is seen with the right to it alone) and *which fields* (identity, category, remarks, health), each hidden
field given as None, never as a false blank.

A list on which the house counts everybody (gate, roll-call, beds, class sheet) is ``on_duty``: confidential people
stand in it under their own number, ``name_for`` the reader, so that nobody is missed at night or counted twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, and_, case, exists, false, literal, not_, null, or_, select, true
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.categories import RESTRICTED
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.words import _
from shelter_admin.persistence.base import Attribute
from shelter_admin.persistence.people.enrolment import EnrolmentTable, ProgramTrainerTable
from shelter_admin.persistence.people.limiting import limited
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable

S = TypeVar("S", bound=Select[*tuple[Any, ...]])


class Kept(StrEnum):
    """What is kept from some readers, by the right that opens it."""

    IDENTITY = "identity"
    CATEGORY = "category"
    REMARKS = "remarks"
    HEALTH = "health"
    ALERTS = "health_alerts"
    ATTENTION = "attention"
    ORIGINAL = "original"


FIELDS: Final[Mapping[str, Kept]] = MappingProxyType(
    {
        "birth": Kept.IDENTITY,
        "birth_place": Kept.IDENTITY,
        "birth_text": Kept.IDENTITY,
        "birth_year": Kept.IDENTITY,
        "birth_month": Kept.IDENTITY,
        "birth_day": Kept.IDENTITY,
        "birth_quality": Kept.IDENTITY,
        "nik": Kept.IDENTITY,
        "nik_text": Kept.IDENTITY,
        "nik_quality": Kept.IDENTITY,
        "identity_status": Kept.IDENTITY,
        "categories": Kept.CATEGORY,
        "category": Kept.CATEGORY,
        "source": Kept.REMARKS,
        "source_text": Kept.REMARKS,
        "leave_reason": Kept.REMARKS,
        "leave_note": Kept.REMARKS,
        "remark": Kept.REMARKS,
        "alert": Kept.ALERTS,
        "diet": Kept.ALERTS,
        "details": Kept.HEALTH,
        "health_details": Kept.HEALTH,
        "attention": Kept.ATTENTION,
        "cells": Kept.ORIGINAL,
    }
)
"""Fields that not every reader of residents sees; every other field of a list is seen by all of them."""


def sees(sight: Sight, kept: Kept) -> bool:
    """Say whether this reader sees this kind of field.

    The original row of a register holds remarks and identity, so it needs both. That somebody needs attention is
    seen by whoever sees the reason for it too.
    """
    if kept is Kept.ORIGINAL:
        return sight.identity and sight.remarks
    if kept is Kept.ATTENTION:
        return sight.health_summary or sight.health or sight.health_alerts
    if kept is Kept.ALERTS:
        return sight.health_alerts or sight.health
    return bool(getattr(sight, kept.value))


def shown(sight: Sight, field: str) -> bool:
    """Say whether this reader sees a field of this name; a field that is kept from nobody is always seen."""
    kept = FIELDS.get(field)
    return kept is None or sees(sight, kept)


def masked(sight: Sight, values: Mapping[str, Any]) -> dict[str, Any]:
    """Give the values with None in place of what this reader may not see."""
    return {name: value if shown(sight, name) else None for name, value in values.items()}


_CATEGORY: Final = aliased(PersonCategoryTable)


def kept_from(sight: Sight, person_id: ColumnElement[str] | Attribute) -> ColumnElement[bool]:
    """Say in SQL whose identity is kept from this reader: by a category, or because somebody marked them so."""
    if sight.restricted:
        return false()
    by_category = select(_CATEGORY.id).where(_CATEGORY.person_id == person_id, _CATEGORY.category.in_(RESTRICTED))
    return or_(exists(by_category), limited(person_id))


def kept_of(session: Session, sight: Sight, person_ids: Iterable[str]) -> frozenset[str]:
    """Those of these people whose identity is kept from this reader."""
    if sight.restricted:
        return frozenset()
    wanted = list(person_ids)
    query = select(PersonTable.id).where(PersonTable.id.in_(wanted), kept_from(sight, PersonTable.id))
    return frozenset(session.scalars(query))


def name_for(sight: Sight) -> ColumnElement[str]:
    """The name as this reader sees it, as the column ``name``: of a confidential person the own number."""
    if sight.restricted:
        return PersonTable.name.label("name")
    veiled = PersonTable.number + literal(" · " + _("confidential"))
    return case((kept_from(sight, PersonTable.id), veiled), else_=PersonTable.name).label("name")


def alias_for(sight: Sight) -> ColumnElement[str]:
    """What somebody is called besides, as the column ``alias``: of a confidential person nothing."""
    return _unless_kept(sight, PersonTable.alias, literal("")).label("alias")


def photo_for(sight: Sight, photo: ColumnElement[str]) -> ColumnElement[Any]:
    """The id of a picture as the column ``photo_id``: of a confidential person none."""
    return _unless_kept(sight, photo, null()).label("photo_id")


def _unless_kept(sight: Sight, column: Any, instead: ColumnElement[Any]) -> ColumnElement[Any]:
    if sight.restricted:
        return column  # type: ignore[no-any-return]
    return case((kept_from(sight, PersonTable.id), instead), else_=column)


def works_with(sight: Sight, person_id: ColumnElement[str] | Attribute) -> ColumnElement[bool]:
    """Say in SQL whom this reader meets at work, by name or not: a trainer the own trainees, everybody else all."""
    if sight.only_class_of is None:
        return true()
    return exists(
        select(EnrolmentTable.id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(ProgramTrainerTable, ProgramTrainerTable.program_id == EnrolmentTable.program_id)
        .where(StayTable.person_id == person_id, ProgramTrainerTable.account_id == sight.only_class_of)
    )


def seen_by(sight: Sight, person_id: ColumnElement[str] | Attribute) -> ColumnElement[bool]:
    """Say in SQL which people this reader sees, given the column that names the person."""
    return and_(works_with(sight, person_id), not_(kept_from(sight, person_id)))


def sees_everybody(sight: Sight) -> bool:
    """Say whether nobody at all is kept from this reader."""
    return sight.restricted and sight.only_class_of is None


def in_sight(query: S, sight: Sight) -> S:
    """Limit a query that contains ``PersonTable`` to the people this reader sees."""
    return query if sees_everybody(sight) else query.where(seen_by(sight, PersonTable.id))


def on_duty(query: S, sight: Sight) -> S:
    """Limit a query that contains ``PersonTable`` to whom this reader meets at work; it must ask for ``name_for``."""
    return query if sight.only_class_of is None else query.where(works_with(sight, PersonTable.id))


def require_in_sight(session: Session, sight: Sight, person_id: str) -> None:
    """Refuse with ``person_unknown`` somebody this reader does not see, just like somebody who is not there."""
    found = session.scalars(in_sight(select(PersonTable.id).where(PersonTable.id == person_id), sight)).first()
    if found is None:
        raise Refused("person_unknown")
