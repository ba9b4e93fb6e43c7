"""The rows of a month's papers, in words: the same for workbook, PDF and CSV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shelter_admin.domain.month.counting import Count, Flow, Movement
from shelter_admin.domain.month.figures import MonthFigures
from shelter_admin.domain.month.keys import Figure, group_told, programs_in, told
from shelter_admin.domain.month.paper import MonthPaper
from shelter_admin.domain.wording import long_date, month_and_year
from shelter_admin.domain.words import _


@dataclass(frozen=True, slots=True)
class Counted:
    """A group with one count."""

    key: str
    words: str
    count: Count


@dataclass(frozen=True, slots=True)
class Moved:
    """A group with its four counts."""

    code: str
    words: str
    movement: Movement


@dataclass(frozen=True, slots=True)
class Service:
    """One minimum service standard."""

    code: str
    words: str
    x: int
    met: int | None
    y: int | None


def services(figures: MonthFigures) -> list[Service]:
    """The minimum service standards, each with X and Y."""
    return [Service(code, group_told("service", code, {}), spm.x, spm.met, spm.y) for code, spm in figures.spm.items()]


def month_of(figures: MonthFigures) -> str:
    """The month in words."""
    return month_and_year(figures.through)


def standing(paper: MonthPaper) -> str:
    """Say what the paper is: a draft, or which version was sent when."""
    if paper.draft:
        until = long_date(paper.figures.through)
        return _("DRAFT, not sent: figures up to {date}").format(date=until)
    if paper.sent_on is None:
        return _("Version {version}").format(version=paper.version)
    return _("Version {version}, sent on {date}").format(version=paper.version, date=long_date(paper.sent_on))


def filename(paper: MonthPaper, ending: str) -> str:
    """The name of the file; it holds nobody's name."""
    state = _("draft") if paper.draft else f"v{paper.version}"
    return f"{_('monthly-return')}-{paper.code}-{paper.figures.period}-{state}.{ending}"


def flows(figures: MonthFigures) -> list[Counted]:
    """The four counts of the house."""
    return [Counted(flow.value, told(flow.value, {}), getattr(figures, flow.value)) for flow in Flow]


def groups(by: str, moved: Mapping[str, Movement]) -> list[Moved]:
    """The four counts of each group."""
    return [Moved(code, group_told(by, code, {}), movement) for code, movement in moved.items()]


def counted(flow: Flow, by: str, counts: Mapping[str, Count]) -> list[Counted]:
    """One count of each group."""
    return [
        Counted(Figure(flow.value, by, code).key, group_told(by, code, {}), count) for code, count in counts.items()
    ]


def changes(paper: MonthPaper) -> list[tuple[str, float | None, float | None]]:
    """What this version tells otherwise than the one before, each figure in words."""
    programs = programs_in(paper.figures)
    return [(told(one.figure, programs), one.before, one.after) for one in paper.difference]


def notes(figures: MonthFigures) -> list[str]:
    """What a reader must know to read the figures rightly."""
    said = [
        _("Start + came in – left = end. A stay of one day counts as come in and as left only."),
        _("Bed-days: people holding a place at the roll-call hour, added up over all nights."),
        _("Age on the last day of the month. Category: the main one of each person."),
    ]
    if figures.dates_unknown:
        said.append(
            _(
                "{count} stays lack a date: without admission they count as there from before; "
                "without a day of leaving they count as left on the day they came."
            ).format(count=figures.dates_unknown)
        )
    if figures.running:
        said.append(_("The month still runs: figures up to {date}.").format(date=long_date(figures.through)))
    return said


def spm_note() -> str:
    """What X and Y are."""
    return _(
        "Served: each person in the house once in the fiscal year, to this month's end. X (needs met): of those, whom "
        "everything of the matrix of services was given or who did not need it. Y: the province's figure."
    )
