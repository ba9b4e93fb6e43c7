"""Several computers: where the store is, moving it to a server and back, letting another computer in."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.sharing import ConnectionFile, PrintServerPage, Sharing, WhereShared
from ui.kit.form import TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.preview import show_paper
from ui.kit.saving import write_document
from ui.kit.widgets import Banner, button, label, row
from ui.settings.section import KeptForm, Section


class SharingSection(Section):
    """A store in a file shows the way to a server; one on a server shows how other computers come in, and back."""

    key: ClassVar[str] = "sharing"
    title: ClassVar[str] = N_("Several computers")
    icon: ClassVar[str] = "monitor"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.MANAGE_ACCOUNTS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.PANTI})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.trouble = Banner("attention", "")
        self.trouble.hide()
        self.state = label("", "strong")
        self.words = label("", "muted", wrap=True)
        self.move_button = button(_("Use on several computers…"), lambda: front.go.emit("move", ""), kind="primary")
        self.page_button = button(_("Print the page for the server…"), self.print_page, icon="printer")
        self.connect_part = _ConnectPart(self)
        self.back_button = button(_("Back to one computer…"), lambda: front.go.emit("move", ""))
        self.body.addWidget(self.trouble)
        self.body.addWidget(self.state)
        self.body.addWidget(self.words)
        self.body.addLayout(row(self.move_button, self.page_button, None))
        self.body.addWidget(self.connect_part)
        self.body.addLayout(row(self.back_button, None))
        self.body.addStretch(1)
        for part in (self.move_button, self.connect_part, self.back_button):
            part.hide()

    @override
    def reload(self) -> None:
        self.front.ask(WhereShared(), self, self._show, self.say)

    def _show(self, shared: Sharing | None) -> None:
        self.trouble.hide()
        on_server = shared is not None
        self.move_button.setVisible(not on_server)
        self.connect_part.setVisible(on_server)
        self.back_button.setVisible(on_server)
        for part in (self.move_button, self.back_button):
            part.setEnabled(not self.front.read_only)
        if shared is None:
            self.state.setText(_("The data is in a file on this computer."))
            self.words.setText(
                _(
                    "One program at a time works on it. If the gate, the office and the workshop are to work on the "
                    "same data, it moves to PostgreSQL on the office computer, and back whenever you like."
                )
            )
        else:
            self.state.setText(_("The data is on the office server: {address}").format(address=shared.address))
            self.words.setText(
                _("Every computer of the shelter that was connected works on it, with the same accounts and passwords.")
            )
            self.connect_part.show_for(shared)

    def print_page(self) -> None:
        """Show the page for whoever installs PostgreSQL."""
        self.front.ask(PrintServerPage(), self, self._show_paper, self.say)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def say(self, failure: Failure) -> bool:
        """Say a failure above everything."""
        self.trouble.words.setText(self.said(failure))
        self.trouble.show()
        return True


class _ConnectPart(QWidget):
    """Makes the connection file for another computer, on a stick."""

    def __init__(self, section: SharingSection) -> None:
        super().__init__()
        self._section = section
        self.setProperty("clear", "true")
        self.host = TextField(
            "host", _("Name by which the others reach this computer"), hint=_("As in the certificate: kantor")
        )
        self.certificate = TextField("certificate", _("Certificate of the server (server.crt)"))
        self.form = KeptForm(section, [self.host, self.certificate])
        self.choose_button = button(_("Choose the certificate…"), self._choose)
        self.make_button = button(_("Connect another computer…"), self.make, kind="primary", icon="plus")
        self.done = label("", "ok", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 6)
        column.setSpacing(10)
        column.addWidget(label(_("Connect another computer"), "strong"))
        column.addWidget(
            label(
                _(
                    "A small file goes to a stick: address, key file, certificate. On the other computer choose "
                    "“Connect to the office server…” on the first screen and show it. Without a password it opens "
                    "nothing; delete it from the stick afterwards all the same."
                ),
                "muted",
                wrap=True,
            )
        )
        column.addWidget(self.form)
        column.addLayout(row(self.make_button, self.choose_button, None))
        column.addWidget(self.done)

    def show_for(self, shared: Sharing) -> None:
        """Ask only for what the address in use does not say."""
        self.host.setVisible(shared.near)
        self.certificate.setVisible(shared.near and not shared.certificate)
        self.choose_button.setVisible(shared.near and not shared.certificate)
        self.form.setVisible(shared.near)

    def _choose(self) -> None:
        dialog = QFileDialog(self, _("Choose the certificate…"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Certificates (*.crt *.pem *.cer)"), _("All files (*)")])
        dialog.fileSelected.connect(self.certificate.set_value)
        dialog.open()

    def make(self) -> None:
        """Make the file, then ask where it goes."""
        self.done.setText("")
        self.form.clear_errors()
        question = ConnectionFile(self.host.value(), self.certificate.value())
        self._section.front.ask(question, self, self._made, self.form.refused)

    def _made(self, paper: Document) -> None:
        dialog = QFileDialog(self, _("Keep the connection file"), str(Path(documents()) / paper.filename))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(paper.filename)
        dialog.fileSelected.connect(lambda name: self.keep(paper, name))
        dialog.open()

    def keep(self, paper: Document, name: str) -> None:
        """Write it there, whole or not at all."""
        write_document(self._section.front, self, paper, name, self._kept)

    def _kept(self, name: str) -> None:
        self.done.setText("✓ " + _("Kept as {file}. Take it to the other computer.").format(file=Path(name).name))
