"""The weekdays of a class as seven boxes."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.training import EVERY_WORKING_DAY
from shelter_admin.domain.wording import DAYS
from shelter_admin.domain.words import _
from ui.kit.form import Field
from ui.training.days import SHORT_DAYS

ACROSS = 4


class WeekdaysField(Field):
    """Which days of the week the class meets; the value is their ISO digits, Monday 1."""

    def __init__(self, name: str, words: str) -> None:
        boxes = QWidget()
        boxes.setProperty("clear", "true")
        grid = QGridLayout(boxes)  # two rows: seven boxes side by side are too wide for a small screen
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(4)
        self.boxes = [QCheckBox(_(short)) for short in SHORT_DAYS]
        for at, (box, day) in enumerate(zip(self.boxes, DAYS, strict=True)):
            box.setAccessibleName(_(day))
            box.setToolTip(_(day))
            grid.addWidget(box, at // ACROSS, at % ACROSS)
        grid.setColumnStretch(ACROSS, 1)
        boxes.setFocusProxy(self.boxes[0])
        super().__init__(name, words, boxes)
        for box in self.boxes:
            box.toggled.connect(lambda _on: self.changed.emit())
        self.set_value(EVERY_WORKING_DAY)

    @override
    def value(self) -> str:
        """The ticked days."""
        return "".join(str(at) for at, box in enumerate(self.boxes, start=1) if box.isChecked())

    @override
    def set_value(self, value: Any) -> None:
        """Tick these days without telling."""
        for at, box in enumerate(self.boxes, start=1):
            box.blockSignals(True)
            box.setChecked(str(at) in str(value or ""))
            box.blockSignals(False)
