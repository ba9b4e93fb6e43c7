"""When and where a class meets: rooms, lessons by week, intakes of a year as templates, cancelled and extra days."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date, Index, Integer, Text, UniqueConstraint, func
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Row, reference, technical


class TrainingRoomTable(Row):
    """A room or workshop where classes meet."""

    __tablename__ = "training_room"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("seats IS NULL OR seats > 0", name="seats"),
    )

    name: Mapped[str] = technical(Text, nullable=False)
    seats: Mapped[int | None] = technical(Integer)


Index("uq_training_room_name", func.lower(TrainingRoomTable.name), unique=True)


class LessonTable(Row):
    """One lesson of a class in its week, over the days ``[from_day, until_day]``; minutes are since midnight.

    No two lessons share their room, their trainer or their class at once: a guard of the database (``lesson_clash``).
    """

    __tablename__ = "lesson"
    __table_args__ = (
        CheckConstraint("weekday BETWEEN 1 AND 7", name="weekday"),
        CheckConstraint("begins_minute BETWEEN 0 AND 1439", name="begins"),
        CheckConstraint("ends_minute > begins_minute AND ends_minute <= 1440", name="ends"),
        CheckConstraint("from_day IS NULL OR until_day IS NULL OR until_day >= from_day", name="days"),
        CheckConstraint("part IN ('theory', 'practice')", name="part"),
        Index("ix_lesson_batch", "batch_id", "weekday"),
        Index("ix_lesson_weekday", "weekday", "begins_minute"),
    )

    batch_id: Mapped[str] = reference("batch.id", nullable=False)
    weekday: Mapped[int] = technical(Integer, nullable=False)
    begins_minute: Mapped[int] = technical(Integer, nullable=False)
    ends_minute: Mapped[int] = technical(Integer, nullable=False)
    part: Mapped[str] = technical(Text, nullable=False, default="practice")
    subject_id: Mapped[str | None] = reference("subject.id")
    room_id: Mapped[str | None] = reference("training_room.id")
    trainer_id: Mapped[str | None] = reference("account.id")
    guest_trainer: Mapped[str] = technical(Text, nullable=False, default="")
    from_day: Mapped[date | None] = technical(Date)
    until_day: Mapped[date | None] = technical(Date)


class BatchTemplateTable(Row):
    """An intake that comes every year: from which day of the year, for how many months, with how many places."""

    __tablename__ = "batch_template"
    __table_args__ = (
        UniqueConstraint("program_id", "name"),
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("start_month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("start_day BETWEEN 1 AND 28", name="day"),
        CheckConstraint("months BETWEEN 1 AND 36", name="months"),
        CheckConstraint("length(weekdays) BETWEEN 1 AND 7", name="weekdays"),
        CheckConstraint("age_from IS NULL OR age_to IS NULL OR age_to >= age_from", name="ages"),
    )

    program_id: Mapped[str] = reference("program.id", nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    start_month: Mapped[int] = technical(Integer, nullable=False)
    start_day: Mapped[int] = technical(Integer, nullable=False)
    months: Mapped[int] = technical(Integer, nullable=False)
    weekdays: Mapped[str] = technical(Text, nullable=False, default="12345")
    starts_at: Mapped[str | None] = technical(Text)
    places: Mapped[int | None] = technical(Integer)
    places_male: Mapped[int | None] = technical(Integer)
    places_female: Mapped[int | None] = technical(Integer)
    age_from: Mapped[int | None] = technical(Integer)
    age_to: Mapped[int | None] = technical(Integer)


class SessionChangeTable(Row):
    """A day on which a class does not meet although it is due, or meets although it is not; always with the reason."""

    __tablename__ = "session_change"
    __table_args__ = (
        UniqueConstraint("batch_id", "day"),
        CheckConstraint("kind IN ('cancelled', 'extra')", name="kind"),
        CheckConstraint("length(trim(reason)) > 0", name="reasoned"),
        Index("ix_session_change_day", "day"),
    )

    batch_id: Mapped[str] = reference("batch.id", nullable=False)
    day: Mapped[date] = technical(Date, nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False)
    reason: Mapped[str] = technical(Text, nullable=False)
