"""The sheets of permission: ask for a leave pass, give a standing permission."""

from __future__ import annotations

from abc import abstractmethod
from datetime import UTC, date, time
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.leave_passes import PASS_KINDS, PassAsked, read_period
from shelter_admin.domain.presence import OUTING_NAMES, read_clock
from shelter_admin.domain.standing_permissions import (
    OUTSIDE_MEAL_NAMES,
    STANDING_NAMES,
    OutsideMeal,
    StandingKind,
)
from shelter_admin.domain.wording import DAYS, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.passes import AskLeave
from shelter_admin.operations.presence.standing import AllowStanding
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Field, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import row
from ui.presence.person_field import HousePersonField

WIDE: Final = 600
WORKING_DAYS: Final = "12345"
RULES: Final = ("leave_too_early", "leave_child_alone")
"""Refusals that a reason may go against; the head decides then."""


class PermissionSheet(Sheet):
    """A dialog about one person; it closes once the act is saved, and what was typed stays when it is refused."""

    def __init__(self, front: FrontDesk, owner: QWidget, title: str, told: str, yes: str) -> None:
        super().__init__(title, told, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDE)
        self.front = front
        self.form: Form
        self.who = HousePersonField(front)
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        QTimer.singleShot(0, self, self.fit)  # once its words are laid out over their lines

    def about(self, person_id: str, name: str) -> None:
        """Hold who it is about."""
        self.who.hold(person_id, name)

    @abstractmethod
    def give(self) -> None:
        """Give the act of this sheet; raises Refused where something cannot be read."""

    def save(self) -> None:
        """Give the act, or say what cannot be read."""
        self.form.clear_errors()
        try:
            self.give()
        except Refused as failure:
            self.refuse(failure)

    def refuse(self, failure: Failure) -> bool:
        """Say a refusal beside its field."""
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.fit)
        return True

    def fit(self) -> None:
        """Take the height that the fields and sentences need; Qt's own way stops at two thirds of the screen."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            wide = max(self.width(), WIDE)
            high = layout.totalHeightForWidth(wide) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
            self.resize(wide, high)

    def explained(self, failure: Failure) -> str:
        """The sentence of a refusal, on the panti's clock."""
        return explain(failure, self.front.panti)


