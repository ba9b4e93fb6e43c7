"""A selection by keys: people ticked and added, criteria typed, scores entered down the list, one act that decides."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.training.selection import ApplicationState, PanelWord
from shelter_admin.operations.training.batches import AddBatch
from shelter_admin.operations.training.classes import Classes
from shelter_admin.operations.training.programs import AddProgram, Programs
from shelter_admin.operations.training.selection import SelectionOf
from tests.look.checks import findings
from tests.operations.residents_house import a_house
from tests.ui.at_hand import focus, open_sheet
from tests.ui.recording_desk import StraightTasks
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.training.page import TrainingPage
from ui.training.parts import choices
from ui.training.trainers import TrainersSheet

ENTER, SPACE, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down
NAMES = (("Ani", Sex.FEMALE), ("Budi", Sex.MALE), ("Citra", Sex.FEMALE), ("Dedi", Sex.MALE))


class Shown:
    """The real page over a real store, on the selection of an intake with two places for four people."""

    def __init__(self, qtbot, tmp_path, *roles: Role) -> None:
        self.house = a_house(tmp_path)
        self.head = self.house.head
        program_id = self.head.do(AddProgram("Menjahit", 120)).outcome
        first, last = date(2027, 1, 4), date(2027, 6, 30)
        self.batch_id = self.head.do(
            AddBatch(program_id, "Angkatan I", first, last, places=2, age_from=17, age_to=40)
        ).outcome
        for name, sex in NAMES:
            birth = "01-01-1960" if name == "Dedi" else "01-01-2000"
            self.house.admit(name, sex=sex, birth=birth, admitted_on=date(2026, 10, 1))
        desk = self.house.desk(*roles) if roles else self.head
        self.page = TrainingPage(FrontDesk(desk, StraightTasks(None), None))
        qtbot.addWidget(self.page)
        self.page.resize(1158, 690)
        with qtbot.waitExposed(self.page):
            self.page.show()
        self.page.show_tab("selection")

    @property
    def tab(self):
        return self.page.stack.selection

    def add_all(self) -> None:
        self.tab.add.click()
        self.tab.adding.all.click()
        self.tab.adding.add_them.click()
        self.tab.adding.back.click()

    def write_criterion(self, name: str = "Minat") -> None:
        self.tab.edit.click()
        QTest.keyClicks(self.tab.criteria.editor.lines[0].name, name)
        self.tab.criteria.save.click()

    def score(self, *scores: str) -> None:
        """Score people from the top of the list, Enter after each."""
        self.tab.table.go_to(self.tab.table.records[0].applicant.applicant_id)
        self.tab.person.take_focus()
        for score in scores:
            QTest.keyClicks(focus(), score)
            QTest.keyClick(focus(), ENTER)

    def outcomes(self) -> dict[str, ApplicationState]:
        return {one.applicant.name: one.outcome for one in self.head.ask(SelectionOf(self.batch_id, 1)).lines}

    def totals(self) -> dict[str, float]:
        return {one.applicant.name: one.total for one in self.head.ask(SelectionOf(self.batch_id, 1)).lines}

    def findings(self) -> list[str]:
        """What the machine sees amiss once the page has come to rest."""
        QTest.qWait(20)
        return findings(self.page)

    def go_to(self, name: str) -> None:
        line = next(one for one in self.tab.table.records if one.applicant.name == name)
        self.tab.table.go_to(line.applicant.applicant_id)

    def give_reason(self, reason: str) -> None:
        sheet = open_sheet(ReasonSheet)
        QTest.keyClicks(sheet.reason.note, reason)
        QTest.keyClick(sheet.reason.note, ENTER, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def shown(qtbot, tmp_path):
    made = Shown(qtbot, tmp_path)
    yield made
    made.page.close()
    made.head.close()


def test_that_people_are_found_ticked_with_space_and_added_together(shown):
    shown.tab.add.click()
    QTest.keyClicks(focus(), "i")
    QTest.keyClick(focus(), ENTER)
    assert shown.tab.adding.list.hasFocus()
    QTest.keyClick(shown.tab.adding.list, SPACE)
    QTest.keyClick(shown.tab.adding.list, DOWN)
    QTest.keyClick(shown.tab.adding.list, SPACE)
    assert shown.tab.adding.add_them.text() == "Add 2 people"
    assert shown.findings() == []
    shown.tab.adding.add_them.click()
    assert set(shown.outcomes()) == {"Ani", "Budi"}
    assert "2 people ask for a place" in shown.tab.adding.done.text()
    assert shown.tab.adding.list.count() == 2


def test_that_who_is_outside_the_ages_is_marked_and_can_be_left_off_the_list(shown):
    shown.tab.add.click()
    words = [shown.tab.adding.list.item(at).text() for at in range(4)]
    assert ["▲ older than the limit" in one for one in words] == [False, False, False, True]
    shown.tab.adding.fitting.setChecked(True)
    assert shown.tab.adding.list.count() == 3


def test_that_a_day_that_is_none_is_said_beside_its_field(shown):
    shown.tab.add.click()
    shown.tab.adding.all.click()
    shown.tab.adding.day.set_value("31-02-2026")
    shown.tab.adding.add_them.click()
    assert shown.tab.adding.day.error.text()
    assert shown.outcomes() == {}


def test_that_scores_are_entered_down_the_list_with_enter(shown):
    shown.add_all()
    shown.write_criterion()
    shown.score("10", "20,5", "30", "40")
    assert sorted(shown.totals().values()) == [10, 20.5, 30, 40]
    assert shown.findings() == []


def test_that_a_wrong_score_stays_and_is_said(shown):
    shown.add_all()
    shown.write_criterion()
    shown.score("101")
    field = next(iter(shown.tab.person.fields.values()))
    assert field.error.text()
    assert field.value() == "101"
    assert set(shown.totals().values()) == {0}


def test_that_one_act_chooses_and_enrols_and_asks_why_where_somebody_is_outside(shown):
    shown.add_all()
    shown.write_criterion()
    shown.go_to("Dedi")
    shown.tab.person.take_focus()
    QTest.keyClicks(focus(), "90")
    QTest.keyClick(focus(), ENTER)
    shown.tab.choose.click()
    assert "Choose 2" in shown.tab.asked.words
    QTest.keyClick(focus(), ENTER)
    assert ApplicationState.CHOSEN in shown.outcomes().values()
    assert not any(one.applicant.state is ApplicationState.CHOSEN for one in shown.tab.table.records)
    shown.give_reason("tekadnya kuat")
    states = {one.applicant.name: one.applicant.state for one in shown.tab.table.records}
    assert states["Dedi"] is ApplicationState.CHOSEN
    assert "2 people chosen and enrolled" in shown.tab.asked.words
    assert not shown.tab.choose.isEnabled()


def test_that_a_place_given_up_goes_to_the_reserve_and_is_told(shown):
    test_that_one_act_chooses_and_enrols_and_asks_why_where_somebody_is_outside(shown)
    shown.go_to("Dedi")
    assert shown.tab.person.withdraw.text() == "Gives the place up…"
    shown.tab.person.withdraw.click()
    shown.give_reason("bekerja")
    assert "moved up from reserve" in shown.tab.asked.words
    states = [one.applicant.state for one in shown.head.ask(SelectionOf(shown.batch_id, 1)).lines]
    assert states.count(ApplicationState.CHOSEN) == 2


def test_that_the_committee_s_word_is_given_with_a_reason_and_taken_back(shown):
    shown.add_all()
    shown.go_to("Citra")
    shown.tab.person.take_in.click()
    shown.give_reason("yatim piatu")
    assert "yatim piatu" in shown.tab.person.why.text()
    line = next(one for one in shown.tab.table.records if one.applicant.name == "Citra")
    assert line.applicant.panel is PanelWord.IN
    shown.tab.person.by_points.click()
    assert shown.tab.person.take_in.isVisible()


def test_that_the_usual_criteria_are_offered_and_a_name_is_needed(shown):
    shown.tab.edit.click()
    shown.tab.criteria.usual.click()
    assert shown.findings() == []
    shown.tab.criteria.save.click()
    assert [one.name for one in shown.tab.found.criteria] == [
        "Interest and talent", "Waiting time", "Never trained before",
    ]  # fmt: skip
    shown.tab.edit.click()
    shown.tab.criteria.editor.lines[0].name.clear()
    shown.tab.criteria.save.click()
    assert shown.tab.criteria.error.text() == "A criterion needs a name."


def test_that_a_social_worker_prepares_and_the_head_alone_chooses(qtbot, tmp_path):
    shown = Shown(qtbot, tmp_path, Role.PEKERJA_SOSIAL)
    assert shown.tab.add.isVisible()
    assert not shown.tab.choose.isVisible()
    front = FrontDesk(shown.house.desk(Role.INSTRUKTUR), StraightTasks(None), None)
    assert "selection" not in [key for key, _words in choices(front)]
    shown.page.close()
    shown.head.close()


def test_that_two_intakes_a_year_are_written_down_and_opened_once(shown):
    shown.page.show_tab("programs")
    programs = shown.page.programs
    programs.batches.yearly.click()
    card = programs.templates
    card.form.load({"template_name": "Angkatan II", "start_day": 6, "start_month": 7, "months": 6})
    card.form.fields["places"].set_value("banyak")
    card.save.click()
    assert card.form.fields["places"].error.text()
    card.form.fields["places"].set_value("20")
    card.save.click()
    card.open_them.click()
    assert "Menjahit · Angkatan II 2027" in card.told.text()
    card.open_them.click()
    assert "There already" in card.told.text()
    named = [one.name for one in shown.head.ask(Classes())]
    assert named.count("Angkatan II 2027") == 1
    assert next(one for one in shown.head.ask(Classes()) if one.name == "Angkatan II 2027").intake.places == 20
    card.back.click()
    assert programs.batches.isVisible()


def test_that_trainers_are_ticked_on_the_programme(shown):
    shown.house.desk(Role.INSTRUKTUR)
    shown.page.show_tab("programs")
    shown.page.programs.program.set_trainers.click()
    sheet = open_sheet(TrainersSheet)
    assert sheet.windowTitle() == "Trainers of Menjahit"
    for box in sheet.boxes.values():
        box.setChecked(True)
    sheet.save()
    assert len(shown.head.ask(Programs())[0].trainers) == 1
