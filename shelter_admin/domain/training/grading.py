"""Marks in their parts: how they are typed, and how a subject's mark and the final one are reckoned from them.

A part counts by its newest attempt. A subject has theory and practice unless its hours of it are known to be none, and
attitude always; a part that weighs nothing is not asked for. While one part that counts has no mark the subject's mark
is unknown, and while one subject has none so is the final mark: nothing is reckoned from half of what counts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.mark_parts import Part
from shelter_admin.domain.training.records import BatchLine, SubjectLine
from shelter_admin.domain.wording import number

MOST_ATTEMPTS: Final = 9
DECIMALS: Final = 2


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale marks are typed and shown on; they are stored from 0 to 100."""

    most: int

    @property
    def step(self) -> float:
        """How much of a stored mark one point is."""
        return 100 / self.most

    @property
    def example(self) -> str:
        """A mark as it may be typed."""
        return number({10: 8.5, 4: 3.25}.get(self.most, 85))


HUNDRED: Final = Scale(100)
_TYPED: Final = re.compile(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?")


def scale_of(setting: str) -> Scale:
    """The scale of the setting ``mark_scale``."""
    return Scale(int(setting))


def read_typed(text: str, scale: Scale = HUNDRED) -> float | None:
    """A mark as typed, stored from 0 to 100; empty is none; raises Refused ``mark_unclear``."""
    plain = text.strip()
    if not plain:
        return None
    if not _TYPED.fullmatch(plain):
        raise Refused("mark_unclear", field="mark", most=scale.most, example=scale.example)
    typed = float(plain.replace(",", "."))
    if typed > scale.most:
        raise Refused("mark_unclear", field="mark", most=scale.most, example=scale.example)
    return round(typed * scale.step, 4)


def show_typed(mark: float | None, scale: Scale = HUNDRED) -> str:
    """A stored mark on the scale; nothing for none."""
    return "" if mark is None else number(round(mark / scale.step, DECIMALS))


@dataclass(frozen=True, slots=True)
class Weights:
    """What the parts weigh in percent."""

    of: Mapping[Part, int]

    @staticmethod
    def from_setting(parts: tuple[int, int, int]) -> Weights:
        """The weights of theory, practice and attitude in this order."""
        return Weights(dict(zip(Part, parts, strict=True)))


def parts_of(subject: SubjectLine, weights: Weights) -> tuple[Part, ...]:
    """The parts that count in a subject, in their order."""
    none = {Part.THEORY: subject.theory_hours == 0, Part.PRACTICE: subject.practice_hours == 0}
    return tuple(part for part in Part if weights.of[part] > 0 and not none.get(part, False))


def hours_of(subject: SubjectLine) -> int | None:
    """Theory and practice together, None while one of the two is not known."""
    if subject.theory_hours is None or subject.practice_hours is None:
        return None
    return subject.theory_hours + subject.practice_hours


Attempts = Mapping[tuple[str, Part], tuple[float, ...]]
"""The marks of somebody by subject and part, each with its attempts, the first one first."""


def subject_mark(subject: SubjectLine, attempts: Attempts, weights: Weights) -> float | None:
    """The weighted mean of the parts that count; None while one of them has no mark."""
    parts = parts_of(subject, weights)
    newest = [(weights.of[part], attempts.get((subject.subject_id, part), ())) for part in parts]
    if not newest or not all(marks for _weight, marks in newest):
        return None
    total = sum(weight for weight, _marks in newest)
    return round(sum(weight * marks[-1] for weight, marks in newest) / total, DECIMALS)


def weighs_by_hours(subjects: Sequence[SubjectLine]) -> bool:
    """Say whether the hours of every subject are known and at least one has some; else all weigh the same."""
    hours = [hours_of(subject) for subject in subjects]
    return bool(hours) and None not in hours and any(hours)


def final_mark(subjects: Sequence[SubjectLine], marks: Mapping[str, float]) -> float | None:
    """The mean of all subjects, weighted by their hours where all are known; None while a subject has no mark.

    A subject of no hours at all weighs nothing then, and is not waited for.
    """
    by_hours = weighs_by_hours(subjects)
    weighed = [(subject, (hours_of(subject) or 0) if by_hours else 1) for subject in subjects]
    counting = [(weight, marks.get(subject.subject_id)) for subject, weight in weighed if weight]
    known = [(weight, mark) for weight, mark in counting if mark is not None]
    if not counting or len(known) < len(counting):
        return None
    return round(sum(weight * mark for weight, mark in known) / sum(weight for weight, _mark in known), DECIMALS)


def reckoned(
    subjects: Sequence[SubjectLine], attempts: Attempts, marks: Mapping[str, float], weights: Weights
) -> dict[str | None, float | None]:
    """What each subject's mark is reckoned to be from its parts, and under None the final one from ``marks``."""
    found: dict[str | None, float | None] = {
        subject.subject_id: subject_mark(subject, attempts, weights) for subject in subjects
    }
    found[None] = final_mark(subjects, marks)
    return found


def same_mark(one: float | None, other: float | None) -> bool:
    """Say whether two marks are the same to the last decimal that is shown."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < 0.5 * 10**-DECIMALS


class Source(StrEnum):
    """Where a mark of a subject or the final one comes from."""

    RECKONED = "reckoned"
    TYPED = "typed"
    NONE = "none"


def source_of(mark: float | None, from_parts: float | None) -> Source:
    """A mark that is what its parts come to is reckoned; any other was typed."""
    if mark is None:
        return Source.NONE
    return Source.RECKONED if from_parts is not None and same_mark(mark, from_parts) else Source.TYPED


@dataclass(frozen=True, slots=True)
class Competence:
    """One thing that whoever finishes a programme can do."""

    competence_id: str
    name: str
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class CompetenceSeen:
    """What a trainer saw of a competence, and when."""

    competent: bool
    seen_on: date


@dataclass(frozen=True, slots=True)
class CompetenceRow:
    """One person of a class with what was seen, by competence; who is not there was not looked at."""

    enrolment_id: str
    person_id: str
    number: str
    name: str
    seen: Mapping[str, CompetenceSeen] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CompetenceSheet:
    """The competences of a programme and what was seen of them in a class, by name."""

    batch: BatchLine
    competences: tuple[Competence, ...]
    rows: tuple[CompetenceRow, ...]


@dataclass(frozen=True, slots=True)
class TranscriptSubject:
    """One line of a transcript: hours, the newest mark of each part that counts, the mark, how often it was re-sat."""

    name: str
    theory_hours: int | None
    practice_hours: int | None
    parts: Mapping[Part, float | None]
    mark: float | None
    resits: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Transcript:
    """The marks of one person in one programme as they stand on paper; no NIK, no category."""

    name: str = field(repr=False)
    number: str
    program: str
    batch: str
    first_day: date | None
    last_day: date | None
    hours: int | None
    subjects: tuple[TranscriptSubject, ...]
    competences: tuple[tuple[str, bool | None], ...]
    final: float | None
    final_reckoned: bool
    predikat: str
    by_hours: bool
    weights: Weights
    scale: Scale
