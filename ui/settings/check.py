"""Looking the store over, and what to do about each finding."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.check import (
    OK,
    PAPER,
    CheckReport,
    CheckStore,
    CompareWithPaper,
    ConfirmClock,
    PaperFinding,
)
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.line import Line
from ui.kit.widgets import button, label, row
from ui.settings.section import Section


class PaperRow(QWidget):
    """Entry and letters from the foot of a printed page, compared with the log."""

    def __init__(self, front: FrontDesk, say: Callable[[Failure | str], bool]) -> None:
        super().__init__()
        self._front, self._say = front, say
        self.entry, self.letters = Line(), Line()
        for line, words, wide in (
            (self.entry, _("Entry on the paper"), 160),
            (self.letters, _("First 16 letters behind it"), 260),
        ):
            line.setPlaceholderText(words)
            line.setAccessibleName(words)
            line.setFixedWidth(wide)
        self.button = button(_("Compare"), self.compare)
        self.letters.returnPressed.connect(self.compare)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 16, 0, 0)
        column.addWidget(label(_("Compare with a paper"), "strong"))
        column.addLayout(row(self.entry, self.letters, self.button, None))

    def compare(self) -> None:
        """Ask the log about the paper."""
        typed = "".join(letter for letter in self.entry.text() if letter.isdecimal())
        asked = CompareWithPaper(int(typed[:12] or 0), self.letters.text())
        self._front.ask(asked, self, self._compared, self._say)

    def _compared(self, found: PaperFinding) -> None:
        self._say(_(PAPER[found]))


class ClockRow(QWidget):
    """The head's word that the computer's clock is right, with why the log has reached further."""

    def __init__(self, front: FrontDesk, say: Callable[[Failure | str], bool]) -> None:
        super().__init__()
        self._front, self._say = front, say
        self.reason = Line()
        self.reason.setPlaceholderText(_("Why the log has reached further"))
        self.reason.setAccessibleName(_("Why the log has reached further"))
        self.reason.setFixedWidth(430)
        self.button = button(_("The computer's clock is right"), self.confirm)
        self.reason.returnPressed.connect(self.confirm)
        line = row(self.reason, self.button, None)
        line.setContentsMargins(0, 16, 0, 0)
        self.setLayout(line)
        self.setVisible(front.may(Right.CHANGE_SETTINGS))

    def confirm(self) -> None:
        """Confirm the clock."""
        self._front.do(ConfirmClock(), self, self._done, self._say, reason=self.reason.text())

    def _done(self, _done: object) -> None:
        self.reason.clear()
        self._say(_("The clock is confirmed."))


class CheckSection(Section):
    """One button; then each thing that was looked at, sound or with what to do."""

    key: ClassVar[str] = "check"
    title: ClassVar[str] = N_("Check")
    icon: ClassVar[str] = "shield-check"
    told: ClassVar[str] = N_(
        "Looks over the file, the log of acts, and whether the records contradict each other. Nothing is changed."
    )
    needs: ClassVar[frozenset[Right]] = frozenset({Right.CHECK_STORE})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.check_button = button(_("Check now"), self.check, kind="primary", icon="list-checks")
        self.state = label("", "muted")
        self.findings: list[str] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.body.addLayout(row(self.check_button, self.state, None))
        self.body.addLayout(self._list)
        self.paper = PaperRow(front, self._said_of)
        self.clock = ClockRow(front, self._said_of)
        self.told_below = label("", wrap=True)
        self.body.addWidget(self.paper)
        self.body.addWidget(self.clock)
        self.body.addWidget(self.told_below)
        self.body.addStretch(1)

    def _said_of(self, told: Failure | str) -> bool:
        """Say under the two rows what came of them."""
        self.told_below.setText(told if isinstance(told, str) else self.said(told))
        return True

    def check(self) -> None:
        """Look the store over."""
        self.check_button.setEnabled(False)
        self.state.setText(_("Checking…"))
        self.front.ask(CheckStore(), self, self._show, self._failed)

    def _failed(self, failure: Failure) -> bool:
        self.check_button.setEnabled(True)
        self.state.setText("")
        self._clear()
        self._tell(self.said(failure), sound=False)
        return True

    def _show(self, report: CheckReport) -> None:
        self.check_button.setEnabled(True)
        count = len(report.problems) + (report.integrity != OK) + (report.audit_chain != OK)
        found = n_("{count} finding", "{count} findings", count).format(count=number(count))
        self.state.setText(_("Everything is in order.") if report.sound else found)
        self._clear()
        if report.integrity == OK:
            self._tell(_("The file is whole and every record can be read."), sound=True)
        else:
            self._tell(report.integrity, sound=False)
        if report.audit_chain == OK:
            told = _("The log of acts is complete: {count} entries, none altered.")
            self._tell(told.format(count=number(report.audit_entries)), sound=True)
        else:
            self._tell(report.audit_chain, sound=False)
        for problem in report.problems:
            self._tell(problem, sound=False)
        if not report.problems:
            self._tell(_("The records do not contradict each other."), sound=True)

    def _clear(self) -> None:
        self.findings = []
        while (item := self._list.takeAt(0)) is not None:
            line = item.layout()
            while line is not None and (part := line.takeAt(0)) is not None:
                if (widget := part.widget()) is not None:
                    widget.deleteLater()

    def _tell(self, sentence: str, *, sound: bool) -> None:
        self.findings.append(sentence)
        sign = IconLabel("circle-check", "ok", 18) if sound else IconLabel("triangle-alert", "attention", 18)
        words = label(sentence, wrap=True)
        line = row(sign, words)
        line.setStretch(1, 1)
        self._list.addLayout(line)
