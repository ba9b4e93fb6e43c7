"""What the papers of an admission share: facts with room to write, the parties, and lines to sign on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from textwrap import wrap
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.admission import AdmissionFile
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import day_and_date, long_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import LINE, WIDTH, grid, words

DOTS: Final = "." * 56
_SHORT_DOTS: Final = "." * 30
_LABEL: Final = 0.3 * WIDTH
_PIECE: Final = 1200
_ROOM_TO_SIGN: Final = 50


def facts(rows: Sequence[tuple[str, str]]) -> Flowable:
    """Set facts, each beside its word; what is not known leaves a line to write on."""
    cells: list[list[Any]] = [
        [words(head, "cell"), whole(text) if text else words(DOTS, "muted")] for head, text in rows
    ]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    return grid(cells, [_LABEL, WIDTH - _LABEL], styles)


def whole(text: str) -> list[Flowable]:
    """Set a text in as many paragraphs as it needs, so that nothing of it is left out."""
    return [words(piece, "cell") for line in text.splitlines() for piece in wrap(line, _PIECE)]


def numbered(lines: Sequence[str]) -> Flowable:
    """Set sentences under their numbers."""
    cells: list[list[Any]] = [[words(f"{at}.", "small"), words(line, "small")] for at, line in enumerate(lines, 1)]
    padding = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 1),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
    ]
    return grid(cells, [16, WIDTH - 16], [*padding, ("BOTTOMPADDING", (0, 0), (-1, -1), 2)])


def of_whom(file: AdmissionFile) -> list[tuple[str, str]]:
    """Who is served, as far as it is known."""
    sex = {"L": _("male"), "P": _("female")}.get(file.sex, "")
    return [
        (_("Name"), file.name),
        (_("Own number"), file.number),
        (_("Sex"), sex),
        (_("Place and date of birth"), file.birth),
        (_("NIK"), file.nik),
        (_("Origin"), file.origin),
    ]


def for_the_house(imprint: Imprint, settings: Settings) -> list[tuple[str, str]]:
    """Who stands for the house, from the settings; lines to fill in where they say nothing."""
    unit = imprint.letterhead.unit or imprint.panti
    return [
        (_("Name"), settings.signer_name),
        (_("NIP"), settings.signer_nip),
        (_("Office"), f"{settings.signer_title} · {unit}" if settings.signer_title else unit),
    ]


def day_or_dots(day: date | None) -> str:
    """A day in words, or a line for it."""
    return day_and_date(day) if day is not None else _SHORT_DOTS


def signing(
    imprint: Imprint, day: date | None, signers: Sequence[tuple[str, str]], above: Sequence[Flowable] = ()
) -> Flowable:
    """Place and day, then a line for each who signs: the role above, the name below where it is known.

    What stands ``above`` stays on their page, so that nobody signs a page that says nothing.
    """
    town = imprint.letterhead.town or _SHORT_DOTS
    place = f"{town}, {long_date(day) if day is not None else _SHORT_DOTS}"
    wide = WIDTH / len(signers)
    roles = [words(role, "cell-strong") for role, _name in signers]
    names = [words(name or "." * 40, "cell" if name else "muted") for _role, name in signers]
    room = [[words("\u00a0", "cell")] for _one in signers]
    styles = [("LEFTPADDING", (0, 0), (-1, -1), 0), ("VALIGN", (0, 2), (-1, 2), "TOP")]
    block = grid(
        [roles, room, names], [wide] * len(signers), styles, rowHeights=[None, _ROOM_TO_SIGN, None], splitByRow=0
    )
    return KeepTogether([*above, Spacer(1, 10), words(place, "text"), Spacer(1, 2), block])
