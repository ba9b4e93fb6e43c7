"""Who trains in a programme, ticked: whoever trains sees its people."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QDialogButtonBox, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.training import ProgramLine
from shelter_admin.domain.training.timetable import TrainerLine
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.programs import SetTrainersOf, TrainersToChoose
from ui.kit.alerts import Sheet
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label

LEAST_WIDTH = 460


class TrainersSheet(Sheet):
    """A box for everybody who can train; it closes once it is saved."""

    def __init__(self, front: FrontDesk, owner: QWidget, program: ProgramLine) -> None:
        told = _("Whoever trains here sees the people of this programme. Guests stand in the timetable by name only.")
        super().__init__(_("Trainers of {program}").format(program=program.name), told, parent=owner)
        self.setMinimumWidth(LEAST_WIDTH)
        self.front, self.program = front, program
        self.boxes: dict[str, QCheckBox] = {}
        self._shown: dict[str, bool] = {}
        self._column = QVBoxLayout()
        self.body.addLayout(self._column)
        self.error = label("", "error", wrap=True)
        self.body.addWidget(self.error)
        self.offer(_("Save"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self.save)
        self.buttons.rejected.connect(self.reject)
        front.ask(TrainersToChoose(program.program_id), self, self._show)

    def _show(self, found: tuple[TrainerLine, ...]) -> None:
        for one in found:
            box = QCheckBox(one.name.replace("&", "&&"))
            box.setChecked(one.trains)
            box.setAccessibleName(one.name)
            self.boxes[one.account_id] = box
            self._shown[one.account_id] = one.trains
            self._column.addWidget(box)
        if not found:
            words = _("Nobody has an account as a trainer yet. Make one under Settings.")
            self._column.addWidget(label(words, "muted", wrap=True))
        self.grow()

    def save(self) -> None:
        """Save who is ticked."""
        ticked = tuple(account_id for account_id, box in self.boxes.items() if box.isChecked())
        command = SetTrainersOf(self.program.program_id, ticked, seen=Seen(self._shown))
        self.front.do(command, self, lambda _done: self.accept(), self._refused)

    def _refused(self, failure: Failure) -> bool:
        self.error.setText(explain(failure, self.front.panti))
        return True
