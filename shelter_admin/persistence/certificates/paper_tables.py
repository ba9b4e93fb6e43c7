"""How certificates look, letters of attendance, duplicates, and electronic signatures on them.

Guards of the database: letters, duplicates and signatures never change and never go; a letter's revoking is added once.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, technical, umum


class CertificateTemplateTable(Row):
    """How a certificate or letter reads and looks, as data; a changed template is another edition of it."""

    __tablename__ = "certificate_template"
    __table_args__ = (
        UniqueConstraint("name", "edition"),
        CheckConstraint("kind IN ('certificate', 'attendance_letter')", name="kind"),
        CheckConstraint("edition > 0", name="edition"),
        CheckConstraint("length(trim(name)) > 0", name="named"),
    )

    kind: Mapped[str] = technical(Text, nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    edition: Mapped[int] = technical(Integer, nullable=False)
    content: Mapped[dict[str, Any]] = technical(JSON, nullable=False)
    first_logo: Mapped[bytes] = technical(LargeBinary, nullable=False, default=b"")
    second_logo: Mapped[bytes] = technical(LargeBinary, nullable=False, default=b"")
    in_use: Mapped[bool] = technical(Boolean, nullable=False, default=False)


Index("uq_certificate_template_in_use", CertificateTemplateTable.kind, unique=True, **only_where("in_use"))


class AttendanceLetterTable(Row):
    """An issued letter of attendance (Surat Keterangan Mengikuti), for who did not reach the lowest mark."""

    __tablename__ = "attendance_letter"
    __table_args__ = (
        UniqueConstraint("year", "serial"),
        UniqueConstraint("number"),
        CheckConstraint("serial > 0", name="serial"),
        CheckConstraint(
            "(revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL OR length(trim(revoke_reason)) > 0)",
            name="revoked",
        ),
        Index("uq_attendance_letter_valid", "enrolment_id", unique=True, **only_where("revoked_on IS NULL")),
        Index("ix_attendance_letter_person", "person_id"),
        Index("ix_attendance_letter_issued", "issued_on"),
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
    hours: Mapped[int | None] = technical(Integer)
    rate: Mapped[float | None] = umum(Float)
    code: Mapped[str] = umum(Text, nullable=False)
    fingerprint: Mapped[str] = technical(Text, nullable=False)
    pdf_sha256: Mapped[str] = technical(Text, nullable=False)
    revoked_on: Mapped[date | None] = technical(Date)
    revoked_by: Mapped[str | None] = technical(Text)
    revoke_reason: Mapped[str] = umum(Text, nullable=False, default="")


class AttendanceLetterPaperTable(Row):
    """The bytes of a letter as issued."""

    __tablename__ = "attendance_letter_paper"

    letter_id: Mapped[str] = reference("attendance_letter.id", nullable=False, unique=True)
    content: Mapped[bytes] = umum(LargeBinary, nullable=False)


class AttendanceLetterReprintTable(Row):
    """A letter printed again, and why."""

    __tablename__ = "attendance_letter_reprint"
    __table_args__ = (CheckConstraint("length(trim(reason)) > 0", name="reasoned"),)

    letter_id: Mapped[str] = reference("attendance_letter.id", nullable=False, index=True)
    reason: Mapped[str] = umum(Text, nullable=False)


class CertificateDuplicateTable(Row):
    """A duplicate of a lost certificate, marked as such, under the same number; the first paper stays as it is."""

    __tablename__ = "certificate_duplicate"
    __table_args__ = (
        UniqueConstraint("certificate_id", "copy_number"),
        CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
        CheckConstraint("copy_number > 0", name="copy_number"),
        Index("ix_certificate_duplicate_sha", "pdf_sha256"),
    )

    certificate_id: Mapped[str] = reference("certificate.id", nullable=False)
    copy_number: Mapped[int] = technical(Integer, nullable=False)
    issued_on: Mapped[date] = umum(Date, nullable=False)
    reason: Mapped[str] = umum(Text, nullable=False)
    pdf_sha256: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[bytes] = umum(LargeBinary, nullable=False)


class SigningCredentialTable(Row):
    """A PKCS#12 file of the panti or its head, still under its own password, which is asked for at every signing."""

    __tablename__ = "signing_credential"
    __table_args__ = (
        CheckConstraint("holder IN ('panti', 'head')", name="holder"),
        Index("uq_signing_credential_holder", "holder", unique=True, **only_where("removed_on IS NULL")),
    )

    holder: Mapped[str] = technical(Text, nullable=False)
    subject: Mapped[str] = umum(Text, nullable=False)
    issuer: Mapped[str] = technical(Text, nullable=False)
    sha256: Mapped[str] = technical(Text, nullable=False)
    valid_from: Mapped[date] = technical(Date, nullable=False)
    valid_until: Mapped[date] = technical(Date, nullable=False)
    content: Mapped[bytes] = technical(LargeBinary, nullable=False)
    removed_on: Mapped[date | None] = technical(Date)


class PaperSignatureTable(Row):
    """A paper with an electronic signature added (PAdES): the issued bytes come first in it, unchanged.

    Exactly one of certificate and letter is named.
    """

    __tablename__ = "paper_signature"
    __table_args__ = (
        CheckConstraint("(certificate_id IS NULL) <> (letter_id IS NULL)", name="one_paper"),
        Index("ix_paper_signature_certificate", "certificate_id"),
        Index("ix_paper_signature_letter", "letter_id"),
        Index("ix_paper_signature_sha", "pdf_sha256"),
    )

    certificate_id: Mapped[str | None] = reference("certificate.id")
    letter_id: Mapped[str | None] = reference("attendance_letter.id")
    credential_id: Mapped[str] = reference("signing_credential.id", nullable=False, index=True)
    signed_at: Mapped[datetime] = technical(Instant, nullable=False)
    subject: Mapped[str] = umum(Text, nullable=False)
    pdf_sha256: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[bytes] = umum(LargeBinary, nullable=False)
