"""Dialogs of the waiting list: offer a bed, decline, withdraw, take in, note a requirement."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.waiting_list import (
    DECLINED_BY_NAMES,
    NEED_NAMES,
    Applicant,
    DeclinedBy,
    Need,
    RequirementLine,
)
from shelter_admin.domain.waiting_requirements import (
    REQUIREMENT_NAMES,
    REQUIREMENT_STATE_NAMES,
    RequirementState,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedChoice, BedsFor
from shelter_admin.operations.desk import Command, Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.intake.admitting import AdmitApplicant
from shelter_admin.operations.intake.applicants import SetRequirement
from shelter_admin.operations.intake.offering import DeclineApplicant, OfferBed, WithdrawApplicant
from shelter_admin.operations.residents.intake import Admitted
from ui.intake.fields import DayField
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Field, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk

LEAST_WIDTH: Final = 520
USUAL_OFFER: Final = 3


class IntakeSheet(Sheet):
    """A dialog with one form; it closes only once the act is saved, and what was typed stays when it is refused."""

    def __init__(self, front: FrontDesk, owner: QWidget, titles: tuple[str, str, str]) -> None:
        title, told, yes = titles
        super().__init__(title, told, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(LEAST_WIDTH)
        self.front = front
        self.form = Form(self.fields(), lambda failure: explain(failure, front.panti))
        self.body.addWidget(self.form)
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        next(iter(self.form.fields.values())).setFocus()
        for field in self.form.fields.values():
            if isinstance(field, BedField):
                field.said.connect(self.fit)
        self.fit()

    @abstractmethod
    def fields(self) -> list[Field | list[Field]]:
        """The fields of the form."""

    @abstractmethod
    def act(self) -> Command[Any]:
        """The act of what was typed; raises Refused beside a field that cannot be read."""

    def saved(self, done: Done[Any]) -> None:
        """Close, as it is saved."""
        del done
        self.accept()

    def save(self) -> None:
        """Give the act."""
        self.form.clear_errors()
        try:
            act = self.act()
        except Refused as failure:
            self.refuse(failure)
            return
        self.front.do(act, self, self.saved, self.refuse)

    def refuse(self, failure: Failure) -> bool:
        """Say a refusal beside its field."""
        if failure.field == "despite":
            self.form.fields["despite"].show()
        self.form.refused(failure)
        self.fit()
        return True

    def fit(self) -> None:
        """Give the words all the room they need, once they are laid out."""
        QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """As high as the words need at this width; Qt by itself stops at two thirds of a small screen."""
        layout, wide = self.layout(), max(self.width(), self.minimumWidth())
        if layout is not None:
            layout.activate()
            self.resize(wide, max(layout.totalHeightForWidth(wide), layout.totalSizeHint().height()))


def _needs_of(one: Applicant) -> str:
    if not one.needs:
        return ""
    return _("Needs: {needs}").format(needs=", ".join(_(NEED_NAMES[need]) for need in one.needs))


def beds_for(one: Applicant, today: date, night: date | None) -> BedsFor:
    """Which beds suit them best: sex, age, and what the place has to be like."""
    tags = tuple(need.value for need in one.needs if need is not Need.FAMILY)
    return BedsFor(
        sex=one.sex.value or None, night=night, age=one.age_on(today), tags=tags, applicant_id=one.applicant_id
    )


class BedField(ChoiceField):
    """A bed, the best first; below it stands what speaks for it and against it, which ``said`` tells the dialog."""

    said = Signal()

    def __init__(self, front: FrontDesk, none: str) -> None:
        self._front = front
        self._none = none
        self._reasons: dict[str, str] = {}
        super().__init__("bed_id", _("Bed"), [("", none)])
        self.changed.connect(self._say)

    def ask(self, query: BedsFor, *, also_none: bool, held: str = "") -> None:
        """Ask for the beds of a night; ``held`` is chosen where it is among them."""

        def got(found: tuple[BedChoice, ...]) -> None:
            self._reasons = {choice.bed.bed_id: choice.words() for choice in found}
            choices = [(choice.bed.bed_id, _address(choice)) for choice in found]
            nothing = [("", self._none)] if also_none or not choices else []
            self.offer([*choices, *nothing] if held in self._reasons else [*nothing, *choices])
            if held in self._reasons:
                self.set_value(held)
            self._say()

        self._front.ask(query, self, got)

    def _say(self) -> None:
        self.say_hint(self._reasons.get(self.value() or "", ""))
        self.said.emit()


def _address(choice: BedChoice) -> str:
    return f"{choice.bed.address} · ▲ " + _("meant for others") if choice.against else choice.bed.address


class OfferSheet(IntakeSheet):
    """Choose a bed and the last day it is kept."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Applicant) -> None:
        self._one = one
        titles = (_("Offer a bed to {name}").format(name=one.name), _needs_of(one), _("Keep the bed"))
        super().__init__(front, owner, titles)
        self.form.fields["despite"].hide()
        self._ask_beds()

    @override
    def fields(self) -> list[Field | list[Field]]:
        today = self.front.panti.day_of(self.front.now)
        self.bed = BedField(self.front, _("no bed is free on that night"))
        self.from_night = DayField("from_night", _("From the night of"), hint=_("Empty means tonight"))
        begins = max(self._one.wanted_from or today, today)
        if begins > today:
            self.from_night.set_value(begins)
        self.until = DayField("until", _("Kept until"), hint=_("Through this day; then the bed is free by itself"))
        self.until.set_value(begins + timedelta(days=USUAL_OFFER))
        self.from_night.line.editingFinished.connect(self._ask_beds)
        return [self.bed, [self.from_night, self.until], TextField("despite", _("Why in a room meant for others"))]

    def _ask_beds(self) -> None:
        try:
            night = self.from_night.day(self.front.panti.day_of(self.front.now))
        except Refused:
            return
        held = self.bed.value() or (self._one.offer.bed_id if self._one.offer is not None else "")
        query = beds_for(self._one, self.front.panti.day_of(self.front.now), night)
        self.bed.ask(query, also_none=False, held=held)

    @override
    def act(self) -> OfferBed:
        today = self.front.panti.day_of(self.front.now)
        return OfferBed(
            self._one.applicant_id,
            self.bed.value() or "",
            self.until.day(today),
            self.from_night.day(today),
            self.form.values()["despite"],
            self._one.offer.booking_id if self._one.offer is not None else "",
        )


