"""The parts of the page of case work. A further part is one more line here (``ui.kit.parted``)."""

from __future__ import annotations

from typing import Final

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import N_
from ui.kit.parted import PartSpec

WORK: Final = "work"

PARTS: Final[tuple[PartSpec, ...]] = (
    PartSpec(WORK, N_("What is due"), frozenset({Right.SEE_CASES, Right.SEE_HEALTH}), "ui.cases.work", "WorkPart"),
    PartSpec(
        "conferences", N_("Case conferences"), frozenset({Right.SEE_CASES}), "ui.cases.conferences", "ConferencesPart"
    ),
    PartSpec(
        "follow_ups",
        N_("Follow-ups of conferences"),
        frozenset({Right.SEE_CASES}),
        "ui.cases.conference_follow_ups",
        "FollowUpsPart",
    ),
)
