"""The certificate as paper: front, back, draft; what must never be cut and never be printed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any, cast

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader
from reportlab.lib.units import mm

from shelter_admin.domain.certificates import codes
from shelter_admin.domain.certificates.paper import AttendanceCount, CertificatePaper, Signer, SubjectLine
from shelter_admin.domain.certificates.register import CertificateLine, Register, Reprint
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.settings import Letterhead
from shelter_admin.reports import qr
from shelter_admin.reports.certificate import certificate_pdf, certificates_pdf
from shelter_admin.reports.certificate_joining import joined
from shelter_admin.reports.certificate_reading import marks_in, marks_in_pages
from shelter_admin.reports.certificate_register import certificate_register
from tests.reports.conftest import LONG_NAME
from tests.reports.test_papers import font_names

DAY = date(2026, 11, 25)
NUMBER = "400.9.4/017/RSBK-SMD/XI/2026"
CODE = codes.encode(codes.statement_of(NUMBER, "Yohanes Daud", "Las (SMAW)", 412, 86.5, DAY), bytes(range(32)))
PAPER = CertificatePaper(
    letterhead=Letterhead(
        "Pemerintah Provinsi Bahari",
        "Dinas Sosial",
        "UPTD Bina Karya",
        "Jalan Panti 1",
        "upt@bahari.go.id",
        "Bahari",
    ),
    panti="RSBK Contoh",
    number=NUMBER,
    code=CODE,
    fingerprint=codes.fingerprint(CODE),
    name="Yohanes Daud",
    birth_place="Tarakan",
    born=PartialDate.exact(date(1989, 10, 8)),
    resident_number="2026-0077",
    program="Las (SMAW)",
    batch="Angkatan II Tahun 2026",
    first_day=date(2026, 6, 1),
    last_day=date(2026, 11, 20),
    hours=412,
    mark=86.5,
    predikat="Memuaskan",
    subjects=(SubjectLine("Keselamatan kerja", 8, 12, 90.0), SubjectLine("Las busur manual", 30, None, None)),
    attendance=AttendanceCount(96, 2, 1, 1),
    signer=Signer("Kepala UPTD", "H. Maulana, S.Sos., M.Si.", "Pembina Tk. I (IV/b)", "197001011995031001"),
    town="Samarinda",
    issued_on=DAY,
)
DRAFT = replace(PAPER, number=None, code="", fingerprint="")
LONGEST = replace(
    PAPER,
    name=LONG_NAME,
    program="Pengolahan Hasil Perikanan dan Tata Boga Nusantara untuk Usaha Rumah Tangga Sepanjang Tahun",
    birth_place="Kabupaten Kutai Kartanegara Bagian Hulu",
    letterhead=replace(PAPER.letterhead, unit="Unit Pelaksana Teknis Daerah Rehabilitasi Sosial Bina Karya " * 2),
    signer=Signer(
        "Pelaksana Tugas " * 3 + "Kepala Unit Pelaksana Teknis Daerah Rehabilitasi Sosial Bina Karya", LONG_NAME
    ),
)
BAREST = CertificatePaper(
    letterhead=Letterhead(),
    panti="RSBK Contoh",
    number="1/2026",
    code=CODE,
    fingerprint="AAAA-BBBB-CCCC",
    name="Slamet",
    resident_number="7",
    program="Las",
    hours=10,
    mark=70.0,
    predikat="Cukup",
    signer=Signer("Kepala UPT"),
    issued_on=DAY,
)


def pages_of(document):
    return [re.sub(r"\s+", " ", page.extract_text()) for page in PdfReader(BytesIO(document.content)).pages]


def a_photo(size=(480, 360)):
    out = BytesIO()
    Image.effect_noise(size, 90).convert("RGB").save(out, "JPEG")
    return out.getvalue()


def test_that_the_front_says_who_did_what_how_long_and_how_well(indonesian):
    front, _back = pages_of(certificate_pdf(PAPER))
    for told in (
        "PEMERINTAH PROVINSI BAHARI",
        "SERTIFIKAT",
        f"Nomor: {NUMBER}",
        "diberikan kepada",
        "Yohanes Daud",
        "lahir di Tarakan, 8 Oktober 1989 · nomor induk 2026-0077",
        "yang telah mengikuti dan lulus Pelatihan Keterampilan Las (SMAW) Angkatan II Tahun 2026",
        "tanggal 1 Juni 2026 sampai dengan 20 November 2026, selama 412 jam pelajaran,",
        "dengan predikat Memuaskan",
        f"kode verifikasi · {PAPER.fingerprint}",
        "Samarinda, 25 November 2026",
        "Kepala UPTD,",
        "H. Maulana, S.Sos., M.Si.",
        "NIP 197001011995031001",
    ):
        assert told in front


def test_that_the_back_is_the_transcript_with_attendance_and_the_code_as_text(indonesian):
    _front, back = pages_of(certificate_pdf(PAPER))
    for told in (
        "DAFTAR MATERI DAN NILAI",
        "Jumlah jam program 412 JP",
        "teori 38 JP, praktik 12 JP",
        "Nilai akhir 86,5",
        "Predikat Memuaskan",
        "hadir 96, sakit 2, izin 1, alpa 1 (96 %)",
        "JP = jam pelajaran 45 menit",
        "Instruktur,",
    ):
        assert told in back
    for cell in ("Keselamatan kerja", "Las busur manual", "90", "—"):
        assert cell in back
    assert CODE in back.replace(" ", "")


def test_that_the_code_is_never_called_an_electronic_signature(indonesian):
    assert not re.search(r"\bTTE\b|tanda tangan elektronik", " ".join(pages_of(certificate_pdf(PAPER))), re.IGNORECASE)


def test_that_the_code_stands_in_the_file_without_any_picture_being_read():
    content = certificate_pdf(PAPER).content
    facts = PdfReader(BytesIO(content)).metadata
    assert facts is not None
    assert str(facts["/Keywords"]) == CODE
    assert marks_in(content).code == CODE
    assert marks_in_pages(content).code == CODE


def test_that_a_draft_is_marked_on_every_page_and_has_neither_number_nor_code(indonesian):
    content = certificate_pdf(DRAFT).content
    assert all("CONTOH" in page for page in pages_of(certificate_pdf(DRAFT)))
    assert NUMBER not in " ".join(pages_of(certificate_pdf(DRAFT)))
    for marks in (marks_in(content), marks_in_pages(content)):
        assert (marks.code, marks.draft) == (None, True)
    assert "CONTOH" not in " ".join(pages_of(certificate_pdf(PAPER)))


@pytest.mark.parametrize(
    "paper", [PAPER, DRAFT, LONGEST, BAREST, replace(LONGEST, name="Abdurrahmansyahputrakusumawardhana" * 2)]
)
def test_that_nothing_leaves_the_frame_of_the_page(indonesian, paper):
    document = pypdfium2.PdfDocument(certificate_pdf(paper).content)
    for page in document:
        text = page.get_textpage()
        words = text.get_text_range()
        for at in range(text.count_chars()):
            if words[at : at + 1].strip() and not (paper.number is None and words[at : at + 1] in "CONTOH"):
                left, low, right, high = text.get_charbox(at)
                assert 32.5 < left <= right < 842 - 32.5
                assert 32.5 < low <= high < 595.3 - 32.5


def test_that_long_and_single_names_stand_whole(indonesian):
    front, back = pages_of(certificate_pdf(LONGEST))
    assert LONG_NAME in front
    assert LONG_NAME in back
    assert LONGEST.program in front
    assert LONGEST.signer.title in front
    assert front.count(LONG_NAME) == 2
    assert "Slamet" in pages_of(certificate_pdf(BAREST))[0]


def test_that_what_is_not_known_is_left_out(indonesian):
    front, back = pages_of(certificate_pdf(BAREST))
    assert "Nomor induk 7" in front
    assert "lahir" not in front
    assert "NIP" not in front
    assert "RSBK Contoh" in front
    assert "selama 10 jam pelajaran," in front
    assert "Kehadiran —" in back


@pytest.mark.parametrize(
    ("born", "told"),
    [
        (PartialDate.of_month(1989, 10), "lahir Oktober 1989"),
        (PartialDate.of_year(1989), "lahir tahun 1989"),
        (PartialDate.about(1989), "Nomor induk"),
        (PartialDate(), "Nomor induk"),
    ],
)
def test_that_a_birth_is_told_as_far_as_it_is_certain(indonesian, born, told):
    front = pages_of(certificate_pdf(replace(BAREST, born=born)))[0]
    assert told in front
    assert ("1989" in front) == ("lahir" in told)


def test_that_a_photo_stands_on_the_front_and_without_one_there_is_room_for_it(indonesian):
    assert "foto 3 × 4" in pages_of(certificate_pdf(PAPER))[0]
    with_photo = certificate_pdf(replace(PAPER, photo=a_photo()))
    front = PdfReader(BytesIO(with_photo.content)).pages[0]
    assert len(front.images) == 1
    assert "foto 3 × 4" not in front.extract_text()


def test_that_a_logo_is_drawn_once_for_all_and_one_that_cannot_be_read_is_refused():
    logo = a_photo((60, 80))
    head = replace(PAPER.letterhead, logo=logo)
    many = certificates_pdf([replace(PAPER, letterhead=head)] * 20).content
    assert many.count(b"/Subtype /Image") == 1
    with pytest.raises(Refused, match="logo_unreadable"):
        certificate_pdf(replace(PAPER, letterhead=replace(head, logo=b"\x89PNG broken")))


def test_that_very_many_subjects_go_on_on_further_pages(indonesian):
    subjects = tuple(SubjectLine(f"Materi {at} " + "yang panjang " * (at % 12), at, at, 80.0) for at in range(1, 61))
    pages = pages_of(certificate_pdf(replace(PAPER, subjects=subjects)))
    assert len(pages) > 3
    assert all(f"Materi {at} " in " ".join(pages[1:]) for at in range(1, 61))
    assert "Nilai akhir" in pages[-1]
    assert "Nilai akhir" not in " ".join(pages[:-1])


def test_that_a_letter_the_font_lacks_is_refused():
    for changed in (replace(PAPER, name="Siti 水"), replace(PAPER, program="水"), replace(PAPER, batch="水")):
        with pytest.raises(Refused, match="font_lacks_letter"):
            certificate_pdf(changed)


def test_that_signs_of_markup_and_braces_are_printed_as_they_are(indonesian):
    front = pages_of(certificate_pdf(replace(PAPER, name="Maria Bo & <Co>", program="Las *A* {hours}", batch="{x}")))[0]
    assert "Maria Bo & <Co>" in front
    assert "Las *A* {hours}" in front


def test_that_every_font_is_ours_and_embedded():
    assert font_names(certificate_pdf(PAPER).content) <= {("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}


def test_that_the_same_certificate_gives_the_same_bytes_and_names_nobody_in_its_name(indonesian):
    paper = replace(PAPER, photo=a_photo())
    assert certificate_pdf(paper) == certificate_pdf(paper)
    assert certificate_pdf(paper).filename == "sertifikat.pdf"


def test_that_a_paper_names_its_language_and_title(indonesian):
    reader = PdfReader(BytesIO(certificate_pdf(PAPER).content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Sertifikat"
    assert cast("dict[str, Any]", reader.trailer["/Root"].get_object())["/Lang"] == "id"


def test_that_a_file_of_many_holds_each_front_and_back_in_order(indonesian):
    pages = pages_of(certificates_pdf([replace(PAPER, name=f"Orang {at}") for at in range(5)]))
    assert ["Orang " in page for page in pages] == [True] * 10
    assert [f"Orang {at // 2}" in page for at, page in enumerate(pages)] == [True] * 10


def test_that_joined_papers_keep_their_pages():
    ones = [certificate_pdf(replace(PAPER, name=f"Orang {at}")) for at in range(3)]
    assert pages_of(joined([one.content for one in ones])) == [page for one in ones for page in pages_of(one)]


def test_that_what_is_no_paper_has_no_marks():
    for content in (b"", b"%PDF-1.7\nbroken", b"\x00" * 100):
        for marks in (marks_in(content), marks_in_pages(content)):
            assert (marks.code, marks.draft) == (None, False)


# the QR code


def test_that_a_module_is_at_least_four_tenths_of_a_millimetre():
    assert qr.MODULE / mm >= 0.4
    drawn = PdfReader(BytesIO(certificate_pdf(PAPER).content)).pages[0].get_contents()
    assert drawn is not None
    (scale,) = re.findall(rb"0 g ([\d.]+) 0 0 \1 ", drawn.get_data())
    assert float(scale) >= 0.4 * mm


def test_that_the_code_is_held_densely_and_fits_its_place():
    matrix = qr.matrix_of(CODE)
    assert len(matrix) <= 65
    longest = codes.encode(codes.statement_of("9" * 60, "Wa" * 60, "Las" * 30, 9999, 99.99, DAY), bytes(range(32)))
    assert qr.qr_side(len(qr.matrix_of(longest))) < 140


@given(st.lists(st.lists(st.integers(0, 1), min_size=7, max_size=7), min_size=7, max_size=7))
def test_that_merged_rectangles_cover_the_dark_modules_and_no_other(rows):
    matrix = [bytes(row) for row in rows]
    covered = [[0] * 7 for _row in range(7)]
    for left, first, wide, last in qr._merged(matrix):
        for down in range(first, last + 1):
            for across in range(left, left + wide):
                covered[down][across] += 1
    assert covered == rows


def test_that_the_drawn_code_is_the_code():
    page = pypdfium2.PdfDocument(certificate_pdf(PAPER).content)[0]
    dots = 8
    scale = dots / qr.MODULE
    picture = page.render(scale=scale, crop=(0, 0, 0, 0)).to_pil().convert("L")
    matrix = qr.matrix_of(CODE)
    high = picture.height
    left = (74 + 30 * mm + 12 + qr.QUIET * qr.MODULE) * scale
    low = high - (56 + 9 + qr.QUIET * qr.MODULE) * scale
    for down, row in enumerate(matrix):
        for across, dark in enumerate(row):
            spot = (int(left + (across + 0.5) * dots), int(low - (len(matrix) - down - 0.5) * dots))
            assert (picture.getpixel(spot) < 128) == bool(dark)


# the register


def line(serial, **more):
    values: dict[str, Any] = {
        "certificate_id": f"c{serial}",
        "enrolment_id": "e",
        "person_id": "p",
        "certificate_no": f"400.9/{serial:03}/RSBK/XI/2026",
        "serial": serial,
        "issued_on": DAY,
        "number": f"2026-{serial:04}",
        "name": LONG_NAME if serial % 2 else "Slamet",
        "program": "Las (SMAW)",
        "hours": 412,
        "mark": 86.5,
        "predikat": "Memuaskan",
        "fingerprint": "K7Q2-9FHD-XM4T",
    }
    return CertificateLine(**(values | more))


def test_that_the_register_holds_every_number_in_order_with_what_became_of_it(indonesian, imprint):
    again = Reprint(imprint.printed_at, "Sari", "basah kena hujan")
    lines = (
        line(2, revoked_on=DAY, revoked_by="Ratna Dewi", revoke_reason="nama salah tulis"),
        line(1, reprints=(again,)),
        *(line(serial) for serial in range(3, 60)),
    )
    document = certificate_register(Register(2026, (2026,), lines, ("ab" * 32,), 1234, "cd" * 32), imprint)
    assert document.filename == "buku-register-sertifikat-2026.pdf"
    text = " ".join(pages_of(document))
    found = [int(serial) for serial in re.findall(r"400\.9/(\d{3})/RSBK", text)]
    assert found == list(range(1, 60))
    for told in (
        "Buku Register Sertifikat",
        "59 diterbitkan 58 berlaku 1 dicabut 1 cetak ulang",
        "cetak ulang 21-11-2026: basah kena hujan",
        "ab" * 32,
        "cd" * 32,
        "Catatan ke-1.234",
    ):
        assert told in text
    assert "DICABUT 25-11-2026 oleh Ratna Dewi: nama salah tulis" in text
    assert "25-11-2026 Raden" in text
    assert f"{LONG_NAME} 2026-0001" in text


def test_that_the_register_of_a_year_without_certificates_says_so(indonesian, imprint):
    text = " ".join(pages_of(certificate_register(Register(2025, (2025,), (), (), 0, "0" * 64), imprint)))
    assert "Tidak ada sertifikat yang diterbitkan pada tahun ini." in text
    assert "belum ada kunci" in text


def test_that_no_number_of_the_register_breaks_inside(indonesian, imprint):
    numbers = ("400.9/001/CONTOH/XI/2026", "400.9/002/UPTD-PSHM-SAMARINDA-SEBERANG/VIII/2026")
    lines = tuple(line(at, certificate_no=told) for at, told in enumerate(numbers, 1))
    document = certificate_register(Register(2026, (2026,), lines, (), 0, "0" * 64), imprint)
    text = "\n".join(pages_of(document))
    assert numbers[0] in text
    assert numbers[1] in text.replace("/ ", "/")
