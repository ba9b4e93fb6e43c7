"""Readiness: who may leave, who is held up by what and by whom; the program proposes and the head decides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import QCheckBox, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.readiness import Candidate, CandidateList
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.readiness import Candidates, Outlook, Outlooks
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.search import SearchLine
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.readiness.asked import AskedSheet, NextStrip
from ui.readiness.deciding import DecideSheet
from ui.readiness.lists import (
    ALL,
    ANYBODY,
    EVERY_LIST,
    MINE,
    NO_RECEIVER,
    lists_for,
    people_in,
    searched,
    teach,
    turns_for,
)
from ui.readiness.path import PathCard
from ui.readiness.policy import PolicyEditor, version_in_words
from ui.readiness.table import CandidatesTable


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
        self._lists = lists_for(front.staff.roles)
        self._wanted = ""
        self._make_filters()
        self.path = PathCard(front)
        self.policy = PolicyEditor(front)
        self.strip = NextStrip()
        self.path.deciding.connect(self.decide)
        self.policy.closed.connect(self.show_path)
        self._lay_out()
        self.setFocusProxy(self.table)

    def _make_filters(self) -> None:
        """What narrows the list: the lists, whose turn it is, and what is typed."""
        self.chips = Chips([(key, _(words)) for key, words, _test in self._lists])
        self.chips.setAccessibleName(_("Which candidates"))
        self.chips.chosen.connect(lambda _key: self._filter())
        self.search = SearchLine(_("Name, number or programme"), _("Search candidates"))
        self.search.setFixedWidth(220)
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self.main_act)
        self.version = label("", "small")
        self.policy_button = button(_("Criteria and limits…"), self.show_policy, icon="settings")
        self.tools.addWidget(self.version)
        self.tools.addWidget(self.search)
        self.tools.addWidget(self.policy_button)
        self.turns = Chips(turns_for([]))
        self.turns.setAccessibleName(_("Whose turn"))
        self.turns.chosen.connect(lambda _key: self._filter())
        self.grouped = QCheckBox(_("Grouped by turn"))

    def _lay_out(self) -> None:
        self.table = CandidatesTable()
        self.grouped.toggled.connect(self.table.group_by_turn)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda _one: self.path.go_on())
        self.strip.all.clicked.connect(self.show_asked)
        self._empty = Empty("square-check-big", "", "")
        self._empty.hide()
        self.begin_button = button(
            _("Open the training"), lambda: self.front.go.emit("training", ""), kind="primary", icon="book"
        )
        self._empty.offer(self.begin_button)
        card = Card(padding=8)
        card.add(self.table, self._empty)
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(card, 1)
        left.addWidget(self.strip)
        middle = row(spacing=12)
        middle.addLayout(left, 1)
        middle.addWidget(self.path)
        board = QWidget()
        board.setProperty("clear", "true")
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chips)
        column.addLayout(row(self.turns, None, self.grouped))
        column.addLayout(middle, 1)
        self.views = QStackedWidget()
        self.views.addWidget(board)
        self.views.addWidget(self.policy)
        self.body.addWidget(self.views, 1)

    @override
    def reload(self) -> None:
        self.front.ask(Candidates(), self, self._got)
        self.front.ask(Outlooks(), self, self._got_outlooks)
        if self.views.currentWidget() is self.policy:
            self.policy.reload()
        if self.path.person_id:
            self.path.show_person(self.path.person_id)

    def _got(self, found: CandidateList) -> None:
        self._list = found
        people = found.candidates
        self.chips.offer([(key, f"{_(words)} {number(people_in(people, test))}") for key, words, test in self._lists])
        ready = people_in(people, lambda one: one.waiting)
        told = _("{count} proposed to the head").format(count=number(ready))
        self.subtitle.setText(f"{told} · {_('The program proposes, the head decides.')}")
        self.version.setText(version_in_words(found.policy))
        self.turns.offer(turns_for(people))
        self._filter()

    def _got_outlooks(self, outlooks: Sequence[Outlook]) -> None:
        self.table.show_outlooks(outlooks)
        current = self.table.current()
        self.strip.show_outlook(None if current is None else self.table.outlook(current.enrolment_id))

    def _filter(self) -> None:
        if self._list is None:
            return
        key, typed = self.chips.key() or ALL, self.search.typed()
        test = next(test for name, _words, test in self._lists if name == key)
        turn = self.turns.key() or ANYBODY
        shown = [
            one
            for one in self._list.candidates
            if test(one) and typed in searched(one) and (turn == ANYBODY or turn in one.turns)
        ]
        self.table.show_records(shown)
        self.table.setVisible(bool(shown))
        self._empty.setVisible(not shown)
        if not shown:
            somebody = bool(self._list.candidates)
            self.begin_button.setVisible(not somebody and self.front.may(Right.SEE_CLASS))
            teach(self._empty, somebody=somebody)
        self._go_to_wanted(shown)

    def _go_to_wanted(self, shown: Sequence[Candidate]) -> None:
        held = self._wanted or self.path.person_id
        row_of = next((one for one in shown if one.person_id == held), None)
        current = self.table.current()
        if row_of is not None and (current is None or current.person_id != held):
            self.table.go_to(row_of.enrolment_id)
        elif not shown and not self._wanted:
            self.path.show_nobody()
            self.strip.show_outlook(None)
        self._wanted = ""

    def show_policy(self) -> None:
        """Show the policies in place of the list."""
        self.views.setCurrentWidget(self.policy)
        self.policy.reload()
        self.policy.take_focus()

    def show_path(self) -> None:
        """Show the list and the person beside it again."""
        self.views.setCurrentIndex(0)
        self.table.setFocus()

    def show_asked(self) -> None:
        """Show everything that is asked of whoever is under the cursor."""
        outlook, path = self.strip.outlook, self.path.path
        if outlook is not None and path is not None and path.person_id == outlook.candidate.person_id:
            AskedSheet(self.front, self, path, outlook).open()

    def decide(self, path: PathToIndependence) -> None:
        """Ask the head for a decision."""
        DecideSheet(self.front, self, path).open()

    def print_page(self) -> None:
        """The way of who is chosen on one page of paper."""
        self.path.print_page()

    def _choose(self, one: Candidate) -> None:
        self.strip.show_outlook(self.table.outlook(one.enrolment_id))
        self._show_person(one.person_id)

    def _show_person(self, person_id: str) -> None:
        self.views.setCurrentIndex(0)
        if person_id != self.path.person_id:
            self.path.show_person(person_id)

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("Criteria and limits of readiness"), "show_policy")]

    @override
    @classmethod
    def places_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("Readiness: waiting for me"), MINE), (N_("Readiness: ready, but nobody receives"), NO_RECEIVER)]

    @override
    def focus_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    @override
    def main_act(self) -> None:
        self.table.setFocus()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id in EVERY_LIST:
            offered = {key for key, _words, _test in self._lists}
            self.chips.choose(person_id if person_id in offered else MINE)
            self._filter()
        elif person_id:
            self.chips.choose(ALL)
            self.turns.choose(ANYBODY)
            self.search.clear()
            self._wanted = person_id
            self._show_person(person_id)
            self.reload()
