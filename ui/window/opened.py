"""What is said once when a store was opened: entries that are lost, a copy that is in its place."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QWidget

from shelter_admin.domain.words import _
from ui.kit.alerts import Sheet


def tell_of_lost_entries(window: QWidget) -> None:
    """Say that the newest entries of the log are gone; only who may check the store can do something about it."""
    words = _("Entries that were there before are missing. Run the check under Settings and look for a newer copy.")
    sheet = Sheet(_("The end of the log is missing"), words, sign=("triangle-alert", "danger"), parent=window)
    sheet.offer(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
    sheet.buttons.accepted.connect(sheet.accept)
    sheet.open()


def tell_of_restored(window: QWidget, words: str) -> None:
    """Say that the copy is in its place, and how to take that back."""
    sheet = Sheet(_("The copy is in its place"), words, sign=("circle-check", "ok"), parent=window)
    sheet.offer(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
    sheet.buttons.accepted.connect(sheet.accept)
    sheet.open()
