"""What the heading of a column means, from the many ways offices put it."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from shelter_admin.domain.words import N_


class Meaning(StrEnum):
    """What a column of a register or of a list of rooms can hold."""

    # An enum hashes in Python code; these are looked up a hundred times a row.
    __hash__ = str.__hash__

    ROW = "row"
    NAME = "name"
    ALIAS = "alias"
    NIK = "nik"
    FAMILY_CARD = "family_card"
    SEX = "sex"
    MALE = "male"
    FEMALE = "female"
    BIRTH = "birth"
    BIRTHPLACE = "birthplace"
    AGE = "age"
    ORIGIN = "origin"
    ADDRESS = "address"
    CATEGORY = "category"
    ADMITTED = "admitted"
    SOURCE = "source"
    PLACE = "place"
    WISMA = "wisma"
    ROOM = "room"
    BED = "bed"
    PROGRAM = "program"
    REMARK = "remark"
    HEALTH = "health"
    OWN_NUMBER = "own_number"
    LEFT_ON = "left_on"
    LEFT_WHY = "left_why"
    STATUS = "status"
    CAPACITY = "capacity"
    RELIGION = "religion"
    OTHER = "other"


MEANING_WORDS: Final[dict[Meaning, str]] = {
    Meaning.ROW: N_("Row number"),
    Meaning.NAME: N_("Name"),
    Meaning.ALIAS: N_("Alias"),
    Meaning.NIK: N_("NIK"),
    Meaning.FAMILY_CARD: N_("Family card number"),
    Meaning.SEX: N_("Sex"),
    Meaning.MALE: N_("Tick for male"),
    Meaning.FEMALE: N_("Tick for female"),
    Meaning.BIRTH: N_("Birth (place and date)"),
    Meaning.BIRTHPLACE: N_("Place of birth"),
    Meaning.AGE: N_("Age"),
    Meaning.ORIGIN: N_("Regency or city of origin"),
    Meaning.ADDRESS: N_("Address"),
    Meaning.CATEGORY: N_("PPKS category"),
    Meaning.ADMITTED: N_("Date of admission"),
    Meaning.SOURCE: N_("Brought by"),
    Meaning.PLACE: N_("Wisma and room"),
    Meaning.WISMA: N_("Wisma"),
    Meaning.ROOM: N_("Room"),
    Meaning.BED: N_("Bed"),
    Meaning.PROGRAM: N_("Training programme"),
    Meaning.REMARK: N_("Remark"),
    Meaning.HEALTH: N_("Health"),
    Meaning.OWN_NUMBER: N_("Own number"),
    Meaning.LEFT_ON: N_("Date of leaving"),
    Meaning.LEFT_WHY: N_("Reason for leaving"),
    Meaning.STATUS: N_("Status"),
    Meaning.CAPACITY: N_("Capacity"),
    Meaning.RELIGION: N_("Religion"),
    Meaning.OTHER: N_("Kept, not read"),
}

# The first line whose pattern holds decides: what is said more exactly stands before what is said more widely.
_SAID: Final = r"""
row:           ^(?:no|nmr|nomor|nomer|no urut|nomor urut|num|#)$
address:       ^alamat
name:          ^(?!nama panggilan)nama.*(?:alias|panggilan)
nik:           \bnik\b.*\bkk\b|\bkk\b.*\bnik\b
family_card:   \bno(?:mor)? kk\b|\bkk\b|kartu keluarga
nik:           \bnik\b|\bktp\b|kependudukan|no(?:mor)? (?:identitas|id card)|^identitas$|\bnik ktp\b|\be ktp\b
own_number:    no(?:mor)? (?:induk|reg\w*|stambuk|klien|pm|buku|rekam|berkas|penerima|arsip|kode)
own_number:    ^(?:kode|id)(?: klien| pm)?$|\bnik?k\b|\bnr[kp]\b|\bnomor induk\b|^noreg\w*|^stambuk
alias:         alias|panggilan|julukan|nama (?:lain|kecil)
male:          \b(?:umur|usia)\b.* (?:l|lk|laki|laki laki|pria)$
female:        \b(?:umur|usia)\b.* (?:p|pr|perempuan|wanita)$
birth:         (?:tempat|tmpt|tpt|tmp|kota).*(?:tgl|tanggal|tg).*lahir|\bttl\b|\bt t l\b
birth:         lahir.*(?:tempat|tmpt).*(?:tgl|tanggal)|(?:tempat|tmpt).*lahir.*(?:tgl|tanggal)|^kelahiran$
birthplace:    (?:tempat|tmpt|tpt|tmp|kota).*lahir|lahir.*tempat|lahir di|kelahiran tempat
birth:         lahir|\bdob\b
age:           \b(?:umur|usia)\b
left_why:      (?:alasan|sebab|penyebab|cara|jenis|ket\w*|hasil) .*(?:keluar\b|terminasi|berhenti|pulang|pemulangan)
left_why:      terminasi ket\w*|keluar (?:alasan|sebab|ket\w*|karena)|^alasan$
left_on:       \bkeluar\b|tglkeluar|terminasi|\bpulang\b|berhenti|tgl selesai|tanggal selesai|^selesai$|pemulangan
left_on:       tgl akhir
origin:        (?:daerah|kab\w*|kota|wilayah) asal
source:        asal (?:rujukan|pengirim|penerimaan|klien|instansi|pm)|rujuk|sumber|pengirim|dikirim|diantar
source:        pengantar|instansi|penyerah|diserahkan|cara masuk|penjangkau|dibawa|asal masuk|penanggung jawab
source:        latar belakang masuk
admitted:      masuk|\btmt\b|diterima|penerimaan(?! manfaat)|terima\b(?! manfaat)|registrasi|admisi
admitted:      (?:tgl|tanggal) (?:daftar|mulai|reg|tiba|datang)|^(?:tgl|tanggal)$|^sejak$|mulai tinggal|kedatangan
wisma:         nama (?:wisma|asrama|gedung|barak)
wisma:         ^(?:wisma|asrama|gedung|barak|paviliun|bangsal|cottage|blok|rumah)$
place:         (?:wisma|asrama|gedung|barak|blok|paviliun|bangsal).*(?:kamar|ruang|no\b|km\b)
place:         (?:kamar|ruang\w*).*(?:wisma|asrama|gedung|barak)|hunian|penempatan|tempat tinggal di|lokasi kamar
capacity:      kapasitas|daya tampung|(?:jumlah|jml|jmlh) (?:tempat tidur|bed|tt|ranjang|kasur)|\bkap\b|muatan
capacity:      \bisi\b
bed:           tempat tidur|\btt\b|ranjang|\bbed\b|no(?:mor)? kasur
room:          kamar|ruang|\bkmr\b|\bkm\b
wisma:         wisma|asrama|barak|gedung|bangsal|paviliun
other:         nama (?:orang ?tua|ortu|ayah|ibu|wali|keluarga|petugas|pendamping|panti|instansi|upt)
other:         nama (?:suami|istri|anak|kab|pekerja|peksos)
other:         \b(?:orang ?tua|wali|pendamping|peksos|petugas|keluarga)\b
category:      ppks|pmks|kategori|katagori|klasifikasi
category:      jenis (?:klien|masalah|permasalahan|pm|disabilitas|layanan|penyandang)|permasalahan|masalah sosial
category:      ragam|kecacatan|^jenis$|klaster|jenis kasus|^kasus$|golongan
male:          (?:^|kelamin |jk |sex |gender )(?:l|lk|laki|laki laki|pria|putra)$
female:        (?:^|kelamin |jk |sex |gender )(?:p|pr|perempuan|wanita|putri)$
sex:           ^peruntukan\w*|penghuni (?:l p|putra putri)|jenis kel\w*|kelamin|\bklmn\b|\bj k\b|^jk$|\bl p\b
sex:           \bp l\b|\blp\b|gender|\bsex\b|\bjns kel\w*|laki.*perempuan|pria.*wanita
status:        ^status(?! (?:kawin|perkawinan|nikah|pernikahan|pendidikan|ekonomi|keluarga))
name:          \bnama|\bnm\b|\bname\b
name:          penerima manfaat|warga binaan|\bklien\b|\bpenghuni\b|\bresiden\b|\bkelayan\b|^pm$
name:          ^(?:siswa|santri|anak asuh|lansia|name)$
program:       keterampilan|ketrampilan|jurusan|pelatihan|vokasi\w*|bimbingan|kelas|minat|bakat|program|kursus
program:       kejuruan|skill
health:        kesehatan|penyakit|diagnos\w*|medis|riwayat|alergi|kondisi fisik|obat|kondisi$
address:       alamat|domisili|tempat tinggal|jalan
origin:        \basal\b|kab\w*|\bkota\b|daerah|domisili
other:         status (?:kawin|perkawinan|nikah|pernikahan)|pendidikan|pekerjaan|agama|suku|telp|\bhp\b|telepon
other:         bpjs|kis\b|foto|tinggi|berat
remark:        ^ket\w*|keterangan|catatan|remark|^info
"""
_PATTERNS: Final = tuple(
    (re.compile(pattern.strip()), Meaning(meaning))
    for meaning, _colon, pattern in (line.partition(":") for line in _SAID.strip().splitlines())
)
# "Nama Alias" is an alias, "Nama/Alias" a name with its alias.
_ALIAS_ALONE = re.compile(r"^\s*nama\s+alias\s*$", re.IGNORECASE)
_SIGNS = re.compile(r"[^a-z0-9#]+")


@lru_cache(maxsize=4096)
def meaning_of(heading: str) -> Meaning | None:
    """Tell what a heading means; None when it cannot be told."""
    plain = plain_heading(heading)
    if not plain or len(plain) > 70:
        return None
    if _ALIAS_ALONE.match(heading):
        return Meaning.ALIAS
    return next((meaning for pattern, meaning in _PATTERNS if pattern.search(plain)), None)


def plain_heading(heading: str) -> str:
    """A heading in small letters, its signs as spaces."""
    return _SIGNS.sub(" ", heading.lower()).strip()
