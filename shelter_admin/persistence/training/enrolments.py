"""Who is enrolled where: enrolling, ending, and what a resident's file tells of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import AttendanceFigures, PersonTraining
from shelter_admin.persistence.base import Base, new_id
from shelter_admin.persistence.people.sight import name_for
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training.figures import attendance_by_enrolment, least_rates, main_category
from shelter_admin.persistence.training.own import OWN_COLUMNS, own_days
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    CompetenceCheckTable,
    EnrolmentTable,
    GradeTable,
    ProgramTable,
    SubjectMarkTable,
    SubjectTable,
)


class Place(NamedTuple):
    """An enrolment as it was: in which class, since when, until when."""

    enrolment_id: str
    batch_id: str
    joined_on: date | None
    ended_on: date | None


def the_enrolment(session: Session, enrolment_id: str) -> EnrolmentTable:
    """Load an enrolment; raises Refused ``enrolment_unknown``."""
    row = session.get(EnrolmentTable, enrolment_id)
    if row is None:
        raise Refused("enrolment_unknown", field="enrolment_id")
    return row


def place_of(row: EnrolmentTable) -> Place:
    """The enrolment as it is now."""
    return Place(row.id, row.batch_id, row.joined_on, row.ended_on)


class Moved(NamedTuple):
    """An enrolment as it was before an act and as the act left it."""

    was: Place
    now: Place


def put_back(session: Session, moved: Moved) -> None:
    """Make an enrolment what it was; raises Refused ``changed_meanwhile`` where it is not as the act left it."""
    row = _unchanged(session, moved.now)
    row.batch_id, row.joined_on, row.ended_on = moved.was.batch_id, moved.was.joined_on, moved.was.ended_on
    session.flush()


def _unchanged(session: Session, place: Place) -> EnrolmentTable:
    row = session.get(EnrolmentTable, place.enrolment_id)
    if row is None or place_of(row) != place:
        raise Refused("changed_meanwhile")
    return row


def open_stays(session: Session, person_ids: Iterable[str]) -> dict[str, StayTable]:
    """The running stays of these people, by person."""
    query = select(StayTable).where(StayTable.person_id.in_(list(person_ids)), StayTable.leave_reason.is_(None))
    return {row.person_id: row for row in session.scalars(query)}


def enrolments_of(session: Session, program_id: str, stay_ids: Iterable[str]) -> dict[str, EnrolmentTable]:
    """The enrolments of these stays in a programme, by stay."""
    query = select(EnrolmentTable).where(
        EnrolmentTable.program_id == program_id, EnrolmentTable.stay_id.in_(list(stay_ids))
    )
    return {row.stay_id: row for row in session.scalars(query)}


def newest_enrolments(session: Session, program_id: str, person_ids: Iterable[str]) -> dict[str, EnrolmentTable]:
    """Where each of these people is enrolled in a programme: in the running stay, else in the newest one."""
    query = (
        select(EnrolmentTable, StayTable.person_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.program_id == program_id, StayTable.person_id.in_(list(person_ids)))
        .order_by(StayTable.leave_reason.is_(None), StayTable.admitted_on.nulls_first(), StayTable.id)
    )
    return {person_id: row for row, person_id in session.execute(query)}


def require_enrolled(session: Session, program_id: str, person_ids: Iterable[str]) -> dict[str, EnrolmentTable]:
    """Where each of these people is enrolled; raises Refused ``not_enrolled`` with the number of one who is not."""
    wanted = list(person_ids)
    found = newest_enrolments(session, program_id, wanted)
    missing = [person_id for person_id in wanted if person_id not in found]
    if missing:
        raise Refused("not_enrolled", field="marks", number=numbers_of_people(session, missing).get(missing[0], ""))
    return found


def require_of_program(session: Session, program_id: str, enrolment_ids: Iterable[str]) -> None:
    """Refuse ``enrolment_unknown`` where one of these enrolments is in another programme or gone."""
    wanted = set(enrolment_ids)
    query = select(EnrolmentTable.id).where(EnrolmentTable.program_id == program_id, EnrolmentTable.id.in_(wanted))
    if wanted - set(session.scalars(query)):
        raise Refused("enrolment_unknown", field="enrolment_id")


def people_of_stays(session: Session, stay_ids: Iterable[str]) -> tuple[str, ...]:
    """The people of these stays, each once."""
    return tuple(session.scalars(select(StayTable.person_id).where(StayTable.id.in_(list(stay_ids))).distinct()))


def numbers_of_people(session: Session, person_ids: Iterable[str]) -> dict[str, str]:
    """The own numbers of people, to name them in a refusal."""
    query = select(PersonTable.id, PersonTable.number).where(PersonTable.id.in_(list(person_ids)))
    return {row.id: row.number for row in session.execute(query)}


def name_of(session: Session, sight: Sight, enrolment_id: str) -> str:
    """What this reader may call somebody enrolled, to tell a mark from the others."""
    query = (
        select(name_for(sight))
        .select_from(EnrolmentTable)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(PersonTable, PersonTable.id == StayTable.person_id)
        .where(EnrolmentTable.id == enrolment_id)
    )
    return session.scalars(query).first() or ""


def add(session: Session, stay_id: str, batch: BatchTable, joined_on: date | None) -> EnrolmentTable:
    """Give a stay a place in a class."""
    row = EnrolmentTable(
        id=new_id(), stay_id=stay_id, program_id=batch.program_id, batch_id=batch.id, joined_on=joined_on
    )
    session.add(row)
    session.flush()
    return row


def joined_by(session: Session, row: EnrolmentTable, day: date) -> bool:
    """Let an enrolment have begun by a day on which somebody was marked; says whether that changed it."""
    if row.joined_on is None or row.joined_on <= day:
        return False
    row.joined_on = day
    session.flush()
    return True


def is_used(session: Session, enrolment_id: str) -> bool:
    """Say whether an enrolment has any mark, of a session or a subject."""
    return any(
        session.scalar(select(exists().where(column == enrolment_id)))
        for column in (
            AttendanceMarkTable.enrolment_id,
            GradeTable.enrolment_id,
            SubjectMarkTable.enrolment_id,
            CompetenceCheckTable.enrolment_id,
        )
    )


def is_known(session: Session, enrolment_id: str) -> bool:
    """Say whether any row points at an enrolment: a mark, practice, leave, a paper, tools."""
    own = EnrolmentTable.__table__.c.id
    pointing = (
        key.parent for table in Base.metadata.tables.values() for key in table.foreign_keys if key.column is own
    )
    return any(session.scalar(select(exists().where(column == enrolment_id))) for column in pointing)


def drop(session: Session, place: Place) -> None:
    """Remove an enrolment that is as it was made and of which nothing is written down.

    Raises Refused ``changed_meanwhile`` else.
    """
    row = _unchanged(session, place)
    if is_known(session, row.id):
        raise Refused("changed_meanwhile")
    session.delete(row)
    session.flush()


def put_in_again(session: Session, place: Place, stay_id: str, program_id: str) -> None:
    """Write an enrolment that was taken out again, under its own id; refused where there is another one by now."""
    if stay_id in enrolments_of(session, program_id, [stay_id]):
        raise Refused("changed_meanwhile")
    days = {"joined_on": place.joined_on, "ended_on": place.ended_on}
    row = EnrolmentTable(id=place.enrolment_id, stay_id=stay_id, program_id=program_id, batch_id=place.batch_id, **days)
    session.add(row)
    session.flush()


def training_of(session: Session, person_id: str, today: date) -> tuple[PersonTraining, ...]:
    """The programmes of a person with figures and marks, the newest first."""
    query = (
        select(
            EnrolmentTable.id,
            EnrolmentTable.program_id,
            ProgramTable.name.label("program"),
            BatchTable.name.label("batch"),
            *OWN_COLUMNS,
            main_category(),
        )
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .join(ProgramTable, ProgramTable.id == EnrolmentTable.program_id)
        .join(BatchTable, BatchTable.id == EnrolmentTable.batch_id)
        .where(StayTable.person_id == person_id)
        .order_by(EnrolmentTable.id.desc())
    )
    rows = session.execute(query).all()
    ids = [row.id for row in rows]
    figures: dict[str, AttendanceFigures] = {}
    for program_id in dict.fromkeys(row.program_id for row in rows):  # few in a life, each with a limit of its own
        own = [row.id for row in rows if row.program_id == program_id]
        least = least_rates(session, today, program_id)(rows[0].category)
        figures |= attendance_by_enrolment(session, own, today, least)
    final, subjects = _marks_of(session, ids)
    return tuple(
        PersonTraining(
            row.id,
            row.program_id,
            row.program,
            row.batch,
            own_days(row),
            figures[row.id],
            final.get(row.id),
            tuple(subjects.get(row.id, ())),
        )
        for row in rows
    )


def _marks_of(
    session: Session, enrolment_ids: list[str]
) -> tuple[dict[str, float], dict[str, list[tuple[str, float]]]]:
    query = (
        select(GradeTable.enrolment_id, GradeTable.subject_id, SubjectTable.name, GradeTable.mark)
        .outerjoin(SubjectTable, SubjectTable.id == GradeTable.subject_id)
        .where(GradeTable.enrolment_id.in_(enrolment_ids))
        .order_by(SubjectTable.position)
    )
    final: dict[str, float] = {}
    subjects: dict[str, list[tuple[str, float]]] = {}
    for enrolment_id, subject_id, subject, mark in session.execute(query):
        if subject_id is None:
            final[enrolment_id] = mark
        else:
            subjects.setdefault(enrolment_id, []).append((subject, mark))
    return final, subjects
