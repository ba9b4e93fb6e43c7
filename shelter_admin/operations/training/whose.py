"""Whose class it is: a trainer runs the own programmes, the head all."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.training import setting_up
from shelter_admin.persistence.training.classes import Reader
from shelter_admin.persistence.training.tables import BatchTable

CHANGED: Final = Changes.of(Area.TRAINING, Area.READINESS)


def reader_of(work: Work) -> Reader:
    """Whose eyes, and on which day, a list is made for."""
    return Reader(work.staff.account_id, work.sight, work.today)


def require_seen(work: Work, program_id: str) -> None:
    """Refuse with ``program_not_yours`` a programme that this reader, a trainer, does not train in."""
    only = work.sight.only_class_of
    if only is not None and not setting_up.trains_in(work.session, only, program_id):
        raise Refused("program_not_yours", field="program_id")


def require_run(work: Work, program_id: str) -> None:
    """Refuse with ``program_not_yours`` the classes of another trainer; the head and a deputy run all."""
    staff = work.staff
    others = Staff(staff.account_id, staff.user, staff.full_name, staff.roles - {Role.INSTRUKTUR}, staff.passed)
    if others.may(Right.RUN_CLASS, work.today):
        return
    if not setting_up.trains_in(work.session, staff.account_id, program_id):
        raise Refused("program_not_yours", field="program_id")


def batch_to_run(work: Work, batch_id: str) -> BatchTable:
    """Load a class whose sessions and marks this member of staff may write."""
    batch = setting_up.the_batch(work.session, batch_id)
    require_run(work, batch.program_id)
    return batch
