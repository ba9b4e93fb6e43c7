"""The recovery sheet: printed once at first start, kept in an envelope, opens the store when no password does."""

from __future__ import annotations

from reportlab.platypus import Flowable, KeepTogether, Spacer, Table

from shelter_admin.domain.papers import Document
from shelter_admin.domain.sheets import Imprint, RecoveryCode
from shelter_admin.domain.wording import long_date, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import ACCENT, LINE, STRIP, WIDTH, Paper, build, grid, section, signatures, words


def recovery_sheet(code: RecoveryCode, imprint: Imprint) -> Document:
    """Print the sheet on one page: the code, where to keep it, what it can do, what a finder should do."""
    title = _("Recovery sheet")
    paper = Paper(
        f"{_('recovery-sheet')}-{short_date(code.made_on)}.pdf", title, _keys_of(code, imprint), imprint, personal=False
    )
    return build(paper, [_groups(code.code), Spacer(1, 7), *_reading(code), *_advice(), KeepTogether(_received())])


def _keys_of(code: RecoveryCode, imprint: Imprint) -> str:
    told = _("{panti} · store file {store} · made on {date}")
    return told.format(panti=imprint.panti, store=code.store_name, date=long_date(code.made_on))


def _groups(code: str) -> Table:
    """Set the groups large, each under its number, three in a row: a typing error is told by the group's number."""
    groups = code.split("-")
    rows: list[list[Flowable]] = []
    for start in range(0, len(groups), 3):
        few = groups[start : start + 3]
        rows.append([words(str(start + at), "cell-head-mid") for at, _group in enumerate(few, start=1)])
        rows.append([words(group, "code") for group in few])
    return grid(
        rows,
        [WIDTH / 3] * 3,
        [
            ("BOX", (0, 0), (-1, -1), 1.2, ACCENT),
            ("LINEAFTER", (0, 0), (-2, -1), 0.5, LINE),
            ("LINEBELOW", (0, 1), (-1, 1), 0.5, LINE),
            ("BACKGROUND", (0, 0), (-1, -1), STRIP),
            ("BOTTOMPADDING", (0, 1), (-1, 1), 9),
            ("BOTTOMPADDING", (0, 3), (-1, 3), 9),
        ],
    )


def _reading(code: RecoveryCode) -> list[Flowable]:
    lines = [
        _(
            "Type all groups in this order. Small letters, spaces and strokes do not matter; O reads as 0, I and L "
            "as 1. The last symbol of each group checks it, so the program names the group with a typing error."
        )
    ]
    if code.replaces_older:
        lines.append(_("This sheet replaces every older one. Shred the older sheets; their codes no longer work."))
    return [words(line, "muted") for line in lines]


def _advice() -> list[Flowable]:
    parts = (
        (
            _("Where to keep it"),
            _(
                "In a sealed envelope in the safe of the head of the panti, never beside the computer and never as a "
                "photo in a telephone. A second print belongs in the safe of the provincial Dinas Sosial."
            ),
        ),
        (
            _("What it can do"),
            _(
                "Whoever has this sheet and a copy of the store with its key file can open every resident's record "
                "and set new passwords. It is the only way in when nobody remembers a password; without it and "
                "without a password the records are lost for good, and nobody can restore them."
            ),
        ),
        (
            _("How it is used"),
            _(
                "On the login screen choose “Forgot password”, type the code and set a new password. Afterwards "
                "print a new sheet under Settings and shred this one."
            ),
        ),
        (
            _("If you found this sheet"),
            _(
                "Do not copy or photograph it. Hand it to the head of the panti named above or to the Dinas Sosial "
                "at once. The panti then prints a new sheet, which makes this one worthless."
            ),
        ),
    )
    return [flowable for heading, text in parts for flowable in (section(heading), words(text))]


def _received() -> list[Flowable]:
    return [
        Spacer(1, 14),
        signatures([_("Received and locked away by the head of the panti"), _("Witness, date")]),
    ]
