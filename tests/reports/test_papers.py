"""Every paper: what it says, that it says it in Indonesian, that it is the same twice."""

import ast
import hashlib
import subprocess
import sys
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any, cast

import pytest
from babel.messages import pofile
from PIL import Image
from pypdf import PdfReader

from shelter_admin.domain import recovery_code
from shelter_admin.domain.beds import BedBoard, BedState
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import Mark, RollCallKind
from shelter_admin.domain.sheets import RecoveryCode
from shelter_admin.reports import fonts
from shelter_admin.reports.bed_list import bed_list
from shelter_admin.reports.page import Paper, build, words
from shelter_admin.reports.recovery_sheet import recovery_sheet
from shelter_admin.reports.roll_call_sheet import roll_call_sheet

ROOT = Path(__file__).parents[2]
CODE = RecoveryCode(recovery_code.written(bytes(range(40, 55))), "contoh.panti", date(2026, 11, 21))
LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
SAME_TWICE = """
import hashlib, io
from datetime import UTC, date, datetime
from PIL import Image
from shelter_admin.domain.settings import Letterhead
from shelter_admin.domain.sheets import Imprint, RecoveryCode
from shelter_admin.reports.recovery_sheet import recovery_sheet
logo = io.BytesIO()
Image.new("RGBA", (30, 40), (15, 110, 132, 90)).save(logo, "PNG")
imprint = Imprint("RSBK", datetime(2026, 11, 21, 20, tzinfo=UTC), "Ratna", Letterhead(unit="UPTD", logo=logo.getvalue()))
code = RecoveryCode("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE-FFFFF", "x", date(2026, 11, 21))
print(hashlib.sha256(recovery_sheet(code, imprint).content).hexdigest())
"""


@pytest.fixture
def papers(board, roll_call, imprint):
    return [bed_list(board, imprint), roll_call_sheet(roll_call(40), imprint), recovery_sheet(CODE, imprint)]


def font_names(content):
    found = set()
    for page in PdfReader(BytesIO(content)).pages:
        resources = cast("dict[str, Any]", page["/Resources"].get_object())
        for font in resources.get("/Font", {}).values():
            descriptor = font.get_object().get("/FontDescriptor")
            embedded = descriptor is not None and "/FontFile2" in descriptor.get_object()
            found.add((font.get_object()["/BaseFont"].split("+")[-1], embedded))
    return found


