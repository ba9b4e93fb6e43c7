"""A batch at its end on screen over a real store, by keys: what each gets, issuing, printing again; letters, templates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.certificates.register import Finding
from shelter_admin.operations.certificates import CertificateRegister, CertificateTemplates, Letters, VerifyCertificate
from tests.operations.certificates_house import a_graduate
from tests.operations.readiness_house import a_trainee
from tests.operations.residents_house import House, a_house
from tests.ui.test_certificates_page import show
from ui.certificates.page import BATCH, LETTERS, REGISTER, TEMPLATES, VERIFY, CertificatesPage
from ui.kit.alerts import ReasonSheet
from ui.kit.preview import Preview

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass
class Shown:
    page: CertificatesPage
    house: House

    def previews(self) -> list[Preview]:
        return [one for one in self.page.findChildren(Preview) if one.isVisible()]

    def put_previews_away(self) -> None:
        for one in self.previews():
            one.reject()

    def give_reason(self, words: str) -> None:
        sheet = next(one for one in self.page.findChildren(ReasonSheet) if one.isVisible())
        QTest.keyClicks(sheet.reason.note, words)
        QTest.keyClick(sheet.reason.note, Qt.Key.Key_Return, CTRL)

    def gets(self) -> dict[str, Gets]:
        table = self.page.batch.table
        return {one.line.name: table.gets(one) for one in table.records}

    def go_to(self, name: str) -> Any:
        table = self.page.batch.table
        one = next(one for one in table.records if one.line.name == name)
        table.go_to(one.line.enrolment_id)
        return table

    def issue(self) -> None:
        self.page.batch.issue_button.click()
        QTest.keyClick(self.page.batch.panel.yes, Qt.Key.Key_Space)
        self.put_previews_away()


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    a_graduate(made, "Ani")
    a_graduate(made, "Budi")
    a_graduate(made, "Cici", mark=60.0)
    a_trainee(made, "Dedi", mark=None)
    yield made
    made.head.close()


@pytest.fixture
def shown(qtbot, house) -> Iterator[Shown]:
    made = Shown(show(qtbot, house.head), house)
    made.page.show_tab(BATCH)
    yield made
    made.put_previews_away()
    made.page.close()


def test_that_a_batch_shows_who_gets_what_and_whose_turn_it_is(shown):
    assert shown.gets() == {
        "Ani": Gets.CERTIFICATE,
        "Budi": Gets.CERTIFICATE,
        "Cici": Gets.LETTER,
        "Dedi": Gets.NOTHING,
    }
    table = shown.go_to("Dedi")
    row = table.currentIndex().row()
    told = [table.model().index(row, column).data() for column in (4, 5, 6)]
    assert told == ["▲ nothing yet", "the final mark is missing", "Trainer"]


def test_that_space_changes_what_somebody_gets_and_only_to_what_may_be(shown):
    table = shown.go_to("Dedi")
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert shown.gets()["Dedi"] is Gets.LETTER
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert shown.gets()["Dedi"] is Gets.NOTHING
    shown.go_to("Ani")
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert shown.gets()["Ani"] is Gets.NOTHING
    assert shown.page.batch.issue_button.text() == "Issue 2 papers…"


def test_that_all_are_issued_at_once_and_the_papers_are_shown(shown):
    batch = shown.page.batch
    batch.issue_button.click()
    assert batch.panel.title.text() == "Issue 2 certificates and 1 letters of attendance?"
    assert "400.9/001/PSHM/XI/2026" in batch.panel.numbers.text()
    assert "400.9/001/SK/PSHM/XI/2026" in batch.panel.numbers.text()
    QTest.keyClick(batch.panel.yes, Qt.Key.Key_Space)
    assert len(shown.previews()) == 1
    shown.put_previews_away()
    assert len(shown.house.head.ask(CertificateRegister()).lines) == 2
    assert shown.gets()["Cici"] is Gets.HAS_LETTER
    assert not batch.issue_button.isEnabled()


def test_that_going_back_issues_nothing(shown):
    shown.page.batch.issue_button.click()
    shown.page.batch.panel.back.click()
    assert shown.house.head.ask(CertificateRegister()).lines == ()
    assert shown.page.batch.acts.isVisible()


def test_that_after_a_jam_it_is_printed_from_that_paper_on_with_the_reason(shown):
    shown.issue()
    batch = shown.page.batch
    batch.again_button.click()
    batch.again.first.set_value(1)
    QTest.keyClick(batch.again.reason.note, Qt.Key.Key_Return, CTRL)
    assert len(shown.previews()) == 1
    lines = {line.name: line.reprints for line in shown.house.head.ask(CertificateRegister()).lines}
    assert [one.reason for one in lines["Budi"]] == ["The printer jammed"]
    assert lines["Ani"] == ()


def test_that_all_papers_and_the_list_to_sign_are_shown(shown):
    shown.issue()
    shown.page.batch.close_panel()
    shown.page.batch.print_button.click()
    shown.page.batch.receipts_button.click()
    assert len(shown.previews()) == 2


def test_that_a_letter_is_opened_printed_again_and_revoked(shown):
    shown.issue()
    shown.page.show_tab(LETTERS)
    tab = shown.page.letters
    QTest.keyClick(tab.table, Qt.Key.Key_Return)
    assert len(shown.previews()) == 1
    shown.put_previews_away()
    tab.reprint_button.click()
    shown.give_reason("basah")
    assert len(shown.previews()) == 1
    shown.put_previews_away()
    tab.revoke_button.click()
    shown.give_reason("nama salah")
    (line,) = shown.house.head.ask(Letters()).lines
    assert (line.revoked, line.revoke_reason) == (True, "nama salah")
    assert not tab.revoke_button.isEnabled()


def test_that_a_duplicate_is_made_with_a_reason_and_can_be_opened(shown):
    shown.issue()
    shown.page.show_tab(REGISTER)
    tab = shown.page.register
    assert tab.open_copy_button.isHidden()
    tab.copy_button.click()
    shown.give_reason("hilang")
    (preview,) = shown.previews()
    found = shown.house.head.ask(VerifyCertificate(pdf=preview._document.content))
    assert (found.reason, found.copy_number) == (Finding.VALID, 1)
    shown.put_previews_away()
    assert "hilang" in tab.note.text()
    tab.open_copy_button.click()
    assert len(shown.previews()) == 1


def test_that_the_page_of_the_key_is_shown(shown):
    shown.issue()
    shown.page.show_tab(VERIFY)
    shown.page.verify.key_button.click()
    assert len(shown.previews()) == 1


def test_that_a_template_is_changed_kept_and_used(shown):
    shown.page.show_tab(TEMPLATES)
    tab = shown.page.templates
    assert tab.form.by_key["title"].value() == "SERTIFIKAT"
    tab.form.by_key["name"].set_value("Kami")
    tab.form.by_key["title"].set_value("SERTIFIKAT KAMI")
    tab.use()
    (kept,) = shown.house.head.ask(CertificateTemplates()).kept
    assert (kept.template.title, kept.in_use) == ("SERTIFIKAT KAMI", True)


def test_that_a_wrong_place_is_said_beside_its_field_and_nothing_is_kept(shown):
    shown.page.show_tab(TEMPLATES)
    tab = shown.page.templates
    tab.form.by_key["title"].set_value("{diagnosa}")
    tab.save_button.click()
    assert "diagnosa" in tab.form.by_key["title"].error.text()
    assert shown.house.head.ask(CertificateTemplates()).kept == ()


def test_that_a_preview_is_drawn_while_typing(qtbot, shown):
    shown.page.show_tab(TEMPLATES)
    tab = shown.page.templates
    tab.form.by_key["title"].set_value("LAIN")
    tab._typed()
    qtbot.waitUntil(lambda: not tab.pages[0].pixmap().isNull(), timeout=20_000)


@pytest.mark.parametrize(
    ("role", "issues", "prepares", "templates"),
    [(Role.TATA_USAHA, False, True, True), (Role.PEKERJA_SOSIAL, False, False, False)],
)
def test_that_each_role_sees_what_it_may_do(qtbot, house, role, issues, prepares, templates):
    page = show(qtbot, house.desk(role))
    page.show_tab(BATCH)
    assert page.batch.issue_button.isVisible() is issues
    assert page.batch.print_button.isVisible() is prepares
    assert (TEMPLATES in page.views) is templates
    page.close()
