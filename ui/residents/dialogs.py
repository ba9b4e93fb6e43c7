"""Decisions about one person that take more than three fields: leaving, coming back, correcting, completing."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialogButtonBox, QTabWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.departures.steps import STEP_NAMES, OpenStep
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.leaving import LEAVING_WORDS, LeavingReason
from shelter_admin.domain.residents import NAMELESS, PossiblePair, ResidentDetails
from shelter_admin.domain.surroundings import NOT_FOUND, Surroundings
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import BedsFor
from shelter_admin.operations.departures.asking import StillOpenOf
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import (
    CompleteIntake,
    EditIdentity,
    PairsOf,
    RecordLeaving,
    ReturnPerson,
    SetExpectedExit,
)
from shelter_admin.operations.residents.quality import region_in_words, surroundings_parts
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label, scrolled
from ui.residents.comparing import PairsSheet
from ui.residents.fields import (
    arrival_fields,
    categories_typed,
    day_typed,
    found_fields,
    paper_fields,
    typed_identity,
    who_fields,
)
from ui.residents.night import bed_choices
from ui.residents.sureness import add_sureness


class PersonSheet(Sheet):
    """A dialog with a form about one person; it closes only once the act is saved."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget, words: tuple[str, str, str]) -> None:
        title, told, yes = words
        super().__init__(title, told, parent=owner)
        self.front = front
        self.owner = owner
        self.details = details
        self.person_id = details.line.person_id
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)

    @abstractmethod
    def save(self) -> None:
        """Give the command; subclasses say which."""

    def give(self, command: Any, form: Form, reason: str = "") -> None:
        """Carry it out; a refusal stays beside its field."""
        self.front.do(command, self, lambda _done: self.accept(), form.refused, reason=reason)


class LeavingSheet(PersonSheet):
    """Record that somebody leaves, with the reason and the day."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget) -> None:
        told = _("{name} leaves. The bed is free from that night and to be cleaned.").format(name=details.line.name)
        super().__init__(front, details, owner, (_("Leaving"), told, _("Record the leaving")))
        reasons = [
            (reason, _(LEAVING_WORDS[reason])) for reason in LeavingReason if reason is not LeavingReason.UNCLEAR
        ]
        self.form = Form(
            [
                ChoiceField("leave_reason", _("Reason"), reasons),
                TextField("left_on", _("Day"), hint=_("Empty means today; 21-11-2026")),
                NoteField("note", _("With whom, where to, papers"), lines=2),
            ],
            explain,
        )
        self.body.addWidget(self.form)
        self.still_open = label("", "attention", wrap=True)
        self.still_open.hide()
        self.body.addWidget(self.still_open)
        front.ask(StillOpenOf(self.person_id), self, self._tell_open, lambda _failure: True)

    def _tell_open(self, steps: tuple[OpenStep, ...]) -> None:
        """Say what is still open; it stops nobody."""
        if steps:
            told = ", ".join(_(STEP_NAMES[one.step]) for one in steps)
            self.still_open.setText(
                "○ " + _("Still open: {steps}. It can be recorded all the same.").format(steps=told)
            )
            self.still_open.show()
            QTimer.singleShot(0, self, self.grow)

    @override
    def save(self) -> None:
        """Give the leaving."""
        values = self.form.values()
        try:
            left_on = day_typed(values["left_on"], "left_on", self.front.desk.today)
        except Refused as failure:
            self.form.refused(failure)
            return
        self.give(RecordLeaving(self.person_id, values["leave_reason"], left_on, values["note"]), self.form)


class ExpectedExitSheet(PersonSheet):
    """Note when somebody is expected to leave."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget) -> None:
        told = _("The board counts the bed as held until the person really leaves.")
        super().__init__(front, details, owner, (_("Expected to leave"), told, _("Save")))
        day = TextField("on", _("Day"), hint=_("Empty takes the day back; 21-12-2026"))
        if details.stay.expected_exit_on is not None:
            day.set_value(short_date(details.stay.expected_exit_on))
        self.form = Form([day], explain)
        self.body.addWidget(self.form)

    @override
    def save(self) -> None:
        """Give the expected exit."""
        try:
            on = day_typed(self.form.values()["on"], "on", self.front.desk.today)
        except Refused as failure:
            self.form.refused(failure)
            return
        seen = Seen({"on": self.details.stay.expected_exit_on})
        self.give(SetExpectedExit(self.person_id, on, seen=seen), self.form)


