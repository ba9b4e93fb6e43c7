"""The papers of a month: workbook, PDF and CSV say the same figures; a draft says that it is one."""

import csv
from dataclasses import replace
from datetime import date
from io import BytesIO, StringIO

import openpyxl
import pytest

from shelter_admin.domain.month.counting import AGE_GROUPS, Count, Movement
from shelter_admin.domain.month.figures import (
    CONFIDENTIAL,
    FigureChange,
    Graduates,
    MonthFigures,
    Occupancy,
    ProgramMonth,
    SpmCount,
)
from shelter_admin.domain.month.paper import MonthPaper, MonthSigner
from shelter_admin.domain.month.spm import SPM_CATEGORIES
from shelter_admin.reports.month_csv import month_csv
from shelter_admin.reports.month_return import month_return
from shelter_admin.reports.month_workbook import month_workbook

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
HASH = "ab" * 32
MOVED = Movement(Count(60, 40, 12), Count(5, 4, 0), Count(2, 3, 1), Count(63, 41, 11))


@pytest.fixture
def paper(imprint):
    figures = MonthFigures(
        "2026-10",
        date(2026, 10, 31),
        False,
        MOVED,
        {"PENERTIBAN": Count(5, 4, 0)},
        {"KABUR": Count(2, 3, 1)},
        {code: MOVED if code == "18-59" else Movement() for code in AGE_GROUPS},
        {"LANSIA_TELANTAR": MOVED, CONFIDENTIAL: Movement(closing=Count(1))},
        Occupancy(105, 3472, 3255),
        170.25,
        {code: SpmCount(7) for code in SPM_CATEGORIES},
        (ProgramMonth("p", "Menjahit", 30, 22, 500, 20, 30, 50, 60),),
        (Graduates("p", "Menjahit", 4, 1),),
        3,
    )
    return MonthPaper(figures, imprint, "CTH", 1, False, MonthSigner("Kepala UPT"), date(2026, 11, 2), (), 15, HASH)


@pytest.fixture
def empty(paper):
    nothing = replace(
        paper.figures,
        movement=Movement(),
        admitted_by_source={},
        left_by_reason={},
        by_age_group=dict.fromkeys(AGE_GROUPS, Movement()),
        by_category={},
        occupancy=Occupancy(),
        mean_stay_days=None,
        attendance=(),
        graduates=(),
        dates_unknown=0,
    )
    return replace(paper, figures=nothing)


def cells(document):
    book = openpyxl.load_workbook(BytesIO(document.content))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def lines(document):
    assert document.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(document.content.decode("utf-8-sig")), delimiter=";"))


def test_that_the_return_says_its_figures_as_offices_write_them(indonesian, paper, read):
    text = " ".join(read(month_return(paper)))
    for part in (
        "Laporan Bulanan Oktober 2026",
        "Versi 1, dikirim 2 November 2026",
        "112 di awal bulan",
        "3.472 hari-hunian",
        "106,7 % tingkat hunian",
        "Menjahit 30 22 500 20 30 50 60 83,3 %",
        "SPM-LU",
        "3 masa tinggal tanpa tanggal",
        f"catatan 15, {HASH}",
    ):
        assert part in text, part
    assert "KONSEP" not in text


def test_that_a_draft_says_so_on_every_page_and_in_its_names(indonesian, paper, read):
    draft = replace(paper, draft=True, sent_on=None)
    pages = read(month_return(draft))
    assert len(pages) > 1
    assert all("KONSEP" in page for page in pages)
    made = [month_workbook(draft), month_return(draft), month_csv(draft)]
    assert {document.filename.partition(".")[0] for document in made} == {"laporan-bulanan-CTH-2026-10-konsep"}
    assert all(any("KONSEP" in str(row[0]) for row in sheet[:4]) for sheet in cells(made[0]).values())
    assert {line["Versi"] for line in lines(made[2])} == {"KONSEP"}


