"""Leaving: what is arranged before, what is handed over with a receipt, savings, and the first visit afterwards."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, technical, umum


class DepartureTable(Row):
    """What is arranged for a stay that is to end: who receives, the family's survey, papers, the Dinsos told.

    A step that nobody wrote down is empty and counts as open. ``pickup_papers`` are the kinds that are there.
    """

    __tablename__ = "departure"
    __table_args__ = (
        UniqueConstraint("stay_id"),
        CheckConstraint(
            "reception IN ('family', 'origin', 'work', 'business', 'institution', 'own')", name="reception"
        ),
        CheckConstraint("survey_willing IS NULL OR surveyed_on IS NOT NULL", name="surveyed"),
        Index("ix_departure_person", "person_id"),
        Index("ix_departure_planned", "planned_on"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    planned_on: Mapped[date | None] = technical(Date)
    reception: Mapped[str | None] = umum(Text)
    receiver: Mapped[str] = umum(Text, nullable=False, default="")
    receiver_relation: Mapped[str] = umum(Text, nullable=False, default="")
    receiver_address: Mapped[str] = umum(Text, nullable=False, default="")
    receiver_phone: Mapped[str] = umum(Text, nullable=False, default="")
    region: Mapped[str] = umum(Text, nullable=False, default="")
    surveyed_on: Mapped[date | None] = umum(Date)
    surveyed_by: Mapped[str] = umum(Text, nullable=False, default="")
    survey_willing: Mapped[bool | None] = umum(Boolean)
    survey_words: Mapped[str] = umum(Text, nullable=False, default="")
    pickup_papers: Mapped[list[str]] = umum(JSON, nullable=False, default=list)
    dinsos: Mapped[str] = umum(Text, nullable=False, default="")
    dinsos_told_on: Mapped[date | None] = technical(Date)
    dinsos_letter: Mapped[str] = technical(Text, nullable=False, default="")
    plan: Mapped[str] = umum(Text, nullable=False, default="")
    termination_number: Mapped[str] = technical(Text, nullable=False, default="")
    termination_on: Mapped[date | None] = technical(Date)


class HandoverTable(Row):
    """Tools, savings or papers handed over to somebody, with the receipt they sign; a void one says why."""

    __tablename__ = "handover"
    __table_args__ = (
        CheckConstraint("kind IN ('tools', 'savings', 'papers', 'certificate')", name="kind"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount"),
        CheckConstraint("(kind = 'savings') = (amount IS NOT NULL)", name="savings"),
        CheckConstraint("void_on IS NULL OR length(trim(void_reason)) > 0", name="void"),
        Index("ix_handover_person", "person_id"),
        Index("ix_handover_stay", "stay_id"),
        Index("ix_handover_day", "on_day"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    enrolment_id: Mapped[str | None] = reference("enrolment.id", index=True)
    kind: Mapped[str] = technical(Text, nullable=False)
    on_day: Mapped[date] = umum(Date, nullable=False)
    given_by: Mapped[str] = technical(Text, nullable=False)
    received_by: Mapped[str] = umum(Text, nullable=False)
    witness: Mapped[str] = umum(Text, nullable=False, default="")
    amount: Mapped[int | None] = umum(Integer)
    items: Mapped[list[dict[str, Any]]] = umum(JSON, nullable=False, default=list)
    note: Mapped[str] = umum(Text, nullable=False, default="")
    void_on: Mapped[date | None] = technical(Date)
    void_reason: Mapped[str] = umum(Text, nullable=False, default="")


class SavingTable(Row):
    """Money that somebody put aside or took out, in rupiah; what is there is the sum. A mistake is put right by
    another entry.
    """

    __tablename__ = "saving"
    __table_args__ = (
        CheckConstraint("amount <> 0", name="amount"),
        Index("ix_saving_person", "person_id", "on_day"),
        Index("ix_saving_stay", "stay_id"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    on_day: Mapped[date] = umum(Date, nullable=False)
    amount: Mapped[int] = umum(Integer, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")
    handover_id: Mapped[str | None] = reference("handover.id", index=True)


class AftercareVisitTable(Row):
    """A visit to somebody who left (bina lanjut), planned and, later, made."""

    __tablename__ = "aftercare_visit"
    __table_args__ = (
        Index("ix_aftercare_visit_person", "person_id"),
        Index("ix_aftercare_visit_stay", "stay_id"),
        Index("ix_aftercare_visit_planned", "planned_on"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    planned_on: Mapped[date] = technical(Date, nullable=False)
    visitor: Mapped[str] = technical(Text, nullable=False, default="")
    account_id: Mapped[str | None] = reference("account.id", index=True)
    visited_on: Mapped[date | None] = umum(Date)
    words: Mapped[str] = umum(Text, nullable=False, default="")
