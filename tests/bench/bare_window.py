"""The floor of start and memory: an empty window of the toolkit, told when it is painted and how much it holds."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
from typing_extensions import override

from tests.bench.children import memory_mb


class BareWindow(QMainWindow):
    """Tells its first paint, on the clock that all processes of a machine share."""

    @override
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        print(time.monotonic(), memory_mb(), flush=True)
        QApplication.exit(0)


if __name__ == "__main__":
    app = QApplication(sys.argv)
    window = BareWindow()
    window.resize(1366, 768)
    window.show()
    sys.exit(app.exec())
