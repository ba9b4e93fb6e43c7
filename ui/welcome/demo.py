"""The example shelter: invented people, two years of days, made on this computer to try everything with."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QProgressBar, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import ROLE_NAMES
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.progress import Cancelled, Progress
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit import preferences
from ui.kit.form import Form, TextField
from ui.kit.tasks import Steps, Tasks
from ui.kit.widgets import button, label, row
from ui.welcome.opening import Explain, Opener
from ui.welcome.steps import ENDING, documents

if TYPE_CHECKING:
    from shelter_admin.operations.demo.make import DemoAccount, DemoMade
    from shelter_admin.operations.desk import Desk
    from shelter_admin.operations.opening import Opener as Operations


class DemoView(QWidget):
    """Says what the example is, asks where it goes, makes it with progress and Cancel, and tells who may sign in.

    ``working`` tells whether it is being made, ``ready`` that it can be opened, ``entered`` brings its Desk and place.
    """

    entered = Signal(object, object)
    working = Signal(bool)
    ready = Signal()

    def __init__(self, opener: Opener, explain: Explain, tasks: Tasks) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._steps: Steps | None = None
        self.made: tuple[Desk, Path] | None = None
        self.path = TextField("path", _("File"))
        self.path.set_value(str(_free_place()))
        self.form = Form([self.path], explain)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.told = label("", "muted")
        self.cancel = button(_("Cancel"), self._stop)
        self.accounts = QWidget()
        self.accounts.setProperty("clear", "true")
        self._grid = QGridLayout(self.accounts)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(6)
        self.accounts.hide()
        self._lay_out()
        self._wait(waiting=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(label(_("Try with an example shelter"), "section"))
        column.addWidget(
            label(
                _(
                    "A whole house with invented residents, beds, nights and people out. Nobody in it is real; try "
                    "everything, nothing can go wrong. Delete the file when you no longer need it."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addSpacing(4)
        column.addWidget(self.form)
        column.addWidget(self.bar)
        column.addLayout(row(self.told, None, self.cancel))
        column.addWidget(self.accounts)
        column.addStretch(1)

    def go_on(self) -> None:
        """Make the example; once it is made, open it as its head."""
        if self.made is not None:
            (desk, path), self.made = self.made, None
            self.entered.emit(desk, path)
        elif not self.path.value().strip():
            self.path.say_wrong(_("Choose where the file goes."))
        else:
            self._make(Path(self.path.value().strip()).expanduser())

    def let_go(self) -> None:
        """Close an example that was made and not opened."""
        if self.made is not None:
            (desk, _path), self.made = self.made, None
            self._tasks.at_store(desk.close, self)

    def _make(self, path: Path) -> None:
        self.form.clear_errors()
        self._wait(waiting=True)
        self._steps = self._tasks.long(
            lambda progress: _made(self._opener, path, progress),
            self,
            lambda made: self._done(made, path),
            self._failed,
        )
        self._steps.stepped.connect(self._stepped)

    def _done(self, made: DemoMade, path: Path) -> None:
        self._wait(waiting=False)
        self.made = (made.desk, path)
        own = preferences.current()
        own.remember_store(str(path.absolute()))
        own.remember_user(str(path.absolute()), made.desk.staff.user)
        self.form.hide()
        self._show_accounts(made.accounts)
        self.ready.emit()

    def _show_accounts(self, accounts: tuple[DemoAccount, ...]) -> None:
        self._grid.addWidget(label(_("Sign in as any of them later:"), "strong"), 0, 0, 1, 3)
        for line, account in enumerate(accounts, start=1):
            for place, words in enumerate((_(ROLE_NAMES[account.role]), account.user, account.password)):
                made = label(words, "" if place else "muted")
                made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
                self._grid.addWidget(made, line, place)
        self._grid.setColumnStretch(3, 1)
        self.accounts.show()

    def _failed(self, error: BaseException) -> None:
        self._wait(waiting=False)
        if isinstance(error, Failure):
            self.path.say_wrong(self._explain(error))
        elif not isinstance(error, Cancelled):
            self._tasks.failed.emit(self, error)

    def _stepped(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        self.told.setText(_("{done} of {of}").format(done=number(done), of=number(of)))

    def _stop(self) -> None:
        if self._steps is not None:
            self._steps.stop()
            self.told.setText(_("Stopping…"))

    def _wait(self, *, waiting: bool) -> None:
        for part in (self.bar, self.told, self.cancel):
            part.setVisible(waiting)
        self.bar.setRange(0, 0)
        self.told.setText("")
        self.working.emit(waiting)


def _made(opener: Opener, path: Path, progress: Progress) -> DemoMade:
    from shelter_admin.operations.demo.make import make_demo

    return make_demo(cast("Operations", opener), path, progress=progress)


def _free_place() -> Path:
    folder, again = documents(), 1
    while (place := folder / f"contoh{'' if again == 1 else f'-{again}'}{ENDING}").exists():
        again += 1
    return place
