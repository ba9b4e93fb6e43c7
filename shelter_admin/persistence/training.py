"""Programmes, who trains in them and who is enrolled."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, Integer, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session

from shelter_admin.persistence.base import Row, new_id, reference, technical


class ProgramTable(Row):
    """A training programme; its hours are unknown until somebody says them."""

    __tablename__ = "program"

    name: Mapped[str] = technical(Text, nullable=False)
    hours: Mapped[int | None] = technical(Integer)

    __table_args__ = (Index("uq_program_name", func.lower(name), unique=True),)


class ProgramTrainerTable(Row):
    """An account that trains in a programme; a trainer sees the people of these programmes only."""

    __tablename__ = "program_trainer"
    __table_args__ = (UniqueConstraint("program_id", "account_id"),)

    program_id: Mapped[str] = reference("program.id", nullable=False)
    account_id: Mapped[str] = reference("account.id", nullable=False, index=True)


class EnrolmentTable(Row):
    """A stay's place in a programme, from a day on."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("stay_id", "program_id"),)

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    program_id: Mapped[str] = reference("program.id", nullable=False, index=True)
    joined_on: Mapped[date | None] = technical(Date)


def program_named(session: Session, name: str) -> str:
    """Find the programme of this name in any case, or open it."""
    known = session.scalars(select(ProgramTable.id).where(func.lower(ProgramTable.name) == func.lower(name))).first()
    if known is not None:
        return known
    program = ProgramTable(id=new_id(), name=name)
    session.add(program)
    session.flush()
    return program.id


def enrol(session: Session, stay_id: str, program_id: str, joined_on: date | None) -> None:
    """Give a stay a place in a programme."""
    session.add(EnrolmentTable(id=new_id(), stay_id=stay_id, program_id=program_id, joined_on=joined_on))


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
