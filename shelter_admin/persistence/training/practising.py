"""Places of practice and who practises where: lists, and the few rows that are written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import PracticePlace, PracticeRow
from shelter_admin.domain.words import _
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.sight import kept_of, name_for, on_duty
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.own import OWN_COLUMNS, counts_as_held, own_days
from shelter_admin.persistence.training.practised import marks_of_practices, practices
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    ClassSessionTable,
    EnrolmentTable,
    FieldPracticeTable,
    PracticeDayTable,
    PracticePlaceTable,
)


def places(session: Session, today: date) -> tuple[PracticePlace, ...]:
    """Every place of practice by name, the closed ones last, with how many are there today."""
    there = (
        select(func.count(FieldPracticeTable.id))
        .where(
            FieldPracticeTable.place_id == PracticePlaceTable.id,
            FieldPracticeTable.from_day <= today,
            FieldPracticeTable.until_day >= today,
        )
        .scalar_subquery()
    )
    query = select(PracticePlaceTable, there.label("people")).order_by(
        PracticePlaceTable.closed_on.is_not(None), func.lower(PracticePlaceTable.name)
    )
    return tuple(
        PracticePlace(row.id, row.name, row.trade, row.address, row.contact, row.phone, row.closed_on, people)
        for row, people in session.execute(query)
    )


def the_place(session: Session, place_id: str) -> PracticePlaceTable:
    """One place; raises Refused ``place_unknown``."""
    row = session.get(PracticePlaceTable, place_id)
    if row is None:
        raise Refused("place_unknown", field="place_id")
    return row


def require_free_name(session: Session, name: str, place_id: str = "") -> None:
    """Refuse ``place_taken`` for a name that another place has."""
    query = select(PracticePlaceTable.id).where(
        func.lower(PracticePlaceTable.name) == name.lower(), PracticePlaceTable.id != place_id
    )
    if session.scalars(query).first() is not None:
        raise Refused("place_taken", field="place_name")


def place_in_use(session: Session, place_id: str) -> bool:
    """Say whether anybody practised or will practise at a place."""
    return bool(session.scalar(select(exists().where(FieldPracticeTable.place_id == place_id))))


def practice_rows(session: Session, sight: Sight, batch_id: str, today: date) -> tuple[PracticeRow, ...]:
    """The practices of a class, the newest first, by name; with the marked days and those without a mark.

    Of a confidential person the days are counted; place, mentor and outcome are left out.
    """
    query = (
        select(
            FieldPracticeTable,
            PracticePlaceTable.name.label("place"),
            EnrolmentTable.id,
            *OWN_COLUMNS,
            PersonTable.id.label("person_id"),
            PersonTable.number,
            name_for(sight),
        )
        .join(PracticePlaceTable, PracticePlaceTable.id == FieldPracticeTable.place_id)
        .join(EnrolmentTable, EnrolmentTable.id == FieldPracticeTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.batch_id == batch_id)
        .order_by(FieldPracticeTable.from_day.desc(), func.lower(PersonTable.name), PersonTable.number)
    )
    rows = session.execute(on_duty(query, sight)).all()
    marks = marks_of_practices(session, [row.FieldPracticeTable.id for row in rows])
    kept = kept_of(session, sight, (row.person_id for row in rows))
    practised = practices(session, batch_ids=[batch_id])
    found = []
    for row in rows:
        one: FieldPracticeTable = row.FieldPracticeTable
        away, through = practised.of(row.id), min(one.until_day, today)
        due = tuple(away.due(own_days(row), practised.off, one.from_day, through))
        shown = PracticeRow(
            one.id, row.id, row.person_id, row.number, row.name, one.place_id, row.place,
            one.from_day, one.until_day, one.mentor, one.outcome, marks.get(one.id, {}), due,
        )  # fmt: skip
        hidden = replace(shown, place_id="", place=_("confidential"), mentor="", outcome="", told=False)
        found.append(hidden if row.person_id in kept else shown)
    return tuple(found)


def the_practice(session: Session, practice_id: str) -> FieldPracticeTable:
    """One practice; raises Refused ``practice_unknown``."""
    row = session.get(FieldPracticeTable, practice_id)
    if row is None:
        raise Refused("practice_unknown", field="practice_id")
    return row


def batch_of(session: Session, enrolment_id: str) -> str:
    """The class of an enrolment; raises Refused ``enrolment_unknown``."""
    found = session.scalars(select(EnrolmentTable.batch_id).where(EnrolmentTable.id == enrolment_id)).first()
    if found is None:
        raise Refused("enrolment_unknown", field="enrolment_id")
    return found


def overlapping(session: Session, enrolment_ids: Iterable[str], first: date, last: date, but: str = "") -> str | None:
    """The enrolment of somebody who is at practice on any of these days already, besides one practice."""
    query = select(FieldPracticeTable.enrolment_id).where(
        FieldPracticeTable.enrolment_id.in_(list(enrolment_ids)),
        FieldPracticeTable.from_day <= last,
        FieldPracticeTable.until_day >= first,
        FieldPracticeTable.id != but,
    )
    return session.scalars(query.limit(1)).first()


def class_marks_between(session: Session, enrolment_ids: Sequence[str], first: date, last: date) -> int:
    """How many marks of class sessions on these days would count no more."""
    query = (
        select(func.count(AttendanceMarkTable.id))
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .where(
            AttendanceMarkTable.enrolment_id.in_(enrolment_ids),
            ClassSessionTable.day.between(first, last),
            counts_as_held(),
        )
    )
    return session.scalar(query) or 0


def people_of(session: Session, enrolment_ids: Iterable[str]) -> dict[str, str]:
    """The person of each of these enrolments."""
    query = (
        select(EnrolmentTable.id, StayTable.person_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.id.in_(list(enrolment_ids)))
    )
    return {row.id: row.person_id for row in session.execute(query)}


def add_practice(
    session: Session, of: tuple[str, str], place_id: str, days: tuple[date, date], mentor: str
) -> FieldPracticeTable:
    """Send somebody, given by enrolment and person, to a place for these days."""
    row = FieldPracticeTable(
        id=new_id(), enrolment_id=of[0], person_id=of[1], place_id=place_id, from_day=days[0], until_day=days[1],
        mentor=mentor, outcome="",
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def day_rows(session: Session, practice_ids: Iterable[str]) -> dict[tuple[str, date], PracticeDayTable]:
    """The marked days of these practices as rows."""
    query = select(PracticeDayTable).where(PracticeDayTable.practice_id.in_(list(practice_ids)))
    return {(row.practice_id, row.day): row for row in session.scalars(query)}


def marked_outside(session: Session, practice_id: str, first: date, last: date) -> date | None:
    """A marked day of a practice that would lie outside these days."""
    query = select(PracticeDayTable.day).where(
        PracticeDayTable.practice_id == practice_id,
        or_(PracticeDayTable.day < first, PracticeDayTable.day > last),
    )
    return session.scalars(query.order_by(PracticeDayTable.day).limit(1)).first()


def has_days(session: Session, practice_id: str) -> bool:
    """Say whether any day of a practice is marked."""
    return bool(session.scalar(select(exists().where(PracticeDayTable.practice_id == practice_id))))
