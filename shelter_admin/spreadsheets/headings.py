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

# The first pattern that holds decides: what is said more exactly stands before what is said more widely.
_PATTERNS: Final = tuple(
    (re.compile(pattern), meaning)
    for pattern, meaning in (
        (r"^(?:no|nmr|nomor|nomer|no urut|nomor urut|num|#)$", Meaning.ROW),
        (r"^alamat", Meaning.ADDRESS),
        (r"^(?!nama panggilan)nama.*(?:alias|panggilan)", Meaning.NAME),
        (r"\bnik\b.*\bkk\b|\bkk\b.*\bnik\b", Meaning.NIK),
        (r"\bno(?:mor)? kk\b|\bkk\b|kartu keluarga", Meaning.FAMILY_CARD),
        (
            (
                r"\bnik\b|\bktp\b|kependudukan|no(?:mor)? (?:identitas|id card)|^identitas$|\bnik ktp\b"
                r"|\be ktp\b"
            ),
            Meaning.NIK,
        ),
        (
            (
                r"no(?:mor)? (?:induk|reg\w*|stambuk|klien|pm|buku|rekam|berkas|penerima|arsip|kode)|^(?:kode"
                r"|id)(?: klien| pm)?$"
                r"|\bnik?k\b|\bnr[kp]\b|\bnomor induk\b|^noreg\w*|^stambuk"
            ),
            Meaning.OWN_NUMBER,
        ),
        (r"alias|panggilan|julukan|nama (?:lain|kecil)", Meaning.ALIAS),
        (r"\b(?:umur|usia)\b.* (?:l|lk|laki|laki laki|pria)$", Meaning.MALE),
        (r"\b(?:umur|usia)\b.* (?:p|pr|perempuan|wanita)$", Meaning.FEMALE),
        (
            (
                r"(?:tempat|tmpt|tpt|tmp|kota).*(?:tgl|tanggal|tg).*lahir|\bttl\b|\bt t l\b|lahir.*(?:tempat"
                r"|tmpt).*(?:tgl|tanggal)"
                r"|(?:tempat|tmpt).*lahir.*(?:tgl|tanggal)|^kelahiran$"
            ),
            Meaning.BIRTH,
        ),
        (r"(?:tempat|tmpt|tpt|tmp|kota).*lahir|lahir.*tempat|lahir di|kelahiran tempat", Meaning.BIRTHPLACE),
        (r"lahir|\bdob\b", Meaning.BIRTH),
        (r"\b(?:umur|usia)\b", Meaning.AGE),
        (
            (
                r"(?:alasan|sebab|penyebab|cara|jenis|ket\w*|hasil) .*(?:keluar\b|terminasi|berhenti|pulang"
                r"|pemulangan)|terminasi ket\w*"
                r"|keluar (?:alasan|sebab|ket\w*|karena)|^alasan$"
            ),
            Meaning.LEFT_WHY,
        ),
        (
            (
                r"\bkeluar\b|tglkeluar|terminasi|\bpulang\b|berhenti|tgl selesai|tanggal selesai|^selesai$|pemulangan"
                r"|tgl akhir"
            ),
            Meaning.LEFT_ON,
        ),
        (r"(?:daerah|kab\w*|kota|wilayah) asal", Meaning.ORIGIN),
        (
            (
                r"asal (?:rujukan|pengirim|penerimaan|klien|instansi|pm)|rujuk|sumber|pengirim|dikirim|diantar"
                r"|pengantar|instansi|penyerah"
                r"|diserahkan|cara masuk|penjangkau|dibawa|asal masuk|penanggung jawab|latar belakang masuk"
            ),
            Meaning.SOURCE,
        ),
        (
            (
                r"masuk|\btmt\b|diterima|penerimaan(?! manfaat)|terima\b(?! manfaat)|registrasi|admisi|(?:tgl"
                r"|tanggal) (?:daftar|mulai|reg|tiba|datang)"
                r"|^(?:tgl|tanggal)$|^sejak$|mulai tinggal|kedatangan"
            ),
            Meaning.ADMITTED,
        ),
        (
            (
                r"nama (?:wisma|asrama|gedung|barak)|^(?:wisma|asrama|gedung|barak|paviliun|bangsal|cottage"
                r"|blok|rumah)$"
            ),
            Meaning.WISMA,
        ),
        (
            (
                r"(?:wisma|asrama|gedung|barak|blok|paviliun|bangsal).*(?:kamar|ruang|no\b|km\b)|(?:kamar"
                r"|ruang\w*).*(?:wisma|asrama|gedung|barak)"
                r"|hunian|penempatan|tempat tinggal di|lokasi kamar"
            ),
            Meaning.PLACE,
        ),
        (
            (
                r"kapasitas|daya tampung|(?:jumlah|jml|jmlh) (?:tempat tidur|bed|tt|ranjang|kasur)|\bkap\b|muatan"
                r"|\bisi\b"
            ),
            Meaning.CAPACITY,
        ),
        (r"tempat tidur|\btt\b|ranjang|\bbed\b|no(?:mor)? kasur", Meaning.BED),
        (r"kamar|ruang|\bkmr\b|\bkm\b", Meaning.ROOM),
        (r"wisma|asrama|barak|gedung|bangsal|paviliun", Meaning.WISMA),
        (
            (
                r"nama (?:orang ?tua|ortu|ayah|ibu|wali|keluarga|petugas|pendamping|panti|instansi|upt|suami"
                r"|istri|anak|kab|pekerja|peksos)"
                r"|\b(?:orang ?tua|wali|pendamping|peksos|petugas|keluarga)\b"
            ),
            Meaning.OTHER,
        ),
        (
            (
                r"ppks|pmks|kategori|katagori|klasifikasi|jenis (?:klien|masalah|permasalahan|pm|disabilitas"
                r"|layanan|penyandang)|permasalahan|masalah sosial"
                r"|ragam|kecacatan|^jenis$|klaster|jenis kasus|^kasus$|golongan"
            ),
            Meaning.CATEGORY,
        ),
        (r"(?:^|kelamin |jk |sex |gender )(?:l|lk|laki|laki laki|pria|putra)$", Meaning.MALE),
        (r"(?:^|kelamin |jk |sex |gender )(?:p|pr|perempuan|wanita|putri)$", Meaning.FEMALE),
        (
            (
                r"^peruntukan\w*|penghuni (?:l p|putra putri)|jenis kel\w*|kelamin|\bklmn\b|\bj k\b|^jk$|\bl p\b"
                r"|\bp l\b"
                r"|\blp\b|gender|\bsex\b|\bjns kel\w*|laki.*perempuan|pria.*wanita"
            ),
            Meaning.SEX,
        ),
        (r"^status(?! (?:kawin|perkawinan|nikah|pernikahan|pendidikan|ekonomi|keluarga))", Meaning.STATUS),
        (r"\bnama|\bnm\b|\bname\b", Meaning.NAME),
        (
            (
                r"penerima manfaat|warga binaan|\bklien\b|\bpenghuni\b|\bresiden\b|\bkelayan\b|^pm$|^(?:siswa"
                r"|santri|anak asuh|lansia|name)$"
            ),
            Meaning.NAME,
        ),
        (
            (
                r"keterampilan|ketrampilan|jurusan|pelatihan|vokasi\w*|bimbingan|kelas|minat|bakat|program"
                r"|kursus|kejuruan|skill"
            ),
            Meaning.PROGRAM,
        ),
        (r"kesehatan|penyakit|diagnos\w*|medis|riwayat|alergi|kondisi fisik|obat|kondisi$", Meaning.HEALTH),
        (r"alamat|domisili|tempat tinggal|jalan", Meaning.ADDRESS),
        (r"\basal\b|kab\w*|\bkota\b|daerah|domisili", Meaning.ORIGIN),
        (
            (
                r"status (?:kawin|perkawinan|nikah|pernikahan)|pendidikan|pekerjaan|agama|suku|telp|\bhp\b"
                r"|telepon|bpjs|kis\b|foto|tinggi|berat"
            ),
            Meaning.OTHER,
        ),
        (r"^ket\w*|keterangan|catatan|remark|^info", Meaning.REMARK),
    )
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
