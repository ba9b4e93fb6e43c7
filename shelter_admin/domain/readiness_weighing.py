"""How every criterion of a policy stands for one person, from what is written down; and what a decision keeps of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.readiness import (
    NIK_READABLE,
    Candidate,
    Check,
    Criterion,
    Decision,
    Lacking,
    ReadinessPolicy,
    Rule,
    State,
    to_plain,
)

SURVEYED: Final = frozenset({"family", "origin"})
"""Where a family receives, its readiness is surveyed first (domain notes 3.3)."""


@dataclass(frozen=True, slots=True)
class Attended:
    """What the attendance of one enrolment comes to: rates from 0 to 1."""

    rate: float | None = None
    best: float | None = None
    may_miss: int | None = None
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class Arranged:
    """What is arranged for the end of a stay, as far as readiness asks for it."""

    reception: str | None = None
    receiver: str = field(default="", repr=False)
    surveyed_on: date | None = None
    willing: bool | None = None
    plan: bool = False
    dinsos_told_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is written down about one enrolment, as far as a policy asks for it.

    ``by_hand`` are the checks of the stay by the code of their rule, ``proved`` the codes of those with a paper of
    their own; ``papers`` the kinds that lie in the file. ``competent`` are how many competences were seen, of how
    many; ``grave`` is the last day of each kind of occurrence somebody had part in. ``today`` is the day of it all.
    """

    attended: Attended
    mark: float | None
    nik_quality: str
    identity_status: str | None
    attention: bool | None
    by_hand: Mapping[str, tuple[State, date]]
    decision: Decision | None
    proved: frozenset[str] = frozenset()
    papers: frozenset[str] = frozenset()
    competent: tuple[int, int] = (0, 0)
    practised: int | None = None
    scores: Mapping[str, float] = field(default_factory=dict)
    grave: Mapping[str, date] = field(default_factory=dict)
    arranged: Arranged | None = None
    today: date = date.max


def checks_of(policy: ReadinessPolicy, known: Known) -> tuple[Check, ...]:
    """How every criterion of a policy stands."""
    return tuple(_check(rule, known) for rule in policy.criteria)


def _check(rule: Rule, known: Known) -> Check:
    """How a criterion stands; what somebody wrote does not apply to this person is neither met nor missing."""
    written = known.by_hand.get(rule.code)
    if rule.criterion is not Criterion.HEAD and written is not None and written[0] is State.NOT_APPLICABLE:
        found = Check(rule.criterion, State.NOT_APPLICABLE, on_day=written[1])
    else:
        found = _weighed(rule, known)
    return replace(
        found, key=rule.key, words=rule.words, weight=rule.weight, role=rule.role, proved=rule.code in known.proved
    )


def _weighed(rule: Rule, known: Known) -> Check:
    if rule.criterion in _FIGURES:
        return _of_least(rule, _FIGURES[rule.criterion](rule, known))
    return _WEIGHED.get(rule.criterion, _looked_at)(rule, known)


def _attendance(rule: Rule, known: Known) -> Check:
    attended = known.attended
    percent = None if attended.rate is None else attended.rate * 100
    return Check(
        rule.criterion,
        _reached(percent, rule.least),
        percent,
        rule.least,
        None if attended.best is None else attended.best * 100,
        attended.may_miss,
        attended.unmarked,
    )


def _of_least(rule: Rule, value: float | None) -> Check:
    state = _not_passed(value, rule.least) if rule.at_most else _reached(value, rule.least)
    return Check(rule.criterion, state, value, rule.least, at_most=rule.at_most)


def _reached(value: float | None, least: float | None) -> State:
    if value is None:
        return State.UNKNOWN
    return State.MET if least is None or value >= least - 1e-9 else State.NOT_MET


def _not_passed(value: float | None, most: float | None) -> State:
    if value is None:
        return State.UNKNOWN
    return State.MET if most is None or value <= most + 1e-9 else State.NOT_MET


def _identity(rule: Rule, known: Known) -> Check:
    """Enough papers: a NIK of sixteen digits where that counts, or a state of the papers that does."""
    readable = NIK_READABLE in rule.accepts and known.nik_quality == NikQuality.OK
    enough = readable or known.identity_status in rule.accepts
    return Check(rule.criterion, State.MET if enough else State.NOT_MET)


def _health(rule: Rule, known: Known) -> Check:
    if known.attention is None:
        return Check(rule.criterion, State.UNKNOWN)
    return Check(rule.criterion, State.NOT_MET if known.attention else State.MET)


def _behaviour(rule: Rule, known: Known) -> Check:
    """Nothing that weighs in the last days; what nobody wrote into the book of occurrences did not happen."""
    since = known.today - timedelta(days=rule.days or 0)
    days = [day for kind, day in known.grave.items() if kind in rule.accepts and since < day <= known.today]
    last = max(days, default=None)
    return Check(rule.criterion, State.MET if last is None else State.NOT_MET, days=rule.days, on_day=last)


def _head(rule: Rule, known: Known) -> Check:
    decision = known.decision
    if decision is None:
        return Check(rule.criterion, State.UNKNOWN)
    return Check(rule.criterion, State.MET if decision.ready else State.NOT_MET, on_day=decision.decided_on)


def _looked_at(rule: Rule, known: Known) -> Check:
    """What somebody looks at and writes down, with its paper where one is asked for."""
    arranged = rule.criterion in {Criterion.RECEPTION, Criterion.PLAN}
    return _proved(rule, known, _arranged(rule, known) if arranged else _by_hand(rule, known))


