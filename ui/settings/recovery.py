"""A new recovery sheet: the old code ends, the new one is printed at once."""

from __future__ import annotations

from typing import ClassVar

from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.accounts import NewRecoveryCode, PrintRecoverySheet
from shelter_admin.operations.desk import Done
from ui.kit import alerts
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.recovery_code import RecoveryCodeView
from ui.kit.widgets import button, label, row
from ui.settings.section import Section


class RecoverySection(Section):
    """For the head only: the sheet opens every resident's record."""

    key: ClassVar[str] = "recovery"
    title: ClassVar[str] = N_("New recovery sheet")
    icon: ClassVar[str] = "file-text"
    told: ClassVar[str] = N_(
        "The recovery sheet is the only way in when every password is forgotten. Make a new one when the old one was "
        "used, lost or seen by others; the old one then no longer opens anything."
    )
    needs: ClassVar[frozenset[Right]] = frozenset({Right.MANAGE_ACCOUNTS})

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(front)
        self.make_button = button(_("Make a new recovery sheet…"), self._ask, icon="refresh-cw")
        self.done = label("", "ok")
        self.code = RecoveryCodeView()
        self.code.hide()
        self.code.print_wanted.connect(self._print)
        self.code.put_away.connect(self._put_away)
        self.body.addLayout(row(self.make_button, self.done, None))
        self.body.addWidget(self.code)
        self.body.addStretch(1)

    @classmethod
    @override
    def open_to(cls, front: FrontDesk) -> bool:
        return super().open_to(front) and Role.KEPALA in front.staff.roles

    def _ask(self) -> None:
        self.done.setText("")
        alerts.decide(
            self,
            _("Make a new recovery sheet?"),
            _("The code of the old sheet stops working at once. Have the printer ready."),
            _("Make a new sheet"),
            self.make,
        )

    def make(self) -> None:
        """Make a new code and show its paper."""
        self.front.do(NewRecoveryCode(), self, self._made)

    def _made(self, done: Done[str]) -> None:
        self.code.show_code(done.outcome)
        self.code.show()
        self.make_button.setEnabled(False)
        self._print(done.outcome)

    def _print(self, code: str) -> None:
        self.front.ask(PrintRecoverySheet(code, replaces_older=True), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _put_away(self, done: bool) -> None:
        if done:
            self.code.show_code("")
            self.code.hide()
            self.make_button.setEnabled(True)
            self.done.setText("✓ " + _("The new sheet holds. Shred the old one."))
