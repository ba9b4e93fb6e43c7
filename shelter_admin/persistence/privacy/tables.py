"""Consent, requests of residents, incidents, and what was destroyed (UU 27/2022 articles 20 to 46).

Guards of the database: what was said about consent, an answered request, a closed incident and a destruction never
change and never go; a destruction alone may blank what is otherwise kept as written, and leaves its own trace.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, reference, spesifik, technical, umum
from shelter_admin.persistence.people.limiting import LimitationTable

__all__ = [
    "ConsentTable",
    "DataRequestTable",
    "DestroyedPersonTable",
    "DestroyedRowTable",
    "DestructionTable",
    "IncidentPersonTable",
    "IncidentTable",
    "LimitationTable",
]


class ConsentTable(Row):
    """What was told and said about a person's data on one day; only added to, the newest stands."""

    __tablename__ = "consent"
    __table_args__ = (
        CheckConstraint("basis IN ('consent', 'legal_duty', 'vital_interest', 'public_task')", name="basis"),
        CheckConstraint("answer IN ('not_asked', 'given', 'refused', 'withdrawn')", name="answer"),
        CheckConstraint("given_by IN ('nobody', 'self', 'guardian', 'both')", name="given_by"),
        CheckConstraint("(scan IS NULL) = (scan_type = '')", name="scan"),
        Index("ix_consent_person", "person_id", "on_day"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    basis: Mapped[str] = technical(Text, nullable=False)
    noticed_on: Mapped[date | None] = technical(Date)
    answer: Mapped[str] = umum(Text, nullable=False)
    on_day: Mapped[date] = technical(Date, nullable=False)
    given_by: Mapped[str] = umum(Text, nullable=False)
    guardian: Mapped[str] = umum(Text, nullable=False, default="")
    mode: Mapped[str] = spesifik(Text, nullable=False)
    note: Mapped[str] = spesifik(Text, nullable=False, default="")
    scan: Mapped[bytes | None] = spesifik(LargeBinary)
    scan_type: Mapped[str] = technical(Text, nullable=False, default="")


class DataRequestTable(Row):
    """What somebody asks about their own data, when it came, and how it was answered; once answered it stays."""

    __tablename__ = "data_request"
    __table_args__ = (
        CheckConstraint("kind IN ('access', 'correction', 'limitation', 'erasure')", name="kind"),
        CheckConstraint("asker IN ('self', 'guardian', 'other')", name="asker"),
        CheckConstraint("outcome IS NULL OR outcome IN ('granted', 'refused')", name="outcome"),
        CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (outcome IS NULL)",
            name="answered",
        ),
        CheckConstraint(
            "(refusal IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'refused')",
            name="refusal",
        ),
        Index("ix_data_request_person", "person_id"),
        Index("ix_data_request_answered", "answered_at"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False)
    asker: Mapped[str] = technical(Text, nullable=False)
    asker_name: Mapped[str] = umum(Text, nullable=False, default="")
    words: Mapped[str] = spesifik(Text, nullable=False, default="")
    received_at: Mapped[datetime] = technical(Instant, nullable=False)
    answered_at: Mapped[datetime | None] = technical(Instant)
    answered_by: Mapped[str | None] = technical(Text)
    outcome: Mapped[str | None] = technical(Text)
    refusal: Mapped[str | None] = technical(Text)
    answer: Mapped[str] = spesifik(Text, nullable=False, default="")


class IncidentTable(Row):
    """Data that was lost, seen or taken by whom it is not meant for; once closed it stays."""

    __tablename__ = "incident"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed"),
        Index("ix_incident_found_at", "found_at"),
    )

    found_at: Mapped[datetime] = technical(Instant, nullable=False)
    what: Mapped[list[str]] = technical(JSON, nullable=False)
    happened: Mapped[str] = spesifik(Text, nullable=False, default="")
    handling: Mapped[str] = spesifik(Text, nullable=False, default="")
    told_people_on: Mapped[date | None] = technical(Date)
    told_authority_on: Mapped[date | None] = technical(Date)
    closed_at: Mapped[datetime | None] = technical(Instant)
    closed_by: Mapped[str | None] = technical(Text)


class IncidentPersonTable(Row):
    """Somebody whose data an incident touched."""

    __tablename__ = "incident_person"
    __table_args__ = (UniqueConstraint("incident_id", "person_id"),)

    incident_id: Mapped[str] = reference("incident.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False, index=True)


class DestructionTable(Row):
    """One destruction with its record (berita acara): what, by which rule, how much, who signed; the very paper."""

    __tablename__ = "destruction"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        UniqueConstraint("number"),
        CheckConstraint("kind IN ('case_file', 'health', 'photo')", name="kind"),
        CheckConstraint("serial > 0", name="serial"),
        CheckConstraint("length(trim(legal_basis)) > 0", name="based"),
    )

    kind: Mapped[str] = technical(Text, nullable=False)
    year: Mapped[int] = technical(Integer, nullable=False)
    serial: Mapped[int] = technical(Integer, nullable=False)
    number: Mapped[str] = technical(Text, nullable=False)
    destroyed_on: Mapped[date] = technical(Date, nullable=False)
    legal_basis: Mapped[str] = technical(Text, nullable=False)
    term_years: Mapped[int] = technical(Integer, nullable=False)
    signers: Mapped[list[Any]] = umum(JSON, nullable=False)
    counts: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    paper: Mapped[bytes] = technical(LargeBinary, nullable=False)


class DestroyedPersonTable(Row):
    """Somebody of whom something was destroyed; after the case file nothing more is written about them."""

    __tablename__ = "destroyed_person"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    destruction_id: Mapped[str] = reference("destruction.id", nullable=False, index=True)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False)


class DestroyedRowTable(Row):
    """A row whose old values were blanked by a destruction; its history may be blanked, that of no other row."""

    __tablename__ = "destroyed_row"
    __table_args__ = (Index("ix_destroyed_row_row", "row_id"),)

    destroyed_id: Mapped[str] = reference("destroyed_person.id", nullable=False, index=True)
    row_id: Mapped[str] = technical(Text, nullable=False)
