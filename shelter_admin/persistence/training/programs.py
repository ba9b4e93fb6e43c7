"""Programmes, their classes, who trains in them and who is enrolled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable, ProgramTable, ProgramTrainerTable


def program_named(session: Session, name: str) -> str:
    """Find the programme of this name in any case, or open it."""
    known = session.scalars(select(ProgramTable.id).where(func.lower(ProgramTable.name) == func.lower(name))).first()
    if known is not None:
        return known
    program = ProgramTable(id=new_id(), name=name)
    session.add(program)
    session.flush()
    return program.id


def batch_named(session: Session, program_id: str, name: str) -> str:
    """Find the class of this name in any case, or open it; the standing class of a programme has no name."""
    known = session.scalars(
        select(BatchTable.id).where(
            BatchTable.program_id == program_id, func.lower(BatchTable.name) == func.lower(name.strip())
        )
    ).first()
    if known is not None:
        return known
    batch = BatchTable(id=new_id(), program_id=program_id, name=name.strip())
    session.add(batch)
    session.flush()
    return batch.id


def standing_batch(session: Session, program_id: str) -> str:
    """Find the standing class of a programme, or open it."""
    return batch_named(session, program_id, "")


def enrol(session: Session, stay_id: str, program_id: str, joined_on: date | None) -> None:
    """Give a stay a place in the standing class of a programme."""
    batch_id = standing_batch(session, program_id)
    session.add(
        EnrolmentTable(id=new_id(), stay_id=stay_id, program_id=program_id, batch_id=batch_id, joined_on=joined_on)
    )


def set_trainers(session: Session, account_id: str, program_ids: list[str]) -> None:
    """Make an account the trainer of exactly these programmes."""
    wanted = set(program_ids)
    for row in session.scalars(select(ProgramTrainerTable).where(ProgramTrainerTable.account_id == account_id)):
        if row.program_id in wanted:
            wanted.discard(row.program_id)
        else:
            session.delete(row)
    session.add_all(
        ProgramTrainerTable(id=new_id(), program_id=program_id, account_id=account_id) for program_id in sorted(wanted)
    )


def programs(session: Session) -> list[tuple[str, str]]:
    """List the programmes as (id, name), by name."""
    query = select(ProgramTable.id, ProgramTable.name).order_by(func.lower(ProgramTable.name))
    return [(row.id, row.name) for row in session.execute(query)]


def programs_of_trainer(session: Session, account_id: str) -> list[str]:
    """List the ids of the programmes an account trains in."""
    return list(
        session.scalars(select(ProgramTrainerTable.program_id).where(ProgramTrainerTable.account_id == account_id))
    )
