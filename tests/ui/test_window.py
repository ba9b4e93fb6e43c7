"""The frame: pages by right, undo by name, users side by side, the lock, languages, leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, ClassVar, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea
from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.copies import Attention, CopyLine, Outcome, Rehearsal
from shelter_admin.domain.errors import Refused, Unavailable
from shelter_admin.domain.words import N_
from shelter_admin.operations.copies import KeepCopy, LastCopy, LastRehearsal, NoteRehearsal, RehearseWhenDue
from shelter_admin.operations.desk import Command, Done, UndoStep
from shelter_admin.operations.residents import FindResidents
from tests.ui.pages_like import SPECS
from tests.ui.recording_desk import NOON, PANTI, RecordingDesk, StraightTasks, staff
from ui.kit import preferences, theme
from ui.kit.alerts import Sheet
from ui.kit.palette import SearchPalette
from ui.window import menus
from ui.window.pages import PAGES, pages_for
from ui.window.sidebar import Sidebar
from ui.window.window import MainWindow

COPY = CopyLine("copies/PSHM-20261121-1200.shelter", datetime(2026, 11, 21, 12, 0), 1000)


class Switching:
    """An opener for the lock only: a user's password is their name."""

    def __init__(self, *desks):
        self.desks = {desk.staff.user: desk for desk in desks}

    def switch(self, _desk, user, password):
        if password != user or user not in self.desks:
            raise Refused("wrong_password", field="password")
        return self.desks[user]


def desk_of(*roles, **who) -> RecordingDesk:
    return (
        RecordingDesk(staff(*roles, **who))
        .answers(LastCopy, COPY)
        .answers(LastRehearsal, None)
        .answers(RehearseWhenDue, None)
        .answers(FindResidents, ())
    )


@pytest.fixture
def open_window(qtbot):
    def show(desk, *others) -> MainWindow:
        window = MainWindow(desk, StraightTasks(), cast("Any", Switching(desk, *others)), SPECS)
        qtbot.addWidget(window, before_close_func=lambda shown: setattr(shown, "may_close", True))
        window.show()
        window.resize(1366, 768)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        return window

    return show


def sit_down(window, user):
    window.locking.screen.user.set_value(user)
    window.locking.screen.password.set_value(user)
    window.locking.screen.enter()


def test_that_a_page_a_role_never_uses_is_not_on_its_screen(open_window):
    assert list(open_window(desk_of(Role.KEPALA)).frame.sidebar.buttons) == ["residents", "accounts"]
    assert list(open_window(desk_of(Role.PIKET)).frame.sidebar.buttons) == ["residents"]


def test_that_a_page_is_built_when_it_is_first_opened(qtbot, open_window):
    window = open_window(desk_of())
    assert list(window.seat.pages) == ["residents"]
    qtbot.mouseClick(window.frame.sidebar.buttons["accounts"], Qt.MouseButton.LeftButton)
    assert list(window.seat.pages) == ["residents", "accounts"]
    assert window.frame.header.title.text() == "Pengaturan"
    assert window.frame.sidebar.buttons["accounts"].isChecked()


def test_that_ctrl_and_a_number_open_the_pages_in_order(qtbot, open_window):
    window = open_window(desk_of())
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.seat.key == "accounts"
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.seat.key == "residents"
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    assert window.seat.key == "residents"


def test_that_a_page_tells_its_own_line_beside_its_title(open_window):
    window = open_window(desk_of())
    assert window.seat.pages["residents"].subtitle.isVisible()
    assert window.frame.header.isAncestorOf(window.seat.pages["residents"].subtitle)


def test_that_a_hidden_page_reloads_when_it_is_seen_again(open_window):
    window = open_window(desk_of())
    residents = window.seat.pages["residents"]
    window.go("accounts")
    before = residents.reloads
    window.seat.front.changed.emit(Changes.of(Area.RESIDENTS))
    assert residents.reloads == before
    window.go("residents")
    assert residents.reloads == before + 1


class MoveLike(Command[None]):
    needs: ClassVar[Right] = Right.ASSIGN_BEDS
    name: ClassVar[str] = N_("move to another bed")

    @override
    def run(self, work):
        return Done()


def test_that_the_status_line_says_what_was_saved_and_undo_names_the_act(qtbot, open_window):
    desk = desk_of()
    desk.answers(MoveLike, lambda _act: Done(Changes.of(Area.BEDS), undo=MoveLike()))
    window = open_window(desk)
    assert not window.frame.status.undo_button.isVisible()
    window.seat.front.do(MoveLike(), window)
    assert "12.00" in window.frame.status.saved.text()
    assert "move to another bed" in window.frame.status.undo_button.text()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.undone == 1
    assert not window.frame.status.undo_button.isVisible()


