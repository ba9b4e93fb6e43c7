"""The dialog that puts a copy in the place of the store: choose, compare, put in place; it takes that back too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.copies import CopyLine
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.copies.restoring import (
    PutBack,
    Ready,
    copies_beside,
    drop,
    make_ready,
    put_in_place,
    put_on_server,
    sources,
    usual_place,
)
from ui.kit.places import documents
from ui.kit.tasks import Tasks
from ui.kit.widgets import button, label, row
from ui.restore.choosing import Choosing
from ui.restore.difference import Difference

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk

SIZE = (860, 620)


class RestoreDialog(QDialog):
    """``put_back`` brings the new Desk; ``gave_up`` comes with a sentence when the store was closed in vain.

    ``place`` is the store's; without one the copy begins a new store in the documents. ``desk`` is the one open there.
    """

    put_back = Signal(object)
    gave_up = Signal(str)

    def __init__(  # noqa: PLR0913 - what it works with, where, for whom
        self,
        opener: Any,
        explain: Callable[[Failure], str],
        tasks: Tasks,
        place: Path | None,
        *,
        desk: Desk | None = None,
        user: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._opener, self._explain, self._tasks = opener, explain, tasks
        self._place, self._desk = place, desk
        self._ready: Ready | None = None
        self._working = False
        self.setWindowTitle(_("Put a copy back"))
        self.setModal(True)
        self.resize(*SIZE)
        self.choosing, self.difference = Choosing(user, explain), Difference()
        self.choosing.ready.connect(self.look)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.choosing)
        self.pages.addWidget(self.difference)
        self.state = label("", "muted")
        self.look_button = button(_("Look at it"), self.look, kind="primary", icon="search")
        self.put_button = button(_("Put it in place"), self.put, kind="primary", icon="history")
        self.back_button = button(_("Back"), self.back)
        self.cancel_button = button(_("Cancel"), self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(14)
        column.addWidget(label(_("Put a copy back"), "section"))
        column.addWidget(self.pages, 1)
        column.addLayout(row(self.state, None, self.look_button, self.put_button, self.back_button, self.cancel_button))
        self._show(choosing=True)

    def begin(self, copies: Sequence[CopyLine] = (), source: Path | None = None) -> None:
        """Offer copies, the stores kept aside beside the place, and one file that was named."""
        aside = sources(self._place) if self._place is not None else ()
        beside = copies_beside(self._place) if self._place is not None and not copies else copies
        self.choosing.offer(beside, aside)
        if source is not None:
            self.choosing.take_file(source)
        self.open()
        (self.choosing.password if self.choosing.user.value() else self.choosing.user).setFocus()

    def look(self) -> None:
        """Make the chosen copy ready beside, and show the difference."""
        source, user, password = (
            self.choosing.source(),
            self.choosing.user.value().strip(),
            self.choosing.password.value(),
        )
        if self._working:
            return
        if source is None:
            self.choosing.say(_("Choose a copy first."))
        elif not user or not password:
            self.choosing.say(_("Write the user name and the password of that day."))
        else:
            place = self._place or usual_place(source, Path(documents()))
            self._wait(_("Reading the copy back and comparing…"))
            self._tasks.at_store(
                lambda: make_ready(self._opener, source, place, user, password, live=self._desk),
                self, self._compared, self._not_ready,
            )  # fmt: skip

    def back(self) -> None:
        """Choose another one."""
        self._drop()
        self._show(choosing=True)

    def put(self) -> None:
        """Put what was made ready in place and sign in there."""
        ready = self._ready
        if ready is not None and not self._working:
            self._wait(_("Putting it in place…"))
            if self._on_server:
                self._put_on_server(ready)
                return
            self._ready = None
            self._tasks.at_store(
                lambda: put_in_place(self._opener, ready, self._desk),
                self,
                self._put,
                self._in_vain,
            )

    @property
    def _on_server(self) -> bool:
        return self._desk is not None and self._desk.store.server is not None

    def _put_on_server(self, ready: Ready) -> None:
        """Nothing is closed before it has worked: what stood in the way is said, and the dialog stays."""
        desk = cast("Desk", self._desk)
        owner, password = self.difference.user.value().strip(), self.difference.password.value()
        self._tasks.at_store(
            lambda: put_on_server(self._opener, ready, desk, owner, password), self, self._put, self._not_on_server
        )

    def _not_on_server(self, error: BaseException) -> None:
        self._wait("")
        if isinstance(error, Failure):
            self.difference.say(self._explain(error))
        else:
            self._tasks.failed.emit(self, error)

    def _compared(self, ready: Ready) -> None:
        self._wait("")
        self._ready = ready
        self.choosing.say("")
        self.difference.show_ready(ready, on_server=self._on_server)
        self._show(choosing=False)

    def _not_ready(self, error: BaseException) -> None:
        self._wait("")
        self._show(choosing=True)
        if not isinstance(error, Failure):
            self._tasks.failed.emit(self, error)
            return
        self.choosing.say(self._explain(error))
        if error.field == "password":
            self.choosing.password.line.selectAll()
            self.choosing.password.setFocus()

    def _put(self, put: PutBack) -> None:
        self._wait("")
        self._ready = None
        self.accept()
        self.put_back.emit(put)

    def _in_vain(self, error: BaseException) -> None:
        self._wait("")
        if not isinstance(error, Failure):
            self._tasks.failed.emit(self, error)
            return
        sentence = _("{sentence} The store is as it was; sign in again.").format(sentence=self._explain(error))
        super().reject()
        self.gave_up.emit(sentence)

    def _show(self, *, choosing: bool) -> None:
        self.pages.setCurrentWidget(self.choosing if choosing else self.difference)
        self.look_button.setVisible(choosing)
        for one in (self.put_button, self.back_button):
            one.setVisible(not choosing)
        (self.look_button if choosing else self.put_button).setDefault(choosing)
        if not choosing:
            self.cancel_button.setFocus()

    def _wait(self, words: str) -> None:
        self._working = bool(words)
        self.state.setText(words)
        for one in (self.pages, self.look_button, self.put_button, self.back_button, self.cancel_button):
            one.setEnabled(not words)

    def _drop(self) -> None:
        ready, self._ready = self._ready, None
        if ready is not None:
            self._tasks.at_store(lambda: drop(ready), self)

    @override
    def reject(self) -> None:
        if not self._working:
            self._drop()
            super().reject()
