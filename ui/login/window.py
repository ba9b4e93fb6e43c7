"""The first window: sign in, or one of the other doors. It loads nothing that it does not show."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from shelter_admin.domain.overriding import override
from shelter_admin.domain.words import _
from ui.kit import preferences, theme
from ui.kit.icons import IconLabel
from ui.kit.tasks import Tasks
from ui.kit.widgets import Card, Chips, button, label, row
from ui.login.opening import Explain, Opener
from ui.login.places import Place
from ui.login.recovery import Recovery
from ui.login.sign_in import SignIn

CARD = 420


class LoginWindow(QWidget):
    """Signing in and the other doors.

    ``entered`` brings the Desk and the store's place; ``painted`` comes once, when the window can be used;
    ``restore_wanted`` brings the place a copy is to go to, the copy and the user, where they are known.
    """

    entered = Signal(object, object)
    new_wanted = Signal()
    demo_wanted = Signal()
    language_wanted = Signal(str)
    restore_wanted = Signal(object, object, str)
    painted = Signal()

    def __init__(self, opener: Opener, explain: Explain, tasks: Tasks, stores: list[Place]) -> None:
        super().__init__()
        self._seen = False
        self.setWindowTitle(_("Shelter administration"))
        self.setProperty("ground", "true")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, on=True)
        self.resize(1100, 720)
        self.sign_in = SignIn(opener, explain, tasks)
        # Built when first shown: the window must be there at once.
        self._needed = (opener, explain, tasks)
        self.cards = QStackedWidget()
        self.cards.setFixedWidth(CARD)
        self.beside = self._beside()
        self.cards.addWidget(_at_top(self.sign_in, self.beside))
        self._lay_out()
        self._connect()
        self.sign_in.offer(stores)
        if not stores:
            self.cards.setCurrentWidget(_sheet_of(self.doors))

    def _lay_out(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.MARGIN, 16, theme.MARGIN, 16)
        self.languages = Chips([("id", "Indonesia"), ("en", "English")])
        self.languages.choose(preferences.current().language)
        self.languages.setAccessibleName(_("Language"))
        outer.addLayout(row(None, self.languages))
        outer.addStretch(2)
        column = QVBoxLayout()
        column.setSpacing(5 * theme.GRID)
        column.addLayout(_heading())
        column.addWidget(self.cards)
        outer.addLayout(_centred(column))
        outer.addStretch(3)

    def _beside(self) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        doors = QHBoxLayout(made)
        doors.setContentsMargins(0, 8, 0, 0)
        for door in (
            button(_("Open another…"), self.sign_in.browse, kind="link"),
            button(_("New shelter…"), self.new_wanted.emit, kind="link"),
            button(_("Try with an example"), self.demo_wanted.emit, kind="link"),
        ):
            doors.addWidget(door)
        return made

    def _connect(self) -> None:
        self.sign_in.entered.connect(self.entered)
        self.sign_in.forgotten.connect(self._forgotten)
        self.sign_in.repair.restore_wanted.connect(self.restore_wanted)
        self.languages.chosen.connect(self.language_wanted)

    @cached_property
    def recovery(self) -> Recovery:
        """The card for a forgotten password."""
        made = Recovery(*self._needed)
        made.entered.connect(self.entered)
        made.left.connect(self._show_sign_in)
        self.cards.addWidget(_at_top(made))
        return made

    @cached_property
    def doors(self) -> Doors:
        """The card of the first start."""
        made = Doors()
        made.new_button.clicked.connect(self.new_wanted)
        made.demo_button.clicked.connect(self.demo_wanted)
        made.open_button.clicked.connect(self._open_first)
        made.connect_button.clicked.connect(self._connect_first)
        made.restore_button.clicked.connect(lambda: self.restore_wanted.emit(None, None, ""))
        self.cards.addWidget(_at_top(made))
        return made

    def offer(self, path: Place) -> None:
        """Offer a store and put the cursor where typing begins."""
        self._show_sign_in()
        self.sign_in.take_store(path)

    def _show_sign_in(self) -> None:
        self.cards.setCurrentIndex(0)

    def _forgotten(self) -> None:
        path = self.sign_in.path()
        if path is None:
            self.sign_in.enter()
            return
        self.cards.setCurrentWidget(_sheet_of(self.recovery))
        self.recovery.begin(path, self.sign_in.user.value())

    def _connect_first(self) -> None:
        self._show_sign_in()
        self.sign_in.connecting.browse()

    def _open_first(self) -> None:
        self._show_sign_in()
        self.sign_in.browse()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            self.sign_in.take_focus()
            self.painted.emit()


class Doors(Card):
    """The first start, when there is no store yet: five doors."""

    def __init__(self) -> None:
        super().__init__(padding=24)
        self.new_button = button(_("Set up a new shelter"), lambda: None, kind="primary", icon="plus")
        self.open_button = button(_("Open a store there is"), lambda: None)
        self.restore_button = button(_("Begin with a copy…"), lambda: None)
        self.connect_button = button(_("Connect to the office server…"), lambda: None)
        self.demo_button = button(_("Try with an example shelter"), lambda: None)
        told = label(
            _("There is no store on this computer yet. A store is one encrypted file that holds the whole shelter."),
            "muted",
            wrap=True,
        )
        self.body.setSpacing(3 * theme.GRID)
        self.add(label(_("Welcome"), "section"), told, self.new_button, self.open_button)
        self.add(self.connect_button, self.restore_button, self.demo_button)


def _heading() -> QHBoxLayout:
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(label(_("Shelter administration"), "section"))
    words.addWidget(label(_("Residents, beds, gate and nights of one house"), "muted"))
    line = QHBoxLayout()
    line.setSpacing(3 * theme.GRID)
    line.addWidget(IconLabel("house", "accent", 32), 0, Qt.AlignmentFlag.AlignVCenter)
    line.addLayout(words, 1)
    return line


def _centred(inner: QVBoxLayout) -> QHBoxLayout:
    line = QHBoxLayout()
    line.addStretch(1)
    line.addLayout(inner)
    line.addStretch(1)
    return line


def _sheet_of(card: QWidget) -> QWidget:
    sheet = card.parentWidget()
    return sheet if sheet is not None else card


def _at_top(*cards: QWidget) -> QWidget:
    """Let a card keep its own height on a taller sheet."""
    sheet = QWidget()
    sheet.setProperty("clear", "true")
    column = QVBoxLayout(sheet)
    column.setContentsMargins(0, 0, 0, 0)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    return sheet
