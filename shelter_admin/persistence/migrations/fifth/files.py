"""How sure an identity is, where somebody was found, doubles, family, papers kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth.stamped import begins, ends


def identity_quality() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "identity_quality",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("quality", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "field IN ('name', 'sex', 'birth', 'birth_place', 'origin', 'nik')", name=op.f("ck_identity_quality_field")
        ),
        sa.CheckConstraint(
            "quality IN ('certain', 'guessed', 'alias', 'unknown', 'unwilling', 'not_asked')",
            name=op.f("ck_identity_quality_quality"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_identity_quality_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_identity_quality"),
        sa.UniqueConstraint("person_id", "field", name="uq_identity_quality_person_id"),
    )


def finding() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "finding",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("found_on", sa.Date(), nullable=True),
        sa.Column("found_text", sa.Text(), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        *ends(),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_finding_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_finding"),
        sa.UniqueConstraint("person_id", name="uq_finding_person_id"),
    )


def person_verdict() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "person_verdict",
        *begins(),
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("linked_id", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("(verdict = 'same') = (linked_id IS NOT NULL)", name=op.f("ck_person_verdict_linked")),
        sa.CheckConstraint(
            "linked_id IS NULL OR linked_id IN (first_id, second_id)", name=op.f("ck_person_verdict_linked_one")
        ),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_person_verdict_ordered")),
        sa.CheckConstraint("verdict IN ('same', 'different')", name=op.f("ck_person_verdict_verdict")),
        sa.ForeignKeyConstraint(
            ["first_id"], ["person.id"], name="fk_person_verdict_first_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["linked_id"], ["person.id"], name="fk_person_verdict_linked_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name="fk_person_verdict_second_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_verdict"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_person_verdict_first_id"),
    )
    op.create_index("ix_person_verdict_second", "person_verdict", ["second_id"], unique=False)
    op.create_index(
        "uq_person_verdict_linked",
        "person_verdict",
        ["linked_id"],
        unique=True,
        sqlite_where=sa.text("linked_id IS NOT NULL"),
        postgresql_where=sa.text("linked_id IS NOT NULL"),
    )


def relative() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "relative",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("other_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("relation", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("region_code", sa.Text(), nullable=True),
        sa.Column("guardian", sa.Boolean(), nullable=False),
        sa.Column("head_of_family", sa.Boolean(), nullable=False),
        sa.Column("emergency", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("other_id IS NULL OR other_id <> person_id", name=op.f("ck_relative_not_oneself")),
        sa.CheckConstraint("other_id IS NOT NULL OR length(trim(name)) > 0", name=op.f("ck_relative_somebody")),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_relative_other_id_person", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_relative_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_relative"),
    )
    op.create_index("ix_relative_other", "relative", ["other_id"], unique=False)
    op.create_index("ix_relative_person", "relative", ["person_id"], unique=False)
    op.create_index(
        "uq_relative_other",
        "relative",
        ["person_id", "other_id"],
        unique=True,
        sqlite_where=sa.text("other_id IS NOT NULL"),
        postgresql_where=sa.text("other_id IS NOT NULL"),
    )


def person_document() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "person_document",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("expires_on", sa.Date(), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "media_type IN ('application/pdf', 'image/jpeg', 'image/png')", name=op.f("ck_person_document_media_type")
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_person_document_size")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_document_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_document"),
    )
    op.create_index("ix_person_document_expiry", "person_document", ["expires_on"], unique=False)
    op.create_index("ix_person_document_person", "person_document", ["person_id"], unique=False)
