"""What the kitchen is told: how many eat each meal of a day, by diet; the names behind it for who cares for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.kitchen import Eater, Eats, KitchenDay, Meal, count_meals
from shelter_admin.domain.papers import Document
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import N_
from shelter_admin.operations.certificates.papers import officially
from shelter_admin.operations.desk import Query, Work
from shelter_admin.operations.papers import imprint
from shelter_admin.persistence.duty import kitchen


def meal_hours(panti: Panti, day: date) -> tuple[tuple[Meal, datetime], ...]:
    """The meals of a day with the moments they are eaten."""
    chosen = panti.settings
    hours = ((Meal.BREAKFAST, chosen.breakfast_at), (Meal.LUNCH, chosen.lunch_at), (Meal.SUPPER, chosen.supper_at))
    return tuple((meal, panti.instant(day, hour)) for meal, hour in hours)


def _span(work: Work, day: date) -> kitchen.Span:
    moments = [moment for _meal, moment in meal_hours(work.panti, day)]
    return kitchen.Span(day, min(moments), max(moments), work.now)


@dataclass(frozen=True)
class KitchenCount(Query[KitchenDay]):
    """How many eat each meal of a day, tomorrow's where none is named; without a name."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    day: date | None = None

    @override
    def run(self, work: Work) -> KitchenDay:
        return count_on(work, self.day or work.today + timedelta(days=1))


def count_on(work: Work, day: date) -> KitchenDay:
    """The count of a day as it is known now."""
    return count_meals(day, meal_hours(work.panti, day), kitchen.eaters(work.session, _span(work, day)))


@dataclass(frozen=True)
class AtTable:
    """Somebody at one meal: eating here, away or eating outside."""

    eater: Eater
    eats: Eats


@dataclass(frozen=True)
class EatersOf(Query[tuple[AtTable, ...]]):
    """The people behind a meal's figures, with their diets."""

    needs: ClassVar[Right] = Right.SEE_HEALTH_ALERTS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("look at who eats which diet")

    day: date
    meal: Meal

    @override
    def run(self, work: Work) -> tuple[AtTable, ...]:
        moment = dict(meal_hours(work.panti, self.day))[Meal(self.meal)]
        people = kitchen.named_eaters(work.session, work.sight, _span(work, self.day))
        return tuple(AtTable(one, one.at(Meal(self.meal), moment)) for one in people)

    @override
    def about(self, answer: tuple[AtTable, ...]) -> tuple[str, ...]:
        return tuple(one.eater.person_id for one in answer if one.eater.diet)


@dataclass(frozen=True)
class PrintKitchen(Query[Document]):
    """The sheet for the kitchen: figures and diets of one day, nobody's name."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the count for the kitchen")

    day: date

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.reports.kitchen_count import kitchen_count

        with officially(work.panti):
            return kitchen_count(count_on(work, self.day), imprint(work), work.panti)
