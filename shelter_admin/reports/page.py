"""The A4 page of every paper: letterhead, title, tables whose headings repeat, who printed it, page n of m.

Same input, same bytes. Every text on paper passes ``words_of``: escaped, and refused where the font lacks a letter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from io import BytesIO
from typing import Any, Final

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    Image,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Letterhead
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _, spoken
from shelter_admin.reports.fonts import PLAIN, STRONG, embed, printable

MARGIN: Final = 16 * mm
WIDTH: Final = A4[0] - 2 * MARGIN
INK: Final = HexColor("#1B2430")
MUTED: Final = HexColor("#5A6675")
LINE: Final = HexColor("#B8C0CA")
STRIP: Final = HexColor("#EEF1F4")
ACCENT: Final = HexColor("#0F6E84")
WHITE: Final = HexColor("#FFFFFF")
_FOOT: Final = 18 * mm
HIGH: Final = A4[1] - MARGIN - _FOOT
"""How high the first page is between its margins."""

_RUNNING_HEAD: Final = 12 * mm
_LONGEST_CELL: Final = 300
_LONGEST: Final = 1500


@cache
def style(name: str) -> ParagraphStyle:
    """Give one of the named styles of our papers."""
    embed()
    body = {"fontName": PLAIN, "fontSize": 10, "leading": 14.5, "textColor": INK}
    cell = body | {"fontSize": 9, "leading": 11.5}
    special: dict[str, dict[str, Any]] = {
        "text": body | {"spaceAfter": 4},
        "strong": body | {"fontName": STRONG, "spaceAfter": 4},
        "small": cell,
        "muted": cell | {"textColor": MUTED},
        "cell": cell,
        "cell-small": cell | {"fontSize": 7.5, "leading": 9.5, "textColor": MUTED},
        "cell-strong": cell | {"fontName": STRONG},
        "cell-right": cell | {"alignment": TA_RIGHT},
        "cell-mid": cell | {"alignment": TA_CENTER},
        "cell-head": cell | {"fontName": STRONG, "fontSize": 8.5, "textColor": MUTED},
        "cell-head-mid": cell | {"fontName": STRONG, "fontSize": 8.5, "textColor": MUTED, "alignment": TA_CENTER},
        "cell-head-right": cell | {"fontName": STRONG, "fontSize": 8.5, "textColor": MUTED, "alignment": TA_RIGHT},
        "figure": body | {"fontName": STRONG, "fontSize": 15, "leading": 19},
        "code": body | {"fontName": STRONG, "fontSize": 25, "leading": 31, "alignment": TA_CENTER},
        "section": body | {"fontName": STRONG, "fontSize": 12, "leading": 16, "spaceBefore": 12, "spaceAfter": 5},
        "over": body | {"fontName": STRONG, "fontSize": 12, "leading": 16},
        "title": body | {"fontName": STRONG, "fontSize": 17, "leading": 22, "spaceBefore": 8},
        "subtitle": body | {"fontSize": 10.5, "leading": 15, "textColor": MUTED, "spaceAfter": 8},
        "head-line": body | {"fontSize": 10.5, "leading": 14, "alignment": TA_CENTER},
        "head-unit": body | {"fontName": STRONG, "fontSize": 13, "leading": 17, "alignment": TA_CENTER},
        "head-small": body | {"fontSize": 8.5, "leading": 11.5, "alignment": TA_CENTER},
    }
    return ParagraphStyle(name, **special[name], splitLongWords=1)


def words_of(text: str) -> str:
    """Make any text safe for the page."""
    return escape(printable(text)).replace("\n", "<br/>")


def words(text: str, look: str = "text") -> Paragraph:
    """Set a text that may hold anything a person typed; one longer than a page's cell can hold ends in ``…``."""
    longest = _LONGEST_CELL if look.startswith("cell") else _LONGEST
    kept = text if len(text) <= longest else f"{text[:longest]}…"
    return Paragraph(words_of(kept), style(look))


def section(text: str) -> Paragraph:
    """Set the heading of a part; it never stays alone at the foot of a page."""
    heading = words(text, "section")
    heading.keepWithNext = True
    return heading


@dataclass(frozen=True, slots=True)
class Paper:
    """What the frame of a paper says: its name as a file, its title, the line under it, whose it is.

    ``mark`` is a word drawn large and pale across every page, such as that it is a draft; ``foot`` a line at the very
    end of every page.
    """

    filename: str
    title: str
    subtitle: str
    imprint: Imprint
    personal: bool = True
    mark: str = ""
    foot: str = ""