def test_that_the_last_good_copy_is_shown_and_an_old_one_asks_for_attention(open_window):
    window = open_window(desk_of())
    assert "12.00" in window.frame.status.copy.text()
    assert window.frame.status.copy.property("look") == "muted"
    today = window.seat.front.desk.today
    window.frame.status.show_copy(COPY.at - timedelta(days=9), today, Attention.OLD_COPY)
    assert window.frame.status.copy.property("look") == "attention"
    window.frame.status.show_copy(None, today, Attention.NO_COPY)
    assert "▲" in window.frame.status.copy.text()


@pytest.mark.parametrize(
    ("how", "days", "words"),
    [(Outcome.DAMAGED, 0, "yang diuji tidak baik"), (Outcome.GOOD, 41, "40 hari tanpa uji")],
)
def test_that_a_bad_or_old_trial_of_a_copy_asks_for_attention(open_window, how, days, words):
    tried = Rehearsal(COPY.at, NOON - timedelta(days=days), how)
    window = open_window(desk_of().answers(LastRehearsal, tried))
    assert words in window.frame.status.copy.text()
    assert window.frame.status.copy.property("look") == "attention"


def test_that_the_newest_copy_is_tried_by_itself_and_the_outcome_kept(open_window, qtbot):
    tried = Rehearsal(COPY.at, NOON, Outcome.GOOD)
    desk = desk_of().answers(RehearseWhenDue, tried)
    window = open_window(desk)
    window.copies.keep()
    qtbot.waitUntil(lambda: NoteRehearsal(tried) in desk.done)


def test_that_the_days_copy_is_made_only_once_a_day_and_never_while_reading(open_window):
    desk = desk_of()
    window = open_window(desk)
    window.copies.keep()
    assert desk.done == [KeepCopy(once_a_day=True)]
    desk.__class__ = type("ReadingDesk", (RecordingDesk,), {"read_only": True})
    window.copies.keep()
    assert len(desk.done) == 1


def test_that_ctrl_k_jumps_to_pages_acts_and_people(qtbot, open_window):
    line = SimpleNamespace(name="Slamet Wibowo", number="2026-0131", bed="Melati 5-2", person_id="person-7")
    window = open_window(desk_of().answers(FindResidents, (line,)))
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.findChild(SearchPalette)
    qtbot.keyClicks(palette.typed, "admit")
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert window.seat.pages["residents"].admitted == 1
    palette = menus.jump(window)
    qtbot.keyClicks(palette.typed, "slam")
    qtbot.waitUntil(lambda: any(found.words == "Slamet Wibowo" for found in palette.shown))
    qtbot.keyClick(palette.typed, Qt.Key.Key_Return)
    assert window.seat.pages["residents"].opened == ["person-7"]


def test_that_enter_does_the_main_act_and_a_stroke_goes_to_the_search(qtbot, open_window):
    window = open_window(desk_of())
    page = window.seat.pages["residents"]
    window.seat.stack.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Return)
    assert page.admitted == 1
    qtbot.keyClick(window, Qt.Key.Key_Slash)
    assert window.focusWidget() is page.draft


def test_that_changing_users_keeps_what_each_half_filled_in(qtbot, open_window):
    rina, joko = desk_of(Role.PIKET), desk_of(Role.PIKET, name="Joko", user="joko", account_id="account-2")
    window = open_window(rina, joko)
    window.seat.pages["residents"].draft.setText("half a name")
    window.locking.change_user()
    sit_down(window, "joko")
    assert window.seat.front.staff.user == "joko"
    assert window.seat.pages["residents"].draft.text() == ""
    window.locking.change_user()
    sit_down(window, "rina")
    assert window.seat.pages["residents"].draft.text() == "half a name"
    qtbot.waitUntil(window.seat.pages["residents"].draft.isVisible)


def test_that_coming_back_with_other_rights_shows_other_pages(open_window):
    rina, joko = desk_of(Role.KEPALA), desk_of(Role.PIKET, name="Joko", user="joko", account_id="account-2")
    window = open_window(rina, joko)
    window.locking.change_user()
    sit_down(window, "joko")
    window.locking._opener.desks["rina"] = desk_of(Role.PIKET)
    window.locking.change_user()
    sit_down(window, "rina")
    assert list(window.frame.sidebar.buttons) == ["residents"]


def test_that_the_lock_covers_pages_keys_and_dialogs_and_gives_them_back(qtbot, open_window):
    window = open_window(desk_of())
    dialog = Sheet("A decision", "", parent=window)
    dialog.open()
    page = window.seat.pages["residents"]
    page.draft.setText("half a name")
    window.locking.lock_now()
    assert not dialog.isVisible()
    assert window.locking.screen.isVisible()
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.seat.key == "residents"
    sit_down(window, "nobody")
    assert window.locking.locked
    sit_down(window, "rina")
    assert not window.locking.locked
    assert dialog.isVisible()
    assert page.draft.text() == "half a name"
    dialog.close()


