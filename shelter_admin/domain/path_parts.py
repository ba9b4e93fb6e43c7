"""What else the case conference looks at beside the criteria: assessments before and now, savings, family, papers,
services, the plan, and what earlier conferences asked for. Each in short sentences, in the language in use.

Nothing of somebody's health is told here but that somebody watches over it (*terpantau*): the page lies on a table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.cases.assessments import AssessmentLine, Compared
from shelter_admin.domain.cases.plans import FIELD_NAMES, FieldOfLife, Goal
from shelter_admin.domain.conferences import FollowUp
from shelter_admin.domain.departures.arranging import Arrangement
from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES, DocumentKind
from shelter_admin.domain.family import RELATION_NAMES, Relative
from shelter_admin.domain.papers_asked import PAPER_NAMES, Asked
from shelter_admin.domain.services.ticks import ServiceYear
from shelter_admin.domain.wording import number, rupiah, short_date
from shelter_admin.domain.words import N_, _, n_

VEILED: Final = frozenset({FieldOfLife.HEALTH, FieldOfLife.MIND})
"""Fields of life whose goals tell of somebody's health."""


class Part(StrEnum):
    """One thing the page tells beside the criteria, in the order of the page."""

    ASSESSMENTS = "assessments"
    PLAN = "plan"
    SERVICES = "services"
    SAVINGS = "savings"
    FAMILY = "family"
    DOCUMENTS = "documents"
    HEALTH = "health"
    LEAVING = "leaving"
    FOLLOW_UPS = "follow_ups"


