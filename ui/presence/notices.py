"""What needs an eye on the roll-call: lines across the page, each with the button that puts it right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from shelter_admin.domain.presence import Correction, Mark
from shelter_admin.domain.settings import Panti
from shelter_admin.domain.wording import date_and_clock
from shelter_admin.domain.words import _
from ui.kit.widgets import Banner, button, label

Act = tuple[str, Callable[[], None]]


@dataclass(frozen=True)
class Notice:
    """One line: attention, danger or info; words; and what can be done about it."""

    kind: str
    words: str
    acts: tuple[Act, ...] = ()


class Notices(QWidget):
    """The lines, one below the other; none takes no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._shown: list[Notice] = []
        self._banners: list[Banner] = []
        self._buttons: list[list[QPushButton]] = []
        self.hide()

    @property
    def words(self) -> list[str]:
        """What is said now."""
        return [notice.words for notice in self._shown]

    def acts(self, at: int) -> list[QPushButton]:
        """The buttons of one line."""
        return self._buttons[at]

    def press_first(self) -> None:
        """Do the first act there is, as its key does."""
        first = next((made[0] for made in self._buttons if made), None)
        if first is not None:
            first.click()

    def say(self, notices: Sequence[Notice]) -> None:
        """Say these and nothing else."""
        for banner in self._banners:
            self._column.removeWidget(banner)
            banner.hide()
            banner.deleteLater()
        self._shown, self._banners, self._buttons = list(notices), [], []
        for notice in notices:
            banner = Banner(notice.kind, notice.words)
            made = [button(words, act) for words, act in notice.acts]
            for offered in made:
                if not any(self._buttons) and offered is made[0]:
                    banner.row.addWidget(_key_of(offered))
                banner.row.addWidget(offered)
            self._buttons.append(made)
            self._column.addWidget(banner)
            self._banners.append(banner)
        self.setVisible(bool(notices))


def _key_of(first: QPushButton) -> QLabel:
    """The key that does the first act, beside its button."""
    made = label("F4")
    made.setProperty("key", "true")
    made.setFixedHeight(20)
    first.setToolTip("F4")
    return made


def told(correction: Correction, panti: Panti) -> str:
    """One correction in a line."""
    when = date_and_clock(correction.at.astimezone(panti.zone.offset))
    was = correction.mark.value if isinstance(correction.mark, Mark) else "—"
    words = _("{when} · {who}: {name} was {mark} — {reason}")
    return words.format(when=when, who=correction.by, name=correction.name, mark=was, reason=correction.reason)
