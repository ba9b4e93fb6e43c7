"""The days without classes. A year comes from the calendar once; from then on the table alone counts."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from shelter_admin.domain.holidays import calendar_holidays
from shelter_admin.domain.training import Holiday
from shelter_admin.persistence.base import insert_many, new_id, stamped
from shelter_admin.persistence.history import last_taken_away
from shelter_admin.persistence.training.tables import HolidayTable

CALENDAR = "calendar"
OFFICE = "office"


def holidays(session: Session, first: date, last: date) -> list[Holiday]:
    """The holidays of these days, by day; of a year that was never filled, the calendar's, as filling would give."""
    query = select(HolidayTable).where(HolidayTable.day.between(first, last))
    found = {row.day: _line(row) for row in session.scalars(query)}
    for year in range(first.year, last.year + 1):
        if not is_filled(session, year):
            for day, name in calendar_holidays(year):
                if first <= day <= last:
                    found.setdefault(day, Holiday(day, name))
    return [found[day] for day in sorted(found)]


def days_off(session: Session, first: date, last: date) -> dict[date, str]:
    """The days without classes, with the name of the holiday."""
    return {one.day: one.name for one in holidays(session, first, last) if one.off}


def is_filled(session: Session, year: int) -> bool:
    """Say whether the calendar of a year was taken into the table."""
    query = select(HolidayTable.id).where(HolidayTable.source == CALENDAR, _in_year(year))
    return session.scalars(query.limit(1)).first() is not None


def fill(session: Session, year: int) -> int:
    """Take the calendar's holidays of a year into the table; what the office wrote stays. Tells how many came in."""
    known = set(session.scalars(select(HolidayTable.day).where(_in_year(year))))
    rows = [
        stamped(session, day=day, name=name, off=True, source=CALENDAR)
        for day, name in calendar_holidays(year)
        if day not in known
    ]
    insert_many(session, HolidayTable, rows)
    return len(rows)


def fill_ahead(session: Session, year: int) -> None:
    """Take a year and the next one in where that was not done, so that no page of the day waits for the calendar."""
    for one in (year, year + 1):
        if not is_filled(session, one):
            fill(session, one)


def off_for_session(session: Session, day: date) -> dict[date, str]:
    """The day itself if it is a day off; fills its year on first need, so that later sums look at the table alone."""
    if not is_filled(session, day.year):
        fill(session, day.year)
    query = select(HolidayTable.name).where(HolidayTable.day == day, HolidayTable.off)
    name = session.scalars(query).first()
    return {} if name is None else {day: name}


def holiday_on(session: Session, day: date) -> Holiday | None:
    """What the table says about a day."""
    row = _row(session, day)
    return _line(row) if row is not None else None


def holiday_changed(session: Session, day: date) -> tuple[str, datetime] | None:
    """Who changed a day of the table last or took it out, and when."""
    row = _row(session, day)
    if row is not None:
        return row.changed_by, row.changed_at
    return last_taken_away(session, HolidayTable, day=day.isoformat())


def put(session: Session, wanted: Holiday) -> None:
    """Write a day into the table, or change it; a day of the calendar stays known as such."""
    row = _row(session, wanted.day)
    if row is None:
        source = OFFICE if wanted.by_office else CALENDAR
        session.add(HolidayTable(id=new_id(), day=wanted.day, name=wanted.name, off=wanted.off, source=source))
    else:
        row.name, row.off = wanted.name, wanted.off
    session.flush()


def drop(session: Session, day: date) -> None:
    """Take a day out of the table; the values stay in the history."""
    row = _row(session, day)
    if row is not None:
        session.delete(row)
        session.flush()


def _in_year(year: int) -> ColumnElement[bool]:
    return HolidayTable.day.between(date(year, 1, 1), date(year, 12, 31))


def _row(session: Session, day: date) -> HolidayTable | None:
    return session.scalars(select(HolidayTable).where(HolidayTable.day == day)).first()


def _line(row: HolidayTable) -> Holiday:
    return Holiday(row.day, row.name, row.off, row.source == OFFICE)
