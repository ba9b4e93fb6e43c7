"""Who a case conference should speak about: proposed to leave, held up by the conference, or not looked at for long."""

from __future__ import annotations

from datetime import date
from typing import Final

from shelter_admin.domain.conferences import Outcome, Purpose, Suggestion, Why
from shelter_admin.domain.readiness import Candidate, Criterion, Standing
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.cases import conferences as kept
from shelter_admin.persistence.readiness.candidates import candidates
from shelter_admin.persistence.readiness.policies import policies_on

_ONLY: Final = frozenset({Criterion.CASE_CONFERENCE, Criterion.HEAD})
_ORDER: Final = tuple(Why)


def suggestions(work: Work) -> tuple[Suggestion, ...]:
    """Everybody in the house the conference should speak about, each once for the strongest reason, by reason."""
    people = kept.in_house(work.session, work.sight)
    spoken = kept.spoken_of(work.session)
    waiting = {one for one, (_day, _outcome, closed) in spoken.items() if not closed}
    found: dict[str, Suggestion] = {}
    for line in candidates(work.session, work.sight, policies_on(work.session, work.today), work.today):
        why = None if line.person_id in waiting else _why(line, spoken.get(line.person_id))
        if why is not None and line.person_id in people:
            _add(found, Suggestion(line.person_id, line.number, line.name, why, Purpose.EXIT, told=line.program))
    for person_id, (number, name, admitted_on) in people.items():
        if person_id in waiting or person_id in found:
            continue
        newest = spoken.get(person_id)
        if newest is not None and newest[1] is Outcome.POSTPONED:
            _add(found, Suggestion(person_id, number, name, Why.POSTPONED, Purpose.REVIEW, since=newest[0]))
        elif (since := _late_since(work, admitted_on, newest)) is not None:
            purpose = Purpose.REVIEW if newest is not None else Purpose.PLAN
            _add(found, Suggestion(person_id, number, name, Why.REVIEW_LATE, purpose, since=since))
    return tuple(sorted(found.values(), key=lambda one: (_ORDER.index(one.why), one.since or date.max, one.name)))


def _why(line: Candidate, newest: tuple[date, Outcome | None, bool] | None) -> Why | None:
    """Why somebody who trains is suggested, None where nothing about leaving waits for a conference."""
    decided = newest is not None and newest[1] in {Outcome.RECOMMENDED, Outcome.REFERRED}
    if line.standing is Standing.DECIDED or decided:
        return None
    blockers = set(line.blockers)
    if blockers <= _ONLY and Criterion.CASE_CONFERENCE in blockers:
        return Why.PROPOSED
    if Criterion.RECEPTION in blockers and not blockers - {*_ONLY, Criterion.RECEPTION}:
        return Why.NO_RECEIVER
    return None


def _late_since(work: Work, admitted_on: date | None, newest: tuple[date, Outcome | None, bool] | None) -> date | None:
    """Since when somebody was not spoken about, where that is longer than a review may take."""
    since = newest[0] if newest is not None else admitted_on
    if since is None:
        return None
    return since if (work.today - since).days > work.panti.settings.review_days else None


def _add(found: dict[str, Suggestion], one: Suggestion) -> None:
    """Keep the stronger of two reasons for the same person."""
    known = found.get(one.person_id)
    if known is None or _ORDER.index(one.why) < _ORDER.index(known.why):
        found[one.person_id] = one