def test_that_the_screen_locks_after_the_minutes_of_the_setting(qtbot, open_window, monkeypatch):
    monkeypatch.setattr("ui.window.locking.MINUTE_MS", 20)
    desk = desk_of()
    desk.panti = replace(PANTI, settings=replace(PANTI.settings, idle_minutes=3))
    window = open_window(desk)
    qtbot.waitUntil(lambda: window.locking.locked, timeout=3000)


def test_that_another_language_and_theme_are_shown_at_once(open_window):
    window = open_window(desk_of())
    own = preferences.current()
    own.choose_language("en")
    assert window.frame.sidebar.buttons["residents"].text() == "Residents"
    own.choose_language("id")
    assert window.frame.sidebar.buttons["residents"].text() == "Penghuni"
    own.choose_theme("dark")
    assert theme.current().dark
    own.choose_theme("light")
    assert not theme.current().dark


def test_that_the_panti_s_own_word_for_a_resident_is_shown(open_window):
    desk = desk_of()
    window = open_window(desk)
    preferences.current().choose_language("en")
    preferences.current().choose_language("id")
    desk.panti = replace(PANTI, settings=replace(PANTI.settings, resident_word="klien"))
    window.seat.front.changed.emit(Changes.of(Area.PANTI))
    assert window.frame.sidebar.buttons["residents"].text() == "Klien"


def test_that_f1_opens_the_help_of_the_page_and_closes_it(qtbot, open_window):
    window = open_window(desk_of())
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.frame.help.isVisible()
    window.go("accounts")
    assert window.frame.help.key == "accounts"
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not window.frame.help.isVisible()


def test_that_leaving_makes_a_copy_and_lets_the_store_go(qtbot, monkeypatch, open_window):
    desk = desk_of()
    window = open_window(desk)
    left = []
    monkeypatch.setattr(desk, "close", lambda: left.append(True))
    window.close()
    assert desk.done == [KeepCopy()]
    qtbot.waitUntil(lambda: not window.isVisible())
    assert left == [True]


def test_that_a_copy_that_fails_keeps_the_window_until_somebody_decides(qtbot, open_window):
    desk = desk_of().answers(KeepCopy, Unavailable("disk_full"))
    window = open_window(desk)
    window.close()
    assert window.isVisible()
    sheet = window.findChild(Sheet)
    sheet.accept()
    qtbot.waitUntil(lambda: not window.isVisible())


def test_that_a_failure_no_field_takes_is_said_in_a_dialog(open_window):
    desk = desk_of().answers(MoveLike, Refused("nothing_to_undo"))
    window = open_window(desk)
    window.seat.front.do(MoveLike(), window)
    sheet = window.findChild(Sheet)
    assert sheet.isVisible()
    sheet.accept()


def test_that_the_window_fits_a_small_screen(open_window):
    window = open_window(desk_of())
    window.resize(1024, 700)
    assert (window.width(), window.height()) == (1024, 700)


def test_that_the_list_of_pages_says_what_each_page_says_itself():
    for spec in PAGES:
        page = spec.load()
        assert (spec.key, spec.title, spec.icon, spec.needs) == (page.key, page.title, page.icon, page.needs)


def test_that_undo_is_offered_for_the_seat_that_shows(open_window):
    rina, joko = desk_of(Role.PIKET), desk_of(Role.PIKET, name="Joko", user="joko", account_id="account-2")
    rina.step = UndoStep("admit somebody", MoveLike())
    window = open_window(rina, joko)
    assert window.frame.status.undo_button.isVisible()
    window.locking.change_user()
    sit_down(window, "joko")
    assert not window.frame.status.undo_button.isVisible()


def test_that_the_missing_copy_leads_to_whoever_may_make_one(open_window, qtbot):
    window = open_window(desk_of())
    went = []
    window.frame.status.copies.connect(lambda: went.append(1))
    assert window.frame.status.copy.isEnabled() == window.seat.front.may(Right.BACK_UP)
    window.frame.status.copy.setEnabled(True)
    qtbot.mouseClick(window.frame.status.copy, Qt.MouseButton.LeftButton)
    assert went == [1]


def test_that_every_page_of_the_head_stands_whole_in_the_sidebar_of_a_small_screen(qtbot):
    head = staff(Role.KEPALA)
    letterhead = replace(PANTI.letterhead, agency="Dinas Sosial Provinsi Kalimantan Timur")
    made = Sidebar(replace(PANTI, letterhead=letterhead), head, pages_for(head, NOON.date()))
    qtbot.addWidget(made)
    made.resize(made.width(), 768)
    made.show()
    area = made.findChild(QScrollArea)
    assert area is not None
    assert len(made.buttons) == len(PAGES)
    assert area.verticalScrollBar().maximum() == 0
    last = list(made.buttons.values())[-1]
    assert last.visibleRegion().boundingRect().height() == last.height()
