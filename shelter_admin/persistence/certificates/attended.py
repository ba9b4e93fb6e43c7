"""How often somebody was in class or at field practice, as it stands on paper, and the first and last day of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shelter_admin.domain.certificates.paper import AttendanceCount
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.own import OWN_COLUMNS, is_own_session
from shelter_admin.persistence.training.practised import practices
from shelter_admin.persistence.training.tables import AttendanceMarkTable, ClassSessionTable, EnrolmentTable

_LETTERS: Final = "HSIA"


@dataclass(frozen=True, slots=True)
class Attended:
    """Marks counted by their letter, with the first and last day that has one."""

    marks: dict[str, int] = field(default_factory=dict)
    first: date | None = None
    last: date | None = None

    @property
    def count(self) -> AttendanceCount:
        """As a paper tells it."""
        return AttendanceCount(*(self.marks.get(letter, 0) for letter in _LETTERS))

    def with_days(self, letter: str, count: int, first: date, last: date) -> Attended:
        """With so many more days of one mark."""
        marks = {**self.marks, letter: self.marks.get(letter, 0) + count}
        return Attended(marks, min(self.first or first, first), max(self.last or last, last))


NEVER_THERE: Final = Attended()


def attendance_of(session: Session, enrolment_ids: Sequence[str], today: date) -> dict[str, Attended]:
    """How often each was marked how; no mark is counted as nothing.

    Only own sessions that were held count, and days of practice in their place, as in every other figure of attendance.
    """
    day = ClassSessionTable.day
    query = (
        select(AttendanceMarkTable.enrolment_id, AttendanceMarkTable.mark, func.count(), func.min(day), func.max(day))
        .join(ClassSessionTable, ClassSessionTable.id == AttendanceMarkTable.session_id)
        .join(EnrolmentTable, EnrolmentTable.id == AttendanceMarkTable.enrolment_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(AttendanceMarkTable.enrolment_id.in_(enrolment_ids), is_own_session())
        .group_by(AttendanceMarkTable.enrolment_id, AttendanceMarkTable.mark)
    )
    found: dict[str, Attended] = {}
    for enrolment_id, letter, count, first, last in session.execute(query):
        found[enrolment_id] = found.get(enrolment_id, NEVER_THERE).with_days(letter, count, first, last)
    return _with_practice(session, found, enrolment_ids, today)


def _with_practice(
    session: Session, found: dict[str, Attended], enrolment_ids: Sequence[str], today: date
) -> dict[str, Attended]:
    practised = practices(session, enrolment_ids=enrolment_ids)
    if not practised.by_enrolment:
        return found
    query = (
        select(EnrolmentTable.id, *OWN_COLUMNS)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.id.in_(list(practised.by_enrolment)))
    )
    for row in session.execute(query):
        for day, mark in practised.marked(row, None, today).items():
            found[row.id] = found.get(row.id, NEVER_THERE).with_days(mark.value, 1, day, day)
    return found
