"""Certificates on screen over a real store: who may get one, issuing, the register, checking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem
from shiboken6 import isValid

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.register import CertificateLine, Finding, Register, Verification, WhyNot
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.certificates import (
    CertificatePdf,
    CertificateRegister,
    Entitled,
    IssueCertificates,
    VerifyCertificate,
)
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness import DecideExit
from shelter_admin.operations.training.programs import AddProgram
from tests.operations.readiness_house import Trainee, a_trainee
from tests.operations.residents_house import House, a_house
from tests.ui.certificates_people import LINES, REGISTER
from tests.ui.recording_desk import RecordingDesk, StraightTasks, a_front, staff
from ui.certificates.entitled import MAY, NOT_YET
from ui.certificates.page import ENTITLED, VERIFY, CertificatesPage
from ui.certificates.page import REGISTER as REGISTER_TAB
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview
from ui.kit.tasks import Tasks

STRUCK = 0


@dataclass
class Shown:
    """A page over a real desk: two may get a certificate, one waits for the head."""

    page: CertificatesPage
    house: House
    people: dict[str, Trainee]

    @property
    def register(self) -> tuple[CertificateLine, ...]:
        return self.house.head.ask(CertificateRegister()).lines

    def issue_both(self) -> None:
        tab = self.page.entitled
        tab.all_button.click()
        tab.issue_button.click()
        tab.panel.yes.click()

    def previews(self) -> list[Preview]:
        return [one for one in self.page.findChildren(Preview) if one.isVisible()]

    def put_previews_away(self) -> None:
        for one in self.previews():
            one.reject()

    def give_reason(self, words: str) -> None:
        sheet = next(one for one in self.page.findChildren(ReasonSheet) if one.isVisible())
        QTest.keyClicks(sheet.reason.note, words)
        QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return)


def show(qtbot, desk: Desk) -> CertificatesPage:
    front = FrontDesk(desk, StraightTasks())
    front.trouble.connect(_raise)
    page = CertificatesPage(front)
    qtbot.addWidget(page)
    page.resize(1158, 650)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    made.head.do(AddProgram("Menjahit", 412))
    yield made
    made.head.close()


@pytest.fixture
def shown(qtbot, house) -> Iterator[Shown]:
    people = {name: a_trainee(house, name) for name in ("Aminah", "Nur Santoso", "Halimah")}
    for name in ("Aminah", "Nur Santoso"):
        house.head.do(DecideExit(people[name].person_id, True, "Rina"), reason="Siap bekerja")
    page = show(qtbot, house.head)
    made = Shown(page, house, people)
    yield made
    made.put_previews_away()
    page.close()


def test_that_it_is_told_who_may_get_one_and_why_not_yet(shown):
    model = shown.page.entitled.table.model()
    told = {model.index(row, 1).data(): model.index(row, 6).data() for row in range(model.rowCount())}
    assert told == {
        "Aminah": "✓ may get one",
        "Nur Santoso": "✓ may get one",
        "Halimah": "▲ the head has not decided yet",
    }


def test_that_a_draft_is_shown_without_a_number_and_issues_nothing(shown):
    tab = shown.page.entitled
    tab.table.go_to(shown.people["Aminah"].enrolment_id)
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert len(shown.previews()) == 1
    assert shown.register == ()


def test_that_only_who_may_get_one_is_ticked_by_space_and_by_all(shown):
    tab = shown.page.entitled
    tab.table.go_to(shown.people["Halimah"].enrolment_id)
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert tab.table.ticked == frozenset()
    assert not tab.issue_button.isEnabled()
    tab.table.go_to(shown.people["Aminah"].enrolment_id)
    QTest.keyClick(tab.table, Qt.Key.Key_Space)
    assert tab.table.ticked == {shown.people["Aminah"].enrolment_id}
    tab.all_button.click()
    assert len(tab.table.ticked) == 2


def test_that_one_panel_says_how_many_and_from_which_number_before_anything_is_issued(shown):
    tab = shown.page.entitled
    tab.all_button.click()
    tab.issue_button.click()
    assert tab.panel.isVisible()
    assert tab.panel.title.text() == "Issue 2 certificates?"
    assert "400.9/001/" in tab.panel.numbers.text()
    assert "400.9/002/" in tab.panel.numbers.text()
    assert "Aminah, Nur Santoso" in tab.panel.names.text()
    assert shown.register == ()
    tab.panel.back.click()
    assert not tab.panel.isVisible()
    assert tab.acts.isVisible()
    assert shown.register == ()


def test_that_the_panel_goes_when_somebody_else_is_ticked(shown):
    tab = shown.page.entitled
    tab.all_button.click()
    tab.issue_button.click()
    tab.table.toggle(tab.table.records[0])
    assert not tab.panel.isVisible()
    assert tab.acts.isVisible()
    assert tab.issue_button.text() == "Issue 1 certificate…"


def test_that_the_numbers_announced_are_the_numbers_issued_and_the_very_papers_are_shown(shown):
    tab = shown.page.entitled
    tab.all_button.click()
    tab.issue_button.click()
    announced = tab.panel.numbers.text()
    tab.panel.yes.click()
    assert all(line.certificate_no in announced for line in shown.register)
    assert [line.name for line in shown.register] == ["Nur Santoso", "Aminah"]
    assert len(shown.previews()) == 1
    assert tab.panel.title.text() == "2 certificates issued"
    assert tab.table.ticked == frozenset()
    assert {line.why for line in tab.lines if line.name != "Halimah"} == {WhyNot.HAS_CERTIFICATE}


def test_that_one_issued_alone_is_shown_byte_by_byte_as_it_is_kept(shown):
    tab = shown.page.entitled
    tab.table.tick(frozenset({shown.people["Aminah"].enrolment_id}))
    tab.ask_issue()
    tab.panel.yes.click()
    (line,) = shown.register
    (preview,) = shown.previews()
    assert preview._document.content == shown.house.head.ask(CertificatePdf(line.certificate_id)).content


def test_that_what_is_refused_meanwhile_is_said_in_the_panel_and_nothing_is_issued(shown):
    tab = shown.page.entitled
    tab.all_button.click()
    tab.issue_button.click()
    shown.house.head.do(DecideExit(shown.people["Aminah"].person_id, False, "Rina"), reason="Belum siap")
    tab.panel.yes.click()
    assert tab.panel.wrong.isVisible()
    assert "None of them was issued." in tab.panel.wrong.text()
    assert shown.register == ()


def test_that_a_revoked_certificate_stays_struck_and_with_its_word(shown):
    shown.issue_both()
    shown.put_previews_away()
    shown.page.show_tab(REGISTER_TAB)
    tab = shown.page.register
    tab.table.go_to(next(line.certificate_id for line in tab.table.records if line.name == "Aminah"))
    tab.revoke_button.click()
    shown.give_reason("Nama salah tulis")
    line = next(line for line in shown.register if line.name == "Aminah")
    assert line.revoked
    assert line.revoke_reason == "Nama salah tulis"
    struck = [_is_struck(tab.table, row) for row in range(2)]
    assert struck == [one.name == "Aminah" for one in tab.table.records]
    assert "revoked" in tab.table.model().index(struck.index(True), 5).data()
    assert not tab.revoke_button.isEnabled()


def test_that_printing_again_takes_a_reason_and_shows_the_same_bytes(shown):
    shown.issue_both()
    shown.put_previews_away()
    shown.page.show_tab(REGISTER_TAB)
    tab = shown.page.register
    tab.reprint_button.click()
    shown.give_reason("Kertas rusak")
    line = next(line for line in shown.register if line.certificate_id == tab.current.certificate_id)
    assert [one.reason for one in line.reprints] == ["Kertas rusak"]
    (preview,) = shown.previews()
    assert preview._document.content == shown.house.head.ask(CertificatePdf(line.certificate_id)).content
    assert "printed again 1 time" in tab.note.text()


def test_that_the_register_finds_by_name_and_number(shown):
    shown.issue_both()
    shown.put_previews_away()
    shown.page.show_tab(REGISTER_TAB)
    tab = shown.page.register
    QTest.keyClicks(tab.search, "/002/")
    QTest.qWait(200)
    assert [line.serial for line in tab.table.records] == [2]


def test_that_a_short_form_a_changed_one_and_a_revoked_one_are_each_answered_in_a_sentence(shown):
    shown.issue_both()
    shown.put_previews_away()
    line = shown.register[0]
    shown.page.show_tab(VERIFY)
    tab = shown.page.verify
    QTest.keyClicks(tab.line, f"{line.certificate_no} {line.fingerprint}")
    QTest.keyClick(tab.line, Qt.Key.Key_Return)
    assert tab.word.text() == "Genuine"
    wrong = ("A" if line.fingerprint[0] != "A" else "B") + line.fingerprint[1:]
    tab.line.setText(f"{line.certificate_no} {wrong}")
    tab.check_typed()
    assert tab.word.text() in {"Not genuine", "Not known here"}
    shown.page.register.show()
    shown.page.show_tab(REGISTER_TAB)
    shown.page.register.table.go_to(line.certificate_id)
    shown.page.register.ask_revoke()
    shown.give_reason("Salah")
    shown.page.show_tab(VERIFY)
    tab.line.setText(f"{line.certificate_no} {line.fingerprint}")
    tab.check_typed()
    assert tab.word.text() == "Revoked"
    assert "Salah" in tab.reason.text()


def test_that_a_pdf_is_checked_and_a_changed_one_is_found(shown, tmp_path):
    shown.issue_both()
    shown.put_previews_away()
    content = shown.house.head.ask(CertificatePdf(shown.register[0].certificate_id)).content
    genuine, changed = tmp_path / "a.pdf", tmp_path / "b.pdf"
    genuine.write_bytes(content)
    changed.write_bytes(content + b"\n% changed")
    tab = shown.page.verify
    shown.page.show_tab(VERIFY)
    tab.check_file(genuine)
    assert tab.word.text() == "Genuine"
    tab.check_file(changed)
    assert tab.word.text() == "Changed"
    tab.check_file(tmp_path / "gone.pdf")
    assert tab.word.text() == "Not readable"


def test_that_typing_takes_the_answer_of_another_certificate_away(shown):
    shown.page.show_tab(VERIFY)
    tab = shown.page.verify
    tab.line.setText("400.9/001 0000-0000-0000")
    tab.check_typed()
    assert tab.answer.isVisible()
    QTest.keyClicks(tab.line, "x")
    assert not tab.answer.isVisible()


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
    page = CertificatesPage(a_front(desk))
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
    seen = []
    for _again in range(3):
        QTest.keyClick(page, Qt.Key.Key_F6)
        seen.append(page.at)
    assert seen == [REGISTER_TAB, VERIFY, ENTITLED]


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


def _is_struck(table, row):
    option = QStyleOptionViewItem()
    table.itemDelegateForColumn(STRUCK).initStyleOption(option, table.model().index(row, STRUCK))
    return option.font.strikeOut()


def _raise(_owner, error):
    raise error
