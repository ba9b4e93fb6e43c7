"""The monthly returns as they were sent. Only added to: a later correction is a new version."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, spesifik, technical


class MonthlyReturnTable(Row):
    """One version of one month: its figures, the ids behind each, what differs from the version before."""

    __tablename__ = "monthly_return"
    __table_args__ = (
        UniqueConstraint("period", "version_no"),
        CheckConstraint("version_no > 0", name="version_no"),
        CheckConstraint("length(period) = 7", name="period"),
    )

    period: Mapped[str] = technical(Text, nullable=False)
    version_no: Mapped[int] = technical(Integer, nullable=False)
    figures: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    difference: Mapped[list[Any]] = technical(JSON, nullable=False, default=list)
    sent_on: Mapped[date] = technical(Date, nullable=False)
    sent_by: Mapped[str] = technical(Text, nullable=False)
