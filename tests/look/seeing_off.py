"""Scenes of leaving: the three lists, what is arranged, handed over and saved, and the papers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from shelter_admin.domain.departures.arranging import ALWAYS_ASKED, Arrangement, Reception
from shelter_admin.domain.departures.handing import HandedKind, Item
from shelter_admin.domain.leaving import LeavingReason
from shelter_admin.operations.departures.arranging import ArrangeDeparture
from shelter_admin.operations.departures.asking import DepartureFileOf, DeparturesNow, Kits
from shelter_admin.operations.departures.handing import HandOverThings, PayOutSavings, RecordSaving
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.departures.papers import (
    PrintDeparture,
    PrintDinsosLetter,
    PrintPickupStatement,
    PrintTermination,
)
from shelter_admin.operations.residents import RecordLeaving
from tests.look.waiting import settle, until_drawn
from ui.window.window import MainWindow

FAMILY: Final = Arrangement(
    planned_on=date(2026, 11, 27),
    reception=Reception.FAMILY,
    receiver="Rohana Sulastri",
    receiver_relation="bibi",
    receiver_address="Jl. Gatot Subroto Gg. 4 No. 12",
    receiver_phone="0812-5550-1234",
    region="Kota Bontang",
    surveyed_on=date(2026, 11, 9),
    surveyed_by="Maria Lencau",
    survey_willing=True,
    survey_words="Rumah layak, ada kamar sendiri, keluarga siap menerima.",
    pickup_papers=ALWAYS_ASKED[:3],
    dinsos="Dinas Sosial Kota Bontang",
    dinsos_told_on=date(2026, 11, 19),
    dinsos_letter="400.9/118/2026",
    plan="Bekerja pada penjahit di dekat rumah, kontrol bulanan di puskesmas.",
)
FEWEST: Final = 3
TOOLS: Final = (
    Item("Mesin jahit portabel", 1, "unit", 1_750_000),
    Item("Gunting kain", 1, "buah", 85_000),
    Item("Pita ukur dan rader", 1, "set", 40_000),
    Item("Benang jahit", 12, "gulung", 3_500),
)


def leaving_in_use(window: MainWindow) -> None:
    """Write down once what an office has: tools, savings, arrangements, somebody who left."""
    desk: Any = window.seat.front.desk
    lines = [line for line in desk.ask(DeparturesNow()) if not line.gone]
    if len(lines) < FEWEST or any(line.arrangement.receiver for line in lines):
        return
    for kit in desk.ask(Kits()):
        desk.do(SetKit(kit.program_id, TOOLS))
    first, second, gone = lines[0], lines[1], lines[-1]
    refused = replace(FAMILY, receiver="Karel Lencau", survey_willing=False, plan="", dinsos_told_on=None)
    for line, one in ((first, FAMILY), (second, refused)):
        desk.do(ArrangeDeparture(person_id=line.person_id, stay_id=line.stay_id, arrangement=one))
    for amount in (350_000, -75_000, 120_000):
        desk.do(RecordSaving(first.person_id, amount, note="upah hasil karya" if amount > 0 else "keperluan pribadi"))
    file = desk.ask(DepartureFileOf(first.person_id))
    for enrolment_id, kit in file.kits[:1]:
        handed = HandOverThings(
            person_id=first.person_id, kind=HandedKind.TOOLS, items=kit.items, received_by=first.name,
            enrolment_id=enrolment_id,
        )  # fmt: skip
        desk.do(handed)
    desk.do(PayOutSavings(person_id=first.person_id, amount=200_000, received_by=first.name))
    desk.do(RecordLeaving(gone.person_id, LeavingReason.EMPLOYED, desk.today - timedelta(days=34)))


def at(key: str, then: str = "", *given: Any) -> Any:
    """Show one of the lists, and do one act of it."""

    def show(window: MainWindow) -> None:
        leaving_in_use(window)
        page: Any = window.seat.current()
        page.reload()
        settle(window.tasks)
        page.show_list(key)
        settle(window.tasks)
        if then:
            getattr(page.leaving if hasattr(page.leaving, then) else page, then)(*given)
            settle(window.tasks)
            until_drawn()

    return show


def printing(paper: Any) -> Any:
    """Look at a paper of who is first in the list."""
    return at("about", "print_paper", paper)


def in_file(window: MainWindow) -> None:
    """The tab in the file of who leaves first."""
    leaving_in_use(window)
    lines = window.seat.front.desk.ask(DeparturesNow())
    if not lines:
        return
    window.go("residents", lines[0].person_id)
    settle(window.tasks)
    page: Any = window.seat.current()
    for later in page.file.more:
        if later._spec.name == "LeavingTab":
            page.file.tabs.setCurrentWidget(later)
            settle(window.tasks)


SEEING_OFF: Final = (
    ("gone", at("gone")),
    ("visits", at("visits")),
    ("visit", at("visits", "change_visit")),
    ("arrange", at("about", "arrange")),
    ("tools", at("about", "hand_over", HandedKind.TOOLS)),
    ("savings", at("about", "hand_over", HandedKind.SAVINGS)),
    ("save", at("about", "save_money")),
    ("kits", at("about", "edit_kits")),
    ("termination", printing(PrintTermination)),
    ("record", printing(PrintDeparture)),
    ("letter", printing(PrintDinsosLetter)),
    ("statement", printing(PrintPickupStatement)),
)
"""Name of each scene, and what shows it."""
