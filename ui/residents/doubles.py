"""Pairs who may be one person: both side by side, decided by a human, never merged; and what was decided before."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.linking import VERDICT_NAMES, DecidedPair
from shelter_admin.domain.residents import PossiblePair
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.residents import DecidedPairs, PossibleDoubles
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Chips, Empty, button, label, row
from ui.residents.comparing import Comparison, TwoPeople, pair_of


class DoublesView(QWidget):
    """The pairs, and beside them both people of the one under the cursor; Enter opens the first of a pair."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        self.table = RecordsTable(
            [
                Column(_("One"), lambda pair: pair.first.name, strong=True),
                Column(_("The other"), lambda pair: pair.second.name, strong=True),
                Column(_("Because"), _because, width=170),
            ],
            lambda pair: pair.key,
            _("Possibly the same person"),
        )
        self.table.opened.connect(lambda pair: self.opened.emit(pair.first.person_id))
        self.comparison = Comparison(front)
        self.comparison.decided.connect(self.reload)
        self.comparison.opened.connect(self.opened.emit)
        self.table.chosen.connect(self.comparison.show_pair)
        self.told = label("", "muted", wrap=True)
        self.which = Chips([("open", _("To look at")), ("decided", _("Decided"))])
        self.which.chosen.connect(lambda _key: self.reload())
        self._empty = Empty("users", _("No pairs"), _("Nobody in the store looks like somebody else."))
        self._empty.hide()
        self._unread = Unread()
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row(button(_("Back"), self.closed.emit), self.which, None))
        column.addWidget(self.told)
        split = QSplitter(Qt.Orientation.Horizontal)
        pairs = Card(padding=8)
        pairs.add(self.table, self._empty, self._unread)
        both = Card()
        both.add(self.comparison)
        both.setMinimumWidth(520)
        split.addWidget(pairs)
        split.addWidget(both)
        split.setSizes([470, 640])
        split.setChildrenCollapsible(False)
        column.addWidget(split, 1)

    def reload(self) -> None:
        """Ask for the pairs."""
        if self.which.key() == "decided":
            self._front.ask(DecidedPairs(), self, self._show_decided, self._not_read)
        else:
            self._front.ask(PossibleDoubles(), self, self._show, self._not_read)

    def _not_read(self, failure: Failure) -> bool:
        if self._front.is_away(failure) and not self.told.text():
            self.table.hide()
            self._unread.show()
        return False

    def _show(self, pairs: tuple[PossiblePair, ...]) -> None:
        told = n_(
            "{count} pair may be one person. Compare them; nothing is merged by itself.",
            "{count} pairs may be one person each. Compare them; nothing is merged by itself.",
            len(pairs),
        )
        self._empty.say(_("No pairs"), _("Nobody in the store looks like somebody else."))
        self._fill([pair_of(pair) for pair in pairs], told.format(count=len(pairs)))

    def _show_decided(self, pairs: tuple[DecidedPair, ...]) -> None:
        told = n_(
            "{count} decision. Each can be taken back; both files are as they were.",
            "{count} decisions. Each can be taken back; both files are as they were.",
            len(pairs),
        )
        self._empty.say(_("Nothing decided yet"), _("What you decide about two people is remembered here."))
        people = [TwoPeople(pair.first, pair.second, pair.note, pair.verdict) for pair in pairs]
        self._fill(people, told.format(count=len(pairs)))

    def _fill(self, pairs: list[TwoPeople], told: str) -> None:
        held = self.table.current()
        self.told.setText(told)
        self._unread.hide()
        self.table.show_records(tuple(pairs))
        self.table.setVisible(bool(pairs))
        self._empty.setVisible(not pairs)
        if not pairs:
            self.comparison.show_pair(None)
        elif held is None or held.key not in {pair.key for pair in pairs}:
            self.table.go_to(pairs[0].key)


def _because(pair: TwoPeople) -> str:
    told = _(VERDICT_NAMES[pair.verdict]) if pair.verdict else pair.because
    return f"{told} · {pair.because}" if pair.verdict and pair.because else told
