"""Marks of theory, practice and attitude: typed per subject, re-sat as another attempt; the earlier ones stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import require_grade
from shelter_admin.domain.training.grading import MOST_ATTEMPTS, parts_of
from shelter_admin.domain.training.mark_parts import PART_NAMES, Part
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange, plainly
from shelter_admin.operations.training.grades import put_back
from shelter_admin.operations.training.reckoning import Book, GradeChanged, open_book, settle
from shelter_admin.operations.training.whose import batch_to_run, require_run
from shelter_admin.persistence.training import enrolments, part_marks
from shelter_admin.persistence.training.part_marks import Given, PartKey

CHANGED = Changes.of(Area.TRAINING, Area.READINESS, Area.CERTIFICATES)

WORDS: dict[str, str] = {
    "mark_unclear": N_("A mark is a number from 0 to {most}, for example {example}."),
    "part_not_asked": N_("{subject} has no marks of this part: its hours or its weight say so."),
    "attempt_out_of_turn": N_("Another attempt begins once the one before has its mark. Look at the marks again."),
    "attempts_used_up": N_("There are {most} attempts already; correct the last one instead."),
    "attempt_followed": N_("This attempt was re-sat. Take the later attempt away first."),
}


@dataclass(frozen=True)
class PartGiven:
    """A mark of a part of a subject at an attempt; None takes it away."""

    enrolment_id: str
    subject_id: str
    part: Part
    mark: float | None
    attempt: int = 1

    @property
    def key(self) -> PartKey:
        """Which mark it is."""
        return PartKey(self.enrolment_id, self.subject_id, Part(self.part).value, self.attempt)


@dataclass(frozen=True)
class PartChanged:
    """One mark of a part as it was and as it is now."""

    key: PartKey
    was: float | None
    now: float | None


@dataclass(frozen=True)
class SetPartMarks(Edit[None]):
    """Write marks of parts for people of a class; subjects and final marks that follow from them follow.

    A field is (enrolment, subject, part, attempt). A re-sit is the attempt after the last one.
    """

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("marks of theory, practice and attitude")

    batch_id: str
    marks: tuple[PartGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch = batch_to_run(work, self.batch_id)
        ids = sorted({given.enrolment_id for given in self.marks})
        if any(enrolments.the_enrolment(work.session, one).batch_id != batch.id for one in ids):
            raise Refused("enrolment_unknown", field="marks")
        book = open_book(work, batch.program_id, ids)
        _require_asked(book, self.marks)
        agreed = self._agreed(work, book)
        people = part_marks.people_of(work.session, ids)
        parts = _write(work, book, agreed, people)
        changed = settle(work, book, {})
        undo = PutBackPartMarks(batch.program_id, parts, changed) if parts else None
        return Done(CHANGED, undo=undo, about=tuple(dict.fromkeys(people.values())))

    def _agreed(self, work: Work, book: Book) -> dict[PartKey, float | None]:
        """The marks as given, where nobody else gave another first."""
        mine = {given.key: given.mark for given in self.marks}
        rows = book.parts.rows
        now = {key: rows[key].mark if key in rows else None for key in mine}
        subjects = {line.subject_id: line.name for line in book.subjects}

        def label(key: PartKey) -> str:
            name = enrolments.name_of(work.session, work.sight, key.enrolment_id)
            parts = [name, subjects[key.subject_id], _(PART_NAMES[Part(key.part)])]
            if key.attempt > 1:
                parts.append(_("attempt {number}").format(number=key.attempt))
            return " · ".join(parts)

        def last(key: PartKey) -> LastChange | None:
            return part_marks.last_given(work.session, key, rows.get(key))

        return self.agree(work, Fields(label, last, lambda _key, mark: plainly(work, mark)), mine, now)


def _require_asked(book: Book, marks: Iterable[PartGiven]) -> None:
    """Refuse marks outside the scale, and of parts that a subject has not."""
    subjects = {line.subject_id: line for line in book.subjects}
    for given in marks:
        subject = subjects.get(given.subject_id)
        if subject is None:
            raise Refused("subject_unknown", field="marks")
        if given.mark is None:
            continue
        require_grade(given.mark, "marks")
        if Part(given.part) not in parts_of(subject, book.weights):
            raise Refused("part_not_asked", field="marks", subject=subject.name)


def _write(
    work: Work, book: Book, agreed: Mapping[PartKey, float | None], people: Mapping[str, str]
) -> tuple[PartChanged, ...]:
    """Write the marks, attempts in their order; tells what each that changed was and is."""
    given = Given(work.today, people)
    changed = []
    for key in sorted(agreed, key=lambda one: one.attempt):
        mark, row = agreed[key], book.parts.rows.get(key)
        was = row.mark if row is not None else None
        if was == mark:
            continue
        _require_in_turn(book, key, mark)
        changed.append(PartChanged(key, was, mark))
        part_marks.put(work.session, book.parts, key, mark, given)
    work.session.flush()
    return tuple(changed)


def _require_in_turn(book: Book, key: PartKey, mark: float | None) -> None:
    """Attempts follow each other without a gap, and the earlier ones stay."""
    last = book.parts.last_attempt(key)
    if key.attempt > MOST_ATTEMPTS:
        raise Refused("attempts_used_up", field="marks", most=MOST_ATTEMPTS)
    if mark is None and key.attempt < last:
        raise Refused("attempt_followed", field="marks")
    if key.attempt < 1 or key.attempt > last + 1:
        raise Refused("attempt_out_of_turn", field="marks")


@dataclass(frozen=True)
class PutBackPartMarks(Command[None]):
    """Undo of marks: parts, subjects and final marks are again what they were; refused once somebody gave another."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the marks")

    program_id: str
    parts: tuple[PartChanged, ...] = field(repr=False)
    grades: tuple[GradeChanged, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_run(work, self.program_id)
        ids = {one.key.enrolment_id for one in self.parts} | {one.enrolment_id for one in self.grades}
        enrolments.require_of_program(work.session, self.program_id, ids)
        marks = part_marks.part_marks(work.session, ids)
        given = Given(work.today, part_marks.people_of(work.session, ids))
        for one in sorted(self.parts, key=lambda changed: -changed.key.attempt):
            row = marks.rows.get(one.key)
            followed = one.was is None and marks.last_attempt(one.key) > one.key.attempt
            if (row.mark if row is not None else None) != one.now or followed:
                raise Refused("changed_meanwhile")
            part_marks.put(work.session, marks, one.key, one.was, given)
        put_back(work, self.grades)
        return Done(CHANGED)
