"""Services: who was given what of the SPM matrix in a fiscal year, who lacks what, and whose needs are met."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.papers import Document
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.services.asking import ExportServices, PrintServices, ServicesOfYear
from shelter_admin.operations.services.matrix import BringMatrixIn, MatrixFile
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.preview import show_paper
from ui.kit.saving import write_document
from ui.kit.search import SearchLine
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.services.giving import GiveManySheet, Giving
from ui.services.place_choice import PlaceChoice
from ui.services.side import SideCard
from ui.services.table import MatrixTable

ALL: Final = "all"
_Test = Callable[[ServiceYear, PersonServices], bool]
LISTS: Final[tuple[tuple[str, str, _Test], ...]] = (
    (ALL, N_("In the house"), lambda _year, one: one.here),
    ("lacking", N_("Lack something"), lambda year, one: one.here and not year.met(one)),
    ("met", N_("Needs met"), lambda year, one: year.met(one)),
    ("left", N_("Have left"), lambda _year, one: not one.here),
)


class ServicesPage(Page):
    """The matrix, and beside it the cell under the cursor."""

    key: ClassVar[str] = "services"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Services")
    icon: ClassVar[str] = "check-check"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_SERVICES})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.SERVICES, Area.RESIDENTS, Area.BEDS, Area.TRAINING, Area.PANTI})
    acts: ClassVar[tuple[tuple[str, str], ...]] = (
        (N_("Give a service to many"), "give_many"),
        (N_("Print the matrix of services"), "print_matrix"),
        (N_("Export the matrix of services"), "export_matrix"),
        (N_("Take out the list of items as a file"), "save_items"),
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.year: ServiceYear | None = None
        self.wanted_year = front.panti.day_of(front.now).year
        self._wanted = ""
        self.giving = Giving(front, self)
        self._make_tools()
        self._lay_out()
        self.setFocusProxy(self.table)

    @classmethod
    @override
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        acts = [one for one in cls.acts if one[1] != "give_many" or front.may(Right.RECORD_SERVICES)]
        if front.may(Right.CHANGE_SETTINGS):
            acts.append((N_("Bring in a list of items from a file"), "bring_items_in"))
        return acts

    def _make_tools(self) -> None:
        self.back = button("", lambda: self._step(-1), icon="chevron-left", tip=_("The year before"))
        self.on = button("", lambda: self._step(1), icon="chevron-right", tip=_("The year after"))
        self.year_words = label("", "strong")
        self.place = PlaceChoice()
        self.place.currentIndexChanged.connect(lambda _at: self._filter())
        self.search = SearchLine(_("Name or number"), _("Search people"))
        self.search.setFixedWidth(150)
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self.main_act)
        self.print_button = button(_("Print"), self.print_matrix, icon="printer")
        self.export_button = button(_("Export"), self.export_matrix, icon="file-spreadsheet")
        self.many_button = button(_("Give to many…"), self.give_many, kind="primary")
        self.many_button.setVisible(self.front.may(Right.RECORD_SERVICES))
        parts = (self.back, self.year_words, self.on, self.place, self.search)
        for made in (*parts, self.print_button, self.export_button, self.many_button):
            self.tools.addWidget(made)

    def _lay_out(self) -> None:
        self.chips = Chips([(key, _(words)) for key, words, _test in LISTS])
        self.chips.setAccessibleName(_("Which people"))
        self.chips.chosen.connect(lambda _key: self._filter())
        self.table = MatrixTable()
        self.side = SideCard(self.front)
        self.table.moved.connect(lambda: self.side.show_cell(self.year, self.table.here()))
        self.empty = Empty("check-check", "", "")
        self.empty.hide()
        self.card = Card(padding=8)
        self.card.add(self.table, self.empty)
        middle = row(self.card, self.side, spacing=12)
        middle.setStretch(0, 1)
        self.body.addWidget(self.chips)
        self.body.addLayout(middle, 1)
        if self.front.may(Right.RECORD_SERVICES):
            self.table.ticked.connect(lambda _one, _item: self.give())
            self.table.not_needed.connect(self.giving.not_needed)
            self.table.taken_away.connect(self.giving.take_away)
            self.side.giving.connect(self.give)
            self.side.not_needed.connect(lambda: self._with(self.giving.not_needed))
            self.side.taking_away.connect(lambda: self._with(self.giving.take_away))

    @override
    def reload(self) -> None:
        self.front.ask(ServicesOfYear(self.wanted_year), self, self._got)

    def _got(self, year: ServiceYear) -> None:
        if year.year != self.wanted_year:
            return
        self.year = year
        self.year_words.setText(str(year.year))
        self.on.setEnabled(year.year < self.front.panti.day_of(self.front.now).year)
        counted = {key: sum(test(year, one) for one in year.people) for key, _words, test in LISTS}
        self.chips.offer([(key, f"{_(words)} {number(counted[key])}") for key, words, _test in LISTS])
        told = _("{met} of {people} have all they need, up to {day}")
        met, people = number(counted["met"]), number(len(year.people))
        self.subtitle.setText(told.format(met=met, people=people, day=short_date(year.through)))
        self.place.offer_places_of(year)
        self.side.show_year(year)
        self._filter()

    def shown_people(self) -> list[PersonServices]:
        """Whoever the chosen list, place and search leave."""
        if self.year is None:
            return []
        key, typed = self.chips.key() or ALL, self.search.typed()
        test = next(test for name, _words, test in LISTS if name == key)
        return [
            one
            for one in self.year.people
            if test(self.year, one) and self.place.holds(one) and typed in f"{one.name} {one.number}".casefold()
        ]

    def _filter(self) -> None:
        if self.year is None:
            return
        people = self.shown_people()
        self.table.show_year(self.year, people)
        self.table.setVisible(bool(people))
        self.empty.setVisible(not people)
        self.many_button.setEnabled(bool(people))
        if not people:
            told = _("Everybody who lives here stands here with what the matrix of services owes them.")
            self.empty.say(_("Nobody in this list"), "" if self.year.people else told)
        if self._wanted:
            self.table.go_to(self._wanted)
            self._wanted = ""

    def _step(self, by: int) -> None:
        self.wanted_year += by
        self.reload()

    def give(self) -> None:
        """Tick the cell under the cursor, for the day and the money chosen."""
        chosen, here = self.side.chosen(), self.table.here()
        if chosen is not None and here is not None:
            self.giving.give(*here, *chosen)

    def _with(self, act: Callable[..., None]) -> None:
        here = self.table.here()
        if here is not None:
            act(*here)

    def give_many(self) -> None:
        """Give something to everybody shown but the exceptions."""
        people, here = self.shown_people(), self.table.here()
        if self.year is not None and people:
            GiveManySheet(self.front, self, self.year, people, here[1].code if here else "").open()

    def print_matrix(self) -> None:
        """Show the matrix of whoever is shown on paper."""
        self.front.ask(PrintServices(self.wanted_year, self._ids()), self, lambda paper: _show(self, paper))

    def export_matrix(self) -> None:
        """Write the matrix of whoever is shown into a workbook."""
        self.front.ask(ExportServices(self.wanted_year, self._ids()), self, lambda book: _save(self, book, "*.xlsx"))

    def save_items(self) -> None:
        """Write the list of items into a file that can be changed and brought in again."""
        self.front.ask(MatrixFile(), self, lambda paper: _save(self, paper, "*.json"))

    def bring_items_in(self) -> None:
        """Let the list of items of a file hold from the day it names."""
        name, _kind = QFileDialog.getOpenFileName(self, _("List of items"), "", "*.json")
        if name:
            self.front.do(BringMatrixIn(Path(name)), self)

    def _ids(self) -> tuple[str, ...]:
        return tuple(one.person_id for one in self.shown_people())

    @override
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @override
    def main_act(self) -> None:
        self._filter()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def open_person(self, person_id: str) -> None:
        """Put the cursor on somebody, whatever was searched before."""
        self._wanted = person_id
        self.search.clear()
        self.chips.choose(ALL)
        self.place.setCurrentIndex(0)
        if self.year is not None:
            self._filter()


def _show(owner: QWidget, paper: Document) -> None:
    show_paper(owner, paper)


def _save(page: ServicesPage, paper: Document, kind: str) -> None:
    name, _kind = QFileDialog.getSaveFileName(page, _("Save"), paper.filename, kind)
    if name:
        write_document(page.front, page, paper, name)
