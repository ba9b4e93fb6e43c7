"""The rooms and workshops where classes meet, in a dialog of their own."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training.timetable import MOST_SEATS, TrainingRoom
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.rooms import (
    AddTrainingRoom,
    ChangeTrainingRoom,
    RemoveTrainingRoom,
    TrainingRooms,
)
from ui.kit.alerts import Sheet
from ui.kit.form import Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, row

LEAST_WIDTH = 560
HIGH = 230


class RoomsSheet(Sheet):
    """All training rooms; the one under the cursor is changed below. ``changed`` comes with every change."""

    changed = Signal()

    def __init__(self, front: FrontDesk, owner: QWidget) -> None:
        told = _("Rooms and workshops where classes meet. A room in the timetable can be renamed, not taken out.")
        super().__init__(_("Training rooms"), told, parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(LEAST_WIDTH)
        self.front = front
        self._shown: TrainingRoom | None = None
        self.table = RecordsTable(_columns(), lambda one: one.room_id, _("Training rooms"))
        self.table.setFixedHeight(HIGH)
        self.name = TextField("room_name", _("Name of the training room"), placeholder=_("for example Ruang Jahit"))
        self.seats = TextField("seats", _("Seats"), placeholder=_("not known"))
        self.form = Form([[self.name, self.seats]], lambda failure: explain(failure, front.panti))
        self.save = button(_("Add the room"), self.save_typed, kind="primary")
        self.new = button(_("Another room"), self.begin_new, icon="plus")
        self.remove = button(_("Take out"), self.remove_chosen, icon="trash-2")
        self.body.addWidget(self.table)
        self.body.addWidget(self.form)
        self.body.addLayout(row(self.save, self.new, None, self.remove))
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.rejected.connect(self.reject)
        self.table.chosen.connect(self._choose)
        for field in (self.name, self.seats):
            field.line.returnPressed.connect(self.save_typed)
        for made in (self.save, self.new, self.remove):
            made.setAutoDefault(False)
        self._choose(None)
        self.reload()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self.grow)

    def reload(self) -> None:
        """Ask for the rooms."""
        self.front.ask(TrainingRooms(), self, self.table.show_records)

    def _choose(self, one: TrainingRoom | None) -> None:
        self._shown = one
        self.form.clear_errors()
        seats = "" if one is None or one.seats is None else str(one.seats)
        self.form.load({"room_name": one.name if one is not None else "", "seats": seats})
        self.save.setText(_("Save") if one is not None else _("Add the room"))
        self.remove.setEnabled(one is not None)

    def begin_new(self) -> None:
        """Write another room down."""
        self.table.setCurrentIndex(self.table.model().index(-1, -1))
        self._choose(None)
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def save_typed(self) -> None:
        """Save the room as typed."""
        self.form.clear_errors()
        typed, seats = self.name.value(), self.seats.value().strip()
        if seats and not seats.isdecimal():
            self.form.refused(Refused("seats_out_of_bounds", field="seats", most=MOST_SEATS))
            return
        many, one = int(seats) if seats else None, self._shown
        if one is None:
            self.front.do(AddTrainingRoom(typed, many), self, lambda _done: self._saved(), self.form.refused)
        else:
            seen = Seen({"room_name": one.name, "seats": one.seats})
            command = ChangeTrainingRoom(one.room_id, typed, many, seen=seen)
            self.front.do(command, self, lambda _done: self._saved(), self.form.refused)

    def _saved(self) -> None:
        self.changed.emit()
        self.reload()
        self.begin_new()

    def remove_chosen(self) -> None:
        """Take the room out; refused while lessons are held in it."""
        if self._shown is not None:
            self.front.do(RemoveTrainingRoom(self._shown.room_id), self, lambda _done: self._saved(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        return self.form.refused(failure)


def _columns() -> list[Column[TrainingRoom]]:
    return [
        Column(_("Name"), lambda one: one.name, strong=True),
        Column(_("Seats"), lambda one: "—" if one.seats is None else number(one.seats), width=120, number=True,
               sort=lambda one: one.seats),
        Column(_("Lessons in a week"), lambda one: number(one.lessons), width=140, number=True,
               sort=lambda one: one.lessons),
    ]  # fmt: skip
