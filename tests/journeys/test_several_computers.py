"""Two computers at one server: what one saves the other shows; the server goes and comes back; nothing typed is lost."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from time import monotonic
from typing import Any

import psycopg
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPlainTextEdit, QWidget

from installer.postgres import Throwaway, running
from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Unavailable
from shelter_admin.operations.accounts import AddAccount, DisableAccount, ListAccounts, RenewStoreKey, SetRoles
from shelter_admin.operations.link import Gone, Link
from shelter_admin.operations.presence.gate import GatePeople, GoOut
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.persistence.address import ServerAddress, read_address
from shelter_admin.persistence.audit import entries
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import ENDING as KEYS_ENDING
from shelter_admin.persistence.presence.tables import OutingTable
from tests.people import HEAD, PASSWORD, FixedClock, a_new_panti, an_opener
from ui.kit.form import Field
from ui.kit.tasks import Tasks
from ui.kit.unread import unread_words
from ui.presence.tabs import ROLL_CALL
from ui.window.window import MainWindow

pytestmark = pytest.mark.embedded("starts a server of its own, so once is enough")

GUARD = "rina"
PATIENCE = 15_000
NUMBERS = count(1)


class Computer:
    """One PC of the office: its window, and who sits there."""

    def __init__(self, qtbot: Any, place: ServerAddress, user: str, clock: FixedClock) -> None:
        self.qtbot, self.clock, self.closed = qtbot, clock, False
        self.opener = an_opener(clock)
        self.desk = self.opener.unlock(place, user, PASSWORD)
        self.tasks = Tasks()
        self.window = MainWindow(self.desk, self.tasks, self.opener)
        self.window.show()
        self.be_here()
        self.wait(lambda: self.tasks.idle)

    @property
    def link(self) -> Link:
        link = self.window.served.link
        assert link is not None
        return link

    @property
    def gate(self) -> Any:
        page: Any = self.window.seat.current()
        return page.gate

    @property
    def told(self) -> str:
        return "\n".join(self.window.frame.banners.words)

    def be_here(self) -> None:
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)

    def wait(self, until) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=PATIENCE)

    def at_gate(self) -> None:
        """Open the gate, with what it needs in an outage loaded."""
        self.window.go("presence")
        self.wait(lambda: self.gate.board is not None and self.tasks.idle)
        self.link.prepare(self.desk, house=True)

    def type(self, words: str, *, enter: bool = True) -> None:
        line = self.gate.field.line
        self.qtbot.keyClicks(line, words)
        if enter:
            self.qtbot.keyClick(line, Qt.Key.Key_Return)
            self.wait(lambda: self.tasks.idle and self.gate.field.sentence)

    def outside(self) -> list[tuple[str, bool]]:
        return [(line.name, line.waiting) for line in self.gate.board.out]

    def close(self) -> None:
        if not self.closed:
            self.closed = True
            self.window.may_close = True
            self.window.close()
            self.tasks.close()
            self.desk.close()
            self.window.deleteLater()
            self.tasks.deleteLater()
            QApplication.sendPostedEvents(None, 0)


@pytest.fixture(scope="module")
def server() -> Iterator[Throwaway]:
    with running(lasting=False) as made:
        yield made


@pytest.fixture
def wall(server) -> FixedClock:
    """The right time, as the server has it."""
    if not server.alive:
        server.start()
    with psycopg.connect(server.address()) as connection:
        row = connection.execute("SELECT clock_timestamp()").fetchone()
    assert row is not None
    assert isinstance(row[0], datetime)
    return FixedClock(row[0].astimezone(UTC))


@pytest.fixture
def office(server, wall) -> ServerAddress:
    """A panti with three residents and a guard, on a server that runs."""
    database = f"office_{next(NUMBERS)}"
    server.make_database(database)
    desk = an_opener(wall).create(read_address(server.address(database)), a_new_panti(), PASSWORD).desk
    desk.do(AddAccount(GUARD, (Role.PIKET,), PASSWORD, ""))
    for name in ("Slamet Wibowo", "Maria Lencau", "Joko Santoso"):
        desk.do(AdmitPerson(full_name=name))
    desk.close()
    return read_address(f"postgresql://127.0.0.1:{server.port}/{database}")


@pytest.fixture
def sit_down(qapp, qtbot, office, wall) -> Iterator[Any]:
    """Sit down at one more computer of the office; ``ahead`` is how far its clock is before the others'."""
    computers: list[Computer] = []

    def begin(user: str = HEAD, **ahead: float) -> Computer:
        computers.append(Computer(qtbot, office, user, FixedClock(wall.now + timedelta(**ahead))))
        return computers[-1]

    yield begin
    for computer in computers:
        computer.close()


def person(computer: Computer, name: str) -> str:
    return computer.desk.ask(GatePeople(name))[0].person_id


def account(computer: Computer, user: str) -> str:
    return next(line.account_id for line in computer.desk.ask(ListAccounts()) if line.user == user)


