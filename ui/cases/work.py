"""What is due in case work: overdue assessments, steps of plans, follow-ups; one's own first, with whose turn it is."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import ROLE_NAMES, Right
from shelter_admin.domain.cases.due import AHEAD_DAYS, DUE_NAMES, DueKind, DueLine
from shelter_admin.domain.cases.files import CaseFile
from shelter_admin.domain.cases.instruments import Need
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.cases.asking import TURNS, CaseFileOf, CaseWorkDue, HealthFileOf, HealthWorkDue
from shelter_admin.operations.cases.noting import FollowUpNote
from shelter_admin.operations.cases.planning import MarkStep
from ui.cases.fill_sheet import FillSheet, ToFill
from ui.cases.instruments import InstrumentsSheet
from ui.kit.frontdesk import CASE_FILE, FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Chips, Empty, button, label, row

MINE, ALL = "mine", "all"
SIGNS: Final = {DueKind.ASSESSMENT: "clipboard-check", DueKind.STEP: "list-checks", DueKind.FOLLOW_UP: "pen-line"}


class WorkPart(QWidget):
    """The list. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._found: tuple[DueLine, ...] = ()
        self.table = RecordsTable(self._columns(), lambda one: one.line_id, _("What is due"))
        self.table.opened.connect(lambda _one: self.act())
        self.table.chosen.connect(lambda _one: self._offer())
        kinds = [(kind.value, _(DUE_NAMES[kind])) for kind in DueKind] if front.may(Right.SEE_CASES) else []
        self.chips = Chips([(MINE, _("Mine")), (ALL, _("All")), *kinds])
        self.chips.setAccessibleName(_("Which of them"))
        self.chips.chosen.connect(lambda _key: self._show())
        self.empty = Empty(
            "circle-check", _("Nothing is due"), _("Assessments, steps of plans and follow-ups come here.")
        )
        self.act_button = button("", self.act, kind="primary")
        self.open_button = button(_("Open file"), self.open_file)
        self.instruments_button = button(_("Instruments…"), self.show_instruments)
        self.instruments_button.setVisible(front.may(Right.SEE_CASES))
        hint = _("Due within {count} days. Enter does what is due.").format(count=number(AHEAD_DAYS))
        acts = row(self.act_button, self.open_button, label(hint, "small"), None)
        lay_out_list(self, row(self.chips, None, self.instruments_button), (self.table, self.empty), (acts,))

    def _columns(self) -> list[Column[Any]]:
        return [
            Column(_("Due"), self._due, width=196, sort=lambda one: one.due_on, look=self._look, icon=self._icon),
            Column(_("Name"), lambda one: one.name, strong=True, sort=lambda one: one.name.casefold()),
            Column(_("Number"), lambda one: one.number, width=96),
            Column(_("Kind"), lambda one: _(DUE_NAMES[one.kind]), width=170),
            Column(_("What"), lambda one: " ".join(one.words.split())),
            Column(_("Turn"), self._turn, width=170),
        ]

    def _due(self, one: DueLine) -> str:
        late = one.late(self._front.desk.today)
        if late:
            return "▲ " + n_("{count} day late", "{count} days late", late).format(count=number(late))
        return _("by {day}").format(day=short_date(one.due_on))

    def _look(self, one: DueLine) -> str | None:
        today = self._front.desk.today
        return "danger" if one.late(today) else "attention" if one.due_on == today else None

    def _icon(self, one: DueLine) -> tuple[str, str]:
        return SIGNS[one.kind], self._look(one) or "muted"

    def _turn(self, one: DueLine) -> str:
        if one.mine(self._front.staff):
            return _("yours")
        return one.who or (_(ROLE_NAMES[one.role]) if one.role is not None else "—")

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        (self.table if self.table.isVisibleTo(self) else self.chips).setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for what is due."""
        query = CaseWorkDue() if self._front.may(Right.SEE_CASES) else HealthWorkDue()
        self._front.ask(query, self, self._got)

    def _got(self, found: tuple[DueLine, ...]) -> None:
        self._found = found
        late = sum(one.late(self._front.desk.today) > 0 for one in found)
        mine = sum(one.mine(self._front.staff) for one in found)
        told = _("{mine} yours · {late} late · {all} due").format(
            mine=number(mine), late=number(late), all=number(len(found))
        )
        self.told.emit(told if found else _("Nothing is due"))
        self._show()

    def _wanted(self, one: DueLine) -> bool:
        key = self.chips.key()
        return key in {ALL, one.kind.value} or (key == MINE and one.mine(self._front.staff))

    def _show(self) -> None:
        shown = [one for one in self._found if self._wanted(one)]
        self.table.show_records(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        if shown and self.current is None:
            self.table.go_to(shown[0].line_id)
        self._offer()

    @property
    def current(self) -> DueLine | None:
        """What is under the cursor."""
        return self.table.current()

    def _offer(self) -> None:
        one = self.current
        self.open_button.setVisible(one is not None)
        words = {
            DueKind.ASSESSMENT: _("Fill in…"),
            DueKind.STEP: _("Done"),
            DueKind.FOLLOW_UP: _("Followed up"),
        }
        self.act_button.setVisible(one is not None and self._may_act(one))
        if one is not None:
            self.act_button.setText(words[one.kind])
            self.act_button.setAccessibleName(words[one.kind])

    def _may_act(self, one: DueLine) -> bool:
        if self._front.read_only:
            return False
        if one.kind is not DueKind.ASSESSMENT:
            return self._front.may(Right.EDIT_CASES)
        return one.role in self._fills()

    def _fills(self) -> frozenset[Any]:
        """The turns whose assessments this user may fill."""
        rights = {Need.CASES: Right.EDIT_CASES, Need.HEALTH: Right.EDIT_HEALTH}
        return frozenset(TURNS[need] for need, right in rights.items() if self._front.may(right))

    def act(self) -> None:
        """Do what is due under the cursor."""
        one = self.current
        if one is None:
            return
        if not self._may_act(one):
            self.open_file()
        elif one.kind is DueKind.STEP:
            self._front.do(MarkStep(one.key), self)
        elif one.kind is DueKind.FOLLOW_UP:
            self._front.do(FollowUpNote(one.key), self)
        else:
            query = CaseFileOf if self._front.may(Right.SEE_CASES) else HealthFileOf
            self._front.ask(query(one.person_id), self, lambda file: self._fill(one, file))

    def _fill(self, one: DueLine, file: CaseFile) -> None:
        edition = next((made for made in file.offered if made.instrument.code == one.key), None)
        occasion = next((due.occasion for due in file.due if due.code == one.key), None)
        if edition is not None and occasion is not None:
            fill = ToFill(one.person_id, one.name, edition.instrument, occasion)
            FillSheet(self._front, self, fill).open()

    def open_file(self) -> None:
        """Open the file of whoever is under the cursor."""
        if self.current is not None:
            self._front.open_file(self.current.person_id, CASE_FILE)

    def open_person(self, person_id: str) -> None:
        """Put the cursor on somebody's first line."""
        found = next((one for one in self._found if one.person_id == person_id), None)
        if found is not None:
            self.chips.choose(ALL)
            self._show()
            self.table.go_to(found.line_id)

    def show_instruments(self) -> None:
        """Show which instruments are in use."""
        InstrumentsSheet(self._front, self).open()
