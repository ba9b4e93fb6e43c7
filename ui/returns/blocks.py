"""The figures of a month, laid out in blocks. Every figure carries the key of the people behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from shelter_admin.domain.month.counting import UNKNOWN, Count, Flow, Movement
from shelter_admin.domain.month.figures import Graduates, MonthFigures, MonthView, ProgramMonth, SpmCount
from shelter_admin.domain.month.keys import Figure as Named
from shelter_admin.domain.month.keys import group_told, programs_in, told
from shelter_admin.domain.wording import number, percent
from shelter_admin.domain.words import _, p_
from ui.kit.figures import Block, Figure, Line

BEDS: Final = frozenset({"capacity", "capacity_days"})
"""Figures that count beds, not people: the board of the beds is behind them."""
NONE: Final = "—"
_MARKS: Final = ("people", "present", "sick", "excused", "absent", "unmarked")
Row = tuple[str, Named, Count]


def blocks_of(figures: MonthFigures) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The blocks of a month: those that stand two abreast, then the wide ones."""
    say = Words(programs_in(figures))
    abreast = (
        _movement(figures, say),
        _occupancy(figures, say),
        _sources(figures.admitted_by_source, say),
        _reasons(figures.left_by_reason, say),
        _ages(figures.by_age_group, say),
        _graduates(figures.graduates, say),
    )
    return abreast, (
        _categories(figures.by_category, say),
        _attendance(figures.attendance, say),
        _spm(figures.spm, say),
    )


def changes_block(view: MonthView, number: int | None) -> Block:
    """What is told otherwise, figure by figure: than the newest version sent, or by a version than the one before."""
    figures, changes = view.figures, view.difference
    say = Words(programs_in(figures))
    lines = [
        Line(say.name(one.figure), (Figure("", _plain(one.before), ""), say.figure(one.figure, _plain(one.after))))
        for one in changes
    ]
    title = _("Corrected since it was sent")
    headings: tuple[str, ...] = (p_("column of the month", "Sent"), p_("column of the month", "Now"))
    if number is not None:
        title = _("What version {number} corrected").format(number=number)
        versions = [one.version for one in view.versions if one.version <= number][-2:]
        headings = tuple(_("Version {number}").format(number=one) for one in versions)
    return Block("changes", title, headings, tuple(lines))


class Words:
    """Names figures, with the programmes they speak of."""

    def __init__(self, programs: Mapping[str, str]) -> None:
        self._programs = programs

    def name(self, key: str) -> str:
        """All of a figure's name."""
        return told(key, self._programs)

    def group(self, by: str, code: str) -> str:
        """The name of a group."""
        return group_told(by, code, self._programs)

    def figure(self, key: str, text: str) -> Figure:
        """A figure with its name."""
        return Figure(key, text, self.name(key))

    def counted(self, figure: Named, value: int) -> Figure:
        """A plain count."""
        return self.figure(figure.key, number(value))


def _plain(value: float | None) -> str:
    return NONE if value is None else number(value)


def _movement(figures: MonthFigures, say: Words) -> Block:
    words = {
        Flow.OPENING: p_("line of the month", "At the start"),
        Flow.ADMITTED: p_("line of the month", "Came in"),
        Flow.LEFT: p_("line of the month", "Left"),
        Flow.CLOSING: p_("line of the month", "At the end"),
    }
    rows = [(words[flow], Named(flow.value), getattr(figures.movement, flow.value)) for flow in Flow]
    headings, lines = _by_sex(rows, say)
    if figures.dates_unknown:
        found = say.figure("dates_unknown", number(figures.dates_unknown))
        free: tuple[Figure | None, ...] = (None,) * (len(headings) - 1)
        lines = (*lines, Line(_("With a date not known"), (*free, found)))
    return Block("movement", _("Movement"), headings, lines)


def _by_sex(rows: Sequence[Row], say: Words) -> tuple[tuple[str, ...], tuple[Line, ...]]:
    """Counts by sex; the column of a sex not known only where there is somebody in it."""
    unknown = any(count.unknown for _words, _figure, count in rows)
    parts = [("L", "male", p_("sex", "M")), ("P", "female", p_("sex", "F"))]
    parts += [(UNKNOWN, "unknown", "?")] if unknown else []
    parts += [("", "total", p_("column of the month", "Total"))]
    lines = tuple(
        Line(
            words,
            tuple(
                say.counted(Named(figure.what, figure.by, figure.code, part), getattr(count, of))
                for part, of, _heading in parts
            ),
        )
        for words, figure, count in rows
    )
    return tuple(heading for _part, _of, heading in parts), lines


def _sources(groups: Mapping[str, Count], say: Words) -> Block:
    rows = [(say.group("source", code), Named("admitted", "source", code), count) for code, count in groups.items()]
    headings, lines = _by_sex(rows, say)
    return Block("source", _("Came in, by source"), headings, lines, empty=_("Nobody came in during this month."))


