"""The sticks that are plugged in: which of them get every copy, and a button for the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.copies import CopyMade, StickCopy
from shelter_admin.domain.errors import Failure
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from shelter_admin.operations.copies import Stick, Sticks, UseStick
from shelter_admin.operations.desk import Done
from ui.kit.widgets import button, label, row

if TYPE_CHECKING:
    from ui.settings.section import Section


class SticksPart(QWidget):
    """A line for each stick; nothing where none is plugged in."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self._section = section
        self.front = section.front
        self.setProperty("clear", "true")
        self.lines: list[str] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def reload(self) -> None:
        """Look what is plugged in."""
        self.front.ask(Sticks(), self, self._show, self._say)

    def tell(self, made: CopyMade) -> None:
        """Say what became of the copy on the sticks."""
        self.show_outcome(made.sticks)

    def show_outcome(self, kept: tuple[StickCopy, ...]) -> None:
        """Say the troubles; a copy that arrived shows in its own line."""
        for one in kept:
            if one.trouble is not None:
                words = _("▲ Stick {stick}: {sentence}")
                said = words.format(stick=one.stick, sentence=self._section.said(one.trouble))
                self._add(said, "attention", None)

    def use(self, stick: Stick) -> None:
        """Let it get every copy from now on."""
        self.front.do_long(UseStick(stick.path), self, self._used, self._say)

    def _used(self, done: Done[StickCopy]) -> None:
        self.reload()
        if done.result is not None:
            self.show_outcome((done.result,))

    def _show(self, found: tuple[Stick, ...]) -> None:
        self._clear()
        for stick in found:
            if not stick.chosen:
                self._add(_("Stick {stick} is plugged in.").format(stick=stick.name), "muted", stick)
            elif stick.newest is None:
                self._add(_("Stick {stick} gets every copy.").format(stick=stick.name), "ok", None)
            else:
                words = _("✓ Stick {stick} gets every copy; the newest is of {when}.")
                self._add(words.format(stick=stick.name, when=date_and_clock(stick.newest)), "ok", None)

    def _add(self, words: str, look: str, offered: Stick | None) -> None:
        self.lines.append(words)
        holder = QWidget()
        holder.setProperty("clear", "true")
        line = row(label(words, look, wrap=True))
        line.setStretch(0, 1)
        if offered is not None:
            line.addWidget(button(_("Use this stick"), lambda: self.use(offered), icon="hard-drive"))
        holder.setLayout(line)
        self._column.addWidget(holder)
        self.show()

    def _clear(self) -> None:
        self.lines = []
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self.hide()

    def _say(self, failure: Failure) -> bool:
        self._add("▲ " + self._section.said(failure), "attention", None)
        return True
