"""The list to sign when certificates and letters are handed over: number, name, room for day and signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import KeepTogether, Spacer

from shelter_admin.domain.certificates.letters import PaperInHand
from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_, p_
from shelter_admin.reports.page import LINE, WIDTH, Paper, build, signatures, table_of, words

_NO, _NUMBER, _DAY, _SIGN = 10 * mm, 56 * mm, 24 * mm, 42 * mm


def receipts_list(papers: Sequence[PaperInHand], of: str, imprint: Imprint) -> Document:
    """Print the list of one batch or year; ``of`` says which."""
    paper = Paper(
        f"{_('receipt-of-certificates')}.pdf",
        p_("title of a paper", "Receipt of certificates"),
        of,
        imprint,
    )
    heads = [_("No."), _("Number of the paper"), _("Name and number"), _("Received on"), _("Signature")]
    widths = [_NO, _NUMBER, WIDTH - _NO - _NUMBER - _DAY - _SIGN, _DAY, _SIGN]
    rows = [_row(at, one) for at, one in enumerate(papers, start=1)]
    count = n_("{count} paper to hand over", "{count} papers to hand over", len(rows)).format(count=number(len(rows)))
    told = _("Whoever receives a paper reads name and number on it and signs in the line of the same number.")
    story = [words(told, "small"), *table_of(count, heads, rows, widths, _room_to_sign(len(rows)))]
    over = [_("Handed over by"), _("Seen by the head of the panti")]
    return build(paper, [*story, KeepTogether([Spacer(1, 16), signatures(over)])])


def _row(at: int, paper: PaperInHand) -> list[Any]:
    kind = _("Letter of attendance") if paper.letter else _("Certificate")
    return [
        words(number(at), "muted"),
        [words(paper.paper_no, "cell"), words(kind, "cell-small")],
        [words(paper.name, "cell-strong"), words(paper.number, "cell-small")],
        "",
        words(number(at), "cell-small"),
    ]


def _room_to_sign(rows: int) -> list[Any]:
    return [
        ("INNERGRID", (3, 0), (-1, rows - 1), 0.4, LINE),
        ("VALIGN", (4, 0), (4, rows - 1), "TOP"),
        ("TOPPADDING", (0, 0), (3, rows - 1), 8),
        ("BOTTOMPADDING", (0, 0), (3, rows - 1), 8),
    ]
