"""Scenes of a batch at its end: what each gets, the question before issuing, letters, a duplicate, templates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from shelter_admin.domain.certificates.letters import Gets
from shelter_admin.domain.certificates.register import Issued
from shelter_admin.operations.certificates import CertificateBatches, IssueBatch, IssueDuplicate, OutlookOf
from shelter_admin.operations.desk import Desk
from tests.look.waiting import needed, settle
from ui.certificates.outlook import choices_of
from ui.window.window import MainWindow


def attest(desk: Desk, issued: Sequence[Issued]) -> None:
    """Issue a letter or two, and a duplicate of the first certificate."""
    for choice in desk.ask(CertificateBatches()):
        below = desk.ask(OutlookOf(choice.batch_id)).getting(Gets.LETTER)[:2]
        if below:
            desk.do(IssueBatch(choice.batch_id, (), tuple(one.line.enrolment_id for one in below)))
    if issued:
        desk.do(IssueDuplicate(issued[0].certificate_id), reason="Hilang saat rumah keluarga kebanjiran.")


def _shown(window: MainWindow, tab: str) -> Any:
    page: Any = window.seat.current()
    page.show_tab(tab)
    settle(window.tasks)
    return page


def _batch(window: MainWindow) -> None:
    _shown(window, "batch")


def _ask(window: MainWindow) -> None:
    tab = _shown(window, "batch").batch
    records = needed(tab.table.records)
    tab.table.change(next((one for one in records if choices_of(one)), records[0]))
    tab.ask_issue()


def _letters(window: MainWindow) -> None:
    _shown(window, "letters")


def _again(window: MainWindow) -> None:
    _shown(window, "batch").batch.ask_again()


def _templates(window: MainWindow) -> None:
    _shown(window, "templates").templates.preview()
    settle(window.tasks)


ISSUING: Final[tuple[tuple[str, Callable[[MainWindow], object]], ...]] = (
    ("batch", _batch),
    ("batch-issue", _ask),
    ("batch-again", _again),
    ("letters", _letters),
    ("templates", _templates),
)
