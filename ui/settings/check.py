"""Looking the store over, and what to do about each finding."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.check import OK, CheckReport, CheckStore
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.widgets import button, label, row
from ui.settings.section import Section


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
        self.body.addStretch(1)

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
