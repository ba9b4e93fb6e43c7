"""How sure a field is: a small choice beside its name. It says nothing until somebody chose something."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QVBoxLayout

from shelter_admin.domain.overriding import override
from shelter_admin.domain.surroundings import FIELD_QUALITY_NAMES, FieldQuality
from shelter_admin.domain.words import _
from ui.kit.form import Field, Form
from ui.kit.widgets import restyle

KEY: Final = "F7"
OF_FIELD: Final[Mapping[str, str]] = {
    "full_name": "name",
    "sex": "sex",
    "birth": "birth",
    "birth_place": "birth_place",
    "origin": "origin",
    "nik": "nik",
}
"""The fields of a form of which it can be said how sure they are, with their names in the store."""


class Said(QLabel):
    """Words that open a choice when they are clicked, no higher than the field's name beside them."""

    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()
        event.accept()


class Sureness(Field):
    """The choice beside a field's name. F7 within the field opens it; without a choice there are three dots only."""

    def __init__(self, host: Field) -> None:
        self.chooser = Said()
        called = _("How sure: {field}").format(field=host.words.text())
        super().__init__(f"quality_{OF_FIELD[host.name]}", called, self.chooser)
        self.words.hide()
        self._value = ""
        self._menu = QMenu(self.chooser)
        self._group = QActionGroup(self._menu)
        self._offered: dict[str, QAction] = {}
        for key, words in [("", _("— nothing said —")), *((one.value, _(name)) for one, name in _NAMES)]:
            action = self._menu.addAction(words)
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, chosen=key: self._choose(chosen))
            self._group.addAction(action)
            self._offered[key] = action
        self.chooser.clicked.connect(self.open)
        self.chooser.setToolTip(_("How sure is this? (F7 in the field)"))
        keyed = QShortcut(QKeySequence(KEY), host, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keyed.activated.connect(self.open)
        self._show()

    def open(self) -> None:
        """Offer the choices below the button, the one held under the cursor."""
        self._menu.setActiveAction(self._offered[self._value])
        self._menu.popup(self.chooser.mapToGlobal(self.chooser.rect().bottomLeft()))

    @property
    def menu(self) -> QMenu:
        """The choices."""
        return self._menu

    def _choose(self, key: str) -> None:
        if key != self._value:
            self._value = key
            self._show()
            self.changed.emit()

    def _show(self) -> None:
        words = _(FIELD_QUALITY_NAMES[FieldQuality(self._value)]) if self._value else "⋯"
        self.chooser.setText(words)
        restyle(self.chooser, "look", "link" if self._value else "small")
        told = words if self._value else _("nothing said")
        self.chooser.setAccessibleDescription(told)
        self._offered[self._value].setChecked(True)

    @override
    def value(self) -> str:
        """What was chosen, empty for nothing."""
        return self._value

    @override
    def set_value(self, value: Any) -> None:
        """Hold a choice without telling."""
        self._value = str(value or "") if str(value or "") in self._offered else ""
        self._show()


_NAMES: Final = tuple(FIELD_QUALITY_NAMES.items())


def add_sureness(*forms: Form) -> None:
    """Give the identity fields of these forms the choice of how sure they are, among the values of the form."""
    for form in forms:
        for name in [one for one in form.fields if one in OF_FIELD]:
            host = form.fields[name]
            made = Sureness(host)
            column = host.layout()
            if isinstance(column, QVBoxLayout):
                column.removeWidget(host.words)
                line = QHBoxLayout()
                line.setContentsMargins(0, 0, 0, 0)
                line.setSpacing(4)
                made.chooser.setFixedHeight(host.words.sizeHint().height())
                line.addWidget(host.words)
                line.addWidget(made)
                line.addStretch(1)
                column.insertLayout(0, line)
            form.fields[made.name] = made
            made.changed.connect(form.changed)


def qualities_typed(values: Mapping[str, Any]) -> dict[str, str]:
    """The qualities among these values, by the field they are of."""
    prefix = "quality_"
    return {name.removeprefix(prefix): str(value) for name, value in values.items() if name.startswith(prefix)}
