"""Lessons by week, the rooms they are held in, and what clashes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import Session

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training.timetable import Lesson, LessonChoices, LessonLine, LessonPart, TrainingRoom
from shelter_admin.persistence.accounts import AccountRoleTable, AccountTable
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.own import belongs_between
from shelter_admin.persistence.training.tables import (
    BatchTable,
    EnrolmentTable,
    LessonTable,
    ProgramTable,
    ProgramTrainerTable,
    SubjectTable,
    TrainingRoomTable,
)

COLUMNS: Final = {
    "batch_id": "batch_id",
    "weekday": "weekday",
    "begins_minute": "begins",
    "ends_minute": "ends",
    "part": "part",
    "subject_id": "subject_id",
    "room_id": "room_id",
    "trainer_id": "trainer_id",
    "guest_trainer": "guest_trainer",
    "from_day": "from_day",
    "until_day": "until_day",
}
"""The columns of a lesson with the names of their values."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which lessons are asked for; without anything all of them. ``day``: only those whose days are not over then."""

    batch_id: str | None = None
    room_id: str | None = None
    trainer_id: str | None = None
    day: date | None = None


def lesson_of(row: LessonTable) -> Lesson:
    """A lesson as a rule sees it."""
    values: dict[str, Any] = {name: getattr(row, column) for column, name in COLUMNS.items()}
    return Lesson(**{**values, "part": LessonPart(row.part)}, lesson_id=row.id)


def the_lesson(session: Session, lesson_id: str) -> LessonTable:
    """Load a lesson; raises Refused ``lesson_gone``."""
    row = session.get(LessonTable, lesson_id)
    if row is None:
        raise Refused("lesson_gone", field="lesson_id")
    return row


def lines(session: Session, shown: Shown, sight: Sight | None = None) -> tuple[LessonLine, ...]:
    """Lessons with their names, by weekday and hour; of a trainer who sees no others those of the own programmes."""
    query = _lines()
    if shown.batch_id is not None:
        query = query.where(LessonTable.batch_id == shown.batch_id)
    if shown.room_id is not None:
        query = query.where(LessonTable.room_id == shown.room_id)
    if shown.trainer_id is not None:
        query = query.where(LessonTable.trainer_id == shown.trainer_id)
    if shown.day is not None:
        query = query.where(or_(LessonTable.until_day.is_(None), LessonTable.until_day >= shown.day))
    if sight is not None and sight.only_class_of is not None:
        query = query.where(
            exists(
                select(ProgramTrainerTable.id).where(
                    ProgramTrainerTable.program_id == BatchTable.program_id,
                    ProgramTrainerTable.account_id == sight.only_class_of,
                )
            )
        )
    return tuple(_line(row) for row in session.execute(query))


def _lines() -> Select[Any]:
    trainer = case((AccountTable.full_name == "", AccountTable.user), else_=AccountTable.full_name)
    return (
        select(
            LessonTable,
            ProgramTable.name.label("program"),
            BatchTable.name.label("batch"),
            SubjectTable.name.label("subject"),
            TrainingRoomTable.name.label("room"),
            TrainingRoomTable.seats,
            trainer.label("trainer"),
        )
        .join(BatchTable, BatchTable.id == LessonTable.batch_id)
        .join(ProgramTable, ProgramTable.id == BatchTable.program_id)
        .outerjoin(SubjectTable, SubjectTable.id == LessonTable.subject_id)
        .outerjoin(TrainingRoomTable, TrainingRoomTable.id == LessonTable.room_id)
        .outerjoin(AccountTable, AccountTable.id == LessonTable.trainer_id)
        .order_by(LessonTable.weekday, LessonTable.begins_minute, LessonTable.id)
    )


def _line(row: Any) -> LessonLine:
    lesson = lesson_of(row.LessonTable)
    return LessonLine(lesson, row.program, row.batch, row.subject or "", row.room or "", row.trainer or "", row.seats)


def people_from(session: Session, batch_ids: Iterable[str], today: date) -> dict[str, int]:
    """How many people belong to each of these classes on any day from today on."""
    query = (
        select(EnrolmentTable.batch_id, func.count(EnrolmentTable.id))
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.batch_id.in_(list(batch_ids)), belongs_between(today, date.max))
        .group_by(EnrolmentTable.batch_id)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def beside(session: Session, lesson: Lesson) -> tuple[LessonLine, ...]:
    """The lessons of the same weekday that need its class, room or trainer too."""
    shared: list[ColumnElement[bool]] = [LessonTable.batch_id == lesson.batch_id]
    if lesson.room_id is not None:
        shared.append(LessonTable.room_id == lesson.room_id)
    if lesson.trainer_id is not None:
        shared.append(LessonTable.trainer_id == lesson.trainer_id)
    query = _lines().where(LessonTable.weekday == lesson.weekday, or_(*shared))
    return tuple(_line(row) for row in session.execute(query))


def put(session: Session, lesson: Lesson) -> LessonTable:
    """Write a lesson: a new one where it has no id, or one that was taken out under its own id."""
    row = session.get(LessonTable, lesson.lesson_id) if lesson.lesson_id else None
    if row is None:
        row = LessonTable(id=lesson.lesson_id or new_id())
        session.add(row)
    for column, name in COLUMNS.items():
        value = getattr(lesson, name)
        setattr(row, column, value.value if isinstance(value, LessonPart) else value)
    session.flush()
    return row


