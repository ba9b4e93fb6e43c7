"""The dialog that keeps a scan in a resident's file, or puts right what is written about one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.documents import ABOUT_HEALTH, MOST_PICTURE_BYTES, PersonDocument
from shelter_admin.domain.errors import Failure, Refused, Unavailable
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents.documents import (
    AddDocument,
    AddHealthDocument,
    EditDocument,
    EditHealthDocument,
    by_name,
    kinds_to_choose,
)
from ui.kit.clipboard import copied_picture
from ui.kit.form import ChoiceField, Form, NoteField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import button, label, row
from ui.residents.dialogs import PersonSheet
from ui.residents.fields import day_typed

WIDE: Final = 620
SCANS: Final = "*.pdf *.jpg *.jpeg *.png"
DAYS: Final = ("dated_on", "expires_on")


def read_scan(path: Path) -> bytes:
    """The bytes of a file that may be a scan, bounded before it is read.

    Raises Refused ``scan_too_large`` or Unavailable ``file_not_usable``. What it is is looked at where it is kept.
    """
    try:
        if path.stat().st_size > MOST_PICTURE_BYTES:
            raise Refused("scan_too_large", field="scan", most=MOST_PICTURE_BYTES // 1024 // 1024)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error


class DocumentSheet(PersonSheet):
    """Add a scan from a file or the clipboard, or change what is written about one that is kept."""

    def __init__(
        self, front: FrontDesk, details: ResidentDetails, owner: QWidget, document: PersonDocument | None = None
    ) -> None:
        title = _("Add a paper") if document is None else _("Paper in the file")
        told = _("PDF up to 5 MB, or a picture in JPEG or PNG; pictures are scaled down.") if document is None else ""
        super().__init__(front, details, owner, (title, told, _("Save")))
        self.setMinimumWidth(WIDE)
        self._document = document
        self.scan = b""
        self.kept: Callable[[], None] = lambda: None
        self._make_fields()
        self.form = Form(
            [[self.kind, self.title], [self.number, self.dated, self.expires], self.note],
            lambda failure: explain(failure, front.panti),
        )
        if document is None:
            self._offer_scan()
        else:
            self._load(document)
        self.body.addWidget(self.form)

    def _make_fields(self) -> None:
        about_health = self._document is not None and self._document.parts.kind in ABOUT_HEALTH
        adding = self._document is None
        kinds = kinds_to_choose(
            health=self.front.may(Right.EDIT_HEALTH) and (adding or about_health),
            others=self.front.may(Right.EDIT_IDENTITY) and (adding or not about_health),
        )
        self.kind = ChoiceField("kind", _("Kind of paper"), [(kind, _(name)) for kind, name in kinds])
        self.title = TextField("title", _("What it is about"))
        self.number = TextField("number", _("Number on the paper"))
        self.dated = TextField("dated_on", _("Dated"), placeholder="21-11-2026")
        self.expires = TextField("expires_on", _("Good until"), placeholder=_("no end"))
        self.note = NoteField("note", _("Note"), lines=2)

    def _offer_scan(self) -> None:
        self.file_button = button(_("From a file…"), self.ask_file, icon="upload")
        self.paste_button = button(_("From the clipboard"), self.take_copied, icon="image")
        self.chosen = label("", "muted", wrap=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body.addLayout(row(self.file_button, self.paste_button, None))
        self.body.addWidget(self.chosen)
        self.body.addWidget(self.wrong)
        self.chosen.hide()
        QTimer.singleShot(0, self.file_button, self.file_button.setFocus)

    def _load(self, document: PersonDocument) -> None:
        shown = by_name(document.parts)
        days = {name: short_date(shown[name]) if shown[name] else "" for name in DAYS}
        self.form.load({**shown, **days})

    def ask_file(self) -> None:
        """Ask for the file with the scan."""
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Add a paper"), documents(), _("Scans ({files})").format(files=SCANS)
        )
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Read a scan from a file; it is kept with what is written about it."""
        self.front.tasks.on_paper(
            lambda: read_scan(path), self, lambda content: self.take(content, path.name), self._not_read
        )

    def take_copied(self) -> None:
        """Take the picture that was copied."""
        content = copied_picture()
        if content:
            self.take(content, _("picture from the clipboard"))
        else:
            self._say_wrong(_("There is no picture on the clipboard. Copy one first."))

    def take(self, content: bytes, name: str) -> None:
        """Hold a scan until it is saved."""
        self.scan = content
        self.chosen.setText(f"✓ {name}")
        self.chosen.show()
        self._say_wrong("")

    def _not_read(self, error: BaseException) -> None:
        if isinstance(error, Failure):
            self._say_wrong(explain(error, self.front.panti))
        else:
            raise error

    def _say_wrong(self, sentence: str) -> None:
        self.wrong.setText(sentence)
        self.wrong.setVisible(bool(sentence))
        QTimer.singleShot(0, self, self.adjustSize)

    @override
    def save(self) -> None:
        """Keep it; what was typed stays where it is refused."""
        self.form.clear_errors()
        typed: dict[str, Any] = self.form.values()
        try:
            typed |= {name: day_typed(typed[name], name, self.front.desk.today) for name in DAYS}
        except Refused as failure:
            self._refused(failure)
            return
        about_health = typed["kind"] in ABOUT_HEALTH
        command: Any
        if self._document is None:
            adding = AddHealthDocument if about_health else AddDocument
            command = adding(person_id=self.person_id, scan=self.scan, **typed)
        else:
            editing = EditHealthDocument if about_health else EditDocument
            seen = Seen(by_name(self._document.parts))
            command = editing(document_id=self._document.document_id, **typed, seen=seen)
        self.front.do(command, self, lambda _done: self._saved(), self._refused)

    def _saved(self) -> None:
        self.accept()
        self.kept()

    def _refused(self, failure: Failure) -> bool:
        if failure.field == "scan":
            self._say_wrong(explain(failure, self.front.panti))
            return True
        return self.form.refused(failure)
