from __future__ import annotations

import pytest

from shelter_admin.spreadsheets.headings import MEANING_WORDS, Meaning, meaning_of

SPELLINGS = {
    Meaning.NAME: [
        "Nama",
        "NAMA KLIEN",
        "Penerima Manfaat",
        "Nama PM",
        "Nama Penghuni Panti",
        "NAMALENGKAP",
        "Nama/Alias",
        "Klien",
    ],
    Meaning.NIK: ["NIK", "NO. KTP/NIK", "Nomor Induk Kependudukan", "No KTP/KIA", "NIK / No. KK"],
    Meaning.SEX: ["L/P", "JK", "Jenis Kelamin", "Jns Klmn", "Gender", "Laki-laki / Perempuan"],
    Meaning.MALE: ["L", "Jenis Kelamin L", "Umur L", "Laki-laki"],
    Meaning.FEMALE: ["P", "Jenis Kelamin P", "Perempuan"],
    Meaning.BIRTH: ["TTL", "T.T.L.", "Tempat, Tgl Lahir", "Tempat/Tanggal Lahir", "Tgl Lahir", "Tgl/Bln/Thn Lahir"],
    Meaning.BIRTHPLACE: ["Tempat Lahir", "Tmp. Lahir", "Kota Lahir"],
    Meaning.AGE: ["Umur", "Usia (th)"],
    Meaning.ORIGIN: ["Kab/Kota Asal", "Asal Daerah", "Daerah Asal Klien", "Kabupaten/Kota", "Asal"],
    Meaning.ADDRESS: ["Alamat", "Alamat KTP", "Domisili Asal"],
    Meaning.CATEGORY: ["Jenis PMKS", "Kategori PPKS", "Permasalahan", "Klasifikasi"],
    Meaning.ADMITTED: ["Tgl Masuk", "TMT Masuk", "Tanggal Diterima", "Tanggal Penerimaan", "Masuk"],
    Meaning.SOURCE: ["Asal Rujukan", "Dikirim oleh", "Asal Klien", "Perujuk"],
    Meaning.PLACE: ["Wisma/Kamar", "Kamar/Wisma", "Penempatan"],
    Meaning.WISMA: ["Asrama", "Nama Wisma", "Barak"],
    Meaning.ROOM: ["Kamar", "No. Kamar", "Ruang"],
    Meaning.CAPACITY: ["Kapasitas", "Daya Tampung", "Jml Tempat Tidur"],
    Meaning.PROGRAM: ["Jurusan", "Keterampilan", "Jenis Pelatihan"],
    Meaning.REMARK: ["Ket.", "Keterangan", "Catatan"],
    Meaning.OWN_NUMBER: ["No Induk", "No. Reg", "Nomor Induk Klien"],
    Meaning.LEFT_ON: ["Tgl Keluar", "Keluar", "Tanggal Terminasi"],
    Meaning.LEFT_WHY: ["Alasan keluar", "Sebab Keluar", "Alasan Terminasi"],
    Meaning.ALIAS: ["Alias", "Nama Panggilan", "Nama Alias"],
    Meaning.OTHER: ["Nama Orang Tua", "Nama Kepala Keluarga", "Agama", "Status Perkawinan"],
    Meaning.STATUS: ["Status", "Status Klien"],
    Meaning.ROW: ["No", "No.", "NO. URUT"],
}


@pytest.mark.parametrize(
    ("heading", "meaning"), [(heading, meaning) for meaning, headings in SPELLINGS.items() for heading in headings]
)
def test_that_a_heading_means_the_same_in_its_spellings(heading: str, meaning: Meaning):
    assert meaning_of(heading) is meaning


def test_that_words_that_head_no_column_mean_nothing():
    assert [meaning_of(text) for text in ("", "xyz", "12", "PEMERINTAH")] == [None] * 4


def test_that_every_meaning_has_words_for_the_choice_of_columns():
    assert set(MEANING_WORDS) == set(Meaning)
