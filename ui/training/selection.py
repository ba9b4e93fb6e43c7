"""Selection for a class: the order on the left, whoever the cursor is on at the right, and the one act that decides."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.training.selection import OUTSIDE, ApplicationState, Ranked, Selection
from shelter_admin.domain.training.selection_words import outcome_words, warnings_of, years_words
from shelter_admin.domain.wording import long_date, number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.choosing import ChoosePeople, Chosen
from shelter_admin.operations.training.selection import PrintSelection, SelectionOf
from ui.kit.alerts import ask_reason
from ui.kit.form import NumberField
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Empty, ShortLabel, button, label, row
from ui.training.asking import Asked
from ui.training.criteria import CriteriaCard
from ui.training.selection_adding import AddingCard
from ui.training.selection_person import ApplicantCard

SIDE = 336
MOST_RESERVES = 99
LOOKS = {
    ApplicationState.CHOSEN: ("✓", "ok"),
    ApplicationState.RESERVE: ("…", "info"),
    ApplicationState.NOT_CHOSEN: ("–", "muted"),
    ApplicationState.APPLIED: ("", "text"),
    ApplicationState.WITHDRAWN: ("×", "muted"),
}


class SelectionTab(QWidget):
    """Who asks for a place in the open class, in order and explained."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.batch: BatchLine | None = None
        self.found: Selection | None = None
        self._asked_about: tuple[str, ...] = ()
        self.summary = ShortLabel("", "muted")
        self.reserves = NumberField("reserves", _("Reserves"), least=0, most=MOST_RESERVES)
        self.add = button(_("Add people"), self.show_adding, icon="user-plus")
        self.edit = button(_("Criteria and weights"), self.show_criteria, icon="list-checks")
        self.print = button(_("Print"), self.print_list, icon="printer")
        self.choose = button(_("Choose"), self.ask_to_choose, kind="primary", icon="check-check")
        self.table = RecordsTable(_columns(), lambda one: one.applicant.applicant_id, _("Order of the selection"))
        words = _("Add whoever asks for a place. They are put in order by criteria, and the choice explains itself.")
        self.empty = Empty("list-checks", _("Nobody asks for a place in this class"), words)
        self.asked = Asked()
        self.person = ApplicantCard(front)
        self.adding, self.criteria = AddingCard(front), CriteriaCard(front)
        self.parts = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(10)
        reserves = label(_("Reserves"), "small")
        reserves.setBuddy(self.reserves.spin)
        self.reserves.words.hide()
        top = row(self.summary, reserves, self.reserves, self.add, self.edit, self.print, self.choose)
        top.setStretch(0, 1)
        outer.addLayout(top)
        outer.addWidget(self.asked)
        card = Card(padding=8)
        card.add(self.table)
        order = QWidget()
        column = QVBoxLayout(order)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addWidget(self.empty)
        self.list_card = card
        for part in (order, self.adding, self.criteria):
            self.parts.addWidget(part)
        self.person.setFixedWidth(SIDE)
        both = row(self.parts, self.person, spacing=16)
        both.setStretch(0, 1)
        outer.addLayout(both, 1)
        prepares, decides = self.front.may(Right.EDIT_CASES), self.front.may(Right.EDIT_PROGRAMS)
        self.add.setVisible(prepares)
        self.edit.setVisible(prepares)
        for part in (self.choose, self.reserves, reserves):
            part.setVisible(decides)

    def _connect(self) -> None:
        self.table.chosen.connect(self.person.show_line)
        self.table.opened.connect(lambda _one: self.person.take_focus())
        self.reserves.changed.connect(self.reload)
        self.person.next_wanted.connect(self._next)
        self.person.remarked.connect(lambda words: self.asked.say("info", words))
        self.adding.left.connect(self.show_order)
        self.criteria.left.connect(self.show_order)

    def take_focus(self) -> None:
        """Put the cursor on the order, or where people are added."""
        if self.parts.currentWidget() is self.adding:
            self.adding.take_focus()
        elif self.parts.currentWidget() is self.criteria:
            self.criteria.take_focus()
        elif self.table.records:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine | None) -> None:
        """Show the selection of a class."""
        if (self.batch and self.batch.batch_id) != (batch and batch.batch_id):
            self.found = None
            self.asked.clear()
            self.show_order()
        self.batch = batch
        self.reload()

    def reload(self) -> None:
        """Ask for the order."""
        if self.batch is not None:
            reserves = self.reserves.value() if self.found is not None else None
            self.front.ask(SelectionOf(self.batch.batch_id, reserves), self, self._show)
            if self.parts.currentWidget() is self.adding:
                self.adding.open_class(self.batch)

    def _show(self, found: Selection) -> None:
        if self.batch is None or found.batch_id != self.batch.batch_id:
            return
        if self.found is None:
            self.reserves.set_value(found.places.reserves)
        self.found = found
        self.table.show_records(found.lines)
        if self.table.current() is None and found.lines:
            self.table.go_to(found.lines[0].applicant.applicant_id)
        self.list_card.setVisible(bool(found.lines))
        self.empty.setVisible(not found.lines)
        self.summary.setText(summary_words(found))
        self.choose.setEnabled(found.is_open)
        self.person.open_selection(found)
        self.person.show_line(self.table.current())
        self.criteria.show_criteria(found)
        self.told.emit(self.batch.title)

    def _next(self) -> None:
        """Whoever is still to be scored after this one, ready for it; who was scored moves in the order meanwhile."""
        records: list[Ranked] = list(self.table.records)
        current = self.table.current()
        at = records.index(current) + 1 if current in records else 0
        following = [*records[at:], *records[: max(0, at - 1)]]
        waiting = next((one for one in following if one.unscored and not one.applicant.veiled), None)
        if waiting is None:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.table.go_to(waiting.applicant.applicant_id)
        self.person.take_focus()

    def show_order(self) -> None:
        """Show the order again."""
        self.parts.setCurrentIndex(0)
        self.person.show()
        self.take_focus()

    def show_adding(self) -> None:
        """Show whom to add."""
        if self.batch is not None:
            self.adding.open_class(self.batch)
            self.parts.setCurrentWidget(self.adding)
            self.person.hide()
            self.adding.take_focus()

    def show_criteria(self) -> None:
        """Show the criteria to change them."""
        if self.batch is not None:
            self.parts.setCurrentWidget(self.criteria)
            self.person.hide()
            self.criteria.take_focus()

    def ask_to_choose(self) -> None:
        """Ask in the page before everybody is decided about."""
        found = self.found
        if found is None or not found.is_open:
            return
        self.show_order()
        self._asked_about = self._to_be_chosen()
        words = _("Choose {chosen}, keep {reserves} in reserve, {others} without a place? The chosen are enrolled.")
        counted = {
            "chosen": number(found.counted(ApplicationState.CHOSEN) - _chosen_before(found)),
            "reserves": number(found.counted(ApplicationState.RESERVE)),
            "others": number(found.counted(ApplicationState.NOT_CHOSEN)),
        }
        answers = ((_("Choose and enrol"), self.choose_them), (_("Cancel"), self._put_away))
        self.asked.say("attention", words.format(**counted), answers, focus=True)

    def _put_away(self) -> None:
        self.asked.clear()
        self.take_focus()

    def choose_them(self, reason: str = "") -> None:
        """Decide about everybody; where somebody needs a reason it is asked for."""
        if self.batch is None:
            return
        self.asked.clear()
        command = ChoosePeople(self.batch.batch_id, self.reserves.value(), self._asked_about)
        self.front.do(command, self, self._chosen, self._not_chosen, reason=reason)

    def _to_be_chosen(self) -> tuple[str, ...]:
        """Whoever the order shown here would choose."""
        lines = self.found.lines if self.found is not None else ()
        return tuple(
            one.applicant.applicant_id
            for one in lines
            if one.outcome is ApplicationState.CHOSEN and one.applicant.state is not ApplicationState.CHOSEN
        )

    def _chosen(self, done: Done[Chosen]) -> None:
        words = n_(
            "✓ {count} person chosen and enrolled.", "✓ {count} people chosen and enrolled.", done.outcome.chosen
        )
        self.asked.say("info", words.format(count=number(done.outcome.chosen)))
        self.take_focus()

    def _not_chosen(self, failure: Failure) -> bool:
        said = explain(failure, self.front.panti)
        if isinstance(failure, Refused) and failure.code == "choice_needs_reason":
            ask_reason(self, _("Choose all the same"), said, _("Choose and enrol"), self.choose_them)
        else:
            self.asked.say("danger", said)
            self.reload()
        return True

    def print_list(self) -> None:
        """Show the ranked list on paper, with room for the committee's signatures."""
        if self.batch is not None:
            self.front.ask(PrintSelection(self.batch.batch_id, self.reserves.value()), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)


