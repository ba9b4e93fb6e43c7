"""Settings by clicks and keys: who sees which section, refusals beside the field, rooms, copies, check, log."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from shelter_admin.domain.accounts import AccountLine, Right, Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.settings import Settings, declared
from shelter_admin.operations.accounts import (
    AddAccount,
    ListAccounts,
    PassRight,
    RenewStoreKey,
)
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import OK, CheckReport, CheckStore
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.settings import SETTINGS
from tests.people import as_role
from tests.ui.recording_desk import RecordingDesk, a_front, staff
from tests.ui.settings_shown import a_page, click, head_desk, shown, write
from ui.kit import preferences

EVERYBODY = ("password", "display", "about")
ALL = (
    "house",
    "rules",
    "certificates",
    "signing",
    "rooms",
    "staff",
    "deputies",
    "password",
    "display",
    "copies",
    "sharing",
    "check",
    "log",
    "recovery",
    "about",
)
SEEN = {
    Role.KEPALA: ALL,
    Role.ADMIN: tuple(key for key in ALL if key not in {"deputies", "recovery", "signing"}),
    Role.TATA_USAHA: ("house", "rooms", *EVERYBODY),
    Role.PEKERJA_SOSIAL: EVERYBODY,
    Role.PENGASUH: EVERYBODY,
    Role.INSTRUKTUR: EVERYBODY,
    Role.PIKET: EVERYBODY,
    Role.KESEHATAN: EVERYBODY,
}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = head_desk(tmp_path)
    yield made
    made.close()


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
    fields = dict(page.section.form.fields)
    page.open_person("certificates")
    fields |= page.section.form.fields
    assert set(fields) == {item.name for item in declared()} == set(SETTINGS)
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


def test_that_the_certificate_s_number_shows_its_own_example_while_it_is_typed(qtbot, desk):
    fields = a_page(qtbot, desk, "certificates").section.form.fields
    pattern = fields["certificate_pattern"]
    today = f"400.9/001/{desk.panti.code}/XI/2026"
    assert pattern.hint.text().endswith(f"Today's first: {today}")
    write(qtbot, fields["certificate_unit"], "RSBK-SMD")
    assert "400.9/001/RSBK-SMD/XI/2026" in pattern.hint.text()
    write(qtbot, pattern, "{kode}/{tahun}")
    assert "{urut}" in pattern.hint.text()
    assert not pattern.error.isVisible()


def test_that_the_predicates_show_the_marks_they_reach(qtbot, desk):
    predikat = a_page(qtbot, desk, "certificates").section.form.fields["predikat"]
    assert "90–100 Sangat Memuaskan · 80–89 Memuaskan · 70–79 Cukup" in predikat.hint.text()
    write(qtbot, predikat, "85 Baik; 60 Cukup")
    assert "85–100 Baik · 60–84 Cukup · below that no certificate" in predikat.hint.text()


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("certificate_pattern", "{kode}/{tahun}"),
        ("predikat", "sangat baik"),
        ("signer_nip", "1978"),
        ("province_key", "age1short"),
    ],
)
def test_that_what_could_not_stand_on_a_certificate_is_refused_beside_its_field(qtbot, desk, name, wrong):
    page = a_page(qtbot, desk, "certificates")
    field = page.section.form.fields[name]
    write(qtbot, field, wrong)
    click(qtbot, page.section.save_button)
    assert field.error.isVisible()
    assert field.value() == wrong
    assert desk.panti.settings == Settings()


def test_that_the_certificate_s_settings_are_saved_and_leave_the_rules_alone(qtbot, desk):
    page = a_page(qtbot, desk, "certificates")
    for name, typed in (("signer_name", "Dra. Ratna Wulandari, M.Si."), ("signer_nip", "196804121994032005")):
        write(qtbot, page.section.form.fields[name], typed)
    click(qtbot, page.section.save_button)
    kept = desk.panti.settings
    assert (kept.signer_name, kept.signer_nip) == ("Dra. Ratna Wulandari, M.Si.", "196804121994032005")
    assert (kept.resident_word, kept.roll_call_at) == (Settings().resident_word, Settings().roll_call_at)


def test_that_without_the_province_s_key_it_is_said_that_records_go_unsealed(qtbot, desk):
    key = a_page(qtbot, desk, "certificates").section.form.fields["province_key"]
    assert key.hint.text().endswith("Without it the records go to the province unsealed.")
    write(qtbot, key, "age1" + "q" * 58)
    assert "unsealed" not in key.hint.text()


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


def test_that_a_copy_made_here_is_in_the_list(qtbot, desk, tmp_path):
    section = a_page(qtbot, desk, "copies").section
    assert section.last.text() == "There is no copy yet. Make the first one now."
    click(qtbot, section.now_button)
    assert [line.at.date() for line in section.table.records] == [date(2026, 11, 21)]
    section.copy_to(str(tmp_path / "stick"))
    assert len(list((tmp_path / "stick").glob("PSHM-*.shelter"))) == 1


def test_that_a_stick_that_is_plugged_in_is_chosen_by_its_button(qtbot, desk, tmp_path, monkeypatch):
    stick = tmp_path / "KINGSTON"
    stick.mkdir()
    monkeypatch.setattr("shelter_admin.persistence.copies.sticks.removable", lambda: [stick])
    section = a_page(qtbot, desk, "copies").section
    click(qtbot, section.now_button)
    assert section.sticks.lines == ["Stick KINGSTON is plugged in."]
    (chosen,) = [one for one in section.sticks.findChildren(QPushButton) if one.isVisible()]
    click(qtbot, chosen)
    assert section.sticks.lines == ["✓ Stick KINGSTON gets every copy; the newest is of 21-11-2026 12.00."]
    assert len(list((stick / "SALINAN-PSHM").glob("*.shelter"))) == 1


def test_that_a_copy_is_tried_by_its_button(qtbot, desk):
    section = a_page(qtbot, desk, "copies").section
    assert not section.rehearsal.try_button.isEnabled()
    click(qtbot, section.now_button)
    click(qtbot, section.rehearsal.try_button)
    assert section.rehearsal.state.text().startswith("✓ Tried on 21-11-2026 12.00")
    (made,) = section.table.records
    content = bytearray(Path(made.path).read_bytes())
    content[len(content) // 2] ^= 1
    Path(made.path).write_bytes(content)
    click(qtbot, section.rehearsal.try_button)
    assert section.rehearsal.state.text().startswith("▲ Tried on")
    assert section.rehearsal.found.text()


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
