"""Pairs who may be one person: shown to a human, never merged."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.likeness import Reason
from shelter_admin.domain.residents import PossiblePair, ResidentLine
from shelter_admin.domain.words import _, n_
from shelter_admin.operations.residents import PossibleDoubles
from ui.kit.frontdesk import FrontDesk
from ui.kit.records import Column, RecordsTable
from ui.kit.unread import Unread
from ui.kit.widgets import Card, Empty, button, label, row


def reasons() -> dict[Reason, str]:
    """Why two people may be one."""
    return {
        Reason.SAME_NIK: _("same NIK"),
        Reason.SAME_NAME_AND_BIRTH: _("same name and birth"),
        Reason.LIKE_NAME_AND_BIRTH: _("similar name, same birth"),
        Reason.LIKE_NAME_AND_NIK: _("similar name and NIK"),
        Reason.LIKE_NAME_AND_ORIGIN: _("similar name, same origin"),
        Reason.SAME_BIRTH_AND_ORIGIN: _("same birth and origin"),
        Reason.SAME_NAME: _("same name"),
        Reason.LIKE_NAME: _("similar name"),
    }


def _told(line: ResidentLine) -> str:
    return " · ".join(part for part in (line.name, line.number, line.age_text, line.bed) if part)


class DoublesView(QWidget):
    """The pairs; Enter opens the first of a pair."""

    opened = Signal(str)
    closed = Signal()

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._front = front
        words = reasons()
        self.table = RecordsTable(
            [
                Column(_("One"), lambda pair: _told(pair.first), strong=True),
                Column(_("The other"), lambda pair: _told(pair.second), strong=True),
                Column(_("Because"), lambda pair: words[pair.because], width=190),
            ],
            lambda pair: pair.first.person_id + pair.second.person_id,
            _("Possibly the same person"),
        )
        self.table.opened.connect(lambda pair: self.opened.emit(pair.first.person_id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.told = label("", "muted", wrap=True)
        self._empty = Empty("users", _("No pairs"), _("Nobody in the store looks like somebody else."))
        card = Card(padding=8)
        self._empty.hide()
        self._unread = Unread()
        card.add(self.table, self._empty, self._unread)
        column.addWidget(self.told)
        column.addWidget(card, 1)
        one = button(_("Open the first"), lambda: self._open(first=True))
        other = button(_("Open the other"), lambda: self._open(first=False))
        column.addLayout(row(button(_("Back"), self.closed.emit), None, one, other))

    def reload(self) -> None:
        """Ask for the pairs."""
        self._front.ask(PossibleDoubles(), self, self._show, self._not_read)

    def _not_read(self, failure: Failure) -> bool:
        if self._front.is_away(failure) and not self.told.text():
            self.table.hide()
            self._unread.show()
        return False

    def _show(self, pairs: tuple[PossiblePair, ...]) -> None:
        self.table.show_records(pairs)
        self._unread.hide()
        self.table.setVisible(bool(pairs))
        self._empty.setVisible(not pairs)
        told = n_(
            "{count} pair may be one person. Compare them; nothing is merged by itself.",
            "{count} pairs may be one person each. Compare them; nothing is merged by itself.",
            len(pairs),
        )
        self.told.setText(told.format(count=len(pairs)))

    def _open(self, *, first: bool) -> None:
        pair = self.table.current()
        if pair is not None:
            self.opened.emit((pair.first if first else pair.second).person_id)
