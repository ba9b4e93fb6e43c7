"""Readiness on screen: over a real store where rules count, over a recording desk where only the page does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.readiness import DEFAULT_POLICY, USUAL, CandidateList, Criterion, ScopeKind, State
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness import CandidateFile, Candidates, Outlooks, ReadinessPolicyNow
from tests.look.houses import LONGEST
from tests.operations.readiness_house import Trainee, a_trainee, a_trainer, ready_but_for_the_head, the_candidate
from tests.operations.residents_house import House, a_house
from tests.ui.readiness_people import LIST, OUTLOOKS, PEOPLE, a_path
from tests.ui.recording_desk import RecordingDesk, StraightTasks, a_front, staff
from ui.kit.frontdesk import FrontDesk
from ui.readiness.asked import AskedSheet
from ui.readiness.deciding import NOT_YET, READY, DecideSheet
from ui.readiness.lists import MINE, NO_RECEIVER
from ui.readiness.page import ReadinessPage
from ui.readiness.recording import RecordSheet
from ui.readiness.trial import from_to


@dataclass
class Shown:
    """A page over a real desk, with somebody ready but for the head and somebody far from it."""

    page: ReadinessPage
    house: House
    ready: Trainee
    far: Trainee

    def names(self) -> list[str]:
        return [one.name for one in self.page.table.records]

    def opened(self) -> list[tuple[str, ...]]:
        """Whose way out the audit says was opened."""
        return [line.about for line in self.house.audit() if line.act == "CandidateFile"]

    def deciding(self) -> DecideSheet:
        self.page.path.decide.click()
        return next(sheet for sheet in self.page.findChildren(DecideSheet) if sheet.isVisible())


def show(qtbot, desk: Desk | RecordingDesk) -> ReadinessPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = ReadinessPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def shown(qtbot, tmp_path) -> Iterator[Shown]:
    house = a_house(tmp_path)
    ready = ready_but_for_the_head(house)
    far = a_trainee(house, "Halimah", marks="HAAA", mark=40.0)
    page = show(qtbot, house.head)
    yield Shown(page, house, ready, far)
    page.close()
    house.head.close()


@pytest.fixture
def recorded(qtbot):
    def made(*roles: Role) -> ReadinessPage:
        people = {one.person_id: one for one in PEOPLE}
        desk = RecordingDesk(staff(*roles))
        desk.answers(Candidates, LIST).answers(CandidateFile, lambda query: a_path(people[query.person_id]))
        desk.answers(Outlooks, OUTLOOKS)
        page = ReadinessPage(a_front(desk))
        qtbot.addWidget(page)
        page.resize(1158, 650)
        page.show()
        return page

    return made


def test_that_nobodys_way_is_opened_and_audited_before_somebody_is_chosen(shown):
    assert sorted(shown.names()) == ["Halimah", "Nur Santoso"]
    assert shown.page.path.person_id == ""
    assert shown.opened() == []
    shown.page.table.go_to(shown.far.enrolment_id)
    assert shown.opened() == [(shown.far.person_id,)]


def test_that_whoever_is_chosen_is_shown_with_the_way_out(shown):
    for person_id in (shown.ready.person_id, shown.far.person_id):
        shown.page.open_person(person_id)
        assert shown.page.path.path.person_id == person_id
        assert shown.page.table.current().person_id == person_id


def test_that_the_head_decides_with_names_and_reason_and_the_list_says_so(shown):
    shown.page.open_person(shown.ready.person_id)
    sheet = shown.deciding()
    assert sheet.ready
    QTest.keyClicks(sheet.names.note, "Rina, Budi")
    QTest.keyClicks(sheet.reason.note, "Siap bekerja")
    QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    decision = the_candidate(shown.house.head, shown.ready).decision
    assert decision is not None
    assert (decision.ready, decision.names, decision.reason) == (True, "Rina, Budi", "Siap bekerja")
    row = next(one for one in shown.page.table.records if one.person_id == shown.ready.person_id)
    assert row.decision is not None
    assert shown.page.path.path is not None
    assert len(shown.page.path.path.decisions) == 1


def test_that_a_decision_without_names_or_reason_is_refused_beside_the_field_and_typing_stays(shown):
    shown.page.open_person(shown.ready.person_id)
    sheet = shown.deciding()
    QTest.keyClicks(sheet.names.note, "Rina")
    sheet.save()
    assert sheet.reason.error.isVisible()
    assert sheet.isVisible()
    assert sheet.names.value() == "Rina"
    sheet.names.set_value("")
    sheet.reason.set_value("Siap")
    sheet.save()
    assert sheet.names.error.isVisible()
    assert the_candidate(shown.house.head, shown.ready).decision is None


def test_that_a_decision_against_the_proposal_is_said_before_it_is_made(shown):
    shown.page.open_person(shown.far.person_id)
    sheet = shown.deciding()
    assert not sheet.ready
    assert not sheet.against.isVisible()
    sheet.choice.choose(READY)
    sheet.choice.chosen.emit(READY)
    assert sheet.against.isVisible()
    sheet.names.set_value("Rina")
    sheet.reason.set_value("Keluarga menjemput")
    sheet.save()
    decision = the_candidate(shown.house.head, shown.far).decision
    assert decision is not None
    assert decision.ready


def test_that_not_yet_for_somebody_proposed_is_against_the_proposal_too(shown):
    shown.page.open_person(shown.ready.person_id)
    sheet = shown.deciding()
    assert not sheet.against.isVisible()
    sheet.choice.choose(NOT_YET)
    sheet.choice.chosen.emit(NOT_YET)
    assert sheet.against.isVisible()


def test_that_a_place_to_go_is_written_down_with_day_and_note(shown):
    shown.page.open_person(shown.far.person_id)
    path = shown.page.path
    path.record(Criterion.RECEPTION, path.path)
    sheet = next(one for one in shown.page.findChildren(RecordSheet) if one.isVisible())
    sheet.save()
    assert sheet.state.error.isVisible()
    assert shown.house.head.ask(CandidateFile(shown.far.person_id)).written == ()
    sheet.state.set_value(State.MET)
    sheet.day.set_value("nanti")
    sheet.save()
    assert sheet.day.error.isVisible()
    sheet.day.set_value("20-11-2026")
    sheet.note.set_value("Kakak di Samboja")
    sheet.save()
    found = shown.house.head.ask(CandidateFile(shown.far.person_id))
    (written,) = [one for one in found.written if one.criterion is Criterion.RECEPTION]
    assert (written.state, written.note) == (State.MET, "Kakak di Samboja")
    assert path.path.written == found.written


def test_that_the_list_is_filtered_by_what_is_typed_and_by_chip(shown):
    QTest.keyClicks(shown.page.search, "hali")
    QTest.qWait(200)
    assert shown.names() == ["Halimah"]
    shown.page.search.clear()
    shown.page.open_person(MINE)
    assert shown.names() == ["Nur Santoso"]


def unticked(editor, *criteria):
    for one in criteria:
        editor.form.rules[one.value].counts.setChecked(False)


def test_that_the_head_tries_a_policy_and_only_saving_changes_it(shown):
    page = shown.page
    page.policy_button.click()
    editor = page.policy
    assert editor.isVisible()
    unticked(editor, Criterion.RECEPTION, Criterion.CASE_CONFERENCE, Criterion.ATTENDANCE, Criterion.MARK)
    editor.try_button.click()
    (line,) = editor.trial.table.records
    assert line.before.name == "Halimah"
    assert from_to(line) == "not ready yet (2/7) → proposed to the head (2/3)"
    assert shown.house.head.ask(ReadinessPolicyNow()) == DEFAULT_POLICY
    editor.save_button.click()
    kept = {rule.criterion for rule in shown.house.head.ask(ReadinessPolicyNow()).criteria}
    assert kept == {Criterion.IDENTITY, Criterion.HEALTH, Criterion.HEAD}
    assert page.path.isVisible()


def test_that_a_policy_from_a_day_that_is_past_is_refused_beside_the_day(shown):
    shown.page.show_policy()
    editor = shown.page.policy
    editor.day.set_value("01-01-2020")
    editor.save()
    assert editor.day.error.isVisible()


def test_that_a_policy_for_one_programme_is_made_by_keys_and_ended_again(shown):
    editor = shown.page.policy
    shown.page.show_policy()
    assert editor.focusWidget() is editor.scope.combo
    scope = next(key for key in editor.scope._keys if key.kind is ScopeKind.PROGRAM)
    QTest.keyClick(editor.scope.combo, Qt.Key.Key_Down)
    assert editor.chosen_scope() == scope
    mark = editor.form.rules[Criterion.MARK.value]
    mark.limit.setFocus()
    mark.limit.selectAll()
    QTest.keyClicks(mark.limit, "95")
    QTest.keyClick(mark.limit, Qt.Key.Key_Return)
    editor.save_button.click()
    assert shown.page.path.isVisible()
    line = the_candidate(shown.house.head, shown.ready)
    assert (line.policy.scope, line.blockers[0]) == (scope, Criterion.MARK)
    shown.page.show_policy()
    editor.show_scope(scope)
    editor.end_button.click()
    assert the_candidate(shown.house.head, shown.ready).policy == DEFAULT_POLICY


def test_that_of_an_assessment_of_difficulties_the_most_that_is_enough_is_asked(shown):
    shown.page.show_policy()
    editor = shown.page.policy
    ability = editor.form.rules[Criterion.ABILITY.value]
    ability.counts.setChecked(True)
    for code, sign, at_most in (("adl", "≥ ", False), ("odgj", "≤ ", True)):
        ability.instrument.choose(code)
        assert (ability.limit.prefix(), ability.at_most) == (sign, at_most)
    ability.limit.setValue(2)
    editor.save()
    kept = shown.house.head.ask(ReadinessPolicyNow()).rule(Criterion.ABILITY)
    assert (kept.instrument, kept.least, kept.at_most) == ("odgj", 2, True)


def test_that_an_own_criterion_is_added_in_words_weighted_and_written_down(shown):
    shown.page.show_policy()
    editor = shown.page.policy
    editor.add_button.click()
    own = next(field for code, field in editor.form.rules.items() if code.startswith("own:"))
    editor.save()
    assert own.error.isVisible()
    QTest.keyClicks(own.own_words, "Percaya diri")
    own.how.setCurrentIndex(1)
    assert editor.form.score.isVisibleTo(editor)
    editor.save()
    shown.page.open_person(shown.far.person_id)
    check = the_candidate(shown.house.head, shown.far).check(Criterion.OWN)
    assert check is not None
    assert (check.words, check.weight, check.state) == ("Percaya diri", 1, State.UNKNOWN)
    shown.page.strip.all.click()
    asked = next(sheet for sheet in shown.page.findChildren(AskedSheet) if sheet.isVisible())
    assert "Percaya diri" in [step.title for step in asked.timeline.steps]
    asked.record(check)
    sheet = next(one for one in asked.findChildren(RecordSheet) if one.isVisible())
    sheet.state.set_value(State.MET)
    sheet.save()
    check = the_candidate(shown.house.head, shown.far).check(Criterion.OWN)
    assert check is not None
    assert check.state is State.MET


def test_that_what_does_not_apply_is_refused_without_a_reason_beside_the_note(shown):
    shown.page.open_person(shown.far.person_id)
    shown.page.show_asked()
    asked = next(sheet for sheet in shown.page.findChildren(AskedSheet) if sheet.isVisible())
    asked.record(asked._outlook.candidate.check(Criterion.MARK))
    sheet = next(one for one in asked.findChildren(RecordSheet) if one.isVisible())
    assert sheet.state.combo.count() == 3
    sheet.state.set_value(State.NOT_APPLICABLE)
    sheet.save()
    assert sheet.note.error.isVisible()
    QTest.keyClicks(sheet.note.note, "Tidak dapat membaca")
    sheet.save()
    assert the_candidate(shown.house.head, shown.far).of == 6


def test_that_what_is_next_and_when_stands_below_the_list(shown):
    shown.page.table.go_to(shown.far.enrolment_id)
    strip = shown.page.strip
    assert strip.isVisible()
    assert strip.step.text().startswith("Next: ")
    assert "cannot be told" in strip.forecast.text()
    shown.page.table.go_to(shown.ready.enrolment_id)
    assert strip.step.text() == "Next: Decide: everything else is there."


def test_that_candidates_are_narrowed_to_whose_turn_it_is_and_grouped(shown):
    page = shown.page
    assert [page.turns._keys[key].text() for key in ("instruktur", "kepala")] == ["Trainer 1", "Head 1"]
    page.turns._keys["instruktur"].click()
    assert shown.names() == ["Halimah"]
    page.turns._keys["anybody"].click()
    page.grouped.setChecked(True)
    assert len(page.table.model().group_rows) == 2


def test_that_the_head_reads_what_the_case_conference_said_before_deciding(shown):
    shown.page.open_person(shown.ready.person_id)
    assert "No case conference" in shown.deciding().heard.text()


def test_that_a_trainer_sees_the_own_trainees_and_changes_nothing(qtbot, tmp_path):
    house = a_house(tmp_path)
    own, _other = a_trainee(house, "Yohanes Daud", "Las"), a_trainee(house, "Aminah", "Menjahit")
    page = show(qtbot, a_trainer(house, "Las"))
    assert [one.name for one in page.table.records] == ["Yohanes Daud"]
    page.open_person(own.person_id)
    assert not page.path.decide.isVisible()
    assert not page.policy.may_edit
    assert page.findChildren(DecideSheet) == []
    page.show_policy()
    assert not page.policy.save_button.isVisible()
    page.close()
    house.head.close()


def test_that_chips_count_and_their_lists_show_as_many(recorded):
    page = recorded(Role.KEPALA)
    for key, _words, test in page._lists:
        page.open_person(key)
        assert len(page.table.records) == sum(map(test, PEOPLE))
    assert NO_RECEIVER in {key for key, _words, _test in page._lists}


def test_that_every_check_is_named_for_the_tooltip_and_the_reader(recorded):
    page = recorded(Role.KEPALA)
    told = page.table.model().index(5, 2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Attendance of the training: not met (71\u00a0%, best 83\u00a0%)" in told
    assert told.count("\n") == len(USUAL)


def test_that_what_blocks_has_its_figure_and_whose_turn_it_is(recorded):
    page = recorded(Role.KEPALA)
    model = page.table.model()
    assert model.index(5, 3).data() == "Attendance 71\u00a0%, best 83\u00a0%"
    assert model.index(5, 4).data() == "Trainer"
    assert model.index(4, 3).data() == "Final mark 68, at least 70"


def test_that_a_name_of_sixty_letters_stays_whole_in_the_tooltip(recorded):
    page = recorded(Role.KEPALA)
    page.open_person("person-9")
    assert page.table.model().index(8, 0).data(Qt.ItemDataRole.ToolTipRole) == LONGEST
    assert page.path.name.toolTip() == LONGEST


def test_that_enter_goes_from_the_row_to_the_decision(recorded):
    page = recorded(Role.KEPALA)
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert page.focusWidget() is page.path.decide


def test_that_an_empty_page_teaches_and_leads_to_the_training(qtbot):
    desk = (
        RecordingDesk(staff(Role.KEPALA)).answers(Candidates, CandidateList(DEFAULT_POLICY, ())).answers(Outlooks, ())
    )
    front = a_front(desk)
    page = ReadinessPage(front)
    qtbot.addWidget(page)
    page.show()
    asked: list[str] = []
    front.go.connect(lambda key, _person: asked.append(key))
    page.begin_button.click()
    assert asked == ["training"]
    assert not page.table.isVisible()


def _raise(_owner, error):
    raise error
