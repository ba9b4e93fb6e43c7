"""What somebody chose for this computer rather than for the panti: theme, language, the stores opened last."""

from __future__ import annotations

from typing import Final, cast

from PySide6.QtCore import QObject, QSettings, Qt, Signal
from PySide6.QtWidgets import QApplication

from shelter_admin.domain.words import ENGLISH, INDONESIAN
from ui.kit import theme

SYSTEM: Final = "system"
LIGHT: Final = "light"
DARK: Final = "dark"
RECENT: Final = 8
_PROPERTY: Final = "shelter_preferences"


class Preferences(QObject):
    """Kept in the user's own settings file. ``language_changed`` asks the window to speak anew."""

    language_changed = Signal(str)
    theme_changed = Signal(str)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        app.styleHints().colorSchemeChanged.connect(self._system_changed)

    @property
    def theme(self) -> str:
        """``system``, ``light`` or ``dark``."""
        kept = str(_settings().value("theme", SYSTEM))
        return kept if kept in {SYSTEM, LIGHT, DARK} else SYSTEM

    @property
    def language(self) -> str:
        """``id`` unless English was chosen."""
        return ENGLISH if _settings().value("language", INDONESIAN) == ENGLISH else INDONESIAN

    @property
    def dark(self) -> bool:
        """Say whether the chosen theme is dark just now."""
        return self.theme == DARK or (self.theme == SYSTEM and theme.follows_system_dark(self._app))

    def choose_theme(self, choice: str) -> None:
        """Keep the choice and show it at once."""
        _settings().setValue("theme", choice)
        theme.current().use(dark=self.dark)
        self.theme_changed.emit(choice)

    def choose_language(self, language: str) -> None:
        """Keep the choice; who shows words hears of it."""
        if language != self.language:
            _settings().setValue("language", language)
            self.language_changed.emit(language)

    @property
    def recent_stores(self) -> list[str]:
        """The stores opened last, the newest first."""
        kept = _settings().value("stores", [])
        return [kept] if isinstance(kept, str) else [str(path) for path in cast("list[object]", kept or [])]

    def remember_store(self, path: str) -> None:
        """Put a store at the head of the recent ones."""
        others = [known for known in self.recent_stores if known != path]
        _settings().setValue("stores", [path, *others][:RECENT])

    def last_user(self, path: str) -> str:
        """Who signed in last at this store, so that only the password is left to type."""
        return str(_settings().value(f"users/{_plain(path)}", ""))

    def remember_user(self, path: str, user: str) -> None:
        """Keep who signed in last at this store."""
        _settings().setValue(f"users/{_plain(path)}", user)

    @property
    def scan_folder(self) -> str:
        """The folder in which this computer's scanner or telephone puts its files; empty where none was chosen."""
        return str(_settings().value("scan_folder", ""))

    def choose_scan_folder(self, folder: str) -> None:
        """Keep the folder; empty watches none any more."""
        _settings().setValue("scan_folder", folder)

    def _system_changed(self, _scheme: Qt.ColorScheme) -> None:
        if self.theme == SYSTEM:
            theme.current().use(dark=self.dark)


def current() -> Preferences:
    """The preferences of the running program."""
    app = cast("QApplication", QApplication.instance())
    kept = app.property(_PROPERTY)
    if isinstance(kept, Preferences):
        return kept
    made = Preferences(app)
    app.setProperty(_PROPERTY, made)
    return made


def _settings() -> QSettings:
    return QSettings("shelter-admin", "shelter-admin")


def _plain(path: str) -> str:
    """A path as a settings key, which may hold no stroke."""
    return path.replace("/", "|").replace("\\", "|")
