"""Person, stay, categories, health, photo, the original row of a register, and half-filled intakes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, Index, Integer, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Base, Instant, Row, new_id, only_where, reference, spesifik, technical, umum


class PersonTable(Row):
    """Somebody who lives or lived here. Nothing but a name, or ``Tanpa Nama``, is known for certain.

    The birth keeps year, month and day apart, each only as far as it is known, with its quality and the words it
    was given in. The NIK keeps what was written beside what could be read of it; it is never unique. ``sound`` is by
    what a name is found however it was spelled (``index_of_sounds``).
    """

    __tablename__ = "person"
    __table_args__ = (
        CheckConstraint("length(trim(name)) > 0", name="named"),
        CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="sex"),
        Index("uq_person_number", "panti_id", "number", unique=True),
        Index("ix_person_nik", "nik"),
        Index("ix_person_sound", "sound"),
        Index("ix_person_origin", "origin_code", "sound", "id"),
        Index("ix_person_birth", "birth_year", "birth_month", "birth_day", "sound", "id"),
    )

    number: Mapped[str] = umum(Text, nullable=False, index=True)
    name: Mapped[str] = umum(Text, nullable=False)
    alias: Mapped[str] = umum(Text, nullable=False, default="")
    sound: Mapped[str] = technical(Text, nullable=False, default="")
    sex: Mapped[str | None] = umum(Text)
    birth_year: Mapped[int | None] = umum(Integer)
    birth_month: Mapped[int | None] = umum(Integer)
    birth_day: Mapped[int | None] = umum(Integer)
    birth_quality: Mapped[str] = technical(Text, nullable=False, default="unknown")
    birth_text: Mapped[str] = umum(Text, nullable=False, default="")
    birth_place: Mapped[str] = umum(Text, nullable=False, default="")
    origin_code: Mapped[str | None] = umum(Text)
    origin_text: Mapped[str] = umum(Text, nullable=False, default="")
    nik: Mapped[str | None] = umum(Text)
    nik_quality: Mapped[str] = technical(Text, nullable=False, default="missing")
    nik_text: Mapped[str] = umum(Text, nullable=False, default="")
    identity_status: Mapped[str | None] = umum(Text)
    features: Mapped[str] = spesifik(Text, nullable=False, default="")


class StayTable(Row):
    """One episode of living here, from admission to leaving. Open while it has no reason of leaving."""

    __tablename__ = "stay"
    __table_args__ = (
        CheckConstraint("left_on IS NULL OR leave_reason IS NOT NULL", name="left_with_reason"),
        CheckConstraint(
            "left_on IS NULL OR admitted_on IS NULL OR left_on >= admitted_on", name="left_after_admission"
        ),
        Index("uq_stay_open", "person_id", unique=True, **only_where("leave_reason IS NULL")),
        Index("ix_stay_person", "person_id"),
        Index("ix_stay_dates", "admitted_on", "left_on"),
        Index("ix_stay_left", "left_on"),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    admitted_on: Mapped[date | None] = umum(Date)
    admitted_text: Mapped[str] = umum(Text, nullable=False, default="")
    source: Mapped[str | None] = umum(Text)
    source_text: Mapped[str] = umum(Text, nullable=False, default="")
    left_on: Mapped[date | None] = umum(Date)
    leave_reason: Mapped[str | None] = spesifik(Text)
    leave_note: Mapped[str] = spesifik(Text, nullable=False, default="")
    expected_exit_on: Mapped[date | None] = umum(Date)
    room_text: Mapped[str] = umum(Text, nullable=False, default="")
    remark: Mapped[str] = spesifik(Text, nullable=False, default="")
    quick: Mapped[bool] = technical(Boolean, nullable=False, default=False)


class PersonCategoryTable(Row):
    """A PPKS category of a person; one is the main one."""

    __tablename__ = "person_category"
    __table_args__ = (
        UniqueConstraint("person_id", "category"),
        Index("uq_person_category_main", "person_id", unique=True, **only_where("main")),
    )

    person_id: Mapped[str] = reference("person.id", nullable=False)
    category: Mapped[str] = spesifik(Text, nullable=False)
    main: Mapped[bool] = technical(Boolean, nullable=False, default=False)


class HealthTable(Row):
    """What the health officer knows; the gate and the carers see alert and diet only."""

    __tablename__ = "health"

    person_id: Mapped[str] = reference("person.id", nullable=False, unique=True)
    alert: Mapped[str] = spesifik(Text, nullable=False, default="")
    diet: Mapped[str] = spesifik(Text, nullable=False, default="")
    details: Mapped[str] = spesifik(Text, nullable=False, default="")
    attention: Mapped[bool] = spesifik(Boolean, nullable=False, default=False)


class PhotoTable(Row):
    """A face, scaled down to a JPEG; the newest one is shown."""

    __tablename__ = "photo"

    person_id: Mapped[str] = reference("person.id", nullable=False, index=True)
    content: Mapped[bytes] = spesifik(LargeBinary, nullable=False)


class ImportedFileTable(Row):
    """One register that was moved in: when, by whom (row stamp), how many rows."""

    __tablename__ = "imported_file"

    sheet: Mapped[str] = technical(Text, nullable=False)
    rows: Mapped[int] = technical(Integer, nullable=False)
    taken: Mapped[int] = technical(Integer, nullable=False)


class ImportedRowTable(Row):
    """The original row of the office's register, kept as it was, with the person it became."""

    __tablename__ = "imported_row"
    __table_args__ = (Index("uq_imported_row_fingerprint", "fingerprint", unique=True),)

    file_id: Mapped[str] = reference("imported_file.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False, index=True)
    sheet_row: Mapped[int] = technical(Integer, nullable=False)
    fingerprint: Mapped[str] = technical(Text, nullable=False)
    cells: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    doubts: Mapped[list[str]] = technical(JSON, nullable=False, default=list)


class PossibleDoubleTable(Row):
    """Two people who may be one: a pair for a human to look at, never merged."""

    __tablename__ = "possible_double"
    __table_args__ = (
        UniqueConstraint("first_id", "second_id"),
        CheckConstraint("first_id < second_id", name="ordered"),
    )

    first_id: Mapped[str] = reference("person.id", nullable=False)
    second_id: Mapped[str] = reference("person.id", nullable=False, index=True)
    because: Mapped[str] = technical(Text, nullable=False)


class DraftTable(Base):
    """A half-filled form of one account, so that a crash or a switch of user loses nothing."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account_id", "form"),)

    id: Mapped[str] = technical(Text, primary_key=True, default=new_id)
    account_id: Mapped[str] = reference("account.id", nullable=False)
    form: Mapped[str] = technical(Text, nullable=False)
    content: Mapped[dict[str, Any]] = spesifik(JSON, nullable=False)
    saved_at: Mapped[datetime] = technical(Instant, nullable=False)
