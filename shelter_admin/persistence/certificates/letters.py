"""The register of letters of attendance: written once, looked up by number, code, paper or person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.certificates.register import Reprint
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import insert_many, stamp_of, stamped
from shelter_admin.persistence.certificates.paper_tables import (
    AttendanceLetterPaperTable,
    AttendanceLetterReprintTable,
    AttendanceLetterTable,
)
from shelter_admin.persistence.people.sight import in_sight, kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.training.tables import EnrolmentTable

REGISTER = "attendance_letter"


def lines(session: Session, sight: Sight, *which: ColumnElement[bool]) -> tuple[LetterLine, ...]:
    """The letters whose people the reader meets, newest first; who is kept from them without name."""
    query = (
        select(
            AttendanceLetterTable, PersonTable.number, name_for(sight), kept_from(sight, PersonTable.id).label("kept")
        )
        .join(PersonTable, PersonTable.id == AttendanceLetterTable.person_id)
        .where(*which)
        .order_by(AttendanceLetterTable.year.desc(), AttendanceLetterTable.serial.desc())
    )
    names = names_of_accounts(session)
    again = _reprints(session, names, *which)
    rows = session.execute(on_duty(query, sight))
    return tuple(
        _line(row, number, veiled if kept else row.name, names, tuple(again.get(row.id, ())))
        for row, number, veiled, kept in rows
    )


def _reprints(session: Session, names: Any, *which: ColumnElement[bool]) -> dict[str, list[Reprint]]:
    query = (
        select(AttendanceLetterReprintTable)
        .join(AttendanceLetterTable, AttendanceLetterTable.id == AttendanceLetterReprintTable.letter_id)
        .where(*which)
        .order_by(AttendanceLetterReprintTable.id)
    )
    found: dict[str, list[Reprint]] = {}
    for row in session.scalars(query):
        one = Reprint(row.changed_at, names.get(row.changed_by, ""), row.reason)
        found.setdefault(row.letter_id, []).append(one)
    return found


def add_reprints(session: Session, letter_ids: Sequence[str], reason: str) -> None:
    """Write down that letters were printed again, in one statement."""
    rows = [stamped(session, letter_id=one, reason=reason) for one in letter_ids]
    insert_many(session, AttendanceLetterReprintTable, rows)


def _line(row: AttendanceLetterTable, number: str, name: str, names: Any, reprints: tuple[Reprint, ...]) -> LetterLine:
    return LetterLine(
        letter_id=row.id,
        enrolment_id=row.enrolment_id,
        person_id=row.person_id,
        letter_no=row.number,
        serial=row.serial,
        issued_on=row.issued_on,
        number=number,
        name=name,
        program=row.program,
        hours=row.hours,
        rate=row.rate,
        fingerprint=row.fingerprint,
        revoked_on=row.revoked_on,
        revoked_by=names.get(row.revoked_by or "", ""),
        revoke_reason=row.revoke_reason,
        reprints=reprints,
    )


def of_year(year: int) -> ColumnElement[bool]:
    """Only those of this year."""
    return AttendanceLetterTable.year == year


def of_person(person_id: str) -> ColumnElement[bool]:
    """Only those of this person."""
    return AttendanceLetterTable.person_id == person_id


def of_ids(letter_ids: Sequence[str]) -> ColumnElement[bool]:
    """Only these."""
    return AttendanceLetterTable.id.in_(list(letter_ids))


def valid_of_batch(batch_id: str) -> ColumnElement[bool]:
    """Only those of this batch that were not revoked."""
    enrolled = select(EnrolmentTable.id).where(EnrolmentTable.batch_id == batch_id)
    return and_(AttendanceLetterTable.enrolment_id.in_(enrolled), AttendanceLetterTable.revoked_on.is_(None))


def revoked_ones() -> ColumnElement[bool]:
    """Only those that were revoked."""
    return AttendanceLetterTable.revoked_on.is_not(None)


def years(session: Session) -> list[int]:
    """The years that have letters."""
    return list(session.scalars(select(AttendanceLetterTable.year).distinct()))


def last_serial(session: Session, year: int) -> int:
    """The last serial of a year, whoever it is of; 0 where there is none."""
    return session.scalars(select(func.max(AttendanceLetterTable.serial)).where(of_year(year))).one() or 0


def the_letter(session: Session, sight: Sight, letter_id: str) -> AttendanceLetterTable:
    """One letter of somebody the reader sees; raises Refused ``letter_gone``."""
    query = (
        select(AttendanceLetterTable)
        .join(PersonTable, PersonTable.id == AttendanceLetterTable.person_id)
        .where(AttendanceLetterTable.id == letter_id)
    )
    row = session.scalars(in_sight(query, sight)).first()
    if row is None:
        raise Refused("letter_gone", field="letter_id")
    return row


def letter_numbered(session: Session, number: str) -> AttendanceLetterTable | None:
    """The letter of this number, in any case and spacing."""
    spaceless = func.upper(func.replace(AttendanceLetterTable.number, " ", ""))
    bare = "".join(number.split())
    return session.scalars(select(AttendanceLetterTable).where(spaceless == func.upper(bare))).first()


def letter_coded(session: Session, code: str) -> AttendanceLetterTable | None:
    """The letter with this very code."""
    return session.scalars(select(AttendanceLetterTable).where(AttendanceLetterTable.code == code)).first()


def letter_of_paper(session: Session, sha256: str) -> AttendanceLetterTable | None:
    """The letter whose paper has this digest."""
    return session.scalars(select(AttendanceLetterTable).where(AttendanceLetterTable.pdf_sha256 == sha256)).first()


def paper_of(session: Session, letter_id: str) -> bytes:
    """The bytes of the PDF as issued."""
    query = select(AttendanceLetterPaperTable.content).where(AttendanceLetterPaperTable.letter_id == letter_id)
    return session.scalars(query).one()


def papers_of(session: Session, letter_ids: Sequence[str]) -> dict[str, bytes]:
    """The bytes of several papers as issued, by letter."""
    query = select(AttendanceLetterPaperTable.letter_id, AttendanceLetterPaperTable.content).where(
        AttendanceLetterPaperTable.letter_id.in_(list(letter_ids))
    )
    return {row.letter_id: row.content for row in session.execute(query)}


def numbers_taken(session: Session, numbers: Sequence[str]) -> list[str]:
    """Those of these numbers that the register holds already."""
    return list(session.scalars(select(AttendanceLetterTable.number).where(AttendanceLetterTable.number.in_(numbers))))


def add(session: Session, issued: Sequence[tuple[dict[str, Any], bytes]]) -> None:
    """Write issued letters with their papers; two statements for any number."""
    blank = {"revoked_on": None, "revoked_by": None, "revoke_reason": ""}
    insert_many(session, AttendanceLetterTable, [stamped(session, **{**blank, **values}) for values, _paper in issued])
    papers = [stamped(session, letter_id=values["id"], content=paper) for values, paper in issued]
    insert_many(session, AttendanceLetterPaperTable, papers)


def revoke(session: Session, row: AttendanceLetterTable, reason: str, today: date) -> None:
    """Revoke a letter; what it says stays as it was issued."""
    row.revoked_on, row.revoked_by, row.revoke_reason = today, stamp_of(session).account_id, reason
    session.flush()
