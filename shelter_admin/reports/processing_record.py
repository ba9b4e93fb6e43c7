"""The record of processing (rekam kegiatan pemrosesan) on paper, as UU 27/2022 article 31 asks for it."""

from __future__ import annotations

from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.accounts import ROLE_NAMES, Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.consent import BASIS_NAMES
from shelter_admin.domain.privacy.processing import (
    ProcessingLine,
    ProcessingRecord,
    class_of,
    how_long,
    roles_that_see,
    who_sees,
)
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.reports.page import LINE, STRIP, WIDTH, Paper, build, grid, section, signatures, words

_LABEL: Final = 0.24 * WIDTH
_CELLS: Final = (
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("LEFTPADDING", (0, 0), (-1, -1), 4),
    ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
    ("TOPPADDING", (0, 0), (-1, -1), 2),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
)
CONTROLLER: Final = (
    N_("Who it goes to"),
    N_(
        "The Dinas Sosial and the province receive figures, and records under law. Nobody else, unless the law asks "
        "for it. Nothing leaves the country: the data lies on computers of the shelter."
    ),
)
GUARDED: Final = (
    N_("How it is guarded"),
    N_(
        "Encrypted file and copies, an account for each member of staff, rights by role, a log of every act that "
        "cannot be changed unseen, a screen that locks itself."
    ),
)
CHILDREN: Final = (
    N_("Children and who is confidential"),
    N_(
        "All data of a resident under 18 is specific (article 4), whatever stands below. Victims of violence and "
        "trafficking, children before the law and frozen details are seen by name only by: {roles}."
    ),
)


def processing_record(record: ProcessingRecord, imprint: Imprint, panti: Panti) -> Document:
    """Print the record: who processes, then each kind of data with class, purpose, basis, who sees it, how long."""
    paper = Paper(
        f"{_('record-of-processing')}-{short_date(imprint.printed_at.date())}.pdf",
        _("Record of processing of personal data"),
        _("UU 27/2022 on personal data protection, article 31"),
        imprint,
        personal=False,
    )
    story: list[Flowable] = [_opening(record, imprint)]
    for at, line in enumerate(record.lines, start=1):
        story.append(_kind(at, line))
    signer = ", ".join(filter(None, (panti.settings.signer_title, panti.settings.signer_name)))
    return build(paper, [*story, KeepTogether([Spacer(1, 14), signatures([signer])])])


def _opening(record: ProcessingRecord, imprint: Imprint) -> Flowable:
    confidential = ", ".join(_(ROLE_NAMES[role]) for role in roles_that_see(Right.SEE_RESTRICTED))
    rule = record.legal_basis or _("None is set yet; nothing is destroyed before.")
    rows = [
        (_("Controller of the data"), imprint.letterhead.unit or imprint.panti),
        (_(CONTROLLER[0]), _(CONTROLLER[1])),
        (_(GUARDED[0]), _(GUARDED[1])),
        (_(CHILDREN[0]), _(CHILDREN[1]).format(roles=confidential)),
        (_("Terms come from"), rule),
    ]
    cells: list[list[Any]] = [[words(head, "cell-strong"), words(text, "small")] for head, text in rows]
    return grid(cells, [_LABEL, WIDTH - _LABEL], [*_CELLS, ("BACKGROUND", (0, 0), (0, -1), STRIP)])


def _kind(at: int, line: ProcessingLine) -> Flowable:
    """One kind of data in one piece."""
    about = line.about
    rows = [(class_of(line, one), _(about.fields[one])) for one in line.counts]
    rows += [
        (_("What for"), _(about.purpose)),
        (_("Basis"), "; ".join(_(BASIS_NAMES[one]) for one in about.bases)),
        (_("Who sees it"), who_sees(line)),
        (_("How long"), how_long(line)),
    ]
    cells: list[list[Any]] = [[words(head, "cell-head"), words(text, "small")] for head, text in rows]
    title = section(f"{number(at)}. {_(about.title)}")
    return KeepTogether([title, grid(cells, [_LABEL, WIDTH - _LABEL], _CELLS)])
