"""Checking a certificate: whatever is wrong with code, file or number is found and said."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from shelter_admin.domain.certificates.register import FINDING_NAMES, Finding
from shelter_admin.domain.certificates.signatures import PaperKind, SignatureState
from shelter_admin.operations.certificates import (
    DraftCertificates,
    IssueDuplicate,
    RevokeCertificate,
    VerifyCertificate,
)
from shelter_admin.operations.certificates.electronic import SignaturesOf, SignedPdf, SignPapers
from shelter_admin.operations.copies import BackUp
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import TODAY, a_house
from tests.operations.signing_house import DAY, WORD, a_credential, a_pkcs12, turned
from tests.people import HEAD, PASSWORD, an_opener


def verify(house, text="", pdf=b""):
    return house.head.ask(VerifyCertificate(text=text, pdf=pdf))


def test_that_a_certificate_is_found_valid_by_file_code_and_short_form(house):
    (one,) = issue(house, a_graduate(house))
    short = f"{one.certificate_no.lower()} {one.fingerprint.replace('-', ' ').lower()}"
    for found in (verify(house, pdf=one.document.content), verify(house, one.code.lower()), verify(house, short)):
        assert found.valid
        assert (found.name, found.program, found.hours, found.mark) == ("Nur Santoso", "Menjahit", 260, 80.0)
        assert (found.issued_on, found.revoked, found.predikat) == (TODAY, False, "Memuaskan")


def test_that_every_changed_character_of_a_code_is_said_and_nothing_of_it_believed(house):
    (one,) = issue(house, a_graduate(house))
    for at in range(0, len(one.code), 7):
        spoilt = one.code[:at] + ("A" if one.code[at] != "A" else "B") + one.code[at + 1 :]
        found = verify(house, spoilt)
        assert (found.reason, found.name) == (Finding.SIGNATURE_WRONG, None), at


def test_that_a_changed_file_is_said(house):
    (one,) = issue(house, a_graduate(house))
    content = one.document.content
    for changed in (content + b"\n", content.replace(b"/Title", b"/TitlE", 1), resaved(content)):
        found = verify(house, pdf=changed)
        assert found.reason is Finding.PAPER_CHANGED
        assert not found.valid
        assert found.certificate_no == one.certificate_no


def resaved(content: bytes) -> bytes:
    """The same pages as another program writes them: everything in compressed parts."""
    writer = PdfWriter(clone_from=BytesIO(content))
    writer.compress_identical_objects()
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_that_a_file_with_another_persons_code_is_not_taken_for_theirs(house):
    ani, budi = issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"))
    forged = ani.document.content.replace(ani.code.encode(), budi.code.encode())
    assert verify(house, pdf=forged).reason is Finding.PAPER_CHANGED


def test_that_a_file_whose_code_was_changed_is_not_genuine(house):
    (one,) = issue(house, a_graduate(house))
    spoilt = one.code[:-1] + ("A" if one.code[-1] != "A" else "B")
    forged = one.document.content.replace(one.code.encode(), spoilt.encode())
    assert verify(house, pdf=forged).reason is Finding.SIGNATURE_WRONG


def test_that_a_revoked_one_is_said_by_file_code_and_short_form(house):
    (one,) = issue(house, a_graduate(house))
    house.head.do(RevokeCertificate(one.certificate_id), reason="nama salah tulis")
    found = verify(house, one.code)
    assert (found.reason, found.revoked, found.revoked_on) == (Finding.REVOKED, True, TODAY)
    assert found.revoke_reason == "nama salah tulis"
    assert verify(house, pdf=one.document.content).reason is Finding.REVOKED
    assert verify(house, f"{one.certificate_no} {one.fingerprint}").reason is Finding.REVOKED
    changed = verify(house, pdf=one.document.content + b" ")
    assert (changed.reason, changed.revoked) == (Finding.PAPER_CHANGED, True)


def test_that_a_wrong_fingerprint_and_an_unknown_number_are_said(house):
    (one,) = issue(house, a_graduate(house))
    assert verify(house, f"{one.certificate_no} ABCD-EFGH-JKMN").reason is Finding.SIGNATURE_WRONG
    assert verify(house, f"400.9/999/PSHM/XI/2026 {one.fingerprint}").reason is Finding.NOT_IN_REGISTER


@pytest.mark.parametrize("text", ["", "halo", "sertifikat.pdf", "kalimat tanpa kode " * 300])
def test_that_what_is_neither_code_nor_number_is_said_to_be_unreadable(house, text):
    assert verify(house, text).reason is Finding.UNREADABLE


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"\x00\xff" * 50, b"PK\x03\x04", b"halo"])
def test_that_a_file_that_is_no_certificate_is_said_to_be_unreadable(house, content):
    assert verify(house, pdf=content).reason is Finding.UNREADABLE


def test_that_a_code_kept_in_a_text_file_is_read(house):
    (one,) = issue(house, a_graduate(house))
    assert verify(house, pdf=f"{one.code}\n".encode()).valid


def test_that_a_code_of_another_shelter_is_not_genuine_here(house, tmp_path):
    (tmp_path / "other").mkdir()
    other = a_house(tmp_path / "other")
    (one,) = issue(other, a_graduate(other))
    other.head.close()
    issue(house, a_graduate(house))
    assert verify(house, one.code).reason is Finding.SIGNATURE_WRONG


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_an_older_copy_of_the_store_knows_the_signature_but_not_the_number(house, tmp_path):
    ani, budi = a_graduate(house, "Ani"), a_graduate(house, "Budi")
    (first,) = issue(house, ani)
    made = house.head.do(BackUp(str(tmp_path / "copies"))).outcome
    (second,) = issue(house, budi)
    copy = an_opener(house.clock).look_into(Path(made.path), HEAD, PASSWORD)
    try:
        assert copy.ask(VerifyCertificate(text=first.code)).valid
        later = copy.ask(VerifyCertificate(text=second.code))
        assert (later.reason, later.name, later.revoked) == (Finding.NOT_IN_REGISTER, "Budi", None)
    finally:
        copy.close()


def test_that_a_draft_is_said_to_be_one_also_when_another_program_wrote_it_anew(house):
    draft = house.head.ask(DraftCertificates((a_graduate(house).enrolment_id,)))
    assert verify(house, pdf=draft.content).reason is Finding.DRAFT
    assert verify(house, pdf=resaved(draft.content)).reason is Finding.DRAFT


# signed elsewhere


def signed_elsewhere(content: bytes, *, box: tuple[int, int, int, int] | None = None) -> bytes:
    """The file as another program signs it: an addition after its bytes, seen on the page where there is a box."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    first, last = DAY - timedelta(days=9_000), DAY + timedelta(days=27_000)  # pyHanko reads today's clock
    made = a_pkcs12("Layanan Tanda Tangan", key=2, first=first, last=last).content
    signer = signers.SimpleSigner.load_pkcs12_data(made, [], WORD.encode())
    writer = IncrementalPdfFileWriter(BytesIO(content))
    fields.append_signature_field(writer, fields.SigFieldSpec("Luar", on_page=0, box=box))
    out = BytesIO()
    signers.PdfSigner(signers.PdfSignatureMetadata(field_name="Luar"), signer=signer).sign_pdf(writer, output=out)
    return out.getvalue()


