"""The waiting list: who waits in which order, the application beside it, the form in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.identity.names import search_key
from shelter_admin.domain.papers import Document
from shelter_admin.domain.waiting_list import (
    ORDER_EXPLAINED,
    PRIORITY_NAMES,
    PRIORITY_REASON_NAMES,
    Applicant,
    ApplicantState,
    WaitingList,
)
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.intake.asking import PrintWaitingList, WaitingListNow
from ui.intake.file import ApplicantView
from ui.intake.form import ApplicantForm
from ui.intake.words import PRIORITY_TOKENS, papers, sex_and_age, stands, stands_token, waits, waits_token
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.search import SearchLine
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Chips, Empty, button, label

OPEN: Final = "open"
WAITING: Final = "waiting"
OFFERED: Final = "offered"
SETTLED: Final = "settled"
CHIPS: Final = (OPEN, WAITING, OFFERED, SETTLED)


def choices() -> list[tuple[str, str]]:
    """The parts of the list one may look at."""
    names = (_("All open"), _("Without an offer"), _("Bed offered"), _("Closed applications"))
    return list(zip(CHIPS, names, strict=True))


def searched(one: Applicant, typed: str) -> bool:
    """Say whether every word typed begins a word of the name, the origin, the letter or who asks."""
    told = (one.name, one.alias, one.origin_text, one.source_text, one.letter_number, one.number)
    known = search_key(" ".join(told)).split()
    return all(any(word.startswith(part) for word in known) for part in search_key(typed).split())


def columns(front: FrontDesk) -> list[Column[Applicant]]:
    """How an applicant stands in the list."""

    def today() -> Any:
        return front.panti.day_of(front.now)

    def night() -> Any:
        return front.panti.night_of(front.now)

    return [
        Column(
            _("Priority"),
            lambda one: _(PRIORITY_NAMES[one.priority]),
            width=96,
            sort=lambda one: one.priority,
            look=lambda one: PRIORITY_TOKENS.get(one.priority, "muted"),
            tip=lambda one: (
                ", ".join(_(PRIORITY_REASON_NAMES[why]) for why in one.reasons) or _(PRIORITY_NAMES[one.priority])
            ),
        ),
        Column(_("Name"), lambda one: f"{one.name} · {one.alias}" if one.alias else one.name, strong=True),
        Column(_("L/P"), lambda one: sex_and_age(one, today()), width=58),
        Column(
            _("Waited"),
            lambda one: waits(one, today()),
            number=True,
            width=72,
            sort=lambda one: one.waited(today()),
            look=lambda one: waits_token(one, today()),
        ),
        Column(
            _("Lacks"),
            papers,
            number=True,
            width=64,
            sort=lambda one: one.missing,
            look=lambda one: "ok" if one.missing == 0 else "muted",
        ),
        Column(_("State"), lambda one: stands(one, night()), width=168, look=lambda one: stands_token(one, night())),
    ]


class WaitingListPage(Page):
    """Search, the list, and the application of who is under the cursor."""

    key: ClassVar[str] = "intake"
    title: ClassVar[str] = N_("Waiting list")
    icon: ClassVar[str] = "user-plus"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.INTAKE})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.INTAKE, Area.BEDS, Area.RESIDENTS})

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._wanted = ""
        self._asked = 0
        self._read = ""
        self.found: WaitingList | None = None
        self.views = QStackedWidget()
        self.browse = QWidget()
        self.form = ApplicantForm(front)
        for view in (self.browse, self.form):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)
        self._lay_out()
        self.print_button = button(_("Print the list"), self.print_list, icon="printer")
        self.new_button = button(_("New applicant…"), self.begin_new, kind="primary", icon="user-plus")
        self.tools.addWidget(self.print_button)
        self.tools.addWidget(self.new_button)
        self.form.saved.connect(self._saved)
        self.form.closed.connect(self.show_browse)
        self.setFocusProxy(self.search)

    def _lay_out(self) -> None:
        self.search = SearchLine(_("Name, origin, letter or who asks"), _("Search the waiting list"))
        self.search.setMinimumWidth(240)
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self._to_list)
        self.chips = Chips(choices())
        self.chips.chosen.connect(self._chose)
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.chips, 2)
        column = QVBoxLayout(self.browse)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addWidget(self._split(), 1)

    def _split(self) -> QSplitter:
        self.table = RecordsTable(columns(self.front), lambda one: one.applicant_id, _("Waiting list"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(0, self._pills)
        self.file = ApplicantView(self.front)
        self.file.edit.connect(self.begin_edit)
        self.table.chosen.connect(lambda one: self.file.show_applicant(one.applicant_id))
        self.table.opened.connect(lambda _one: self.file.requirements.table.setFocus())
        self._empty = Empty("user-plus", "", "")
        teach = _(
            "Write down here whoever is referred or asks for a place, with letter and papers; offer a bed, take in."
        )
        self._nobody = Empty("user-plus", _("Nobody waits for a place"), teach)
        self._nobody.offer(button(_("New applicant…"), self.begin_new, kind="primary", icon="user-plus"))
        self._unread = Unread()
        self.order = label(_(ORDER_EXPLAINED), "small", wrap=True)
        self.veiled = label("", "small", wrap=True)
        card = Card(padding=8)
        card.add(self.table, self._empty, self._nobody, self._unread, self.veiled, self.order)
        for part in (self._empty, self._nobody, self._unread, self.veiled):
            part.hide()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(card)
        split.addWidget(self.file)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setSizes([660, 460])
        split.setChildrenCollapsible(False)
        return split

    @override
    def reload(self) -> None:
        self._asked += 1
        asked, settled = self._asked, self.chips.key() == SETTLED
        of = SETTLED if settled else OPEN
        self.front.ask(
            WaitingListNow(settled),
            self,
            lambda found: self._got(found, asked, of),
            lambda why: self._not_read(why, of),
        )
        self.file.refresh()

    def _not_read(self, failure: Failure, of: str) -> bool:
        if self.front.is_away(failure) and of != self._read:
            self._read = ""
            self.found = None
            self.table.show_records(())
            for part in (self.table, self._empty, self._nobody, self.veiled, self.order):
                part.hide()
            self.subtitle.setText("")
            self._unread.show()
        return False

    def _got(self, found: WaitingList, asked: int, of: str) -> None:
        if asked != self._asked:
            return
        self._read = of
        self.found = found
        self._unread.hide()
        self._filter()

    def _filter(self) -> None:
        """Show what the chip and the words typed leave of the list."""
        if self.found is None:
            return
        key, typed = self.chips.key(), self.search.text().strip()
        shown = [one for one in self.found.applicants if searched(one, typed) and _on(key, one)]
        self.table.show_records(shown)
        none_at_all = not self.found.applicants and key != SETTLED and not typed
        self.table.setVisible(bool(shown))
        self._nobody.setVisible(not shown and none_at_all)
        self._empty.setVisible(not shown and not none_at_all)
        if typed:
            self._empty.say(_("Nobody found"), _("Try fewer letters, or look among the closed applications."))
        else:
            self._empty.say(_("Nobody in this list"), "")
        self.order.setVisible(bool(shown) and key != SETTLED)
        hidden = self.found.veiled
        told = n_(
            "{count} confidential application is not shown", "{count} confidential applications are not shown", hidden
        )
        self.veiled.setText(told.format(count=hidden))
        self.veiled.setVisible(hidden > 0 and key != SETTLED)
        self.subtitle.setText(n_("{count} person", "{count} people", len(shown)).format(count=len(shown)))
        if self._wanted and self.table.go_to(self._wanted):
            self.file.show_applicant(self._wanted)
        elif (current := self.table.current()) is None:
            self.file.show_nobody()
        elif not self.file.applicant_id:
            self.file.show_applicant(current.applicant_id)
        self._wanted = ""

    def _chose(self, _key: str) -> None:
        self.file.show_nobody()
        self.reload()

    def _to_list(self) -> None:
        """Enter goes from the search to the list; its first line is taken where none is."""
        self.search.be_still()
        self._filter()
        self.table.setFocus()
        if self.table.current() is None and self.table.records:
            self.table.go_to(self.table.records[0].applicant_id)

    @override
    def focus_search(self) -> None:
        self.show_browse()
        self.search.setFocus()
        self.search.selectAll()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id == "new":
            self.begin_new()
        elif person_id in CHIPS:
            self.show_browse()
            self.chips.choose(person_id)
            self._chose(person_id)
        elif person_id:
            self.show_browse()
            self._wanted = person_id
            self.reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("New applicant…"), "begin_new"), (N_("Print the waiting list"), "print_list")]

    @override
    def leave_behind(self) -> object:
        editing = self.views.currentWidget() is self.form
        return (editing, self.search.text(), self.file.applicant_id, self.form.leave_behind())

    @override
    def take_over(self, left: tuple[bool, str, str, Any]) -> None:
        editing, typed, applicant_id, form = left
        self.search.setText(typed)
        if editing:
            self.form.take_over(form)
            self.views.setCurrentWidget(self.form)
        self._wanted = applicant_id

    def begin_new(self) -> None:
        """Open the form for somebody new."""
        self.views.setCurrentWidget(self.form)
        self.form.begin_new()

    def begin_edit(self, one: Applicant) -> None:
        """Open the form on an application."""
        self.views.setCurrentWidget(self.form)
        self.form.begin_edit(one)

    def show_browse(self) -> None:
        """Back to the list."""
        self.views.setCurrentWidget(self.browse)

    def _saved(self, applicant_id: str) -> None:
        self.show_browse()
        self.search.clear()
        if self.chips.key() == SETTLED:
            self.chips.choose(OPEN)
        self._wanted = applicant_id
        self.reload()
        self.table.setFocus()

    def print_list(self) -> None:
        """Look at the list on paper."""

        def show(paper: Document) -> None:
            show_paper(self, paper)

        self.front.ask(PrintWaitingList(), self, show)


def _on(key: str, one: Applicant) -> bool:
    if key == WAITING:
        return one.state is ApplicantState.WAITING
    if key == OFFERED:
        return one.state in {ApplicantState.OFFERED, ApplicantState.ACCEPTED}
    return True
