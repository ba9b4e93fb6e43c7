"""Minutes somebody came late to a class or left it early; only who was present has any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training.attendance import Attendance

MOST_MINUTES: Final = 600


@dataclass(frozen=True, slots=True)
class Minutes:
    """How late somebody came and how early they left, None where they did not."""

    late: int | None = None
    left: int | None = None

    def __bool__(self) -> bool:
        return self.late is not None or self.left is not None


AS_PLANNED: Final = Minutes()


def require_minutes(mark: Attendance | None, minutes: Minutes | None) -> None:
    """Refuse minutes of who was not present, and such as no class is long."""
    if not minutes:
        return
    if mark is not Attendance.PRESENT:
        raise Refused("minutes_only_of_present", field="marks")
    if any(not 1 <= given <= MOST_MINUTES for given in (minutes.late, minutes.left) if given is not None):
        raise Refused("minutes_out_of_bounds", field="marks", most=MOST_MINUTES)
