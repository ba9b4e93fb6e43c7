"""Letters, duplicates and templates for the house of the confidential, and how each question about them is asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from shelter_admin.domain.certificates.template import Template, to_json
from shelter_admin.operations.certificates import CertificateRegister, IssueBatch, IssueDuplicate
from shelter_admin.persistence.training.tables import EnrolmentTable
from tests.operations.certificates_house import a_graduate
from tests.operations.residents_house import House


def secret_papers(house: House, certificate_id: str) -> dict[str, str]:
    """A duplicate of a certificate, and a letter of attendance for another one."""
    house.head.do(IssueDuplicate(certificate_id), reason="hilang")
    (line,) = [one for one in house.head.ask(CertificateRegister()).lines if one.certificate_id == certificate_id]
    one = a_graduate(house, "Lastri Tersembunyi", mark=50.0)
    with house.head.store.asking() as session:
        batch_id = session.get_one(EnrolmentTable, one.enrolment_id).batch_id
    (letter,) = house.head.do(IssueBatch(batch_id, (), (one.enrolment_id,))).outcome.letters
    return {
        "duplicate_id": line.duplicates[0].duplicate_id,
        "letter_id": letter.certificate_id,
        "lastri_id": one.person_id,
        "batch_of_papers": batch_id,
    }


def questions(certificate_id: str, words: Mapping[str, Any]) -> dict[str, tuple[Mapping[str, Any], ...]]:
    """How each question is asked."""
    ids = {"certificate_ids": (certificate_id,), "letter_ids": (words["letter_id"],)}
    template = {"template": Template(name="Uji")}
    return {
        "DuplicatePdf": ({"duplicate_id": words["duplicate_id"]},),
        "LetterPdf": ({"letter_id": words["letter_id"]},),
        "LettersOf": ({"person_id": words["lastri_id"]},),
        "OutlookOf": ({"batch_id": words["batch_of_papers"]},),
        "PapersInOneFile": (ids,),
        "PreviewTemplate": (template,),
        "PrintReceipts": (ids,),
        "ReadTemplateFile": ({"content": to_json(Template(name="Uji"))},),
        "TemplateFile": (template,),
    }
