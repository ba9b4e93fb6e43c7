"""The trial of a copy: when one was last opened as a scratch store, how it went, and a button to try one now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.copies import REHEARSED_DAYS, Outcome, Rehearsal
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import date_and_clock, number
from shelter_admin.domain.words import _
from shelter_admin.operations.copies import LastRehearsal, NoteRehearsal, RehearseCopy, told
from ui.kit.widgets import button, label, restyle, row

if TYPE_CHECKING:
    from ui.settings.section import Section


class RehearsalPart(QWidget):
    """One line that says how it stands, what differed, and the button."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.front = section.front
        self.setProperty("clear", "true")
        self.state = label("", "muted", wrap=True)
        self.found = label("", "small", wrap=True)
        self.try_button = button(_("Try the newest copy"), self.try_copy, icon="clipboard-check")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        line = row(self.state, self.try_button)
        line.setStretch(0, 1)
        column.addLayout(line)
        column.addWidget(self.found)
        self.found.hide()

    def reload(self) -> None:
        """Ask how the last one went."""
        self.front.ask(LastRehearsal(), self, self._show, self._say)

    def offer(self, *, copies: bool) -> None:
        """There is something to try only where there are copies."""
        self.try_button.setEnabled(copies)

    def try_copy(self) -> None:
        """Try the newest copy beside everything else; the outcome is kept where something can be saved."""
        self.try_button.setEnabled(False)
        self._say_state(_("The copy is opened as a scratch store and looked over…"), "muted")
        desk = self.front.desk
        self.front.tasks.on_paper(lambda: desk.ask(RehearseCopy()), self, self._tried, self._broke)

    def _tried(self, done: Rehearsal) -> None:
        self.try_button.setEnabled(True)
        if self.front.read_only:
            self._show(done)
        else:
            self.front.do(NoteRehearsal(done), self, lambda _kept: self._kept(done), self._say)

    def _kept(self, done: Rehearsal) -> None:
        self._show(done)
        counted = _("{rows} rows counted, {entries} entries of the log walked, {certificates} certificates verified.")
        if done.outcome is Outcome.GOOD:
            self.found.setText(
                counted.format(
                    rows=number(done.rows), entries=number(done.entries), certificates=number(done.certificates)
                )
            )
            self.found.show()

    def _show(self, last: Rehearsal | None) -> None:
        self.found.hide()
        if last is None:
            self._say_state(_("No copy has been tried yet. One is tried by itself every month."), "muted")
            return
        when = date_and_clock(last.at.astimezone(self.front.panti.zone.offset))
        of = date_and_clock(last.copy_at)
        if last.outcome is Outcome.GOOD:
            old = (
                self.front.desk.today - last.at.astimezone(self.front.panti.zone.offset).date()
            ).days > REHEARSED_DAYS
            words = _("Tried on {when}: the copy of {copy} can be restored.").format(when=when, copy=of)
            self._say_state(("▲ " if old else "✓ ") + words, "attention" if old else "ok")
            return
        words = _("Tried on {when}: the copy of {copy} is not good. Make a new one now, and try it.")
        self._say_state("▲ " + words.format(when=when, copy=of), "attention")
        self.found.setText(" ".join(told(one) for one in last.differences[:5]))
        self.found.setVisible(bool(last.differences))

    def _broke(self, error: BaseException) -> None:
        self.try_button.setEnabled(True)
        if not isinstance(error, Failure):
            self.front.trouble.emit(self, error)
        else:
            self._say(error)

    def _say(self, failure: Failure) -> bool:
        self._say_state("▲ " + self._section.said(failure), "attention")
        return True

    def _say_state(self, words: str, look: str) -> None:
        self.state.setText(words)
        restyle(self.state, "look", look)