class ReturnSheet(PersonSheet):
    """Take somebody back in: who ran away goes on with the stay, else a new stay begins."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget) -> None:
        ran_away = details.stay.leave_reason is LeavingReason.RAN_AWAY
        told = (
            _("{name} ran away and is back. Within {days} days the same stay goes on.")
            if ran_away
            else _("{name} comes back: a new stay of the same person begins.")
        ).format(name=details.line.name, days=front.panti.settings.runaway_days)
        super().__init__(front, details, owner, (_("Came back"), told, _("Take back in")))
        self.bed = ChoiceField("bed_id", _("Bed"), [("", _("— no bed yet —"))])
        self.despite = TextField("despite", _("Why in a room meant for others"))
        self.form = Form(
            [TextField("on", _("Day"), hint=_("Empty means today; 21-11-2026")), self.bed, self.despite], explain
        )
        self.despite.hide()
        self.body.addWidget(self.form)
        front.ask(BedsFor(person_id=self.person_id), self, lambda found: self.bed.offer(bed_choices(found)))

    @override
    def save(self) -> None:
        """Give the return."""
        values = self.form.values()
        try:
            on = day_typed(values["on"], "on", self.front.desk.today)
        except Refused as failure:
            self.form.refused(failure)
            return
        command = ReturnPerson(
            person_id=self.person_id, on=on, bed_id=values["bed_id"] or None, despite=values["despite"]
        )
        self.front.do(command, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        if failure.field == "despite":
            self.despite.show()
        return self.form.refused(failure)


class EditSheet(PersonSheet):
    """Correct who somebody is, or complete in the morning what was taken in at night."""

    def __init__(self, front: FrontDesk, details: ResidentDetails, owner: QWidget, *, complete: bool) -> None:
        title = _("Complete the intake") if complete else _("Correct the details")
        told = "" if complete else _("A value that was known keeps its old state in the history, with the reason.")
        super().__init__(front, details, owner, (title, told, _("Save")))
        self._complete = complete
        self.setMinimumSize(600, 560)
        papers = paper_fields(front, self)
        self.origin = next(field for field in papers if isinstance(field, SuggestField))
        self.who, self.papers = Form(who_fields(), explain), Form(papers, explain)
        self.arrival = Form(arrival_fields(), explain)
        self.reason = Form([NoteField("reason", _("Reason of the correction"), lines=2)], explain)
        self.tabs = QTabWidget()
        self.tabs.addTab(scrolled(self.who), _("Who"))
        self.tabs.addTab(scrolled(self.papers), _("Origin and papers"))
        if complete:
            self.tabs.addTab(scrolled(self.arrival), _("Arrival"))
        self.found = Form(found_fields(front, self), explain)
        add_sureness(self.who, self.papers)
        if details.line.name == NAMELESS or (details.surroundings or Surroundings()).finding != NOT_FOUND:
            self.tabs.addTab(scrolled(self.found), _("Found"))
        self.body.addWidget(self.tabs)
        if not complete:
            self.body.addWidget(self.reason)
        self.wrong = label("", "error", wrap=True)
        self.body.addWidget(self.wrong)
        self._before = self._fill()

    def _fill(self) -> dict[str, Any]:
        details = self.details
        line = details.line
        values = {
            "full_name": line.name,
            "alias": line.alias,
            "sex": line.sex,
            "birth": _birth_typed(details),
            "birth_place": details.birth_place or "",
            "features": details.features,
            "origin": details.origin_text,
            "nik": details.nik_text or "",
            "identity_status": details.identity_status,
        }
        values |= _beside(details.surroundings or Surroundings())
        for form in (self.who, self.papers, self.found):
            form.load(values)
        self.origin.pick(details.origin_code, details.origin_text)
        if self._complete:
            stay = details.stay
            self.arrival.load(
                {
                    "admitted_on": short_date(stay.admitted_on) if stay.admitted_on else "",
                    "source": stay.source,
                    "source_text": stay.source_text or "",
                    "remark": stay.remark or "",
                }
            )
        return values

    @override
    def save(self) -> None:
        """Give only what was changed; what nobody touched is left as it is."""
        typed = {**self.who.values(), **self.papers.values(), **self.found.values()}
        changed = {name: value for name, value in typed.items() if value != self._before.get(name)}
        identity = typed_identity(changed, self.origin)
        if self._complete:
            self._give_completion(identity)
            return
        seen = Seen(surroundings_parts(self.details.surroundings or Surroundings()))
        command = EditIdentity(person_id=self.person_id, version=self.details.version, seen=seen, **identity)
        reason = self.reason.values()["reason"]
        self.front.do(command, self, self._saved, self._refused, reason=reason)

    def _saved(self, done: Done[int]) -> None:
        """Close; where what was entered fits somebody known, show both beside each other at once."""
        self.accept()
        if done.what.get("pairs"):
            self.front.ask(PairsOf(self.person_id), self.owner, self._show_pairs)

    def _show_pairs(self, pairs: tuple[PossiblePair, ...]) -> None:
        if pairs:
            PairsSheet(self.front, pairs, self.owner).open()

    def _give_completion(self, identity: dict[str, Any]) -> None:
        values = self.arrival.values()
        try:
            admitted_on = day_typed(values["admitted_on"], "admitted_on", self.front.desk.today)
        except Refused as failure:
            self._refused(failure)
            return
        command = CompleteIntake(
            person_id=self.person_id,
            version=self.details.version,
            admitted_on=admitted_on,
            categories=categories_typed(values),
            source=values["source"],
            source_text=values["source_text"],
            remark=values["remark"],
            seen=self._seen(),
            **identity,
        )
        self.front.do(command, self, self._saved, self._refused)

    def _seen(self) -> Seen:
        """The arrival as the form showed it; the identity goes by the version of the file."""
        stay = self.details.stay
        return Seen(
            {
                "admitted_on": stay.admitted_on,
                "source": stay.source,
                "source_text": stay.source_text or "",
                "remark": stay.remark or "",
                "categories": (),  # the form asks for them anew
                **surroundings_parts(self.details.surroundings or Surroundings()),
            }
        )

    def _refused(self, failure: Failure) -> bool:
        self.wrong.setText("")
        for form in (self.who, self.papers, self.arrival, self.found):
            tabs = [at for at in range(self.tabs.count()) if cast("QWidget", self.tabs.widget(at)).isAncestorOf(form)]
            if failure.field in form.fields and tabs:
                self.tabs.setCurrentIndex(tabs[0])
                return form.refused(failure)
        if failure.field == "reason" and not self._complete:
            return self.reason.refused(failure)
        self.wrong.setText(explain(failure))
        return True


def _beside(known: Surroundings) -> dict[str, str]:
    """What stands beside an identity, as the fields of the form hold it."""
    parts = surroundings_parts(known)
    return {**{name: str(value or "") for name, value in parts.items()}, "found_region": region_in_words(known)}


def _birth_typed(details: ResidentDetails) -> str:
    """The birth as it can be typed again."""
    born = details.birth
    if born is None:
        return ""
    day = born.as_day
    return short_date(day) if day else born.text or (str(born.year) if born.year else "")
