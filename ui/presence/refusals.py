"""Entries of the gate that waited for the server and that a rule then refused: each with why, kept until put away."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.waiting import Move, WaitingMove
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _
from shelter_admin.operations.waiting import PutWaitingAway, why_refused
from ui.kit import alerts
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Banner, button


class Refusals(QWidget):
    """One line each; none takes no room. Nobody's entry goes without a reason in the log."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.front = front
        self.moves: tuple[WaitingMove, ...] = ()
        self.banners: list[Banner] = []
        self.buttons: list[QPushButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self.hide()

    def reload(self) -> None:
        """Show what was refused by now; the same again moves nothing."""
        link = self.front.link
        moves = tuple(move for move in link.moves() if move.refused) if link is not None else ()
        if moves == self.moves:
            return
        self.moves = moves
        for old in self.banners:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.banners, self.buttons = [], []
        for move in moves:
            self._add(move)
        self.setVisible(bool(moves))

    def _add(self, move: WaitingMove) -> None:
        banner = Banner("danger", self._words(move))
        self.banners.append(banner)
        self._column.addWidget(banner)
        if self.front.may(Right.MARK_GATE):
            made = button(_("Put away…"), lambda: self._ask(move))
            made.setAccessibleName(_("Put away the entry of {name}").format(name=move.name))
            banner.row.addWidget(made)
            self.buttons.append(made)

    def _words(self, move: WaitingMove) -> str:
        panti = self.front.panti
        done = {Move.OUT: _("out"), Move.IN: _("in"), Move.RETURN: _("expected back")}[move.move]
        words = _("{name} ({number}), {done} {day} {clock}, could not be saved: {why}")
        day, hour = short_date(panti.day_of(move.at)), clock(panti.clock_of(move.at))
        return words.format(name=move.name, number=move.number, done=done, day=day, clock=hour, why=why_refused(move))

    def _ask(self, move: WaitingMove) -> None:
        told = _("The entry is let go and does not count. Write the person out or in anew where that is needed.")
        alerts.ask_reason(self, _("Put away an entry"), told, _("Put away"), lambda why: self._put_away(move, why))

    def _put_away(self, move: WaitingMove, reason: str) -> None:
        command = PutWaitingAway(move.id, move.account_id, move.person_id, move.at, move.move, move.refused)

        def let_go(_done: object) -> None:
            if self.front.link is not None:
                self.front.link.put_away(move.id)
            self.reload()

        self.front.do(command, self, let_go, reason=reason)
