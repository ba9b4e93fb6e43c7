"""Lines that take no room while they say nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel


def tell(line: QLabel, words: str) -> None:
    """Say something in a line; nothing takes it away."""
    line.setText(words)
    line.setVisible(bool(words))