class AskLeaveSheet(PermissionSheet):
    """From when until when, where to, with whom; against a rule only with the reason why."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _("Whoever may approve decides on it; the gate then knows by itself.")
        super().__init__(front, owner, _("Ask for a leave pass"), told, _("Ask"))
        hint = _("20.00, or with a day: 24-11 20.00")
        self.kind = ChoiceField("kind", _("Kind"), [(one, _(OUTING_NAMES[one])) for one in PASS_KINDS])
        self.leaves = TextField("from_at", _("Leaves"), placeholder=_("now"), hint=hint)
        self.back = TextField("until_at", _("Back at the latest"), placeholder="24-11 20.00", hint=hint)
        self.destination = TextField("destination", _("Destination"))
        self.purpose = TextField("purpose", _("Purpose"))
        self.companion = TextField("companion", _("Companion"), hint=_("who goes along; a child never goes alone"))
        self.phone = TextField("phone", _("Telephone"), hint=_("where they can be reached"))
        self.despite = TextField("despite", _("Why the rule should not hold (the head decides)"))
        self.despite.hide()
        self.form = Form(
            [
                self.who,
                self.kind,
                [self.leaves, self.back],
                [self.destination, self.purpose],
                [self.companion, self.phone],
                self.despite,
            ],
            self.explained,
        )
        self.body.addWidget(self.form)
        self.who.setFocus()

    @override
    def about(self, person_id: str, name: str) -> None:
        super().about(person_id, name)
        self.leaves.setFocus()

    @override
    def give(self) -> None:
        here = self.front.now.astimezone(self.front.panti.zone.offset)
        person_id = self.who.person()
        begins, ends = read_period(self.leaves.value(), self.back.value(), here)
        asked = PassAsked(
            self.kind.value(),
            begins.astimezone(UTC),
            ends.astimezone(UTC),
            self.destination.value(),
            self.purpose.value(),
            self.companion.value(),
            self.phone.value(),
        )
        command = AskLeave(person_id, asked, self.despite.value())
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    @override
    def refuse(self, failure: Failure) -> bool:
        if failure.code in RULES:
            self.despite.show()
        return super().refuse(failure)


class TicksField(Field):
    """Some of a few choices, each a box; the value is the keys that are ticked, in their order."""

    def __init__(self, name: str, words: str, choices: list[tuple[str, str]], ticked: str | tuple[str, ...]) -> None:
        self.boxes = {key: QCheckBox(said) for key, said in choices}
        holder = QWidget()
        holder.setProperty("clear", "true")
        line = row(*self.boxes.values(), None)
        line.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(line)
        super().__init__(name, words, holder)
        for key, box in self.boxes.items():
            box.setChecked(key in ticked)
            box.toggled.connect(lambda _on: self.changed.emit())
        holder.setFocusProxy(next(iter(self.boxes.values())))

    @override
    def value(self) -> tuple[str, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @override
    def set_value(self, value: Any) -> None:
        """Tick these without telling."""
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(key in value)
            box.blockSignals(False)


class StandingSheet(PermissionSheet):
    """Work or school outside: the place, the weekdays, the hours, the meals that are not eaten here."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _("The gate then writes place and return by itself.")
        super().__init__(front, owner, _("Standing permission"), told, _("Allow"))
        self.kind = ChoiceField("kind", _("For"), [(one, _(STANDING_NAMES[one])) for one in StandingKind])
        self.place = TextField("place", _("Place of work or school"), placeholder=_("workshop, school …"))
        days = [(str(at), _(day)) for at, day in enumerate(DAYS, start=1)]
        self.days = TicksField("weekdays", _("Weekdays"), days, WORKING_DAYS)
        self.leaves = TextField("leaves_at", _("Leaves"), placeholder="07.30")
        self.back = TextField("back_at", _("Back"), placeholder="17.00")
        self.first = TextField("from_day", _("From"))
        self.last = TextField("until_day", _("Until"), placeholder=_("until further notice"))
        meals = [(meal.value, _(OUTSIDE_MEAL_NAMES[meal])) for meal in OutsideMeal]
        self.meals = TicksField("meals_outside", _("Eats outside"), meals, ())
        self.note = TextField("note", _("Note"))
        self.form = Form(
            [
                self.who,
                [self.kind, self.place],
                self.days,
                [self.leaves, self.back, self.first, self.last],
                self.meals,
                self.note,
            ],
            self.explained,
        )
        self.first.set_value(short_date(front.panti.day_of(front.now)))
        self.body.addWidget(self.form)
        self.who.setFocus()

    @override
    def about(self, person_id: str, name: str) -> None:
        super().about(person_id, name)
        self.place.setFocus()

    @override
    def give(self) -> None:
        first = self._day(self.first)
        if first is None:
            raise Refused("day_unclear", field="from_day")
        command = AllowStanding(
            self.who.person(),
            self.kind.value(),
            "".join(self.days.value()),
            _clock(self.leaves),
            _clock(self.back),
            first,
            self._day(self.last),
            self.place.value(),
            tuple(OutsideMeal(meal) for meal in self.meals.value()),
            self.note.value(),
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    def _day(self, field: TextField) -> date | None:
        if not field.value().strip():
            return None
        day = read_date(field.value(), About.EVENT, self.front.panti.day_of(self.front.now)).when.as_day
        if day is None:
            raise Refused("day_unclear", field=field.name)
        return day


def _clock(field: TextField) -> time:
    try:
        return read_clock(field.value())
    except Refused as failure:
        raise Refused(failure.code, field=field.name) from failure
