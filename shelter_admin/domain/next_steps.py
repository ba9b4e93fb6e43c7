"""What to do next for somebody, in one sentence to whoever must act; and a forecast in words with its reckoning."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.forecast import Expected, Forecast, Reckoned
from shelter_admin.domain.readiness import Candidate, Check, Criterion, Lacking, State, name_of
from shelter_admin.domain.wording import long_date, number, percent
from shelter_admin.domain.words import N_, _, n_

_LACKING: Final[Mapping[Lacking, str]] = MappingProxyType(
    {
        Lacking.UNWILLING: N_("The family does not take them in: look for another place to go."),
        Lacking.SURVEY: N_("Survey the family: are they ready, and is the home?"),
        Lacking.RECEIVER: N_("Write down who receives them."),
        Lacking.PLAN: N_("Write down the plan for the time after leaving."),
        Lacking.DINSOS: N_("Tell the Dinsos of the place they go to."),
        Lacking.PAPER: N_("Put the paper that proves it into the file."),
    }
)
_UNKNOWN: Final[Mapping[Criterion, str]] = MappingProxyType(
    {
        Criterion.ATTENDANCE: N_("Mark the attendance of the classes held."),
        Criterion.MARK: N_("Give the final mark."),
        Criterion.COMPETENCE: N_("Write down the competences of the programme and who has them."),
        Criterion.PRACTICE: N_("Arrange field practice."),
        Criterion.HEALTH: N_("Write into the file that health is well, or what needs attention."),
        Criterion.ABILITY: N_("Fill the assessment."),
        Criterion.RECEPTION: N_("Look for somebody who receives them: family, work or another institution."),
        Criterion.PLAN: N_("Plan the time after leaving and tell the Dinsos of the place they go to."),
        Criterion.CASE_CONFERENCE: N_("Put them on the agenda of a case conference."),
        Criterion.HEAD: N_("Decide: everything else is there."),
    }
)
_NOT_MET: Final[Mapping[Criterion, str]] = MappingProxyType(
    {
        Criterion.MARK: N_("Offer a re-sit: the final mark is too low."),
        Criterion.COMPETENCE: N_("Practise the competences that are missing, and look at them again."),
        Criterion.PRACTICE: N_("Arrange the days of field practice that are missing."),
        Criterion.IDENTITY: N_("Get the identity papers under way with Dukcapil."),
        Criterion.HEALTH: N_("See to what needs attention in their health."),
        Criterion.ABILITY: N_("Work on what the assessment shows, and fill it again."),
        Criterion.BEHAVIOUR: N_("Work on what happened; nothing of the kind may happen again."),
        Criterion.RECEPTION: N_("Look for another place to go."),
        Criterion.PLAN: N_("Complete the plan for the time after leaving."),
        Criterion.CASE_CONFERENCE: N_("Do what the case conference asked for, and hear them again."),
        Criterion.HEAD: N_("Decide again: everything else is there."),
    }
)


def next_step(one: Candidate) -> str:
    """What to do next for this person, said to whoever must act (``one.turn``)."""
    if one.decision is not None and one.decision.ready:
        return _("Prepare the leaving: the head said yes.")
    blocking = one.blocking
    return step_for(blocking[0]) if blocking else _("Nothing is missing.")


def step_for(check: Check) -> str:
    """What to do for one criterion that is open."""
    if check.lacks:
        return _(_LACKING[check.lacks[0]])
    if check.criterion is Criterion.OWN:
        return _("Look at it and write it down: {criterion}.").format(criterion=name_of(check))
    if check.criterion is Criterion.ATTENDANCE and check.state is State.NOT_MET:
        return _attendance(check)
    said = _UNKNOWN if check.state is State.UNKNOWN else _NOT_MET
    return _(said.get(check.criterion) or _NOT_MET[check.criterion])


def _attendance(check: Check) -> str:
    least = percent(check.least or 0)
    if check.best is not None and check.best < (check.least or 0) - 1e-9:
        told = _("Attendance comes to {best} at best, {least} is asked: let the case conference speak about it.")
        return told.format(best=percent(check.best), least=least)
    return _("See that they come to every class: {rate} so far, {least} is asked.").format(
        rate=percent(check.value or 0), least=least
    )


def forecast_in_words(forecast: Forecast, today: date) -> str:
    """The date in one line, or that it cannot be told and what keeps it from being told."""
    if forecast.day is not None:
        return _("now") if forecast.day <= today else _("about {date}").format(date=long_date(forecast.day))
    names = ", ".join(name_of(part.check) for part in forecast.untold)
    told = _("cannot be told: {criteria}").format(criteria=names) if names else _("not at this pace")
    if forecast.not_before is not None and forecast.not_before > today:
        told += " · " + _("not before {date}").format(date=long_date(forecast.not_before))
    return told


def reckoned_in_words(part: Expected) -> str:
    """How the date of one criterion was reckoned, or why it cannot be told, in a sentence."""
    return f"{name_of(part.check)}: {_SAID[part.how](part)}"


def _at_pace(part: Expected) -> str:
    days = n_("{count} day of training", "{count} days of training", part.sessions).format(count=number(part.sessions))
    told = _("{date}, after {days} more at the present pace ({done} of {of})")
    return told.format(
        date=long_date(part.day) if part.day else "", days=days, done=number(part.pace.done), of=number(part.pace.of)
    )


def _too_slow(part: Expected) -> str:
    pace = _("at the present pace ({done} of {of}) not before the class ends")
    told = pace.format(done=number(part.pace.done), of=number(part.pace.of))
    if part.figure is None:
        return told
    return told + "; " + _("{best} can be reached by never missing").format(best=percent(part.figure))


def _waits(part: Expected) -> str:
    return _("cannot be told: {step}").format(step=step_for(part.check))


_SAID: Final[Mapping[Reckoned, Callable[[Expected], str]]] = MappingProxyType(
    {
        Reckoned.MET: lambda _part: _("met"),
        Reckoned.PACE: _at_pace,
        Reckoned.WINDOW: lambda part: _("{date}, if nothing of the kind happens again").format(
            date=long_date(part.day) if part.day else ""
        ),
        Reckoned.MARKS_SO_FAR: lambda part: _("{date}, the end of the class; the marks so far come to {mark}").format(
            date=long_date(part.day) if part.day else "", mark=number(part.figure or 0, 1)
        ),
        Reckoned.AGENDA: lambda part: _("{date}, on the agenda of that day").format(
            date=long_date(part.day) if part.day else ""
        ),
        Reckoned.NO_PACE: lambda _part: _("cannot be told: too little was marked in the last weeks"),
        Reckoned.NO_END: lambda _part: _("cannot be told: the class has no known end"),
        Reckoned.TOO_SLOW: _too_slow,
        Reckoned.OUT_OF_REACH: lambda part: _("not in this class: {best} at best").format(
            best=percent(part.figure or 0)
        ),
        Reckoned.NOT_ARRANGED: lambda part: _(
            "cannot be told: {count} days are missing, {arranged} are arranged"
        ).format(count=number(part.figure or 0), arranged=number(part.sessions)),
        Reckoned.LOW_MARK: lambda part: _("cannot be told: the marks so far come to {mark}").format(
            mark=number(part.figure or 0, 1)
        ),
        Reckoned.NO_MARK: lambda _part: _("cannot be told: no mark so far, or the end of the class is not known"),
        Reckoned.WAITS: _waits,
    }
)
