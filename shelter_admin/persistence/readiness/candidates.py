"""Everybody in the house who trains, with what is written about each: one statement, and one for the attendance."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from sqlalchemy import Row as ResultRow
from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.readiness import Candidate, Criterion, Decision, ReadinessPolicy, State
from shelter_admin.domain.readiness_weighing import Attended, Known, checks_of
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import LEAST_RATE, AttendanceFigures
from shelter_admin.persistence.accounts import AccountTable
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.people.sight import Kept, in_sight, sees
from shelter_admin.persistence.people.tables import HealthTable, PersonTable, StayTable
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable
from shelter_admin.persistence.training.figures import attendance_by_enrolment
from shelter_admin.persistence.training.tables import (
    BatchTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    ProgramTrainerTable,
)

_RECEPTION: Final = aliased(ReadinessCheckTable)
_CONFERENCE: Final = aliased(ReadinessCheckTable)


def _newest_decision() -> Any:
    other = aliased(ExitDecisionTable)
    newest = select(func.max(other.id)).where(other.stay_id == StayTable.id).correlate(StayTable).scalar_subquery()
    return ExitDecisionTable.id == newest


def _written(row: Any, criterion: Criterion) -> Any:
    return and_(row.stay_id == StayTable.id, row.criterion == criterion.value)


@cache
def _statement() -> Select[*tuple[Any, ...]]:
    """The list's statement, made once."""
    return (
        select(
            PersonTable.id.label("person_id"),
            StayTable.id.label("stay_id"),
            EnrolmentTable.id.label("enrolment_id"),
            PersonTable.number,
            PersonTable.name,
            ProgramTable.name.label("program"),
            BatchTable.name.label("batch"),
            GradeTable.mark,
            PersonTable.nik_quality,
            PersonTable.identity_status,
            HealthTable.attention,
            _RECEPTION.state.label("reception"),
            _RECEPTION.on_day.label("reception_on"),
            _CONFERENCE.state.label("conference"),
            _CONFERENCE.on_day.label("conference_on"),
            *DECISION,
        )
        .select_from(StayTable)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .join(EnrolmentTable, EnrolmentTable.stay_id == StayTable.id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .outerjoin(GradeTable, and_(GradeTable.enrolment_id == EnrolmentTable.id, GradeTable.subject_id.is_(None)))
        .outerjoin(HealthTable, HealthTable.person_id == PersonTable.id)
        .outerjoin(_RECEPTION, _written(_RECEPTION, Criterion.RECEPTION))
        .outerjoin(_CONFERENCE, _written(_CONFERENCE, Criterion.CASE_CONFERENCE))
        .outerjoin(ExitDecisionTable, _newest_decision())
        .outerjoin(AccountTable, AccountTable.id == ExitDecisionTable.decided_by)
        .where(StayTable.leave_reason.is_(None))
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
    session: Session, sight: Sight, policy: ReadinessPolicy, today: date, person_id: str | None = None
) -> tuple[Candidate, ...]:
    """Who in the house trains, as far as this reader sees them, weighed by a policy; by name."""
    query = _of_own_programs(_statement(), sight)
    if person_id is not None:
        query = query.where(PersonTable.id == person_id)
    rows = session.connection().execute(query).all()
    wanted = None if person_id is None else [row.enrolment_id for row in rows]
    figures = _figures(session, policy, today, wanted)
    return tuple(_candidate(row, policy, figures.get(row.enrolment_id), sight) for row in rows)


def _figures(
    session: Session, policy: ReadinessPolicy, today: date, wanted: list[str] | None
) -> Mapping[str, AttendanceFigures]:
    rule = policy.rule(Criterion.ATTENDANCE)
    if rule is None:
        return {}
    least = LEAST_RATE if rule.least is None else rule.least / 100
    return attendance_by_enrolment(session, wanted, today, least)


def _candidate(
    row: ResultRow[Any], policy: ReadinessPolicy, figures: AttendanceFigures | None, sight: Sight
) -> Candidate:
    decision = decision_of(row, sight) if row.decision_id is not None else None
    known = Known(
        _attended(figures),
        row.mark,
        row.nik_quality,
        row.identity_status,
        _attention(row.attention, sight),
        _by_hand(row),
        decision,
    )
    return Candidate(
        row.person_id,
        row.stay_id,
        row.enrolment_id,
        row.number,
        row.name,
        row.program,
        row.batch,
        checks_of(policy, known),
        decision,
    )


def _attention(attention: bool | None, sight: Sight) -> bool | None:
    """Whether somebody needs attention; to who may not see that, it looks like what nobody has said yet."""
    return attention if attention is not True or sees(sight, Kept.ATTENTION) else None


def _attended(figures: AttendanceFigures | None) -> Attended:
    if figures is None:
        return Attended()
    return Attended(figures.rate, figures.best_attainable, figures.may_miss, figures.unmarked)


def _by_hand(row: ResultRow[Any]) -> dict[Criterion, tuple[State, date]]:
    found: dict[Criterion, tuple[State, date]] = {}
    if row.reception is not None:
        found[Criterion.RECEPTION] = State(row.reception), row.reception_on
    if row.conference is not None:
        found[Criterion.CASE_CONFERENCE] = State(row.conference), row.conference_on
    return found


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
