"""Certificates on screen over invented lines: roles, chips, tabs, what comes late, what is read out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from shiboken6 import isValid

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.letters import LetterRegister
from shelter_admin.domain.certificates.register import Finding, Register, Verification
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.certificates import (
    CertificateBatches,
    CertificateRegister,
    CertificateTemplates,
    Entitled,
    IssueCertificates,
    Letters,
    VerifyCertificate,
)
from shelter_admin.operations.certificates.templates import TemplatesKept
from tests.ui.certificates_people import LINES, REGISTER
from tests.ui.recording_desk import RecordingDesk, a_front, staff
from ui.certificates.entitled import MAY, NOT_YET
from ui.certificates.page import BATCH, ENTITLED, LETTERS, TEMPLATES, VERIFY, CertificatesPage
from ui.certificates.page import REGISTER as REGISTER_TAB
from ui.certificates.words import verdict
from ui.kit.frontdesk import FrontDesk
from ui.kit.tasks import Tasks


@pytest.mark.parametrize(
    ("role", "prepares", "issues"),
    [(Role.KEPALA, True, True), (Role.TATA_USAHA, True, False), (Role.PEKERJA_SOSIAL, False, False)],
)
def test_that_each_role_sees_what_it_may_do(qtbot, role, prepares, issues):
    desk = RecordingDesk(staff(role)).answers(Entitled, LINES).answers(CertificateRegister, REGISTER)
    page = CertificatesPage(a_front(desk))
    qtbot.addWidget(page)
    page.resize(1158, 650)
    page.show()
    assert page.entitled.draft_button.isVisible() == prepares
    assert page.entitled.issue_button.isVisible() == issues
    page.show_tab(REGISTER_TAB)
    assert page.register.open_button.isVisible() == prepares
    assert page.register.reprint_button.isVisible() == prepares
    assert page.register.revoke_button.isVisible() == issues


def test_that_chips_count_and_their_lists_show_as_many(qtbot):
    desk = RecordingDesk(staff()).answers(Entitled, LINES)
    page = CertificatesPage(a_front(desk))
    qtbot.addWidget(page)
    page.show()
    page.open_person(MAY)
    assert len(page.entitled.table.records) == 3
    page.entitled.chips.choose(NOT_YET)
    page.entitled._filter()
    assert len(page.entitled.table.records) == 5


def test_that_somebody_is_gone_to_though_the_list_comes_later(qtbot):
    desk = RecordingDesk(staff()).answers(Entitled, LINES)
    front = FrontDesk(desk, Tasks())
    page = CertificatesPage(front)
    qtbot.addWidget(page)
    page.show()
    page.open_person("person-6")
    qtbot.waitUntil(lambda: page.entitled.table.current() is not None)
    assert getattr(page.entitled.table.current(), "person_id", "") == "person-6"
    qtbot.waitUntil(lambda: front.tasks.idle)
    front.tasks.close()


def test_that_issuing_stopped_half_way_can_be_begun_again(qtbot):
    desk = RecordingDesk(staff()).answers(Entitled, LINES).answers(CertificateRegister, REGISTER)
    desk.answers(IssueCertificates, Cancelled())
    front = FrontDesk(desk, Tasks())
    page = CertificatesPage(front)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: bool(page.entitled.lines))
    page.entitled.tick_all()
    page.entitled.ask_issue()
    qtbot.waitUntil(lambda: page.entitled.panel.isVisible() and front.tasks.idle)
    page.entitled.panel.yes.click()
    qtbot.waitUntil(lambda: len(desk.done) == 1 and front.tasks.idle)
    assert page.entitled.panel.yes.isEnabled()
    assert page.entitled.panel.isVisible()
    assert len(page.entitled.table.ticked) == 3
    front.tasks.close()


def test_that_a_page_built_anew_leaves_nothing_that_listens(qtbot):
    front = a_front(RecordingDesk(staff()))
    page = CertificatesPage(front)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    with qtbot.captureExceptions() as faults:
        front.tasks.busy.emit(True)
    assert faults == []


def test_that_f6_goes_through_the_tabs(qtbot):
    desk = RecordingDesk(staff()).answers(Entitled, LINES).answers(CertificateRegister, REGISTER)
    desk.answers(CertificateBatches, ()).answers(Letters, LetterRegister(2026, (2026,), ()))
    desk.answers(CertificateTemplates, TemplatesKept((), {}))
    page = CertificatesPage(a_front(desk))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    seen = []
    for _again in page.views:
        QTest.keyClick(page, Qt.Key.Key_F6)
        seen.append(page.at)
    assert seen == [*list(page.views)[1:], ENTITLED]
    assert {BATCH, REGISTER_TAB, LETTERS, VERIFY, TEMPLATES} < set(seen)


def test_that_an_empty_page_teaches_and_leads_to_the_training(qtbot):
    empty = Register(2026, (2026,), (), (), 1, "")
    front = a_front(RecordingDesk(staff()).answers(Entitled, ()).answers(CertificateRegister, empty))
    page = CertificatesPage(front)
    qtbot.addWidget(page)
    page.show()
    asked: list[str] = []
    front.go.connect(lambda key, _person: asked.append(key))
    page.entitled.begin_button.click()
    assert asked == ["training"]
    page.show_tab(REGISTER_TAB)
    assert page.register.empty.isVisible()
    assert not page.register.table.isVisible()


def test_that_the_answer_is_read_out_whole(qtbot):
    found = Verification(Finding.SIGNATURE_WRONG)
    page = CertificatesPage(a_front(RecordingDesk(staff()).answers(Entitled, ()).answers(VerifyCertificate, found)))
    qtbot.addWidget(page)
    page.show()
    page.begin_check()
    page.verify.line.setText("PSKT1-AAAA")
    page.verify.check_typed()
    assert page.verify.answer.accessibleName().startswith("Not genuine: ")


def test_that_a_spoilt_code_is_not_called_a_slip_of_twelve_characters():
    spoilt = "PSKT1-" + "GQYDALRZF4YDAMJP" * 12 + "22222222222A"
    said = verdict(Verification(Finding.SIGNATURE_WRONG), spoilt)
    assert said == verdict(Verification(Finding.SIGNATURE_WRONG))
    assert said != verdict(Verification(Finding.SIGNATURE_WRONG), "400.9/001/RSBK/XI/2026 K7Q2-9FHD-XM4T")
