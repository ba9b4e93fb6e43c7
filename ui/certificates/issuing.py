"""Issuing in one act: how many, from which number, for whom; afterwards the very papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from shelter_admin.domain.certificates.register import EntitledLine, Issued, Register
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates import CertificateRegister, CertificatesInOneFile, IssueCertificates
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from ui.certificates.confirming import ConfirmPanel
from ui.certificates.signing import SignerBanner
from ui.certificates.words import next_numbers
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.preview import show_paper
from ui.kit.widgets import button, label, row

MOST_NAMES: Final = 6


class IssuePanel(ConfirmPanel):
    """The one confirmation. ``closed`` tells that it is done with, ``issued`` that certificates are out."""

    issued = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, self.issue, "award", parent)
        self._lines: tuple[EntitledLine, ...] = ()
        self._issued: tuple[Issued, ...] = ()
        self.sign = IconLabel("award", "accent", 24)
        self.numbers = label("", wrap=True)
        self.names = label("", "muted", wrap=True)
        self.unsigned = SignerBanner(front)
        self.wrong = label("", "error", wrap=True)
        self.papers = button(_("Look and print"), self.show_papers, kind="primary", icon="printer")
        top = row(self.sign, self.title, spacing=12)
        top.setStretch(1, 1)
        self.add(top, self.numbers, self.names, self.unsigned, self.wrong, row(self.yes, self.papers, self.back, None))

    def asks_about_others(self, enrolment_ids: frozenset[str]) -> bool:
        """Say whether it asks, not yet answered, about other people than these."""
        asked = {line.enrolment_id for line in self._lines}
        return bool(asked) and not self._issued and asked != enrolment_ids

    @property
    def asking(self) -> bool:
        """Say whether it asks, not yet answered."""
        return bool(self._lines) and not self._issued

    def ask(self, lines: Sequence[EntitledLine]) -> None:
        """Ask whether to issue these, once the next number is known."""
        self._lines, self._issued = tuple(lines), ()
        self._front.ask(CertificateRegister(), self, self._show)

    def issue(self) -> None:
        """Issue them, all or none."""
        self.yes.setEnabled(False)
        command = IssueCertificates(tuple(line.enrolment_id for line in self._lines))
        self._front.do_long(command, self, self._done, self._refused)

    def show_papers(self) -> None:
        """Show the very papers that were issued."""
        if len(self._issued) == 1:
            show_paper(self, self._issued[0].document)
        elif self._issued:
            ids = tuple(one.certificate_id for one in self._issued)
            self._front.ask(CertificatesInOneFile(ids), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    @override
    def close_panel(self) -> None:
        self._lines, self._issued = (), ()
        self.hide()
        self.closed.emit()

    def _show(self, register: Register) -> None:
        count = len(self._lines)
        self.sign.show_icon("award", "accent")
        self.title.setText(n_("Issue {count} certificate?", "Issue {count} certificates?", count).format(count=count))
        today = self._front.panti.day_of(self._front.now)
        first, last = next_numbers(register, self._front.panti, today, count)
        told = _("Number {first}.") if count == 1 else _("From number {first} to {last}.")
        forever = _("A number is used once; an issued certificate is never changed, only revoked with a reason.")
        self.numbers.setText(f"{told.format(first=first, last=last)} {forever}")
        self.names.setText(_names(_named(self._lines)))
        self._say_yes(n_("Issue {count} certificate", "Issue {count} certificates", count).format(count=count))
        self._take_state(done=False)
        self.unsigned.look()
        self.yes.setFocus()

    def _done(self, done: Done[tuple[Issued, ...]]) -> None:
        self._issued = done.result or ()
        count = len(self._issued)
        self.sign.show_icon("circle-check", "ok")
        self.title.setText(n_("{count} certificate issued", "{count} certificates issued", count).format(count=count))
        first, last = self._issued[0].certificate_no, self._issued[-1].certificate_no
        told = _("Number {first}.") if count == 1 else _("From number {first} to {last}.")
        self.numbers.setText(told.format(first=first, last=last))
        self._take_state(done=True)
        self.issued.emit()
        self.show_papers()

    def _refused(self, failure: Failure) -> bool:
        self.wrong.setText(f"{explain(failure)} {_('None of them was issued.')}")
        self.wrong.show()
        self.yes.setEnabled(True)
        self.yes.setFocus()
        return True

    def _take_state(self, *, done: bool) -> None:
        self.wrong.hide()
        self.yes.setEnabled(True)
        self.yes.setVisible(not done)
        self.papers.setVisible(done)
        self.unsigned.setVisible(not done and self.unsigned.needed)
        self.back.setText(_("Close") if done else _("Cancel"))
        self.show()


def _named(lines: Sequence[EntitledLine]) -> list[str]:
    """The names; whoever gets two has the programme beside each."""
    known = [line.name for line in lines]
    return [f"{line.name} ({line.program})" if known.count(line.name) > 1 else line.name for line in lines]


def _names(names: Sequence[str]) -> str:
    shown = ", ".join(names[:MOST_NAMES])
    more = len(names) - MOST_NAMES
    return _("{names} and {count} more").format(names=shown, count=number(more)) if more > 0 else shown
