"""Lines about what is seen: start, signing in, memory, the bed board; each beside the toolkit's bare widget."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEventLoop, QSettings, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView
from typing_extensions import override

from shelter_admin.domain.beds import BedBoard
from shelter_admin.operations.beds.over_time import NightOn
from shelter_admin.operations.demo.make import make_demo
from shelter_admin.operations.opening import Opener
from shelter_admin.operations.presence.gate import GoOut
from tests.bench.children import start
from tests.bench.house import House, Ticking, a_house
from tests.bench.lines_store import beside_twin
from tests.bench.measuring import Aim, Line, Sides, timed
from ui.beds.page import BedsPage
from ui.kit import theme
from ui.kit.frontdesk import FrontDesk
from ui.kit.tasks import Tasks
from ui.presence.gate import GateTab

BARE = "tests.bench.bare_window"
PROGRAM = "tests.bench.program_window"
SIZE = (1366, 768)
PATIENCE_MS = 10_000
STEP_MS = 2


def demo_panti(place: Path) -> tuple[str, str, str]:
    """Make the demo panti; gives its store and the head's user and password."""
    made = make_demo(Opener(Ticking()), place / "demo.store", residents=60, years=2, seed=1)
    made.desk.close()
    head = made.accounts[0]
    return str(place / "demo.store"), head.user, head.password


def started(module: str, place: Path, *arguments: str) -> Any:
    """Start a process of the bench with a home of its own."""
    env = {"XDG_CONFIG_HOME": str(place / "config"), "XDG_DATA_HOME": str(place / "data")}
    return start(module, arguments, env)


@contextmanager
def login(place: Path) -> Iterator[Sides]:
    """From the start of the process to a login window that can be typed into."""
    store, *_who = demo_panti(place)
    yield Sides(
        lambda: float(started(PROGRAM, place, "login", store).milliseconds),
        lambda: float(started(BARE, place).milliseconds),
    )


@contextmanager
def today(place: Path) -> Iterator[Sides]:
    """From Enter on the password to the day's page, painted with its figures."""
    who = demo_panti(place)
    yield Sides(lambda: float(started(PROGRAM, place, "today", *who).figure))


@contextmanager
def memory(place: Path, goal: str) -> Iterator[Sides]:
    """What the program holds, signed in on the day's page or with every page opened, beside an empty window."""
    who = demo_panti(place)
    yield Sides(
        lambda: float(started(PROGRAM, place, goal, *who).megabytes), lambda: float(started(BARE, place).megabytes)
    )


@contextmanager
def seated(house: House, place: Path) -> Iterator[FrontDesk]:
    """A front desk of the window in this process."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(place))
    app = QApplication.instance()
    if app is None:
        app = QApplication(["bench"])
        theme.install(app)
    tasks = Tasks()
    try:
        yield FrontDesk(house.desk, tasks)
    finally:
        tasks.close()


class Rows(QAbstractTableModel):
    """The floor's table: as many rows as beds, with what the board shows of each."""

    def __init__(self, board: BedBoard) -> None:
        super().__init__()
        self._cells = [
            (room.wisma, room.room, bed.label, str(bed.state), bed.resident or "")
            for room in board.rooms
            for bed in room.beds
        ]

    @override
    def rowCount(self, parent: Any = None) -> int:
        return len(self._cells)

    @override
    def columnCount(self, parent: Any = None) -> int:
        return len(self._cells[0])

    @override
    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self._cells[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


@contextmanager
def bed_board(place: Path) -> Iterator[Sides]:
    """700 beds in hand, put on the screen."""
    with a_house(place, 700) as house, seated(house, place) as front:
        page, view = BedsPage(front), QTableView()
        for widget in (page, view):
            widget.resize(*SIZE)
            widget.show()
        settle(front)
        shown = house.desk.ask(NightOn(None))
        board = shown.board

        def program() -> None:
            page._got(shown)
            page.grab()

        def floor() -> None:
            view.setModel(Rows(board))
            view.grab()

        yield Sides(lambda: timed(program), lambda: timed(floor))
        page.close()
        view.close()


@contextmanager
def gate_key(place: Path) -> Iterator[Sides]:
    """Enter at the gate's field until the entry is durable: who is meant is asked, then written."""
    with a_house(place, 100) as house, seated(house, place) as front:
        tab = GateTab(front)
        tab.resize(*SIZE)
        tab.show()
        settle(front)
        numbers = cycle([f"2026-{no:06}" for no in range(100) for _turn in ("out", "in")])

        def program() -> float:
            tab.field.line.setText(next(numbers))
            taken = timed(partial(enter, tab, front))
            settle(front)
            return taken

        with beside_twin(house, place, lambda: house.desk.do(GoOut(house.people[-1], "pasar"))) as floor:
            yield Sides(program, floor)
        tab.close()


def enter(tab: GateTab, front: FrontDesk) -> None:
    """Press Enter and wait until the act was saved."""
    loop = QEventLoop()
    front.saved.connect(loop.quit)
    QTimer.singleShot(PATIENCE_MS, loop, lambda: loop.exit(1))
    QTest.keyClick(tab.field.line, Qt.Key.Key_Return)
    if loop.exec():
        raise TimeoutError("the gate's entry was not saved")
    front.saved.disconnect(loop.quit)


def settle(front: FrontDesk) -> None:
    """Let everything under way come to its end."""
    QTest.qWait(1)
    waited = 0
    while not front.tasks.idle and waited < PATIENCE_MS:
        QTest.qWait(STEP_MS)
        waited += STEP_MS


START = "start of the process to a usable login window"
EMPTY = "bare window"
SAME = "raw SQLCipher commit of the same rows"
LINES = [
    Line(START, "bare QMainWindow, first paint", Aim(times=2.5), login, repeats=9),
    Line("Enter to the day's page painted", "none", Aim(most=1000), today, repeats=5),
    Line("gate entry, key press to durable", SAME, Aim(times=8), gate_key),
    Line("bed board of 700 beds drawn", "QTableView of 700 rows", Aim(times=4), bed_board),
    Line("memory on the demo panti, signed in", EMPTY, Aim(more=120), partial(memory, goal="today"), "MB", 3),
    Line("memory on it with every page opened", EMPTY, Aim(more=120), partial(memory, goal="pages"), "MB", 3),
]
