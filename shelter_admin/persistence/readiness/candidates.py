"""Everybody in the house who trains, with what is written about each: one statement a source."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.readiness import (
    Candidate,
    Check,
    Criterion,
    Decision,
    Policies,
    ReadinessPolicy,
    Scope,
    ScopeKind,
)
from shelter_admin.domain.readiness_weighing import Attended, Known, checks_of
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import LEAST_RATE, AttendanceFigures, ProgramKind
from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.people.sight import Kept, in_sight, sees
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.readiness.checks import Written, written_by_stay
from shelter_admin.persistence.readiness.facts import FurtherFacts, asked_by, further_facts
from shelter_admin.persistence.readiness.tables import ExitDecisionTable
from shelter_admin.persistence.training.figures import attendance_by_enrolment
from shelter_admin.persistence.training.tables import (
    BatchTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    ProgramTrainerTable,
)

NOTHING_WRITTEN: Final = Written()
ALL_AT_ONCE: Final = 50  # so many are asked for as everybody in the house, fewer by name


def _newest_decision() -> Any:
    other = aliased(ExitDecisionTable)
    newest = select(func.max(other.id)).where(other.stay_id == StayTable.id).correlate(StayTable).scalar_subquery()
    return ExitDecisionTable.id == newest


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """The list's statement, made once. Guidance of body, spirit and social life has no marks: it makes no candidate."""
    return (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            EnrolmentTable.id.label("enrolment_id"),
            PersonTable.number,
            PersonTable.name,
            ProgramTable.name.label("program"),
            ProgramTable.id.label("program_id"),
            BatchTable.name.label("batch"),
            GradeTable.mark,
            PersonTable.nik_quality,
            PersonTable.identity_status,
            HealthTable.attention,
            *DECISION,
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(EnrolmentTable, EnrolmentTable.stay_id == StayTable.id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .outerjoin(GradeTable, and_(GradeTable.enrolment_id == EnrolmentTable.id, GradeTable.subject_id.is_(None)))
        .outerjoin(HealthTable, HealthTable.person_id == PersonTable.id)
        .outerjoin(ExitDecisionTable, _newest_decision())
        .outerjoin(AccountTable, AccountTable.id == ExitDecisionTable.decided_by)
        .where(StayTable.leave_reason.is_(None), ProgramTable.kind == ProgramKind.VOCATIONAL.value)
        .with_hint(StayTable, STAYS_NOW, EMBEDDED)
        .order_by(func.lower(PersonTable.name), PersonTable.number, func.lower(ProgramTable.name))
    )


DECISION: Final = (
    ExitDecisionTable.id.label("decision_id"),
    ExitDecisionTable.ready,
    ExitDecisionTable.decided_on,
    ExitDecisionTable.reason,
    ExitDecisionTable.names,
    ExitDecisionTable.snapshot["met"].as_integer().label("then_met"),
    ExitDecisionTable.snapshot["of"].as_integer().label("then_of"),
    ExitDecisionTable.snapshot["proposed"].as_boolean().label("then_proposed"),
    AccountTable.user,
    AccountTable.full_name,
)
"""What a decision says, in a query that joins its account."""


def _of_own_programs(query: Select[*tuple[Any, ...]], sight: Sight) -> Select[*tuple[Any, ...]]:
    """A trainer sees how far the own trainees are, in the own programmes."""
    if sight.only_class_of is None:
        return in_sight(query, sight)
    trains = select(ProgramTrainerTable.id).where(
        ProgramTrainerTable.program_id == EnrolmentTable.program_id,
        ProgramTrainerTable.account_id == sight.only_class_of,
    )
    return in_sight(query, sight).where(exists(trains))


def candidates(
    session: Session,
    sight: Sight,
    policies: Policies | ReadinessPolicy,
    today: date,
    person_id: str | None = None,
) -> tuple[Candidate, ...]:
    """Who in the house trains, as far as this reader sees them, each weighed by the policy that holds; by name."""
    if isinstance(policies, ReadinessPolicy):
        policies = Policies(policies)
    query = _of_own_programs(_statement(), sight)
    if person_id is not None:
        query = query.where(PersonTable.id == person_id)
    rows = session.connection().execute(query).all()
    if not rows:
        return ()
    written = written_by_stay(session, None if person_id is None else rows[0].stay_id)
    facts = further_facts(session, asked_by(policies), today, person_id)

    def policy_of(row: ResultRow[Any]) -> ReadinessPolicy:
        return policies.holds_for(row.program_id, facts.category.get(row.person_id))

    whole = _Whole(policy_of, _figures(session, rows, policy_of, today), written, facts, today)
    return tuple(_candidate(row, whole, sight) for row in rows)


@dataclass(frozen=True)
class _Whole:
    """What is known of everybody, to be looked up for each."""

    policy_of: Callable[[ResultRow[Any]], ReadinessPolicy]
    figures: Mapping[str, AttendanceFigures]
    written: Mapping[str, Written]
    facts: FurtherFacts
    today: date


def _figures(
    session: Session,
    rows: Sequence[ResultRow[Any]],
    policy_of: Callable[[ResultRow[Any]], ReadinessPolicy],
    today: date,
) -> Mapping[str, AttendanceFigures]:
    """Attendance of whom a policy asks for it: one statement for all of the same limit."""
    by_limit: dict[float, list[str]] = {}
    for row in rows:
        rule = policy_of(row).rule(Criterion.ATTENDANCE)
        if rule is not None:
            least = LEAST_RATE if rule.least is None else rule.least / 100
            by_limit.setdefault(least, []).append(row.enrolment_id)
    found: dict[str, AttendanceFigures] = {}
    for least, ids in by_limit.items():
        everybody = len(ids) > ALL_AT_ONCE and len(by_limit) == 1
        found.update(attendance_by_enrolment(session, None if everybody else ids, today, least))
    return found


def _candidate(row: ResultRow[Any], whole: _Whole, sight: Sight) -> Candidate:
    decision = decision_of(row, sight) if row.decision_id is not None else None
    facts, written = whole.facts, whole.written.get(row.stay_id, NOTHING_WRITTEN)
    policy = whole.policy_of(row)
    known = Known(
        _attended(whole.figures.get(row.enrolment_id)),
        row.mark,
        row.nik_quality,
        row.identity_status,
        _attention(row.attention, sight),
        written.states,
        decision,
        frozenset(written.proved),
        facts.papers.get(row.person_id, frozenset()),
        facts.competent.get(row.enrolment_id, (0, 0)),
        facts.practised.get(row.enrolment_id),
        facts.scores.get(row.stay_id, {}),
        facts.grave.get(row.person_id, {}),
        facts.arranged.get(row.stay_id),
        whole.today,
    )
    return Candidate(
        row.person_id,
        row.stay_id,
        row.enrolment_id,
        row.number,
        row.name,
        row.program,
        row.batch,
        _as_seen(checks_of(policy, known), sight, _veiled(policy, facts, sight)),
        decision,
        _as_told(policy, sight),
        row.program_id,
    )


def _as_seen(checks: tuple[Check, ...], sight: Sight, veiled: Collection[str]) -> tuple[Check, ...]:
    """Of assessments and occurrences, whoever may not read remarks learns the outcome alone, as of health.

    ``veiled`` are the codes of checks that rest on assessments about health, to who may not see health.
    """
    bare = set(veiled)
    if not sees(sight, Kept.REMARKS):
        bare |= {check.code for check in checks if check.criterion in OUTCOME_ALONE}
    return tuple(replace(check, value=None, on_day=None) if check.code in bare else check for check in checks)


def _veiled(policy: ReadinessPolicy, facts: FurtherFacts, sight: Sight) -> frozenset[str]:
    if sees(sight, Kept.HEALTH):
        return frozenset()
    return frozenset(rule.code for rule in policy.criteria if rule.instrument in facts.about_health)


OUTCOME_ALONE: Final = frozenset({Criterion.ABILITY, Criterion.BEHAVIOUR})


def _as_told(policy: ReadinessPolicy, sight: Sight) -> ReadinessPolicy:
    """Whose category a policy is for is told to nobody who may not see categories."""
    if policy.scope.kind is not ScopeKind.CATEGORY or sees(sight, Kept.CATEGORY):
        return policy
    return replace(policy, scope=Scope(ScopeKind.CATEGORY))


def _attention(attention: bool | None, sight: Sight) -> bool | None:
    """Whether somebody needs attention; to who may not see that, it looks like what nobody has said yet."""
    return attention if attention is not True or sees(sight, Kept.ATTENTION) else None


def _attended(figures: AttendanceFigures | None) -> Attended:
    if figures is None:
        return Attended()
    return Attended(figures.rate, figures.best_attainable, figures.may_miss, figures.unmarked)


def decision_of(row: ResultRow[Any], sight: Sight) -> Decision:
    """A decision of a result row that holds ``DECISION``; why and with whom only for whoever may read remarks."""
    open_to = sees(sight, Kept.REMARKS)
    return Decision(
        row.decision_id,
        row.ready,
        row.decided_on,
        row.full_name or row.user or "",
        row.reason if open_to else None,
        row.names if open_to else None,
        row.then_met,
        row.then_of,
        row.then_proposed,
    )
