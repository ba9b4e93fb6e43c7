"""Day meets night: the lists of a morning, on screen and on paper."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.day_meets_night import Morning
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_
from shelter_admin.operations.desk import Query, Work
from shelter_admin.persistence.duty import morning, standing


@dataclass(frozen=True)
class DayMeetsNight(Query[Morning]):
    """The lists of a morning, today's where no day is named."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE

    day: date | None = None

    @override
    def run(self, work: Work) -> Morning:
        return morning_of(work, self.day or work.today)


@dataclass(frozen=True)
class PrintDayMeetsNight(Query[Document]):
    """The lists of a morning on paper; printing names is audited."""

    needs: ClassVar[Right] = Right.SEE_PRESENCE
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print the morning's lists")

    day: date | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.morning_list import morning_list

        found = morning_of(work, self.day or work.today)
        work.shown.extend(found.person_ids)
        return morning_list(found, imprint(work), work.panti.zone)


def morning_of(work: Work, day: date) -> Morning:
    """The three lists: the night is the one that ends on that day; absences are of the day before and the day."""
    night = day - timedelta(days=1)
    moment = work.panti.during_night(night, work.panti.settings.roll_call_at)
    permissions = standing.standing_permissions(work.session, work.sight, day)
    return Morning(
        day,
        night,
        tuple(morning.slept_absent(work.session, work.sight, night, moment, [night, day])),
        tuple(morning.not_back(work.session, work.sight, night, moment)),
        tuple(one for one in permissions if one.holds_on(day)),
        counted=morning.counted(work.session, night),
    )
