"""The family in a resident's file: who is what to them, who decides, whom to call; the night reads only the last."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.family import RELATION_NAMES, Family, Relative, phone_in_words
from shelter_admin.domain.residents import ResidentDetails
from shelter_admin.domain.words import _
from shelter_admin.operations.residents.family import FamilyOf, RemoveRelative
from ui.kit import icons
from ui.kit.flow import Flow
from ui.kit.frontdesk import FrontDesk
from ui.kit.two_lines import TwoLines, TwoLinesList
from ui.kit.widgets import Empty, button, label
from ui.residents.family_sheet import RelativeSheet

SIGN: Final = QSize(22, 22)


def marks_of(relative: Relative) -> list[str]:
    """What is special about somebody of the family, as words."""
    marks = []
    if relative.guardian:
        marks.append(_("guardian"))
    if relative.ward:
        marks.append(_("has this resident as guardian"))
    if relative.kin.head_of_family and not relative.mirrored:
        marks.append(_("head of the family"))
    if relative.kin.emergency and not relative.mirrored:
        marks.append(_("call in an emergency"))
    return marks


def _sign(relative: Relative) -> tuple[str, str]:
    if relative.kin.emergency and not relative.mirrored:
        return "bell", "danger"
    if relative.guardian:
        return "shield-check", "accent"
    return ("house", "ok") if relative.here else ("user", "muted")


def place_of(relative: Relative) -> str:
    """Where somebody is: a resident by number, or outside."""
    if not relative.number:
        return _("outside the house")
    told = _("resident {number}") if relative.here else _("former resident {number}")
    return told.format(number=relative.number)


def line_of(relative: Relative) -> TwoLines:
    """Somebody of the family in two lines: who, and how to reach them with what they decide."""
    phone = phone_in_words(relative.kin.phone)
    below = [*([f"☎ {phone}"] if phone else [place_of(relative)]), *marks_of(relative)]
    return TwoLines(
        relative.relative_id,
        (f"{relative.name} · {_(RELATION_NAMES[relative.relation])}", " · ".join(below)),
        lambda: icons.icon(*_sign(relative), SIGN.width()),
        " · ".join(part for part in (place_of(relative), relative.kin.address, relative.kin.note) if part),
    )


class FamilyTab(QWidget):
    """The tab: the family as a list, more about whoever is under the cursor below."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self._details: ResidentDetails | None = None
        self.family = Family((), whole=True)
        self.list = TwoLinesList(_("Family"), SIGN)
        self.list.chosen.connect(self._tell)
        self.list.opened.connect(self.change)
        self.empty = Empty("users", "", "")
        self.more = label("", "small", wrap=True)
        self.summary = label("", "muted", wrap=True)
        self._offer_acts()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        for part in (self.summary, self.list, self.empty, self.more):
            column.addWidget(part, 1 if part in (self.list, self.empty) else 0)
        column.addLayout(self._buttons)

    def _offer_acts(self) -> None:
        self._buttons = Flow()
        self.add_button = button(_("Add…"), self.add, kind="primary", icon="plus")
        self.change_button = button(_("Change…"), self.change)
        self.remove_button = button(_("Take out"), self.remove)
        self.open_button = button(_("Open file"), self.open_file)
        for made in (self.add_button, self.change_button, self.remove_button, self.open_button):
            made.setProperty("compact", "true")
            self._buttons.addWidget(made)
        self._may_edit = self._front.may(Right.EDIT_IDENTITY)
        self.add_button.setVisible(self._may_edit)

    @property
    def current(self) -> Relative | None:
        """Whoever is under the cursor."""
        return next((one for one in self.family.members if one.relative_id == self.list.key), None)

    def show_details(self, details: ResidentDetails) -> None:
        """Show somebody's family."""
        if self._details is None or self._details.line.person_id != details.line.person_id:
            self.family = Family((), whole=True)
            self.list.show_lines(())
        self._details = details
        asked = details.line.person_id
        self._front.ask(FamilyOf(asked), self, lambda family: self._got(asked, family))

    def _got(self, asked: str, family: Family) -> None:
        if self._details is None or self._details.line.person_id != asked:
            return
        self.family = family
        self.list.show_lines([line_of(one) for one in family.members])
        self.list.setVisible(bool(family.members))
        self.empty.setVisible(not family.members)
        self._teach(whole=family.whole)

    def _teach(self, *, whole: bool) -> None:
        if whole:
            words = _("Relatives inside and outside the house, guardians of children, and whom to call.")
            self.empty.say(_("No family is written down yet"), words)
        else:
            words = _("The office writes down whom to call in an emergency.")
            self.empty.say(_("Nobody to call is written down"), words)
        told = [] if whole else [_("Only whom to call in an emergency is shown here.")]
        if self.family.is_head:
            told.append(_("This resident is the head of the family."))
        self.summary.setText(" ".join(told))
        self.summary.setVisible(bool(told))

    def _tell(self) -> None:
        one = self.current
        self.more.setVisible(one is not None)
        for made in (self.change_button, self.remove_button):
            made.setVisible(self._may_edit and one is not None)
        self.open_button.setVisible(one is not None and bool(one.person_id))
        if one is not None:
            parts = [place_of(one), one.kin.address, one.kin.note]
            self.more.setText(" · ".join(part for part in parts if part))

    def add(self) -> None:
        """Write somebody down."""
        if self._details is not None:
            RelativeSheet(self._front, self._details, self).open()

    def change(self) -> None:
        """Change what is written about whoever is under the cursor."""
        if self._details is not None and self.current is not None and self._may_edit:
            RelativeSheet(self._front, self._details, self, self.current).open()

    def remove(self) -> None:
        """Take whoever is under the cursor out; it can be taken back."""
        if self.current is not None:
            self._front.do(RemoveRelative(self.current.relative_id), self)

    def open_file(self) -> None:
        """Open the file of a relative who is a resident."""
        if self.current is not None and self.current.person_id:
            self._front.go.emit("residents", self.current.person_id)
