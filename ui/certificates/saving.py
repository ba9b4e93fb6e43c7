"""Keeping a paper that is no page, such as a list or a template, as a file where the user says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.saving import write_document


def keep_as_file(front: FrontDesk, owner: QWidget, paper: Document) -> QFileDialog:
    """Ask where, then write it whole."""
    dialog = QFileDialog(owner, _("Keep as a file"), str(Path(documents()) / paper.filename))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.fileSelected.connect(lambda name: write_document(front, owner, paper, name))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog
