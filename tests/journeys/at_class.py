"""A class in journeys: set up by the head, held and closed by its trainer, and the final mark."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.training import ClassSheet
from shelter_admin.domain.words import _
from shelter_admin.operations.training.classes import Classes, ClassSheetOf
from tests.journeys.house import USERS
from tests.journeys.sitting import Sitting

PROGRAM = "Menjahit"


def sets_up_the_class(sitting: Sitting, name: str) -> None:
    """The head writes the programme's hours, gives it to its trainer and enrols who is new."""
    sitting.change_user(USERS[Role.KEPALA])
    page = sitting.go("training")
    sitting.click("Programmes")
    tab = page.programs
    program = next(one for one in tab.table.records if one.name == PROGRAM)
    tab.table.go_to(program.program_id)
    sitting.settle()
    sitting.fill("hours", "320")
    sitting.mouse(tab.program.save)
    sitting.settle()
    settings = sitting.go("settings")
    settings.list.setFocus()
    sitting.keys(_("Staff")[:4], settings.list)
    sitting.settle()
    staff = settings.section
    account = next(one for one in staff.table.records if one.user == USERS[Role.INSTRUKTUR])
    staff.table.go_to(account.account_id)
    sitting.settle()
    sitting.wait(lambda: sitting.buttons(PROGRAM))
    (box,) = sitting.buttons(PROGRAM)
    sitting.press(Qt.Key.Key_Space, box)
    sitting.settle()
    enrols(sitting, name)


def enrols(sitting: Sitting, name: str) -> None:
    page = sitting.go("training")
    sitting.click("Participants")
    opens_the_class(sitting)
    sitting.field("person_ids").editor.setFocus()
    sitting.keys(name[:8])
    who: Any = sitting.field("person_ids")
    popup = who.line.completer().popup()
    sitting.wait(popup.isVisible)
    sitting.qtbot.keyClick(popup, Qt.Key.Key_Down)
    sitting.qtbot.keyClick(popup, Qt.Key.Key_Return)
    sitting.click("Enrol")
    assert any(one.name == name for one in page.people.table.records)


def opens_the_class(sitting: Sitting) -> None:
    """By its button, or from the list of those without room."""
    if sitting.buttons(PROGRAM):
        sitting.click(PROGRAM)
    else:
        sitting.click("Other classes")
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = [one for one in menu.actions() if one.text() == PROGRAM]
        menu.close()
        action.trigger()
        sitting.settle()
    assert sitting.page().classes.batch.title == PROGRAM


def the_class(sitting: Sitting) -> ClassSheet:
    (own,) = [one for one in sitting.window.seat.front.desk.ask(Classes()) if one.program == PROGRAM]
    found: ClassSheet = sitting.window.seat.front.desk.ask(ClassSheetOf(own.batch_id))
    return found


def holds_and_closes_the_class(sitting: Sitting, name: str) -> None:
    sitting.change_user(USERS[Role.INSTRUKTUR])
    page = sitting.go("training")
    tab = page.sheet
    people = the_class(sitting).rows
    day = sitting.window.seat.front.desk.today
    ours = next(row for row in people if row.name == name)
    other = next(row for row in people if row.name != name)
    for row, letter in ((ours, "h"), (other, "a")):
        at = next(one for one in tab.sheet.days if one.day == day)
        tab.table.go_to(row.enrolment_id, at)
        sitting.keys(letter, tab.table)
        sitting.settle()
    sitting.mouse(tab.parts.all_present)
    sitting.settle()
    sitting.wait(lambda: not the_class(sitting).unmarked_on(day))
    sitting.mouse(tab.parts.close_it)
    sitting.click("Close session")
    closed = the_class(sitting)
    held = closed.day_of(day)
    assert held is not None
    assert held.closed_at is not None
    rates = {row.name: row.figures.rate for row in closed.rows}
    assert (rates[name], rates[other.name]) == (1.0, 0.0)


def gives_the_final_mark(sitting: Sitting, name: str) -> None:
    sitting.change_user(USERS[Role.INSTRUKTUR])
    page = sitting.go("training")
    sitting.click("Marks")
    table = page.grades.table
    rows = [one.name for one in page.grades.model.rows]
    table.setCurrentIndex(table.currentIndex().siblingAtRow(rows.index(name)))
    table.setFocus()
    for digit in "88":  # the first opens the field that takes the second
        sitting.keys(digit)
    sitting.press(Qt.Key.Key_Return)
    sitting.settle()
