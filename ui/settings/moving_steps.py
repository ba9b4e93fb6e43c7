"""The steps of moving a store: what it means, where to, how far it is, how it went."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from shelter_admin.operations.copies.restoring import counted
from ui.kit import theme
from ui.kit.form import Field, Form, NumberField, TextField
from ui.kit.icons import IconLabel
from ui.kit.places import documents
from ui.kit.tasks import Steps
from ui.kit.widgets import button, label, row

USUAL_PORT: Final = 5432
PORT_WIDTH: Final = 120
# Which field a refusal of the server is about; the rest stands below the form.
FIELDS: Final = {
    "server_name_unknown": "host",
    "server_not_listening": "host",
    "server_away": "host",
    "server_not_admitted": "host",
    "server_full": "host",
    "server_too_old": "host",
    "server_no_extensions": "host",
    "server_without_tls": "certificate",
    "server_not_trusted": "certificate",
    "certificate_missing": "certificate",
    "certificate_unclear": "certificate",
    "certificate_other_name": "host",
    "server_database_missing": "database",
    "server_not_empty": "database",
    "server_not_utf8": "database",
    "owner_refused": "owner_password",
    "server_no_roles": "owner",
    "server_not_owner": "owner",
}


class _Step(QWidget):
    """One page of the dialog."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("clear", "true")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3 * theme.GRID)

    def say_points(self, *points: tuple[str, str]) -> None:
        """Sentences below each other, each with its sign."""
        for sign, words in points:
            line = row(IconLabel(sign, "accent", 20), label(words, wrap=True), spacing=12)
            line.setStretch(1, 1)
            self.column.addLayout(line)


class WhatItMeans(_Step):
    """First step towards a server: what it brings, what is needed before."""

    print_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.say_points(
            (
                "monitor",
                _(
                    "The data moves from the file on this computer to PostgreSQL on the office computer. All computers "
                    "of the shelter then work on the same data; what one saves the others show within a second."
                ),
            ),
            (
                "printer",
                _(
                    "PostgreSQL is installed once, by whoever looks after the computers, as the printed page says. It "
                    "takes about an hour. Go on here when the page is ticked off."
                ),
            ),
            ("key", _("Accounts, passwords and the recovery sheet stay the same.")),
            (
                "shield-check",
                _(
                    "Everything is copied and compared, table by table. Until all is the same the file goes on; "
                    "afterwards it stays where it is, to be read only."
                ),
            ),
        )
        self.print_button = button(_("Print the page for the server…"), self.print_wanted.emit, icon="printer")
        self.column.addLayout(row(self.print_button, None))
        self.column.addStretch(1)


