"""The dialog of the tools that each programme gives to whoever finishes it."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.departures.handing import Kit
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
    """Choose a programme and write its tools; each programme is saved by itself."""

    def __init__(self, front: FrontDesk, owner: QWidget, kits: tuple[Kit, ...]) -> None:
        told = _("They are proposed when tools are handed over; what was handed over before stays as it was.")
        super().__init__(front, owner, _("Tools of the programmes"), told, _("Save"))
        self.setMinimumWidth(WIDE)
        self._kits = {kit.program_id: kit for kit in kits}
        self.program = ChoiceField("program_id", _("Programme"), [(kit.program_id, kit.program) for kit in kits])
        self.items = ItemsField(_("Tools"), noted=False)
        self.form = Form([self.program, self.items], self.explained)
        self.body.addWidget(self.form)
        self.program.changed.connect(self._show)
        self._show()
        self.program.setFocus()

    def _show(self) -> None:
        kit = self._kits.get(self.program.value())
        self.items.set_value(kit.items if kit is not None else ())

    @override
    def save(self) -> None:
        self.form.clear_errors()
        kit = self._kits.get(self.program.value())
        if kit is None:
            self.accept()
            return
        try:
            act = SetKit(kit.program_id, self.items.value(), seen=Seen({"items": kit.items}))
        except Refused as failure:
            self.refuse(failure)
            return
        self.front.do(act, self, lambda _done: self.accept(), self.refuse)
