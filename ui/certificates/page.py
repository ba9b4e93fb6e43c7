"""Certificates: who may get one, the register, and whether a paper is genuine; one tab each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_, _, p_
from ui.certificates.entitled import MAY, EntitledTab
from ui.certificates.register import RegisterTab
from ui.certificates.verify import VerifyTab
from ui.kit.frontdesk import FrontDesk
from ui.kit.page import Page
from ui.kit.widgets import Chips

ENTITLED: Final = "entitled"
REGISTER: Final = "register"
VERIFY: Final = "verify"
ORDER: Final = (ENTITLED, REGISTER, VERIFY)


class CertificatesPage(Page):
    """Three tabs; F6 goes from one to the next."""

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
        self.tabs = Chips([(ENTITLED, _("Entitled")), (REGISTER, _("Register")), (VERIFY, p_("verb", "Check"))])
        self.tabs.setAccessibleName(_("Entitled, register or check"))
        self.tabs.setToolTip(_("F6 goes to the next"))
        self.tools.addWidget(self.tabs)
        self.entitled, self.register, self.verify = EntitledTab(front), RegisterTab(front), VerifyTab(front)
        self.views: dict[str, QWidget] = {ENTITLED: self.entitled, REGISTER: self.register, VERIFY: self.verify}
        self.stack = QStackedWidget()
        for view in self.views.values():
            self.stack.addWidget(view)
        self.body.addWidget(self.stack, 1)
        self.tabs.chosen.connect(self.show_tab)
        self.entitled.told.connect(lambda words: self._say(ENTITLED, words))
        self.register.told.connect(lambda words: self._say(REGISTER, words))
        QShortcut(QKeySequence("F6"), self).activated.connect(self._next_tab)

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
        if self.at == VERIFY:
            self.verify.take_focus()
        else:
            (self.entitled if self.at == ENTITLED else self.register).take_focus()

    def begin_check(self) -> None:
        """Show the field that takes a code."""
        self.show_tab(VERIFY)

    def show_register(self) -> None:
        """Show the register."""
        self.show_tab(REGISTER)

    @override
    def reload(self) -> None:
        if self.at == ENTITLED:
            self.entitled.reload()
        elif self.at == REGISTER:
            self.register.reload()
        else:
            self.subtitle.setText(_("Whether a certificate is genuine"))

    @override
    @classmethod
    def acts_for(cls, front: FrontDesk) -> Sequence[tuple[str, str]]:
        return [(N_("Check a certificate…"), "begin_check"), (N_("Register of certificates"), "show_register")]

    @override
    def focus_search(self) -> None:
        if self.at == VERIFY:
            self.verify.take_focus()
        else:
            search = (self.entitled if self.at == ENTITLED else self.register).search
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
        self.show_tab(ORDER[(ORDER.index(self.at) + 1) % len(ORDER)])
