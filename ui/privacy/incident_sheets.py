"""Dialogs of an incident: what happened and what was done, and whose data it touched."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.privacy.incidents import TOUCHED_NAMES, WHO_NAMES, IncidentDetails, Touched, WhoIsAffected
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.privacy.incidents import (
    AccountsNamed,
    EditIncident,
    ListAffected,
    RecordIncident,
    as_shown,
)
from ui.kit.asking import FormSheet, PersonField, typed_day, typed_moment
from ui.kit.form import ChoiceField, Field, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label

WIDE = 640


class TouchedField(Field):
    """Which data it was; the value is a tuple of kinds."""

    def __init__(self) -> None:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        self.boxes: dict[Touched, QCheckBox] = {}
        for at, (kind, words) in enumerate(TOUCHED_NAMES.items()):
            made = QCheckBox(_(words))
            made.setAccessibleName(_(words))
            self.boxes[kind] = made
            grid.addWidget(made, at // 2, at % 2)
        super().__init__("what", _("Which data"), box)
        box.setFocusProxy(next(iter(self.boxes.values())))
        for made in self.boxes.values():
            made.toggled.connect(self.changed)

    @override
    def value(self) -> tuple[Touched, ...]:
        """The kinds ticked."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    @override
    def set_value(self, value: Iterable[Any]) -> None:
        """Tick exactly these without telling."""
        held = set(value or ())
        for kind, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(kind in held)
            box.blockSignals(False)


class IncidentSheet(FormSheet):
    """Write a new incident down, or go on writing an open one."""

    def __init__(self, front: FrontDesk, owner: QWidget, incident: IncidentDetails | None) -> None:
        told = _("Those affected and the authority are told in writing within 3 × 24 hours (UU 27/2022 article 46).")
        title = _("New incident") if incident is None else _("Change an incident")
        super().__init__(front, owner, title, told, _("Write down"))
        self.setMinimumWidth(WIDE)
        self._incident = incident
        self.what = TouchedField()
        self.found = TextField("found_at", _("Found on"), hint=_("Empty means now; 21-11-2026 09.30"))
        self.happened = NoteField("happened", _("When and how it happened"), lines=4)
        self.handling = NoteField("handling", _("What is done about it"), lines=3)
        fields: list[Field] = [self.what, self.happened, self.handling]
        if incident is None:
            fields.insert(0, self.found)
        else:
            self.what.set_value(incident.what)
            self.happened.set_value(incident.happened)
            self.handling.set_value(incident.handling)
        self.form = Form(fields, self.explained)
        self.body.addWidget(self.form)

    @override
    def save(self) -> None:
        self.form.clear_errors()
        what, happened, handling = self.what.value(), self.happened.value(), self.handling.value()
        if self._incident is not None:
            shown = as_shown(self._incident.what, self._incident.happened, self._incident.handling)
            edit = EditIncident(self._incident.incident_id, what, happened, handling, seen=Seen(shown))
            self.front.do(edit, self, lambda _done: self.accept(), self.refuse)
            return
        try:
            found = typed_moment(self.found.value(), self.front.panti, self.front.now, "found_at")
        except Refused as failure:
            self.refuse(failure)
            return
        moment = found if self.found.value().strip() else None
        command = RecordIncident(what, happened, handling, moment)
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)


class AffectedSheet(FormSheet):
    """Say whose data an incident touched: everybody, those an account looked at, or people named one by one."""

    def __init__(self, front: FrontDesk, owner: QWidget, incident: IncidentDetails) -> None:
        told = _("This list takes the place of the one before.")
        super().__init__(front, owner, _("Who is affected"), told, _("Make the list"))
        self._incident_id = incident.incident_id
        self.named: dict[str, str] = {}
        self.who = ChoiceField("who", _("Who"), [(one, _(words)) for one, words in WHO_NAMES.items()])
        self.account = ChoiceField("account_id", _("Account"), [("", _("— choose —"))])
        self.since = TextField("since", _("Since"), hint=_("Empty means today; 21-11-2026"))
        self.person = PersonField(front, _("Add somebody"))
        self.names = label("", "small", wrap=True)
        self.form = Form([self.who, self.account, self.since, self.person], self.explained)
        self.body.addWidget(self.form)
        self.body.addWidget(self.names)
        self.who.changed.connect(self._look)
        self.person.picked.connect(self._add)
        front.ask(AccountsNamed(), self, self.account.offer)
        self._look()

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            since = typed_day(self.since.value(), self.front.desk.today, "since", empty=self.front.desk.today)
        except Refused as failure:
            self.refuse(failure)
            return
        command = ListAffected(
            self._incident_id, self.who.value(), tuple(self.named), str(self.account.value() or ""), since
        )
        self.front.do(command, self, lambda _done: self.accept(), self.refuse)

    def _add(self, key: object) -> None:
        if isinstance(key, str):
            self.named[key] = self.person.value()
            self.names.setText("\n".join(self.named.values()))
            QTimer.singleShot(0, self.person, lambda: self.person.set_value(""))
            QTimer.singleShot(0, self, self.adjustSize)

    def _look(self) -> None:
        chosen = self.who.value()
        for field in (self.account, self.since):
            field.setVisible(chosen is WhoIsAffected.SEEN_BY)
        for part in (self.person, self.names):
            part.setVisible(chosen is WhoIsAffected.NAMED)
        QTimer.singleShot(0, self, self.adjustSize)
