"""Scenes of a case conference: the agenda with what is said, suggestions, planning one."""

from __future__ import annotations

from typing import Any, Final

from shelter_admin.domain.conferences import Outcome, Purpose
from shelter_admin.operations.cases.agenda import PutOnAgenda, WriteOutcome
from shelter_admin.operations.cases.conferences import AddConference, ConferenceFile, Conferences, ConferenceSuggestions
from shelter_admin.operations.cases.follow_ups import AskFollowUp
from tests.look.waiting import settle
from ui.window.window import MainWindow

PRESENT: Final = "Dra. Ratna Wulandari\nSari Dewi, S.Sos.\nPak Amir (instruktur las)\nNs. Halimah"


def conference_in_use(window: MainWindow) -> None:
    """Hold a conference once: some on the agenda, some of it said."""
    desk: Any = window.seat.front.desk
    if desk.ask(Conferences()):
        return
    found = desk.ask(ConferenceSuggestions())
    add = AddConference(day=desk.today, starts_at="09.00", place="Ruang rapat", chaired_by="Sari Dewi", present=PRESENT)
    conference_id = desk.do(add).outcome
    people = tuple(one.person_id for one in found[:5])
    if not people:
        return
    desk.do(PutOnAgenda(conference_id, people, Purpose.EXIT, "Siapkah pulang, dan siapa yang menerima?"))
    cases = desk.ask(ConferenceFile(conference_id)).cases
    said = "Kakak di Samboja bersedia menerima. Modal usaha dari Baznas menyusul setelah kunjungan."
    desk.do(WriteOutcome(cases[0].case_id, Purpose.EXIT, cases[0].question, Outcome.RECOMMENDED, said))
    desk.do(WriteOutcome(cases[-1].case_id, Purpose.EXIT, cases[-1].question, Outcome.NOT_YET, "Belum ada penerima."))
    desk.do(AskFollowUp(case_id=cases[0].case_id, what="Menelepon kakak, menetapkan hari jemput", who="Sari Dewi"))


def _agenda(window: MainWindow) -> None:
    conference_in_use(window)
    page = _page(window)
    page.show_part("conferences")
    settle(window.tasks)


def _suggesting(window: MainWindow) -> None:
    _agenda(window)
    _page(window).part.put_on()
    settle(window.tasks)


def _planning(window: MainWindow) -> None:
    _agenda(window)
    _page(window).part.change()


def _asking(window: MainWindow) -> None:
    _agenda(window)
    _page(window).part.card.ask_somebody()
    settle(window.tasks)


def _page(window: MainWindow) -> Any:
    return window.seat.current()


SITTING: Final = (
    ("conference", _agenda),
    ("conference-suggested", _suggesting),
    ("conference-planned", _planning),
    ("conference-follow-up", _asking),
)
"""Name of each scene, and what shows it."""
