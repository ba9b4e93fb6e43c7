"""The letter that answers a request about personal data: granted or refused, why, and where to complain.

UU 27/2022: the right asked for (articles 6 to 8 and 11), the term of 3 × 24 hours (30, 32, 41), refusals (33), the
authority (58) and the courts (12). Complaints about public services also go to the Ombudsman (UU 37/2008).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from textwrap import wrap
from typing import Any, Final

from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.requests import (
    ASKER_NAMES,
    REFUSAL_NAMES,
    REQUEST_KIND_NAMES,
    Asker,
    DataRequest,
    Outcome,
    RequestKind,
)
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, long_date, short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.reports.page import LINE, WIDTH, Paper, build, grid, section, words

RIGHT_ASKED: Final[Mapping[RequestKind, str]] = {
    RequestKind.ACCESS: N_("UU 27/2022 articles 7 and 32"),
    RequestKind.CORRECTION: N_("UU 27/2022 articles 6 and 30"),
    RequestKind.LIMITATION: N_("UU 27/2022 articles 11 and 41"),
    RequestKind.ERASURE: N_("UU 27/2022 articles 8 and 42 to 44"),
}
GRANTED: Final[Mapping[RequestKind, str]] = {
    RequestKind.ACCESS: N_("A copy of everything we keep about you is handed over to you, without any cost."),
    RequestKind.CORRECTION: N_("Your data is put right as you asked."),
    RequestKind.LIMITATION: N_("Your details are frozen: only who needs them to keep you safe still sees your name."),
    RequestKind.ERASURE: N_("What the law does not ask us to keep is no longer used, and is destroyed with a record."),
}
COMPLAIN: Final = (
    N_("Tell the head of the shelter, in writing or in words; you may have somebody help you. It is looked at again."),
    N_("Complain to the agency above the shelter ({agency}), or to the Ombudsman (UU 37/2008); both cost nothing."),
    N_("Complain to the authority for personal data protection (UU 27/2022 article 58), or go to court (article 12)."),
)
_LABEL: Final = 0.28 * WIDTH
_ROOM_TO_SIGN: Final = 46
_PIECE: Final = 1200


def request_answer(request: DataRequest, imprint: Imprint, panti: Panti) -> Document:
    """Print the letter for an answered request: to who asked, in words that can be read out."""
    paper = Paper(
        f"{_('answer-to-request')}-{short_date(imprint.printed_at.date())}.pdf",
        _("Answer to a request about personal data"),
        _(RIGHT_ASKED[request.kind]),
        imprint,
    )
    story: list[Flowable] = [words(_("To: {who}").format(who=_who(request)), "strong"), *_facts(request, panti)]
    story += _outcome(request)
    return build(paper, [*story, *_complaining(imprint), _signed(imprint, panti)])


def _who(request: DataRequest) -> str:
    if request.asker is Asker.SELF:
        return request.name
    return f"{request.asker_name} ({_(ASKER_NAMES[request.asker])})"


def _facts(request: DataRequest, panti: Panti) -> list[Flowable]:
    in_time = _("within the term of 3 × 24 hours") if request.in_time else _("after the term of 3 × 24 hours")
    answered = f"{_moment(request.answered_at, panti)}, {in_time}"
    rows = [
        (_("Subject of the data"), f"{request.name} · {request.number}"),
        (_("What is asked"), _(REQUEST_KIND_NAMES[request.kind])),
        (_("In the words of who asks"), request.words),
        (_("Came on"), _moment(request.received_at, panti)),
        (_("Answered on"), answered),
    ]
    cells: list[list[Any]] = [[words(head, "cell"), _whole(text, "small")] for head, text in rows if text]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 2),
        ("LINEBELOW", (0, 0), (-1, -1), 0.4, LINE),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
    ]
    return [grid(cells, [_LABEL, WIDTH - _LABEL], styles)]


def _whole(text: str, look: str) -> list[Flowable]:
    """Set a text in as many paragraphs as it needs, so that nothing of it is left out."""
    pieces = [piece for line in text.splitlines() for piece in wrap(line, _PIECE)]
    return [words(piece, look) for piece in pieces]


def _moment(at: datetime | None, panti: Panti) -> str:
    if at is None:
        return ""
    local = at.astimezone(panti.zone.offset)
    told = _("{day} at {clock} {zone}")
    return told.format(day=long_date(local.date()), clock=clock(local), zone=panti.zone.value)


def _outcome(request: DataRequest) -> list[Flowable]:
    if request.outcome is Outcome.REFUSED:
        why = [words(_(REFUSAL_NAMES[request.refusal]), "strong")] if request.refusal else []
        return [section(_("Your request is refused")), *why, *_whole(request.answer, "text")]
    return [section(_("Your request is granted")), *_whole(request.answer or _(GRANTED[request.kind]), "text")]


def _complaining(imprint: Imprint) -> list[Flowable]:
    agency = imprint.letterhead.agency or "Dinas Sosial"
    lines: list[list[Any]] = [
        [words(f"{at}.", "text"), words(_(line).format(agency=agency), "text")] for at, line in enumerate(COMPLAIN, 1)
    ]
    styles = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 0),
        ("TOPPADDING", (0, 0), (-1, -1), 0),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1),
    ]
    told = _("You may ask again at any time. Whoever complains is served as before.")
    return [section(_("If you do not agree")), grid(lines, [16, WIDTH - 16], styles), Spacer(1, 2), words(told)]


def _signed(imprint: Imprint, panti: Panti) -> Flowable:
    """Room to sign for who receives it, and for whoever signs for the shelter, with place and day."""
    chosen, day = panti.settings, long_date(imprint.printed_at.date())
    place = f"{imprint.letterhead.town}, {day}" if imprint.letterhead.town else day
    dots = ".".ljust(44, ".")
    received = [words(" ", "small"), words(_("Received by (signature or thumbprint)"), "cell-strong")]
    signer = [words(place, "small"), words(chosen.signer_title, "cell-strong")]
    name = words(chosen.signer_name or dots, "cell-strong" if chosen.signer_name else "muted")
    more = (chosen.signer_rank, chosen.signer_nip and f"NIP {chosen.signer_nip}")
    under = [name, *(words(line, "small") for line in more if line)]
    rows: list[list[Any]] = [[received, signer], ["", ""], [words(dots, "muted"), under]]
    styles = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)]
    heights = [None, _ROOM_TO_SIGN, None]
    block = grid(rows, [WIDTH * 0.56, WIDTH * 0.44], styles, rowHeights=heights, splitByRow=0)
    return KeepTogether([Spacer(1, 12), block])
