"""Letters of attendance: issued in the act of a batch, revoked, shown; the register of them."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.letters import BatchLine, LetterLine, LetterRegister
from shelter_admin.domain.certificates.register import Issued
from shelter_admin.domain.certificates.template import Kind
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.issuing import issued_as
from shelter_admin.operations.certificates.papers import (
    Numbered,
    letter_filename_of,
    number_by,
    officially,
    paper_of,
    pattern_of,
    template_of,
)
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.certificates import candidates, keys, letters
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.panti import next_serials

CHANGED = Changes.of(Area.CERTIFICATES)


def issued_letters(work: Work, chosen: Sequence[BatchLine]) -> tuple[Issued, ...]:
    """Number, sign, draw and keep the letters of these people in their order; who may not get one is refused before."""
    from shelter_admin.reports.certificate_letter import letters_pdf

    if not chosen:
        return ()
    year, template = work.today.year, template_of(work, Kind.LETTER)
    serials = next_serials(work.session, letters.REGISTER, year, len(chosen))
    numbers = [number_by(work, Kind.LETTER, template, serial) for serial in serials]
    if taken := letters.numbers_taken(work.session, numbers):
        raise Refused("letter_number_taken", number=taken[0])
    key = keys.signing_key(work.session)
    contents = candidates.contents(work.session, [one.line.enrolment_id for one in chosen], work.today)
    issued: list[Issued] = []
    rows: list[tuple[dict[str, Any], bytes]] = []
    with officially(work.panti):
        for serial, number, one in zip(serials, numbers, chosen, strict=True):
            line = one.line
            stated = codes.statement_of(number, line.name, line.program, line.hours, None, work.today)
            code = codes.encode(stated, key.secret)
            numbered = Numbered(number, code, codes.fingerprint(code))
            paper = paper_of(work, line, contents[line.enrolment_id], numbered, template)
            document = letters_pdf([paper], letter_filename_of(work.panti, year, serial))
            issued.append(issued_as(line, numbered, document))
            rows.append((_row(work, one, issued[-1], serial, key.key_id), document.content))
            work.progress.step(len(issued), len(chosen))
    letters.add(work.session, rows)
    return tuple(issued)


def _row(work: Work, one: BatchLine, issued: Issued, serial: int, key_id: str) -> dict[str, Any]:
    return {
        "id": issued.certificate_id,
        "enrolment_id": issued.enrolment_id,
        "person_id": issued.person_id,
        "key_id": key_id,
        "year": work.today.year,
        "serial": serial,
        "number": issued.certificate_no,
        "issued_on": work.today,
        "name": issued.name,
        "program": one.line.program,
        "hours": one.line.hours,
        "rate": one.rate,
        "code": issued.code,
        "fingerprint": issued.fingerprint,
        "pdf_sha256": hashlib.sha256(issued.document.content).hexdigest(),
    }


@dataclass(frozen=True)
class Letters(Query[LetterRegister]):
    """The register of letters of a year, the running one where none is said, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    year: int | None = None

    @override
    def run(self, work: Work) -> LetterRegister:
        return letters_of(work, self.year)


def letters_of(work: Work, year: int | None) -> LetterRegister:
    """The letters of a year as the reader may see them."""
    asked = year or work.today.year
    return LetterRegister(
        asked,
        tuple(sorted({asked, work.today.year, *letters.years(work.session)}, reverse=True)),
        letters.lines(work.session, work.sight, letters.of_year(asked)),
        letters.last_serial(work.session, asked),
        pattern_of(work, Kind.LETTER, template_of(work, Kind.LETTER)),
    )


@dataclass(frozen=True)
class LettersOf(Query[tuple[LetterLine, ...]]):
    """The letters of one person, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    person_id: str

    @override
    def run(self, work: Work) -> tuple[LetterLine, ...]:
        return letters.lines(work.session, work.sight, letters.of_person(self.person_id))


@dataclass(frozen=True)
class LetterPdf(Query[Document]):
    """The very bytes of an issued letter; seeing it is audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a letter of attendance")

    letter_id: str

    @override
    def run(self, work: Work) -> Document:
        row = letters.the_letter(work.session, work.sight, self.letter_id)
        work.shown.append(row.person_id)
        return _document(work, row)


def _document(work: Work, row: AttendanceLetterTable) -> Document:
    return Document(letter_filename_of(work.panti, row.year, row.serial), letters.paper_of(work.session, row.id))


def the_valid_letter(work: Work, letter_id: str) -> AttendanceLetterTable:
    """A letter that was not revoked; refused with ``letter_revoked`` otherwise."""
    row = letters.the_letter(work.session, work.sight, letter_id)
    if row.revoked_on is not None:
        raise Refused("letter_revoked", field="letter_id", number=row.number, day=row.revoked_on)
    return row


@dataclass(frozen=True)
class RevokeLetter(Command[None]):
    """Revoke a letter, with a reason; number and paper stay in the register, and another may be issued."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("revoke a letter of attendance")

    letter_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        reason = work.require_reason()
        row = the_valid_letter(work, self.letter_id)
        letters.revoke(work.session, row, reason, work.today)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class ReprintLetter(Command[Document]):
    """Print a letter again, for a reason that is kept: the very bytes that were issued."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    name: ClassVar[str] = N_("print a letter of attendance again")

    letter_id: str

    @override
    def run(self, work: Work) -> Done[Document]:
        reason = work.require_reason()
        row = the_valid_letter(work, self.letter_id)
        letters.add_reprints(work.session, (row.id,), reason)
        return Done(CHANGED, _document(work, row), about=(row.person_id,), what={"letter_ids": [row.id]})
