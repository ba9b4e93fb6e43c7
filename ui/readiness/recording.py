"""Writing down a place to go or a case conference: met, not yet or not applicable, with its day and a note."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.readiness import CRITERION_NAMES, STATE_NAMES, Criterion, State
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import RecordCheck
from shelter_admin.operations.readiness.recording import NOTHING_KNOWN, as_shown
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk

STATES: Final = (State.MET, State.NOT_MET, State.NOT_APPLICABLE)
NOTES: Final = {
    Criterion.RECEPTION: N_("Who takes them in?"),
    Criterion.CASE_CONFERENCE: N_("What is recommended?"),
}
HINTS: Final = {
    Criterion.RECEPTION: N_("Who takes them in, where, and whether the place was visited"),
    Criterion.CASE_CONFERENCE: N_("What the case conference recommends"),
}


class RecordSheet(Sheet):
    """One check as it stands today; what was written before is shown and can be changed."""

    def __init__(self, front: FrontDesk, owner: QWidget, path: PathToIndependence, criterion: Criterion) -> None:
        super().__init__(_(CRITERION_NAMES[criterion]), path.name, sign=("pencil", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._front, self._person_id, self._criterion = front, path.person_id, criterion
        choices = [(None, _("– choose –")), *((one, _(STATE_NAMES[one])) for one in STATES)]
        self.state = ChoiceField("state", _("How it stands"), choices)
        today = short_date(front.panti.day_of(front.now))
        self.day = TextField("on_day", _("Day"), hint=_("Empty means today, {day}").format(day=today))
        self.note = NoteField("note", _(NOTES[criterion]), hint=_(HINTS[criterion]), lines=3)
        self.form = Form([[self.state, self.day], self.note], explain)
        self.note.entered.connect(self.save)
        self.body.addWidget(self.form)
        self.offer(_("Write down"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        before = next((one for one in path.written if one.criterion is criterion), None)
        self._seen = Seen(NOTHING_KNOWN)
        if before is not None:
            self._seen = Seen(as_shown(before.state, before.on_day, before.note or ""))
            self.form.load({"state": before.state, "on_day": short_date(before.on_day), "note": before.note})
        self.state.setFocus()

    def save(self) -> None:
        """Write it down; a refusal stays beside its field."""
        self.form.clear_errors()
        if self.state.value() is None:
            self._refused(Refused("state_not_chosen", field="state"))
            return
        try:
            day = typed_day(self.day.value(), self._front.panti.day_of(self._front.now), "on_day")
        except Refused as refusal:
            self._refused(refusal)
            return
        note = self.note.value().strip()
        command = RecordCheck(self._person_id, self._criterion, self.state.value(), day, note, seen=self._seen)
        self._front.do(command, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.adjustSize)
        return True


def typed_day(text: str, today: date, field: str) -> date:
    """The day somebody typed, today where nothing was; raises Refused ``day_unclear``."""
    if not text.strip():
        return today
    day = read_date(text, About.EVENT, today).when.as_day
    if day is None:
        raise Refused("day_unclear", field=field)
    return day
