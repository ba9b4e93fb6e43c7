"""Instruments of assessment: questions with points, bands of their sum, and what was answered.

The sum is told only once every question with points is answered: a half-filled form has no score. What nobody
answered is not in the answers; it is never taken for zero.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.whole_numbers import is_whole_number
from shelter_admin.domain.words import N_

LONGEST_ANSWER: Final = 2000
Answer = str | int | bool
Answers = Mapping[str, Answer]


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    YES_NO = "yes_no"
    NUMBER = "number"
    TEXT = "text"


class Need(StrEnum):
    """Whose an instrument is: case work, or health, whose answers only the right to health details opens."""

    CASES = "cases"
    HEALTH = "health"


class Occasion(StrEnum):
    """When in somebody's way an instrument is filled."""

    ENTRY = "entry"
    REVIEW = "review"
    BEFORE_LEAVING = "before_leaving"
    AFTER = "after"


OCCASION_NAMES: Final[Mapping[Occasion, str]] = MappingProxyType(
    {
        Occasion.ENTRY: N_("at entry"),
        Occasion.REVIEW: N_("review"),
        Occasion.BEFORE_LEAVING: N_("before leaving"),
        Occasion.AFTER: N_("after leaving"),
    }
)


class Tone(StrEnum):
    """How a band looks; its words always stand beside it."""

    OK = "ok"
    ATTENTION = "attention"
    DANGER = "danger"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: its code, its words, its points (None: it does not count)."""

    code: str
    words: str
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One question. ``counts`` says that a number is its own points; ``yes`` and ``no`` are points of yes and no."""

    code: str
    words: str
    kind: Kind
    choices: tuple[Choice, ...] = ()
    least: int = 0
    most: int = 0
    unit: str = ""
    counts: bool = False
    yes: float | None = None
    no: float | None = None
    optional: bool = False

    @property
    def scored(self) -> bool:
        """Say whether its answer has points."""
        if self.kind is Kind.CHOICE:
            return any(one.points is not None for one in self.choices)
        return self.yes is not None if self.kind is Kind.YES_NO else self.kind is Kind.NUMBER and self.counts

    def points(self, answer: Answer) -> float:
        """The points of an answer that this question takes."""
        if self.kind is Kind.CHOICE:
            return next((one.points or 0.0 for one in self.choices if one.code == answer), 0.0)
        if self.kind is Kind.YES_NO:
            return (self.yes if answer else self.no) or 0.0
        return float(answer) if self.counts else 0.0

    @property
    def bounds(self) -> tuple[float, float]:
        """The fewest and the most points an answer can have."""
        if self.kind is Kind.CHOICE:
            every = [one.points or 0.0 for one in self.choices]
        elif self.kind is Kind.YES_NO:
            every = [self.yes or 0.0, self.no or 0.0]
        else:
            every = [float(self.least), float(self.most)] if self.counts else [0.0]
        return min(every), max(every)


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under one heading."""

    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """From this sum on, up to the next band: what it is called and how it looks."""

    least: float
    words: str
    tone: Tone = Tone.INFO


@dataclass(frozen=True, slots=True)
class Instrument:
    """An instrument as it reads in one edition."""

    code: str
    name: str
    source: str
    needs: Need
    parts: tuple[Part, ...]
    bands: tuple[Band, ...] = ()
    due_at: frozenset[Occasion] = frozenset()
    higher_is_better: bool = True
    intro: str = ""

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(one for part in self.parts for one in part.questions)

    @property
    def scored(self) -> bool:
        """Say whether it has a score at all."""
        return any(one.scored for one in self.questions)

    @property
    def bounds(self) -> tuple[float, float]:
        """The lowest and the highest score it can give."""
        every = [one.bounds for one in self.questions if one.scored]
        return sum(low for low, _high in every), sum(high for _low, high in every)

    def band_of(self, score: float) -> Band | None:
        """The band a score falls into; None where the instrument has none."""
        fitting = [band for band in self.bands if band.least <= score]
        return fitting[-1] if fitting else None

    def share(self, score: float) -> float:
        """Where a score lies between the lowest and the highest, from 0 to 1."""
        low, high = self.bounds
        return (score - low) / (high - low) if high > low else 0.0


@dataclass(frozen=True, slots=True)
class Result:
    """What answers come to: how many of the questions asked for there are, and the score once all that count are."""

    answered: int
    asked: int
    score: float | None = None
    band: Band | None = None

    @property
    def complete(self) -> bool:
        """Say whether nothing that is asked for is missing."""
        return self.answered == self.asked


def weigh(instrument: Instrument, answers: Answers) -> Result:
    """Reckon what answers come to. Optional questions without points are asked for by nobody."""
    wanted = [one for one in instrument.questions if one.scored or not one.optional]
    answered = sum(one.code in answers for one in wanted)
    counting = [one for one in instrument.questions if one.scored]
    if not counting or any(one.code not in answers for one in counting):
        return Result(answered, len(wanted))
    score = sum(one.points(answers[one.code]) for one in counting)
    return Result(answered, len(wanted), score, instrument.band_of(score))


def read_answers(instrument: Instrument, given: Mapping[str, Any]) -> dict[str, Answer]:
    """Take answers as a form or a draft gives them; what is empty is left out, what does not fit is refused."""
    known = {one.code: one for one in instrument.questions}
    read: dict[str, Answer] = {}
    for code, value in given.items():
        question = known.get(code)
        if question is None:
            raise Refused("answer_unknown", field=code)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        read[code] = _read_answer(question, value)
    return {one.code: read[one.code] for one in instrument.questions if one.code in read}


def _read_answer(question: Question, value: Any) -> Answer:
    if question.kind is Kind.YES_NO and isinstance(value, bool):
        return value
    if question.kind is Kind.CHOICE and any(one.code == value for one in question.choices):
        return str(value)
    if question.kind is Kind.NUMBER:
        return _read_number(question, value)
    if question.kind is Kind.TEXT and isinstance(value, str):
        if len(value.strip()) > LONGEST_ANSWER:
            raise Refused("text_too_long", field=question.code, most=LONGEST_ANSWER)
        return value.strip()
    raise Refused("answer_unfit", field=question.code, question=question.words)


def _read_number(question: Question, value: Any) -> int:
    typed = str(value).strip()
    number = int(typed) if not isinstance(value, bool) and is_whole_number(typed) else None
    if number is None or not question.least <= number <= question.most:
        raise Refused(
            "answer_out_of_bounds",
            field=question.code,
            question=question.words,
            least=question.least,
            most=question.most,
        )
    return number
