"""Tables and guards of the first version."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from shelter_admin.persistence.migrations.first import house, people, places
from shelter_admin.persistence.migrations.first.guards import GUARDS

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table, then the guards over them."""
    house.account()
    house.audit()
    house.counter()
    house.history()
    people.imported_file()
    house.panti()
    people.person()
    house.policy()
    people.program()
    places.roll_call()
    places.wisma()
    house.account_role()
    house.draft()
    people.health()
    people.imported_row()
    house.passed_right()
    people.person_category()
    people.photo()
    people.possible_double()
    people.program_trainer()
    places.room()
    people.stay()
    places.bed()
    people.enrolment()
    places.outing()
    places.roll_call_mark()
    places.bed_block()
    places.placement()
    for guard in GUARDS:
        op.execute(sa.text(" ".join(guard.split())))
