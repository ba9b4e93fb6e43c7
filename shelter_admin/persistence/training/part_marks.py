"""Marks of theory, practice and attitude in their attempts, by enrolment and subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.people.tables import StayTable
from shelter_admin.persistence.training.tables import EnrolmentTable, SubjectMarkTable


class PartKey(NamedTuple):
    """Which mark: of whom, in which subject, of which part, at which attempt."""

    enrolment_id: str
    subject_id: str
    part: str
    attempt: int


Attempts = dict[tuple[str, Part], tuple[float, ...]]


@dataclass(slots=True)
class PartMarks:
    """The rows by their keys."""

    rows: dict[PartKey, SubjectMarkTable] = field(default_factory=dict)

    def attempts(self) -> dict[str, Attempts]:
        """The marks of each enrolment by subject and part, the first attempt first."""
        found: dict[str, Attempts] = {}
        for key in sorted(self.rows, key=lambda one: one.attempt):
            of = found.setdefault(key.enrolment_id, {})
            place = key.subject_id, Part(key.part)
            of[place] = (*of.get(place, ()), self.rows[key].mark)
        return found

    def last_attempt(self, key: PartKey) -> int:
        """How many attempts there are at this part of this subject."""
        return max((one.attempt for one in self.rows if one[:3] == key[:3]), default=0)


def part_marks(session: Session, enrolment_ids: Iterable[str]) -> PartMarks:
    """All marks of these enrolments in their parts."""
    query = select(SubjectMarkTable).where(SubjectMarkTable.enrolment_id.in_(list(enrolment_ids)))
    rows = session.scalars(query)
    return PartMarks({PartKey(row.enrolment_id, row.subject_id, row.part, row.attempt): row for row in rows})


def last_given(session: Session, key: PartKey, row: SubjectMarkTable | None) -> tuple[str, datetime] | None:
    """Who gave a mark last or took it away, and when."""
    if row is not None:
        return last_change(session, row, ("mark",))
    return last_taken_away(session, SubjectMarkTable, **key._asdict())


def put(session: Session, marks: PartMarks, key: PartKey, mark: float | None, given: Given) -> None:
    """Write, change or take away one mark."""
    row = marks.rows.get(key)
    if mark is None:
        if row is not None:
            session.delete(row)
            del marks.rows[key]
    elif row is None:
        made = SubjectMarkTable(
            id=new_id(),
            **key._asdict(),
            person_id=given.people[key.enrolment_id],
            mark=mark,
            given_on=given.on,
        )
        session.add(made)
        marks.rows[key] = made
    elif row.mark != mark:
        row.mark, row.given_on = mark, given.on


@dataclass(frozen=True, slots=True)
class Given:
    """On which day marks are given, and whose enrolments they are."""

    on: date
    people: Mapping[str, str]


def people_of(session: Session, enrolment_ids: Iterable[str]) -> dict[str, str]:
    """Whose enrolments these are."""
    query = (
        select(EnrolmentTable.id, StayTable.person_id)
        .join(StayTable, StayTable.id == EnrolmentTable.stay_id)
        .where(EnrolmentTable.id.in_(list(enrolment_ids)))
    )
    return {row[0]: row[1] for row in session.execute(query)}
