"""Writing an applicant down, or correcting one: one page, a draft that survives, a hint when they are known already."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.arrivals import SOURCE_WORDS, Source
from shelter_admin.domain.categories import CATEGORIES
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.identity.sexes import Sex
from shelter_admin.domain.residents import Draft
from shelter_admin.domain.waiting_list import (
    NEED_NAMES,
    PRIORITY_NAMES,
    PRIORITY_REASON_NAMES,
    Applicant,
    Need,
    PriorityReason,
    priority_of,
)
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.intake.applicants import AddApplicant, EditApplicant, LinkApplicant
from ui.intake.fields import DayField, TicksField, origin_field
from ui.intake.known import KnownBefore
from ui.kit.drafts import OwnDraft, quietly
from ui.kit.form import ChoiceField, Field, Form, NoteField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, Card, button, label, row, scrolled

FORM = "applicant"
LIKE_MILLISECONDS = 350
DAYS = ("letter_on", "answer_by", "asked_on", "wanted_from")
SHOWN = ("full_name", "alias", "sex", "birth", "origin", "nik", "category", "needs", "source", "source_text", "contact",
         "letter_number", *DAYS, "reasons", "priority", "remark")  # fmt: skip


def values_of(one: Applicant) -> dict[str, Any]:
    """An application by the fields of the form; None where this reader may not see it."""
    return {
        "full_name": one.name,
        "alias": one.alias,
        "sex": one.sex,
        "birth": one.birth_text,
        "origin": one.origin_text,
        "nik": one.nik_text,
        "category": one.category,
        "needs": one.needs,
        "source": one.source,
        "source_text": one.source_text,
        "contact": one.contact,
        "letter_number": one.letter_number,
        "letter_on": one.letter_on,
        "answer_by": one.answer_by,
        "asked_on": one.asked_on,
        "wanted_from": one.wanted_from,
        "reasons": one.reasons,
        "priority": one.priority,
        "remark": one.remark,
    }


EMPTY: dict[str, Any] = dict.fromkeys(SHOWN, "") | {
    "sex": Sex.UNKNOWN,
    "source": None,
    "needs": (),
    "reasons": (),
    "priority": None,
}


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """What is typed, for a draft."""
    kept = {name: value for name, value in values.items() if value not in ("", None, ())}
    return {
        name: [str(one) for one in value] if isinstance(value, tuple) else value if name == "priority" else str(value)
        for name, value in kept.items()
    }


def from_plain(kept: Mapping[str, Any]) -> dict[str, Any]:
    """A draft as the form holds it."""
    values = EMPTY | {name: value for name, value in kept.items() if name in EMPTY}
    values["sex"] = Sex(values["sex"] or "")
    values["source"] = Source(values["source"]) if values["source"] else None
    values["needs"] = tuple(Need(one) for one in values["needs"])
    values["reasons"] = tuple(PriorityReason(one) for one in values["reasons"])
    return values


def who_fields(origin: SuggestField) -> list[Field | list[Field]]:
    """Who needs a place, and what it has to be like."""
    sexes = [(Sex.UNKNOWN, _("not known yet")), (Sex.MALE, _("L · male")), (Sex.FEMALE, _("P · female"))]
    kinds = [("", "—"), *((category.code, _(category.name)) for category in CATEGORIES)]
    return [
        TextField("full_name", _("Name"), hint=_("Leave it empty when nobody knows: “Tanpa Nama”.")),
        [TextField("alias", _("Alias, called")), ChoiceField("sex", _("Sex"), sexes)],
        [TextField("birth", _("Birth or age"), hint=_("17-08-1970, Aug 1970, 1970, ± 60 th, or empty")), origin],
        [TextField("nik", _("NIK")), ChoiceField("category", _("Category"), kinds)],
        TicksField("needs", _("What the place has to be like"), [(one, _(NEED_NAMES[one])) for one in Need]),
        NoteField("remark", _("Remark"), lines=2),
    ]


def place_fields() -> list[Field | list[Field]]:
    """Who asks, by which letter, and how soon."""
    sources = [(None, _("— not known —")), *((source, _(words)) for source, words in SOURCE_WORDS.items())]
    whys = [(one, _(PRIORITY_REASON_NAMES[one])) for one in PriorityReason]
    levels = [(None, _("as the reasons say")), *((level, _(words)) for level, words in PRIORITY_NAMES.items())]
    return [
        [
            ChoiceField("source", _("Who asks for the place"), sources),
            TextField("source_text", _("Name of the person or office")),
        ],
        [TextField("letter_number", _("Number of the letter")), DayField("letter_on", _("Date of the letter"))],
        [DayField("answer_by", _("Answer due by")), TextField("contact", _("How to reach them"))],
        [
            DayField("asked_on", _("Asked on"), hint=_("Empty means today; 21-11-2026")),
            DayField("wanted_from", _("Place needed from"), hint=_("Empty means now")),
        ],
        TicksField("reasons", _("Why before others"), whys),
        ChoiceField("priority", _("Priority"), levels),
    ]


class ApplicantForm(QWidget):
    """``saved`` names the applicant, ``closed`` leaves; of a new one the draft is kept."""

    saved = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.editing: Applicant | None = None
        self.known = KnownBefore(front)
        self.origin = origin_field(front, self)
        self.who = Form(who_fields(self.origin), explain)
        self.place = Form(place_fields(), explain)
        self.reasons, self.priority = self.place.fields["reasons"], self.place.fields["priority"]
        self.reasons.changed.connect(self._say_priority)
        self.trouble = Banner("attention", "")
        self.trouble.hide()
        self._lay_out()
        self.draft = OwnDraft(front, FORM, lambda: plain(self.values()), self)
        self._liking = QTimer(self, interval=LIKE_MILLISECONDS, singleShot=True)
        self._liking.timeout.connect(lambda: self.known.ask(self.values()))
        self.who.changed.connect(self._typed)
        self.place.changed.connect(self._typed)

    def _lay_out(self) -> None:
        self.title = label("", "section")
        columns = QHBoxLayout()
        columns.setSpacing(16)
        for title, form in ((_("Who needs a place"), self.who), (_("Who asks, and how soon"), self.place)):
            card = Card(title)
            card.add(form)
            columns.addWidget(card, 3)
        columns.addWidget(self.known, 2)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(columns)
        inside.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scrolled(inner), 1)
        column.addWidget(self.trouble)
        self.save_button = button("", self.save, kind="primary", icon="check")
        self.leave_button = button(_("Close, keep the draft"), self.leave, kind="link")
        self.anew_button = button(_("Begin anew"), self.begin_anew, kind="link")
        column.addLayout(row(self.title, self.leave_button, self.anew_button, None, self.save_button))

    def begin_new(self) -> None:
        """Open for somebody new; a draft of an earlier day or a crash is there again."""
        if self.editing is not None or not any(plain(self.values()).values()):
            self._load(None, EMPTY)
            self.draft.read(self._got_draft, quietly)
        self._name()
        self.who.fields["full_name"].setFocus()

    def begin_edit(self, one: Applicant) -> None:
        """Open what is written about somebody."""
        self._load(one, values_of(one))
        if one.person_id:
            self.known.hold(one.person_id, f"{one.name} · {one.number}")
        for name in ("nik", "category", "remark"):
            self.who.fields[name].setVisible(values_of(one)[name] is not None)
        self._name()
        self.who.fields["full_name"].setFocus()

    def _name(self) -> None:
        new = self.editing is None
        self.title.setText("" if new else self.editing.name if self.editing is not None else "")
        self.save_button.setText(_("Put on the list") if new else _("Save"))
        self.save_button.setAccessibleName(self.save_button.text())
        self.leave_button.setText(_("Close, keep the draft") if new else _("Cancel"))
        self.anew_button.setVisible(new)
        self._say_priority()

    def _load(self, one: Applicant | None, values: Mapping[str, Any]) -> None:
        self.editing = one
        self.known.show_nobody()
        for form in (self.who, self.place):
            for field in form.fields.values():
                field.show()
            form.load({name: values[name] for name in form.fields})
            form.clear_errors()
        self.trouble.hide()

    def _got_draft(self, draft: Draft | None) -> None:
        if draft is not None and self.editing is None:
            self._load(None, from_plain(draft.content))
            self.known.ask(self.values())

    def values(self) -> dict[str, Any]:
        """Everything typed."""
        return self.who.values() | self.place.values()

    def _typed(self) -> None:
        self._liking.start()
        if self.editing is None:
            self.draft.keep_soon()

    def _say_priority(self) -> None:
        if self.priority.value() is None:
            told = _(PRIORITY_NAMES[priority_of(self.reasons.value())])
            self.priority.say_hint(_("By these reasons: {priority}").format(priority=told))
        else:
            self.priority.say_hint("")

    def leave(self) -> None:
        """Back to the list."""
        if self.editing is None:
            self.draft.keep()
        else:
            self._load(None, EMPTY)
        self.closed.emit()

    def leave_behind(self) -> tuple[Applicant | None, dict[str, Any], tuple[str, str]]:
        """What is typed, for the same form in another language."""
        return (self.editing, self.values(), self.known.held)

    def take_over(self, left: tuple[Applicant | None, dict[str, Any], tuple[str, str]]) -> None:
        """Go on with what the form in the other language held."""
        one, values, held = left
        self._load(one, EMPTY | values)
        self.known.hold(*held)
        self._name()

    def begin_anew(self) -> None:
        """Empty the form."""
        self._load(None, EMPTY)
        self._name()
        self.draft.drop()

    def save(self) -> None:
        """Put them on the list, or save what was changed."""
        self.draft.rest()
        for form in (self.who, self.place):
            form.clear_errors()
        self.trouble.hide()
        try:
            typed = self._typed_values()
        except Refused as failure:
            self._refused(failure)
            return
        self.save_button.setEnabled(False)
        if self.editing is None:
            self._front.do(AddApplicant(**typed), self, self._added, self._refused)
            return
        seen = {name: value for name, value in values_of(self.editing).items() if value is not None}
        one = self.editing
        edit = EditApplicant(applicant_id=one.applicant_id, **typed, seen=Seen(seen))
        self._front.do(edit, self, lambda _done: self._linked(one.applicant_id, one.person_id or ""), self._refused)

    def _typed_values(self) -> dict[str, Any]:
        values = self.values()
        today = self._front.panti.day_of(self._front.now)
        for name in DAYS:
            field = self.place.fields[name]
            values[name] = field.day(today) if isinstance(field, DayField) else None
        values["needs_of_place"] = values.pop("needs")
        values["origin_code"] = self.origin.key if isinstance(self.origin.key, str) else None
        if self.editing is not None:
            hidden = [
                name for name, value in values_of(self.editing).items() if value is None and name in self.who.fields
            ]
            values |= dict.fromkeys(hidden)
        return values

    def _refused(self, failure: Failure) -> bool:
        self.save_button.setEnabled(True)
        for form in (self.who, self.place):
            if failure.field in form.fields:
                return form.refused(failure)
        self.trouble.words.setText(explain(failure, self._front.panti))
        self.trouble.show()
        return True

    def _added(self, done: Done[str]) -> None:
        self.draft.drop()
        self._linked(done.outcome, "")

    def _linked(self, applicant_id: str, before: str) -> None:
        """Tie them to the file they had, where that was said."""
        self.save_button.setEnabled(True)
        person_id = self.known.person_id
        self._load(None, EMPTY)
        if person_id == before:
            self.saved.emit(applicant_id)
            return
        link = LinkApplicant(applicant_id, person_id or None)
        self._front.do(link, self, lambda _done: self.saved.emit(applicant_id))
