"""The one place that decides what a reader sees of whom. Every list of people and every detail of one passes here.

Two questions: *which people* (a trainer sees only those enrolled in the programmes of that account) and *which
fields* (identity, category, remarks, health), each hidden field given as None, never as a false blank.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, TypeVar

from sqlalchemy import ColumnElement, Select, exists, select, true
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.base import Attribute
from shelter_admin.persistence.people.enrolment import EnrolmentTable, ProgramTrainerTable
from shelter_admin.persistence.people.tables import PersonTable, StayTable

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


def seen_by(sight: Sight, person_id: ColumnElement[str] | Attribute) -> ColumnElement[bool]:
    """Say in SQL which people this reader sees, given the column that names the person."""
    if sight.only_class_of is None:
        return true()
    return exists(
        select(EnrolmentTable.id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(ProgramTrainerTable, ProgramTrainerTable.program_id == EnrolmentTable.program_id)
        .where(StayTable.person_id == person_id, ProgramTrainerTable.account_id == sight.only_class_of)
    )


def in_sight(query: S, sight: Sight) -> S:
    """Limit a query that contains ``PersonTable`` to the people this reader sees."""
    if sight.only_class_of is None:
        return query
    return query.where(seen_by(sight, PersonTable.id))


def require_in_sight(session: Session, sight: Sight, person_id: str) -> None:
    """Refuse with ``person_unknown`` somebody this reader does not see, just like somebody who is not there."""
    found = session.scalars(in_sight(select(PersonTable.id).where(PersonTable.id == person_id), sight)).first()
    if found is None:
        raise Refused("person_unknown")
