"""Half-filled forms: kept a moment after the last key, there again after a crash, a locked screen, a switch of user.

A draft is one's own: nobody else is shown it. It is no record yet; sending the form or giving it up throws it away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.residents import Draft
from shelter_admin.operations.residents import DropDraft, MyDraft, SaveDraft
from ui.kit.frontdesk import FrontDesk

REST_MILLISECONDS: Final = 800
REST_OF_A_FORM: Final = 1500
MOST_KEPT: Final = 20


def quietly(_failure: Failure) -> bool:
    """Let a failure be: whoever types is not stopped because their draft could not be kept."""
    return True


class OwnDraft(QObject):
    """The draft of a form; ``content`` gives what is typed, empty where nothing is worth keeping.

    ``kept`` tells that it is in the store, ``emptied`` that there was nothing to keep.
    """

    kept = Signal()
    emptied = Signal()

    def __init__(
        self,
        front: FrontDesk,
        form: str,
        content: Callable[[], Mapping[str, Any]],
        parent: QObject | None = None,
        *,
        rest: int = REST_OF_A_FORM,
        refused: Callable[[Failure], bool] | None = quietly,
    ) -> None:
        super().__init__(parent)
        self._front, self._form, self._content, self._refused = front, form, content, refused
        self._rest = QTimer(self, interval=rest, singleShot=True)
        self._rest.timeout.connect(self.keep)

    def read(self, got: Callable[[Draft | None], None], refused: Callable[[Failure], bool] | None = None) -> None:
        """Bring the draft of an earlier time, or nothing."""
        self._front.ask(MyDraft(self._form), self, got, refused)

    def keep_soon(self) -> None:
        """Keep it once nothing is typed for a moment."""
        self._rest.start()

    def keep_waiting(self) -> None:
        """Keep now what waits for the typing to rest."""
        if self._rest.isActive():
            self.keep()

    def keep(self) -> None:
        """Keep what was typed so far."""
        self.rest()
        content = dict(self._content())
        if content:
            save = SaveDraft(self._form, content)
            self._front.do(save, self, lambda _done: self.kept.emit(), self._refused)
        else:
            self._front.do(DropDraft(self._form), self, lambda _done: self.emptied.emit(), self._refused)

    def rest(self) -> None:
        """Keep nothing for now: what is typed is on its way to be a record, or is gone."""
        self._rest.stop()

    def drop(self) -> None:
        """Throw away what was kept."""
        self.rest()
        self._front.do(DropDraft(self._form), self, None, self._refused)


class OwnDrafts(QObject):
    """The drafts of a form by what each is about; of more than ``most``, where that is said, the oldest give way."""

    def __init__(
        self, front: FrontDesk, form: str, parent: QObject | None = None, *, most: int | None = MOST_KEPT
    ) -> None:
        super().__init__(parent)
        self._most = most
        self._asked = False
        self._kept: dict[str, Any] = {}
        self._draft = OwnDraft(front, form, lambda: self._kept, self, rest=REST_MILLISECONDS, refused=None)

    def read(self, came: Callable[[], None]) -> None:
        """Ask for what was kept; ``came`` is called once it is here. What was typed meanwhile stays."""

        def got(draft: Draft | None) -> None:
            for key, content in (draft.content if draft is not None else {}).items():
                self._kept.setdefault(str(key), content)
            came()

        self._draft.read(got)

    def read_once(self, came: Callable[[], None]) -> None:
        """Ask for what was kept the first time this is called."""
        if not self._asked:
            self._asked = True
            self.read(came)

    def of(self, key: str) -> Any:
        """What is kept under a key, None without it."""
        return self._kept.get(key)

    def write(self, key: str, content: Any) -> None:
        """Keep this once the typing rests."""
        self._kept.pop(key, None)
        self._kept[key] = content
        while self._most is not None and len(self._kept) > self._most:
            self._kept.pop(next(iter(self._kept)))
        self._draft.keep_soon()

    def keep(self) -> None:
        """Keep now what waits for the typing to rest."""
        self._draft.keep_waiting()

    def drop(self, key: str) -> None:
        """Forget what is kept under a key; the others stay."""
        if self._kept.pop(key, None) is not None:
            self._draft.keep()
