"""The dialog of an occurrence: what, when, where, who had part in it, what was done, what is still to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.occurrences import OCCURRENCE_NAMES, Occurrence
from shelter_admin.domain.wording import date_and_clock, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.duty.occurrences import LABELS, EditOccurrence, RecordOccurrence, as_shown
from shelter_admin.operations.editing import Seen
from ui.kit.asking import FormSheet, PersonField, typed_day, typed_moment
from ui.kit.form import ChoiceField, Field, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.line import Line
from ui.kit.widgets import button, label, scrolled

WIDE = 760
PEOPLE_HEIGHT = 92
MOST_HEIGHT = 720


class PeopleField(Field):
    """The residents who had part in it, each with the part in words. The value is pairs of id and part."""

    def __init__(self) -> None:
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setContentsMargins(0, 0, 6, 0)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QWidget, QLineEdit, QPushButton]] = {}
        area = scrolled(inner)
        area.setFixedHeight(PEOPLE_HEIGHT)
        super().__init__("people", _(LABELS["people"]), area)
        self.setVisible(False)

    @property
    def ids(self) -> tuple[str, ...]:
        """Who stands there."""
        return tuple(self._rows)

    def add(self, person_id: str, name: str, part: str = "") -> None:
        """Add somebody; who stands there already stays."""
        if person_id in self._rows:
            return
        part_line = Line()
        part_line.setText(part)
        part_line.setPlaceholderText(_("part in it: hurt, began it, saw it"))
        part_line.setAccessibleName(_("Part of {name}").format(name=name))
        part_line.textChanged.connect(lambda _text: self.changed.emit())
        away = button("", lambda: self._take_out(person_id), icon="x", tip=_("Take {name} out").format(name=name))
        who = label(name, wrap=True)
        who.setMinimumWidth(200)
        parts = (who, part_line, away)
        at = self._grid.rowCount()
        for column, widget in enumerate(parts):
            self._grid.addWidget(widget, at, column)
        self._rows[person_id] = parts
        self.setVisible(True)
        self.changed.emit()

    def _take_out(self, person_id: str) -> None:
        for widget in self._rows.pop(person_id, ()):
            self._grid.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.setVisible(bool(self._rows))
        self.changed.emit()

    @override
    def value(self) -> tuple[tuple[str, str], ...]:
        """Everybody with their part."""
        return tuple((person_id, parts[1].text().strip()) for person_id, parts in self._rows.items())

    @override
    def set_value(self, value: Iterable[Any]) -> None:
        """Show exactly these people, given with id, name and part."""
        for person_id in self.ids:
            self._take_out(person_id)
        for person in value or ():
            self.add(person.person_id, person.name, person.part)


class OccurrenceSheet(FormSheet):
    """Write a new one down, or go on writing an open one. ``written`` is told its id once it is saved."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, occurrence: Occurrence | None, written: Callable[[str], None]
    ) -> None:
        title = _("What happened") if occurrence is None else _("Change an occurrence")
        super().__init__(front, owner, title, "", _("Write down") if occurrence is None else _("Save"))
        self.setMinimumWidth(WIDE)
        self._occurrence = occurrence
        self._written = written
        self._make_fields()
        self.form = Form(
            [
                [self.kind, self.at, self.place],
                self.what,
                self.person,
                self.people,
                self.handling,
                [self.follow_up, self.follow_up_by],
            ],
            self.explained,
        )
        self.body.addWidget(self.form)
        if occurrence is not None:
            self._load(occurrence)
        self.person.picked.connect(self._add)
        self.kind.setFocus()

    def _make_fields(self) -> None:
        self.kind = ChoiceField("kind", _(LABELS["kind"]), [(one, _(words)) for one, words in OCCURRENCE_NAMES.items()])
        self.at = TextField("at", _(LABELS["at"]), placeholder=_("now; 21-11-2026 09.30"))
        self.place = TextField("place", _(LABELS["place"]))
        self.what = NoteField("what", _(LABELS["what"]), lines=3)
        self.person = PersonField(self.front, _("Add a resident who had part in it"))
        self.people = PeopleField()
        self.handling = NoteField("handling", _(LABELS["handling"]), lines=2)
        self.follow_up = TextField("follow_up", _(LABELS["follow_up"]))
        self.follow_up_by = TextField("follow_up_by", _(LABELS["follow_up_by"]), placeholder="24-11-2026")

    def _load(self, one: Occurrence) -> None:
        self.kind.set_value(one.kind)
        self.at.set_value(date_and_clock(one.at.astimezone(self.front.panti.zone.offset)))
        for name in ("place", "what", "handling", "follow_up"):
            self.form.fields[name].set_value(getattr(one, name))
        self.follow_up_by.set_value(short_date(one.follow_up_by) if one.follow_up_by else "")
        self.people.set_value(one.people)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height the fields wish for: left alone, a dialog stays below two thirds of the screen."""
        self.resize(self.width(), min(self.sizeHint().height(), MOST_HEIGHT))

    def _add(self, key: object) -> None:
        if isinstance(key, str):
            self.people.add(key, self.person.value())
            QTimer.singleShot(0, self.person, lambda: self.person.set_value(""))
            QTimer.singleShot(0, self, self._fit)

    @override
    def save(self) -> None:
        self.form.clear_errors()
        try:
            self.front.do(self._command(), self, self._saved, self.refuse)
        except Refused as failure:
            self.refuse(failure)

    def _command(self) -> RecordOccurrence | EditOccurrence:
        front, one = self.front, self._occurrence
        words = {name: self.form.fields[name].value() for name in ("place", "what", "handling", "follow_up")}
        words["follow_up_by"] = typed_day(self.follow_up_by.value(), front.desk.today, "follow_up_by", empty=None)
        words["people"] = self.people.value()
        at = typed_moment(self.at.value(), front.panti, front.now, "at")
        if one is None:
            given = at if self.at.value().strip() else None
            return RecordOccurrence(kind=self.kind.value(), at=given, **words)
        shown_at = date_and_clock(one.at.astimezone(front.panti.zone.offset))
        same = self.at.value().strip() == shown_at
        return EditOccurrence(
            occurrence_id=one.occurrence_id,
            kind=self.kind.value(),
            at=one.at if same else at,
            **words,
            seen=Seen(as_shown(one)),
        )

    def _saved(self, done: Done[Any]) -> None:
        self._written(done.result or (self._occurrence.occurrence_id if self._occurrence else ""))
        self.accept()
