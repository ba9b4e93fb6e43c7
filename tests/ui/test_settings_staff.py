"""Settings about people who work here, by clicks and keys: accounts, deputies, passwords, the recovery sheet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.errors import Refused
from shelter_admin.operations.accounts import (
    AddAccount,
    DisableAccount,
    ListAccounts,
    NewRecoveryCode,
    PrintRecoverySheet,
)
from shelter_admin.operations.desk import Desk
from tests.people import HEAD, PASSWORD, an_opener, as_role
from tests.ui.recording_desk import RecordingDesk, a_front
from tests.ui.settings_shown import a_dialog, a_page, agree, click, head_desk, shown, write


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = head_desk(tmp_path)
    yield made
    made.close()


def fill_account(qtbot, section, user: str = "rina", password: str = "rahasia sekali") -> None:
    click(qtbot, section.new_button)
    write(qtbot, section.new.user, user)
    write(qtbot, section.new.full_name, "Rina Nurhayati")
    write(qtbot, section.new.password.first, password)
    write(qtbot, section.new.password.second, password)


def test_that_an_account_opened_here_can_sign_in(qtbot, desk):
    page = a_page(qtbot, desk, "staff")
    section = page.section
    fill_account(qtbot, section)
    qtbot.keyClick(section.new.roles.box.boxes[Role.PIKET], Qt.Key.Key_Space)
    click(qtbot, section.new.save_button)
    other = an_opener().switch(desk, "rina", "rahasia sekali")
    assert other.staff.roles == frozenset({Role.PIKET})
    assert section.table.current().user == "rina"
    assert section.new.password.first.value() == ""


def test_that_an_account_without_a_role_is_refused_beside_the_roles_and_what_was_typed_stays(qtbot, desk):
    section = a_page(qtbot, desk, "staff").section
    fill_account(qtbot, section)
    click(qtbot, section.new.save_button)
    assert section.new.roles.error.text() == "Choose at least one role."
    assert section.new.user.value() == "rina"
    assert len(desk.ask(ListAccounts())) == 1


def test_that_a_short_first_password_is_refused_beside_it(qtbot, desk):
    section = a_page(qtbot, desk, "staff").section
    fill_account(qtbot, section, password="pendek")
    qtbot.keyClick(section.new.roles.box.boxes[Role.PIKET], Qt.Key.Key_Space)
    click(qtbot, section.new.save_button)
    assert section.new.password.first.error.text() == "The password needs at least 8 letters."


def test_that_roles_and_name_are_changed_together(qtbot, desk):
    account_id = desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali")).outcome
    section = a_page(qtbot, desk, "staff").section
    section.table.go_to(account_id)
    write(qtbot, section.account.full_name, "Rina Nurhayati")
    qtbot.keyClick(section.account.roles.box.boxes[Role.PENGASUH], Qt.Key.Key_Space)
    click(qtbot, section.account.save_button)
    line = next(one for one in desk.ask(ListAccounts()) if one.account_id == account_id)
    assert (line.full_name, set(line.roles)) == ("Rina Nurhayati", {Role.PIKET, Role.PENGASUH})


def test_that_nobody_may_change_the_roles_or_close_the_account_of_their_own(qtbot, desk):
    section = a_page(qtbot, desk, "staff").section
    assert section.table.current().user == HEAD
    assert not any(box.isEnabled() for box in section.account.roles.box.boxes.values())
    assert not section.account.close_button.isVisible()


def test_that_a_closed_account_is_refused_and_a_new_store_key_is_offered(qtbot, desk):
    account_id = desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali")).outcome
    section = a_page(qtbot, desk, "staff").section
    section.table.go_to(account_id)
    click(qtbot, section.account.close_button)
    agree(qtbot)
    with pytest.raises(Refused) as refused:
        an_opener().switch(desk, "rina", "rahasia sekali")
    assert refused.value.code == "wrong_password"
    assert section.key_banner.isVisible()
    click(qtbot, section.renew_button)
    assert not section.key_banner.isVisible()
    assert an_opener().switch(desk, HEAD, PASSWORD).staff.user == HEAD


def test_that_a_closed_account_opens_again_with_a_new_password(qtbot, desk):
    account_id = desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali")).outcome
    desk.do(DisableAccount(account_id))
    section = a_page(qtbot, desk, "staff").section
    section.table.go_to(account_id)
    write(qtbot, section.account.password.first, "sandi yang baru")
    write(qtbot, section.account.password.second, "sandi yang baru")
    click(qtbot, section.account.password_button)
    assert an_opener().switch(desk, "rina", "sandi yang baru").staff.user == "rina"


def test_that_an_administrator_is_not_offered_what_only_a_head_may(qtbot, desk):
    section = a_page(qtbot, as_role(desk, Role.ADMIN), "staff").section
    head = next(one for one in desk.ask(ListAccounts()) if one.user == HEAD)
    section.table.go_to(head.account_id)
    assert not section.account.close_button.isVisible()
    assert not section.account.password_button.isVisible()
    assert not section.new.roles.box.boxes[Role.KEPALA].isEnabled()


def test_that_a_right_is_passed_until_a_day_and_taken_back(qtbot, desk):
    account_id = desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali")).outcome
    section = a_page(qtbot, desk, "deputies").section
    section.right.set_value(Right.EDIT_CATEGORY)
    write(qtbot, section.until, "01-12-2026")
    click(qtbot, section.pass_button)
    deputy = Desk(desk.store, account_id, desk._clock)
    assert dict(deputy.staff.passed) == {Right.EDIT_CATEGORY: date(2026, 12, 1)}
    section.table.selectRow(0)
    click(qtbot, section.take_back_button)
    assert not Desk(desk.store, account_id, desk._clock).may(Right.EDIT_CATEGORY)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("besok", "Write the day like 21-11-2026."), ("20-11-2026", "That day has gone by; today is 21-11-2026.")],
)
def test_that_a_day_that_cannot_be_is_refused_beside_it(qtbot, desk, typed, sentence):
    desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali"))
    section = a_page(qtbot, desk, "deputies").section
    write(qtbot, section.until, typed)
    click(qtbot, section.pass_button)
    assert section.until.error.text() == sentence
    assert section.until.value() == typed


def test_that_ones_own_password_needs_the_present_one(qtbot, desk):
    section = a_page(qtbot, desk, "password").section
    write(qtbot, section.old, "bukan ini")
    write(qtbot, section.new.first, "sandi yang baru")
    write(qtbot, section.new.second, "sandi yang baru")
    click(qtbot, section.save_button)
    assert section.old.error.text() == "The present password is wrong."
    write(qtbot, section.old, PASSWORD)
    click(qtbot, section.save_button)
    assert section.done.text() == "✓ The password is changed."
    assert an_opener().switch(desk, HEAD, "sandi yang baru").staff.user == HEAD


def test_that_a_new_recovery_sheet_voids_the_old_code_and_is_printed(qtbot, desk, tmp_path):
    section = a_page(qtbot, desk, "recovery").section
    click(qtbot, section.make_button)
    agree(qtbot)
    code = section.code._code
    a_dialog(qtbot).close()
    assert section.code.isVisible()
    qtbot.keyClick(section.code.tick, Qt.Key.Key_Space)
    assert not section.code.isVisible()
    assert desk.store.keys().unlock_with_recovery(code).key == desk.store.key


def test_that_the_paper_says_that_it_replaces_older_ones(qtbot):
    desk = RecordingDesk().answers(NewRecoveryCode, "AAAAA-BBBBB").answers(PrintRecoverySheet, Refused("only_head"))
    front = a_front(desk)
    section = shown(qtbot, front, "recovery").section
    section.make()
    assert desk.asked[-1] == PrintRecoverySheet("AAAAA-BBBBB", replaces_older=True)
