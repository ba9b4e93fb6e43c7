"""Assessments: what was found when and by whom, what is due at which stage, before beside after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from shelter_admin.domain.cases.instruments import Answers, Instrument, Need, Occasion
from shelter_admin.domain.cases.stages import Stage


@dataclass(frozen=True, slots=True)
class InstrumentEdition:
    """An instrument as it reads now. ``instrument_id`` is empty for one nobody has filled yet."""

    instrument_id: str
    edition: int
    instrument: Instrument
    own: bool = False
    retired: bool = False


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """One assessment in a file. Of one about health, whoever may not see health is told only that it is there."""

    assessment_id: str
    stay_id: str
    instrument_id: str
    code: str
    instrument_name: str
    needs: Need
    occasion: Occasion
    on_day: date
    filled_by: str = ""
    answered: int | None = None
    asked: int | None = None
    score: float | None = field(default=None, repr=False)
    band: str | None = field(default=None, repr=False)
    tone: str | None = field(default=None, repr=False)
    share: float | None = field(default=None, repr=False)
    edition: int = 1

    @property
    def veiled(self) -> bool:
        """Say whether its reader may not see what was found."""
        return self.answered is None

    @property
    def complete(self) -> bool:
        """Say whether nothing asked for is missing."""
        return self.answered is not None and self.answered == self.asked


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment with its questions and answers."""

    line: AssessmentLine
    person_id: str
    instrument: Instrument
    answers: Answers = field(repr=False)
    note: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Compared:
    """One instrument, or one question, before and now: shares from 0 to 1, and the words of both.

    ``better`` is None where neither is better.
    """

    name: str
    before: float
    after: float
    before_words: str = field(repr=False)
    after_words: str = field(repr=False)
    before_on: date | None = None
    after_on: date | None = None
    better: bool | None = None


def compare(lines: Sequence[AssessmentLine], instruments: Mapping[str, Instrument]) -> tuple[Compared, ...]:
    """The first score of every instrument beside the newest, in the order of their names."""
    found = []
    for code in dict.fromkeys(line.code for line in lines):
        scored = sorted(
            (one for one in lines if one.code == code and one.score is not None and one.share is not None),
            key=lambda one: (one.on_day, one.assessment_id),
        )
        if len(scored) > 1:
            first, last = scored[0], scored[-1]
            higher = instruments[last.instrument_id].higher_is_better
            found.append(
                Compared(
                    last.instrument_name,
                    first.share or 0.0,
                    last.share or 0.0,
                    first.band or "",
                    last.band or "",
                    first.on_day,
                    last.on_day,
                    _better(first.share or 0.0, last.share or 0.0, higher=higher),
                )
            )
    return tuple(sorted(found, key=lambda one: one.name.casefold()))


def compare_questions(before: Assessment, after: Assessment) -> tuple[Compared, ...]:
    """Every question with points that both answered, in the order of the newer one."""
    earlier = {one.code: one for one in before.instrument.questions}
    found = []
    for question in after.instrument.questions:
        then = earlier.get(question.code)
        both = question.code in before.answers and question.code in after.answers
        if then is None or not both or not (question.scored and then.scored):
            continue
        one, other = before.answers[question.code], after.answers[question.code]
        shares = [
            (each.points(answer) - each.bounds[0]) / ((each.bounds[1] - each.bounds[0]) or 1.0)
            for each, answer in ((then, one), (question, other))
        ]
        better = _better(shares[0], shares[1], higher=after.instrument.higher_is_better)
        found.append(Compared(question.words, shares[0], shares[1], "", "", None, None, better))
    return tuple(found)


def _better(before: float, after: float, *, higher: bool) -> bool | None:
    return None if before == after else (after > before) == higher


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a stay stands for what is to be assessed: when it began or ended, and its stage since when."""

    admitted_on: date | None
    left_on: date | None
    left: bool
    stage: Stage
    stage_from: date | None


@dataclass(frozen=True, slots=True)
class Terms:
    """After how many days an assessment is due (settings of the house)."""

    entry: int
    review: int
    after: int


@dataclass(frozen=True, slots=True)
class Due:
    """One instrument that is to be filled by a day."""

    code: str
    name: str
    needs: Need
    occasion: Occasion
    due_on: date

    def late(self, today: date) -> int:
        """How many days it is late, 0 while there is time."""
        return max(0, (today - self.due_on).days)


def due_next(
    instrument: Instrument, progress: Progress, filled: Iterable[tuple[Occasion, date]], terms: Terms, today: date
) -> Due | None:
    """What is to be filled next of an instrument, by the stage somebody is in; None where nothing is asked for.

    After leaving: once. While leaving is prepared: once since that stage began. Else at entry, then again and again.
    An instrument asked for at reviews only is due again once somebody filled it for a first time.
    """
    done = sorted(filled, key=lambda one: one[1])
    occasion, due_on = _wanted(instrument, progress, done, terms, today)
    if occasion is None or due_on is None or occasion not in instrument.due_at:
        return None
    return Due(instrument.code, instrument.name, instrument.needs, occasion, due_on)


def _wanted(
    instrument: Instrument, progress: Progress, done: Sequence[tuple[Occasion, date]], terms: Terms, today: date
) -> tuple[Occasion | None, date | None]:
    occasions = {one for one, _day in done}
    if progress.left:
        if progress.stage is not Stage.AFTERCARE or Occasion.AFTER in occasions:
            return None, None
        return Occasion.AFTER, (progress.left_on or today) + timedelta(days=terms.after)
    if progress.stage in {Stage.RESOCIALISATION, Stage.TERMINATION} and Occasion.BEFORE_LEAVING in instrument.due_at:
        since = progress.stage_from or today
        if any(one is Occasion.BEFORE_LEAVING for one, _day in done):
            return None, None
        return Occasion.BEFORE_LEAVING, since + timedelta(days=terms.entry)
    if not done:
        return Occasion.ENTRY, (progress.admitted_on or today) + timedelta(days=terms.entry)
    return Occasion.REVIEW, done[-1][1] + timedelta(days=terms.review)
