"""The certificate: front with number, name, predikat and the code as QR; back with the transcript.

Drawn line by line on A4 landscape rather than flowed: a class is printed in one go, so what repeats stands in the
file once, and a QR code is one path of merged rectangles. Same input, same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any, Final

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfgen.canvas import Canvas

from shelter_admin.domain.certificates.paper import CertificatePaper
from shelter_admin.domain.papers import Document
from shelter_admin.domain.progress import UNWATCHED, Progress
from shelter_admin.domain.words import _, spoken
from shelter_admin.reports.certificate_back import back_pages
from shelter_admin.reports.certificate_front import front_page
from shelter_admin.reports.certificate_parts import DRAFT, Furniture
from shelter_admin.reports.fonts import PLAIN, embed, printable

SIZE: Final = landscape(A4)


def certificate_pdf(paper: CertificatePaper, filename: str = "") -> Document:
    """One certificate, front and back."""
    return certificates_pdf([paper], filename)


def certificates_pdf(
    papers: Sequence[CertificatePaper], filename: str = "", progress: Progress = UNWATCHED
) -> Document:
    """Several certificates in one file, each front and back. Refused where the font lacks a letter of a name."""
    embed()
    look: dict[str, Any] = {"initialFontName": PLAIN, "lang": spoken()}
    canvas = Canvas(BytesIO(), pagesize=SIZE, invariant=1, pageCompression=1, **look)
    canvas.setTitle(printable(papers[0].template.title.capitalize() or _("Certificate")))
    canvas.setAuthor(printable(papers[0].letterhead.unit or papers[0].panti))
    canvas.setKeywords(" ".join(paper.code for paper in papers if paper.number) or DRAFT)
    furniture = Furniture(canvas)
    for done, paper in enumerate(papers, start=1):
        front_page(canvas, furniture, paper)
        if paper.template.back:
            back_pages(canvas, furniture, paper)
        progress.step(done, len(papers))
    content: bytes = canvas.getpdfdata()  # type: ignore[no-untyped-call]  # one copy less than save() in memory
    return Document(filename or f"{_('certificate')}.pdf", content)
