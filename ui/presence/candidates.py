"""Who may be meant: the one that Enter takes as a card, the others below it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from shelter_admin.domain.presence import OUTING_NAMES, GatePerson, LetOut
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import clock, short_date
from shelter_admin.domain.words import _
from ui.kit.picture import Picture
from ui.kit.widgets import Pill, ShortLabel, button, label, row

SHOWN = 3
PICTURE = (66, 88)
LONG_NAME = 32


def initials(name: str) -> str:
    """The first letters of the first two names."""
    return "".join(word[0] for word in name.split()[:2]).upper()


def where(person: GatePerson) -> str:
    """Number and bed in one line."""
    return f"{person.number} · {person.bed or _('without a bed')}"


def state(person: GatePerson) -> tuple[str, str]:
    """Inside or out, in words with a sign, and the colour."""
    return ("→ " + _("out"), "info") if person.out else ("✓ " + _("inside"), "ok")


class PersonCard(QFrame):
    """The one that Enter takes."""

    def __init__(self, person: GatePerson, panti: Panti, *, acting: bool) -> None:
        super().__init__()
        self.person = person
        self.setProperty("card", "focus")
        self.picture = Picture(PICTURE, 36)
        self.act: QPushButton | None = None
        self.detail: QPushButton | None = None
        self.let_out: QLabel | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 12)
        outer.setSpacing(10)
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        top.addLayout(self._words(panti), 1)
        outer.addLayout(top)
        if acting:
            outer.addLayout(self._buttons())
        self.setAccessibleName(f"{person.name}, {where(person)}, {state(person)[0]}")

    def _words(self, panti: Panti) -> QVBoxLayout:
        person = self.person
        column = QVBoxLayout()
        column.setSpacing(3)
        column.addWidget(label(person.name, "section" if len(person.name) < LONG_NAME else "strong", wrap=True))
        if person.alias:
            column.addWidget(ShortLabel(_("alias {name}").format(name=person.alias), "muted"))
        column.addWidget(ShortLabel(where(person), "muted"))
        column.addLayout(row(Pill(*state(person)), None))
        if person.out and (person.destination or person.until):
            column.addWidget(ShortLabel(_out_words(person, panti), "small"))
        if person.let_out is not None:
            self.let_out = label("✓ " + let_out_words(person.let_out, panti), "ok", wrap=True)
            column.addWidget(self.let_out)
        if person.alert:
            alert = label("▲ " + person.alert, "attention", wrap=True)
            alert.setAccessibleName(_("Health alert: {alert}").format(alert=person.alert))
            column.addWidget(alert)
        column.addStretch(1)
        return column

    def _buttons(self) -> QHBoxLayout:
        words = _("Enter — In") if self.person.out else _("Enter — Out")
        self.act = button(words, lambda: None, kind="primary")
        if self.person.out:
            return row(self.act)
        self.detail = button(_("Destination…"), lambda: None, tip=_("Where to and until when (F2)"))
        made = row(self.act, self.detail)
        made.setStretch(0, 1)
        return made


def let_out_words(letting: LetOut, panti: Panti) -> str:
    """What lets somebody out, until when, and where to; Enter takes it."""
    back = letting.until.astimezone(panti.zone.offset)
    until = _("until {day} {clock}").format(day=short_date(back.date())[:5], clock=clock(back))
    kind = _("pass: {kind}").format(kind=_(OUTING_NAMES[letting.kind])) if letting.pass_id else ""
    return " · ".join(part for part in (kind, letting.destination, until) if part)


def _out_words(person: GatePerson, panti: Panti) -> str:
    """When they are back, then where they are: the hour never gives way to a long destination."""
    back = _("back {clock}").format(clock=clock(panti.clock_of(person.until))) if person.until is not None else ""
    return " · ".join(words for words in (back, person.destination) if words)


class OtherCard(QFrame):
    """Another one that may be meant; a click or an arrow key takes it."""

    picked = Signal()

    def __init__(self, person: GatePerson, key: str) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        letters = label(initials(person.name))
        letters.setProperty("avatar", "true")
        letters.setFixedSize(32, 32)
        letters.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column = QVBoxLayout()
        column.setSpacing(0)
        name = f"{person.name} ({person.alias})" if person.alias else person.name
        column.addWidget(ShortLabel(name, "strong"))
        column.addWidget(ShortLabel(f"{state(person)[0]} · {where(person)}", "small"))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 8, 12, 8)
        line.setSpacing(10)
        line.addWidget(letters)
        line.addLayout(column, 1)
        sign = label(key)
        sign.setProperty("key", "true")
        sign.setFixedHeight(20)
        line.addWidget(sign, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{person.name}, {where(person)}, {state(person)[0]}")

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.picked.emit()
        super().mouseReleaseEvent(event)


class Candidates(QWidget):
    """Up to three who may be meant. ``current`` is the one that Enter takes."""

    act = Signal()
    detail = Signal()
    shown = Signal(object)

    def __init__(self, panti: Callable[[], Panti], *, acting: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panti, self._acting = panti, acting
        self._people: tuple[GatePerson, ...] = ()
        self._more = False
        self._at = 0
        self.card: PersonCard | None = None
        self._parts: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self.hide()

    @property
    def current(self) -> GatePerson | None:
        """The one that Enter takes."""
        return self._people[self._at] if self._people else None

    def show_people(self, people: Sequence[GatePerson]) -> None:
        """Show these; the one held stays held."""
        held = self.current
        self._people, self._more = tuple(people[:SHOWN]), len(people) > SHOWN
        ids = [person.person_id for person in self._people]
        self._at = ids.index(held.person_id) if held is not None and held.person_id in ids else 0
        self._build()

    def step(self, by: int) -> None:
        """Hold the next or the one before."""
        if self._people:
            self._at = max(0, min(len(self._people) - 1, self._at + by))
            self._build()

    def _build(self) -> None:
        for part in self._parts:
            self._column.removeWidget(part)
            part.hide()
            part.deleteLater()
        self._parts, self.card = [], None
        for at, person in enumerate(self._people):
            self._add(self._card(person) if at == self._at else self._other(person, at))
        if self._more:
            self._add(label(_("More people match; write more letters."), "small"))
        self.setVisible(bool(self._people))
        if self._people:
            self.shown.emit(self.card)

    def _add(self, part: QWidget) -> None:
        self._parts.append(part)
        self._column.addWidget(part)

    def _card(self, person: GatePerson) -> PersonCard:
        self.card = PersonCard(person, self._panti(), acting=self._acting)
        if self.card.act is not None:
            self.card.act.clicked.connect(lambda _checked=False: self.act.emit())
        if self.card.detail is not None:
            self.card.detail.clicked.connect(lambda _checked=False: self.detail.emit())
        return self.card

    def _other(self, person: GatePerson, at: int) -> OtherCard:
        made = OtherCard(person, "↓" if at > self._at else "↑")
        made.picked.connect(lambda: self.step(at - self._at))
        return made
