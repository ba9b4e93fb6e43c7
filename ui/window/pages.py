"""The pages of the program, in the order of the day. Each is loaded when it is first opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Final, cast

from shelter_admin.domain.accounts import Right, Staff
from shelter_admin.domain.words import N_

if TYPE_CHECKING:
    from datetime import date

    from ui.kit.page import Page


@dataclass(frozen=True, slots=True)
class PageSpec:
    """What the sidebar needs to know of a page before it is loaded. ``group`` starts anew after a line."""

    key: str
    title: str
    icon: str
    needs: frozenset[Right]
    module: str
    name: str
    group: int = 0

    def load(self) -> type[Page]:
        """Load the page."""
        return cast("type[Page]", getattr(import_module(self.module), self.name))

    def open_to(self, staff: Staff, today: date) -> bool:
        """Say whether somebody has any use for the page: one of its rights."""
        return any(staff.may(right, today) for right in self.needs)


PAGES: Final = (
    PageSpec("today", N_("Today"), "house", frozenset({Right.WORK_HERE}), "ui.today.page", "TodayPage"),
    PageSpec(
        "residents", N_("Residents"), "users", frozenset({Right.SEE_RESIDENTS}), "ui.residents.page", "ResidentsPage"
    ),
    PageSpec("intake", N_("Waiting list"), "user-plus", frozenset({Right.INTAKE}), "ui.intake.page", "WaitingListPage"),
    PageSpec("beds", N_("Beds"), "bed-double", frozenset({Right.SEE_BEDS}), "ui.beds.page", "BedsPage"),
    PageSpec(
        "presence", N_("Presence"), "door-open", frozenset({Right.SEE_PRESENCE}), "ui.presence.page", "PresencePage"
    ),
    PageSpec(
        "duty",
        N_("Duty"),
        "clipboard-check",
        frozenset({Right.HAND_OVER_SHIFT, Right.SEE_OCCURRENCES, Right.SEE_PRESENCE}),
        "ui.duty.page",
        "DutyPage",
    ),
    PageSpec("training", N_("Training"), "book", frozenset({Right.SEE_CLASS}), "ui.training.page", "TrainingPage"),
    PageSpec(
        "cases", N_("Cases"), "file-text", frozenset({Right.SEE_CASES, Right.SEE_HEALTH}), "ui.cases.page", "CasesPage"
    ),
    PageSpec(
        "services",
        N_("Services"),
        "check-check",
        frozenset({Right.SEE_SERVICES}),
        "ui.services.page",
        "ServicesPage",
    ),
    PageSpec(
        "readiness",
        N_("Readiness"),
        "square-check-big",
        frozenset({Right.SEE_READINESS}),
        "ui.readiness.page",
        "ReadinessPage",
    ),
    PageSpec(
        "departures",
        N_("Departures"),
        "footprints",
        frozenset({Right.RECORD_LEAVING}),
        "ui.departures.page",
        "LeavingPage",
    ),
    PageSpec(
        "certificates",
        N_("Certificates"),
        "award",
        frozenset({Right.SEE_CERTIFICATES}),
        "ui.certificates.page",
        "CertificatesPage",
    ),
    PageSpec(
        "returns", N_("Province"), "map", frozenset({Right.SEE_RETURNS}), "ui.returns.page", "ReturnsPage", group=1
    ),
    PageSpec(
        "privacy",
        N_("Data protection"),
        "shield-check",
        frozenset({Right.SEE_PRIVACY}),
        "ui.privacy.page",
        "PrivacyPage",
        group=1,
    ),
    PageSpec(
        "moving_in",
        N_("Moving in"),
        "file-spreadsheet",
        frozenset({Right.IMPORT}),
        "ui.moving_in.page",
        "MovingInPage",
        group=2,
    ),
    PageSpec(
        "settings",
        N_("Settings"),
        "settings",
        frozenset({Right.WORK_HERE}),
        "ui.settings.page",
        "SettingsPage",
        group=2,
    ),
)


def pages_for(staff: Staff, today: date, pages: Iterable[PageSpec] = PAGES) -> tuple[PageSpec, ...]:
    """The pages that somebody has any use for; what a role never does is not on its screen."""
    return tuple(spec for spec in pages if spec.open_to(staff, today))


def warm_up(pages: Iterable[PageSpec] = PAGES) -> None:
    """Load everything the window needs, beside the typing of a password."""
    import_module("ui.window.window")
    for spec in pages:
        spec.load()
