"""Classes, marks, readiness, certificates and months sent; everybody enrolled so far is in a standing class."""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.migrations.third import leaving, training
from shelter_admin.persistence.migrations.third.guards import GUARDS

revision = "0003"
down_revision = "0002"

STANDING_CLASS: Final = """
    INSERT INTO batch (id, panti_id, program_id, name, weekdays, version, changed_at, changed_by)
    SELECT :id, panti_id, id, '', '12345', 1, changed_at, changed_by FROM program WHERE id = :program_id
"""
ENROLLED: Final = """
    INSERT INTO enrolment_new
        (id, panti_id, stay_id, program_id, batch_id, joined_on, version, changed_at, changed_by)
    SELECT enrolment.id, enrolment.panti_id, stay_id, enrolment.program_id, batch.id, joined_on,
        enrolment.version, enrolment.changed_at, enrolment.changed_by
    FROM enrolment JOIN batch ON batch.program_id = enrolment.program_id
"""


def upgrade() -> None:
    """Make the tables; give each programme its standing class and put its people in; then the guards."""
    training.subject()
    training.batch()
    connection = op.get_bind()
    for (program_id,) in connection.execute(sa.text("SELECT id FROM program ORDER BY id")).all():
        connection.execute(sa.text(STANDING_CLASS), {"id": new_id(), "program_id": program_id})
    training.new_enrolment()
    op.execute(sa.text(ENROLLED))
    op.drop_table("enrolment")
    op.rename_table("enrolment_new", "enrolment")
    training.enrolment_indexes()
    training.class_session()
    training.attendance_mark()
    training.holiday()
    training.grade()
    leaving.readiness_check()
    leaving.exit_decision()
    leaving.signing_key()
    leaving.certificate()
    leaving.certificate_paper()
    leaving.certificate_reprint()
    leaving.monthly_return()
    for guard in GUARDS:
        op.execute(sa.text(" ".join(guard.split())))
