"""The card on which somebody signs in: store, user, password."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from ui.kit import preferences, theme
from ui.kit.form import ChoiceField, TextField
from ui.kit.places import documents
from ui.kit.tasks import Tasks
from ui.kit.widgets import Card, button, label, row
from ui.login.connecting import Connecting
from ui.login.opening import Attempt, Explain, Opener, attempt
from ui.login.password import PasswordField
from ui.login.places import Place, for_operations, is_there, kept, place_of, shown
from ui.login.repair import Repair
from ui.login.upgrading import Upgrading

ANOTHER: Final = "another"
CONNECT: Final = "connect"
FOR_READING: Final = {
    "store_is_copy": "open_copy",
    "store_in_use": "look_into",
    "store_in_use_by_unknown": "look_into",
    "store_moved": "look_into",
}


class SignIn(Card):
    """Store, user and password. What was typed stays when a sentence says what was wrong."""

    entered = Signal(object, object)
    forgotten = Signal()

    def __init__(self, opener: Opener, explain: Explain, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, padding=24)
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._preferences = preferences.current()
        self._refusals: dict[str, str] = {}
        self.store = ChoiceField("store", _("Store"), [])
        self.user = TextField("user", _("User"))
        self.password = PasswordField("password", _("Password"))
        self.wrong = label("", "error", wrap=True)
        self.enter_button = button(_("Sign in"), self.enter, kind="primary", icon="log-in")
        self.read_button = button(_("Only read"), self.enter_to_read)
        self.there_button = button(_("Open it there"), self._go_there, icon="move-right")
        self.repair = Repair(opener, explain, tasks)
        self.upgrading = Upgrading(explain, tasks)
        self.connecting = Connecting(explain, tasks, self)
        self.forgot_button = button(_("Password forgotten?"), self.forgotten.emit, kind="link")
        self._lay_out()
        self._left = 0
        self._second = QTimer(self, interval=1000)
        self._second.timeout.connect(self._count_down)
        self.store.changed.connect(self._store_chosen)
        for field in (self.user, self.password):
            field.changed.connect(self._typed)
        for helping in (self.repair, self.upgrading, self.connecting):
            helping.said.connect(self.say)
        self.upgrading.done.connect(self.enter)
        self.connecting.connected.connect(lambda address: self.take_store(place_of(address)))
        self.repair.mended.connect(self.enter)
        self.user.line.returnPressed.connect(self.password.setFocus)
        self.password.line.returnPressed.connect(self.enter)
        self._held: Place | None = None
        self._moved_to = ""

    def _lay_out(self) -> None:
        self.body.setSpacing(3 * theme.GRID)
        for field in (self.store, self.user, self.password):
            self.body.addWidget(field)
        self.wrong.hide()
        self.read_button.hide()
        self.body.addWidget(self.wrong)
        self.body.addSpacing(theme.GRID)
        self.body.addWidget(self.enter_button)
        self.body.addWidget(self.there_button)
        self.body.addWidget(self.read_button)
        self.body.addWidget(self.repair)
        self.body.addWidget(self.upgrading)
        self.body.addLayout(row(None, self.forgot_button, None))

    def offer(self, stores: Sequence[Place]) -> None:
        """Offer these stores, the first one chosen; only file names can be shown before a store is open."""
        names = [shown(place) for place in stores]
        offered = [(kept(place), shown(place, twice=names.count(shown(place)) > 1)) for place in stores]
        self.store.offer([*offered, (ANOTHER, _("Another file…")), (CONNECT, _("Connect to the office server…"))])
        if offered:
            self.store.set_value(offered[0][0])
        self._show_store()

    def path(self) -> Place | None:
        """The store chosen."""
        value = self.store.value()
        return None if value in {None, ANOTHER, CONNECT} else place_of(str(value))

    def take_focus(self) -> None:
        """Put the cursor where typing begins."""
        (self.password if self.user.value() else self.user).setFocus()

    def _store_chosen(self) -> None:
        chosen = self.store.value()
        if chosen in {ANOTHER, CONNECT}:
            self.store.set_value(kept(self._held) if self._held else ANOTHER)
            (self.browse if chosen == ANOTHER else self.connecting.browse)()
        self._show_store()

    def _show_store(self) -> None:
        self._held = self.path()
        self.read_button.hide()
        self.there_button.hide()
        self.repair.forget()
        self.upgrading.offer("", None)
        if self._held is not None:
            self.store.combo.setToolTip(kept(self._held))
            self.user.set_value(self._preferences.last_user(kept(self._held)))

    def browse(self) -> None:
        """Let the user show a store that is not in the list."""
        dialog = QFileDialog(self, _("Open a store"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Stores and copies (*.shelter *.store)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.take_store(Path(name)))
        dialog.open()

    def take_store(self, path: Place) -> None:
        """Offer one more store and choose it."""
        self.say("")
        self.offer([path, *(other for other in recent_stores() if other != path)])
        self.take_focus()

    def enter(self) -> None:
        """Sign in to work."""
        self._try("unlock")

    def enter_to_read(self) -> None:
        """Sign in to read only: beside another program, or a copy."""
        path = self.path()
        if path is not None:
            self._try(self._refusals.get(kept(path), "look_into"))

    def _go_there(self) -> None:
        """Choose the server that the store was moved to, and sign in there with what is typed."""
        user, password = self.user.value(), self.password.value()
        self.take_store(self._moved_to)
        self.user.set_value(user)
        self.password.set_value(password)
        self.enter()

    def _try(self, how: str) -> None:
        path, user, password = self.path(), self.user.value().strip(), self.password.value()
        if path is None:
            self.store.say_wrong(_("Choose the store first."))
        elif not user:
            self.user.say_wrong(_("Write your user name."))
        elif not password:
            self.password.say_wrong(_("Write your password."))
        elif not self._left:
            self.say("")
            self._wait(waiting=True)
            enter: Callable[..., object] = getattr(self._opener, how)
            self._tasks.at_store(
                lambda: attempt(lambda: enter(for_operations(path), user, password), self._explain),
                self,
                lambda outcome: self._back(path, user, outcome),
                self._broke,
            )

    def _back(self, path: Place, user: str, outcome: Attempt) -> None:
        self._wait(waiting=False)
        if outcome.failure is not None:
            self._refused(path, outcome.failure, outcome.sentence)
            return
        remember(path, user)
        self.password.set_value("")
        self.entered.emit(outcome.desk, path)

    def _refused(self, path: Place, failure: Failure, sentence: str) -> None:
        fields = {"user": self.user, "password": self.password}
        if isinstance(path, Path):
            self.repair.offer(failure.code, path, self.user.value().strip(), self.password.value())
        self.upgrading.offer(failure.code, path)
        if failure.code in FOR_READING:
            self._refusals[kept(path)] = FOR_READING[failure.code]
            self.read_button.show()
        self._moved_to = str(failure.facts.get("to", "")) if failure.code == "store_moved" else ""
        self.there_button.setVisible(self._moved_to.startswith("postgresql:"))
        if failure.code == "wait_first":
            self._left = ceil(float(str(failure.facts.get("seconds", 1))))
            self._second.start()
            self._count_down(by=0)
        elif failure.field in fields:
            fields[failure.field].say_wrong(sentence)
        else:
            self.say(sentence)
        if failure.field == "password":
            self.password.line.selectAll()

    def _broke(self, error: BaseException) -> None:
        self._wait(waiting=False)
        self._tasks.failed.emit(self, error)

    def _count_down(self, by: int = 1) -> None:
        self._left -= by
        if self._left > 0:
            self.say(_("Too many wrong passwords. Wait {seconds} s.").format(seconds=self._left))
        else:
            self._second.stop()
            self.say("")
        self.enter_button.setEnabled(self._left <= 0)

    def _wait(self, *, waiting: bool) -> None:
        self.enter_button.setEnabled(not waiting)
        self.enter_button.setText(_("Opening…") if waiting else _("Sign in"))

    def _typed(self) -> None:
        for field in (self.user, self.password):
            if field.error.text():
                field.error.clear()
                field.error.hide()

    def say(self, sentence: str) -> None:
        """Say something above the buttons; nothing where there is nothing to say."""
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))


def recent_stores() -> list[Place]:
    """The stores opened last that are still there, or that left their copies behind."""
    return [place for one in preferences.current().recent_stores if is_there(place := place_of(one))]


def remember(path: Place, user: str) -> None:
    """Propose this store and user at the next start."""
    preferences.current().remember_store(kept(path))
    preferences.current().remember_user(kept(path), user)
