"""Several people to another room at once, a whole room or a family: who goes where is shown before it is done."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.bed_moves import MovePlan, Moves, PlannedMove
from shelter_admin.domain.beds import BedState, RoomLine
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.moves import MoveRoom, PlaceFamily
from shelter_admin.operations.beds.plans import PlanFamily, PlanRoomMove
from shelter_admin.operations.desk import Command, Query
from shelter_admin.operations.explain import explain
from ui.beds.moving import ALL_THE_SAME, grow
from ui.beds.view import Carried
from ui.beds.words import room_count, room_title
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form, NoteField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label, scrolled

MOST_HIGH: Final = 260


def rooms_with_most(rooms: Sequence[RoomLine], like: RoomLine | None) -> list[tuple[str, str]]:
    """The rooms to choose from: those meant for the same people as ``like`` first, then those with most free beds."""

    def order(room: RoomLine) -> tuple[bool, int]:
        free = sum(bed.state in {BedState.FREE, BedState.TO_CLEAN} for bed in room.beds)
        return like is not None and room.sex not in {None, like.sex}, -free

    return [(room.room_id, f"{room_title(room)} · {room_count(room)}") for room in sorted(rooms, key=order)]


class PlanSheet(Sheet):
    """Choose a room, see who goes to which bed, change it where it has to be, say why; all of them or none.

    Fewer people than ``least`` are nobody to move together.
    """

    least = 1

    def __init__(self, front: FrontDesk, owner: QWidget, told: tuple[str, str], rooms: list[tuple[str, str]]) -> None:
        super().__init__(*told, sign=("users", "accent"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(520)
        self._front, self._plan = front, MovePlan((), ())
        self.rows: dict[str, ChoiceField] = {}
        self.room = ChoiceField("to_room_id", _("To the room"), rooms)
        self.room.changed.connect(self._ask)
        self.lacking = label("", "wrong", wrap=True)
        self.reason = NoteField("reason", _("Why do they move?"), lines=2)
        self.despite = NoteField("despite", _("Why all the same?"), lines=2)
        self.despite.hide()
        self._inner = QWidget()
        self._inner.setProperty("clear", "true")
        self._lines = QVBoxLayout(self._inner)
        self._lines.setContentsMargins(0, 0, 8, 0)
        self._area = scrolled(self._inner)
        self.form = Form([self.room], explain)
        self.after = Form([self.reason, self.despite], explain)
        for part in (self.form, self._area, self.lacking, self.after):
            self.body.addWidget(part)
        self.offer(_("Move all"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._try)
        self.buttons.rejected.connect(self.reject)
        self.room.setFocus()

    def begin(self) -> None:
        """Ask for the plan of the room that is chosen first, and open."""
        self._ask()
        self.open()

    @abstractmethod
    def question(self, room_id: str) -> Query[MovePlan]:
        """Who would go where in a room."""

    @abstractmethod
    def command(self, room_id: str, moves: Moves, despite: str) -> Command[Any]:
        """The act for what was chosen."""

    def _ask(self) -> None:
        self._front.ask(self.question(self.room.value()), self, self._got, self._failed)

    def _failed(self, failure: Failure) -> bool:
        self.form.refused(failure)
        return True

    def _got(self, plan: MovePlan) -> None:
        self._plan = plan
        while (item := self._lines.takeAt(0)) is not None:
            made = item.widget()
            if made is not None:
                made.hide()
                made.deleteLater()
        self.rows = {move.person_id: self._row(move, plan) for move in plan.moves}
        for made in self.rows.values():
            self._lines.addWidget(made)
        self._lines.addStretch(1)
        high = sum(made.sizeHint().height() + self._lines.spacing() for made in self.rows.values())
        self._area.setFixedHeight(min(MOST_HIGH, high + 4))
        short = _("{count} people find no bed there. Choose another room.").format(count=plan.lacking)
        alone = _("Nobody else of this family is in the house.")
        self.lacking.setText(short if plan.lacking else alone if len(plan.moves) < self.least else "")
        self.lacking.setVisible(bool(self.lacking.text()))
        self.reason.setVisible(any(move.old for move in plan.moves))
        grow(self)

    def _row(self, move: PlannedMove, plan: MovePlan) -> ChoiceField:
        kept = _("kept for somebody")
        beds = [(bed, f"{address} · {kept}" if bed in plan.kept else address) for bed, address in plan.beds]
        name = move.name or _("(not shown)")
        made = ChoiceField(move.person_id, f"{name} · {move.old}" if move.old else name, beds)
        made.set_value(move.bed_id)
        if move.against:
            made.say_hint(_("This room is not meant for them; it will ask why."))
        return made

    def _try(self) -> None:
        self.form.clear_errors()
        self.after.clear_errors()
        moves = tuple((person, row.value()) for person, row in self.rows.items())
        if self._plan.lacking:
            moves = ()
        command = self.command(self.room.value(), moves, self.despite.value().strip())
        reason = self.reason.value().strip()
        self._front.do(command, self, lambda _done: self.accept(), self._refused, reason=reason)

    def _refused(self, failure: Failure) -> bool:
        if failure.code in ALL_THE_SAME:
            self.despite.show()
        form = self.after if failure.field in self.after.fields else self.form
        form.refused(failure)
        grow(self)
        return True


class MoveRoomSheet(PlanSheet):
    """Everybody of a room to another one."""

    def __init__(self, front: FrontDesk, owner: QWidget, room: RoomLine, rooms: Sequence[RoomLine]) -> None:
        self._room = room
        words = _("All of them or none; the old beds are left to be cleaned.")
        title = _("Move everybody of {room}").format(room=room_title(room))
        super().__init__(
            front, owner, (title, words), rooms_with_most([one for one in rooms if one.room_id != room.room_id], room)
        )

    @override
    def question(self, room_id: str) -> Query[MovePlan]:
        """Who would go where in a room."""
        return PlanRoomMove(self._room.room_id, room_id)

    @override
    def command(self, room_id: str, moves: Moves, despite: str) -> Command[Any]:
        """The act for what was chosen."""
        return MoveRoom(self._room.room_id, room_id, moves, despite)


class FamilySheet(PlanSheet):
    """A resident and all of their family in the house into one room."""

    least = 2

    def __init__(self, front: FrontDesk, owner: QWidget, person: Carried, rooms: Sequence[RoomLine]) -> None:
        self._person_id = person.person_id
        words = _("Everybody of the family who is in the house gets a bed of one room.")
        title = _("One room for the family of {name}").format(name=person.name)
        here = next((room for room in rooms if any(bed.bed_id == person.bed_id for bed in room.beds)), None)
        super().__init__(front, owner, (title, words), rooms_with_most(rooms, here))

    @override
    def question(self, room_id: str) -> Query[MovePlan]:
        """Who would go where in a room."""
        return PlanFamily(self._person_id, room_id)

    @override
    def command(self, room_id: str, moves: Moves, despite: str) -> Command[Any]:
        """The act for what was chosen."""
        return PlaceFamily(self._person_id, room_id, moves, despite)
