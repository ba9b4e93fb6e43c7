"""People, their stays and what is known of them; programmes and who is enrolled."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def imported_file() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_imported_file"),
    )


def person() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "person",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("sex", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("birth_month", sa.Integer(), nullable=True),
        sa.Column("birth_day", sa.Integer(), nullable=True),
        sa.Column("birth_quality", sa.Text(), nullable=False),
        sa.Column("birth_text", sa.Text(), nullable=False),
        sa.Column("birth_place", sa.Text(), nullable=False),
        sa.Column("origin_code", sa.Text(), nullable=True),
        sa.Column("origin_text", sa.Text(), nullable=False),
        sa.Column("nik", sa.Text(), nullable=True),
        sa.Column("nik_quality", sa.Text(), nullable=False),
        sa.Column("nik_text", sa.Text(), nullable=False),
        sa.Column("identity_status", sa.Text(), nullable=True),
        sa.Column("features", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="ck_person_sex"),
        sa.CheckConstraint("length(trim(name)) > 0", name="ck_person_named"),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
    )
    op.create_index("ix_person_nik", "person", ["nik"], unique=False)
    op.create_index("ix_person_number", "person", ["number"], unique=False)
    op.create_index("ix_person_sound", "person", ["sound"], unique=False)
    op.create_index("uq_person_number", "person", ["panti_id", "number"], unique=True)


def program() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "program",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_program"),
    )
    op.create_index("uq_program_name", "program", [sa.text("lower(name)")], unique=True)


def health() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "health",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("diet", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("attention", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_health_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_health"),
        sa.UniqueConstraint("person_id", name="uq_health_person_id"),
    )


def imported_row() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "imported_row",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("sheet_row", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.Text(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("doubts", sa.JSON(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["imported_file.id"], name="fk_imported_row_file_id_imported_file", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_imported_row_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_imported_row"),
    )
    op.create_index("ix_imported_row_person_id", "imported_row", ["person_id"], unique=False)
    op.create_index("uq_imported_row_fingerprint", "imported_row", ["fingerprint"], unique=True)


def person_category() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "person_category",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("main", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_person_category_person_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_person_category"),
        sa.UniqueConstraint("person_id", "category", name="uq_person_category_person_id"),
    )
    op.create_index(
        "uq_person_category_main", "person_category", ["person_id"], unique=True, sqlite_where=sa.text("main")
    )


def photo() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "photo",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_photo_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_photo"),
    )
    op.create_index("ix_photo_person_id", "photo", ["person_id"], unique=False)


def possible_double() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "possible_double",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("first_id", sa.Text(), nullable=False),
        sa.Column("second_id", sa.Text(), nullable=False),
        sa.Column("because", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint("first_id < second_id", name="ck_possible_double_ordered"),
        sa.ForeignKeyConstraint(
            ["first_id"], ["person.id"], name="fk_possible_double_first_id_person", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["second_id"], ["person.id"], name="fk_possible_double_second_id_person", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_possible_double"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_possible_double_first_id"),
    )
    op.create_index("ix_possible_double_second_id", "possible_double", ["second_id"], unique=False)


def program_trainer() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "program_trainer",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name="fk_program_trainer_account_id_account", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_program_trainer_program_id_program", ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_program_trainer"),
        sa.UniqueConstraint("program_id", "account_id", name="uq_program_trainer_program_id"),
    )
    op.create_index("ix_program_trainer_account_id", "program_trainer", ["account_id"], unique=False)


def stay() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "stay",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("person_id", sa.Text(), nullable=False),
        sa.Column("admitted_on", sa.Date(), nullable=True),
        sa.Column("admitted_text", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("source_text", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("leave_reason", sa.Text(), nullable=True),
        sa.Column("leave_note", sa.Text(), nullable=False),
        sa.Column("expected_exit_on", sa.Date(), nullable=True),
        sa.Column("room_text", sa.Text(), nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("quick", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "left_on IS NULL OR admitted_on IS NULL OR left_on >= admitted_on", name="ck_stay_left_after_admission"
        ),
        sa.CheckConstraint("left_on IS NULL OR leave_reason IS NOT NULL", name="ck_stay_left_with_reason"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_stay_person_id_person", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_stay"),
    )
    op.create_index("ix_stay_dates", "stay", ["admitted_on", "left_on"], unique=False)
    op.create_index("ix_stay_person", "stay", ["person_id"], unique=False)
    op.create_index("uq_stay_open", "stay", ["person_id"], unique=True, sqlite_where=sa.text("leave_reason IS NULL"))


def enrolment() -> None:
    """Make the table and its indexes."""
    op.create_table(
        "enrolment",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("panti_id", sa.Text(), nullable=False),
        sa.Column("stay_id", sa.Text(), nullable=False),
        sa.Column("program_id", sa.Text(), nullable=False),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["program_id"], ["program.id"], name="fk_enrolment_program_id_program", ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stay.id"], name="fk_enrolment_stay_id_stay", ondelete="RESTRICT"),
        sa.PrimaryKeyConstraint("id", name="pk_enrolment"),
        sa.UniqueConstraint("stay_id", "program_id", name="uq_enrolment_stay_id"),
    )
    op.create_index("ix_enrolment_program_id", "enrolment", ["program_id"], unique=False)
