"""The way on when the data on the server is of an older version: once with the password of the database's owner."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.form import TextField
from ui.kit.tasks import Tasks
from ui.kit.widgets import button
from ui.login.opening import Attempt, Explain, attempt
from ui.login.password import PasswordField
from ui.login.places import Place, for_operations

OLDER: Final = "server_schema_older"


class Upgrading(QWidget):
    """The owner's name and password below the sentence that says what is wrong.

    ``done`` comes when the data is up to date; ``said`` brings a sentence, or an empty one.
    """

    done = Signal()
    said = Signal(str)

    def __init__(self, explain: Explain, tasks: Tasks) -> None:
        super().__init__()
        self._explain, self._tasks = explain, tasks
        self._place: Place | None = None
        self.setProperty("clear", "true")
        self.owner = TextField("owner", _("Owner"))
        self.password = PasswordField("owner_password", _("Password of the owner"))
        self.act_button = button(_("Bring up to date"), self.act, kind="primary", icon="refresh-cw")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * theme.GRID)
        for part in (self.owner, self.password, self.act_button):
            column.addWidget(part)
        self.password.line.returnPressed.connect(self.act)
        self.hide()

    def offer(self, code: str, place: Place | None) -> None:
        """Offer it for this failure at this place; for any other nothing."""
        self._place = place if code == OLDER else None
        self.password.set_value("")
        self.setVisible(self._place is not None)

    def act(self) -> None:
        """Bring the data up to date, then sign in."""
        owner, password, place = self.owner.value().strip(), self.password.value(), self._place
        if place is None:
            return
        if not owner:
            self.owner.say_wrong(_("Write the user who owns the database."))
            return
        self.setEnabled(False)
        self._tasks.at_store(
            lambda: attempt(lambda: _brought(place, owner, password), self._explain), self, self._back, self._broke
        )

    def _back(self, outcome: Attempt) -> None:
        self.setEnabled(True)
        if outcome.failure is not None:
            self.said.emit(outcome.sentence)
            return
        self.said.emit("")
        self.offer("", None)
        self.done.emit()

    def _broke(self, error: BaseException) -> None:
        self.setEnabled(True)
        self._tasks.failed.emit(self, error)


def _brought(place: Place, owner: str, password: str) -> object:
    from shelter_admin.operations.sharing import ServerAddress, bring_server_up_to_date

    address = for_operations(place)
    if not isinstance(address, ServerAddress):
        raise TypeError("only a server is brought up to date this way")
    return bring_server_up_to_date(replace(address, owner=owner, owner_password=password))
