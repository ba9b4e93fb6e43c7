"""A presence page that is shown over a real desk, for tests that press real keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.presence import Mark
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.roll_call import RollCallOf
from tests.operations.residents_house import House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.kit.frontdesk import FrontDesk
from ui.kit.tasks import Tasks
from ui.presence.page import PresencePage

NIGHT = date(2026, 11, 21)
NAMES = ("Slamet Wibowo", "Slamet Arifin", "Maria Lencau", "Joko Njau")
ENTER = Qt.Key.Key_Return


@dataclass
class Shown:
    """A page that is shown, its desk, and the people of the house by first name and surname."""

    page: PresencePage
    house: House
    desk: Desk
    people: dict[str, str]
    numbers: dict[str, str]

    @property
    def line(self):
        return self.page.gate.field.line

    @property
    def table(self):
        return self.page.roll_call.table

    def type(self, words: str, *keys: Qt.Key) -> None:
        QTest.keyClicks(self.line, words)
        QTest.qWait(90)
        for key in keys:
            QTest.keyClick(self.line, key)

    def out(self) -> dict[str, str]:
        return {item.name: item.destination for item in self.desk.ask(GateBoardNow()).out}

    def marks(self) -> dict[str, Mark | None]:
        return {item.name: item.mark for item in self.desk.ask(RollCallOf(NIGHT)).lines}


def a_page(qtbot, tmp_path, *roles: Role, tasks: Tasks | None = None, empty: bool = False) -> Iterator[Shown]:
    house = a_house(tmp_path)
    admitted = {} if empty else {name: house.admit(name) for name in NAMES}
    desk = house.desk(*roles) if roles else house.head
    front = FrontDesk(desk, tasks or StraightTasks())
    front.trouble.connect(_raise)
    page = PresencePage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.take_focus()
    people = {name: found.person_id for name, found in admitted.items()}
    yield Shown(page, house, desk, people, {name: found.number for name, found in admitted.items()})
    page.close()
    front.tasks.close()
    house.head.close()


def _raise(_owner, error):
    raise error
