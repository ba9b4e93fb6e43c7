"""The matrix of services on paper: people down, items across, one table for each kind of service."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer
from typing_extensions import override

from shelter_admin.domain.month.spm import SPM_NAMES
from shelter_admin.domain.papers import Document
from shelter_admin.domain.services.matrix import OTHERS, ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear, TickState
from shelter_admin.domain.sheets import Imprint
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.reports.fonts import STRONG
from shelter_admin.reports.page import INK, MUTED, STRIP, WIDTH, Paper, build, fitted, table_of, words

GIVEN: Final = "✓"
NOT_NEEDED: Final = "–"
_NUMBER: Final = 20 * mm
_ITEM: Final = 7.5 * mm
_HIGH: Final = 31 * mm
_SIZE: Final = 7.5


class _Upright(Flowable):
    """The heading of a narrow column, written upwards."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text
        self.width, self.height = _ITEM - 2, _HIGH

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas = self.canv
        canvas.saveState()
        canvas.setFont(STRONG, _SIZE)
        canvas.setFillColor(MUTED)
        canvas.translate(self.width / 2 + _SIZE / 3, 1)
        canvas.rotate(90)
        canvas.drawString(0, 0, fitted(self._text, _HIGH - 2, _SIZE, STRONG))
        canvas.restoreState()


class _Ticked(Flowable):
    """A tick, drawn: the font of our papers has none."""

    def __init__(self) -> None:
        super().__init__()
        self.width, self.height = _ITEM - 2, _SIZE

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return self.width, self.height

    def draw(self) -> None:
        canvas, middle = self.canv, self.width / 2
        canvas.saveState()
        canvas.setStrokeColor(INK)
        canvas.setLineWidth(1.1)
        canvas.lines([(middle - 3, 3, middle - 1, 0.8), (middle - 1, 0.8, middle + 3.4, 6.2)])
        canvas.restoreState()


def services_matrix(year: ServiceYear, imprint: Imprint) -> Document:
    """Print who was given what in a fiscal year, and whose needs are met. The file is named after no one."""
    told = _("Fiscal year {year}, up to {day}").format(year=year.year, day=short_date(year.through))
    paper = Paper(f"{_('services')}-{year.year}.pdf", _("Services given to each person"), told, imprint)
    story: list[Flowable] = [words(_legend(), "small"), Spacer(1, 4)]
    for kind, people in by_kind(year):
        story += _table(year, kind, people)
    if not year.people:
        story.append(words(_("Nobody was in the house in this year.")))
    story += [Spacer(1, 8), *(words(source, "muted") for source in year.matrix.sources)]
    return build(paper, story)


def by_kind(year: ServiceYear) -> list[tuple[str, list[PersonServices]]]:
    """The people by the kind of service that owes them something, those of none at the end."""
    found: dict[str, list[PersonServices]] = {}
    for one in year.people:
        found.setdefault(one.kind or OTHERS, []).append(one)
    order = [*year.matrix.kinds, *(kind for kind in found if kind not in year.matrix.kinds)]
    return [(kind, found[kind]) for kind in order if kind in found]


def kind_told(kind: str) -> str:
    """A kind of service in words."""
    return _(SPM_NAMES[kind]) if kind in SPM_NAMES else _("No minimum service standard")


def _legend() -> str:
    told = _("Tick: given at least once · {sign} not needed by the assessment · empty: neither yet")
    return told.format(sign=NOT_NEEDED)


def _table(year: ServiceYear, kind: str, people: Sequence[PersonServices]) -> list[Flowable]:
    items = year.matrix.owed(kind) or year.matrix.owed(OTHERS)
    met = sum(year.met(one) for one in people)
    told = _("needs met: {met} of {people}").format(met=number(met), people=number(len(people)))
    upright = [_Upright(text) for text in (*(item.short for item in items), p_("column", "Met"))]
    heads: list[str | Flowable] = [_("Number"), _("Name"), *upright]
    rows = [_row(year, one, items) for one in people]
    columns = len(items) + 1
    widths = [_NUMBER, WIDTH - _NUMBER - columns * _ITEM, *[_ITEM] * columns]
    extra: list[Any] = [("LEFTPADDING", (2, 0), (-1, -1), 1), ("RIGHTPADDING", (2, 0), (-1, -1), 1)]
    extra.append(("BACKGROUND", (-1, 0), (-1, -1), STRIP))
    return table_of(f"{kind_told(kind)}: {told}", heads, rows, widths, extra)


def _row(year: ServiceYear, one: PersonServices, items: Sequence[ServiceItem]) -> list[Any]:
    marks = [_sign(mark_of(one, item.code)) for item in items]
    return [
        words(one.number, "cell"),
        words(one.name, "cell-strong"),
        *marks,
        _sign(GIVEN if year.met(one) else ""),
    ]


def _sign(mark: str) -> Flowable:
    return _Ticked() if mark == GIVEN else words(mark, "cell-mid")


def mark_of(one: PersonServices, item: str) -> str:
    """How an item stands for somebody, as one sign."""
    standing = one.stands.get(item)
    if standing is None:
        return ""
    return GIVEN if standing.newest.state is TickState.GIVEN else NOT_NEEDED
