"""Scenes of services: the matrix of the year, a service for many, the tab of a file."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from shelter_admin.operations.services.asking import ServicesOfYear
from shelter_admin.operations.services.ticking import GiveService, SayNotNeeded
from tests.look.waiting import settle
from ui.window.window import MainWindow

NEEDLESS: Final = "berjalan tanpa alat bantu"


def services_in_use(window: MainWindow) -> str:
    """Give most people most things once and find something not needed; tells who has some of everything."""
    desk: Any = window.seat.front.desk
    year = desk.ask(ServicesOfYear())
    here = [one for one in year.people if one.here]
    if any(one.stands for one in here):
        return next((one.person_id for one in here if one.kind and len(one.stands) > 3), "")
    day = desk.today - timedelta(days=6)
    there = [one for one in here if one.admitted_on is None or one.admitted_on <= day]
    for at, item in enumerate(year.matrix.items):
        people = tuple(
            one.person_id for number, one in enumerate(there) if item in year.owed(one) and (number * 7 + at) % 5
        )
        if people:
            desk.do(GiveService(people, item.code, day, "APBD provinsi"))
    year = desk.ask(ServicesOfYear())
    for one in [one for one in year.people if one.kind and year.lacking(one)][:6]:
        desk.do(SayNotNeeded(one.person_id, year.lacking(one)[0].code, NEEDLESS))
    return next((one.person_id for one in there if one.kind), "")


def _matrix(window: MainWindow) -> None:
    services_in_use(window)
    _page(window).reload()
    settle(window.tasks)


def _many(window: MainWindow) -> None:
    _matrix(window)
    _page(window).give_many()
    settle(window.tasks)


def _needless(window: MainWindow) -> None:
    _matrix(window)
    page = _page(window)
    page._with(page.giving.not_needed)


def service_tab(window: MainWindow) -> None:
    """The tab of services in somebody's file."""
    window.go("residents", services_in_use(window))
    settle(window.tasks)
    page = _page(window)
    for later in page.file.more:
        if later._spec.name == "ServicesTab":
            page.file.tabs.setCurrentWidget(later)
            settle(window.tasks)


def _page(window: MainWindow) -> Any:
    return window.seat.current()


SERVING: Final = (("matrix", _matrix), ("many", _many), ("needless", _needless))
"""Name of each scene, and what shows it."""
