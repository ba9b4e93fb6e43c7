"""What the frame opens: the user's menu, the search over everything, the list of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.residents import ResidentLine
from shelter_admin.domain.words import _
from shelter_admin.operations.residents import FindResidents
from ui.kit import preferences
from ui.kit.palette import Found, SearchPalette
from ui.kit.shortcuts import ShortcutsSheet
from ui.window.outline import Outline

MOST_PEOPLE = 8
LANGUAGES = (("id", "Bahasa Indonesia"), ("en", "English"))


def user_menu(window: Outline, parent: QWidget) -> QMenu:
    """Change user, lock, language, theme, close."""
    menu = QMenu(parent)
    menu.addAction(_("Change user…"), window.change_user)
    menu.addAction(_("Lock the screen") + "\tCtrl+L", window.lock_now)
    menu.addSeparator()
    own = preferences.current()
    themes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
    _choices(menu.addMenu(_("Theme")), themes, own.theme, own.choose_theme)
    _choices(menu.addMenu(_("Language")), LANGUAGES, own.language, own.choose_language)
    menu.addSeparator()
    menu.addAction(_("Close the program"), window.close)
    return menu


def _choices(menu: QMenu, choices: Sequence[tuple[str, str]], held: str, choose: Callable[[str], None]) -> None:
    group = QActionGroup(menu)
    for key, words in choices:
        action = menu.addAction(words, lambda chosen=key: choose(chosen))  # type: ignore[misc]
        action.setCheckable(True)
        action.setChecked(key == held)
        group.addAction(action)


def jump(window: Outline) -> SearchPalette:
    """Open the search over people, pages and acts."""
    front = window.seat.front
    people = (lambda typed, got: _ask_people(window, typed, got)) if front.may(Right.SEE_RESIDENTS) else None
    palette = SearchPalette([*_pages(window), *_acts(window)], people, window)
    palette.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    palette.open()
    return palette


def show_keys(window: Outline) -> None:
    """Open the list of keys."""
    sheet = ShortcutsSheet(parent=window)
    sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    sheet.open()


def _pages(window: Outline) -> Iterator[Found]:
    for spec in window.seat.specs:
        yield Found(_(spec.title), _("page"), spec.icon, lambda key=spec.key: window.go(key))  # type: ignore[misc]
        for words, what in spec.load().places_for(window.seat.front):
            yield Found(_(words), _(spec.title), spec.icon, lambda k=spec.key, w=what: window.go(k, w))  # type: ignore[misc]


def _acts(window: Outline) -> Iterator[Found]:
    act = _("act")
    step = window.seat.front.undoable()
    if step is not None:
        yield Found(_("Undo: {what}").format(what=_(step.name)), act, "undo-2", window.undo)
    for spec in window.seat.specs:
        for words, method in spec.load().acts_for(window.seat.front):
            yield Found(_(words), act, spec.icon, lambda s=spec, m=method: _do(window, s.key, m))  # type: ignore[misc]
    yield Found(_("Lock the screen"), act, "lock", window.lock_now)
    yield Found(_("Change user…"), act, "users", window.change_user)
    yield Found(_("Help for this page"), act, "circle-help", window.show_help)
    yield Found(_("Shortcuts"), act, "keyboard", lambda: show_keys(window))
    own = preferences.current()
    dark = own.dark
    other = next(each for each in LANGUAGES if each[0] != own.language)
    yield Found(other[1], act, "languages", lambda: own.choose_language(other[0]))
    yield Found(
        _("Use the light theme") if dark else _("Use the dark theme"),
        act,
        "sun" if dark else "moon",
        lambda: own.choose_theme("light" if dark else "dark"),
    )


def _do(window: Outline, key: str, method: str) -> None:
    window.go(key)
    page = window.seat.pages.get(key)
    if page is not None:
        getattr(page, method)()


def _ask_people(window: Outline, typed: str, got: Callable[[Sequence[Found]], None]) -> None:
    def found(lines: tuple[ResidentLine, ...]) -> None:
        got([_person(window, line) for line in lines])

    window.seat.front.ask(FindResidents(typed, limit=MOST_PEOPLE), window, found, lambda _failure: True)


def _person(window: Outline, line: ResidentLine) -> Found:
    beside = " · ".join(part for part in (line.number, line.bed) if part)
    return Found(line.name, beside or _("person"), "user", lambda: window.go("residents", line.person_id))
