"""How every criterion of a policy stands for one person, from what is written down; and what a decision keeps of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from shelter_admin.domain.identity.nik import NikQuality
from shelter_admin.domain.readiness import (
    NIK_READABLE,
    Candidate,
    Check,
    Criterion,
    Decision,
    ReadinessPolicy,
    Rule,
    State,
    to_plain,
)


@dataclass(frozen=True, slots=True)
class Attended:
    """What the attendance of one enrolment comes to: rates from 0 to 1."""

    rate: float | None = None
    best: float | None = None
    may_miss: int | None = None
    unmarked: int = 0


@dataclass(frozen=True, slots=True)
class Known:
    """What is written down about one enrolment, as far as a policy asks for it."""

    attended: Attended
    mark: float | None
    nik_quality: str
    identity_status: str | None
    attention: bool | None
    by_hand: Mapping[Criterion, tuple[State, date]]
    decision: Decision | None


def checks_of(policy: ReadinessPolicy, known: Known) -> tuple[Check, ...]:
    """How every criterion of a policy stands."""
    return tuple(_check(rule, known) for rule in policy.criteria)


def _check(rule: Rule, known: Known) -> Check:
    match rule.criterion:
        case Criterion.ATTENDANCE:
            return _attendance(rule, known.attended)
        case Criterion.MARK:
            return Check(rule.criterion, _reached(known.mark, rule.least), known.mark, rule.least)
        case Criterion.IDENTITY:
            return Check(rule.criterion, State.MET if _papers(rule, known) else State.NOT_MET)
        case Criterion.HEALTH:
            return Check(rule.criterion, _health(known.attention))
        case Criterion.HEAD:
            return _head(rule, known.decision)
        case _:
            state, on_day = known.by_hand.get(rule.criterion, (State.UNKNOWN, None))
            return Check(rule.criterion, state, on_day=on_day)


def _attendance(rule: Rule, attended: Attended) -> Check:
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


def _reached(value: float | None, least: float | None) -> State:
    if value is None:
        return State.UNKNOWN
    return State.MET if least is None or value >= least - 1e-9 else State.NOT_MET


def _papers(rule: Rule, known: Known) -> bool:
    """Enough papers: a NIK of sixteen digits where that counts, or a state of the papers that does."""
    if NIK_READABLE in rule.accepts and known.nik_quality == NikQuality.OK:
        return True
    return known.identity_status in rule.accepts


def _health(attention: bool | None) -> State:
    if attention is None:
        return State.UNKNOWN
    return State.NOT_MET if attention else State.MET


def _head(rule: Rule, decision: Decision | None) -> Check:
    if decision is None:
        return Check(rule.criterion, State.UNKNOWN)
    return Check(rule.criterion, State.MET if decision.ready else State.NOT_MET, on_day=decision.decided_on)


def snapshot_of(policy: ReadinessPolicy, lines: Sequence[Candidate]) -> dict[str, Any]:
    """What a decision keeps: the policy and every check with its figures at that moment.

    ``met``, ``of`` and ``proposed`` are those of the programme in which the person was furthest.
    """
    furthest = max(lines, key=lambda line: (line.proposed, line.met - line.of))
    return {
        "met": furthest.met,
        "of": furthest.of,
        "proposed": furthest.proposed,
        "policy": {
            "version": policy.version,
            "valid_from": policy.valid_from.isoformat() if policy.valid_from else None,
            **to_plain(policy.criteria),
        },
        "lines": [
            {
                "enrolment_id": line.enrolment_id,
                "program": line.program,
                "batch": line.batch,
                "met": line.met,
                "of": line.of,
                "proposed": line.proposed,
                "checks": [_plain_check(check) for check in line.checks],
            }
            for line in lines
        ],
    }


def _plain_check(check: Check) -> dict[str, Any]:
    told = {name: getattr(check, name) for name in ("value", "least", "best", "days", "unmarked")}
    on_day = check.on_day.isoformat() if check.on_day else None
    return {"criterion": check.criterion.value, "state": check.state.value, **told, "on_day": on_day}
