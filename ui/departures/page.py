"""Leaving: who is about to leave, what is still open and whose turn it is; who left with something open; visits."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.departures.steps import DepartureLine, Stands, Visit
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.departures.asking import DeparturesNow, VisitsNow
from ui.departures.acts import LeavingActs
from ui.departures.visit_sheet import VisitSheet
from ui.departures.words import TOKENS, day_in_words, goes_in_words, next_in_words, step_in_words
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Chips, Empty, Pill, button, label, row

ABOUT: Final = "about"
GONE: Final = "gone"
VISITS: Final = "visits"
LISTS: Final = ((ABOUT, N_("About to leave")), (GONE, N_("Left, something open")), (VISITS, N_("First visits")))


class LeavingPage(Page):
    """Three lists; below the list stands everything about whoever is under the cursor, with what can be done."""

    key: ClassVar[str] = "departures"
    title: ClassVar[str] = N_("Departures")
    icon: ClassVar[str] = "footprints"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.RECORD_LEAVING})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.DEPARTURES, Area.RESIDENTS, Area.READINESS, Area.CASES, Area.TRAINING, Area.DUTY}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.lines: tuple[DepartureLine, ...] = ()
        self.visits_waiting: tuple[Visit, ...] = ()
        self._wanted = ""
        self.chips = Chips([(key, _(words)) for key, words in LISTS])
        self.chips.setAccessibleName(_("Which list"))
        self.chips.chosen.connect(self.show_list)
        self.leaving = LeavingActs(front, self, lambda: self.current.person_id if self.current is not None else "")
        self.kits_button = button(_("Tools of the programmes…"), self.leaving.edit_kits, icon="settings")
        self.kits_button.setVisible(front.may(Right.EDIT_PROGRAMS) and not front.read_only)
        self._make_tables()
        self._lay_out()

    def _make_tables(self) -> None:
        self.table = RecordsTable(
            [
                Column[DepartureLine](_("Name"), lambda one: one.name, strong=True),
                Column[DepartureLine](_("Number"), lambda one: one.number, width=104),
                Column[DepartureLine](_("Leaves on"), day_in_words, width=104, sort=lambda one: one.due_on),
                Column[DepartureLine](_("Goes"), lambda one: goes_in_words(one.arrangement)),
                Column[DepartureLine](
                    _("Still open"), lambda one: number(len(one.open_steps)), number=True, width=118,
                    sort=lambda one: len(one.open_steps),
                ),
                Column[DepartureLine](_("Next, whose turn"), next_in_words, width=350, look=_look),
            ],
            lambda one: one.stay_id,
            _("Who leaves"),
        )  # fmt: skip
        self.table.chosen.connect(lambda _one: self._offer())
        self.table.opened.connect(lambda _one: self.leaving.arrange())
        today = self.front.desk.today
        self.visits = RecordsTable(
            [
                Column[Visit](_("Name"), lambda one: one.name, strong=True),
                Column[Visit](_("Left on"), lambda one: short_date(one.left_on) if one.left_on else "—", width=104),
                Column[Visit](
                    _("Planned for"),
                    lambda one: ("▲ " if one.late_on(today) else "") + short_date(one.planned_on),
                    width=172,
                    sort=lambda one: one.planned_on,
                    look=lambda one: "danger" if one.late_on(today) else None,
                ),
                Column[Visit](_("Who visits"), lambda one: one.visitor or "—", width=180),
                Column[Visit](_("Address"), lambda one: one.where or "—"),
            ],
            lambda one: one.visit_id,
            _("Visits to be made"),
        )
        self.visits.opened.connect(self.change_visit)

    def _lay_out(self) -> None:
        self.empty = Empty("footprints", "", "")
        self.list_card = Card(padding=8)
        self.stack = QStackedWidget()
        for widget in (self.table, self.visits, self.empty):
            self.stack.addWidget(widget)
        self.list_card.add(self.stack)
        self.who = label("", "strong", wrap=True)
        self.steps = QWidget()
        self.steps.setProperty("clear", "true")
        self._pills = Flow(self.steps, spacing=6)
        self.open_button = button(_("Open the file"), self.open_file, icon="arrow-right")
        self.visit_button = button(_("Write down the visit…"), self.change_visit, kind="primary", icon="pencil")
        self.beside = Card()
        self.beside.add(self.who, self.steps, row(*self.leaving.buttons, self.visit_button, self.open_button, None))
        above = row(self.chips, self.kits_button)
        above.setStretch(0, 1)
        self.body.addLayout(above)
        self.body.addWidget(self.list_card, 1)
        self.body.addWidget(self.beside)

    @property
    def at(self) -> str:
        """The list that is shown."""
        return self.chips.key()

    @property
    def current(self) -> DepartureLine | Visit | None:
        """Whoever is under the cursor of the list that is shown."""
        one: DepartureLine | Visit | None = (self.visits if self.at == VISITS else self.table).current()
        return one

    @override
    def reload(self) -> None:
        self.front.ask(DeparturesNow(), self, self._got)
        self.front.ask(VisitsNow(), self, self._got_visits)

    def _got(self, found: tuple[DepartureLine, ...]) -> None:
        self.lines = found
        about = [one for one in found if not one.gone]
        waiting = sum(bool(one.open_steps) for one in about)
        told = n_("{count} person is about to leave", "{count} people are about to leave", len(about))
        open_told = _("{count} with something open").format(count=number(waiting))
        self.subtitle.setText(f"{told.format(count=number(len(about)))} · {open_told}" if about else "")
        self._show()

    def _got_visits(self, found: tuple[Visit, ...]) -> None:
        self.visits_waiting = found
        self._show()

    def show_list(self, key: str) -> None:
        """Show one of the lists."""
        self.chips.choose(key)
        self._show()
        self.take_focus()

    def _show(self) -> None:
        counts = {
            ABOUT: sum(not one.gone for one in self.lines),
            GONE: sum(one.gone for one in self.lines),
            VISITS: len(self.visits_waiting),
        }
        self.chips.offer([(key, f"{_(words)} {number(counts[key])}") for key, words in LISTS])
        self.table.show_records([one for one in self.lines if one.gone == (self.at == GONE)])
        self.visits.show_records(self.visits_waiting)
        shown = self.visits if self.at == VISITS else self.table
        there = bool(shown.records)
        self.stack.setCurrentWidget(shown if there else self.empty)
        if there and shown.current() is None:
            shown.setCurrentIndex(shown.model().index(0, 0))
        wanted = self._wanted
        if self.at == VISITS:
            wanted = next((one.visit_id for one in self.visits_waiting if one.person_id == wanted), "")
        if wanted and shown.go_to(wanted):
            self._wanted = ""
        if not there:
            self._teach()
        self._offer()

    def _teach(self) -> None:
        told = {
            ABOUT: (
                _("Nobody is about to leave"),
                _("Whoever the head finds ready, or has a day of leaving in the file, stands here with what is open."),
            ),
            GONE: (_("Nothing is open"), _("Who left in the last 90 days with something open stands here.")),
            VISITS: (_("No visit is planned"), _("The first visit is planned as somebody leaves.")),
        }
        self.empty.say(*told[self.at])

    def _offer(self) -> None:
        """Show who is under the cursor, and what can be done."""
        one = self.current
        self.beside.setVisible(one is not None)
        if one is None:
            return
        is_visit = isinstance(one, Visit)
        self.steps.setVisible(not is_visit)
        for made in self.leaving.buttons:
            made.setVisible(not is_visit and (self.leaving.writes or made is self.leaving.papers_button))
        self.visit_button.setVisible(is_visit and self.leaving.writes)
        if isinstance(one, Visit):
            self.who.setText(" · ".join(part for part in (one.name, one.number, one.where) if part))
            return
        parts = (one.name, one.number, goes_in_words(one.arrangement), one.arrangement.receiver_phone)
        self.who.setText(" · ".join(part for part in parts if part and part != "—"))
        while (item := self._pills.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for step in one.steps:
            if step.stands is not Stands.NOT_NEEDED:
                pill = Pill(step_in_words(step), TOKENS[step.stands])
                self._pills.addWidget(pill)
                pill.show()

    def change_visit(self, one: Visit | None = None) -> None:
        """Write down the visit under the cursor."""
        chosen = one or (self.current if isinstance(self.current, Visit) else None)
        if chosen is not None and self.leaving.writes:
            VisitSheet(self.front, self, chosen).open()

    def open_file(self) -> None:
        """Open the file of whoever is under the cursor; there the leaving is recorded."""
        if self.current is not None:
            self.front.go.emit("residents", self.current.person_id)

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        shown = self.visits if self.at == VISITS else self.table
        (shown if shown.records else self.chips).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def focus_search(self) -> None:
        self.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        key, _colon, who = person_id.partition(":")
        if key in {key for key, _words in LISTS}:
            self._wanted = who
            self.show_list(key)
            return
        for one in self.lines:
            if one.person_id == person_id:
                self._wanted = one.stay_id
                self.show_list(GONE if one.gone else ABOUT)

    def edit_kits(self) -> None:
        """Write the tools of the programmes."""
        self.leaving.edit_kits()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        offered = [(N_("Tools of the programmes…"), "edit_kits", Right.EDIT_PROGRAMS)]
        return [(words, method) for words, method, right in offered if front.may(right)]

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        del front
        return [(words, key) for key, words in LISTS]


def _look(one: DepartureLine) -> str | None:
    step = one.next
    return "ok" if step is None else "danger" if step.stands is Stands.REFUSED else None
