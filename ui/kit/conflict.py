"""Two people changed the same: both values side by side, who and when; each line is chosen, then it is saved again."""

from __future__ import annotations

from collections.abc import Callable, Hashable

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QDialogButtonBox, QFrame, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.errors import Conflict, Difference
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import said
from ui.kit.alerts import Sheet
from ui.kit.widgets import button, label, restyle, row, scrolled

WIDTH = 640
LINES_SHOWN = 3
LETTERS_SHOWN = 600
TALLEST = 420


class Value(QFrame):
    """One of the two values; a click anywhere on it chooses it, as do the keys on its button."""

    def __init__(self, label_of: str, who: str, when: str, value: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.radio = QRadioButton()
        self.radio.setAccessibleName(f"{label_of}: {value} ({who}, {when})")
        self.radio.toggled.connect(lambda on: restyle(self, "chosen", "true" if on else "false"))
        self.value = label(value, "strong", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.value)
        words.addWidget(label(" · ".join(part for part in (who, when) if part), "small", wrap=True))
        words.addStretch(1)
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 8, 12, 8)
        line.setSpacing(8)
        line.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.radio.setFocus(Qt.FocusReason.MouseFocusReason)
        self.radio.setChecked(True)
        event.accept()


class Choice(QWidget):
    """One field that differs: what it was, theirs and one's own. Nothing is chosen beforehand: either would be lost."""

    chosen = Signal()

    def __init__(self, difference: Difference, panti: Panti) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self.key = difference.key
        by = difference.by or _("Somebody")
        when = "" if difference.at is None else said(difference.at, panti)
        self.theirs = Value(difference.label, by, when, difference.theirs)
        self.mine = Value(difference.label, _("What you typed"), _("not saved yet"), difference.mine)
        self._group = QButtonGroup(self)
        for one in (self.theirs, self.mine):
            self._group.addButton(one.radio)
        self._group.buttonToggled.connect(lambda _button, _on: self.chosen.emit())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        before = label(_("When opened: {value}").format(value=difference.opened), "small", wrap=True)
        head = row(label(difference.label, "strong", wrap=True), before)
        head.setStretch(1, 1)
        both = row(self.theirs, self.mine, spacing=12)
        both.setStretch(0, 1)
        both.setStretch(1, 1)
        column.addLayout(head)
        column.addLayout(both)

    @property
    def decided(self) -> bool:
        """Say whether one of the two is chosen."""
        return self._group.checkedButton() is not None


class ConflictSheet(Sheet):
    """Shows what two people changed. ``chosen`` gets the fields of which one's own value is to be saved.

    ``left`` follows when nothing is chosen. Both are let go of as soon as one was called, as they hold the owner.
    """

    def __init__(
        self,
        owner: QWidget | None,
        conflict: Conflict,
        panti: Panti,
        chosen: Callable[[set[Hashable]], None],
        left: Callable[[], None] = lambda: None,
    ) -> None:
        told = _(
            "Somebody saved the same while this was open. Nothing of yours is saved yet, and what you typed is still "
            "there. Choose for each what is to stand."
        )
        super().__init__(_("Changed by two people"), told, sign=("users", "attention"), parent=owner)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(WIDTH)
        self._answers: tuple[Callable[[set[Hashable]], None], Callable[[], None]] | None = (chosen, left)
        self.choices = [Choice(difference, panti) for difference in conflict.differences]
        for choice in self.choices:
            choice.chosen.connect(self._fit)
        self._lay_out()
        self.offer(_("Save what was chosen"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Back to what I typed"), QDialogButtonBox.ButtonRole.RejectRole)
        self.save_button = self.buttons.buttons()[0]
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        self._fit()
        self.choices[0].theirs.radio.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        if len(self.choices) > 1:
            everything = (
                button(_("All of theirs"), lambda: self.choose_all(mine=False), kind="link"),
                button(_("All of mine"), lambda: self.choose_all(mine=True), kind="link"),
            )
            self.body.addLayout(row(*everything, None))
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(16)
        for choice in self.choices:
            column.addWidget(choice)
        letters = sum(len(one.value.text()) for choice in self.choices for one in (choice.theirs, choice.mine))
        if len(self.choices) <= LINES_SHOWN and letters <= LETTERS_SHOWN:
            self.body.addWidget(inner)
            return
        area = scrolled(inner)
        area.setMinimumHeight(TALLEST)
        self.body.addWidget(area, 1)

    def choose_all(self, *, mine: bool) -> None:
        """Choose the same side everywhere."""
        for choice in self.choices:
            (choice.mine if mine else choice.theirs).radio.setChecked(True)
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        self.save_button.setEnabled(all(choice.decided for choice in self.choices))

    def _save(self) -> None:
        mine = {choice.key for choice in self.choices if choice.mine.radio.isChecked()}
        answers, self._answers = self._answers, None
        self.accept()
        if answers is not None:
            answers[0](mine)

    @override
    def reject(self) -> None:
        """Leave it undecided."""
        answers, self._answers = self._answers, None
        super().reject()
        if answers is not None:
            answers[1]()


def choose_between(
    owner: QObject,
    conflict: Conflict,
    panti: Panti,
    chosen: Callable[[set[Hashable]], None],
    left: Callable[[], None],
) -> ConflictSheet:
    """Show both values above whoever gave the act; ``left`` follows when nothing is chosen."""
    above: QObject | None = owner
    while above is not None and not isinstance(above, QWidget):
        above = above.parent()
    sheet = ConflictSheet(above, conflict, panti, chosen, left)
    sheet.open()
    return sheet
