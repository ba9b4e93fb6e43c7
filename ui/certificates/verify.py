"""Is this certificate genuine? A code scanned or typed, a short form, or the PDF itself; answered in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.register import Verification
from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _, p_
from shelter_admin.operations.certificates import PublicKeyPage, VerifyCertificate
from shelter_admin.operations.explain import explain
from ui.certificates.saving import keep_as_file
from ui.certificates.words import Verdict, statement_rows, verdict
from ui.kit.dropping import PAPERS, TakesFile
from ui.kit.form import plain_form
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.line import Line
from ui.kit.places import documents
from ui.kit.preview import show_paper
from ui.kit.widgets import Card, Pill, button, label, row

MOST_BYTES: Final = 20_000_000
WIDE: Final = 760
BESIDE_SIGN: Final = 56
EXAMPLE: Final = "400.9/017/RSBK/XI/2026 K7Q2-9FHD-XM4T"


class VerifyTab(TakesFile, QWidget):
    """One field that takes a scan; the answer below it. ``told`` gives the page's subtitle."""

    files: ClassVar[str] = PAPERS
    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._asked = 0
        self.setAcceptDrops(True)
        self.line = Line()
        self.line.setAccessibleName(_("Code, or number and fingerprint"))
        self.line.setPlaceholderText(_("Scan the code, or type number and fingerprint"))
        self.line.setClearButtonEnabled(True)
        self.line.setMinimumHeight(40)
        self.line.returnPressed.connect(self.check_typed)
        self.line.textEdited.connect(lambda _text: self.show_nothing())
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for part in (self._asking(), self._answer()):
            part.setMaximumWidth(WIDE)
            column.addWidget(part)
        column.addStretch(1)

    def _asking(self) -> Card:
        made = Card(_("Check a certificate"))
        told = _(
            "It is checked on this computer, without the internet: the code carries the shelter's signature, "
            "and the register tells whether the certificate was revoked."
        )
        made.add(label(told, "muted", wrap=True))
        typed = row(self.line, button(p_("verb", "Check"), self.check_typed, kind="primary", icon="scan-line"))
        typed.setStretch(0, 1)
        choose = button(
            _("Open a PDF…"), self._choose, icon="file-text", tip=_("The file of a certificate; it can be dropped here")
        )
        self.key_button = button(
            _("Public key"), self.show_key, icon="file-text", tip=_("How anybody checks it, to give away")
        )
        self.key_text_button = button(_("Public key as text…"), self.keep_key, icon="file-text")
        made.add(typed, row(label(_("For example {short}").format(short=EXAMPLE), "small"), None, choose))
        made.add(row(None, self.key_text_button, self.key_button))
        return made

    def _answer(self) -> Card:
        self.answer = Card()
        self.sign = IconLabel("info", "info", 40)
        self.word = Pill("")
        self.sentence = label("", "section", wrap=True)
        self.reason = label("", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addLayout(row(self.word, None))
        words.addWidget(self.sentence)
        words.addWidget(self.reason)
        top = row(self.sign, spacing=16)
        top.setAlignment(self.sign, Qt.AlignmentFlag.AlignTop)
        top.addLayout(words, 1)
        self._facts: QWidget | None = None
        self.answer.add(top)
        return self.answer

    def reload(self) -> None:
        """Nothing here waits for the store."""

    def take_focus(self) -> None:
        """Put the cursor where a scan goes."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def show_key(self) -> None:
        """Show the page of the public key."""
        self._front.ask(PublicKeyPage(), self, self._show_key)

    def keep_key(self) -> None:
        """Keep the public key as text."""
        self._front.ask(PublicKeyPage(as_text=True), self, self._keep_key)

    def _show_key(self, paper: Document) -> None:
        show_paper(self, paper)

    def _keep_key(self, paper: Document) -> None:
        keep_as_file(self._front, self, paper)

    def check_typed(self) -> None:
        """Check the code in the field."""
        typed = self.line.text().strip()
        if typed:
            self._ask(VerifyCertificate(text=typed), typed)

    @override
    def take_file(self, path: Path) -> None:
        self.check_file(path)

    def check_file(self, path: Path) -> None:
        """Check a certificate's PDF."""
        self.show_nothing()
        self.line.setText(path.name)
        self._front.run(
            lambda: read_pdf(path), self, lambda content: self._ask(VerifyCertificate(pdf=content)), self._refused
        )

    def show_nothing(self) -> None:
        """Take the last answer away: it belongs to another paper."""
        self._asked += 1
        self.answer.hide()

    def _ask(self, query: VerifyCertificate, typed: str = "") -> None:
        self._asked += 1
        asked = self._asked
        self._front.ask(query, self, lambda found: self._show(found, asked, typed), self._refused)

    def _show(self, found: Verification, asked: int, typed: str) -> None:
        if asked == self._asked:
            self._say(verdict(found, typed), statement_rows(found))
            self.line.selectAll()

    def _refused(self, failure: Failure) -> bool:
        self._say(Verdict("circle-help", "attention", _("Not readable"), explain(failure)), [])
        return True

    def _say(self, said: Verdict, facts: Sequence[tuple[str, str]]) -> None:
        self.sign.show_icon(said.sign, said.token)
        self.word.say(said.word, said.token)
        self.sentence.setText(said.sentence)
        self.reason.setText(said.reason)
        self.reason.setVisible(bool(said.reason))
        self.answer.setAccessibleName(f"{said.word}: {said.sentence} {said.reason}".strip())
        if self._facts is not None:
            self.answer.body.removeWidget(self._facts)
            self._facts.hide()
            self._facts.deleteLater()
        form = plain_form([(words, label(fact, "strong", wrap=True)) for words, fact in facts])
        form.setContentsMargins(BESIDE_SIGN, 0, 0, 0)
        self._facts = QWidget()
        self._facts.setLayout(form)
        self.answer.add(self._facts)
        self.answer.show()

    def _choose(self) -> None:
        asking = QFileDialog(self, _("Open a PDF"), documents(), _("Certificates ({files})").format(files="*.pdf"))
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(lambda name: self.check_file(Path(name)))
        asking.finished.connect(asking.deleteLater)
        asking.open()


def read_pdf(path: Path) -> bytes:
    """Read a file of reasonable size; raises Unavailable."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
