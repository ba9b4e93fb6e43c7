"""What a machine sees wrong in a window: words that are cut, parts that lie over each other or stick out.

A widget whose text is meant to be shortened says so by eliding it itself (its text then ends in "…") or by a tooltip
that holds all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QScrollBar,
    QSizeGrip,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

SLACK = 1
_BREAKS = re.compile(r"[\s/–-]+")  # where a line may end
_WHOLE = (QComboBox, QAbstractSpinBox, QLineEdit, QTabBar, QHeaderView, QAbstractButton)


def findings(window: QWidget) -> list[str]:
    """Everything wrong in what is shown now, one line each."""
    found: list[str] = []
    for widget in _shown(window):
        found += [f"{_name(widget)}: {wrong}" for wrong in _cut(widget)]
        found += [f"{_name(widget)}: {wrong}" for wrong in _sticks_out(widget)]
        found += [f"{_name(widget)}: {wrong}" for wrong in _overlaps(widget)]
    if (
        window.minimumSizeHint().width() > window.width() + SLACK
        or window.minimumSizeHint().height() > window.height() + SLACK
    ):
        found.append(f"window: needs {_size(window.minimumSizeHint())} and has {_size(window.size())}")
    return sorted(set(found))


def _shown(window: QWidget) -> Iterator[QWidget]:
    yield window
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and widget.window() is window and not widget.visibleRegion().isEmpty():
            yield widget


def _cut(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel):
        yield from _cut_label(widget)
    elif isinstance(widget, QPushButton | QCheckBox | QRadioButton | QToolButton):
        # A button may hold its words in labels of its own, which are looked at themselves.
        if widget.text() and widget.width() + SLACK < _needed(widget):
            yield f"words cut: {widget.text()!r} needs {_needed(widget)}, has {widget.width()}"
    elif isinstance(widget, QComboBox):
        yield from _cut_combo(widget)
    elif isinstance(widget, QTabBar):
        for tab in range(widget.count()):
            needed = widget.fontMetrics().horizontalAdvance(widget.tabText(tab))
            if widget.isTabVisible(tab) and widget.tabRect(tab).width() < needed:
                yield f"tab cut: {widget.tabText(tab)!r}"
    elif isinstance(widget, QHeaderView):
        yield from _cut_header(widget)
    elif isinstance(widget, QLineEdit) and not widget.text():
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText())
        if needed > widget.contentsRect().width() + SLACK:
            yield f"hint cut: {widget.placeholderText()!r} needs {needed}, has {widget.contentsRect().width()}"


def _needed(widget: QWidget) -> int:
    return widget.minimumSizeHint().width() if isinstance(widget, QPushButton) else widget.sizeHint().width()


def _cut_label(label: QLabel) -> Iterator[str]:
    text = label.text()
    if not text or not label.pixmap().isNull() or text in label.toolTip():
        return
    if label.textFormat() == Qt.TextFormat.RichText or (text.startswith("<") and text.endswith(">")):
        return
    room = label.contentsRect()
    if label.wordWrap():
        needed = label.heightForWidth(label.width())
        if needed > label.height() + 2 * SLACK:
            yield f"words cut below: {text[:60]!r} needs {needed}, has {label.height()}"
        longest = max((label.fontMetrics().horizontalAdvance(word) for word in _BREAKS.split(text)), default=0)
        if longest > room.width() + SLACK:
            yield f"word cut: {text[:60]!r} needs {longest}, has {room.width()}"
        return
    needed = max(label.fontMetrics().horizontalAdvance(line) for line in text.split("\n"))
    if needed > room.width() + SLACK:
        yield f"words cut: {text[:60]!r} needs {needed}, has {room.width()}"
    height = label.fontMetrics().height() * (text.count("\n") + 1)
    if height > room.height() + 3 * SLACK:
        yield f"words cut below: {text[:60]!r} needs {height}, has {room.height()}"


def _cut_combo(combo: QComboBox) -> Iterator[str]:
    option = QStyleOptionComboBox()
    option.initFrom(combo)
    room = combo.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, combo
    )
    needed = combo.fontMetrics().horizontalAdvance(combo.currentText())
    if needed > room.width() + SLACK and combo.currentText() not in combo.toolTip():
        yield f"choice cut: {combo.currentText()!r} needs {needed}, has {room.width()}"


def _cut_header(header: QHeaderView) -> Iterator[str]:
    model = header.model()
    if model is None or header.orientation() is not Qt.Orientation.Horizontal:
        return
    for section in range(header.count()):
        words = str(model.headerData(section, Qt.Orientation.Horizontal) or "")
        if words and not header.isSectionHidden(section):
            needed = max(header.fontMetrics().horizontalAdvance(line) for line in words.split("\n"))
            if header.sectionSize(section) < needed:
                yield f"heading cut: {words!r} needs {needed}, has {header.sectionSize(section)}"


def _sticks_out(widget: QWidget) -> Iterator[str]:
    """A part that reaches beyond what holds it is not seen whole; inside a scroll area one can go there."""
    holder = widget.parentWidget()
    if widget.isWindow() or holder is None or isinstance(holder, _WHOLE) or isinstance(widget, QScrollBar | QSizeGrip):
        return
    area = holder.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is holder:
        across = (
            isinstance(area, QScrollArea) and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if across and widget.width() > holder.width() + SLACK:
            yield f"wider than its scroll area: {widget.width()} in {holder.width()}"
        return
    if holder.layout() is None:
        return
    outside = widget.geometry()
    if not holder.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(outside):
        yield f"sticks out of {_name(holder)}: {_rect(outside)} in {_size(holder.size())}"


def _overlaps(holder: QWidget) -> Iterator[str]:
    """Parts that a layout placed and that lie over each other."""
    if holder.layout() is None or isinstance(holder, (*_WHOLE, QAbstractItemView)):
        return
    placed = [part for part in _in_layout(holder) if part.isVisible()]
    for one, other in combinations(placed, 2):
        common = one.geometry().intersected(other.geometry())
        if common.width() > SLACK and common.height() > SLACK:
            yield f"{_name(one)} lies over {_name(other)} at {_rect(common)}"


def _in_layout(holder: QWidget) -> list[QWidget]:
    waiting: list[QLayout | None] = [holder.layout()]
    found: list[QWidget] = []
    while waiting:
        layout = waiting.pop()
        for number in range(layout.count() if layout is not None else 0):
            item = layout.itemAt(number) if layout is not None else None
            part = item.widget() if item is not None else None
            if part is not None:
                found.append(part)
            elif item is not None and item.layout() is not None:
                waiting.append(item.layout())
    return found


def _name(widget: QWidget) -> str:
    own = widget.accessibleName() or widget.objectName()
    place = widget.mapTo(widget.window(), QPoint(0, 0))
    kind = type(widget).__name__
    return f"{kind} {own!r} at {place.x()},{place.y()}" if own else f"{kind} at {place.x()},{place.y()}"


def _rect(rect: QRect) -> str:
    return f"{rect.x()},{rect.y()} {rect.width()}×{rect.height()}"


def _size(size: object) -> str:
    return f"{size.width()}×{size.height()}"  # type: ignore[attr-defined]
