"""The papers in a resident's file: scans with small pictures, what runs out, and the papers asked of offices."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.documents import (
    ABOUT_HEALTH,
    DOCUMENT_KIND_NAMES,
    VALIDITY_NAMES,
    PersonDocument,
    Validity,
)
from shelter_admin.domain.papers import Document
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.documents import (
    DocumentsOf,
    HealthDocumentsOf,
    OpenDocument,
    OpenHealthDocument,
    RemoveDocument,
    RemoveHealthDocument,
)
from ui.kit import icons
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.two_lines import TwoLines, TwoLinesList
from ui.kit.widgets import Chips, Empty, button
from ui.residents.document_sheet import DocumentSheet
from ui.residents.papers_part import PapersPart
from ui.residents.scan_folder import ScanFolder, ask_to_delete

SCANS: Final = "scans"
ASKED: Final = "asked"
PICTURE: Final = QSize(44, 56)
SIGNS: Final = {Validity.EXPIRED: ("▲", "danger"), Validity.SOON: ("▲", "attention"), Validity.VALID: ("✓", "ok")}


def words_of(document: PersonDocument, today: Any) -> tuple[str, str]:
    """A scan in two lines: what it is, and its days."""
    parts = document.parts
    size = _("{size} KB").format(size=number(max(1, round(document.size / 1024))))
    until = ""
    if parts.expires_on is not None:
        state = document.state(today)
        told = _("{state} {day}").format(state=_(VALIDITY_NAMES[state]), day=short_date(parts.expires_on))
        until = f"{SIGNS[state][0]} {told}"
    dated = short_date(parts.dated_on) if parts.dated_on else ""
    head = " · ".join(filter(None, (_(DOCUMENT_KIND_NAMES[parts.kind]), parts.title)))
    return head, " · ".join(filter(None, (until, parts.number, dated, size)))


class DocumentsTab(QWidget):
    """The tab: scans, and for whoever sees identity the papers asked of offices beside them."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._details: ResidentDetails | None = None
        self._read: dict[str, tuple[PersonDocument, ...]] = {}
        self._sees, self._sees_health = front.may(Right.SEE_IDENTITY), front.may(Right.SEE_HEALTH)
        self._keeps, self._keeps_health = front.may(Right.EDIT_IDENTITY), front.may(Right.EDIT_HEALTH)
        self.chips = Chips([(SCANS, _("Papers kept")), (ASKED, _("Being asked for"))])
        self.chips.setAccessibleName(_("Part of the papers"))
        self.chips.chosen.connect(lambda _key: self._turn())
        self.chips.setVisible(self._sees)
        self.stack = QStackedWidget()
        self.scans = QWidget()
        self._lay_out_scans()
        self.papers = PapersPart(front)
        for view in (self.scans, self.papers):
            self.stack.addWidget(view)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self.chips)
        column.addWidget(self.stack, 1)

    def _lay_out_scans(self) -> None:
        self.list = TwoLinesList(_("Papers kept"), PICTURE)
        self.list.opened.connect(self.open_document)
        self.list.chosen.connect(self._offer)
        self.empty = Empty(
            "file-text", _("No papers are kept yet"), _("Scans of KTP, KK, letters and forms, kept encrypted here.")
        )
        self._buttons = Flow()
        self.add_button = button(_("Add…"), self.add, kind="primary", icon="plus")
        self.open_button = button(_("Open"), self.open_document)
        self.change_button = button(_("Change…"), self.change)
        self.remove_button = button(_("Take out"), self.remove)
        for made in (self.add_button, self.open_button, self.change_button, self.remove_button):
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)
        self.add_button.setVisible(self._keeps or self._keeps_health)
        self.folder = ScanFolder(self._front)
        self.folder.taken.connect(self.take_arrived)
        self.folder.setVisible(self._keeps or self._keeps_health)
        column = QVBoxLayout(self.scans)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(self._buttons)
        column.addWidget(self.folder)

    @property
    def documents(self) -> list[PersonDocument]:
        """The scans shown, the newest first."""
        found = [one for part in self._read.values() for one in part]
        return sorted(found, key=lambda one: one.document_id, reverse=True)

    @property
    def current(self) -> PersonDocument | None:
        """The scan under the cursor."""
        return next((one for one in self.documents if one.document_id == self.list.key), None)

    def show_details(self, details: ResidentDetails) -> None:
        """Show the papers of somebody."""
        asked = details.line.person_id
        if self._details is None or self._details.line.person_id != asked:
            self._read = {}
            self.list.show_lines(())
        self._details = details
        if self._sees:
            self._front.ask(DocumentsOf(asked), self, lambda found: self._got(asked, "others", found))
            self.papers.show_details(details)
        if self._sees_health:
            self._front.ask(HealthDocumentsOf(asked), self, lambda found: self._got(asked, "health", found))

    def _got(self, asked: str, part: str, found: tuple[PersonDocument, ...]) -> None:
        if self._details is not None and self._details.line.person_id == asked:
            self._read[part] = found
            self._fill()

    def _fill(self) -> None:
        shown = self.documents
        self.list.show_lines([self._line(document) for document in shown])
        self.list.setVisible(bool(shown))
        self.empty.setVisible(not shown)

    def _line(self, document: PersonDocument) -> TwoLines:
        today = self._front.desk.today
        token = SIGNS.get(document.state(today), ("", "muted"))[1]
        words = words_of(document, today)
        return TwoLines(document.document_id, words, lambda: _picture(document), document.parts.note, token)

    def _offer(self) -> None:
        document = self.current
        about_health = document is not None and document.parts.kind in ABOUT_HEALTH
        may_change = self._keeps_health if about_health else self._keeps
        self.open_button.setVisible(document is not None)
        for made in (self.change_button, self.remove_button):
            made.setVisible(document is not None and may_change)

    def _turn(self) -> None:
        self.stack.setCurrentWidget(self.papers if self.chips.key() == ASKED else self.scans)

    def add(self) -> None:
        """Add a scan."""
        if self._details is not None:
            DocumentSheet(self._front, self._details, self).open()

    def take_arrived(self, path: Path) -> None:
        """Add a scan that arrived in the folder; once it is kept, ask whether it stays there."""
        if self._details is not None:
            sheet = DocumentSheet(self._front, self._details, self)
            sheet.open()
            sheet.kept = lambda: ask_to_delete(self, path, lambda error: self._front.trouble.emit(self, error))
            sheet.take_file(path)

    def open_document(self) -> None:
        """Show the scan under the cursor; that is written in the log."""
        document = self.current
        if document is not None:
            opening = OpenHealthDocument if document.parts.kind in ABOUT_HEALTH else OpenDocument
            self._front.ask(opening(document.document_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def change(self) -> None:
        """Put right what is written about it."""
        if self._details is not None and self.current is not None:
            DocumentSheet(self._front, self._details, self, self.current).open()

    def remove(self) -> None:
        """Take it out of the file; that can be taken back for a while."""
        document = self.current
        if document is not None:
            removing = RemoveHealthDocument if document.parts.kind in ABOUT_HEALTH else RemoveDocument
            self._front.do(removing(document.document_id), self)


def _picture(document: PersonDocument) -> QIcon:
    """The small picture, a sign of paper where there is none."""
    picture = QPixmap()
    if document.small is None or not picture.loadFromData(document.small):
        return icons.icon("file-text", "muted", PICTURE.width())
    smooth = Qt.TransformationMode.SmoothTransformation
    return QIcon(picture.scaled(PICTURE * 2, Qt.AspectRatioMode.KeepAspectRatio, smooth))
