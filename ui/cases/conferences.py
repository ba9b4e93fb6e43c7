"""Case conferences: which there are, who is on the agenda in which order, what is said of each, and the end of it."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.conferences import Conference, ConferenceCase
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.cases.conference_papers import PrintAgenda, PrintConferencePages, PrintMinutes
from shelter_admin.operations.cases.conferences import CloseConference, ConferenceFile, Conferences, RemoveConference
from shelter_admin.operations.desk import Query
from shelter_admin.operations.explain import explain
from ui.cases.agenda import Agenda
from ui.cases.conference_case import CaseCard
from ui.cases.conference_sheets import AgendaSheet, ConferenceSheet
from ui.kit.alerts import decide
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, ShortLabel, button, label, row

LIST_WIDE: Final = 200


class ConferencesPart(QWidget):
    """The conferences on the left, the agenda in the middle, one person of it on the right."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._wanted = ""
        self.conference: Conference | None = None
        self.table = RecordsTable(_conferences(), lambda one: one.conference_id, _("Case conferences"))
        self.agenda = Agenda(front)
        self.card = CaseCard(front)
        self._make_buttons()
        self._lay_out()
        self.table.chosen.connect(self._open)
        self.agenda.chosen.connect(lambda one: self.card.show_case(one, closed=self._is_closed))
        self.agenda.opened.connect(lambda _one: self.card.outcome.setFocus(Qt.FocusReason.OtherFocusReason))
        self._offer()

    def _make_buttons(self) -> None:
        self.plan_button = button(_("Plan a conference…"), self.plan, kind="primary")
        self.plan_button.setVisible(self._front.may(Right.EDIT_CASES))
        self.put_button = button(_("Put on the agenda…"), self.put_on)
        self.up_button = button("", lambda: self.agenda.speak_of(-1), icon="arrow-up", tip=_("Earlier on the agenda"))
        self.down_button = button("", lambda: self.agenda.speak_of(1), icon="arrow-down", tip=_("Later on the agenda"))
        self.off_button = button(_("Take off"), self.agenda.take_off)
        self.change_button = button(_("Day, place, present…"), self.change)
        self.close_button = button(_("Close the conference…"), self.ask_to_close, kind="primary")
        self.agenda_button = button(_("Agenda"), lambda: self._print(PrintAgenda), icon="printer")
        self.minutes_button = button(_("Minutes"), lambda: self._print(PrintMinutes), icon="printer")
        self.pages_button = button(_("Page of everybody"), lambda: self._print(PrintConferencePages), icon="printer")
        self.remove_button = button(_("Take away"), self.remove, kind="link")

    def _lay_out(self) -> None:
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        left = Card(padding=8)
        left.setFixedWidth(LIST_WIDE)
        self.none = label(_("None planned yet."), "muted", wrap=True)
        left.add(self.plan_button, self.none, self.table)
        middle = Card(padding=12)
        self.title, self.under = ShortLabel("", "strong"), label("", "small", wrap=True)
        self.error = label("", "error", wrap=True)
        self.error.hide()
        self.empty = Empty(
            "users",
            _("Nobody is on the agenda yet."),
            _("Put on it whom the conference should speak about; the program suggests some."),
        )
        middle.add(self.title, self.under)
        middle.body.addLayout(row(self.agenda_button, self.minutes_button, self.pages_button, None))
        middle.add(self.agenda, self.empty)
        middle.body.addLayout(row(self.put_button, self.up_button, self.down_button, None, self.off_button))
        middle.add(self.error)
        middle.body.addLayout(row(self.change_button, self.remove_button, None, self.close_button))
        outer.addWidget(left)
        outer.addWidget(middle, 1)
        outer.addWidget(self.card)

    @property
    def _is_closed(self) -> bool:
        return self.conference is not None and self.conference.closed

    def reload(self) -> None:
        """Ask which conferences there are, and for the open one again."""
        self._front.ask(Conferences(), self, self._got)

    def take_focus(self) -> None:
        """Put the cursor on the agenda, on the conferences where none is open."""
        (self.agenda if self.conference is not None else self.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_person(self, key: str) -> bool:
        """Open a conference by its id."""
        if self.table.go_to(key):
            return True
        self._wanted = key
        return False

    def _got(self, found: tuple[Conference, ...]) -> None:
        self.none.setVisible(not found)
        self.table.setVisible(bool(found))
        self.table.show_records(found)
        waiting = sum(not one.closed for one in found)
        told = n_("{count} conference to be held", "{count} conferences to be held", waiting)
        self.told.emit(told.format(count=number(waiting)))
        if self._wanted and self.table.go_to(self._wanted):
            self._wanted = ""
        elif found and self.table.current() is None:
            self.table.go_to(found[0].conference_id)
        self._open(self.table.current())

    def _open(self, one: Conference | None) -> None:
        if one is None:
            self.conference = None
            self._show_agenda()
            return
        self._front.ask(ConferenceFile(one.conference_id), self, self._show)

    def _show(self, conference: Conference) -> None:
        current = self.table.current()
        if current is None or current.conference_id != conference.conference_id:
            return
        self.conference = conference
        self._show_agenda()

    def _show_agenda(self) -> None:
        one = self.conference
        cases = one.cases if one is not None else ()
        self.agenda.show_agenda(one)
        self.agenda.setVisible(bool(cases))
        self.empty.setVisible(not cases)
        self.title.setText(_title(one) if one is not None else _("No conference is open"))
        self.under.setText(_under(one) if one is not None else "")
        if cases and self.agenda.current() is None:
            self.agenda.go_to(cases[0].case_id)
        held = self.agenda.current()
        self.card.show_case(held if isinstance(held, ConferenceCase) and cases else None, closed=self._is_closed)
        self._offer()

    def _offer(self) -> None:
        one, may = self.conference, self._front.may(Right.EDIT_CASES)
        writes = one is not None and may and not one.closed
        acts = (self.put_button, self.up_button, self.down_button, self.off_button, self.change_button)
        for made in (*acts, self.close_button):
            made.setVisible(writes)
        self.remove_button.setVisible(writes and one is not None and not one.cases and not one.hidden)
        for made in (self.agenda_button, self.minutes_button):
            made.setVisible(one is not None)
        self.pages_button.setVisible(one is not None and self._front.may(Right.SEE_READINESS))
        for made in (self.up_button, self.down_button, self.off_button, self.close_button):
            made.setEnabled(one is not None and bool(one.cases))
        self.error.hide()

    def plan(self) -> None:
        """Plan a conference."""
        ConferenceSheet(self._front, self).open()

    def change(self) -> None:
        """Change when and where it is, and who is present."""
        if self.conference is not None:
            ConferenceSheet(self._front, self, self.conference).open()

    def put_on(self) -> None:
        """Put people on the agenda."""
        if self.conference is not None:
            AgendaSheet(self._front, self, self.conference.conference_id).open()

    def remove(self) -> None:
        """Take the open conference away, as long as nobody is on its agenda."""
        if self.conference is not None:
            self._front.do(RemoveConference(self.conference.conference_id), self)

    def ask_to_close(self) -> None:
        """Ask whether everything is said; a closed conference stays as it is."""
        if self.card.unsaved:
            self._say(_("Write down first what you typed on the right."))
            return
        told = _(
            "Everybody keeps the page as it lay on the table. What is said about leaving is written down as the "
            "criterion of the case conference. Afterwards nothing here can be changed."
        )
        decide(self, _("Close the case conference?"), told, _("Close the conference"), self.close_conference)

    def close_conference(self) -> None:
        """Close it; what is still missing is said below the agenda."""
        if self.conference is not None:
            act = CloseConference(self.conference.conference_id)
            self._front.do(
                act,
                self,
                lambda _done: self.error.hide(),
                lambda failure: self._say(explain(failure, self._front.panti)),
            )

    def _say(self, words: str) -> bool:
        self.error.setText(words)
        self.error.show()
        return True

    def _print(self, paper: Any) -> None:
        if self.conference is not None:
            query: Query[Document] = paper(self.conference.conference_id)
            self._front.ask(query, self, lambda made: _show(self, made), lambda failure: self._say(explain(failure)))


def _show(owner: QWidget, paper: Document) -> None:
    show_paper(owner, paper)


def _title(one: Conference) -> str:
    state = _("closed") if one.closed else _("open")
    told = _("Case conference of {day}").format(day=short_date(one.day))
    return f"{told} · {state}"


def _under(one: Conference) -> str:
    """When, where, under whom, and who was there; that somebody on it is hidden from this reader."""
    parts = [
        _("at {clock}").format(clock=one.starts_at) if one.starts_at else "",
        one.place,
        _("Chaired by {name}").format(name=one.chaired_by) if one.chaired_by else "",
        _("Present: {names}").format(names=", ".join(one.names)) if one.names else "",
    ]
    if one.hidden:
        parts.append(_("{count} confidential, not shown to you").format(count=number(one.hidden)))
    return " · ".join(part for part in parts if part)


def _conferences() -> list[Column[Conference]]:
    return [
        Column(
            _("Day"),
            lambda one: short_date(one.day),
            width=120,
            sort=lambda one: one.day,
            icon=lambda one: ("lock", "muted") if one.closed else ("circle-dashed", "accent"),
            tip=_title,
        ),
        Column(_("People"), lambda one: number(one.people), width=56, number=True, sort=lambda one: one.people),
    ]
