"""``certificate``: issuing, checking, revoking, printing again."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import (
    FINDING_NAMES,
    WHY_NOT_NAMES,
    EntitledLine,
    Finding,
    Issued,
    Verification,
    WhyNot,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.certificates.asking import CertificateNumbered, Entitled, VerifyCertificate
from shelter_admin.operations.certificates.issuing import IssueCertificates, ReprintCertificate, RevokeCertificate
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents.asking import ResidentNumbered
from shelter_admin.operations.training.programs import ProgramNamed
from shelter_admin.persistence.durable import folder_for_files, replace_file, why_not
from shelter_admin.terminal.call import Call, pass_call

NOTHING_READ: Final = 4
MOST_BYTES: Final = 20_000_000
_FOLDER = click.Path(path_type=Path, file_okay=False)
Kept = tuple[str, str]
"""A resident's number and why there is no certificate."""


@click.group(help=_("Certificates: issuing, checking, revoking, printing again."))
def certificate() -> None:
    """Certificates: issuing, checking, revoking, printing again."""


@certificate.command("issue", help=_("Issue the certificates of these people; who may not get one is told."))
@click.argument("numbers", nargs=-1, required=True, metavar="NUMBER…")
@click.option("--program", "program_name", required=True, metavar="NAME", help=_("The training programme."))
@click.option("--out", "folder", type=_FOLDER, default=Path(), metavar="DIR", help=_("The folder for the files."))
@pass_call
def issue(call: Call, numbers: tuple[str, ...], program_name: str, folder: Path) -> None:
    """Issue the certificates of these people; who may not get one is told."""
    with call.writing(Right.ISSUE_CERTIFICATES) as desk:
        program = desk.ask(ProgramNamed(program_name)).program_id
        people = {desk.ask(ResidentNumbered(one)).person_id: one.strip() for one in numbers}
        found = desk.ask(Entitled(program, tuple(people)))
        lines = _best(found)
        missing = [(given, WhyNot.NOT_ENROLLED.value) for person, given in people.items() if person not in lines]
        _issue(call, desk, lines.values(), missing, folder)


@certificate.command("batch", help=_("Issue the certificates of everybody in a programme who may get one."))
@click.argument("program_name", metavar="PROGRAM")
@click.option("--out", "folder", type=_FOLDER, default=Path(), metavar="DIR", help=_("The folder for the files."))
@pass_call
def batch(call: Call, program_name: str, folder: Path) -> None:
    """Issue the certificates of everybody in a programme who may get one."""
    with call.writing(Right.ISSUE_CERTIFICATES) as desk:
        program = desk.ask(ProgramNamed(program_name)).program_id
        found = desk.ask(Entitled(program))
        _issue(call, desk, _best(found).values(), [], folder)


def _best(lines: Iterable[EntitledLine]) -> dict[str, EntitledLine]:
    """One line for each person: of several stays in a programme the one that is entitled, else the newest."""
    best: dict[str, EntitledLine] = {}
    for line in lines:
        if line.person_id not in best or best[line.person_id].why is not None:
            best[line.person_id] = line
    return best


def _issue(call: Call, desk: Desk, lines: Iterable[EntitledLine], missing: list[Kept], folder: Path) -> None:
    entitled, kept = [], list(missing)
    for line in lines:
        if line.why is None:
            entitled.append(line.enrolment_id)
        else:
            kept.append((line.number, line.why.value))
    issued: tuple[Issued, ...] = ()
    if entitled:
        folder_for_files(folder)  # a number is not to be used for a file that cannot be written
        issued = desk.do(IssueCertificates(tuple(entitled))).outcome
    told = [
        {
            "number": one.number,
            "certificate_no": one.certificate_no,
            "code": one.code,
            "fingerprint": one.fingerprint,
            "file": str(_keep(folder, one.document)),
        }
        for one in issued
    ]
    words = [f"{one['number']:<12} {one['certificate_no']:<32} {one['file']}" for one in told]
    words += [f"{given:<12} {_(WHY_NOT_NAMES[WhyNot(why)])}" for given, why in kept]
    plain = {"issued": told, "not_entitled": [{"number": given, "why": why} for given, why in kept]}
    call.answer(plain, words or [_("Nobody is in this programme.")])