class DeclineSheet(IntakeSheet):
    """Whose word it was, and why."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Applicant) -> None:
        self._one = one
        told = _("They leave the list; a bed kept for them is free again.")
        super().__init__(front, owner, (_("Decline: {name}").format(name=one.name), told, _("Write down")))

    @override
    def fields(self) -> list[Field | list[Field]]:
        by = [(one, _(words)) for one, words in DECLINED_BY_NAMES.items()]
        return [ChoiceField("by", _("Whose word"), by), NoteField("why", _("Why"), lines=3)]

    @override
    def act(self) -> DeclineApplicant:
        values = self.form.values()
        return DeclineApplicant(self._one.applicant_id, values["by"] or DeclinedBy.US, values["why"])


class WithdrawSheet(IntakeSheet):
    """Who asked took it back, or the place is not needed any more."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Applicant) -> None:
        self._one = one
        told = _("They leave the list; a bed kept for them is free again.")
        super().__init__(front, owner, (_("Withdrawn: {name}").format(name=one.name), told, _("Write down")))

    @override
    def fields(self) -> list[Field | list[Field]]:
        return [NoteField("why", _("Why, if it is known"), lines=3)]

    @override
    def act(self) -> WithdrawApplicant:
        return WithdrawApplicant(self._one.applicant_id, self.form.values()["why"])


class AdmitSheet(IntakeSheet):
    """The day and the bed; the rest is taken over from the application."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Applicant, taken: Callable[[Admitted], None]) -> None:
        self._one = one
        self._taken = taken
        told = _("What is written in the application goes into the file; the file opens to be completed.")
        if one.person_id:
            told = _("They come back under their old number {number}; their file goes on.").format(number=one.number)
        super().__init__(front, owner, (_("Take in: {name}").format(name=one.name), told, _("Take in")))
        self.form.fields["despite"].hide()
        if front.may(Right.SEE_BEDS):
            kept = one.offer.bed_id if one.offer is not None and not one.offer.over_on(self._night) else ""
            self.bed.ask(beds_for(one, front.panti.day_of(front.now), None), also_none=True, held=kept)

    @override
    def fields(self) -> list[Field | list[Field]]:
        self.day = DayField("admitted_on", _("Admitted on"), hint=_("Empty means today; 21-11-2026"))
        self.bed = BedField(self.front, _("— no bed yet —"))
        return [
            self.day,
            self.bed,
            TextField("despite", _("Why in a room meant for others")),
            NoteField("remark", _("Remark"), lines=2),
        ]

    @property
    def _night(self) -> date:
        return self.front.panti.night_of(self.front.now)

    @override
    def act(self) -> AdmitApplicant:
        values, today = self.form.values(), self.front.panti.day_of(self.front.now)
        return AdmitApplicant(
            applicant_id=self._one.applicant_id,
            admitted_on=self.day.day(today),
            bed_id=values["bed_id"] or None,
            without_bed=not values["bed_id"],
            despite=values["despite"],
            remark=values["remark"],
        )

    @override
    def saved(self, done: Done[Any]) -> None:
        super().saved(done)
        self._taken(done.outcome)


class RequirementSheet(IntakeSheet):
    """One requirement: how it stands, and a note of who arranges it."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Applicant, line: RequirementLine) -> None:
        self._one, self._line = one, line
        title = _(REQUIREMENT_NAMES[line.requirement])
        super().__init__(front, owner, (title, one.name, _("Save")))
        self.form.load({"state": line.state, "note": line.note})
        self.form.fields["note"].setFocus()

    @override
    def fields(self) -> list[Field | list[Field]]:
        states = [(one, _(REQUIREMENT_STATE_NAMES[one])) for one in RequirementState]
        note = TextField("note", _("Note"), hint=_("Number, date, or who arranges it"))
        note.line.returnPressed.connect(self.save)
        return [ChoiceField("state", _("How it stands"), states), note]

    @override
    def act(self) -> SetRequirement:
        values = self.form.values()
        return requirement_act(self._one, self._line, values["state"], values["note"])


def requirement_act(one: Applicant, line: RequirementLine, state: RequirementState, note: str) -> SetRequirement:
    """The act for one requirement, with what the list showed of it."""
    seen = Seen({"state": line.state if line.written else None, "note": line.note})
    return SetRequirement(
        applicant_id=one.applicant_id, requirement=line.requirement, state=state, note=note, seen=seen
    )
