"""Marks from 0 to 100 of a class."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from shelter_admin.domain.training import GradeRow, GradeSheet
from shelter_admin.domain.training.grading import Weights, reckoned
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.history import last_change, last_taken_away
from shelter_admin.persistence.training.classes import Reader, people_of, subject_lines, the_batch_line
from shelter_admin.persistence.training.part_marks import part_marks
from shelter_admin.persistence.training.tables import GradeTable

Key = tuple[str, str | None]
"""An enrolment and a subject; without a subject the final mark."""


def grade_sheet(session: Session, reader: Reader, batch_id: str, weights: Weights) -> GradeSheet:
    """The marks of everybody who belongs to a class now, or belonged to it until it ended."""
    batch = the_batch_line(session, reader, batch_id)
    people = people_of(session, reader, batch)
    marks = marks_of(session, [row.id for row in people])
    by_subject: dict[str, dict[str, float]] = {}
    for (enrolment_id, subject_id), row in marks.items():
        if subject_id is not None:
            by_subject.setdefault(enrolment_id, {})[subject_id] = row.mark
    attempts = part_marks(session, [row.id for row in people]).attempts()
    subjects = subject_lines(session, batch.program_id)
    rows = tuple(
        GradeRow(
            row.id,
            row.person_id,
            row.number,
            row.name,
            marks[row.id, None].mark if (row.id, None) in marks else None,
            by_subject.get(row.id, {}),
            attempts.get(row.id, {}),
            reckoned(subjects, attempts.get(row.id, {}), by_subject.get(row.id, {}), weights),
        )
        for row in people
    )
    return GradeSheet(batch, subjects, rows)


def marks_of(session: Session, enrolment_ids: Iterable[str]) -> dict[Key, GradeTable]:
    """The marks of these enrolments."""
    query = select(GradeTable).where(GradeTable.enrolment_id.in_(list(enrolment_ids)))
    return {(row.enrolment_id, row.subject_id): row for row in session.scalars(query)}


def last_given(session: Session, key: Key, row: GradeTable | None) -> tuple[str, datetime] | None:
    """Who gave a mark last or took it away, and when."""
    if row is not None:
        return last_change(session, row, ("mark",))
    had = {"enrolment_id": key[0]} if key[1] is None else {"enrolment_id": key[0], "subject_id": key[1]}
    return last_taken_away(session, GradeTable, **had)


def put(session: Session, key: Key, mark: float | None, row: GradeTable | None) -> None:
    """Write, change or take away one mark; ``row`` is the one that stands now."""
    if mark is None:
        if row is not None:
            session.delete(row)
    elif row is None:
        session.add(GradeTable(id=new_id(), enrolment_id=key[0], subject_id=key[1], mark=mark))
    elif row.mark != mark:
        row.mark = mark
