"""Leaving: a copy first, then the store is let go. Nothing is closed over somebody's head when the copy fails."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.words import _
from shelter_admin.operations.copies import leave
from shelter_admin.operations.explain import explain
from ui.kit import alerts
from ui.window.outline import Outline

if TYPE_CHECKING:
    from shelter_admin.operations.desk import Desk


def begin(window: Outline) -> None:
    """Make the copy and close the store with the worker, after everything under way; then the window goes."""
    window.setEnabled(False)
    desk = cast("Desk", window.seat.front.desk)
    window.tasks.at_store(
        lambda: leave(desk), window, lambda _copy: _gone(window), lambda error: _stayed(window, desk, error)
    )


def _gone(window: Outline) -> None:
    window.setEnabled(True)
    window.may_close = True
    # Not from within the close that asked for it: Qt passes over a window that is just being closed.
    QTimer.singleShot(0, window, window.close)


def _stayed(window: Outline, desk: Desk, error: BaseException) -> None:
    window.setEnabled(True)
    if not isinstance(error, Failure):
        window.say_trouble(window, error)
        return
    sentence = explain(error, window.seat.front.panti)
    alerts.decide(
        window,
        _("No copy could be made"),
        _("{sentence} Everything is saved in the store itself.").format(sentence=sentence),
        _("Close without a copy"),
        lambda: window.tasks.at_store(desk.close, window, lambda _nothing: _gone(window)),
    )
