"""Readiness: who may leave, who is held up by what and by whom; the program proposes and the head decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.changes import Area
from shelter_admin.domain.readiness import Candidate, CandidateList
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.readiness import Candidates
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.page import Page
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.readiness.deciding import DecideSheet
from ui.readiness.path import PathCard
from ui.readiness.policy import PolicyCard, version_in_words
from ui.readiness.table import CandidatesTable

REST_MILLISECONDS: Final = 120
ALL: Final = "all"
READY: Final = "decided"
WAITING: Final = "waiting"
PAPERS: Final = "held_by_papers"
MINE: Final = "mine"
NO_RECEIVER: Final = "no_receiver"


class ReadinessPage(Page):
    """The list, and beside it the way of who is under the cursor."""

    key: ClassVar[str] = "readiness"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Readiness")
    icon: ClassVar[str] = "square-check-big"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_READINESS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.READINESS, Area.TRAINING, Area.RESIDENTS})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._list: CandidateList | None = None
        self._wanted = ""
        self.chips = Chips([(key, _(words)) for key, words, _test in self._lists()])
        self.chips.setAccessibleName(_("Which candidates"))
        self.chips.chosen.connect(lambda _key: self._filter())
        self.search = Line()
        self.search.setPlaceholderText(_("Name, number or programme"))
        self.search.setAccessibleName(_("Search candidates"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(220)
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._filter)
        self.search.textChanged.connect(lambda _text: self._rest.start())
        self.search.returnPressed.connect(self.main_act)
        self.version = label("", "small")
        self.policy_button = button(_("Criteria and limits…"), self.show_policy, icon="settings")
        self.tools.addWidget(self.version)
        self.tools.addWidget(self.search)
        self.tools.addWidget(self.policy_button)
        self.path = PathCard(front)
        self.policy = PolicyCard(front)
        self.path.deciding.connect(self.decide)
        self.policy.closed.connect(self.show_path)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _lay_out(self) -> None:
        self.body.addWidget(self.chips)
        self.table = CandidatesTable()
        self.table.chosen.connect(lambda one: self._show_person(one.person_id))
        self.table.opened.connect(lambda _one: self._enter())
        self._empty = Empty("square-check-big", "", "")
        self._empty.hide()
        self.begin_button = button(
            _("Open the training"), lambda: self.front.go.emit("training", ""), kind="primary", icon="book"
        )
        self._empty.offer(self.begin_button)
        card = Card(padding=8)
        card.add(self.table, self._empty)
        self.beside = QStackedWidget()
        self.beside.addWidget(self.path)
        self.beside.addWidget(self.policy)
        self._show_beside(self.path)
        middle = row(card, self.beside, spacing=12)
        middle.setStretch(0, 1)
        self.body.addLayout(middle, 1)

    @override
    def reload(self) -> None:
        self.front.ask(Candidates(), self, self._got)
        if self.path.person_id:
            self.path.show_person(self.path.person_id)

    def _got(self, found: CandidateList) -> None:
        self._list = found
        people = found.candidates
        self.chips.offer([(key, f"{_(words)} {number(_people(people, test))}") for key, words, test in self._lists()])
        ready = _people(people, lambda one: one.waiting)
        told = _("{count} proposed to the head").format(count=number(ready))
        self.subtitle.setText(f"{told} · {_('The program proposes, the head decides.')}")
        self.version.setText(version_in_words(found.policy))
        if self.beside.currentWidget() is not self.policy:
            self.policy.show_policy(found.policy)
        self._filter()

    def _lists(self) -> list[tuple[str, str, Callable[[Candidate], bool]]]:
        """The lists: key, name, and who is in it."""
        roles = self.front.staff.roles
        lists: list[tuple[str, str, Callable[[Candidate], bool]]] = [
            (ALL, N_("All"), lambda _one: True),
            (READY, N_("Ready"), lambda one: one.on_the_way_out),
            (WAITING, N_("Waiting for the head"), lambda one: one.waiting),
            (MINE, N_("Waiting for me"), lambda one: one.turn in roles),
            (PAPERS, N_("Only papers missing"), lambda one: one.held_by_papers),
            (NO_RECEIVER, N_("Only a place to go missing"), lambda one: one.no_receiver),
        ]
        # What waits for the head waits for the head alone: one of the two lists says it.
        return [one for one in lists if one[0] != (WAITING if Role.KEPALA in roles else None)]

    def _filter(self) -> None:
        if self._list is None:
            return
        key, typed = self.chips.key() or ALL, self.search.text().strip().casefold()
        test = next(test for name, _words, test in self._lists() if name == key)
        shown = [one for one in self._list.candidates if test(one) and typed in _searched(one)]
        self.table.show_records(shown)
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if not shown:
            self._teach()
        self._go_to_wanted(shown)

    def _go_to_wanted(self, shown: Sequence[Candidate]) -> None:
        held = self._wanted or self.path.person_id
        row_of = next((one for one in shown if one.person_id == held), None)
        current = self.table.current()
        if row_of is not None and (current is None or current.person_id != held):
            self.table.go_to(row_of.enrolment_id)
        elif not shown and not self._wanted:
            self.path.show_nobody()
        self._wanted = ""

    def _teach(self) -> None:
        """Say what the page is for where there is nobody, else that nobody is like this."""
        somebody = self._list is not None and bool(self._list.candidates)
        self.begin_button.setVisible(not somebody and self.front.may(Right.SEE_CLASS))
        if somebody:
            self._empty.say(_("Nobody in this list"), "")
            return
        told = _(
            "Here everybody in training stands with what they still need to live on their own: attendance, mark, "
            "papers, health, a place to go, the case conference. Enrol residents in a programme to begin."
        )
        self._empty.say(_("Nobody is in training yet"), told)

    def show_policy(self) -> None:
        """Show criteria and limits beside the list."""
        if self._list is not None:
            self.policy.show_policy(self._list.policy)
        self._show_beside(self.policy)
        self.policy.take_focus()

    def show_path(self) -> None:
        """Show the person beside the list again."""
        self._show_beside(self.path)
        self.table.setFocus()

    def decide(self, path: PathToIndependence) -> None:
        """Ask the head for a decision."""
        DecideSheet(self.front, self, path).open()

    def print_page(self) -> None:
        """The way of who is chosen on one page of paper."""
        self.path.print_page()

    def _show_person(self, person_id: str) -> None:
        self._show_beside(self.path)
        if person_id != self.path.person_id:
            self.path.show_person(person_id)

    def _show_beside(self, card: QWidget) -> None:
        self.beside.setCurrentWidget(card)
        self.beside.setFixedWidth(card.maximumWidth())

    def _enter(self) -> None:
        """Enter on a row goes on to what can be done there."""
        (self.path.decide if self.path.decide.isVisible() else self.path.print).setFocus()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("Criteria and limits of readiness"), "show_policy")]

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("Readiness: waiting for me"), MINE), (N_("Readiness: only a place to go missing"), NO_RECEIVER)]

    @override
    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @override
    def main_act(self) -> None:
        self.table.setFocus()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id in {ALL, READY, WAITING, MINE, PAPERS, NO_RECEIVER}:
            offered = {key for key, _words, _test in self._lists()}
            self.chips.choose(person_id if person_id in offered else MINE)
            self._filter()
        elif person_id:
            self.chips.choose(ALL)
            self.search.clear()
            self._wanted = person_id
            self._show_person(person_id)
            self.reload()


def _people(candidates: Sequence[Candidate], test: Callable[[Candidate], bool]) -> int:
    """People, each counted once however many programmes they are in."""
    return len({one.person_id for one in candidates if test(one)})


def _searched(one: Candidate) -> str:
    return f"{one.name} {one.number} {one.program} {one.batch}".casefold()
