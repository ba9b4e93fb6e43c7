"""The parts of the page of case work, each loaded when it is first looked at. A further part is one more line here.

A part is a widget made with the front desk. It has ``reload()``; where it has them, ``take_focus()`` puts the cursor
where its work is done, ``open_person(key)`` opens what another page points at (answering whether it could), and the
signal ``told`` carries the words beside the page's title.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any, Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import N_
from ui.kit.frontdesk import FrontDesk

WORK: Final = "work"


@dataclass(frozen=True, slots=True)
class CasePartSpec:
    """What the page needs to know of a part before it is loaded: any one of ``needs`` opens it."""

    key: str
    title: str
    needs: frozenset[Right]
    module: str
    name: str

    def open_to(self, front: FrontDesk) -> bool:
        """Say whether somebody has any use for it."""
        return any(front.may(right) for right in self.needs)

    def load(self, front: FrontDesk) -> Any:
        """Make the part."""
        return getattr(import_module(self.module), self.name)(front)


PARTS: Final[tuple[CasePartSpec, ...]] = (
    CasePartSpec(WORK, N_("What is due"), frozenset({Right.SEE_CASES, Right.SEE_HEALTH}), "ui.cases.work", "WorkPart"),
    CasePartSpec(
        "conferences", N_("Case conferences"), frozenset({Right.SEE_CASES}), "ui.cases.conferences", "ConferencesPart"
    ),
    CasePartSpec(
        "follow_ups",
        N_("Follow-ups of conferences"),
        frozenset({Right.SEE_CASES}),
        "ui.cases.conference_follow_ups",
        "FollowUpsPart",
    ),
)
