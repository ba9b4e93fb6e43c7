"""Dialogs of handing over: things with a receipt, savings paid out, an entry in the book of savings."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.departures.amounts import read_rupiah
from shelter_admin.domain.departures.handing import HANDED_NAMES, HandedKind, Item
from shelter_admin.domain.departures.steps import DepartureFile
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import number, rupiah, short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.departures.handing import HandOverThings, PayOutSavings, RecordSaving
from shelter_admin.operations.desk import Command, Done
from ui.departures.items import ItemsField
from ui.kit.asking import FormSheet
from ui.kit.fields import DayField
from ui.kit.form import ChoiceField, Field, Form, TextField
from ui.kit.frontdesk import FrontDesk

WIDE: Final = 860
TITLES: Final = {
    HandedKind.TOOLS: N_("Hand over tools"),
    HandedKind.PAPERS: N_("Hand over papers"),
    HandedKind.CERTIFICATE: N_("Hand over a certificate"),
    HandedKind.SAVINGS: N_("Pay out savings"),
}
PROPOSED: Final = {HandedKind.PAPERS: N_("KTP, KK, letter of termination"), HandedKind.CERTIFICATE: N_("Certificate")}


class HandingSheet(FormSheet):
    """What every handing over asks: who takes it, who gives it, who saw it. ``made`` is told the receipt's id."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, file: DepartureFile, kind: HandedKind, made: Callable[[str], None]
    ) -> None:
        line = file.line
        told = _("{name} · {number}. The receipt to be signed is shown once this is saved.")
        super().__init__(
            front, owner, _(TITLES[kind]), told.format(name=line.name, number=line.number), _("Save and print")
        )
        self._file = file
        self._kind = kind
        self._made = made
        self.on_day = DayField("on_day", _("Day"))
        self.on_day.set_value(front.desk.today)
        self.received_by = TextField("received_by", _("Received by"))
        self.received_by.set_value(line.name)
        self.given_by = TextField("given_by", _("Handed over by"))
        self.given_by.set_value(front.staff.full_name or front.staff.user)
        self.witness = TextField("witness", _("Witness"))
        self.note = TextField("note", _("Note"))
        self.form = Form([*self.own_fields(), *self._who()], self.explained)
        self.body.addWidget(self.form)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.grow)  # a list in a dialog needs more than Qt's two thirds of a small screen

    def own_fields(self) -> list[Field | list[Field]]:
        """What this kind asks besides."""
        return []

    def _who(self) -> list[Field | list[Field]]:
        return [[self.on_day, self.received_by], [self.given_by, self.witness], self.note]

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            act = self.act(
                received_by=self.received_by.value(),
                given_by=self.given_by.value(),
                witness=self.witness.value(),
                note=self.note.value(),
                on_day=self.on_day.day(self.front.desk.today),
            )
        except Refused as failure:
            self.refuse(failure)
            return
        self.front.do(act, self, self._saved, self.refuse)

    @abstractmethod
    def act(self, **who: Any) -> Command[str]:
        """The act of what was typed."""

    def _saved(self, done: Done[str]) -> None:
        self.accept()
        self._made(done.outcome)


class ThingsSheet(HandingSheet):
    """Tools, papers or the certificate; the tools of the programme are written into the list at once."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, file: DepartureFile, kind: HandedKind, made: Callable[[str], None]
    ) -> None:
        self.items = ItemsField(_(HANDED_NAMES[kind]).capitalize(), noted=True)
        kits = file.kits if kind is HandedKind.TOOLS else ()
        choices = [(key, kit.program) for key, kit in kits]
        self.program = ChoiceField("enrolment_id", _("Programme"), [*choices, (None, "—")])
        super().__init__(front, owner, file, kind, made)
        self.setMinimumWidth(WIDE)
        self.program.setVisible(bool(kits))
        self.program.changed.connect(self._propose)
        self._propose()
        self.items.lines[0].name.setFocus()

    @override
    def own_fields(self) -> list[Field | list[Field]]:
        return [self.program, self.items]

    def _propose(self) -> None:
        """Write the tools of the chosen programme into the list, or what is usual for this kind."""
        kits = dict(self._file.kits)
        chosen = self.program.value()
        if self._kind is HandedKind.TOOLS and chosen in kits:
            self.items.set_value(kits[chosen].items)
        else:
            words = _(PROPOSED[self._kind]) if self._kind in PROPOSED else ""
            names = [part.strip() for part in words.split(",")] if words else [""]
            self.items.set_value([Item(name) for name in names])

    @override
    def act(self, **who: Any) -> Command[str]:
        return HandOverThings(
            person_id=self._file.line.person_id,
            kind=self._kind,
            items=self.items.value(),
            enrolment_id=self.program.value() if self._kind is HandedKind.TOOLS else None,
            **who,
        )


class PayOutSheet(HandingSheet):
    """Savings: everything that is there is proposed."""

    def __init__(self, front: FrontDesk, owner: QWidget, file: DepartureFile, made: Callable[[str], None]) -> None:
        told = _("There is {amount}").format(amount=rupiah(file.balance))
        self.amount = TextField("amount", _("Sum (Rp)"), hint=told)
        super().__init__(front, owner, file, HandedKind.SAVINGS, made)
        self.amount.set_value(number(file.balance))
        self.amount.setFocus()

    @override
    def own_fields(self) -> list[Field | list[Field]]:
        return [self.amount]

    @override
    def act(self, **who: Any) -> Command[str]:
        amount = read_rupiah(self.amount.value(), "amount")
        return PayOutSavings(person_id=self._file.line.person_id, amount=amount, **who)


class SavingSheet(FormSheet):
    """Put money aside, or take some out; what is there is said beside it."""

    def __init__(self, front: FrontDesk, owner: QWidget, file: DepartureFile, *, out: bool) -> None:
        title = _("Take out of the savings") if out else _("Put money aside")
        told = _("{name}. There is {amount}.").format(name=file.line.name, amount=rupiah(file.balance))
        super().__init__(front, owner, title, told, _("Write down"))
        self._file = file
        self._out = out
        self.amount = TextField("amount", _("Sum (Rp)"), placeholder="50.000")
        self.on_day = DayField("on_day", _("Day"))
        self.on_day.set_value(short_date(front.desk.today))
        self.note = TextField("note", _("Note"), placeholder=_("wage of the workshop, gift"))
        self.form = Form([[self.amount, self.on_day], self.note], self.explained)
        self.body.addWidget(self.form)
        self.amount.setFocus()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            amount = read_rupiah(self.amount.value(), "amount")
            day = self.on_day.day(self.front.desk.today)
        except Refused as failure:
            self.refuse(failure)
            return
        signed = -amount if self._out else amount
        act = RecordSaving(self._file.line.person_id, signed, day, self.note.value())
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)
