"""Who waits for a place, what is still missing, and the papers of an admission."""

from __future__ import annotations

from datetime import date

from sqlalchemy import JSON, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, spesifik, technical, umum


class ApplicantTable(Row):
    """Somebody asked in for, from the referral to the bed. ``person_id`` once it is known which file is theirs.

    ``answer_by`` is the day by which who refers them asks for a place or a word.
    """

    __tablename__ = "applicant"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="sex"),
        CheckConstraint(
            "state IN ('waiting', 'offered', 'accepted', 'admitted', 'declined', 'withdrawn')", name="state"
        ),
        CheckConstraint("state <> 'admitted' OR person_id IS NOT NULL", name="admitted"),
        CheckConstraint("state <> 'declined' OR length(trim(state_reason)) > 0", name="declined"),
        CheckConstraint("priority BETWEEN 1 AND 3", name="priority"),
        Index("ix_applicant_state", "state", "asked_on"),
        Index("ix_applicant_person", "person_id"),
    )

    name: Mapped[str] = umum(Text, nullable=False)
    alias: Mapped[str] = umum(Text, nullable=False, default="")
    sex: Mapped[str | None] = umum(Text)
    birth_year: Mapped[int | None] = umum(Integer)
    birth_text: Mapped[str] = umum(Text, nullable=False, default="")
    origin_code: Mapped[str | None] = umum(Text)
    origin_text: Mapped[str] = umum(Text, nullable=False, default="")
    nik_text: Mapped[str] = umum(Text, nullable=False, default="")
    category: Mapped[str | None] = spesifik(Text)
    needs: Mapped[list[str]] = spesifik(JSON, nullable=False, default=list)
    person_id: Mapped[str | None] = reference("person.id")
    source: Mapped[str | None] = umum(Text)
    source_text: Mapped[str] = umum(Text, nullable=False, default="")
    contact: Mapped[str] = umum(Text, nullable=False, default="")
    letter_number: Mapped[str] = umum(Text, nullable=False, default="")
    letter_on: Mapped[date | None] = umum(Date)
    answer_by: Mapped[date | None] = technical(Date)
    asked_on: Mapped[date] = technical(Date, nullable=False)
    wanted_from: Mapped[date | None] = technical(Date)
    priority: Mapped[int] = technical(Integer, nullable=False, default=3)
    priority_reasons: Mapped[list[str]] = spesifik(JSON, nullable=False, default=list)
    state: Mapped[str] = technical(Text, nullable=False, default="waiting")
    state_on: Mapped[date] = technical(Date, nullable=False)
    state_by: Mapped[str] = technical(Text, nullable=False, default="")
    state_reason: Mapped[str] = spesifik(Text, nullable=False, default="")
    remark: Mapped[str] = spesifik(Text, nullable=False, default="")


class ApplicantRequirementTable(Row):
    """One requirement of one applicant: there, being arranged, missing, or not asked of them."""

    __tablename__ = "applicant_requirement"
    __table_args__ = (
        UniqueConstraint("applicant_id", "requirement"),
        CheckConstraint("state IN ('there', 'arranged', 'missing', 'not_needed')", name="state"),
    )

    applicant_id: Mapped[str] = reference("applicant.id", nullable=False)
    requirement: Mapped[str] = technical(Text, nullable=False)
    state: Mapped[str] = umum(Text, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")


class AdmissionTable(Row):
    """The papers of one stay: decree of admission (SK), service contract, record of handing over."""

    __tablename__ = "admission"
    __table_args__ = (
        CheckConstraint(
            "contract_from IS NULL OR contract_until IS NULL OR contract_until >= contract_from", name="contract"
        ),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False, unique=True)
    person_id: Mapped[str] = reference("person.id", nullable=False, index=True)
    decree_number: Mapped[str] = umum(Text, nullable=False, default="")
    decree_on: Mapped[date | None] = umum(Date)
    contract_on: Mapped[date | None] = umum(Date)
    contract_from: Mapped[date | None] = umum(Date)
    contract_until: Mapped[date | None] = umum(Date)
    signed_by: Mapped[str] = umum(Text, nullable=False, default="")
    handed_on: Mapped[date | None] = umum(Date)
    handed_by: Mapped[str] = umum(Text, nullable=False, default="")
    handed_office: Mapped[str] = umum(Text, nullable=False, default="")
    received_by: Mapped[str] = umum(Text, nullable=False, default="")
    things: Mapped[str] = umum(Text, nullable=False, default="")
    remark: Mapped[str] = spesifik(Text, nullable=False, default="")
