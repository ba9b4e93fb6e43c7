"""Python's search for unused cycles, done only on the window's thread and only between two events.

Left to itself it runs in the middle of anything, in any thread. Where it then finds a widget, it destroys it while Qt
walks through all widgets (a change of theme), and the program is gone.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from PySide6.QtCore import QObject, QTimer

EVERY_MS: Final = 1000


class Rubbish(QObject):
    """Looks after unused cycles for as long as the program runs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Search the youngest generations that have grown beyond Python's own thresholds."""
        grown = [
            age
            for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
            if count > most
        ]
        if grown:
            gc.collect(max(grown))

    def end(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


@contextmanager
def left_alone() -> Iterator[None]:
    """No search meanwhile: for what makes Qt walk through all widgets."""
    searching = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searching:
            gc.enable()
