"""Leave that is asked and approved, and standing permissions, on a Saturday at noon."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.standing_permissions import OutsideMeal, StandingKind
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave
from shelter_admin.operations.presence.standing import AllowStanding
from tests.operations.residents_house import House

LONG_AGO = date(2026, 1, 5)
TODAY = date(2026, 11, 21)
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)  # a Saturday, 12.00 WITA


def leave(hours: float = 1, nights: float = 1, **told: str) -> PassAsked:
    """A leave that begins so many hours after noon and lasts so many days."""
    begins = NOON + timedelta(hours=hours)
    return PassAsked(OutingKind.LEAVE, begins, begins + timedelta(days=nights), **{"destination": "Samarinda", **told})


def approved(house: House, person_id: str, asked: PassAsked | None = None) -> str:
    pass_id: str = house.head.do(AskLeave(person_id, asked or leave())).outcome
    house.head.do(ApproveLeave(pass_id))
    return pass_id


def work(person_id: str, weekdays: str = "123456", **otherwise) -> AllowStanding:
    usual = AllowStanding(
        person_id,
        StandingKind.WORK,
        weekdays,
        time(7, 30),
        time(17, 0),
        TODAY - timedelta(days=7),
        place="Toko Roti",
        meals_outside=(OutsideMeal.LUNCH,),
    )
    return replace(usual, **otherwise)
