"""Every colour, size and type of the screens in one place, light and dark. Widgets never name a colour themselves."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from string import Template
from typing import Final, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from ui.kit.rubbish import left_alone

RESOURCES: Final = Path(__file__).resolve().parents[2] / "resources"
FONTS: Final = ("NotoSans-Regular.ttf", "NotoSans-SemiBold.ttf", "NotoSans-Bold.ttf")
FAMILY: Final = "Noto Sans"
GRID: Final = 4
MARGIN: Final = 24
ROW: Final = 32
BODY_POINTS: Final = 10.5
SMALL_POINTS: Final = 9.0
_PROPERTY: Final = "shelter_theme"


@dataclass(frozen=True, slots=True)
class Palette:
    """The tokens of one theme. The soft ones lie under words of their own colour."""

    background: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_soft: str
    accent_hover: str
    ok: str
    ok_soft: str
    attention: str
    attention_soft: str
    danger: str
    danger_soft: str
    info: str
    info_soft: str
    neutral_soft: str
    hover: str


LIGHT: Final = Palette(
    background="#F7F8FA",
    surface="#FFFFFF",
    text="#1B2430",
    muted="#5A6675",
    line="#DDE2E8",
    accent="#0F6E84",
    on_accent="#FFFFFF",
    accent_soft="#E2F0F3",
    accent_hover="#0C5C6F",
    ok="#187544",
    ok_soft="#E1F3E8",
    attention="#8A5000",
    attention_soft="#FCEFD9",
    danger="#B3261E",
    danger_soft="#FBE6E4",
    info="#2F5FA8",
    info_soft="#E5EDF9",
    neutral_soft="#EEF1F4",
    hover="#F1F4F7",
)
DARK: Final = Palette(
    background="#14171C",
    surface="#1C2128",
    text="#E6EAF0",
    muted="#9AA7B5",
    line="#2E3640",
    accent="#4FB3C8",
    on_accent="#0B1D22",
    accent_soft="#17333A",
    accent_hover="#6CC4D6",
    ok="#56C48A",
    ok_soft="#16301F",
    attention="#E5A84B",
    attention_soft="#38290F",
    danger="#F2837C",
    danger_soft="#3D1A18",
    info="#8AB0EE",
    info_soft="#1B2A45",
    neutral_soft="#252C35",
    hover="#232A33",
)


class Theme(QObject):
    """The theme of the running program; ``changed`` asks painted widgets to paint again."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.dark = False
        self.palette = LIGHT

    def use(self, *, dark: bool) -> None:
        """Show everything in light or dark from now on."""
        self.dark, self.palette = dark, DARK if dark else LIGHT
        app = cast("QApplication", self.parent())
        with left_alone():
            app.setPalette(_qt_palette(self.palette))
            app.setStyleSheet(sheet(self.palette))
            self.changed.emit()


def install(app: QApplication, *, dark: bool = False) -> Theme:
    """Give the program its type and theme; to be called once, before the first window."""
    for name in FONTS:
        QFontDatabase.addApplicationFont(str(RESOURCES / "fonts" / name))
    app.setStyle("Fusion")
    app.setFont(font())
    theme = Theme(app)
    app.setProperty(_PROPERTY, theme)
    theme.use(dark=dark)
    return theme


def follows_system_dark(app: QApplication) -> bool:
    """Say whether the desktop asks for dark."""
    return app.styleHints().colorScheme() == Qt.ColorScheme.Dark


def current() -> Theme:
    """The theme of the running program."""
    app = cast("QApplication", QApplication.instance())
    theme = app.property(_PROPERTY)
    return theme if isinstance(theme, Theme) else install(app)


def colour(token: str) -> QColor:
    """The colour of a token in the theme in use."""
    return QColor(getattr(current().palette, token))


def font(points: float = BODY_POINTS, *, strong: bool = False) -> QFont:
    """The one family, in one of the sizes of the type scale."""
    made = QFont(FAMILY)
    made.setPointSizeF(points)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made


def _qt_palette(tokens: Palette) -> QPalette:
    made = QPalette()
    for role, token in (
        (QPalette.ColorRole.Window, tokens.background),
        (QPalette.ColorRole.WindowText, tokens.text),
        (QPalette.ColorRole.Base, tokens.surface),
        (QPalette.ColorRole.AlternateBase, tokens.background),
        (QPalette.ColorRole.Text, tokens.text),
        (QPalette.ColorRole.Button, tokens.surface),
        (QPalette.ColorRole.ButtonText, tokens.text),
        (QPalette.ColorRole.Highlight, tokens.accent),
        (QPalette.ColorRole.HighlightedText, tokens.on_accent),
        (QPalette.ColorRole.PlaceholderText, tokens.muted),
        (QPalette.ColorRole.ToolTipBase, tokens.surface),
        (QPalette.ColorRole.ToolTipText, tokens.text),
        (QPalette.ColorRole.Link, tokens.accent),
    ):
        made.setColor(role, QColor(token))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.muted))
    return made


def sheet(tokens: Palette) -> str:
    """The style sheet of a theme, made from its tokens; the small drawings in it lie beside it, one set a theme."""
    template = Template((RESOURCES / "theme" / "sheet.qss").read_text(encoding="utf-8"))
    art = RESOURCES / "theme" / ("dark" if tokens is DARK else "light")
    return template.substitute(asdict(tokens), art=art.as_posix())
