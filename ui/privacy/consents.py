"""The tab of notice and consent: who in the house was told, what they said, the paper they signed."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.consent import BASIS_NAMES, GIVEN_BY_NAMES, MODE_NAMES, ConsentLine, GivenBy
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.privacy.consents import ConsentScan, ConsentsInHouse, PrintConsentForm
from ui.kit.cells import PillDelegate
from ui.kit.frontdesk import FrontDesk
from ui.kit.listing import lay_out_list
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.search import SearchLine
from ui.kit.widgets import Chips, Empty, button, label, row
from ui.privacy.consent_sheet import ConsentSheet
from ui.privacy.words import since, standing, standing_token

STANDING_COLUMN: Final = 3
EVERYBODY: Final = "everybody"
NOT_TOLD: Final = "not_told"


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Own number"), lambda line: line.number, width=120, look=_muted),
        Column(
            _("Came in on"),
            lambda line: short_date(line.admitted_on) if line.admitted_on else "",
            width=110,
            sort=lambda line: line.admitted_on.isoformat() if line.admitted_on else "",
        ),
        Column(_("What stands"), standing, width=290, look=standing_token),
        Column(_("Since"), since, width=110),
        Column(_("Paper"), lambda line: _("scan") if line.consent and line.consent.has_scan else "", width=80),
    ]


def _muted(_line: object) -> str:
    return "muted"


class ConsentsTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.lines: tuple[ConsentLine, ...] = ()
        self.search = SearchLine(_("Name or number"), _("Search by name or number"))
        self.search.rested.connect(self._filter)
        self.search.returnPressed.connect(self.take_focus)
        self.chips = Chips([(EVERYBODY, _("Everybody")), (NOT_TOLD, _("Not told yet"))])
        self.chips.setAccessibleName(_("Who is shown"))
        self.chips.chosen.connect(lambda _key: self._filter())
        self.table = RecordsTable(_columns(), lambda line: line.person_id, _("Notice and consent"))
        self._pills = PillDelegate(self)
        self.table.setItemDelegateForColumn(STANDING_COLUMN, self._pills)
        self.table.chosen.connect(lambda _line: self._offer())
        self.table.opened.connect(lambda _line: self.write_down())
        self.empty = Empty("shield-check", _("Nobody to show"), _("Everybody in the house stands here."))
        self._buttons()
        self._lay_out()

    def _buttons(self) -> None:
        self.blank_button = button(_("Print a blank form"), lambda: self.print_form(""), icon="printer")
        self.form_button = button(_("Print the form"), self.print_chosen, icon="printer")
        self.scan_button = button(_("Look at the scan"), self.look_at_scan, icon="scan-line")
        self.write_button = button(_("Write down…"), self.write_down, kind="primary", icon="pencil")
        for made in (self.blank_button, self.form_button, self.write_button):
            made.setVisible(self._front.may(Right.RECORD_CONSENT))

    def _lay_out(self) -> None:
        above = row(self.chips, self.search, self.blank_button)
        above.setStretch(1, 1)
        self.note = label("", "small", wrap=True)
        below = row(self.note, self.scan_button, self.form_button, self.write_button)
        below.setStretch(0, 1)
        lay_out_list(self, above, (self.table, self.empty), (below,))

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for everybody in the house."""
        self._front.ask(ConsentsInHouse(), self, self._got)

    @property
    def current(self) -> ConsentLine | None:
        """Whoever is under the cursor."""
        return self.table.current()

    def write_down(self) -> None:
        """Write down what was told and said."""
        line = self.current
        if line is not None and not self.write_button.isHidden():
            ConsentSheet(self._front, self, line).open()

    def print_chosen(self) -> None:
        """Print the form for whoever is under the cursor."""
        if self.current is not None:
            self.print_form(self.current.person_id)

    def print_form(self, person_id: str) -> None:
        """Print the form for somebody, or a blank one."""
        self._front.ask(PrintConsentForm(person_id), self, self._show_paper)

    def look_at_scan(self) -> None:
        """Show the paper that was signed."""
        line = self.current
        if line is not None and line.consent is not None and line.consent.has_scan:
            self._front.ask(ConsentScan(line.consent.consent_id), self, self._show_paper)

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, lines: tuple[ConsentLine, ...]) -> None:
        self.lines = lines
        self._filter()

    def _filter(self) -> None:
        typed, chosen = self.search.typed(), self.chips.key()
        found = [
            line
            for line in self.lines
            if typed in f"{line.name} {line.number}".casefold()
            and (chosen != NOT_TOLD or standing_token(line) == "attention")
        ]
        self.table.show_records(found)
        self.table.setVisible(bool(found))
        self.empty.setVisible(not found)
        if found and self.current is None:
            self.table.go_to(found[0].person_id)
        waiting = sum(standing_token(line) == "attention" for line in self.lines)
        told = _("{told} of {all} in the house were told what their data is used for")
        self.told.emit(told.format(told=number(len(self.lines) - waiting), all=number(len(self.lines))))
        self._offer()

    def _offer(self) -> None:
        line = self.current
        for made in (self.form_button, self.write_button):
            made.setEnabled(line is not None)
        said = line.consent if line is not None else None
        self.scan_button.setVisible(said is not None and said.has_scan)
        parts: list[str] = []
        if said is not None:
            parts = [_(BASIS_NAMES[said.basis])]
            parts += [_(GIVEN_BY_NAMES[said.given_by])] if said.given_by is not GivenBy.NOBODY else []
            parts += [said.guardian] if said.guardian else []
            parts += [_(MODE_NAMES[said.mode])] if said.mode else []
            parts += [said.note] if said.note else []
        self.note.setText(" · ".join(parts))