def _by_hand(rule: Rule, known: Known) -> Check:
    state, on_day = known.by_hand.get(rule.code, (State.UNKNOWN, None))
    return Check(rule.criterion, state, on_day=on_day)


def _proved(rule: Rule, known: Known, found: Check) -> Check:
    """What is to be proved by a paper is met with it alone; an own criterion also by the paper alone."""
    if not rule.document:
        return found
    there = rule.code in known.proved or rule.document in known.papers
    if found.state is State.MET and not there:
        return replace(found, state=State.NOT_MET, lacks=(*found.lacks, Lacking.PAPER))
    if rule.criterion is Criterion.OWN and found.state is State.UNKNOWN:
        return replace(found, state=State.MET) if there else replace(found, lacks=(Lacking.PAPER,))
    return found


def _arranged(rule: Rule, known: Known) -> Check:
    """A place to go or the plan: what was looked at and written down, else what is arranged for leaving.

    A family that refused since then weighs more than what was written before.
    """
    written, arranged = _by_hand(rule, known), known.arranged
    if arranged is None:
        return written
    if rule.criterion is Criterion.RECEPTION:
        refused = arranged.willing is False
        later = written.on_day is None or (arranged.surveyed_on or date.min) > written.on_day
        if written.state is not State.UNKNOWN and not (refused and later):
            return written
        return _reception(rule, arranged)
    return written if written.state is not State.UNKNOWN else _plan(rule, arranged)


def _reception(rule: Rule, arranged: Arranged) -> Check:
    if arranged.willing is False:
        return Check(rule.criterion, State.NOT_MET, on_day=arranged.surveyed_on, lacks=(Lacking.UNWILLING,))
    if arranged.reception is None:
        return Check(rule.criterion, State.UNKNOWN)
    lacks = []
    if arranged.reception != "own" and not arranged.receiver:
        lacks.append(Lacking.RECEIVER)
    if arranged.reception in SURVEYED and not arranged.willing:
        lacks.append(Lacking.SURVEY)
    state = State.NOT_MET if lacks else State.MET
    return Check(rule.criterion, state, on_day=arranged.surveyed_on, lacks=tuple(lacks))


def _plan(rule: Rule, arranged: Arranged) -> Check:
    told = arranged.dinsos_told_on is not None
    if not arranged.plan and not told:
        return Check(rule.criterion, State.UNKNOWN)
    lacks = [
        what for what, there in ((Lacking.PLAN, arranged.plan), (Lacking.DINSOS, told)) if not there
    ]  # the Dinsos of the place somebody goes to is told beforehand
    state = State.NOT_MET if lacks else State.MET
    return Check(rule.criterion, state, on_day=arranged.dinsos_told_on, lacks=tuple(lacks))


def _competences(_rule: Rule, known: Known) -> float | None:
    seen, of = known.competent
    return seen * 100 / of if of else None


_FIGURES: Final[Mapping[Criterion, Callable[[Rule, Known], float | None]]] = {
    Criterion.MARK: lambda _rule, known: known.mark,
    Criterion.COMPETENCE: _competences,
    Criterion.PRACTICE: lambda _rule, known: known.practised,
    Criterion.ABILITY: lambda rule, known: known.scores.get(rule.instrument),
}
_WEIGHED: Final[Mapping[Criterion, Callable[[Rule, Known], Check]]] = {
    Criterion.ATTENDANCE: _attendance,
    Criterion.IDENTITY: _identity,
    Criterion.HEALTH: _health,
    Criterion.BEHAVIOUR: _behaviour,
    Criterion.HEAD: _head,
}


def furthest(lines: Sequence[Candidate]) -> Candidate:
    """The programme in which somebody is furthest."""
    return max(lines, key=lambda line: (line.proposed, line.met - line.of))


def snapshot_of(policy: ReadinessPolicy, lines: Sequence[Candidate]) -> dict[str, Any]:
    """What a decision keeps: every policy that held for it and every check with its figures at that moment.

    ``met``, ``of``, ``proposed`` and ``policy`` are those of the programme in which the person was furthest; ``policy``
    as given stands where a line does not say its own.
    """
    first = furthest(lines)
    own = policy if first.policy.scope == policy.scope else first.policy
    return {
        "met": first.met,
        "of": first.of,
        "proposed": first.proposed,
        "policy": _plain_policy(own),
        "lines": [
            {
                "enrolment_id": line.enrolment_id,
                "program": line.program,
                "batch": line.batch,
                "met": line.met,
                "of": line.of,
                "proposed": line.proposed,
                "score": line.score,
                "policy": _plain_policy(line.policy),
                "checks": [_plain_check(check) for check in line.checks],
            }
            for line in lines
        ],
    }


def _plain_policy(policy: ReadinessPolicy) -> dict[str, Any]:
    return {
        "version": policy.version,
        "scope": policy.scope.kind.value,
        "key": policy.scope.key,
        "valid_from": policy.valid_from.isoformat() if policy.valid_from else None,
        **to_plain(policy.criteria, policy.pass_percent),
    }


def _plain_check(check: Check) -> dict[str, Any]:
    told = {name: getattr(check, name) for name in ("value", "least", "best", "days", "unmarked")}
    on_day = check.on_day.isoformat() if check.on_day else None
    more = {
        "code": check.code,
        "words": check.words,
        "weight": check.weight,
        "at_most": check.at_most or None,
        "lacks": [one.value for one in check.lacks],
    }
    kept = {name: value for name, value in more.items() if value not in ("", None, [])}
    return {"criterion": check.criterion.value, "state": check.state.value, **told, "on_day": on_day, **kept}
