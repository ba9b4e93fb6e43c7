"""A small house on the page of the beds, and the hands that click and type there."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedBoard, BedKind, BedLine, BedState, RoomLine, UnplacedLine
from shelter_admin.domain.past_nights import PastNights
from shelter_admin.operations.beds.over_time import NightOn, NightsAround, NightShown, NightsToLookAt, Stretch
from tests.ui.recording_desk import RecordingDesk, a_front, staff
from ui.beds.page import BedsPage

NIGHT = date(2026, 11, 21)
FIRST_NIGHT = date(2016, 1, 4)
LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier
S = BedState


def a_bed(room: str, label: str, state: BedState, name: str = "", **more) -> BedLine:
    kind = BedKind.MATTRESS if state is S.EXTRA else BedKind.BED
    wisma, _, number = room.partition(" ")
    facts: dict[str, Any] = dict(more)
    if name:
        facts |= {"person_id": f"p-{name.partition(' ')[0]}", "resident": name, "number": "2026-0007", "sex": "L"}
        facts["since"] = NIGHT - timedelta(days=9)
    return BedLine(f"{room}/{label}", wisma, room, number, label, kind, state, **facts)


def a_room(name: str, *beds: BedLine, sex: str | None = "L") -> RoomLine:
    wisma, _, number = name.partition(" ")
    return RoomLine(name, wisma, wisma, number, sex, None, beds)


def a_board() -> BedBoard:
    return BedBoard(
        NIGHT,
        (
            a_room(
                "Melati 1",
                a_bed("Melati 1", "1", S.OCCUPIED, "Slamet Wibowo"),
                a_bed("Melati 1", "2", S.FREE),
                a_bed("Melati 1", "3", S.TO_CLEAN),
                a_bed("Melati 1", "4", S.BLOCKED, blocked_reason="rangka patah"),
            ),
            a_room(
                "Melati 2",
                a_bed("Melati 2", "1", S.OCCUPIED, "Joko Nugroho", away=True),
                a_bed("Melati 2", "2", S.FREE),
            ),
            a_room(
                "Mawar 1",
                a_bed("Mawar 1", "1", S.OCCUPIED, "Wati Lestari"),
                a_bed("Mawar 1", "5", S.EXTRA, "Rina Kasur"),
                sex="P",
            ),
        ),
        (
            UnplacedLine("p-Budi", "s-Budi", "2026-0031", "Budi Santoso", "L", "Ulin 5"),
            UnplacedLine("p-Ani", "s-Ani", "2026-0032", "Ani Lestari", "P"),
        ),
    )


class Pages:
    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.went: list[tuple[str, str]] = []

    def open(self, *roles: Role, board: BedBoard | None = None) -> BedsPage:
        shown = board if board is not None else a_board()
        self.desk = RecordingDesk(staff(*roles)).answers(NightOn, lambda asked: NightShown(asked.night, shown))
        self.desk.answers(
            NightsAround, lambda asked: PastNights(asked.night, asked.night - timedelta(days=1), (), (), ())
        )
        self.desk.answers(NightsToLookAt, Stretch(FIRST_NIGHT, NIGHT, NIGHT + timedelta(days=366)))
        self.front = a_front(self.desk)
        self.front.go.connect(lambda page, person: self.went.append((page, person)))
        self.page = BedsPage(self.front)
        self.qtbot.addWidget(self.page)
        self.page.resize(1158, 650)
        self.page.show()
        self.page.map.setFocus()
        return self.page

    def key(self, key: Qt.Key) -> None:
        QTest.keyClick(self.page.map, key)

    def at(self, key: str) -> QPoint:
        cell = self.page.map.floor.cell(key)
        assert cell is not None, key
        return cell.rect.center() - QPoint(0, self.page.map.verticalScrollBar().value())

    def click(self, key: str) -> None:
        QTest.mouseClick(self.page.map.viewport(), LEFT, PLAIN, self.at(key))

    def press(self, name: str) -> None:
        QTest.mouseClick(self.page.side.buttons[name], LEFT)

    def drag(self, key: str, to: QPoint) -> None:
        port, start = self.page.map.viewport(), self.at(key)
        QTest.mousePress(port, LEFT, PLAIN, start)
        QTest.mouseMove(port, start + QPoint(30, 5))
        QTest.mouseMove(port, to)
        QTest.mouseRelease(port, LEFT, PLAIN, to)

    def sheet(self, kind: type[QWidget]) -> Any:
        found: list[Any] = [one for one in self.page.findChildren(kind) if one.isVisible()]
        assert found, kind
        return found[-1]

    def say(self, sheet, field: str, words: str) -> None:
        QTest.keyClicks(sheet.form.fields[field].editor, words)

    def yes(self, sheet) -> None:
        QTest.mouseClick(next(one for one in sheet.buttons.buttons() if one.property("kind") == "primary"), LEFT)

    @property
    def here(self) -> str:
        cell = self.page.map.current()
        assert cell is not None
        return cell.key
