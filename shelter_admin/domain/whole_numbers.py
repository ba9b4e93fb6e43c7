"""Which texts are whole numbers: plain digits, few enough to be meant as one."""

from __future__ import annotations

from typing import Final

_MOST_DIGITS: Final = 9


def is_whole_number(text: str) -> bool:
    """Say whether a text is a number that ``int`` reads: "²" and "①" are digits and none, 5000 digits are no number."""
    return text.isdecimal() and len(text) <= _MOST_DIGITS
