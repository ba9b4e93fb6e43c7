"""Residents, beds and presence in depth: files, papers, waiting list, duty, passes, cards."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fifth import beds, cards, care, duty, files, intake, people, presence
from shelter_admin.persistence.migrations.fifth.guards import GUARDS, GUARDS_ON_SERVER

revision = "0005"
down_revision = "0004"

BLOCKS = """
    INSERT INTO bed_block_new
        (id, panti_id, bed_id, kind, from_day, until_day, reason, version, changed_at, changed_by)
    SELECT id, panti_id, bed_id, 'blocked', from_day, until_day, reason, version, changed_at, changed_by FROM bed_block
"""


def upgrade() -> None:
    """Make the tables; give the blocks of beds their kind; then the guards."""
    _tables()
    people.person_indexes()
    people.sounds()
    if op.get_bind().dialect.name == "postgresql":
        beds.kind_of_block()
    else:
        beds.new_bed_block()
        op.execute(sa.text(BLOCKS))
        op.drop_table("bed_block")
        op.rename_table("bed_block_new", "bed_block")
        beds.bed_block_indexes()
    for guard in GUARDS_ON_SERVER if op.get_bind().dialect.name == "postgresql" else GUARDS:
        op.execute(sa.text(" ".join(guard.split())))


def _tables() -> None:
    files.identity_quality()
    files.finding()
    files.person_verdict()
    files.relative()
    files.person_document()
    cards.paper_chase()
    cards.resident_card()
    cards.saved_view()
    intake.applicant()
    intake.applicant_requirement()
    intake.admission()
    duty.shift_handover()
    duty.occurrence()
    duty.occurrence_person()
    duty.visit()
    care.standing_permission()
    care.medication()
    care.belonging()
    beds.bed_spot()
    beds.bed_tag()
    beds.bed_booking()
    presence.leave_pass()
    presence.missing_step()
