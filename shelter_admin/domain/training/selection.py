"""Who gets a place in a class: points by criteria, an order anybody can follow, and why somebody is in it or not.

Points are from 0 to 100 in each criterion, weighted; nobody is shut out by age or by what is unknown (a warning says
so), and the committee's word stands above the points, with its reason (domain notes 2.6, 3.3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.dates import PartialDate
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.training.intake import NO_LIMITS, Intake
from shelter_admin.domain.words import N_

MOST_WEIGHT: Final = 100
MOST_CRITERIA: Final = 12
FULL: Final = 100.0


class CriterionKind(StrEnum):
    """How a criterion gets its points."""

    SCORED = "scored"
    WAITING = "waiting"
    CATEGORY = "category"
    NEVER_TRAINED = "never_trained"


KIND_NAMES: Final[Mapping[CriterionKind, str]] = MappingProxyType(
    {
        CriterionKind.SCORED: N_("scored by the committee"),
        CriterionKind.WAITING: N_("days waited"),
        CriterionKind.CATEGORY: N_("is of a category"),
        CriterionKind.NEVER_TRAINED: N_("never trained here before"),
    }
)


@dataclass(frozen=True, slots=True)
class SelectionCriterion:
    """What a class looks at, and how much it weighs beside the others."""

    criterion_id: str
    name: str
    kind: CriterionKind = CriterionKind.SCORED
    weight: int = 1
    category: str | None = None


class ApplicationState(StrEnum):
    """What became of somebody who asked for a place in a class."""

    APPLIED = "applied"
    CHOSEN = "chosen"
    RESERVE = "reserve"
    NOT_CHOSEN = "not_chosen"
    WITHDRAWN = "withdrawn"


STATE_NAMES: Final[Mapping[ApplicationState, str]] = MappingProxyType(
    {
        ApplicationState.APPLIED: N_("applies"),
        ApplicationState.CHOSEN: N_("chosen"),
        ApplicationState.RESERVE: N_("reserve"),
        ApplicationState.NOT_CHOSEN: N_("not chosen"),
        ApplicationState.WITHDRAWN: N_("has withdrawn"),
    }
)


class PanelWord(StrEnum):
    """The committee's word against the order of points."""

    IN = "in"
    OUT = "out"


class Why(StrEnum):
    """Why somebody is in, in reserve or not."""

    POINTS = "points"
    PANEL_IN = "panel_in"
    PANEL_OUT = "panel_out"
    PLACES = "places"
    PLACES_OF_SEX = "places_of_sex"


class AgeFit(StrEnum):
    """How an age fits the limits of an intake; what the birth does not tell for certain stays open."""

    NO_LIMIT = "no_limit"
    WITHIN = "within"
    TOO_YOUNG = "too_young"
    TOO_OLD = "too_old"
    NOT_CERTAIN = "not_certain"
    NOT_KNOWN = "not_known"


OUTSIDE: Final = frozenset({AgeFit.TOO_YOUNG, AgeFit.TOO_OLD})


@dataclass(frozen=True, slots=True)
class ClassApplicant:
    """Somebody who asks for a place, as far as the criteria look at it. ``veiled`` is confidential to the reader."""

    applicant_id: str
    person_id: str
    number: str
    name: str = field(repr=False)
    sex: Sex = Sex.UNKNOWN
    birth: PartialDate = field(default_factory=PartialDate, repr=False)
    applied_on: date = date.min
    waits_since: date = date.min
    categories: frozenset[str] = field(default=frozenset(), repr=False)
    trained_before: bool = False
    scores: Mapping[str, float] = field(default_factory=dict)
    state: ApplicationState = ApplicationState.APPLIED
    panel: PanelWord | None = None
    reason: str = field(default="", repr=False)
    veiled: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """What somebody has in one criterion: 0 to 100, None while nobody scored it; ``days`` where days were counted."""

    criterion_id: str
    name: str
    kind: CriterionKind
    weight: int
    points: float | None
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """Somebody's place in the order with everything it rests on; ``ages`` are the youngest and oldest possible."""

    applicant: ClassApplicant
    rank: int
    total: float
    points: tuple[Points, ...]
    outcome: ApplicationState
    why: Why
    ages: tuple[int, int] | None = None
    age_fit: AgeFit = AgeFit.NO_LIMIT
    tied: bool = False

    @property
    def unscored(self) -> int:
        """How many criteria still wait for somebody's score."""
        return sum(one.points is None for one in self.points)

    @property
    def needs_reason(self) -> bool:
        """Say whether choosing them needs a reason: outside the ages, or not scored."""
        return self.age_fit in OUTSIDE or bool(self.unscored)


