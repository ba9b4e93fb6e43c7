"""The evening of a house of sixty, by exception, with every key counted that is not a letter of a name.

Ten are away with passes, two are late, one is missing, one arrives at 00.40. The roll-call is closed and signed at
22.10; the late ones and the new one come after that and are added to it with a reason, as it is in a house.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.beds import BedState
from shelter_admin.domain.leave_passes import PassAsked
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.beds.setting_up import AddRooms
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.presence.missing import MissingNow
from shelter_admin.operations.presence.passes import ApproveLeave, AskLeave
from shelter_admin.operations.presence.roll_call import RollCallCorrections, RollCallOf
from shelter_admin.operations.residents import AdmitPerson
from tests.journeys.house import USERS, desk_at, staffed
from tests.journeys.sitting import Sitting
from tests.people import FixedClock

NIGHT = datetime(2026, 11, 21).date()
EVENING = datetime(2026, 11, 21, 14, 0, tzinfo=UTC)  # 22.00 WITA
AFTER_MIDNIGHT = datetime(2026, 11, 21, 16, 40, tzinfo=UTC)  # 00.40 WITA on the 22nd
MOST_KEYS = 25
FIRST = ("Slamet", "Kartini", "Yusuf", "Maria", "Bambang", "Endang", "Hamzah", "Lestari", "Pandu", "Wulan")
LAST = ("Wibowo", "Arifin", "Lencau", "Njau", "Siregar", "Hidayat")
PEOPLE = tuple(f"{first} {last}" for last in LAST for first in FIRST)
AWAY, LATE = PEOPLE[:10], PEOPLE[10:12]
KINDS = (OutingKind.PERMISSION, OutingKind.LEAVE, OutingKind.DUTY)
MISSING = "Pandu Lencau"
ARRIVED = "Darmanto"


@pytest.fixture(scope="module")
def sixty(tmp_path_factory):
    """Sixty people in their beds, ten of them gone with approved passes, two on an errand, five beds free."""
    place = staffed(tmp_path_factory.mktemp("sixty"))
    clock = FixedClock(datetime(2026, 11, 1, 1, tzinfo=UTC))
    desk = desk_at(place, clock=clock)
    desk.do(AddRooms("Melati", "1-13", 5))
    beds = [bed for room in desk.ask(BedBoardOn()).rooms for bed in room.beds]
    people = {
        name: desk.do(AdmitPerson(full_name=name, bed_id=bed.bed_id)).outcome.person_id
        for name, bed in zip(PEOPLE, beds, strict=False)
    }
    clock.now = EVENING - timedelta(hours=8)
    for at, name in enumerate(AWAY):
        asked = PassAsked(KINDS[at % 3], clock.now, EVENING + timedelta(hours=14 + at), "Samarinda Ulu")
        desk.do(ApproveLeave(desk.do(AskLeave(people[name], asked)).outcome))
        desk.do(GoOut(people[name]))
    for name in LATE:
        desk.do(GoOut(people[name], "Pasar Segiri", EVENING - timedelta(hours=4)))
    desk.close()
    return place


class Keys:
    """The officer's fingers: types where the cursor is, and counts what is no letter of a name."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.pressed: list[str] = []

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.sitting.be_there()
        self.pressed.append(key.name)
        QTest.keyClick(self._window(), key, modifiers)
        self.rest()

    def control(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)

    def name(self, letters: str) -> None:
        """Letters of a name; anything else in it would count."""
        assert letters.isalpha()
        self.sitting.be_there()
        for letter in letters:
            QTest.keyClick(self._window(), ord(letter))
        self.rest()

    def rest(self) -> None:
        QTest.qWait(200)
        self.sitting.settle()

    def _window(self):
        handle = self.sitting.in_front().window().windowHandle()
        assert handle is not None
        return handle


def marks(sitting: Sitting) -> dict[str, Mark | None]:
    return {line.name: line.mark for line in sitting.window.seat.front.desk.ask(RollCallOf(NIGHT)).lines}


