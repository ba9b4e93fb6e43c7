"""A shift through the window: what happened, the note signed by two, the kitchen, medicine and things in keeping."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.kitchen import Meal
from shelter_admin.domain.shifts import HandoverState, Shift
from shelter_admin.domain.words import _
from shelter_admin.operations.duty.handover import HandOver, HandoverOf
from shelter_admin.operations.duty.occurrences import Occurrences
from shelter_admin.operations.presence.gate import GoOut
from shelter_admin.operations.residents import ResidentList
from tests.journeys.house import NIGHT, USERS
from tests.journeys.sitting import Sitting

CTRL = Qt.KeyboardModifier.ControlModifier


def ask(sitting: Sitting, query):
    return sitting.window.seat.front.desk.ask(query)


def people(sitting: Sitting):
    return ask(sitting, ResidentList())


def act(sitting: Sitting, words: str) -> None:
    """Ctrl+K, some letters of the act, Enter."""
    sitting.press(Qt.Key.Key_K, sitting.window, CTRL)
    sitting.keys(words.rstrip("…"))
    sitting.settle()
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()


def pick(sitting: Sitting, name: str, typed: str) -> None:
    """Type part of a name and take what is found with the arrow and Enter."""
    editor = sitting.field(name).editor
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    sitting.keys(typed, editor)
    offered: Any = editor.completer().popup()
    sitting.wait(offered.isVisible)
    sitting.qtbot.keyClick(offered, Qt.Key.Key_Down)
    sitting.qtbot.keyClick(offered, Qt.Key.Key_Return)
    sitting.settle()


def test_that_a_night_is_written_down_and_handed_over_by_keys_and_signed_by_the_next_officer(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.PIKET])
    out, hurt = people(sitting)[0], people(sitting)[4]
    sitting.window.seat.front.desk.do(GoOut(out.person_id, "pasar", NIGHT + timedelta(hours=1)))
    act(sitting, _("Write down what happened…"))
    sitting.choose("kind", _("Injury or accident"))
    sitting.fill("what", "Terpeleset di kamar mandi")
    pick(sitting, "person_id", hurt.number)
    sitting.fill("handling", "Diobati")
    sitting.fill("place", "Wisma Melati")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.settle()
    (told,) = ask(sitting, Occurrences())
    assert (told.what, [one.person_id for one in told.people]) == ("Terpeleset di kamar mandi", [hurt.person_id])
    assert "Terpeleset di kamar mandi" in sitting.told()

    sitting.clock.forward(hours=8)  # 06.30: the night shift still runs, whoever went out is late
    _hand_over_by_keys(sitting, out.name)

    sitting.clock.forward(minutes=10)
    sitting.change_user(USERS[Role.PENGASUH])
    sitting.go("duty")
    assert "Kunci gudang di laci" in sitting.told()
    sitting.click("Take over")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.settle()
    note = sitting.page().part.note
    assert (note.line.state, note.words) == (HandoverState.SIGNED, "Kunci gudang di laci")
    assert {note.line.handed.name, note.line.taken.name} == {USERS[Role.PIKET], USERS[Role.PENGASUH]}
    assert not sitting.buttons(_("Hand over"))


def _hand_over_by_keys(sitting: Sitting, late: str) -> None:
    """F6 round to the handover, which tells what happened; then words and Ctrl+Enter."""
    for _again in range(len(sitting.page().specs) - 1):
        sitting.press(Qt.Key.Key_F6)
        sitting.settle()
    assert sitting.page().at == "handover"
    read = sitting.told()
    assert late in read
    assert _("Injury or accident") in read
    sitting.keys("Kunci gudang di laci")
    sitting.press(Qt.Key.Key_Return, modifiers=CTRL)
    sitting.settle()
    assert ask(sitting, HandoverOf()).line.state is HandoverState.WAITING
    assert not sitting.buttons(_("Take over"))


def test_that_words_half_written_are_there_again_after_a_switch_of_user(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.PIKET])
    sitting.go("duty")
    sitting.page().part.take_focus()
    sitting.keys("Kran bocor")
    sitting.qtbot.wait(1000)
    sitting.settle()
    sitting.change_user(USERS[Role.PENGASUH])
    sitting.go("duty")
    assert "Kran bocor" not in sitting.told()
    sitting.change_user(USERS[Role.PIKET])
    sitting.go("duty")
    assert sitting.page().part.words.value() == "Kran bocor"


def test_that_the_carer_opens_the_names_behind_a_meal_and_the_office_sees_figures_only(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.PENGASUH])
    page = sitting.go("duty")
    page.show_part("kitchen")
    sitting.settle()
    count = page.part.count
    assert count.day == NIGHT.date() + timedelta(days=1)
    assert page.part.tiles[Meal.LUNCH].figure.text() == str(count.meals[1].eating)
    name = people(sitting)[0].name
    assert name not in sitting.told(page)
    page.part.tiles[Meal.BREAKFAST].setFocus()
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    assert name in sitting.told(page)
    sitting.change_user(USERS[Role.TATA_USAHA])
    page = sitting.go("duty")
    page.show_part("kitchen")
    sitting.settle()
    page.part.tiles[Meal.BREAKFAST].setFocus()
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    assert name not in sitting.told(page)


def care_of(sitting: Sitting, person_id: str):
    """The tab of care in somebody's file."""
    sitting.window.go("residents", person_id)
    sitting.settle()
    file = sitting.page().file
    later = next(one for one in file.more if one._spec.name == "CareTab")
    file.tabs.setCurrentWidget(later)
    sitting.settle()
    return later.tab


