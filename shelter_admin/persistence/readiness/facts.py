"""What the further criteria ask of other parts of the store: one statement a source, and none that nobody asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.readiness import Criterion, Policies
from shelter_admin.domain.readiness_weighing import Arranged
from shelter_admin.domain.training import Attendance
from shelter_admin.persistence.cases.tables import AssessmentTable, InstrumentTable
from shelter_admin.persistence.departures.tables import DepartureTable
from shelter_admin.persistence.duty.tables import OccurrencePersonTable, OccurrenceTable
from shelter_admin.persistence.panti import the_panti
from shelter_admin.persistence.people.tables import PersonCategoryTable, StayTable
from shelter_admin.persistence.readiness.choices import instruments_about_health
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.training.tables import (
    CompetenceCheckTable,
    CompetenceTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticeDayTable,
)

S = TypeVar("S", bound=Select[*tuple[Any, ...]])
NOBODY: Final[Mapping[str, Any]] = {}


@dataclass(frozen=True)
class Asked:
    """What all policies of a day together ask for."""

    criteria: frozenset[Criterion]
    documents: frozenset[str] = frozenset()
    instruments: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    days: int = 0
    categories: bool = False


def asked_by(policies: Policies) -> Asked:
    """What has to be read for these policies."""
    rules = [rule for policy in policies.all() for rule in policy.criteria]
    behaviour = [rule for rule in rules if rule.criterion is Criterion.BEHAVIOUR]
    return Asked(
        frozenset(rule.criterion for rule in rules),
        frozenset(rule.document for rule in rules if rule.document),
        frozenset(rule.instrument for rule in rules if rule.instrument),
        frozenset(kind for rule in behaviour for kind in rule.accepts),
        max((rule.days or 0 for rule in behaviour), default=0),
        bool(policies.categories),
    )


@dataclass(frozen=True)
class FurtherFacts:
    """The facts by stay, by enrolment and by person, as far as they were asked for.

    ``about_health`` are the codes of the instruments that tell of health.
    """

    arranged: Mapping[str, Arranged] = field(default_factory=dict)
    competent: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    practised: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, dict[str, float]] = field(default_factory=dict)
    grave: Mapping[str, dict[str, date]] = field(default_factory=dict)
    papers: Mapping[str, frozenset[str]] = field(default_factory=dict)
    category: Mapping[str, str] = field(default_factory=dict)
    about_health: frozenset[str] = frozenset()


def further_facts(session: Session, asked: Asked, today: date, person_id: str | None) -> FurtherFacts:
    """Read what these policies ask for, of everybody who lives here or of one person."""
    wants = asked.criteria
    return FurtherFacts(
        _arranged(session, person_id) if wants & {Criterion.RECEPTION, Criterion.PLAN} else NOBODY,
        competences_by_enrolment(session, today, person_id) if Criterion.COMPETENCE in wants else NOBODY,
        _practised(session, today, person_id) if Criterion.PRACTICE in wants else NOBODY,
        _scores(session, asked.instruments, today, person_id) if asked.instruments else NOBODY,
        _grave(session, asked, today, person_id) if asked.kinds else NOBODY,
        _papers(session, asked.documents, today, person_id) if asked.documents else NOBODY,
        main_categories(session, person_id) if asked.categories else NOBODY,
        instruments_about_health(session) if asked.instruments else frozenset(),
    )


def living(query: S, person_id: str | None) -> S:
    """Of everybody who lives here, or of the open stay of one person, in a query over ``StayTable``."""
    query = query.where(StayTable.leave_reason.is_(None))
    return query if person_id is None else query.where(StayTable.person_id == person_id)


def _arranged(session: Session, person_id: str | None) -> dict[str, Arranged]:
    query = select(
        DepartureTable.stay_id,
        DepartureTable.reception,
        DepartureTable.receiver,
        DepartureTable.surveyed_on,
        DepartureTable.survey_willing,
        DepartureTable.plan,
        DepartureTable.dinsos_told_on,
    ).join(StayTable, StayTable.id == DepartureTable.stay_id)
    return {
        row.stay_id: Arranged(
            row.reception,
            row.receiver.strip(),
            row.surveyed_on,
            row.survey_willing,
            bool(row.plan.strip()),
            row.dinsos_told_on,
        )
        for row in session.execute(living(query, person_id))
    }


def competences_by_enrolment(session: Session, today: date, person_id: str | None) -> dict[str, tuple[int, int]]:
    """How many competences of the programme were seen, of how many asked; nothing where there is no list."""
    asked = and_(
        CompetenceTable.program_id == EnrolmentTable.program_id,
        or_(CompetenceTable.retired_on.is_(None), CompetenceTable.retired_on > today),
    )
    seen = and_(
        CompetenceCheckTable.enrolment_id == EnrolmentTable.id, CompetenceCheckTable.competence_id == CompetenceTable.id
    )
    query = (
        select(
            EnrolmentTable.id,
            func.count(CompetenceTable.id).label("asked"),
            func.count(CompetenceCheckTable.id).filter(CompetenceCheckTable.competent).label("seen"),
        )
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(CompetenceTable, asked)
        .outerjoin(CompetenceCheckTable, seen)
        .group_by(EnrolmentTable.id)
    )
    return {row.id: (row.seen, row.asked) for row in session.execute(living(query, person_id))}


def _practised(session: Session, today: date, person_id: str | None) -> dict[str, int]:
    """How many days of field practice somebody was there; nothing for whoever has no practice."""
    there = and_(
        PracticeDayTable.practice_id == FieldPracticeTable.id,
        PracticeDayTable.mark == Attendance.PRESENT.value,
        PracticeDayTable.day <= today,
    )
    query = (
        select(FieldPracticeTable.enrolment_id, func.count(PracticeDayTable.id.distinct()).label("days"))
        .join(EnrolmentTable, EnrolmentTable.id == FieldPracticeTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .outerjoin(PracticeDayTable, there)
        .group_by(FieldPracticeTable.enrolment_id)
    )
    return {row.enrolment_id: row.days for row in session.execute(living(query, person_id))}


def _scores(
    session: Session, instruments: Iterable[str], today: date, person_id: str | None
) -> dict[str, dict[str, float]]:
    """The newest score of each instrument by stay."""
    query = (
        select(AssessmentTable.stay_id, InstrumentTable.code, AssessmentTable.score)
        .join(InstrumentTable, InstrumentTable.id == AssessmentTable.instrument_id)
        .join(StayTable, StayTable.id == AssessmentTable.stay_id)
        .where(
            InstrumentTable.code.in_(sorted(instruments)),
            AssessmentTable.score.is_not(None),
            AssessmentTable.on_day <= today,
        )
        .order_by(AssessmentTable.on_day, AssessmentTable.id)
    )
    found: dict[str, dict[str, float]] = {}
    for row in session.execute(living(query, person_id)):
        found.setdefault(row.stay_id, {})[row.code] = row.score
    return found


def _grave(session: Session, asked: Asked, today: date, person_id: str | None) -> dict[str, dict[str, date]]:
    """The last day of each kind of occurrence that weighs, by person, within the days that are asked about."""
    panti = the_panti(session)
    since = panti.instant(today - timedelta(days=asked.days), time.min)
    query = (
        select(OccurrencePersonTable.person_id, OccurrenceTable.kind, func.max(OccurrenceTable.at).label("at"))
        .join(OccurrenceTable, OccurrenceTable.id == OccurrencePersonTable.occurrence_id)
        .join(StayTable, StayTable.person_id == OccurrencePersonTable.person_id)
        .where(OccurrenceTable.at >= since, OccurrenceTable.kind.in_(sorted(asked.kinds)))
        .group_by(OccurrencePersonTable.person_id, OccurrenceTable.kind)
    )
    found: dict[str, dict[str, date]] = {}
    for row in session.execute(living(query, person_id)):
        found.setdefault(row.person_id, {})[row.kind] = panti.day_of(row.at)
    return found


def _papers(session: Session, kinds: Iterable[str], today: date, person_id: str | None) -> dict[str, frozenset[str]]:
    """The kinds of papers that lie in the file and are still good."""
    query = (
        select(PersonDocumentTable.person_id, PersonDocumentTable.kind)
        .join(StayTable, StayTable.person_id == PersonDocumentTable.person_id)
        .where(
            PersonDocumentTable.kind.in_(sorted(kinds)),
            or_(PersonDocumentTable.expires_on.is_(None), PersonDocumentTable.expires_on >= today),
        )
        .distinct()
    )
    found: dict[str, set[str]] = {}
    for row in session.execute(living(query, person_id)):
        found.setdefault(row.person_id, set()).add(row.kind)
    return {person: frozenset(kinds) for person, kinds in found.items()}


def main_categories(session: Session, person_id: str | None = None) -> dict[str, str]:
    """The main category of each person who lives here."""
    query = (
        select(PersonCategoryTable.person_id, PersonCategoryTable.category)
        .join(StayTable, StayTable.person_id == PersonCategoryTable.person_id)
        .where(PersonCategoryTable.main)
    )
    return {row.person_id: row.category for row in session.execute(living(query, person_id))}
