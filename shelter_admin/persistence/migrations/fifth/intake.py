"""Who waits for a place, and the papers of an admission."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def applicant() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "applicant",
        *begins(),
        *_applicant_columns(),
        *ends(),
        sa.CheckConstraint("state <> 'admitted' OR person_id IS NOT NULL", name=op.f("ck_applicant_admitted")),
        sa.CheckConstraint("state <> 'declined' OR length(trim(state_reason)) > 0", name=op.f("ck_applicant_declined")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_applicant_named")),
        sa.CheckConstraint("priority BETWEEN 1 AND 3", name=op.f("ck_applicant_priority")),
        sa.CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name=op.f("ck_applicant_sex")),
        sa.CheckConstraint(
            "state IN ('waiting', 'offered', 'accepted', 'admitted', 'declined', 'withdrawn')",
            name=op.f("ck_applicant_state"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_applicant_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applicant"),
    )
    op.create_index("ix_applicant_person", "applicant", ["person_id"], unique=False)
    op.create_index("ix_applicant_state", "applicant", ["state", "asked_on"], unique=False)


def _applicant_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_text", sa.Text(), nullable=False),
        sa.Column("origin_code", sa.Text(), nullable=True),
        sa.Column("origin_text", sa.Text(), nullable=False),
        sa.Column("nik_text", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("needs", sa.JSON(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=True),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("letter_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("wanted_from", sa.Date(), nullable=True),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("priority_reasons", sa.JSON(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("state_on", sa.Date(), nullable=False),
        sa.Column("state_by", sa.Text(), nullable=False),
        sa.Column("state_reason", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
    ]


def applicant_requirement() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "applicant_requirement",
        *begins(),
        sa.Column("applicant_id", sa.Text(), nullable=False),
        sa.Column("requirement", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "state IN ('there', 'arranged', 'missing', 'not_needed')", name=op.f("ck_applicant_requirement_state")
        ),
        sa.ForeignKeyConstraint(
            ["applicant_id"],
            ["applicant.id"],
            name="fk_applicant_requirement_applicant_id_applicant",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_applicant_requirement"),
        sa.UniqueConstraint("applicant_id", "requirement", name="uq_applicant_requirement_applicant_id"),
    )


def admission() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "admission",
        *begins(),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("decree_number", sa.Text(), nullable=False),
        sa.Column("decree_on", sa.Date(), nullable=True),
        sa.Column("contract_on", sa.Date(), nullable=True),
        sa.Column("contract_from", sa.Date(), nullable=True),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.Text(), nullable=False),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("handed_by", sa.Text(), nullable=False),
        sa.Column("handed_office", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("things", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "contract_from IS NULL OR contract_until IS NULL OR contract_until >= contract_from",
            name=op.f("ck_admission_contract"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_admission_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_admission_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_admission"),
        sa.UniqueConstraint("stay_id", name="uq_admission_stay_id"),
    )
    op.create_index("ix_admission_person_id", "admission", ["person_id"], unique=False)
