"""Who brought somebody to the door (asal klien)."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import Final

from shelter_admin.domain.words import N_


class Source(StrEnum):
    """Where a resident was handed over from."""

    SWEEP = "PENERTIBAN"
    HOSPITAL = "RUMAH_SAKIT"
    POLICE = "KEPOLISIAN"
    PUBLIC = "MASYARAKAT"
    REGENCY = "DINSOS"
    OTHER_HOUSE = "UPT_LAIN"
    ALONE = "SENDIRI"


SOURCE_WORDS: Final[dict[Source, str]] = {
    Source.SWEEP: N_("Picked up by public order officers or outreach"),
    Source.HOSPITAL: N_("Referred by a hospital"),
    Source.POLICE: N_("Referred by the police"),
    Source.PUBLIC: N_("Brought by the public or the family"),
    Source.REGENCY: N_("Referred by a regency's social affairs office"),
    Source.OTHER_HOUSE: N_("Referred by another house or welfare institution"),
    Source.ALONE: N_("Came alone"),
}

_WORDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), source)
    for pattern, source in (
        (r"sendiri|sukarela|inisiatif", Source.ALONE),
        (r"satpol|\bpp\b|razia|penertiban|penjangkauan|jangkau|\btrc\b|satgas|operasi|garuk|trantib", Source.SWEEP),
        (r"\bpols?ek\b|\bpolres\w*|\bpolda\b|polisi|\bpolri\b|polairud|babinkamtibmas|bhabin", Source.POLICE),
        (r"\brs\w{0,4}\b|rumah sakit|hospital|puskesmas|klinik|dinkes|dinas kesehatan", Source.HOSPITAL),
        (
            (
                r"\bupt\w?\b|\bpanti\b|\blks\w?\b|\blpks\b|sentra\b|\bbalai\b|yayasan|\bpstw\b|\bps\w\w\b"
                r"|\blpka\b|lapas|rutan|liponsos"
                r"|rumah aman|shelter|bapas|kejaksaan"
            ),
            Source.OTHER_HOUSE,
        ),
        (
            r"dinsos|dinas sosial|\bdinas\b|kab(?:upaten)?\b|pemkot|pemkab|\bdp3a\w*|tksk|kelurahan|camat|lurah",
            Source.REGENCY,
        ),
        (
            (
                r"masyarakat|keluarga|warga|\brt\b|\brw\b|anak|orang ?tua|\bortu\b|saudara|tetangga|kerabat"
                r"|suami|istri|ibu|ayah|\bpsm\b"
                r"|relawan|penduduk|famili|ketua|kades|desa"
            ),
            Source.PUBLIC,
        ),
    )
)


@lru_cache(maxsize=4096)
def read_source(text: str) -> Source | None:
    """Tell who brought somebody, from its many spellings; None when it cannot be told."""
    bare = text.strip()
    for source in Source:
        if bare.upper() == source.value:
            return source
    return next((source for pattern, source in _WORDS if pattern.search(bare)), None)
