"""Beside the intake: who may be known already, and a photo from a file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from shelter_admin.domain.errors import Failure
from shelter_admin.domain.residents import Similar
from shelter_admin.domain.words import _
from shelter_admin.operations.explain import explain
from shelter_admin.operations.residents import SimilarTo
from ui.kit.frontdesk import FrontDesk
from ui.kit.places import documents
from ui.kit.widgets import Card, button, label
from ui.residents.comparing import reasons
from ui.residents.face import Face
from ui.residents.photos import PICTURES, read_photo
from ui.residents.words import status_in_words

FEWEST_LETTERS = 3
FEWEST_DIGITS = 10
MOST_SHOWN = 4
FACE = 56


class KnownAlready(Card):
    """Shows those who may be the person being typed; an answer to older words is dropped."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Known already?"), parent)
        self._front = front
        self._asked = 0
        self.words = label("", "muted", wrap=True)
        self._people = QVBoxLayout()
        self._people.setSpacing(8)
        self.add(self.words, self._people)
        self.lines: list[KnownLine] = []
        self.show_nobody()

    def ask(self, values: Mapping[str, Any], origin_code: object = None) -> None:
        """Ask who is like what was typed, once there is enough of it."""
        self._asked += 1
        asked = self._asked
        if len(values["full_name"].strip()) < FEWEST_LETTERS and len(values["nik"].strip()) < FEWEST_DIGITS:
            self._show((), asked)
            return
        query = SimilarTo(
            values["full_name"],
            values["sex"],
            values["birth"],
            values["nik"],
            limit=MOST_SHOWN,
            origin=values["origin"],
            origin_code=origin_code if isinstance(origin_code, str) else None,
        )
        self._front.ask(query, self, lambda found: self._show(found, asked), lambda _failure: True)

    def show_nobody(self) -> None:
        """Begin anew."""
        self._asked += 1
        self._show((), self._asked)

    def _show(self, found: tuple[Similar, ...], asked: int) -> None:
        if asked != self._asked:
            return
        told = _("They may have lived here before. If it is the same person, record their return instead:")
        self.words.setText(told if found else _("Nobody with a name like this so far."))
        for line in self.lines:
            self._people.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = [KnownLine(self._front, item) for item in found]
        for line in self.lines:
            self._people.addWidget(line)


class KnownLine(QWidget):
    """Somebody known: the face, the name, age, origin, where they are, and why they are shown."""

    def __init__(self, front: FrontDesk, found: Similar) -> None:
        super().__init__()
        line = found.line
        self.face = Face(front, FACE)
        self.face.show_photo(line.photo_id, line.name)
        years = _("{age} years").format(age=line.age_text) if line.age_text else ""
        told = " · ".join(part for part in (line.number, years, line.origin) if part)
        where = " · ".join(part for part in (status_in_words(line), line.bed) if part)
        self.told = [
            label(f"{line.name} · {line.alias}" if line.alias else line.name, "strong", wrap=True),
            label(told, "muted", wrap=True),
            label(f"{where} · {reasons()[found.because]}", "small", wrap=True),
        ]
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(10)
        across.addWidget(self.face, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        for part in self.told:
            words.addWidget(part)
        across.addLayout(words, 1)


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