def test_that_every_font_is_ours_and_embedded(papers):
    for paper in papers:
        assert font_names(paper.content) == {("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}


def test_that_the_same_records_give_the_same_bytes_in_two_processes():
    found = {
        subprocess.run([sys.executable, "-c", SAME_TWICE], cwd=ROOT, capture_output=True, check=True, text=True).stdout
        for _time in range(2)
    }
    assert len(found) == 1
    assert len(found.pop().strip()) == hashlib.sha256().digest_size * 2


def test_that_the_same_records_give_the_same_bytes_in_one_process(board, roll_call, imprint):
    assert bed_list(board, imprint) == bed_list(board, imprint)
    assert roll_call_sheet(roll_call(9), imprint) == roll_call_sheet(roll_call(9), imprint)


def test_that_every_page_says_which_it_is_and_who_printed_it(indonesian, board, imprint, read):
    pages = read(bed_list(board, imprint))
    assert len(pages) > 2
    for at, page in enumerate(pages, start=1):
        assert f"Halaman {at} dari {len(pages)}" in page
        assert "Dicetak 21-11-2026 20.05 oleh Ratna Dewi" in page
        assert "Memuat data pribadi" in page
        assert "UPTD Bina Karya" in page


def test_that_the_letterhead_stands_on_the_first_page_only(board, imprint, read):
    pages = read(bed_list(board, imprint))
    assert "PEMERINTAH PROVINSI CONTOH DINAS SOSIAL UPTD Bina Karya Jalan Contoh 1" in pages[0]
    assert not any("PEMERINTAH" in page for page in pages[1:])


def test_that_without_a_letterhead_the_name_of_the_panti_stands_there(board, imprint, read):
    bare = replace(imprint, letterhead=type(imprint.letterhead)())
    assert "RSBK Contoh" in read(bed_list(board, bare))[0]


def test_that_file_names_say_nobody_and_are_indonesian(indonesian, board, roll_call, imprint):
    made = [bed_list(board, imprint), roll_call_sheet(roll_call(3), imprint), recovery_sheet(CODE, imprint)]
    assert [paper.filename for paper in made] == [
        "daftar-tempat-tidur-21-11-2026.pdf",
        "apel-malam-21-11-2026.pdf",
        "lembar-pemulihan-21-11-2026.pdf",
    ]


def test_that_a_paper_names_its_language_and_title(indonesian, board, imprint):
    reader = PdfReader(BytesIO(bed_list(board, imprint).content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Daftar Tempat Tidur"
    assert cast("dict[str, Any]", reader.trailer["/Root"].get_object())["/Lang"] == "id"


def test_that_the_bed_list_names_everybody_and_every_bed(indonesian, board, imprint, read):
    text = " ".join(read(bed_list(board, imprint)))
    for room in board.rooms:
        for bed in room.beds:
            assert bed.number in text
            assert f"{bed.room}/{bed.label} " in text
    assert text.count("Maria Bo & <Co>") == sum(
        bed.resident == "Maria Bo & <Co>" for room in board.rooms for bed in room.beds
    )
    assert LONG_NAME in text


def test_that_people_beyond_capacity_are_counted_as_they_are(indonesian, board, imprint, read):
    first = read(bed_list(board, imprint))[0]
    assert "105 tempat tidur layak pakai" in first
    assert "112 · 107 % orang ditempatkan" in first
    assert "7 melebihi kapasitas" in first
    assert "7 di kasur tambahan" in first


def test_that_who_has_no_bed_stands_at_the_end(indonesian, board, imprint, read):
    last = read(bed_list(board, imprint))[-1]
    assert "Di panti tanpa tempat tidur: 2" in last
    assert f"{LONG_NAME} 2026-1000 P Mawar 12" in last
    assert "Bambang 2026-1001" in last


@pytest.mark.parametrize(
    ("state", "more", "told"),
    [
        (BedState.FREE, {}, "bebas"),
        (BedState.TO_CLEAN, {}, "perlu dibersihkan"),
        (BedState.BLOCKED, {"blocked_reason": "atap bocor"}, "rusak atau diblokir, atap bocor"),
        (BedState.OCCUPIED, {"person_id": "p", "away": True}, "terisi, sedang di luar —"),
    ],
)
def test_that_a_bed_says_its_state_in_words(indonesian, board, imprint, read, state, more, told):
    nobody = {"person_id": None, "resident": None, "number": None, "sex": None, "since": None}
    bed = replace(board.rooms[0].beds[0], state=state, **(nobody | more))
    one = replace(board, rooms=(replace(board.rooms[0], beds=(bed,)),), unplaced=())
    assert f"1/1 {told} " in read(bed_list(one, imprint))[0]


def test_that_the_wisma_and_the_headings_stand_on_every_page(indonesian, board, imprint, read):
    for page in read(bed_list(board, imprint)):
        assert "TT Keadaan Nama Nomor induk L/P Sejak" in page
        assert any(f"{wisma}: " in page for wisma in ("Melati", "Anggrek", "Cendana"))


def test_that_an_empty_house_has_a_bed_list_that_says_what_to_do(indonesian, imprint, read):
    pages = read(bed_list(BedBoard(date(2026, 11, 21), ()), imprint))
    assert len(pages) == 1
    assert "Belum ada kamar" in pages[0]


def test_that_the_roll_call_sheet_names_everybody_once_and_numbers_them(indonesian, roll_call, imprint, read):
    text = " ".join(read(roll_call_sheet(roll_call(120), imprint)))
    for at in range(120):
        assert text.count(f" 2026-{at:04} ") == 1
    assert "1 0/0 2026-0000 Slamet (Bejo) H S I C D A B K" in text
    assert "120 tercatat di panti" in text
    assert "Petugas piket" in text
    assert "Malam Sabtu, 21 November 2026 (tanggal dinas dimulai)" in text
    assert "Tanpa tempat tidur: 40 orang" in text


def boxes_filled(document):
    """Count the dark boxes: rectangles filled with the ink of the text."""
    contents = [page.get_contents() for page in PdfReader(BytesIO(document.content)).pages]
    content = b"".join(part.get_data() for part in contents if part is not None)
    return content.count(b".105882 .141176 .188235 rg\nn ")


def test_that_the_boxes_already_known_are_filled_in(roll_call, imprint):
    nobody = replace(roll_call(16), lines=tuple(replace(line, proposed=None) for line in roll_call(16).lines))
    assert boxes_filled(roll_call_sheet(nobody, imprint)) == 0
    assert boxes_filled(roll_call_sheet(roll_call(16), imprint)) == 2
    assert boxes_filled(roll_call_sheet(roll_call(16, closed=True), imprint)) == 16


def test_that_a_written_mark_stands_above_a_proposed_one(roll_call, imprint):
    one = roll_call(1)
    marked = replace(one, lines=(replace(one.lines[0], mark=Mark.ABSENT, proposed=Mark.LEAVE),))
    plain = replace(one, lines=(replace(one.lines[0], mark=Mark.ABSENT, proposed=None),))
    assert roll_call_sheet(marked, imprint) == roll_call_sheet(plain, imprint)


def test_that_an_open_roll_call_leaves_its_numbers_to_be_written(indonesian, roll_call, imprint, read):
    text = read(roll_call_sheet(roll_call(9), imprint))[0]
    assert "9 tercatat di panti hadir (H, S) di luar (I, C, D) tidak ada (A, B, K)" in text
    assert "Ditutup" not in text


def test_that_a_closed_roll_call_says_its_numbers_and_who_closed_it_on_the_panti_clock(
    indonesian, roll_call, imprint, read
):
    text = " ".join(read(roll_call_sheet(roll_call(9, closed=True), imprint)))
    assert "9 hadir (H, S) 0 di luar (I, C, D) 0 tidak ada (A, B, K)" in text
    assert "Ditutup oleh Agus Salim pada 21-11-2026 22.10." in text


def test_that_a_morning_roll_call_says_so(indonesian, roll_call, imprint, read):
    text = read(roll_call_sheet(roll_call(2, kind=RollCallKind.PAGI), imprint))[0]
    assert "Apel Pagi Sabtu, 21 November 2026" in text
    assert "dinas dimulai" not in text


def test_that_a_roll_call_of_nobody_is_one_page_that_says_so(indonesian, roll_call, imprint, read):
    pages = read(roll_call_sheet(replace(roll_call(1), lines=()), imprint))
    assert len(pages) == 1
    assert "Tidak ada penghuni yang tercatat" in pages[0]


def test_that_the_recovery_sheet_is_one_page_with_each_group_under_its_number(indonesian, imprint, read):
    pages = read(recovery_sheet(replace(CODE, replaces_older=True), imprint))
    groups = CODE.code.split("-")
    assert len(pages) == 1
    for group in groups:
        assert group in pages[0]
    assert "RSBK Contoh · berkas data contoh.panti · dibuat 21 November 2026" in pages[0]
    for part in ("Tempat menyimpan", "Kegunaan", "Cara memakai", "Bila Anda menemukan", "kepala panti", "menggantikan"):
        assert part in pages[0]
    assert "Memuat data pribadi" not in pages[0]


def test_that_a_first_recovery_sheet_does_not_speak_of_older_ones(indonesian, imprint, read):
    assert "menggantikan" not in read(recovery_sheet(CODE, imprint))[0]


def test_that_the_recovery_sheet_stays_one_page_under_the_longest_letterhead(imprint, read):
    head = replace(imprint.letterhead, unit=LONG_NAME * 2, address=LONG_NAME * 3, contact=LONG_NAME * 2)
    code = replace(CODE, replaces_older=True, store_name="x" * 60)
    assert len(read(recovery_sheet(code, replace(imprint, letterhead=head)))) == 1


def test_that_the_code_is_not_in_the_records_own_words():
    assert CODE.code not in repr(CODE)


@pytest.mark.parametrize(
    "name", ["Łucja Ñandú Đỗ", "Ḥasan ʻAbd", "O’Neil–Tan", "Ёлка", "Siti\u200b\u202e \tAminah", "e\u0301"]
)
def test_that_names_of_many_tongues_can_be_printed(imprint, read, name):
    text = read(build(Paper("x.pdf", "T", "S", imprint), [words(name)]))[0]
    assert " ".join(fonts.printable(name).split()) in text


@pytest.mark.parametrize("letter", ["→", "王", "😀", "ﷺ"])
def test_that_a_letter_the_font_lacks_is_refused_and_named(roll_call, imprint, letter):
    one = roll_call(1)
    strange = replace(one, lines=(replace(one.lines[0], name=f"Budi {letter}"),))
    with pytest.raises(Refused) as refused:
        roll_call_sheet(strange, imprint)
    assert refused.value.code == "font_lacks_letter"
    assert refused.value.facts["letter"] == letter


def test_that_a_letter_in_the_page_furniture_is_refused_too(roll_call, imprint):
    with pytest.raises(Refused, match="font_lacks_letter"):
        roll_call_sheet(roll_call(1), replace(imprint, printed_by="王"))


def test_that_endless_texts_still_fit_on_paper(roll_call, board, imprint, read):
    one = roll_call(1)
    note = replace(one, lines=(replace(one.lines[0], note="kata " * 3000, name="x" * 5000),))
    assert "…" in " ".join(read(roll_call_sheet(note, imprint)))
    beds = (replace(board.rooms[0].beds[0], state=BedState.BLOCKED, blocked_reason="b" * 9000),)
    assert read(bed_list(replace(board, rooms=(replace(board.rooms[0], beds=beds),)), imprint))


def test_that_a_logo_is_drawn_and_an_unreadable_one_refused(board, imprint):
    buffer = BytesIO()
    Image.new("RGB", (400, 100), "red").save(buffer, "PNG")
    good = replace(imprint, letterhead=replace(imprint.letterhead, logo=buffer.getvalue()))
    assert len(PdfReader(BytesIO(bed_list(board, good).content)).pages[0].images) == 1
    bad = replace(imprint, letterhead=replace(imprint.letterhead, logo=b"not a picture"))
    with pytest.raises(Refused, match="logo_unreadable"):
        bed_list(board, bad)


def said(path):
    """Find every word marked for translation in a module, with its context: of singular and plural the singular."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"_", "N_", "n_", "p_"}:
            words = [text.value if isinstance(text, ast.Constant) else None for text in node.args]
            context, text = words[:2] if node.func.id == "p_" else (None, words[0])
            if text is not None:
                yield context, text


def test_that_every_word_on_paper_is_said_in_indonesian_and_can_be_printed():
    with (ROOT / "resources/i18n/id/papers.po").open("rb") as file:
        messages: list[Any] = [message for message in pofile.read_po(file, locale="id") if message.id]
    modules = [*(ROOT / "shelter_admin/reports").glob("*.py"), ROOT / "shelter_admin/domain/wording.py"]
    used = {one for module in modules for one in said(module)}
    assert len(used) > 80
    assert used == {(one.context, one.id[0] if one.pluralizable else one.id) for one in messages}
    for one in messages:
        english, spoken = (one.id[-1], one.string[-1]) if one.pluralizable else (one.id, one.string)
        assert fonts.printable(english + spoken).strip()
        assert spoken.count("{") == english.count("{")


def test_that_the_fonts_come_with_their_licence_and_stay_small():
    files = sorted(fonts.FOLDER.glob("*.ttf"))
    assert [file.stem for file in files] == [
        "NotoSans-Bold",
        "NotoSans-Italic",
        "NotoSans-Regular",
        "NotoSans-SemiBold",
    ]
    assert sum(file.stat().st_size for file in files) < 3_000_000
    assert "SIL OPEN FONT LICENSE" in (fonts.FOLDER / "OFL.txt").read_text(encoding="utf-8")
