"""What residents were told and asked about their data, and whose details are frozen."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fourth.stamped import begins, ends


def limitation() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "limitation",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("ground", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("ground IN ('asked', 'safety')", name=op.f("ck_limitation_ground")),
        sa.CheckConstraint("until IS NULL OR until >= since", name=op.f("ck_limitation_dates")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_limitation_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_limitation"),
    )
    op.create_index("ix_limitation_person", "limitation", ["person_id"], unique=False)
    op.create_index(
        "uq_limitation_open", "limitation", ["person_id"], unique=True, sqlite_where=sa.text("until IS NULL")
    )


def consent() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "consent",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        sa.Column("given_by", sa.Text(), nullable=False),
        sa.Column("guardian", sa.Text(), nullable=False),
        sa.Column("mode", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("scan", sa.LargeBinary(), nullable=True),
        sa.Column("scan_type", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint("(scan IS NULL) = (scan_type = '')", name=op.f("ck_consent_scan")),
        sa.CheckConstraint("answer IN ('not_asked', 'given', 'refused', 'withdrawn')", name=op.f("ck_consent_answer")),
        sa.CheckConstraint(
            "basis IN ('consent', 'legal_duty', 'vital_interest', 'public_task')", name=op.f("ck_consent_basis")
        ),
        sa.CheckConstraint("given_by IN ('nobody', 'self', 'guardian', 'both')", name=op.f("ck_consent_given_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
    )
    op.create_index("ix_consent_person", "consent", ["person_id", "on_day"], unique=False)


def data_request() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "data_request",
        *begins(),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("asker", sa.Text(), nullable=False),
        sa.Column("asker_name", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("received_at", sa.DateTime(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("answered_by", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("refusal", sa.Text(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        *ends(),
        sa.CheckConstraint(
            "(refusal IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'refused')",
            name=op.f("ck_data_request_refusal"),
        ),
        sa.CheckConstraint("asker IN ('self', 'guardian', 'other')", name=op.f("ck_data_request_asker")),
        sa.CheckConstraint(
            "kind IN ('access', 'correction', 'limitation', 'erasure')", name=op.f("ck_data_request_kind")
        ),
        sa.CheckConstraint(
            "outcome IS NULL OR outcome IN ('granted', 'refused')", name=op.f("ck_data_request_outcome")
        ),
        sa.CheckConstraint(
            "(answered_at IS NULL) = (answered_by IS NULL) AND (answered_at IS NULL) = (outcome IS NULL)",
            name=op.f("ck_data_request_answered"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_data_request_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_data_request"),
    )
    op.create_index("ix_data_request_answered", "data_request", ["answered_at"], unique=False)
    op.create_index("ix_data_request_person", "data_request", ["person_id"], unique=False)
