"""The tab of retention: the terms, who is past them, and the records of what was destroyed."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.papers import Document
from shelter_admin.domain.privacy.retention import KIND_NAMES, Destruction, Kind, PastTerm, Retention, RetentionNow
from shelter_admin.domain.wording import number, short_date
from shelter_admin.domain.words import N_, _, n_
from shelter_admin.operations.privacy.retention import DestructionPaper, RetentionView
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.records import Column, RecordsTable
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.privacy.retention_sheets import DestroySheet, TermsSheet

DONE_HIGH: Final = 132


def _columns() -> list[Column[Any]]:
    return [
        Column(_("Name"), lambda line: line.name, strong=True),
        Column(_("Own number"), lambda line: line.number, width=120, look=_muted),
        Column(_("Left on"), lambda line: short_date(line.left_on), width=120, sort=lambda line: line.left_on),
        Column(
            _("Certificates that stay"),
            lambda line: number(line.certificates) if line.certificates else "",
            width=180,
            sort=lambda line: line.certificates,
        ),
    ]


def _done_columns() -> list[Column[Any]]:
    return [
        Column(_("Record of destruction"), lambda line: line.number, strong=True),
        Column(_("Kind"), lambda line: _(KIND_NAMES[line.kind]), width=380),
        Column(_("People"), lambda line: number(line.people), width=90, sort=lambda line: line.people),
        Column(_("Day"), lambda line: short_date(line.destroyed_on), width=110, sort=lambda line: line.destroyed_on),
    ]


def _muted(_line: object) -> str:
    return "muted"


class RetentionTab(QWidget):
    """The tab. ``told`` gives the page's subtitle."""

    told = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.now: RetentionNow | None = None
        self.kinds = Chips([(kind.value, _(SHORT_NAMES[kind])) for kind in Kind])
        self.kinds.setAccessibleName(_("Kind of document"))
        self.kinds.chosen.connect(lambda _key: self._show())
        self.terms = label("", wrap=True)
        self.table = RecordsTable(_columns(), lambda line: line.person_id, _("Past their term"))
        self.table.chosen.connect(lambda _line: self._offer())
        self.done = RecordsTable(_done_columns(), lambda line: line.destruction_id, _("Records of destruction"))
        self.done.opened.connect(lambda _line: self.open_record())
        self.change_button = button(_("Change the terms…"), self.change_terms, icon="pencil")
        self.one_button = button(_("Destroy this one…"), self.destroy_one, kind="danger", icon="trash-2")
        self.all_button = button(_("Destroy all…"), self.destroy_all, kind="danger", icon="trash-2")
        self.record_button = button(_("Open the record"), self.open_record, icon="file-text")
        self.empty = Empty("shield-check", _("Nothing is past its term"), "")
        self._lay_out()

    def _lay_out(self) -> None:
        above = row(self.terms, self.change_button)
        above.setStretch(0, 1)
        card = Card(padding=8)
        card.add(self.table, self.empty)
        self.done.setFixedHeight(DONE_HIGH)
        self.done_card = Card(padding=8)
        head = row(label(_("Records of destruction"), "strong"), None, self.record_button)
        self.done_card.add(head, self.done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(above)
        column.addLayout(row(self.kinds, None, self.one_button, self.all_button))
        column.addWidget(card, 1)
        column.addWidget(self.done_card)

    def take_focus(self) -> None:
        """Put the cursor on the rows."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Ask for terms, who is past them, and the records."""
        self._front.ask(RetentionView(), self, self._got)

    @property
    def kind(self) -> Kind:
        """The kind of document that is shown."""
        return Kind(self.kinds.key() or Kind.CASE_FILE.value)

    @property
    def past(self) -> tuple[PastTerm, ...]:
        """Who is past the term of the kind shown."""
        return self.now.past[self.kind] if self.now is not None else ()

    def change_terms(self) -> None:
        """Change the terms."""
        if self.now is not None:
            TermsSheet(self._front, self, self.now.retention).open()

    def destroy_one(self) -> None:
        """Destroy what is kept of whoever is under the cursor."""
        line = self.table.current()
        if isinstance(line, PastTerm):
            self._ask((line,))

    def destroy_all(self) -> None:
        """Destroy what is kept of everybody on the list."""
        if self.past:
            self._ask(self.past)

    def open_record(self) -> None:
        """Show the very record of a destruction."""
        line = self.done.current()
        if isinstance(line, Destruction):
            self._front.ask(DestructionPaper(line.destruction_id), self, self._show_paper)

    def _ask(self, lines: tuple[PastTerm, ...]) -> None:
        DestroySheet(self._front, self, self.kind, lines).open()

    def _show_paper(self, paper: Document) -> None:
        show_paper(self, paper)

    def _got(self, now: RetentionNow) -> None:
        self.now = now
        self.terms.setText(terms_in_words(now.retention))
        self.done.show_records(now.done)
        self.done_card.setVisible(bool(now.done))
        if now.done and self.done.current() is None:
            self.done.go_to(now.done[0].destruction_id)
        self._show()

    def _show(self) -> None:
        past = self.past
        self.table.show_records(past)
        self.table.setVisible(bool(past))
        self.empty.setVisible(not past)
        unset = self.now is not None and self.now.retention.years(self.kind) is None
        title = _("No term is set for this kind") if unset else _("Nothing is past its term")
        told = _("Without a term nothing is proposed. It comes from the schedule of retention of your province.")
        self.empty.say(title, told if unset else "")
        if past and self.table.current() is None:
            self.table.go_to(past[0].person_id)
        count = sum(len(lines) for lines in self.now.past.values()) if self.now is not None else 0
        words = n_("{count} document past its term", "{count} documents past their term", count)
        self.told.emit(words.format(count=number(count)) if count else _("Nothing is past its term"))
        self._offer()

    def _offer(self) -> None:
        self.one_button.setEnabled(self.table.current() is not None and bool(self.past))
        self.all_button.setEnabled(bool(self.past))


SHORT_NAMES: Final = {Kind.CASE_FILE: N_("Case files"), Kind.HEALTH: N_("Health notes"), Kind.PHOTO: N_("Photos")}


def terms_in_words(retention: Retention) -> str:
    """The terms in one line, with the rule they come from."""
    parts = []
    for kind in Kind:
        years = retention.years(kind)
        if years is not None:
            told = n_("{count} year", "{count} years", years).format(count=number(years))
            parts.append(f"{_(SHORT_NAMES[kind])}: {told}")
    if not parts:
        return _("No term of retention is set.")
    return f"{' · '.join(parts)} ({retention.legal_basis})"
