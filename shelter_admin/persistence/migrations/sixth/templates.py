"""How certificates look, and duplicates."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def certificate_template() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "certificate_template",
        *begins(),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("first_logo", sa.LargeBinary(), nullable=False),
        sa.Column("second_logo", sa.LargeBinary(), nullable=False),
        sa.Column("in_use", sa.Boolean(), nullable=False),
        *ends(),
        sa.CheckConstraint("edition > 0", name=op.f("ck_certificate_template_edition")),
        sa.CheckConstraint("kind IN ('certificate', 'attendance_letter')", name=op.f("ck_certificate_template_kind")),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_certificate_template_named")),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_template"),
        sa.UniqueConstraint("name", "edition", name="uq_certificate_template_name"),
    )
    op.create_index(
        "uq_certificate_template_in_use",
        "certificate_template",
        ["kind"],
        unique=True,
        sqlite_where=sa.text("in_use"),
        postgresql_where=sa.text("in_use"),
    )


def certificate_duplicate() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "certificate_duplicate",
        *begins(),
        sa.Column("certificate_id", sa.Text(), nullable=False),
        sa.Column("copy_number", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("pdf_sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        *ends(),
        sa.CheckConstraint("copy_number > 0", name=op.f("ck_certificate_duplicate_copy_number")),
        sa.CheckConstraint("length(trim(reason)) > 0", name=op.f("ck_certificate_duplicate_reasoned")),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificate.id"],
            name="fk_certificate_duplicate_certificate_id_certificate",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_certificate_duplicate"),
        sa.UniqueConstraint("certificate_id", "copy_number", name="uq_certificate_duplicate_certificate_id"),
    )
    op.create_index("ix_certificate_duplicate_sha", "certificate_duplicate", ["pdf_sha256"], unique=False)
