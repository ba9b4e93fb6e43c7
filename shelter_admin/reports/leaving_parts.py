"""What the papers of a leaving share: of whom, to whom, and the room to sign for the shelter."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.departures.arranging import RECEPTION_NAMES
from shelter_admin.domain.departures.paper import LeavingPaper
from shelter_admin.domain.settings import Settings
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, grid, words

DOTS: Final = "." * 44
ROOM_TO_SIGN: Final = 50


def of_whom(paper: LeavingPaper, *, identity: bool) -> list[tuple[str, str]]:
    """Who leaves, as far as it is known; the NIK only where the paper needs it and there is one."""
    sex = {"L": _("male"), "P": _("female")}.get(paper.sex, "")
    rows = [
        (_("Name"), paper.name),
        (_("Own number"), paper.number),
        (_("Sex"), sex),
        (_("Place and date of birth"), paper.birth),
    ]
    if identity:
        rows.append((_("NIK"), paper.nik))
    return [*rows, (_("Origin"), paper.origin)]


def where_to(paper: LeavingPaper) -> list[tuple[str, str]]:
    """Where somebody goes and who receives them."""
    one = paper.arrangement
    goes = _(RECEPTION_NAMES[one.reception]) if one.reception is not None else ""
    who = f"{one.receiver} ({one.receiver_relation})" if one.receiver and one.receiver_relation else one.receiver
    return [
        (_("Goes"), goes),
        (_("Who receives"), who),
        (_("Address"), ", ".join(part for part in (one.receiver_address, one.region) if part)),
        (_("Telephone"), one.receiver_phone),
    ]


def heading(rows: Sequence[tuple[str, str]]) -> Flowable:
    """The lines at the head of a letter, each beside its word."""
    cells: list[list[Any]] = [
        [words(head, "small"), words(":", "small"), words(text or DOTS, "small")] for head, text in rows
    ]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    table = grid(cells, [0.18 * WIDTH, 0.02 * WIDTH, 0.8 * WIDTH], styles)
    table.spaceAfter = 10
    return table


def signed(imprint: Imprint, settings: Settings, day: date | None) -> Flowable:
    """Room for the signature and the stamp of whoever signs for the shelter, with place and day."""
    town = imprint.letterhead.town or "." * 24
    place = f"{town}, {long_date(day) if day is not None else '.' * 24}"
    signer = [words(place, "small"), words(settings.signer_title, "cell-strong")]
    name = words(settings.signer_name or DOTS, "cell-strong" if settings.signer_name else "muted")
    more = (settings.signer_rank, settings.signer_nip and f"NIP {settings.signer_nip}")
    rows: list[list[Any]] = [
        ["", signer],
        ["", ""],
        ["", [name, *(words(line, "small") for line in more if line)]],
    ]
    styles = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    heights = [None, ROOM_TO_SIGN, None]
    block = grid(rows, [WIDTH * 0.56, WIDTH * 0.44], styles, rowHeights=heights, splitByRow=0)
    return KeepTogether([Spacer(1, 14), block])
