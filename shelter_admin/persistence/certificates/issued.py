"""What certificates and letters have in common in their registers: written once with their paper, looked up, revoked.

Each register says which tables are its own; the rules are the same, so they stand here once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.register import Reprint
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import names_of_accounts
from shelter_admin.persistence.base import Row, insert_many, stamp_of, stamped
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import CertificateTable
from shelter_admin.persistence.people.sight import in_sight, kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable
from shelter_admin.persistence.training.tables import EnrolmentTable

Table = TypeVar("Table", CertificateTable, AttendanceLetterTable)
_SAID: Final = (
    "enrolment_id",
    "person_id",
    "serial",
    "issued_on",
    "program",
    "hours",
    "fingerprint",
    "revoked_on",
    "revoke_reason",
)
_NOT_REVOKED: Mapping[str, Any] = {"revoked_on": None, "revoked_by": None, "revoke_reason": ""}


@dataclass(frozen=True)
class IssuedPapers(Generic[Table]):
    """One register: its table, the bytes of its papers, its reprints, and the column by which these two point at it."""

    table: type[Table]
    contents: type[Row]
    reprints: type[Row]
    pointer: str

    def of_year(self, year: int) -> ColumnElement[bool]:
        """Only those of this year."""
        return self.table.year == year

    def of_person(self, person_id: str) -> ColumnElement[bool]:
        """Only those of this person."""
        return self.table.person_id == person_id

    def of_ids(self, ids: Sequence[str]) -> ColumnElement[bool]:
        """Only these."""
        return self.table.id.in_(list(ids))

    def valid_of_batch(self, batch_id: str) -> ColumnElement[bool]:
        """Only those of this batch that were not revoked."""
        enrolled = select(EnrolmentTable.id).where(EnrolmentTable.batch_id == batch_id)
        return and_(self.table.enrolment_id.in_(enrolled), self.table.revoked_on.is_(None))

    def revoked_ones(self) -> ColumnElement[bool]:
        """Only those that were revoked."""
        return self.table.revoked_on.is_not(None)

    def read(self, session: Session, sight: Sight, *which: ColumnElement[bool]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Each row with what a line says of any paper, newest first; who is kept from the reader without name."""
        name, kept = name_for(sight), kept_from(sight, PersonTable.id).label("kept")
        query = (
            select(self.table, PersonTable.number, name, kept)
            .join(PersonTable, PersonTable.id == self.table.person_id)
            .where(*which)
            .order_by(self.table.year.desc(), self.table.serial.desc())
        )
        accounts = names_of_accounts(session)
        reprints = self.reprints_of(session, accounts, *which)
        for row, number, veiled, hidden in session.execute(on_duty(query, sight)).all():
            said = {column: getattr(row, column) for column in _SAID}
            said |= {"number": number, "name": veiled if hidden else row.name}
            said |= {"revoked_by": accounts.get(row.revoked_by or "", ""), "reprints": reprints.get(row.id, ())}
            yield row, said

    def years(self, session: Session) -> list[int]:
        """The years that have any, newest first."""
        return list(session.scalars(select(self.table.year).distinct().order_by(self.table.year.desc())))

    def in_sight(self, session: Session, sight: Sight, paper_id: str) -> Table | None:
        """The one of this id, None where there is none or the reader does not see whose it is."""
        query = (
            select(self.table)
            .join(PersonTable, PersonTable.id == self.table.person_id)
            .where(self.table.id == paper_id)
        )
        return session.scalars(in_sight(query, sight)).first()

    def numbered(self, session: Session, number: str) -> Table | None:
        """The one of this number, in any case and spacing."""
        spaceless = func.upper(func.replace(self.table.number, " ", ""))
        bare = "".join(number.split())
        return session.scalars(select(self.table).where(spaceless == func.upper(bare))).first()

    def coded(self, session: Session, code: str) -> Table | None:
        """The one with this very code."""
        return session.scalars(select(self.table).where(self.table.code == code)).first()

    def of_paper(self, session: Session, sha256: str) -> Table | None:
        """The one whose paper has this digest."""
        return session.scalars(select(self.table).where(self.table.pdf_sha256 == sha256)).first()

    def paper_of(self, session: Session, paper_id: str) -> bytes:
        """The bytes of the PDF as issued."""
        return self.papers_of(session, [paper_id])[paper_id]

    def papers_of(self, session: Session, ids: Sequence[str]) -> dict[str, bytes]:
        """The bytes of several papers as issued, by the id of what they are of."""
        points: Any = getattr(self.contents, self.pointer)
        content: Any = self.contents.__table__.c.content
        held = session.execute(select(points, content).where(points.in_(list(ids))))
        return {row[0]: row[1] for row in held}

    def numbers_taken(self, session: Session, numbers: Sequence[str]) -> list[str]:
        """Those of these numbers that the register holds already."""
        return list(session.scalars(select(self.table.number).where(self.table.number.in_(numbers))))

    def add(self, session: Session, issued: Sequence[tuple[dict[str, Any], bytes]]) -> None:
        """Write what was issued with its papers; two statements for any number."""
        rows = [stamped(session, **{**_NOT_REVOKED, **values}) for values, _paper in issued]
        insert_many(session, self.table, rows)
        papers = [stamped(session, **{self.pointer: values["id"]}, content=paper) for values, paper in issued]
        insert_many(session, self.contents, papers)

    def revoke(self, session: Session, row: Table, reason: str, today: date) -> None:
        """Revoke one; what it says stays as it was issued."""
        row.revoked_on, row.revoked_by, row.revoke_reason = today, stamp_of(session).account_id, reason
        session.flush()

    def add_reprints(self, session: Session, ids: Sequence[str], reason: str) -> None:
        """Write down that papers were printed again, in one statement."""
        insert_many(session, self.reprints, [stamped(session, **{self.pointer: one}, reason=reason) for one in ids])

    def reprints_of(
        self, session: Session, names: Mapping[str, str], *which: ColumnElement[bool]
    ) -> dict[str, tuple[Reprint, ...]]:
        """What was printed again of these, by id, the first one first; ``names`` are those of accounts."""
        again: Any = self.reprints
        points = getattr(again, self.pointer)
        query = (
            select(points, again.changed_at, again.changed_by, again.reason)
            .join(self.table, self.table.id == points)
            .where(*which)
            .order_by(again.id)
        )
        return _by_paper(session.execute(query), names)


def _by_paper(rows: Iterable[Any], names: Mapping[str, str]) -> dict[str, tuple[Reprint, ...]]:
    found: dict[str, tuple[Reprint, ...]] = {}
    for paper_id, at, by, reason in rows:
        found[paper_id] = (*found.get(paper_id, ()), Reprint(at, names.get(by, ""), reason))
    return found
