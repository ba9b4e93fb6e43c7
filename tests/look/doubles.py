"""Scenes of who may be here twice: side by side, decided, the intake with its hint, how sure the fields of a file are."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from PySide6.QtTest import QTest

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.linking import Verdict
from shelter_admin.operations.residents import (
    AddPhoto,
    DecidedPairs,
    DifferentPeople,
    LinkPeople,
    PossibleDoubles,
    ResidentDetailsOf,
)
from tests.look.waiting import settle
from tests.operations.residents_house import a_picture
from ui.residents.dialogs import EditSheet
from ui.window.window import MainWindow


def side_by_side(window: MainWindow) -> None:
    """The pairs to look at, one of the two with a photo."""
    desk: Any = window.seat.front.desk
    pairs = desk.ask(PossibleDoubles())
    if pairs and pairs[0].first.photo_id is None:
        desk.do(AddPhoto(pairs[0].first.person_id, a_picture(240, "JPEG")))
    window.go("residents", "doubles")


def decided(window: MainWindow) -> None:
    """What was decided about two people."""
    side_by_side(window)
    settle(window.tasks)
    _decide(window.seat.front.desk)
    doubles = _page(window).doubles
    doubles.which.choose("decided")
    doubles.reload()


def _decide(desk: Any) -> None:
    """Link those who can be one, and tell one pair apart."""
    if desk.ask(DecidedPairs()):
        return
    pairs = desk.ask(PossibleDoubles())
    for pair in pairs[1:]:
        for ends in ((pair.first, pair.second), (pair.second, pair.first)):
            with suppress(Refused):
                desk.do(LinkPeople(ends[0].person_id, ends[1].person_id, "Kartu lama dibawa."))
                break
    for pair in desk.ask(PossibleDoubles())[1:2]:
        desk.do(DifferentPeople(pair.first.person_id, pair.second.person_id, "Sepupu."))


def hint(window: MainWindow) -> None:
    """Somebody known already while an intake is typed."""
    side_by_side(window)
    settle(window.tasks)
    page = _page(window)
    pairs = window.seat.front.desk.ask(PossibleDoubles())
    page.begin_intake()
    settle(window.tasks)
    if pairs:
        who = page.intake.forms[0].fields
        who["full_name"].editor.setFocus()
        QTest.keyClicks(who["full_name"].editor, pairs[0].first.name)
        who["quality_birth"].set_value("guessed")
        page.intake._ask_alike()
        settle(window.tasks)


def unknown(window: MainWindow) -> None:
    """The step of arrival of somebody without a name."""
    page = _page(window)
    page.begin_intake()
    settle(window.tasks)
    page.intake._show_step(2)


def correcting(window: MainWindow) -> None:
    """The form of a correction, with how sure its fields are."""
    front = window.seat.front
    first = [pair.first for pair in front.desk.ask(DecidedPairs())]
    first += [pair.first for pair in front.desk.ask(PossibleDoubles())]
    if first:
        details = front.desk.ask(ResidentDetailsOf(first[0].person_id))
        sheet = EditSheet(front, details, _page(window), complete=False)
        sheet.who.fields["quality_birth"].set_value("guessed")
        sheet.who.fields["quality_name"].set_value("alias")
        sheet.open()


def linked(window: MainWindow) -> None:
    """The file of somebody with another file linked to it."""
    _decide(window.seat.front.desk)
    pairs = [pair for pair in window.seat.front.desk.ask(DecidedPairs()) if pair.verdict is Verdict.SAME]
    if pairs:
        window.go("residents", pairs[0].first.person_id)
        settle(window.tasks)
        file = _page(window).file
        file.tabs.setCurrentWidget(file.history)


def _page(window: MainWindow) -> Any:
    return window.seat.current()


TWICE: Final[tuple[tuple[str, Callable[[MainWindow], None]], ...]] = (
    ("doubles", side_by_side),
    ("doubles-decided", decided),
    ("intake-known", hint),
    ("intake-unknown", unknown),
    ("how-sure", correcting),
    ("linked", linked),
)
