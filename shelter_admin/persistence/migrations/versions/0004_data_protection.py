"""Data protection (UU 27/2022): consent, requests, limitation, incidents, destruction; and rehearsals of copies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.fourth import destruction, incidents, rehearsal, rights
from shelter_admin.persistence.migrations.fourth.guards import GUARDS, REPLACED

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Make the tables; then the guards, two of which take the place of stricter ones."""
    rights.limitation()
    rights.consent()
    rights.data_request()
    incidents.incident()
    incidents.incident_person()
    destruction.destruction()
    destruction.destroyed_person()
    destruction.destroyed_row()
    rehearsal.copy_rehearsal()
    for name in REPLACED:
        op.execute(sa.text(f"DROP TRIGGER {name}"))
    for guard in GUARDS:
        op.execute(sa.text(" ".join(guard.split())))
