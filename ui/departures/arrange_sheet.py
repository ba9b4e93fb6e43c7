"""The dialog of what is arranged: who receives, the visit to the family, the papers, the Dinsos, the letter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QWidget
from typing_extensions import override

from shelter_admin.domain.departures.arranging import (
    LABELS,
    PICKUP_PAPER_NAMES,
    RECEPTION_NAMES,
    Arrangement,
    as_values,
)
from shelter_admin.domain.departures.steps import DepartureFile
from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.words import _
from shelter_admin.operations.departures.arranging import WILLING, ArrangeDeparture, seen_of
from ui.kit.asking import FormSheet
from ui.kit.fields import DayField, TicksField, place_field
from ui.kit.form import ChoiceField, Field, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import scrolled

WIDE: Final = 800
MOST_HEIGHT: Final = 700
DAYS: Final = ("planned_on", "surveyed_on", "dinsos_told_on", "termination_on")
NOTES: Final = ("survey_words", "plan")
CHOICES: Final[Mapping[str, Mapping[Any, str]]] = {"reception": RECEPTION_NAMES, "survey_willing": WILLING}


class ArrangeSheet(FormSheet):
    """Everything that is arranged for one leaving; what is not known stays empty and counts as open."""

    def __init__(self, front: FrontDesk, owner: QWidget, file: DepartureFile) -> None:
        line = file.line
        told = _("{name} · {number}. What is not known yet stays empty and is shown as open.")
        super().__init__(
            front, owner, _("Arrange the leaving"), told.format(name=line.name, number=line.number), _("Save")
        )
        self.setMinimumWidth(WIDE)
        self._file = file
        self._kin = file.family
        self.form = Form(self._fields(), self.explained)
        self.form.load(as_values(line.arrangement))
        self.area: QScrollArea = scrolled(self.form)
        self.body.addWidget(self.area, 1)
        self.kin.setVisible(bool(self._kin))
        self.kin.changed.connect(self._take_over)
        self.form.fields["reception"].setFocus()

    def _fields(self) -> list[Field | list[Field]]:
        made = {name: self._field(name, _(words)) for name, words in LABELS.items()}
        choices = [(None, _("— choose —")), *((one, f"{one[0]} · {one[1]}") for one in self._kin)]
        self.kin = ChoiceField("kin", _("Somebody of the family"), choices)
        return [
            [made["reception"], made["planned_on"], self.kin],
            [made["receiver"], made["receiver_relation"], made["receiver_phone"]],
            [made["receiver_address"], made["region"]],
            [made["surveyed_on"], made["surveyed_by"], made["survey_willing"]],
            made["survey_words"],
            made["pickup_papers"],
            [made["dinsos"], made["dinsos_told_on"], made["dinsos_letter"]],
            made["plan"],
            [made["termination_number"], made["termination_on"]],
        ]

    def _field(self, name: str, words: str) -> Field:
        if name in DAYS:
            return DayField(name, words, placeholder="21-12-2026")
        if name in NOTES:
            return NoteField(name, words, lines=2)
        if name == "region":
            return place_field(self.front, self, name, words)
        if name == "pickup_papers":
            return TicksField(name, words, [(key, _(told)) for key, told in PICKUP_PAPER_NAMES.items()])
        if name in CHOICES:
            return ChoiceField(name, words, [(None, "—"), *((one, _(told)) for one, told in CHOICES[name].items())])
        return TextField(name, words)

    def _take_over(self) -> None:
        """Write name, relation, telephone and address of somebody of the family into the fields."""
        one = self.kin.value()
        if one is not None:
            names = ("receiver", "receiver_relation", "receiver_phone", "receiver_address")
            for name, value in zip(names, one, strict=True):
                self.form.fields[name].set_value(value)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """As high as the fields wish, as far as the screen has room."""
        self.form.setMinimumHeight(self.form.sizeHint().height())  # boxes of several lines would give way to scrolling
        room = self.screen().availableGeometry().height() - 60
        beside = self.sizeHint().height() - self.area.sizeHint().height()
        self.resize(self.width(), min(self.form.sizeHint().height() + beside + 12, MOST_HEIGHT, room))

    @override
    def refuse(self, failure: Failure) -> bool:
        self.form.refused(failure)
        field = self.form.fields.get(failure.field or "")
        if field is not None:
            QTimer.singleShot(0, self, lambda: self.area.ensureWidgetVisible(field))
        return True

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            act = self.act()
        except Refused as failure:
            self.refuse(failure)
            return
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)

    def act(self) -> ArrangeDeparture:
        """The act of what was typed; raises Refused beside a day that cannot be read."""
        values: dict[str, Any] = {name: self.form.fields[name].value() for name in LABELS}
        for name in DAYS:
            field = self.form.fields[name]
            values[name] = field.day(self.front.desk.today) if isinstance(field, DayField) else None
        line = self._file.line
        return ArrangeDeparture(
            person_id=line.person_id,
            stay_id=line.stay_id,
            arrangement=Arrangement(**values),
            seen=seen_of(line.arrangement),
        )
