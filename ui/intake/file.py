"""One application beside the list: who it is, how their papers stand, the bed kept, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.papers import Document
from shelter_admin.domain.waiting_list import OPEN_STATES, PRIORITY_NAMES, Applicant, ApplicantState
from shelter_admin.domain.words import _
from shelter_admin.operations.intake.asking import ApplicantFile, ApplicantFileOf
from shelter_admin.operations.intake.offering import AcceptOffer, ReopenApplicant
from shelter_admin.operations.intake.papers import PrintHandoverRecord, PrintServiceContract
from shelter_admin.operations.residents.intake import Admitted
from ui.intake.requirements import RequirementsTab
from ui.intake.sheets import AdmitSheet, DeclineSheet, OfferSheet, WithdrawSheet
from ui.intake.words import STATE_KINDS, facts_of, stands, stands_token, waits, who
from ui.kit.facts import show_facts
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Empty, Pill, button, label, row, scrolled

PRIORITY_KINDS = {1: "danger", 2: "attention", 3: "neutral"}
LEAST_WIDTH = 430
Offer = tuple[str, Callable[[], None], str]


class ApplicantView(Card):
    """The application. ``edit`` asks the page to open its form."""

    edit = Signal(object)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._front = front
        self._applicant_id = ""
        self.file: ApplicantFile | None = None
        self.setMinimumWidth(LEAST_WIDTH)
        self._views = QStackedWidget()
        told = _("Choose somebody in the list to see their papers and offer a bed.")
        self._views.addWidget(Empty("user-plus", _("Nobody chosen"), told))
        self._sheet = QWidget()
        self._views.addWidget(self._sheet)
        self._unread = Unread()
        self._views.addWidget(self._unread)
        self.add(self._views)
        self.name = label("", "section", wrap=True)
        self.edit_button = button("", self._edit, icon="pencil", tip=_("Change the application…"))
        self.under = label("", "muted", wrap=True)
        self.priority, self.state, self.waiting = Pill(""), Pill(""), Pill("")
        self.bed = label("", "strong", wrap=True)
        self._buttons = Flow()
        self.tabs = QTabWidget()
        self.requirements = RequirementsTab(front)
        self._facts = scrolled(QWidget())
        self.tabs.addTab(self.requirements, _("Requirements"))
        self.tabs.addTab(self._facts, _("Application"))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = row(self.name, self.edit_button)
        head.setStretch(0, 1)
        column.addLayout(head)
        column.addWidget(self.under)
        column.addLayout(row(self.priority, self.waiting, self.state, None))
        column.addWidget(self.bed)
        column.addLayout(self._buttons)
        column.addWidget(self.tabs, 1)

    @property
    def applicant_id(self) -> str:
        """Whose application it is, empty for nobody's."""
        return self._applicant_id

    def show_applicant(self, applicant_id: str) -> None:
        """Ask for an application."""
        self._applicant_id = applicant_id
        self._front.ask(ApplicantFileOf(applicant_id), self, self._show, lambda why: self._not_read(why, applicant_id))

    def _not_read(self, failure: Failure, applicant_id: str) -> bool:
        if applicant_id != self._applicant_id:
            return True
        if failure.code == "applicant_unknown":
            self.show_nobody()
            return True
        if self._front.is_away(failure) and (self.file is None or self.file.applicant.applicant_id != applicant_id):
            self.file = None
            self._views.setCurrentWidget(self._unread)
        return False

    def show_nobody(self) -> None:
        """Close the application."""
        self._applicant_id = ""
        self.file = None
        self._views.setCurrentIndex(0)

    def refresh(self) -> None:
        """Read the open application again."""
        if self._applicant_id:
            self.show_applicant(self._applicant_id)

    def _show(self, file: ApplicantFile) -> None:
        one = file.applicant
        if one.applicant_id != self._applicant_id:
            return
        self.file = file
        today, night = self._front.panti.day_of(self._front.now), self._front.panti.night_of(self._front.now)
        self.name.setText(f"{one.name} · {one.alias}" if one.alias else one.name)
        self.under.setText(who(one, today))
        self.edit_button.setVisible(one.state in OPEN_STATES)
        self.priority.say(_(PRIORITY_NAMES[one.priority]), PRIORITY_KINDS[one.priority])
        self.waiting.say(_("waits {days}").format(days=waits(one, today)), "neutral")
        self.waiting.setVisible(one.state in OPEN_STATES)
        attention = stands_token(one, night) == "attention"
        self.state.say(stands(one, night), "attention" if attention else STATE_KINDS[one.state])
        self.bed.setText(_("Bed kept: {bed}").format(bed=one.offer.bed) if one.offer is not None else "")
        self.bed.setVisible(one.offer is not None)
        self._offer_acts(one)
        self.requirements.show_lines(one, file.requirements, closed=one.state not in OPEN_STATES)
        show_facts(self._facts, facts_of(one, today))
        self._views.setCurrentWidget(self._sheet)

    def offered(self, one: Applicant) -> list[Offer]:
        """The acts that make sense now."""
        if one.state not in OPEN_STATES:
            return self._offered_closed(one)
        night = self._front.panti.night_of(self._front.now)
        kept = one.offer is not None and not one.offer.over_on(night)
        beds = self._front.may(Right.ASSIGN_BEDS)
        ready = one.state is ApplicantState.ACCEPTED and kept
        offers: list[Offer] = []
        if beds:
            words = _("Another bed…") if kept else _("Offer…")
            offers.append((words, lambda: OfferSheet(self._front, self, one).open(), "" if kept else "primary"))
        if kept and one.state is not ApplicantState.ACCEPTED:
            offers.append((_("Accepted"), lambda: self._front.do(AcceptOffer(one.applicant_id), self), "primary"))
        offers += [
            (_("Take in…"), lambda: self.admit(one), "primary" if ready else ""),
            (_("Declined…"), lambda: DeclineSheet(self._front, self, one).open(), ""),
            (_("Withdrawn…"), lambda: WithdrawSheet(self._front, self, one).open(), ""),
        ]
        return offers

    def _offered_closed(self, one: Applicant) -> list[Offer]:
        if one.state is not ApplicantState.ADMITTED:
            return [(_("Open again"), lambda: self._front.do(ReopenApplicant(one.applicant_id), self), "primary")]
        person_id = one.person_id or ""
        contract, record = PrintServiceContract(person_id), PrintHandoverRecord(person_id)
        return [
            (_("Open the file"), lambda: self._front.go.emit("residents", person_id), "primary"),
            (_("Print the contract"), lambda: self._front.ask(contract, self, self._show_paper), ""),
            (_("Print the handing over"), lambda: self._front.ask(record, self, self._show_paper), ""),
        ]

    def _edit(self) -> None:
        if self.file is not None:
            self.edit.emit(self.file.applicant)

    def admit(self, one: Applicant) -> None:
        """Take them in; then their file opens."""
        AdmitSheet(self._front, self, one, self._taken).open()

    def _taken(self, admitted: Admitted) -> None:
        self._front.go.emit("residents", admitted.person_id)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _offer_acts(self, one: Applicant) -> None:
        while self._buttons.count():
            item = self._buttons.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for words, act, kind in self.offered(one):
            made = button(words, act, kind=kind)
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)
