"""Residents: the list and the file side by side; taking in and the pairs to look at open in the same place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.residents import ResidentFilter, ResidentLine, Status
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.residents import FindResidents, ResidentList
from ui.kit.frontdesk import TAB_MARK, FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import button
from ui.residents.browse import Browse
from ui.residents.cards import CardBatchSheet
from ui.residents.chase_place import ChasePlace
from ui.residents.doubles import DoublesView
from ui.residents.intake import IntakeView
from ui.residents.night import NightView, begin_new

MOST = 200


class ResidentsPage(Page):
    """Search as you type; the file of who is under the cursor beside it."""

    key: ClassVar[str] = "residents"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Residents")
    icon: ClassVar[str] = "users"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_RESIDENTS})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.RESIDENTS, Area.BEDS, Area.PRESENCE, Area.TRAINING, Area.CERTIFICATES}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self._wanted = ""
        self._asked = 0
        self._read: tuple[str, str] | None = None
        self.views = QStackedWidget()
        self.browse = Browse(front)
        self.search, self.chips, self.table, self.file = (
            self.browse.search, self.browse.chips, self.browse.table, self.browse.file,
        )  # fmt: skip
        self.intake = IntakeView(front)
        self.night = NightView(front)
        self.doubles = DoublesView(front)
        self.chase = ChasePlace(front)
        self.beside: dict[str, DoublesView | ChasePlace] = {"doubles": self.doubles, "papers_asked": self.chase}
        for view in (self.browse, self.intake, self.night, *self.beside.values()):
            self.views.addWidget(view)
        self.body.addWidget(self.views, 1)
        # The count is of the list; beside another part of the page it would tell of something one does not see.
        self.views.currentChanged.connect(
            lambda _at: self.subtitle.setVisible(self.views.currentWidget() is self.browse)
        )
        self.browse.typed.connect(self.reload)
        self.browse.chose.connect(self._chose)
        self.browse.view_button.said.connect(self.subtitle.setText)
        self._offer_acts()
        for view in (self.intake, self.night):
            view.taken.connect(self._taken)
            view.closed.connect(self.show_browse)
        for other in self.beside.values():
            other.closed.connect(self.show_browse)
            other.opened.connect(self.open_person)
        QShortcut(QKeySequence.StandardKey.New, self, lambda: begin_new(self))
        self.setFocusProxy(self.search)

    def _offer_acts(self) -> None:
        if self.front.may(Right.INTAKE):
            self.new_button = button(_("Admit somebody…"), self.begin_intake, kind="primary", icon="user-plus")
            self.tools.addWidget(self.new_button)
        if self.front.may(Right.QUICK_INTAKE):
            self.night_button = button(_("Take in at night…"), self.begin_night, kind="primary", icon="moon")
            self.tools.addWidget(self.night_button)
        if self.front.may(Right.ISSUE_CARDS):
            self.tools.addWidget(button(_("Cards…"), self.print_cards, icon="id-card"))
        if self.front.may(Right.IMPORT):
            move = button(
                _("Move a register in…"), lambda: self.front.go.emit("moving_in", ""), icon="file-spreadsheet"
            )
            self.tools.addWidget(move)

    def _chose(self, key: str) -> None:
        other = self.beside.get(key)
        if other is not None:
            self.views.setCurrentWidget(other)
            other.reload()
        else:
            self.reload()

    @override
    def reload(self) -> None:
        self._asked += 1
        self.browse.about_to_read()
        asked, typed = self._asked, self.search.text().strip()
        key = self.chips.key()
        if typed:
            query = FindResidents(typed, include_left=key == "left", limit=MOST)
        else:
            query = ResidentList(  # type: ignore[assignment]
                ResidentFilter(
                    status=frozenset({Status.LEFT}) if key == "left" else frozenset({Status.IN_HOUSE, Status.OUT}),
                    to_complete=key == "to_complete",
                    without_bed=key == "without_bed",
                )
            )
        of = (typed, key)
        self.front.ask(query, self, lambda lines: self._show(lines, asked, of), lambda why: self._not_read(why, of))
        self.file.refresh()
        for other in self.beside.values():
            if self.views.currentWidget() is other:
                other.reload()

    def _not_read(self, failure: Failure, of: tuple[str, str]) -> bool:
        """A list that was not read shows nothing, above all not another one; the one read before stays."""
        if self.front.is_away(failure) and of != self._read:
            self._read = None
            self.browse.show_unread()
            self.subtitle.setText("")
        return False

    def _show(self, lines: tuple[ResidentLine, ...], asked: int, of: tuple[str, str]) -> None:
        if asked != self._asked:
            return
        self._read = of
        self.browse.show_lines(lines)
        count = len(lines)
        self.subtitle.setText(n_("{count} person", "{count} people", count).format(count=count))
        if self._wanted and not self.table.go_to(self._wanted):
            self.file.show_person(self._wanted)
        elif not self._wanted and lines and self.table.current() is None:
            self.file.show_nobody()
        self._wanted = ""

    @override
    def focus_search(self) -> None:
        self.show_browse()
        self.file.widen(False)
        self.search.setFocus()
        self.search.selectAll()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id == "new":
            self.begin_intake()
        elif person_id == "night":
            self.begin_night()
        elif person_id in {"to_complete", "left", "without_bed", *self.beside}:
            self.show_browse()
            self.file.widen(False)
            self.chips.choose(person_id)
            self._chose(person_id)
        elif person_id:
            person_id, _mark, tab = person_id.partition(TAB_MARK)
            self.show_browse()
            self._wanted = person_id
            self.file.turn_to(tab)
            self.file.show_person(person_id)
            self.reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        offered = (
            (N_("Admit somebody…"), "begin_intake", Right.INTAKE),
            (N_("Take in at night…"), "begin_night", Right.QUICK_INTAKE),
            (N_("Print cards of everybody without one"), "print_cards", Right.ISSUE_CARDS),
        )
        return [(words, method) for words, method, right in offered if front.may(right)]

    @override
    def leave_behind(self) -> object:
        views: dict[QWidget | None, str] = {self.intake: "new", self.night: "night"}
        view = views.get(self.views.currentWidget(), self.file.person_id)
        return (view, self.search.text(), self.intake.leave_behind(), self.night.form.values())

    @override
    def take_over(self, left: tuple[str, str, Any, dict[str, Any]]) -> None:
        view, typed, intake, night = left
        self.search.setText(typed)
        self.intake.take_over(intake)
        self.night.form.load(night)
        self.open_person(view)

    def begin_intake(self) -> None:
        """Open the intake; a draft left earlier is there again."""
        self.views.setCurrentWidget(self.intake)
        self.intake.begin()

    def begin_night(self) -> None:
        """Open the short intake of the night."""
        self.views.setCurrentWidget(self.night)
        self.night.begin()

    def print_cards(self) -> None:
        """Issue and print the cards of everybody who has none."""
        CardBatchSheet(self.front, self).open()

    def show_browse(self) -> None:
        """Back to the list."""
        if self.chips.key() in self.beside:
            self.chips.choose("here")
        self.views.setCurrentWidget(self.browse)

    def _taken(self, person_id: str) -> None:
        self.show_browse()
        self.chips.choose("here")
        self.search.clear()
        self._wanted = person_id
        self.reload()
