"""Case conferences (sidang kasus): the meeting, the people it speaks about, what is to be done afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Date, Index, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped

from shelter_admin.persistence.base import Instant, Row, only_where, reference, spesifik, technical, umum


class CaseConferenceTable(Row):
    """A meeting with its agenda; once closed, with the names of those present, it stays as it is."""

    __tablename__ = "case_conference"
    __table_args__ = (
        CheckConstraint("(closed_at IS NULL) = (closed_by IS NULL)", name="closed"),
        CheckConstraint("closed_at IS NULL OR length(trim(present)) > 0", name="present"),
        Index("ix_case_conference_day", "day"),
    )

    day: Mapped[date] = technical(Date, nullable=False)
    starts_at: Mapped[str | None] = technical(Text)
    place: Mapped[str] = technical(Text, nullable=False, default="")
    chaired_by: Mapped[str] = umum(Text, nullable=False, default="")
    present: Mapped[str] = umum(Text, nullable=False, default="")
    closed_at: Mapped[datetime | None] = technical(Instant)
    closed_by: Mapped[str | None] = technical(Text)


class ConferenceCaseTable(Row):
    """One person on the agenda: why, what was recommended, on what; the page as it lay on the table is ``snapshot``."""

    __tablename__ = "conference_case"
    __table_args__ = (
        UniqueConstraint("conference_id", "stay_id"),
        CheckConstraint("purpose IN ('plan', 'review', 'exit', 'referral', 'other')", name="purpose"),
        CheckConstraint("outcome IN ('recommended', 'not_yet', 'agreed', 'referred', 'postponed')", name="outcome"),
        Index("ix_conference_case_person", "person_id"),
        Index("ix_conference_case_stay", "stay_id"),
    )

    conference_id: Mapped[str] = reference("case_conference.id", nullable=False)
    stay_id: Mapped[str] = reference("stay.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    position: Mapped[int] = technical(Integer, nullable=False)
    purpose: Mapped[str] = technical(Text, nullable=False)
    question: Mapped[str] = spesifik(Text, nullable=False, default="")
    outcome: Mapped[str | None] = umum(Text)
    words: Mapped[str] = spesifik(Text, nullable=False, default="")
    snapshot: Mapped[dict[str, Any] | None] = spesifik(JSON)


class ConferenceFollowUpTable(Row):
    """What a conference asked of somebody until a day, and when it was done."""

    __tablename__ = "conference_follow_up"
    __table_args__ = (
        CheckConstraint("length(trim(what)) > 0", name="told"),
        CheckConstraint("(done_on IS NULL) = (done_by IS NULL)", name="done"),
        Index("ix_conference_follow_up_case", "case_id"),
        Index("ix_conference_follow_up_person", "person_id"),
        Index("ix_conference_follow_up_open", "due_on", **only_where("done_on IS NULL")),
    )

    case_id: Mapped[str] = reference("conference_case.id", nullable=False)
    person_id: Mapped[str] = reference("person.id", nullable=False)
    what: Mapped[str] = spesifik(Text, nullable=False)
    who: Mapped[str] = umum(Text, nullable=False, default="")
    account_id: Mapped[str | None] = reference("account.id", index=True)
    due_on: Mapped[date | None] = technical(Date)
    done_on: Mapped[date | None] = technical(Date)
    done_by: Mapped[str | None] = technical(Text)
