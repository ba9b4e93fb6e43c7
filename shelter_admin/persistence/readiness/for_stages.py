"""What readiness knows of a stay that a stage of rehabilitation must have brought."""

from __future__ import annotations

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shelter_admin.domain.cases.stages import Requirement
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.persistence.readiness.tables import ExitDecisionTable, ReadinessCheckTable


def brought_by_readiness(session: Session, stay_id: str) -> frozenset[Requirement]:
    """A place to go that was looked at, and the head's word that somebody is ready."""
    place = exists().where(
        ReadinessCheckTable.stay_id == stay_id,
        ReadinessCheckTable.criterion == Criterion.RECEPTION.value,
        ReadinessCheckTable.state != State.NOT_MET.value,
    )
    met = {Requirement.RECEPTION} if session.scalar(select(place)) else set()
    newest = (
        select(ExitDecisionTable.ready)
        .where(ExitDecisionTable.stay_id == stay_id)
        .order_by(ExitDecisionTable.id.desc())
        .limit(1)
    )
    return frozenset(met | {Requirement.HEAD} if session.scalars(newest).first() else met)
