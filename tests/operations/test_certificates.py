"""Certificates: numbers without gaps, all or nothing, the very bytes, and whatever is wrong is found and said."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.register import WhyNot
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.settings import Letterhead
from shelter_admin.operations.certificates import (
    CertificateNumbered,
    CertificatePdf,
    CertificateRegister,
    CertificatesInOneFile,
    CertificatesOf,
    DraftCertificates,
    Entitled,
    IssueCertificates,
    PrintRegister,
    ReprintCertificate,
    RevokeCertificate,
)
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import Candidates
from shelter_admin.operations.residents import RecordLeaving
from shelter_admin.operations.settings import ChangeLetterhead, ChangeSettings
from shelter_admin.persistence.certificates import issued, register
from shelter_admin.persistence.panti import CounterTable
from tests.operations.certificates_house import a_graduate, add_subjects, decide, issue
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import TODAY, refused

NIK = "6472010101800001"


def serials(house):
    return [line.serial for line in house.head.ask(CertificateRegister()).lines]


def text_of(document):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(document.content)).pages))


def whys(house, **which):
    return {line.name: line.why for line in house.head.ask(Entitled(**which))}


# who may get one


def test_that_only_whom_the_head_decided_ready_with_mark_and_hours_may_get_one(house):
    a_graduate(house, "Ani")
    a_graduate(house, "Budi", ready=False)
    a_graduate(house, "Cici", mark=None)
    a_graduate(house, "Dedi", mark=69.5)
    a_trainee(house, "Edi")
    a_graduate(house, "Fina", program="Las", hours=None)
    assert whys(house) == {
        "Ani": None,
        "Budi": WhyNot.NOT_YET,
        "Cici": WhyNot.NO_MARK,
        "Dedi": WhyNot.LOW_MARK,
        "Edi": WhyNot.NO_DECISION,
        "Fina": WhyNot.NO_HOURS,
    }


def test_that_the_newest_decision_stands(house):
    one = a_graduate(house)
    decide(house, one, ready=False)
    assert whys(house) == {"Nur Santoso": WhyNot.NOT_YET}
    decide(house, one, ready=True)
    assert whys(house) == {"Nur Santoso": None}


def test_that_the_decision_written_last_stands_though_the_clock_went_back_as_readiness_has_it(house):
    one = a_graduate(house, ready=False)
    decide(house, one, ready=True, on=TODAY - timedelta(days=3))
    (line,) = house.head.ask(Candidates()).candidates
    assert line.decision.ready
    assert whys(house) == {"Nur Santoso": None}


def test_that_who_left_as_graduate_still_gets_one_and_who_ran_away_is_not_in_the_list(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    house.head.do(RecordLeaving(ani.person_id, LeavingReason.COMPLETED, TODAY))
    house.head.do(RecordLeaving(budi.person_id, LeavingReason.RAN_AWAY, TODAY))
    assert whys(house) == {"Ani": None}
    assert whys(house, person_ids=(ani.person_id, budi.person_id)) == {"Ani": None, "Budi": WhyNot.LEFT_WITHOUT}


def test_that_the_list_of_a_programme_holds_no_other(house):
    one = a_graduate(house, "Ani")
    a_graduate(house, "Budi", program="Las")
    program_id = next(line.program_id for line in house.head.ask(Entitled()) if line.enrolment_id == one.enrolment_id)
    assert whys(house, program_id=program_id) == {"Ani": None}


def test_that_who_is_not_entitled_gets_none_and_nobody_of_the_same_act_either(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi", ready=False)
    before = house.counts()
    refusal = refused(
        house.head,
        IssueCertificates((ani.enrolment_id, budi.enrolment_id)),
        "not_entitled",
        field="enrolment_ids",
    )
    assert budi.number in explain(refusal)
    assert "the head decided: not yet" in explain(refusal)
    assert house.counts() == before


def test_that_a_second_certificate_is_refused_until_the_first_is_revoked(house):
    one = a_graduate(house)
    (first,) = issue(house, one)
    refused(house.head, IssueCertificates((one.enrolment_id,)), "not_entitled", field="enrolment_ids")
    house.head.do(RevokeCertificate(first.certificate_id), reason="nama salah tulis")
    (second,) = issue(house, one)
    assert (first.certificate_no[6:9], second.certificate_no[6:9]) == ("001", "002")
    assert [line.certificate_no for line in house.head.ask(CertificatesOf(one.person_id))] == [
        second.certificate_no,
        first.certificate_no,
    ]


def test_that_nobody_and_somebody_unknown_cannot_be_chosen(house):
    refused(house.head, IssueCertificates(()), "nobody_chosen", field="enrolment_ids")
    refused(house.head, IssueCertificates(("no-such",)), "changed_meanwhile", field="enrolment_ids")


# numbers


def test_that_numbers_follow_the_setting_and_the_order_chosen(house):
    settings = replace(
        house.head.panti.settings, certificate_pattern="{kode}/{urut}/{unit}/{tahun}", certificate_unit="107.6"
    )
    house.head.do(ChangeSettings(settings))
    budi, ani = a_graduate(house, "Budi"), a_graduate(house, "Ani")
    issued = issue(house, budi, ani)
    assert [(one.name, one.certificate_no) for one in issued] == [
        ("Budi", "400.9/1/107.6/2026"),
        ("Ani", "400.9/2/107.6/2026"),
    ]


def test_that_the_serial_begins_anew_each_year(house):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    issue(house, ani)
    house.on(TODAY.replace(year=2027))
    (second,) = issue(house, budi)
    assert second.certificate_no == "400.9/001/PSHM/XI/2027"
    assert [line.year for line in [house.head.ask(CertificateRegister())]] == [2027]
    assert house.head.ask(CertificateRegister(2026)).years == (2027, 2026)


@pytest.mark.parametrize(
    "place",
    ["certificate_pdf", "sign", "papers", "rows", "audit"],
)
def test_that_an_issue_that_fails_half_way_leaves_no_gap_and_nothing_behind(house, monkeypatch, place):
    ani, budi, cici = (a_graduate(house, name) for name in ("Ani", "Budi", "Cici"))
    issue(house, ani)
    before = house.counts()
    with monkeypatch.context() as patched:
        fail_at(patched, place)
        with pytest.raises(OSError, match="injected"):
            issue(house, budi, cici)
    assert house.counts() == before
    issue(house, cici, budi)
    assert serials(house) == [3, 2, 1]


def fail_at(patched, place):
    """Let the second certificate of an act, or the writing of all, fail."""
    calls = []

    def failing(original, at):
        def call(*given, **more):
            calls.append(1)
            if len(calls) == at:
                raise OSError("injected")
            return original(*given, **more)

        return call

    from shelter_admin.operations import desk
    from shelter_admin.reports import certificate

    target, name, at = {
        "certificate_pdf": (certificate, "certificate_pdf", 2),
        "sign": (codes, "encode", 2),
        "papers": (issued, "insert_many", 2),
        "rows": (issued, "insert_many", 1),
        "audit": (desk, "record", 1),
    }[place]
    patched.setattr(target, name, failing(getattr(target, name), at))


def test_that_an_issue_that_is_stopped_leaves_no_gap(house):
    class Impatient:
        def step(self, done, of):
            assert of == 2
            if done == 2:
                raise Cancelled

    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    with pytest.raises(Cancelled):
        house.head.do(IssueCertificates((ani.enrolment_id, budi.enrolment_id)), progress=Impatient())
    issue(house, ani)
    assert serials(house) == [1]


def test_that_a_name_that_cannot_be_printed_stops_the_whole_act(house):
    ani, odd = a_graduate(house, "Ani"), a_graduate(house, "Siti 水")
    refused(house.head, IssueCertificates((ani.enrolment_id, odd.enrolment_id)), "font_lacks_letter")
    issue(house, ani)
    assert serials(house) == [1]


def test_that_a_number_already_in_the_register_is_refused(house):
    settings = replace(house.head.panti.settings, certificate_pattern="{urut}/{tahun}")
    house.head.do(ChangeSettings(settings))
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    issue(house, ani)
    with house.writing() as session:
        session.query(CounterTable).filter_by(register="certificate").one().last = 0
    refusal = refused(house.head, IssueCertificates((budi.enrolment_id,)), "certificate_number_taken")
    assert "1/2026" in explain(refusal)


# the paper


def test_that_the_stored_bytes_are_those_issued_opened_and_printed_again(house):
    (one,) = issue(house, a_graduate(house))
    house.head.do(ChangeLetterhead(Letterhead(unit="UPTD Lain")))
    opened = house.head.ask(CertificatePdf(one.certificate_id))
    again = house.head.do(ReprintCertificate(one.certificate_id), reason="hilang").outcome
    assert opened == again == one.document
    assert one.document.filename == "sertifikat-2026-001.pdf"
    with house.head.store.asking() as session:
        row = register.certificate_numbered(session, one.certificate_no)
        assert row is not None
        assert row.pdf_sha256 == hashlib.sha256(one.document.content).hexdigest()


def test_that_the_paper_says_what_is_known_and_neither_nik_nor_health_nor_category(house):
    graduate = a_graduate(house, "Nur Santoso", marks="HHHSIA.")
    add_subjects(house, graduate, "Pola dasar")
    (one,) = issue(house, graduate)
    text = text_of(one.document)
    for told in ("Nur Santoso", one.certificate_no, one.fingerprint, "260 jam pelajaran", "Memuaskan", "Pola dasar"):
        assert told in text
    assert "hadir 3, sakit 1, izin 1, alpa 1 (50 %)" in text
    for kept in (NIK, "rahasia", "gelandangan", "ODGJ", "TTE"):
        assert kept not in text
    facts = PdfReader(BytesIO(one.document.content)).metadata
    assert facts is not None
    assert str(facts["/Keywords"]) == one.code


def test_that_the_paper_is_indonesian_whatever_language_its_maker_reads(house):
    (one,) = issue(house, a_graduate(house))
    assert "SERTIFIKAT" in text_of(one.document)
    assert "diberikan kepada" in text_of(one.document)


def test_that_a_draft_is_marked_carries_no_number_and_uses_none(house):
    ani, budi = a_graduate(house, "Ani"), a_trainee(house, "Budi", mark=None)
    before = house.counts()
    draft = house.head.ask(DraftCertificates((ani.enrolment_id, budi.enrolment_id)))
    assert draft.filename == "rancangan-sertifikat.pdf"
    pages = [page.extract_text() for page in PdfReader(BytesIO(draft.content)).pages]
    assert len(pages) == 4
    assert all("CONTOH" in page for page in pages)
    assert "400.9" not in " ".join(pages)
    assert {name for name, count in house.counts().items() if count != before[name]} == {"audit"}


def test_that_a_class_can_be_printed_in_one_file_of_the_very_pages(house):
    issued = issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"))
    whole = house.head.ask(CertificatesInOneFile(tuple(one.certificate_id for one in issued)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(whole.content)).pages]
    own = [page.extract_text() for one in issued for page in PdfReader(BytesIO(one.document.content)).pages]
    assert pages == own


# revoking and printing again


def test_that_revoking_and_printing_again_need_a_reason(house):
    (one,) = issue(house, a_graduate(house))
    for act in (RevokeCertificate(one.certificate_id), ReprintCertificate(one.certificate_id)):
        refused(house.head, act, "reason_missing", field="reason", reason="  ")


def test_that_a_revoked_one_is_not_printed_or_revoked_again(house):
    (one,) = issue(house, a_graduate(house))
    house.head.do(RevokeCertificate(one.certificate_id), reason="salah")
    for act in (RevokeCertificate(one.certificate_id), ReprintCertificate(one.certificate_id)):
        refusal = refused(house.head, act, "certificate_revoked", field="certificate_id", reason="lagi")
        assert "21-11-2026" in explain(refusal, house.head.panti)


def test_that_the_register_keeps_reprints_and_revoked_numbers_with_who_when_and_why(house):
    (one,) = issue(house, a_graduate(house))
    office = house.desk(Role.TATA_USAHA)
    office.do(ReprintCertificate(one.certificate_id), reason="basah kena hujan")
    house.head.do(RevokeCertificate(one.certificate_id), reason="nama salah tulis")
    (line,) = house.head.ask(CertificateRegister()).lines
    assert [(again.by, again.reason) for again in line.reprints] == [(office.staff.user, "basah kena hujan")]
    assert (line.revoked_by, line.revoke_reason) == ("Dra. Ratna Wulandari", "nama salah tulis")
    assert house.head.ask(CertificateNumbered(one.certificate_no.lower())) == line


def test_that_the_printed_register_holds_numbers_reasons_key_and_head_of_the_log(house):
    ani, budi = issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"))
    house.head.do(RevokeCertificate(ani.certificate_id), reason="nama salah tulis")
    asked = house.head.ask(CertificateRegister())
    text = text_of(house.head.ask(PrintRegister())).replace(" ", "")
    for told in (ani.certificate_no, budi.fingerprint, "namasalahtulis", asked.public_keys[0], asked.log_hash):
        assert told in text


def test_that_the_key_is_made_once_and_stays(house):
    issue(house, a_graduate(house, "Ani"))
    first = house.head.ask(CertificateRegister()).public_keys
    house.on(TODAY + timedelta(days=400))
    issue(house, a_graduate(house, "Budi"))
    assert house.head.ask(CertificateRegister()).public_keys == first
    assert len(first) == 1


def test_that_every_act_names_the_people_and_no_words_in_the_log(house):
    one = a_graduate(house)
    (issued,) = issue(house, one)
    house.head.ask(DraftCertificates((one.enrolment_id,)))
    house.head.ask(CertificatePdf(issued.certificate_id))
    house.head.ask(CertificatesInOneFile((issued.certificate_id,)))
    house.head.ask(PrintRegister())
    house.head.do(ReprintCertificate(issued.certificate_id), reason="hilang")
    house.head.do(RevokeCertificate(issued.certificate_id), reason="nama salah tulis")
    acts = house.audit()[-7:]
    assert [act.act for act in acts] == [
        "IssueCertificates",
        "DraftCertificates",
        "CertificatePdf",
        "CertificatesInOneFile",
        "PrintRegister",
        "ReprintCertificate",
        "RevokeCertificate",
    ]
    assert {act.about for act in acts} == {(one.person_id,)}
    assert acts[0].what["certificate_ids"] == [issued.certificate_id]
    assert "Nur Santoso" not in str(acts)
    assert "salah" not in str(acts)


def test_that_somebody_unknown_is_told_as_such(house):
    with pytest.raises(Refused, match="certificate_unknown"):
        house.head.ask(CertificateNumbered("1/2"))
    refused(house.head, RevokeCertificate("no-such"), "certificate_gone", field="certificate_id", reason="x")