@pytest.mark.parametrize("box", [None, (560, 90, 740, 130)])
def test_that_what_another_service_signed_is_told_as_such_and_neither_as_changed_nor_as_ours(house, box):
    (one,) = issue(house, a_graduate(house))
    found = verify(house, pdf=signed_elsewhere(one.document.content, box=box))
    assert (found.reason, found.valid) == (Finding.SIGNED_ELSEWHERE, False)
    assert (found.certificate_no, found.name) == (one.certificate_no, one.name)
    assert [(sign.state, sign.subject) for sign in found.signatures] == [
        (SignatureState.STRANGER, "Layanan Tanda Tangan, UPT Uji")
    ]
    house.head.do(RevokeCertificate(one.certificate_id), reason="salah nama")
    assert verify(house, pdf=signed_elsewhere(one.document.content, box=box)).reason is Finding.REVOKED


def test_that_our_own_copy_and_a_duplicate_signed_elsewhere_are_told_as_such(house):
    credential = a_credential(house)
    (one,) = issue(house, a_graduate(house))
    house.head.do(SignPapers(credential, (one.certificate_id,), password=WORD))
    (copy,) = house.head.ask(SignaturesOf(PaperKind.CERTIFICATE, one.certificate_id))
    ours = house.head.ask(SignedPdf(copy.signature_id)).content
    assert verify(house, pdf=ours).reason is Finding.VALID
    found = verify(house, pdf=signed_elsewhere(ours))
    assert found.reason is Finding.SIGNED_ELSEWHERE
    assert [sign.state for sign in found.signatures] == [SignatureState.SOUND, SignatureState.STRANGER]
    duplicate = house.head.do(IssueDuplicate(one.certificate_id), reason="hilang").outcome.content
    found = verify(house, pdf=signed_elsewhere(duplicate))
    assert (found.reason, found.copy_number) == (Finding.SIGNED_ELSEWHERE, 1)


def test_that_a_changed_byte_in_what_was_signed_elsewhere_is_found(house):
    (one,) = issue(house, a_graduate(house))
    issued = one.document.content
    signed = signed_elsewhere(issued)
    for at in range(30, len(signed), len(signed) // 9):
        changed = signed[:at] + bytes([signed[at] ^ 1]) + signed[at + 1 :]
        assert verify(house, pdf=changed).reason is not Finding.SIGNED_ELSEWHERE, at
    spoilt = issued.replace(b"/Title", b"/TitlE", 1)
    assert verify(house, pdf=signed_elsewhere(spoilt)).reason is Finding.PAPER_CHANGED


def test_that_what_was_added_without_a_signature_or_after_it_is_called_changed_and_nothing_is_called_valid(house):
    (one,) = issue(house, a_graduate(house))
    issued = one.document.content
    for changed in (turned(issued), turned(signed_elsewhere(issued)), signed_elsewhere(issued) + b"\n%%EOF\n"):
        assert verify(house, pdf=changed).reason is Finding.PAPER_CHANGED
    turned_then_signed = verify(house, pdf=signed_elsewhere(turned(issued)))
    assert (turned_then_signed.reason, turned_then_signed.valid) == (Finding.SIGNED_ELSEWHERE, False)
    assert "compare the page" in FINDING_NAMES[Finding.SIGNED_ELSEWHERE]
