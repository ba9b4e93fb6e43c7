"""A leave from the asking to the return, a visitor, and the morning after, through the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.leave_passes import PassStanding
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.operations.duty.visits import VisitorsOn
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.passes import LeavePasses
from shelter_admin.operations.residents import ResidentDetailsOf, ResidentList
from tests.journeys.house import USERS
from tests.journeys.sitting import Sitting

MORNING = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)  # Saturday, 09.00 WITA
ENTER = Qt.Key.Key_Return


def a_grown_up(sitting: Sitting) -> ResidentLine:
    """Somebody of age who has lived here for a while."""
    desk = sitting.window.seat.front.desk
    for line in desk.ask(ResidentList()):
        stay = desk.ask(ResidentDetailsOf(line.person_id)).stay
        if (line.age or 0) >= 18 and stay.admitted_on and stay.admitted_on < MORNING.date() - timedelta(days=30):
            return line
    raise AssertionError("nobody of age has lived here for a month")


def the_pass(sitting: Sitting) -> PassStanding:
    (found,) = sitting.window.seat.front.desk.ask(LeavePasses())
    return found.standing(sitting.clock.now)


def passes(sitting: Sitting) -> Any:
    page = sitting.go("presence")
    sitting.press(Qt.Key.Key_F7, page)
    sitting.settle()
    return page.tab("passes")


def at_gate(sitting: Sitting, typed: str) -> None:
    page = sitting.go("presence")
    page.show_tab("gate")
    sitting.settle()
    sitting.keys(typed, page.gate.field.line)
    sitting.press(ENTER, page.gate.field.line)
    sitting.settle()


def test_that_a_leave_goes_from_the_asking_to_the_return(begin, moved_in):
    sitting: Sitting = begin(moved_in, now=MORNING)
    sitting.sign_in(USERS[Role.PENGASUH])
    person = a_grown_up(sitting)
    passes(sitting)
    sitting.click("Ask for a pass…")
    sitting.fill("person_id", person.number)
    who: Any = sitting.field("person_id")
    sitting.wait(lambda: who._only is not None)
    sitting.fill("until_at", "22-11 17.00")
    sitting.fill("destination", "Tenggarong")
    sitting.click("Ask")
    assert the_pass(sitting) is PassStanding.ASKED

    sitting.change_user(USERS[Role.PEKERJA_SOSIAL])
    tab = passes(sitting)
    sitting.press(ENTER, tab.table)
    sitting.settle()
    assert the_pass(sitting) is PassStanding.APPROVED

    sitting.change_user(USERS[Role.PIKET])
    at_gate(sitting, person.number)
    (line,) = sitting.window.seat.front.desk.ask(GateBoardNow()).out
    assert line.destination == "Tenggarong"
    assert the_pass(sitting) is PassStanding.AWAY

    sitting.clock.now = MORNING + timedelta(days=1, hours=9)  # 18.00, an hour late
    tab = passes(sitting)
    assert the_pass(sitting) is PassStanding.OVERDUE
    assert "▲" in sitting.told(tab)
    at_gate(sitting, person.number)
    assert the_pass(sitting) is PassStanding.BACK


def test_that_a_visitor_is_written_in_and_out_and_the_morning_is_looked_at(begin, moved_in):
    sitting: Sitting = begin(moved_in, now=MORNING)
    sitting.sign_in(USERS[Role.PIKET])
    person = a_grown_up(sitting)
    page = sitting.go("presence")
    sitting.press(Qt.Key.Key_F8, page)
    sitting.settle()
    tab = page.tab("visitors")
    sitting.keys(f"Siti Aminah (kakak) > {person.number}", tab.field.line)
    sitting.press(ENTER, tab.field.line)
    sitting.settle()
    desk = sitting.window.seat.front.desk
    (visit,) = desk.ask(VisitorsOn()).visits
    assert (visit.visitor, visit.relation, visit.number) == ("Siti Aminah", "kakak", person.number)
    sitting.press(Qt.Key.Key_Down, tab.field.line)
    sitting.press(ENTER, tab.table)
    sitting.settle()
    assert desk.ask(VisitorsOn()).inside == 0

    duty = sitting.go("duty")
    duty.show_part("morning")
    sitting.settle()
    assert duty.part.morning is not None
    assert duty.part.morning.quiet == duty.part.quiet.isVisible()