def test_that_the_workbook_holds_the_published_layout_with_numbers_as_numbers(indonesian, paper):
    sheets = cells(month_workbook(paper))
    assert list(sheets) == ["Ringkasan", "Kategori", "Kelompok usia", "Masuk dan keluar", "Pelatihan", "SPM"]
    row = next(row for row in sheets["Kategori"] if row[0] == 1)
    assert row[4:13] == [60, 40, 5, 4, 2, 3, 63, 41, 115]
    total = sheets["Kategori"][-1]
    assert (total[3], total[13]) == (105, 106.7)
    assert ["Menjahit", 30, 22, 500, 20, 30, 50, 60, 83.3] in sheets["Pelatihan"]


def test_that_the_csv_opens_in_the_spreadsheets_of_these_offices(indonesian, paper):
    found = {line["Kunci"]: line for line in lines(month_csv(paper))}
    assert [found["opening"][name] for name in ("L", "P", "Tidak diketahui", "Jumlah")] == ["60", "40", "12", "112"]
    assert found["occupancy_percent"]["Jumlah"] == "106,7"
    assert found["left.reason:KABUR"]["P"] == "3"
    assert found["attendance.program:p.unmarked"]["Jumlah"] == "60"


def test_that_nothing_typed_is_run_as_a_formula(indonesian, paper):
    named = replace(paper.figures, attendance=(replace(paper.figures.attendance[0], program='=cmd|"/c calc"!A1'),))
    told = replace(
        paper, figures=named, imprint=replace(paper.imprint, panti="=1+1", letterhead=type(paper.imprint.letterhead)())
    )
    assert all(not str(value).startswith(("=", "+", "@")) for line in lines(month_csv(told)) for value in line.values())
    book = openpyxl.load_workbook(BytesIO(month_workbook(told).content))
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_that_a_correction_tells_each_figure_before_and_now(indonesian, paper, read):
    told = replace(
        paper,
        version=2,
        difference=(FigureChange("left.reason:KABUR.P", 2, 3), FigureChange("mean_stay_days", None, 170.25)),
    )
    text = " ".join(read(month_return(told)))
    assert "Yang berbeda dari versi 1" in text
    assert "170,25" in text
    assert cells(month_workbook(told))["Koreksi"][-2][1:] == [2, 3]
    assert "difference.left.reason:KABUR.P" in {line["Kunci"] for line in lines(month_csv(told))}


def test_that_an_empty_month_has_papers_too(indonesian, empty, read):
    text = " ".join(read(month_return(empty)))
    assert "Tidak ada" in text
    assert cells(month_workbook(empty))
    assert {line["Jumlah"] for line in lines(month_csv(empty)) if line["Kunci"] == "occupancy_percent"} == {""}


def test_that_long_names_and_large_numbers_stay_on_paper(indonesian, paper, read):
    many = Count(12_345, 9_876, 432)
    figures = replace(
        paper.figures,
        movement=Movement(many, many, many, many),
        by_category=dict.fromkeys(paper.figures.by_category, Movement(many, many, many, many)),
        attendance=tuple(
            replace(paper.figures.attendance[0], program_id=str(at), program=LONG_NAME, present=20_000)
            for at in range(40)
        ),
    )
    signer = MonthSigner(LONG_NAME, LONG_NAME, "Pembina Utama Muda, IV/c", "197308102000031001")
    pages = read(month_return(replace(paper, figures=figures, signer=signer)))
    text = " ".join(pages)
    assert text.count("20.000") == 40
    assert text.replace(" ", "").count(LONG_NAME.replace(" ", "")) >= 42
    assert "NIP 197308102000031001" in pages[-1]


def test_that_the_same_month_gives_the_same_bytes(paper):
    assert month_return(paper) == month_return(paper)
    assert month_csv(paper) == month_csv(paper)
    assert month_workbook(paper) == month_workbook(paper)
