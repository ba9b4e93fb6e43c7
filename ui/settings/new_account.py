"""A new account: who, which roles, the first password."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.words import _
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.desk import Done
from ui.kit.form import TextField
from ui.kit.new_password import PasswordTwice
from ui.kit.widgets import button, label, row
from ui.settings.roles import RolesField
from ui.settings.section import KeptForm, Section


class NewAccountView(QWidget):
    """``made`` brings the id and the user name of the account; what is half typed stays."""

    made = Signal(str, str)
    left = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._front = section.front
        self.user = TextField("user", _("User name"), hint=_("For signing in: small letters, no spaces."))
        self.full_name = TextField("full_name", _("Full name"), hint=_("As it stands on papers."))
        self.roles = RolesField()
        self.password = PasswordTwice(words=_("First password"))
        self.form = KeptForm(section, [self.user, self.full_name, self.roles, *self.password.fields])
        if Role.KEPALA not in self._front.staff.roles:
            self.roles.box.boxes[Role.KEPALA].setEnabled(False)
            self.roles.say_hint(_("Only a head opens the account of a head."))
        self.save_button = button(_("Open the account"), self.save, kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(10)
        column.addWidget(label(_("New account"), "strong"))
        column.addWidget(self.form)
        column.addLayout(row(self.save_button, button(_("Cancel"), self.left.emit), None))
        column.addStretch(1)
        self.password.second.line.returnPressed.connect(self.save)

    def begin(self) -> None:
        """Put the cursor where typing begins."""
        self.user.setFocus()

    def save(self) -> None:
        """Open the account; what is wrong is said beside its field."""
        self.form.clear_errors()
        if not self.password.agreed():
            return
        user = self.user.value().strip()
        command = AddAccount(user, self.roles.value(), self.password.first.value(), self.full_name.value().strip())
        self._front.do(command, self, lambda done: self._saved(done, user), self.form.refused)

    def _saved(self, done: Done[str], user: str) -> None:
        self.form.settle({"user": "", "full_name": "", "roles": (), "password": "", "again": ""})
        self.made.emit(done.outcome, user)
