"""Duty: the shift handed over, what happened in the house, what the kitchen cooks, what the morning asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_
from ui.kit.frontdesk import FrontDesk
from ui.kit.parted import PartedPage, PartSpec

HANDOVER: Final = "handover"
OCCURRENCES: Final = "occurrences"
KITCHEN: Final = "kitchen"
MORNING: Final = "morning"
BEFORE: Final = "handover_before"


TABS: Final = (
    PartSpec(HANDOVER, N_("Handover"), frozenset({Right.HAND_OVER_SHIFT}), "ui.duty.handover", "HandoverTab"),
    PartSpec(
        OCCURRENCES, N_("Occurrences"), frozenset({Right.SEE_OCCURRENCES}), "ui.duty.occurrences", "OccurrencesTab"
    ),
    PartSpec(
        KITCHEN, N_("Kitchen"), frozenset({Right.SEE_BEDS, Right.SEE_HEALTH_ALERTS}), "ui.duty.kitchen", "KitchenTab"
    ),
    PartSpec(MORNING, N_("This morning"), frozenset({Right.SEE_PRESENCE}), "ui.duty.morning", "MorningSection"),
)


class DutyPage(PartedPage):
    """The four parts of a shift."""

    key: ClassVar[str] = "duty"
    title: ClassVar[str] = N_("Duty")
    icon: ClassVar[str] = "clipboard-check"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.HAND_OVER_SHIFT, Right.SEE_OCCURRENCES, Right.SEE_PRESENCE})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.DUTY, Area.PRESENCE, Area.BEDS, Area.RESIDENTS, Area.TRAINING, Area.PANTI}
    )

    parts_known: ClassVar[tuple[PartSpec, ...]] = TABS

    def begin_handover(self) -> None:
        """Show the handover of the running shift."""
        self.show_part(HANDOVER)

    def begin_occurrence(self) -> None:
        """Write down what happened."""
        self.show_part(OCCURRENCES)
        self.part.write_down()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        offered = (
            (N_("Hand over the shift"), "begin_handover", Right.HAND_OVER_SHIFT),
            (N_("Write down what happened…"), "begin_occurrence", Right.RECORD_OCCURRENCE),
        )
        return [(words, method) for words, method, right in offered if front.may(right)]

    @override
    def open_person(self, person_id: str) -> None:
        """Open a part by its key, or the handover of the shift that ended last."""
        if person_id == BEFORE and HANDOVER in self.specs:
            self.show_part(HANDOVER)
            self.part.show_before()
        else:
            super().open_person(person_id)
