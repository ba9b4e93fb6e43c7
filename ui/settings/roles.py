"""The eight roles as boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import ROLE_NAMES, Role
from shelter_admin.domain.words import _
from ui.kit.form import Field


class RolesBox(QWidget):
    """One box per role, two in a row."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        self.boxes: dict[Role, QCheckBox] = {}
        for place, (role, name) in enumerate(ROLE_NAMES.items()):
            made = QCheckBox(_(name))
            made.setAccessibleName(_(name))
            made.toggled.connect(self.changed)
            self.boxes[role] = made
            grid.addWidget(made, place // 2, place % 2)
        self.setFocusProxy(next(iter(self.boxes.values())))


class RolesField(Field):
    """The roles an account holds; the value is a tuple of roles."""

    def __init__(self) -> None:
        self.box = RolesBox()
        super().__init__("roles", _("Roles"), self.box)
        self.box.changed.connect(self.changed)

    @override
    def value(self) -> tuple[Role, ...]:
        """The roles ticked."""
        return tuple(role for role, box in self.box.boxes.items() if box.isChecked())

    @override
    def set_value(self, value: Iterable[Role]) -> None:
        """Tick exactly these without telling."""
        held = set(value or ())
        self.box.blockSignals(True)
        for role, box in self.box.boxes.items():
            box.setChecked(role in held)
        self.box.blockSignals(False)
