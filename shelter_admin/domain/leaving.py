"""Why a stay ends (alasan terminasi, domain notes 3.2), and how remarks say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Final

from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.reading_dates import About, find_date, read_date
from shelter_admin.domain.words import N_


class LeavingReason(StrEnum):
    """The reasons a stay ends for."""

    COMPLETED = "LULUS"
    FAMILY = "KELUARGA"
    HOME_REGION = "DAERAH_ASAL"
    EMPLOYED = "BEKERJA"
    OWN_BUSINESS = "USAHA"
    REFERRED = "RUJUK"
    FOSTER_CARE = "PENGGANTI"
    OWN_REQUEST = "PERMINTAAN"
    RAN_AWAY = "KABUR"
    EXPELLED = "DIKELUARKAN"
    DIED = "MENINGGAL"
    TERM_OVER = "HABIS_WAKTU"
    UNCLEAR = "BELUM_JELAS"


LEAVING_WORDS: Final[dict[LeavingReason, str]] = {
    LeavingReason.COMPLETED: N_("Completed the programme"),
    LeavingReason.FAMILY: N_("Returned to the family"),
    LeavingReason.HOME_REGION: N_("Sent home to the region of origin"),
    LeavingReason.EMPLOYED: N_("Found work or was placed in work"),
    LeavingReason.OWN_BUSINESS: N_("Runs a business of their own"),
    LeavingReason.REFERRED: N_("Referred to another institution"),
    LeavingReason.FOSTER_CARE: N_("Foster care or adoption"),
    LeavingReason.OWN_REQUEST: N_("Left at their own request"),
    LeavingReason.RAN_AWAY: N_("Ran away"),
    LeavingReason.EXPELLED: N_("Expelled for breaking the rules"),
    LeavingReason.DIED: N_("Died"),
    LeavingReason.TERM_OVER: N_("Time of service over"),
    LeavingReason.UNCLEAR: N_("Left, reason not clear"),
}
NOT_EX_RESIDENT: Final = frozenset({LeavingReason.DIED})
REVERSIBLE: Final = frozenset({LeavingReason.RAN_AWAY})


@dataclass(frozen=True, slots=True)
class Leaving:
    """An ended stay as a register tells it; reason None and an unknown day stay open for a human."""

    reason: LeavingReason | None
    on: PartialDate
    text: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ExpectedExit:
    """A leaving that is still to come."""

    reason: LeavingReason | None
    on: date


@dataclass(frozen=True, slots=True)
class RemarkReading:
    """What a remark says: a leaving, an expected exit, something about health; most say none of these."""

    leaving: Leaving | None = None
    expected: ExpectedExit | None = None
    health: bool = False
    doubts: tuple[str, ...] = ()


_KIN = (
    r"(?:orang\s*tua|ortu|ayah|bapak|bpk|ibu|mama|papa|suami|istri|isteri|anak|kakak|adik|nenek"
    r"|kakek|saudara|keluarga|paman"
    r"|bibi|wali|teman|ibunya|ayahnya|suaminya|istrinya|anaknya|orangtuanya|mertua)(?:nya)?"
)
_RULES: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), reason)
    for pattern, reason in (
        (
            (
                r"\bmen+ing+g?a?l\b(?!\s*kan)|\bmeningal\b|\bwafat\b|\bmati\b|\bmd\b|\balm\b|almarhum"
                r"|\btutup usia\b|\bberpulang\b"
            ),
            LeavingReason.DIED,
        ),
        (
            (
                r"\bkabur\b|m[ea]lari\w*\s*-?\s*diri|\bminggat\b|mening+alkan\s+(?:panti|upt|asrama|wisma"
                r"|tempat)|tanpa\s+i[jz]in"
                r"|\blari\b(?!\s*(?:pagi|sore|maraton|estafet|kecil))|(?:tidak|tdk|tak)\s+kembali"
                r"|\bhilang\s+dari\b|\bdpo\b"
            ),
            LeavingReason.RAN_AWAY,
        ),
        (
            (
                r"undur(?:kan)?\s*diri|\bmundur\b|permintaan\s+(?:sendiri|pribadi|keluarga)|minta\s+(?:keluar"
                r"|pulang)|keluar\s+sendiri|keinginan\s+sendiri"
            ),
            LeavingReason.OWN_REQUEST,
        ),
        (r"di\s?keluarkan|diberhentikan|dropp?\s?out|\bdo\b", LeavingReason.EXPELLED),
        (r"adopsi|keluarga\s+pengganti|orang\s*tua\s+asuh|keluarga\s+asuh", LeavingReason.FOSTER_CARE),
        (
            (
                r"(?:di)?(?:rujuk|pindah|limpah|alih|transfer|mutasi)(?:kan)?\b(?=.*\b(?:upt\w?|panti|lks\w?"
                r"|lpks|balai|sentra|yayasan|lembaga|pstw"
                r"|ps\w\w|rsj\w*|rumah sakit jiwa|liponsos|rehab\w*|rumah aman|ke\b.*dinsos))|\bpindah\s+ke\b"
                r"|\bdirujuk\s+ke\b(?!\s+(?:rs(?!j)|rumah sakit(?! jiwa)|puskesmas|klinik|igd|poli|dokter))"
            ),
            LeavingReason.REFERRED,
        ),
        (
            (
                r"daerah\s+asal|kampung|\bpemulangan\b|(?:pulang|dipulangkan)\s+ke\s+(?:kab|kota|prov|desa|jawa"
                r"|sulawesi|kal|asal|negara)"
            ),
            LeavingReason.HOME_REGION,
        ),
        (
            (
                r"(?:kembali|dikembalikan|diserahkan|diserah\s?terimakan|reunifikasi|ikut|dijemput|pulang"
                r"|di\s?pulangkan|diambil|diantar)\w*\s+"
                r"(?:\w+\s+){0,2}?(?:oleh\s+)?(?:keluarga|ortu|orang\s*tua|suami|istri|isteri|anak|saudara"
                r"|kakak|adik|ibu|ayah|bapak|paman|wali|kerabat|rumah)"
                r"|reunifikasi"
            ),
            LeavingReason.FAMILY,
        ),
        (
            (
                r"\blulus\b|selesai\s+(?:program|pelatihan|rehab|layanan|pembinaan|bimbingan|masa|pendidikan)"
                r"|\btamat\b|purna\s*bina|\bgraduasi\b|\balumni\b"
            ),
            LeavingReason.COMPLETED,
        ),
        (
            (
                r"habis\s+(?:masa|waktu)|masa\s+(?:layanan|tinggal|pembinaan|kontrak)\s*(?:\w+\s+)?(?:habis"
                r"|selesai|berakhir)"
            ),
            LeavingReason.TERM_OVER,
        ),
        (
            (
                r"disalurkan|keluar\b.*\bbekerja|(?:sudah|telah|diterima|dapat|mendapat|penempatan)\s+(?:be)?kerja\w*|kerja\s+(?:di"
                r"|ke)\b|bekerja\s+di\b"
            ),
            LeavingReason.EMPLOYED,
        ),
        (r"usaha\s+mandiri|buka\s+usaha|berwirausaha|mandiri\s*\(", LeavingReason.OWN_BUSINESS),
        (r"di\s?pul[aeou]?ng\w*kan|\bdiplgkan\b", LeavingReason.HOME_REGION),
        (r"\bpulang\b|\bplg\b|\bjemput\b|\bdijemput\b", LeavingReason.FAMILY),
    )
)
_LEFT_SOMEHOW = re.compile(r"\b(?:keluar|terminasi|non\s?-?aktif|tidak aktif|berakhir|selesai)\b", re.IGNORECASE)
_NO_LEAVING = re.compile(
    (
        rf"\b(?:belum|blm|tidak|tdk|tak|ingin|mau|menolak|takut|izin|ijin|cuti|pernah|suka|sering"
        rf"|riwayat|kalau|jika|menunggu|tunggu|nunggu|bila)\s+"
        rf"(?:\w+\s+){{0,2}}?(?:pulang|kabur|lari|keluar|melarikan|dipulangkan|mundur|bekerja|kerja"
        rf"|rujuk|dirujuk|lulus|selesai|meninggal|tamat|kembali\s+ke\s+keluarga|dijemput)"
        rf"|\b{_KIN}\s+(?:\w+\s+){{0,2}}?(?:men+ing+g?al|wafat|kabur|alm|almarhum|lari|mati|bekerja"
        rf"|pulang)"
        r"|\b(?:lulus|tamat|lulusan|tamatan|drop\s?out|do)\s+(?:an\s+)?(?:sd|smp|sma|smk|slta|sltp|mi"
        r"|mts|ma|paket|s1|d3|kelas|tk|sekolah)\b"
        r"|(?:lari|kabur|minggat|diri)\s+dari\s+(?:rumah|suami|istri|orang|keluarga|kampung)"
        r"|\bmati\s+(?:lampu|rasa|suri|listrik|gaya)\b|\b(?:setengah|kaki|tangan)\s+mati\b"
        r"|kembali\s+(?:lagi\s+)?(?:ke\s+(?:panti|upt|asrama|wisma)|tgl|tanggal)|(?:sudah"
        r"|telah)\s+kembali|masuk\s+(?:lagi|kembali)"
    ),
    re.IGNORECASE,
)
_BROUGHT_BACK = re.compile(
    (
        r"(?:sudah|telah)\s+kembali|kembali\s+(?:lagi\s+)?ke\s+(?:panti|upt|asrama|wisma)"
        r"|masuk\s+(?:lagi|kembali)"
    ),
    re.IGNORECASE,
)
_PLANNED = re.compile(
    (r"\b(?:rencana|akan|direncanakan|dijadwalkan|jadwal|mau|estimasi|target|perkiraan)\b"), re.IGNORECASE
)
_NEVER_BACK = re.compile(r"\b(?:tidak|tdk|tak)\s+kembali\b", re.IGNORECASE)
_HEALTH = re.compile(
    (
        r"\b(?:ht|hipertensi|darah\s+(?:tinggi|rendah)|dm|diabetes\w*|kencing\s+manis|tbc?|tb\s*paru"
        r"|hiv|aids|odha|skizo\w*|psikotik|epilepsi|ayan|sakit\w*|penyakit"
        r"|stroke|strok|asma|jantung|ginjal|odgj|gangguan|hamil|kontrol|obat\w*|minum\s+obat|rawat\w*"
        r"|dirawat|opname|katarak|lumpuh|demensia|pikun|kusta|hepatitis|alergi"
        r"|kanker|tumor|luka\s+(?:dm|diabetes|basah)|vertigo|maag|gerd|asam\s+urat|kolesterol|rematik"
        r"|bipolar|depresi|halusinasi|putus\s+obat|bedridden|imunisasi"
        r"|anemia|malaria|dbd|tifus|scabies|kudis|rsj\w*|infeksi|operasi|cuci\s+darah|kejang|gizi"
        r"|stunting)\b"
    ),
    re.IGNORECASE,
)


def speaks_of_health(text: str) -> bool:
    """Say whether a text is about health, so that it is kept out of general sight."""
    return _HEALTH.search(text) is not None


@lru_cache(maxsize=16_384)
def read_reason(text: str) -> LeavingReason | None:
    """Tell the reason somebody left for, from its code or its many words."""
    bare = " ".join(text.split())
    if bare.upper().replace(" ", "_") in set(LeavingReason):
        return LeavingReason(bare.upper().replace(" ", "_"))
    return next((reason for pattern, reason in _RULES if pattern.search(bare)), None)


@lru_cache(maxsize=65_536)
def read_remark(text: str, today: date) -> RemarkReading:
    """Read a remark. Only what clearly ends a stay ends it; a day still to come is an expected exit."""
    bare = " ".join(text.split())
    if not bare:
        return RemarkReading()
    health = speaks_of_health(bare)
    named = find_date(bare, today)
    day = named.when.as_day if named and named.trouble is None else None
    reason = read_reason(bare)
    planned = _PLANNED.search(bare) is not None or (day is not None and day > today)
    denied = _NO_LEAVING.search(bare) is not None and not _NEVER_BACK.search(bare)
    if _BROUGHT_BACK.search(bare) or (denied and not (planned and day is not None and day > today)):
        return RemarkReading(health=health)
    if reason is None and not (_LEFT_SOMEHOW.search(bare) and named is not None):
        return RemarkReading(health=health)
    if planned:
        expected = ExpectedExit(reason, day) if day is not None and day > today else None
        return RemarkReading(expected=expected, health=health)
    return _left(bare, reason, named.when if named and named.trouble is None else None, health=health)


# These words are also said of things that ended no stay (a trade, a school), so without a day they count for nothing.
_SAYS_LEFT = re.compile(
    r"disalurkan|(?:sudah|telah)\s+(?:be)?kerja|lulus|selesai|tamat|alumni|purna|usaha\s+mandiri", re.IGNORECASE
)
_NEEDS_DAY: Final = frozenset({LeavingReason.EMPLOYED, LeavingReason.OWN_BUSINESS, LeavingReason.COMPLETED})


def _left(text: str, reason: LeavingReason | None, on: PartialDate | None, *, health: bool) -> RemarkReading:
    day = on or PartialDate.unknown(text)
    if reason in _NEEDS_DAY and not day.known and not _SAYS_LEFT.match(text):
        return RemarkReading(health=health, doubts=("leaving_guessed",))
    doubts = [] if day.as_day else ["leaving_date_unclear"]
    if reason is None:
        doubts.append("leaving_reason_unclear")
    return RemarkReading(Leaving(reason, day, text), None, health, tuple(doubts))


def read_leaving_columns(day_cell: object, reason_text: str, today: date) -> RemarkReading:
    """Read a leaving from columns of its own: day and reason, either of which may be missing."""
    reading = read_date(day_cell, About.EVENT, today)
    reason = read_reason(reason_text) if reason_text.strip(" -–") else None
    text = " ".join(part for part in (reason_text.strip(), reading.when.text) if part)
    if not reading.when.known and reason is None and not reading.when.text.strip(" -–"):
        return RemarkReading()
    if not reading.when.known and reason is None:
        return read_remark(text, today)
    day = reading.when.as_day
    if day is not None and day > today:
        return RemarkReading(expected=ExpectedExit(reason, day))
    when = reading.when if reading.trouble is None else PartialDate.unknown(text)
    doubts = [] if when.as_day else ["leaving_date_unclear"]
    if reason is None:
        doubts.append("leaving_reason_unclear")
    return RemarkReading(Leaving(reason, when, text), None, speaks_of_health(reason_text), tuple(doubts))
