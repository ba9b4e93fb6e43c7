"""What the social worker has written down about readiness, and what the head decided."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, spesifik, technical, umum


class ReadinessCheckTable(Row):
    """A criterion of readiness that somebody looks at and writes down; the figures of the others are reckoned.

    ``document_id`` is the paper that proves it, where the policy asks for one.
    """

    __tablename__ = "readiness_check"
    __table_args__ = (
        UniqueConstraint("stay_id", "criterion"),
        CheckConstraint("length(trim(criterion)) > 0", name="criterion"),
        CheckConstraint("state IN ('met', 'not_met', 'not_applicable')", name="state"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    criterion: Mapped[str] = technical(Text, nullable=False)
    state: Mapped[str] = umum(Text, nullable=False)
    on_day: Mapped[date] = umum(Date, nullable=False)
    note: Mapped[str] = spesifik(Text, nullable=False, default="")
    document_id: Mapped[str | None] = reference("person_document.id", index=True)


class ExitDecisionTable(Row):
    """A decision of the head with its reason, the names of those present, and what was known at that moment.

    Only added to: the newest decision of a stay stands.
    """

    __tablename__ = "exit_decision"
    __table_args__ = (
        CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
        Index("ix_exit_decision_stay", "stay_id"),
        Index("ix_exit_decision_person", "person_id"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    ready: Mapped[bool] = umum(Boolean, nullable=False)
    reason: Mapped[str] = spesifik(Text, nullable=False)
    names: Mapped[str] = umum(Text, nullable=False, default="")
    decided_on: Mapped[date] = technical(Date, nullable=False)
    decided_by: Mapped[str] = technical(Text, nullable=False)
    snapshot: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
