"""Beside the intake: who may be known already, and a photo from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.residents import Similar
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import SimilarTo
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import Card, button, label
from ui.residents.photos import PICTURES, read_photo

FEWEST_LETTERS = 3
FEWEST_DIGITS = 10


class KnownAlready(Card):
    """Names those who may be the person being typed; an answer to older words is dropped."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Known already?"), parent)
        self._front = front
        self._asked = 0
        self.words = label("", "muted", wrap=True)
        self.add(self.words)
        self.show_nobody()

    def ask(self, values: Mapping[str, Any]) -> None:
        """Ask who is like what was typed, once there is enough of it."""
        self._asked += 1
        asked = self._asked
        if len(values["full_name"].strip()) < FEWEST_LETTERS and len(values["nik"].strip()) < FEWEST_DIGITS:
            self._show((), asked)
            return
        query = SimilarTo(values["full_name"], values["sex"], values["birth"], values["nik"])
        self._front.ask(query, self, lambda found: self._show(found, asked), lambda _failure: True)

    def show_nobody(self) -> None:
        """Begin anew."""
        self._asked += 1
        self._show((), self._asked)

    def _show(self, found: tuple[Similar, ...], asked: int) -> None:
        if asked != self._asked:
            return
        told = _("They may have lived here before. If it is the same person, record their return instead:")
        lines = [_in_words(item) for item in found]
        self.words.setText("\n".join([told, *lines]) if lines else _("Nobody with a name like this so far."))


class PhotoChosen(Card):
    """A picture from a file; whether it is one is checked when it is saved."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Photo"), parent)
        self._front = front
        self.held: tuple[bytes, str] | None = None
        self.words: QLabel = label(_("None yet"), "muted", wrap=True)
        self.add(self.words, button(_("From a file…"), self._choose, icon="image"))

    def take(self, path: Path) -> None:
        """Read a picture from a file, beside the window's own work."""
        self._front.run(lambda: read_photo(path), self, lambda content: self.hold(content, path.name), self.say)

    @property
    def content(self) -> bytes | None:
        """The picture chosen."""
        return self.held[0] if self.held is not None else None

    def hold(self, content: bytes, name: str) -> None:
        """Hold a picture and say which."""
        self.held = (content, name)
        self.words.setText(_("Chosen: {file}").format(file=name))

    def say(self, failure: Failure) -> bool:
        """Say why a picture is not taken; without it the intake goes on."""
        self.held = None
        self.words.setText(explain(failure))
        return True

    def show_none(self) -> None:
        """Begin anew."""
        self.held = None
        self.words.setText(_("None yet"))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, _("Photo"), documents(), _("Pictures ({files})").format(files=PICTURES)
        )
        if name:
            self.take(Path(name))


def _in_words(found: Similar) -> str:
    line = found.line
    return " · ".join(part for part in (line.name, line.number, line.age_text, line.origin, line.bed) if part)
