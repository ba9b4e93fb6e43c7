"""Two small pages that stand for the pages of the program, to look at the frame around them."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area
from shelter_admin.domain.words import N_
from ui.kit.page import Page
from ui.window.pages import PageSpec


class ResidentsLike(Page):
    key: ClassVar[str] = "residents"
    title: ClassVar[str] = N_("Residents")
    icon: ClassVar[str] = "users"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.SEE_RESIDENTS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.RESIDENTS})
    acts: ClassVar[tuple[tuple[str, str], ...]] = ((N_("Admit somebody"), "admit"),)

    def __init__(self, front, parent=None):
        super().__init__(front, parent)
        self.draft = QLineEdit()
        self.body.addWidget(self.draft)
        self.reloads = 0
        self.admitted = 0
        self.opened = []
        self.subtitle.setText("112 people")

    @override
    def reload(self):
        self.reloads += 1

    @override
    def focus_search(self):
        self.draft.setFocus()

    @override
    def main_act(self):
        self.admitted += 1

    @override
    def open_person(self, person_id):
        self.opened.append(person_id)

    def admit(self):
        self.admitted += 1


class AccountsLike(ResidentsLike):
    key: ClassVar[str] = "accounts"
    title: ClassVar[str] = N_("Settings")
    icon: ClassVar[str] = "key"
    needs: ClassVar[frozenset[Right]] = frozenset({Right.MANAGE_ACCOUNTS})
    shows: ClassVar[frozenset[Area]] = frozenset({Area.ACCOUNTS})
    acts: ClassVar[tuple[tuple[str, str], ...]] = ()


def spec_of(page: type[Page]) -> PageSpec:
    return PageSpec(page.key, page.title, page.icon, page.needs, __name__, page.__name__)


SPECS = (spec_of(ResidentsLike), spec_of(AccountsLike))
