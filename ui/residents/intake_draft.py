"""The draft of an intake: kept a moment after the last key, there again after a crash or on another day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.residents import Draft
from shelter_admin.domain.wording import clock
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.residents import DropDraft, MyDraft, SaveDraft
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label
from ui.residents.fields import plain

FORM = "intake"
REST_MILLISECONDS = 1500


class IntakeDraft:
    """Keeps what ``values`` gives as a draft of who is signed in; ``words`` says when it was kept."""

    def __init__(self, front: FrontDesk, values: Callable[[], dict[str, Any]], owner: QWidget) -> None:
        self._front, self._values, self._owner = front, values, owner
        self.words = label("", "small")
        self._saving = QTimer(owner, interval=REST_MILLISECONDS, singleShot=True)
        self._saving.timeout.connect(self.keep)

    def ask(self, got: Callable[[Draft | None], None]) -> None:
        """Bring the draft of an earlier time, or nothing."""
        self._front.ask(MyDraft(FORM), self._owner, got)

    def keep_soon(self) -> None:
        """Keep it once nothing is typed for a moment."""
        self._saving.start()

    def rest(self) -> None:
        """Keep nothing for now: what is typed is on its way to be a record, or is gone."""
        self._saving.stop()

    def keep(self) -> None:
        """Save what was typed so far; nothing of it is a record yet."""
        self.rest()
        values = plain(self._values())
        if any(values.values()):
            self._front.do(SaveDraft(FORM, values), self._owner, self._kept, lambda _failure: True)
        else:
            self._front.do(DropDraft(FORM), self._owner, lambda _done: self.words.clear(), lambda _failure: True)

    def drop(self) -> None:
        """Throw away what was kept."""
        self._front.do(DropDraft(FORM), self._owner, None, lambda _failure: True)

    def show_saved(self, at: datetime) -> None:
        """Say that what is shown is a draft, and of when."""
        self.words.setText(_("Draft of {time}").format(time=self._clock(at)))

    def _kept(self, done: Done[Any]) -> None:
        del done
        self.words.setText(_("Draft kept {time}").format(time=self._clock(self._front.now)))

    def _clock(self, instant: datetime) -> str:
        return clock(instant.astimezone(self._front.panti.zone.offset).time())
