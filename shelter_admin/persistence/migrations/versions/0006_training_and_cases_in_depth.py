"""Training, case work, readiness and certificates in depth."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.sixth import (
    cases,
    conferences,
    departures,
    grading,
    letters,
    practice,
    readiness,
    selection,
    templates,
    timetable,
)
from shelter_admin.persistence.migrations.sixth.guards import GUARDS
from shelter_admin.persistence.migrations.sixth.guards_on_server import GUARDS_ON_SERVER

revision = "0006"
down_revision = "0005"

CHECKS = """
    INSERT INTO readiness_check_new
        (id, panti_id, stay_id, criterion, state, on_day, note, version, changed_at, changed_by)
    SELECT id, panti_id, stay_id, criterion, state, on_day, note, version, changed_at, changed_by FROM readiness_check
"""
KIND = "kind IN ('vocational', 'physical', 'spiritual', 'social')"
# Written out, because the column of an old file must read like that of a new one.
KIND_IN_FILE = (
    f"ALTER TABLE program ADD COLUMN kind TEXT DEFAULT 'vocational' NOT NULL CONSTRAINT ck_program_kind CHECK ({KIND})"
)
COLUMNS = (
    "ALTER TABLE batch ADD COLUMN places INTEGER",
    "ALTER TABLE batch ADD COLUMN places_male INTEGER",
    "ALTER TABLE batch ADD COLUMN places_female INTEGER",
    "ALTER TABLE batch ADD COLUMN age_from INTEGER",
    "ALTER TABLE batch ADD COLUMN age_to INTEGER",
    "ALTER TABLE attendance_mark ADD COLUMN late_minutes INTEGER",
    "ALTER TABLE attendance_mark ADD COLUMN left_minutes INTEGER",
)


def upgrade() -> None:
    """Make the tables and columns; open the checks of readiness to every criterion; then the guards."""
    on_server = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        table()
    for column in COLUMNS:
        op.execute(sa.text(column))
    op.create_index("ix_stay_left", "stay", ["left_on"], unique=False)
    if on_server:
        op.add_column("program", sa.Column("kind", sa.Text(), nullable=False, server_default="vocational"))
        op.create_check_constraint(op.f("ck_program_kind"), "program", KIND)
        readiness.any_criterion()
    else:
        op.execute(sa.text(KIND_IN_FILE))
        readiness.new_readiness_check()
        op.execute(sa.text(CHECKS))
        op.drop_table("readiness_check")
        op.rename_table("readiness_check_new", "readiness_check")
        readiness.readiness_check_indexes()
    for guard in GUARDS_ON_SERVER if on_server else GUARDS:
        op.execute(sa.text(" ".join(guard.split())))


TABLES = (
    timetable.training_room,
    timetable.lesson,
    timetable.batch_template,
    timetable.session_change,
    selection.selection_criterion,
    selection.batch_applicant,
    selection.selection_score,
    practice.practice_place,
    practice.field_practice,
    practice.practice_day,
    practice.class_leave,
    grading.subject_mark,
    grading.competence,
    grading.competence_check,
    grading.kit_item,
    cases.instrument,
    cases.assessment,
    cases.case_goal,
    cases.case_step,
    cases.case_note,
    cases.stage_move,
    conferences.case_conference,
    conferences.conference_case,
    conferences.conference_follow_up,
    conferences.service_tick,
    departures.departure,
    departures.handover,
    departures.saving,
    departures.aftercare_visit,
    templates.certificate_template,
    templates.certificate_duplicate,
    letters.attendance_letter,
    letters.attendance_letter_paper,
    letters.attendance_letter_reprint,
    letters.signing_credential,
    letters.paper_signature,
)
