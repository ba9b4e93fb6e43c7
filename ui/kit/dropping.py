"""A file dropped on a page instead of chosen: one at a time, of a kind that the page can read."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent

SPREADSHEETS: Final = "*.xlsx *.xls *.ods *.csv"
PAPERS: Final = "*.pdf"


class TakesFile:
    """Stands before the widget among the bases, which accepts drops; ``files`` as a file dialog names them."""

    files: ClassVar[str] = SPREADSHEETS

    def take_file(self, path: Path) -> None:
        """Do with the file what choosing it does."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Show that it may be let go here."""
        if dropped(event, self.files) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take it."""
        path = dropped(event, self.files)
        if path is not None:
            event.acceptProposedAction()
            self.take_file(path)


def dropped(event: QDropEvent, files: str) -> Path | None:
    """The one file that is being dropped, None where it is of another kind or one of several."""
    urls = event.mimeData().urls()
    path = Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
    return path if path is not None and f"*{path.suffix.casefold()}" in files.split() else None
