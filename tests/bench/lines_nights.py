"""Lines about the beds over time: a step of the day slider, a year measured, places reckoned ahead."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import partial
from itertools import cycle
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView

from shelter_admin.domain.beds import BedBoard
from shelter_admin.operations.beds.measures import OccupancyOver
from shelter_admin.operations.beds.over_time import NightOn, NightsAround, PlacesInDays
from tests.bench import raw
from tests.bench.house import NIGHT
from tests.bench.lines_screen import SIZE, Rows, seated, settle
from tests.bench.measuring import Aim, Line, Sides, timed
from tests.bench.ten_years import FIRST, ten_years
from ui.beds.page import BedsPage

RAW_NIGHT = "SELECT bed_id, person_id FROM placement WHERE from_night <= ? AND (until_night IS NULL OR until_night > ?)"


@contextmanager
def slider_step(place: Path) -> Iterator[Sides]:
    """A key on the slider until that night is painted, night after night back through ten years."""
    with ten_years(place) as house, seated(house, place) as front:
        page, view = BedsPage(front), QTableView()
        for widget in (page, view):
            widget.resize(*SIZE)
            widget.show()
        settle(front)
        reader = raw.connect(house.path, house.key)
        page.night.go_to(date(2024, 6, 1))
        settle(front)

        def program() -> float:
            wanted = page.night.night - timedelta(days=1)
            taken = timed(partial(step, page, wanted))
            settle(front)
            return taken

        def floor() -> None:
            night = page.night.night.isoformat()
            reader.execute(RAW_NIGHT, (night, night)).fetchall()
            view.setModel(Rows(page.board or BedBoard(page.night.night, ())))
            view.grab()

        yield Sides(program, lambda: timed(floor))
        reader.close()
        page.close()
        view.close()


def step(page: BedsPage, wanted: date) -> None:
    """Press the left arrow on the slider, and wait until that night is there and painted."""
    QTest.keyClick(page.night.slider, Qt.Key.Key_Left)
    waited = QEventLoop()
    while page.board is None or page.board.night != wanted:
        waited.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    page.map.viewport().grab()


@contextmanager
def far_night(place: Path) -> Iterator[Sides]:
    """A night named by its date, anywhere in ten years: asked, answered, painted."""
    with ten_years(place) as house, seated(house, place) as front:
        page = BedsPage(front)
        page.resize(*SIZE)
        page.show()
        settle(front)
        nights = cycle([FIRST + timedelta(days=at) for at in range(200, (NIGHT - FIRST).days, 317)])

        def program() -> None:
            page._got(house.desk.ask(NightOn(next(nights))))
            page.map.viewport().grab()

        yield Sides(lambda: timed(program))
        page.close()


@contextmanager
def nights_around(place: Path) -> Iterator[Sides]:
    """What the slider fetches beside, so that steps need no question: a year of nights."""
    with ten_years(place) as house:
        yield Sides(lambda: timed(lambda: house.desk.ask(NightsAround(date(2021, 6, 1)))))


@contextmanager
def year_measured(place: Path) -> Iterator[Sides]:
    """The measures of a whole year, of the house and of each wisma."""
    with ten_years(place) as house:
        years = cycle(["2019", "2021", "2024"])
        yield Sides(lambda: timed(lambda: house.desk.ask(OccupancyOver(next(years)))))


@contextmanager
def places_ahead(place: Path) -> Iterator[Sides]:
    """Free places in 30, 60 and 90 days."""
    with ten_years(place) as house:
        yield Sides(lambda: timed(lambda: house.desk.ask(PlacesInDays())))


LINES = [
    Line("day slider step, 700 beds, ten years", "raw rows of the night, in a QTableView", Aim(most=50), slider_step),
    Line("a night named by its date, 700 beds, ten years", "", Aim(most=400), far_night, repeats=9),
    Line("a year of nights fetched beside the slider", "", Aim(most=1500), nights_around, repeats=5),
    Line("a year of occupancy measured, 700 beds", "", Aim(most=1500), year_measured, repeats=9),
    Line("free places in 30, 60, 90 days, 700 beds", "", Aim(most=500), places_ahead, repeats=9),
]
