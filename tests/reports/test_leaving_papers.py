"""The papers of a leaving: what each says, what none of them says, and how they stand with the longest of names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from shelter_admin.domain.departures.arranging import Arrangement, PickupPaper, Reception
from shelter_admin.domain.departures.handing import Handed, HandedKind, Item
from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.departures.savings import Saving
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.settings import Settings
from shelter_admin.reports.departure_record import departure_record
from shelter_admin.reports.dinsos_letter import dinsos_letter
from shelter_admin.reports.pickup_statement import pickup_statement
from shelter_admin.reports.receipt import receipt, savings_book
from shelter_admin.reports.termination_letter import termination_letter

LONG_NAME = "Raden Ayu Siti Nurhalimah Kusumawardhani binti Abdurrahman W."
DAY = date(2026, 11, 27)
SETTINGS = Settings(signer_name="Dra. Ratna Wulandari, M.Si.", signer_rank="Pembina (IV/a)", signer_nip="1" * 18)
ARRANGED = Arrangement(
    planned_on=DAY,
    reception=Reception.FAMILY,
    receiver="Rohana Sulastri",
    receiver_relation="bibi",
    receiver_address="Jl. Gatot Subroto Gg. 4 No. 12",
    receiver_phone="0812-5550-1234",
    region="Kota Bontang",
    surveyed_on=DAY - timedelta(days=12),
    survey_willing=True,
    survey_words="keluarga siap",
    pickup_papers=(PickupPaper.KTP, PickupPaper.STATEMENT),
    dinsos="Dinas Sosial Kota Bontang",
    dinsos_told_on=DAY - timedelta(days=2),
    dinsos_letter="400.9/118/2026",
    plan="Bekerja pada penjahit.",
    termination_number="400.9/131/2026",
    termination_on=DAY,
)
TOOLS = Handed(
    "h1",
    "p",
    HandedKind.TOOLS,
    DAY,
    "Hendra Saputra",
    "Slamet Riyadi",
    "Yusuf Arifin",
    items=(Item("Mesin jahit portabel", 1, "unit", 1_750_000, "Butterfly JH8190"), Item("Benang", 12, "gulung", 3_500)),
    program="Menjahit",
)
MONEY = Handed("h2", "p", HandedKind.SAVINGS, DAY, "Hendra Saputra", "Slamet Riyadi", amount=1_250_000)
PAPER = LeavingPaper(
    "2026-0001",
    "Slamet Riyadi",
    "L",
    "Paser, 5 Desember 1982",
    "6401070512820291",
    "Paser",
    date(2026, 5, 25),
    DAY,
    ARRANGED,
    LeavingReason.FAMILY,
    ("Menjahit",),
    (TOOLS, MONEY),
    date(2026, 12, 27),
)
UNKNOWN = LeavingPaper("2026-0009", "Suparman", "", "", "", "", None, None, Arrangement())
LETTERS = (termination_letter, departure_record, dinsos_letter, pickup_statement)


def test_that_the_letter_of_termination_says_from_when_to_when_where_to_and_the_visit(imprint, read, indonesian):
    (words,) = read(termination_letter(PAPER, imprint, SETTINGS))
    for told in (
        "Surat Terminasi", "Nomor: 400.9/131/2026", "Slamet Riyadi", "25 Mei 2026", "27 November 2026",
        "Pelatihan yang diikuti: Menjahit.", "ke keluarga", "Rohana Sulastri (bibi)", "Kota Bontang",
        "27 Desember 2026", "Dra. Ratna Wulandari, M.Si.", "NIP 111111111111111111",
    ):  # fmt: skip
        assert told in words


def test_that_the_record_has_what_was_handed_over_and_lines_for_three_to_sign(imprint, read, indonesian):
    (words,) = read(departure_record(PAPER, imprint, SETTINGS))
    for told in (
        "Jumat, 27 November 2026", "fotokopi KTP", "Mesin jahit portabel × 1 unit · Butterfly JH8190",
        "Benang × 12 gulung", "Tabungan Rp1.250.000", "Diserahkan oleh", "Diterima oleh", "Mengetahui",
    ):  # fmt: skip
        assert told in words


def test_that_the_dinas_sosial_is_told_who_comes_from_when_and_to_whom(imprint, read, indonesian):
    (words,) = read(dinsos_letter(PAPER, imprint, SETTINGS))
    for told in (
        "Kepada: Dinas Sosial Kota Bontang", "400.9/118/2026", "27 November 2026", "Rohana Sulastri (bibi)",
        "0812-5550-1234", "Bekerja pada penjahit.", "25 November 2026",
    ):  # fmt: skip
        assert told in words
    (words,) = read(dinsos_letter(replace(PAPER, arrangement=replace(ARRANGED, dinsos="")), imprint, SETTINGS))
    assert "Dinas Sosial Kota Bontang" in words


def test_that_the_statement_is_made_by_who_picks_up_and_leaves_the_nik_of_the_resident_out(imprint, read, indonesian):
    (words,) = read(pickup_statement(PAPER, imprint, SETTINGS))
    assert "Meterai Rp10.000" in words
    assert "Rohana Sulastri" in words
    assert PAPER.nik not in words


def test_that_the_unit_is_said_once_where_the_office_of_the_signer_names_it(imprint, read, indonesian):
    (words,) = read(termination_letter(PAPER, imprint, replace(SETTINGS, signer_title="Kepala UPTD Bina Karya")))
    assert "Yang bertanda tangan di bawah ini, Kepala UPTD Bina Karya, menerangkan" in words
    (words,) = read(termination_letter(PAPER, imprint, replace(SETTINGS, signer_title="Kepala UPT")))
    assert "Kepala UPT pada UPTD Bina Karya, menerangkan" in words


@pytest.mark.parametrize("reason", [LeavingReason.EXPELLED, LeavingReason.RAN_AWAY, LeavingReason.DIED, None])
def test_that_a_ground_that_would_harm_is_not_said(imprint, read, indonesian, reason):
    (words,) = read(termination_letter(replace(PAPER, ground=reason), imprint, SETTINGS))
    assert "Alasan:" not in words


@pytest.mark.parametrize("made", LETTERS)
def test_that_nothing_known_leaves_lines_to_write_on_and_invents_nothing(imprint, read, indonesian, made):
    (words,) = read(made(UNKNOWN, imprint, Settings()))
    assert "Suparman" in words
    assert "......" in words
    assert "None" not in words
    assert "—" not in words


@pytest.mark.parametrize("made", LETTERS)
def test_that_names_of_sixty_letters_stand_whole(imprint, read, indonesian, made):
    long = replace(PAPER, name=LONG_NAME, arrangement=replace(ARRANGED, receiver=LONG_NAME.upper()))
    words = " ".join(read(made(long, imprint, replace(SETTINGS, signer_name=LONG_NAME))))
    assert LONG_NAME in words
    assert LONG_NAME.upper() in words


def test_that_the_receipt_of_tools_counts_each_with_its_worth_and_says_they_are_not_sold(imprint, read, indonesian):
    (words,) = read(receipt(("Slamet Riyadi", "2026-0001"), TOOLS, imprint, SETTINGS))
    for told in (
        "Tanda Terima Alat Kerja", "Menjahit", "Mesin jahit portabel", "1 unit", "Rp1.750.000", "Butterfly JH8190",
        "12 gulung", "Rp1.792.000", "tidak diperjualbelikan", "Hendra Saputra", "Yusuf Arifin", "Saksi",
    ):  # fmt: skip
        assert told in words
    assert "BATAL" not in words


def test_that_the_receipt_of_money_has_the_sum_in_words(imprint, read, indonesian):
    (words,) = read(receipt(("Slamet Riyadi", "2026-0001"), MONEY, imprint, SETTINGS))
    assert "Rp1.250.000" in words
    assert "satu juta dua ratus lima puluh ribu rupiah" in words


def test_that_a_void_receipt_says_so_across_the_page_with_why(imprint, read, indonesian):
    void = replace(MONEY, void_on=DAY, void_reason="jumlah salah")
    (words,) = read(receipt(("Slamet Riyadi", "2026-0001"), void, imprint, SETTINGS))
    assert "BATAL" in words
    assert "Dibatalkan pada 27 November 2026: jumlah salah" in words


def test_that_the_book_of_savings_goes_on_over_pages_with_its_headings(imprint, read, indonesian):
    entries = [Saving(str(at), DAY, 1000, "upah", "Hendra", None, 1000 * (at + 1)) for at in range(70)]
    pages = read(savings_book((LONG_NAME, "2026-0001"), entries, imprint))
    assert len(pages) > 1
    assert "Rp70.000" in pages[0]
    assert all("Setor" in page for page in pages)
    (empty,) = read(savings_book(("Suparman", "2026-0009"), (), imprint))
    assert "Rp0" in empty


def test_that_nobody_signs_a_page_that_says_nothing(imprint, read, indonesian):
    for count in range(15, 45):
        entries = [Saving(str(at), DAY, 1000, "upah", "Hendra", None, 1000 * (at + 1)) for at in range(count)]
        last = read(savings_book(("Slamet", "2026-0001"), entries, imprint))[-1]
        assert f"Saldo sekarang Rp{count}.000" in last, count
    for count in range(1, 20):
        full = replace(PAPER, handed=(replace(TOOLS, items=TOOLS.items * count),))
        last = read(departure_record(full, imprint, SETTINGS))[-1]
        assert "Kedua pihak telah menghitung barang" in last, count
        assert "Diserahkan oleh" in last, count


@pytest.mark.parametrize("made", LETTERS)
def test_that_no_file_name_holds_a_persons_name(imprint, indonesian, made):
    assert made(PAPER, imprint, SETTINGS).filename.endswith("2026-0001.pdf")


def test_that_the_same_receipt_is_the_same_bytes(imprint, indonesian):
    first, second = (receipt(("S", "2026-0001"), TOOLS, imprint, SETTINGS).content for _again in range(2))
    assert first == second
