"""What a shift keeps: its handover, what happened, visitors, medicines at their hours, standing permissions, things."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, reference, spesifik, technical, umum


class ShiftHandoverTable(Row):
    """The note of one shift: what the store knew at its end, the officer's words, and both signatures.

    Once both have signed it stays as it is.
    """

    __tablename__ = "shift_handover"
    __table_args__ = (
        UniqueConstraint("panti_id", "day", "shift"),
        CheckConstraint("shift IN ('pagi', 'siang', 'malam')", name="shift"),
        CheckConstraint("(handed_at IS NULL) = (handed_by IS NULL)", name="handed"),
        CheckConstraint("(taken_at IS NULL) = (taken_by IS NULL)", name="taken"),
        CheckConstraint("taken_at IS NULL OR handed_at IS NOT NULL", name="handed_first"),
        CheckConstraint("taken_by IS NULL OR taken_by <> handed_by", name="two_people"),
    )

    day: Mapped[date] = technical(Date, nullable=False)
    shift: Mapped[str] = technical(Text, nullable=False)
    found: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    words: Mapped[str] = spesifik(Text, nullable=False, default="")
    handed_by: Mapped[str | None] = technical(Text)
    handed_at: Mapped[datetime | None] = technical(Instant)
    taken_by: Mapped[str | None] = technical(Text)
    taken_at: Mapped[datetime | None] = technical(Instant)


class OccurrenceTable(Row):
    """Something that happened in the house (kejadian), with what was done and what is still to be done."""

    __tablename__ = "occurrence"
    __table_args__ = (
        CheckConstraint("length(trim(what)) > 0", name="told"),
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed"),
        Index("ix_occurrence_at", "at"),
    )

    at: Mapped[datetime] = technical(Instant, nullable=False)
    kind: Mapped[str] = spesifik(Text, nullable=False)
    place: Mapped[str] = umum(Text, nullable=False, default="")
    what: Mapped[str] = spesifik(Text, nullable=False)
    handling: Mapped[str] = spesifik(Text, nullable=False, default="")
    follow_up: Mapped[str] = spesifik(Text, nullable=False, default="")
    follow_up_by: Mapped[date | None] = technical(Date)
    closed_at: Mapped[datetime | None] = technical(Instant)
    closed_by: Mapped[str | None] = technical(Text)


class OccurrencePersonTable(Row):
    """A resident who had part in an occurrence."""

    __tablename__ = "occurrence_person"
    __table_args__ = (UniqueConstraint("occurrence_id", "person_id"), Index("ix_occurrence_person_person", "person_id"))

    occurrence_id: Mapped[str] = reference("occurrence.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    part: Mapped[str] = spesifik(Text, nullable=False, default="")


class VisitTable(Row):
    """A visitor in the log at the gate, with whom they came to see."""

    __tablename__ = "visit"
    __table_args__ = (
        CheckConstraint("length(trim(visitor)) > 0", name="named"),
        CheckConstraint("left_at IS NULL OR left_at >= came_at", name="left_after"),
        Index("ix_visit_came_at", "came_at"),
        Index("ix_visit_person", "person_id"),
    )

    visitor: Mapped[str] = umum(Text, nullable=False)
    office: Mapped[str] = umum(Text, nullable=False, default="")
    relation: Mapped[str] = umum(Text, nullable=False, default="")
    phone: Mapped[str] = umum(Text, nullable=False, default="")
    person_id: Mapped[str | None] = reference("person.id")
    came_at: Mapped[datetime] = technical(Instant, nullable=False)
    left_at: Mapped[datetime | None] = technical(Instant)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class StandingPermissionTable(Row):
    """Somebody who is outside by permission on certain weekdays: work, school; with the meals not eaten here."""

    __tablename__ = "standing_permission"
    __table_args__ = (
        CheckConstraint("kind IN ('work', 'school', 'worship', 'other')", name="kind"),
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        CheckConstraint("length(weekdays) > 0", name="weekdays"),
        Index("ix_standing_permission_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False, index=True)
    kind: Mapped[str] = umum(Text, nullable=False)
    place: Mapped[str] = umum(Text, nullable=False, default="")
    weekdays: Mapped[str] = technical(Text, nullable=False)
    leaves_at: Mapped[str] = technical(Text, nullable=False)
    back_at: Mapped[str] = technical(Text, nullable=False)
    from_day: Mapped[date] = technical(Date, nullable=False)
    until_day: Mapped[date | None] = technical(Date)
    meals_outside: Mapped[list[str]] = technical(JSON, nullable=False, default=list)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class MedicationTable(Row):
    """A medicine given at certain hours. Carers see the hours and the note for them; the medicine the nurse alone."""

    __tablename__ = "medication"
    __table_args__ = (
        CheckConstraint("until_day IS NULL OR until_day >= from_day", name="days"),
        Index("ix_medication_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    medicine: Mapped[str] = spesifik(Text, nullable=False)
    dose: Mapped[str] = spesifik(Text, nullable=False, default="")
    hours: Mapped[list[str]] = spesifik(JSON, nullable=False, default=list)
    carer_note: Mapped[str] = spesifik(Text, nullable=False, default="")
    from_day: Mapped[date] = technical(Date, nullable=False)
    until_day: Mapped[date | None] = technical(Date)
    note: Mapped[str] = spesifik(Text, nullable=False, default="")


class BelongingTable(Row):
    """A thing the house keeps for a resident, until it is given back."""

    __tablename__ = "belonging"
    __table_args__ = (
        CheckConstraint("length(trim(what)) > 0", name="named"),
        CheckConstraint("count > 0", name="count"),
        CheckConstraint("returned_on IS NULL OR returned_on >= received_on", name="returned"),
        Index("ix_belonging_person", "person_id"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    what: Mapped[str] = umum(Text, nullable=False)
    count: Mapped[int] = technical(Integer, nullable=False, default=1)
    kept_where: Mapped[str] = technical(Text, nullable=False, default="")
    received_on: Mapped[date] = technical(Date, nullable=False)
    returned_on: Mapped[date | None] = technical(Date)
    returned_to: Mapped[str] = umum(Text, nullable=False, default="")
    note: Mapped[str] = umum(Text, nullable=False, default="")
