"""One section of the settings: shown only to whom it is open, asked anew when what it shows changed."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from ui.kit.form import Form
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label, row

FORM = 720


class Section(QWidget):
    """``key`` names it, ``needs`` are the rights of which one must be held, ``told`` is the sentence below the title.

    ``scrolls`` is False where a table takes the room there is.
    """

    key: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    told: ClassVar[str] = ""
    needs: ClassVar[frozenset[Right]] = frozenset({Right.WORK_HERE})
    shows: ClassVar[frozenset[Area]] = frozenset()
    scrolls: ClassVar[bool] = True

    def __init__(self, front: FrontDesk) -> None:
        super().__init__()
        self.front = front
        self.setProperty("clear", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(20, 14, 20, 16)
        self.body.setSpacing(12)
        self.body.addWidget(label(_(self.title), "section"))
        if self.told:
            self.body.addWidget(label(_(self.told), "muted", wrap=True))

    @classmethod
    def open_to(cls, front: FrontDesk) -> bool:
        """Say whether this user has any use for it."""
        return any(front.may(right) for right in cls.needs)

    def reload(self) -> None:
        """Ask for what the section shows."""

    def add_form(self, form: QWidget) -> None:
        """Put a form below; it grows no wider than one reads, and its wrapped words get the height they need."""
        line = row(form, None)
        line.setStretch(0, 100)
        line.setStretch(1, 1)
        self.body.addLayout(line)

    def said(self, failure: Failure) -> str:
        """The sentence of a failure, with the panti's clock."""
        return explain(failure, self.front.panti)


class KeptForm(Form):
    """A form over values of the store: what somebody typed stays until it is saved or taken back."""

    def __init__(self, section: Section, fields: Any) -> None:
        super().__init__(fields, section.said)
        self.setMaximumWidth(FORM)
        self.dirty = False
        self.changed.connect(self._touch)

    def offer(self, values: dict[str, Any]) -> None:
        """Show the store's values, unless somebody is typing."""
        if not self.dirty:
            self.load(values)

    def settle(self, values: dict[str, Any]) -> None:
        """What was typed is saved: show the store's values from now on."""
        self.dirty = False
        self.clear_errors()
        self.load(values)

    def _touch(self) -> None:
        self.dirty = True
