"""Cetak data saya: everything held about one person, for that person (UU 27/2022 articles 7 and 32)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.everything import Fact, Part, PersonalData, Said, Trace
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import date_and_clock, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, signatures, table_of, words

_FIELD: Final = 0.32 * WIDTH
_WIDE: Final = ("Notes", "Reason", "Why", "Destination", "What was said", "Basis of processing")


def personal_data_paper(held: PersonalData, imprint: Imprint, zone: Zone) -> Document:
    """Print it part by part; each part says what is held, and nothing is left out but what the opening names."""
    paper = Paper(
        f"{_('personal-data')}-{short_date(imprint.printed_at.date())}.pdf",
        _("Copy of personal data"),
        f"{held.name} · {held.number}",
        imprint,
    )
    story: list[Flowable] = [*_opening(held)]
    for part in held.parts:
        story += _part(part, zone)
    story += _trail(held.trail, zone)
    story += [Spacer(1, 14), signatures([_("Handed over by"), _("Received by")])]
    return build(paper, story)


def _opening(held: PersonalData) -> list[Flowable]:
    told = _(
        "This is everything the shelter keeps about the person named above (UU 27/2022 on personal data protection, "
        "articles 7 and 32). What is wrong or missing is put right on request within 3 × 24 hours (article 30)."
    )
    left_out = _(
        "Left out: the words of staff in notes and reasons, as they may hold the data of others or harm somebody "
        "(article 33)."
    )
    return [words(told), *([] if held.with_notes else [words(left_out, "muted")])]


def _part(part: Part, zone: Zone) -> list[Flowable]:
    used = [at for at in range(len(part.heads)) if any(row[at] not in (None, "") for row in part.rows)]
    heads = [_(part.heads[at]) for at in used]
    rows: list[list[Any]] = [[words(_written(row[at], zone), "cell") for at in used] for row in part.rows]
    return table_of(_(part.title), heads, rows, _widths(part, used))


def _widths(part: Part, used: list[int]) -> list[float]:
    if part.pairs:
        return [_FIELD, WIDTH - _FIELD]
    shares = [2.2 if part.heads[at] in _WIDE else 1.0 for at in used]
    return [WIDTH * share / sum(shares) for share in shares]


def _written(fact: Fact, zone: Zone) -> str:
    """Write one fact as offices do; a word of the program's own in the language of the paper."""
    if fact is None:
        return ""
    if isinstance(fact, Said):
        return _(fact)
    if isinstance(fact, datetime):
        return date_and_clock(fact.astimezone(zone.offset))
    if isinstance(fact, date):
        return short_date(fact)
    return fact if isinstance(fact, str) else number(fact)


def _trail(trail: tuple[Trace, ...], zone: Zone) -> list[Flowable]:
    """The trail of processing: when, what, by which office."""
    if not trail:
        return []
    rows = [
        [
            words(date_and_clock(trace.at.astimezone(zone.offset)), "cell"),
            words(trace.act, "cell"),
            words(", ".join(_(ROLE_NAMES[role]) for role in trace.roles), "cell"),
        ]
        for trace in trail
    ]
    heads = [_("When"), _("What"), _("Office")]
    return table_of(_("Who looked and acted"), heads, rows, [0.22 * WIDTH, 0.48 * WIDTH, 0.30 * WIDTH])
