"""What is asked about certificates: who may get one, the register, a paper, a draft, and whether one is genuine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import CertificateLine, EntitledLine, Register, Verification
from shelter_admin.domain.certificates.template import Kind
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.readiness import Criterion
from shelter_admin.domain.settings import predicates
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.checking import check_file, check_text
from shelter_admin.operations.certificates.issuing import chosen_lines
from shelter_admin.operations.certificates.papers import filename_of, officially, paper_of, pattern_of, template_of
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import PDFIUM, imprint
from shelter_admin.operations.readiness.asking import Candidates
from shelter_admin.persistence import audit
from shelter_admin.persistence.certificates import candidates, keys, letters, register


@dataclass(frozen=True)
class CertificateRegister(Query[Register]):
    """The register of a year, the running one where none is said, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    year: int | None = None

    @override
    def run(self, work: Work) -> Register:
        return register_of(work, self.year)


def register_of(work: Work, year: int | None) -> Register:
    """The register of a year as the reader may see it."""
    asked = year or work.today.year
    newest = audit.newest(work.session)
    return Register(
        year=asked,
        years=tuple(sorted({asked, work.today.year, *register.years(work.session)}, reverse=True)),
        lines=register.lines(work.session, work.sight, register.of_year(asked)),
        public_keys=tuple(key.hex() for key in keys.public_keys(work.session)),
        log_no=newest.no,
        log_hash=newest.hash,
        pattern=pattern_of(work, Kind.CERTIFICATE, template_of(work, Kind.CERTIFICATE)),
    )


@dataclass(frozen=True)
class CertificatesOf(Query[tuple[CertificateLine, ...]]):
    """The certificates of one person, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    person_id: str

    @override
    def run(self, work: Work) -> tuple[CertificateLine, ...]:
        return register.lines(work.session, work.sight, register.of_person(self.person_id))


@dataclass(frozen=True)
class CertificateNumbered(Query[CertificateLine]):
    """The certificate of this number, in any case and spacing; raises Refused ``certificate_unknown``."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    number: str

    @override
    def run(self, work: Work) -> CertificateLine:
        row = register.certificate_numbered(work.session, self.number)
        found = register.lines(work.session, work.sight, register.of_id(row.id)) if row is not None else ()
        if not found:
            raise Refused("certificate_unknown", field="number", number=self.number.strip()[:60])
        return found[0]


@dataclass(frozen=True)
class Entitled(Query[tuple[EntitledLine, ...]]):
    """Everybody in a programme (in every programme where none is said) and whether they may get a certificate.

    People whose stay has ended stand in it while they may still get one; people who are named always do.
    ``with_readiness`` adds what holds each up, for whoever may see readiness.
    """

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    program_id: str = ""
    person_ids: tuple[str, ...] = ()
    with_readiness: bool = False

    @override
    def run(self, work: Work) -> tuple[EntitledLine, ...]:
        which = [candidates.of_program(self.program_id)] if self.program_id else []
        which += [candidates.of_people(self.person_ids)] if self.person_ids else []
        scale = predicates(work.panti.settings.predikat)
        found = candidates.candidates(work.session, work.sight, scale, *which)
        named = bool(self.person_ids)
        lines = tuple(one.line for one in found if named or one.in_house or one.line.why is None)
        if not self.with_readiness or not work.staff.may(Right.SEE_READINESS, work.today):
            return lines
        held = held_by(work)
        return tuple(replace(line, held_by=held.get(line.enrolment_id)) for line in lines)


def held_by(work: Work) -> dict[str, Criterion]:
    """The first criterion each enrolment does not meet, apart from the head's word."""
    held: dict[str, Criterion] = {}
    for one in Candidates().run(work).candidates:
        missing = [criterion for criterion in one.blockers if criterion is not Criterion.HEAD]
        if missing:
            held[one.enrolment_id] = missing[0]
    return held


@dataclass(frozen=True)
class CertificatePdf(Query[Document]):
    """The very bytes of an issued certificate, to look at, to print or to file; seeing it is audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a certificate")

    certificate_id: str

    @override
    def run(self, work: Work) -> Document:
        row = register.the_certificate(work.session, work.sight, self.certificate_id)
        work.shown.append(row.person_id)
        return Document(filename_of(work.panti, row.year, row.serial), register.paper_of(work.session, row.id))


@dataclass(frozen=True)
class CertificatesInOneFile(Query[Document]):
    """The pages of several issued certificates one after the other, to print a class at once; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open several certificates")

    certificate_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_joining import joined

        if not self.certificate_ids:
            raise Refused("nobody_chosen", field="certificate_ids")
        rows = [register.the_certificate(work.session, work.sight, one) for one in self.certificate_ids]
        work.shown.extend(row.person_id for row in rows)
        with PDFIUM:
            return joined([register.paper_of(work.session, row.id) for row in rows])


@dataclass(frozen=True)
class DraftCertificates(Query[Document]):
    """What the certificates of these people would look like, marked CONTOH and without a number; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("draft of a certificate")

    enrolment_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate import certificates_pdf

        chosen = chosen_lines(work, self.enrolment_ids)
        work.shown.extend(line.person_id for line in chosen)
        contents = candidates.contents(work.session, [line.enrolment_id for line in chosen], work.today)
        with officially(work.panti):
            template = template_of(work, Kind.CERTIFICATE)
            papers = [paper_of(work, line, contents[line.enrolment_id], None, template) for line in chosen]
            return certificates_pdf(papers, f"{_('certificate-draft')}.pdf", work.progress)


@dataclass(frozen=True)
class VerifyCertificate(Query[Verification]):
    """Whether a certificate is genuine, by its code, by number and fingerprint, or by its PDF.

    Nothing leaves the computer for it.
    """

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    text: str = field(default="", repr=False)
    pdf: bytes = field(default=b"", repr=False)

    @override
    def run(self, work: Work) -> Verification:
        return check_file(work, self.pdf) if self.pdf else check_text(work, self.text)


@dataclass(frozen=True)
class PrintRegister(Query[Document]):
    """The register of a year to file as a book, letters and duplicates in it; public key, head of the log; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the register of certificates")

    year: int | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.certificate_register import certificate_register

        book = register_of(work, self.year)
        written = letters.lines(work.session, work.sight, letters.of_year(book.year))
        people = [line.person_id for line in book.lines] + [line.person_id for line in written]
        work.shown.extend(dict.fromkeys(people))
        with officially(work.panti):
            return certificate_register(book, imprint(work), written)
