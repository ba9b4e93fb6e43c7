"""Certificates on screen over a real store: who may get one, issuing, the register, checking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.register import CertificateLine, WhyNot
from shelter_admin.domain.readiness import Criterion
from shelter_admin.operations.certificates import (
    CertificatePdf,
    CertificateRegister,
)
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.readiness import DecideExit
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.operations.training.programs import AddProgram
from tests.operations.readiness_house import Trainee, a_trainee
from tests.operations.residents_house import House, a_house
from tests.ui.recording_desk import StraightTasks
from ui.certificates.page import REGISTER as REGISTER_TAB
from ui.certificates.page import VERIFY, CertificatesPage
from ui.kit.alerts import ReasonSheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview

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
        QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


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
        "Halimah": "▲ missing: A place to go",
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
    assert tab.word.text() == "Does not match"
    assert "Check the typing" in tab.sentence.text()
    tab.line.setText(line.certificate_no)
    tab.check_typed()
    assert tab.word.text() == "Incomplete"
    assert "12 characters" in tab.sentence.text()
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


def _is_struck(table, row):
    option = QStyleOptionViewItem()
    table.itemDelegateForColumn(STRUCK).initStyleOption(option, table.model().index(row, STRUCK))
    return option.font.strikeOut()


def _raise(_owner, error):
    raise error


def test_that_an_unset_signatory_is_said_at_draft_and_issue_with_the_way_there_and_stops_nothing(shown):
    tab, asked = shown.page.entitled, []
    tab._front.go.connect(lambda key, part: asked.append((key, part)))
    assert tab.unsigned.isVisible()
    assert "not set" in tab.unsigned.words.text()
    tab.unsigned.settings_button.click()
    assert asked == [("settings", "certificates")]
    tab.all_button.click()
    tab.issue_button.click()
    assert tab.panel.unsigned.isVisible()
    assert not tab.unsigned.isVisible()
    shown.house.head.do(ChangeSettings(replace(shown.house.head.panti.settings, signer_name="Dra. Ratna")))
    shown.page.reload()
    assert not tab.panel.unsigned.isVisible()
    tab.panel.yes.click()
    assert len(shown.register) == 2
    assert not tab.unsigned.isVisible()


def test_that_enter_issues_and_esc_goes_back_while_other_work_leaves_the_cursor(shown):
    tab = shown.page.entitled
    shown.page.activateWindow()
    tab.all_button.click()
    tab.issue_button.click()
    QTest.keyClick(tab.panel.yes, Qt.Key.Key_Escape)
    assert not tab.panel.isVisible()
    tab.issue_button.click()
    tab._front.tasks.busy.emit(True)
    assert tab.panel.yes.isEnabled()
    assert shown.page.focusWidget() is tab.panel.yes
    QTest.keyClick(tab.panel.yes, Qt.Key.Key_Return)
    assert len(shown.register) == 2


def test_that_enter_in_the_reason_of_a_revoke_begins_a_line_and_revokes_nothing(shown):
    shown.issue_both()
    shown.put_previews_away()
    shown.page.show_tab(REGISTER_TAB)
    shown.page.register.revoke_button.click()
    sheet = next(one for one in shown.page.findChildren(ReasonSheet) if one.isVisible())
    QTest.keyClicks(sheet.reason.note, "Salah")
    QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return)
    assert sheet.isVisible()
    assert not any(line.revoked for line in shown.register)
    sheet.reject()


def test_that_the_mark_is_told_before_the_heads_word_with_whose_turn_it_is(shown):
    line = next(one for one in shown.page.entitled.lines if one.name == "Halimah")
    assert (line.why, line.missing, line.turn) == (WhyNot.NO_DECISION, Criterion.RECEPTION, Role.PEKERJA_SOSIAL)
    unmarked = replace(line, mark=None)
    assert (unmarked.missing, unmarked.turn) == (WhyNot.NO_MARK, Role.INSTRUKTUR)
    assert replace(line, held_by=None).missing is WhyNot.NO_DECISION
    model = shown.page.entitled.table.model()
    tips = [model.index(row, 6).data(Qt.ItemDataRole.ToolTipRole) for row in range(model.rowCount())]
    assert any("Turn: Social worker" in tip for tip in tips)
