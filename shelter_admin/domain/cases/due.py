"""What case work asks for in the whole house: whose turn each thing is, one's own first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.accounts import Role, Staff
from shelter_admin.domain.words import N_

AHEAD_DAYS: Final = 7
"""How far ahead the list looks."""


class DueKind(StrEnum):
    """What is due."""

    ASSESSMENT = "assessment"
    STEP = "step"
    FOLLOW_UP = "follow_up"


DUE_NAMES: Final[Mapping[DueKind, str]] = MappingProxyType(
    {
        DueKind.ASSESSMENT: N_("Assessment"),
        DueKind.STEP: N_("Step of the plan"),
        DueKind.FOLLOW_UP: N_("Follow-up of a note"),
    }
)


@dataclass(frozen=True, slots=True)
class DueLine:
    """One thing that is due for somebody: by whose turn, until when. ``key`` is its id, or the instrument's code."""

    kind: DueKind
    key: str
    person_id: str
    number: str
    name: str = field(repr=False)
    words: str = field(repr=False)
    due_on: date
    role: Role | None = None
    account_id: str | None = None
    who: str = ""

    @property
    def line_id(self) -> str:
        """What tells it apart in a list."""
        return f"{self.kind.value}:{self.key}:{self.person_id}"

    def late(self, today: date) -> int:
        """How many days it is late, 0 while there is time."""
        return max(0, (today - self.due_on).days)

    def mine(self, staff: Staff) -> bool:
        """Say whether it is this member of staff who is to act: by name, else by role."""
        if self.account_id is not None:
            return self.account_id == staff.account_id
        return self.role is not None and self.role in staff.roles


def in_turn(lines: Iterable[DueLine], staff: Staff) -> tuple[DueLine, ...]:
    """One's own first, then by day and name."""
    return tuple(
        sorted(lines, key=lambda one: (not one.mine(staff), one.due_on, one.name.casefold(), one.number, one.line_id))
    )
