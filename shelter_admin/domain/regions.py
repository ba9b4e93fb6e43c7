"""Kode wilayah: provinces, regencies and cities, districts; old codes stay readable.

No list is complete (regions are split again and again), so a code that no list knows is a hint, never an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


@dataclass(frozen=True, slots=True)
class Region:
    """One place with its code: 64 province, 64.72 regency or city, 64.72.01 district; ``now``: the code after."""

    code: str
    name: str
    now: str = ""


class Found(StrEnum):
    """How sure a name leads to a region."""

    CERTAIN = "certain"
    GUESSED = "guessed"
    AMBIGUOUS = "ambiguous"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class RegionFound:
    """The region a text names, if any."""

    code: str | None
    how: Found


_KIND = re.compile(r"^(?:(kabupaten|kab|kb)|(kotamadya|kodya|kota|kt))\b[\s.:]*", re.IGNORECASE)
_PROVINCE = re.compile(r"^(?:provinsi|propinsi|prov|prop)\b[\s.:]*", re.IGNORECASE)
_PARTS = re.compile(r"\s*[,;/()|]\s*|\s+-\s+|\s(?=(?:kab|kota|kabupaten|kec|kel|desa|prov|provinsi)\b)", re.IGNORECASE)
_CODE = re.compile(r"(\d{2})(?:\.?(\d{2}))?(?:\.?(\d{2}))?")
_NO_LETTERS = re.compile(r"[^a-z]+")
NICKNAMES: Final = {
    "kukar": "kutai kartanegara", "kubar": "kutai barat", "kutim": "kutai timur", "ppu": "penajam paser utara",
    "mahulu": "mahakam ulu", "mahakamhulu": "mahakam ulu", "smd": "samarinda", "smr": "samarinda",
    "bpp": "balikpapan", "bpn": "balikpapan", "pasir": "paser", "ktt": "tana tidung", "tanahtidung": "tana tidung",
    "kobar": "kotawaringin barat", "kotim": "kotawaringin timur", "bulongan": "bulungan", "sby": "surabaya",
    "jogja": "yogyakarta", "yogya": "yogyakarta", "solo": "surakarta", "ujungpandang": "makassar",
    "makasar": "makassar", "bjm": "banjarmasin", "hst": "hulu sungai tengah", "hsu": "hulu sungai utara",
    "hss": "hulu sungai selatan", "kaltim": "kalimantan timur", "kaltara": "kalimantan utara",
    "kalteng": "kalimantan tengah", "kalsel": "kalimantan selatan", "kalbar": "kalimantan barat",
    "jatim": "jawa timur", "jateng": "jawa tengah", "jabar": "jawa barat", "sulsel": "sulawesi selatan",
    "sulteng": "sulawesi tengah", "sultra": "sulawesi tenggara", "sulut": "sulawesi utara", "sulbar": "sulawesi barat",
    "ntt": "nusa tenggara timur", "ntb": "nusa tenggara barat", "dkijakarta": "dki jakarta",
    "diy": "daerah istimewa yogyakarta",
    "sumut": "sumatera utara", "sumsel": "sumatera selatan", "sumbar": "sumatera barat",
}  # fmt: skip


def _plain(text: str) -> str:
    return _NO_LETTERS.sub("", text.lower())


class Regions:
    """The lists of regions, asked by code and by name."""

    def __init__(
        self,
        provinces: Iterable[Region],
        regencies: Iterable[Region],
        retired: Iterable[Region] = (),
        districts: Iterable[Region] = (),
    ) -> None:
        self._provinces = {region.code: region for region in provinces}
        self._regencies = {region.code: region for region in regencies}
        self._retired = {region.code: region for region in retired}
        self._districts = {region.code: region for region in districts}
        self._by_name: dict[str, list[str]] = {}
        self._by_full_name: dict[str, str] = {}
        self._province_names = {_plain(region.name): region.code for region in self._provinces.values()}
        for region in self._regencies.values():
            self._by_full_name[_plain(region.name)] = region.code
            self._by_name.setdefault(_plain(_KIND.sub("", region.name)), []).append(region.code)
        self._found: dict[str, RegionFound] = {}

    def knows(self, code: str) -> bool:
        """Say whether the code stands in any list, in force or retired."""
        return any(code in one for one in (self._regencies, self._retired, self._provinces, self._districts))

    def current(self, code: str) -> str:
        """The code in force today for a retired one; else the code itself."""
        retired = self._retired.get(code)
        return retired.now if retired and retired.now else code

    def name_of(self, code: str) -> str:
        """The name of a code, old ones too; the code itself when no list knows it."""
        for one in (self._regencies, self._retired, self._provinces, self._districts):
            if code in one:
                return one[code].name
        return code

    def regencies(self) -> list[Region]:
        """Every regency and city in force, by code."""
        return [self._regencies[code] for code in sorted(self._regencies)]

    def search(self, text: str, limit: int = 12) -> list[Region]:
        """Regencies and cities for type-ahead: names that begin so first, then those that hold it, then likely ones."""
        key = _plain(_KIND.sub("", text.strip()))
        key = _plain(NICKNAMES.get(key, key))
        bare = text.strip()
        if not key:
            return [one for code, one in sorted(self._regencies.items()) if bare and code.startswith(bare)][:limit]
        begins = [code for name, codes in self._by_name.items() if name.startswith(key) for code in codes]
        holds = [code for name, codes in self._by_name.items() if key in name[1:] for code in codes]
        from rapidfuzz import fuzz, process

        near = process.extract(key, list(self._by_name), scorer=fuzz.ratio, score_cutoff=75, limit=limit)
        likely = [code for name, _, _ in near for code in self._by_name[name]]
        ordered = dict.fromkeys([*sorted(begins), *sorted(holds), *likely])
        return [self._regencies[code] for code in list(ordered)[:limit]]

    def find(self, text: str) -> RegionFound:
        """The regency, city or province a text names: "Kab. Madiun", "Kapuas", "Jl. X, Kota Samarinda", "64.72"."""
        if text not in self._found:
            if len(self._found) > 20_000:
                self._found.clear()
            self._found[text] = self._find(" ".join(text.split()))
        return self._found[text]

    def _find(self, text: str) -> RegionFound:
        if digits := _CODE.fullmatch(text.strip(". ")):
            code = ".".join(part for part in digits.groups() if part)
            return RegionFound(code, Found.CERTAIN) if self.knows(code) else RegionFound(None, Found.UNKNOWN)
        whole = self._find_one(text, guess=False)
        if whole.how is not Found.UNKNOWN:
            return whole
        parts = [part for part in _PARTS.split(text) if part and part.strip()]
        found = [self._find_one(part, guess=False) for part in reversed(parts)] if len(parts) > 1 else []
        provinces = {one.code for one in found if one.code and len(one.code) == 2}
        for one in found:
            if one.code and len(one.code) == 5 and (not provinces or one.code[:2] in provinces):
                return one
        for one in found:
            if one.how is not Found.UNKNOWN:
                return one
        return self._find_one(text, guess=True)

    def _find_one(self, text: str, *, guess: bool) -> RegionFound:
        bare = text.strip(" .,;:-")
        if not _plain(bare):
            return RegionFound(None, Found.UNKNOWN)
        kind = _KIND.match(bare)
        key = _plain(_KIND.sub("", bare))
        key = _plain(NICKNAMES.get(key, key))
        codes = self._by_name.get(key, [])
        if kind:
            wanted = "Kota" if kind[2] else "Kabupaten"
            codes = [code for code in codes if self._regencies[code].name.startswith(wanted)] or codes
        if not codes:
            return self._province_or_guess(bare, key, guess=guess)
        return RegionFound(codes[0], Found.CERTAIN) if len(codes) == 1 else RegionFound(None, Found.AMBIGUOUS)

    def _province_or_guess(self, bare: str, key: str, *, guess: bool) -> RegionFound:
        province = _plain(_PROVINCE.sub("", bare))
        code = self._province_names.get(_plain(NICKNAMES.get(province, province)))
        if code:
            return RegionFound(code, Found.CERTAIN)
        if guess and len(key) >= 5:
            from rapidfuzz import fuzz, process

            near = process.extract(key, list(self._by_name), scorer=fuzz.ratio, score_cutoff=88, limit=2)
            if len(near) == 1 and len(self._by_name[near[0][0]]) == 1:
                return RegionFound(self._by_name[near[0][0]][0], Found.GUESSED)
        return RegionFound(None, Found.UNKNOWN)
