"""What is asked about certificates: who may get one, the register, a paper, a draft, and whether one is genuine."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import CertificateLine, EntitledLine, Register, Verification
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work


@dataclass(frozen=True)
class CertificateRegister(Query[Register]):
    """The register of a year, the running one where none is said, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    year: int | None = None

    @override
    def run(self, work: Work) -> Register:
        raise NotImplementedError


@dataclass(frozen=True)
class CertificatesOf(Query[tuple[CertificateLine, ...]]):
    """The certificates of one person, newest first."""

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    person_id: str

    @override
    def run(self, work: Work) -> tuple[CertificateLine, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class Entitled(Query[tuple[EntitledLine, ...]]):
    """Everybody in a programme (in every programme where none is said) and whether they may get a certificate.

    People whose stay has ended stand in it while they may still get one.
    """

    needs: ClassVar[Right] = Right.SEE_CERTIFICATES

    program_id: str = ""

    @override
    def run(self, work: Work) -> tuple[EntitledLine, ...]:
        raise NotImplementedError


@dataclass(frozen=True)
class CertificatePdf(Query[Document]):
    """The very bytes of an issued certificate, to look at, to print or to file; seeing it is audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open a certificate")

    certificate_id: str

    @override
    def run(self, work: Work) -> Document:
        raise NotImplementedError


@dataclass(frozen=True)
class CertificatesInOneFile(Query[Document]):
    """The pages of several issued certificates one after the other, to print a class at once; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("open several certificates")

    certificate_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Document:
        raise NotImplementedError


@dataclass(frozen=True)
class DraftCertificates(Query[Document]):
    """What the certificates of these people would look like, marked CONTOH and without a number; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("draft of a certificate")

    enrolment_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Document:
        raise NotImplementedError


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
        raise NotImplementedError


@dataclass(frozen=True)
class PrintRegister(Query[Document]):
    """The register of a year to file as a book, with the public key and the head of the log; audited."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the register of certificates")

    year: int | None = None

    @override
    def run(self, work: Work) -> Document:
        raise NotImplementedError
