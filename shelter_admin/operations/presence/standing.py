"""Standing permissions: somebody is outside on certain weekdays, for work or school, with the hours."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.standing_permissions import (
    OutsideMeal,
    StandingKind,
    StandingPermission,
    require_apart,
    require_sound_standing,
)
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.persistence.duty import standing
from shelter_admin.persistence.duty.tables import StandingPermissionTable
from shelter_admin.persistence.people.lookup import open_stay
from shelter_admin.persistence.people.sight import require_in_sight

CHANGED = Changes.of(Area.PRESENCE, Area.DUTY)

WORDS: dict[str, str] = {
    "standing_unknown": N_("That standing permission is not there any more."),
    "standing_weekdays_unclear": N_("Choose at least one weekday."),
    "standing_hours_alike": N_("The hour back must differ from the hour of leaving."),
    "standing_ends_before": N_("The last day must not lie before the first, {from_day}."),
    "standing_overlaps": N_("At these hours there is another permission: {place}."),
    "standing_ended": N_("This permission has ended already."),
}


@dataclass(frozen=True)
class AllowStanding(Command[str]):
    """Allow somebody to be outside on certain weekdays, from a day on, with the meals not eaten here."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("give a standing permission")

    person_id: str
    kind: StandingKind
    weekdays: str
    leaves_at: time
    back_at: time
    from_day: date
    until_day: date | None = None
    place: str = field(default="", repr=False)
    meals_outside: tuple[OutsideMeal, ...] = ()
    note: str = field(default="", repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        require_in_sight(work.session, work.sight, self.person_id)
        stay = open_stay(work.session, self.person_id)
        permission = self._permission(stay.id)
        require_sound_standing(permission)
        require_apart(permission, standing.of_stays(work.session, [stay.id]))
        row = StandingPermissionTable(
            person_id=self.person_id,
            stay_id=stay.id,
            kind=permission.kind.value,
            place=permission.place,
            weekdays=permission.weekdays,
            leaves_at=permission.leaves_at.strftime("%H:%M"),
            back_at=permission.back_at.strftime("%H:%M"),
            from_day=permission.from_day,
            until_day=permission.until_day,
            meals_outside=[meal.value for meal in permission.meals_outside],
            note=permission.note,
        )
        work.session.add(row)
        work.session.flush()
        return Done(CHANGED, row.id, undo=TakeBackStanding(row.id), about=(self.person_id,))

    def _permission(self, stay_id: str) -> StandingPermission:
        return StandingPermission(
            "",
            self.person_id,
            stay_id,
            self.kind,
            self.place.strip(),
            "".join(sorted(self.weekdays)),
            self.leaves_at,
            self.back_at,
            self.from_day,
            self.until_day,
            tuple(meal for meal in OutsideMeal if meal in self.meals_outside),
            self.note.strip(),
        )


@dataclass(frozen=True)
class EndStanding(Command[None]):
    """End a standing permission with a day, today where none is named; that day it still holds."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("end a standing permission")

    permission_id: str
    until_day: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = standing.the_permission(work.session, self.permission_id)
        require_in_sight(work.session, work.sight, row.person_id)
        until = self.until_day or work.today
        if row.until_day is not None and row.until_day < work.today:
            raise Refused("standing_ended")
        if until < row.from_day:
            raise Refused("standing_ends_before", field="until_day", from_day=row.from_day)
        before, row.until_day = row.until_day, until
        require_apart(standing.as_permission(row), standing.of_stays(work.session, [row.stay_id]))
        return Done(CHANGED, undo=StandingGoesOn(row.id, before, until), about=(row.person_id,))


@dataclass(frozen=True)
class TakeBackStanding(Command[None]):
    """Undo of giving a standing permission: it goes, its values stay in the history."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("take back a standing permission")

    permission_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        row = standing.the_permission(work.session, self.permission_id)
        work.session.delete(row)
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class StandingGoesOn(Command[None]):
    """Undo of ending a standing permission: it runs as long as it did before; refused where its end is another now."""

    needs: ClassVar[Right] = Right.APPROVE_LEAVE
    name: ClassVar[str] = N_("let a standing permission go on")

    permission_id: str
    until_day: date | None = None
    ended: date | None = None

    @override
    def run(self, work: Work) -> Done[None]:
        row = standing.the_permission(work.session, self.permission_id)
        if self.ended is not None and row.until_day != self.ended:
            raise Refused("changed_meanwhile")
        row.until_day = self.until_day
        require_apart(standing.as_permission(row), standing.of_stays(work.session, [row.stay_id]))
        return Done(CHANGED, about=(row.person_id,))


@dataclass(frozen=True)
class StandingPermissions(Query[tuple[StandingPermission, ...]]):
    """Who of the house is outside day after day; of one person also what has ended."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    person_id: str = ""

    @override
    def run(self, work: Work) -> tuple[StandingPermission, ...]:
        day = None if self.person_id else work.today
        return tuple(standing.standing_permissions(work.session, work.sight, day, person_id=self.person_id))
