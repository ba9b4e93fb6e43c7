"""One account: name and roles, a new password, a trainer's programmes, closed and opened again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import AccountLine, Role
from shelter_admin.domain.words import _
from shelter_admin.operations.accounts import (
    DisableAccount,
    EnableAccount,
    RenameAccount,
    SetPassword,
    SetRoles,
    SetTrainer,
    TrainerPrograms,
)
from shelter_admin.operations.editing import Seen
from ui.kit.form import TextField
from ui.kit.new_password import PasswordTwice
from ui.kit.widgets import button, label, row, rule
from ui.settings.roles import RolesField
from ui.settings.section import KeptForm, Section

Programs = tuple[tuple[str, str, bool], ...]


class AccountView(QWidget):
    """The account that was chosen. ``closing`` asks whether to close it, ``closed`` tells that it was."""

    closing = Signal(object)
    closed = Signal()

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._front = section.front
        self._line: AccountLine | None = None
        self.heading = label("", "strong", wrap=True)
        self.full_name = TextField("full_name", _("Full name"))
        self.roles = RolesField()
        self.form = KeptForm(section, [self.full_name, self.roles])
        self.save_button = button(_("Save"), self.save, kind="primary")
        self.password = PasswordTwice()
        self.password_form = KeptForm(section, self.password.fields)
        self.password_button = button(_("Set the password"), self.set_password)
        self.done = label("", "ok", wrap=True)
        self.programs = _Programs(self.save_programs)
        self.close_button = button(_("Close the account…"), self._ask, kind="danger", icon="lock")
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 2, 8, 2)
        column.setSpacing(10)
        for part in (self.heading, self.form):
            column.addWidget(part)
        column.addLayout(row(self.save_button, None))
        column.addWidget(self.programs)
        column.addWidget(rule())
        column.addWidget(self.password_form)
        for made in (self.password_button, self.close_button):
            made.setProperty("compact", "true")
        column.addLayout(row(self.password_button, None, self.close_button))
        column.addWidget(self.done)
        column.addStretch(1)

    def show_account(self, line: AccountLine) -> None:
        """Show an account. Another one than before begins anew; for the same one, what is typed stays."""
        another = self._line is None or self._line.account_id != line.account_id
        self._line = line
        if another:
            self.form.settle({})
            self.password_form.settle({"password": "", "again": ""})
            self.done.setText("")
        self.heading.setText(f"{line.user} · {_('closed')}" if line.disabled else line.user)
        self.form.offer({"full_name": line.full_name, "roles": line.roles})
        self._fit(line)
        if Role.INSTRUKTUR in line.roles and not line.disabled:
            self._front.ask(TrainerPrograms(line.account_id), self, self.programs.show_programs)
        else:
            self.programs.show_programs(())

    def _fit(self, line: AccountLine) -> None:
        """Offer only what may be done with this account."""
        own = line.account_id == self._front.staff.account_id
        head = Role.KEPALA in self._front.staff.roles
        theirs = Role.KEPALA in line.roles and not head
        for role, box in self.roles.box.boxes.items():
            box.setEnabled(not own and not theirs and (head or role is not Role.KEPALA))
        hints = {own: _("Nobody changes their own roles."), theirs: _("Only a head changes a head's account.")}
        self.roles.say_hint(hints.get(True, ""))
        self.password_form.setVisible(not theirs)
        self.password_button.setVisible(not theirs)
        self.password_button.setText(_("Open the account again") if line.disabled else _("Set the password"))
        self.close_button.setVisible(not own and not theirs and not line.disabled)

    def save(self) -> None:
        """Save the name and the roles, each where it changed."""
        line = self._line
        if line is None:
            return
        self.form.clear_errors()
        name, roles, opened = self.full_name.value().strip(), self.roles.value(), dict(self.form.opened)
        kept = {"full_name": name, "roles": roles}

        def set_roles() -> None:
            if set(roles) != set(opened["roles"]):
                command = SetRoles(line.account_id, roles, seen=Seen({"roles": frozenset(opened["roles"])}))
                self._front.do(command, self, lambda _done: self.form.settle(kept), self.form.refused)
            else:
                self.form.settle(kept)

        if name != opened["full_name"]:
            command = RenameAccount(line.account_id, name, seen=Seen({"full_name": opened["full_name"]}))
            self._front.do(command, self, lambda _done: set_roles(), self.form.refused)
        else:
            set_roles()

    def set_password(self) -> None:
        """Give a new password; a closed account is open again with it."""
        line = self._line
        self.password_form.clear_errors()
        if line is None or not self.password.agreed():
            return
        kind = EnableAccount if line.disabled else SetPassword
        command = kind(line.account_id, self.password.first.value())
        self._front.do(command, self, lambda _done: self._password_set(line.user), self.password_form.refused)

    def _password_set(self, user: str) -> None:
        self.password_form.settle({"password": "", "again": ""})
        self.done.setText("✓ " + _("The new password of {user} holds now.").format(user=user))

    def save_programs(self, program_ids: tuple[str, ...]) -> None:
        """Save which programmes somebody trains in."""
        if self._line is not None:
            seen = Seen(self.programs.shown)
            self._front.do(SetTrainer(self._line.account_id, program_ids, seen=seen), self)

    def _ask(self) -> None:
        self.closing.emit(self._line)

    def close_account(self) -> None:
        """Close the account that is shown."""
        if self._line is not None:
            self._front.do(DisableAccount(self._line.account_id), self, lambda _done: self.closed.emit())


class _Programs(QWidget):
    """The programmes of a trainer, as boxes; a tick is saved at once."""

    def __init__(self, save: object) -> None:
        super().__init__()
        self._save = save
        self.setProperty("clear", "true")
        self.boxes: dict[str, QCheckBox] = {}
        self.shown: dict[str, bool] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self.hide()

    def show_programs(self, programs: Programs) -> None:
        """Show these programmes; nothing for somebody who is no trainer."""
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        self.boxes = {}
        self.shown = {program_id: own for program_id, _name, own in programs}
        self.setVisible(bool(programs))
        if programs:
            self._column.addWidget(label(_("Trains in; sees the people of these programmes only"), "small", wrap=True))
        for program_id, name, own in programs:
            made = QCheckBox(name)
            made.setAccessibleName(name)
            made.setChecked(own)
            made.clicked.connect(lambda _checked=False: self._tell())
            self.boxes[program_id] = made
            self._column.addWidget(made)

    def _tell(self) -> None:
        if callable(self._save):
            self._save(tuple(program_id for program_id, box in self.boxes.items() if box.isChecked()))
