"""Lines of text on a certificate: set in the middle, partly strong, wrapped and made smaller before anything is cut."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Final

from reportlab.lib.colors import Color
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.reports.fonts import PLAIN, STRONG, printable
from shelter_admin.reports.page import INK

Run = tuple[str, str]
"""A word and the font it stands in."""
SMALLEST: Final = 4.0


def runs(template: str, **facts: str) -> list[Run]:
    """Split ``plain *strong {fact}* plain`` into words, each with its font; a fact may hold any letter, stars too."""
    words: list[Run] = []
    for at, part in enumerate(template.split("*")):
        font = STRONG if at % 2 else PLAIN
        words += [(word, font) for word in printable(part.format(**facts)).split(" ") if word]
    return words


def plain_runs(text: str, font: str = PLAIN) -> list[Run]:
    """Split a text into words of one font."""
    return [(word, font) for word in printable(text).split(" ") if word]


@lru_cache(maxsize=4096)
def _width(text: str, font: str) -> float:
    """The width at one point; text grows in proportion to its size."""
    return float(stringWidth(text, font, 1))


def wrapped(words: list[Run], size: float, width: float) -> list[list[Run]]:
    """Break words into lines of at most this width; a single word may be wider."""
    lines: list[list[Run]] = [[]]
    for word in words:
        if lines[-1] and line_width([*lines[-1], word], size) > width:
            lines.append([])
        lines[-1].append(word)
    return lines


def balanced(words: list[Run], size: float, width: float) -> list[list[Run]]:
    """Break words into as few lines as the width allows, and those about equally long."""
    lines = wrapped(words, size, width)
    least, most = width / len(lines), width
    while len(lines) > 1 and most - least > size:
        middle = (least + most) / 2
        tried = wrapped(words, size, middle)
        if len(tried) > len(lines):
            least = middle
        else:
            lines, most = tried, middle
    return lines


def line_width(words: list[Run], size: float) -> float:
    """The width of one line, its spaces included."""
    gaps = (len(words) - 1) * _width(" ", PLAIN)
    return (sum(_width(text, font) for text, font in words) + gaps) * size


def size_for(text: str, font: str, most: float, width: float) -> float:
    """The size, at most this, at which a line fits the width."""
    wide = _width(printable(text), font)
    return max(SMALLEST, min(most, width / wide)) if wide else most


def set_line(canvas: Canvas, words: list[Run], x: float, y: float, size: float) -> None:
    """Set one line from the left, each word in its font."""
    text = canvas.beginText(x, y)
    for font, group in groupby(words, key=lambda word: word[1]):
        text.setFont(font, size)
        text.textOut(" ".join(word for word, _font in group))
        text.setFont(PLAIN, size)
        text.textOut(" ")
    canvas.drawText(text)


def centred(canvas: Canvas, words: list[Run], middle: float, y: float, size: float) -> None:
    """Set one line in the middle of a place."""
    set_line(canvas, words, middle - line_width(words, size) / 2, y, size)


def middle_line(  # noqa: PLR0913 - where, what and how
    canvas: Canvas,
    text: str,
    middle: float,
    y: float,
    size: float,
    width: float,
    *,
    font: str = PLAIN,
    ink: Color = INK,
) -> None:
    """Set one line in the middle, smaller where it would be wider than its place."""
    text = printable(text)
    canvas.setFillColor(ink)
    canvas.setFont(font, size_for(text, font, size, width))
    canvas.drawCentredString(middle, y, text)


def left_line(  # noqa: PLR0913 - where, what and how
    canvas: Canvas, text: str, x: float, y: float, size: float, width: float, *, font: str = PLAIN, ink: Color = INK
) -> None:
    """Set one line from the left, smaller where it would be wider than its place."""
    text = printable(text)
    canvas.setFillColor(ink)
    canvas.setFont(font, size_for(text, font, size, width))
    canvas.drawString(x, y, text)
