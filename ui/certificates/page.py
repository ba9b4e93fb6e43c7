"""Certificates: who may get one, a batch at its end, the registers, checking a paper, templates; one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_, _, p_
from ui.certificates.batch import BatchTab
from ui.certificates.electronic import SignaturesTab
from ui.certificates.entitled import MAY, EntitledTab
from ui.certificates.letters import LettersTab
from ui.certificates.register import RegisterTab
from ui.certificates.templates import TemplatesTab
from ui.certificates.verify import VerifyTab
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips

ENTITLED: Final = "entitled"
BATCH: Final = "batch"
REGISTER: Final = "register"
LETTERS: Final = "letters"
SIGNATURES: Final = "signatures"
VERIFY: Final = "verify"
TEMPLATES: Final = "templates"


Tab = EntitledTab | BatchTab | RegisterTab | LettersTab | SignaturesTab | VerifyTab | TemplatesTab


class CertificatesPage(Page):
    """A tab for each; F6 goes from one to the next. Who may edit the letterhead has the templates too."""

    key: ClassVar[str] = "certificates"
    finds_people: ClassVar[bool] = True
    title: ClassVar[str] = N_("Certificates")
    icon: ClassVar[str] = "award"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_CERTIFICATES})
    shows: ClassVar[frozenset[Area]] = frozenset(
        {Area.CERTIFICATES, Area.READINESS, Area.TRAINING, Area.RESIDENTS, Area.PANTI}
    )

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(front, parent)
        tabs = [
            (ENTITLED, _("Entitled")),
            (BATCH, _("Batch")),
            (REGISTER, _("Register")),
            (LETTERS, _("Letters")),
            (SIGNATURES, _("Signatures")),
            (VERIFY, p_("verb", "Check")),
        ]
        if front.may(Right.EDIT_LETTERHEAD):
            tabs.append((TEMPLATES, _("Templates")))
        self.tabs = Chips(tabs)
        self.tabs.setAccessibleName(_("Part of the certificates"))
        self.tabs.setToolTip(_("F6 goes to the next"))
        self.tools.addWidget(self.tabs)
        self._make_tabs(front, [key for key, _words in tabs])
        self.stack = QStackedWidget()
        for view in self.views.values():
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        for key, view in self.views.items():
            view.told.connect(lambda words, key=key: self._say(key, words))
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_tab)

    def _make_tabs(self, front: FrontDesk, keys: Sequence[str]) -> None:
        self.entitled, self.batch = EntitledTab(front), BatchTab(front)
        self.register, self.letters = RegisterTab(front), LettersTab(front)
        self.signatures, self.verify, self.templates = SignaturesTab(front), VerifyTab(front), TemplatesTab(front)
        every: dict[str, Tab] = {
            ENTITLED: self.entitled,
            BATCH: self.batch,
            REGISTER: self.register,
            LETTERS: self.letters,
            SIGNATURES: self.signatures,
            VERIFY: self.verify,
            TEMPLATES: self.templates,
        }
        self.views = {key: every[key] for key in keys}

    @property
    def at(self) -> str:
        """The tab that is shown."""
        return self.tabs.key() or ENTITLED

    def show_tab(self, key: str) -> None:
        """Show a tab as it is now."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self.views[key])
        self.reload()
        self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor where the tab's work is done."""
        self.views[self.at].take_focus()

    def begin_check(self) -> None:
        """Show the field that takes a code."""
        self.show_tab(VERIFY)

    def show_register(self) -> None:
        """Show the register."""
        self.show_tab(REGISTER)

    def show_batch(self) -> None:
        """Show a batch at its end."""
        self.show_tab(BATCH)

    @override
    def reload(self) -> None:
        if self.at == VERIFY:
            self.subtitle.setText(_("Whether a certificate is genuine"))
        else:
            self.views[self.at].reload()

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [
            (N_("Check a certificate…"), "begin_check"),
            (N_("Register of certificates"), "show_register"),
            (N_("Issue the papers of a batch"), "show_batch"),
        ]

    @override
    def focus_search(self) -> None:
        searches = {ENTITLED: self.entitled.search, REGISTER: self.register.search, LETTERS: self.letters.search}
        searches[SIGNATURES] = self.signatures.search
        search = searches.get(self.at)
        if search is None:
            self.take_focus()
        else:
            search.setFocus()
            search.selectAll()

    @override
    def main_act(self) -> None:
        self.take_focus()

    @override
    def open_person(self, person_id: str) -> None:
        if person_id in self.views:
            self.show_tab(person_id)
        elif person_id == MAY:
            self.entitled.chips.choose(MAY)
            self.show_tab(ENTITLED)
        elif person_id:
            self.show_tab(ENTITLED)
            self.entitled.go_to(person_id)

    def _say(self, key: str, words: str) -> None:
        if key == self.at:
            self.subtitle.setText(words)

    def _next_tab(self) -> None:
        order = list(self.views)
        self.show_tab(order[(order.index(self.at) + 1) % len(order)])
