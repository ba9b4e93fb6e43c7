"""Fields that more than one page uses: a day as people write it, several ticks at once, a place that is offered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.identity.reading_dates import About, read_date
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import RegionsLike
from ui.kit.form import Field, SuggestField, TextField
from ui.kit.frontdesk import FrontDesk


class DayField(TextField):
    """A day, typed as people write it."""

    def day(self, today: date) -> date | None:
        """The day typed, None where nothing was; raises Refused ``day_unclear``."""
        if not self.value().strip():
            return None
        day = read_date(self.value(), About.EVENT, today).when.as_day
        if day is None:
            raise Refused("day_unclear", field=self.name)
        return day

    @override
    def set_value(self, value: Any) -> None:
        """Show a day without telling."""
        super().set_value(short_date(value) if isinstance(value, date) else value)


class TicksField(Field):
    """Several of a list; the value is the keys that are ticked, in the order of the list."""

    def __init__(self, name: str, words: str, choices: Sequence[tuple[Any, str]], *, columns: int = 2) -> None:
        self.boxes: dict[Any, QCheckBox] = {}
        inner = QWidget()
        inner.setProperty("clear", "true")
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for at, (key, told) in enumerate(choices):
            box = QCheckBox(told)
            box.setAccessibleName(f"{words}: {told}")
            self.boxes[key] = box
            grid.addWidget(box, at // columns, at % columns)
        super().__init__(name, words, inner)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))
        for box in self.boxes.values():
            box.toggled.connect(lambda _on: self.changed.emit())

    @override
    def value(self) -> tuple[Any, ...]:
        """The keys that are ticked."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    @override
    def set_value(self, value: Any) -> None:
        """Tick these without telling."""
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(key in (value or ()))
            box.blockSignals(False)


def place_field(front: FrontDesk, owner: QObject, name: str, words: str) -> SuggestField:
    """A regency or city, offered as it is typed."""
    place = SuggestField(name, words, placeholder=_("Type a few letters"))

    def asked(typed: str) -> None:
        if typed:
            front.ask(
                RegionsLike(typed), owner, lambda found: place.suggest([(region.code, region.name) for region in found])
            )

    place.asked.connect(asked)
    return place
