"""Provinsi: the month's figures with the people behind them, sent to the province, and the records behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.month.figures import MonthView, PersonBehind
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.returns.month import Month, MonthPeople, ReturnVersion
from ui.kit.figures import Figure
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Banner, button
from ui.returns.acts import MonthActs
from ui.returns.blocks import BEDS
from ui.returns.chooser import MonthChooser
from ui.returns.empty import NobodyHere, is_bare
from ui.returns.layout import FiguresView
from ui.returns.people import PeopleCard
from ui.returns.state import StateLine

SIDE: Final = (340, 396)


class ReturnsPage(Page):
    """One month at a time; ``open_person`` takes the month to open, like ``2026-10``."""

    key: ClassVar[str] = "returns"
    title: ClassVar[str] = N_("Province")
    icon: ClassVar[str] = "map"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_RETURNS})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.RETURNS, Area.RESIDENTS, Area.BEDS, Area.TRAINING, Area.CERTIFICATES}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.view: MonthView | None = None
        self._asked = 0
        self.chooser = MonthChooser(front.panti.day_of(front.now))
        self.month_acts = MonthActs(front, self)
        self.state, self.figures, self.people = StateLine(), FiguresView(), PeopleCard()
        self.empty = NobodyHere(
            lambda: self.open_person(f"{front.panti.day_of(front.now):%Y-%m}"),
            lambda: front.go.emit("residents", "new"),
            may_admit=front.may(Right.INTAKE),
        )
        self.kept = Banner("info", "")
        self.stack = QStackedWidget()
        self._lay_out()
        self.chooser.chosen.connect(lambda _month: self._turn())
        self.state.chosen.connect(self._ask)
        self.figures.opened.connect(self._open)
        self.people.opened.connect(lambda line: front.go.emit("residents", line.person_id))
        self.month_acts.kept.connect(self._say_kept)
        for keys, act in (("Alt+Left", self.chooser.step_back), ("Alt+Right", self.chooser.step_on)):
            QShortcut(QKeySequence(keys), self, act)

    def _lay_out(self) -> None:
        self.tools.addWidget(self.chooser)
        self.tools.addSpacing(8)
        for made in self.month_acts.buttons:
            self.tools.addWidget(made)
        self.kept.row.addWidget(button(_("Close"), self.kept.hide, kind="link"))
        self.kept.hide()
        full = QWidget()
        full.setProperty("clear", "true")
        line = QHBoxLayout(full)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        line.addWidget(self.figures, 2)
        self.people.setMinimumWidth(SIDE[0])
        self.people.setMaximumWidth(SIDE[1])
        line.addWidget(self.people, 1)
        self.stack.addWidget(full)
        self.stack.addWidget(self.empty)
        self.body.addWidget(self.state)
        self.body.addWidget(self.kept)
        self.body.addWidget(self.stack, 1)

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        listed = [(N_("See the month on paper"), "see_paper"), (N_("Save the month's files"), "save_files")]
        send = [(N_("Mark the month as sent"), "send")] if front.may(Right.SEND_RETURN) else []
        out = [(N_("Make the records for the province"), "make_records")] if front.may(Right.EXPORT_RECORDS) else []
        return [*listed, *send, *out]

    def see_paper(self) -> None:
        """Show the month as it is printed."""
        self.month_acts.see_paper()

    def save_files(self) -> None:
        """Keep workbook, paper and table in a folder."""
        self.month_acts.ask_folder()

    def send(self) -> None:
        """Ask whether to freeze the month as sent."""
        self.month_acts.ask_send()

    def make_records(self) -> None:
        """Ask what of the records goes out."""
        self.month_acts.ask_records()

    @override
    def reload(self) -> None:
        self.chooser.take_day(self.front.panti.day_of(self.front.now))
        self._ask()

    @override
    def open_person(self, person_id: str) -> None:
        if self.chooser.go_to(person_id):
            self._turn()

    @override
    def focus_search(self) -> None:
        self.figures.take_focus()

    @override
    def main_act(self) -> None:
        self.see_paper()

    @override
    def leave_behind(self) -> object:
        return self.chooser.period

    @override
    def take_over(self, left: str) -> None:
        self.chooser.go_to(left)

    def _turn(self) -> None:
        """Another month: nothing of the one before stays."""
        self.kept.hide()
        self.state.begin()
        self.people.show_nobody()
        self.figures.begin()
        self._ask()

    def _ask(self) -> None:
        self._asked += 1
        asked, period, number = self._asked, self.chooser.period, self.state.number
        query = Month(period) if number is None else ReturnVersion(period, number)
        self.front.ask(query, self, lambda view: self._show(view) if asked == self._asked else None)

    def _show(self, view: MonthView) -> None:
        self.view = view
        self.state.show_state(view)
        number = self.state.number
        self.month_acts.take(view, self.chooser.month, number)
        self.stack.setCurrentIndex(1 if is_bare(view) else 0)
        self.empty.say_month(self.chooser.month, self.front.panti.day_of(self.front.now))
        self.figures.show_month(view, number)
        held = self.figures.named(self.figures.held)
        if held is not None:
            self._open(held)

    def _open(self, figure: Figure) -> None:
        if figure.key in BEDS:
            self.front.go.emit("beds", "")
            return
        self.figures.hold(figure.key)
        asked, query = self._asked, MonthPeople(self.chooser.period, figure.key, self.state.number)

        def got(people: tuple[PersonBehind, ...]) -> None:
            if asked == self._asked and self.figures.held == figure.key:
                self.people.show_people(figure, people)

        def refused(failure: Failure) -> bool:
            self.people.show_refusal(figure, explain(failure, self.front.panti))
            return True

        self.front.ask(query, self, got, refused)

    def _say_kept(self, words: str) -> None:
        self.kept.words.setText(words)
        self.kept.show()
