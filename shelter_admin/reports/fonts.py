"""The one font family of screen and paper, embedded in every PDF."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Final

from shelter_admin.domain.errors import Refused

FOLDER: Final = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PLAIN: Final = "NotoSans"
STRONG: Final = "NotoSans-SemiBold"
_FILES: Final = {PLAIN: "NotoSans-Regular.ttf", STRONG: "NotoSans-SemiBold.ttf"}
_one_at_a_time = Lock()


def embed() -> None:
    """Make the family known to the PDF writer; later calls cost nothing."""
    with _one_at_a_time:
        _register()


@cache
def _register() -> None:
    """Register both faces. Streams stand in files as bytes: written as letters they are a quarter longer, and slow."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=STRONG, italic=PLAIN, boldItalic=STRONG)


@cache
def _letters() -> frozenset[str]:
    from reportlab.pdfbase import pdfmetrics

    embed()
    fonts: list[Any] = [pdfmetrics.getFont(name) for name in _FILES]
    sets = [{chr(code) for code in font.face.charToGlyph} for font in fonts]
    return frozenset.intersection(*map(frozenset, sets))


def printable(text: str) -> str:
    """Give the text as it can be printed: composed letters, no invisible marks.

    A letter the font does not have is refused: a name must never be printed with a hole in it.
    """
    kept = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.isspace():
            kept.append(letter if letter in "\n\u00a0" else " ")
        elif unicodedata.category(letter) in {"Cc", "Cf", "Cs"}:
            continue
        elif letter in _letters():
            kept.append(letter)
        else:
            raise Refused("font_lacks_letter", letter=letter, code_point=f"U+{ord(letter):04X}")
    return "".join(kept)
