"""Today's classes: hour, programme, how many are marked, and the button that opens the sheet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.training import ClassToday
from shelter_admin.domain.wording import number
from shelter_admin.domain.words import _
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, Pill, ShortLabel, button, label, rule


class ClassesCard(Card):
    """A line for each class of the day; one click opens its sheet with the cursor on the first missing mark."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("Classes today"), parent)
        self._front = front
        self.all = button(_("Training"), lambda: front.go.emit("training", ""), kind="link")
        self.head.addWidget(self.all)
        self._shown: QWidget | None = None
        self.hide()

    def show_classes(self, classes: Sequence[ClassToday] | None) -> None:
        """Show these; None is for whoever sees no classes."""
        if self._shown is not None:
            self.body.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
            self._shown = None
        self.setVisible(classes is not None)
        if classes is not None:
            self._shown = self._list(classes)
            self.body.addWidget(self._shown)

    def _list(self, classes: Sequence[ClassToday]) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        if not classes:
            column.addWidget(label(_("No class meets today."), "muted", wrap=True))
        for at, one in enumerate(classes):
            if at:
                column.addWidget(rule())
            column.addWidget(self._line(one))
        return made

    def _line(self, one: ClassToday) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(ShortLabel(one.program, "strong"))
        beside = " · ".join(
            part for part in (one.starts_at.replace(":", "."), one.batch, one.off, one.cancelled) if part
        )
        if beside:
            words.addWidget(ShortLabel(beside, "small"))
        line.addLayout(words, 1)
        said, kind = state_of(one)
        line.addWidget(Pill(said, kind), 0, Qt.AlignmentFlag.AlignVCenter)
        marks = self._front.may(Right.RUN_CLASS) and one.closed_by is None and not one.off and not one.cancelled
        act = button(
            _("Fill in") if marks else _("Open"),
            lambda: self._front.go.emit("training", one.batch_id),
            kind="primary" if marks and one.marked < one.people else "",
        )
        act.setAccessibleName(f"{act.text()}: {one.program} {one.batch}")
        line.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        made.setAccessibleName(f"{one.program} {one.batch}, {beside}: {said}")
        return made


def state_of(one: ClassToday) -> tuple[str, str]:
    """How far the class is, as (words, kind)."""
    of = _("{marked} of {people}").format(marked=number(one.marked), people=number(one.people))
    if one.off and not one.opened:
        return _("holiday"), "neutral"
    if one.cancelled:
        return _("cancelled"), "neutral"
    if one.closed_by is not None:
        blank = one.people - one.marked
        not_marked = _("{count} not marked").format(count=number(blank))
        return (f"▲ {not_marked}", "attention") if blank > 0 else (f"✓ {of}", "ok")
    if not one.marked:
        return _("▲ not filled in"), "attention"
    return (of, "info") if one.marked >= one.people else (f"▲ {of}", "attention")
