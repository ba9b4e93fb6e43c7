"""Words that somebody typed, shown so that they turn, hide or format nothing beside them; kept as typed anyhow."""

from __future__ import annotations

import html
import re
from typing import Final

_TURNS: Final = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS: Final = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_FROM_THE_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_APART: Final = "\u2068{}\u2069"


def harmless(text: str) -> str:
    """The words without control signs; what is written from the right is set apart from what stands around it."""
    if text.isascii() and text.isprintable():
        return text
    plain = _CONTROLS.sub("", _TURNS.sub("", text))
    return _APART.format(plain) if _FROM_THE_RIGHT.search(plain) else plain


def tip(text: str) -> str:
    """The words of a tooltip, which Qt would otherwise read as HTML where they hold a tag."""
    plain = harmless(text)
    return f"<span>{html.escape(plain)}</span>" if "<" in plain else plain
