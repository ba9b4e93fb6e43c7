"""Who asks for a place in a class, by which criteria, with which scores; and the order as it was kept."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, exists, func, literal, select
from sqlalchemy.orm import Session, aliased

from shelter_admin.domain.identity.dates import DateQuality, PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training.selection import (
    AgeFit,
    ApplicationState,
    ClassApplicant,
    CriterionKind,
    PanelWord,
    PlacesTaken,
    Points,
    Ranked,
    SelectionCriterion,
    Why,
)
from shelter_admin.persistence.people.sight import kept_from, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonCategoryTable, PersonTable, StayTable
from shelter_admin.persistence.training.tables import (
    BatchApplicantTable,
    BatchTable,
    EnrolmentTable,
    ProgramTable,
    SelectionCriterionTable,
    SelectionScoreTable,
)

_OTHER = aliased(EnrolmentTable)
_EARLIER = aliased(StayTable)
_ASKED = aliased(BatchApplicantTable)
_ASKED_IN = aliased(BatchTable)


def criteria_of(session: Session, batch_id: str) -> tuple[SelectionCriterion, ...]:
    """The criteria of a class in their order."""
    query = (
        select(SelectionCriterionTable)
        .where(SelectionCriterionTable.batch_id == batch_id)
        .order_by(SelectionCriterionTable.position, SelectionCriterionTable.id)
    )
    return tuple(
        SelectionCriterion(row.id, row.name, CriterionKind(row.kind), row.weight, row.category)
        for row in session.scalars(query)
    )


class Kept(NamedTuple):
    """An application with what was kept of its order when it was decided."""

    applicant: ClassApplicant
    ranking: Mapping[str, Any] | None
    decided_on: date | None
    stay_id: str


def applicants_of(session: Session, sight: Sight, batch_id: str, program_id: str) -> tuple[Kept, ...]:
    """Everybody who asks or asked for a place in a class, by number, with all that the criteria look at.

    Confidential people stand in it under their number, marked ``veiled``: they must not be missed in the order.
    """
    rows = session.execute(on_duty(_applicants(sight, batch_id, program_id), sight)).all()
    people = [row.person_id for row in rows]
    categories = _categories_of(session, people)
    scores = _scores_of(session, batch_id)
    return tuple(
        Kept(
            _applicant(row, categories.get(row.person_id, frozenset()), scores.get(row.BatchApplicantTable.id, {})),
            row.BatchApplicantTable.ranking,
            row.BatchApplicantTable.decided_on,
            row.BatchApplicantTable.stay_id,
        )
        for row in rows
    )


def _applicants(sight: Sight, batch_id: str, program_id: str) -> Select[*tuple[Any, ...]]:
    since = (
        select(func.min(_ASKED.applied_on))
        .join(_ASKED_IN, _ASKED_IN.id == _ASKED.batch_id)
        .where(
            _ASKED.stay_id == BatchApplicantTable.stay_id,
            _ASKED_IN.program_id == program_id,
            _ASKED.state != ApplicationState.WITHDRAWN.value,
        )
        .scalar_subquery()
    )
    return (
        select(
            BatchApplicantTable,
            *_PERSON,
            name_for(sight),
            kept_from(sight, PersonTable.id).label("veiled"),
            func.coalesce(since, BatchApplicantTable.applied_on).label("waits_since"),
            _trained(batch_id).label("trained"),
        )
        .join(PersonTable, PersonTable.id == BatchApplicantTable.person_id)
        .where(BatchApplicantTable.batch_id == batch_id)
        .order_by(PersonTable.number)
    )


_PERSON = (
    PersonTable.id.label("person_id"),
    PersonTable.number,
    PersonTable.sex,
    PersonTable.birth_year,
    PersonTable.birth_month,
    PersonTable.birth_day,
    PersonTable.birth_quality,
)


def _trained(batch_id: str) -> Any:
    """Whether somebody learnt a trade here before, in this stay or an earlier one; guidance is none."""
    query = (
        select(literal(1))
        .select_from(_OTHER)
        .join(_EARLIER, _EARLIER.id == _OTHER.stay_id)
        .join(ProgramTable, ProgramTable.id == _OTHER.program_id)
        .where(_EARLIER.person_id == PersonTable.id, _OTHER.batch_id != batch_id, ProgramTable.kind == "vocational")
    )
    return exists(query.correlate(PersonTable))


def birth_of(row: Any) -> PartialDate:
    """The birth as far as it is known, of a row that holds its columns."""
    return PartialDate(row.birth_year, row.birth_month, row.birth_day, DateQuality(row.birth_quality))


def _applicant(row: Any, categories: frozenset[str], scores: Mapping[str, float]) -> ClassApplicant:
    asked = row.BatchApplicantTable
    return ClassApplicant(
        asked.id,
        row.person_id,
        row.number,
        row.name,
        Sex(row.sex or ""),
        birth_of(row),
        asked.applied_on,
        min(row.waits_since, asked.applied_on),
        categories,
        bool(row.trained),
        scores,
        ApplicationState(asked.state),
        PanelWord(asked.panel) if asked.panel else None,
        asked.reason,
        bool(row.veiled),
    )


def _categories_of(session: Session, person_ids: Collection[str]) -> dict[str, frozenset[str]]:
    query = select(PersonCategoryTable.person_id, PersonCategoryTable.category).where(
        PersonCategoryTable.person_id.in_(list(person_ids))
    )
    found: dict[str, set[str]] = {}
    for person_id, category in session.execute(query):
        found.setdefault(person_id, set()).add(category)
    return {person_id: frozenset(held) for person_id, held in found.items()}


def _scores_of(session: Session, batch_id: str) -> dict[str, dict[str, float]]:
    query = (
        select(SelectionScoreTable.applicant_id, SelectionScoreTable.criterion_id, SelectionScoreTable.score)
        .join(BatchApplicantTable, BatchApplicantTable.id == SelectionScoreTable.applicant_id)
        .where(BatchApplicantTable.batch_id == batch_id)
    )
    found: dict[str, dict[str, float]] = {}
    for applicant_id, criterion_id, score in session.execute(query):
        found.setdefault(applicant_id, {})[criterion_id] = score
    return found


def places_taken(session: Session, batch_id: str, today: date) -> PlacesTaken:
    """The places of a class that are taken, by sex: of everybody enrolled in it whose time there goes on after today.

    Who ends it today has given the place up already.
    """
    query = (
        select(PersonTable.sex, func.count())
        .select_from(EnrolmentTable)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            StayTable.leave_reason.is_(None),
            EnrolmentTable.ended_on.is_(None) | (EnrolmentTable.ended_on > today),
        )
        .group_by(PersonTable.sex)
    )
    return PlacesTaken({Sex(sex or ""): count for sex, count in session.execute(query)})


@dataclass(frozen=True, slots=True)
class HouseLine:
    """Somebody in the house who could ask for a place."""

    person_id: str
    number: str
    name: str
    sex: Sex
    birth: PartialDate
    veiled: bool
    trained: bool
    enrolled_in: str


def may_apply(session: Session, sight: Sight, batch_id: str, program_id: str) -> tuple[HouseLine, ...]:
    """Everybody in the house who is neither in the class nor asks for a place in it, by name."""
    asks = exists(
        select(BatchApplicantTable.id).where(
            BatchApplicantTable.stay_id == StayTable.id,
            BatchApplicantTable.batch_id == batch_id,
            BatchApplicantTable.state != ApplicationState.WITHDRAWN.value,
        )
    )
    mine = and_(EnrolmentTable.stay_id == StayTable.id, EnrolmentTable.program_id == program_id)
    query = (
        select(
            *_PERSON,
            name_for(sight),
            kept_from(sight, PersonTable.id).label("veiled"),
            _trained(batch_id).label("trained"),
            BatchTable.name.label("enrolled_in"),
            BatchTable.id.label("in_batch"),
        )
        .join(StayTable, and_(StayTable.person_id == PersonTable.id, StayTable.leave_reason.is_(None)))
        .outerjoin(EnrolmentTable, mine)
        .outerjoin(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .where(~asks, BatchTable.id.is_(None) | (BatchTable.id != batch_id))
        .order_by(func.lower(PersonTable.name), PersonTable.number)
    )
    return tuple(
        HouseLine(
            row.person_id,
            row.number,
            row.name,
            Sex(row.sex or ""),
            birth_of(row),
            bool(row.veiled),
            bool(row.trained),
            "" if row.in_batch is None else row.enrolled_in or "·",
        )
        for row in session.execute(on_duty(query, sight))
    )


def as_kept(line: Ranked, of: int) -> dict[str, Any]:
    """The place in the order with all it rests on, as plain values."""
    return {
        "rank": line.rank,
        "of": of,
        "total": line.total,
        "points": [
            [one.criterion_id, one.name, one.kind.value, one.weight, one.points, one.days] for one in line.points
        ],
        "outcome": line.outcome.value,
        "why": line.why.value,
        "ages": list(line.ages) if line.ages is not None else None,
        "age_fit": line.age_fit.value,
        "tied": line.tied,
    }


def as_ranked(kept: Kept) -> Ranked | None:
    """The place in the order as it was kept; None where nothing was decided yet."""
    held = kept.ranking
    if held is None:
        return None
    points = tuple(
        Points(criterion_id, name, CriterionKind(kind), weight, given, days)
        for criterion_id, name, kind, weight, given, days in held["points"]
    )
    return Ranked(
        kept.applicant,
        held["rank"],
        held["total"],
        points,
        kept.applicant.state,
        Why(held["why"]),
        None if held["ages"] is None else (held["ages"][0], held["ages"][1]),
        AgeFit(held["age_fit"]),
        held["tied"],
    )