PART_NAMES: Final[Mapping[Part, str]] = MappingProxyType(
    {
        Part.ASSESSMENTS: N_("Assessments"),
        Part.PLAN: N_("Plan of service"),
        Part.SERVICES: N_("Services (SPM)"),
        Part.SAVINGS: N_("Savings"),
        Part.FAMILY: N_("Family"),
        Part.DOCUMENTS: N_("Documents"),
        Part.HEALTH: N_("Health"),
        Part.LEAVING: N_("Arranged for leaving"),
        Part.FOLLOW_UPS: N_("Asked for by earlier conferences"),
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """One part with its sentences; without any where nothing is written down."""

    part: Part
    told: tuple[str, ...] = field(repr=False)


def assessed(compared: Iterable[Compared], lines: Sequence[AssessmentLine]) -> Known:
    """The first score of every instrument beside the newest; of one filled once what it found."""
    told = [_compared(one) for one in compared]
    twice = {one.name for one in compared}
    newest = {line.instrument_name: line for line in reversed(lines) if not line.veiled and line.band}
    told += [
        _("{instrument}: {found} ({day})").format(instrument=name, found=line.band, day=short_date(line.on_day))
        for name, line in sorted(newest.items())
        if name not in twice
    ]
    return Known(Part.ASSESSMENTS, tuple(told))


def _compared(one: Compared) -> str:
    was = one.before_words or f"{number(100 * one.before, 0)} %"
    now = one.after_words or f"{number(100 * one.after, 0)} %"
    if one.before_on is None or one.after_on is None:
        return _("{instrument}: {before}, now {after}").format(instrument=one.name, before=was, after=now)
    told = _("{instrument}: {before} ({begun}), now {after} ({day})")
    return told.format(
        instrument=one.name, before=was, begun=short_date(one.before_on), after=now, day=short_date(one.after_on)
    )


def planned(goals: Iterable[Goal]) -> Known:
    """The goals that are open, each with its steps done; of one about health only that there is one."""
    listed = list(goals)
    told = [_goal(one) for one in listed if one.closed_on is None]
    closed = sum(one.closed_on is not None for one in listed)
    if closed:
        told.append(n_("{count} goal closed", "{count} goals closed", closed).format(count=number(closed)))
    return Known(Part.PLAN, tuple(told))


def _goal(one: Goal) -> str:
    where = _(FIELD_NAMES[one.in_field])
    what = _("a goal in the case file") if one.in_field in VEILED else one.goal
    steps = _("{done} of {steps} steps done").format(done=number(one.done), steps=number(len(one.steps)))
    due = _("until {day}").format(day=short_date(one.due_on)) if one.due_on else ""
    return _joined(f"{where}: {what}", steps if one.steps else "", due)


def served(year: ServiceYear) -> Known:
    """How many of the services owed are given or not needed this year, and which are lacking."""
    if not year.people:
        return Known(Part.SERVICES, ())
    one = year.people[0]
    owed, lacking = year.owed(one), year.lacking(one)
    counted = _("{met} of {owed} given or not needed in {year}")
    told = counted.format(met=number(len(owed) - len(lacking)), owed=number(len(owed)), year=year.year)
    if not lacking:
        return Known(Part.SERVICES, (told,))
    missing = _("lacking: {items}").format(items=", ".join(item.short for item in lacking))
    return Known(Part.SERVICES, (told, missing))


def saved(entries: Sequence[tuple[date, int]]) -> Known:
    """What is saved, and when something was put aside or taken out last."""
    if not entries:
        return Known(Part.SAVINGS, ())
    last = max(day for day, _amount in entries)
    told = _("{amount}, last entry {day}")
    return Known(
        Part.SAVINGS, (told.format(amount=rupiah(sum(amount for _day, amount in entries)), day=short_date(last)),)
    )


def family_told(relatives: Iterable[Relative]) -> Known:
    """Who there is, what they are to the person, and who is the guardian."""
    told = []
    for one in relatives:
        relation = _(RELATION_NAMES[one.relation])
        more = [_("guardian") if one.guardian else "", _("lives here too") if one.here else ""]
        told.append(_joined(f"{one.name} ({relation})", *more))
    return Known(Part.FAMILY, tuple(told))


def documents_told(kinds: Iterable[str], waiting: Iterable[Asked]) -> Known:
    """The kinds of papers in the file, and which are asked for at an office."""
    names = [_(DOCUMENT_KIND_NAMES[DocumentKind(kind)]) for kind in dict.fromkeys(kinds)]
    told = [", ".join(names)] if names else []
    told += [
        _("{paper}: asked for on {day}").format(paper=_(PAPER_NAMES[one.paper]), day=short_date(one.asked_on))
        for one in waiting
    ]
    return Known(Part.DOCUMENTS, tuple(told))


def health_told(*, attention: bool | None) -> Known:
    """Whether somebody watches over this person's health; never why."""
    if attention is None:
        return Known(Part.HEALTH, ())
    return Known(Part.HEALTH, (_("watched over") if attention else _("nothing that must be watched over"),))


def arranged(one: Arrangement) -> Known:
    """Who receives, whether the family was visited and is willing, and the Dinas Sosial told."""
    told = []
    if one.receiver:
        relation = f" ({one.receiver_relation})" if one.receiver_relation else ""
        told.append(_("received by {name}").format(name=f"{one.receiver}{relation}"))
    if one.surveyed_on is not None:
        willing = {True: _("willing"), False: _("not willing")}.get(bool(one.survey_willing), "")
        said = willing if one.survey_willing is not None else ""
        told.append(_joined(_("visited on {day}").format(day=short_date(one.surveyed_on)), said))
    if one.dinsos_told_on is not None:
        told.append(_("Dinas Sosial told on {day}").format(day=short_date(one.dinsos_told_on)))
    if one.planned_on is not None:
        told.append(_("leaving planned for {day}").format(day=short_date(one.planned_on)))
    if one.plan:
        told.append(one.plan)
    return Known(Part.LEAVING, tuple(told))


def asked_before(follow_ups: Iterable[FollowUp]) -> Known:
    """What earlier conferences asked for and nobody has done yet."""
    told = []
    for one in follow_ups:
        due = _("until {day}").format(day=short_date(one.due_on)) if one.due_on else ""
        told.append(_joined(one.what, one.doer, due))
    return Known(Part.FOLLOW_UPS, tuple(told))


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
