"""The 26 kinds of people in need of social services (PPKS), in the order of Permensos 8/2012, and their other names."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from shelter_admin.domain.whole_numbers import is_whole_number
from shelter_admin.domain.words import N_


@dataclass(frozen=True, slots=True)
class Category:
    """One kind; ``sensitive`` ones are health data and stay out of general sight.

    Of a ``restricted`` one the people themselves are kept from who has no case of theirs: the identity of victims
    and of children before the law is confidential (UU 11/2012 article 19; UU 27/2022 articles 4 and 33).
    """

    number: int
    code: str
    name: str
    sensitive: bool = False
    restricted: bool = False


CATEGORIES: Final = (
    Category(1, "BALITA_TELANTAR", N_("Neglected toddler")),
    Category(2, "ANAK_TELANTAR", N_("Neglected child")),
    Category(3, "ABH", N_("Child in conflict with the law"), restricted=True),
    Category(4, "ANAK_JALANAN", N_("Street child")),
    Category(5, "ADK", N_("Child with a disability")),
    Category(6, "ANAK_KORBAN_KEKERASAN", N_("Child victim of violence or mistreatment"), restricted=True),
    Category(7, "AMPK", N_("Child in need of special protection")),
    Category(8, "LANSIA_TELANTAR", N_("Neglected elderly person")),
    Category(9, "DISABILITAS", N_("Person with a disability")),
    Category(10, "TUNA_SUSILA", N_("Sex worker")),
    Category(11, "GELANDANGAN", N_("Homeless person")),
    Category(12, "PENGEMIS", N_("Beggar")),
    Category(13, "PEMULUNG", N_("Scavenger")),
    Category(14, "MINORITAS", N_("Minority group")),
    Category(15, "BWBLP", N_("Former prisoner")),
    Category(16, "ODHA", N_("Person with HIV/AIDS"), sensitive=True),
    Category(17, "NAPZA", N_("Victim of drug abuse")),
    Category(18, "TRAFFICKING", N_("Victim of human trafficking"), restricted=True),
    Category(19, "KORBAN_KEKERASAN", N_("Victim of violence"), restricted=True),
    Category(20, "PMBS", N_("Migrant worker in social difficulty")),
    Category(21, "BENCANA_ALAM", N_("Victim of a natural disaster")),
    Category(22, "BENCANA_SOSIAL", N_("Victim of a social disaster")),
    Category(23, "PRSE", N_("Woman in socio-economic hardship")),
    Category(24, "FAKIR_MISKIN", N_("Poor person")),
    Category(25, "KBSP", N_("Family with psychosocial problems")),
    Category(26, "KAT", N_("Remote indigenous community")),
)
BY_CODE: Final = {category.code: category for category in CATEGORIES}
RESTRICTED: Final = frozenset(category.code for category in CATEGORIES if category.restricted)

# The first pattern that holds decides, so children stand before adults and the narrow before the wide.
_WORDS: Final = tuple(
    (re.compile(pattern), codes.split())
    for pattern, codes in (
        (r"\bgepeng\b", "GELANDANGAN PENGEMIS"),
        (r"\bbalita\b", "BALITA_TELANTAR"),
        (r"\babh\b|anak.*hukum", "ABH"),
        (r"\banjal\b|anak ?jalanan|anak punk|\bpunk\b", "ANAK_JALANAN"),
        (r"\badk\b|anak.*(?:disabilitas|cacat|difabel|kecacatan)", "ADK"),
        (r"anak.*(?:kekerasan|perlakuan|diperlakukan)", "ANAK_KORBAN_KEKERASAN"),
        (r"\bampk\b|anak.*perlindungan", "AMPK"),
        (
            (r"(?:anak|remaja|yatim).*(?:telantar|putus sekolah)|\byatim\b|\bpiatu\b|putus sekolah|^anak$"),
            "ANAK_TELANTAR",
        ),
        (r"lanjut usia|\blansia\b|\blanjutusia\b|\bjompo\b|\bmanula\b|\blu telantar\b|\blut\b", "LANSIA_TELANTAR"),
        (r"tuna ?susila|\bpsk\b|\bwts\b|pekerja seks", "TUNA_SUSILA"),
        (r"\bbwblp\b|napi\b|narapidana|warga binaan|lapas|lembaga pemasyarakatan|residivis", "BWBLP"),
        (r"\bodh[ai]v?\b|\bhiv\b|\baids\b", "ODHA"),
        (r"\bnapza\b|narkoba|narkotika|pecandu|penyalahguna", "NAPZA"),
        (r"traf+ic?king|\btppo\b|perdagangan (?:orang|manusia)", "TRAFFICKING"),
        (r"kekerasan|\bkdrt\b|\bktk\b", "KORBAN_KEKERASAN"),
        (r"\bpmbs\b|pekerja migran|\bpmi\b|\btki\b|\btkw\b|migran|deportan", "PMBS"),
        (r"bencana sosial|pengungsi|korban konflik", "BENCANA_SOSIAL"),
        (r"bencana|korban (?:banjir|gempa|kebakaran)", "BENCANA_ALAM"),
        (r"\b[wp]rse\b|rawan sosial", "PRSE"),
        (r"fakir|miskin", "FAKIR_MISKIN"),
        (r"\bkbsp\b|keluarga.*psikologis", "KBSP"),
        (r"\bkat\b|adat|suku terasing", "KAT"),
        (r"minoritas", "MINORITAS"),
        (
            (
                r"\bdisabilitas\b|\bcacat\b|difabel|\bpd\b|\bodgj\b|\bodmk\b|psikotik|gangguan jiwa|sakit jiwa"
                r"|orang gila"
                r"|tuna ?(?:netra|rungu|wicara|daksa|grahita|laras|ganda)|\b(?:netra|rungu|wicara|daksa"
                r"|grahita)\b|eks kusta"
            ),
            "DISABILITAS",
        ),
        (r"g[ea]landang|tuna ?wisma|tunawisma", "GELANDANGAN"),
        (r"pengemis|pengamen|peminta", "PENGEMIS"),
        (r"pemulung", "PEMULUNG"),
    )
)
_SPLIT = re.compile(r"\s*(?:[/,;&+|\n]|\bdan\b|\bserta\b|\bjuga\b|\s-\s)\s*", re.IGNORECASE)
_EMPTY = re.compile(r"[-–?. ]*")


def _codes_of(part: str) -> list[str]:
    if is_whole_number(part) and 1 <= int(part) <= len(CATEGORIES):
        return [CATEGORIES[int(part) - 1].code]
    if part.upper().replace(" ", "_") in BY_CODE:
        return [part.upper().replace(" ", "_")]
    return next((codes for pattern, codes in _WORDS if pattern.search(part)), [])


@lru_cache(maxsize=4096)
def read_categories(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give the codes a cell names, the first being the main one, and the parts nobody knows."""
    plain = " ".join(text.lower().replace("terlantar", "telantar").replace("tlantar", "telantar").split())
    if _EMPTY.fullmatch(plain):
        return (), ()
    whole = "hiv/aids" in plain or plain.upper().replace(" ", "_") in BY_CODE
    parts = [plain] if whole else [part.strip(" .()") for part in _SPLIT.split(plain)]
    codes: dict[str, None] = {}
    unknown = []
    for part in parts:
        if part and not _EMPTY.fullmatch(part):
            found = _codes_of(part)
            codes.update(dict.fromkeys(found))
            if not found:
                unknown.append(part)
    return tuple(codes), tuple(unknown)
