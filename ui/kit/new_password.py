"""A password being chosen: typed twice, its strength shown while it is typed."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QBoxLayout, QProgressBar
from typing_extensions import override

from shelter_admin.domain.accounts import MIN_PASSWORD, password_strength
from shelter_admin.domain.words import N_, _
from ui.kit.form import Field, TextField

STRENGTHS: Final = (
    N_("too short, at least {least} letters"),
    N_("weak: make it longer, or add other kinds of signs"),
    N_("fair"),
    N_("good"),
    N_("strong"),
)


class NewPasswordField(TextField):
    """A line whose letters are hidden, with a bar and a word for how strong they are. A hint, not a promise."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__(name, words, secret=True)
        self.bar = QProgressBar()
        self.bar.setRange(0, len(STRENGTHS) - 1)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(6)
        self.bar.setAccessibleName(_("Strength"))
        self._place(self.bar)
        self.changed.connect(self._rate)
        self._rate()

    def _place(self, bar: QProgressBar) -> None:
        column = self.layout()
        if isinstance(column, QBoxLayout):
            column.insertWidget(2, bar)

    def _rate(self) -> None:
        strength = password_strength(self.value())
        self.bar.setValue(strength)
        told = _(STRENGTHS[strength]).format(least=MIN_PASSWORD)
        rest = _("Several words in a row are good.")
        self.say_hint(_("Strength: {word}").format(word=told) if self.value() else rest)

    @override
    def set_value(self, value: object) -> None:
        """Show a value without telling, rated."""
        super().set_value(value)
        self._rate()


class PasswordTwice:
    """The two fields of a new password; ``agreed`` says beside the second one when they differ."""

    def __init__(self, name: str = "password", words: str = "", again: str = "again") -> None:
        self.first = NewPasswordField(name, words or _("New password"))
        self.second = TextField(again, _("The same again"), secret=True)

    @property
    def fields(self) -> list[Field]:
        """Both fields, in the order they are typed."""
        return [self.first, self.second]

    def agreed(self) -> bool:
        """Say whether both are the same; otherwise a sentence stands beside the second."""
        same = self.first.value() == self.second.value()
        if not same:
            self.second.say_wrong(_("The two passwords differ. Type the same one twice."))
        return same

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.set_value("")
        self.second.set_value("")
