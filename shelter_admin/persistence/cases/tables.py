"""Case work: instruments and what they found, goals and steps of the plan, notes, the stage of rehabilitation."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Float, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, reference, spesifik, technical, umum


class InstrumentTable(Row):
    """An instrument of assessment as it reads in one version; filled ones keep the version they were asked in."""

    __tablename__ = "instrument"
    __table_args__ = (
        UniqueConstraint("code", "edition"),
        CheckConstraint("edition > 0", name="edition"),
    )

    code: Mapped[str] = technical(Text, nullable=False)
    edition: Mapped[int] = technical(Integer, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    retired_on: Mapped[date | None] = technical(Date)


class AssessmentTable(Row):
    """What an instrument found of somebody on a day; unanswered questions are not in ``answers``."""

    __tablename__ = "assessment"
    __table_args__ = (
        CheckConstraint("occasion IN ('entry', 'review', 'before_leaving', 'after')", name="occasion"),
        Index("ix_assessment_person", "person_id", "on_day"),
        Index("ix_assessment_stay", "stay_id", "on_day"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    instrument_id: Mapped[str] = reference("instrument.id", nullable=False, index=True)
    occasion: Mapped[str] = technical(Text, nullable=False)
    on_day: Mapped[date] = umum(Date, nullable=False)
    filled_by: Mapped[str] = technical(Text, nullable=False)
    answers: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    score: Mapped[float | None] = spesifik(Float)
    band: Mapped[str] = spesifik(Text, nullable=False, default="")
    note: Mapped[str] = spesifik(Text, nullable=False, default="")


class CaseGoalTable(Row):
    """What somebody wants to reach, in one field of life; closed with its outcome."""

    __tablename__ = "case_goal"
    __table_args__ = (
        CheckConstraint("length(trim(goal)) > 0", name="told"),
        CheckConstraint("outcome IN ('reached', 'partly', 'not_reached', 'given_up')", name="outcome"),
        CheckConstraint("(closed_on IS NULL) = (outcome IS NULL)", name="closed"),
        Index("ix_case_goal_stay", "stay_id", "position"),
        Index("ix_case_goal_person", "person_id"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    field: Mapped[str] = spesifik(Text, nullable=False)
    goal: Mapped[str] = spesifik(Text, nullable=False)
    set_on: Mapped[date] = technical(Date, nullable=False)
    due_on: Mapped[date | None] = technical(Date)
    closed_on: Mapped[date | None] = technical(Date)
    outcome: Mapped[str | None] = umum(Text)


class CaseStepTable(Row):
    """One step towards a goal: what, who, until when; done on a day by somebody."""

    __tablename__ = "case_step"
    __table_args__ = (
        CheckConstraint("length(trim(step)) > 0", name="told"),
        CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done"),
        Index("ix_case_step_goal", "goal_id", "position"),
        Index("ix_case_step_due", "due_on"),
        Index("ix_case_step_person", "person_id"),
    )

    goal_id: Mapped[str] = reference("case_goal.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    step: Mapped[str] = spesifik(Text, nullable=False)
    who: Mapped[str] = umum(Text, nullable=False, default="")
    account_id: Mapped[str | None] = reference("account.id", index=True)
    due_on: Mapped[date | None] = technical(Date)
    done_on: Mapped[date | None] = technical(Date)
    done_by: Mapped[str | None] = technical(Text)


class CaseNoteTable(Row):
    """A progress note (catatan perkembangan). A confidential one is for its author and the head alone."""

    __tablename__ = "case_note"
    __table_args__ = (
        CheckConstraint("length(trim(words)) > 0", name="told"),
        CheckConstraint(
            "kind IN ('counselling', 'observation', 'family', 'health', 'training', 'referral', 'other')", name="kind"
        ),
        CheckConstraint("followed_up_on IS NULL OR follow_up_on IS NOT NULL", name="followed_up"),
        Index("ix_case_note_person", "person_id", "at"),
        Index("ix_case_note_follow_up", "follow_up_on"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False, index=True)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    author_id: Mapped[str] = reference("account.id", nullable=False)
    at: Mapped[datetime] = technical(Instant, nullable=False)
    kind: Mapped[str] = spesifik(Text, nullable=False)
    words: Mapped[str] = spesifik(Text, nullable=False)
    follow_up_on: Mapped[date | None] = technical(Date)
    followed_up_on: Mapped[date | None] = technical(Date)
    confidential: Mapped[bool] = technical(Boolean, nullable=False, default=False)


class StageMoveTable(Row):
    """A stage of rehabilitation that somebody's stay reached; the newest one stands, ``found`` keeps what was there."""

    __tablename__ = "stage_move"
    __table_args__ = (
        CheckConstraint(
            "stage IN ('registration', 'assessment', 'planning', 'intervention', 'resocialisation', 'termination',"
            " 'aftercare')",
            name="stage",
        ),
        Index("ix_stage_move_stay", "stay_id", "from_day"),
        Index("ix_stage_move_stage", "stage", "from_day"),
        Index("ix_stage_move_person", "person_id"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    stage: Mapped[str] = umum(Text, nullable=False)
    from_day: Mapped[date] = technical(Date, nullable=False)
    despite: Mapped[str] = umum(Text, nullable=False, default="")
    found: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