def test_that_a_medicine_is_written_by_health_and_only_its_hour_reaches_the_gate(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.KESEHATAN])
    one = people(sitting)[0]
    care = care_of(sitting, one.person_id)
    sitting.click("New medicine…")
    sitting.fill("medicine", "Amlodipin")
    sitting.fill("hours", "7 23.30 x")
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    assert _("Write the hours like 07.00 13.00 19.00, each once.") in sitting.told(sitting.dialog())
    sitting.fill("hours", "7 23.30")
    sitting.fill("carer_note", "sesudah makan")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.settle()
    assert "Amlodipin" in sitting.told(care)
    sitting.change_user(USERS[Role.PIKET])
    care = care_of(sitting, one.person_id)
    read = sitting.told(care)
    assert "07.00 23.30" in read
    assert "sesudah makan" in read
    assert "Amlodipin" not in read
    sitting.go("duty")
    assert f"23.30 · {one.name}" in sitting.told()
    assert "Amlodipin" not in sitting.told()


def test_that_a_thing_is_taken_into_keeping_and_given_back_with_to_whom(begin, moved_in):
    sitting = begin(moved_in, NIGHT)
    sitting.sign_in(USERS[Role.PIKET])
    one = people(sitting)[0]
    care = care_of(sitting, one.person_id)
    sitting.click("Take into keeping…")
    sitting.fill("what", "Telepon genggam")
    sitting.fill("kept_where", "Brankas")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.settle()
    assert _("in keeping") in sitting.told(care)
    sitting.click("Give back…")
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
    assert _("Write to whom it is given.") in sitting.told(sitting.dialog())
    sitting.fill("returned_to", "Ibu Sumiati")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.settle()
    care.things.selectRow(0)
    assert "Ibu Sumiati" in sitting.told(care)
    sitting.press(Qt.Key.Key_Z, sitting.window, CTRL)
    sitting.settle()
    assert _("in keeping") in sitting.told(care)


def test_that_today_leads_to_the_shift_that_nobody_handed_over(begin, moved_in):
    sitting = begin(moved_in, NIGHT - timedelta(hours=4))
    sitting.sign_in(USERS[Role.PIKET])
    desk = sitting.window.seat.front.desk
    desk.do(HandOver(desk.today, Shift.AFTERNOON))
    sitting.clock.now = NIGHT + timedelta(hours=12)  # 10.30: the night ended at 07.00
    sitting.change_user(USERS[Role.PENGASUH])
    sitting.window.go("duty", "handover")
    sitting.settle()
    sitting.click("Take over")
    sitting.press(Qt.Key.Key_Return)
    sitting.wait(lambda: not sitting.dialogs())
    sitting.clock.forward(hours=1)
    sitting.go("today")
    sitting.page().make_stale()
    sitting.settle()
    sitting.click("Hand over")
    time_of = sitting.page().part.note.line.time
    assert (sitting.page().key, time_of.day, time_of.shift) == ("duty", NIGHT.date(), Shift.NIGHT)
