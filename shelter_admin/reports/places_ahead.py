"""Free places in thirty, sixty and ninety days on paper, and the people they are reckoned from."""

from __future__ import annotations

from collections.abc import Sequence

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from shelter_admin.domain.papers import Document
from shelter_admin.domain.place_words import group_words, need_words
from shelter_admin.domain.places_ahead import Ahead, PlacesAhead
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import long_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import WIDTH, Paper, build, figures, table_of, words

_SIDE = 62 * mm


def places_ahead(told: PlacesAhead, imprint: Imprint) -> Document:
    """Print what is expected; nothing here is a promise, and the paper says so."""
    nights = [told.now, *told.columns]
    paper = Paper(
        f"{_('free-places')}-{short_date(told.tonight)}.pdf",
        _("Free places ahead"),
        _("As of the night of {date}; what is expected is no promise").format(date=long_date(told.tonight)),
        imprint,
    )
    strip = figures([(number(one.free), _in_days(told, one)) for one in nights])
    return build(paper, [strip, *_groups(nights), *_needs(nights), *_leaving(told), *_kept(told)])


def _in_days(told: PlacesAhead, one: Ahead) -> str:
    days = (one.night - told.tonight).days
    return _("free tonight") if not days else _("free in {days} days").format(days=days)


def _heads(nights: Sequence[Ahead], first: str) -> list[str]:
    return [first, *(short_date(one.night) for one in nights)]


def _widths(columns: int) -> list[float]:
    return [_SIDE, *[(WIDTH - _SIDE) / columns] * columns]


def _groups(nights: Sequence[Ahead]) -> list[Flowable]:
    keys = list(dict.fromkeys((group.sex, group.age_group) for one in nights for group in one.groups))
    rows: list[list[str]] = []
    for key in keys:
        found = [next((group for group in one.groups if (group.sex, group.age_group) == key), None) for one in nights]
        cells = [
            _("{free} of {beds}").format(free=number(g.free), beds=number(g.capacity)) if g else "-" for g in found
        ]
        rows.append([group_words(*key), *cells])
    rows.append(
        [_("All"), *(_("{free} of {beds}").format(free=number(one.free), beds=number(one.capacity)) for one in nights)]
    )
    rows.append([_("Expected to leave by then"), *(number(len(one.leaving)) for one in nights)])
    rows.append([_("Kept for somebody"), *(number(len(one.kept)) for one in nights)])
    rows.append([_("Waiting for a place, without a bed kept"), *(number(sum(one.waiting.values())) for one in nights)])
    return table_of(_("Free places of usable beds"), _heads(nights, _("Meant for")), _cells(rows), _widths(len(nights)))


def _cells(rows: Sequence[Sequence[str]]) -> list[list[Flowable]]:
    return [[words(row[0], "cell-strong"), *(words(cell, "cell") for cell in row[1:])] for row in rows]


def _needs(nights: Sequence[Ahead]) -> list[Flowable]:
    keys = list(dict.fromkeys(need.need for one in nights for need in one.needs))
    if not keys:
        return []
    rows = []
    for key in keys:
        found = [next(need for need in one.needs if need.need == key) for one in nights]
        rows.append([need_words(key), *(_told_need(one.free, one.waiting) for one in found)])
    return table_of(_("By what is needed"), _heads(nights, _("Need")), _cells(rows), _widths(len(nights)))


def _told_need(free: int, waiting: int | None) -> str:
    if waiting is None:
        return number(free)
    return _("{free} free, {waiting} waiting").format(free=number(free), waiting=number(waiting))


def _leaving(told: PlacesAhead) -> list[Flowable]:
    lines = told.columns[-1].leaving
    rows = [
        [
            words(short_date(line.on), "cell"),
            words(line.holding.name or _("(not shown)"), "cell-strong"),
            words(line.holding.number, "cell"),
            words(line.holding.address, "cell"),
            words(_("day has passed") if line.overdue else "", "cell"),
        ]
        for line in lines
    ]
    heads = [_("Expected on"), _("Name"), _("Number"), _("Bed"), _("Remark")]
    title = _("Expected to leave: {count}").format(count=number(len(rows)))
    return table_of(title, heads, rows, _PEOPLE) if rows else []


_PEOPLE = [26 * mm, WIDTH - (26 + 28 + 42 + 30) * mm, 28 * mm, 42 * mm, 30 * mm]


def _kept(told: PlacesAhead) -> list[Flowable]:
    lines = dict.fromkeys(kept for one in (told.now, *told.columns) for kept in one.kept)
    rows = [
        [
            words(kept.address, "cell-strong"),
            words(kept.who or _("(not shown)"), "cell"),
            words(short_date(kept.start), "cell"),
            words(short_date(kept.end), "cell"),
        ]
        for kept in lines
    ]
    heads = [_("Bed"), _("Kept for"), _("From night"), _("Free again on")]
    return (
        table_of(_("Beds kept for somebody"), heads, rows, [42 * mm, WIDTH - 98 * mm, 28 * mm, 28 * mm]) if rows else []
    )
