"""Wisma, rooms, beds, blocks, bookings, placements. No two people in one bed, nobody in two: the database refuses."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, reference, technical, umum


class WismaTable(Row):
    """A house of the panti."""

    __tablename__ = "wisma"

    name: Mapped[str] = technical(Text, nullable=False, unique=True)


class RoomTable(Row):
    """A room, meant for one sex or age group or for anybody."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("wisma_id", "name"),
        CheckConstraint("sex IS NULL OR sex IN ('L', 'P')", name="sex"),
    )

    wisma_id: Mapped[str] = reference("wisma.id", nullable=False)
    name: Mapped[str] = technical(Text, nullable=False)
    sex: Mapped[str | None] = technical(Text)
    age_group: Mapped[str | None] = technical(Text)


class BedTable(Row):
    """A bed, or a mattress beyond capacity. No opened date: it stood there before the records began."""

    __tablename__ = "bed"
    __table_args__ = (
        UniqueConstraint("room_id", "label"),
        CheckConstraint("kind IN ('bed', 'mattress')", name="kind"),
        CheckConstraint("opened_on IS NULL OR closed_on IS NULL OR closed_on >= opened_on", name="dates"),
    )

    room_id: Mapped[str] = reference("room.id", nullable=False)
    label: Mapped[str] = technical(Text, nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False, default="bed")
    opened_on: Mapped[date | None] = technical(Date)
    closed_on: Mapped[date | None] = technical(Date)
    to_clean_since: Mapped[datetime | None] = technical(Instant)


class BedBlockTable(Row):
    """A time in which a bed cannot be used: broken, in repair, out of season, its wing closed. No dates mean always."""

    __tablename__ = "bed_block"
    __table_args__ = (
        CheckConstraint("kind IN ('blocked', 'broken', 'repair', 'season', 'closed')", name="kind"),
        Index("ix_bed_block_bed", "bed_id"),
    )

    bed_id: Mapped[str] = reference("bed.id", nullable=False)
    kind: Mapped[str] = technical(Text, nullable=False, default="blocked")
    from_day: Mapped[date | None] = technical(Date)
    until_day: Mapped[date | None] = technical(Date)
    reason: Mapped[str] = technical(Text, nullable=False, default="")


class PlacementTable(Row):
    """A person's bed for the nights ``[from_night, until_night)``; open without an end."""

    __tablename__ = "placement"
    __table_args__ = (
        CheckConstraint("until_night IS NULL OR until_night >= from_night", name="nights"),
        Index("ix_placement_bed", "bed_id", "from_night"),
        Index("ix_placement_person", "person_id", "from_night"),
        Index("ix_placement_stay", "stay_id"),
    )

    bed_id: Mapped[str] = reference("bed.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    from_night: Mapped[date] = technical(Date, nullable=False)
    until_night: Mapped[date | None] = technical(Date)
    reason: Mapped[str] = umum(Text, nullable=False, default="")
    despite: Mapped[str] = umum(Text, nullable=False, default="")


class BedSpotTable(Row):
    """Where in its room a bed stands: row and column from the door, counted from 1."""

    __tablename__ = "bed_spot"
    __table_args__ = (CheckConstraint("grid_row >= 1 AND grid_column >= 1", name="counted"),)

    bed_id: Mapped[str] = reference("bed.id", nullable=False, unique=True)
    grid_row: Mapped[int] = technical(Integer, nullable=False)
    grid_column: Mapped[int] = technical(Integer, nullable=False)


class BedTagTable(Row):
    """What is special about a bed: ground floor, near the toilet, isolation, special care, or the house's own word."""

    __tablename__ = "bed_tag"
    __table_args__ = (UniqueConstraint("bed_id", "tag"), CheckConstraint("length(trim(tag)) > 0", name="named"))

    bed_id: Mapped[str] = reference("bed.id", nullable=False)
    tag: Mapped[str] = technical(Text, nullable=False)


class BedBookingTable(Row):
    """A bed kept for somebody for the nights ``[from_night, until_night)``; then it is free again by itself."""

    __tablename__ = "bed_booking"
    __table_args__ = (
        CheckConstraint("until_night > from_night", name="nights"),
        CheckConstraint(
            "applicant_id IS NOT NULL OR person_id IS NOT NULL OR length(trim(note)) > 0", name="for_somebody"
        ),
        Index("ix_bed_booking_bed", "bed_id", "from_night"),
        Index("ix_bed_booking_applicant", "applicant_id"),
        Index("ix_bed_booking_person", "person_id"),
    )

    bed_id: Mapped[str] = reference("bed.id", nullable=False)
    applicant_id: Mapped[str | None] = reference("applicant.id")
    person_id: Mapped[str | None] = reference("person.id")
    from_night: Mapped[date] = technical(Date, nullable=False)
    until_night: Mapped[date] = technical(Date, nullable=False)
    note: Mapped[str] = umum(Text, nullable=False, default="")