@dataclass(frozen=True, slots=True)
class PlacesTaken:
    """Places of a class that are taken already, by sex; those of an unknown sex count in all only."""

    by_sex: Mapping[Sex, int] = field(default_factory=dict)

    @property
    def all(self) -> int:
        """Everybody together."""
        return sum(self.by_sex.values())


def ages_on(birth: PartialDate, day: date) -> tuple[int, int] | None:
    """The youngest and oldest somebody may be on a day, from what is known of the birth; None where nothing is."""
    earliest, latest = birth.earliest, birth.latest
    if birth.year is None or earliest is None or latest is None:
        return None
    youngest, oldest = _years(latest, day), _years(earliest, day)
    return None if oldest < 0 else (max(0, youngest), oldest)


def _years(born: date, day: date) -> int:
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def age_fit(ages: tuple[int, int] | None, intake: Intake) -> AgeFit:
    """How ages fit the limits, both included; never guessed where the birth leaves it open."""
    if intake.age_from is None and intake.age_to is None:
        return AgeFit.NO_LIMIT
    if ages is None:
        return AgeFit.NOT_KNOWN
    least, most = intake.age_from or 0, 200 if intake.age_to is None else intake.age_to
    youngest, oldest = ages
    if oldest < least:
        return AgeFit.TOO_YOUNG
    if youngest > most:
        return AgeFit.TOO_OLD
    return AgeFit.WITHIN if least <= youngest and oldest <= most else AgeFit.NOT_CERTAIN


def points_of(
    applicant: ClassApplicant, criterion: SelectionCriterion, today: date, longest: int
) -> tuple[float | None, int | None]:
    """The points in one criterion, and the days where days were counted; who waited longest of all has 100."""
    if criterion.kind is CriterionKind.SCORED:
        return applicant.scores.get(criterion.criterion_id), None
    if criterion.kind is CriterionKind.WAITING:
        days = _waited(applicant, today)
        return (round(FULL * days / longest, 2) if longest else 0.0), days
    if criterion.kind is CriterionKind.CATEGORY:
        return (FULL if criterion.category in applicant.categories else 0.0), None
    return (0.0 if applicant.trained_before else FULL), None


def _waited(applicant: ClassApplicant, today: date) -> int:
    return max(0, (today - applicant.waits_since).days)


def total_of(points: Iterable[Points]) -> float:
    """The weighted mean of all criteria, to two decimals; what nobody scored counts as nought."""
    held = list(points)
    weights = sum(one.weight for one in held)
    return round(sum((one.points or 0.0) * one.weight for one in held) / weights, 2) if weights else 0.0


@dataclass(frozen=True, slots=True)
class Places:
    """What there is to give: the limits of an intake, what is taken of it, and how many are kept in reserve."""

    intake: Intake = NO_LIMITS
    taken: PlacesTaken = field(default_factory=PlacesTaken)
    reserves: int = 0

    def of_all(self) -> int | None:
        """All places; where only those of both sexes are said, these together."""
        intake = self.intake
        if intake.places is None and intake.places_male is not None and intake.places_female is not None:
            return intake.places_male + intake.places_female
        return intake.places

    def refuses(self, sex: Sex, given: Mapping[Sex, int]) -> Why | None:
        """Why there is no place for somebody of this sex beside those given and taken; None where there is one."""
        everybody = self.of_all()
        if everybody is not None and self.taken.all + sum(given.values()) >= everybody:
            return Why.PLACES
        own = {Sex.MALE: self.intake.places_male, Sex.FEMALE: self.intake.places_female}.get(sex)
        if own is not None and self.taken.by_sex.get(sex, 0) + given.get(sex, 0) >= own:
            return Why.PLACES_OF_SEX
        return None


def ranked(
    applicants: Iterable[ClassApplicant],
    criteria: Sequence[SelectionCriterion],
    places: Places,
    *,
    first_day: date,
    today: date,
) -> tuple[Ranked, ...]:
    """Everybody in order, with what each would become: the same people in any order give the same list.

    In order of points, then of the days waited, then of the own number. Whom the committee takes has a place first;
    whom it leaves out has none.
    """
    held = list(applicants)
    longest = max((_waited(one, today) for one in held), default=0)
    lines = [_line(one, criteria, places.intake, (first_day, today, longest)) for one in held]
    lines.sort(key=lambda one: (-one.total, one.applicant.waits_since, one.applicant.number, one.applicant.person_id))
    alike = Counter(one.total for one in lines)
    placed = [replace(one, rank=at, tied=alike[one.total] > 1) for at, one in enumerate(lines, start=1)]
    return _with_outcomes(placed, places)


