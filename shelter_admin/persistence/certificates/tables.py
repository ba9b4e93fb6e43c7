"""The key, the register of certificates, the very papers, and who asked for one again.

Guards of the database: what was issued never changes and never goes; only its revoking is added, once.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Float, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, technical, umum


class SigningKeyTable(Row):
    """An Ed25519 pair of the panti; the newest one signs, all of them verify. It never leaves the encrypted store."""

    __tablename__ = "signing_key"

    public_key: Mapped[bytes] = technical(LargeBinary, nullable=False, unique=True)
    secret_key: Mapped[bytes] = technical(LargeBinary, nullable=False)
    made_at: Mapped[datetime] = technical(Instant, nullable=False)


class CertificateTable(Row):
    """One issued certificate as it stands on paper; revoked ones stay in the register."""

    __tablename__ = "certificate"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        UniqueConstraint("number"),
        CheckConstraint("serial > 0", name="serial"),
        CheckConstraint("mark BETWEEN 0 AND 100", name="mark"),
        CheckConstraint(
            "(revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL OR length(trim(revoke_reason)) > 0)",
            name="revoked",
        ),
        Index("uq_certificate_valid", "enrolment_id", unique=True, **only_where("revoked_on IS NULL")),
        Index("ix_certificate_person", "person_id"),
        Index("ix_certificate_issued", "issued_on"),
    )

    enrolment_id: Mapped[str] = reference("enrolment.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    key_id: Mapped[str] = reference("signing_key.id", nullable=False)
    year: Mapped[int] = technical(Integer, nullable=False)
    serial: Mapped[int] = technical(Integer, nullable=False)
    number: Mapped[str] = technical(Text, nullable=False)
    issued_on: Mapped[date] = umum(Date, nullable=False)
    name: Mapped[str] = umum(Text, nullable=False)
    program: Mapped[str] = technical(Text, nullable=False)
    hours: Mapped[int] = technical(Integer, nullable=False)
    mark: Mapped[float] = umum(Float, nullable=False)
    predikat: Mapped[str] = umum(Text, nullable=False)
    code: Mapped[str] = umum(Text, nullable=False)
    fingerprint: Mapped[str] = technical(Text, nullable=False)
    pdf_sha256: Mapped[str] = technical(Text, nullable=False)
    revoked_on: Mapped[date | None] = technical(Date)
    revoked_by: Mapped[str | None] = technical(Text)
    revoke_reason: Mapped[str] = umum(Text, nullable=False, default="")


class CertificatePaperTable(Row):
    """The bytes of the PDF as issued: preview, print, file and reprint are these."""

    __tablename__ = "certificate_paper"

    certificate_id: Mapped[str] = reference("certificate.id", nullable=False, unique=True)
    content: Mapped[bytes] = umum(LargeBinary, nullable=False)


class CertificateReprintTable(Row):
    """A paper printed again, and why."""

    __tablename__ = "certificate_reprint"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reasoned"),)

    certificate_id: Mapped[str] = reference("certificate.id", nullable=False, index=True)
    reason: Mapped[str] = umum(Text, nullable=False)
