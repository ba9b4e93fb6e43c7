"""Words of an officer that are not handed over yet: kept through a crash, a lock of the screen, a switch of user."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from shelter_admin.domain.residents import Draft
from shelter_admin.operations.residents import DropDraft, MyDraft, SaveDraft
from ui.kit.frontdesk import FrontDesk

FORM: Final = "handover"
REST_MILLISECONDS: Final = 800


class HandoverDrafts(QObject):
    """One's own words by the shift they are about. ``came`` tells that those kept earlier were read."""

    came = Signal()

    def __init__(self, front: FrontDesk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._words: dict[str, str] = {}
        self._asked = False
        self._rest = QTimer(self, interval=REST_MILLISECONDS, singleShot=True)
        self._rest.timeout.connect(self._save)

    def read(self) -> None:
        """Ask once for what was kept."""
        if not self._asked:
            self._asked = True
            self._front.ask(MyDraft(FORM), self, self._got)

    def of(self, key: str, otherwise: str) -> str:
        """The words about a shift, else those of the note."""
        return self._words.get(key, otherwise)

    def write(self, key: str, words: str) -> None:
        """Keep these words once the typing rests."""
        self._words[key] = words
        self._rest.start()

    def keep(self) -> None:
        """Keep now what waits for the typing to rest."""
        if self._rest.isActive():
            self._rest.stop()
            self._save()

    def drop(self, key: str) -> None:
        """Forget the words of a shift that was handed over; those of others stay."""
        self._rest.stop()
        self._words.pop(key, None)
        if self._words:
            self._save()
        else:
            self._front.do(DropDraft(FORM), self)

    def _save(self) -> None:
        self._front.do(SaveDraft(FORM, dict(self._words)), self)

    def _got(self, draft: Draft | None) -> None:
        for key, words in (draft.content if draft is not None else {}).items():
            self._words.setdefault(str(key), str(words))
        self.came.emit()