def _keep(folder: Path, document: Document) -> Path:
    """Write a file beside those already there; the same bytes again need no second file."""
    target, at = folder / document.filename, 2
    while target.exists() and target.read_bytes() != document.content:
        target = folder / f"{Path(document.filename).stem}-{at}.pdf"
        at += 1
    replace_file(target, document.content)
    return target


@certificate.command("verify", help=_("Tell whether a certificate is genuine: its file, its code, or number and code."))
@click.argument("given", nargs=-1, required=True, metavar="FILE-or-CODE")
@pass_call
def verify(call: Call, given: tuple[str, ...]) -> None:
    """Tell whether a certificate is genuine: its file, its code, or number and fingerprint."""
    text = " ".join(given)
    content = _content(text)
    query = VerifyCertificate(pdf=content) if content is not None else VerifyCertificate(text=text)
    with call.reading(Right.SEE_CERTIFICATES) as desk:
        found = desk.ask(query)
    sentence = _(FINDING_NAMES[found.reason])
    if found.reason is Finding.UNREADABLE:
        if content is None and text.lower().endswith(".pdf"):
            sentence = _("There is no file of this name. Check the name and the folder.")
        click.echo(f"{sentence} [{found.reason.value}]", err=True)
        call.status = NOTHING_READ
    call.answer(_told(found), [sentence, *_facts(found)])


def _content(text: str) -> bytes | None:
    """The bytes of the file of this name; None where there is none, as for a code, which is too long for a name."""
    try:
        path = Path(text)
        if not path.is_file():
            return None
    except (OSError, ValueError):
        return None
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise why_not(error, path) from error


def _told(found: Verification) -> dict[str, object]:
    return {
        "valid": found.valid,
        "reason": found.reason.value,
        "certificate_no": found.certificate_no,
        "name": found.name,
        "program": found.program,
        "hours": found.hours,
        "grade": found.mark,
        "predikat": found.predikat,
        "issued_on": found.issued_on.isoformat() if found.issued_on else None,
        "revoked": found.revoked,
        "revoked_on": found.revoked_on.isoformat() if found.revoked_on else None,
    }


def _facts(found: Verification) -> list[str]:
    if found.name is None:
        return []
    mark = number(found.mark) if found.mark is not None else ""
    return [f"{found.certificate_no} · {found.name} · {found.program} · {found.hours} JP · {mark}"]


@certificate.command("revoke", help=_("Revoke a certificate, with the reason; its number stays in the register."))
@click.argument("certificate_no", metavar="NO")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why."))
@pass_call
def revoke(call: Call, certificate_no: str, reason: str) -> None:
    """Revoke a certificate, with the reason."""
    with call.writing(Right.ISSUE_CERTIFICATES) as desk:
        line = desk.ask(CertificateNumbered(certificate_no))
        desk.do(RevokeCertificate(line.certificate_id), reason=reason)
        told = _("Certificate {number} is revoked.").format(number=line.certificate_no)
        plain = {"certificate_no": line.certificate_no, "revoked": True, "revoked_on": desk.today.isoformat()}
        call.answer(plain, [told])


@certificate.command("reprint", help=_("Write the file of a certificate again, as it was issued, with the reason."))
@click.argument("certificate_no", metavar="NO")
@click.option("--reason", required=True, metavar="TEXT", help=_("Why."))
@click.option("--out", "folder", type=_FOLDER, default=Path(), metavar="DIR", help=_("The folder for the files."))
@pass_call
def reprint(call: Call, certificate_no: str, reason: str, folder: Path) -> None:
    """Write the file of a certificate again, as it was issued, with the reason."""
    with call.writing(Right.PREPARE_CERTIFICATES) as desk:
        line = desk.ask(CertificateNumbered(certificate_no))
        folder_for_files(folder)
        document = desk.do(ReprintCertificate(line.certificate_id), reason=reason).outcome
    file = str(_keep(folder, document))
    call.answer({"certificate_no": line.certificate_no, "file": file}, [f"{line.certificate_no} {file}"])
