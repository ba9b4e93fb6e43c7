"""Which class and which month."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from shelter_admin.domain.accounts import Right, Role
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.wording import month_and_year
from shelter_admin.domain.words import _
from ui.kit import theme
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import button, label

GAP = 8
WIDEST = 210
EDGES = 28
LEAST = 160


def runs(front: FrontDesk, batch: BatchLine | None) -> bool:
    """Say whether who sits here may mark this class: an own one, or any for the head and a deputy."""
    staff, today = front.staff, front.desk.today
    if batch is None or batch.own:
        return staff.may(Right.RUN_CLASS, today)
    return replace(staff, roles=staff.roles - {Role.INSTRUKTUR}).may(Right.RUN_CLASS, today)


class ClassChooser(QWidget):
    """The classes as buttons, one's own first; those without room stand in a list. ``chosen`` tells the batch."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.classes: tuple[BatchLine, ...] = ()
        self.batch_id = ""
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(GAP)
        self.others = button(_("Other classes"), self._show_others, icon="chevron-down")
        self.others.hide()
        self._row.addWidget(self.others)
        self._row.addStretch(1)
        self.setAccessibleName(_("Classes"))

    def offer(self, classes: Sequence[BatchLine]) -> None:
        """Show these classes, keeping the one that is open."""
        known = {one.batch_id for one in classes}
        self.classes = tuple(classes)
        self.batch_id = self.batch_id if self.batch_id in known else (classes[0].batch_id if classes else "")
        self._fill()

    def choose(self, batch_id: str) -> bool:
        """Open another class without telling; says whether it is one of these."""
        found = any(one.batch_id == batch_id for one in self.classes)
        if found:
            self.batch_id = batch_id
            self._fill()
        return found

    @property
    def batch(self) -> BatchLine | None:
        """The class that is open."""
        return next((one for one in self.classes if one.batch_id == self.batch_id), None)

    def _fill(self) -> None:
        shown = self._fitting()
        for key, old in list(self._buttons.items()):
            self._group.removeButton(old)
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
            del self._buttons[key]
        for at, batch in enumerate(shown):
            made = self._button(batch)
            self._group.addButton(made)
            self._row.insertWidget(at, made)
            self._buttons[batch.batch_id] = made
        self.others.setVisible(len(self.classes) > len(shown))

    def _fitting(self) -> list[BatchLine]:
        """As many classes as there is room for, the open one always among them."""
        if sum(_wide(_short(batch)) + GAP for batch in self.classes) <= max(LEAST, self.width()):
            return list(self.classes)
        room = max(LEAST, self.width()) - self.others.sizeHint().width() - GAP
        open_one = self.batch
        shown: list[BatchLine] = []
        for batch in sorted(self.classes, key=lambda one: one is not open_one):
            room -= _wide(_short(batch)) + GAP
            if shown and room < 0:
                break
            shown.append(batch)
        return sorted(shown, key=self.classes.index)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(LEAST, super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        """Another width has room for other classes; the same ones stay as they are."""
        if [one.batch_id for one in self._fitting()] != list(self._buttons):
            self._fill()

    def _button(self, batch: BatchLine) -> QPushButton:
        words, short = batch.title, _short(batch)
        made = QPushButton(short, self)
        made.setProperty("kind", "chip")
        made.setCheckable(True)
        made.setChecked(batch.batch_id == self.batch_id)
        made.setAccessibleName(words)
        made.setToolTip(words if short != words else "")
        made.setMinimumWidth(_wide(short))
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        made.clicked.connect(lambda _checked=False, key=batch.batch_id: self._choose(key))
        return made

    def _choose(self, batch_id: str) -> None:
        self.choose(batch_id)
        self.chosen.emit(batch_id)

    def _show_others(self) -> None:
        menu = QMenu(self)
        for batch in self.classes:
            act = menu.addAction(batch.title)
            act.triggered.connect(lambda _checked=False, key=batch.batch_id: self._choose(key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.others.mapToGlobal(self.others.rect().bottomLeft()))


def _short(batch: BatchLine) -> str:
    metrics = QFontMetrics(theme.font(strong=True))
    return metrics.elidedText(batch.title, Qt.TextElideMode.ElideMiddle, WIDEST - EDGES)


def _wide(words: str) -> int:
    return QFontMetrics(theme.font(strong=True)).horizontalAdvance(words) + EDGES


class MonthChooser(QWidget):
    """Which month; ``chosen`` tells when another one is wanted. Ctrl+Page Up and Page Down go too."""

    chosen = Signal()

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = today.replace(day=1)
        self.earlier = self._arrow("chevron-left", _("The month before (Ctrl+Page Up)"), "Ctrl+PgUp", -1)
        self.later = self._arrow("chevron-right", _("The month after (Ctrl+Page Down)"), "Ctrl+PgDown", 1)
        self.words = label("", "strong")
        widest = max(QFontMetrics(theme.font(strong=True)).horizontalAdvance(month_and_year(date(2026, month, 1)))
                     for month in range(1, 13))  # fmt: skip
        self.words.setMinimumWidth(widest + 4)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for part in (self.earlier, self.words, self.later):
            row.addWidget(part)
        self._show()

    @property
    def last(self) -> date:
        """The last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    def go_to(self, day: date) -> None:
        """Choose the month of a day without telling."""
        self.first = day.replace(day=1)
        self._show()

    def _arrow(self, icon: str, words: str, keys: str, by: int) -> QPushButton:
        made = button("", lambda: self._move(by), kind="quiet", icon=icon, tip=words)
        made.setShortcut(keys)
        return made

    def _move(self, by: int) -> None:
        self.go_to(self.last + timedelta(days=1) if by > 0 else self.first - timedelta(days=1))
        self.chosen.emit()

    def _show(self) -> None:
        self.words.setText(month_and_year(self.first))
        self.setAccessibleName(_("Month: {month}").format(month=month_and_year(self.first)))
