"""Waiting for the window without keeping its workers from their work."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from ui.kit.preview import Preview
from ui.kit.tasks import Tasks

PATIENCE: Final = 600
Item = TypeVar("Item")


class NothingToShow(Exception):
    """The house has nobody or nothing that this scene is about, as an empty one should."""


def needed(items: Sequence[Item], least: int = 1) -> Sequence[Item]:
    """What a scene is about; raises NothingToShow where the house has fewer of it."""
    if len(items) < least:
        raise NothingToShow
    return items


def rest(milliseconds: int) -> None:
    """Let the window live on; QTest's own waiting would keep the workers from their work."""
    waiting = QEventLoop()
    # A timer of its own: the nameless one of QTimer.singleShot outlives the loop and brought the program down.
    timer = QTimer(interval=milliseconds, singleShot=True)
    timer.timeout.connect(waiting.quit)
    timer.start()
    waiting.exec()


def settle(tasks: Tasks) -> None:
    """Wait until all that was asked has come back and is laid out."""
    quiet = 0
    for _again in range(PATIENCE):
        rest(10)
        quiet = quiet + 1 if tasks.idle else 0
        if quiet == 3:
            return
    raise TimeoutError("the window does not come to rest")


def until_drawn() -> None:
    """Wait for the first page of every preview that is shown, which its own workers draw."""
    previews = [one for one in QApplication.topLevelWidgets() if isinstance(one, Preview) and one.isVisible()]
    for _again in range(PATIENCE):
        if all(one.papers and not one.papers[0].pixmap().isNull() for one in previews):
            return
        rest(10)
