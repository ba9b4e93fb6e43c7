"""What has to be done today: a sign, one sentence, and the button that does it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from shelter_admin.domain.privacy.requests import time_left
from shelter_admin.domain.today import Task, TaskKind
from shelter_admin.domain.wording import clock, date_and_clock, month_and_year, short_date
from shelter_admin.domain.words import N_, _, n_
from ui.kit.frontdesk import FrontDesk
from ui.kit.icons import IconLabel
from ui.kit.widgets import Card, Empty, Pill, button, label, rule, scrolled

SIGNS: Final = {
    TaskKind.DECIDE: ("signature", "attention"),
    TaskKind.LATE: ("clock", "danger"),
    TaskKind.MISSING: ("triangle-alert", "danger"),
    TaskKind.COMPLETE_INTAKE: ("user-plus", "attention"),
    TaskKind.ROLL_CALL_DUE: ("moon", "danger"),
    TaskKind.ROLL_CALL_OPEN: ("moon", "attention"),
    TaskKind.UNPLACED: ("bed-double", "attention"),
    TaskKind.TO_CLEAN: ("brush", "info"),
    TaskKind.EXIT_EXPECTED: ("calendar", "info"),
    TaskKind.VISIT_DUE: ("footprints", "attention"),
    TaskKind.DOUBLES: ("users", "info"),
    TaskKind.NO_COPY: ("hard-drive", "attention"),
    TaskKind.TAIL_LOST: ("triangle-alert", "danger"),
    TaskKind.EMPTY_HOUSE: ("bed-double", "attention"),
    TaskKind.CLASS_UNMARKED: ("book", "attention"),
    TaskKind.CLASS_OPEN: ("book", "attention"),
    TaskKind.ABSENT_STREAK: ("triangle-alert", "danger"),
    TaskKind.RETURN_NOT_SENT: ("file-spreadsheet", "attention"),
    TaskKind.HEALTH_WAITED_FOR: ("stethoscope", "attention"),
    TaskKind.PAPERS_WAITED_FOR: ("id-card", "attention"),
    TaskKind.PAPERS_LATE: ("id-card", "attention"),
    TaskKind.DATA_REQUEST: ("shield-check", "attention"),
    TaskKind.INCIDENT_TO_TELL: ("shield-check", "danger"),
    TaskKind.HANDOVER_MISSING: ("clipboard-check", "attention"),
    TaskKind.HANDOVER_WAITING: ("signature", "attention"),
    TaskKind.MEDICINE_DUE: ("clock", "attention"),
    TaskKind.FOLLOW_UP_DUE: ("list-checks", "attention"),
    TaskKind.LEAVE_TO_DECIDE: ("calendar", "attention"),
    TaskKind.DAY_MEETS_NIGHT: ("sun", "attention"),
    TaskKind.OFFERS_END: ("user-plus", "attention"),
    TaskKind.WAITING_LONG: ("user-plus", "info"),
}

WAYS: Final = {
    TaskKind.DECIDE: ("readiness", "", N_("Decide")),
    TaskKind.LATE: ("presence", "", N_("Write down")),
    TaskKind.MISSING: ("presence", "missing:", N_("Steps…")),
    TaskKind.COMPLETE_INTAKE: ("residents", "to_complete", N_("Open")),
    TaskKind.EXIT_EXPECTED: ("residents", "to_complete", N_("Open")),
    TaskKind.VISIT_DUE: ("departures", "visits", N_("Write down")),
    TaskKind.ROLL_CALL_DUE: ("presence", "roll_call", N_("Begin")),
    TaskKind.ROLL_CALL_OPEN: ("presence", "roll_call", N_("Close")),
    TaskKind.DOUBLES: ("residents", "doubles", N_("Look")),
    TaskKind.NO_COPY: ("settings", "copies", N_("Open")),
    TaskKind.TAIL_LOST: ("settings", "check", N_("Open")),
    TaskKind.UNPLACED: ("beds", "", N_("Open")),
    TaskKind.TO_CLEAN: ("beds", "", N_("Open")),
    TaskKind.EMPTY_HOUSE: ("beds", "", N_("Set up")),
    TaskKind.CLASS_UNMARKED: ("training", "", N_("Fill in")),
    TaskKind.CLASS_OPEN: ("training", "", N_("Close")),
    TaskKind.ABSENT_STREAK: ("training", "", N_("Look")),
    TaskKind.RETURN_NOT_SENT: ("returns", "", N_("Open")),
    TaskKind.HEALTH_WAITED_FOR: ("residents", "", N_("Write down")),
    TaskKind.PAPERS_WAITED_FOR: ("residents", "", N_("Write down")),
    TaskKind.PAPERS_LATE: ("residents", "papers_asked", N_("Look")),
    TaskKind.DATA_REQUEST: ("privacy", "requests", N_("Open")),
    TaskKind.INCIDENT_TO_TELL: ("privacy", "incidents", N_("Open")),
    TaskKind.HANDOVER_MISSING: ("duty", "handover_before", N_("Hand over")),
    TaskKind.HANDOVER_WAITING: ("duty", "handover", N_("Take over")),
    TaskKind.MEDICINE_DUE: ("duty", "handover", N_("Look")),
    TaskKind.FOLLOW_UP_DUE: ("duty", "occurrences", N_("Open")),
    TaskKind.LEAVE_TO_DECIDE: ("presence", "passes", N_("Decide")),
    TaskKind.DAY_MEETS_NIGHT: ("duty", "morning", N_("Look")),
    TaskKind.OFFERS_END: ("intake", "offered", N_("Open")),
    TaskKind.WAITING_LONG: ("intake", "waiting", N_("Open")),
}
"""The page of a task, what to open there where it is about nobody, and the words of its button."""


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
            self.body.removeWidget(self._shown)
            self._shown.hide()
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
        month = month_and_year(task.night) if task.night else ""
        facts = {"name": task.who, "since": since, "night": night, "month": month, "count": task.count}
        several = task.count > 0 and not task.who
        title = (_many(task.kind, task.count) if several else _one(task.kind, task.count)).format(**facts)
        if task.kind in {TaskKind.DATA_REQUEST, TaskKind.INCIDENT_TO_TELL} and task.since is not None:
            return title, time_left(task.since, self._front.now)
        return title, task.place if task.kind is not TaskKind.RETURN_NOT_SENT else ""

    def _moment(self, local: datetime) -> str:
        """The hour alone today; the day with it once it is another day."""
        return clock(local.time()) if local.date() == self._front.desk.today else date_and_clock(local)

    def _way(self, task: Task) -> tuple[str, str, str]:
        """The page, what to open there, and the words of the button."""
        page, what, act = WAYS[task.kind]
        if task.kind is TaskKind.MISSING:
            return page, f"{what}{task.person_id}", _(act)
        if task.kind is TaskKind.VISIT_DUE and task.person_id:
            return page, f"{what}:{task.person_id}", _(act)
        month = task.place if task.kind is TaskKind.RETURN_NOT_SENT else ""
        return page, task.person_id or task.batch_id or month or what, _(act)


def _one(kind: TaskKind, count: int) -> str:
    return {
        TaskKind.LATE: _("{name} not back since {since}"),
        TaskKind.MISSING: _("{name} was missing at the roll-call of {night}"),
        TaskKind.COMPLETE_INTAKE: _("{name} was taken in at night; complete the intake"),
        TaskKind.EXIT_EXPECTED: _("{name} is expected to leave on {night}"),
        TaskKind.VISIT_DUE: _("{name}: visit after leaving due since {night}"),
        TaskKind.TAIL_LOST: _("The newest entries of the log are missing"),
        TaskKind.NO_COPY: _("There is no fresh copy of the data"),
        TaskKind.EMPTY_HOUSE: _("There are no rooms yet"),
        TaskKind.HANDOVER_MISSING: _("{name} was not handed over"),
        TaskKind.HANDOVER_WAITING: _("{name} waits for who takes over"),
        TaskKind.DECIDE: _("{name} is proposed as ready to leave"),
        TaskKind.CLASS_UNMARKED: _("{name}: today's class is not closed, {count} not marked"),
        TaskKind.CLASS_OPEN: _("{name}: the class of {night} is not closed"),
        TaskKind.ABSENT_STREAK: _("{name}: absent {count} times in a row"),
        TaskKind.RETURN_NOT_SENT: _("The return of {month} is not sent yet"),
        TaskKind.HEALTH_WAITED_FOR: _("{name}: health is not written down yet"),
        TaskKind.PAPERS_WAITED_FOR: _("{name}: identity papers are not enough yet"),
    }.get(kind) or _many(kind, count)


def _many(kind: TaskKind, count: int) -> str:
    return (
        {
            TaskKind.LATE: n_("{count} more is late", "{count} more are late", count),
            TaskKind.COMPLETE_INTAKE: n_("{count} more intake to complete", "{count} more intakes to complete", count),
            TaskKind.ROLL_CALL_DUE: _("Night roll-call due since {since}: {count} not marked"),
            TaskKind.ROLL_CALL_OPEN: _("The roll-call of {night} is not closed: {count} not marked"),
            TaskKind.UNPLACED: n_("{count} person has no bed yet", "{count} people have no bed yet", count),
            TaskKind.TO_CLEAN: n_("{count} bed to be cleaned", "{count} beds to be cleaned", count),
            TaskKind.DECIDE: n_("{count} more waits for the decision", "{count} more wait for the decision", count),
            TaskKind.CLASS_OPEN: n_("{count} more class is not closed", "{count} more classes are not closed", count),
            TaskKind.HEALTH_WAITED_FOR: n_(
                "{count} more person without a word on health", "{count} more people without a word on health", count
            ),
            TaskKind.PAPERS_WAITED_FOR: n_(
                "{count} more person without enough identity papers",
                "{count} more people without enough identity papers",
                count,
            ),
            TaskKind.VISIT_DUE: n_(
                "{count} more visit after leaving is due", "{count} more visits after leaving are due", count
            ),
            TaskKind.MEDICINE_DUE: n_(
                "{count} medicine due within 2 hours", "{count} medicines due within 2 hours", count
            ),
            TaskKind.FOLLOW_UP_DUE: n_("{count} follow-up is due", "{count} follow-ups are due", count),
            TaskKind.PAPERS_LATE: n_(
                "{count} paper waited for more than 30 days", "{count} papers waited for more than 30 days", count
            ),
            TaskKind.DOUBLES: n_("{count} pair may be the same person", "{count} pairs may be the same person", count),
        }.get(kind)
        or _of_personal_data(kind, count)
        or _of_places_and_passes(kind, count)
        or _one(kind, count)
    )


def _of_personal_data(kind: TaskKind, count: int) -> str:
    if kind is TaskKind.DATA_REQUEST:
        return n_(
            "{count} request about personal data waits for an answer",
            "{count} requests about personal data wait for an answer",
            count,
        )
    if kind is TaskKind.INCIDENT_TO_TELL:
        return n_(
            "{count} incident with personal data is to be told",
            "{count} incidents with personal data are to be told",
            count,
        )
    return ""


def _of_places_and_passes(kind: TaskKind, count: int) -> str:
    if kind is TaskKind.ABSENT_STREAK:
        return n_("{count} more person absent again and again", "{count} more people absent again and again", count)
    if kind is TaskKind.LEAVE_TO_DECIDE:
        return n_("{count} leave pass to decide on", "{count} leave passes to decide on", count)
    if kind is TaskKind.DAY_MEETS_NIGHT:
        return n_(
            "{count} person whose day and night do not agree", "{count} people whose day and night do not agree", count
        )
    if kind is TaskKind.OFFERS_END:
        return n_("{count} offer of a bed ends today", "{count} offers of a bed end today or have ended", count)
    if kind is TaskKind.WAITING_LONG:
        return n_(
            "{count} person has waited for a place for more than two weeks",
            "{count} people have waited for a place for more than two weeks",
            count,
        )
    return ""
