"""A batch at its end: what each gets, issued in one act, then printed in order, again from where the printer jammed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.certificates.letters import BatchChoice, BatchIssued, BatchOutlook, Gets
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.certificates import (
    CertificateBatches,
    IssueBatch,
    OutlookOf,
    PapersInOneFile,
    PrintReceipts,
    ReprintPapers,
)
from shelter_admin.operations.desk import Done
from shelter_admin.operations.explain import explain
from ui.certificates.again import AgainSheet
from ui.certificates.outlook import OutlookTable
from ui.certificates.signing import SignerBanner
from ui.kit.form import ChoiceField
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.widgets import Card, Empty, button, label, row


class BatchPapers(QWidget):
    """The valid papers of the batch that is shown: all in order, again from one on, the list to sign."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.outlook: BatchOutlook | None = None

    def print_all(self) -> None:
        """Show every valid paper of the batch in order."""
        certificates, letters = self._papers()
        if certificates or letters:
            self._front.ask(PapersInOneFile(certificates, letters), self, self._show_paper)

    def print_receipts(self) -> None:
        """Show the list on which they sign."""
        certificates, letters = self._papers()
        if self.outlook is not None and (certificates or letters):
            of = f"{self.outlook.program} {self.outlook.batch}".strip()
            self._front.ask(PrintReceipts(certificates, letters, of), self, self._show_paper)

    def ask_again(self) -> None:
        """Ask from which paper on and why; each is written down as printed again."""
        if self.outlook is not None:
            numbers = [one.certificate_no for one in self.outlook.certificates]
            numbers += [one.letter_no for one in self.outlook.letters]
            self.again = AgainSheet(self, numbers, self.print_again)
            self.again.open()

    def print_again(self, first: int, reason: str) -> None:
        """Print from this paper on (0 is the first one), with a reason."""
        certificates, letters = self._papers()
        rest = max(0, first - len(certificates))
        command = ReprintPapers(certificates[first:], letters[rest:])
        self._front.do(command, self, self._reprinted, reason=reason)

    def _reprinted(self, done: Done[Document]) -> None:
        if done.result is not None:
            show_paper(self, done.result)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _papers(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        if self.outlook is None:
            return (), ()
        return (
            tuple(one.certificate_id for one in self.outlook.certificates),
            tuple(one.letter_id for one in self.outlook.letters),
        )


class BatchTab(BatchPapers):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        self.issuing = front.may(Right.ISSUE_CERTIFICATES)
        self.preparing = front.may(Right.PREPARE_CERTIFICATES)
        self.batch = ChoiceField("batch", _("Batch"), [])
        self.batch.words.hide()
        self.batch.setFixedWidth(360)
        self.batch.changed.connect(self._batch_chosen)
        self.counts = label("", "muted", wrap=True)
        self.table = OutlookTable(choosing=self.issuing)
        self.table.choice_changed.connect(self._count)
        self.panel = _Panel(self.issue, self.close_panel)
        self.unsigned = SignerBanner(front)
        self._buttons()
        self._lay_out()

    def _buttons(self) -> None:
        self.print_button = button(
            _("Print all in order"), self.print_all, icon="printer", tip=_("Certificates by number, then the letters")
        )
        self.again_button = button(
            _("Print again from…"), self.ask_again, icon="printer", tip=_("After a jam: from that paper to the last")
        )
        self.receipts_button = button(_("List to sign"), self.print_receipts, icon="list-checks")
        self.issue_button = button("", self.ask_issue, kind="primary", icon="award")
        for made in (self.print_button, self.again_button, self.receipts_button):
            made.setVisible(self.preparing)
        self.issue_button.setVisible(self.issuing)

    def _lay_out(self) -> None:
        above = row(self.batch, self.counts)
        above.setStretch(1, 1)
        told = _("A batch stands here once somebody is enrolled in it.")
        self.empty = Empty("award", _("Nobody is in training yet"), told)
        self.empty.hide()
        self.acts = QWidget()
        self.acts.setLayout(row(self.print_button, self.again_button, self.receipts_button, None, self.issue_button))
        lay_out_list(self, above, (self.table, self.empty), (self.unsigned, self.panel, self.acts))
        self._count()

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask which batches there are, then for the one chosen."""
        self._front.ask(CertificateBatches(), self, self._got_batches)

    def issue(self) -> None:
        """Issue everything chosen, all or none."""
        if self.outlook is None:
            return
        self.panel.yes.setEnabled(False)
        certificates, letters = self._ids(Gets.CERTIFICATE), self._ids(Gets.LETTER)
        command = IssueBatch(self.outlook.batch_id, certificates, letters)
        self._front.do_long(command, self, self._issued, self._refused)

    def ask_issue(self) -> None:
        """Ask once for everything chosen."""
        if self.outlook is not None and self.issuing and self.issue_button.isEnabled():
            self.acts.hide()
            self.unsigned.setVisible(self.unsigned.needed)
            self.panel.ask(self.outlook, len(self._ids(Gets.CERTIFICATE)), len(self._ids(Gets.LETTER)))

    def close_panel(self) -> None:
        """Go away; nothing is issued that was not already."""
        self.panel.hide()
        self.acts.show()
        self.take_focus()

    def _ids(self, what: Gets) -> tuple[str, ...]:
        return tuple(one.line.enrolment_id for one in self.table.getting(what))

    def _issued(self, done: Done[BatchIssued]) -> None:
        self.table.forget()
        issued = done.result
        if issued is not None:
            self.panel.say_done(len(issued.certificates), len(issued.letters))
            self._front.ask(
                PapersInOneFile(
                    tuple(one.certificate_id for one in issued.certificates),
                    tuple(one.certificate_id for one in issued.letters),
                ),
                self,
                self._show_paper,
            )

    def _refused(self, failure: Failure) -> bool:
        self.panel.say_wrong(f"{explain(failure)} {_('None of them was issued.')}")
        return True

    def _batch_chosen(self) -> None:
        self.table.forget()
        self.panel.hide()
        self.acts.show()
        self._ask_outlook()

    def _got_batches(self, batches: tuple[BatchChoice, ...]) -> None:
        self.batch.offer([(one.batch_id, _batch_words(one)) for one in batches])
        self.table.setVisible(bool(batches))
        self.empty.setVisible(not batches)
        self.acts.setVisible(bool(batches) and self.panel.isHidden())
        if batches:
            self._ask_outlook()
        else:
            self.outlook = None
            self.told.emit("")
            self.counts.setText("")

    def _ask_outlook(self) -> None:
        batch_id = self.batch.value()
        if batch_id:
            self._front.ask(OutlookOf(batch_id), self, self._got)

    def _got(self, outlook: BatchOutlook) -> None:
        if outlook.batch_id != self.batch.value():
            return  # another one was chosen meanwhile
        self.outlook = outlook
        self.table.show_records(outlook.lines)
        people = len(outlook.lines)
        self.told.emit(n_("{count} person in this batch", "{count} people in this batch", people).format(count=people))
        self._count()

    def _count(self) -> None:
        certificates, letters = len(self._ids(Gets.CERTIFICATE)), len(self._ids(Gets.LETTER))
        nothing = len(self.table.getting(Gets.NOTHING))
        held = sum(map(len, self._papers()))
        told = _("{certificates} certificates · {letters} letters · {nothing} nothing yet · {held} issued")
        self.counts.setText(
            told.format(
                certificates=number(certificates), letters=number(letters), nothing=number(nothing), held=number(held)
            )
        )
        count = certificates + letters
        words = n_("Issue {count} paper…", "Issue {count} papers…", count).format(count=number(count))
        self.issue_button.setText(words if count else _("Issue the papers…"))
        self.issue_button.setAccessibleName(self.issue_button.text())
        self.issue_button.setEnabled(count > 0)
        for made in (self.print_button, self.again_button, self.receipts_button):
            made.setEnabled(held > 0)
        self.unsigned.setVisible(self.issuing and count > 0 and self.unsigned.needed)


def _batch_words(one: BatchChoice) -> str:
    name = " · ".join(part for part in (one.program, one.batch) if part)
    return _("{batch} ({people} people, {papers} with a paper)").format(
        batch=name, people=number(one.people), papers=number(one.papers)
    )


class _Panel(Card):
    """The one confirmation, and afterwards what was issued."""

    def __init__(self, issue: Callable[[], None], close: Callable[[], None]) -> None:
        super().__init__("")
        self.setProperty("card", "focus")
        self.title = label("", "section", wrap=True)
        self.numbers = label("", wrap=True)
        self.wrong = label("", "error", wrap=True)
        self.yes = button("", issue, kind="primary", icon="award")
        self.back = button(_("Cancel"), close)
        self.add(self.title, self.numbers, self.wrong, row(self.yes, self.back, None))
        self.hide()

    def ask(self, outlook: BatchOutlook, certificates: int, letters: int) -> None:
        """Ask whether to issue so many, from which numbers."""
        told = _("Issue {certificates} certificates and {letters} letters of attendance?")
        self.title.setText(told.format(certificates=number(certificates), letters=number(letters)))
        parts = []
        if certificates:
            parts.append(_("Certificates from number {first}.").format(first=outlook.next_certificate))
        if letters:
            parts.append(_("Letters from number {first}.").format(first=outlook.next_letter))
        parts.append(_("All of them are issued or none; a number is used once."))
        self.numbers.setText(" ".join(parts))
        self.yes.setText(_("Issue all of them"))
        self.yes.setAccessibleName(self.yes.text())
        self._show(asking=True)
        self.yes.setFocus()

    def say_done(self, certificates: int, letters: int) -> None:
        """Say what was issued."""
        told = _("{certificates} certificates and {letters} letters of attendance issued")
        self.title.setText(told.format(certificates=number(certificates), letters=number(letters)))
        self.numbers.setText(_("The papers of the batch can be printed in order, and the list to sign with them."))
        self._show(asking=False)
        self.back.setFocus()

    def say_wrong(self, words: str) -> None:
        """Say why nothing was issued."""
        self.wrong.setText(words)
        self.wrong.show()
        self.yes.setEnabled(True)
        self.yes.setFocus()

    def _show(self, *, asking: bool) -> None:
        self.wrong.hide()
        self.yes.setEnabled(True)
        self.yes.setVisible(asking)
        self.back.setText(_("Cancel") if asking else _("Close"))
        self.show()
