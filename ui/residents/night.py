"""Taking somebody in at night: a name, a bed, done. The office completes it in the morning."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import NAMELESS, name_or_nameless
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedChoice, BedsFor
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import Admitted, QuickIntake
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, button, label, row
from ui.residents.beside import PhotoChosen


def sex_choices() -> list[tuple[Sex, str]]:
    """Male, female, not known yet."""
    return [(Sex.UNKNOWN, _("not known yet")), (Sex.MALE, _("L · male")), (Sex.FEMALE, _("P · female"))]


def bed_choices(choices: tuple[BedChoice, ...]) -> list[tuple[str, str]]:
    """The free beds, those that do not fit marked as such."""
    made = [("", _("— no bed yet —"))]
    for choice in choices:
        misfit = " · ▲ " + _("meant for others") if choice.against else ""
        made.append((choice.bed.bed_id, f"{choice.bed.address}{misfit}"))
    return made


class Admitting(Protocol):
    """A page on which somebody is admitted: by night the short way, by day the full one."""

    front: FrontDesk

    def begin_intake(self) -> None:
        """Open the full intake."""

    def begin_night(self) -> None:
        """Open the short intake."""


def begin_new(page: Admitting) -> None:
    """Ctrl+N: the short intake while the night shift is on, the full one by day, as far as somebody may."""
    front = page.front
    if front.may(Right.QUICK_INTAKE) and (front.panti.is_night(front.now) or not front.may(Right.INTAKE)):
        page.begin_night()
    elif front.may(Right.INTAKE):
        page.begin_intake()


class NightView(QWidget):
    """Four fields and one button."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.name = TextField("full_name", _("Name"), hint=_("Leave it empty when nobody knows: “Tanpa Nama”."))
        self.sex = ChoiceField("sex", _("Sex"), sex_choices())
        self.bed = ChoiceField("bed_id", _("Bed"), [("", _("— no bed yet —"))])
        self.features = NoteField("features", _("Features, when the name is not known"), lines=2)
        self.despite = TextField("despite", _("Why in a room meant for others"))
        self.place = TextField("found_place", _("Found where"), placeholder=_("Market, bridge, ward …"))
        self.by = TextField("found_by", _("Found by"), placeholder=_("Satpol PP, police, a citizen …"))
        self.form = Form([self.name, [self.sex, self.bed], self.features, [self.place, self.by], self.despite], explain)
        self.photo = PhotoChosen(front)
        self.name.changed.connect(self._show_found)
        self.despite.hide()
        self.sex.changed.connect(self._ask_beds)
        card = Card(_("Take in at night"))
        card.setMaximumWidth(640)
        card.add(label(_("Name and bed are enough. The office completes the rest in the morning."), "muted", wrap=True))
        card.add(self.form)
        self.photo.setMaximumWidth(640)
        self.take_button = button(_("Take in"), self._take, kind="primary", icon="check")
        card.add(row(button(_("Cancel"), self.closed.emit), None, self.take_button))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addWidget(self.photo)
        column.addStretch(1)

    def begin(self) -> None:
        """Go on with what was typed; ask which beds are free."""
        self._ask_beds()
        self._show_found()
        self.name.setFocus()

    def _show_found(self) -> None:
        """Where somebody was found, and a photo, are asked of who has no name."""
        nameless = name_or_nameless(self.name.value()) == NAMELESS
        for part in (self.place, self.by, self.photo):
            part.setVisible(nameless)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes somebody in from any line or list of the form; in the box of several lines it is a new line."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take()
        else:
            super().keyPressEvent(event)

    def _ask_beds(self) -> None:
        sex = self.sex.value()
        self._front.ask(BedsFor(sex=sex.value or None), self, lambda found: self.bed.offer(bed_choices(found)))

    def _take(self) -> None:
        values = self.form.values()
        command = QuickIntake(
            full_name=values["full_name"],
            sex=values["sex"],
            features=values["features"],
            found_place=values["found_place"],
            found_by=values["found_by"],
            photo=self.photo.content,
            bed_id=values["bed_id"] or None,
            despite=values["despite"],
        )
        self._front.do(command, self, self._done, self._refused)

    def _refused(self, failure: object) -> bool:
        from shelter_admin.domain.errors import Failure

        if not isinstance(failure, Failure):
            return False
        if failure.field == "photo":
            return self.photo.say(failure)
        if failure.field == "despite":
            self.despite.show()
        return self.form.refused(failure)

    def _done(self, done: Done[Admitted]) -> None:
        self.form.load({"full_name": "", "sex": Sex.UNKNOWN, "features": "", "despite": "", "bed_id": ""})
        self.form.load({"found_place": "", "found_by": ""})
        self.photo.show_none()
        self.form.clear_errors()
        self.despite.hide()
        self.taken.emit(done.outcome.person_id)
