"""Taking somebody in: four short steps, a draft that survives everything, a hint when they may be known already."""

from __future__ import annotations

from typing import Any, cast

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import NAMELESS, Draft, name_or_nameless
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedsFor
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import AdmitPerson, Admitted
from ui.kit.alerts import decide
from ui.kit.form import ChoiceField, Form, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, Card, button, label, row, scrolled
from ui.residents.beside import KnownAlready, PhotoChosen
from ui.residents.fields import (
    FOUND,
    arrival_fields,
    categories_typed,
    day_typed,
    found_fields,
    from_plain,
    paper_fields,
    plain,
    typed_identity,
    who_fields,
)
from ui.residents.intake_draft import FORM, IntakeDraft
from ui.residents.night import bed_choices
from ui.residents.sureness import add_sureness

ARRIVAL = 2
LIKE_MILLISECONDS = 350


class IntakeView(QWidget):
    """The four steps. ``taken`` names the new person, ``closed`` leaves with the draft kept."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._loaded = False
        self.steps = QStackedWidget()
        self.titles = [_("1 · Who"), _("2 · Origin and papers"), _("3 · Arrival"), _("4 · Bed")]
        self._sights = [label(title, "muted") for title in self.titles]
        self.bed = ChoiceField("bed_id", _("Bed"), [("", _("— no bed yet —"))])
        self.despite = TextField("despite", _("Why in a room meant for others"))
        self.forms = [
            Form(who_fields(), explain),
            Form(paper_fields(front, self), explain),
            Form([*arrival_fields(), *found_fields(front, self)], explain),
            Form([self.bed, self.despite], explain),
        ]
        self._origin = cast("SuggestField", self.forms[1].fields["origin"])
        self.draft = IntakeDraft(front, self.values, self)
        self.despite.hide()
        add_sureness(*self.forms)
        self.alike, self.photo = KnownAlready(front), PhotoChosen(front)
        for form in self.forms:
            self.steps.addWidget(scrolled(form))
            form.changed.connect(self._typed)
            for field in form.fields.values():
                if isinstance(field, TextField):
                    field.line.returnPressed.connect(self._next)
        self._lay_out()
        self._liking = QTimer(self, interval=LIKE_MILLISECONDS, singleShot=True)
        self._liking.timeout.connect(self._ask_alike)
        self._show_step(0)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(*self._sights, None, spacing=24))
        middle = QHBoxLayout()
        middle.setSpacing(16)
        card = Card()
        card.add(self.steps)
        self.back_button = button(_("Back"), lambda: self._show_step(max(0, self.steps.currentIndex() - 1)))
        self.next_button = button(_("Next"), self._next, kind="primary", icon="chevron-right")
        keep = button(_("Close, keep the draft"), self._leave, kind="link")
        drop = button(_("Begin anew"), self._begin_anew, kind="link")
        card.add(row(self.back_button, keep, drop, self.draft.words, None, self.next_button))
        middle.addWidget(card, 3)
        side = QVBoxLayout()
        side.addWidget(self.alike)
        side.addWidget(self.photo)
        side.addStretch(1)
        middle.addLayout(side, 2)
        column.addLayout(middle, 1)
        self.trouble = Banner("attention", "")
        self.trouble.hide()
        column.addWidget(self.trouble)

    def begin(self) -> None:
        """Open where it was left; a draft of an earlier day or a crash is there again."""
        self._ask_beds()
        if not self._loaded:
            self.draft.read(self._show_draft)
        self._show_step(self.steps.currentIndex())

    def values(self) -> dict[str, Any]:
        """Everything typed in all four steps."""
        return {name: value for form in self.forms for name, value in form.values().items()}

    def leave_behind(self) -> tuple[bool, int, dict[str, Any], tuple[bytes, str] | None]:
        """What is typed, for the same form in another language."""
        return (self._loaded, self.steps.currentIndex(), self.values(), self.photo.held)

    def take_over(self, left: tuple[bool, int, dict[str, Any], tuple[bytes, str] | None]) -> None:
        """Go on with what the form in the other language held."""
        loaded, step, values, photo = left
        if loaded:
            self._loaded = True
            for form in self.forms:
                form.load(values)
            if photo is not None:
                self.photo.hold(*photo)
            self._show_step(step)
            self.draft.keep()

    def _show_draft(self, draft: Draft | None) -> None:
        self._loaded = True
        if draft is not None:
            values = from_plain(draft.content)
            for form in self.forms:
                form.load(values)
            self.draft.show_saved(draft.saved_at)
            self._ask_alike()

    def _ask_alike(self) -> None:
        self.alike.ask(self.values(), self._origin.key)

    def _typed(self) -> None:
        self.draft.keep_soon()
        self._liking.start()

    def _ask_beds(self) -> None:
        sex = self.forms[0].values()["sex"]
        if self._front.may(Right.SEE_BEDS):
            self._front.ask(BedsFor(sex=sex.value or None), self, lambda found: self.bed.offer(bed_choices(found)))

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        for at, sight in enumerate(self._sights):
            sight.setProperty("look", "link" if at == step else "muted")
            sight.style().unpolish(sight)
            sight.style().polish(sight)
        self.back_button.setEnabled(step > 0)
        self.next_button.setText(_("Take in") if step == len(self.forms) - 1 else _("Next"))
        if step == ARRIVAL:
            self._show_found()
        first = next(iter(self.forms[step].fields.values()))
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if step == len(self.forms) - 1:
            self._ask_beds()

    def _show_found(self) -> None:
        """Where somebody was found is asked only of who has no name, or where it was said already."""
        fields = [self.forms[ARRIVAL].fields[name] for name in FOUND]
        nameless = name_or_nameless(self.values()["full_name"]) == NAMELESS
        for field in fields:
            field.setVisible(nameless or any(one.value() for one in fields))

    def _next(self) -> None:
        step = self.steps.currentIndex()
        if step < len(self.forms) - 1:
            self._show_step(step + 1)
            self.draft.keep()
        else:
            self._take()

    def _leave(self) -> None:
        self.draft.keep()
        self.closed.emit()

    def _begin_anew(self) -> None:
        """Empty the form; what was typed is gone for good, so it is asked first."""
        if any(plain(self.values()).values()):
            told = _("Everything typed in these four steps is thrown away.")
            decide(self, _("Begin anew?"), told, _("Throw it away"), self._throw_away)

    def _throw_away(self) -> None:
        self._clear()
        self.draft.drop()

    def _take(self) -> None:
        self.trouble.hide()
        values = self.values()
        try:
            admitted_on = day_typed(values["admitted_on"], "admitted_on", self._front.desk.today)
        except Refused as failure:
            self._refused(failure)
            return
        command = AdmitPerson(
            **typed_identity(values, self._origin),
            admitted_on=admitted_on,
            categories=categories_typed(values),
            source=values["source"],
            source_text=values["source_text"],
            remark=values["remark"],
            photo=self.photo.content,
            bed_id=values["bed_id"] or None,
            despite=values["despite"],
            draft=FORM,
        )
        self.draft.rest()
        self.next_button.setEnabled(False)
        self._front.do(command, self, self._done, self._refused)

    def _refused(self, failure: Failure) -> bool:
        """Go to the step of the field that is wrong; what was typed stays in all of them."""
        self.next_button.setEnabled(True)
        self.draft.keep_soon()
        if failure.field == "photo":
            return self.photo.say(failure)
        if failure.field == "despite":
            self.despite.show()
        for step, form in enumerate(self.forms):
            if failure.field in form.fields:
                self._show_step(step)
                return form.refused(failure)
        self.trouble.words.setText(explain(failure))
        self.trouble.show()
        return True

    def _done(self, done: Done[Admitted]) -> None:
        self.next_button.setEnabled(True)
        self._clear()
        self.taken.emit(done.outcome.person_id)

    def _clear(self) -> None:
        self.draft.rest()
        self._liking.stop()
        self.photo.show_none()
        self.draft.words.setText("")
        self.despite.hide()
        empty: dict[str, Any] = {"sex": Sex.UNKNOWN, "identity_status": None, "source": None}
        for form in self.forms:
            form.load({name: empty.get(name, "") for name in form.fields})
            form.clear_errors()
        self.alike.show_nobody()
        self._show_step(0)
