"""The sheet for the kitchen: how many eat each meal of a day, by diet. Nobody's name stands on it."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from shelter_admin.domain.kitchen import MEAL_NAMES, KitchenDay
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import clock, day_and_date, number, short_date
from shelter_admin.domain.words import _
from shelter_admin.reports.page import STRIP, WIDTH, Paper, build, figures, signatures, table_of, words


def kitchen_count(count: KitchenDay, imprint: Imprint, panti: Panti) -> Document:
    """Print the count of a day on one page."""
    paper = Paper(
        f"{_('kitchen')}-{short_date(count.day)}.pdf",
        _("Count for the kitchen"),
        day_and_date(count.day),
        imprint,
        personal=False,
    )
    meals = [
        (number(meal.eating), f"{_(MEAL_NAMES[meal.meal])} {clock(meal.at.astimezone(panti.zone.offset))}")
        for meal in count.meals
    ]
    story: list[Flowable] = [figures(meals), *_diets(count), Spacer(1, 8), words(_away(count), "muted")]
    told = _("Counted from what was known when this was printed; who is late is counted until a day late.")
    return build(paper, [*story, words(told, "muted"), Spacer(1, 16), signatures([_("Duty officer"), _("Kitchen")])])


def _diets(count: KitchenDay) -> list[Flowable]:
    rows = [
        [words(diet or _("ordinary food"), "cell"), *(words(number(meal.of(diet)), "cell-mid") for meal in count.meals)]
        for diet in count.diets
    ]
    total = [words(_("Together"), "cell-strong"), *(words(number(meal.eating), "cell-mid") for meal in count.meals)]
    wide = 0.18 * WIDTH
    heads: list[str | Flowable] = [
        _("Diet"),
        *(words(_(MEAL_NAMES[meal.meal]), "cell-head-mid") for meal in count.meals),
    ]
    widths = [WIDTH - wide * len(count.meals), *[wide] * len(count.meals)]
    styles = [("BACKGROUND", (0, len(rows)), (-1, len(rows)), STRIP)]
    return table_of(_("By diet"), heads, [*rows, total], widths, styles)


def _away(count: KitchenDay) -> str:
    said = [
        _("{meal}: {away} away, {outside} eat outside").format(
            meal=_(MEAL_NAMES[meal.meal]), away=number(meal.away), outside=number(meal.outside)
        )
        for meal in count.meals
    ]
    on_books = _("{count} live in the house.").format(count=number(count.on_books))
    return f"{on_books} {'; '.join(said)}."
