"""Whose session is whose, in SQL: the same rule as ``domain.training.OwnDays``, and which sessions count at all."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from shelter_admin.domain.training import OwnDays
from shelter_admin.persistence.base import Attribute
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.tables import (
    ClassSessionTable,
    EnrolmentTable,
    FieldPracticeTable,
    HolidayTable,
    SessionChangeTable,
)

CANCELLED = "cancelled"
EXTRA = "extra"

OWN_COLUMNS = (
    EnrolmentTable.joined_on,
    EnrolmentTable.ended_on,
    StayTable.admitted_on,
    StayTable.left_on,
    StayTable.leave_reason.is_not(None).label("has_left"),
)


def own_days(row: Any) -> OwnDays:
    """The own days of a result row that holds ``OWN_COLUMNS``."""
    return OwnDays(row.joined_on, row.ended_on, row.admitted_on, row.left_on, bool(row.has_left))


def belongs_between(first: date | Attribute, last: date | Attribute) -> ColumnElement[bool]:
    """Any of these days is an own day of the enrolment, in a query over EnrolmentTable and StayTable."""
    last_known = func.coalesce(StayTable.left_on, EnrolmentTable.ended_on)
    return and_(
        or_(EnrolmentTable.joined_on.is_(None), EnrolmentTable.joined_on <= last),
        or_(EnrolmentTable.ended_on.is_(None), EnrolmentTable.ended_on >= first),
        or_(StayTable.admitted_on.is_(None), StayTable.admitted_on <= last),
        or_(StayTable.leave_reason.is_(None), last_known >= first),
    )


def belongs_on(day: date | Attribute) -> ColumnElement[bool]:
    """The day is an own day of the enrolment."""
    return belongs_between(day, day)


def not_on_a_day_off() -> ColumnElement[bool]:
    """The session is on no day off; a session's year is always in the table of holidays."""
    return ~exists(select(HolidayTable.id).where(HolidayTable.day == ClassSessionTable.day, HolidayTable.off))


def not_cancelled() -> ColumnElement[bool]:
    """The session's class was not cancelled that day."""
    cancelled = select(SessionChangeTable.id).where(
        SessionChangeTable.batch_id == ClassSessionTable.batch_id,
        SessionChangeTable.day == ClassSessionTable.day,
        SessionChangeTable.kind == CANCELLED,
    )
    return ~exists(cancelled)


def counts_as_held() -> ColumnElement[bool]:
    """The session counts for its class: it is on no day off and was not cancelled."""
    return and_(not_on_a_day_off(), not_cancelled())


def not_at_practice(day: date | Attribute) -> ColumnElement[bool]:
    """The enrolment is not at field practice that day; then the day of practice counts and not the class."""
    away = select(FieldPracticeTable.id).where(
        FieldPracticeTable.enrolment_id == EnrolmentTable.id,
        FieldPracticeTable.from_day <= day,
        FieldPracticeTable.until_day >= day,
    )
    return ~exists(away)


def is_own_session() -> ColumnElement[bool]:
    """The session counts for the enrolment: it was held, on an own day, and not while they were at practice."""
    day = ClassSessionTable.day
    return and_(belongs_on(day), counts_as_held(), not_at_practice(day))
