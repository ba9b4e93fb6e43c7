"""Services given to a person in a year (SPM sosial; domain notes 1.3), or not needed by the assessment."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, Index, Integer, Text
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, only_where, reference, technical, umum


class ServiceTickTable(Row):
    """One tick of the matrix: an item given on a day by an officer from a source of funds, or not needed and why.

    ``item`` is the code of the matrix in ``resources/``. An item that is not needed is said once a year.
    """

    __tablename__ = "service_tick"
    __table_args__ = (
        CheckConstraint("state IN ('given', 'not_needed')", name="state"),
        CheckConstraint("state = 'given' OR length(trim(reason)) > 0", name="reasoned"),
        CheckConstraint("year BETWEEN 2000 AND 2200", name="year"),
        Index("uq_service_tick_given", "person_id", "item", "on_day", unique=True, **only_where("state = 'given'")),
        Index(
            "uq_service_tick_not_needed", "person_id", "item", "year", unique=True, **only_where("state = 'not_needed'")
        ),
        Index("ix_service_tick_year", "year", "person_id", "item"),
        Index("ix_service_tick_stay", "stay_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    item: Mapped[str] = umum(Text, nullable=False)
    year: Mapped[int] = technical(Integer, nullable=False)
    state: Mapped[str] = umum(Text, nullable=False)
    on_day: Mapped[date] = umum(Date, nullable=False)
    officer: Mapped[str] = technical(Text, nullable=False, default="")
    fund: Mapped[str] = technical(Text, nullable=False, default="")
    reason: Mapped[str] = umum(Text, nullable=False, default="")
    assessment_id: Mapped[str | None] = reference("assessment.id", index=True)
