"""Field practice (PBK, magang) at named places with its days, and leave from class announced in advance."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, Index, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, spesifik, technical, umum


class PracticePlaceTable(Row):
    """A workshop, shop or office that takes people for practice."""

    __tablename__ = "practice_place"
    __table_args__ = (CheckConstraint("length(trim(name)) > 0", name="named"),)

    name: Mapped[str] = technical(Text, nullable=False)
    trade: Mapped[str] = technical(Text, nullable=False, default="")
    address: Mapped[str] = technical(Text, nullable=False, default="")
    contact: Mapped[str] = umum(Text, nullable=False, default="")
    phone: Mapped[str] = umum(Text, nullable=False, default="")
    closed_on: Mapped[date | None] = technical(Date)


Index("uq_practice_place_name", func.lower(PracticePlaceTable.name), unique=True)


class FieldPracticeTable(Row):
    """Somebody's practice at a place for the days ``[from_day, until_day]``; on these days the class is there."""

    __tablename__ = "field_practice"
    __table_args__ = (
        CheckConstraint("until_day >= from_day", name="days"),
        Index("ix_field_practice_enrolment", "enrolment_id", "from_day"),
        Index("ix_field_practice_person", "person_id"),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    place_id: Mapped[str] = reference("practice_place.id", nullable=False, index=True)
    from_day: Mapped[date] = technical(Date, nullable=False)
    until_day: Mapped[date] = technical(Date, nullable=False)
    mentor: Mapped[str] = umum(Text, nullable=False, default="")
    outcome: Mapped[str] = umum(Text, nullable=False, default="")


class PracticeDayTable(Row):
    """One day of a practice as it was marked, with the codes of a class; no row means unmarked."""

    __tablename__ = "practice_day"
    __table_args__ = (
        UniqueConstraint("practice_id", "day"),
        CheckConstraint("mark IN ('H', 'S', 'I', 'A')", name="mark"),
    )

    practice_id: Mapped[str] = reference("field_practice.id", nullable=False)
    day: Mapped[date] = technical(Date, nullable=False)
    mark: Mapped[str] = umum(Text, nullable=False)


class ClassLeaveTable(Row):
    """Leave from class announced in advance, with its proof where there is one; the trainer still marks the day."""

    __tablename__ = "class_leave"
    __table_args__ = (
        CheckConstraint("until_day >= from_day", name="days"),
        CheckConstraint("mark IN ('S', 'I')", name="mark"),
        Index("ix_class_leave_enrolment", "enrolment_id", "from_day"),
        Index("ix_class_leave_person", "person_id"),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    from_day: Mapped[date] = technical(Date, nullable=False)
    until_day: Mapped[date] = technical(Date, nullable=False)
    mark: Mapped[str] = umum(Text, nullable=False)
    reason: Mapped[str] = spesifik(Text, nullable=False, default="")
    document_id: Mapped[str | None] = reference("person_document.id", index=True)
    withdrawn_on: Mapped[date | None] = technical(Date)
