"""Who signs: a certificate without a name below it stays so for ever, and that is said before it is issued."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, button


class SignerBanner(Banner):
    """Says that the name of who signs is not set, with the way there; it never keeps anybody from going on."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("attention", "", parent)
        self._front = front
        self.settings_button = button(_("Write down who signs…"), lambda: front.go.emit("settings", "certificates"))
        self.settings_button.setVisible(front.may(Right.CHANGE_SETTINGS))
        self.row.addWidget(self.settings_button)
        self.look()

    @property
    def needed(self) -> bool:
        """Say whether the name of who signs is not set."""
        return not self._front.panti.settings.signer_name.strip()

    def look(self) -> None:
        """Show what the settings say now."""
        told = _("The name of who signs is not set: the certificate has an empty line there, and that stays so.")
        ask = "" if self._front.may(Right.CHANGE_SETTINGS) else _("Ask whoever may change the settings.")
        self.words.setText(" ".join(part for part in (told, ask) if part))
        self.setVisible(self.needed)
