"""The agenda of a case conference: who is spoken of in which order, and what was said of each."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.conferences import OUTCOME_NAMES, PURPOSE_NAMES, Conference, ConferenceCase, Outcome
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.agenda import OrderAgenda, TakeOffAgenda
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable

PILL_COLUMN: Final = 3
_TONES: Final = {
    Outcome.RECOMMENDED: "ok",
    Outcome.AGREED: "ok",
    Outcome.NOT_YET: "attention",
    Outcome.REFERRED: "info",
    Outcome.POSTPONED: "muted",
}


class Agenda(RecordsTable):
    """The people of one conference; the one under the cursor is moved or taken off."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        self._front = front
        self._conference: Conference | None = None
        super().__init__(self._agenda_columns(), lambda one: one.case_id, _("Agenda"), parent)
        self._pills = PillDelegate(self)
        self.setItemDelegateForColumn(PILL_COLUMN, self._pills)

    def _agenda_columns(self) -> list[Column[ConferenceCase]]:
        return [
            Column(_("No."), self._place, width=40, number=True, sort=lambda one: one.position),
            Column(_("Name"), lambda one: one.name, strong=True),
            Column(_("Why"), lambda one: _(PURPOSE_NAMES[one.purpose]), width=132),
            Column(_("The conference says"), _said, width=160, look=_tone),
        ]

    def show_agenda(self, conference: Conference | None) -> None:
        """Show who is on the agenda of a conference, nobody where none is open."""
        self._conference = conference
        self.show_records(conference.cases if conference is not None else ())

    def take_off(self) -> None:
        """Take the person under the cursor off the agenda."""
        one = self.current()
        if one is not None:
            self._front.do(TakeOffAgenda((one.case_id,)), self)

    def speak_of(self, by: int) -> None:
        """Speak of the person under the cursor earlier or later."""
        one = self.current()
        if one is None or self._conference is None:
            return
        order = self._order()
        at = order.index(one.case_id)
        if 0 <= at + by < len(order):
            order[at], order[at + by] = order[at + by], order[at]
            self._front.do(OrderAgenda(self._conference.conference_id, tuple(order)), self)

    def _order(self) -> list[str]:
        return [one.case_id for one in self._conference.cases] if self._conference is not None else []

    def _place(self, case: ConferenceCase) -> str:
        """The place of somebody on the agenda, counted without gaps."""
        order = self._order()
        return number(order.index(case.case_id) + 1) if case.case_id in order else ""


def _said(one: ConferenceCase) -> str:
    return _(OUTCOME_NAMES[one.outcome]) if one.outcome is not None else _("not said yet")


def _tone(one: ConferenceCase) -> str:
    return _TONES[one.outcome] if one.outcome is not None else "muted"
