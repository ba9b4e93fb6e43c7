"""A line about scrolling the map of the beds: how long the slowest frame of a sweep through the house takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QTableView

from shelter_admin.operations.beds.over_time import NightOn
from tests.bench.house import a_house
from tests.bench.lines_screen import SIZE, Rows, seated, settle
from tests.bench.measuring import Aim, Line, Sides, timed
from ui.beds.page import BedsPage

FRAMES = 60
THIRTY_A_SECOND = 1000 / 30


@contextmanager
def scrolling(place: Path) -> Iterator[Sides]:
    """Every frame of a sweep over 700 beds is painted whole; a table of as many rows beside it."""
    with a_house(place, 700) as house, seated(house, place) as front:
        page, view = BedsPage(front), QTableView()
        for widget in (page, view):
            widget.resize(*SIZE)
            widget.show()
        settle(front)
        view.setModel(Rows(house.desk.ask(NightOn(None)).board))
        settle(front)

        def slowest(area: QTableView | BedsPage) -> float:
            shown = area.map if isinstance(area, BedsPage) else area
            bar = shown.verticalScrollBar()
            if bar.maximum() < FRAMES:
                raise ValueError("there is nothing to scroll")

            def frame(step: int) -> float:
                def paint() -> None:
                    bar.setValue(bar.maximum() * step // FRAMES)
                    shown.viewport().repaint()

                return timed(paint)

            return max(frame(step) for step in range(FRAMES + 1))

        yield Sides(lambda: slowest(page), lambda: slowest(view))
        page.close()
        view.close()


LINES = [
    Line(
        "bed map of 700 beds scrolled, slowest frame",
        "QTableView of 700 rows",
        Aim(most=THIRTY_A_SECOND),
        scrolling,
    ),
]