def _line(
    applicant: ClassApplicant,
    criteria: Sequence[SelectionCriterion],
    intake: Intake,
    days: tuple[date, date, int],
) -> Ranked:
    first_day, today, longest = days
    points = tuple(
        Points(one.criterion_id, one.name, one.kind, one.weight, *points_of(applicant, one, today, longest))
        for one in criteria
    )
    ages = ages_on(applicant.birth, first_day)
    fit = age_fit(ages, intake)
    return Ranked(applicant, 0, total_of(points), points, ApplicationState.NOT_CHOSEN, Why.PLACES, ages, fit)


def _with_outcomes(lines: Sequence[Ranked], places: Places) -> tuple[Ranked, ...]:
    given: Counter[Sex] = Counter()
    decided: dict[str, Ranked] = {}
    reserves = 0
    first = [one for one in lines if one.applicant.panel is PanelWord.IN]
    for one in [*first, *(one for one in lines if one.applicant.panel is None)]:
        full = places.refuses(one.applicant.sex, given)
        taken = Why.PANEL_IN if one.applicant.panel is PanelWord.IN else Why.POINTS
        if full is None:
            given[one.applicant.sex] += 1
            decided[one.applicant.applicant_id] = replace(one, outcome=ApplicationState.CHOSEN, why=taken)
        elif reserves < places.reserves:
            reserves += 1
            decided[one.applicant.applicant_id] = replace(one, outcome=ApplicationState.RESERVE, why=full)
        else:
            decided[one.applicant.applicant_id] = replace(one, outcome=ApplicationState.NOT_CHOSEN, why=full)
    out = (replace(one, why=Why.PANEL_OUT) for one in lines if one.applicant.panel is PanelWord.OUT)
    decided.update({one.applicant.applicant_id: one for one in out})
    return tuple(decided[one.applicant.applicant_id] for one in lines)


def next_reserve(reserves: Iterable[Ranked], places: Places) -> Ranked | None:
    """Who of the reserves moves up: the first in the order for whom there is a place."""
    waiting = (one for one in sorted(reserves, key=lambda one: one.rank))
    return next((one for one in waiting if places.refuses(one.applicant.sex, {}) is None), None)


def require_score(score: float | None) -> float | None:
    """Give a score to two decimals; refused outside 0 to 100."""
    if score is not None and not 0 <= score <= FULL:
        raise Refused("score_out_of_bounds", field="score")
    return None if score is None else round(score, 2)


def require_criteria(criteria: Sequence[SelectionCriterion]) -> None:
    """Refuse criteria without a name, of the same name, without a weight, without their category, or too many."""
    if len(criteria) > MOST_CRITERIA:
        raise Refused("too_many_criteria", field="criteria", most=MOST_CRITERIA)
    for one in criteria:
        if not one.name:
            raise Refused("criterion_name_missing", field="criteria")
        if not 1 <= one.weight <= MOST_WEIGHT:
            raise Refused("selection_weight_out_of_bounds", field="criteria", criterion=one.name, most=MOST_WEIGHT)
        if (one.kind is CriterionKind.CATEGORY) != (one.category is not None):
            raise Refused("criterion_without_category", field="criteria", criterion=one.name)
    if len({one.name.casefold() for one in criteria}) < len(criteria):
        raise Refused("selection_criterion_twice", field="criteria")


@dataclass(frozen=True, slots=True)
class Selection:
    """Who asks for a place in a class, in order; ``open`` while somebody is not decided about yet."""

    batch_id: str
    title: str
    first_day: date | None
    places: Places
    criteria: tuple[SelectionCriterion, ...]
    lines: tuple[Ranked, ...]
    withdrawn: tuple[ClassApplicant, ...] = ()
    decided_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Say whether anybody waits for a decision."""
        return any(one.applicant.state is ApplicationState.APPLIED for one in self.lines)

    def counted(self, outcome: ApplicationState) -> int:
        """How many would become (or became) that."""
        return sum(one.outcome is outcome for one in self.lines)


@dataclass(frozen=True, slots=True)
class MayApplyLine:
    """Somebody in the house who has not asked for a place in this class: ages on its first day, where known."""

    person_id: str
    number: str
    name: str = field(repr=False)
    sex: Sex = Sex.UNKNOWN
    ages: tuple[int, int] | None = None
    age_fit: AgeFit = AgeFit.NO_LIMIT
    enrolled_in: str = ""
    trained_before: bool = False
