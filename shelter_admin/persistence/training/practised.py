"""Whoever is at field practice, as far as attendance counts it: read once for a whole class, programme or house."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import NO_PRACTICE, Attendance, PracticeCell, Practised
from shelter_admin.domain.words import _
from shelter_admin.persistence.dialects import EMBEDDED, STAYS_NOW
from shelter_admin.persistence.people.sight import kept_of
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.own import own_days
from shelter_admin.persistence.training.tables import (
    BatchTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticeDayTable,
    PracticePlaceTable,
)


@dataclass(frozen=True)
class Practices:
    """Everybody's practice by enrolment, and the days off of its time."""

    by_enrolment: Mapping[str, Practised] = field(default_factory=dict)
    off: frozenset[date] = frozenset()

    def __contains__(self, enrolment_id: str) -> bool:
        return enrolment_id in self.by_enrolment

    def of(self, enrolment_id: str) -> Practised:
        """Somebody's practice; most people have none."""
        return self.by_enrolment.get(enrolment_id, NO_PRACTICE)

    def marked(self, row: Any, first: date | None, last: date) -> dict[date, Attendance]:
        """The marked days of a row that holds the enrolment's ``id`` and ``OWN_COLUMNS``."""
        found = self.by_enrolment.get(row.id)
        return {} if found is None else found.marked(own_days(row), first or date.min, last)

    def due(self, row: Any, first: date | None, last: date) -> list[date]:
        """The days of such a row on which somebody is awaited at practice and not marked."""
        found = self.by_enrolment.get(row.id)
        return [] if found is None else found.due(own_days(row), self.off, first or date.min, last)


def practices(
    session: Session,
    *,
    enrolment_ids: Sequence[str] | None = None,
    batch_ids: Sequence[str] | None = None,
    program_id: str | None = None,
    between: tuple[date, date] | None = None,
) -> Practices:
    """The practices of these enrolments, classes, programme or days; of everybody in the house where none is named."""
    query = (
        select(
            FieldPracticeTable.enrolment_id,
            FieldPracticeTable.from_day,
            FieldPracticeTable.until_day,
            BatchTable.weekdays,
            PracticeDayTable.day,
            PracticeDayTable.mark,
        )
        .join(EnrolmentTable, EnrolmentTable.id == FieldPracticeTable.enrolment_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .outerjoin(PracticeDayTable, PracticeDayTable.practice_id == FieldPracticeTable.id)
    )
    if enrolment_ids is not None:
        query = query.where(FieldPracticeTable.enrolment_id.in_(enrolment_ids))
    elif batch_ids is not None:
        query = query.where(EnrolmentTable.batch_id.in_(batch_ids))
    elif program_id is not None:
        query = query.where(EnrolmentTable.program_id == program_id)
    elif between is not None:
        query = query.where(FieldPracticeTable.from_day <= between[1], FieldPracticeTable.until_day >= between[0])
    else:
        query = (
            query.join(StayTable, StayTable.id == EnrolmentTable.stay_id)
            .where(StayTable.leave_reason.is_(None))
            .with_hint(StayTable, STAYS_NOW, EMBEDDED)
        )
    return _gathered(session, query)


def _gathered(session: Session, query: Select[*tuple[Any, ...]]) -> Practices:
    """What the rows of days and marks tell about each enrolment."""
    spans: dict[str, set[tuple[date, date]]] = {}
    marks: dict[str, dict[date, Attendance]] = {}
    weekdays: dict[str, str] = {}
    for enrolment_id, first, last, due_on, day, mark in session.execute(query):
        spans.setdefault(enrolment_id, set()).add((first, last))
        weekdays[enrolment_id] = due_on
        if day is not None:
            marks.setdefault(enrolment_id, {})[day] = Attendance(mark)
    if not spans:
        return Practices()
    first = min(span[0] for of_one in spans.values() for span in of_one)
    last = max(span[1] for of_one in spans.values() for span in of_one)
    found = {one: Practised(tuple(sorted(of_one)), marks.get(one, {}), weekdays[one]) for one, of_one in spans.items()}
    return Practices(found, frozenset(days_off(session, first, last)))


def practice_cells(
    session: Session, sight: Sight, batch_id: str, first: date, last: date
) -> dict[str, dict[date, PracticeCell]]:
    """Where whom of a class is at practice on which of these days, with the mark of the day; by enrolment.

    The place of a confidential person is left out.
    """
    query = (
        select(FieldPracticeTable, PracticePlaceTable.name)
        .join(PracticePlaceTable, PracticePlaceTable.id == FieldPracticeTable.place_id)
        .join(EnrolmentTable, EnrolmentTable.id == FieldPracticeTable.enrolment_id)
        .where(
            EnrolmentTable.batch_id == batch_id,
            FieldPracticeTable.from_day <= last,
            FieldPracticeTable.until_day >= first,
        )
    )
    found = session.execute(query).all()
    kept = kept_of(session, sight, (row.person_id for row, _place in found))
    marks = marks_of_practices(session, [row.id for row, _place in found])
    cells: dict[str, dict[date, PracticeCell]] = {}
    for row, place in found:
        begin, end = max(row.from_day, first), min(row.until_day, last)
        told = _("confidential") if row.person_id in kept else place
        for step in range((end - begin).days + 1):
            day = begin + timedelta(days=step)
            mark = marks.get(row.id, {}).get(day)
            cells.setdefault(row.enrolment_id, {})[day] = PracticeCell(told, mark, row.id)
    return cells


def marks_of_practices(session: Session, practice_ids: Sequence[str]) -> dict[str, dict[date, Attendance]]:
    """The marked days of these practices."""
    if not practice_ids:
        return {}
    query = select(PracticeDayTable.practice_id, PracticeDayTable.day, PracticeDayTable.mark).where(
        PracticeDayTable.practice_id.in_(practice_ids)
    )
    found: dict[str, dict[date, Attendance]] = {}
    for practice_id, day, mark in session.execute(query):
        found.setdefault(practice_id, {})[day] = Attendance(mark)
    return found
