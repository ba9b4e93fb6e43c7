"""Registers of offices that nobody has seen, written in every kind of file. All people are invented."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

Rows = Sequence[Sequence[object]]


def as_xlsx(path: Path, rows: Rows, merged: Sequence[str] = (), name: str = "Sheet1") -> Path:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in rows:
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(path)
    return path


def as_xls(path: Path, rows: Rows, name: str = "Sheet1") -> Path:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet(name)
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write(y, x, cell, day)
            elif cell not in ("", None):
                sheet.write(y, x, cell)
    book.save(str(path))
    return path


def as_ods(path: Path, rows: Rows, name: str = "Sheet1") -> Path:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    table = Table(name=name)
    for row in rows:
        line = TableRow()
        for value in row:
            if isinstance(value, date):
                cell = TableCell(valuetype="date", datevalue=value.isoformat())
            elif isinstance(value, int | float):
                cell = TableCell(valuetype="float", value=str(value))
            else:
                cell = TableCell(valuetype="string")
            cell.addElement(P(text="" if value is None else str(value)))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(str(path))
    return path


def as_csv(path: Path, rows: Rows, sign: str = ";", encoding: str = "cp1252") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=sign).writerows(rows)
    return path


WRITERS: dict[str, Callable[[Path, Rows], Path]] = {"xlsx": as_xlsx, "xls": as_xls, "ods": as_ods, "csv": as_csv}

# Two rows of headings, ticks for L and P, leaving in columns of its own, admissions as dates.
PASURUAN: Rows = [
    ["PEMERINTAH PROVINSI JAWA TIMUR"],
    ["UPT PELAYANAN SOSIAL TRESNA WERDHA"],
    ["DATA PENERIMA MANFAAT BULAN NOVEMBER 2026"],
    [],
    [
        "NO.",
        "NAMA PENERIMA MANFAAT",
        "JENIS KELAMIN",
        None,
        "TEMPAT / TGL LAHIR",
        "AGAMA",
        "TANGGAL",
        None,
        "NAMA WISMA",
        "NO. KAMAR",
        "ASAL DAERAH",
        "ALASAN KELUAR",
    ],
    [None, None, "L", "P", None, None, "MASUK", "KELUAR", None, None, None, None],
    ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)", "(9)", "(10)", "(11)", "(12)"],
    [
        1,
        "Mbah Karso",
        "v",
        None,
        "Pasuruan / 12-3-1941",
        "Islam",
        date(2024, 2, 5),
        None,
        "Wisma Teratai",
        3,
        "Kab. Pasuruan",
        None,
    ],
    [
        2,
        "Sumi binti Karto",
        None,
        "v",
        "Malang / 1938",
        "Islam",
        date(2023, 7, 1),
        date(2026, 8, 17),
        "Wisma Teratai",
        4,
        "Kota Malang",
        "meninggal dunia",
    ],
    [3, "Sarinah", None, "√", "-", "Kristen", date(2025, 1, 9), None, "Wisma Kenanga", "1", "Malang", None],
    [
        4,
        "Paimin",
        "√",
        None,
        "Probolinggo / ± 80 th",
        "Islam",
        date(2025, 3, 3),
        date(2027, 1, 15),
        "Wisma Kenanga",
        "2",
        "Kota Probolinggo",
        "dijemput keluarga",
    ],
    [None, "JUMLAH", 2, 2],
    [],
    [None, None, None, None, None, None, None, None, None, "Pasuruan, 30 November 2026"],
    [None, "Mengetahui,", None, None, None, None, None, None, None, "Petugas Pendata"],
    [None, "Kepala UPT", None, None, None, None, None, None, None, None],
    [None, "Drs. H. Soepardi, M.Si", None, None, None, None, None, None, None, "Wiwik"],
    [None, "NIP. 196802021990031004"],
]

# An order of its own, place and day of birth apart, NIK as numbers, groups that name the wisma.
TARAKAN: Rows = [
    [
        "Asrama",
        "Penghuni",
        "J/K",
        "No. KTP",
        "Tmp. Lahir",
        "Tgl. Lahir",
        "Klasifikasi PPKS",
        "Kab./Kota",
        "Dikirim oleh",
        "TMT Masuk",
        "Jurusan",
        "No. Reg",
        "Catatan",
    ],
    [
        "Garuda 1",
        "Abd. Rahim",
        "LK",
        6571010203800001,
        "Tarakan",
        "2 Maret 1980",
        "ODGJ",
        "Kota Tarakan",
        "Polres Tarakan",
        "3 Januari 2026",
        "Las Listrik",
        "001/RSBK/2026",
        "skizofrenia, obat rutin",
    ],
    [
        "Garuda 1",
        "Djoko Soesilo",
        "LK",
        "6501010101700002",
        "Tj. Selor",
        "01/01/70",
        "eks napi",
        "Bulungan",
        "Dinsos Kab. Bulungan",
        "15 Peb 2026",
        "Las Listrik",
        "002/RSBK/2026",
        "Lari dari panti 2 Mei 2026",
    ],
    [
        "Rajawali 2",
        "Ny. Kartinah",
        "PR",
        "belum rekam",
        "Nunukan",
        "tdk tahu",
        "Lansia Terlantar",
        "Nunukan",
        "RSUD Nunukan",
        "1/4/26",
        "-",
        "003/RSBK/2026",
        "belum mau pulang",
    ],
    [
        "Rajawali 2",
        "Maria Dolorosa",
        "PR",
        "64.7101.450690.0003",
        "Balikpapan",
        "5 Juni 1990",
        "KDRT / WRSE",
        "Balikpapan",
        "Masyarakat",
        "2026-04-12",
        "Menjahit",
        "004/RSBK/2026",
        "akan dipulangkan 20 Desember 2026",
    ],
]

# Ages only, sex by group, CSV of the Windows code page with semicolons, a page heading in the middle.
BANJAR: Rows = [
    ["DAFTAR WARGA BINAAN SOSIAL", "", "", "", "", ""],
    ["No", "Nama Warga Binaan", "Usia", "Alamat Asal", "Jenis Masalah", "Keterangan"],
    ["KELOMPOK PUTRA", "", "", "", "", ""],
    ["1", "Muhammad Aini (Utuh)", "34", "Kab. Banjar", "gepeng", ""],
    ["2", "Sabirin “Icah”", "± 60 th", "Kota Banjarmasin", "Gelandangan dan pengemis", "kabur tgl 3-9-2026"],
    ["No", "Nama Warga Binaan", "Usia", "Alamat Asal", "Jenis Masalah", "Keterangan"],
    ["KELOMPOK PUTRI", "", "", "", "", ""],
    ["3", "Noorhayati", "51 tahun", "Kab. Tapin", "PSK", "TBC, kontrol tiap bulan"],
    ["4", "Siti Aisyah", "", "Kab. Barito Antah", "bekas pemulung & tukang sulap", ""],
    ["Total: 4 orang", "", "", "", "", ""],
]

# No headings at all.
MADIUN: Rows = [
    [
        1,
        "Suprapto",
        "3519021505600001",
        "L",
        "Madiun, 15 Mei 1960",
        "Kab. Madiun",
        "Pengemis",
        date(2026, 1, 5),
        "Satpol PP",
        "Dahlia 1",
    ],
    [
        2,
        "Ginem",
        "3519024607550002",
        "P",
        "Magetan, 6 Juli 1955",
        "Kab. Magetan",
        "Lanjut Usia Terlantar",
        date(2026, 2, 7),
        "Keluarga",
        "Dahlia 2",
    ],
    [
        3,
        "Wagiman",
        "3519022011700003",
        "L",
        "Ngawi, 20 November 1970",
        "Kab. Ngawi",
        "Gelandangan",
        date(2026, 3, 9),
        "Polsek",
        "Dahlia 1",
    ],
    [
        4,
        "Boniyem",
        "-",
        "P",
        "Madiun, 1948",
        "Kota Madiun",
        "Lanjut Usia Terlantar",
        date(2026, 4, 2),
        "Datang sendiri",
        "Dahlia 3",
    ],
    [
        5,
        "Tukiran",
        "3519021402650005",
        "L",
        "Ponorogo, 14 Februari 1965",
        "Kab. Ponorogo",
        "Pemulung",
        date(2026, 5, 4),
        "Satpol PP",
        "Dahlia 3",
    ],
]

# A heading merged over others, three title rows, room and bed apart, dates as text of several kinds, status column.
KEDIRI: Rows = [
    ["", "UPT REHABILITASI SOSIAL BINA KARYA"],
    ["", "REGISTER KLIEN"],
    [],
    ["", "No. Urut", "IDENTITAS KLIEN", "", "", "", "PENEMPATAN", "", "", "MASUK", "", "Status"],
    [
        "",
        "",
        "Nama Lengkap & Gelar",
        "Nama Panggilan",
        "NIK / No. KTP",
        "L / P",
        "Wisma",
        "Kamar",
        "Bed",
        "Tgl",
        "Rujukan Dari",
        "",
    ],
    [
        "",
        "1",
        "Hj. Noer Djannah, S.Pd",
        "Bu Nur",
        "3506014107650001",
        "Perempuan",
        "Mawar",
        "02",
        "1",
        "Senin, 5 Januari 2026",
        "Satgas TRC",
        "aktif",
    ],
    [
        "",
        "2",
        "Moch. Achyar",
        "-",
        "35O6O1O101900002",
        "Laki - laki",
        "Melati",
        "I",
        "2",
        "5/1/26",
        "Panti Asuhan Kasih",
        "Keluar 10 Februari 2026 bekerja di bengkel",
    ],
    ["", "3", "Tanpa Nama", "Mr. X", "", "Laki-laki", "Melati", "I", "", "9 Jan", "temuan warga", "aktif"],
]

# One row of headings far down, tab-separated UTF-8, headings in two languages of the trade, row numbers missing.
KUTAI: Rows = [
    ["UPTD PSTW NIRWANA PURI", "", "", "", "", "", ""],
    ["Nama Kelayan", "NIK", "Sex", "T.T.L.", "Kategori PMKS", "Tanggal Diterima", "Ruang"],
    ["Aji Batara", "6402010101500001", "Pria", "Tenggarong; 01 Jan 1950", "Lansia", "01-02-2026", "Seroja-3"],
    ["Encik Siti", "6402014101480002", "Wanita", "Muara Kaman, 1-1-48", "jompo", "14 Pebruari 2026", "Seroja-4"],
]

# Ages under L and P, a group row per month, a signature block whose names stand under the names of residents.
JOMBANG: Rows = [
    ["UPT PSBR", None, None, None, None, None, None, None],
    ["Nama Panti", ": UPT PSBR Jombang", None, None, None, None, None, None],
    ["Periode", ": Juli - Desember 2026", None, None, None, None, None, None],
    ["NO", "NAMA/ALIAS", "UMUR", None, "N.I.K", "KAB/KOTA\nASAL", "JURUSAN\nYANG DIIKUTI", "TGL.\nMASUK"],
    [None, None, "L", "P", None, None, None, None],
    ["JULI 2026"],
    [1, "Rizal / Ical", 17, None, "3517011203090001", "Jombang", "Otomotif", "13 Juli 2026"],
    [2, "Putri Ayu", None, 18, "3516024508080002", "Mojokerto", "Tata Rias", "13 Juli 2026"],
    ["AGUSTUS 2026"],
    [3, "Dimas", 16, None, "belum punya", "Kab. Nganjuk", "Otomotif", "3 Agust. 2026"],
    [4, "Yoga"],
    [None, "Jumlah", 2, 1],
    [None, None, None, None, None, "Jombang, 1 Desember 2026"],
    [None, "Kepala UPT PSBR", "Pekerja Sosial", None, None, "Petugas"],
    [None, "Dra. Endang", "Sukisno", None, None, "Wahyu"],
    [None, "NIP. 19700101 199503 2 001"],
]

# Two tables in one sheet, each with its own title, headings and total; own numbers under the heading NIK.
SIDOARJO: Rows = [
    ["DATA KLIEN PUTRA"],
    ["No", "NIK", "Nama Klien", "Tgl Lahir", "Alamat", "Asal", "Wisma", "Ket"],
    [1, "K-001", "Slamet bin Kasan", "5/6/1955", "Jl. Melati 3, Kec. Waru, Kab. Sidoarjo", "Satpol PP", "Delima 3", ""],
    [2, "K-002", "Parto", "1950", "Kota Surabaya", "RSUD", "Delima 4", "dirujuk ke RSJ Menur 3/3/26"],
    [None, None, "Jumlah : 2"],
    [],
    ["DATA KLIEN PUTRI"],
    ["No", "NIK", "Nama Klien", "Tgl Lahir", "Alamat", "Asal", "Wisma", "Ket"],
    [1, "K-003", "Mbok Yem", "tidak tahu", "", "Keluarga", "Manggis 1", "bedridden"],
    [2, "K-004", "Ny. Tini", "± 70", "Gresik", "Dinsos Kab. Gresik", "Manggis 1", "kembali ke keluarga bln Mei 2026"],
    [None, None, "Jumlah : 2"],
]
