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
from shelter_admin.operations.certificates.batches import CertificateBatches, IssueBatch, OutlookOf
from shelter_admin.operations.certificates.duplicates import DuplicatePdf, IssueDuplicate
from shelter_admin.operations.certificates.issuing import IssueCertificates, ReprintCertificate, RevokeCertificate
from shelter_admin.operations.certificates.letters import LetterPdf, Letters, LettersOf, ReprintLetter, RevokeLetter
from shelter_admin.operations.certificates.printing import (
    PapersInOneFile,
    PrintReceipts,
    PublicKeyPage,
    ReprintPapers,
    RevokedList,
)
from shelter_admin.operations.certificates.templates import (
    CertificateTemplates,
    PreviewTemplate,
    ReadTemplateFile,
    SaveTemplate,
    TakeBackTemplate,
    TemplateFile,
    UseTemplate,
)

__all__ = [
    "CertificateBatches",
    "CertificateNumbered",
    "CertificatePdf",
    "CertificateRegister",
    "CertificateTemplates",
    "CertificatesInOneFile",
    "CertificatesOf",
    "DraftCertificates",
    "DuplicatePdf",
    "Entitled",
    "IssueBatch",
    "IssueCertificates",
    "IssueDuplicate",
    "LetterPdf",
    "Letters",
    "LettersOf",
    "OutlookOf",
    "PapersInOneFile",
    "PreviewTemplate",
    "PrintReceipts",
    "PrintRegister",
    "PublicKeyPage",
    "ReadTemplateFile",
    "ReprintCertificate",
    "ReprintLetter",
    "ReprintPapers",
    "RevokeCertificate",
    "RevokeLetter",
    "RevokedList",
    "SaveTemplate",
    "TakeBackTemplate",
    "TemplateFile",
    "UseTemplate",
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
    "letter_gone": N_("This letter of attendance is not in the register, or not for you to see."),
    "letter_revoked": N_("Letter {number} was revoked on {day}. It is not printed or revoked again."),
    "letter_number_taken": N_(
        "The number {number} is in the register already. Change the pattern of letters in Settings."
    ),
    "letter_not_due": N_("Number {number} may get a certificate; a letter of attendance is for who may not."),
    "has_letter": N_("Number {number} has a letter of attendance already."),
    "no_letter_due": N_("Number {number} may not get a letter of attendance: {why}."),
    "paper_too_full": N_("What the template states does not fit on the page. Make it shorter."),
    "paper_template_gone": N_("This template is not here any more."),
    "template_unnamed": N_("Give the template a name."),
    "template_name_taken": N_("The name {name} belongs to a template of the other kind. Choose another name."),
    "template_text_long": N_("A text of a template has at most {most} letters."),
    "template_lines_many": N_("At most {most} lines fit here."),
    "template_place_unknown": N_("There is no place called {place}. Choose one from the list of places."),
    "template_text_unclear": N_("Stars and brackets come in pairs, and brackets not within each other: “{text}”."),
    "template_logo_big": N_("The picture is too big: at most {kilobytes} KB."),
    "template_unreadable": N_("This file is not a template: {part} cannot be read."),
    "template_newer": N_("This template was made by a newer version of the program."),
    "nobody_chosen": N_("Choose at least one person."),
}
