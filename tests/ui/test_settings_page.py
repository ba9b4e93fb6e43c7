"""Settings by clicks and keys: who sees which section, refusals beside the field, accounts, deputies, copies, check."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox

from shelter_admin.domain.accounts import AccountLine, Right, Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Settings, declared
from shelter_admin.operations.accounts import (
    AddAccount,
    DisableAccount,
    ListAccounts,
    NewRecoveryCode,
    PassRight,
    PrintRecoverySheet,
    RenewStoreKey,
)
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import OK, CheckReport, CheckStore
from shelter_admin.operations.desk import Desk
from tests.people import HEAD, PASSWORD, a_desk, an_opener, as_role
from tests.ui.recording_desk import RecordingDesk, StraightTasks, a_front, staff
from ui.kit import preferences
from ui.kit.frontdesk import FrontDesk
from ui.settings.page import SettingsPage
from ui.settings.rules import NAMES

EVERYBODY = ("password", "display", "about")
ALL = (
    "house",
    "rules",
    "rooms",
    "staff",
    "deputies",
    "password",
    "display",
    "copies",
    "check",
    "log",
    "recovery",
    "about",
)
SEEN = {
    Role.KEPALA: ALL,
    Role.ADMIN: tuple(key for key in ALL if key not in {"deputies", "recovery"}),
    Role.TATA_USAHA: ("house", "rooms", *EVERYBODY),
    Role.PEKERJA_SOSIAL: EVERYBODY,
    Role.PENGASUH: EVERYBODY,
    Role.INSTRUKTUR: EVERYBODY,
    Role.PIKET: EVERYBODY,
    Role.KESEHATAN: EVERYBODY,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    made.store.profile = an_opener()._profile
    yield made
    made.close()


def a_page(qtbot, desk, section: str = "") -> SettingsPage:
    front = FrontDesk(desk, StraightTasks())
    front.tasks.failed.connect(_raise)
    front.trouble.connect(_raise)
    return shown(qtbot, front, section)


def shown(qtbot, front: FrontDesk, section: str = "") -> SettingsPage:
    page = SettingsPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    if section:
        page.open_person(section)
    return page


def _raise(_owner: object, error: BaseException) -> None:
    raise error


def click(qtbot, made) -> None:
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)


def write(qtbot, field, words: str) -> None:
    field.line.clear()
    qtbot.keyClicks(field.editor, words)


def a_dialog(qtbot) -> QDialog:
    qtbot.waitUntil(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    return next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())


def agree(qtbot) -> None:
    buttons = a_dialog(qtbot).findChild(QDialogButtonBox)
    yes = next(one for one in buttons.buttons() if buttons.buttonRole(one) is QDialogButtonBox.ButtonRole.AcceptRole)
    click(qtbot, yes)


@pytest.mark.parametrize("role", list(Role))
def test_that_each_role_sees_its_own_sections_and_no_others(qtbot, role):
    page = shown(qtbot, a_front(RecordingDesk(staff(role)).answers(ListAccounts, ())))
    assert page.keys == SEEN[role]


def test_that_a_right_passed_for_a_while_shows_its_section(qtbot):
    deputy = replace(staff(Role.PEKERJA_SOSIAL), passed={Right.CHECK_STORE: date(2026, 11, 21)})
    assert shown(qtbot, a_front(RecordingDesk(deputy))).keys == ("password", "display", "check", "about")
    late = replace(deputy, passed={Right.CHECK_STORE: date(2026, 11, 20)})
    assert shown(qtbot, a_front(RecordingDesk(late))).keys == EVERYBODY


def test_that_every_declared_setting_has_its_field_with_sentence_and_default(qtbot, desk):
    page = a_page(qtbot, desk, "rules")
    fields = page.section.form.fields
    assert set(fields) == {item.name for item in declared()} == set(NAMES)
    for item in declared():
        assert fields[item.name].hint.text().startswith(item.metadata["sentence"])
    assert fields["night_starts"].hint.text().endswith("Default: 20.00.")


def test_that_a_number_pattern_without_a_count_is_refused_beside_its_field_and_stays(qtbot, desk):
    page = a_page(qtbot, desk, "rules")
    pattern = page.section.form.fields["number_pattern"]
    write(qtbot, pattern, "{tahun}-A")
    click(qtbot, page.section.save_button)
    assert pattern.error.isVisible()
    assert "{urut}" in pattern.error.text()
    assert pattern.value() == "{tahun}-A"
    assert desk.panti.settings == Settings()


def test_that_a_clock_that_cannot_be_read_is_refused_beside_its_own_field(qtbot, desk):
    page = a_page(qtbot, desk, "rules")
    field = page.section.form.fields["roll_call_at"]
    write(qtbot, field, "malam")
    click(qtbot, page.section.save_button)
    assert field.error.text() == "Write the hour like 20.00."
    assert field.value() == "malam"


def test_that_settings_are_saved_and_can_be_taken_back(qtbot, desk):
    page = a_page(qtbot, desk, "rules")
    form = page.section.form
    write(qtbot, form.fields["resident_word"], "klien")
    write(qtbot, form.fields["roll_call_at"], "21.30")
    qtbot.keyClick(form.fields["morning_roll_call"].editor, Qt.Key.Key_Space)
    click(qtbot, page.section.save_button)
    kept = desk.panti.settings
    assert (kept.resident_word, kept.roll_call_at, kept.morning_roll_call) == ("klien", time(21, 30), True)
    page.front.undo(page)
    assert desk.panti.settings == Settings()
    assert form.fields["resident_word"].value() == "penghuni"


def test_that_what_is_half_typed_survives_a_change_made_elsewhere(qtbot, desk):
    page = a_page(qtbot, desk, "rules")
    field = page.section.form.fields["resident_word"]
    write(qtbot, field, "warga bi")
    page.take_changes(Changes.of(Area.PANTI))
    assert field.value() == "warga bi"
    click(qtbot, page.section.back_button)
    assert field.value() == "penghuni"


def test_that_the_letterhead_is_saved_with_its_logo_and_a_wrong_logo_is_said_beside_it(qtbot, desk, tmp_path):
    page = a_page(qtbot, desk, "house")
    section = page.section
    write(qtbot, section.letterhead.fields["agency"], "Dinas Sosial")
    wrong = tmp_path / "logo.png"
    wrong.write_bytes(b"no picture")
    section.take_logo(wrong)
    click(qtbot, section.save_letterhead)
    assert section.logo_error.text() == "The logo must be a PNG or JPEG picture."
    assert section.letterhead.fields["agency"].value() == "Dinas Sosial"
    click(qtbot, section.drop_logo)
    click(qtbot, section.save_letterhead)
    assert desk.panti.letterhead.agency == "Dinas Sosial"


def test_that_a_house_code_with_a_space_is_refused_beside_it(qtbot, desk):
    page = a_page(qtbot, desk, "house")
    code = page.section.details.fields["code"]
    write(qtbot, code, "P S")
    click(qtbot, page.section.save_details)
    assert code.error.isVisible()
    assert (code.value(), desk.panti.code) == ("P S", "PSHM")


def test_that_administration_sees_the_letterhead_but_not_the_house_itself(qtbot, desk):
    section = a_page(qtbot, as_role(desk, Role.TATA_USAHA), "house").section
    assert hasattr(section, "letterhead")
    assert not hasattr(section, "details")


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


def test_that_a_copy_made_here_is_in_the_list(qtbot, desk, tmp_path):
    section = a_page(qtbot, desk, "copies").section
    assert section.last.text() == "There is no copy yet. Make the first one now."
    click(qtbot, section.now_button)
    assert [line.at.date() for line in section.table.records] == [date(2026, 11, 21)]
    section.copy_to(str(tmp_path / "stick"))
    assert len(list((tmp_path / "stick").glob("PSHM-*.shelter"))) == 1


def test_that_a_copy_that_cannot_be_made_says_what_to_do(qtbot, desk, tmp_path):
    (tmp_path / "file").write_text("in the way")
    section = a_page(qtbot, desk, "copies").section
    section.copy_to(str(tmp_path / "file" / "below"))
    assert section.trouble.isVisible()
    assert section.now_button.isEnabled()


def test_that_a_sound_store_is_told_in_words(qtbot, desk):
    section = a_page(qtbot, desk, "check").section
    click(qtbot, section.check_button)
    assert section.state.text() == "Everything is in order."
    assert len(section.findings) == 3


def test_that_each_finding_is_told_with_what_to_do(qtbot):
    report = CheckReport(OK, 7, "Entry 3 of the log was altered.", ("Move one of them.",))
    front = a_front(RecordingDesk().answers(CheckStore, report))
    section = shown(qtbot, front, "check").section
    click(qtbot, section.check_button)
    assert section.state.text() == "2 findings"
    assert section.findings[1:] == ["Entry 3 of the log was altered.", "Move one of them."]


def test_that_the_log_shows_acts_in_words_the_newest_first(qtbot, desk):
    desk.do(AddAccount("rina", (Role.PIKET,), "rahasia sekali"))
    section = a_page(qtbot, desk, "log").section
    assert section.table.records[0].act_name == "new account"
    assert section.table.records[0].who == "Dra. Ratna Wulandari"


def test_that_the_log_of_an_administrator_has_neither_people_nor_their_numbers(qtbot, desk):
    section = a_page(qtbot, as_role(desk, Role.ADMIN), "log").section
    assert not section.person.isVisible()
    headings = [section.table.model().headerData(place, Qt.Orientation.Horizontal) for place in range(5)]
    assert headings == ["No.", "When", "Who", "Act", None]


def test_that_the_log_is_asked_by_day_and_by_number(qtbot):
    desk = RecordingDesk().answers(AuditLog, ())
    section = shown(qtbot, a_front(desk), "log").section
    section.days.chosen.emit("week")
    write(qtbot, section.person, "2026-0001")
    qtbot.waitUntil(lambda: desk.asked[-1] == AuditLog(date(2026, 11, 15), person_number="2026-0001"))


def test_that_rooms_are_made_with_a_preview_by_an_administrator_who_sees_no_resident(qtbot, desk):
    section = a_page(qtbot, as_role(desk, Role.ADMIN), "rooms").section
    write(qtbot, section.form.fields["wisma"], "Melati")
    write(qtbot, section.form.fields["rooms"], "1-8")
    assert section.plan.text() == "This makes 8 rooms with 32 beds."
    click(qtbot, section.add_button)
    assert [room.room for room in section.table.records] == [str(number) for number in range(1, 9)]
    assert not section.board_button.isVisible()
    click(qtbot, section.add_button)
    assert section.form.fields["rooms"].error.isVisible()


def test_that_theme_and_language_are_chosen_here(qtbot):
    section = shown(qtbot, a_front(), "display").section
    own = preferences.current()
    own.choose_theme("light")
    click(qtbot, section.theme._keys["dark"])
    assert own.theme == "dark"
    with qtbot.waitSignal(own.language_changed):
        click(qtbot, section.language._keys["en"])
    assert own.language == "en"


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


def test_that_a_section_that_is_not_ones_own_is_not_opened(qtbot):
    page = shown(qtbot, a_front(RecordingDesk(staff(Role.PIKET))))
    page.open_person("staff")
    assert page.section.key == "password"


def test_that_a_section_is_asked_anew_only_while_it_is_seen(qtbot):
    line = AccountLine("account-2", "budi", "Budi Santoso", (Role.PIKET,), disabled=False)
    desk = RecordingDesk().answers(ListAccounts, (line,))
    page = shown(qtbot, a_front(desk), "staff")
    page.open_person("about")
    before = desk.asked.count(ListAccounts())
    page.take_changes(Changes.of(Area.ACCOUNTS))
    assert desk.asked.count(ListAccounts()) == before
    page.open_person("staff")
    assert desk.asked.count(ListAccounts()) == before + 1


def test_that_acts_go_through_the_desk(qtbot):
    line = AccountLine("account-2", "budi", "Budi Santoso", (Role.PIKET,), disabled=False)
    desk = RecordingDesk().answers(ListAccounts, (line,))
    section = shown(qtbot, a_front(desk), "deputies").section
    write(qtbot, section.until, "31-12-2026")
    click(qtbot, section.pass_button)
    assert desk.done == [PassRight("account-2", section.right.value(), date(2026, 12, 31))]
    staff_section = shown(qtbot, a_front(desk), "staff").section
    staff_section.renew()
    assert desk.done[-1] == RenewStoreKey()
