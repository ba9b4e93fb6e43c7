"""A box of choices that shortens a long choice in its middle, where people of one name differ least."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget
from typing_extensions import override

from ui.kit.letters import tip

SLACK: Final = 1


class Choice(QComboBox):
    """The tooltip says the whole of a choice that is shortened; the open list is as wide as its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shortened = False
        self.currentTextChanged.connect(lambda _text: self.say_whole())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.say_whole()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown()
        painter = QStylePainter(self)
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown(self) -> str:
        """The choice as it stands there."""
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        field = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, self)
        return self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideMiddle, room.width() + SLACK)

    def say_whole(self) -> None:
        """Give a shortened choice its tooltip, and take it away again; a tooltip of another's stays."""
        shortened = self.shown() != self.currentText()
        if shortened:
            self.setToolTip(tip(self.currentText()))
        elif self._shortened:
            self.setToolTip("")
        self._shortened = shortened
