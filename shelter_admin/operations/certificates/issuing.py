"""Issuing certificates, printing one again, revoking one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.register import Issued
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Work

CHANGED = Changes.of(Area.CERTIFICATES)


@dataclass(frozen=True)
class IssueCertificates(Command[tuple[Issued, ...]]):
    """Issue the certificates of these people, all or none: number, signature, paper and row in one transaction."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("issue certificates")

    enrolment_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[tuple[Issued, ...]]:
        raise NotImplementedError


@dataclass(frozen=True)
class RevokeCertificate(Command[None]):
    """Revoke a certificate, with a reason; number and paper stay in the register."""

    needs: ClassVar[Right] = Right.ISSUE_CERTIFICATES
    name: ClassVar[str] = N_("revoke a certificate")

    certificate_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        raise NotImplementedError


@dataclass(frozen=True)
class ReprintCertificate(Command[Document]):
    """Print a certificate again, with a reason: the very bytes that were issued."""

    needs: ClassVar[Right] = Right.PREPARE_CERTIFICATES
    name: ClassVar[str] = N_("print a certificate again")

    certificate_id: str

    @override
    def run(self, work: Work) -> Done[Document]:
        raise NotImplementedError
