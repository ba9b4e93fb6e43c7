"""The columns of the table of marks: the final mark and subjects, or the parts of one subject with its mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from shelter_admin.domain.training import GradeRow, SubjectLine
from shelter_admin.domain.training.grading import Scale, Source, Weights, parts_of, same_mark, show_typed, source_of
from shelter_admin.domain.training.mark_parts import PART_NAMES, Part
from shelter_admin.domain.words import _
from shelter_admin.operations.training.grades import GradeGiven
from shelter_admin.operations.training.part_marks import PartGiven

ALL: Final = ""
Given = GradeGiven | PartGiven


@dataclass(frozen=True)
class GradeColumn:
    """A mark of a subject, or the final one: reckoned where its parts are all there, or typed."""

    subject_id: str | None
    heading: str

    def mark(self, record: GradeRow) -> float | None:
        """The mark that stands."""
        return record.final if self.subject_id is None else record.subjects.get(self.subject_id)

    def words(self, record: GradeRow, scale: Scale) -> str:
        """The mark with a sign before it where it was reckoned."""
        mark = self.mark(record)
        shown = show_typed(mark, scale)
        return f"= {shown}" if self._source(record) is Source.RECKONED else shown

    def told(self, record: GradeRow, scale: Scale) -> str:
        """Where the mark comes from."""
        comes_to = record.reckoned.get(self.subject_id)
        source = self._source(record)
        if source is Source.RECKONED:
            return _("reckoned")
        if source is Source.TYPED and comes_to is not None:
            told = _("typed; reckoned it would be {mark}: Delete takes that one")
            return told.format(mark=show_typed(comes_to, scale))
        return _("typed") if source is Source.TYPED else ""

    def differs(self, record: GradeRow) -> bool:
        """Say whether a typed mark stands where another would be reckoned."""
        comes_to, mark = record.reckoned.get(self.subject_id), self.mark(record)
        return comes_to is not None and mark is not None and not same_mark(mark, comes_to)

    def given(self, record: GradeRow, mark: float | None, *, again: bool) -> Given:
        """The mark as the act that writes it."""
        del again
        return GradeGiven(record.enrolment_id, mark, self.subject_id)

    def with_mark(self, record: GradeRow, mark: float | None) -> GradeRow:
        """The row with another mark, as long as the store has not answered."""
        if self.subject_id is None:
            return replace(record, final=mark)
        kept = {key: old for key, old in record.subjects.items() if key != self.subject_id}
        return replace(record, subjects=kept if mark is None else {**kept, self.subject_id: mark})

    def _source(self, record: GradeRow) -> Source:
        return source_of(self.mark(record), record.reckoned.get(self.subject_id))


@dataclass(frozen=True)
class PartColumn:
    """The newest mark of a part of a subject; those before it are told beside."""

    subject_id: str
    part: Part

    @property
    def heading(self) -> str:
        """The name of the part."""
        return _(PART_NAMES[self.part])

    def attempts(self, record: GradeRow) -> tuple[float, ...]:
        """Every attempt, the first one first."""
        return tuple(record.attempts.get((self.subject_id, self.part), ()))

    def mark(self, record: GradeRow) -> float | None:
        """The newest attempt."""
        attempts = self.attempts(record)
        return attempts[-1] if attempts else None

    def words(self, record: GradeRow, scale: Scale) -> str:
        """All attempts, the one that counts at the end."""
        return " → ".join(show_typed(mark, scale) for mark in self.attempts(record))

    def told(self, record: GradeRow, scale: Scale) -> str:
        """Which attempt it is."""
        del scale
        count = len(self.attempts(record))
        return _("attempt {number}").format(number=count) if count > 1 else ""

    def differs(self, record: GradeRow) -> bool:
        """A part is never reckoned."""
        del record
        return False

    def given(self, record: GradeRow, mark: float | None, *, again: bool) -> Given:
        """The mark as the act that writes it: the newest attempt, or another one."""
        count = len(self.attempts(record))
        return PartGiven(record.enrolment_id, self.subject_id, self.part, mark, count + 1 if again else max(count, 1))

    def with_mark(self, record: GradeRow, mark: float | None) -> GradeRow:
        """The row with another newest mark, as long as the store has not answered."""
        before = self.attempts(record)[:-1]
        after = before if mark is None else (*before, mark)
        return replace(record, attempts={**record.attempts, (self.subject_id, self.part): after})


MarkColumn = GradeColumn | PartColumn


def columns_of(view: str, subjects: Sequence[SubjectLine], weights: Weights) -> list[MarkColumn]:
    """The columns of a view: of everything, or of one subject."""
    subject = next((one for one in subjects if one.subject_id == view), None)
    if subject is None:
        return [GradeColumn(None, _("Final mark")), *[GradeColumn(one.subject_id, one.name) for one in subjects]]
    parts = [PartColumn(subject.subject_id, part) for part in parts_of(subject, weights)]
    return [*parts, GradeColumn(subject.subject_id, _("Subject's mark"))]
