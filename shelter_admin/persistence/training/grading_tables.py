"""Marks in their parts and attempts, competences seen, and the tools a programme gives at its end."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Boolean, CheckConstraint, Date, Float, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, technical, umum


class SubjectMarkTable(Row):
    """A mark from 0 to 100 for one part of a subject; a re-sit is another attempt, the earlier ones stay."""

    __tablename__ = "subject_mark"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "subject_id", "part", "attempt"),
        CheckConstraint("part IN ('theory', 'practice', 'attitude')", name="part"),
        CheckConstraint("attempt BETWEEN 1 AND 9", name="attempt"),
        CheckConstraint("mark BETWEEN 0 AND 100", name="mark"),
        Index("ix_subject_mark_person", "person_id"),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    subject_id: Mapped[str] = reference("subject.id", nullable=False, index=True)
    part: Mapped[str] = technical(Text, nullable=False)
    attempt: Mapped[int] = technical(Integer, nullable=False, default=1)
    mark: Mapped[float] = umum(Float, nullable=False)
    given_on: Mapped[date] = umum(Date, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class CompetenceTable(Row):
    """One thing that whoever finishes a programme can do, in the order of the list; a retired one is asked no more."""

    __tablename__ = "competence"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        Index("ix_competence_program", "program_id", "position"),
    )

    program_id: Mapped[str] = reference("program.id", nullable=False)
    subject_id: Mapped[str | None] = reference("subject.id", index=True)
    position: Mapped[int] = technical(Integer, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    retired_on: Mapped[date | None] = technical(Date)


class CompetenceCheckTable(Row):
    """What a trainer saw of one competence; no row means nobody looked yet."""

    __tablename__ = "competence_check"
    __table_args__ = (
        UniqueConstraint("enrolment_id", "competence_id"),
        Index("ix_competence_check_person", "person_id"),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    competence_id: Mapped[str] = reference("competence.id", nullable=False, index=True)
    competent: Mapped[bool] = umum(Boolean, nullable=False)
    seen_on: Mapped[date] = umum(Date, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class KitItemTable(Row):
    """A tool that a programme gives to whoever finishes it, as planned; ``value`` in rupiah each, where it is known."""

    __tablename__ = "kit_item"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("quantity > 0", name="quantity"),
        CheckConstraint("value IS NULL OR value >= 0", name="value"),
        Index("ix_kit_item_program", "program_id", "position"),
    )

    program_id: Mapped[str] = reference("program.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    quantity: Mapped[int] = technical(Integer, nullable=False, default=1)
    unit: Mapped[str] = technical(Text, nullable=False, default="")
    value: Mapped[int | None] = technical(Integer)
