"""What the page asks or says above the sheet, with the buttons that answer it: no dialog for what a page can show."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from ui.kit.widgets import Banner, button

Answer = tuple[str, Callable[[], None]]


class Asked(QWidget):
    """One line at a time; Escape takes a question back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._banner: Banner | None = None
        self.words = ""
        self._is_remark = False
        self.answers: list[QPushButton] = []
        self.hide()

    def say(self, kind: str, words: str, answers: Sequence[Answer] = (), *, focus: bool = False) -> None:
        """Say a sentence (attention, danger or info) with its answers; the first takes Enter where it has the focus."""
        self.clear()
        self.words, self._is_remark = words, kind == "info" and not answers
        self._banner = Banner(kind, words)
        for at, (offered, act) in enumerate(answers):
            made = button(offered, act, kind="primary" if at == 0 else "")
            self._banner.row.addWidget(made)
            self.answers.append(made)
        self._column.addWidget(self._banner)
        self.show()
        if focus and self.answers:
            self.answers[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Say nothing."""
        if self._banner is not None:
            self._column.removeWidget(self._banner)
            self._banner.hide()
            self._banner.deleteLater()
        self._banner, self.words, self.answers, self._is_remark = None, "", [], False
        self.hide()

    def clear_remark(self) -> None:
        """Say no more what only told something; a question and what was refused stay."""
        if self._is_remark:
            self.clear()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape and self.answers:
            self.answers[-1].click()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(here, QPushButton):
            here.click()
        else:
            super().keyPressEvent(event)
