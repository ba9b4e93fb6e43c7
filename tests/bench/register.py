"""An office's register of any length, with the habits of the real ones, written for the bench."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

from tests.bench.house import names

HEADINGS = (
    "No", "Nama Lengkap", "NIK", "L/P", "Tempat, Tgl Lahir", "Kab/Kota Asal", "Jenis PMKS", "Tgl Masuk",
    "Asal Rujukan", "Wisma/Kamar", "Keterampilan", "Ket.",
)  # fmt: skip
PLACES = (
    ("Samarinda", "6472"),
    ("Balikpapan", "6471"),
    ("Banjarmasin", "6371"),
    ("Kapuas", "6203"),
    ("Nunukan", "6503"),
)
MONTHS = "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()
CATEGORIES = (
    "Gelandangan",
    "Pengemis",
    "Gelandangan/Pengemis",
    "Lanjut Usia Telantar",
    "Tuna Susila",
    "Anak Jalanan",
    "WRSE",
)
SOURCES = ("Razia Satpol PP", "Dinsos Kab", "Polsek", "datang sendiri", "rujukan UPT lain")
TRADES = ("Menjahit", "Las", "Mebel", "Tata Boga", "")
ENDS = ("pulang", "kabur", "dipulangkan", "melarikan diri", "meninggal")
WISMAS = ("Melati", "Anggrek", "Mawar", "Kenanga", "Dahlia", "Flamboyan", "Cempaka")
ROOMS = 10
TITLES = ("PEMERINTAH PROVINSI KALIMANTAN TIMUR", "DINAS SOSIAL", "DAFTAR KLIEN / PENERIMA MANFAAT")
LAST_DAY = date(2026, 11, 20)
STILL_HERE = 600


def born_and_nik(chance: random.Random, place: str, code: str, woman: bool) -> tuple[str, object]:
    """A birth as written, and the NIK that goes with it; every fifth NIK typed as a number, its last digit gone."""
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(22000))
    digits = f"{code}{chance.randrange(1, 20):02}{born.day + 40 * woman:02}{born:%m%y}{chance.randrange(1, 9999):04}"
    written = chance.choice(
        (f"{born:%d-%m-%Y}", f"{born.day} {MONTHS[born.month - 1]} {born.year}", f"{born:%d/%m/%y}")
    )
    return f"{place}, {written}", float(digits) if chance.random() < 0.2 else digits


def row_of(chance: random.Random, no: int, count: int, name: str) -> list[object]:
    """One person; the last ones of the list are still in the house."""
    woman = chance.random() < 0.4
    place, code = chance.choice(PLACES)
    birth, nik = born_and_nik(chance, place, code, woman)
    here = no > count - STILL_HERE
    admitted = LAST_DAY - timedelta(days=chance.randrange(1, 300) if here else chance.randrange(400, 4000))
    left = admitted + timedelta(days=chance.randrange(10, 390))
    remark = "" if here else f"{chance.choice(ENDS)} {left:%d-%m-%Y}"
    room = f"{chance.choice(WISMAS)} {chance.randrange(1, ROOMS + 1)}"
    sex = ("P" if woman else "L") if chance.random() < 0.9 else ("Perempuan" if woman else "Laki-laki")
    return [
        no, name, nik, sex, birth, place, chance.choice(CATEGORIES), admitted, chance.choice(SOURCES), room,
        chance.choice(TRADES), remark,
    ]  # fmt: skip


def write_register(path: Path, count: int) -> None:
    """Write a register of so many people: title rows, heading, numbered row, people, signature block."""
    chance = random.Random(20261121)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd-mm-yyyy"}) as book:
        sheet = book.add_worksheet("Data Klien")
        for line, title in enumerate(TITLES):
            sheet.write(line, 0, title)
        top = len(TITLES) + 1
        sheet.write_row(top, 0, HEADINGS)
        sheet.write_row(top + 1, 0, range(1, len(HEADINGS) + 1))
        row: list[object] = []
        for no, name in zip(range(1, count + 1), names(), strict=False):
            fresh = row_of(chance, no, count, name)
            # Every hundredth is the one before, come back under the same birth and number.
            row = [no, *row[1:5], *fresh[5:]] if no % 100 == 0 else fresh
            for column, value in enumerate(row):
                sheet.write(top + 1 + no, column, value)
        sheet.write(top + count + 4, 8, "Samarinda, 20 November 2026")
        sheet.write(top + count + 5, 8, "Kepala UPTD,")