def _chosen_before(found: Selection) -> int:
    return sum(one.applicant.state is ApplicationState.CHOSEN for one in found.lines)


def summary_words(found: Selection) -> str:
    """How many ask, how many places there are and are taken, and since when it is decided."""
    many = len(found.lines)
    asks = n_("{count} asks for a place", "{count} ask for a place", many).format(count=number(many))
    places = found.places.of_all()
    parts = [asks, _("places not limited") if places is None else _("{count} places").format(count=number(places))]
    if found.places.taken.all:
        parts.append(_("{count} taken").format(count=number(found.places.taken.all)))
    if found.is_open:
        parts.append(_("not decided yet"))
    elif found.decided_on is not None:
        parts.append(_("decided on {day}").format(day=long_date(found.decided_on)))
    return " · ".join(parts)


def _outcome(one: Ranked) -> str:
    return f"{LOOKS[one.outcome][0]} {outcome_words(one)}".strip()


def _age(one: Ranked) -> str:
    return "" if one.applicant.veiled else years_words(one.ages)


def _columns() -> list[Column[Ranked]]:
    return [
        Column(_("No."), lambda one: number(one.rank), width=46, number=True, sort=lambda one: one.rank),
        Column(_("Name"), lambda one: one.applicant.name, strong=True, tip=lambda one: one.applicant.number),
        Column(_("L/P"), lambda one: one.applicant.sex.value or "–", width=40),
        Column(_("Age"), lambda one: "–" if one.ages is None else years_words(one.ages), width=76, tip=_age,
               look=lambda one: "attention" if one.age_fit in OUTSIDE else None),
        Column(_("Points"), lambda one: number(one.total), width=70, number=True, sort=lambda one: one.total),
        Column(_("Look at"), lambda one: f"▲ {warnings_of(one)}" if warnings_of(one) else "", width=196,
               look=lambda _one: "attention"),
        Column(_("Outcome"), _outcome, width=118, look=lambda one: LOOKS[one.outcome][1]),
    ]  # fmt: skip
