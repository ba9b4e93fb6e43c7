"""Outings, leave passes and roll-calls. One open outing per stay; one roll-call per date and kind; one mark each."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, technical, umum


class OutingTable(Row):
    """Somebody outside, from going out to coming back."""

    __tablename__ = "outing"
    __table_args__ = (
        CheckConstraint("in_at IS NULL OR in_at >= out_at", name="back_after_out"),
        CheckConstraint("kind IN ('I', 'C', 'D', 'K')", name="kind"),
        Index("uq_outing_open", "stay_id", unique=True, **only_where("in_at IS NULL")),
        Index("ix_outing_person", "person_id", "out_at"),
        Index("ix_outing_out_at", "out_at"),
        Index("ix_outing_in_at", "in_at"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    kind: Mapped[str] = umum(Text, nullable=False)
    destination: Mapped[str] = umum(Text, nullable=False, default="")
    out_at: Mapped[datetime] = umum(Instant, nullable=False)
    expected_at: Mapped[datetime | None] = umum(Instant)
    in_at: Mapped[datetime | None] = umum(Instant)


class RollCallTable(Row):
    """The count of one date and kind; closed once signed. It keeps the night rules it was taken under."""

    __tablename__ = "roll_call"
    __table_args__ = (
        UniqueConstraint("panti_id", "night", "kind"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="signed"),
        CheckConstraint("kind IN ('malam', 'pagi')", name="kind"),
    )

    night: Mapped[date] = technical(Date, nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False)
    policy: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    closed_at: Mapped[datetime | None] = technical(Instant)
    closed_by: Mapped[str | None] = technical(Text)


class RollCallMarkTable(Row):
    """One resident's mark in one roll-call."""

    __tablename__ = "roll_call_mark"
    __table_args__ = (
        UniqueConstraint("roll_call_id", "stay_id"),
        CheckConstraint("mark IN ('H', 'S', 'I', 'C', 'D', 'A', 'B', 'K')", name="mark"),
        Index("ix_roll_call_mark_person", "person_id"),
    )

    roll_call_id: Mapped[str] = reference("roll_call.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    mark: Mapped[str] = umum(Text, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class LeavePassTable(Row):
    """A leave asked for: who decided, when it is used (its outing), and that it was decided once."""

    __tablename__ = "leave_pass"
    __table_args__ = (
        CheckConstraint("kind IN ('I', 'C', 'D')", name="kind"),
        CheckConstraint("state IN ('asked', 'approved', 'refused', 'cancelled')", name="state"),
        CheckConstraint("until_at > from_at", name="period"),
        CheckConstraint("(state IN ('approved', 'refused')) = (decided_at IS NOT NULL)", name="decided"),
        CheckConstraint("(decided_at IS NULL) = (decided_by IS NULL)", name="decided_by"),
        CheckConstraint("state <> 'refused' OR length(trim(decision)) > 0", name="refused_why"),
        CheckConstraint("outing_id IS NULL OR state = 'approved'", name="used"),
        Index("ix_leave_pass_person", "person_id", "from_at"),
        Index("ix_leave_pass_stay", "stay_id"),
        Index("ix_leave_pass_state", "state", "until_at"),
        Index("uq_leave_pass_outing", "outing_id", unique=True, **only_where("outing_id IS NOT NULL")),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    kind: Mapped[str] = umum(Text, nullable=False)
    destination: Mapped[str] = umum(Text, nullable=False, default="")
    purpose: Mapped[str] = umum(Text, nullable=False, default="")
    companion: Mapped[str] = umum(Text, nullable=False, default="")
    phone: Mapped[str] = umum(Text, nullable=False, default="")
    from_at: Mapped[datetime] = umum(Instant, nullable=False)
    until_at: Mapped[datetime] = umum(Instant, nullable=False)
    asked_by: Mapped[str] = technical(Text, nullable=False)
    asked_at: Mapped[datetime] = technical(Instant, nullable=False)
    state: Mapped[str] = technical(Text, nullable=False, default="asked")
    decided_by: Mapped[str | None] = technical(Text)
    decided_at: Mapped[datetime | None] = technical(Instant)
    decision: Mapped[str] = umum(Text, nullable=False, default="")
    despite: Mapped[str] = umum(Text, nullable=False, default="")
    outing_id: Mapped[str | None] = reference("outing.id")


class MissingStepTable(Row):
    """One thing done about somebody who is missing: called, searched, family told, police told, record written."""

    __tablename__ = "missing_step"
    __table_args__ = (
        UniqueConstraint("stay_id", "since", "step"),
        Index("ix_missing_step_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    since: Mapped[date] = technical(Date, nullable=False)
    step: Mapped[str] = umum(Text, nullable=False)
    done_at: Mapped[datetime] = technical(Instant, nullable=False)
    done_by: Mapped[str] = technical(Text, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")
    known_where: Mapped[bool] = umum(Boolean, nullable=False, default=False)
