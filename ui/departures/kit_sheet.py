"""The dialog of the tools that each programme gives to whoever finishes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.departures.handing import Item, Kit
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import _
from shelter_admin.operations.departures.kits import SetKit
from shelter_admin.operations.editing import Seen
from ui.departures.items import ItemsField
from ui.kit.asking import FormSheet
from ui.kit.form import ChoiceField, Form
from ui.kit.frontdesk import FrontDesk

WIDE: Final = 760


class KitSheet(FormSheet):
    """Choose a programme and write its tools; all that were changed are saved together, one act each."""

    def __init__(self, front: FrontDesk, owner: QWidget, kits: tuple[Kit, ...]) -> None:
        told = _("They are proposed when tools are handed over; what was handed over before stays as it was.")
        super().__init__(front, owner, _("Tools of the programmes"), told, _("Save"))
        self.setMinimumWidth(WIDE)
        self._kits = {kit.program_id: kit for kit in kits}
        self._typed: dict[str, tuple[Item, ...]] = {}
        self._shown = ""
        self.program = ChoiceField("program_id", _("Programme"), [(kit.program_id, kit.program) for kit in kits])
        self.items = ItemsField(_("Tools"), noted=False)
        self.form = Form([self.program, self.items], self.explained)
        self.body.addWidget(self.form)
        self.program.changed.connect(self._turn)
        self._show()
        self.program.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self, self.grow)  # a list in a dialog needs more than Qt's two thirds of a small screen

    def _keep(self) -> bool:
        """Keep what is typed for the programme that is shown; says whether it can be read."""
        self.form.clear_errors()
        try:
            self._typed[self._shown] = self.items.value()
        except Refused as failure:
            self.refuse(failure)
            return False
        return True

    def _turn(self) -> None:
        """Show another programme; what is typed for this one waits for saving."""
        if self._keep():
            self._show()
        else:
            self.program.set_value(self._shown)

    def _show(self) -> None:
        self._shown = self.program.value() or ""
        kit = self._kits.get(self._shown)
        self.items.set_value(self._typed.get(self._shown, kit.items if kit is not None else ()))

    @override
    def save(self) -> None:
        if self._keep():
            self._save_next()

    def _save_next(self) -> None:
        """Save the next programme that was changed, and close once none is left."""
        changed = [key for key, items in self._typed.items() if key in self._kits and items != self._kits[key].items]
        if not changed:
            self.accept()
            return
        program_id = changed[0]
        self.program.set_value(program_id)  # a refusal stands beside what it is about
        self._show()
        act = SetKit(program_id, self._typed[program_id], seen=Seen({"items": self._kits[program_id].items}))
        self.front.do(act, self, lambda _done: self._saved(program_id), self.refuse)

    def _saved(self, program_id: str) -> None:
        self._typed.pop(program_id)
        self._save_next()
