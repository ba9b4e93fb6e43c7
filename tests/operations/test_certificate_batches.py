"""A batch at its end: certificates and letters in one act, all or none; printed again from a paper on; duplicates."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
from io import BytesIO, StringIO
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.certificates.register import Finding, WhyNot
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.certificates import (
    CertificateBatches,
    CertificateRegister,
    DuplicatePdf,
    Entitled,
    IssueBatch,
    IssueDuplicate,
    LetterPdf,
    Letters,
    LettersOf,
    OutlookOf,
    PapersInOneFile,
    PrintReceipts,
    PrintRegister,
    PublicKeyPage,
    ReprintLetter,
    ReprintPapers,
    RevokeCertificate,
    RevokedList,
    RevokeLetter,
    VerifyCertificate,
)
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.persistence.certificates import letters as stored_letters
from shelter_admin.persistence.certificates import register as stored_certificates
from shelter_admin.persistence.training.tables import ProgramTable
from shelter_admin.reports import certificate_letter
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY, refused

NIK = "6472010101800001"


def batch_of(house):
    (choice,) = house.head.ask(CertificateBatches())
    return choice.batch_id


def outlook(house, desk=None):
    return (desk or house.head).ask(OutlookOf(batch_of(house)))


def gets(house):
    return {one.line.name: one.gets for one in outlook(house).lines}


def text_of(content):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def a_batch(house):
    """Two who may get a certificate, one below the mark, one of whom nothing is known."""
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    cici = a_graduate(house, "Cici", mark=60.0, marks="HHSA")
    dedi = a_trainee(house, "Dedi", mark=None)
    return ani, budi, cici, dedi


def issue_all(house):
    look = outlook(house)
    certificates = tuple(one.line.enrolment_id for one in look.getting(Gets.CERTIFICATE))
    letters = tuple(one.line.enrolment_id for one in look.getting(Gets.LETTER))
    return house.head.do(IssueBatch(look.batch_id, certificates, letters)).outcome


# what each gets


def test_that_who_stayed_below_the_mark_gets_a_letter_and_of_whom_nothing_is_known_nothing(house):
    a_batch(house)
    assert gets(house) == {"Ani": Gets.CERTIFICATE, "Budi": Gets.CERTIFICATE, "Cici": Gets.LETTER, "Dedi": Gets.NOTHING}
    (dedi,) = [one for one in outlook(house).lines if one.line.name == "Dedi"]
    assert (dedi.line.missing, dedi.line.turn) == (WhyNot.NO_MARK, Role.INSTRUKTUR)


def test_that_who_was_never_there_or_left_without_gets_no_paper(house):
    a_graduate(house, "Ani", mark=60.0, marks="AAAA")
    budi = a_graduate(house, "Budi", mark=60.0)
    house.head.do(RecordLeaving(budi.person_id, LeavingReason.RAN_AWAY, TODAY))
    assert gets(house) == {"Ani": Gets.NOTHING, "Budi": Gets.NOTHING}
    look = outlook(house)
    for one in look.lines:
        refused(
            house.head, IssueBatch(look.batch_id, (), (one.line.enrolment_id,)), "no_letter_due", field="letter_ids"
        )


def test_that_the_head_may_give_a_letter_to_whoever_was_there_but_not_instead_of_a_certificate(house):
    ani, _budi, _cici, dedi = a_batch(house)
    batch_id = batch_of(house)
    issued = house.head.do(IssueBatch(batch_id, (), (dedi.enrolment_id,))).outcome
    assert [one.name for one in issued.letters] == ["Dedi"]
    refused(house.head, IssueBatch(batch_id, (), (ani.enrolment_id,)), "letter_not_due", field="letter_ids")


def test_that_guidance_has_no_certificates_and_no_batch_here(house):
    a_graduate(house, "Ani", program="Bimbingan rohani")
    with house.writing() as session:
        for program in session.query(ProgramTable):
            program.kind = "spiritual"
    assert house.head.ask(CertificateBatches()) == ()
    assert house.head.ask(Entitled()) == ()


# issuing


def test_that_certificates_and_letters_are_issued_in_one_act_each_by_its_own_numbers(house):
    a_batch(house)
    look = outlook(house)
    issued = issue_all(house)
    assert [one.name for one in issued.certificates] == ["Ani", "Budi"]
    assert [one.certificate_no for one in issued.letters] == ["400.9/001/SK/PSHM/XI/2026"]
    assert (look.next_certificate, look.next_letter) == (
        issued.certificates[0].certificate_no,
        issued.letters[0].certificate_no,
    )
    after = outlook(house)
    assert [one.certificate_no for one in after.certificates] == [one.certificate_no for one in issued.certificates]
    assert [one.letter_no for one in after.letters] == [one.certificate_no for one in issued.letters]
    assert gets(house)["Cici"] is Gets.HAS_LETTER
    refused(
        house.head, IssueBatch(after.batch_id, (), (issued.letters[0].enrolment_id,)), "has_letter", field="letter_ids"
    )


def test_that_the_letter_says_attendance_and_no_mark_no_nik_and_no_illness(house):
    a_batch(house)
    (letter,) = issue_all(house).letters
    told = text_of(letter.document.content)
    for words in ("SURAT KETERANGAN MENGIKUTI", letter.certificate_no, "Cici", "Menjahit", "50 %", letter.fingerprint):
        assert words in told
    for secret in (NIK, " 60 ", "60,0", "rahasia", "nilai", "Nilai"):
        assert secret not in told


@pytest.mark.parametrize("at", ["letter drawn", "certificates kept", "letters kept", "stopped"])
def test_that_a_fault_at_any_step_leaves_no_number_used_and_nothing_issued(house, monkeypatch, at):
    a_batch(house)
    before, look = house.counts(), outlook(house)
    ids = tuple(one.line.enrolment_id for one in look.getting(Gets.CERTIFICATE))
    act = IssueBatch(look.batch_id, ids, tuple(one.line.enrolment_id for one in look.getting(Gets.LETTER)))

    def fail(*_given, **_more):
        raise Refused("font_lacks_letter", letter="x", code_point="U+0000")

    class Stop:
        def step(self, done, of):
            if of == 1:
                raise Cancelled

    with monkeypatch.context() as broken:
        if at == "letter drawn":
            broken.setattr(certificate_letter, "letters_pdf", fail)
        elif at == "certificates kept":
            broken.setattr(stored_certificates, "add", fail)
        elif at == "letters kept":
            broken.setattr(stored_letters, "add", fail)
        with pytest.raises((Refused, Cancelled)):
            house.head.do(act, progress=Stop()) if at == "stopped" else house.head.do(act)
    assert house.counts() == before
    assert issue_all(house).certificates[0].certificate_no == look.next_certificate


def test_that_one_who_may_not_keeps_everybody_of_the_act_from_theirs(house):
    ani, _budi, cici, dedi = a_batch(house)
    before = house.counts()
    batch_id = batch_of(house)
    refusal = refused(
        house.head,
        IssueBatch(batch_id, (ani.enrolment_id, dedi.enrolment_id), (cici.enrolment_id,)),
        "not_entitled",
        field="certificate_ids",
    )
    assert dedi.number in explain(refusal)
    refused(house.head, IssueBatch(batch_id), "nobody_chosen", field="certificate_ids")
    refused(house.head, IssueBatch(batch_id, ("no-such",)), "changed_meanwhile", field="certificate_ids")
    assert house.counts() == before


# letters afterwards


def test_that_a_letter_is_found_by_file_code_and_short_form_and_says_no_mark(house):
    a_batch(house)
    (one,) = issue_all(house).letters
    short = f"{one.certificate_no} {one.fingerprint}"
    for query in (
        VerifyCertificate(pdf=one.document.content),
        VerifyCertificate(text=one.code),
        VerifyCertificate(text=short),
    ):
        found = house.head.ask(query)
        assert (found.reason, found.letter, found.mark, found.name) == (Finding.VALID, True, None, "Cici")
    changed = house.head.ask(VerifyCertificate(pdf=one.document.content + b"\n"))
    assert (changed.reason, changed.certificate_no) == (Finding.PAPER_CHANGED, one.certificate_no)


def test_that_a_revoked_letter_stays_and_another_can_be_issued(house):
    _ani, _budi, cici, _dedi = a_batch(house)
    (one,) = issue_all(house).letters
    refused(house.head, RevokeLetter(one.certificate_id), "reason_missing", field="reason")
    house.head.do(RevokeLetter(one.certificate_id), reason="nama salah")
    assert house.head.ask(VerifyCertificate(text=one.code)).reason is Finding.REVOKED
    refused(house.head, RevokeLetter(one.certificate_id), "letter_revoked", field="letter_id", reason="lagi")
    refused(house.head, ReprintLetter(one.certificate_id), "letter_revoked", field="letter_id", reason="lagi")
    (second,) = issue_all(house).letters
    assert "/002/" in second.certificate_no
    assert [line.revoked for line in house.head.ask(LettersOf(cici.person_id))] == [False, True]
    assert [line.serial for line in house.head.ask(Letters()).lines] == [2, 1]


def test_that_a_letter_is_opened_and_printed_again_as_the_very_bytes(house):
    a_batch(house)
    (one,) = issue_all(house).letters
    assert house.head.ask(LetterPdf(one.certificate_id)).content == one.document.content
    again = house.head.do(ReprintLetter(one.certificate_id), reason="basah").outcome
    assert again.content == one.document.content
    assert house.audit()[-1].what["letter_ids"] == [one.certificate_id]
    (line,) = house.head.ask(Letters()).lines
    assert [again.reason for again in line.reprints] == ["basah"]


# a batch printed


def test_that_a_batch_is_printed_in_order_certificates_first(house):
    a_batch(house)
    issued = issue_all(house)
    ids = tuple(one.certificate_id for one in issued.certificates)
    letters = tuple(one.certificate_id for one in issued.letters)
    whole = PdfReader(BytesIO(house.head.ask(PapersInOneFile(ids, letters)).content))
    assert len(whole.pages) == 5
    told = [page.extract_text() for page in whole.pages]
    for at, number in ((0, issued.certificates[0]), (2, issued.certificates[1]), (4, issued.letters[0])):
        assert number.certificate_no in told[at]
    assert whole.metadata is not None
    assert whole.metadata.title == "Sertifikat"


def test_that_papers_printed_again_from_one_on_are_each_written_down_or_none(house):
    a_batch(house)
    issued = issue_all(house)
    ids = tuple(one.certificate_id for one in issued.certificates)
    letters = tuple(one.certificate_id for one in issued.letters)
    refused(house.head, ReprintPapers(ids, letters), "reason_missing", field="reason")
    done = house.head.do(ReprintPapers(ids[1:], letters), reason="kertas macet")
    assert len(PdfReader(BytesIO(done.outcome.content)).pages) == 3
    lines = {line.name: line for line in house.head.ask(CertificateRegister()).lines}
    assert [one.reason for one in lines["Budi"].reprints] == ["kertas macet"]
    assert lines["Ani"].reprints == ()
    assert [one.reason for one in house.head.ask(Letters()).lines[0].reprints] == ["kertas macet"]
    house.head.do(RevokeCertificate(ids[0]), reason="salah")
    refused(
        house.head, ReprintPapers(ids, letters), "certificate_revoked", field="certificate_id", reason="kertas macet"
    )
    assert len(next(one for one in house.head.ask(CertificateRegister()).lines if one.name == "Budi").reprints) == 1


def test_that_the_list_to_sign_has_every_valid_paper_once_in_order(house):
    a_batch(house)
    issued = issue_all(house)
    ids = tuple(one.certificate_id for one in issued.certificates)
    letters = tuple(one.certificate_id for one in issued.letters)
    told = text_of(house.head.ask(PrintReceipts(ids, letters, "Menjahit")).content)
    numbers = [one.certificate_no for one in (*issued.certificates, *issued.letters)]
    places = [told.index(number) for number in numbers]
    assert places == sorted(places)
    assert "3 surat untuk diserahkan" in told
    with pytest.raises(Refused):
        house.head.ask(PrintReceipts())


def test_that_the_printed_register_has_letters_and_duplicates_too(house):
    a_batch(house)
    issued = issue_all(house)
    house.head.do(IssueDuplicate(issued.certificates[0].certificate_id), reason="hilang saat banjir")
    told = text_of(house.head.ask(PrintRegister()).content)
    assert issued.letters[0].fingerprint in told
    assert "hilang saat banjir" in told
    assert "duplikat ke-1" in told


def test_that_the_list_of_the_revoked_holds_both_kinds_and_is_audited(house):
    a_batch(house)
    issued = issue_all(house)
    house.head.do(RevokeCertificate(issued.certificates[0].certificate_id), reason="=HYPERLINK()")
    house.head.do(RevokeLetter(issued.letters[0].certificate_id), reason="salah")
    before = len(house.audit())
    content = house.head.ask(RevokedList()).content.decode("utf-8-sig")
    rows = list(csv.reader(StringIO(content), delimiter=";"))
    assert {row[3] for row in rows[1:]} == {issued.certificates[0].certificate_no, issued.letters[0].certificate_no}
    assert "'=HYPERLINK()" in content
    assert len(house.audit()) == before + 1


# duplicates


def test_that_a_duplicate_has_the_same_number_is_marked_on_every_page_and_keeps_its_own_bytes(house):
    (one,) = issue(house, a_graduate(house))
    refused(house.head, IssueDuplicate(one.certificate_id), "reason_missing", field="reason")
    made = house.head.do(IssueDuplicate(one.certificate_id), reason="terbakar").outcome
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert all("DUPLIKAT" in told for told in pages)
    assert one.certificate_no in pages[0]
    assert made.content != one.document.content
    (line,) = house.head.ask(CertificateRegister()).lines
    (copy,) = line.duplicates
    assert (copy.copy_number, copy.issued_on, copy.reason) == (1, TODAY, "terbakar")
    assert house.head.ask(DuplicatePdf(copy.duplicate_id)).content == made.content
    second = house.head.do(IssueDuplicate(one.certificate_id), reason="hilang lagi").outcome
    assert "ke-2" in text_of(second.content)


def test_that_checking_knows_a_duplicate_and_that_the_first_paper_was_revoked(house):
    (one,) = issue(house, a_graduate(house))
    made = house.head.do(IssueDuplicate(one.certificate_id), reason="terbakar").outcome
    found = house.head.ask(VerifyCertificate(pdf=made.content))
    assert (found.reason, found.copy_number, found.copied_on) == (Finding.VALID, 1, TODAY)
    assert house.head.ask(VerifyCertificate(pdf=one.document.content)).copy_number is None
    house.head.do(RevokeCertificate(one.certificate_id), reason="salah")
    assert house.head.ask(VerifyCertificate(pdf=made.content)).reason is Finding.REVOKED
    refused(
        house.head, IssueDuplicate(one.certificate_id), "certificate_revoked", field="certificate_id", reason="hilang"
    )


# the key page


def test_that_the_key_page_is_one_page_and_its_text_checks_a_code_as_it_says(house):
    (one,) = issue(house, a_graduate(house))
    page = house.head.ask(PublicKeyPage())
    assert len(PdfReader(BytesIO(page.content)).pages) == 1
    (key,) = house.head.ask(CertificateRegister()).public_keys
    assert key[:8] in text_of(page.content)
    told = house.head.ask(PublicKeyPage(as_text=True)).content.decode("utf-8-sig")
    assert key in told
    pem = told[told.index("-----BEGIN") : told.index("-----END PUBLIC KEY-----") + 24].replace("\r", "")
    bare = one.code[6:]
    raw = base64.b32decode(bare + "=" * (-len(bare) % 8))
    public: Any = load_pem_public_key(pem.encode())
    public.verify(raw[-64:], b"PSKT1-" + raw[:-64])
    assert raw[:-64].decode().split("\n")[0] == one.certificate_no
    assert (
        hashlib.sha256(page.content).hexdigest() == hashlib.sha256(house.head.ask(PublicKeyPage()).content).hexdigest()
    )
