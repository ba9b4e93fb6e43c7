"""How a figure of the month is named, so that a screen can ask who is behind it and a difference can tell it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import BY_CODE
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.month.counting import FLOW_NAMES, UNKNOWN, Count, Flow, Movement, StayFacts
from shelter_admin.domain.month.figures import CONFIDENTIAL, FigureChange, MonthFigures, shown_category
from shelter_admin.domain.month.spm import SPM_NAMES
from shelter_admin.domain.training import ATTENDANCE_NAMES, Attendance
from shelter_admin.domain.words import N_, _, p_


@dataclass(frozen=True, slots=True)
class Figure:
    """The name of a figure, written ``closing``, ``left.reason:KABUR.L``, ``attendance.program:<id>.present``.

    ``what`` is a flow or another figure, ``by`` with ``code`` the group, ``part`` a sex or a kind of mark.
    """

    what: str
    by: str = ""
    code: str = ""
    part: str = ""

    @property
    def key(self) -> str:
        """The name as one text."""
        group = f".{self.by}:{self.code}" if self.by else ""
        return f"{self.what}{group}{'.' + self.part if self.part else ''}"

    @property
    def flow(self) -> Flow | None:
        """The flow it counts in, None for figures that do not count stays."""
        return Flow(self.what) if self.what in set(Flow) else None

    def holds(self, stay: StayFacts) -> bool:
        """Say whether a stay of its flow belongs to its group and sex."""
        sexes = {"": True, "L": stay.sex == "L", "P": stay.sex == "P", UNKNOWN: stay.sex not in {"L", "P"}}
        return sexes.get(self.part, False) and (not self.by or group_of(stay, self.by) == self.code)


def group_of(stay: StayFacts, by: str) -> str:
    """The group a stay is told in, by source, reason, age or category."""
    told = {
        "source": stay.source if stay.source in set(Source) else UNKNOWN,
        "reason": stay.reason if stay.reason in set(LeavingReason) else UNKNOWN,
        "age": stay.age_group,
        "category": shown_category(stay.category),
    }
    return told.get(by, "")


def read_figure(key: str) -> Figure:
    """Read the name of a figure back; refused ``figure_unknown`` for what is none."""
    what, _dot, rest = key.partition(".")
    by, code, part = "", "", rest
    if ":" in rest:
        by, _colon, rest = rest.partition(":")
        code, _dot, part = rest.partition(".")
    figure = Figure(what, by, code, part)
    if what not in _KNOWN or by not in _KNOWN[what]:
        raise Refused("figure_unknown", field="figure")
    return figure


_KNOWN: Mapping[str, frozenset[str]] = {
    **dict.fromkeys((Flow.OPENING.value, Flow.CLOSING.value), frozenset({"", "age", "category"})),
    Flow.ADMITTED.value: frozenset({"", "age", "category", "source"}),
    Flow.LEFT.value: frozenset({"", "age", "category", "reason"}),
    **dict.fromkeys(("bed_days", "mean_stay_days", "dates_unknown"), frozenset({""})),
    **dict.fromkeys(("attendance", "graduates", "revoked"), frozenset({"program"})),
    **dict.fromkeys(("spm", "spm_met"), frozenset({"service"})),
}
"""Figures with people behind them, and the groups each is told by."""

OTHER_NAMES: Mapping[str, str] = {
    "capacity": N_("Capacity on the last day"),
    "capacity_days": N_("Capacity over all nights"),
    "bed_days": N_("Bed-days"),
    "occupancy_percent": N_("Occupancy in percent"),
    "mean_stay_days": N_("Mean stay of those who left, in days"),
    "dates_unknown": N_("Stays with a date that is not known"),
    "attendance": N_("Class attendance"),
    "graduates": N_("Certificates issued"),
    "revoked": N_("Certificates revoked since"),
    "spm": N_("Minimum service standard, served"),
    "spm_met": N_("Minimum service standard, X (needs met)"),
}
PART_NAMES: Mapping[str, str] = {
    "L": N_("men"),
    "P": N_("women"),
    UNKNOWN: N_("sex not known"),
    "people": N_("people"),
    "sessions": N_("sessions"),
    "present": ATTENDANCE_NAMES[Attendance.PRESENT],
    "sick": ATTENDANCE_NAMES[Attendance.SICK],
    "excused": ATTENDANCE_NAMES[Attendance.EXCUSED],
    "absent": ATTENDANCE_NAMES[Attendance.ABSENT],
    "unmarked": N_("not marked"),
}


_UNKNOWN_GROUPS: Mapping[str, str] = {
    "source": N_("source not known"),
    "reason": N_("reason not known"),
    "age": N_("age group not known"),
    "category": N_("category not known"),
}
"""What is not known, where a line stands alone: in a table the heading says it."""


def flat(figures: MonthFigures) -> dict[str, float | None]:
    """Every figure by its name, in the order of the return. What two versions differ in is read from here."""
    return dict(_all(figures))


def _all(figures: MonthFigures) -> Iterator[tuple[str, float | None]]:
    yield from _moved(figures.movement, "", "")
    for by, groups in (("age", figures.by_age_group), ("category", figures.by_category)):
        for code, movement in groups.items():
            yield from _moved(movement, by, code)
    for what, by, counts in (
        (Flow.ADMITTED, "source", figures.admitted_by_source),
        (Flow.LEFT, "reason", figures.left_by_reason),
    ):
        for code, count in counts.items():
            yield from _counted(what, by, code, count)
    for name in ("capacity", "capacity_days", "bed_days", "occupancy_percent", "mean_stay_days", "dates_unknown"):
        yield name, getattr(figures, name)
    yield from _programs(figures)
    for code, spm in figures.spm.items():
        yield Figure("spm", "service", code).key, spm.x
        if spm.met is not None:
            yield Figure("spm_met", "service", code).key, spm.met


def _programs(figures: MonthFigures) -> Iterator[tuple[str, float | None]]:
    for one in figures.attendance:
        for part in ("people", "sessions", "present", "sick", "excused", "absent", "unmarked"):
            yield Figure("attendance", "program", one.program_id, part).key, getattr(one, part)
    for line in figures.graduates:
        yield Figure("graduates", "program", line.program_id).key, line.issued
        yield Figure("revoked", "program", line.program_id).key, line.revoked


def _moved(movement: Movement, by: str, code: str) -> Iterator[tuple[str, float | None]]:
    for flow in Flow:
        yield from _counted(flow, by, code, getattr(movement, flow.value))


def _counted(flow: Flow, by: str, code: str, count: Count) -> Iterator[tuple[str, float | None]]:
    yield Figure(flow.value, by, code).key, count.total
    parts = (("L", count.male), ("P", count.female), (UNKNOWN, count.unknown))
    yield from ((Figure(flow.value, by, code, part).key, number) for part, number in parts)


def difference(before: MonthFigures, after: MonthFigures) -> tuple[FigureChange, ...]:
    """What a later version tells otherwise. A group that only one of them has counts as none in the other.

    A figure that the version before did not count at all, as services before they were ticked, is no correction.
    """
    old, new = flat(before), flat(after)
    counted = [key for key in dict.fromkeys((*new, *old)) if key in old or not key.startswith("spm_met.")]
    changed = [key for key in counted if (old.get(key) or 0) != (new.get(key) or 0)]
    return tuple(FigureChange(key, old.get(key), new.get(key)) for key in changed)


def told(key: str, programs: Mapping[str, str]) -> str:
    """Say in words which figure this is; ``programs`` names the programmes."""
    if key in OTHER_NAMES:
        return _(OTHER_NAMES[key])
    figure = read_figure(key)
    flow = figure.flow
    first = _(FLOW_NAMES[flow]) if flow is not None else _(OTHER_NAMES[figure.what])
    missing = _UNKNOWN_GROUPS.get(figure.by) if figure.code == UNKNOWN else None
    group = _(missing) if missing else group_told(figure.by, figure.code, programs)
    part = _(PART_NAMES[figure.part]) if figure.part in PART_NAMES else ""
    return " · ".join(one for one in (first, group, part) if one)


def group_told(by: str, code: str, programs: Mapping[str, str]) -> str:
    """Name a group in words."""
    if code == UNKNOWN:
        return p_("a group of people", "not known")
    match by:
        case "program":
            told_as = programs.get(code, _("a programme that is no more"))
        case "age":
            told_as = _("{group} years").format(group=code.replace("-", "\u2013"))
        case "source":
            told_as = _(SOURCE_WORDS[Source(code)])
        case "reason":
            told_as = _(LEAVING_WORDS[LeavingReason(code)])
        case "service":
            told_as = _(SPM_NAMES[code])
        case "category":
            told_as = _("Other, kept confidential") if code == CONFIDENTIAL else _(BY_CODE[code].name)
        case _:
            told_as = ""
    return told_as


def programs_in(*figures: MonthFigures) -> dict[str, str]:
    """The names of the programmes that figures speak of."""
    names = {line.program_id: line.program for one in figures for line in one.graduates}
    return names | {line.program_id: line.program for one in figures for line in one.attendance}
