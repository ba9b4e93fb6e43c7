"""Who applies for a class, by which criteria people are chosen, and how each was scored."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Float, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, technical, umum


class SelectionCriterionTable(Row):
    """What a class looks at when there are more applicants than places; weights are whole numbers.

    ``category`` is the one that a criterion of kind ``category`` speaks for.
    """

    __tablename__ = "selection_criterion"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("weight BETWEEN 1 AND 100", name="weight"),
        CheckConstraint("(kind = 'category') = (category IS NOT NULL)", name="category"),
        CheckConstraint("kind IN ('scored', 'waiting', 'category', 'never_trained')", name="kind"),
        Index("ix_selection_criterion_batch", "batch_id", "position"),
    )

    batch_id: Mapped[str] = reference("batch.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False, default="scored")
    weight: Mapped[int] = technical(Integer, nullable=False, default=1)
    category: Mapped[str | None] = technical(Text)


class BatchApplicantTable(Row):
    """Somebody in the house who asks for a place in a class, and what became of it.

    ``ranking`` keeps the ranked and explained outcome as it was when the class was chosen. ``panel`` is the committee's
    word against the order of points: ``in`` or ``out``, with the ``reason``.
    """

    __tablename__ = "batch_applicant"
    __table_args__ = (
        UniqueConstraint("batch_id", "stay_id"),
        CheckConstraint("state IN ('applied', 'chosen', 'reserve', 'not_chosen', 'withdrawn')", name="state"),
        CheckConstraint("(state = 'applied') = (decided_on IS NULL)", name="decided"),
        CheckConstraint("panel IS NULL OR panel IN ('in', 'out')", name="panel"),
        Index("ix_batch_applicant_person", "person_id"),
    )

    batch_id: Mapped[str] = reference("batch.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False, index=True)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    applied_on: Mapped[date] = technical(Date, nullable=False)
    state: Mapped[str] = technical(Text, nullable=False, default="applied")
    decided_on: Mapped[date | None] = technical(Date)
    reason: Mapped[str] = umum(Text, nullable=False, default="")
    ranking: Mapped[dict[str, Any] | None] = umum(JSON)
    panel: Mapped[str | None] = umum(Text)


class SelectionScoreTable(Row):
    """How somebody was scored in one criterion, from 0 to 100."""

    __tablename__ = "selection_score"
    __table_args__ = (
        UniqueConstraint("applicant_id", "criterion_id"),
        CheckConstraint("score BETWEEN 0 AND 100", name="score"),
    )

    applicant_id: Mapped[str] = reference("batch_applicant.id", nullable=False)
    criterion_id: Mapped[str] = reference("selection_criterion.id", nullable=False, index=True)
    score: Mapped[float] = umum(Float, nullable=False)
