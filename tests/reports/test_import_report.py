from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest

from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.sheets import AlikePair, Fate, MovingIn, RowFate
from shelter_admin.reports.import_report import import_report

ROWS = (
    RowFate(7, "Slamet", Fate.TAKEN, "2026-0001", "Melati 3/2"),
    RowFate(8, "=HYPERLINK(1)", Fate.REFUSED, remark="tanpa nama"),
    RowFate(9, "Siti & <Co>", Fate.TAKEN_AS_LEFT, "2025-0002", doubts=("NIK kehilangan digit ke-16", "tahun saja")),
    RowFate(10, "0812\u0007", Fate.ALREADY, "+1+1"),
)
MOVING_IN = MovingIn(
    "buku induk.xlsx", "2026", ROWS, (AlikePair(7, "Slamet", 9, "Slamat", "nama mirip"),), (("NIK salah panjang", 3),)
)


def opened(document):
    return openpyxl.load_workbook(BytesIO(document.content))


def rows_of(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_that_every_row_of_the_register_has_its_fate(indonesian, imprint):
    book = opened(import_report(MOVING_IN, imprint))
    assert book.sheetnames == ["Ringkasan", "Baris", "Mungkin orang yang sama"]
    heads, *rows = rows_of(book["Baris"])
    assert heads[:4] == ["Baris di buku induk", "Nama", "Hasil", "Nomor induk"]
    assert [row[0] for row in rows] == [7, 8, 9, 10]
    assert rows[0][:5] == [7, "Slamet", "diterima", "2026-0001", "Melati 3/2"]
    assert rows[2][5] == "NIK kehilangan digit ke-16\ntahun saja"
    assert [row[2] for row in rows[1:]] == [
        "tidak diterima",
        "diterima sebagai masa tinggal yang sudah berakhir",
        "sudah ada, tidak ditambah",
    ]


def test_that_the_summary_counts_what_the_rows_say(indonesian, imprint):
    told = {row[0]: row[1] for row in rows_of(opened(import_report(MOVING_IN, imprint))["Ringkasan"])}
    assert told["Baris yang memuat orang"] == 4
    assert (told["diterima"], told["tidak diterima"], told["NIK salah panjang"]) == (1, 1, 3)
    assert (told["Baris yang meragukan"], told["Pasangan yang mungkin orang yang sama"]) == (1, 1)
    assert (told["Berkas"], told["Waktu"], told["Oleh"]) == ("buku induk.xlsx", "21-11-2026 20.05", "Ratna Dewi")
    assert "Uji coba" not in told


def test_that_a_rehearsal_says_that_nothing_was_saved(indonesian, imprint):
    rehearsed = MovingIn("x.csv", "", ROWS, rehearsal=True)
    told = {row[0]: row[1] for row in rows_of(opened(import_report(rehearsed, imprint))["Ringkasan"])}
    assert "Tidak ada yang disimpan" in told["Uji coba"]


def test_that_nothing_from_the_register_is_ever_a_formula_or_a_figure(imprint):
    sheet = opened(import_report(MOVING_IN, imprint))["Rows"]
    cells = [cell for row in sheet.iter_rows(min_row=2, min_col=2) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert sheet["B3"].value == "=HYPERLINK(1)"
    assert sheet["D5"].value == "+1+1"
    assert all(cell.hyperlink is None for cell in cells)


def test_that_control_codes_and_endless_texts_make_no_damaged_workbook(imprint):
    rows = (RowFate(1, "a\x00\x1b\ud800b", Fate.TAKEN, remark="x" * 40_000),)
    sheet = opened(import_report(MovingIn("a\x01.xls", "", rows), imprint))["Rows"]
    assert sheet["B2"].value == "a?b"
    assert len(sheet["G2"].value) == 32_000


def test_that_the_same_import_gives_the_same_bytes_and_names_no_machine(imprint):
    first, second = import_report(MOVING_IN, imprint), import_report(MOVING_IN, imprint)
    assert first.content == second.content
    with ZipFile(BytesIO(first.content)) as archive:
        core, app = archive.read("docProps/core.xml").decode(), archive.read("docProps/app.xml").decode()
    assert "2026-11-21T12:05:00Z" in core
    assert "RSBK Contoh" in core
    assert "<Company></Company>" in app or "<Company/>" in app or "Company" not in app


def test_that_an_import_of_nothing_has_a_report_too(indonesian, imprint):
    book = opened(import_report(MovingIn("kosong.csv", "", ()), imprint))
    assert len(rows_of(book["Baris"])) == 1


def test_that_the_heading_stays_in_sight(imprint):
    assert opened(import_report(MOVING_IN, imprint))["Rows"].freeze_panes == "A2"


def test_that_a_long_report_can_be_stopped(imprint):
    class Impatient:
        def step(self, done, of):
            assert of == 4
            if done == 2:
                raise Cancelled

    with pytest.raises(Cancelled):
        import_report(MOVING_IN, imprint, Impatient())


def test_that_the_file_name_says_nobody(indonesian, imprint):
    assert import_report(MOVING_IN, imprint).filename == "laporan-impor.xlsx"
