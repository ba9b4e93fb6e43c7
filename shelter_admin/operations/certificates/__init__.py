"""Certificates: who may get one, drafts, issuing, reprinting, revoking, checking, the register."""

from __future__ import annotations

from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.asking import (
    CertificateNumbered,
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
    "CertificateNumbered",
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
    "letter_issued": N_("An issued letter stays as it is. It can only be revoked, with a reason."),
    "certificate_unknown": N_("There is no certificate {number} in the register."),
    "certificate_gone": N_("This certificate is not in the register, or not for you to see."),
    "number_just_taken": N_("Another certificate has just taken this number. Try again."),
    "certificate_revoked": N_("Certificate {number} was revoked on {day}. It is not printed or revoked again."),
    "certificate_issued": N_("An issued certificate is never changed. Revoke it and issue another."),
    "certificate_number_taken": N_("The number {number} is in the register already. Change the pattern in Settings."),
    "not_entitled": N_("Number {number} may not get a certificate: {why}."),
    "has_certificate": N_("Somebody of these has a certificate already. Look at the list again."),
    "nobody_chosen": N_("Choose at least one person."),
}
