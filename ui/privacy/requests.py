"""The tab of requests: the register with its clocks, and whose details are frozen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.requests import (
    ASKER_NAMES,
    GROUND_NAMES,
    REFUSAL_NAMES,
    REQUEST_KIND_NAMES,
    DataRequest,
    DataRequests,
    Limited,
)
from shelter_admin.domain.wording import date_and_clock, number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.privacy.limiting import LiftLimitation
from shelter_admin.operations.privacy.requests import DataRequestsNow, PrintAnswer
from ui.kit.alerts import ask_reason
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, button, label, row
from ui.privacy.request_sheets import AnswerSheet, CopySheet, LimitSheet, RecordRequestSheet
from ui.privacy.words import clock_of, clock_token

MINUTE: Final = 60_000
CLOCK_COLUMN: Final = 4
FROZEN_HIGH: Final = 150


class RequestsTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.found: DataRequests | None = None
        self.table = RecordsTable(self._columns(), lambda line: line.request_id, _("Requests about personal data"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(CLOCK_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._offer())
        self.table.opened.connect(lambda _line: self.answer())
        self.frozen = RecordsTable(_frozen_columns(), lambda line: line.person_id, _("Frozen details"))
        self.frozen.chosen.connect(lambda _line: self._offer())
        self._buttons()
        self._lay_out()
        self._minute = QTimer(self, interval=MINUTE)
        self._minute.timeout.connect(self._tick)
        self._minute.start()

    def _columns(self) -> list[Column[Any]]:
        zone = self._front.panti.zone.offset
        return [
            Column(_("Name"), lambda line: line.name, strong=True),
            Column(_("Own number"), lambda line: line.number, width=110, look=_muted),
            Column(_("What is asked"), lambda line: _(REQUEST_KIND_NAMES[line.kind]), width=240),
            Column(
                _("Received"),
                lambda line: date_and_clock(line.received_at.astimezone(zone)),
                width=140,
                sort=lambda line: line.received_at,
            ),
            Column(
                _("Term"),
                lambda line: clock_of(line, self._front.now),
                width=190,
                sort=lambda line: line.due_at,
                look=lambda line: clock_token(line, self._front.now),
            ),
        ]

    def _buttons(self) -> None:
        handles = self._front.may(Right.HANDLE_DATA_REQUEST)
        self.new_button = button(_("New request…"), self.write_down, kind="primary", icon="plus")
        self.answer_button = button(_("Answer…"), self.answer, kind="primary", icon="check")
        self.copy_button = button(_("Print their data…"), self.print_copy, icon="printer")
        self.letter_button = button(_("Print the answer"), self.print_answer, icon="printer")
        self.freeze_button = button(_("Freeze…"), self.freeze, icon="lock")
        self.lift_button = button(_("Lift…"), self.lift)
        above = (self.new_button, self.answer_button, self.copy_button, self.letter_button)
        for made in (*above, self.freeze_button, self.lift_button):
            made.setVisible(handles)

    def _lay_out(self) -> None:
        told = _("What residents ask about their own data is written down here, and answered within 3 × 24 hours.")
        self.empty = Empty("shield-check", _("No requests"), told)
        self.card = Card(padding=8)
        self.card.add(self.table, self.empty)
        self.note = label("", "small", wrap=True)
        below = row(self.note, self.copy_button, self.letter_button, self.answer_button)
        below.setStretch(0, 1)
        self.frozen_card = Card(padding=8)
        self.frozen_title = label(_("Frozen details"), "strong")
        self.nobody = label(_("Nobody's details are frozen."), "muted")
        self.frozen.setFixedHeight(FROZEN_HIGH)
        head = row(self.frozen_title, self.nobody, None, self.freeze_button, self.lift_button)
        self.frozen_card.add(head, self.frozen)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(row(None, self.new_button))
        column.addWidget(self.card, 1)
        column.addLayout(below)
        column.addWidget(self.frozen_card)

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for the register."""
        self._front.ask(DataRequestsNow(), self, self._got)

    @property
    def current(self) -> DataRequest | None:
        """The request under the cursor."""
        return self.table.current()

    def write_down(self) -> None:
        """Write a request down."""
        RecordRequestSheet(self._front, self).open()

    def answer(self) -> None:
        """Answer the request under the cursor."""
        line = self.current
        if line is not None and line.outcome is None and not self.answer_button.isHidden():
            AnswerSheet(self._front, self, line).open()

    def print_copy(self) -> None:
        """Print what is held about the person of the request under the cursor."""
        line = self.current
        if line is not None:
            CopySheet(self._front, self, line.person_id, line.name).open()

    def print_answer(self) -> None:
        """Print the letter that answers the request under the cursor."""
        line = self.current
        if line is not None and line.outcome is not None and not self.letter_button.isHidden():
            self._front.ask(PrintAnswer(line.request_id), self, self._show_paper)

    def freeze(self) -> None:
        """Freeze somebody's details."""
        LimitSheet(self._front, self).open()

    def lift(self) -> None:
        """End the freezing under the cursor, with a reason."""
        line = self.frozen.current()
        if isinstance(line, Limited):
            command = LiftLimitation(line.person_id)
            ask_reason(
                self,
                _("Lift the freezing"),
                _("{name} is shown again to everybody who works with residents.").format(name=line.name),
                _("Lift"),
                lambda reason: self._front.do(command, self, reason=reason),
            )

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, found: DataRequests) -> None:
        self.found = found
        self.table.show_records(found.requests)
        self.table.setVisible(bool(found.requests))
        self.empty.setVisible(not found.requests)
        self.frozen.show_records(found.limited)
        self.frozen.setVisible(bool(found.limited))
        self.nobody.setVisible(not found.limited)
        if found.requests and self.current is None:
            self.table.go_to(found.requests[0].request_id)
        if found.limited and self.frozen.current() is None:
            self.frozen.go_to(found.limited[0].person_id)
        self._tell()
        self._offer()

    def _tell(self) -> None:
        if self.found is None:
            return
        waiting = [line for line in self.found.requests if line.outcome is None]
        late = sum(line.overdue(self._front.now) for line in waiting)
        told = n_("{count} open request", "{count} open requests", len(waiting)).format(count=number(len(waiting)))
        more = f" · {_('{count} late').format(count=number(late))}" if late else ""
        self.told.emit(told + more if waiting else _("No open request"))

    def _tick(self) -> None:
        """The clocks go on."""
        if self.isVisible():
            self.table.viewport().update()
            self._tell()

    def _offer(self) -> None:
        line = self.current
        self.answer_button.setEnabled(line is not None and line.outcome is None)
        self.copy_button.setEnabled(line is not None)
        self.letter_button.setEnabled(line is not None and line.outcome is not None)
        self.lift_button.setEnabled(self.frozen.current() is not None)
        self.note.setText("" if line is None else _told_about(line))


def _frozen_columns() -> list[Column[Any]]:
    return [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Own number"), lambda line: line.number, width=110, look=_muted),
        Column(_("Why"), lambda line: _(GROUND_NAMES[line.ground]), width=400),
        Column(_("Since"), lambda line: short_date(line.since), width=110),
    ]


def _told_about(line: DataRequest) -> str:
    """Who asks, in which words, and how it was answered."""
    asker = _(ASKER_NAMES[line.asker])
    parts = [_("Asked by: {who}").format(who=f"{asker}, {line.asker_name}" if line.asker_name else asker)]
    if line.words:
        parts.append(f"“{line.words}”")
    if line.refusal is not None:
        parts.append(_(REFUSAL_NAMES[line.refusal]))
    if line.answer:
        parts.append(line.answer)
    if line.answered_by:
        parts.append(_("answered by {who}").format(who=line.answered_by))
    return " · ".join(parts)


def _muted(_line: object) -> str:
    return "muted"
