"""Batches to issue papers for: who is in them, and how many hold a paper."""

from __future__ import annotations

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.letters import BatchChoice
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.certificates.candidates import VOCATIONAL
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.sight import in_sight
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable, ProgramTable


def choices(session: Session, sight: Sight) -> tuple[BatchChoice, ...]:
    """Every batch of skills training that has somebody in it whom the reader sees, the latest to end first."""
    holds = or_(
        exists().where(CertificateTable.enrolment_id == EnrolmentTable.id, CertificateTable.revoked_on.is_(None)),
        exists().where(
            AttendanceLetterTable.enrolment_id == EnrolmentTable.id, AttendanceLetterTable.revoked_on.is_(None)
        ),
    )
    people = (
        select(BatchTable.id, PersonTable.id.label("person_id"), holds.label("holds"))
        .select_from(EnrolmentTable)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(ProgramTable.kind == VOCATIONAL)
    )
    counted: dict[str, tuple[int, int]] = {}
    for row in session.execute(in_sight(people, sight)):
        everybody, with_paper = counted.get(row.id, (0, 0))
        counted[row.id] = (everybody + 1, with_paper + bool(row.holds))
    query = (
        select(BatchTable.id, ProgramTable.name.label("program"), BatchTable.name, BatchTable.ends_on)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .where(ProgramTable.kind == VOCATIONAL)
        .order_by(BatchTable.ends_on.is_(None), BatchTable.ends_on.desc(), func.lower(ProgramTable.name), BatchTable.id)
    )
    return tuple(
        BatchChoice(row.id, row.program, row.name, row.ends_on, *counted[row.id])
        for row in session.execute(query)
        if row.id in counted
    )


def name_of(session: Session, batch_id: str) -> tuple[str, str]:
    """Programme and name of a batch; raises Refused ``changed_meanwhile``."""
    query = (
        select(ProgramTable.name.label("program"), BatchTable.name)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .where(BatchTable.id == batch_id)
    )
    row = session.execute(query).first()
    if row is None:
        raise Refused("changed_meanwhile", field="batch_id")
    return row.program, row.name
