"""The lock: covers the window while nobody sits there, and lets the same person or somebody else sit down.

What was typed stays on the pages below; each person finds their own again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.form import Form, TextField
from ui.kit.icons import IconLabel
from ui.kit.tasks import Tasks
from ui.kit.widgets import Card, button, label, row
from ui.login.opening import Attempt, Explain, attempt
from ui.login.password import PasswordField

CARD = 400
SitDown = Callable[[str, str], object]


class LockScreen(QWidget):
    """Hides everything until somebody's password is right. ``seated`` brings their Desk."""

    seated = Signal(object)
    left = Signal()

    def __init__(self, sit_down: SitDown, explain: Explain, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self._sit_down, self._explain, self._tasks = sit_down, explain, tasks
        self._below = parent
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.title = label("", "section")
        self.told = label("", "muted", wrap=True)
        self.user = TextField("user", _("User"))
        self.password = PasswordField("password", _("Password"))
        self.form = Form([self.user, self.password], explain)
        self.enter_button = button(_("Open"), self.enter, kind="primary", icon="key")
        self.leave_button = button(_("Close the program"), self.left.emit, kind="link")
        self.seats = QHBoxLayout()
        self._lay_out()
        self.user.line.returnPressed.connect(self.password.setFocus)
        self.password.line.returnPressed.connect(self.enter)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        card = Card(padding=24)
        card.setFixedWidth(CARD)
        card.body.setSpacing(3 * theme.GRID)
        card.add(row(IconLabel("lock", "accent", 24), self.title, None), self.told, self.seats, self.form)
        card.add(self.enter_button, row(None, self.leave_button, None))
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addLayout(row(None, card, None))
        column.addStretch(3)

    def lock(self, user: str, seated: Sequence[str]) -> None:
        """Cover the window after a while without a touch; ``user`` may come back, or another."""
        self._cover(_("Locked"), _("Nothing was lost. Sign in again, or let somebody else sit down."), user, seated)

    def change_user(self, seated: Sequence[str]) -> None:
        """Cover the window and ask who sits down."""
        self._cover(_("Change user"), _("What is half filled in stays with its user."), "", seated)

    def enter(self) -> None:
        """Try to sit down."""
        user, password = self.user.value().strip(), self.password.value()
        self.form.clear_errors()
        if not user:
            self.user.say_wrong(_("Write your user name."))
        elif not password:
            self.password.say_wrong(_("Write your password."))
        elif self.enter_button.isEnabled():
            self.enter_button.setEnabled(False)
            self._tasks.at_store(
                lambda: attempt(lambda: self._sit_down(user, password), self._explain), self, self._back, self._broke
            )

    def _cover(self, title: str, told: str, user: str, seated: Sequence[str]) -> None:
        self.title.setText(title)
        self.told.setText(told)
        self.form.clear_errors()
        self.user.set_value(user)
        self.password.set_value("")
        self._offer(seated)
        self._fit()
        self.show()
        self.raise_()
        (self.password if user else self.user).setFocus()

    def _offer(self, seated: Sequence[str]) -> None:
        while (item := self.seats.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for user in seated:
            self.seats.addWidget(button(user, lambda chosen=user: self._choose(chosen), icon="user"))  # type: ignore[misc]
        self.seats.addStretch(1)

    def _choose(self, user: str) -> None:
        self.user.set_value(user)
        self.password.setFocus()

    def _back(self, outcome: Attempt) -> None:
        self.enter_button.setEnabled(True)
        self.password.set_value("")
        if outcome.failure is not None:
            self.form.refused(outcome.failure)
            return
        self.hide()
        self.seated.emit(outcome.desk)

    def _broke(self, error: BaseException) -> None:
        self.enter_button.setEnabled(True)
        self._tasks.failed.emit(self, error)

    def _fit(self) -> None:
        self.setGeometry(self._below.rect())

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._fit()
        return super().eventFilter(watched, event)
