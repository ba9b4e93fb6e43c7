"""Months in tests: figures invented, the page over the recording desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.month.counting import AGE_GROUPS, Count, Movement
from shelter_admin.domain.month.figures import (
    FigureChange,
    Graduates,
    MonthFigures,
    MonthView,
    Occupancy,
    PersonBehind,
    ProgramMonth,
    SentVersion,
    SpmCount,
)
from shelter_admin.operations.returns.month import Month, MonthPeople, ReturnVersion
from tests.ui.recording_desk import RecordingDesk, a_front, staff
from ui.returns.page import ReturnsPage

MOVED = Movement(Count(60, 44, 1), Count(5, 3), Count(2, 1), Count(63, 46, 1))
SMALL = Movement(Count(10, 8), Count(1, 0), Count(0, 1), Count(11, 7))
FIGURES = MonthFigures(
    period="2026-10",
    through=date(2026, 10, 31),
    running=False,
    movement=MOVED,
    admitted_by_source={"PENERTIBAN": Count(4, 2), "MASYARAKAT": Count(1, 1)},
    left_by_reason={"KELUARGA": Count(2, 0), "KABUR": Count(0, 1)},
    by_age_group=dict.fromkeys(AGE_GROUPS, SMALL),
    by_category={"GELANDANGAN": SMALL, "LANSIA_TELANTAR": SMALL, "confidential": SMALL, "unknown": Movement()},
    occupancy=Occupancy(105, 3470, 3255),
    mean_stay_days=183.7,
    spm={"SPM-PD": SpmCount(12), "SPM-AT": SpmCount(0), "SPM-LU": SpmCount(31), "SPM-GP": SpmCount(58), "SPM-BC": SpmCount(0)},
    attendance=(ProgramMonth("p1", "Menjahit", 25, 22, 430, 12, 9, 31, 4), ProgramMonth("p2", "Las", 12, 22, 0, 0, 0, 0, 264)),
    graduates=(Graduates("p1", "Menjahit", 6, 1),),
    dates_unknown=2,
)  # fmt: skip
UNSENT = MonthView(FIGURES, (), 1, (), finished=True)
RUNNING = MonthView(
    replace(FIGURES, period="2026-11", through=date(2026, 11, 21), running=True), (), 1, (), finished=False
)
SENT = MonthView(FIGURES, (SentVersion(1, date(2026, 11, 3), "Hendra Wijaya"),), 1, (), finished=True)
CHANGES = (
    FigureChange("left.reason:KABUR", 0, 1),
    FigureChange("left.reason:KABUR.P", 0, 1),
    FigureChange("left", 2, 3),
)
CORRECTED = replace(SENT, next_version=2, difference=CHANGES)
NOBODY = MonthView(
    MonthFigures("2026-10", date(2026, 10, 31), False, Movement(), {}, {}, {}, {}, Occupancy(105, 0, 3255), None, {}),
    (), 1, (), finished=True,
)  # fmt: skip
PEOPLE = (
    PersonBehind("person-1", "2026-0117", "Slamet Wibowo", "L", date(2026, 10, 3), None, None, "stay-1"),
    PersonBehind("person-2", "2026-0118", "Siti Aminah", "P", date(2026, 10, 9), None, None, "stay-2"),
)


class WatchedPage(ReturnsPage):
    """The page, and where its buttons led."""

    def __init__(self, front: Any) -> None:
        super().__init__(front)
        self.went: list[tuple[str, str]] = []
        front.go.connect(lambda key, what: self.went.append((key, what)))


def a_desk(view: MonthView = UNSENT, *roles: Role, **more: Any) -> RecordingDesk:
    """A desk that knows one month and two people behind every figure."""
    desk = RecordingDesk(staff(*roles), **more).answers(Month, view).answers(MonthPeople, PEOPLE)
    return desk.answers(ReturnVersion, replace(SENT, next_version=1))


def shown(qtbot: Any, desk: RecordingDesk) -> Any:
    """The page, seen."""
    page = WatchedPage(a_front(desk))
    page.resize(1158, 658)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page
