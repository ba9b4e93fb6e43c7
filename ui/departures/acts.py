"""What can be done about somebody's leaving, from the list and from the file; each act looks at the leaving first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.departures.handing import Handed, HandedKind
from shelter_admin.domain.departures.steps import DepartureFile
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from shelter_admin.operations.departures.asking import DepartureFileOf, Kits
from shelter_admin.operations.departures.handing import VoidHandover
from shelter_admin.operations.departures.papers import (
    PrintDeparture,
    PrintDinsosLetter,
    PrintPickupStatement,
    PrintReceipt,
    PrintSavings,
    PrintTermination,
)
from shelter_admin.operations.desk import Query
from ui.departures.arrange_sheet import ArrangeSheet
from ui.departures.handing_sheets import PayOutSheet, SavingSheet, ThingsSheet
from ui.departures.kit_sheet import KitSheet
from ui.kit.alerts import ask_reason
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import button


class LeavingActs:
    """The acts about whoever ``whose`` names at that moment."""

    def __init__(self, front: FrontDesk, owner: QWidget, whose: Callable[[], str]) -> None:
        self._front = front
        self._owner = owner
        self._whose = whose
        self.writes = not front.read_only
        self.saves = front.may(Right.RECORD_SAVINGS) and self.writes
        self.arrange_button = button(_("Prepare…"), self.arrange, kind="primary", icon="pencil")
        self.hand_button = button(_("Hand over…"), self.choose_handing, icon="package")
        self.papers_button = button(_("Papers…"), self.choose_paper, icon="printer")
        self.arrange_button.setVisible(self.writes)
        self.hand_button.setVisible(self.writes)

    @property
    def buttons(self) -> tuple[QPushButton, ...]:
        """The buttons in their order."""
        return (self.arrange_button, self.hand_button, self.papers_button)

    def arrange(self) -> None:
        """Write down what is arranged."""
        self._with_file(lambda file: ArrangeSheet(self._front, self._owner, file).open())

    def hand_over(self, kind: HandedKind) -> None:
        """Hand over things of a kind, or pay out the savings."""

        def opened(file: DepartureFile) -> None:
            if kind is HandedKind.SAVINGS:
                PayOutSheet(self._front, self._owner, file, self.print_receipt).open()
            else:
                ThingsSheet(self._front, self._owner, file, kind, self.print_receipt).open()

        self._with_file(opened)

    def save_money(self, *, out: bool = False) -> None:
        """Write an entry into the book of savings."""
        self._with_file(lambda file: SavingSheet(self._front, self._owner, file, out=out).open())

    def strike_out(self, one: Handed) -> None:
        """Strike a handing over out, saying why."""
        told = _("The receipt stays to be read, with the reason; paid-out money is back in the book.")
        ask_reason(
            self._owner,
            _("Strike out a handing over"),
            told,
            _("Strike out"),
            lambda why: self._front.do(VoidHandover(one.handover_id), self._owner, reason=why),
        )

    def edit_kits(self) -> None:
        """Write the tools of the programmes."""
        self._front.ask(Kits(), self._owner, lambda kits: KitSheet(self._front, self._owner, kits).open())

    def choose_handing(self) -> None:
        """Offer what can be handed over."""
        menu = QMenu(self._owner)
        menu.addAction(_("Tools…"), lambda: self.hand_over(HandedKind.TOOLS))
        menu.addAction(_("Papers kept for them…"), lambda: self.hand_over(HandedKind.PAPERS))
        menu.addAction(_("Certificate…"), lambda: self.hand_over(HandedKind.CERTIFICATE))
        if self.saves:
            menu.addAction(_("Pay out savings…"), lambda: self.hand_over(HandedKind.SAVINGS))
        self._below(menu, self.hand_button)

    def choose_paper(self) -> None:
        """Offer the papers."""
        menu = QMenu(self._owner)
        menu.addAction(_("Letter of termination"), lambda: self.print_paper(PrintTermination))
        menu.addAction(_("Record of handing over (going out)"), lambda: self.print_paper(PrintDeparture))
        menu.addAction(_("Statement on picking up"), lambda: self.print_paper(PrintPickupStatement))
        menu.addAction(_("Letter to the Dinas Sosial"), lambda: self.print_paper(PrintDinsosLetter))
        if self._front.may(Right.SEE_SAVINGS):
            menu.addAction(_("Book of savings"), lambda: self.print_paper(PrintSavings))
        self._below(menu, self.papers_button)

    def print_paper(self, paper: Callable[[str], Query[Document]]) -> None:
        """Show a paper."""
        if self._whose():
            self._front.ask(paper(self._whose()), self._owner, self._show)

    def print_receipt(self, handover_id: str) -> None:
        """Show the receipt of a handing over."""
        self._front.ask(PrintReceipt(handover_id), self._owner, self._show)

    def _show(self, paper: Document) -> None:
        show_paper(self._owner, paper)

    def _with_file(self, then: Callable[[DepartureFile], None]) -> None:
        if self._whose():
            self._front.ask(DepartureFileOf(self._whose()), self._owner, then)

    @staticmethod
    def _below(menu: QMenu, under: QPushButton) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(under.mapToGlobal(under.rect().bottomLeft()))
