"""Lines about the month's sheet of forty people over 31 days: opened and painted, and one key press to durable."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTableView
from typing_extensions import override

from shelter_admin.domain.training import Attendance, BatchLine
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.classes import Classes, ClassSheetOf
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.marks import ClassMark, MarkAttendance
from shelter_admin.operations.training.programs import AddProgram
from tests.bench import raw
from tests.bench.house import ADMITTED, House, a_house
from tests.bench.lines_screen import PATIENCE_MS, SIZE, seated, settle
from tests.bench.lines_store import beside_twin
from tests.bench.measuring import Aim, Line, Sides, timed
from ui.kit.frontdesk import FrontDesk
from ui.training.sheet import SheetTab

PEOPLE = 40
BATCH = "Angkatan Penuh"
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
HABITS = "HHHHSHHHHIHHHHHAHHHH"
RAW_SHEET = """
SELECT person.name, attendance_mark.mark, class_session.day
FROM attendance_mark
JOIN class_session ON class_session.id = attendance_mark.session_id
JOIN enrolment ON enrolment.id = attendance_mark.enrolment_id
JOIN stay ON stay.id = enrolment.stay_id
JOIN person ON person.id = stay.person_id
WHERE class_session.batch_id = ? AND class_session.day BETWEEN ? AND ?
ORDER BY person.name, person.id, class_session.day
"""


class Sheet(QAbstractTableModel):
    """The floor's table: as many cells, with the bare letters of the marks."""

    def __init__(self, rows: Sequence[tuple[str, str, str]]) -> None:
        super().__init__()
        lines: dict[str, list[str]] = {}
        for name, mark, _day in rows:
            lines.setdefault(name, ["", name, "", "", ""]).append(mark)
        self._cells = list(lines.values())

    @override
    def rowCount(self, parent: Any = None) -> int:
        return len(self._cells)

    @override
    def columnCount(self, parent: Any = None) -> int:
        return max(map(len, self._cells), default=0)

    @override
    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        line = self._cells[index.row()]
        return line[index.column()] if role == Qt.ItemDataRole.DisplayRole and index.column() < len(line) else None


@dataclass(frozen=True)
class Shown:
    """The sheet as it is shown, and the class on it."""

    house: House
    front: FrontDesk
    tab: SheetTab
    batch: BatchLine

    def open(self) -> None:
        """Ask for the month anew and paint it, as if another class had been shown before."""
        self.tab.marking.forget()
        self.tab.table.show_sheet(None)
        waited(partial(self.tab.open_class, self.batch), self.tab.marking.shown)
        self.tab.grab()

    def press(self) -> None:
        """Mark who is under the cursor, and wait until that was saved."""
        waited(partial(QTest.keyClick, self.tab.table, Qt.Key.Key_H), self.front.saved)


def waited(begin: Any, told: Any) -> None:
    """Begin something and wait until it is told."""
    loop = QEventLoop()
    told.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    begin()
    if loop.exec():
        raise TimeoutError("the sheet was not shown or its mark not saved")
    told.disconnect(loop.quit)


def a_full_class(house: House, last_marked: date) -> str:
    """Forty people in a class of every day, the month marked up to a day."""
    desk = house.desk
    program_id = desk.do(AddProgram("Menjahit", 260)).outcome
    batch_id = desk.do(AddBatch(program_id, BATCH, ADMITTED, weekdays="1234567")).outcome
    desk.do(Enrol(program_id, BATCH, house.people[:PEOPLE], ADMITTED))
    enrolments = [row.enrolment_id for row in desk.ask(ClassSheetOf(batch_id, FIRST, LAST)).rows]
    day = FIRST
    while day <= last_marked:
        codes = [Attendance(HABITS[(no * 7 + day.day) % len(HABITS)]) for no in range(PEOPLE)]
        marks = tuple(map(ClassMark, enrolments, codes))
        desk.do(MarkAttendance(batch_id, day, marks))
        day += timedelta(days=1)
    return batch_id


@contextmanager
def a_sheet(place: Path, last_marked: date) -> Iterator[Shown]:
    """The sheet of October on the screen."""
    with a_house(place, 100) as house:
        batch_id = a_full_class(house, last_marked)
        with seated(house, place) as front:
            tab = SheetTab(front)
            tab.resize(*SIZE)
            tab.month.go_to(FIRST)
            tab.show()
            batch = next(one for one in house.desk.ask(Classes()) if one.batch_id == batch_id)
            tab.open_class(batch)
            settle(front)
            yield Shown(house, front, tab, batch)
            settle(front)
            tab.close()


@contextmanager
def opened(place: Path) -> Iterator[Sides]:
    """From asking for the sheet, all 1 240 cells marked, to its picture."""
    with a_sheet(place, LAST) as shown:
        reader, view = raw.connect(shown.house.path, shown.house.key), QTableView()
        view.resize(*SIZE)
        view.show()
        kept: list[Sheet] = []

        def floor() -> None:
            facts = (shown.batch.batch_id, FIRST.isoformat(), LAST.isoformat())
            kept[:] = [Sheet(reader.execute(RAW_SHEET, facts).fetchall())]
            view.setModel(kept[0])
            view.grab()

        yield Sides(lambda: timed(shown.open), lambda: timed(floor))
        view.close()
        reader.close()


@contextmanager
def key_press(place: Path) -> Iterator[Sides]:
    """One letter on the sheet until its mark is durable, person after person down the month's last day."""
    with a_sheet(place, LAST - timedelta(days=1)) as shown:
        shown.tab.table.setFocus()

        def program() -> float:
            taken = timed(shown.press)
            settle(shown.front)
            return taken

        with beside_twin(shown.house, place, program_once(shown)) as floor:
            yield Sides(program, floor)


def program_once(shown: Shown) -> Any:
    """Two presses where the first opens the day's session, so that the floor is given the rows of an ordinary one."""

    def press() -> None:
        shown.press()
        settle(shown.front)

    press()
    return press


LINES = [
    Line(
        "month sheet of 40 × 31 opened and painted",
        "raw rows of the marks, in a QTableView",
        Aim(times=4),
        opened,
    ),
    Line(
        "a mark on that sheet, key press to durable",
        "raw SQLCipher commit of the same rows",
        Aim(times=8),
        key_press,
    ),
]
