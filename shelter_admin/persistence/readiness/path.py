"""One person's way out as it is written down, and the two things written here: checks by hand and decisions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.arrivals import Source
from shelter_admin.domain.readiness import Candidate, Decision, Policies, ReadinessPolicy, State, criterion_of
from shelter_admin.domain.readiness_path import CheckWritten, Facts, PathToIndependence, Trained, stations_of
from shelter_admin.domain.readiness_weighing import furthest, snapshot_of
from shelter_admin.domain.residents import IdentityStatus
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.accounts import AccountTable, names_of_accounts
from shelter_admin.persistence.people.lookup import newest_photo, open_stay
from shelter_admin.persistence.people.sight import Kept, masked, sees
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.readiness.candidates import DECISION, candidates, decision_of
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable
from shelter_admin.persistence.training.tables import BatchTable, EnrolmentTable, ProgramTable


def path_of(session: Session, sight: Sight, policies: Policies, person_id: str, today: date) -> PathToIndependence:
    """The way of somebody who lives here; raises Refused ``not_in_house``."""
    stay = open_stay(session, person_id)
    lines = candidates(session, sight, policies, today, person_id)
    policy = furthest(lines).policy if lines else policies.house
    person = session.execute(
        select(
            PersonTable.number, PersonTable.name, PersonTable.identity_status, newest_photo().label("photo_id")
        ).where(PersonTable.id == person_id)
    ).one()
    written = written_of(session, sight, stay.id)
    decisions = decisions_of(session, sight, stay.id)
    status = IdentityStatus(person.identity_status) if person.identity_status else None
    seen = masked(sight, {"source": Source(stay.source) if stay.source else None, "identity_status": status})
    days = (today - stay.admitted_on).days if stay.admitted_on else None
    facts = Facts(
        stay.admitted_on,
        seen["source"],
        days,
        seen["identity_status"],
        _trained(session, [line.enrolment_id for line in lines]),
    )
    return PathToIndependence(
        person_id,
        person.number,
        person.name,
        person.photo_id,
        stay.admitted_on,
        days,
        policy,
        lines,
        stations_of(facts, lines, written, decisions),
        written,
        decisions,
    )


def _trained(session: Session, enrolment_ids: list[str]) -> dict[str, Trained]:
    query = (
        select(
            EnrolmentTable.id,
            ProgramTable.hours,
            EnrolmentTable.joined_on,
            EnrolmentTable.ended_on,
            BatchTable.starts_on,
            BatchTable.ends_on,
        )
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .where(EnrolmentTable.id.in_(enrolment_ids))
    )
    return {
        row.id: Trained(row.hours, row.joined_on or row.starts_on, row.ended_on or row.ends_on)
        for row in session.execute(query)
    }


def written_of(session: Session, sight: Sight, stay_id: str) -> tuple[CheckWritten, ...]:
    """What the social worker wrote about a stay; the note only for whoever may read remarks."""
    rows = session.scalars(
        select(ReadinessCheckTable)
        .where(ReadinessCheckTable.stay_id == stay_id)
        .order_by(ReadinessCheckTable.criterion.desc())
    ).all()
    names = names_of_accounts(session) if rows else {}
    open_to = sees(sight, Kept.REMARKS)
    return tuple(
        CheckWritten(
            criterion_of(row.criterion),
            State(row.state),
            row.on_day,
            names.get(row.changed_by, ""),
            row.note if open_to else None,
            row.criterion,
            row.document_id,
        )
        for row in rows
    )


def decisions_of(session: Session, sight: Sight, stay_id: str) -> tuple[Decision, ...]:
    """The head's decisions of a stay, the newest first; why and with whom only for whoever may read remarks."""
    query = (
        select(*DECISION)
        .outerjoin(AccountTable, AccountTable.id == ExitDecisionTable.decided_by)
        .where(ExitDecisionTable.stay_id == stay_id)
        .order_by(ExitDecisionTable.id.desc())
    )
    return tuple(decision_of(row, sight) for row in session.execute(query))


def decided_last(session: Session, decision_id: str) -> tuple[str, datetime]:
    """Who made a decision, and when."""
    row = session.get_one(ExitDecisionTable, decision_id)
    return row.decided_by, row.changed_at


def add_decision(
    session: Session,
    stay: StayTable,
    decision: Decision,
    policy: ReadinessPolicy,
    lines: Sequence[Candidate],
) -> None:
    """Write a decision with what it was made on; ``decided_by`` is the account. None before it is ever changed."""
    session.add(
        ExitDecisionTable(
            id=decision.decision_id,
            stay_id=stay.id,
            person_id=stay.person_id,
            ready=decision.ready,
            reason=decision.reason,
            names=decision.names,
            decided_on=decision.decided_on,
            decided_by=decision.decided_by,
            snapshot=snapshot_of(policy, lines),
        )
    )
    session.flush()
