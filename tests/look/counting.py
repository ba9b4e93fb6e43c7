"""Scenes of counting people: the roll-call half done and closed, who is missing, cards, and their papers."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from shelter_admin.domain.cards import CardFormat
from shelter_admin.domain.missing import MissingStep
from shelter_admin.domain.presence import Mark
from shelter_admin.operations.presence.missing import MissingNow, PrintRunawayRecord, RecordMissingStep
from shelter_admin.operations.presence.roll_call import Marked, PrintRollCall, RollCallOf, TakeRollCall
from shelter_admin.operations.residents import AdmitPerson, ResidentList
from shelter_admin.operations.residents.cards import IssueCards, PrintCards
from tests.look.waiting import settle
from ui.kit.preview import show_paper
from ui.presence.missing import MissingSheet, StepSheet
from ui.residents.cards import CardBatchSheet, CardSheet
from ui.window.window import MainWindow


def _desk(window: MainWindow) -> Any:
    return window.seat.front.desk


def _night(window: MainWindow) -> date:
    desk = _desk(window)
    return desk.panti.night_of(desk.now)  # type: ignore[no-any-return]


def half_done(window: MainWindow) -> None:
    """Half of the house is marked, two of them absent, two ill."""
    desk, night = _desk(window), _night(window)
    sheet = desk.ask(RollCallOf(night))
    if sheet.closed_at is None and not sheet.counts.present:
        half = sheet.lines[: len(sheet.lines) // 2]
        marks = []
        for at, line in enumerate(half):
            odd = Mark.ABSENT if at in {3, 17} else Mark.ILL_IN_BED if at in {5, 9} else Mark.PRESENT
            marks.append(Marked(line.person_id, line.proposed or odd, "demam" if odd is Mark.ILL_IN_BED else ""))
        desk.do(TakeRollCall(night, marks=tuple(marks)))
    _at_roll_call(window)


def _at_roll_call(window: MainWindow) -> Any:
    page: Any = window.seat.current()
    page.show_tab("roll_call")
    settle(window.tasks)
    return page.roll_call


def closed(window: MainWindow) -> None:
    """Closed and signed; somebody came after midnight, some are missing."""
    desk, night = _desk(window), _night(window)
    half_done(window)
    if desk.ask(RollCallOf(night)).lines and desk.ask(RollCallOf(night)).closed_at is None:
        desk.do(TakeRollCall(night, all_present=True, close=True))
        desk.do(AdmitPerson(full_name="Darmanto", admitted_on=night))
    _at_roll_call(window).reload()


def missing(window: MainWindow) -> None:
    """The steps of who is missing, two of them done."""
    closed(window)
    desk = _desk(window)
    cases = desk.ask(MissingNow())
    if cases and cases[0].steps[0].done is None:
        desk.do(
            RecordMissingStep(cases[0].person_id, MissingStep.CALLED, "Nomor tidak aktif; teman sekamar tidak tahu")
        )
        desk.do(
            RecordMissingStep(cases[0].person_id, MissingStep.SEARCHED, "Wisma, musala, terminal; bersama Pak Hendra")
        )
    MissingSheet(window.seat.front, _at_roll_call(window)).open()


def writing_step(window: MainWindow) -> None:
    """One step being written down."""
    missing(window)
    settle(window.tasks)
    (sheet,) = [one for one in window.findChildren(MissingSheet) if one.isVisible()]
    if sheet.case is not None:
        StepSheet(sheet, sheet.case, MissingStep.POLICE).open()


def runaway_paper(window: MainWindow) -> None:
    """The record of running away on paper."""
    closed(window)
    cases = _desk(window).ask(MissingNow())
    if cases:
        show_paper(window.seat.current(), _desk(window).ask(PrintRunawayRecord(cases[0].person_id)))


def list_paper(window: MainWindow) -> None:
    """The roll-call sheet with its barcodes."""
    show_paper(window.seat.current(), _desk(window).ask(PrintRollCall(_night(window))))


def one_card(window: MainWindow) -> None:
    """The card of one resident."""
    page: Any = window.seat.current()
    lines = _desk(window).ask(ResidentList())
    if lines:
        page.open_person(lines[0].person_id)
        settle(window.tasks)
        _desk(window).do(IssueCards((lines[0].person_id,)))
        CardSheet(window.seat.front, page.file.details, page).open()


def all_cards(window: MainWindow) -> None:
    """Everybody without a card."""
    page: Any = window.seat.current()
    CardBatchSheet(window.seat.front, page).open()


def cards_paper(window: MainWindow) -> None:
    """A page of cards."""
    desk = _desk(window)
    people = tuple(line.person_id for line in desk.ask(ResidentList())[:9])
    if people:
        desk.do(IssueCards(people))
        show_paper(window.seat.current(), desk.do(PrintCards(people, CardFormat.A4)).outcome)


COUNTING: Final = (
    ("half-done", half_done),
    ("closed", closed),
    ("missing", missing),
    ("missing-step", writing_step),
    ("runaway-paper", runaway_paper),
    ("list-paper", list_paper),
)
CARDS: Final = (("card", one_card), ("cards", all_cards), ("cards-paper", cards_paper))
