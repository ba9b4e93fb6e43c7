"""Field practice and leave from class."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def practice_place() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "practice_place",
        *begins(),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("trade", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("contact", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        *ends(),
        sa.CheckConstraint("length(trim(name)) > 0", name=op.f("ck_practice_place_named")),
        sa.PrimaryKeyConstraint("id", name="pk_practice_place"),
    )
    op.create_index("uq_practice_place_name", "practice_place", [sa.text("lower(name)")], unique=True)


def field_practice() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "field_practice",
        *begins(),
        *_field_practice_columns(),
        *ends(),
        *_field_practice_rules(),
    )
    op.create_index("ix_field_practice_enrolment", "field_practice", ["enrolment_id", "from_day"], unique=False)
    op.create_index("ix_field_practice_person", "field_practice", ["person_id"], unique=False)
    op.create_index("ix_field_practice_place_id", "field_practice", ["place_id"], unique=False)


def _field_practice_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("place_id", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("mentor", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
    ]


def _field_practice_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("until_day >= from_day", name=op.f("ck_field_practice_days")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_field_practice_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_field_practice_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["practice_place.id"], name="fk_field_practice_place_id_practice_place", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_field_practice"),
    ]


def practice_day() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "practice_day",
        *begins(),
        sa.Column("practice_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("mark IN ('H', 'S', 'I', 'A')", name=op.f("ck_practice_day_mark")),
        sa.ForeignKeyConstraint(
            ["practice_id"],
            ["field_practice.id"],
            name="fk_practice_day_practice_id_field_practice",
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_practice_day"),
        sa.UniqueConstraint("practice_id", "day", name="uq_practice_day_practice_id"),
    )


def class_leave() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "class_leave",
        *begins(),
        *_class_leave_columns(),
        *ends(),
        *_class_leave_rules(),
    )
    op.create_index("ix_class_leave_document_id", "class_leave", ["document_id"], unique=False)
    op.create_index("ix_class_leave_enrolment", "class_leave", ["enrolment_id", "from_day"], unique=False)
    op.create_index("ix_class_leave_person", "class_leave", ["person_id"], unique=False)


def _class_leave_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("enrolment_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("until_day", sa.Date(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Text(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
    ]


def _class_leave_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("until_day >= from_day", name=op.f("ck_class_leave_days")),
        sa.CheckConstraint("mark IN ('S', 'I')", name=op.f("ck_class_leave_mark")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["person_document.id"],
            name="fk_class_leave_document_id_person_document",
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_class_leave_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_class_leave_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_class_leave"),
    ]
