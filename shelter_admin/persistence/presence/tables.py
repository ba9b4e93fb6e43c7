"""Outings and roll-calls. One open outing per stay; one roll-call per date and kind; one mark per resident."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Index, Text, UniqueConstraint
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
