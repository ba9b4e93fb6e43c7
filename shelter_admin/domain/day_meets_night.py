"""Day meets night: who slept here but was absent from training, who trained but did not come back, who works outside.

One list each morning, each line with what to do next. Three registers stay three: nothing here changes a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from shelter_admin.domain.presence import Mark
from shelter_admin.domain.settings import Zone
from shelter_admin.domain.standing_permissions import OUTSIDE_MEAL_NAMES, StandingPermission
from shelter_admin.domain.wording import clock, date_and_clock
from shelter_admin.domain.words import _


@dataclass(frozen=True, slots=True)
class SleptAbsent:
    """Somebody who slept here last night and was absent without a reason from these classes."""

    person_id: str
    number: str
    name: str
    bed: str
    classes: tuple[str, ...]
    days: tuple[date, ...]
    ill: bool = False

    def next_step(self) -> str:
        """What to do next."""
        if self.ill:
            return _("Was ill in bed: ask the health officer, then write S on the class sheet.")
        if len(self.days) > 1:
            return _("Absent two days running: talk with them, tell the trainer and the social worker.")
        return _("Ask why, and tell the trainer, who writes the reason on the class sheet.")


@dataclass(frozen=True, slots=True)
class NotBackFromDay:
    """Somebody who was in class yesterday and not in bed for the night, without permission.

    ``since`` is when they went out, ``back_at`` when they came back meanwhile, as the gate knows it.
    """

    person_id: str
    number: str
    name: str
    bed: str
    classes: tuple[str, ...]
    mark: Mark | None
    destination: str = ""
    since: datetime | None = None
    back_at: datetime | None = None

    def next_step(self, zone: Zone) -> str:
        """What to do next."""
        if self.back_at is not None:
            came = date_and_clock(self.back_at.astimezone(zone.offset))
            return _("Came back {when}: ask where they were, and correct the roll-call if need be.").format(when=came)
        if self.mark is Mark.RAN_AWAY:
            return _("Follow the steps for who is missing, on the roll-call.")
        return _("Call family and whom to call, tell the head; then the steps on the roll-call.")


def outside_step(permission: StandingPermission, day: date, wall: datetime) -> str:
    """What to do about somebody who works outside by permission, at a moment of the panti's wall."""
    leaves, back = permission.hours_on(day)
    if permission.out:
        return _("Outside; back at {clock}.").format(clock=clock(back))
    if wall >= back:
        return _("Back already.")
    if wall >= leaves:
        return _("Should have left at {clock}: ask whether they go today.").format(clock=clock(leaves))
    words = _("Leaves at {leaves}, back at {back}.").format(leaves=clock(leaves), back=clock(back))
    meals = ", ".join(_(OUTSIDE_MEAL_NAMES[meal]) for meal in permission.meals_outside)
    return f"{words} {_('Eats outside: {meals}.').format(meals=meals)}" if meals else words


@dataclass(frozen=True, slots=True)
class Morning:
    """The lists of one morning: of the day, and of the night that ends in it."""

    day: date
    night: date
    slept_absent: tuple[SleptAbsent, ...]
    not_back: tuple[NotBackFromDay, ...]
    outside: tuple[StandingPermission, ...]
    counted: bool = True

    @property
    def quiet(self) -> bool:
        """Say whether there is nothing to do."""
        return not (self.slept_absent or self.not_back or self.outside)

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Everybody the lists show, once."""
        absent = [line.person_id for line in self.slept_absent]
        missing = [line.person_id for line in self.not_back]
        return tuple(dict.fromkeys([*absent, *missing, *(line.person_id for line in self.outside)]))


def one_line_each(lines: Sequence[SleptAbsent]) -> tuple[SleptAbsent, ...]:
    """Put the absences of one person on one line, in the order they came."""
    found: dict[str, SleptAbsent] = {}
    for line in lines:
        before = found.get(line.person_id)
        if before is None:
            found[line.person_id] = line
            continue
        found[line.person_id] = replace(
            before,
            classes=tuple(dict.fromkeys((*before.classes, *line.classes))),
            days=tuple(sorted({*before.days, *line.days})),
        )
    return tuple(found.values())
