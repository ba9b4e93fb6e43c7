"""Where to and until when: inline below the card, never a dialog."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.presence import GatePerson, OutingKind, read_return
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.explain import explain
from shelter_admin.operations.presence.gate import GoOut
from ui.kit.form import Form, TextField
from ui.kit.widgets import Chips, button, label, row


def going_out_of(person: GatePerson, destination: str, until: datetime | None) -> GoOut:
    """Going out as it was typed; where nothing was, as the pass or the standing permission says it."""
    letting = person.let_out
    if letting is None or destination or until is not None:
        return GoOut(person.person_id, destination, until)
    return GoOut(person.person_id, letting.destination, letting.until, letting.kind)


class GoingOut(QFrame):
    """Destination, return and kind of one outing. ``given`` comes with Enter, ``left`` with Esc."""

    given = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.person_id = ""
        self.outing_id = ""
        self.name = ""
        self.heading = label("", "strong", wrap=True)
        self.destination = TextField("destination", _("Where to"), placeholder=_("market, work, hospital …"))
        self.until = TextField("until", _("Back at"), placeholder="20.00", hint=_("20.00, or with a day: 24-11 20.00"))
        self.kinds = Chips(
            [
                (OutingKind.PERMISSION.value, p_("kind of outing", "Permission")),
                (OutingKind.LEAVE.value, p_("kind of outing", "Leave")),
                (OutingKind.DUTY.value, p_("kind of outing", "Agency")),
            ]
        )
        self.kinds.setAccessibleName(_("Kind of outing"))
        self.form = Form([self.destination, self.until], explain)
        self.save = button(_("Write out"), self.given.emit, kind="primary", tip=_("Enter"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self.heading)
        column.addWidget(self.kinds)
        column.addWidget(self.form)
        column.addLayout(row(self.save, button(_("Cancel"), self.left.emit, tip=_("Esc"))))
        self.hide()

    def ask(self, person: GatePerson, destination: str, until: str, panti: Panti) -> None:
        """Ask about somebody's going out; what lets them out stands there already."""
        self.person_id, self.outing_id, self.name = person.person_id, "", person.name
        letting = person.let_out
        if letting is not None and not destination and not until:
            back = letting.until.astimezone(panti.zone.offset)
            destination, until = letting.destination, f"{short_date(back.date())} {clock(back)}"
        self._begin(_("{name} goes out").format(name=person.name), destination, until, _("Write out"))
        if letting is not None:
            self.kinds.choose(letting.kind.value)
        self.destination.setVisible(True)
        self.kinds.setVisible(True)
        (self.until if destination else self.destination).setFocus()

    def ask_return(self, outing_id: str, name: str, until: str) -> None:
        """Ask anew when somebody outside is expected back."""
        self.person_id, self.outing_id, self.name = "", outing_id, name
        self._begin(_("When is {name} back?").format(name=name), "", until, _("Save"))
        self.destination.setVisible(False)
        self.kinds.setVisible(False)
        self.until.line.selectAll()
        self.until.setFocus()

    def _begin(self, heading: str, destination: str, until: str, words: str) -> None:
        self.heading.setText(heading)
        self.form.clear_errors()
        self.form.load({"destination": destination, "until": until})
        self.kinds.choose(OutingKind.PERMISSION.value)
        self.save.setText(words)
        self.show()

    @property
    def kind(self) -> OutingKind:
        """The kind of outing chosen."""
        return OutingKind(self.kinds.key())

    def until_from(self, here: datetime) -> datetime | None:
        """The return as an instant of the panti's zone; raises Refused."""
        return read_return(self.until.value(), here) if self.until.value().strip() else None

    def refused(self, failure: Failure) -> bool:
        """Say it beside the field; nobody named stays unsaid."""
        return isinstance(failure, Refused) and self.form.refused(failure)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
