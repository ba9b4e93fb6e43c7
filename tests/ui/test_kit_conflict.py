"""Two people, one record, on screen: the sheet of both values, its keys, and pages on which what was typed stays."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Conflict, Difference, Failure
from shelter_admin.domain.presence import Mark
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.presence.roll_call import Marked, TakeRollCall
from shelter_admin.operations.readiness import CandidateFile, RecordCheck
from shelter_admin.operations.residents import EditIdentity, ResidentDetailsOf, SetHealth
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.training.grades import GradeGiven, Grades, SetGrades
from tests.operations.residents_house import House
from tests.operations.training_house import a_sewing_class
from tests.operations.two_people_cases import EVENING, NIGHT
from tests.ui.recording_desk import PANTI, RecordingDesk, StraightTasks, a_front, staff
from tests.ui.settings_shown import a_page as a_settings_page
from tests.ui.settings_shown import click
from ui.kit.conflict import ConflictSheet
from ui.kit.frontdesk import FrontDesk
from ui.presence.marking import Marking
from ui.readiness.recording import RecordSheet
from ui.residents.dialogs import EditSheet
from ui.residents.tabs import HealthTab
from ui.training.grades import GradesTab
from ui.training.grades_table import FIRST_MARK

AT = datetime(2026, 11, 21, 4, 5, tzinfo=UTC)
ALIAS = Difference("alias", "Alias", "—", "Pak Kumis", "Budi Kecil", "Siti Rahayu", AT)
FEATURES = Difference("features", "Features", "—", "tato", "bekas luka", "Siti Rahayu", AT)


@pytest.fixture
def shown(qtbot):
    """Show a widget and hold it until the test is over."""
    held: list[QWidget] = []

    def show(widget: QWidget) -> Any:
        held.append(widget)
        qtbot.addWidget(widget)
        widget.show()
        return widget

    return show


@pytest.fixture
def open_sheet(qtbot, shown):
    """A sheet that is shown, and what is chosen on it."""

    def show(*differences: Difference) -> tuple[ConflictSheet, list[set[object]]]:
        chosen: list[set[object]] = []
        owner = shown(QWidget())
        now = {one.key: one.theirs for one in differences}
        sheet = ConflictSheet(owner, Conflict("changed_by_other", differences, now), PANTI, chosen.append)
        sheet.open()
        qtbot.waitUntil(sheet.isVisible)
        return sheet, chosen

    return show


def front_of(desk) -> FrontDesk:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    return front


def _raise(_owner: object, error: BaseException) -> None:
    raise error


def the_sheet(qtbot) -> ConflictSheet:
    def open_ones() -> list[ConflictSheet]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, ConflictSheet) and one.isVisible()]

    qtbot.waitUntil(lambda: len(open_ones()) == 1)
    return open_ones()[0]


def choose(qtbot, sheet: ConflictSheet, *, mine: bool) -> None:
    for choice in sheet.choices:
        click(qtbot, (choice.mine if mine else choice.theirs).radio)
    click(qtbot, sheet.save_button)


def words(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel))


def test_that_the_sheet_tells_both_values_who_and_when(open_sheet):
    sheet, _chosen = open_sheet(ALIAS)
    for told in ("Alias", "When opened: —", "Pak Kumis", "Siti Rahayu · 21-11-2026 12.05", "Budi Kecil"):
        assert told in words(sheet)
    assert sheet.choices[0].theirs.radio.accessibleName() == "Alias: Pak Kumis (Siti Rahayu, 21-11-2026 12.05)"
    assert sheet.choices[0].mine.radio.accessibleName() == "Alias: Budi Kecil (What you typed, not saved yet)"
    sheet.reject()


def test_that_nothing_is_chosen_beforehand_and_enter_saves_nothing(qtbot, open_sheet):
    sheet, chosen = open_sheet(ALIAS, FEATURES)
    assert not any(one.radio.isChecked() for choice in sheet.choices for one in (choice.theirs, choice.mine))
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    click(qtbot, sheet.choices[0].mine.radio)
    assert not sheet.save_button.isEnabled()
    qtbot.keyClick(sheet, Qt.Key.Key_Return)
    assert (chosen, sheet.isVisible()) == ([], True)
    sheet.reject()


def test_that_it_is_decided_by_keys_alone(qtbot, open_sheet):
    sheet, chosen = open_sheet(ALIAS)
    qtbot.waitUntil(sheet.choices[0].theirs.radio.hasFocus)
    qtbot.keyClick(sheet.choices[0].theirs.radio, Qt.Key.Key_Space)
    assert sheet.choices[0].theirs.radio.isChecked()
    qtbot.keyClick(sheet.choices[0].theirs.radio, Qt.Key.Key_Right)
    assert sheet.choices[0].mine.radio.isChecked()
    qtbot.keyClick(sheet.choices[0].mine.radio, Qt.Key.Key_Return)
    assert chosen == [{"alias"}]


def test_that_each_field_is_chosen_by_itself_and_all_at_once(qtbot, open_sheet):
    sheet, chosen = open_sheet(ALIAS, FEATURES)
    sheet.choose_all(mine=True)
    click(qtbot, sheet.choices[0].theirs.value)
    click(qtbot, sheet.save_button)
    assert chosen == [{"features"}]


def test_that_many_and_long_ones_stay_on_the_screen(open_sheet):
    sheet, _chosen = open_sheet(*[Difference(at, f"Alias {at}", "—", "a", "b" * 900, "", None) for at in range(9)])
    assert sheet.height() < 700
    assert "Somebody" in words(sheet)
    sheet.reject()


def test_that_typed_words_stay_and_are_saved_when_chosen(qtbot, shown, house):
    person = house.admit("Budi").person_id
    sheet = an_edit_sheet(shown, house, person)
    house.desk(Role.TATA_USAHA).do(EditIdentity(person_id=person, version=1, alias="Pak Kumis", features="tato"))
    sheet.who.fields["alias"].set_value("Budi Kecil")
    sheet.reason.fields["reason"].set_value("nama panggilan")
    sheet.save()
    asked = the_sheet(qtbot)
    assert "Pak Kumis" in words(asked)
    assert sheet.who.fields["alias"].value() == "Budi Kecil"
    choose(qtbot, asked, mine=True)
    assert not sheet.isVisible()
    file = house.head.ask(ResidentDetailsOf(person))
    assert (file.line.alias, file.features) == ("Budi Kecil", "tato")


def test_that_going_back_keeps_what_was_typed_and_saves_nothing(qtbot, shown, house):
    person = house.admit("Budi").person_id
    sheet = an_edit_sheet(shown, house, person)
    house.desk(Role.TATA_USAHA).do(EditIdentity(person_id=person, version=1, alias="Pak Kumis"))
    sheet.who.fields["alias"].set_value("Budi Kecil")
    sheet.save()
    the_sheet(qtbot).reject()
    assert sheet.isVisible()
    assert sheet.who.fields["alias"].value() == "Budi Kecil"
    assert sheet.wrong.text().startswith("tata-usaha changed the same at 21-11-2026 12.00.")
    assert house.head.ask(ResidentDetailsOf(person)).line.alias == "Pak Kumis"
    sheet.save()
    choose(qtbot, the_sheet(qtbot), mine=False)
    assert house.head.ask(ResidentDetailsOf(person)).line.alias == "Pak Kumis"


def an_edit_sheet(shown, house: House, person: str) -> EditSheet:
    owner = shown(QWidget())
    sheet = EditSheet(front_of(house.head), house.head.ask(ResidentDetailsOf(person)), owner, complete=False)
    sheet.open()
    return sheet


def test_that_health_notes_typed_stay_while_another_saves_and_the_file_is_read_again(qtbot, shown, house):
    nurse = house.desk(Role.KESEHATAN)
    person = house.admit("Budi").person_id
    tab = shown(HealthTab(front_of(nurse)))
    tab.show_details(nurse.ask(ResidentDetailsOf(person)))
    tab.diet.line.setText("rendah garam")
    house.desk(Role.KESEHATAN, Role.PENGASUH).do(SetHealth(person, alert="alergi", diet="lunak"))
    tab.show_details(nurse.ask(ResidentDetailsOf(person)))
    assert tab.diet.value() == "rendah garam"
    tab._save()
    choose(qtbot, the_sheet(qtbot), mine=True)
    tab.show_details(nurse.ask(ResidentDetailsOf(person)))
    assert (tab.alert.value(), tab.diet.value()) == ("alergi", "rendah garam")


def test_that_settings_show_what_was_chosen(qtbot, house):
    page = a_settings_page(qtbot, house.head, "rules")
    section = page.section
    other = house.desk(Role.ADMIN)
    other.do(ChangeSettings(other.panti.settings.__class__(idle_minutes=10, resident_word="klien")))
    section.form.fields["idle_minutes"].spin.setValue(3)
    section.save()
    choose(qtbot, the_sheet(qtbot), mine=False)
    assert section.form.fields["idle_minutes"].value() == 10
    assert section.form.fields["resident_word"].value() == "klien"


def test_that_a_mark_of_the_roll_call_meets_the_same_persons_mark_only(qtbot, shown, house):
    budi, joko = (house.admit(name).person_id for name in ("Budi", "Joko"))
    house.clock.now = EVENING
    owner = shown(QWidget())
    marking = Marking(front_of(house.head), owner)
    marking.open(NIGHT, TakeRollCall(NIGHT).kind)
    house.desk(Role.PENGASUH).do(TakeRollCall(NIGHT, marks=(Marked(budi, Mark.ABSENT),)))
    marking.save([Marked(joko, Mark.PRESENT)])
    marking.open(NIGHT, TakeRollCall(NIGHT).kind)
    house.desk(Role.PENGASUH).do(TakeRollCall(NIGHT, marks=(Marked(budi, Mark.RAN_AWAY),)))
    marking.save([Marked(budi, Mark.PRESENT)])
    asked = the_sheet(qtbot)
    assert "ran away" in words(asked)
    asked.reject()
    assert marking.sheet is not None
    assert [line.mark for line in marking.sheet.lines] == [Mark.RAN_AWAY, Mark.PRESENT]


def test_that_a_mark_typed_into_a_cell_is_typed_over_the_one_that_stood_there_then(qtbot, shown, house):
    sewing = a_sewing_class(house, "Budi")
    tab = shown(GradesTab(front_of(sewing.trainer)))
    tab.open_class(sewing.sheet().batch)
    index = tab.model.index(0, FIRST_MARK)
    tab.model.begin_typing(index)
    house.head.do(SetGrades(sewing.batch_id, (GradeGiven(sewing.row("Budi").enrolment_id, 80),)))
    tab.open_class(sewing.sheet().batch)
    tab.model.setData(index, "60")
    choose(qtbot, the_sheet(qtbot), mine=False)
    tab.open_class(sewing.sheet().batch)
    assert tab.model.data(tab.model.index(0, FIRST_MARK)) == "80"
    assert sewing.trainer.ask(Grades(sewing.batch_id)).rows[0].final == 80


def test_that_an_act_that_is_no_edit_says_a_conflict_as_any_refusal(qtbot, shown):
    desk = RecordingDesk(staff(Role.KEPALA)).answers(
        EditIdentity, Conflict("changed_by_other", (ALIAS,), {"alias": ""})
    )
    front = a_front(desk)
    owner = shown(QWidget())
    told: list[str] = []

    def say(failure: Failure) -> bool:
        told.append(failure.code)
        return True

    front.do(EditIdentity(person_id="p", version=1), owner, None, say)
    the_sheet(qtbot).reject()
    assert told == ["changed_by_other"]


def test_that_a_page_may_end_right_after_its_sheet_was_answered(qtbot, house):
    sewing = a_sewing_class(house, "Budi")
    tab = GradesTab(front_of(sewing.trainer))  # held by nobody once this test is over
    qtbot.addWidget(tab)
    tab.show()
    tab.open_class(sewing.sheet().batch)
    index = tab.model.index(0, FIRST_MARK)
    tab.model.begin_typing(index)
    house.head.do(SetGrades(sewing.batch_id, (GradeGiven(sewing.row("Budi").enrolment_id, 80),)))
    tab.model.setData(index, "60")
    the_sheet(qtbot).reject()


def test_that_a_dialog_closes_once_what_was_chosen_is_saved(qtbot, shown, house):
    person = house.admit("Budi").person_id
    path = house.head.ask(CandidateFile(person))
    sheet = RecordSheet(front_of(house.head), shown(QWidget()), path, Criterion.RECEPTION)
    sheet.open()
    house.desk(Role.PEKERJA_SOSIAL).do(RecordCheck(person, Criterion.RECEPTION, State.MET, None, "kakak di Berau"))
    sheet.state.set_value(State.NOT_MET)
    sheet.note.set_value("belum ada")
    sheet.save()
    choose(qtbot, the_sheet(qtbot), mine=True)
    written = house.head.ask(CandidateFile(person)).written[0]
    assert (written.state, written.note) == (State.NOT_MET, "belum ada")
