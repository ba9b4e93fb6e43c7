"""Standing permission to be outside on certain weekdays: work, school; the hours, and the meals not eaten here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_, _

LONGEST_TEXT: Final = 200
EARLY: Final = timedelta(hours=2)  # who leaves this much before the hour goes to work, not to market


class StandingKind(StrEnum):
    """What somebody is outside for, day after day."""

    WORK = "work"
    SCHOOL = "school"
    WORSHIP = "worship"
    OTHER = "other"


STANDING_NAMES: Final[Mapping[StandingKind, str]] = MappingProxyType(
    {
        StandingKind.WORK: N_("work"),
        StandingKind.SCHOOL: N_("school"),
        StandingKind.WORSHIP: N_("worship"),
        StandingKind.OTHER: N_("other permission"),
    }
)

_AT: Final[Mapping[StandingKind, tuple[str, str]]] = MappingProxyType(
    {
        StandingKind.WORK: (N_("working"), N_("works at {place}")),
        StandingKind.SCHOOL: (N_("at school"), N_("at school at {place}")),
        StandingKind.WORSHIP: (N_("at worship"), N_("at worship at {place}")),
        StandingKind.OTHER: (N_("out by standing permission"), N_("by permission at {place}")),
    }
)


class OutsideMeal(StrEnum):
    """A meal of the day that somebody eats outside."""

    BREAKFAST = "breakfast"
    LUNCH = "lunch"
    SUPPER = "supper"


OUTSIDE_MEAL_NAMES: Final[Mapping[OutsideMeal, str]] = MappingProxyType(
    {OutsideMeal.BREAKFAST: N_("breakfast"), OutsideMeal.LUNCH: N_("lunch"), OutsideMeal.SUPPER: N_("supper")}
)


@dataclass(frozen=True, slots=True)
class StandingPermission:
    """One permission. ``weekdays`` are ISO days, ``12345``; hours are the panti's clock; no last day runs on.

    Where the hour back is not after the hour of leaving, the return is on the next day (night work).
    """

    permission_id: str
    person_id: str
    stay_id: str
    kind: StandingKind
    place: str
    weekdays: str
    leaves_at: time
    back_at: time
    from_day: date
    until_day: date | None = None
    meals_outside: tuple[OutsideMeal, ...] = ()
    note: str = ""
    name: str = ""
    number: str = ""
    bed: str = ""
    out: bool = False

    @property
    def over_midnight(self) -> bool:
        """Say whether the return is on the day after."""
        return self.back_at <= self.leaves_at

    def holds_on(self, day: date) -> bool:
        """Say whether somebody may go out by it on a day."""
        in_time = self.from_day <= day and (self.until_day is None or day <= self.until_day)
        return in_time and str(day.isoweekday()) in self.weekdays

    def hours_on(self, day: date) -> tuple[datetime, datetime]:
        """When somebody leaves on a day and is back, on the wall of the panti, without its zone."""
        back = day + timedelta(days=1) if self.over_midnight else day
        return datetime.combine(day, self.leaves_at), datetime.combine(back, self.back_at)

    def covering(self, wall: datetime, early: timedelta = timedelta()) -> datetime | None:
        """The return on the wall where this permission covers a moment of the wall; None where it does not.

        ``early`` lets it begin that much before its hour.
        """
        for day in (wall.date(), wall.date() - timedelta(days=1), wall.date() + timedelta(days=1)):
            leaves, back = self.hours_on(day)
            if self.holds_on(day) and leaves - early <= wall < back:
                return back
        return None


def standing_words(kind: StandingKind, place: str) -> str:
    """Where somebody is by a standing permission: ``works at …``."""
    alone, at = _AT[kind]
    return _(at).format(place=place) if place else _(alone)


def require_sound_standing(permission: StandingPermission) -> None:
    """Refuse hours that are no hours, days that are none, a last day before the first, or words too long."""
    days = permission.weekdays
    if not days or set(days) - set("1234567") or len(set(days)) != len(days):
        raise Refused("standing_weekdays_unclear", field="weekdays")
    if permission.leaves_at == permission.back_at:
        raise Refused("standing_hours_alike", field="back_at")
    if permission.until_day is not None and permission.until_day < permission.from_day:
        raise Refused("standing_ends_before", field="until_day", from_day=permission.from_day)
    for name in ("place", "note"):
        if len(getattr(permission, name)) > LONGEST_TEXT:
            raise Refused("text_too_long", field=name, most=LONGEST_TEXT)


def require_apart(new: StandingPermission, others: Sequence[StandingPermission]) -> None:
    """Refuse a permission whose hours meet those of another one of the same stay on the same weekday."""
    for other in others:
        if other.permission_id == new.permission_id or not _days_meet(new, other):
            continue
        if _hours_meet(new, other):
            raise Refused("standing_overlaps", field="weekdays", place=standing_words(other.kind, other.place))


def _days_meet(one: StandingPermission, other: StandingPermission) -> bool:
    starts = max(one.from_day, other.from_day)
    ends = [day for day in (one.until_day, other.until_day) if day is not None]
    return not ends or starts <= min(ends)


def _hours_meet(one: StandingPermission, other: StandingPermission) -> bool:
    """Compare a week of the one with the same week of the other and those beside it, as nights pass Sunday."""
    around = [hours for later in (-7, 0, 7) for hours in _week(other, later)]
    return any(here[0] < there[1] and there[0] < here[1] for here in _week(one) for there in around)


def _week(permission: StandingPermission, later: int = 0) -> list[tuple[datetime, datetime]]:
    monday = date(2001, 1, 1) + timedelta(days=later)
    days = [monday + timedelta(days=number) for number in range(7)]
    return [permission.hours_on(day) for day in days if str(day.isoweekday()) in permission.weekdays]
