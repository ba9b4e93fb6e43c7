"""What a crash or Cancel leaves behind: the draft, and nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.residents import ResidentFilter
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.moving_in.register import MoveRegisterIn, RehearseRegister
from shelter_admin.operations.residents import MyDraft, ResidentList
from shelter_admin.persistence.address import Place
from tests.journeys.house import EXPECTED, REGISTER, USERS, desk_at
from tests.people import PASSWORD, copied

ROOT = Path(__file__).resolve().parents[2]

TYPIST = """
import sys
from pathlib import Path
from tests import conftest  # sets the platform
from shelter_admin.persistence.address import read_place
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shelter_admin.operations.explain import explain
from tests.people import FixedClock, an_opener
from ui.window.program import Program

app = QApplication([])
clock = FixedClock()
program = Program(an_opener(clock), explain, clock)
place = read_place(sys.argv[1])
program.start(place if isinstance(place, Path) else str(place))
card = program.login.sign_in
card.user.set_value(sys.argv[2])
card.password.set_value(sys.argv[3])
card.enter()
while program.window is None:
    QTest.qWait(20)
program.window.go("residents")
page = program.window.seat.current()
page.begin_intake()
fields = page.intake.forms[0].fields
while not program.tasks.idle:
    QTest.qWait(20)
QTest.keyClicks(fields["full_name"].line, "Yohana Tandi")
QTest.keyClicks(fields["birth"].line, "1966")
while not page.intake.draft.words.text():
    QTest.qWait(20)
print("typed", flush=True)
while True:
    QTest.qWait(1000)
"""


@pytest.fixture
def killed_while_typing(moved_in, tmp_path) -> Place:
    """A program of its own in which somebody types an intake, killed without a word."""
    path = copied(moved_in, tmp_path / "data")
    given = [sys.executable, "-c", TYPIST, str(path), USERS[Role.TATA_USAHA], PASSWORD]
    surroundings = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    with subprocess.Popen(given, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True) as typist:
        assert typist.stdout is not None
        assert typist.stdout.readline() == "typed\n"
        typist.send_signal(signal.SIGKILL)
        typist.wait(timeout=10)
    return path


def test_that_what_was_typed_is_there_again_after_the_program_was_killed(killed_while_typing, begin):
    sitting = begin(killed_while_typing)
    sitting.sign_in(USERS[Role.TATA_USAHA])
    sitting.go("residents")
    sitting.click("Admit somebody…")
    assert (sitting.field("full_name").value(), sitting.field("birth").value()) == ("Yohana Tandi", "1966")
    for _step in range(3):
        sitting.click("Next")
    sitting.click("Take in")
    page = sitting.page()
    sitting.wait(lambda: page.file.name.text() == "Yohana Tandi")
    assert sitting.window.seat.front.desk.ask(MyDraft("intake")) is None


def test_that_a_draft_is_its_writer_s_alone_and_no_record_yet(killed_while_typing):
    desk = desk_at(killed_while_typing, Role.PEKERJA_SOSIAL)
    assert desk.ask(MyDraft("intake")) is None
    assert [line for line in desk.ask(ResidentList(ResidentFilter())) if line.name == "Yohana Tandi"] == []
    desk.close()


class StopsAt:
    """Somebody who presses Cancel at the nth step."""

    def __init__(self, step: int) -> None:
        self.left = step

    def step(self, done: int, of: int) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


@pytest.mark.parametrize("step", [0, 1, 3, 6, 9])
def test_that_a_register_cancelled_in_the_middle_leaves_nothing(step, staffed, tmp_path):
    desk = desk_at(copied(staffed, tmp_path / "data"))
    before = desk.ask(AuditLog())
    with pytest.raises(Cancelled):
        desk.do(MoveRegisterIn(REGISTER), progress=StopsAt(step))
    assert desk.ask(ResidentList(ResidentFilter())) == ()
    assert desk.ask(AuditLog()) == before
    assert len(desk.ask(RehearseRegister(REGISTER)).taken) == EXPECTED["rows"]
    desk.close()
