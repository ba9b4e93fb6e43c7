"""Beside the map: the filter by what beds are known for, and the papers."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QPushButton, QWidget

from shelter_admin.domain.bed_layout import tag_order, tag_words
from shelter_admin.domain.bed_wall import WALL_NAMES, WallNames, WallPaper
from shelter_admin.domain.beds import RoomLine
from shelter_admin.domain.papers import Document
from shelter_admin.domain.words import _
from shelter_admin.operations.beds.board import PrintBedMap
from shelter_admin.operations.explain import explain
from ui.kit.alerts import Sheet
from ui.kit.form import ChoiceField, Form
from ui.kit.frontdesk import FrontDesk
from ui.kit.preview import show_paper
from ui.kit.widgets import button


class TagFilter(QWidget):
    """Which beds stand out: all, or those known for one thing; ``chosen`` tells another choice."""

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("clear", "true")
        self.tag = ""
        self.tags: tuple[str, ...] = ()
        self.button: QPushButton = button(
            _("All beds"), self._show, icon="map-pin", tip=_("Only beds known for one thing")
        )
        self.button.setParent(self)
        self._say()
        self.hide()

    def offer(self, rooms: Iterable[RoomLine]) -> None:
        """Offer what the beds of these rooms are known for; a choice that is there no more falls back to all."""
        self.tags = tuple(sorted({tag for room in rooms for bed in room.beds for tag in bed.tags}, key=tag_order))
        if self.tag not in self.tags:
            self.tag = ""
        self._say()
        self.setVisible(bool(self.tags))

    def choose(self, tag: str) -> None:
        """Let the beds known for this stand out; empty for all."""
        self.tag = tag
        self._say()
        self.chosen.emit()

    def narrowed(self, rooms: Iterable[RoomLine]) -> list[RoomLine]:
        """The rooms in which such a bed stands."""
        return [room for room in rooms if not self.tag or any(self.tag in bed.tags for bed in room.beds)]

    def menu(self) -> QMenu:
        """The choices."""
        made = QMenu(self)
        for tag in ("", *self.tags):
            act = made.addAction(tag_words(tag) if tag else _("All beds"))
            act.setCheckable(True)
            act.setChecked(tag == self.tag)
            act.triggered.connect(lambda _checked=False, key=tag: self.choose(key))
        made.aboutToHide.connect(made.deleteLater)
        return made

    def _show(self) -> None:
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _say(self) -> None:
        words = tag_words(self.tag) if self.tag else _("All beds")
        self.button.setText(words)
        self.button.setAccessibleName(_("Beds shown: {which}").format(which=words))
        self.button.adjustSize()
        self.setFixedSize(self.button.sizeHint())


class WallSheet(Sheet):
    """How people are named on the wall, and how large the paper is."""

    def __init__(self, front: FrontDesk, owner: QWidget, wisma_id: str | None = None) -> None:
        words = _(
            "No whole names, nothing of health; for whom a bed is kept is not said. Printing is noted in the log."
        )
        super().__init__(_("Map for the wall"), words, sign=("printer", "accent"), parent=owner)
        self._front, self._owner, self._wisma_id = front, owner, wisma_id
        names = ChoiceField("names", _("People"), [(one.value, _(WALL_NAMES[one])) for one in WallNames])
        paper = ChoiceField("paper", _("Paper"), [(one.value, one.value) for one in WallPaper])
        self.form = Form([[names, paper]], explain)
        self.body.addWidget(self.form)
        self.offer(_("Show"), QDialogButtonBox.ButtonRole.AcceptRole, primary=True)
        self.offer(_("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        self.buttons.accepted.connect(self._show)
        self.buttons.rejected.connect(self.reject)

    def _show(self) -> None:
        typed, owner = self.form.values(), self._owner
        self.accept()
        question = PrintBedMap(WallNames(typed["names"]), WallPaper(typed["paper"]), self._wisma_id)

        def got(document: Document) -> None:
            show_paper(owner, document)

        self._front.ask(question, owner, got)
