"""The parts of one person's page, each only for a reader who may see that area of the house."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.cases.assessments import compare
from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.documents import ABOUT_HEALTH
from shelter_admin.domain.path_parts import (
    Known,
    arranged,
    asked_before,
    assessed,
    documents_told,
    family_told,
    health_told,
    planned,
    saved,
    served,
)
from shelter_admin.domain.services.ticks import ServiceYear
from shelter_admin.domain.sight import Sight
from shelter_admin.persistence.cases import conferences, instruments, plans
from shelter_admin.persistence.cases.assessments import lines_of
from shelter_admin.persistence.departures.arranging import arrangement_of, of_stay
from shelter_admin.persistence.departures.handing import entries_of
from shelter_admin.persistence.people.sight import Kept, sees
from shelter_admin.persistence.people.tables import HealthTable
from shelter_admin.persistence.residents.family import relatives_of
from shelter_admin.persistence.residents.papers_asked import of_person
from shelter_admin.persistence.residents.tables import PersonDocumentTable
from shelter_admin.persistence.services.matrix import matrix_on
from shelter_admin.persistence.services.years import people_of


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the page, and what they may."""

    sight: Sight
    may: Callable[[Right], bool]
    today: date


def parts_of(session: Session, reader: Reader, person_id: str, stay_id: str) -> tuple[Known, ...]:
    """Every part that this reader may see, empty ones too: that nothing is written is told as well."""
    gathered: tuple[tuple[bool, Callable[[], Known]], ...] = (
        (reader.may(Right.SEE_CASES), lambda: _assessments(session, person_id)),
        (reader.may(Right.SEE_CASES), lambda: planned(plans.plan_of(session, stay_id))),
        (reader.may(Right.SEE_SERVICES), lambda: _services(session, reader, person_id)),
        (reader.may(Right.SEE_SAVINGS), lambda: saved(entries_of(session, person_id))),
        (_sees_family(reader), lambda: family_told(relatives_of(session, reader.sight, person_id))),
        (reader.sight.identity, lambda: _documents(session, reader, person_id)),
        (sees(reader.sight, Kept.ATTENTION), lambda: _health(session, person_id)),
        (_sees_family(reader), lambda: arranged(arrangement_of(of_stay(session, stay_id)))),
        (reader.may(Right.SEE_CASES), lambda: asked_before(conferences.open_follow_ups(session, person_id))),
    )
    return tuple(told() for open_to, told in gathered if open_to)


def _sees_family(reader: Reader) -> bool:
    return reader.may(Right.SEE_CONTACTS) and reader.sight.identity


def _assessments(session: Session, person_id: str) -> Known:
    """Of instruments about health nothing is told here."""
    lines = lines_of(session, person_id, open_to=frozenset({Need.CASES}))
    known = instruments.by_id(session, {line.instrument_id for line in lines})
    return assessed(compare(lines, known), lines)


def _services(session: Session, reader: Reader, person_id: str) -> Known:
    first = date(reader.today.year, 1, 1)
    people = people_of(session, reader.sight, first, reader.today, person_id)
    return served(ServiceYear(first.year, reader.today, matrix_on(session, reader.today), people))


def _documents(session: Session, reader: Reader, person_id: str) -> Known:
    query = (
        select(PersonDocumentTable.kind)
        .where(PersonDocumentTable.person_id == person_id, PersonDocumentTable.kind.not_in(ABOUT_HEALTH))
        .order_by(PersonDocumentTable.kind)
    )
    waiting = [one for one in of_person(session, person_id, reader.today) if one.waiting]
    return documents_told(session.scalars(query), waiting)


def _health(session: Session, person_id: str) -> Known:
    query = select(HealthTable.attention).where(HealthTable.person_id == person_id)
    return health_told(attention=session.scalars(query).first())
