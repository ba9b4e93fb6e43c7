"""How many eat each meal of a day, by diet: who lives here, is not away at that hour, and does not eat outside.

A leave that was approved counts from its first hour, whether or not somebody has gone yet.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import OUTSIDE_MEAL_NAMES, OutsideMeal

Meal = OutsideMeal
MEAL_NAMES: Final = OUTSIDE_MEAL_NAMES
MEALS: Final = tuple(Meal)
UNTOLD: Final = timedelta(hours=12)  # who goes out without saying until when
LATE: Final = timedelta(days=1)  # who is later than this is not cooked for


class Eats(StrEnum):
    """What becomes of somebody at a meal."""

    HERE = "here"
    AWAY = "away"
    OUTSIDE = "outside"


@dataclass(frozen=True, slots=True)
class Away:
    """A time away from the house, ``[since, until)``; without an end until further notice."""

    since: datetime
    until: datetime | None = None

    def covers(self, moment: datetime) -> bool:
        """Say whether somebody is away at a moment."""
        return self.since <= moment and (self.until is None or moment < self.until)


@dataclass(frozen=True, slots=True)
class Outing:
    """One going out, as written at the gate."""

    kind: OutingKind
    out_at: datetime
    expected_at: datetime | None
    in_at: datetime | None


@dataclass(frozen=True, slots=True)
class Eater:
    """Somebody on the books on the day: when away, which meals eaten outside that day, and the diet in words."""

    person_id: str
    diet: str = field(default="", repr=False)
    away: tuple[Away, ...] = ()
    meals_outside: frozenset[Meal] = frozenset()
    number: str = ""
    name: str = field(default="", repr=False)
    bed: str = ""

    def at(self, meal: Meal, moment: datetime) -> Eats:
        """What becomes of this one at a meal eaten at a moment."""
        if any(away.covers(moment) for away in self.away):
            return Eats.AWAY
        return Eats.OUTSIDE if meal in self.meals_outside else Eats.HERE


def away_of_outing(outing: Outing, now: datetime) -> Away:
    """The time away of one outing as the kitchen reckons it now; rather a plate too many than one too few.

    To the return; else to the hour expected, which for an errand without one is UNTOLD after going out. Who is late is
    reckoned back from now on, until a day late; who ran away, and who is in hospital or on leave without an hour, is
    away until further notice.
    """
    if outing.in_at is not None:
        return Away(outing.out_at, outing.in_at)
    expected = outing.expected_at
    if expected is None and outing.kind is OutingKind.PERMISSION:
        expected = outing.out_at + UNTOLD
    if expected is None or outing.kind is OutingKind.MISSING or now - expected >= LATE:
        return Away(outing.out_at)
    return Away(outing.out_at, max(expected, now))


def same_diet(diet: str) -> str:
    """A diet as it is grouped: spaces and case do not make another one."""
    return " ".join(diet.split()).casefold()


@dataclass(frozen=True, slots=True)
class DietCount:
    """How many eat one diet; the ordinary one has no words."""

    diet: str
    count: int


@dataclass(frozen=True, slots=True)
class MealCount:
    """One meal: how many eat it by diet, the ordinary one first; how many are away and how many eat outside."""

    meal: Meal
    at: datetime
    diets: tuple[DietCount, ...]
    away: int
    outside: int

    @property
    def eating(self) -> int:
        """How many the kitchen cooks for."""
        return sum(one.count for one in self.diets)

    def of(self, diet: str) -> int:
        """How many of them eat a diet."""
        return sum(one.count for one in self.diets if same_diet(one.diet) == same_diet(diet))


@dataclass(frozen=True, slots=True)
class KitchenDay:
    """The meals of one day."""

    day: date
    on_books: int
    meals: tuple[MealCount, ...]

    @property
    def diets(self) -> tuple[str, ...]:
        """Every diet of the day, the ordinary one first."""
        said = {same_diet(one.diet): one.diet for meal in self.meals for one in meal.diets}
        return tuple(said[key] for key in sorted(said))


def count_meals(day: date, hours: Iterable[tuple[Meal, datetime]], eaters: Iterable[Eater]) -> KitchenDay:
    """Count a day's meals; diets alike but for spaces and case are one, said as it was written first."""
    house = tuple(eaters)
    meals = []
    for meal, moment in hours:
        states = [(one, one.at(meal, moment)) for one in house]
        diets: dict[str, DietCount] = {}
        for one, state in states:
            if state is Eats.HERE:
                key = same_diet(one.diet)
                before = diets.get(key, DietCount(" ".join(one.diet.split()), 0))
                diets[key] = DietCount(before.diet, before.count + 1)
        away = sum(state is Eats.AWAY for _one, state in states)
        outside = sum(state is Eats.OUTSIDE for _one, state in states)
        meals.append(MealCount(meal, moment, tuple(diets[key] for key in sorted(diets)), away, outside))
    return KitchenDay(day, len(house), tuple(meals))