def stop(server: Throwaway, *computers: Computer) -> None:
    server.stop(signal.SIGQUIT)
    for computer in computers:
        computer.wait(lambda computer=computer: "Server tidak menjawab sejak" in computer.told)


def shown(page: QWidget) -> list[str]:
    return [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def outings(computer: Computer) -> list[tuple[str, datetime]]:
    with computer.desk.store.asking() as session:
        return [(row.person_id, row.out_at) for row in session.query(OutingTable).order_by(OutingTable.out_at)]


def test_that_what_one_computer_saves_another_shows_within_a_second_and_no_typing_is_lost(sit_down):
    office, gate = sit_down(HEAD), sit_down(GUARD)
    gate.at_gate()
    gate.type("jok", enter=False)
    gate.gate.field.line.setCursorPosition(2)
    gate.wait(lambda: gate.tasks.idle)
    whom = person(office, "maria")
    since = monotonic()
    office.desk.do(GoOut(whom, "Puskesmas"))
    gate.wait(lambda: gate.outside() == [("Maria Lencau", False)])
    assert monotonic() - since < 1.0
    line = gate.gate.field.line
    assert (line.text(), line.cursorPosition(), gate.window.focusWidget()) == ("jok", 2, line)


def test_that_a_gate_goes_on_while_the_server_is_away_and_its_entries_are_sent_once(sit_down, server, office):
    gate = sit_down(GUARD)
    gate.at_gate()
    stop(server, gate)
    gate.type("slamet > Pasar Pagi")
    assert "menunggu server" in gate.gate.field.sentence
    assert gate.outside() == [("Slamet Wibowo", True)]
    assert "1 catatan pintu menunggu" in gate.told
    assert "Tersimpan" not in gate.window.frame.status.saved.text()
    happened = gate.clock.now
    gate.clock.forward(minutes=7)
    gate.type("jok", enter=False)
    server.start()
    gate.wait(lambda: "Tersambung lagi" in gate.told and gate.outside() == [("Slamet Wibowo", False)])
    assert (gate.gate.field.line.text(), "Server tidak menjawab sejak" in gate.told) == ("jok", False)
    gate.wait(lambda: gate.tasks.idle)
    assert outings(gate) == [(person(gate, "slamet"), happened)]
    assert gate.link.moves() == ()


def test_that_entries_wait_through_a_restart_of_the_program_for_whoever_may_use_the_gate(sit_down, server):
    gate = sit_down(GUARD)
    gate.at_gate()
    stop(server, gate)
    gate.type("slamet")
    gate.close()
    server.start()
    again = sit_down(HEAD)
    again.wait(lambda: again.link.moves() == ())
    assert [whom for whom, _at in outings(again)] == [person(again, "slamet")]


def test_that_an_entry_a_rule_refuses_is_shown_until_it_is_put_away_with_a_reason(sit_down, office, wall, qtbot):
    gate = sit_down(GUARD)
    gate.at_gate()
    whom = person(gate, "slamet")
    gate.link.take(Gone(Unavailable("server_away")))  # the cable of this computer alone
    gate.type("slamet")
    other = an_opener(FixedClock(wall.now + timedelta(minutes=1))).unlock(office, HEAD, PASSWORD)
    other.do(GoOut(whom))
    other.close()
    gate.link.listening.doubt()
    gate.wait(gate.gate.refusals.isVisible)
    (told,) = [banner.words.text() for banner in gate.gate.refusals.banners]
    assert "Slamet Wibowo" in told
    assert "sudah dicatat keluar atau masuk di tempat lain" in told
    gate.be_here()
    qtbot.mouseClick(gate.gate.refusals.buttons[0], Qt.MouseButton.LeftButton)
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    note = sheet.findChild(QPlainTextEdit)
    qtbot.keyClicks(note, "Pintu samping lebih dulu.")
    qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    gate.wait(lambda: not sheet.isVisible() and not gate.gate.refusals.isVisible())
    assert gate.link.moves() == ()
    with gate.desk.store.asking() as session:
        assert [entry.act for entry in entries(session)].count("PutWaitingAway") == 1


def test_that_what_is_typed_in_a_form_stays_and_is_saved_once_the_server_is_back(sit_down, server, qtbot):
    office = sit_down(HEAD)
    office.window.go("settings", "house")
    office.wait(lambda: office.tasks.idle)
    page = office.window.seat.current()
    field = next(one for one in page.findChildren(Field) if one.name == "name" and one.isVisible())
    save = page.section.save_details
    stop(server, office)
    field.editor.selectAll()
    qtbot.keyClicks(field.editor, "Panti Harapan Baru")
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    office.wait(lambda: "Server tidak menjawab" in page.section.details.general.text())
    server.start()
    office.wait(lambda: "Tersambung lagi" in office.told and office.tasks.idle)
    assert field.editor.text() == "Panti Harapan Baru"
    qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
    office.wait(lambda: "Tersimpan" in office.window.frame.status.saved.text())
    assert office.desk.panti.name == "Panti Harapan Baru"


def test_that_pages_first_opened_during_an_outage_offer_nothing_and_are_read_once_it_is_over(sit_down, server):
    office = sit_down(HEAD)
    stop(server, office)
    office.window.go("residents")
    residents = office.window.seat.current()
    office.wait(lambda: unread_words() in shown(residents))
    office.window.go("presence", ROLL_CALL)
    roll_call = office.window.seat.current().roll_call.parts
    office.wait(lambda: roll_call.notices.words == [unread_words()])
    acts = (roll_call.all_present, roll_call.close_it)
    assert [act.isEnabled() for act in acts] == [False, False]
    assert not [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    server.start()
    office.wait(lambda: len(roll_call.table.records) == 3 and roll_call.notices.words == [])
    assert [act.isEnabled() for act in acts] == [True, True]
    office.window.go("residents")
    office.wait(lambda: len(residents.table.records) == 3)
    assert unread_words() not in shown(residents)


def test_that_the_gate_names_who_is_inside_while_the_server_is_away(sit_down, server):
    gate = sit_down(GUARD)
    gate.at_gate()
    assert not gate.gate.inside.isVisible()
    stop(server, gate)
    gate.wait(lambda: "3 orang di dalam menurut nama" in gate.gate.inside.banner.words.text())
    gate.type("slamet")
    gate.wait(lambda: "2 orang di dalam menurut nama" in gate.gate.inside.banner.words.text())
    server.start()
    gate.wait(lambda: not gate.gate.inside.isVisible())


def test_that_rights_given_elsewhere_count_here_at_once(sit_down):
    office, gate = sit_down(HEAD), sit_down(GUARD)
    before = [spec.key for spec in gate.window.seat.specs]
    office.desk.do(SetRoles(account(office, GUARD), (Role.PIKET, Role.TATA_USAHA)))
    gate.wait(lambda: [spec.key for spec in gate.window.seat.specs] != before)
    assert "returns" in gate.window.frame.sidebar.buttons


def test_that_who_was_closed_elsewhere_is_sent_to_the_sign_in_with_a_sentence(sit_down):
    office, gate = sit_down(HEAD), sit_down(GUARD)
    gate.at_gate()
    office.desk.do(DisableAccount(account(office, GUARD)))
    gate.wait(lambda: gate.window.locking.locked)
    assert "Akun ini sudah ditutup" in gate.window.locking.screen.told.text()


def test_that_a_clock_that_is_wrong_is_told_with_by_how_much(sit_down):
    slow, right = sit_down(HEAD, minutes=-5), sit_down(GUARD, seconds=30)
    slow.wait(lambda: "terlambat 5 menit" in slow.told)
    assert right.told == ""


def test_that_signing_in_while_the_server_is_away_says_so_in_one_sentence(sit_down, server, office, wall):
    sit_down(HEAD).close()
    server.stop(signal.SIGQUIT)
    with pytest.raises(Unavailable, match="server_away"):
        an_opener(wall).unlock(office, HEAD, PASSWORD)


def test_that_the_same_person_unlocks_the_window_while_the_server_is_away(sit_down, server, qtbot):
    gate = sit_down(GUARD)
    gate.at_gate()
    stop(server, gate)
    gate.window.lock_now()
    screen = gate.window.locking.screen
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    gate.wait(lambda: not gate.window.locking.locked)
    gate.type("joko")
    assert gate.outside() == [("Joko Santoso", True)]


def test_that_nobody_else_sits_down_while_the_server_is_away(sit_down, server, qtbot):
    gate = sit_down(GUARD)
    gate.at_gate()
    stop(server, gate)
    gate.window.change_user()
    screen = gate.window.locking.screen
    qtbot.keyClicks(screen.user.line, HEAD)
    qtbot.keyClicks(screen.password.line, PASSWORD)
    qtbot.keyClick(screen.password.line, Qt.Key.Key_Return)
    gate.wait(lambda: gate.tasks.idle and screen.enter_button.isEnabled())
    assert gate.window.locking.locked
    gate.window.locking.screen.hide()


def test_that_what_waits_is_sent_even_if_the_key_was_changed_on_another_computer_meanwhile(
    sit_down, office, wall, monkeypatch, tmp_path
):
    gate = sit_down(GUARD)
    gate.at_gate()
    whom = person(gate, "slamet")
    gate.link.take(Gone(Unavailable("server_away")))
    gate.type("slamet")
    gate.close()
    here = office.companions
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_DATA_HOME", str(tmp_path))  # the other computer has companions of its own
        office.companions.parent.mkdir(parents=True)
        shutil.copy2(beside(here, KEYS_ENDING), beside(office.companions, KEYS_ENDING))
        other = an_opener(wall).unlock(office, HEAD, PASSWORD)
        other.do(RenewStoreKey())
        other.close()
    again = sit_down(GUARD)
    again.wait(lambda: again.link.moves() == ())
    assert [row for row, _at in outings(again)] == [whom]
