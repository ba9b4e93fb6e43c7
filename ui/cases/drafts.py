"""Half-filled case work: kept through a crash, a lock of the screen, a switch of user; one's own alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer

from shelter_admin.domain.residents import Draft
from shelter_admin.operations.residents import DropDraft, MyDraft, SaveDraft
from ui.kit.frontdesk import FrontDesk

REST_MILLISECONDS: Final = 800
MOST_KEPT: Final = 20


class CaseDrafts(QObject):
    """One's own drafts of a form by their keys; the oldest give way."""

    def __init__(self, front: FrontDesk, form: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._form = form
        self._kept: dict[str, Any] = {}
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._save)

    def read(self, came: Callable[[], None]) -> None:
        """Ask for what was kept; ``came`` is called once it is here."""

        def got(draft: Draft | None) -> None:
            for key, content in (draft.content if draft is not None else {}).items():
                self._kept.setdefault(str(key), content)
            came()

        self._front.ask(MyDraft(self._form), self, got)

    def of(self, key: str) -> Any:
        """What is kept under a key, None without it."""
        return self._kept.get(key)

    def write(self, key: str, content: Any) -> None:
        """Keep this once the typing rests."""
        self._kept.pop(key, None)
        self._kept[key] = content
        while len(self._kept) > MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._rest.start()

    def keep(self) -> None:
        """Keep now what waits for the typing to rest."""
        if self._rest.isActive():
            self._rest.stop()
            self._save()

    def drop(self, key: str) -> None:
        """Forget what is kept under a key."""
        self._rest.stop()
        if self._kept.pop(key, None) is None:
            return
        self._save()

    def _save(self) -> None:
        if self._kept:
            self._front.do(SaveDraft(self._form, dict(self._kept)), self)
        else:
            self._front.do(DropDraft(self._form), self)
