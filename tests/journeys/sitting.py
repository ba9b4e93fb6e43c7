"""Somebody at the window: clicks what can be seen, types where the cursor is, reads what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from shelter_admin.domain.words import _
from tests.people import PASSWORD, FixedClock
from ui.kit.form import ChoiceField, Field
from ui.kit.page import Page
from ui.window.program import Program
from ui.window.window import MainWindow

PATIENCE = 10_000


class Hands:
    """What a person does with keys and mouse, and the window that is in front."""

    def __init__(self, qtbot: Any, program: Program, clock: FixedClock) -> None:
        self.qtbot, self.program, self.clock = qtbot, program, clock

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None, "nobody is signed in"
        return self.program.window

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=PATIENCE)

    def settle(self) -> None:
        """Wait until nothing is under way."""
        self.wait(lambda: self.program.tasks.idle)

    def mouse(self, widget: QWidget) -> None:
        self.wait(lambda: widget.isVisible() and widget.isEnabled())
        self.be_there()
        self.qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)

    def press(
        self,
        key: Qt.Key,
        widget: QWidget | None = None,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        self.be_there()
        self.qtbot.keyClick(widget or self.focus(), key, modifiers)

    def keys(self, text: str, widget: QWidget | None = None) -> None:
        self.qtbot.keyClicks(widget or self.focus(), text)

    def focus(self) -> QWidget:
        self.be_there()
        found = QApplication.focusWidget()
        assert found is not None, "the cursor is nowhere"
        return found

    def be_there(self) -> None:
        """Have what is in front active: without a screen nobody else gives it the keyboard when a window goes."""
        front = self.in_front().window()
        if not front.isActiveWindow():
            front.activateWindow()
            self.wait(front.isActiveWindow)

    def dialog(self) -> QDialog:
        """The dialog in front."""
        self.wait(self.dialogs)
        return self.dialogs()[-1]

    def dialogs(self) -> list[QDialog]:
        return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]

    def in_front(self) -> QWidget:
        open_ones = self.dialogs()
        if open_ones:
            return open_ones[-1]
        return self.program.window or self.program.login


class Sitting(Hands):
    """One person at the program, with the clock on the wall."""

    def page(self) -> Any:
        found = self.window.seat.current()
        assert isinstance(found, Page)
        return found

    def sign_in(self, user: str, password: str = PASSWORD) -> None:
        card = self.program.login.sign_in
        card.user.line.clear()
        self.qtbot.keyClicks(card.user.line, user)
        self.press(Qt.Key.Key_Return, card.user.line)
        self.qtbot.keyClicks(card.password.line, password)
        self.press(Qt.Key.Key_Return, card.password.line)
        self.wait(lambda: self.program.window is not None and self.window.isVisible())
        self.settle()
        self.be_there()

    def change_user(self, user: str) -> None:
        """Through the menu at the name, then a password: nobody closes anything."""
        self.mouse(self.window.frame.sidebar.seat)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        (action,) = [one for one in menu.actions() if one.text() == _("Change user…")]
        menu.close()
        action.trigger()
        self.be_there()
        screen = self.window.locking.screen
        self.qtbot.keyClicks(screen.user.line, user)
        self.qtbot.keyClicks(screen.password.line, PASSWORD)
        self.press(Qt.Key.Key_Return, screen.password.line)
        self.wait(lambda: not self.window.locking.locked and self.window.frame.isVisible())
        self.settle()
        assert self.window.seat.front.staff.user == user

    def go(self, key: str) -> Any:
        """Click a page in the sidebar."""
        self.mouse(self.window.frame.sidebar.buttons[key])
        self.settle()
        assert self.page().key == key
        return self.page()

    def buttons(self, words: str) -> list[QAbstractButton]:
        found = self.in_front().findChildren(QAbstractButton)
        return [one for one in found if one.isVisible() and one.text() == words]

    def click(self, words: str) -> None:
        """Click the button that says this (in English; it is looked for in the language in use)."""
        said = _(words)
        self.wait(lambda: self.buttons(said))
        found = self.buttons(said)
        assert len(found) == 1, f"{len(found)} buttons say {said}"
        self.mouse(found[0])
        self.settle()

    def field(self, name: str) -> Field:
        """The field of that name in what is in front."""
        fields = [one for one in self.in_front().findChildren(QWidget) if isinstance(one, Field) and one.isVisible()]
        found = [one for one in fields if one.name == name]
        assert len(found) == 1, f"{len(found)} fields are called {name}"
        return found[0]

    def fill(self, name: str, text: str) -> None:
        """Type into a field, over what stood there."""
        editor = self.field(name).editor
        assert isinstance(editor, QLineEdit | QPlainTextEdit)
        editor.setFocus()
        editor.selectAll()
        self.press(Qt.Key.Key_Delete, editor)
        self.keys(text, editor)

    def choose(self, name: str, beginning: str) -> str:
        """Choose the first entry of a list that begins so, by the keyboard; gives the words chosen."""
        self.settle()
        field = self.field(name)
        assert isinstance(field, ChoiceField)
        combo = field.combo
        words = [combo.itemText(at) for at in range(combo.count())]
        wanted = next(at for at, entry in enumerate(words) if entry.startswith(beginning))
        combo.setFocus()
        while combo.currentIndex() != wanted:
            self.press(Qt.Key.Key_Down if combo.currentIndex() < wanted else Qt.Key.Key_Up, combo)
        return words[wanted]

    def told(self, within: QWidget | None = None) -> str:
        """Everything that can be read there."""
        return "\n".join(texts(within or self.in_front()))


def texts(widget: QWidget) -> Iterator[str]:
    """Every word shown in a widget, tables and fields included."""
    for one in [widget, *widget.findChildren(QWidget)]:
        if isinstance(one, QLabel | QAbstractButton | QLineEdit):
            yield one.text()
        elif isinstance(one, QPlainTextEdit):
            yield one.toPlainText()
        elif isinstance(one, QAbstractItemView) and (model := one.model()) is not None:
            for row in range(model.rowCount()):
                columns = range(model.columnCount()) if isinstance(one, QTableView) else range(1)
                yield " | ".join(str(model.index(row, at).data()) for at in columns)
        yield one.accessibleName()
        yield one.accessibleDescription()
        yield one.toolTip()
