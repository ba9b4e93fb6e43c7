"""Templates: the standard one is today's look, editions, which one is in use, files; issued papers keep their bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.certificates.template import Kind, Signature, Template, from_json, to_json
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.certificates import (
    CertificateBatches,
    CertificatePdf,
    CertificateTemplates,
    DraftCertificates,
    IssueBatch,
    OutlookOf,
    PreviewTemplate,
    ReadTemplateFile,
    SaveTemplate,
    TakeBackTemplate,
    TemplateFile,
    UseTemplate,
)
from shelter_admin.operations.certificates.templates import built_in
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import a_picture, refused

OWN = Template(name="Kalimantan", title="SERTIFIKAT KOMPETENSI", lines=("atas {program}[ {angkatan}] {jam} JP",))


def text_of(content):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def test_that_the_standard_templates_are_complete_and_look_as_without_one(house):
    one = a_graduate(house)
    without = house.head.ask(DraftCertificates((one.enrolment_id,))).content
    for name, template in built_in().items():
        assert template.name, name
        assert template.title, name
        assert template.lines, name
    template_id = house.head.do(SaveTemplate(built_in()["standar"])).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, template_id))
    assert house.head.ask(DraftCertificates((one.enrolment_id,))).content == without


def test_that_a_paper_is_made_as_the_template_in_use_says_and_issued_ones_keep_their_bytes(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    (first,) = issue(house, ani)
    template_id = house.head.do(SaveTemplate(OWN)).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, template_id))
    (second,) = issue(house, budi)
    assert "SERTIFIKAT KOMPETENSI" in text_of(second.document.content)
    assert "atas Menjahit 260 JP" in text_of(second.document.content)
    assert house.head.ask(CertificatePdf(first.certificate_id)).content == first.document.content


def test_that_a_template_may_number_in_its_own_way_with_the_same_count(house):
    issue(house, a_graduate(house, "Ani"))
    own = house.head.do(SaveTemplate(replace(OWN, number_pattern="P/{urut:04}/{tahun}"))).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, own))
    budi = a_graduate(house, "Budi")
    (second,) = issue(house, budi)
    assert second.certificate_no == "P/0002/2026"


def test_that_every_change_is_another_edition_and_one_in_use_stays_in_use(house):
    first = house.head.do(SaveTemplate(OWN)).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, first))
    house.head.do(SaveTemplate(replace(OWN, title="LAIN")))
    (kept,) = house.head.ask(CertificateTemplates()).kept
    assert (kept.edition, kept.in_use, kept.template.title) == (2, True, "LAIN")
    house.head.undo()
    (kept,) = house.head.ask(CertificateTemplates()).kept
    assert (kept.edition, kept.in_use, kept.template.title) == (1, True, "SERTIFIKAT KOMPETENSI")


def test_that_taking_one_into_use_can_be_undone_and_one_in_use_is_not_taken_away(house):
    first = house.head.do(SaveTemplate(OWN)).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, first))
    refused(house.head, TakeBackTemplate(first), "changed_meanwhile", field="template_id")
    house.head.undo()
    (kept,) = house.head.ask(CertificateTemplates()).kept
    assert not kept.in_use


def test_that_a_template_is_not_used_for_papers_of_the_other_kind(house):
    first = house.head.do(SaveTemplate(OWN)).outcome
    refused(house.head, UseTemplate(Kind.LETTER, first), "paper_template_gone", field="template_id")
    refused(house.head, SaveTemplate(replace(OWN, kind=Kind.LETTER)), "template_name_taken", field="name")


def test_that_a_letter_is_made_as_its_template_says(house):
    one = a_graduate(house, mark=50.0)
    own = Template(Kind.LETTER, "Surat kami", title="KETERANGAN IKUT SERTA", signature=Signature.EMPTY)
    template_id = house.head.do(SaveTemplate(own)).outcome
    house.head.do(UseTemplate(Kind.LETTER, template_id))
    (batch,) = house.head.ask(CertificateBatches())
    (letter,) = house.head.do(IssueBatch(batch.batch_id, (), (one.enrolment_id,))).outcome.letters
    assert "KETERANGAN IKUT SERTA" in text_of(letter.document.content)
    assert house.head.ask(OutlookOf(batch.batch_id)).letters[0].letter_no == letter.certificate_no


def test_that_a_preview_is_of_an_invented_person_and_no_paper(house):
    told = text_of(house.head.ask(PreviewTemplate(OWN)))
    assert "CONTOH" in told
    assert "Fulan" in told
    with pytest.raises(Refused, match="template_place_unknown"):
        house.head.ask(PreviewTemplate(replace(OWN, title="{diagnosa}")))


def test_that_a_template_travels_to_another_office_as_a_file(house):
    own = replace(OWN, first_logo=a_picture(), signature=Signature.EMPTY, stamp=True)
    file = house.head.ask(TemplateFile(own))
    assert house.head.ask(ReadTemplateFile(file.content)) == from_json(file.content)
    assert house.head.ask(ReadTemplateFile(file.content)).first_logo == own.first_logo


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "template_unreadable"),
        (b"[1]", "template_unreadable"),
        (b"{}", "template_unnamed"),
        (b'{"name": "x", "border": "triple"}', "template_unreadable"),
        (b'{"name": "x", "lines": "no list"}', "template_unreadable"),
        (b'{"name": "x", "photo": 1}', "template_unreadable"),
        (b'{"name": "x", "first_logo": "***"}', "template_unreadable"),
        (b'{"name": "x", "format": 9}', "template_newer"),
        (b'{"name": "x", "lines": ["{nik}"]}', "template_place_unknown"),
        (b'{"name": "x", "lines": ["[a [b]]"]}', "template_text_unclear"),
        (b'{"name": "x", "lines": ["*a"]}', "template_text_unclear"),
        (b'{"name": "x", "lines": ["{nama"]}', "template_text_unclear"),
        (b'{"name": "x", "number_pattern": "{tahun}"}', "certificate_pattern_unclear"),
        (json.dumps({"name": "x", "title": "a" * 401}).encode(), "template_text_long"),
        (json.dumps({"name": "x", "lines": ["a"] * 13}).encode(), "template_lines_many"),
        (to_json(Template(name="x", first_logo=b"GIF89a")), "logo_unclear"),
    ],
)
def test_that_a_file_that_cannot_be_used_is_refused_with_what_is_wrong(house, content, code):
    with pytest.raises(Refused) as caught:
        house.head.ask(ReadTemplateFile(content))
    assert caught.value.code == code
