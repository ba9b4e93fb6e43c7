"""Transcripts on paper: of whom the cursor is on, or of the whole class."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from shelter_admin.operations.training.transcripts import PrintTranscripts
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import button

Refused = Callable[[Failure], bool]
Where = Callable[[], tuple[str, str]]


class TranscriptButtons(QWidget):
    """Two buttons. ``where`` tells class and enrolment under the cursor, each empty where there is none."""

    def __init__(self, front: FrontDesk, owner: QWidget, where: Where, refused: Refused) -> None:
        super().__init__(owner)
        self._front, self._where, self._refused = front, where, refused
        self.setProperty("clear", "true")
        tip = _("Of whom the cursor is on (Ctrl+T)")
        self.one = button(_("Transcript"), self.print_one, icon="file-text", tip=tip)
        self.all = button(_("Transcripts of the class"), self.print_all, icon="printer")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.one)
        layout.addWidget(self.all)
        made = QShortcut(QKeySequence("Ctrl+T"), owner, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        made.activated.connect(self.print_one)

    def print_one(self) -> None:
        """Show the transcript of whom the cursor is on."""
        batch_id, enrolment_id = self._where()
        if batch_id and enrolment_id:
            self._print(PrintTranscripts(batch_id, (enrolment_id,)))

    def print_all(self) -> None:
        """Show the transcripts of the class."""
        batch_id, _enrolment = self._where()
        if batch_id:
            self._print(PrintTranscripts(batch_id))

    def _print(self, asked: PrintTranscripts) -> None:
        self._front.ask(asked, self, self._show, self._refused)

    def _show(self, paper: Document) -> None:
        show_paper(self, paper)
