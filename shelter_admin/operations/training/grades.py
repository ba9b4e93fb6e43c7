"""Marks from 0 to 100: the final one of a programme and those of its subjects, typed as such.

What is typed stays until it is taken away; then it is reckoned from its parts again, where they are all there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import GradeSheet, require_grade
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, LastChange, plainly
from shelter_admin.operations.training.reckoning import GradeChanged, open_book, settle, weights_of
from shelter_admin.operations.training.whose import batch_to_run, reader_of, require_run
from shelter_admin.persistence.training import classes, enrolments, grades

CHANGED = Changes.of(Area.TRAINING, Area.READINESS, Area.CERTIFICATES)


@dataclass(frozen=True)
class GradeGiven:
    """A mark as it is given: of a subject, or the final one; None takes it away."""

    enrolment_id: str
    mark: float | None
    subject_id: str | None = None


@dataclass(frozen=True)
class Grades(Query[GradeSheet]):
    """The marks of a class, by name."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> GradeSheet:
        return grades.grade_sheet(work.session, reader_of(work), self.batch_id, weights_of(work))


@dataclass(frozen=True)
class SetGrades(Edit[None]):
    """Write marks of people of a class; what is not named stays as it is. A field is (enrolment, subject or None)."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("marks of a class")

    batch_id: str
    marks: tuple[GradeGiven, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        batch = batch_to_run(work, self.batch_id)
        subjects = {line.subject_id: line.name for line in classes.subject_lines(work.session, batch.program_id)}
        about = []
        for given in self.marks:
            row = enrolments.the_enrolment(work.session, given.enrolment_id)
            if row.batch_id != batch.id:
                raise Refused("enrolment_unknown", field="marks")
            if given.subject_id is not None and given.subject_id not in subjects:
                raise Refused("subject_unknown", field="marks")
            about.append(row.stay_id)
        changed = write_grades(work, batch.program_id, self._agreed(work, subjects))
        people = enrolments.people_of_stays(work.session, about)
        return Done(CHANGED, undo=PutBackGrades(batch.program_id, changed) if changed else None, about=people)

    def _agreed(self, work: Work, subjects: Mapping[str, str]) -> tuple[GradeGiven, ...]:
        """The marks as given, where nobody else gave another first."""
        known = grades.marks_of(work.session, {given.enrolment_id for given in self.marks})
        mine: dict[grades.Key, float | None] = {(one.enrolment_id, one.subject_id): one.mark for one in self.marks}
        now = {key: known[key].mark if key in known else None for key in mine}

        def label(key: grades.Key) -> str:
            name = enrolments.name_of(work.session, work.sight, key[0])
            return f"{name} · {_('Final mark') if key[1] is None else subjects[key[1]]}"

        def last(key: grades.Key) -> LastChange | None:
            return grades.last_given(work.session, key, known.get(key))

        agreed = self.agree(work, Fields(label, last, lambda _key, mark: plainly(work, mark)), mine, now)
        return tuple(GradeGiven(key[0], mark, key[1]) for key, mark in agreed.items())


@dataclass(frozen=True)
class FinalMark:
    """A final mark by the person."""

    person_id: str
    mark: float


@dataclass(frozen=True)
class SetFinalMarks(Command[None]):
    """Write final marks of a programme, each where the person is enrolled, in whichever class."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("final marks")

    program_id: str
    marks: tuple[FinalMark, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_run(work, self.program_id)
        people = tuple(mark.person_id for mark in self.marks)
        places = enrolments.require_enrolled(work.session, self.program_id, people)
        given = tuple(GradeGiven(places[one.person_id].id, one.mark) for one in self.marks)
        changed = write_grades(work, self.program_id, given)
        return Done(CHANGED, undo=PutBackGrades(self.program_id, changed) if changed else None, about=people)


@dataclass(frozen=True)
class PutBackGrades(Command[None]):
    """Undo of marks: each is again what it was; refused once somebody gave another."""

    needs: ClassVar[Right] = Right.RUN_CLASS
    name: ClassVar[str] = N_("take back the final marks")

    program_id: str
    changed: tuple[GradeChanged, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        require_run(work, self.program_id)
        enrolments.require_of_program(work.session, self.program_id, (one.enrolment_id for one in self.changed))
        put_back(work, self.changed)
        return Done(CHANGED)


def write_grades(work: Work, program_id: str, marks: tuple[GradeGiven, ...]) -> tuple[GradeChanged, ...]:
    """Write typed marks and what follows from them; tells what each that changed was and is."""
    for given in marks:
        if given.mark is not None:
            require_grade(given.mark, "marks")
    book = open_book(work, program_id, (given.enrolment_id for given in marks))
    return settle(work, book, {(given.enrolment_id, given.subject_id): given.mark for given in marks})


def put_back(work: Work, changed: tuple[GradeChanged, ...]) -> None:
    """Make marks what they were; raises Refused ``changed_meanwhile`` where one is not as the act left it."""
    known = grades.marks_of(work.session, {one.enrolment_id for one in changed})
    for one in changed:
        key = one.enrolment_id, one.subject_id
        row = known.get(key)
        if (row.mark if row is not None else None) != one.now:
            raise Refused("changed_meanwhile")
        grades.put(work.session, key, one.was, row)
    work.session.flush()
