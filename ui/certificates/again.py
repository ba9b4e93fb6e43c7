"""After a jam: from which paper on it is printed again, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.words import _
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, NoteField


class AgainSheet(Sheet):
    """Asks for the first paper by its place and number; every one from there on is written down with the reason."""

    def __init__(self, owner: QWidget, numbers: Sequence[str], given: Callable[[int, str], None]) -> None:
        told = _("The very papers that were issued, from this one to the last. Each is written down as printed again.")
        super().__init__(_("Print again from a paper on"), told, sign=("printer", "accent"), parent=owner)
        self._given = given
        choices = [(at, f"{at + 1}. {one}") for at, one in enumerate(numbers)]
        self.first = ChoiceField("first", _("From"), choices)
        self.reason = NoteField("reason", _("Reason"), hint=_("Enter begins a new line; Ctrl+Enter goes on"))
        self.reason.set_value(_("The printer jammed"))
        self.reason.entered.connect(self._accept)
        self.body.addWidget(self.first)
        self.body.addWidget(self.reason)
        self.offer(_("Print again"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self.first.combo.setFocus()

    def _accept(self) -> None:
        if self.reason.value().strip():
            self.accept()
            self._given(self.first.value(), self.reason.value().strip())
        else:
            self.reason.say_wrong(_("Say why."))
