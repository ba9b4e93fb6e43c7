"""Taking somebody in: four short steps, a draft that survives everything, a hint when they may be known already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure, Refused, Unavailable
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import Draft, Similar
from shelter_admin.domain.wording import clock
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedsFor
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import AdmitPerson, Admitted, DropDraft, MyDraft, SaveDraft, SimilarTo
from ui.kit.form import ChoiceField, Form, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, Card, button, label, row, scrolled
from ui.residents.fields import (
    arrival_fields,
    categories_typed,
    day_typed,
    from_plain,
    paper_fields,
    plain,
    typed_identity,
    who_fields,
)
from ui.residents.night import bed_choices

FORM = "intake"
REST_MILLISECONDS = 1500
LIKE_MILLISECONDS = 350
BIGGEST_PHOTO = 20_000_000


class IntakeView(QWidget):
    """The four steps. ``taken`` names the new person, ``closed`` leaves with the draft kept."""

    taken = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._photo: bytes | None = None
        self._loaded = False
        self.steps = QStackedWidget()
        self.titles = [_("1 · Who"), _("2 · Origin and papers"), _("3 · Arrival"), _("4 · Bed")]
        self._sights = [label(title, "muted") for title in self.titles]
        self.bed = ChoiceField("bed_id", _("Bed"), [("", _("— no bed yet —"))])
        self.despite = TextField("despite", _("Why in a room meant for others"))
        self.forms = [
            Form(who_fields(), explain),
            Form(paper_fields(front, self), explain),
            Form(arrival_fields(), explain),
            Form([self.bed, self.despite], explain),
        ]
        self.despite.hide()
        for form in self.forms:
            self.steps.addWidget(scrolled(form))
            form.changed.connect(self._typed)
        self._lay_out()
        self._saving = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._saving.timeout.connect(self.keep_draft)
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
        self.back_button = button(_("Back"), self._back)
        self.next_button = button(_("Next"), self._next, kind="primary", icon="chevron-right")
        self.draft_words = label("", "small")
        keep = button(_("Close, keep the draft"), self._leave, kind="link")
        drop = button(_("Begin anew"), self._begin_anew, kind="link")
        card.add(row(self.back_button, keep, drop, self.draft_words, None, self.next_button))
        middle.addWidget(card, 3)
        side = QVBoxLayout()
        self.alike = Card(_("Known already?"))
        self.alike_words = label("", "muted", wrap=True)
        self.alike.add(self.alike_words)
        side.addWidget(self.alike)
        side.addWidget(self._make_photo())
        side.addStretch(1)
        middle.addLayout(side, 2)
        column.addLayout(middle, 1)
        self.trouble = Banner("attention", "")
        self.trouble.hide()
        column.addWidget(self.trouble)

    def _make_photo(self) -> Card:
        card = Card(_("Photo"))
        self.photo_words: QLabel = label(_("None yet"), "muted", wrap=True)
        card.add(self.photo_words, button(_("From a file…"), self._choose_photo, icon="image"))
        return card

    def begin(self) -> None:
        """Open where it was left; a draft of an earlier day or a crash is there again."""
        self._ask_beds()
        if not self._loaded:
            self._front.ask(MyDraft(FORM), self, self._show_draft)
        self._show_step(self.steps.currentIndex())

    def values(self) -> dict[str, Any]:
        """Everything typed in all four steps."""
        return {name: value for form in self.forms for name, value in form.values().items()}

    def _show_draft(self, draft: Draft | None) -> None:
        self._loaded = True
        if draft is not None:
            values = from_plain(draft.content)
            for form in self.forms:
                form.load(values)
            saved = draft.saved_at.astimezone(self._front.panti.zone.offset)
            self.draft_words.setText(_("Draft of {time}").format(time=clock(saved.time())))
            self._ask_alike()

    def _typed(self) -> None:
        self._saving.start()
        self._liking.start()

    def keep_draft(self) -> None:
        """Save what was typed so far; nothing of it is a record yet."""
        self._saving.stop()
        values = plain(self.values())
        if any(value for value in values.values()):
            self._front.do(SaveDraft(FORM, values), self, self._kept, lambda _failure: True)

    def _kept(self, done: Done[Any]) -> None:
        del done
        now = self._front.now.astimezone(self._front.panti.zone.offset)
        self.draft_words.setText(_("Draft kept {time}").format(time=clock(now.time())))

    def _ask_alike(self) -> None:
        values = self.values()
        if len(values["full_name"].strip()) < 3 and len(values["nik"].strip()) < 10:
            self._show_alike(())
            return
        asked = SimilarTo(values["full_name"], values["sex"], values["birth"], values["nik"])
        self._front.ask(asked, self, self._show_alike, lambda _failure: True)

    def _show_alike(self, found: tuple[Similar, ...]) -> None:
        lines = [_alike_in_words(item) for item in found]
        told = _("They may have lived here before. If it is the same person, record their return instead:")
        self.alike_words.setText("\n".join([told, *lines]) if lines else _("Nobody with a name like this so far."))

    def _ask_beds(self) -> None:
        sex = self.forms[0].values()["sex"]
        if self._front.may(Right.SEE_BEDS):
            self._front.ask(BedsFor(sex=sex.value or None), self, lambda found: self.bed.offer(bed_choices(found)))

    def _choose_photo(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, _("Photo"), "", "*.jpg *.jpeg *.png *.webp *.bmp")
        if name:
            self.take_photo(Path(name))

    def take_photo(self, path: Path) -> None:
        """Read a picture from a file; whether it is one is checked when it is saved."""
        try:
            if path.stat().st_size > BIGGEST_PHOTO:
                raise Refused("photo_too_big", field="photo", most=BIGGEST_PHOTO // 1_000_000)  # noqa: TRY301
            self._photo = path.read_bytes()
            self.photo_words.setText(_("Chosen: {file}").format(file=path.name))
        except Refused as failure:
            self.photo_words.setText(explain(failure))
        except OSError:
            self.photo_words.setText(explain(Unavailable("file_not_usable", file=path.name)))

    def _show_step(self, step: int) -> None:
        self.steps.setCurrentIndex(step)
        for at, sight in enumerate(self._sights):
            sight.setProperty("look", "link" if at == step else "muted")
            sight.style().unpolish(sight)
            sight.style().polish(sight)
        self.back_button.setEnabled(step > 0)
        self.next_button.setText(_("Take in") if step == len(self.forms) - 1 else _("Next"))
        first = next(iter(self.forms[step].fields.values()))
        first.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        if step == len(self.forms) - 1:
            self._ask_beds()

    def _back(self) -> None:
        self._show_step(max(0, self.steps.currentIndex() - 1))

    def _next(self) -> None:
        step = self.steps.currentIndex()
        if step < len(self.forms) - 1:
            self._show_step(step + 1)
            self.keep_draft()
        else:
            self._take()

    def _leave(self) -> None:
        self.keep_draft()
        self.closed.emit()

    def _begin_anew(self) -> None:
        self._clear()
        self._front.do(DropDraft(FORM), self, None, lambda _failure: True)

    def _take(self) -> None:
        self.trouble.hide()
        values = self.values()
        origin = self.forms[1].fields["origin"]
        try:
            admitted_on = day_typed(values["admitted_on"], "admitted_on", self._front.desk.today)
        except Refused as failure:
            self._refused(failure)
            return
        command = AdmitPerson(
            **typed_identity(values, origin if isinstance(origin, SuggestField) else None),
            admitted_on=admitted_on,
            categories=categories_typed(values),
            source=values["source"],
            source_text=values["source_text"],
            remark=values["remark"],
            photo=self._photo,
            bed_id=values["bed_id"] or None,
            despite=values["despite"],
        )
        self.next_button.setEnabled(False)
        self._front.do(command, self, self._done, self._refused)

    def _refused(self, failure: Failure) -> bool:
        """Go to the step of the field that is wrong; what was typed stays in all of them."""
        self.next_button.setEnabled(True)
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
        self._front.do(DropDraft(FORM), self, None, lambda _failure: True)
        self.taken.emit(done.outcome.person_id)

    def _clear(self) -> None:
        self._saving.stop()
        self._photo = None
        self.photo_words.setText(_("None yet"))
        self.draft_words.setText("")
        self.despite.hide()
        empty: dict[str, Any] = {"sex": Sex.UNKNOWN, "identity_status": None, "source": None}
        for form in self.forms:
            form.load({name: empty.get(name, "") for name in form.fields})
            form.clear_errors()
        self._show_alike(())
        self._show_step(0)


def _alike_in_words(found: Similar) -> str:
    line = found.line
    return " · ".join(part for part in (line.name, line.number, line.age_text, line.origin, line.bed) if part)