class WhereTo(_Step):
    """Second step towards a server: its address, its owner, its certificate. The password is kept nowhere."""

    try_wanted = Signal()

    def __init__(self, explain: Callable[[Failure], str]) -> None:
        super().__init__()
        self.host = TextField("host", _("Server's computer"), hint=_("As on the printed page: kantor, or 192.168.1.10"))
        self.port = NumberField("port", _("Port"), least=1, most=65535)
        self.port.set_value(USUAL_PORT)
        self.port.setFixedWidth(PORT_WIDTH)
        self.database = TextField("database", _("Empty database"))
        self.owner = TextField("owner", _("Owner"))
        self.password = TextField(
            "owner_password", _("Password of the owner"), secret=True, hint=_("Only for moving; kept nowhere.")
        )
        self.certificate = TextField(
            "certificate",
            _("Certificate of the server (server.crt)"),
            hint=_("Not needed where PostgreSQL runs on this very computer and no other one will be connected."),
        )
        self.form = Form(
            [[self.host, self.port], self.database, [self.owner, self.password], self.certificate], explain
        )
        self._explain = explain
        self.choose_button = button(_("Choose the certificate…"), self.choose)
        self.try_button = button(_("Try the connection"), self.try_wanted.emit, icon="refresh-cw")
        self.fine = label("", "ok")
        self.column.addWidget(self.form)
        self.column.addLayout(row(self.choose_button, self.try_button, self.fine, None))
        self.column.addStretch(1)
        self.form.changed.connect(lambda: self.fine.setText(""))

    def choose(self) -> None:
        """Let the user show the certificate."""
        dialog = QFileDialog(self, _("Choose the certificate…"), documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Certificates (*.crt *.pem *.cer)"), _("All files (*)")])
        dialog.fileSelected.connect(self.certificate.set_value)
        dialog.open()

    def say_fine(self) -> None:
        """The server answers and is empty."""
        self.form.clear_errors()
        self.fine.setText("✓ " + _("The server answers, and the database is empty."))

    def refused(self, failure: Failure) -> None:
        """Say what is wrong beside the field it is about."""
        self.fine.setText("")
        self.form.clear_errors()
        field: Field | None = self.form.fields.get(failure.field or FIELDS.get(failure.code, ""))
        if field is None:
            self.form.refused(failure)
        else:
            field.say_wrong(self._explain(failure))


class BackToFile(_Step):
    """First step back: what it means, and where the file goes."""

    def __init__(self, explain: Callable[[Failure], str], code: str) -> None:
        super().__init__()
        self.say_points(
            (
                "hard-drive",
                _(
                    "The data moves from the server into a new file on this computer. Only this computer works on it "
                    "then; the others can only read what is still on the server."
                ),
            ),
            ("users", _("Before you begin, let the others finish and close their programs.")),
            (
                "shield-check",
                _("Everything is copied and compared, table by table. Until all is the same the server goes on."),
            ),
        )
        self.path = TextField("path", _("New file"))
        self.path.set_value(str(_free(code)))
        self.form = Form([self.path], explain)
        self.choose_button = button(_("Another place…"), self.choose)
        self.column.addWidget(self.form)
        self.column.addLayout(row(self.choose_button, None))
        self.column.addStretch(1)

    def choose(self) -> None:
        """Let the user choose where the file goes; an existing one is never replaced."""
        dialog = QFileDialog(self, _("New file"), documents())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.setDefaultSuffix("shelter")
        dialog.fileSelected.connect(self.path.set_value)
        dialog.open()


class HowFar(_Step):
    """While it is copied and compared: how far it is, and Cancel, which leaves everything as it was."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label(_("Copying and comparing…"), "strong")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(_("Progress"))
        self.told = label("", "muted")
        self.column.addStretch(1)
        for part in (self.words, self.bar, self.told):
            self.column.addWidget(part)
        self.column.addWidget(
            label(
                _("If it is stopped, everything stays as it was, and nothing is left at the new place."),
                "small",
                wrap=True,
            )
        )
        self.column.addStretch(2)

    def watch(self, steps: Steps) -> None:
        """Follow a piece of work from its first step."""
        self.words.setText(_("Copying and comparing…"))
        self.bar.setRange(0, 0)
        self.told.setText("")
        steps.stepped.connect(self._stepped)

    def stopping(self) -> None:
        """The user asked to stop."""
        self.words.setText(_("Stopping…"))

    def _stepped(self, done: int, of: int) -> None:
        self.bar.setRange(0, max(1, of))
        self.bar.setValue(done)
        self.told.setText(_("{done} of {of}").format(done=number(done), of=number(of)))


class HowItWent(_Step):
    """The result: how many of each kind are at the new place, the same as before."""

    def __init__(self) -> None:
        super().__init__()
        self.words = label("", "ok", wrap=True)
        self.words.setProperty("look", "strong")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(32)
        self._grid.setVerticalSpacing(6)
        self.after = label("", "muted", wrap=True)
        self.column.addWidget(self.words)
        self.column.addLayout(self._grid)
        self.column.addWidget(self.after)
        self.column.addStretch(1)

    def show_outcome(self, tables: int, rows: int, held: Mapping[str, int], after: str) -> None:
        """Show what was moved; every table was compared."""
        words = _("{tables} tables with {rows} rows were compared: all the same on both sides.")
        self.words.setText("✓ " + words.format(tables=number(tables), rows=number(rows)))
        for place, (kind, count) in enumerate(held.items()):
            self._grid.addWidget(label("✓ " + counted(kind, count).format(count=number(count))), place // 3, place % 3)
        self.after.setText(after)


def _free(code: str) -> Path:
    folder, again = Path(documents()), 1
    while (place := folder / f"{code.lower()}{'' if again == 1 else f'-{again}'}.shelter").exists():
        again += 1
    return place
