"""The draft of an intake, with a line that says when it was kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from shelter_admin.domain.wording import clock
from shelter_admin.domain.words import _
from ui.kit.drafts import OwnDraft
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label
from ui.residents.fields import plain

FORM = "intake"


class IntakeDraft(OwnDraft):
    """Keeps what ``values`` gives as a draft of who is signed in; ``words`` says when it was kept."""

    def __init__(self, front: FrontDesk, values: Callable[[], dict[str, Any]], parent: QObject) -> None:
        super().__init__(front, FORM, lambda: _worth_keeping(values()), parent)
        self.words = label("", "small")
        self.kept.connect(self._say_kept)
        self.emptied.connect(self.words.clear)

    def show_saved(self, at: datetime) -> None:
        """Say that what is shown is a draft, and of when."""
        self.words.setText(_("Draft of {time}").format(time=self._clock(at)))

    def _say_kept(self) -> None:
        self.words.setText(_("Draft kept {time}").format(time=self._clock(self._front.now)))

    def _clock(self, instant: datetime) -> str:
        return clock(instant.astimezone(self._front.panti.zone.offset).time())


def _worth_keeping(values: dict[str, Any]) -> dict[str, Any]:
    """What a draft keeps, nothing while every field is empty."""
    kept = plain(values)
    return kept if any(kept.values()) else {}