def _reasons(groups: Mapping[str, Count], say: Words) -> Block:
    rows = [(say.group("reason", code), Named("left", "reason", code), count) for code, count in groups.items()]
    headings, lines = _by_sex(rows, say)
    return Block("reason", _("Left, by reason"), headings, lines, empty=_("Nobody left during this month."))


def _ages(groups: Mapping[str, Movement], say: Words) -> Block:
    note = _("The age is that of the last day of the month.")
    return Block("age", _("By age group"), _flows(), _moved("age", groups, say), note=note)


def _categories(groups: Mapping[str, Movement], say: Words) -> Block:
    empty = _("Nobody was here in this month.")
    return Block("category", _("By category"), _flows(), _moved("category", groups, say), empty=empty)


def _flows() -> tuple[str, ...]:
    return (
        p_("column of the month", "Start"),
        p_("column of the month", "In"),
        p_("column of the month", "Out"),
        p_("column of the month", "End"),
    )


def _moved(by: str, groups: Mapping[str, Movement], say: Words) -> tuple[Line, ...]:
    return tuple(
        Line(
            say.group(by, code),
            tuple(
                say.counted(Named(flow.value, by, code), getattr(movement, flow.value).total)
                for flow in Flow
            ),
        )
        for code, movement in groups.items()
    )  # fmt: skip


def _occupancy(figures: MonthFigures, say: Words) -> Block:
    share = figures.occupancy_percent
    lines = (
        Line(_("Places on the last day"), (say.figure("capacity", number(figures.capacity)),)),
        Line(_("Bed-days: nights in a place"), (say.figure("bed_days", number(figures.bed_days)),)),
        Line(_("Bed-days there were places for"), (say.figure("capacity_days", number(figures.capacity_days)),)),
        Line(
            _("Occupancy"),
            (Figure("bed_days", NONE if share is None else percent(share, 1), say.name("occupancy_percent")),),
            strong=True,
        ),
        Line(
            _("Mean stay of those who left, in days"),
            (say.figure("mean_stay_days", _plain(figures.mean_stay_days)),),
        ),
    )
    over = share is not None and share > 100
    note = _("▲ More people than places: counted as it is.") if over else ""
    return Block("occupancy", _("Beds"), ("",), lines, share=(share or 0) / 100, note=note)


def _graduates(lines: Sequence[Graduates], say: Words) -> Block:
    made = tuple(
        Line(
            one.program,
            (
                say.counted(Named("graduates", "program", one.program_id), one.issued),
                say.counted(Named("revoked", "program", one.program_id), one.revoked),
            ),
        )
        for one in lines
    )
    headings = (p_("column of the month", "Issued"), p_("column of the month", "Revoked"))
    empty = _("No certificate was issued in this month.")
    return Block("graduates", _("Graduates"), headings, made, empty=empty)


def _attendance(lines: Sequence[ProgramMonth], say: Words) -> Block:
    headings = (
        _("People"),
        p_("column of the month", "Present"),
        p_("column of the month", "Ill"),
        p_("column of the month", "Excused"),
        p_("column of the month", "Absent"),
        p_("column of the month", "Not marked"),
        p_("column of the month", "Rate"),
    )
    made = tuple(Line(one.program, _marks(one, say)) for one in lines)
    note = _("Over everybody's own sessions; what is not marked is not counted as anything.")
    empty = _("No class was held in this month.")
    return Block("attendance", _("Attendance by programme"), headings, made, note=note, empty=empty)


def _marks(one: ProgramMonth, say: Words) -> tuple[Figure, ...]:
    named = {part: Named("attendance", "program", one.program_id, part) for part in _MARKS}
    counted = tuple(say.counted(named[part], getattr(one, part)) for part in _MARKS)
    rate = NONE if one.rate is None else percent(100 * one.rate, 1)
    spoken = _("{programme}, rate of attendance").format(programme=one.program)
    return (*counted, Figure(named["people"].key, rate, spoken))


def _spm(services: Mapping[str, SpmCount], say: Words) -> Block:
    lines = tuple(
        Line(say.group("service", code), (say.counted(Named("spm", "service", code), count.x), _met(code, count, say)))
        for code, count in services.items()
    )
    note = _(
        "Each person once, from the first day of the year on. X counts whose needs are met: everything of the matrix "
        "of services given, or not needed. Y, whom the province owes it in all, it knows itself."
    )
    headings = (p_("month", "Served"), _("X (needs met)"))
    return Block("spm", _("Minimum service standards (SPM)"), headings, lines, note=note)


def _met(code: str, count: SpmCount, say: Words) -> Figure | None:
    """Whose needs are met; nothing where nobody counted it."""
    return None if count.met is None else say.counted(Named("spm_met", "service", code), count.met)