def build(paper: Paper, story: Sequence[Flowable]) -> Document:
    """Print the story on A4 and hand it over as a finished document."""
    embed()
    buffer = BytesIO()
    template = BaseDocTemplate(
        buffer,
        pagesize=A4,
        title=printable(paper.title),
        author=printable(paper.imprint.letterhead.unit or paper.imprint.panti),
        lang=spoken(),
        invariant=1,
        initialFontName=PLAIN,
        allowSplitting=1,
    )
    high = HIGH
    template.addPageTemplates(
        [
            PageTemplate("first", [_frame(high)], onPage=_furniture(paper, running=False)),
            PageTemplate("later", [_frame(high - _RUNNING_HEAD + 4 * mm)], onPage=_furniture(paper, running=True)),
        ]
    )
    template.build(
        [NextPageTemplate("later"), *heading_of(paper), *story],
        canvasmaker=_CountingCanvas,
    )
    return Document(paper.filename, buffer.getvalue())


def heading_of(paper: Paper) -> list[Flowable]:
    """What stands at the head of the first page: letterhead, title, the line under it."""
    return [*letterhead(paper.imprint), words(paper.title, "title"), words(paper.subtitle, "subtitle")]


def grid(rows: Sequence[Sequence[Any]], widths: Sequence[float], styles: Sequence[Any], **more: Any) -> Table:
    """Set cells in rows. Every cell names our font, even where it holds no text of its own."""
    table = Table([list(row) for row in rows], colWidths=list(widths), **more)
    table.setStyle([("FONTNAME", (0, 0), (-1, -1), PLAIN), *styles])
    return table


def letterhead(imprint: Imprint) -> list[Flowable]:
    """Set the letterhead (kop): government, agency, unit, address; only the panti's name where none is filled in."""
    head = imprint.letterhead
    lines = [
        (head.government.upper(), "head-line"),
        (head.agency.upper(), "head-line"),
        (head.unit or imprint.panti, "head-unit"),
        (head.address, "head-small"),
        (head.contact, "head-small"),
    ]
    block = [words(text, look) for text, look in lines if text.strip()]
    logo = _logo(head)
    side = 24 * mm
    table = grid(
        [[logo or [], block, []]],
        [side, WIDTH - 2 * side, side],
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (0, 0), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 5),
            ("LINEBELOW", (0, 0), (-1, 0), 1.4, INK),
        ],
    )
    return [table, Spacer(1, 4)]


def table_of(
    over: str,
    heads: Sequence[str | Flowable],
    rows: Sequence[Sequence[Any]],
    widths: Sequence[float],
    extra: Sequence[Any] = (),
) -> list[Flowable]:
    """Set a table whose name and headings repeat on every page; rows are never cut in two.

    ``extra`` are styles of the table's body: there, row 0 is the first record.
    """
    above: list[list[Any]] = [
        [words(over, "over"), *[""] * (len(heads) - 1)],
        [words(head, "cell-head") if isinstance(head, str) else head for head in heads],
    ]
    table = grid(
        [*above, *rows],
        widths,
        [
            ("SPAN", (0, 0), (-1, 0)),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE"),
            ("BACKGROUND", (0, 1), (-1, 1), STRIP),
            ("LINEBELOW", (0, 1), (-1, -1), 0.4, LINE),
            ("LEFTPADDING", (0, 0), (-1, -1), 4),
            ("LEFTPADDING", (0, 0), (-1, 0), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), 4),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            *(_moved(command, len(above)) for command in extra),
        ],
        repeatRows=len(above),
        splitInRow=0,
    )
    table.hAlign = "LEFT"
    return [CondPageBreak(34 * mm), Spacer(1, 9), table]


def _moved(command: Sequence[Any], rows: int) -> tuple[Any, ...]:
    """Move a style down by so many rows; rows counted from the end stay."""
    name, (left, top), (right, bottom), *rest = command
    return name, (left, top + rows), (right, bottom if bottom < 0 else bottom + rows), *rest


