"""Moved to a server by clicks, another computer connected, and back: with a server as the printed page sets it up."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QFileDialog

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from tests.journeys.conftest import Begin, leave
from tests.journeys.house import USERS
from tests.journeys.sitting import Sitting
from tests.own_server import FAR, OWNER, PASSWORD, OfficeServer
from tests.people import NOON, FixedClock, an_opener
from ui.settings.moving import MoveDialog
from ui.window import program as programs

pytestmark = pytest.mark.embedded("moves a file to a server of its own and back")
Computer = Callable[[str], None]


@pytest.fixture
def computer(tmp_path, monkeypatch) -> Computer:
    """Sit down at a computer of that name: what is kept for servers stays with it."""

    def sit(name: str) -> None:
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / name))

    sit("office")
    return sit


@pytest.fixture
def chosen(monkeypatch) -> Callable[[Path], None]:
    """Say which file the next file dialog gives, whichever it is."""

    def give(path: Path) -> None:
        monkeypatch.setattr(QFileDialog, "open", lambda dialog, *_more: dialog.fileSelected.emit(str(path)))

    return give


def fill_in(sitting: Sitting, office_server: OfficeServer, database: str, host: str = FAR) -> None:
    sitting.fill("host", host)
    sitting.field("port").set_value(office_server.server.port)
    sitting.fill("database", database)
    sitting.fill("owner", OWNER)
    sitting.fill("owner_password", PASSWORD)
    sitting.fill("certificate", str(office_server.certificate))


def at_section(sitting: Sitting) -> Any:
    sitting.go("settings").open_section("sharing")
    sitting.settle()
    return sitting.page().section


def moved_there(sitting: Sitting, office_server: OfficeServer) -> str:
    """Through the wizard to a server, until the new window stands; gives the address."""
    at_section(sitting)
    sitting.click("Use on several computers…")
    sitting.click("Go on")
    database = office_server.database()
    fill_in(sitting, office_server, database)
    sitting.click("Move now")
    sitting.wait(lambda: sitting.buttons(_("Go on working")))
    said = sitting.told(sitting.dialog())
    assert "✓" in said
    assert _("{tables} tables with {rows} rows were compared: all the same on both sides.").split("{rows}")[1] in said
    before = sitting.window
    sitting.click("Go on working")
    sitting.wait(lambda: sitting.program.window not in (None, before) and sitting.window.isVisible())
    sitting.settle()
    return f"postgresql://{FAR}:{office_server.server.port}/{database}"


def moved_back(sitting: Sitting, path: Path) -> None:
    """Through the same dialog into a file, until the new window stands."""
    at_section(sitting)
    sitting.click("Back to one computer…")
    sitting.fill("path", str(path))
    sitting.click("Move now")
    sitting.wait(lambda: sitting.buttons(_("Go on working")))
    before = sitting.window
    sitting.click("Go on working")
    sitting.wait(lambda: sitting.program.window not in (None, before) and sitting.window.isVisible())
    sitting.settle()


def stand_up(sitting: Sitting) -> None:
    """Leave without a copy."""
    sitting.settle()
    desk: Any = sitting.window.seat.front.desk
    sitting.program._let_go_of_window()
    desk.close()


def test_that_the_store_goes_to_the_server_and_another_computer_and_back(
    begin: Begin, staffed: Path, office_server: OfficeServer, computer: Computer, chosen: Any, tmp_path: Path,
    monkeypatch: Any,
) -> None:  # fmt: skip
    sitting = begin(staffed)
    sitting.sign_in(USERS[Role.KEPALA])
    address = moved_there(sitting, office_server)
    desk: Any = sitting.window.seat.front.desk
    assert str(desk.store.server) == address
    assert address in sitting.told(at_section(sitting))
    assert PASSWORD not in "".join(path.read_text("latin-1") for path in tmp_path.rglob("*") if path.is_file())

    file = tmp_path / "pshm.sambungan"
    chosen(file)
    sitting.click("Connect another computer…")
    sitting.wait(file.exists)
    sitting.settle()

    computer("gate")
    monkeypatch.setattr(programs, "recent_stores", list)
    gate = Sitting(
        sitting.qtbot, programs.Program(an_opener(FixedClock(NOON)), explain, FixedClock(NOON)), sitting.clock
    )
    gate.program.login.show()
    gate.mouse(gate.program.login.doors.connect_button)
    gate.settle()
    assert gate.program.login.sign_in.path() == address
    gate.sign_in(USERS[Role.PIKET])
    assert gate.window.seat.front.staff.user == USERS[Role.PIKET]
    stand_up(gate)
    leave(gate)

    computer("office")
    sitting.be_there()
    moved_back(sitting, tmp_path / "kembali.shelter")
    back: Any = sitting.window.seat.front.desk
    assert back.store.path == tmp_path / "kembali.shelter"
    assert not back.read_only


def test_that_a_server_that_does_not_let_in_is_told_beside_its_field_and_everything_typed_stays(
    begin: Begin, staffed: Path, office_server: OfficeServer, computer: Computer
) -> None:
    sitting = begin(staffed)
    sitting.sign_in(USERS[Role.ADMIN])
    at_section(sitting)
    sitting.click("Use on several computers…")
    sitting.click("Go on")
    fill_in(sitting, office_server, office_server.database())
    sitting.fill("owner_password", "salah")
    sitting.click("Try the connection")
    wrong = sitting.field("owner_password")
    assert wrong.error.isVisible()
    assert wrong.error.text() == _("The server does not know this user with this password. Type both again.")
    assert sitting.field("host").value() == FAR
    sitting.fill("owner_password", PASSWORD)
    sitting.click("Try the connection")
    assert "✓" in sitting.told(sitting.dialog())
    sitting.fill("database", "tidak_ada")
    sitting.click("Move now")
    assert sitting.field("database").error.isVisible()
    sitting.click("Cancel")
    sitting.go("today")  # the file goes on


def test_that_cancelling_while_it_is_copied_leaves_the_file_in_use(
    begin: Begin, staffed: Path, office_server: OfficeServer, computer: Computer
) -> None:
    sitting = begin(staffed)
    sitting.sign_in(USERS[Role.KEPALA])
    at_section(sitting)
    sitting.click("Use on several computers…")
    sitting.click("Go on")
    database = office_server.database()
    fill_in(sitting, office_server, database)
    dialog = sitting.dialog()
    assert isinstance(dialog, MoveDialog)
    dialog.go_on()
    assert dialog._steps is not None
    dialog._steps.stop()
    sitting.settle()
    assert sitting.field("database").value() == database
    assert office_server.schemas(database) == set()
    sitting.click("Cancel")
    sitting.click("Use on several computers…")
    sitting.click("Cancel")


def test_that_the_old_file_says_where_its_store_is_and_opens_it_there(
    begin: Begin, staffed: Path, office_server: OfficeServer, computer: Computer, tmp_path: Path
) -> None:
    first = begin(staffed)
    first.sign_in(USERS[Role.KEPALA])
    address = moved_there(first, office_server)
    stand_up(first)

    sitting = begin(staffed)
    card = sitting.program.login.sign_in
    sitting.program.login.show()
    card.user.set_value(USERS[Role.PIKET])
    card.password.set_value(house_password())
    card.enter()
    sitting.settle()
    assert address in card.wrong.text()
    assert card.read_button.isVisible()
    sitting.mouse(card.there_button)
    sitting.wait(lambda: sitting.program.window is not None)
    sitting.settle()
    desk: Any = sitting.window.seat.front.desk
    assert str(desk.store.server) == address
    stand_up(sitting)


def house_password() -> str:
    from tests.people import PASSWORD as EVERYBODYS

    return EVERYBODYS
