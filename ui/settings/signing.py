"""What papers are signed with: the PKCS#12 of the panti and of the head, kept under its own password."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.signatures import HOLDER_NAMES, MOST_CREDENTIAL_BYTES, Credential, Holder
from shelter_admin.domain.changes import Area
from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.domain.wording import short_date
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.certificates.electronic import AddCredential, RemoveCredential, SigningCredentials
from shelter_admin.operations.desk import Done
from ui.kit.alerts import decide
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import button, label, row
from ui.settings.section import FORM, Section

FILES: Final = "*.p12 *.pfx"


class SigningSection(Section):
    """Who signs, by whom the certificate was issued and until when; a new one takes the place of the old."""

    key: ClassVar[str] = "signing"
    title: ClassVar[str] = N_("Electronic signature")
    icon: ClassVar[str] = "signature"
    told: ClassVar[str] = N_(
        "A PKCS#12 file (.p12, .pfx) of the shelter or the head signs certificates and letters. It stays under its own "
        "password, which is asked for at every signing and kept nowhere. Who issued the certificate is said with "
        "every signature; the program asks no network about it."
    )
    needs: ClassVar[frozenset[Right]] = frozenset({Right.ISSUE_CERTIFICATES})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.CERTIFICATES})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.content = b""
        self.table = RecordsTable(self._columns(), lambda one: one.credential_id, _("Certificates that sign"))
        self.table.setFixedHeight(132)
        self.table.chosen.connect(lambda _one: self._offer())
        self.remove_button = button(_("Sign no more with it…"), self.ask_remove, kind="danger", icon="ban")
        self.body.addWidget(self.table)
        self.body.addLayout(row(None, self.remove_button))
        self.body.addWidget(label(_("Add a PKCS#12"), "strong"))
        self.holder = ChoiceField("holder", _("Signs for"), [(one, _(HOLDER_NAMES[one])) for one in Holder])
        self.file = TextField("content", _("File"))
        self.file.line.setReadOnly(True)
        self.choose_button = button(_("Choose the file…"), self._choose, icon="file-text")
        self.password = TextField("password", _("Password of the PKCS#12"), secret=True)
        self.password.line.returnPressed.connect(self.add)
        self.add_button = button(_("Add"), self.add, kind="primary", icon="plus")
        for field in (self.holder, self.file, self.password):
            field.setFixedWidth(FORM // 2)
        line = row(self.file, self.choose_button, None)
        line.setAlignment(self.choose_button, Qt.AlignmentFlag.AlignBottom)
        self.body.addWidget(self.holder)
        self.body.addLayout(line)
        self.body.addWidget(self.password)
        self.done = label("", "muted", wrap=True)
        self.body.addLayout(row(self.add_button, self.done, None))
        self.body.addStretch(1)

    def _columns(self) -> list[Column[Credential]]:
        return [
            Column(_("Signs for"), lambda one: _(HOLDER_NAMES[one.holder]), width=110),
            Column(_("Holder"), lambda one: one.identity.subject, strong=True),
            Column(_("Issued by"), _issuer, width=220),
            Column(
                _("Valid until"),
                lambda one: short_date(one.identity.valid_until),
                width=118,
                sort=lambda one: one.identity.valid_until,
            ),
            Column(_("State"), self._state, width=150, look=self._token),
        ]

    @override
    def reload(self) -> None:
        self.front.ask(SigningCredentials(), self, self._show)

    def open_file(self, path: Path) -> None:
        """Take a file; it is read when it is added."""
        self.file.set_value(path.name)
        self.file.say_wrong("")
        self.done.setText("")
        self.front.run(lambda: read_pkcs12(path), self, self._read, self._refused)

    def add(self) -> None:
        """Add what was chosen; the password goes along and is forgotten here."""
        if not self.content:
            self.file.say_wrong(_("Choose the file of the PKCS#12."))
            return
        act = AddCredential(self.holder.value(), self.content, self.password.value())
        self.password.set_value("")
        self.file.say_wrong("")
        self.password.say_wrong("")
        self.front.do(act, self, self._added, self._refused)

    def ask_remove(self) -> None:
        """Ask before the one under the cursor signs no more."""
        one = self.table.current()
        if one is not None and one.removed_on is None:
            told = _("{subject}: what was signed with it stays and can be checked on.").format(
                subject=one.identity.subject
            )
            act = RemoveCredential(one.credential_id)
            title, yes = _("Sign no more with this PKCS#12?"), _("Sign no more with it")
            decide(self, title, told, yes, lambda: self.front.do(act, self))

    def _show(self, found: tuple[Credential, ...]) -> None:
        self.table.show_records(found)
        self._offer()

    def _offer(self) -> None:
        one = self.table.current()
        self.remove_button.setEnabled(one is not None and one.removed_on is None)

    def _read(self, content: bytes) -> None:
        self.content = content
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _added(self, _done: Done[str]) -> None:
        self.content = b""
        self.file.set_value("")
        self.done.setText(_("✓ Added; papers can be signed with it."))

    def _refused(self, failure: Failure) -> bool:
        beside = self.password if getattr(failure, "field", None) == "password" else self.file
        beside.say_wrong(self.said(failure))
        return True

    def _choose(self) -> None:
        asking = QFileDialog(self, _("Choose the file…"), documents(), f"PKCS#12 ({FILES})")
        asking.setFileMode(QFileDialog.FileMode.ExistingFile)
        asking.fileSelected.connect(lambda name: self.open_file(Path(name)))
        asking.finished.connect(asking.deleteLater)
        asking.open()

    def _state(self, one: Credential) -> str:
        if one.removed_on is not None:
            return f"– {_('until {day}').format(day=short_date(one.removed_on))}"
        return f"✓ {_('signs')}" if self._in_time(one) else f"✗ {_('expired')}"

    def _token(self, one: Credential) -> str:
        if one.removed_on is not None:
            return "muted"
        return "ok" if self._in_time(one) else "danger"

    def _in_time(self, one: Credential) -> bool:
        return one.identity.valid_until >= self.front.panti.day_of(self.front.now)


def _issuer(one: Credential) -> str:
    return _("itself: nobody else vouches for it") if one.identity.own else one.identity.issuer


def read_pkcs12(path: Path) -> bytes:
    """Read a file of reasonable size; raises Unavailable."""
    try:
        with path.open("rb") as file:
            return file.read(MOST_CREDENTIAL_BYTES + 1)
    except OSError as error:
        raise Unavailable("file_not_usable", file=path.name) from error
