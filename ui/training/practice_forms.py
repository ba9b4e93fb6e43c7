"""The forms of field practice: sending people, putting a practice right, a place."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.training import BatchLine, ClassSheet, PracticePlace, PracticeRow
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.places import AddPracticePlace, ChangePracticePlace
from shelter_admin.operations.training.practising import ChangePractice, RemovePractices, SendToPractice
from ui.kit.form import ChoiceField, Form, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, ShortLabel, button, row
from ui.training.typed import require_day, show_day

EVERYBODY: Final = ""


class SendCard(Card):
    """Send somebody, or the whole class, to a place."""

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("Send to practice"))
        self.front = front
        self.batch: BatchLine | None = None
        self._members: tuple[str, ...] = ()
        self.who = ChoiceField("enrolment_ids", _("Who"), ())
        self.place = ChoiceField("place_id", _("Place of practice"), ())
        self.first = TextField("first", _("From"), placeholder="21-11-2026")
        self.last = TextField("last", _("To"), placeholder="04-12-2026")
        self.mentor = TextField("mentor", _("Mentor"))
        self.form = Form(
            [self.who, self.place, (self.first, self.last), self.mentor], lambda failure: explain(failure, front.panti)
        )
        self.said = ShortLabel("", "small")
        self.save = button(_("Send"), self.send, kind="primary")
        self.add(self.form, self.said, row(self.save, None))
        self.mentor.line.returnPressed.connect(self.send)

    def offer(self, sheet: ClassSheet) -> None:
        """The people of the class."""
        self._members = tuple(line.enrolment_id for line in sheet.rows if sheet.today in line.own)
        everybody = _("Everybody in the class")
        self.who.offer([*((line.enrolment_id, line.name) for line in sheet.rows), (EVERYBODY, everybody)])

    def offer_places(self, places: tuple[PracticePlace, ...]) -> None:
        """The places that take people."""
        self.place.offer([(one.place_id, one.name) for one in places if one.closed_on is None])

    def send(self) -> None:
        """Send them for the days that were typed."""
        self.form.clear_errors()
        if self.batch is None:
            return
        try:
            first, last = require_day(self.first.value(), "first"), require_day(self.last.value(), "last")
        except Refused as failure:
            self.form.refused(failure)
            return
        chosen = self.who.value()
        people = self._members if chosen == EVERYBODY else (chosen or "",)
        command = SendToPractice(
            self.batch.batch_id, people, self.place.value() or "", first, last, self.mentor.value()
        )
        self.front.do(command, self, self._sent, self.form.refused)

    def _sent(self, done: Done[int]) -> None:
        covered = done.outcome or 0
        words = n_(
            "{count} mark of the class on these days counts no more.",
            "{count} marks of the class on these days count no more.",
            covered,
        )
        self.said.setText(words.format(count=number(covered)) if covered else _("Sent."))


class PracticeCard(Card):
    """The practice under the cursor: put right, or taken away while no day of it is marked."""

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("This practice"))
        self.front = front
        self.row: PracticeRow | None = None
        self.batch: BatchLine | None = None
        self.place = ChoiceField("place", _("Place of practice"), ())
        self.first = TextField("first", _("From"))
        self.last = TextField("last", _("To"))
        self.mentor = TextField("mentor", _("Mentor"))
        self.outcome = TextField("outcome", _("Outcome"))
        self.form = Form(
            [self.place, (self.first, self.last), self.mentor, self.outcome],
            lambda failure: explain(failure, front.panti),
        )
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.remove = button(_("Take out"), self.take_out, icon="trash-2")
        self.add(self.form, row(self.save, self.remove, None))
        self.outcome.line.returnPressed.connect(self.save_typed)

    def offer_places(self, places: tuple[PracticePlace, ...]) -> None:
        """Every place, also one that is closed."""
        self.place.offer([(one.place_id, one.name) for one in places])

    def show_row(self, one: PracticeRow | None) -> None:
        """Show a practice; what is being typed about the same one stays."""
        same = one is not None and self.row is not None and one.practice_id == self.row.practice_id
        if same and self.form.values() != self.form.opened:
            return
        self.row = one
        self.save.setEnabled(one is not None and one.told)
        self.remove.setEnabled(one is not None and not one.marks)
        self.form.clear_errors()
        if one is not None:
            days = {"first": show_day(one.first), "last": show_day(one.last)}
            self.form.load({"place": one.place_id, **days, "mentor": one.mentor, "outcome": one.outcome})

    def save_typed(self) -> None:
        """Save the practice as it was typed."""
        self.form.clear_errors()
        one = self.row
        if one is None:
            return
        try:
            days = require_day(self.first.value(), "first"), require_day(self.last.value(), "last")
        except Refused as failure:
            self.form.refused(failure)
            return
        seen = Seen(
            {"place": one.place_id, "first": one.first, "last": one.last, "mentor": one.mentor, "outcome": one.outcome}
        )
        command = ChangePractice(
            one.practice_id, self.place.value() or "", *days, self.mentor.value(), self.outcome.value(), seen=seen
        )
        self.front.do(command, self, lambda _done: self._saved(), self.form.refused)

    def _saved(self) -> None:
        self.form.opened = self.form.values()

    def take_out(self) -> None:
        """Take the practice away."""
        if self.row is not None and self.batch is not None:
            command = RemovePractices(self.batch.batch_id, (self.row.practice_id,))
            self.front.do(command, self, None, self.form.refused)


class PlaceCard(Card):
    """A place of practice: a new one, or one that is put right or closed."""

    changed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Place of practice"), parent)
        self.front = front
        self._places: dict[str, PracticePlace] = {}
        self._shown: dict[str, Any] = {}
        self.which = ChoiceField("which", _("Which"), [("", _("a new place"))])
        self.fields = [
            TextField("place_name", _("Name of the place")),
            TextField("trade", _("Trade")),
            TextField("address", _("Address")),
            TextField("contact", _("Contact person")),
            TextField("phone", _("Telephone")),
        ]
        self.closed = TickField("closed", _("Takes nobody any more"))
        self.form = Form([*self.fields, self.closed], lambda failure: explain(failure, front.panti))
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.add(self.which, self.form, row(self.save, None))
        self.which.changed.connect(self._show)
        self._show()

    def offer_places(self, places: tuple[PracticePlace, ...]) -> None:
        """The places that are known."""
        self._places = {one.place_id: one for one in places}
        self.which.offer([("", _("a new place")), *((one.place_id, one.name) for one in places)])
        if self.form.values() == self.form.opened:
            self._show()

    def _show(self) -> None:
        one = self._places.get(self.which.value() or "")
        self._shown = {
            "place_name": one.name if one else "",
            "trade": one.trade if one else "",
            "address": one.address if one else "",
            "contact": one.contact if one else "",
            "phone": one.phone if one else "",
            "closed": one is not None and one.closed_on is not None,
        }
        self.form.load(self._shown)
        self.closed.setVisible(one is not None)

    def save_typed(self) -> None:
        """Save the place as it was typed."""
        self.form.clear_errors()
        typed = self.form.values()
        closed = bool(typed.pop("closed"))
        place_id = self.which.value()
        if place_id:
            command: Any = ChangePracticePlace(place_id=place_id, closed=closed, **typed, seen=Seen(self._shown))
        else:
            command = AddPracticePlace(**typed)
        self.front.do(command, self, lambda _done: self._saved(), self.form.refused)

    def _saved(self) -> None:
        self.form.opened = self.form.values()
        self.changed.emit()
