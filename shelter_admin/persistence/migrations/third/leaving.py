"""Readiness, decisions, certificates and the months sent."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op


def readiness_check() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "readiness_check",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("criterion", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("criterion IN ('reception', 'case_conference')", name=op.f("ck_readiness_check_criterion")),
        sa.CheckConstraint("state IN ('met', 'not_met', 'not_applicable')", name=op.f("ck_readiness_check_state")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_readiness_check_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_readiness_check"),
        sa.UniqueConstraint("stay_id", "criterion", name="uq_readiness_check_stay_id"),
    )


def exit_decision() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "exit_decision",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("ready", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_exit_decision_reasoned")),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_exit_decision_stay_id_stay", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_exit_decision_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_exit_decision"),
    )
    op.create_index("ix_exit_decision_person", "exit_decision", ["person_id"], unique=False)
    op.create_index("ix_exit_decision_stay", "exit_decision", ["stay_id"], unique=False)


def signing_key() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "signing_key",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("secret_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signing_key"),
        sa.UniqueConstraint("public_key", name="uq_signing_key_public_key"),
    )


def _said() -> list[sa.Column[Any]]:
    """What a certificate says, and its revoking."""
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
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("mark", sa.Float(), nullable=False),
        sa.Column("predikat", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_by", sa.Text(), nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=False),
    ]


def _kept() -> list[sa.Constraint]:
    """What the database keeps of a certificate."""
    return [
        sa.CheckConstraint(
            "(revoked_on IS NULL) = (revoked_by IS NULL) AND (revoked_on IS NULL OR length(trim(revoke_reason)) > 0)",
            name=op.f("ck_certificate_revoked"),
        ),
        sa.CheckConstraint("serial > 0", name=op.f("ck_certificate_serial")),
        sa.CheckConstraint("mark BETWEEN 0 AND 100", name=op.f("ck_certificate_mark")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_certificate_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_certificate_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["key_id"], ["signing_key.id"], name="fk_certificate_key_id_signing_key", ondelete="RESTRICT"
        ),
    ]


def certificate() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "certificate",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        *_said(),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        *_kept(),
        sa.PrimaryKeyConstraint("id", name="pk_certificate"),
        sa.UniqueConstraint("number", name="uq_certificate_number"),
        sa.UniqueConstraint("year", "serial", name="uq_certificate_year"),
    )
    op.create_index("ix_certificate_issued", "certificate", ["issued_on"], unique=False)
    op.create_index("ix_certificate_person", "certificate", ["person_id"], unique=False)
    op.create_index(
        "uq_certificate_valid", "certificate", ["enrolment_id"], unique=True, sqlite_where=sa.text("revoked_on IS NULL")
    )


def certificate_paper() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "certificate_paper",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("certificate_id", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_certificate_paper_certificate_id_certificate",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_paper"),
        sa.UniqueConstraint("certificate_id", name="uq_certificate_paper_certificate_id"),
    )


def certificate_reprint() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "certificate_reprint",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("certificate_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_certificate_reprint_reasoned")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_certificate_reprint_certificate_id_certificate",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_reprint"),
    )
    op.create_index("ix_certificate_reprint_certificate_id", "certificate_reprint", ["certificate_id"], unique=False)


def monthly_return() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "monthly_return",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("period", sa.Text(), nullable=False),
        sa.Column("version_no", sa.Integer(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("difference", sa.JSON(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("version_no > 0", name=op.f("ck_monthly_return_version_no")),
        sa.CheckConstraint("length(period) = 7", name=op.f("ck_monthly_return_period")),
        sa.PrimaryKeyConstraint("id", name="pk_monthly_return"),
        sa.UniqueConstraint("period", "version_no", name="uq_monthly_return_period"),
    )
