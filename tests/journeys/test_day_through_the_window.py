"""A day of the panti through the window, by somebody who clicks and types: the real program on a real store."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.residents import FindResidents, ResidentDetailsOf
from tests.journeys.house import EXPECTED, MORNING, NIGHT, REGISTER, ROOMS, USERS
from tests.journeys.sitting import Sitting
from ui.residents.dialogs import EditSheet

WORKERS = ["today", "residents", "beds", "presence", "duty"]
OFFICE = ["today", "residents", "intake", "beds", "presence", "duty"]
LEAVING = ["training", "cases", "services", "readiness", "departures", "certificates"]
PAPERS = ["training", "services", "departures", "certificates"]
PAGES = {
    Role.KEPALA: [*OFFICE, *LEAVING, "returns", "privacy", "moving_in", "settings"],
    Role.TATA_USAHA: [*OFFICE, *PAPERS, "returns", "privacy", "moving_in", "settings"],
    Role.PEKERJA_SOSIAL: [*OFFICE, *LEAVING, "privacy", "moving_in", "settings"],
    Role.PENGASUH: [*WORKERS, "services", "settings"],
    Role.INSTRUKTUR: ["today", "residents", "presence", "duty", "training", "readiness", "settings"],
    Role.PIKET: [*WORKERS, "settings"],
    Role.KESEHATAN: ["today", "residents", "presence", "duty", "cases", "settings"],
    Role.ADMIN: ["today", "settings"],
}


def found(sitting: Sitting, typed: str):
    """Whom the store knows by these words, asked beside the screen."""
    return sitting.window.seat.front.desk.ask(FindResidents(typed, include_left=True))


def details(sitting: Sitting, person_id: str):
    return sitting.window.seat.front.desk.ask(ResidentDetailsOf(person_id))


def people(count: int) -> str:
    return n_("{count} person", "{count} people", count).format(count=count)


@pytest.mark.parametrize("role", Role)
def test_that_each_role_signs_in_and_finds_its_own_pages_only(role, begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[role])
    assert list(sitting.window.frame.sidebar.buttons) == PAGES[role]
    for key in PAGES[role]:
        sitting.go(key)
        assert sitting.dialogs() == []


def test_that_the_administrator_of_the_system_reads_nobody_s_name(begin, moved_in):
    head = begin(moved_in)
    head.sign_in(USERS[Role.KEPALA])
    head.go("residents")
    names = {line.name for line in head.page().table.records}
    assert len(names) > 100
    head.change_user(USERS[Role.ADMIN])
    for key in PAGES[Role.ADMIN]:
        head.go(key)
        read = head.told()
        assert [name for name in names if name in read] == []
    head.press(Qt.Key.Key_K, head.window, Qt.KeyboardModifier.ControlModifier)
    head.keys(next(iter(names)))
    head.settle()
    assert [name for name in names if name in head.told(head.dialog()).replace(head.focus().text(), "")] == []


def test_that_the_office_moves_its_rooms_and_register_in(begin, staffed, files):
    sitting = begin(staffed)
    sitting.sign_in(USERS[Role.TATA_USAHA])
    page = sitting.go("moving_in")
    files(ROOMS)
    sitting.click("Choose a list of rooms…")
    assert "40" in sitting.told(page)
    sitting.click("Another file")
    move_in(sitting, files)
    moved = page._outcome._moved
    assert (len(moved.taken), moved.in_house, moved.left) == (EXPECTED["rows"], EXPECTED["in_house"], EXPECTED["left"])
    for warning in ("nik_last_digit_lost", "nik_missing", "nik_wrong_length", "nik_not_digits", "birth_year_only"):
        assert moved.warnings[warning] == EXPECTED[warning]
    read = sitting.told(page)
    for one, other in EXPECTED["duplicate_pairs"]:
        assert f"| {one} |" in read
        assert other in read
    sitting.click("See the residents")
    assert people(EXPECTED["in_house"]) != sitting.page().subtitle.text()  # some are confidential, not for this desk
    sitting.change_user(USERS[Role.KEPALA])
    sitting.go("residents")
    sitting.click("In the house")
    assert people(EXPECTED["in_house"]) == sitting.page().subtitle.text()
    sitting.click("Left")
    assert people(EXPECTED["left"]) == sitting.page().subtitle.text()


def move_in(sitting: Sitting, files) -> None:
    files(REGISTER)
    sitting.click("Choose the register…")
    sitting.click("Rehearse")
    page = sitting.page()
    assert str(EXPECTED["rows"]) in page._preview.summary.text()
    sitting.mouse(page._preview.take_button)
    sitting.settle()


def test_that_a_register_moved_in_before_offers_nobody_to_take(begin, moved_in, files):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.PEKERJA_SOSIAL])
    page = sitting.go("moving_in")
    files(REGISTER)
    sitting.click("Choose the register…")
    sitting.click("Rehearse")
    assert not page._preview.take_button.isEnabled()
    assert len(page._rehearsed.already) == EXPECTED["rows"]


def test_that_who_comes_at_night_is_taken_in_by_name_and_bed_and_completed_in_the_morning(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.PIKET])
    sitting.go("residents")
    sitting.click("Take in at night…")
    sitting.keys("Sarmila")
    sitting.choose("sex", "P")
    bed = sitting.choose("bed_id", "Cempaka")
    sitting.click("Take in")
    page = sitting.page()
    sitting.wait(lambda: page.file.name.text() == "Sarmila")
    assert page.file.bed.text() == bed
    assert sitting.buttons(_("Complete…")) == []
    sitting.clock.now = MORNING
    sitting.change_user(USERS[Role.TATA_USAHA])
    complete(sitting)
    (line,) = found(sitting, "Sarmila Ahmad")
    assert (line.alias, line.to_complete, line.age) == ("Mila", False, 51)
    stay = details(sitting, line.person_id).stay
    assert (stay.admitted_on.isoformat(), stay.source_text) == ("2026-11-21", "Satpol PP Kota")


def complete(sitting: Sitting) -> None:
    """Complete what the night left, from the page of the day on."""
    told = _("{name} was taken in at night; complete the intake").format(name="Sarmila")
    assert told in sitting.told(sitting.go("today"))
    sitting.go("residents")
    sitting.click("To complete")
    page = sitting.page()
    page.table.setFocus()
    sitting.press(Qt.Key.Key_Down, page.table)
    sitting.settle()
    sitting.click("Complete…")
    sitting.fill("full_name", "Sarmila Ahmad")
    sitting.fill("alias", "Mila")
    sitting.fill("birth", "17-08-1975")
    sheet = sitting.dialog()
    assert isinstance(sheet, EditSheet)
    sheet.tabs.setCurrentIndex(2)
    sitting.fill("source_text", "Satpol PP Kota")
    sitting.click("Save")
    assert sitting.dialogs() == []


def test_that_by_day_the_duty_officer_takes_nobody_in_and_what_was_typed_stays(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.PIKET])
    sitting.go("residents")
    sitting.click("Take in at night…")
    sitting.fill("full_name", "Sarmila")
    sitting.click("Take in")
    assert "20.00" in sitting.page().night.form.general.text()
    assert sitting.field("full_name").value() == "Sarmila"
    assert found(sitting, "Sarmila") == ()


def test_that_somebody_without_a_name_is_taken_in_with_nothing_but_features(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.PEKERJA_SOSIAL])
    sitting.go("residents")
    sitting.click("Admit somebody…")
    sitting.fill("features", "Bekas luka di dahi, jaket merah")
    for _step in range(3):
        sitting.click("Next")
    sitting.click("Take in")
    page = sitting.page()
    sitting.wait(lambda: page.file.name.text() == "Tanpa Nama")
    assert details(sitting, page.file.details.line.person_id).features == "Bekas luka di dahi, jaket merah"
    sitting.click("Admit somebody…")
    assert sitting.field("features").value() == ""


def test_that_somebody_known_already_is_named_while_typing(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.TATA_USAHA])
    sitting.go("residents")
    sitting.click("Admit somebody…")
    intake = sitting.page().intake
    assert "Darmawan Handayani" not in sitting.told(intake.alike)
    sitting.fill("full_name", "Darmawan Handayani")
    sitting.wait(lambda: "Darmawan Handayani" in sitting.told(intake.alike))


def test_that_an_intake_in_four_steps_keeps_every_word(begin, moved_in):
    sitting = begin(moved_in)
    sitting.sign_in(USERS[Role.KEPALA])
    sitting.go("residents")
    sitting.click("Admit somebody…")
    sitting.fill("full_name", "Yohana Tandi")
    sitting.choose("sex", "P")
    sitting.fill("birth", "± 60 th")
    sitting.click("Next")
    sitting.fill("nik", "6472015708660001")
    sitting.click("Next")
    sitting.choose("source", _("Brought by the public or the family"))
    sitting.fill("remark", "Datang pagi hari")
    sitting.click("Next")
    bed = sitting.choose("bed_id", "Cempaka")
    sitting.click("Take in")
    page = sitting.page()
    sitting.wait(lambda: page.file.name.text() == "Yohana Tandi")
    kept = details(sitting, page.file.details.line.person_id)
    assert (kept.birth.year, kept.nik_text, kept.stay.remark, kept.line.bed) == (
        1966, "6472015708660001", "Datang pagi hari", bed,
    )  # fmt: skip
