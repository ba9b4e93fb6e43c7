"""Case conferences on screen, over a real store: planned, spoken, asked, closed, all by keys and buttons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.conferences import Outcome, Purpose
from shelter_admin.domain.readiness import Criterion, State
from shelter_admin.operations.cases.conferences import Conferences
from shelter_admin.operations.cases.follow_ups import AskFollowUp
from shelter_admin.operations.readiness import CandidateFile
from tests.operations.conference_house import PRESENT, Meeting, a_meeting
from tests.operations.residents_house import TODAY, House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.cases.conference_follow_ups import FollowUpsPart
from ui.cases.conference_sheets import AgendaSheet, ConferenceSheet, FollowUpSheet
from ui.cases.conferences import ConferencesPart
from ui.cases.page import CasesPage
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk


@dataclass
class Shown:
    part: ConferencesPart
    house: House
    meeting: Meeting

    def sheet(self, kind: Any) -> Any:
        return next(one for one in self.part.findChildren(kind) if one.isVisible())

    def on_agenda(self) -> list[str]:
        assert self.part.conference is not None
        return [one.name for one in self.part.conference.cases]


def _raise(_owner: object, failure: Exception) -> None:
    raise failure


def show(qtbot, house: House) -> ConferencesPart:
    front = FrontDesk(house.head, StraightTasks())
    front.trouble.connect(_raise)
    page = CasesPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    page.show_part("conferences")
    part = page.part
    assert isinstance(part, ConferencesPart)
    return part


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


@pytest.fixture
def shown(qtbot, house) -> Shown:
    meeting = a_meeting(house, present="")
    return Shown(show(qtbot, house), house, meeting)


def test_that_a_conference_is_planned_and_opened(qtbot, house):
    part = show(qtbot, house)
    part.plan_button.click()
    sheet = next(one for one in part.findChildren(ConferenceSheet) if one.isVisible())
    sheet.form.load({"starts_at": "9", "place": "Aula"})
    sheet.save()
    assert [one.place for one in house.head.ask(Conferences())] == ["Aula"]
    assert part.conference is not None
    assert part.conference.starts_at == "09.00"
    assert part.remove_button.isVisible()


def test_that_a_time_that_cannot_be_read_is_said_beside_it_and_stays(qtbot, house):
    part = show(qtbot, house)
    part.plan()
    sheet = next(one for one in part.findChildren(ConferenceSheet) if one.isVisible())
    sheet.form.load({"starts_at": "pagi"})
    sheet.save()
    assert sheet.isVisible()
    assert sheet.starts_at.error.text()


def test_that_whoever_is_suggested_is_ticked_onto_the_agenda(shown):
    late = shown.house.admit("Lama Tak Dibahas", admitted_on=TODAY.replace(year=2025)).person_id
    shown.part.put_button.click()
    sheet = shown.sheet(AgendaSheet)
    assert sheet.list.count() == 1
    sheet.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert sheet.chosen() == (late,)
    sheet.save()
    assert shown.on_agenda() == ["Nur Santoso", "Budi Setiawan", "Lama Tak Dibahas"]


def test_that_nobody_chosen_is_said_in_the_dialog(shown):
    shown.part.put_on()
    sheet = shown.sheet(AgendaSheet)
    sheet.save()
    assert sheet.isVisible()
    assert sheet.who.error.text() or sheet.form.general.text()


def test_that_the_agenda_is_put_in_order_and_somebody_taken_off(shown):
    shown.part.down_button.click()
    assert shown.on_agenda() == ["Budi Setiawan", "Nur Santoso"]
    shown.part.off_button.click()
    assert shown.on_agenda() == ["Budi Setiawan"]
    shown.house.head.undo()
    assert len(shown.meeting.file().cases) == 2


def test_that_what_the_conference_says_is_written_down_by_keys_and_what_is_typed_stays(shown):
    card = shown.part.card
    card.outcome.set_value(Outcome.RECOMMENDED)
    card.words.set_value("Kakak siap menerima.")
    assert card.unsaved
    shown.part.reload()
    assert card.words.value() == "Kakak siap menerima."
    QTest.keyClick(card.words.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    case = shown.meeting.case(shown.meeting.leaving.person_id)
    assert (case.outcome, case.words) == (Outcome.RECOMMENDED, "Kakak siap menerima.")
    assert not card.unsaved


def test_that_another_purpose_offers_what_can_be_said_of_it(shown):
    card = shown.part.card
    card.purpose.combo.setCurrentIndex(list(Purpose).index(Purpose.REFERRAL))
    assert Outcome.RECOMMENDED not in card.outcome._keys
    card.outcome.set_value(Outcome.REFERRED)
    card.save()
    assert shown.meeting.case(shown.meeting.leaving.person_id).purpose is Purpose.REFERRAL


def test_that_something_is_asked_of_somebody_and_done(shown):
    shown.part.card.ask.click()
    sheet = shown.sheet(FollowUpSheet)
    sheet.save()
    assert sheet.what.error.text()
    sheet.form.load({"what": "Menelepon kakak", "who": "Sari", "due_on": "30-11-2026"})
    sheet.save()
    shown.part.reload()
    (one,) = shown.meeting.case(shown.meeting.leaving.person_id).follow_ups
    assert (one.doer, one.done_on) == ("Sari", None)
    shown.part.card.follow_ups.go_to(one.follow_up_id)
    shown.part.card.done.click()
    assert shown.meeting.case(shown.meeting.leaving.person_id).follow_ups[0].done_on == TODAY


def test_that_closing_says_what_is_missing_and_then_closes_for_good(shown):
    part = shown.part
    part.close_conference()
    assert "present" in part.error.text()
    part.change()
    sheet = shown.sheet(ConferenceSheet)
    sheet.present.set_value(PRESENT)
    sheet.save()
    shown.meeting.say(shown.meeting.leaving.person_id, Outcome.RECOMMENDED, "Siap.")
    shown.meeting.say(shown.meeting.other, Outcome.AGREED)
    part.reload()
    part.close_button.click()
    shown.sheet(Sheet).accept()
    assert part.conference is not None
    assert part.conference.closed
    assert not part.close_button.isVisible()
    assert not part.card.write.isVisible()
    path = shown.house.head.ask(CandidateFile(shown.meeting.leaving.person_id))
    states = {one.criterion: one.state for one in path.written}
    assert states[Criterion.CASE_CONFERENCE] is State.MET


def test_that_closing_waits_for_what_is_typed(shown):
    shown.part.card.words.set_value("belum disimpan")
    shown.part.ask_to_close()
    assert shown.part.error.text()
    assert [one for one in shown.part.findChildren(Sheet) if one.isVisible()] == []


def test_that_what_conferences_asked_for_stands_in_a_list_of_its_own_until_it_is_done(qtbot, shown):
    case = shown.meeting.case(shown.meeting.leaving.person_id)
    shown.house.head.do(AskFollowUp(case_id=case.case_id, what="Menelepon kakak", due_on=TODAY - timedelta(days=1)))
    page = shown.part.parent().parent()
    assert isinstance(page, CasesPage)
    page.show_part("follow_ups")
    assert isinstance(page.part, FollowUpsPart)
    assert page.subtitle.text() == "1 open, 1 late"
    page.part.done_button.click()
    assert page.part.empty.isVisible()
