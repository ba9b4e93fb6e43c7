"""Putting somebody into a bed: asks why where there was a bed before, and once more where bed or room is for others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.beds import BedLine
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.moves import SwapBeds
from shelter_admin.operations.beds.places import AssignBed, LeaveBed, PutOnMattress
from shelter_admin.operations.desk import Command
from shelter_admin.operations.explain import explain
from ui.beds.floor import Cell
from ui.beds.view import Carried
from ui.beds.words import room_title
from ui.kit.alerts import Sheet, ask_reason
from ui.kit.form import Form, NoteField
from ui.kit.frontdesk import FrontDesk

ALL_THE_SAME = frozenset({"room_not_for_them", "bed_kept"})
"""What is refused unless somebody says why it has to be so all the same."""

Placing = AssignBed | PutOnMattress | SwapBeds


def place(front: FrontDesk, owner: QWidget, carried: Carried, cell: Cell) -> None:
    """Put somebody into a bed, onto a mattress where the cell is the head of a room, or let two people change beds."""
    command: AssignBed | PutOnMattress
    bed = cell.bed
    if bed is not None and bed.person_id is not None:
        swapping(front, owner, carried, bed).open()
        return
    if bed is not None:
        command, where = AssignBed(carried.person_id, bed.bed_id), bed.address
    else:
        command = PutOnMattress(carried.person_id, cell.room.room_id)
        where = _("{room}, extra mattress").format(room=room_title(cell.room))
    give(front, owner, command, carried, where)


def give(front: FrontDesk, owner: QWidget, command: AssignBed | PutOnMattress, carried: Carried, where: str) -> None:
    """Give a bed; asks why where they had one, and once more where the bed is meant or kept for others."""
    moves = bool(carried.bed_id)
    words = _("From {old} to {new}. The old bed is left to be cleaned.").format(old=carried.address, new=where)

    def sheet() -> MoveSheet:
        told = carried.name or _("Move"), words if moves else where, _("Move") if moves else _("Place")
        return MoveSheet(front, owner, command, told, asks_why=moves)

    def refused(failure: Failure) -> bool:
        if failure.code not in ALL_THE_SAME:
            return False
        asked = sheet()
        asked.ask_despite(failure)
        asked.open()
        return True

    if moves:
        sheet().open()
    else:
        front.do(command, owner, refused=refused)


def swapping(front: FrontDesk, owner: QWidget, carried: Carried, bed: BedLine) -> MoveSheet:
    """The sheet that lets two people change beds and asks why."""
    words = _("{first} goes to {new}, {second} to {old}.").format(
        first=carried.name or _("(not shown)"),
        second=bed.resident or _("(not shown)"),
        new=bed.address,
        old=carried.address,
    )
    command = SwapBeds(carried.person_id, bed.person_id or "")
    return MoveSheet(front, owner, command, (_("Swap beds"), words, _("Swap")), asks_why=True)


def grow(sheet: Sheet) -> None:
    """Make room for what was just said, so that nothing is squeezed."""
    QTimer.singleShot(0, sheet, sheet.adjustSize)


class MoveSheet(Sheet):
    """Why somebody moves, and why into a room meant for others; what was typed stays when it is refused."""

    def __init__(
        self,
        front: FrontDesk,
        owner: QWidget,
        command: Placing,
        told: tuple[str, str, str],
        *,
        asks_why: bool,
    ) -> None:
        title, words, yes = told
        super().__init__(title, words, sign=("bed-double", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._front, self._owner, self._command = front, owner, command
        self.reason = NoteField("reason", _("Why do they move?"), lines=2)
        self.despite = NoteField("despite", _("Why all the same?"), lines=2)
        self.form = Form([self.reason, self.despite], explain)
        self.reason.entered.connect(self._try)
        self.despite.entered.connect(self._try)
        self.reason.setVisible(asks_why)
        self.despite.hide()
        self.body.addWidget(self.form)
        self.offer(yes, QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        (self.reason if asks_why else self.despite).setFocus()

    def ask_despite(self, failure: Failure) -> None:
        """Say that the room is meant for others or the bed kept for them, and ask why it has to be this one."""
        self.despite.show()
        self.form.refused(failure)
        grow(self)

    def _try(self) -> None:
        self.form.clear_errors()
        command: Command[Any] = replace(self._command, despite=self.despite.value().strip())
        self._front.do(command, self, lambda _done: self.accept(), self._refused, reason=self.reason.value().strip())

    def _refused(self, failure: Failure) -> bool:
        if failure.code in ALL_THE_SAME:
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
