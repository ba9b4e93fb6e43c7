"""What is arranged for leaving, handed over, saved, visited."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth.stamped import begins, ends


def departure() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "departure",
        *begins(),
        *_departure_columns(),
        *ends(),
        *_departure_rules(),
    )
    op.create_index("ix_departure_person", "departure", ["person_id"], unique=False)
    op.create_index("ix_departure_planned", "departure", ["planned_on"], unique=False)


def _departure_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("reception", sa.Text(), nullable=True),
        sa.Column("receiver", sa.Text(), nullable=False),
        sa.Column("receiver_relation", sa.Text(), nullable=False),
        sa.Column("receiver_address", sa.Text(), nullable=False),
        sa.Column("receiver_phone", sa.Text(), nullable=False),
        sa.Column("region", sa.Text(), nullable=False),
        sa.Column("surveyed_on", sa.Date(), nullable=True),
        sa.Column("surveyed_by", sa.Text(), nullable=False),
        sa.Column("survey_willing", sa.Boolean(), nullable=True),
        sa.Column("survey_words", sa.Text(), nullable=False),
        sa.Column("pickup_papers", sa.JSON(), nullable=False),
        sa.Column("dinsos", sa.Text(), nullable=False),
        sa.Column("dinsos_told_on", sa.Date(), nullable=True),
        sa.Column("dinsos_letter", sa.Text(), nullable=False),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("termination_number", sa.Text(), nullable=False),
        sa.Column("termination_on", sa.Date(), nullable=True),
    ]


def _departure_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint(
            "reception IN ('family', 'origin', 'work', 'business', 'institution', 'own')",
            name=op.f("ck_departure_reception"),
        ),
        sa.CheckConstraint("survey_willing IS NULL OR surveyed_on IS NOT NULL", name=op.f("ck_departure_surveyed")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_departure_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_departure_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_departure"),
        sa.UniqueConstraint("stay_id", name="uq_departure_stay_id"),
    ]


def handover() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "handover",
        *begins(),
        *_handover_columns(),
        *ends(),
        *_handover_rules(),
    )
    op.create_index("ix_handover_day", "handover", ["on_day"], unique=False)
    op.create_index("ix_handover_enrolment_id", "handover", ["enrolment_id"], unique=False)
    op.create_index("ix_handover_person", "handover", ["person_id"], unique=False)
    op.create_index("ix_handover_stay", "handover", ["stay_id"], unique=False)


def _handover_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("enrolment_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("received_by", sa.Text(), nullable=False),
        sa.Column("witness", sa.Text(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("void_on", sa.Date(), nullable=True),
        sa.Column("void_reason", sa.Text(), nullable=False),
    ]


def _handover_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("amount IS NULL OR amount > 0", name=op.f("ck_handover_amount")),
        sa.CheckConstraint("kind IN ('tools', 'savings', 'papers', 'certificate')", name=op.f("ck_handover_kind")),
        sa.CheckConstraint("(kind = 'savings') = (amount IS NOT NULL)", name=op.f("ck_handover_savings")),
        sa.CheckConstraint("void_on IS NULL OR length(trim(void_reason)) > 0", name=op.f("ck_handover_void")),
        sa.ForeignKeyConstraint(
            ["enrolment_id"], ["enrolment.id"], name="fk_handover_enrolment_id_enrolment", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_handover_person_id_person", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_handover_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_handover"),
    ]


def saving() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "saving",
        *begins(),
        *_saving_columns(),
        *ends(),
        *_saving_rules(),
    )
    op.create_index("ix_saving_handover_id", "saving", ["handover_id"], unique=False)
    op.create_index("ix_saving_person", "saving", ["person_id", "on_day"], unique=False)
    op.create_index("ix_saving_stay", "saving", ["stay_id"], unique=False)


def _saving_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("handover_id", sa.Text(), nullable=True),
    ]


def _saving_rules() -> list[sa.Constraint]:
    return [
        sa.CheckConstraint("amount <> 0", name=op.f("ck_saving_amount")),
        sa.ForeignKeyConstraint(
            ["handover_id"], ["handover.id"], name="fk_saving_handover_id_handover", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_saving_person_id_person", ondelete="RESTRICT"),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_saving_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_saving"),
    ]


def aftercare_visit() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "aftercare_visit",
        *begins(),
        *_aftercare_visit_columns(),
        *ends(),
        *_aftercare_visit_rules(),
    )
    op.create_index("ix_aftercare_visit_account_id", "aftercare_visit", ["account_id"], unique=False)
    op.create_index("ix_aftercare_visit_person", "aftercare_visit", ["person_id"], unique=False)
    op.create_index("ix_aftercare_visit_planned", "aftercare_visit", ["planned_on"], unique=False)
    op.create_index("ix_aftercare_visit_stay", "aftercare_visit", ["stay_id"], unique=False)


def _aftercare_visit_columns() -> list[sa.Column[Any]]:
    return [
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("visitor", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("visited_on", sa.Date(), nullable=True),
        sa.Column("words", sa.Text(), nullable=False),
    ]


def _aftercare_visit_rules() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_aftercare_visit_account_id_account", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_aftercare_visit_person_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_aftercare_visit_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_aftercare_visit"),
    ]
