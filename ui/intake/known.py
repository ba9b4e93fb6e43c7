"""Beside the form: who may be known already, and the act that says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from shelter_admin.domain.residents import Similar, Status
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import SimilarTo
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Pill, button, label, row, rule

FEWEST_LETTERS = 3
FEWEST_DIGITS = 10
LEAST_WIDTH = 184


class KnownBefore(Card):
    """Names those who may be the one being typed; ``chosen`` says which file is theirs, empty for nobody's."""

    chosen = Signal(str)

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Known already?"), parent)
        self._front = front
        self._asked = 0
        self.person_id = ""
        self._called = ""
        self.words = label("", "muted", wrap=True)
        self._lines = QWidget()
        self._lines.setProperty("clear", "true")
        QVBoxLayout(self._lines).setContentsMargins(0, 0, 0, 0)
        self.add(self.words, self._lines)
        self.body.addStretch(1)
        self.setMinimumWidth(LEAST_WIDTH)
        self.show_nobody()

    def ask(self, values: Mapping[str, Any]) -> None:
        """Ask who is like what was typed, once there is enough of it; an answer to older words is dropped."""
        self._asked += 1
        asked = self._asked
        if len(values["full_name"].strip()) < FEWEST_LETTERS and len((values["nik"] or "").strip()) < FEWEST_DIGITS:
            self._show((), asked)
            return
        query = SimilarTo(values["full_name"], values["sex"], values["birth"], values["nik"] or "")
        self._front.ask(query, self, lambda found: self._show(found, asked), lambda _failure: True)

    def show_nobody(self) -> None:
        """Begin anew."""
        self.person_id = self._called = ""
        self._asked += 1
        self._show((), self._asked)

    def hold(self, person_id: str, called: str) -> None:
        """Hold whose file it is."""
        self.person_id, self._called = person_id, called
        self._asked += 1
        self._show((), self._asked)

    @property
    def held(self) -> tuple[str, str]:
        """Whose file it is and how they are called."""
        return (self.person_id, self._called)

    def _show(self, found: tuple[Similar, ...], asked: int) -> None:
        if asked != self._asked:
            return
        inner = QWidget()
        inner.setProperty("clear", "true")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        if self.person_id:
            self.words.setText(_("Was here before; their old file goes on: {name}").format(name=self._called))
            column.addWidget(button(_("That is somebody else"), lambda: self._choose("", ""), kind="link"))
        elif found:
            self.words.setText(_("They may have been here before. Look at number, age and origin:"))
            for one in found:
                column.addWidget(rule())
                column.addWidget(self._line(one))
        else:
            self.words.setText(_("Nobody with a name like this so far."))
        old = self._lines
        self.body.replaceWidget(old, inner)
        self._lines = inner
        old.hide()
        old.deleteLater()

    def _line(self, one: Similar) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        line = one.line
        column.addWidget(label(line.name, "strong", wrap=True))
        years = _("{age} years").format(age=line.age_text) if line.age_text else ""
        told = " · ".join(part for part in (line.number, years, line.origin) if part)
        column.addWidget(label(told, "small", wrap=True))
        if line.status is Status.LEFT:
            was = button(_("Was here before"), lambda: self._choose(line.person_id, f"{line.name} · {line.number}"))
            column.addLayout(row(was, None))
        else:
            column.addLayout(row(Pill("▲ " + _("lives here now"), "attention"), None))
        return made

    def _choose(self, person_id: str, called: str) -> None:
        self.hold(person_id, called)
        self.chosen.emit(person_id)
