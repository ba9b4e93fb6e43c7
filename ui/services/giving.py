"""Writing services down: the day and the money they count for, to one or to many at once, and what is not needed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.services.matrix import ServiceItem
from shelter_admin.domain.services.ticks import PersonServices, ServiceYear, TickState
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.services.ticking import GiveService, RemoveTicks, SayNotNeeded
from ui.kit.asking import FormSheet, typed_day
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import harmless
from ui.kit.widgets import button, label, row

LIST_HIGH: Final = 236


def funds_offered(year: ServiceYear) -> list[tuple[str, str]]:
    """The sources of funds, and that nobody says which."""
    return [("", _("– not said –")), *((one, one) for one in year.funds)]


class GiveManySheet(FormSheet):
    """An item, a day, and everybody of a list ticked but for the exceptions."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, year: ServiceYear, people: Sequence[PersonServices], item: str = ""
    ) -> None:
        told = _("Everybody on the list is ticked; take the tick away from whoever was not given it.")
        super().__init__(front, owner, _("Give to many"), told, _("Write down"))
        self._people = list(people)
        today = front.panti.day_of(front.now)
        self.item = ChoiceField("item_code", _("Item"), [(one.code, one.name) for one in year.matrix.items])
        self.item.set_value(item)
        self.day = TextField("on_day", _("Day"), hint=_("Empty means today, {day}").format(day=short_date(today)))
        self.fund = ChoiceField("fund", _("Source of funds"), funds_offered(year))
        self.officer = TextField("officer", _("Officer"), hint=_("Empty means whoever is signed in"))
        self.form = Form([self.item, [self.day, self.fund], self.officer], self.explained)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Who is given it"))
        self.list.setFixedHeight(LIST_HIGH)
        self.counted = label("", "small")
        self.nobody = button(_("Nobody"), lambda: self._tick_all(on=False), kind="link")
        self.everybody = button(_("Everybody"), lambda: self._tick_all(on=True), kind="link")
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.counted, None, self.everybody, self.nobody))
        self.body.addWidget(self.list)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.item.changed.connect(self._fill)
        self._fill()
        self.item.setFocus()
        QTimer.singleShot(0, self, self.grow)

    def _fill(self) -> None:
        """Tick everybody but those the assessment finds not to need it."""
        self.list.blockSignals(True)
        self.list.clear()
        for one in self._people:
            standing = one.stands.get(str(self.item.value()))
            needless = standing is not None and standing.newest.state is TickState.NOT_NEEDED
            more = _("not needed") if needless else one.place
            line = QListWidgetItem(harmless(" · ".join(part for part in (one.name, one.number, more) if part)))
            line.setData(Qt.ItemDataRole.UserRole, one.person_id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Unchecked if needless else Qt.CheckState.Checked)
            self.list.addItem(line)
        self.list.blockSignals(False)
        self._count()

    def _tick_all(self, *, on: bool) -> None:
        for at in range(self.list.count()):
            self.list.item(at).setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def chosen(self) -> tuple[str, ...]:
        """Whoever is ticked."""
        lines = [self.list.item(at) for at in range(self.list.count())]
        return tuple(
            str(line.data(Qt.ItemDataRole.UserRole)) for line in lines if line.checkState() is Qt.CheckState.Checked
        )

    def _count(self) -> None:
        many = len(self.chosen())
        told = n_("{count} person of {all}", "{count} people of {all}", many)
        self.counted.setText(told.format(count=number(many), all=number(self.list.count())))

    @override
    def save(self) -> None:
        """Write it down for whoever is ticked."""
        self.form.clear_errors()
        try:
            day = typed_day(self.day.value(), self.front.panti.day_of(self.front.now), "on_day", empty=None)
        except Refused as refusal:
            self.refuse(refusal)
            return
        act = GiveService(self.chosen(), self.item.value(), day, self.fund.value() or "", self.officer.value())
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)


class NotNeededSheet(FormSheet):
    """Why the assessment finds an item not needed by somebody this year."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: PersonServices, item: ServiceItem) -> None:
        super().__init__(front, owner, _("Not needed: {item}").format(item=item.name), one.name, _("Write down"))
        self._one, self._item = one, item
        standing = one.stands.get(item.code)
        before = standing.newest.reason if standing is not None else ""
        self._seen = Seen({"reason": before})
        self.reason = NoteField("reason", _("What does the assessment say?"), lines=3)
        self.reason.set_value(before)
        self.reason.entered.connect(self.save)
        self.form = Form([self.reason], self.explained)
        self.body.addWidget(self.form)
        self.reason.setFocus()

    @override
    def save(self) -> None:
        """Write it down."""
        self.form.clear_errors()
        act = SayNotNeeded(self._one.person_id, self._item.code, self.reason.value(), seen=self._seen)
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)


class Giving:
    """The acts of a matrix or of one person's list: give on a day, not needed, take away."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        self._front, self._owner = front, owner

    def give(self, one: PersonServices, item: ServiceItem, day: date | None, fund: str) -> None:
        """Tick; a refusal is said by the window."""
        self._front.do(GiveService((one.person_id,), item.code, day, fund), self._owner)

    def not_needed(self, one: PersonServices, item: ServiceItem) -> None:
        """Ask for the reason."""
        NotNeededSheet(self._front, self._owner, one, item).open()

    def take_away(self, one: PersonServices, item: ServiceItem) -> None:
        """Take the newest entry away; Undo brings it back."""
        standing = one.stands.get(item.code)
        if standing is not None:
            self._front.do(RemoveTicks((standing.newest.tick_id,)), self._owner)
