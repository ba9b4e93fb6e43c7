"""The register of letters of attendance: written once, looked up by number, code, paper or person."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.certificates.issued import IssuedPapers
from shelter_admin.persistence.certificates.paper_tables import (
    AttendanceLetterPaperTable,
    AttendanceLetterReprintTable,
    AttendanceLetterTable,
)

REGISTER = "attendance_letter"
ISSUED = IssuedPapers(AttendanceLetterTable, AttendanceLetterPaperTable, AttendanceLetterReprintTable, "letter_id")
of_year, of_person, of_ids = ISSUED.of_year, ISSUED.of_person, ISSUED.of_ids
valid_of_batch, revoked_ones, years = ISSUED.valid_of_batch, ISSUED.revoked_ones, ISSUED.years
letter_numbered, letter_coded, letter_of_paper = ISSUED.numbered, ISSUED.coded, ISSUED.of_paper
paper_of, papers_of, numbers_taken = ISSUED.paper_of, ISSUED.papers_of, ISSUED.numbers_taken
add, revoke, add_reprints = ISSUED.add, ISSUED.revoke, ISSUED.add_reprints


def the_letter(session: Session, sight: Sight, letter_id: str) -> AttendanceLetterTable:
    """The letter of this id, of somebody the reader sees; raises Refused ``letter_gone``."""
    row = ISSUED.in_sight(session, sight, letter_id)
    if row is None:
        raise Refused("letter_gone", field="letter_id")
    return row


def lines(session: Session, sight: Sight, *which: ColumnElement[bool]) -> tuple[LetterLine, ...]:
    """The letters whose people the reader meets, newest first; who is kept from them without name."""
    return tuple(
        LetterLine(letter_id=row.id, letter_no=row.number, rate=row.rate, **said)
        for row, said in ISSUED.read(session, sight, *which)
    )


def last_serial(session: Session, year: int) -> int:
    """The last serial of a year, whoever it is of; 0 where there is none."""
    return session.scalars(select(func.max(AttendanceLetterTable.serial)).where(of_year(year))).one() or 0
