"""The dialog of a visit after leaving: when and who, and what was found once it is made."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.departures.steps import Visit
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import _
from shelter_admin.operations.departures.visiting import LABELS, EditVisit
from shelter_admin.operations.editing import Seen
from ui.kit.asking import FormSheet
from ui.kit.fields import DayField
from ui.kit.form import Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk


class VisitSheet(FormSheet):
    """Move a visit to another day, or write down that it was made."""

    def __init__(self, front: FrontDesk, owner: QWidget, one: Visit) -> None:
        told = " · ".join(part for part in (one.name, one.where) if part)
        super().__init__(front, owner, _("Visit after leaving"), told, _("Save"))
        self._visit = one
        self.planned_on = DayField("planned_on", _(LABELS["planned_on"]))
        self.visitor = TextField("visitor", _(LABELS["visitor"]))
        self.visited_on = DayField("visited_on", _(LABELS["visited_on"]), hint=_("Empty until it is made"))
        self.words = NoteField("words", _(LABELS["words"]), lines=3)
        self.form = Form([[self.planned_on, self.visitor], self.visited_on, self.words], self.explained)
        self.body.addWidget(self.form)
        self.form.load(self._shown())
        self.planned_on.setFocus()

    def _shown(self) -> dict[str, object]:
        return {name: getattr(self._visit, name) for name in LABELS}

    @override
    def save(self) -> None:
        self.form.clear_errors()
        today = self.front.desk.today
        try:
            planned = self.planned_on.day(today) or self._visit.planned_on
            visited = self.visited_on.day(today)
        except Refused as failure:
            self.refuse(failure)
            return
        act = EditVisit(
            visit_id=self._visit.visit_id,
            planned_on=planned,
            visitor=self.visitor.value(),
            visited_on=visited,
            words=self.words.value(),
            seen=Seen(self._shown()),
        )
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)
