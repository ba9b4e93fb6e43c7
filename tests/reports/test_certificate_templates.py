"""Papers made with templates, letters of attendance, duplicates: words, fonts, codes read back from the drawn page."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from pypdf import PdfReader
from reportlab.lib.units import mm

from shelter_admin.domain.certificates.letters import LetterLine
from shelter_admin.domain.certificates.paper import DuplicateMark
from shelter_admin.domain.certificates.register import Register, Reprint
from shelter_admin.domain.certificates.template import Border, Kind, Logos, Signature, Template, from_json
from shelter_admin.domain.errors import Refused
from shelter_admin.reports.certificate import certificate_pdf
from shelter_admin.reports.certificate_duplicate import duplicate_pdf
from shelter_admin.reports.certificate_letter import letters_pdf
from shelter_admin.reports.certificate_lines import balanced, line_width, plain_runs, wrapped
from shelter_admin.reports.certificate_register import certificate_register
from tests.reports.test_certificate import BAREST, CODE, DAY, DRAFT, LONGEST, NUMBER, PAPER, a_photo, pages_of

FOLDER = Path(__file__).parents[2] / "resources" / "certificate_templates"
LETTER = from_json((FOLDER / "keterangan_mengikuti.json").read_bytes())
STANDARD = from_json((FOLDER / "standar.json").read_bytes())
READY = from_json((FOLDER / "siap_tte.json").read_bytes())
OF_LETTER = replace(PAPER, template=LETTER, mark=None, predikat="", subjects=())


def codes_on(content: bytes, page: int = 0, dpi: int = 150) -> set[str]:
    paper = pypdfium2.PdfDocument(content)
    drawn = paper[page].render(scale=dpi / 72).to_pil()
    paper.close()
    return {one.text for one in zxingcpp.read_barcodes(drawn)}


@pytest.mark.parametrize("paper", [PAPER, LONGEST, BAREST, DRAFT, replace(PAPER, photo=a_photo())])
def test_that_the_standard_template_gives_the_very_bytes_of_none(indonesian, paper):
    assert certificate_pdf(replace(paper, template=STANDARD)).content == certificate_pdf(paper).content


def test_that_the_standard_letter_gives_the_words_of_none(indonesian):
    own = pages_of(letters_pdf([OF_LETTER]))
    assert own == pages_of(letters_pdf([replace(OF_LETTER, template=Template(Kind.LETTER))]))


def test_that_a_letter_says_who_took_part_how_often_and_that_it_is_no_certificate(indonesian):
    (told,) = pages_of(letters_pdf([OF_LETTER]))
    for words in (
        "SURAT KETERANGAN MENGIKUTI",
        f"Nomor: {NUMBER}",
        "Yohanes Daud",
        "Tarakan, 8 Oktober 1989",
        "2026-0077",
        "Las (SMAW)",
        "96 %",
        "bukan sertifikat kelulusan",
        "Kepala UPTD,",
    ):
        assert words in told
    assert "86" not in told.replace(CODE, "")
    assert "Memuaskan" not in told


@pytest.mark.parametrize("paper", [OF_LETTER, replace(LONGEST, template=LETTER), replace(BAREST, template=LETTER)])
@pytest.mark.parametrize("signature", list(Signature))
def test_that_a_letter_is_one_page_with_its_code_readable_whatever_stands_on_it(indonesian, paper, signature):
    template = replace(LETTER, signature=signature, stamp=True)
    content = letters_pdf([replace(paper, template=template, photo=a_photo())]).content
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert codes_on(content) == {CODE}


LONG_SIGNER = replace(LONGEST.signer, title="Kepala UPTD", name=LONGEST.name, rank="Pembina (IV/b)", nip="1" * 18)
FULL = replace(LETTER, lines=("Baris {nama} " * 9,) * 6)


@pytest.mark.parametrize("template", [LETTER, FULL, replace(LETTER, photo=False), replace(FULL, photo=False)])
@pytest.mark.parametrize("signature", list(Signature))
@pytest.mark.parametrize("signer", [PAPER.signer, LONG_SIGNER])
def test_that_no_word_of_a_letter_stands_on_its_code_or_its_photo(indonesian, template, signature, signer):
    wanted = replace(template, signature=signature, stamp=True)
    made = letters_pdf([replace(OF_LETTER, template=wanted, photo=a_photo(), signer=signer)])
    paper = pypdfium2.PdfDocument(made.content)
    page = paper[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=2).to_pil())
    corners = (code.position.top_left, code.position.bottom_right)
    (left, top), (right, bottom) = ((at.x / 2, page.get_height() - at.y / 2) for at in corners)
    places = [(left, bottom, right, top)]
    if template.photo:
        places.append((68, 92, 68 + 30 * mm, 92 + 40 * mm))
    text = page.get_textpage()
    for at in range(text.count_chars()):
        x, low, end, high = text.get_charbox(at)
        for place in places:
            assert not (x < place[2] and end > place[0] and low < place[3] and high > place[1]), text.get_text_range(at)
    text.close()
    paper.close()


@pytest.mark.parametrize("paper", [PAPER, LONGEST, replace(LONGEST, program=LONGEST.program[:75])])
def test_that_whose_transcript_it_is_can_be_read_on_the_back(indonesian, paper):
    made = pypdfium2.PdfDocument(certificate_pdf(paper).content)
    sizes = {round(one.get_font_size(), 1) for one in made[1].get_objects([pypdfium2.raw.FPDF_PAGEOBJ_TEXT])}
    made.close()
    assert min(sizes - {5.6}) >= 6.5, sizes  # the code as text is set in 5.6


def test_that_the_lines_on_the_front_are_about_equally_long():
    words = plain_runs("yang diselenggarakan oleh UPTD Rehabilitasi Sosial Bina Karya pada tanggal 1 Juni 2026")
    wide = line_width(words, 11) - 5
    assert len(wrapped(words, 11, wide)[1]) == 1
    first, second = balanced(words, 11, wide)
    assert first + second == words
    assert abs(line_width(first, 11) - line_width(second, 11)) < wide / 4
    assert balanced(words, 11, wide + 10) == [words]
    unit = replace(PAPER.letterhead, unit="UPTD Rehabilitasi Sosial Bina Karya")
    made = certificate_pdf(replace(PAPER, letterhead=unit, template=READY))
    told = PdfReader(BytesIO(made.content)).pages[0].extract_text()
    assert "2026" not in [line.strip() for line in told.split("\n")]


def test_that_the_empty_block_holds_no_word_of_a_signature(indonesian):
    (front, back) = pages_of(certificate_pdf(replace(PAPER, template=READY)))
    assert not re.search(r"tanda tangan elektronik|\bTTE\b", front + back, re.IGNORECASE)
    assert "H. Maulana, S.Sos., M.Si." in front
    assert "MATERI PELATIHAN" in back


@pytest.mark.parametrize(
    "template",
    [
        replace(STANDARD, letterhead=False, border=Border.NONE, photo=False),
        replace(STANDARD, border=Border.SINGLE, logos=Logos.NONE, stamp=True),
        replace(READY, lines=("Baris {nama} " * 2,) * 6),
        replace(STANDARD, title="SERTIFIKAT " * 8, opening="{panti} " * 10),
    ],
)
def test_that_whatever_a_template_says_the_code_can_be_read_and_nothing_is_refused(indonesian, template):
    content = certificate_pdf(replace(LONGEST, template=template, photo=a_photo())).content
    assert codes_on(content) == {CODE}


@pytest.mark.parametrize("make", [certificate_pdf, lambda paper: letters_pdf([paper])])
def test_that_more_than_fits_is_refused_rather_than_set_over_the_code(indonesian, make):
    with pytest.raises(Refused, match="paper_too_full"):
        make(replace(LONGEST, template=replace(READY, lines=("Baris {nama} " * 20,) * 12)))


def test_that_a_template_may_leave_the_back_away_or_set_lines_on_it(indonesian):
    assert len(pages_of(certificate_pdf(replace(PAPER, template=replace(STANDARD, back=False))))) == 1
    lines = replace(STANDARD, transcript=False, summary=False, trainer=False, back_lines=("Sah bila *{nomor}* asli",))
    _front, back = pages_of(certificate_pdf(replace(PAPER, template=lines)))
    assert f"Sah bila {NUMBER} asli" in back
    for gone in ("Instruktur", "Nilai akhir", "Keselamatan kerja"):
        assert gone not in back


def test_that_a_part_in_brackets_is_left_out_where_nothing_is_known(indonesian):
    template = replace(STANDARD, lines=("mengikuti {program}[ sampai {selesai}] [mulai {sejak}]",))
    front, _back = pages_of(certificate_pdf(replace(PAPER, last_day=None, template=template)))
    assert "mengikuti Las (SMAW) mulai 1 Juni 2026" in front


def test_that_a_duplicate_is_the_same_pages_marked_with_codes_fonts_title_and_language_kept(indonesian):
    issued = certificate_pdf(replace(PAPER, photo=a_photo())).content
    content = duplicate_pdf(issued, DuplicateMark(NUMBER, 2, DAY), "x.pdf").content
    for told in pages_of(type("", (), {"content": content})):
        assert "DUPLIKAT ke-2 tanggal 25 November 2026" in told
    assert codes_on(content) == {CODE}
    with pikepdf.open(BytesIO(content)) as paper:
        assert paper.check_pdf_syntax() == []
        assert str(paper.Root.Lang) == "id"
        assert str(paper.docinfo["/Title"]) == "Sertifikat"


def test_that_a_letter_has_title_and_language_of_its_words(indonesian):
    with pikepdf.open(BytesIO(letters_pdf([OF_LETTER]).content)) as paper:
        assert (str(paper.Root.Lang), str(paper.docinfo["/Title"])) == ("id", "Surat keterangan mengikuti")


@pytest.mark.parametrize("make", [certificate_pdf, lambda paper: letters_pdf([paper])])
def test_that_the_same_paper_is_the_same_bytes_whenever_it_is_drawn(indonesian, monkeypatch, make):
    first = make(OF_LETTER).content
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    assert make(OF_LETTER).content == first


@pytest.mark.parametrize("content", [certificate_pdf(PAPER).content, letters_pdf([OF_LETTER]).content])
def test_that_every_font_is_embedded_and_qpdf_finds_nothing(content):
    with pikepdf.open(BytesIO(content)) as paper:
        assert paper.check_pdf_syntax() == []
        fonts = [one for one in paper.objects if isinstance(one, pikepdf.Dictionary) and "/FontDescriptor" in one]
        assert fonts
        assert all("/FontFile2" in one["/FontDescriptor"] for one in fonts)


def test_that_the_book_says_of_a_letter_too_that_it_was_revoked_and_printed_again(indonesian, imprint):
    again = Reprint(datetime(2026, 11, 25, 20, tzinfo=UTC), "Agus", "kertas macet")
    letter = LetterLine("l", "e", "p", "400.9.5/001/RSBK", 1, DAY, "2026-0001", "Slamet", "Las", 412, 0.7, "AAAA")
    gone = replace(letter, serial=2, revoked_on=DAY, revoked_by="Ratna Dewi", revoke_reason="salah nama")
    book = Register(2026, (2026,), (), (), 0, "0" * 64)
    told = " ".join(pages_of(certificate_register(book, imprint, [gone, replace(letter, reprints=(again,))])))
    assert "cetak ulang 26-11-2026: kertas macet" in told
    assert "DICABUT 25-11-2026 oleh Ratna Dewi: salah nama" in told
