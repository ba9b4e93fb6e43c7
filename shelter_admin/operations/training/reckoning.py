"""Marks that follow from others: a subject's from its parts, the final one from the subjects.

What was typed stays until somebody takes it away; what was reckoned, and what is not there yet, follows. The result is
kept where readiness and certificates read it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from shelter_admin.domain.settings import mark_weights
from shelter_admin.domain.training import SubjectLine
from shelter_admin.domain.training.grading import Attempts, Weights, final_mark, reckoned, same_mark, subject_mark
from shelter_admin.operations.desk import Work
from shelter_admin.persistence.training import classes, grades, part_marks
from shelter_admin.persistence.training.part_marks import PartMarks
from shelter_admin.persistence.training.tables import GradeTable


@dataclass(frozen=True)
class GradeChanged:
    """One mark as it was and as it is now; None is no mark."""

    enrolment_id: str
    subject_id: str | None
    was: float | None
    now: float | None


@dataclass(slots=True)
class Book:
    """The marks of some enrolments of one programme, before and while they change."""

    subjects: tuple[SubjectLine, ...]
    weights: Weights
    parts: PartMarks
    rows: dict[grades.Key, GradeTable]
    before: dict[str, dict[str | None, float | None]]

    def marks_of(self, enrolment_id: str) -> dict[str, float]:
        """The marks of somebody's subjects as they are stored."""
        return {
            subject_id: row.mark
            for (owner, subject_id), row in self.rows.items()
            if owner == enrolment_id and subject_id is not None
        }


def weights_of(work: Work) -> Weights:
    """What the parts weigh, as the settings have it."""
    return Weights.from_setting(mark_weights(work.panti.settings.mark_weights))


def open_book(work: Work, program_id: str, enrolment_ids: Iterable[str]) -> Book:
    """Load what is written of these enrolments, and what it comes to."""
    ids = sorted(set(enrolment_ids))
    book = Book(
        classes.subject_lines(work.session, program_id),
        weights_of(work),
        part_marks.part_marks(work.session, ids),
        grades.marks_of(work.session, ids),
        {},
    )
    attempts = book.parts.attempts()
    book.before = {one: reckoned(book.subjects, attempts.get(one, {}), book.marks_of(one), book.weights) for one in ids}
    return book


def settle(work: Work, book: Book, given: Mapping[grades.Key, float | None]) -> tuple[GradeChanged, ...]:
    """Write what was typed and what follows from it; tells every mark that changed.

    A mark taken away is reckoned again where it can be.
    """
    attempts = book.parts.attempts()
    changed: list[GradeChanged] = []
    for enrolment_id in book.before:
        wanted = _wanted(book, enrolment_id, attempts.get(enrolment_id, {}), given)
        for subject_id, mark in wanted.items():
            key = enrolment_id, subject_id
            row = book.rows.get(key)
            was = row.mark if row is not None else None
            if was != mark:
                changed.append(GradeChanged(enrolment_id, subject_id, was, mark))
                grades.put(work.session, key, mark, row)
    work.session.flush()
    return tuple(changed)


def _wanted(
    book: Book, enrolment_id: str, attempts: Attempts, given: Mapping[grades.Key, float | None]
) -> dict[str | None, float | None]:
    """What every mark of somebody is to be."""
    wanted: dict[str | None, float | None] = {}
    for subject in book.subjects:
        new = subject_mark(subject, attempts, book.weights)
        wanted[subject.subject_id] = _one(book, (enrolment_id, subject.subject_id), new, given)
    marks = {key: mark for key, mark in wanted.items() if key is not None and mark is not None}
    wanted[None] = _one(book, (enrolment_id, None), final_mark(book.subjects, marks), given)
    return wanted


def _one(book: Book, key: grades.Key, new: float | None, given: Mapping[grades.Key, float | None]) -> float | None:
    """A typed mark where one is given; else what stands, unless it was reckoned or missing: then what it comes to."""
    typed = given.get(key)
    if typed is not None:
        return typed
    row = book.rows.get(key)
    if row is None or key in given or same_mark(row.mark, book.before[key[0]][key[1]]):
        return new
    return row.mark
