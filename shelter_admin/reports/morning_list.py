"""Day meets night on paper: the three lists of a morning, each line with what to do and room to tick it."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from shelter_admin.domain.day_meets_night import Morning, outside_step
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import MARK_NAMES
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.standing_permissions import standing_words
from shelter_admin.domain.wording import clock, date_and_clock, day_and_date, number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.page import WIDTH, Paper, build, signatures, table_of, words

_FIXED: Final = [22 * mm, 26 * mm]
_DONE: Final = 14 * mm
_REST: Final = WIDTH - sum(_FIXED) - _DONE
_WIDTHS: Final = [*_FIXED, _REST * 0.28, _REST * 0.32, _REST * 0.40, _DONE]


def morning_list(morning: Morning, imprint: Imprint, zone: Zone) -> Document:
    """Print the three lists; an empty one says so."""
    paper = Paper(
        f"{_('day-meets-night')}-{short_date(morning.day)}.pdf",
        _("Day meets night"),
        _("Morning of {day}, after the night of {night}").format(
            day=day_and_date(morning.day), night=short_date(morning.night)
        ),
        imprint,
    )
    story: list[Flowable] = []
    if not morning.counted:
        story.append(words(_("The roll-call of that night is not closed: who slept here is taken from bed and gate.")))
    story += _slept_absent(morning) + _not_back(morning, zone) + _outside(morning, imprint)
    return build(paper, [*story, Spacer(1, 12), KeepTogether([signatures([_("Officer on duty")])])])


def _heads(what: str) -> list[str]:
    return [_("Number"), p_("column of a paper", "Bed"), _("Name"), what, _("What to do"), _("Done")]


def _table(title: str, what: str, rows: list[list[Any]]) -> list[Flowable]:
    over = f"{title}: {number(len(rows))}"
    if not rows:
        return [Spacer(1, 9), words(over, "over"), words(_("Nobody."), "muted")]
    return table_of(over, list(_heads(what)), rows, _WIDTHS)


def _cells(number_of: str, bed: str, name: str, what: str, step: str) -> list[Any]:
    return [
        words(number_of, "muted"),
        words(bed or "—", "cell"),
        words(name, "cell-strong"),
        words(what, "cell"),
        words(step, "cell"),
        "",
    ]


def _slept_absent(morning: Morning) -> list[Flowable]:
    rows = [
        _cells(
            line.number,
            line.bed,
            line.name,
            f"{', '.join(line.classes)}, {', '.join(short_date(day)[:5] for day in line.days)}",
            line.next_step(),
        )
        for line in morning.slept_absent
    ]
    return _table(_("Slept here, absent from training"), _("Class, day"), rows)


def _not_back(morning: Morning, zone: Zone) -> list[Flowable]:
    rows = []
    for line in morning.not_back:
        parts = [*line.classes]
        parts += [_(MARK_NAMES[line.mark])] if line.mark is not None else []
        if line.since is not None:
            since = date_and_clock(line.since.astimezone(zone.offset))
            parts.append(_("out since {when}").format(when=since))
        rows.append(_cells(line.number, line.bed, line.name, ", ".join(parts), line.next_step(zone)))
    return _table(_("Trained, but not back for the night"), _("What is known"), rows)


def _outside(morning: Morning, imprint: Imprint) -> list[Flowable]:
    wall: datetime = imprint.printed_at.replace(tzinfo=None)
    rows = [
        _cells(
            line.number,
            line.bed,
            line.name,
            f"{standing_words(line.kind, line.place)}, {clock(line.leaves_at)}–{clock(line.back_at)}",
            outside_step(line, morning.day, wall),
        )
        for line in morning.outside
    ]
    return _table(_("Outside by permission today"), _("Where and when"), rows)
