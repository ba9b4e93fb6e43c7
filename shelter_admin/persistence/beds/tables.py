"""Wisma, room, bed, block and placement. No two people in one bed, no one in two beds: the database's own word."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, Index, Text, UniqueConstraint
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
    """A time in which a bed cannot be used: broken, under repair. No dates mean always, so far as is known."""

    __tablename__ = "bed_block"
    __table_args__ = (Index("ix_bed_block_bed", "bed_id"),)

    bed_id: Mapped[str] = reference("bed.id", nullable=False)
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
