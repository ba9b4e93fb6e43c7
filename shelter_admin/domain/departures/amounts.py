"""Sums as people type them, and in words, as an Indonesian receipt has them beside the figure (terbilang)."""

from __future__ import annotations

import re
from typing import Final

from shelter_admin.domain.errors import Refused

_SMALL: Final = (
    "nol", "satu", "dua", "tiga", "empat", "lima",
    "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
)  # fmt: skip
_STEPS: Final = ((10**12, "triliun"), (10**9, "miliar"), (10**6, "juta"), (10**3, "ribu"), (10**2, "ratus"))


def spelled(value: int) -> str:
    """A whole number in Indonesian words: ``1.250`` is "seribu dua ratus lima puluh"."""
    if value < 0:
        return f"minus {spelled(-value)}"
    if value < 12:
        return _SMALL[value]
    if value < 20:
        return f"{_SMALL[value - 10]} belas"
    if value < 100:
        return _with_rest(f"{_SMALL[value // 10]} puluh", value % 10)
    for size, word in _STEPS:
        if value >= size:
            many, rest = divmod(value, size)
            first = f"se{word}" if many == 1 and size <= 10**3 else f"{spelled(many)} {word}"
            return _with_rest(first, rest)
    raise AssertionError(value)


def _with_rest(first: str, rest: int) -> str:
    return f"{first} {spelled(rest)}" if rest else first


def rupiah_spelled(value: int) -> str:
    """A sum of rupiah in Indonesian words."""
    return f"{spelled(value)} rupiah"


_PLAIN: Final = re.compile(
    r"(?:Rp\.?\s*)?(\d{1,12}|\d{1,3}(?:[ .,\u00a0]\d{3}){1,3})(?:,-|,00)?", re.IGNORECASE | re.ASCII
)


def read_rupiah(text: str, field: str) -> int:
    """Whole rupiah as people write them: ``50.000``, ``Rp 50.000,-``; raises Refused ``rupiah_unclear``."""
    match = _PLAIN.fullmatch(text.strip())
    if match is None:
        raise Refused("rupiah_unclear", field=field)
    return int(re.sub(r"\D", "", match[1]))
