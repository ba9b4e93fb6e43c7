"""Criteria, applications and scores, written; and what is put back where an act is undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.selection import SelectionCriterion
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.tables import (
    BatchApplicantTable,
    SelectionCriterionTable,
    SelectionScoreTable,
)


def put_criteria(session: Session, batch_id: str, wanted: Sequence[SelectionCriterion]) -> None:
    """Give a class exactly these criteria in this order; refused where one that has scores would go or change kind."""
    query = select(SelectionCriterionTable).where(SelectionCriterionTable.batch_id == batch_id)
    known = {row.id: row for row in session.scalars(query)}
    kept = {one.criterion_id: one for one in wanted if one.criterion_id}
    if kept.keys() - known.keys():
        raise Refused("selection_criterion_unknown", field="criteria")
    for criterion_id, row in known.items():
        gone = criterion_id not in kept or kept[criterion_id].kind.value != row.kind
        if gone and _is_scored(session, criterion_id):
            raise Refused("criterion_has_scores", field="criteria", criterion=row.name)
        if criterion_id not in kept:
            session.delete(row)
    for position, one in enumerate(wanted, start=1):
        row = known.get(one.criterion_id) or SelectionCriterionTable(id=new_id(), batch_id=batch_id)
        row.position, row.name, row.kind = position, one.name, one.kind.value
        row.weight, row.category = one.weight, one.category
        session.add(row)
    session.flush()


def _is_scored(session: Session, criterion_id: str) -> bool:
    query = select(exists().where(SelectionScoreTable.criterion_id == criterion_id))
    return bool(session.scalar(query))


def criterion_changed(session: Session, criterion_id: str) -> tuple[str, datetime] | None:
    """Who changed a criterion last or took it away, and when."""
    row = session.get(SelectionCriterionTable, criterion_id)
    if row is not None:
        return last_change(session, row, ("name", "kind", "weight", "category"))
    return last_taken_away(session, SelectionCriterionTable, id=criterion_id)


def the_application(session: Session, applicant_id: str) -> BatchApplicantTable:
    """Load an application; raises Refused ``application_gone``."""
    row = session.get(BatchApplicantTable, applicant_id)
    if row is None:
        raise Refused("application_gone", field="applicant_id")
    return row


def applications(session: Session, batch_id: str, stay_ids: Iterable[str]) -> dict[str, BatchApplicantTable]:
    """The applications of these stays for a class, by stay."""
    query = select(BatchApplicantTable).where(
        BatchApplicantTable.batch_id == batch_id, BatchApplicantTable.stay_id.in_(list(stay_ids))
    )
    return {row.stay_id: row for row in session.scalars(query)}


def apply(session: Session, batch_id: str, stay: StayTable, day: date) -> BatchApplicantTable:
    """Write down that somebody asks for a place."""
    row = BatchApplicantTable(id=new_id(), batch_id=batch_id, stay_id=stay.id, person_id=stay.person_id, applied_on=day)
    session.add(row)
    session.flush()
    return row


class Decided(NamedTuple):
    """What is written of an application, to be put back."""

    applicant_id: str
    state: str
    decided_on: date | None
    reason: str
    ranking: Mapping[str, Any] | None
    panel: str | None
    applied_on: date


def decided_of(row: BatchApplicantTable) -> Decided:
    """What is written of an application now."""
    return Decided(row.id, row.state, row.decided_on, row.reason, row.ranking, row.panel, row.applied_on)


def put_back(session: Session, was: Decided, now: Decided) -> None:
    """Make an application what it was; raises Refused ``changed_meanwhile`` where it is not as the act left it."""
    row = session.get(BatchApplicantTable, now.applicant_id)
    if row is None or decided_of(row) != now:
        raise Refused("changed_meanwhile")
    row.state, row.decided_on, row.reason = was.state, was.decided_on, was.reason
    row.ranking, row.panel, row.applied_on = dict(was.ranking) if was.ranking is not None else None, *was[5:]
    session.flush()


def drop_application(session: Session, now: Decided) -> None:
    """Take an application back that is as it was made and has no score; raises ``changed_meanwhile`` else."""
    row = session.get(BatchApplicantTable, now.applicant_id)
    scored = session.scalar(select(exists().where(SelectionScoreTable.applicant_id == now.applicant_id)))
    if row is None or decided_of(row) != now or scored:
        raise Refused("changed_meanwhile")
    session.delete(row)
    session.flush()


Key = tuple[str, str]
"""An application and a criterion."""


def scores(session: Session, batch_id: str) -> dict[Key, SelectionScoreTable]:
    """The scores of a class."""
    query = (
        select(SelectionScoreTable)
        .join(BatchApplicantTable, BatchApplicantTable.id == SelectionScoreTable.applicant_id)
        .where(BatchApplicantTable.batch_id == batch_id)
    )
    return {(row.applicant_id, row.criterion_id): row for row in session.scalars(query)}


def put_score(session: Session, key: Key, score: float | None, row: SelectionScoreTable | None) -> None:
    """Write, change or take away one score; ``row`` is the one that stands now."""
    if score is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(SelectionScoreTable(id=new_id(), applicant_id=key[0], criterion_id=key[1], score=score))
    elif row.score != score:
        row.score = score


def last_scored(session: Session, key: Key, row: SelectionScoreTable | None) -> tuple[str, datetime] | None:
    """Who gave a score last or took it away, and when."""
    if row is not None:
        return last_change(session, row, ("score",))
    return last_taken_away(session, SelectionScoreTable, applicant_id=key[0], criterion_id=key[1])
