"""The way back when a password is forgotten: the recovery sheet's code and a new password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.form import Form, TextField
from ui.kit.tasks import Tasks
from ui.kit.widgets import Card, button, label, row
from ui.login.opening import Attempt, Explain, Opener, attempt
from ui.login.password import PasswordField
from ui.login.places import Place, for_operations
from ui.login.sign_in import remember


class Recovery(Card):
    """Asks for the code in groups, the user, and a new password."""

    entered = Signal(object, object)
    left = Signal()

    def __init__(self, opener: Opener, explain: Explain, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(_("Come in with the recovery sheet"), parent, padding=24)
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._path: Place | None = None
        self.code = TextField("code", _("Recovery code"), hint=_("As printed on the sheet; dashes do not matter."))
        self.user = TextField("user", _("User"))
        self.password = PasswordField("password", _("New password"), hint=_("At least 8 letters."))
        self.again = PasswordField("again", _("New password once more"))
        self.form = Form([self.code, self.user, self.password, self.again], explain)
        self.enter_button = button(_("Set password and sign in"), self.enter, kind="primary", icon="key")
        self.back_button = button(_("Back"), self.left.emit)
        told = label(_("The sheet was printed when the store was made. The head of the shelter keeps it."), "muted")
        told.setWordWrap(True)
        self.body.setSpacing(3 * theme.GRID)
        self.add(told, self.form, row(self.back_button, None, self.enter_button))
        for field in self.form.fields.values():
            if isinstance(field, TextField):
                field.line.returnPressed.connect(self.enter)

    def begin(self, path: Place, user: str) -> None:
        """Start for this store."""
        self._path = path
        self.user.set_value(user)
        self.code.setFocus()

    def enter(self) -> None:
        """Give the account its new password and come in."""
        self.form.clear_errors()
        path = self._path
        code, user, password = self.code.value(), self.user.value().strip(), self.password.value()
        if password != self.again.value():
            self.again.say_wrong(_("The two passwords differ."))
        elif path is not None:
            self.enter_button.setEnabled(False)
            self._tasks.at_store(
                lambda: attempt(lambda: self._come_in(path, code, user, password), self._explain),
                self,
                lambda outcome: self._back(path, user, outcome),
                self._broke,
            )

    def _come_in(self, path: Place, code: str, user: str, password: str) -> object:
        return self._opener.unlock_with_recovery(for_operations(path), code, user, password)

    def _back(self, path: Place, user: str, outcome: Attempt) -> None:
        self.enter_button.setEnabled(True)
        if outcome.failure is not None:
            self.form.refused(outcome.failure)
            return
        remember(path, user)
        for field in (self.code, self.password, self.again):
            field.set_value("")
        self.entered.emit(outcome.desk, path)

    def _broke(self, error: BaseException) -> None:
        self.enter_button.setEnabled(True)
        self._tasks.failed.emit(self, error)