def figures(pairs: Sequence[tuple[str, str]], wide: float = WIDTH) -> Table:
    """Set a strip of figures, each over its word; no figure leaves room to write one."""
    cells = [[words(figure or "\u00a0", "figure"), words(word, "muted")] for figure, word in pairs]
    return grid(
        [cells],
        [wide / len(cells)] * len(cells),
        [
            ("BOX", (0, 0), (-1, -1), 0.6, LINE),
            ("INNERGRID", (0, 0), (-1, -1), 0.6, LINE),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("TOPPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ],
    )


def signatures(over_lines: Sequence[str]) -> Table:
    """Set lines to sign on, each under its role; the block stays in one piece."""
    wide = WIDTH / len(over_lines)
    blank = [words(".".ljust(44, "."), "muted") for _line in over_lines]
    names = [words(_("name and signature"), "muted") for _line in over_lines]
    rows = [[words(line, "cell-strong") for line in over_lines], blank, names]
    styles = [("VALIGN", (0, 1), (-1, 1), "BOTTOM"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    return grid(rows, [wide] * len(over_lines), styles, rowHeights=[None, 52, None], splitByRow=0)


class _CountingCanvas(Canvas):
    """Writes ``page n of m`` once the number of pages is known."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self._kept: list[dict[str, Any]] = []

    @override
    def showPage(self) -> None:
        self._kept.append(dict(self.__dict__))
        self._startPage()  # type: ignore[attr-defined]  # reportlab's own way to begin a page without writing it

    @override
    def save(self) -> None:
        for page, kept in enumerate(self._kept, start=1):
            self.__dict__.update(kept)
            self.setFont(PLAIN, 8)
            self.setFillColor(MUTED)
            told = _("Page {page} of {pages}").format(page=page, pages=len(self._kept))
            self.drawRightString(A4[0] - MARGIN, 10 * mm, printable(told))
            super().showPage()
        super().save()


def _furniture(paper: Paper, *, running: bool) -> Any:
    """Give what draws the foot of a page, and on later pages the title at its head."""
    printed = _("Printed {when} by {who}").format(
        when=date_and_clock(paper.imprint.printed_at), who=paper.imprint.printed_by
    )
    told = _("Holds personal details: keep it locked away, shred it when it is no longer needed.")
    unit = paper.imprint.letterhead.unit or paper.imprint.panti

    def draw(canvas: Canvas, _template: BaseDocTemplate) -> None:
        if paper.mark:
            _across(canvas, paper.mark)
        canvas.saveState()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(MUTED)
        canvas.drawString(MARGIN, 10 * mm, fitted(printed, WIDTH - 40 * mm, 8))
        if paper.foot:
            canvas.drawString(MARGIN, 6.5 * mm, fitted(paper.foot, WIDTH, 8))
        if paper.personal:
            canvas.drawString(MARGIN, 13.5 * mm, fitted(told, WIDTH, 8))
        if running:
            top = A4[1] - MARGIN - 2 * mm
            canvas.drawString(MARGIN, top, fitted(f"{paper.title} · {paper.subtitle}", WIDTH * 0.62, 8))
            canvas.drawRightString(A4[0] - MARGIN, top, fitted(unit, WIDTH * 0.36, 8))
            canvas.setStrokeColor(LINE)
            canvas.line(MARGIN, top - 4, A4[0] - MARGIN, top - 4)
        canvas.restoreState()

    return draw


def _across(canvas: Canvas, mark: str) -> None:
    """Draw a word across the page, under what stands on it."""
    canvas.saveState()
    canvas.setFillColor(STRIP)
    canvas.setFont(STRONG, 96)
    canvas.translate(A4[0] / 2, A4[1] / 2)
    canvas.rotate(52)
    canvas.drawCentredString(0, -34, fitted(mark, A4[1] * 0.8, 96, STRONG))
    canvas.restoreState()


def fitted(text: str, width: float, size: float, font: str = PLAIN) -> str:
    """Shorten one line of page furniture to a width; only furniture is ever shortened, records wrap."""
    text = printable(text)
    if stringWidth(text, font, size) <= width:
        return text
    while text and stringWidth(text + "…", font, size) > width:
        text = text[:-1]
    return text + "…"


def _frame(high: float) -> Frame:
    return Frame(MARGIN, _FOOT, WIDTH, high, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0)


def _logo(head: Letterhead) -> Image | None:
    """Set the logo within 20 × 22 mm, never distorted."""
    if not head.logo:
        return None
    try:
        wide, high = ImageReader(BytesIO(head.logo)).getSize()
    except (OSError, ValueError, SyntaxError) as error:
        raise Refused("logo_unreadable", field="logo") from error
    scale = min(20 * mm / wide, 22 * mm / high)
    return Image(BytesIO(head.logo), wide * scale, high * scale)
