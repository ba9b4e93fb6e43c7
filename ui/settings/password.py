"""One's own password."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLabel

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.accounts import ChangePassword
from ui.kit.form import TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.new_password import PasswordTwice
from ui.kit.widgets import button, label, row
from ui.settings.section import KeptForm, Section


class PasswordSection(Section):
    """The present password, then the new one twice."""

    key: ClassVar[str] = "password"
    title: ClassVar[str] = N_("My password")
    icon: ClassVar[str] = "key"
    told: ClassVar[str] = N_(
        "Nobody else can see it. When it is forgotten, the head or the administrator gives a new one."
    )

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.old = TextField("old", _("Present password"), secret=True)
        self.new = PasswordTwice()
        self.form = KeptForm(self, [self.old, self.new.fields])
        self.save_button = button(_("Change the password"), self.save, kind="primary")
        self.done: QLabel = label("", "ok")
        self.add_form(self.form)
        self.body.addLayout(row(self.save_button, self.done, None))
        self.body.addStretch(1)
        self.new.second.line.returnPressed.connect(self.save)
        self.form.changed.connect(lambda: self.done.setText(""))

    def save(self) -> None:
        """Change it; what is wrong is said beside its field."""
        self.form.clear_errors()
        if self.new.agreed():
            command = ChangePassword(self.old.value(), self.new.first.value())
            self.front.do(command, self, lambda _done: self._changed(), self._refused)

    def _changed(self) -> None:
        self.form.settle({"old": "", "password": "", "again": ""})
        self.done.setText("✓ " + _("The password is changed."))

    def _refused(self, failure: Failure) -> bool:
        return self.form.refused(failure)
