"""Issued papers in hand: their order, what of them is handed over or exported, whom the log names, what a preview is."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO, StringIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.certificates.template import Border, Kind, Logos, Signature, Template
from shelter_admin.operations.certificates import (
    CertificateBatches,
    DraftCertificates,
    IssueBatch,
    IssueDuplicate,
    Letters,
    OutlookOf,
    PapersInOneFile,
    PreviewTemplate,
    PrintReceipts,
    PrintRegister,
    PublicKeyPage,
    ReprintPapers,
    RevokeCertificate,
    RevokedList,
    RevokeLetter,
    SaveTemplate,
    UseTemplate,
)
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import AddPhoto
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.certificates.tables import SigningKeyTable
from shelter_admin.persistence.panti import CounterTable
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import TODAY, a_picture, refused

NIK = "6472010101800001"


@pytest.fixture
def issued(house):
    """Certificates of Ani and Budi, letters of Cici and Dedi, in one act."""
    for name in ("Ani", "Budi"):
        a_graduate(house, name)
    for name in ("Cici", "Dedi"):
        a_graduate(house, name, mark=60.0, marks="HHSA")
    return issue_all(house)


def issue_all(house):
    (choice,) = house.head.ask(CertificateBatches())
    look = house.head.ask(OutlookOf(choice.batch_id))
    ids = [tuple(one.line.enrolment_id for one in look.getting(what)) for what in (Gets.CERTIFICATE, Gets.LETTER)]
    return house.head.do(IssueBatch(choice.batch_id, *ids)).outcome


def ids_of(papers):
    return tuple(one.certificate_id for one in papers)


def pages_of(content):
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(content)).pages]


def text_of(content):
    return " ".join(pages_of(content))


# numbers


def test_that_a_number_of_a_letter_already_in_the_register_is_refused_and_nothing_is_issued(house, issued):
    a_graduate(house, "Eka")
    a_graduate(house, "Fina", mark=60.0, marks="HHSA")
    with house.writing() as session:
        session.query(CounterTable).filter_by(register="attendance_letter").one().last = 0
    before = house.counts()
    (choice,) = house.head.ask(CertificateBatches())
    look = house.head.ask(OutlookOf(choice.batch_id))
    ids = [tuple(one.line.enrolment_id for one in look.getting(what)) for what in (Gets.CERTIFICATE, Gets.LETTER)]
    refusal = refused(house.head, IssueBatch(choice.batch_id, *ids), "letter_number_taken")
    assert issued.letters[0].certificate_no in explain(refusal)
    assert house.counts() == before


# order


def test_that_papers_are_printed_in_the_order_asked_for_also_when_it_is_another_than_theirs(house, issued):
    certificates, letters = ids_of(issued.certificates)[::-1], ids_of(issued.letters)[::-1]
    asked = house.head.ask(PapersInOneFile(certificates, letters)).content
    again = house.head.do(ReprintPapers(certificates, letters), reason="kertas macet").outcome.content
    for content in (asked, again):
        told = pages_of(content)
        assert len(told) == 6
        numbers = [one.certificate_no for one in (*issued.certificates[::-1], *issued.letters[::-1])]
        for number, page in zip(numbers, (0, 2, 4, 5), strict=True):
            assert number in told[page]
    counts = house.counts()
    assert (counts["certificate_reprint"], counts["attendance_letter_reprint"]) == (2, 2)


def test_that_a_revoked_letter_is_not_printed_again_with_others_and_nothing_is_written_down(house, issued):
    house.head.do(RevokeLetter(issued.letters[1].certificate_id), reason="salah")
    act = ReprintPapers(ids_of(issued.certificates), ids_of(issued.letters))
    refused(house.head, act, "letter_revoked", field="letter_id", reason="kertas macet")
    assert house.counts()["certificate_reprint"] == 0
    assert all(not line.reprints for line in house.head.ask(Letters()).lines)


# what is handed over and what is told


def test_that_revoked_papers_are_not_handed_over(house, issued):
    house.head.do(RevokeCertificate(issued.certificates[0].certificate_id), reason="salah")
    house.head.do(RevokeLetter(issued.letters[0].certificate_id), reason="salah")
    receipts = PrintReceipts(ids_of(issued.certificates), ids_of(issued.letters), "Menjahit")
    told = text_of(house.head.ask(receipts).content)
    for stays in (issued.certificates[1], issued.letters[1]):
        assert stays.certificate_no in told
    for gone in (issued.certificates[0], issued.letters[0]):
        assert gone.certificate_no not in told
    assert NIK not in told


def test_that_the_list_of_the_revoked_has_the_last_one_first_and_no_nik(house, issued):
    house.head.do(RevokeLetter(issued.letters[0].certificate_id), reason="salah satu")
    house.on(TODAY + timedelta(days=3))
    house.head.do(RevokeCertificate(issued.certificates[1].certificate_id), reason="-1+2")
    content = house.head.ask(RevokedList()).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content), delimiter=";"))[1:]
    assert [row[3] for row in rows] == [issued.certificates[1].certificate_no, issued.letters[0].certificate_no]
    assert [row[-1] for row in rows] == ["'-1+2", "salah satu"]
    assert NIK not in content


def test_that_every_print_and_export_names_whose_papers_it_shows(house, issued):
    certificates, letters = ids_of(issued.certificates), ids_of(issued.letters)
    everybody = {one.person_id for one in (*issued.certificates, *issued.letters)}
    for query in (PapersInOneFile(certificates, letters), PrintReceipts(certificates, letters), PrintRegister()):
        house.head.ask(query)
        entry = house.audit()[-1]
        assert (entry.act, set(entry.about)) == (type(query).__name__, everybody)
    house.head.do(ReprintPapers(certificates, letters), reason="kertas macet")
    assert set(house.audit()[-1].about) == everybody
    house.head.do(RevokeCertificate(certificates[0]), reason="salah")
    house.head.do(RevokeLetter(letters[0]), reason="salah")
    house.head.ask(RevokedList())
    entry = house.audit()[-1]
    assert (entry.act, set(entry.about)) == (
        "RevokedList",
        {issued.certificates[0].person_id, issued.letters[0].person_id},
    )
    house.head.do(IssueDuplicate(certificates[1]), reason="hilang")
    assert house.audit()[-1].about == (issued.certificates[1].person_id,)


# the key page


def test_that_the_key_page_is_about_nobody_and_has_the_newest_key_first(house):
    one = a_graduate(house, "Ani")
    issue(house, one)
    with house.writing() as session:
        session.add(
            SigningKeyTable(id=new_id(), public_key=b"\xab" * 32, secret_key=b"\xcd" * 32, made_at=house.clock.now)
        )
    page = house.head.ask(PublicKeyPage()).content
    text = house.head.ask(PublicKeyPage(as_text=True)).content.decode("utf-8-sig")
    for told in (text_of(page), text):
        assert "Ani" not in told
        assert NIK not in told
        assert one.number not in told
        assert "cdcdcdcd" not in told
        assert "Memuat data pribadi" not in told
    assert "Kunci 1, yang terbaru abababab" in text_of(page)
    assert text.index("ab" * 32) < text.index("PSKT1-")


# templates

OWN = Template(
    name="Kalimantan",
    title="SERTIFIKAT KOMPETENSI",
    number_line="No. surat {nomor}",
    opening="{panti} memberikan kepada",
    under_name="anak didik kami",
    lines=("atas *{program}*", "selama 26 minggu"),
    logos=Logos.OWN,
    first_logo=a_picture(),
    border=Border.SINGLE,
    signature=Signature.EMPTY,
    back_title="LAMPIRAN KAMI",
    summary=False,
    back_lines=("Lembar ini tidak terpisahkan.",),
)


@pytest.mark.parametrize("template", [OWN, replace(OWN, back=False, photo=False)])
def test_that_a_preview_has_what_the_draft_and_the_issued_one_have(house, template):
    graduate = a_graduate(house, "Fulan bin Fulan")
    template_id = house.head.do(SaveTemplate(template)).outcome
    house.head.do(UseTemplate(Kind.CERTIFICATE, template_id))
    preview = house.head.ask(PreviewTemplate(template))
    draft = house.head.ask(DraftCertificates((graduate.enrolment_id,))).content
    (one,) = issue(house, graduate)
    wanted = [template.title, "No. surat", "memberikan kepada", "anak didik kami", "atas Menjahit", "selama 26 minggu"]
    wanted += [template.back_title, *template.back_lines] if template.back else []
    for content in (preview, draft, one.document.content):
        told = text_of(content)
        assert [words for words in wanted if words not in told] == []
        assert ("foto 3 × 4" in told) is template.photo
        assert "Jumlah jam program" not in told
        assert len(pages_of(content)) == (2 if template.back else 1)
        assert len(PdfReader(BytesIO(content)).pages[0].images) == 1
    for content in (preview, draft):
        assert "CONTOH" in text_of(content)
        assert one.certificate_no not in text_of(content)
    assert "CONTOH" not in text_of(one.document.content)


def test_that_the_face_of_each_stands_on_their_own_paper_and_a_box_where_there_is_none(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    cici, dedi = (a_graduate(house, name, mark=60.0, marks="HHSA") for name in ("Cici", "Dedi"))
    for one in (ani, cici):
        house.head.do(AddPhoto(one.person_id, a_picture()))
    papers = issue_all(house)
    for paper in (*papers.certificates, *papers.letters):
        faced = paper.person_id in {ani.person_id, cici.person_id}
        content = paper.document.content
        assert len(PdfReader(BytesIO(content)).pages[0].images) == (1 if faced else 0), paper.name
        assert ("foto 3 × 4" in text_of(content)) is not faced, paper.name
    assert {budi.person_id, dedi.person_id} <= {one.person_id for one in (*papers.certificates, *papers.letters)}


def test_that_a_letter_has_no_mark_whatever_its_template_asks_for(house):
    own = Template(Kind.LETTER, "Surat kami", lines=("nilai {nilai}, predikat {predikat}, {program}",))
    house.head.do(UseTemplate(Kind.LETTER, house.head.do(SaveTemplate(own)).outcome))
    a_graduate(house, "Cici", mark=60.0, marks="HHSA")
    (letter,) = issue_all(house).letters
    assert "nilai —, predikat —, Menjahit" in text_of(letter.document.content)
    stated = codes.decode(letter.code)
    assert stated is not None
    assert (stated.statement.name, stated.statement.mark) == ("Cici", None)


def test_that_what_one_took_into_use_is_not_undone_after_another_was_chosen(house):
    first = house.head.do(SaveTemplate(OWN)).outcome
    second = house.head.do(SaveTemplate(replace(OWN, name="Lain"))).outcome
    undo = house.head.do(UseTemplate(Kind.CERTIFICATE, first)).undo
    house.head.do(UseTemplate(Kind.CERTIFICATE, second))
    refused(house.head, undo, "changed_meanwhile", field="template_id")
