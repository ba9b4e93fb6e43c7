"""The dialog that fills an instrument, or goes on with a filled one: question after question from the keyboard.

What is typed is kept as a draft while it rests, and comes back when the same instrument of the same person is opened
again; it goes once it is saved or thrown away.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.cases.files import OpenedAssessment
from shelter_admin.domain.cases.instruments import (
    OCCASION_NAMES,
    Answer,
    Instrument,
    Need,
    Occasion,
    Result,
    read_answers,
    weigh,
)
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.assessing import (
    ChangeAssessment,
    ChangeHealthAssessment,
    WriteAssessment,
    WriteHealthAssessment,
    as_shown,
)
from shelter_admin.operations.editing import Seen
from ui.cases.picture import BeforeAndNow
from ui.cases.questions import QuestionList
from ui.kit.asking import FormSheet, typed_day
from ui.kit.drafts import OwnDrafts
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, Pill, ShortLabel, button, label, row, scrolled

FORM: Final = "assessment"
WIDE: Final = 820
HIGH: Final = 690
LEAST_QUESTIONS: Final = 150
COMPARED_HIGH: Final = 140
WRITE: Final = {Need.CASES: WriteAssessment, Need.HEALTH: WriteHealthAssessment}
CHANGE: Final = {Need.CASES: ChangeAssessment, Need.HEALTH: ChangeHealthAssessment}


@dataclass(frozen=True)
class ToFill:
    """Whom an instrument is filled for, on what occasion; ``opened`` where one is gone on with."""

    person_id: str
    name: str
    instrument: Instrument
    occasion: Occasion
    opened: OpenedAssessment | None = None
    writable: bool = True


def result_in_words(instrument: Instrument, result: Result) -> tuple[str, str]:
    """What the answers come to so far, and the look of it."""
    if result.score is not None:
        most = number(instrument.bounds[1])
        told = _("Score {score} of {most}").format(score=number(result.score), most=most)
        return (f"{told} · {result.band.words}", result.band.tone.value) if result.band else (told, "info")
    if result.complete:
        return "✓ " + _("complete"), "ok"
    told = _("not complete: {answered} of {asked} answered")
    return told.format(answered=number(result.answered), asked=number(result.asked)), "neutral"


class FillSheet(FormSheet):
    """Occasion and day above, the questions, the score as it grows, a note."""

    def __init__(self, front: FrontDesk, owner: QWidget, fill: ToFill) -> None:
        super().__init__(front, owner, fill.instrument.name, fill.name, _("Save"))
        self.setMinimumWidth(WIDE)
        self.fill = fill
        self._saved = False
        self._key = f"{fill.person_id}:{fill.instrument.code}:{self._assessment_id}"
        self.drafts = OwnDrafts(front, FORM, self)
        occasions = [(one, _(words)) for one, words in OCCASION_NAMES.items()]
        self.occasion = ChoiceField("occasion", _("Occasion"), occasions)
        self.day = TextField("on_day", _("Day of the assessment"), placeholder=_("today"))
        self.note = NoteField("note", _("Note"), lines=1)
        self.form = Form([[self.occasion, self.day]], self.explained)
        self.questions = QuestionList(fill.instrument)
        self.area = scrolled(self.questions)
        self.area.setMinimumHeight(LEAST_QUESTIONS)
        self.score = Pill("")
        self._make_draft_line()
        self._lay_out()
        self._load()
        self.form.fields["note"] = self.note
        self.questions.changed.connect(self._changed)
        self.note.changed.connect(self._changed)
        self.questions.ended.connect(lambda: self.note.editor.setFocus(Qt.FocusReason.OtherFocusReason))
        self.questions.moved.connect(lambda made: self.area.ensureWidgetVisible(made, 0, 60))
        self.note.entered.connect(self.save)
        if fill.writable:
            self.drafts.read(self._take_draft)
        else:
            self._only_read()

    @property
    def _assessment_id(self) -> str:
        return self.fill.opened.assessment.line.assessment_id if self.fill.opened else ""

    def _make_draft_line(self) -> None:
        self.draft = Banner("info", _("This goes on from a draft that was not saved."))
        self.draft.row.addWidget(button(_("Throw the draft away"), self.throw_away, kind="link"))
        self.draft.hide()

    def _lay_out(self) -> None:
        self.body.addWidget(self.form)
        self.body.addWidget(self.draft)
        if self.fill.instrument.intro:
            self.body.addWidget(label(self.fill.instrument.intro, "muted", wrap=True))
        if self.fill.opened is not None and self.fill.opened.compared:
            self.body.addWidget(self._compared(self.fill.opened))
        self.body.addWidget(self.area, 1)
        keys = _("1–9 choose · Enter and ↓ go on · ↑ back · Backspace clears · Ctrl+Enter in the note saves")
        self.body.addLayout(row(self.score, None, label(keys, "small")))
        self.body.addWidget(self.note)
        self.body.addWidget(ShortLabel(self.fill.instrument.source, "small"))

    def _compared(self, opened: OpenedAssessment) -> QWidget:
        """The first assessment beside this one, question by question."""
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        day = short_date(opened.first_on) if opened.first_on else ""
        column.addWidget(label(_("○ {first} beside ● this one").format(first=day), "small"))
        self.picture = BeforeAndNow()
        self.picture.show_compared(opened.compared)
        column.addWidget(self.picture)
        column.addStretch(1)
        area = scrolled(inner)
        area.setFixedHeight(COMPARED_HIGH)
        return area

    def _load(self) -> None:
        opened = self.fill.opened
        self.occasion.set_value(self.fill.occasion)
        if opened is not None:
            line = opened.assessment.line
            self.occasion.set_value(line.occasion)
            self.day.set_value(short_date(line.on_day))
            self.note.set_value(opened.assessment.note)
            self.questions.load(opened.assessment.answers)
        self._show_result()

    def _only_read(self) -> None:
        for part in (self.form, self.questions, self.note):
            part.setEnabled(False)
        for offered in self.buttons.buttons():
            offered.setVisible(self.buttons.buttonRole(offered) is self.buttons.ButtonRole.RejectRole)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.resize(max(self.width(), WIDE), HIGH)
        self.questions.begin()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._saved:
            self.drafts.keep()

    def _take_draft(self) -> None:
        kept = self.drafts.of(self._key)
        if isinstance(kept, dict):
            self.questions.load(kept.get("answers") or {})
            self.note.set_value(kept.get("note") or "")
            self.draft.show()
            self._show_result()

    def throw_away(self) -> None:
        """Begin anew, or from what was saved."""
        self.drafts.drop(self._key)
        self.questions.load({})
        self.note.set_value("")
        self._load()
        self.draft.hide()
        self.questions.begin()

    def _changed(self) -> None:
        answers = {code: value for code, value in self.questions.values().items() if value is not None}
        self.drafts.write(self._key, {"answers": answers, "note": self.note.value()})
        self._show_result()

    def _show_result(self) -> None:
        """What can be read of the answers so far; a number out of bounds counts once it is put right."""
        read: dict[str, Answer] = {}
        for code, value in self.questions.values().items():
            with suppress(Refused):
                read |= read_answers(self.fill.instrument, {code: value})
        self.score.say(*result_in_words(self.fill.instrument, weigh(self.fill.instrument, read)))

    @override
    def save(self) -> None:
        if not self.fill.writable:
            return
        self.form.clear_errors()
        for made in self.questions.rows.values():
            made.say_wrong("")
        try:
            command = self._command()
        except Refused as failure:
            self.refuse(failure)
            return
        self.front.do(command, self, lambda _done: self._is_saved(), self.refuse)

    def _command(self) -> Any:
        today, fill = self.front.desk.today, self.fill
        typed = typed_day(self.day.value(), today, "on_day", empty=today)
        answers, note = self.questions.values(), self.note.value()
        if fill.opened is None:
            write = WRITE[fill.instrument.needs]
            return write(fill.person_id, fill.instrument.code, self.occasion.value(), answers, typed, note)
        line = fill.opened.assessment.line
        day = line.on_day if self.day.value().strip() == short_date(line.on_day) else typed
        change = CHANGE[fill.instrument.needs]
        return change(
            line.assessment_id,
            self.occasion.value(),
            day or today,
            answers,
            note,
            seen=Seen(as_shown(fill.opened.assessment)),
        )

    def _is_saved(self) -> None:
        self._saved = True
        self.drafts.drop(self._key)
        self.accept()

    @override
    def refuse(self, failure: Failure) -> bool:
        """Say a refusal beside the question it names, else beside its field."""
        made = self.questions.rows.get(failure.field or "")
        if made is None:
            return super().refuse(failure)
        made.say_wrong(self.explained(failure))
        self.area.ensureWidgetVisible(made, 0, 60)
        return True
