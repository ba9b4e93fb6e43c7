"""Signing in one act: how many papers, with what, and the password, which is asked for every time and kept nowhere."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.signatures import HOLDER_NAMES, Credential, PaperKind, PaperToSign
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates.electronic import SignPapers
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from ui.certificates.confirming import ConfirmPanel
from ui.kit.form import ChoiceField, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import label, row

WIDE = 640
NARROW = 300


class SignPanel(ConfirmPanel):
    """The one confirmation. ``closed`` tells that it is done with, ``signed`` that papers were signed."""

    signed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, self.sign, "signature", parent)
        self.papers: tuple[PaperToSign, ...] = ()
        told = _("The issued paper stays as it is; a signed copy is kept beside it. That cannot be taken back.")
        self.told = label(told, "muted", wrap=True)
        self.credential = ChoiceField("credential", _("Sign with"), [])
        self.password = TextField("password", _("Password of the PKCS#12"), secret=True, hint=_("It is kept nowhere."))
        self.credential.setMinimumWidth(WIDE)
        self.password.setFixedWidth(NARROW)
        self.password.line.returnPressed.connect(self.sign)
        fields = row(self.credential, self.password, spacing=16)
        fields.setStretch(0, 1)
        self.add(self.title, self.told, fields, row(self.yes, self.back, None))

    def ask(self, papers: Sequence[PaperToSign], credentials: Sequence[Credential]) -> None:
        """Ask for what these are signed with."""
        self.papers = tuple(papers)
        count = len(self.papers)
        self.title.setText(
            n_("Sign {count} paper electronically?", "Sign {count} papers electronically?", count).format(
                count=number(count)
            )
        )
        self._say_yes(n_("Sign {count} paper", "Sign {count} papers", count).format(count=number(count)))
        self.credential.offer([(one.credential_id, credential_words(one)) for one in credentials])
        self._forget()
        self.yes.setEnabled(True)
        self.show()
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def sign(self) -> None:
        """Sign them, all or none; the password goes along and is forgotten here."""
        if not self.papers or not self.yes.isEnabled():
            return
        password = self.password.value()
        if not password:
            self.password.say_wrong(_("Type the password of the PKCS#12."))
            return
        ids = {kind: tuple(one.paper_id for one in self.papers if one.kind is kind) for kind in PaperKind}
        act = SignPapers(self.credential.value(), ids[PaperKind.CERTIFICATE], ids[PaperKind.LETTER], password=password)
        self._forget()
        self.yes.setEnabled(False)
        self._front.do_long(act, self, self._done, self._refused)

    @override
    def close_panel(self) -> None:
        self.papers = ()
        self._forget()
        self.hide()
        self.closed.emit()

    def _forget(self) -> None:
        self.password.set_value("")
        self.password.say_wrong("")
        self.credential.say_wrong("")

    def _done(self, _done: Done[int]) -> None:
        self.close_panel()
        self.signed.emit()

    def _refused(self, failure: Failure) -> bool:
        """Each refusal stands beside its field; the password is typed anew."""
        self.yes.setEnabled(True)
        beside = getattr(failure, "field", None)
        field = self.credential if beside == "credential" else self.password
        field.say_wrong(explain(failure, self._front.panti))
        self.password.line.setFocus(Qt.FocusReason.OtherFocusReason)
        return True


def credential_words(one: Credential) -> str:
    """Whose it is, who issued it and until when: never more than the certificate itself says."""
    identity = one.identity
    issuer = _("issued by itself") if identity.own else _("issued by {issuer}").format(issuer=identity.issuer)
    until = _("until {day}").format(day=short_date(identity.valid_until))
    return f"{_(HOLDER_NAMES[one.holder])}: {identity.subject} · {issuer} · {until}"
