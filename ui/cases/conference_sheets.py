"""Dialogs of case conferences: planning one, putting people on its agenda, asking something of somebody."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget
from typing_extensions import override

from shelter_admin.domain.conferences import PURPOSE_NAMES, WHY_NAMES, Conference, FollowUp, Purpose, Suggestion
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.cases.agenda import PutOnAgenda
from shelter_admin.operations.cases.conferences import AddConference, ChangeConference, ConferenceSuggestions
from shelter_admin.operations.cases.follow_ups import AskFollowUp, ChangeFollowUp, FollowUpDoers
from shelter_admin.operations.editing import Seen
from ui.kit.asking import FormSheet, PersonField, typed_day
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.letters import harmless
from ui.kit.widgets import label

LIST_HIGH: Final = 190


class ConferenceSheet(FormSheet):
    """A conference planned, or the one that is open changed."""

    def __init__(self, front: FrontDesk, owner: QWidget, conference: Conference | None = None) -> None:
        title = _("Plan a case conference") if conference is None else _("Case conference")
        super().__init__(front, owner, title, "", _("Save"))
        self._conference = conference
        today = short_date(front.panti.day_of(front.now))
        self.day = TextField("day", _("Day"), hint=_("Empty means today, {day}").format(day=today))
        self.starts_at = TextField("starts_at", _("Begins at"), placeholder="09.00")
        self.place = TextField("place", _("Where it is held"))
        self.chaired_by = TextField("chaired_by", _("Chaired by"))
        self.present = NoteField(
            "present", _("Who is present"), hint=_("One name a line; each gets a line to sign on"), lines=5
        )
        self.present.entered.connect(self.save)
        self.form = Form([[self.day, self.starts_at], [self.place, self.chaired_by], self.present], self.explained)
        self.body.addWidget(self.form)
        if conference is not None:
            self.form.load({**parts_of(conference), "day": short_date(conference.day)})
        self.day.setFocus()

    @override
    def save(self) -> None:
        """Write it down."""
        self.form.clear_errors()
        today = self.front.panti.day_of(self.front.now)
        try:
            day = typed_day(self.day.value(), today, "day", empty=today)
        except Refused as refusal:
            self.refuse(refusal)
            return
        names = ("starts_at", "place", "chaired_by", "present")
        parts: dict[str, Any] = {name: self.form.fields[name].value() for name in names}
        if self._conference is None:
            self.front.do(AddConference(day=day or today, **parts), self, lambda _done: self.accept(), self.refuse)
            return
        shown = parts_of(self._conference)
        act = ChangeConference(
            conference_id=self._conference.conference_id,
            day=day or today,
            **parts,
            seen=Seen({**shown, "starts_at": shown["starts_at"] or None}),
        )
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)


def parts_of(conference: Conference) -> dict[str, Any]:
    """A conference by the fields of its form."""
    names = ("day", "starts_at", "place", "chaired_by", "present")
    return {name: getattr(conference, name) for name in names}


class AgendaSheet(FormSheet):
    """People for the agenda: whoever is suggested and ticked, or somebody searched for."""

    def __init__(self, front: FrontDesk, owner: QWidget, conference_id: str) -> None:
        told = _("Tick whom the conference should speak about, or search for somebody else.")
        super().__init__(front, owner, _("Put on the agenda"), told, _("Put on the agenda"))
        self._conference_id = conference_id
        self._suggested: dict[str, Suggestion] = {}
        self.list = QListWidget()
        self.list.setAccessibleName(_("Suggested"))
        self.list.setFixedHeight(LIST_HIGH)
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.none = label(_("Nobody is suggested."), "muted")
        self.none.hide()
        self.who = PersonField(front, _("Somebody else"), include_left=False)
        self.purpose = ChoiceField("purpose", _("Why"), [(one, _(PURPOSE_NAMES[one])) for one in Purpose])
        self.question = NoteField("question", _("Question for the conference"), lines=2)
        self.form = Form([[self.who, self.purpose], self.question], self.explained)
        self.body.addWidget(self.list)
        self.body.addWidget(self.none)
        self.body.addWidget(self.form)
        front.ask(ConferenceSuggestions(), self, self._offer)
        self.list.setFocus()

    def _offer(self, found: Sequence[Suggestion]) -> None:
        self._suggested = {one.person_id: one for one in found}
        self.list.setVisible(bool(found))
        self.none.setVisible(not found)
        for one in found:
            why = _(WHY_NAMES[one.why])
            since = _("since {day}").format(day=short_date(one.since)) if one.since else ""
            told = " · ".join(part for part in (one.name, one.number, why, one.told, since) if part)
            line = QListWidgetItem(harmless(told))
            line.setToolTip(harmless(told))
            line.setData(Qt.ItemDataRole.UserRole, one.person_id)
            line.setFlags(line.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            line.setCheckState(Qt.CheckState.Unchecked)
            self.list.addItem(line)
        if found:
            self.purpose.set_value(found[0].purpose)

    def chosen(self) -> tuple[str, ...]:
        """Whoever is ticked, then whoever was searched for."""
        lines = [self.list.item(at) for at in range(self.list.count())]
        ticked = [
            str(line.data(Qt.ItemDataRole.UserRole)) for line in lines if line.checkState() is Qt.CheckState.Checked
        ]
        return tuple(dict.fromkeys((*ticked, *([self.who.key] if isinstance(self.who.key, str) else []))))

    @override
    def save(self) -> None:
        """Put them on the agenda."""
        self.form.clear_errors()
        act = PutOnAgenda(self._conference_id, self.chosen(), self.purpose.value(), self.question.value())
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)


class FollowUpSheet(FormSheet):
    """What is asked of whom until when; a new one, or one that is changed."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, case_id: str, name: str, before: FollowUp | None = None
    ) -> None:
        super().__init__(front, owner, _("Follow-up"), name, _("Save"))
        self._case_id, self._before = case_id, before
        self.what = NoteField("what", _("What is to be done"), lines=3)
        self.what.entered.connect(self.save)
        self.account = ChoiceField("account_id", _("Who of the staff"), [(None, _("– nobody –"))])
        self.who = TextField("who", _("Or who, in words"))
        self.due = TextField("due_on", _("To be done by"), hint=_("21-11-2026; empty for no day"))
        self.form = Form([self.what, [self.account, self.who], self.due], self.explained)
        self.body.addWidget(self.form)
        front.ask(FollowUpDoers(), self, self._offer)
        if before is not None:
            due = short_date(before.due_on) if before.due_on else ""
            self.form.load({"what": before.what, "who": before.who, "due_on": due})
        self.what.setFocus()

    def _offer(self, found: Sequence[Any]) -> None:
        self.account.offer([(None, _("– nobody –")), *((one.account_id, one.name) for one in found)])
        if self._before is not None:
            self.account.set_value(self._before.account_id)

    @override
    def save(self) -> None:
        """Write it down."""
        self.form.clear_errors()
        try:
            due = typed_day(self.due.value(), self.front.panti.day_of(self.front.now), "due_on", empty=None)
        except Refused as refusal:
            self.refuse(refusal)
            return
        parts: dict[str, Any] = {
            "what": self.what.value(),
            "who": self.who.value(),
            "account_id": self.account.value(),
            "due_on": due,
        }
        if self._before is None:
            act: Any = AskFollowUp(case_id=self._case_id, **parts)
        else:
            seen = Seen({name: getattr(self._before, name) for name in parts})
            act = ChangeFollowUp(follow_up_id=self._before.follow_up_id, **parts, seen=seen)
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)
