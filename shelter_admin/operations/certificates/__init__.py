"""Certificates: who may get one, drafts, issuing, reprinting, revoking, checking, the register."""

from __future__ import annotations

from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.asking import (
    CertificatePdf,
    CertificateRegister,
    CertificatesInOneFile,
    CertificatesOf,
    DraftCertificates,
    Entitled,
    PrintRegister,
    VerifyCertificate,
)
from shelter_admin.operations.certificates.issuing import IssueCertificates, ReprintCertificate, RevokeCertificate

__all__ = [
    "CertificatePdf",
    "CertificateRegister",
    "CertificatesInOneFile",
    "CertificatesOf",
    "DraftCertificates",
    "Entitled",
    "IssueCertificates",
    "PrintRegister",
    "ReprintCertificate",
    "RevokeCertificate",
    "VerifyCertificate",
]

WORDS: dict[str, str] = {
    "certificate_unknown": N_("There is no certificate {number} in the register."),
    "certificate_revoked": N_("Certificate {number} was revoked on {day}. It is not printed or revoked again."),
    "not_entitled": N_("{name} may not get a certificate: {why}."),
    "nobody_chosen": N_("Choose at least one person."),
    "number_taken": N_("The number {number} is in the register already. Change the pattern in the settings."),
}
