"""Sums in words, as an Indonesian receipt has them beside the figure (terbilang), so that no digit can be changed."""

from __future__ import annotations

from typing import Final

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
