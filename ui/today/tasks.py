"""What has to be done today: a sign, one sentence, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.domain.wording import clock, date_and_clock, short_date
from shelter_admin.domain.words import _, n_
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, Empty, Pill, button, label, rule, scrolled

SIGNS: Final = {
    TaskKind.LATE: ("clock", "danger"),
    TaskKind.MISSING: ("triangle-alert", "danger"),
    TaskKind.COMPLETE_INTAKE: ("user-plus", "attention"),
    TaskKind.ROLL_CALL_DUE: ("moon", "danger"),
    TaskKind.ROLL_CALL_OPEN: ("moon", "attention"),
    TaskKind.UNPLACED: ("bed-double", "attention"),
    TaskKind.TO_CLEAN: ("brush", "info"),
    TaskKind.EXIT_EXPECTED: ("calendar", "info"),
    TaskKind.DOUBLES: ("users", "info"),
    TaskKind.NO_COPY: ("hard-drive", "attention"),
    TaskKind.TAIL_LOST: ("triangle-alert", "danger"),
    TaskKind.EMPTY_HOUSE: ("bed-double", "attention"),
}


class TaskList(Card):
    """The list; a house without anything to do says so."""

    def __init__(self, front: FrontDesk, parent: QWidget | None = None) -> None:
        super().__init__(_("To be done today"), parent)
        self._front = front
        self.count = Pill("", "attention")
        self.count.hide()
        self.head.insertWidget(1, self.count)
        self._shown: QWidget | None = None

    def show_tasks(self, tasks: Sequence[Task]) -> None:
        """Show what has to be done."""
        if self._shown is not None:
            self._shown.setParent(None)
            self._shown.deleteLater()
        self.count.setVisible(bool(tasks))
        self.count.setText(str(len(tasks)))
        self._shown = self._list(tasks) if tasks else self._nothing()
        self.body.addWidget(self._shown, 1)

    def _nothing(self) -> QWidget:
        return Empty("clipboard-check", _("Nothing is waiting"), _("What the day asks of you will stand here."))

    def _list(self, tasks: Sequence[Task]) -> QWidget:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(0)
        for at, task in enumerate(tasks):
            if at:
                column.addWidget(rule())
            column.addWidget(self._line(task))
        column.addStretch(1)
        return scrolled(inner)

    def _line(self, task: Task) -> QWidget:
        made = QWidget()
        made.setProperty("clear", "true")
        line = QHBoxLayout(made)
        line.setContentsMargins(0, 7, 0, 7)
        line.setSpacing(12)
        line.addWidget(IconLabel(*SIGNS[task.kind], 20), 0, Qt.AlignmentFlag.AlignTop)
        title, beside = self._words(task)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(label(title, "strong", wrap=True))
        if beside:
            words.addWidget(label(beside, "small", wrap=True))
        line.addLayout(words, 1)
        page, what, act = self._way(task)
        line.addWidget(
            button(act, lambda: self._front.go.emit(page, what), kind="primary" if task.kind is TaskKind.LATE else ""),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        made.setAccessibleName(f"{title}. {beside}")
        return made

    def _words(self, task: Task) -> tuple[str, str]:
        zone = self._front.panti.zone.offset
        since = self._moment(task.since.astimezone(zone)) if task.since else ""
        night = short_date(task.night) if task.night else ""
        facts = {"name": task.who, "since": since, "night": night, "count": task.count}
        several = task.count > 0 and not task.who
        title = (_many(task.kind, task.count) if several else _one(task.kind, task.count)).format(**facts)
        return title, task.place

    def _moment(self, local: datetime) -> str:
        """The hour alone today; the day with it once it is another day."""
        return clock(local.time()) if local.date() == self._front.desk.today else date_and_clock(local)

    def _way(self, task: Task) -> tuple[str, str, str]:
        """The page, what to open there, and the words of the button."""
        match task.kind:
            case TaskKind.LATE:
                return "presence", task.person_id, _("Write down")
            case TaskKind.MISSING | TaskKind.COMPLETE_INTAKE | TaskKind.EXIT_EXPECTED:
                return "residents", task.person_id or "to_complete", _("Open")
            case TaskKind.ROLL_CALL_DUE | TaskKind.ROLL_CALL_OPEN:
                return "presence", "roll_call", _("Begin") if task.kind is TaskKind.ROLL_CALL_DUE else _("Close")
            case TaskKind.DOUBLES:
                return "residents", "doubles", _("Look")
            case TaskKind.NO_COPY | TaskKind.TAIL_LOST:
                return "settings", "copies" if task.kind is TaskKind.NO_COPY else "check", _("Open")
            case TaskKind.UNPLACED | TaskKind.TO_CLEAN | TaskKind.EMPTY_HOUSE:
                return "beds", "", _("Set up") if task.kind is TaskKind.EMPTY_HOUSE else _("Open")


def _one(kind: TaskKind, count: int) -> str:
    return {
        TaskKind.LATE: _("{name} not back since {since}"),
        TaskKind.MISSING: _("{name} was missing at the roll-call of {night}"),
        TaskKind.COMPLETE_INTAKE: _("{name} was taken in at night; complete the intake"),
        TaskKind.EXIT_EXPECTED: _("{name} is expected to leave on {night}"),
        TaskKind.TAIL_LOST: _("The newest entries of the log are missing"),
        TaskKind.NO_COPY: _("There is no fresh copy of the data"),
        TaskKind.EMPTY_HOUSE: _("There are no rooms yet"),
    }.get(kind) or _many(kind, count)


def _many(kind: TaskKind, count: int) -> str:
    return {
        TaskKind.LATE: n_("{count} more is late", "{count} more are late", count),
        TaskKind.COMPLETE_INTAKE: n_("{count} more intake to complete", "{count} more intakes to complete", count),
        TaskKind.ROLL_CALL_DUE: _("Night roll-call due since {since}: {count} not marked"),
        TaskKind.ROLL_CALL_OPEN: _("The roll-call of {night} is not closed: {count} not marked"),
        TaskKind.UNPLACED: n_("{count} person has no bed yet", "{count} people have no bed yet", count),
        TaskKind.TO_CLEAN: n_("{count} bed to be cleaned", "{count} beds to be cleaned", count),
        TaskKind.DOUBLES: n_("{count} pair may be the same person", "{count} pairs may be the same person", count),
    }.get(kind) or _one(kind, count)
