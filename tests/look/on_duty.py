"""Scenes of duty: a shift with something in every part of its note, occurrences at every stage, kitchen and care."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any, Final

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.occurrences import OccurrenceKind
from shelter_admin.operations.duty.belongings import GiveBack, KeepBelonging
from shelter_admin.operations.duty.handover import HandOver, HandoverOf, TakeOver
from shelter_admin.operations.duty.medication import AddMedication
from shelter_admin.operations.duty.occurrences import CloseOccurrence, Occurrences, RecordOccurrence
from shelter_admin.operations.residents import ResidentList, SetHealth
from tests.look.waiting import settle
from tests.people import as_role
from ui.window.window import MainWindow

WORDS: Final = "Kran kamar mandi Melati bocor, sudah ditutup. Kunci gudang di laci meja piket."


def a_lived_shift(window: MainWindow) -> None:
    """Write down what a few shifts leave behind, once."""
    desk: Any = window.seat.front.desk
    if desk.ask(Occurrences()):
        return
    people = [line.person_id for line in desk.ask(ResidentList())][:14]
    if len(people) < 10:
        return
    _happened(desk, people)
    health = as_role(desk, Role.KESEHATAN)
    for number, person in enumerate(people[:7]):
        diet = ("Rendah garam", "Rendah gula", "rendah garam", "Lunak")[number % 4]
        health.do(SetHealth(person, "Alergi udang" if number == 1 else "", diet))
    hours = ((7, 20), (13, 20), (19, 20), (20, 21))
    for person, (first, second) in zip(people[1:5], hours, strict=True):
        given = (time(first), time(second, 30))
        health.do(AddMedication(person, "Amlodipin", given, desk.today, None, "1 tablet", "Sesudah makan"))
    _kept(desk, people[1])
    officer = as_role(desk, Role.PIKET)
    clock = desk._clock
    evening = clock.now
    clock.now = evening - timedelta(days=1)
    for hours_later in (0, 8):
        clock.now = evening - timedelta(days=1) + timedelta(hours=hours_later)
        time_of = officer.ask(HandoverOf()).line.time
        made = officer.do(HandOver(time_of.day, time_of.shift, "Aman, tidak ada yang khusus.")).outcome
        desk.do(TakeOver(made))
    clock.now = evening


def _happened(desk: Any, people: list[str]) -> None:
    now = desk.now
    told = (
        (OccurrenceKind.FIGHT, "Berselisih di ruang makan, dilerai.", 3, "Ruang makan", "Bicara dengan keduanya", 1),
        (OccurrenceKind.INJURY, "Terpeleset di kamar mandi, luka lecet di siku.", 5, "Wisma Melati", "", None),
        (OccurrenceKind.THEFT, "Telepon genggam hilang dari lemari.", 30, "Wisma Dahlia 2", "Periksa lemari", -1),
        (OccurrenceKind.DAMAGE, "Kaca jendela pecah terkena bola.", 80, "Aula", "", None),
    )
    made = []
    for at, (kind, what, hours, place, follow_up, days) in enumerate(told):
        by = desk.today + timedelta(days=days) if days is not None else None
        parts = ((people[2 * at], "korban" if at == 0 else ""), (people[2 * at + 1], "saksi"))
        handling = "Diobati dan dicatat." if at in {1, 3} else ""
        moment = now - timedelta(hours=hours)
        follow_by = max(by, desk.panti.day_of(moment)) if by else None
        made.append(
            desk.do(
                RecordOccurrence(kind, what, moment, place, handling, follow_up, follow_by, parts if at < 3 else ())
            ).outcome
        )
    desk.do(CloseOccurrence(made[3]))


def _kept(desk: Any, person: str) -> None:
    kept = [
        desk.do(KeepBelonging(person, what, count, "Lemari besi tata usaha")).outcome
        for what, count in (("Telepon genggam", 1), ("Dompet dengan uang Rp150.000", 1), ("Kartu ATM", 2))
    ]
    desk.do(GiveBack(person, (kept[2],), "Yang bersangkutan"))


def at_tab(tab: str, then: str = "", *given: Any) -> Any:
    """Show a tab of the page, and do one act of it."""

    def show(window: MainWindow) -> None:
        a_lived_shift(window)
        page: Any = window.seat.current()
        page.show_part(tab)
        settle(window.tasks)
        if then:
            getattr(page.part, then)(*given)

    return show


def care_of_somebody(window: MainWindow) -> None:
    """The tab of care in the file of somebody with medicine and things in keeping."""
    a_lived_shift(window)
    people = window.seat.front.desk.ask(ResidentList())
    if len(people) > 1:
        window.go("residents", people[1].person_id)
        settle(window.tasks)
        page: Any = window.seat.current()
        for later in page.file.more:
            if later._spec.name == "CareTab":
                page.file.tabs.setCurrentWidget(later)


ON_DUTY: Final = (
    ("handover", at_tab("handover")),
    ("occurrences", at_tab("occurrences")),
    ("occurrence-new", at_tab("occurrences", "write_down")),
    ("occurrence-change", at_tab("occurrences", "change")),
    ("kitchen", at_tab("kitchen")),
)
