"""Writing down how a criterion stands: met, not yet or not applicable, with its day, a note and the paper behind it."""

from __future__ import annotations

from datetime import date
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.documents import DOCUMENT_KIND_NAMES, DocumentKind
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.readiness import BY_HAND, CRITERION_NAMES, STATE_NAMES, Check, Criterion, State, name_of
from shelter_admin.domain.readiness_path import PathToIndependence
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.readiness import Proof, ProofsOf, RecordCheck
from shelter_admin.operations.readiness.recording import NOTHING_KNOWN, as_shown
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk

STATES: Final = (State.MET, State.NOT_MET, State.NOT_APPLICABLE)
NOTES: Final = {
    Criterion.RECEPTION: N_("Who takes them in?"),
    Criterion.CASE_CONFERENCE: N_("What is recommended?"),
    Criterion.PLAN: N_("What will they do after leaving?"),
}
USUAL_NOTE: Final = N_("Note")
USUAL_HINT: Final = N_("Who does not need it says why: without a reason nothing is left out")
HINTS: Final = {
    Criterion.RECEPTION: N_("Who takes them in, where, and whether the place was visited"),
    Criterion.CASE_CONFERENCE: N_("What the case conference recommends"),
}


class RecordSheet(Sheet):
    """One check as it stands today; what was written before is shown and can be changed.

    What follows from elsewhere can only be said not to apply to this person, with the reason.
    """

    def __init__(
        self,
        front: FrontDesk,
        owner: QWidget,
        path: PathToIndependence,
        criterion: Criterion,
        check: Check | None = None,
    ) -> None:
        called = name_of(check) if check is not None else _(CRITERION_NAMES[criterion])
        super().__init__(called, path.name, sign=("pencil", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._front, self._person_id, self._criterion = front, path.person_id, criterion
        self._key = check.key if check is not None else ""
        code = check.code if check is not None else criterion.value
        self.state = ChoiceField("state", _("How it stands"), _choices(criterion))
        today = short_date(front.panti.day_of(front.now))
        self.day = TextField("on_day", _("Day"), hint=_("Empty means today, {day}").format(day=today))
        self.note = NoteField(
            "note", _(NOTES.get(criterion, USUAL_NOTE)), hint=_(HINTS.get(criterion, USUAL_HINT)), lines=3
        )
        self.proof = ChoiceField("document_id", _("Proof"), [("", _("no paper"))])
        self.form = Form([[self.state, self.day], self.note, self.proof], explain)
        self.proof.setVisible(criterion in BY_HAND)
        self.note.entered.connect(self.save)
        self.body.addWidget(self.form)
        self.offer(_("Write down"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        before = next((one for one in path.written if (one.code or one.criterion.value) == code), None)
        self._seen, self._held = Seen(NOTHING_KNOWN), ""
        if before is not None:
            self._seen = Seen(as_shown(before.state, before.on_day, before.note or "", before.document_id))
            self._held = before.document_id or ""
            self.form.load({"state": before.state, "on_day": short_date(before.on_day), "note": before.note})
        self.state.setFocus()
        if criterion in BY_HAND:
            front.ask(ProofsOf(path.person_id), self, self._offer_proofs)

    def _offer_proofs(self, proofs: tuple[Proof, ...]) -> None:
        """Offer the papers of the file, the one that proves it already chosen."""
        self.proof.offer([("", _("no paper")), *((one.document_id, _called(one)) for one in proofs)])
        if not self.proof.value():
            self.proof.set_value(self._held)

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
        command = RecordCheck(
            self._person_id,
            self._criterion,
            self.state.value(),
            day,
            note,
            self.proof.value() or None,
            self._key,
            seen=self._seen,
        )
        self._front.do(command, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.form.refused(failure)
        QTimer.singleShot(0, self, self.adjustSize)
        return True


def _choices(criterion: Criterion) -> list[tuple[State | None, str]]:
    states = STATES if criterion in BY_HAND else (State.NOT_APPLICABLE, State.UNKNOWN)
    words = {one: _(STATE_NAMES[one]) for one in states}
    if State.UNKNOWN in words:
        words[State.UNKNOWN] = _("applies after all")
    return [(None, _("– choose –")), *words.items()]


def _called(one: Proof) -> str:
    """A paper by its title or kind, with its day."""
    kind = _(DOCUMENT_KIND_NAMES[DocumentKind(one.kind)]) if one.kind in set(DocumentKind) else one.kind
    day = short_date(one.dated_on) if one.dated_on is not None else ""
    return " · ".join(part for part in (one.title or kind, day) if part)


def typed_day(text: str, today: date, field: str) -> date:
    """The day somebody typed, today where nothing was; raises Refused ``day_unclear``."""
    if not text.strip():
        return today
    day = read_date(text, About.EVENT, today).when.as_day
    if day is None:
        raise Refused("day_unclear", field=field)
    return day
