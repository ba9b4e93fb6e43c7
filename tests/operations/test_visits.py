"""The visitors' log: who came, whom they visit, who is still inside; the log of a day."""

from __future__ import annotations

from datetime import date, timedelta

from shelter_admin.domain.accounts import Role
from shelter_admin.operations.duty.visits import PrintVisitorLog, VisitorCame, VisitorLeft, VisitorsOn
from tests.operations.residents_house import refused

TODAY = date(2026, 11, 21)


def test_that_who_is_inside_stands_on_top_until_they_leave(house):
    gate = house.desk(Role.PIKET)
    slamet = house.admit("Slamet Wibowo").person_id
    first = gate.do(VisitorCame("Siti", relation="adik", person_id=slamet)).outcome
    house.clock.forward(minutes=5)
    gate.do(VisitorCame("Budi Hartono", "Dinsos Kaltim"))
    log = gate.ask(VisitorsOn())
    assert [(one.visitor, one.resident, one.inside) for one in log.visits] == [
        ("Budi Hartono", "", True),
        ("Siti", "Slamet Wibowo", True),
    ]
    house.clock.forward(minutes=30)
    gate.do(VisitorLeft(first))
    log = gate.ask(VisitorsOn())
    assert [one.visitor for one in log.visits] == ["Budi Hartono", "Siti"]
    assert log.inside == 1
    refused(gate, VisitorLeft(first), "visitor_gone")


def test_that_who_stayed_overnight_stands_in_the_log_of_today_until_they_leave(house):
    stays = house.head.do(VisitorCame("Siti")).outcome
    house.on(TODAY + timedelta(days=1))
    assert [one.visitor for one in house.head.ask(VisitorsOn()).visits] == ["Siti"]
    house.head.do(VisitorLeft(stays))
    assert house.head.ask(VisitorsOn()).visits == ()
    assert [one.visitor for one in house.head.ask(VisitorsOn(TODAY)).visits] == ["Siti"]


def test_that_each_line_can_be_taken_back(house):
    visit = house.head.do(VisitorCame("Siti")).outcome
    house.head.do(VisitorLeft(visit))
    house.head.undo()
    assert house.head.ask(VisitorsOn()).inside == 1
    house.head.undo()
    assert house.head.ask(VisitorsOn()).visits == ()


def test_that_a_visitor_has_a_name_and_visits_somebody_of_the_house(house):
    refused(house.head, VisitorCame("  "), "visitor_unnamed", field="visitor")
    refused(house.head, VisitorCame("x" * 201), "text_too_long", field="visitor")
    refused(house.head, VisitorCame("Siti", person_id="nobody"), "not_in_house", field="person_id")


def test_that_the_log_is_printed_and_printing_is_audited(house):
    slamet = house.admit("Slamet Wibowo").person_id
    house.head.do(VisitorCame("Siti", person_id=slamet))
    assert house.head.ask(PrintVisitorLog()).content.startswith(b"%PDF")
    assert [entry.act for entry in house.audit()].count("PrintVisitorLog") == 1
