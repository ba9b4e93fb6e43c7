"""Adding many people to a selection at once: everybody in the house who does not ask yet, ticked with Space."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.training.selection import OUTSIDE, MayApplyLine
from shelter_admin.domain.training.selection_words import AGE_WORDS, years_words
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.selection import ApplyForClass, MayApply
from ui.kit.form import TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import harmless
from ui.kit.widgets import Card, button, label, row
from ui.training.telling import tell
from ui.training.typed import read_day

PERSON = Qt.ItemDataRole.UserRole


class AddingCard(Card):
    """Everybody who may be added. ``left`` asks for the order again."""

    left = Signal()

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Who asks for a place"))
        self.front = front
        self.batch: BatchLine | None = None
        self._lines: tuple[MayApplyLine, ...] = ()
        self._ticked: set[str] = set()
        self.search = TextField("search", _("Search"), placeholder=_("Name or number"))
        self.day = TextField("applied_on", _("Applied on"), placeholder="21-11-2026")
        self.fitting = QCheckBox(_("Without those who are outside the age limits"))
        self.list = QListWidget()
        self.list.setAccessibleName(_("People in the house"))
        self.add_them = button(_("Add"), self.add_ticked, kind="primary", icon="user-plus")
        self.all = button(_("Tick all shown"), self.tick_all)
        self.back = button(_("Back to the order"), self.left.emit, icon="chevron-left")
        self.done = label("", "ok", wrap=True)
        self.error = label("", "error", wrap=True)
        told = _("Space ticks, Enter in the search goes to the list. Without a day they ask from today on.")
        fields = row(self.search, self.day, spacing=12)
        fields.setStretch(0, 1)
        self.add(fields, self.fitting)
        self.body.addWidget(self.list, 1)
        self.add(label(told, "small", wrap=True), self.error, self.done)
        self.add(row(self.add_them, self.all, None, self.back))
        for line in (self.error, self.done):
            tell(line, "")
        self.search.changed.connect(self._fill)
        self.search.line.returnPressed.connect(self._to_list)
        self.day.line.returnPressed.connect(self.add_ticked)
        self.fitting.toggled.connect(lambda _on: self._fill())
        self.list.itemChanged.connect(self._turned)
        self.list.itemActivated.connect(_turn)

    def take_focus(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_class(self, batch: BatchLine) -> None:
        """Ask who may be added to a class."""
        if self.batch is None or self.batch.batch_id != batch.batch_id:
            self._ticked = set()
            tell(self.done, "")
        self.batch = batch
        self.front.ask(MayApply(batch.batch_id), self, self._show)

    def _show(self, lines: tuple[MayApplyLine, ...]) -> None:
        self._lines = lines
        self._ticked &= {one.person_id for one in lines}
        self._fill()

    def _fill(self) -> None:
        typed = self.search.value().strip().casefold()
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._lines:
            fits = not self.fitting.isChecked() or one.age_fit not in OUTSIDE
            if fits and (typed in one.name.casefold() or typed in one.number.casefold()):
                item = QListWidgetItem(harmless(line_words(one)))
                item.setData(PERSON, one.person_id)
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                item.setCheckState(_state(one.person_id in self._ticked))
                self.list.addItem(item)
        self.list.setCurrentRow(0)
        self.list.blockSignals(False)
        self._say_count()

    def _to_list(self) -> None:
        if self.list.count():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, item: QListWidgetItem) -> None:
        person_id = str(item.data(PERSON))
        if item.checkState() is Qt.CheckState.Checked:
            self._ticked.add(person_id)
        else:
            self._ticked.discard(person_id)
        self._say_count()

    def tick_all(self) -> None:
        """Tick everybody who is shown."""
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Checked)

    def _say_count(self) -> None:
        many = len(self._ticked)
        self.add_them.setEnabled(bool(many))
        words = n_("Add {count} person", "Add {count} people", many).format(count=number(many)) if many else _("Add")
        self.add_them.setText(words)
        self.add_them.setAccessibleName(words)

    def _day(self) -> date | None:
        return read_day(self.day.value(), "applied_on")

    def add_ticked(self) -> None:
        """Write down that the people ticked ask for a place."""
        if self.batch is None or not self._ticked:
            return
        tell(self.error, "")
        self.day.say_wrong("") if self.day.error.isVisible() else None
        try:
            day = self._day()
        except Refused as failure:
            self.day.say_wrong(explain(failure, self.front.panti))
            return
        people = tuple(one.person_id for one in self._lines if one.person_id in self._ticked)
        self.front.do(ApplyForClass(self.batch.batch_id, people, day), self, self._added, self._refused)

    def _added(self, done: Done[int]) -> None:
        many = done.outcome
        words = n_("✓ {count} person asks for a place.", "✓ {count} people ask for a place.", many)
        tell(self.done, words.format(count=number(many)))
        self._ticked = set()
        if self.batch is not None:
            self.open_class(self.batch)
        self.take_focus()

    def _refused(self, failure: Failure) -> bool:
        tell(self.error, explain(failure, self.front.panti))
        return True


def line_words(one: MayApplyLine) -> str:
    """Somebody as the list shows them: sex, age, what speaks against, where they learn already."""
    told = AGE_WORDS[one.age_fit]
    age = _("age {age}").format(age=years_words(one.ages))
    parts = [one.name, one.number, one.sex.value, age, f"▲ {_(told)}" if told and one.ages is not None else ""]
    if one.enrolled_in:
        parts.append(_("in another class of this programme"))
    elif one.trained_before:
        parts.append(_("trained here before"))
    return " · ".join(part for part in parts if part)


def _state(on: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if on else Qt.CheckState.Unchecked


def _turn(item: QListWidgetItem) -> None:
    item.setCheckState(_state(item.checkState() is not Qt.CheckState.Checked))
