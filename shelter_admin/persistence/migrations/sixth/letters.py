"""Letters of attendance and electronic signatures."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def attendance_letter() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "attendance_letter",
        *begins(),
        *_attendance_letter_columns(),
        *ends(),
        *_attendance_letter_rules(),
    )
    op.create_index("ix_attendance_letter_issued", "attendance_letter", ["issued_on"], unique=False)
    op.create_index("ix_attendance_letter_person", "attendance_letter", ["person_id"], unique=False)
    op.create_index(
        "uq_attendance_letter_valid",
        "attendance_letter",
        ["enrolment_id"],
        unique=True,
        sqlite_where=sa.text("revoked_on IS NULL"),
        postgresql_where=sa.text("revoked_on IS NULL"),
    )


def _attendance_letter_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("program", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("rate", sa.Float(), nullable=True),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=False),
    ]


def _attendance_letter_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL OR length(trim(revoke_reason)) > 0)",
            name=op.f("ck_attendance_letter_revoked"),
        ),
        sa.CheckConstraint("serial > 0", name=op.f("ck_attendance_letter_serial")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_attendance_letter_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["signing_key.id"], name="fk_attendance_letter_key_id_signing_key", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_attendance_letter_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_letter"),
        sa.UniqueConstraint("number", name="uq_attendance_letter_number"),
        sa.UniqueConstraint("year", "serial", name="uq_attendance_letter_year"),
    ]


def attendance_letter_paper() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "attendance_letter_paper",
        *begins(),
        sa.Column("letter_id", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["attendance_letter.id"],
            name="fk_attendance_letter_paper_letter_id_attendance_letter",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_letter_paper"),
        sa.UniqueConstraint("letter_id", name="uq_attendance_letter_paper_letter_id"),
    )


def attendance_letter_reprint() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "attendance_letter_reprint",
        *begins(),
        sa.Column("letter_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_attendance_letter_reprint_reasoned")),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["attendance_letter.id"],
            name="fk_attendance_letter_reprint_letter_id_attendance_letter",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_attendance_letter_reprint"),
    )
    op.create_index("ix_attendance_letter_reprint_letter_id", "attendance_letter_reprint", ["letter_id"], unique=False)


def signing_credential() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "signing_credential",
        *begins(),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("removed_on", sa.Date(), nullable=True),
        *ends(),
        sa.CheckConstraint("holder IN ('panti', 'head')", name=op.f("ck_signing_credential_holder")),
        sa.PrimaryKeyConstraint("id", name="pk_signing_credential"),
    )
    op.create_index(
        "uq_signing_credential_holder",
        "signing_credential",
        ["holder"],
        unique=True,
        sqlite_where=sa.text("removed_on IS NULL"),
        postgresql_where=sa.text("removed_on IS NULL"),
    )


def paper_signature() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "paper_signature",
        *begins(),
        *_paper_signature_columns(),
        *ends(),
        *_paper_signature_rules(),
    )
    op.create_index("ix_paper_signature_certificate", "paper_signature", ["certificate_id"], unique=False)
    op.create_index("ix_paper_signature_credential_id", "paper_signature", ["credential_id"], unique=False)
    op.create_index("ix_paper_signature_letter", "paper_signature", ["letter_id"], unique=False)
    op.create_index("ix_paper_signature_sha", "paper_signature", ["pdf_sha256"], unique=False)


def _paper_signature_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("certificate_id", sa.Text(), nullable=True),
        sa.Column("letter_id", sa.Text(), nullable=True),
        sa.Column("credential_id", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
    ]


def _paper_signature_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "(certificate_id IS NULL) <> (letter_id IS NULL)", name=op.f("ck_paper_signature_one_paper")
        ),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_paper_signature_certificate_id_certificate",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["signing_credential.id"],
            name="fk_paper_signature_credential_id_signing_credential",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["letter_id"],
            ["attendance_letter.id"],
            name="fk_paper_signature_letter_id_attendance_letter",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paper_signature"),
    ]
