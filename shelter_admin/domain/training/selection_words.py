"""How the order of a selection is told, the same on screen and on paper."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.training.selection import (
    OUTSIDE,
    STATE_NAMES,
    AgeFit,
    ApplicationState,
    CriterionKind,
    Points,
    Ranked,
    Why,
)
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_

AGE_WORDS: Final[Mapping[AgeFit, str]] = MappingProxyType(
    {
        AgeFit.NO_LIMIT: "",
        AgeFit.WITHIN: "",
        AgeFit.TOO_YOUNG: N_("younger than the limit"),
        AgeFit.TOO_OLD: N_("older than the limit"),
        AgeFit.NOT_CERTAIN: N_("age not certain"),
        AgeFit.NOT_KNOWN: N_("age not known"),
    }
)


def years_words(ages: tuple[int, int] | None) -> str:
    """An age in years, or the youngest and oldest it may be; ``not known`` where nothing is."""
    if ages is None:
        return _("not known")
    youngest, oldest = ages
    return number(youngest) if youngest == oldest else f"{number(youngest)}–{number(oldest)}"


def ages_words(one: Ranked) -> str:
    """The age at the start of the class, with what it is outside of."""
    if one.applicant.veiled:
        return "–"
    told = AGE_WORDS[one.age_fit]
    return (
        f"{years_words(one.ages)} · {_(told)}"
        if told and one.age_fit is not AgeFit.NOT_KNOWN
        else years_words(one.ages)
    )


def outcome_words(one: Ranked) -> str:
    """What somebody becomes, or became."""
    return _(STATE_NAMES[one.outcome])


def why_words(one: Ranked) -> str:
    """Why somebody has a place, waits in reserve or has none, in one sentence."""
    reason = f": {one.applicant.reason}" if one.applicant.reason and not one.applicant.veiled else ""
    if one.why is Why.PANEL_IN:
        return _("The committee takes them in{reason}.").format(reason=reason)
    if one.why is Why.PANEL_OUT:
        return _("The committee leaves them out{reason}.").format(reason=reason)
    if one.outcome is ApplicationState.CHOSEN and one.why is not Why.POINTS:
        return _("Chosen later{reason}.").format(reason=reason)
    if one.outcome is ApplicationState.CHOSEN:
        told = _("Number {rank} by points, and there is a place{reason}.").format(rank=one.rank, reason=reason)
        return f"{told} {_('Of those with as many points, who waited longest comes first.')}" if one.tied else told
    if one.why is Why.PLACES_OF_SEX:
        return _("The places for this sex went to others with more points.")
    return _("All places went to others with more points.")


def points_words(one: Ranked) -> str:
    """What the points rest on, criterion by criterion."""
    if one.applicant.veiled:
        return _("confidential")
    return "; ".join(_told(points) for points in one.points) or "–"


def _told(points: Points) -> str:
    if points.points is None:
        return _("{criterion}: not scored").format(criterion=points.name)
    given = number(points.points)
    if points.kind is CriterionKind.WAITING and points.days is not None:
        days = n_("{count} day", "{count} days", points.days).format(count=number(points.days))
        return _("{criterion}: {points} ({days})").format(criterion=points.name, points=given, days=days)
    return _("{criterion}: {points}").format(criterion=points.name, points=given)


def warnings_of(one: Ranked) -> str:
    """What to look at before choosing somebody; empty where there is nothing."""
    told = [_(AGE_WORDS[one.age_fit])] if one.age_fit in OUTSIDE | {AgeFit.NOT_CERTAIN, AgeFit.NOT_KNOWN} else []
    if one.unscored:
        told.append(n_("{count} score missing", "{count} scores missing", one.unscored).format(count=one.unscored))
    return ", ".join(told)