def take_the_roll_call(keys: Keys) -> None:
    """22.00: everybody is present, except one; closed and signed at 22.10."""
    keys.control(Qt.Key.Key_4)  # Presence
    keys.press(Qt.Key.Key_F6)  # the roll-call
    shown = keys.sitting.told(keys.sitting.page().roll_call)
    assert shown.count("Samarinda Ulu") == len(AWAY), "who is expected elsewhere comes with the reason"
    assert shown.count("Pasar Segiri") == len(LATE)
    keys.press(Qt.Key.Key_Slash)  # everybody is present, except …
    keys.name("pandu")
    keys.press(Qt.Key.Key_Space)
    keys.name("lencau")
    keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_A)  # absent without word
    keys.press(Qt.Key.Key_F9)  # all others
    keys.sitting.clock.forward(minutes=10)
    keys.press(Qt.Key.Key_F10)  # close …
    keys.press(Qt.Key.Key_Return)  # … and sign


def let_the_late_ones_in(keys: Keys) -> None:
    """22.50 and 23.20, at the gate."""
    keys.press(Qt.Key.Key_F6)
    for minutes, name in ((40, "slamet"), (30, "kartini")):
        keys.sitting.clock.forward(minutes=minutes)
        keys.name(name)
        keys.press(Qt.Key.Key_Space)
        keys.name("arifin")
        keys.press(Qt.Key.Key_Return)


def take_in_at_night(keys: Keys) -> None:
    """00.40: somebody new, into the first free bed."""
    keys.sitting.clock.now = AFTER_MIDNIGHT
    keys.control(Qt.Key.Key_2)  # Residents
    keys.control(Qt.Key.Key_N)
    keys.name(ARRIVED)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_L)  # male
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Down)  # the first free bed
    keys.press(Qt.Key.Key_Return)


def add_who_came_later(keys: Keys) -> None:
    """To the closed roll-call, with the reason that is there already."""
    keys.control(Qt.Key.Key_4)
    keys.press(Qt.Key.Key_F6)
    keys.press(Qt.Key.Key_F4)
    keys.control(Qt.Key.Key_Return)


def test_that_the_evening_of_sixty_people_takes_at_most_twenty_five_keys_beyond_the_names(begin, sixty):
    sitting: Sitting = begin(sixty, EVENING)
    sitting.sign_in(USERS[Role.PIKET])
    keys, desk = Keys(sitting), sitting.window.seat.front.desk
    take_the_roll_call(keys)
    sheet = desk.ask(RollCallOf(NIGHT))
    assert (sheet.counts.present, sheet.counts.away, sheet.counts.missing, sheet.counts.unmarked) == (47, 10, 3, 0)
    assert sheet.closed_by == "rina"
    let_the_late_ones_in(keys)
    take_in_at_night(keys)
    add_who_came_later(keys)
    check_the_night(sitting)
    assert QApplication.activeModalWidget() is None
    assert len(keys.pressed) <= MOST_KEYS, f"{len(keys.pressed)}: {keys.pressed}"


def check_the_night(sitting: Sitting) -> None:
    """Everybody as they were, the corrections kept, one missing."""
    desk = sitting.window.seat.front.desk
    written = marks(sitting)
    assert written[ARRIVED] is Mark.PRESENT
    assert [written[name] for name in LATE] == [Mark.PRESENT, Mark.PRESENT]
    assert written[MISSING] is Mark.ABSENT
    marked = {OutingKind.PERMISSION: Mark.PERMISSION, OutingKind.LEAVE: Mark.LEAVE, OutingKind.DUTY: Mark.ELSEWHERE}
    assert [written[name] for name in AWAY] == [marked[KINDS[at % 3]] for at in range(len(AWAY))]
    assert all(written[name] is Mark.PRESENT for name in PEOPLE[12:] if name != MISSING)
    counts = desk.ask(RollCallOf(NIGHT)).counts
    assert (counts.on_books, counts.present, counts.away, counts.missing, counts.unmarked) == (61, 50, 10, 1, 0)
    (bed,) = [one for room in desk.ask(BedBoardOn()).rooms for one in room.beds if one.resident == ARRIVED]
    assert bed.state is BedState.OCCUPIED
    assert len(desk.ask(RollCallCorrections(NIGHT))) == 3
    assert [case.name for case in desk.ask(MissingNow())] == [MISSING]
