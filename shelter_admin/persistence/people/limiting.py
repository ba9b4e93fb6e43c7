"""Whose details are frozen: somebody asked for it (UU 27/2022 article 41), or it keeps them safe (article 33).

It stands with the people, below every list, because ``people.sight`` asks it.
"""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlalchemy import CheckConstraint, ColumnElement, Date, Index, Text, exists, select
from sqlalchemy.orm import Mapped, Session, aliased

from shelter_admin.persistence.base import Attribute, Row, only_where, reference, spesifik, technical


class LimitationTable(Row):
    """A time in which the details of a person are shown only to whom they are needed to keep the person safe."""

    __tablename__ = "limitation"
    __table_args__ = (
        CheckConstraint("ground IN ('asked', 'safety')", name="ground"),
        CheckConstraint("until IS NULL OR until >= since", name="dates"),
        Index("uq_limitation_open", "person_id", unique=True, **only_where("until IS NULL")),
        Index("ix_limitation_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    ground: Mapped[str] = technical(Text, nullable=False)
    since: Mapped[date] = technical(Date, nullable=False)
    until: Mapped[date | None] = technical(Date)
    note: Mapped[str] = spesifik(Text, nullable=False, default="")


_OPEN: Final = aliased(LimitationTable)  # another name than in a query that lists the freezings themselves


def limited(person_id: ColumnElement[str] | Attribute | str) -> ColumnElement[bool]:
    """Say in SQL whose details are frozen now, given the column that names the person."""
    return exists(select(_OPEN.id).where(_OPEN.person_id == person_id, _OPEN.until.is_(None)))


def limited_now(session: Session) -> frozenset[str]:
    """Everybody whose details are frozen now."""
    return frozenset(session.scalars(select(LimitationTable.person_id).where(LimitationTable.until.is_(None))))
