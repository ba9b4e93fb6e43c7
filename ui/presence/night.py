"""Which roll-call: the night, its kind, and the figures that open the lists behind them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QDateEdit, QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QWidget

from shelter_admin.domain.presence import AWAY, MISSING, PRESENT, RollCallKind, RollCallLine, RollCallSheet
from shelter_admin.domain.wording import day_and_date, number
from shelter_admin.domain.words import _, p_
from ui.kit import icons
from ui.kit.widgets import Chips, label

ALL = "all"
PRESENT_ONES = "present"
AWAY_ONES = "away"
MISSING_ONES = "missing"
UNMARKED = "unmarked"
DIFFERENCE = "difference"
_KEY = Qt.ItemDataRole.UserRole
_GROUPS = {PRESENT_ONES: PRESENT, AWAY_ONES: AWAY, MISSING_ONES: MISSING}


def lines_of(sheet: RollCallSheet, which: str) -> tuple[RollCallLine, ...]:
    """The list behind a figure."""
    lists = {
        UNMARKED: lambda: tuple(line for line in sheet.lines if line.mark is None),
        DIFFERENCE: lambda: sheet.difference,
    }
    if which in _GROUPS:
        return tuple(line for line in sheet.lines if line.mark in _GROUPS[which])
    return lists[which]() if which in lists else sheet.lines


def figures(sheet: RollCallSheet) -> list[tuple[str, str]]:
    """The figures as choices: each opens its list."""
    counts = sheet.counts
    return [
        (ALL, _("{count} on the books").format(count=number(counts.on_books))),
        (PRESENT_ONES, _("{count} in bed").format(count=number(counts.present))),
        (AWAY_ONES, _("{count} away").format(count=number(counts.away))),
        (MISSING_ONES, _("{count} missing").format(count=number(counts.missing))),
        (UNMARKED, _("{count} not marked").format(count=number(counts.unmarked))),
        (DIFFERENCE, _("{count} on the books, not in bed").format(count=number(len(sheet.difference)))),
    ]


def progress(sheet: RollCallSheet) -> list[tuple[str, str]]:
    """Every wisma as a choice, with how many of its people are marked."""
    marked: dict[str, int] = {}
    people: dict[str, int] = {}
    for line in sheet.lines:
        people[line.wisma] = people.get(line.wisma, 0) + 1
        marked[line.wisma] = marked.get(line.wisma, 0) + (line.mark is not None)
    done = sum(marked.values())
    made = [(ALL, f"{done}/{len(sheet.lines)}  {p_('every wisma', 'All')}")]
    for wisma, count in people.items():
        sign = " ✓" if marked[wisma] == count else ""
        made.append((f"wisma:{wisma}", f"{marked[wisma]}/{count}{sign}  {wisma or _('No bed')}"))
    return made if len(people) > 1 else made[:1]


class Wismas(QListWidget):
    """Every wisma with how many of its people are marked, the whole house first; ``chosen`` tells the key."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Wisma"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(lambda _row: self.chosen.emit(self.key()))

    def offer(self, choices: Sequence[tuple[str, str]]) -> None:
        """Show these choices as (key, words), keeping the one that holds."""
        held = self.key()
        self.blockSignals(True)
        if [self.item(at).data(_KEY) for at in range(self.count())] != [key for key, _words in choices]:
            self.clear()
            for key, _words in choices:
                self.addItem(_item(key))
        for at, (_key, words) in enumerate(choices):
            self.item(at).setText(words)
        self.blockSignals(False)
        self.choose(held)

    def key(self) -> str:
        """The choice that holds."""
        item = self.currentItem()
        return str(item.data(_KEY)) if item is not None else ALL

    def choose(self, key: str) -> None:
        """Hold another choice without telling; an unknown one is the whole house."""
        self.blockSignals(True)
        keys = [self.item(at).data(_KEY) for at in range(self.count())]
        self.setCurrentRow(keys.index(key) if key in keys else 0)
        self.blockSignals(False)


def _item(key: str) -> QListWidgetItem:
    made = QListWidgetItem()
    made.setData(_KEY, key)
    return made


class NightChooser(QWidget):
    """Which night and kind; ``chosen`` tells when another one is wanted."""

    chosen = Signal()

    def __init__(self, running: date, *, with_morning: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.night = running
        self._running = running
        self.date = QDateEdit()
        self.date.setDisplayFormat("dd-MM-yyyy")
        self.date.setCalendarPopup(True)
        self.date.setAccessibleName(_("Night of"))
        self.date.setToolTip(_("The date on which the night shift starts"))
        self.date.setMaximumDate(QDate(running.year, running.month, running.day))
        self.earlier = self._arrow("chevron-left", _("The night before"), -1)
        self.later = self._arrow("chevron-right", _("The night after"), 1)
        self.day = label("", "strong")
        self.kinds = Chips([(RollCallKind.MALAM.value, _("Night")), (RollCallKind.PAGI.value, _("Morning"))])
        self.kinds.setVisible(with_morning)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.earlier, self.date, self.later, self.day, self.kinds):
            row.addWidget(part)
        row.insertSpacing(3, 4)
        row.insertSpacing(5, 8)
        self._show()
        self.date.dateChanged.connect(lambda day: self.go_to(day.toPython()))
        self.kinds.chosen.connect(lambda _key: self.chosen.emit())

    def _arrow(self, icon: str, words: str, by: int) -> QToolButton:
        made = QToolButton()
        made.setIcon(icons.icon(icon, "text", 18))
        made.setToolTip(words)
        made.setAccessibleName(words)
        made.clicked.connect(lambda _checked=False: self.go_to(self.night + timedelta(days=by)))
        return made

    @property
    def kind(self) -> RollCallKind:
        """Which roll-call of the date."""
        return RollCallKind(self.kinds.key() or RollCallKind.MALAM.value)

    @property
    def is_running(self) -> bool:
        """Say whether the running night is chosen."""
        return self.night == self._running

    def run_on(self, running: date) -> None:
        """The running night may have become another one; who looked at the old one goes along."""
        if running != self._running:
            along = self.is_running
            self._running = running
            self.date.setMaximumDate(QDate(running.year, running.month, running.day))
            if along:
                self.night = running
            self._show()

    def go_to(self, night: date) -> None:
        """Choose another night, not one that has not begun."""
        wanted = min(night, self._running)
        if wanted != self.night:
            self.night = wanted
            self._show()
            self.chosen.emit()

    def _show(self) -> None:
        self.date.blockSignals(True)
        self.date.setDate(QDate(self.night.year, self.night.month, self.night.day))
        self.date.blockSignals(False)
        self.day.setText(day_and_date(self.night).partition(",")[0])
        self.later.setEnabled(not self.is_running)
