"""A copy is tried and put back through the window, and taken back; a store gone, damaged or without its keys is saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from shelter_admin.operations.residents import AdmitPerson, ResidentList
from tests.people import PASSWORD
from ui.restore.dialog import RestoreDialog

pytestmark = pytest.mark.embedded("files are put in the place of files")


def copies_of(sitting) -> Any:
    page = sitting.go("settings")
    page.open_section("copies")
    sitting.settle()
    return page.section


def restoring(sitting) -> RestoreDialog:
    dialog = sitting.dialog()
    assert isinstance(dialog, RestoreDialog)
    sitting.settle()
    return dialog


def people(sitting) -> int:
    return len(sitting.window.seat.front.desk.ask(ResidentList()))


def put_back(sitting, dialog: RestoreDialog) -> None:
    """Look at the copy that is chosen and put it in place."""
    before = sitting.program.window
    sitting.keys(PASSWORD, dialog.choosing.password.line)
    sitting.press(Qt.Key.Key_Return, dialog.choosing.password.line)
    sitting.wait(lambda: dialog.put_button.isVisible() and dialog.put_button.isEnabled())
    sitting.mouse(dialog.put_button)
    sitting.wait(lambda: sitting.program.window not in (None, before) and sitting.window.isVisible())
    sitting.settle()
    for told in sitting.dialogs():
        told.accept()


def say_a_wrong_password(sitting, dialog: RestoreDialog) -> None:
    sitting.keys("salah", dialog.choosing.password.line)
    sitting.press(Qt.Key.Key_Return, dialog.choosing.password.line)
    sitting.wait(dialog.choosing.wrong.isVisible)
    dialog.choosing.password.line.clear()


def test_that_a_copy_is_tried_put_back_and_taken_back(begin, staffed):
    sitting = begin(staffed)
    sitting.sign_in("kepala")
    desk = sitting.window.seat.front.desk
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    section = copies_of(sitting)
    sitting.mouse(section.now_button)
    sitting.settle()
    sitting.mouse(section.rehearsal.try_button)
    sitting.settle()
    assert section.rehearsal.state.text().startswith("✓ Diuji 21-11-2026")
    assert "baris dihitung" in section.rehearsal.found.text()
    sitting.clock.forward(hours=20)
    desk.do(AdmitPerson(full_name="Budi Sesudah"))

    sitting.mouse(section.restore_button)
    dialog = restoring(sitting)
    assert [one.path[-13:] for one in dialog.choosing.table.records] == ["-1200.shelter"]
    say_a_wrong_password(sitting, dialog)
    sitting.keys(PASSWORD, dialog.choosing.password.line)
    sitting.mouse(dialog.look_button)
    sitting.wait(dialog.put_button.isVisible)
    assert dialog.difference.losses.words.text().startswith(
        "Yang dicatat sejak 21-11-2026 12.00 tidak akan ada: 1 penghuni, 1 masa tinggal"
    )
    sitting.mouse(dialog.back_button)
    sitting.settle()
    dialog.choosing.password.line.clear()
    put_back(sitting, dialog)
    assert people(sitting) == 1

    sitting.clock.forward(minutes=10)
    section = copies_of(sitting)
    sitting.mouse(section.restore_button)
    dialog = restoring(sitting)
    (aside,) = [one for one in dialog.choosing.table.records if "before" in one.path]
    dialog.choosing.table.go_to(aside.path)
    put_back(sitting, dialog)
    assert people(sitting) == 2


def come_in(sitting, user: str = "kepala") -> None:
    """Type user and password; somebody else decides whether that opens anything."""
    card = sitting.program.login.sign_in
    card.user.line.clear()
    sitting.keys(user, card.user.line)
    card.password.line.clear()
    sitting.keys(PASSWORD, card.password.line)
    sitting.press(Qt.Key.Key_Return, card.password.line)
    sitting.settle()


def with_a_copy(begin, staffed, tmp_path) -> tuple[Any, Path]:
    """The login window of a store that has a copy beside it."""
    from shelter_admin.operations.copies import KeepCopy
    from tests.journeys.house import desk_at
    from tests.people import copied

    path = copied(staffed, tmp_path / "data")
    assert isinstance(path, Path)
    desk = desk_at(path)
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    desk.do(KeepCopy())
    desk.do(AdmitPerson(full_name="Budi Sesudah"))
    desk.close()
    return begin(path), path


def test_that_a_damaged_store_is_replaced_from_the_login_window(begin, staffed, tmp_path):
    sitting, path = with_a_copy(begin, staffed, tmp_path)
    path.write_bytes(b"spoilt" * 5000)
    come_in(sitting)
    card = sitting.program.login.sign_in
    assert card.repair.restore_button.isVisible()
    assert not card.repair.keys_button.isVisible()
    sitting.mouse(card.repair.restore_button)
    put_back(sitting, restoring(sitting))
    assert people(sitting) == 1


def test_that_a_lost_key_file_comes_back_from_a_copy_and_nothing_else_changes(begin, staffed, tmp_path):
    sitting, path = with_a_copy(begin, staffed, tmp_path)
    path.with_name(path.name + ".keys").unlink()
    come_in(sitting)
    sitting.mouse(sitting.program.login.sign_in.repair.keys_button)
    sitting.wait(lambda: sitting.program.window is not None and sitting.window.isVisible())
    sitting.settle()
    assert people(sitting) == 2


def test_that_a_copy_opened_by_mistake_can_begin_a_new_store_elsewhere(begin, staffed, tmp_path, monkeypatch):
    sitting, path = with_a_copy(begin, staffed, tmp_path)
    monkeypatch.setattr("ui.restore.dialog.documents", lambda: str(tmp_path / "baru"))
    (copy,) = path.with_name(path.name + ".copies").glob("*.shelter")
    sitting.program.login.sign_in.take_store(copy)
    come_in(sitting)
    sitting.mouse(sitting.program.login.sign_in.repair.restore_button)
    dialog = restoring(sitting)
    put_back(sitting, dialog)
    assert people(sitting) == 1
    assert sitting.window.seat.front.desk.store.path == tmp_path / "baru" / "PSHM.shelter"


def test_that_when_putting_in_place_fails_the_store_is_as_it_was_and_the_login_says_so(begin, staffed, monkeypatch):
    from shelter_admin.domain.errors import Unavailable
    from shelter_admin.persistence.copies import swapping

    def full(*_args):
        raise Unavailable("disk_full")

    sitting = begin(staffed)
    sitting.sign_in("kepala")
    section = copies_of(sitting)
    sitting.mouse(section.now_button)
    sitting.settle()
    sitting.mouse(section.restore_button)
    dialog = restoring(sitting)
    sitting.keys(PASSWORD, dialog.choosing.password.line)
    sitting.mouse(dialog.look_button)
    sitting.wait(dialog.put_button.isVisible)
    monkeypatch.setattr(swapping, "swap", full)
    sitting.mouse(dialog.put_button)
    sitting.wait(lambda: sitting.program.window is None)
    assert "Data tetap seperti semula" in sitting.program.login.sign_in.wrong.text()
    sitting.sign_in("kepala")
