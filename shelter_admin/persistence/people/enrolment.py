"""Who trains whom: it decides which people a trainer sees, so it stands with the people, below the classes."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, ForeignKeyConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, technical


class ProgramTrainerTable(Row):
    """An account that trains in a programme; a trainer sees the people of these programmes only."""

    __tablename__ = "program_trainer"
    __table_args__ = (UniqueConstraint("program_id", "account_id"),)

    program_id: Mapped[str] = reference("program.id", nullable=False)
    account_id: Mapped[str] = reference("account.id", nullable=False, index=True)


class EnrolmentTable(Row):
    """A stay's place in a class of a programme, for the days ``[joined_on, ended_on]`` as far as they are known."""

    __tablename__ = "enrolment"
    __table_args__ = (
        UniqueConstraint("stay_id", "program_id"),
        CheckConstraint("joined_on IS NULL OR ended_on IS NULL OR ended_on >= joined_on", name="dates"),
        ForeignKeyConstraint(["batch_id", "program_id"], ["batch.id", "batch.program_id"], ondelete="RESTRICT"),
        Index("ix_enrolment_batch", "batch_id"),
    )

    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    program_id: Mapped[str] = reference("program.id", nullable=False, index=True)
    batch_id: Mapped[str] = technical(Text, nullable=False)
    joined_on: Mapped[date | None] = technical(Date)
    ended_on: Mapped[date | None] = technical(Date)
