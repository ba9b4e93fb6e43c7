"""Electronic signatures: added to the issued bytes, found changed by one byte, never made without password or in vain."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta

import pytest
from sqlalchemy import select

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.certificates.register import Finding
from shelter_admin.domain.certificates.signatures import (
    SIGNATURE_STATE_NAMES,
    Holder,
    PaperKind,
    SignatureFound,
    SignatureState,
)
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.certificates import (
    CertificateBatches,
    CertificatePdf,
    IssueBatch,
    LetterPdf,
    OutlookOf,
    RevokeCertificate,
    VerifyCertificate,
)
from shelter_admin.operations.certificates.electronic import (
    AddCredential,
    PapersToSign,
    RemoveCredential,
    SignaturesOf,
    SignedPdf,
    SigningCredentials,
    SignPapers,
)
from shelter_admin.operations.explain import explain
from shelter_admin.persistence.certificates.paper_tables import SigningCredentialTable
from shelter_admin.reports import electronic_signature
from shelter_admin.reports.electronic_signature import signatures_in
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import TODAY, refused
from tests.operations.signing_house import AUTHORITY, DAY, HEAD_NAME, WORD, a_credential, a_pkcs12


def sign(house, credential, *certificates, word=WORD):
    ids = tuple(one.certificate_id for one in certificates)
    return house.head.do(SignPapers(credential, ids, password=word))


def copies(house, certificate):
    return house.head.ask(SignaturesOf(PaperKind.CERTIFICATE, certificate.certificate_id))


def newest(house, certificate) -> bytes:
    content: bytes = house.head.ask(SignedPdf(copies(house, certificate)[0].signature_id)).content
    return content


def states(house, content):
    digests = {one.identity.sha256 for one in house.head.ask(SigningCredentials())}
    return [one.state for one in signatures_in(content, digests)]


# signing


def test_that_a_signed_copy_begins_with_the_very_bytes_that_were_issued(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    issued = house.head.ask(CertificatePdf(one.certificate_id)).content
    assert sign(house, credential, one).outcome == 1
    signed = newest(house, one)
    assert signed.startswith(issued)
    assert len(signed) > len(issued)
    assert house.head.ask(CertificatePdf(one.certificate_id)).content == issued


def test_that_who_signed_who_issued_and_when_are_told(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    (found,) = copies(house, one)
    assert (found.subject, found.issuer) == (f"{HEAD_NAME}, UPT Uji", f"{AUTHORITY}, UPT Uji")
    assert found.state is SignatureState.SOUND
    assert found.signed_at == house.clock.now
    (told,) = signatures_in(newest(house, one), {"other"})
    assert told.signed_at == house.clock.now.replace(microsecond=0)


def test_that_it_is_a_pades_signature_and_the_worst_of_several_is_told_in_plain_words(house, monkeypatch):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    assert b"/ETSI.CAdES.detached" in newest(house, one)
    for found in ((), (SignatureState.SOUND, SignatureState.BROKEN), (SignatureState.STRANGER, SignatureState.BROKEN)):
        told = tuple(SignatureFound(state, "x", "y", None) for state in found)
        monkeypatch.setattr(electronic_signature, "signatures_in", lambda *_given, told=told: told)
        assert copies(house, one)[0].state is SignatureState.BROKEN
    words = {state: SIGNATURE_STATE_NAMES[state].split(":")[0] for state in SignatureState}
    assert words == {
        SignatureState.SOUND: "valid",
        SignatureState.BROKEN: "not valid",
        SignatureState.STRANGER: "not known here",
    }


def test_that_every_changed_byte_of_what_was_issued_is_found(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    signed = newest(house, one)
    for at in range(20, len(one.document.content), len(one.document.content) // 12):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert SignatureState.SOUND not in states(house, changed), at
    assert states(house, signed) == [SignatureState.SOUND]


def test_that_a_page_changed_by_an_addition_after_the_signature_is_found(house):
    from io import BytesIO

    from pyhanko.pdf_utils.generic import NameObject, NumberObject
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    writer = IncrementalPdfFileWriter(BytesIO(newest(house, one)))
    page = writer.root["/Pages"]["/Kids"][0]
    page[NameObject("/Rotate")] = NumberObject(180)
    writer.update_container(page)
    output = BytesIO()
    writer.write(output)
    assert states(house, output.getvalue()) == [SignatureState.BROKEN]


def test_that_a_signature_of_an_unknown_kind_of_digest_is_broken_and_nothing_fails(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    known, unknown = b"608648016503040201", b"608648016503040241"
    changed = newest(house, one).replace(known, unknown)
    assert changed != newest(house, one)
    assert states(house, changed) == [SignatureState.BROKEN]
    assert house.head.ask(VerifyCertificate(pdf=changed)).reason is Finding.PAPER_CHANGED


def test_that_a_signature_by_a_certificate_of_somebody_else_is_called_a_strangers(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    assert [found.state for found in signatures_in(newest(house, one), {"other"})] == [SignatureState.STRANGER]


def test_that_head_and_shelter_sign_the_same_paper_one_after_the_other_and_both_stay_sound(house):
    head = a_credential(house)
    shelter = a_credential(house, Holder.PANTI, "Segel Elektronik UPT Uji", key=2)
    (one,) = issue(house, a_graduate(house))
    sign(house, head, one)
    sign(house, shelter, one)
    assert states(house, newest(house, one)) == [SignatureState.SOUND, SignatureState.SOUND]
    assert [found.subject.split(",")[0] for found in copies(house, one)] == [
        "Segel Elektronik UPT Uji",
        "Dra. Siti Rahmawati",
    ]


def test_that_many_are_signed_in_one_act_or_none(house):
    credential = a_credential(house)
    issued = issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"), a_graduate(house, "Cici"))

    class Stops:
        def step(self, done: int, of: int) -> None:
            assert of == 3
            if done == 2:
                raise Cancelled

    ids = tuple(one.certificate_id for one in issued)
    with pytest.raises(Cancelled):
        house.head.do(SignPapers(credential, ids, password=WORD), progress=Stops())
    assert house.counts()["paper_signature"] == 0
    assert house.head.do(SignPapers(credential, ids, password=WORD)).outcome == 3
    desk = house.head.ask(PapersToSign())
    assert [(line.name, line.signatures, line.waits) for line in desk.papers] == [
        ("Cici", 1, False), ("Budi", 1, False), ("Ani", 1, False)
    ]  # fmt: skip


# refused


@pytest.mark.parametrize("word", ["", "salah", WORD.upper()])
def test_that_a_wrong_password_signs_nothing(house, word):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    act = SignPapers(credential, (one.certificate_id,), password=word)
    refusal = refused(house.head, act, "credential_password_wrong", field="password")
    assert "password" in explain(refusal)
    assert house.counts()["paper_signature"] == 0


def test_that_the_password_is_kept_nowhere(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    told = " ".join(str(entry) for entry in house.audit())
    assert WORD not in told
    assert WORD not in repr(SignPapers(credential, (), password=WORD)) + repr(AddCredential(Holder.HEAD, b"", WORD))
    with house.head.store.asking() as session:
        kept = session.scalars(select(SigningCredentialTable)).one()
        assert WORD.encode() not in kept.content
        assert kept.content == a_pkcs12_again(kept.content)


def a_pkcs12_again(content: bytes) -> bytes:
    """What is kept opens with its own password alone, as it came."""
    from cryptography.hazmat.primitives.serialization import pkcs12

    assert pkcs12.load_pkcs12(content, WORD.encode()).key is not None
    with pytest.raises(ValueError, match="password"):
        pkcs12.load_pkcs12(content, None)
    return content


@pytest.mark.parametrize(
    "content",
    [b"", b"bukan", b"%PDF-1.4", a_pkcs12().content[:-1], a_pkcs12().content + b"x", b"-----BEGIN CERTIFICATE-----"],
)
def test_that_what_is_no_pkcs12_is_said(house, content):
    refused(house.head, AddCredential(Holder.HEAD, content, WORD), "credential_not_pkcs12", field="content")


def test_that_one_with_the_wrong_password_one_for_something_else_and_one_without_key_are_said(house):
    from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12

    made = a_pkcs12()
    refused(house.head, AddCredential(Holder.HEAD, made.content, "x"), "credential_password_wrong", field="password")
    other = a_pkcs12(signs=False).content
    refused(house.head, AddCredential(Holder.HEAD, other, WORD), "credential_not_for_signing", field="content")
    bare = pkcs12.serialize_key_and_certificates(
        None, None, None, [made.authority], BestAvailableEncryption(WORD.encode())
    )
    refused(house.head, AddCredential(Holder.HEAD, bare, WORD), "credential_without_key", field="content")
    assert house.counts()["signing_credential"] == 0


def test_that_an_expired_certificate_neither_comes_in_nor_signs(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    house.on(TODAY + timedelta(days=400))
    act = SignPapers(credential, (one.certificate_id,), password=WORD)
    refusal = refused(house.head, act, "credential_expired", field="credential")
    assert refusal.facts["until"] == (DAY + timedelta(days=300)).date()
    refused(house.head, AddCredential(Holder.PANTI, a_pkcs12().content, WORD), "credential_expired", field="credential")
    assert copies(house, one)[0].state is SignatureState.SOUND  # it was in its time when it signed


def test_that_one_whose_time_has_not_come_is_refused(house):
    early = a_pkcs12(first=DAY + timedelta(days=10)).content
    refused(house.head, AddCredential(Holder.HEAD, early, WORD), "credential_not_yet", field="credential")


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [(-30 * 24 * 60, -1, "credential_expired"), (1, 300 * 24 * 60, "credential_not_yet")],
)
def test_that_the_time_of_a_certificate_is_kept_to_the_minute_and_not_to_the_day(house, first, last, code):
    (one,) = issue(house, a_graduate(house))
    now = house.clock.now
    times = {"first": now + timedelta(minutes=first), "last": now + timedelta(minutes=last)}
    made = a_pkcs12(**times).content
    refused(house.head, AddCredential(Holder.HEAD, made, WORD), code, field="credential")
    house.clock.forward(minutes=2 if first > 0 else -2)
    credential = house.head.do(AddCredential(Holder.HEAD, made, WORD)).outcome
    house.clock.forward(minutes=-2 if first > 0 else 2)
    refused(house.head, SignPapers(credential, (one.certificate_id,), password=WORD), code, field="credential")


def test_that_revoked_papers_and_nothing_at_all_are_not_signed(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    house.head.do(RevokeCertificate(one.certificate_id), reason="salah nama")
    refused(house.head, SignPapers(credential, (one.certificate_id,), password=WORD), "paper_revoked", field="papers")
    refused(house.head, SignPapers(credential, password=WORD), "nothing_to_sign", field="papers")
    refused(house.head, SignPapers(credential, ("no-such",), password=WORD), "paper_gone", field="papers")


def test_that_a_new_pkcs12_takes_the_place_of_the_old_one_and_can_be_taken_back(house):
    first = a_credential(house)
    second = house.head.do(AddCredential(Holder.HEAD, a_pkcs12(key=2).content, WORD)).outcome
    assert [one.credential_id for one in house.head.ask(SigningCredentials()) if not one.removed_on] == [second]
    refused(house.head, SignPapers(first, ("x",), password=WORD), "credential_gone", field="credential")
    house.head.undo()
    assert [one.credential_id for one in house.head.ask(SigningCredentials()) if not one.removed_on] == [first]
    house.head.do(RemoveCredential(first))
    assert house.head.ask(PapersToSign()).credentials == ()
    house.head.undo()
    assert [one.credential_id for one in house.head.ask(PapersToSign()).credentials] == [first]


def test_that_one_taken_out_does_not_come_back_over_another_that_took_its_place(house):
    undo = house.head.do(RemoveCredential(a_credential(house))).undo
    house.head.do(AddCredential(Holder.HEAD, a_pkcs12(key=2).content, WORD))
    refused(house.head, undo, "changed_meanwhile")


def test_that_a_pkcs12_in_use_does_not_come_in_twice(house):
    content = a_pkcs12().content
    house.head.do(AddCredential(Holder.HEAD, content, WORD))
    refused(house.head, AddCredential(Holder.HEAD, content, WORD), "credential_known", field="content")


def test_that_only_the_head_signs_and_the_office_saves_what_is_signed(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    office = house.desk(Role.TATA_USAHA)
    with pytest.raises(Refused, match="not_allowed"):
        office.do(SignPapers(credential, (one.certificate_id,), password=WORD))
    sign(house, credential, one)
    (found,) = office.ask(SignaturesOf(PaperKind.CERTIFICATE, one.certificate_id))
    paper = office.ask(SignedPdf(found.signature_id))
    assert "Santoso" not in paper.filename
    assert house.audit()[-1].act == "SignedPdf"


# checking a file


def test_that_a_signed_file_is_known_as_genuine_and_a_changed_one_is_not(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    sign(house, credential, one)
    signed = newest(house, one)
    found = house.head.ask(VerifyCertificate(pdf=signed))
    assert found.reason is Finding.VALID
    assert [one.state for one in found.signatures] == [SignatureState.SOUND]
    changed = house.head.ask(VerifyCertificate(pdf=signed[:-40] + bytes([signed[-40] ^ 1]) + signed[-39:]))
    assert changed.reason is Finding.PAPER_CHANGED
    house.head.do(RevokeCertificate(one.certificate_id), reason="salah nama")
    assert house.head.ask(VerifyCertificate(pdf=signed)).reason is Finding.REVOKED


def test_that_the_library_of_signatures_is_loaded_by_signing_alone():
    asked = "import sys, shelter_admin.operations.registry as r; r.modules(); import ui.certificates.page; print('pyhanko' in sys.modules, 'aiohttp' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


# letters of attendance


def test_that_certificates_and_letters_are_signed_in_one_act_and_a_signed_letter_is_known(house):
    a_graduate(house, "Ani")
    a_graduate(house, "Cici", mark=60.0, marks="HHSA")
    (choice,) = house.head.ask(CertificateBatches())
    look = house.head.ask(OutlookOf(choice.batch_id))
    ids = [tuple(one.line.enrolment_id for one in look.getting(kind)) for kind in (Gets.CERTIFICATE, Gets.LETTER)]
    house.head.do(IssueBatch(choice.batch_id, *ids))
    credential, papers = a_credential(house), house.head.ask(PapersToSign()).papers
    by_kind = {one.kind: one.paper_id for one in papers}
    letter = by_kind[PaperKind.LETTER]
    act = SignPapers(credential, (by_kind[PaperKind.CERTIFICATE],), (letter,), password=WORD)
    assert house.head.do(act).outcome == 2
    (copy,) = house.head.ask(SignaturesOf(PaperKind.LETTER, letter))
    signed = house.head.ask(SignedPdf(copy.signature_id)).content
    assert signed.startswith(house.head.ask(LetterPdf(letter)).content)
    found = house.head.ask(VerifyCertificate(pdf=signed))
    assert (found.reason, found.name) == (Finding.VALID, "Cici")
    assert [one.state for one in found.signatures] == [SignatureState.SOUND]
