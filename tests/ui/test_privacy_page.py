"""The page of data protection over a real store: requests with their clock, freezing, notice and consent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.domain.privacy.consent import ConsentAnswer, GivenBy
from shelter_admin.domain.privacy.incidents import Touched, WhoIsAffected
from shelter_admin.domain.privacy.processed import PROCESSED
from shelter_admin.domain.privacy.requests import Asker, Ground, Outcome, Refusal, RequestKind
from shelter_admin.domain.privacy.retention import Kind, Retention
from shelter_admin.operations.privacy.consents import ConsentsInHouse, ConsentsOf
from shelter_admin.operations.privacy.incidents import Incidents
from shelter_admin.operations.privacy.limiting import LimitData
from shelter_admin.operations.privacy.requests import AnswerRequest, DataRequestsNow, RecordRequest
from shelter_admin.operations.privacy.retention import RetentionView
from shelter_admin.operations.residents import RecordLeaving
from tests.operations.residents_house import TODAY, a_picture
from tests.ui.recording_desk import PANTI, StraightTasks
from ui.kit.alerts import ReasonSheet, Sheet
from ui.kit.asking import typed_moment
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.privacy.consent_sheet import ConsentSheet
from ui.privacy.consents import ConsentsTab
from ui.privacy.incident_sheets import AffectedSheet, IncidentSheet
from ui.privacy.incidents import IncidentsTab
from ui.privacy.page import CONSENT, INCIDENTS, PROCESSING, REQUESTS, RETENTION, PrivacyPage
from ui.privacy.processing import ProcessingTab
from ui.privacy.request_sheets import AnswerSheet, CopySheet, LimitSheet, RecordRequestSheet
from ui.privacy.requests import RequestsTab
from ui.privacy.retention import RetentionTab
from ui.privacy.retention_sheets import DestroySheet, TermsSheet

Shown = TypeVar("Shown", bound=QWidget)


def show(qtbot, desk) -> PrivacyPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = PrivacyPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    front.changed.connect(page.take_changes)
    page.reload()
    return page


def _raise(_owner, failure):
    raise failure


def sheet_of(page, kind):
    return next(one for one in page.findChildren(kind) if one.isVisible())


def tab_of(page: PrivacyPage, kind: type[Shown]) -> Shown:
    (found,) = [view for view in page.views.values() if isinstance(view, kind)]
    return found


def answered(house):
    return [(line.outcome, line.refusal, line.answer) for line in house.head.ask(DataRequestsNow()).requests]


def test_that_a_request_is_written_down_for_whoever_was_picked_and_its_clock_runs(qtbot, house):
    person = house.admit("Siti Aminah")
    page = show(qtbot, house.head)
    tab = tab_of(page, RequestsTab)
    tab.new_button.click()
    sheet = sheet_of(page, RecordRequestSheet)
    sheet.save()
    assert sheet.who.error.isVisible()
    sheet.who.pick(person.person_id, "Siti Aminah")
    sheet.kind.set_value(RequestKind.CORRECTION)
    QTest.keyClicks(sheet.said.note, "Tanggal lahir saya keliru")
    sheet.save()
    (line,) = house.head.ask(DataRequestsNow()).requests
    assert (line.kind, line.asker, line.words) == (RequestKind.CORRECTION, Asker.SELF, "Tanggal lahir saya keliru")
    assert tab.table.model().index(0, 4).data() == "◷ 3 days left"
    house.clock.forward(hours=80)
    page.reload()
    assert tab.table.model().index(0, 4).data() == "▲ 8 hours late"
    assert page.subtitle.text() == "1 open request · 1 late"


def test_that_the_moment_a_request_came_is_typed_on_the_pantis_clock():
    now = datetime(2026, 11, 21, 4, tzinfo=UTC)
    assert typed_moment("20-11-2026 09.30", PANTI, now, "f") == datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
    assert typed_moment("20-11-2026", PANTI, now, "f") == datetime(2026, 11, 19, 16, tzinfo=UTC)
    assert typed_moment("", PANTI, now, "f") == now
    for unclear in ("kemarin sore", "20-11-2026 25.00"):
        with pytest.raises(Refused, match="moment_unclear"):
            typed_moment(unclear, PANTI, now, "f")


def test_that_a_refusal_without_reason_stays_open_beside_its_field(qtbot, house):
    house.head.do(RecordRequest(house.admit("Siti Aminah").person_id, RequestKind.ERASURE))
    page = show(qtbot, house.head)
    tab = tab_of(page, RequestsTab)
    tab.answer_button.click()
    sheet = sheet_of(page, AnswerSheet)
    assert not sheet.refusal.isVisible()
    sheet.outcome.set_value(Outcome.REFUSED)
    sheet.outcome.changed.emit()
    sheet.save()
    assert sheet.isVisible()
    assert sheet.refusal.error.isVisible()
    sheet.refusal.set_value(Refusal.LAW)
    QTest.keyClicks(sheet.answer.note, "Disimpan sampai 2036")
    sheet.save()
    assert answered(house) == [(Outcome.REFUSED, Refusal.LAW, "Disimpan sampai 2036")]
    assert not tab.answer_button.isEnabled()


def test_that_the_letter_is_printed_once_the_request_is_answered(qtbot, house):
    request_id = house.head.do(RecordRequest(house.admit("Siti Aminah").person_id, RequestKind.ACCESS)).outcome
    page = show(qtbot, house.head)
    tab = tab_of(page, RequestsTab)
    assert not tab.letter_button.isEnabled()
    house.head.do(AnswerRequest(request_id, Outcome.GRANTED))
    page.reload()
    tab.letter_button.click()
    next(one for one in page.findChildren(Preview) if one.isVisible()).reject()
    assert house.audit()[-1].act == "PrintAnswer"


def test_that_the_copy_of_somebodys_data_is_shown_on_paper(qtbot, house):
    house.head.do(RecordRequest(house.admit("Siti Aminah").person_id, RequestKind.ACCESS))
    page = show(qtbot, house.head)
    tab_of(page, RequestsTab).copy_button.click()
    sheet_of(page, CopySheet).save()
    preview = next(one for one in page.findChildren(Preview) if one.isVisible())
    preview.reject()
    assert house.audit()[-1].act == "PrintMyData"


def test_that_details_are_frozen_and_the_freezing_lifted_with_a_reason(qtbot, house):
    person = house.admit("Siti Aminah")
    page = show(qtbot, house.head)
    tab = tab_of(page, RequestsTab)
    tab.freeze_button.click()
    sheet = sheet_of(page, LimitSheet)
    sheet.who.pick(person.person_id, "Siti Aminah")
    sheet.ground.set_value(Ground.SAFETY)
    sheet.save()
    assert [one.ground for one in house.head.ask(DataRequestsNow()).limited] == [Ground.SAFETY]
    tab.lift_button.click()
    reason = sheet_of(page, ReasonSheet)
    QTest.keyClicks(reason.reason.note, "Pelaku ditahan")
    QTest.keyClick(reason.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert house.head.ask(DataRequestsNow()).limited == ()
    assert tab.nobody.isVisible()


def test_that_the_social_worker_reads_requests_but_answers_and_freezes_nothing(qtbot, house):
    house.head.do(LimitData(house.admit("Siti Aminah").person_id))
    tab = tab_of(show(qtbot, house.desk(Role.PEKERJA_SOSIAL)), RequestsTab)
    shown = [made.isHidden() for made in (tab.new_button, tab.answer_button, tab.freeze_button, tab.lift_button)]
    assert shown == [True] * 4


def test_that_who_was_not_told_yet_is_found_and_written_down_with_the_scan(qtbot, house, tmp_path):
    person = house.admit("Siti Aminah").person_id
    page = show(qtbot, house.head)
    page.show_tab(CONSENT)
    tab = tab_of(page, ConsentsTab)
    assert page.subtitle.text() == "0 of 1 in the house were told what their data is used for"
    tab.write_button.click()
    sheet = sheet_of(page, ConsentSheet)
    scan = tmp_path / "surat.png"
    scan.write_bytes(a_picture(60))
    sheet.take_scan(scan)
    sheet.answer.set_value(ConsentAnswer.GIVEN)
    sheet.answer.changed.emit()
    sheet.save()
    assert sheet.given_by.error.isVisible()
    sheet.given_by.set_value(GivenBy.SELF)
    sheet.save()
    (said,) = house.head.ask(ConsentsOf(person))
    assert (said.answer, said.given_by, said.has_scan) == (ConsentAnswer.GIVEN, GivenBy.SELF, True)
    assert page.subtitle.text() == "1 of 1 in the house were told what their data is used for"
    tab.scan_button.click()
    next(one for one in page.findChildren(Preview) if one.isVisible()).reject()


def test_that_the_form_is_printed_for_one_person_and_blank(qtbot, house):
    house.admit("Siti Aminah")
    page = show(qtbot, house.head)
    page.show_tab(CONSENT)
    tab = tab_of(page, ConsentsTab)
    for made in (tab.form_button, tab.blank_button):
        made.click()
        next(one for one in page.findChildren(Preview) if one.isVisible()).reject()
    assert [entry.act for entry in house.audit()[-2:]] == ["PrintConsentForm", "PrintConsentForm"]


def test_that_the_list_narrows_to_who_was_not_told_and_to_what_is_typed(qtbot, house):
    for name in ("Siti Aminah", "Budi Raharjo"):
        house.admit(name)
    page = show(qtbot, house.head)
    page.show_tab(CONSENT)
    tab = tab_of(page, ConsentsTab)
    tab.search.setText("budi")
    tab._filter()
    assert [line.name for line in tab.table.records] == ["Budi Raharjo"]
    assert len(house.head.ask(ConsentsInHouse())) == 2


def test_that_f6_goes_round_the_tabs(qtbot, house):
    page = show(qtbot, house.head)
    seen = []
    for _turn in page.views:
        seen.append(page.at)
        page._next_tab()
    assert (seen, page.at) == (list(page.views), REQUESTS)


def test_that_an_incident_is_written_down_listed_told_and_closed(qtbot, house):
    person = house.admit("Siti Aminah")
    page = show(qtbot, house.head)
    page.show_tab(INCIDENTS)
    tab = tab_of(page, IncidentsTab)
    assert tab.empty.isVisible()
    tab.new_button.click()
    sheet = sheet_of(page, IncidentSheet)
    sheet.save()
    assert sheet.what.error.isVisible()
    sheet.what.boxes[Touched.HEALTH].click()
    QTest.keyClicks(sheet.happened.note, "Buku kesehatan tertinggal di angkot")
    QTest.keyClicks(sheet.handling.note, "Buku kembali, sopir membuat surat")
    sheet.save()
    tab.affected_button.click()
    listing = sheet_of(page, AffectedSheet)
    listing.who.set_value(WhoIsAffected.NAMED)
    listing.who.changed.emit()
    listing.person.pick(person.person_id, "Siti Aminah · 2026-0001")
    listing.person.picked.emit(person.person_id)
    listing.save()
    for made in (tab.people_notice, tab.authority_notice):
        made.click()
        next(one for one in page.findChildren(Preview) if one.isVisible()).reject()
    tab.people_told.click()
    tab.authority_told.click()
    tab.close_button.click()
    next(one for one in page.findChildren(Sheet) if one.isVisible()).accept()
    (found,) = house.head.ask(Incidents())
    assert (found.what, [one.name for one in found.affected], found.closed_by) == (
        (Touched.HEALTH,),
        ["Siti Aminah"],
        "Dra. Ratna Wulandari",
    )
    assert not tab.change_button.isEnabled()
    assert page.subtitle.text() == "No open incident"


def test_that_the_social_worker_has_no_incidents(qtbot, house):
    assert INCIDENTS not in show(qtbot, house.desk(Role.PEKERJA_SOSIAL)).views


def test_that_terms_are_set_with_their_rule_and_what_is_past_them_is_destroyed_by_two(qtbot, house):
    person = house.admit("Siti Aminah").person_id
    house.head.do(RecordLeaving(person, LeavingReason.FAMILY, TODAY))
    house.clock.forward(days=6 * 366)
    page = show(qtbot, house.head)
    page.show_tab(RETENTION)
    tab = tab_of(page, RetentionTab)
    assert (tab.past, tab.all_button.isEnabled()) == ((), False)
    tab.change_button.click()
    terms = sheet_of(page, TermsSheet)
    terms.years[Kind.CASE_FILE].set_value("lima")
    terms.save()
    assert terms.years[Kind.CASE_FILE].error.isVisible()
    terms.years[Kind.CASE_FILE].set_value("5")
    terms.save()
    assert terms.rule.error.isVisible()
    terms.rule.set_value("Pergub 20/2020")
    terms.save()
    assert house.head.ask(RetentionView()).retention == Retention(5, None, None, "Pergub 20/2020")
    assert [line.name for line in tab.past] == ["Siti Aminah"]
    tab.all_button.click()
    sheet = sheet_of(page, DestroySheet)
    sheet.second.set_value("Hendra Wijaya")
    sheet.second_office.set_value("Arsiparis")
    sheet.save()
    assert sheet.sure.error.isVisible()
    sheet.sure.set_value(True)
    sheet.save()
    next(one for one in page.findChildren(Preview) if one.isVisible()).reject()
    assert tab.past == ()
    destroyed = tab.done.current()
    assert destroyed is not None
    assert destroyed.number.startswith("001/BA-PM/")
    tab.record_button.click()
    next(one for one in page.findChildren(Preview) if one.isVisible()).reject()


def test_that_the_office_sees_no_retention(qtbot, house):
    assert RETENTION not in show(qtbot, house.desk(Role.TATA_USAHA)).views


def test_that_the_record_of_processing_says_each_kind_of_data_in_whole_sentences_and_prints(qtbot, house):
    page = show(qtbot, house.desk(Role.PEKERJA_SOSIAL))
    page.show_tab(PROCESSING)
    tab = tab_of(page, ProcessingTab)
    assert page.subtitle.text() == f"{len(PROCESSED)} kinds of data about people"
    assert tab.table.model().index(0, 1).data() == "general 14, specific 1"
    tab.table.go_to("health")
    for word in ("Specific: Alert, diet", "Vital interest", "Health officer", "no term of retention"):
        assert word in tab.note.text()
    tab.print_button.click()
    next(one for one in page.findChildren(Preview) if one.isVisible()).reject()
    assert house.audit()[-1].act == "PrintProcessing"
