"""Dialogs for requests about personal data: write one down, answer it, print the copy, freeze somebody's details."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.requests import (
    ASKER_NAMES,
    GROUND_NAMES,
    REFUSAL_NAMES,
    REQUEST_KIND_NAMES,
    Asker,
    DataRequest,
    Outcome,
    RequestKind,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.privacy.limiting import LimitData
from shelter_admin.operations.privacy.my_data import PrintMyData
from shelter_admin.operations.privacy.requests import AnswerRequest, RecordRequest
from ui.kit.asking import FormSheet, PersonField, typed_moment
from ui.kit.form import ChoiceField, Form, NoteField, TextField, TickField
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import label


class RecordRequestSheet(FormSheet):
    """Write down what somebody asks about their data; the 3 × 24 hours run from the moment it came."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _("The answer is due 3 × 24 hours after it came (UU 27/2022).")
        super().__init__(front, owner, _("New request"), told, _("Write down"))
        self.who = PersonField(front, _("Whose data"))
        self.kind = ChoiceField("kind", _("What is asked"), [(one, _(REQUEST_KIND_NAMES[one])) for one in RequestKind])
        self.asker = ChoiceField("asker", _("Who asks"), [(one, _(ASKER_NAMES[one])) for one in Asker])
        self.asker_name = TextField("asker_name", _("Name of who asks"))
        self.received = TextField("received_at", _("Came on"), hint=_("Empty means now; 21-11-2026 09.30"))
        self.said = NoteField("words", _("In the words of who asks"), lines=3)
        self.form = Form(
            [self.who, [self.kind, self.received], [self.asker, self.asker_name], self.said], self.explained
        )
        self.body.addWidget(self.form)
        self.asker.changed.connect(self._look)
        self._look()
        self.who.setFocus()

    @override
    def save(self) -> None:
        """Write the request down."""
        self.form.clear_errors()
        try:
            person_id = self.who.person()
            received = typed_moment(self.received.value(), self.front.panti, self.front.now, "received_at")
        except Refused as failure:
            self.refuse(failure)
            return
        name = self.asker_name.value() if self.asker.value() is not Asker.SELF else ""
        command = RecordRequest(
            person_id,
            self.kind.value(),
            self.asker.value(),
            name,
            self.said.value(),
            received if self.received.value().strip() else None,
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    def _look(self) -> None:
        self.asker_name.setEnabled(self.asker.value() is not Asker.SELF)


class AnswerSheet(FormSheet):
    """Grant or refuse a request; the answer stays as it is."""

    def __init__(self, front: FrontDesk, owner: QWidget, request: DataRequest) -> None:
        told = f"{request.name} · {_(REQUEST_KIND_NAMES[request.kind])}"
        super().__init__(front, owner, _("Answer a request"), told, _("Answer"))
        self._request = request
        if request.words:
            self.body.addWidget(label(f"“{request.words}”", "muted", wrap=True))
        self.outcome = ChoiceField(
            "outcome", _("Outcome"), [(Outcome.GRANTED, _("Grant it")), (Outcome.REFUSED, _("Refuse it"))]
        )
        reasons = [(None, _("— choose —")), *((one, _(words)) for one, words in REFUSAL_NAMES.items())]
        self.refusal = ChoiceField("refusal", _("Why it is refused"), reasons)
        self.answer = NoteField("answer", _("The answer in words"), hint=_HINTS[request.kind](), lines=3)
        self.form = Form([self.outcome, self.refusal, self.answer], self.explained)
        self.body.addWidget(self.form)
        self.outcome.changed.connect(self._look)
        self._look()

    @override
    def save(self) -> None:
        """Answer it."""
        self.form.clear_errors()
        command = AnswerRequest(
            self._request.request_id, self.outcome.value(), self.refusal.value(), self.answer.value().strip()
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    def _look(self) -> None:
        self.refusal.setVisible(self.outcome.value() is Outcome.REFUSED)
        QTimer.singleShot(0, self, self.adjustSize)


_HINTS = {
    RequestKind.ACCESS: lambda: _("Print the copy first and hand it over; then answer here."),
    RequestKind.CORRECTION: lambda: _("Put it right in the file first, then say here what was changed."),
    RequestKind.LIMITATION: lambda: _("Granting freezes the details of the resident at once."),
    RequestKind.ERASURE: lambda: _("What the schedule of retention asks to keep is kept until its term."),
}


class CopySheet(FormSheet):
    """Print everything held about one person, with or without what staff wrote in their own words."""

    def __init__(self, front: FrontDesk, owner: QWidget, person_id: str, name: str) -> None:
        told = _("Everything kept about {name}, and who looked at it. Printing it is written in the log.")
        super().__init__(front, owner, _("Copy of the data"), told.format(name=name), _("Look and print"))
        self._person_id = person_id
        self.notes = TickField(
            "with_notes",
            _("With the notes of staff"),
            hint=_("Notes may hold the data of others or harm somebody: read them first (article 33)."),
        )
        self.form = Form([self.notes], self.explained)
        self.body.addWidget(self.form)

    @override
    def save(self) -> None:
        """Print it."""
        self.front.ask(PrintMyData(self._person_id, self.notes.value()), self, self._show)

    def _show(self, paper: Document) -> None:
        owner = self.parentWidget()
        self.accept()
        show_paper(owner, paper)


class LimitSheet(FormSheet):
    """Freeze somebody's details."""

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _(
            "Only the head, the social workers and the health officer still see the name; others see the own number on "
            "lists of duty, and nothing else. Exports with names leave the person out."
        )
        super().__init__(front, owner, _("Freeze somebody's details"), told, _("Freeze"))
        self.who = PersonField(front, _("Whose data"))
        self.ground = ChoiceField("ground", _("Why"), [(one, _(words)) for one, words in GROUND_NAMES.items()])
        self.note = NoteField("note", _("Note"), lines=2)
        self.form = Form([self.who, self.ground, self.note], self.explained)
        self.body.addWidget(self.form)
        self.who.setFocus()

    @override
    def save(self) -> None:
        """Freeze them."""
        self.form.clear_errors()
        try:
            person_id = self.who.person()
        except Refused as failure:
            self.refuse(failure)
            return
        command = LimitData(person_id, self.ground.value(), self.note.value().strip())
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)