def of_batch(session: Session, batch_id: str) -> list[Lesson]:
    """The lessons of a class by weekday and hour."""
    query = (
        select(LessonTable)
        .where(LessonTable.batch_id == batch_id)
        .order_by(LessonTable.weekday, LessonTable.begins_minute, LessonTable.id)
    )
    return [lesson_of(row) for row in session.scalars(query)]


def drop(session: Session, lesson_ids: Iterable[str]) -> None:
    """Take lessons out."""
    for lesson_id in lesson_ids:
        session.delete(the_lesson(session, lesson_id))
    session.flush()


def require_there(session: Session, lesson: Lesson, program_id: str) -> None:
    """Refuse a lesson whose room, trainer or subject is not there, or whose subject is another programme's."""
    if lesson.room_id is not None:
        the_room(session, lesson.room_id)
    if lesson.trainer_id is not None and session.get(AccountTable, lesson.trainer_id) is None:
        raise Refused("account_unknown", field="trainer_id")
    if lesson.subject_id is not None:
        subject = session.get(SubjectTable, lesson.subject_id)
        if subject is None or subject.program_id != program_id:
            raise Refused("subject_unknown", field="subject_id")


def choices(session: Session, program_id: str, people: int = 0) -> LessonChoices:
    """What a lesson of this programme can be given; its own trainers come first."""
    own = exists(
        select(ProgramTrainerTable.id).where(
            ProgramTrainerTable.account_id == AccountTable.id, ProgramTrainerTable.program_id == program_id
        )
    )
    trains = exists(
        select(AccountRoleTable.id).where(
            AccountRoleTable.account_id == AccountTable.id, AccountRoleTable.role == Role.INSTRUKTUR.value
        )
    )
    trainers = (
        select(AccountTable.id, AccountTable.full_name, AccountTable.user)
        .where(AccountTable.disabled_at.is_(None), or_(own, trains))
        .order_by(own.desc(), func.lower(AccountTable.full_name), AccountTable.user)
    )
    subjects = (
        select(SubjectTable.id, SubjectTable.name)
        .where(SubjectTable.program_id == program_id)
        .order_by(SubjectTable.position)
    )
    return LessonChoices(
        rooms(session),
        tuple((row.id, row.full_name or row.user) for row in session.execute(trainers)),
        tuple((row.id, row.name) for row in session.execute(subjects)),
        people,
    )


def rooms(session: Session) -> tuple[TrainingRoom, ...]:
    """The training rooms by name, with how many lessons are held in each."""
    held = select(func.count()).where(LessonTable.room_id == TrainingRoomTable.id).scalar_subquery()
    query = select(TrainingRoomTable.id, TrainingRoomTable.name, TrainingRoomTable.seats, held.label("lessons"))
    found = session.execute(query.order_by(func.lower(TrainingRoomTable.name)))
    return tuple(TrainingRoom(row.id, row.name, row.seats, row.lessons) for row in found)


def the_room(session: Session, room_id: str) -> TrainingRoomTable:
    """Load a training room; raises Refused ``training_room_gone``."""
    row = session.get(TrainingRoomTable, room_id)
    if row is None:
        raise Refused("training_room_gone", field="room_id")
    return row


def require_new_room_name(session: Session, name: str, but: str = "") -> None:
    """Refuse the name of another training room, in any case."""
    query = select(TrainingRoomTable.id).where(func.lower(TrainingRoomTable.name) == func.lower(name))
    if any(room_id != but for room_id in session.scalars(query)):
        raise Refused("training_room_taken", field="room_name", room=name)


def put_room(session: Session, room_id: str | None, name: str, seats: int | None) -> TrainingRoomTable:
    """Write a training room; without an id a new one."""
    row = session.get(TrainingRoomTable, room_id) if room_id is not None else None
    if row is None:
        row = TrainingRoomTable(id=room_id or new_id())
        session.add(row)
    row.name, row.seats = name, seats
    session.flush()
    return row


def drop_room(session: Session, room_id: str) -> None:
    """Take a training room out; raises Refused ``training_room_used`` while lessons are held in it."""
    row = the_room(session, room_id)
    if session.scalar(select(exists().where(LessonTable.room_id == room_id))):
        raise Refused("training_room_used", room=row.name)
    session.delete(row)
    session.flush()


def trainers_set(session: Session, program_id: str) -> tuple[str, ...]:
    """The accounts that train in a programme."""
    query = select(ProgramTrainerTable.account_id).where(ProgramTrainerTable.program_id == program_id)
    return tuple(sorted(session.scalars(query)))


def set_trainers_of(session: Session, program_id: str, account_ids: Sequence[str]) -> None:
    """Let exactly these accounts train in a programme."""
    wanted = set(account_ids)
    for row in session.scalars(select(ProgramTrainerTable).where(ProgramTrainerTable.program_id == program_id)):
        if row.account_id in wanted:
            wanted.discard(row.account_id)
        else:
            session.delete(row)
    session.add_all(ProgramTrainerTable(id=new_id(), program_id=program_id, account_id=one) for one in sorted(wanted))
    session.flush()
