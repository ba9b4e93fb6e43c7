"""Signing on screen over a real store: one or many, the password typed each time, who signed and whether it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.certificates.signatures import Holder
from shelter_admin.operations.certificates.electronic import SignedPdf, SigningCredentials
from tests.operations.certificates_house import a_graduate, issue
from tests.operations.residents_house import House, a_house
from tests.operations.signing_house import AUTHORITY, HEAD_NAME, WORD, a_credential, a_pkcs12
from tests.ui.recording_desk import StraightTasks
from tests.ui.settings_shown import a_page
from ui.certificates.electronic import SignaturesTab
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import Preview

STATE = 5


@pytest.fixture
def house(tmp_path) -> Iterator[House]:
    made = a_house(tmp_path)
    yield made
    made.head.close()


@dataclass
class Shown:
    """The tab over the head's desk."""

    tab: SignaturesTab
    house: House

    def states(self) -> list[str]:
        model = self.tab.table.model()
        return [str(model.index(row, STATE).data()) for row in range(model.rowCount())]

    def sign(self, word: str = WORD) -> None:
        QTest.keyClicks(self.tab.panel.password.line, word)
        QTest.keyClick(self.tab.panel.password.line, Qt.Key.Key_Return)


def shown(qtbot, house: House, desk=None) -> Shown:
    front = FrontDesk(desk or house.head, StraightTasks())
    tab = SignaturesTab(front)
    front.changed.connect(lambda _changes: tab.reload())
    qtbot.addWidget(tab)
    tab.resize(1100, 600)
    with qtbot.waitExposed(tab):
        tab.show()
    tab.reload()
    return Shown(tab, house)


def test_that_without_a_pkcs12_the_way_to_settings_is_shown(qtbot, house):
    issue(house, a_graduate(house))
    made = shown(qtbot, house)
    went = []
    made.tab._front.go.connect(lambda page, where: went.append((page, where)))
    assert made.tab.without.isVisible()
    assert not made.tab.one_button.isEnabled()
    made.tab.settings_button.click()
    assert went == [("settings", "signing")]


def test_that_one_is_signed_with_keys_and_told_by_whom_and_by_which_issuer(qtbot, house):
    issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"))
    a_credential(house)
    made = shown(qtbot, house)
    made.tab.one_button.click()
    assert AUTHORITY in made.tab.panel.credential.combo.currentText()
    made.sign()
    assert made.states() == [f"✓ {HEAD_NAME}, UPT Uji", "– not signed"]
    assert not made.tab.panel.isVisible()
    told = made.tab.note.text()
    assert f"certificate issued by {AUTHORITY}" in told
    assert told.startswith("✓")
    assert "TTE" not in told


def test_that_all_unsigned_ones_of_the_list_are_signed_at_once(qtbot, house):
    issue(house, a_graduate(house, "Ani"), a_graduate(house, "Budi"), a_graduate(house, "Cici"))
    a_credential(house)
    made = shown(qtbot, house)
    made.tab.search.setText("Budi")
    made.tab._filter()
    made.tab.all_button.click()
    assert made.tab.panel.yes.text() == "Sign 1 paper"
    made.tab.panel.close_panel()
    made.tab.search.clear()
    made.tab._filter()
    made.tab.all_button.click()
    made.sign()
    assert [state[0] for state in made.states()] == ["✓", "✓", "✓"]
    assert not made.tab.all_button.isEnabled()


def test_that_a_wrong_password_is_said_beside_its_field_and_typed_anew(qtbot, house):
    issue(house, a_graduate(house))
    a_credential(house)
    made = shown(qtbot, house)
    made.tab.sign_one()
    made.sign("salah")
    panel = made.tab.panel
    assert "password" in panel.password.error.text()
    assert panel.password.value() == ""
    made.sign()
    assert made.states()[0].startswith("✓")
    assert panel.password.value() == ""


def test_that_an_empty_password_asks_nothing_and_escape_goes_back(qtbot, house):
    issue(house, a_graduate(house))
    a_credential(house)
    made = shown(qtbot, house)
    made.tab.sign_one()
    made.tab.panel.sign()
    assert made.tab.panel.password.error.text()
    QTest.keyClick(made.tab.panel, Qt.Key.Key_Escape)
    assert not made.tab.panel.isVisible()
    assert house.counts()["paper_signature"] == 0


def test_that_the_signed_pdf_is_opened_to_be_saved(qtbot, house, tmp_path):
    issue(house, a_graduate(house))
    a_credential(house)
    made = shown(qtbot, house)
    made.tab.sign_one()
    made.sign()
    QTest.keyClick(made.tab.table, Qt.Key.Key_Return)
    (preview,) = [one for one in made.tab.findChildren(Preview) if one.isVisible()]
    preview.keep_at(str(tmp_path / "x.pdf"))
    qtbot.waitUntil((tmp_path / "x.pdf").exists)
    preview.reject()
    signature = made.tab.copies[0].signature_id
    assert (tmp_path / "x.pdf").read_bytes() == house.head.ask(SignedPdf(signature)).content


def test_that_the_office_looks_and_saves_but_does_not_sign(qtbot, house):
    issue(house, a_graduate(house))
    a_credential(house)
    made = shown(qtbot, house, house.desk(Role.TATA_USAHA))
    assert not made.tab.one_button.isVisible()
    assert not made.tab.all_button.isVisible()
    assert made.tab.open_button.isVisible()


# settings


def test_that_a_pkcs12_is_added_and_taken_out_in_the_settings(qtbot, house, tmp_path):
    page = a_page(qtbot, house.head, "signing")
    section = page.section
    file = tmp_path / "kepala.p12"
    file.write_bytes(a_pkcs12().content)
    section.add()
    assert section.file.error.text()
    section.open_file(file)
    QTest.keyClicks(section.password.line, "salah")
    section.add()
    assert section.password.error.text()
    QTest.keyClicks(section.password.line, WORD)
    section.holder.set_value(Holder.HEAD)
    QTest.keyClick(section.password.line, Qt.Key.Key_Return)
    (one,) = house.head.ask(SigningCredentials())
    assert (one.holder, one.identity.subject) == (Holder.HEAD, f"{HEAD_NAME}, UPT Uji")
    assert section.password.value() == ""
    section.reload()
    assert section.table.records[0].identity.issuer.startswith(AUTHORITY)
    page.close()


def test_that_what_is_no_pkcs12_is_said_beside_the_file(qtbot, house, tmp_path):
    page = a_page(qtbot, house.head, "signing")
    file = tmp_path / "surat.p12"
    file.write_bytes(b"bukan")
    page.section.open_file(file)
    page.section.add()
    assert "PKCS#12" in page.section.file.error.text()
    page.close()
