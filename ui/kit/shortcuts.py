"""Ctrl+/: the keys of the frame and of the page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialogButtonBox, QGridLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit.alerts import Sheet
from ui.kit.widgets import label

Keys = Sequence[tuple[str, str]]


def frame_keys() -> Keys:
    """The keys that are the same everywhere."""
    return (
        ("Ctrl+K", _("Jump to a person, a page or an act")),
        ("Ctrl+1 … 9, 0", _("The pages, in the order of the sidebar")),
        ("/", _("Search of the page")),
        ("Enter", _("The main act")),
        ("Esc", _("Back")),
        ("Ctrl+Z", _("Undo the last act")),
        ("Ctrl+L", _("Lock the screen or change user")),
        ("F1", _("Help for this page")),
        ("Ctrl+/", _("This list")),
    )


class ShortcutsSheet(Sheet):
    """The list of keys."""

    def __init__(self, of_page: Keys = (), parent: QWidget | None = None) -> None:
        super().__init__(_("Shortcuts"), "", parent=parent)
        for keys in (frame_keys(), of_page):
            if keys:
                self.body.addLayout(_grid(keys))
        self.offer(_("Close"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.buttons.accepted.connect(self.accept)


def _grid(keys: Keys) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(1, 1)
    for number, (key, words) in enumerate(keys):
        cap = label(key)
        cap.setProperty("key", "true")
        grid.addWidget(cap, number, 0)
        grid.addWidget(label(words), number, 1)
    return grid
