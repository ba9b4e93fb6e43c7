"""The notice about personal data and the consent form, on paper, in words that can be read out (UU 27/2022, 21-26)."""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.words import N_, _
from shelter_admin.reports.page import LINE, MARGIN, WIDTH, Paper, build, grid, section, signatures, words

_DOTS: Final = "." * 60

TOLD: Final = (
    (
        N_("What for"),
        N_(
            "To give you a place to live, care, health, training and a way home, to report to the Dinas Sosial how "
            "many people we serve, and to prove what was done."
        ),
    ),
    (
        N_("Which data"),
        N_(
            "Name, birth, origin, NIK and papers, photo; when you came, where you sleep, when you go out; your health, "
            "your case and your training with its marks."
        ),
    ),
    (
        N_("On which basis"),
        N_(
            "Social services are a public task by law (UU 27/2022 article 20). You are served also if you do not "
            "consent; consent is asked for what the law does not already ask of us."
        ),
    ),
    (
        N_("Who sees it"),
        N_(
            "Only staff who need it for their work, each only what they need; every look is written down. The Dinas "
            "Sosial receives figures, and records under law. Nobody else without your word, unless the law asks for it."
        ),
    ),
    (
        N_("How long"),
        N_("As long as you live here, and then as long as the schedule of retention of the government archives says."),
    ),
    (
        N_("Your rights"),
        N_(
            "You may see your data and have a copy, have it put right, have it limited, withdraw your consent, ask for "
            "its end, and complain. We answer within 3 × 24 hours. Tell any member of staff."
        ),
    ),
)
AGREED: Final = (
    N_("The notice above was told to me in a way I understand."),
    N_("I agree that my photo is kept in my file."),
    N_("I agree that my health data is kept so that I can be cared for."),
    N_("I agree that the shelter contacts my family or a future employer about me."),
)


def consent_form(name: str, number: str, imprint: Imprint) -> Document:
    """Print notice and form on one sheet; with a name for one person, without one to fill in by hand."""
    paper = Paper(
        f"{_('notice-and-consent')}.pdf",
        _("Notice and consent: personal data"),
        f"{name} · {number}" if name else _("UU 27/2022 on personal data protection, articles 20 to 26"),
        imprint,
        personal=bool(name),
    )
    return build(paper, [*_notice(), *_form(name, number), _signed()])


def _notice() -> list[Flowable]:
    rows = [[words(_(title), "cell-strong"), words(_(text), "cell")] for title, text in TOLD]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2.5),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    return [section(_("What we tell you")), grid(rows, [0.2 * WIDTH, 0.8 * WIDTH], styles)]


def _form(name: str, number: str) -> list[Flowable]:
    lines: list[list[Any]] = [
        [words(_("Name of the resident"), "cell"), words(name or _DOTS, "cell")],
        [words(_("Own number"), "cell"), words(number or _DOTS, "cell")],
        [words(_("Parent, guardian or agency that acts as guardian"), "cell"), words(_DOTS, "cell")],
        [words(_("Told how"), "cell"), words(_ways(), "cell")],
    ]
    ticks: list[list[Any]] = [[words(_ticks(_("Yes"), _("No")), "cell"), words(_(line), "cell")] for line in AGREED]
    padding = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
    ]
    return [
        section(_("What you say to it")),
        grid(lines, [0.34 * WIDTH, 0.66 * WIDTH], padding),
        Spacer(1, 4),
        grid(ticks, [0.22 * WIDTH, 0.78 * WIDTH], padding),
    ]


def _ways() -> str:
    ways = (_("read out"), _("read"), _("local language"), _("sign language"), _("pictures"), _("companion"))
    return _ticks(*ways)


def _ticks(*choices: str) -> str:
    """Boxes to tick, each kept with its word."""
    return "    ".join(f"[\u00a0\u00a0\u00a0]\u00a0{choice}".replace(" ", "\u00a0") for choice in choices)


def _signed() -> Flowable:
    place = words(_("Place and date: {dots}").format(dots="." * 36), "small")
    lines = [_("Resident (signature or thumbprint)"), _("Parent or guardian"), _("Member of staff who told it")]
    return KeepTogether([Spacer(1, 8), place, Spacer(1, 4), signatures(lines)])


def as_paper(content: bytes, kind: str, filename: str) -> Document:
    """Give a scan as a PDF: a PDF as it is, a picture on one A4 page."""
    if kind == "pdf":
        return Document(filename, content)
    picture = ImageReader(BytesIO(content))
    wide, high = picture.getSize()
    scale = min((A4[0] - 2 * MARGIN) / wide, (A4[1] - 2 * MARGIN) / high)
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, invariant=1)
    canvas.drawImage(picture, MARGIN, A4[1] - MARGIN - high * scale, wide * scale, high * scale, mask="auto")
    canvas.showPage()
    canvas.save()
    return Document(filename, buffer.getvalue())
