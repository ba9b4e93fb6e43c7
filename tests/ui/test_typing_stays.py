"""While somebody types about a programme or a class, what others save is taken in around the words, never over them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from shelter_admin.domain.readiness import Criterion
from shelter_admin.operations.readiness import ReadinessPolicies
from shelter_admin.operations.training.batches import ChangeBatch
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.holidays import Holidays, SetHoliday
from shelter_admin.operations.training.programs import ChangeProgram, Programs, SetSubjects, SubjectGiven
from tests.operations.residents_house import a_house
from tests.operations.training_house import SewingClass, a_sewing_class
from tests.ui.test_kit_conflict import front_of
from ui.readiness.policy import PolicyEditor
from ui.training.holidays import HolidaysTab
from ui.training.programs import ProgramsTab


@pytest.fixture
def sewing(tmp_path):
    house = a_house(tmp_path)
    yield a_sewing_class(house, "Budi")
    house.head.close()


@pytest.fixture
def tab(qtbot, sewing):
    made = ProgramsTab(front_of(sewing.head))
    qtbot.addWidget(made)
    made.show()
    refresh(made, sewing)
    return made


def refresh(tab: ProgramsTab, sewing: SewingClass) -> None:
    """What the page does when others saved something about training."""
    tab.show_classes((sewing.sheet().batch,))


def others_save(tab: ProgramsTab, sewing: SewingClass) -> None:
    joko = sewing.house.admit("Joko").person_id
    sewing.head.do(Enrol(sewing.program_id, "", (joko,)))
    sewing.head.do(ChangeBatch(sewing.batch_id, "", weekdays="135"))
    refresh(tab, sewing)


def fields(tab: ProgramsTab) -> dict[str, Any]:
    return {**tab.program.form.values(), **tab.batches.form.values()}


def test_that_a_programme_and_a_class_being_typed_stay(tab, sewing):
    tab.program.form.fields["hours"].line.setText("160")
    tab.batches.form.fields["starts_at"].line.setText("08.00")
    others_save(tab, sewing)
    typed = fields(tab)
    assert (typed["hours"], typed["starts_at"]) == ("160", "08.00")
    tab.program.save_typed()
    tab.batches.save_typed()
    refresh(tab, sewing)
    batch = sewing.sheet().batch
    assert (batch.starts_at, batch.weekdays) == ("08:00", "135")
    assert fields(tab)["weekdays"] == "135"


def test_that_a_new_programme_and_a_new_class_being_typed_stay(tab, sewing):
    tab.batches.begin_new()
    tab.batches.form.fields["batch_name"].line.setText("Angkatan II")
    others_save(tab, sewing)
    assert fields(tab)["batch_name"] == "Angkatan II"
    tab.begin_new()
    tab.program.form.fields["program_name"].line.setText("Las")
    sewing.head.do(ChangeProgram(sewing.program_id, "Menjahit", 130))
    refresh(tab, sewing)
    assert fields(tab)["program_name"] == "Las"


def test_that_subjects_being_typed_stay_and_are_saved_twice_without_meeting_oneself(tab, sewing):
    sewing.head.do(SetSubjects(sewing.program_id, (SubjectGiven("Pola", 10, 20),)))
    refresh(tab, sewing)
    line = tab.program.subjects._lines[0]
    line.theory.setText("12")
    others_save(tab, sewing)
    assert tab.program.subjects._lines[0].theory.text() == "12"
    tab.program.save_subjects()
    tab.program.subjects._lines[0].theory.setText("14")
    tab.program.save_subjects()
    assert tab.program.subjects_error.text() == ""
    assert sewing.head.ask(Programs())[0].subjects == 1
    assert tab.program._subjects[0].theory_hours == 14


def test_that_a_form_nobody_types_in_shows_what_others_saved(tab, sewing):
    sewing.head.do(ChangeProgram(sewing.program_id, "Tata busana", 130))
    others_save(tab, sewing)
    typed = fields(tab)
    assert (typed["program_name"], typed["hours"], typed["weekdays"]) == ("Tata busana", "130", "135")


def test_that_a_holiday_being_typed_stays_and_a_saved_one_makes_room_for_the_next(qtbot, sewing):
    made = HolidaysTab(front_of(sewing.head))
    qtbot.addWidget(made)
    made.show()
    made.reload()
    made.begin_new()
    made.form.fields["day"].set_value("02-12-2026")
    made.form.fields["holiday_name"].set_value("Ulang tahun panti")
    sewing.head.do(SetHoliday(date(2026, 1, 5), "Kerja bakti"))
    made.reload()
    assert made.name.value() == "Ulang tahun panti"
    made.save_typed()
    made.reload()
    assert (made.day.value(), made.name.value()) == ("", "")
    assert date(2026, 12, 2) in {one.day for one in sewing.head.ask(Holidays(2026))}


def test_that_a_policy_being_typed_stays_until_it_is_saved_or_given_up(qtbot, sewing):
    editor = PolicyEditor(front_of(sewing.head))
    qtbot.addWidget(editor)
    editor.show()
    editor.reload()
    editor.form.rules["mark"].limit.setValue(60)
    editor.reload()
    assert editor.form.rules["mark"].limit.value() == 60
    editor.leave()
    editor.reload()
    assert editor.form.rules["mark"].limit.value() == 70


def test_that_what_was_typed_for_one_scope_is_found_there_again_and_never_saved_for_another(qtbot, sewing):
    editor = PolicyEditor(front_of(sewing.head))
    qtbot.addWidget(editor)
    editor.show()
    editor.reload()
    house, program = editor.scope._keys[:2]
    mark = Criterion.MARK.value
    editor.form.rules[Criterion.HEALTH.value].counts.setChecked(False)
    editor.form.rules[mark].limit.setValue(61)
    editor.day.set_value("01-12-2026")
    editor.scope.combo.setCurrentIndex(1)
    assert (editor.chosen_scope(), editor.form.rules[mark].limit.value(), editor.day.value()) == (program, 70, "")
    assert "Whole house" in editor.unsaved.text()
    editor.form.rules[mark].limit.setValue(95)
    editor.reload()
    editor.scope.combo.setCurrentIndex(0)
    assert (editor.form.rules[mark].limit.value(), editor.day.value()) == (61, "01-12-2026")
    assert not editor.form.rules[Criterion.HEALTH.value].counts.isChecked()
    assert editor.typed
    editor.scope.combo.setCurrentIndex(1)
    assert editor.form.rules[mark].limit.value() == 95
    editor.save()
    (kept,) = [line.now for line in sewing.head.ask(ReadinessPolicies()).lines if line.scope == program]
    assert kept is not None
    assert {rule.code: rule.least for rule in kept.criteria}[mark] == 95
    assert Criterion.HEALTH.value in {rule.code for rule in kept.criteria}
    editor.show_scope(house)
    assert editor.form.rules[mark].limit.value() == 61
    editor.back_button.click()
    editor.reload()
    assert editor.form.rules[mark].limit.value() == 70
    assert editor.unsaved.isHidden()
