"""Putting somebody into a bed: asks why where there was a bed before, and once more where the room is not for them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.places import AssignBed, LeaveBed, PutOnMattress
from shelter_admin.operations.explain import explain
from ui.beds.floor import Cell
from ui.beds.view import Carried
from ui.beds.words import room_title
from ui.kit.alerts import Sheet, ask_reason
from ui.kit.form import Form, NoteField
from ui.kit.frontdesk import FrontDesk

MISFIT = "room_not_for_them"


def place(front: FrontDesk, owner: QWidget, carried: Carried, cell: Cell) -> None:
    """Put somebody into a bed, or onto a mattress where the cell is the head of a room."""
    command: AssignBed | PutOnMattress
    if cell.bed is not None:
        command, where = AssignBed(carried.person_id, cell.bed.bed_id), cell.bed.address
    else:
        command = PutOnMattress(carried.person_id, cell.room.room_id)
        where = _("{room}, extra mattress").format(room=room_title(cell.room))
    if carried.bed_id:
        MoveSheet(front, owner, command, carried, where).open()
        return

    def refused(failure: Failure) -> bool:
        if failure.code != MISFIT:
            return False
        sheet = MoveSheet(front, owner, command, carried, where)
        sheet.ask_despite(failure)
        sheet.open()
        return True

    front.do(command, owner, refused=refused)


def grow(sheet: Sheet) -> None:
    """Make room for what was just said, so that nothing is squeezed."""
    QTimer.singleShot(0, sheet, sheet.adjustSize)


class MoveSheet(Sheet):
    """Why somebody moves, and why into a room meant for others; what was typed stays when it is refused."""

    def __init__(
        self, front: FrontDesk, owner: QWidget, command: AssignBed | PutOnMattress, carried: Carried, where: str
    ) -> None:
        moves = bool(carried.bed_id)
        words = (
            _("From {old} to {new}. The old bed is left to be cleaned.").format(old=carried.address, new=where)
            if moves
            else where
        )
        super().__init__(carried.name or _("Move"), words, sign=("bed-double", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._front, self._owner, self._command = front, owner, command
        self.reason = NoteField("reason", _("Why do they move?"), lines=2)
        self.despite = NoteField("despite", _("Why this room all the same?"), lines=2)
        self.form = Form([self.reason, self.despite], explain)
        self.reason.entered.connect(self._try)
        self.despite.entered.connect(self._try)
        self.reason.setVisible(moves)
        self.despite.hide()
        self.body.addWidget(self.form)
        self.offer(_("Move") if moves else _("Place"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        (self.reason if moves else self.despite).setFocus()

    def ask_despite(self, failure: Failure) -> None:
        """Say that the room is meant for others, and ask why it has to be this one."""
        self.despite.show()
        self.form.refused(failure)
        grow(self)

    def _try(self) -> None:
        self.form.clear_errors()
        command = replace(self._command, despite=self.despite.value().strip())
        self._front.do(command, self, lambda _done: self.accept(), self._refused, reason=self.reason.value().strip())

    def _refused(self, failure: Failure) -> bool:
        if failure.code == MISFIT:
            self.ask_despite(failure)
            return True
        self.form.refused(failure)
        grow(self)
        return True


def free_bed(front: FrontDesk, owner: QWidget, person_id: str, name: str, address: str) -> None:
    """Let somebody have no bed; asks why."""
    ask_reason(
        owner,
        name,
        _("They stay in the house without a bed; {address} is left to be cleaned.").format(address=address),
        _("Free the bed"),
        lambda reason: front.do(LeaveBed(person_id), owner, reason=reason),
    )
