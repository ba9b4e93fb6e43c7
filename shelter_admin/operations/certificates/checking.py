"""Checking a certificate: what its code, its short form or its file says, against keys and register."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from itertools import islice
from typing import Final

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.register import Finding, Verification
from shelter_admin.domain.certificates.signatures import SignatureFound, SignatureState
from shelter_admin.operations.certificates.electronic import issued_beneath, signatures_in_file
from shelter_admin.operations.desk import Work
from shelter_admin.operations.papers import PDFIUM
from shelter_admin.persistence.certificates import duplicates, keys, letters, register
from shelter_admin.persistence.certificates.paper_tables import AttendanceLetterTable
from shelter_admin.persistence.certificates.tables import CertificateTable

Row = CertificateTable | AttendanceLetterTable
MOST_BYTES: Final = 20_000_000
_PDF: Final = b"%PDF-"
_END: Final = re.compile(rb"%%EOF(?:\r\n|\r|\n)?")
_MOST_ADDITIONS: Final = 50


def check_text(work: Work, text: str) -> Verification:
    """Check a code as scanned, or number and fingerprint as typed, in any case and spacing.

    The code says the name by itself; number and fingerprint do not, so a confidential one is not told for them.
    """
    signed = codes.decode(text)
    if signed is not None:
        return _check_code(work, codes.canonical(text), signed)
    if codes.looks_like_a_code(text):
        return Verification(Finding.SIGNATURE_WRONG)
    short = codes.read_short_form(text)
    if short is None:
        return Verification(Finding.UNREADABLE)
    numbered = (
        register.certificate_numbered(work.session, short[0]),
        letters.letter_numbered(work.session, short[0]),
    )
    rows = [row for row in numbered if row is not None]
    if not rows:
        return Verification(Finding.NOT_IN_REGISTER)
    row = next((one for one in rows if one.fingerprint == short[1]), None)
    if row is None:
        return Verification(Finding.SIGNATURE_WRONG)
    return replace(_found(row), name=register.name_shown(work.session, work.sight, row))


def _check_code(work: Work, code: str, signed: codes.Signed) -> Verification:
    """A code is genuine by its signature; the register adds whether it was revoked.

    A code signed here that this register does not hold comes from a newer state of the store than this copy.
    """
    if not codes.is_signed_by(signed, keys.public_keys(work.session)):
        return Verification(Finding.SIGNATURE_WRONG)
    row = _coded(work, code)
    if row is not None:
        return _found(row)
    stated = signed.statement
    return Verification(
        Finding.NOT_IN_REGISTER,
        certificate_no=stated.number,
        name=stated.name,
        program=stated.program,
        hours=stated.hours,
        mark=stated.mark,
        issued_on=stated.issued_on,
    )


def _coded(work: Work, code: str) -> Row | None:
    return register.certificate_coded(work.session, code) or letters.letter_coded(work.session, code)


def _found(row: Row, changed: Finding | None = None) -> Verification:
    """Say what the register says of a certificate or letter it holds."""
    revoked = row.revoked_on is not None
    said = Verification(
        changed or (Finding.REVOKED if revoked else Finding.VALID),
        certificate_no=row.number,
        name=row.name,
        program=row.program,
        hours=row.hours,
        issued_on=row.issued_on,
        revoked=revoked,
        revoked_on=row.revoked_on,
        revoke_reason=row.revoke_reason,
    )
    if isinstance(row, AttendanceLetterTable):
        return replace(said, letter_id=row.id)
    return replace(said, mark=row.mark, predikat=row.predikat, certificate_id=row.id)


def check_file(work: Work, content: bytes) -> Verification:
    """Check a file: the very bytes that were issued are genuine; other ones only tell what they claim to be.

    A text file is taken for the code in it. A signed copy that was made here is as genuine as what it was made from.
    """
    signed = signatures_in_file(work, content)
    beneath = issued_beneath(work, content)
    found = _check_signed_elsewhere(work, content, signed) if beneath is content else None
    return replace(found or _check_issued(work, beneath), signatures=signed)


def _check_issued(work: Work, content: bytes) -> Verification:
    digest = hashlib.sha256(content).hexdigest()
    issued = _check_digest(work, digest)
    if issued is not None:
        return issued
    if not content[:1024].lstrip().startswith(_PDF):
        return check_text(work, _text_of(content))
    return _check_changed(work, content)


def _check_digest(work: Work, digest: str) -> Verification | None:
    """What the register says of the paper or duplicate whose bytes have this digest; None where it has none."""
    row = register.certificate_of_paper(work.session, digest) or letters.letter_of_paper(work.session, digest)
    if row is not None:
        return _found(row)
    copy = duplicates.duplicate_of_paper(work.session, digest)
    if copy is None:
        return None
    of = work.session.get_one(CertificateTable, copy.certificate_id)
    return replace(_found(of), copy_number=copy.copy_number, copied_on=copy.issued_on)


def _check_signed_elsewhere(work: Work, content: bytes, signed: tuple[SignatureFound, ...]) -> Verification | None:
    """A PDF that begins with the very bytes of an issued one, with whole signatures after them that are not ours.

    Whether only signatures were added cannot be told: the analysis of differences begins at a form, and a paper as it
    is issued has none. So it is never called unchanged; the page may show what was added.
    """
    if not signed or any(one.state is SignatureState.BROKEN for one in signed):
        return None
    hashed, at = hashlib.sha256(), 0
    for end in islice(_END.finditer(content), _MOST_ADDITIONS):
        hashed.update(content[at : end.end()])
        at = end.end()
        found = _check_digest(work, hashed.hexdigest()) if at < len(content) else None
        if found is not None:
            return replace(found, reason=Finding.SIGNED_ELSEWHERE) if found.valid else found
    return None


def _text_of(content: bytes) -> str:
    try:
        return content[:4000].decode("utf-8-sig")
    except UnicodeDecodeError:
        return ""


def _check_changed(work: Work, content: bytes) -> Verification:
    """A PDF that was not issued with these bytes: a draft, a changed certificate, or something else."""
    from shelter_admin.reports.certificate_reading import marks_in, marks_in_pages

    marks = marks_in(content)
    if marks.code is None and not marks.draft:
        with PDFIUM:
            marks = marks_in_pages(content)
    if marks.code is None:
        return Verification(Finding.DRAFT if marks.draft else Finding.UNREADABLE)
    found = check_text(work, marks.code)
    if found.certificate_id is None and found.letter_id is None:
        return found
    row = _coded(work, codes.canonical(marks.code))
    return found if row is None else _found(row, Finding.PAPER_CHANGED)
