"""One lesson as it is typed: when, what, where and with whom."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal

from shelter_admin.domain.errors import Failure, Refused
from shelter_admin.domain.training import BatchLine
from shelter_admin.domain.training.timetable import (
    PART_NAMES,
    Lesson,
    LessonChoices,
    LessonLine,
    LessonPart,
    clock_of,
    too_many,
)
from shelter_admin.domain.wording import DAYS, clock
from shelter_admin.domain.words import _
from shelter_admin.operations.desk import Done
from shelter_admin.operations.editing import Seen
from shelter_admin.operations.explain import explain
from shelter_admin.operations.training.timetable import (
    AddLesson,
    ChangeLesson,
    LessonChoicesOf,
    RemoveLesson,
    lesson_parts,
    read_lesson,
)
from ui.kit.form import ChoiceField, Form, TextField
from ui.kit.frontdesk import FrontDesk
from ui.kit.widgets import Card, button, label, row, scrolled
from ui.training.telling import tell
from ui.training.typed import read_day, show_day
from ui.training.week_words import crowd_words

NOTHING = "—"


class LessonCard(Card):
    """The lesson under the cursor, or a new one. ``saved`` tells the id of what was written."""

    saved = Signal(str)

    def __init__(self, front: FrontDesk) -> None:
        super().__init__(_("New lesson"))
        self.front = front
        self.batch: BatchLine | None = None
        self.line: LessonLine | None = None
        self._base: Lesson | None = None
        self._choices = LessonChoices((), (), ())
        self.weekday = ChoiceField("weekday", _("Weekday"), [(at, _(day)) for at, day in enumerate(DAYS, start=1)])
        self.begins = TextField("begins", _("From"), placeholder="08.00")
        self.ends = TextField("ends", _("To"), placeholder="10.15")
        self.part = ChoiceField("part", _("Theory or practice"), [(part, _(PART_NAMES[part])) for part in LessonPart])
        self.subject = ChoiceField("subject_id", _("Subject"), [(None, NOTHING)])
        self.room = ChoiceField("room_id", _("Training room"), [(None, NOTHING)])
        self.trainer = ChoiceField("trainer_id", _("Trainer"), [(None, NOTHING)])
        self.guest = TextField("guest_trainer", _("Guest trainer"), placeholder=_("from outside, where there is one"))
        days = [
            TextField("from_day", _("First day"), placeholder="04-01-2027"),
            TextField("until_day", _("Last day"), placeholder="30-06-2027"),
        ]
        self.form = Form(
            [
                self.weekday,
                [self.begins, self.ends],
                self.part,
                self.subject,
                self.room,
                self.trainer,
                self.guest,
                days,
            ],
            lambda failure: explain(failure, front.panti),
        )
        self.form.layout().setContentsMargins(0, 0, 14, 0)  # type: ignore[union-attr] # beside the scroll bar
        self.remark = label("", "attention", wrap=True)
        self.save = button(_("Save"), self.save_typed, kind="primary")
        self.new = button(_("Another"), self.begin_new, icon="plus", tip=_("Another lesson"))
        self.remove = button("", self.remove_chosen, icon="trash-2", tip=_("Take the lesson out"))
        self._lay_out()

    def _lay_out(self) -> None:
        tell(self.remark, "")
        self.body.addWidget(scrolled(self.form), 1)
        self.add(self.remark, row(self.save, self.new, None, self.remove))
        for choice in (self.weekday, self.room):
            choice.changed.connect(self.warn)
        for field in self.form.fields.values():
            if isinstance(field, TextField):
                field.line.returnPressed.connect(self.save_typed)

    def open_class(self, batch: BatchLine | None) -> None:
        """Take the class whose lessons are written here."""
        another = (batch and batch.batch_id) != (self.batch and self.batch.batch_id)
        self.batch = batch
        if batch is not None:
            self.front.ask(LessonChoicesOf(batch.batch_id), self, self._offer)
        if another:
            self.begin_new(focus=False)

    def _offer(self, found: LessonChoices) -> None:
        self._choices = found
        nothing: list[tuple[Any, str]] = [(None, NOTHING)]
        self.subject.offer([*nothing, *found.subjects])
        self.room.offer([*nothing, *((one.room_id, _room(one.name, one.seats)) for one in found.rooms)])
        self.trainer.offer([*nothing, *found.trainers])
        if not self._is_typed() and self.line is not None:
            self._load(self.line.lesson)
        self.warn()

    def _is_typed(self) -> bool:
        return self.form.values() != self.form.opened

    def show_lesson(self, line: LessonLine) -> None:
        """Show a lesson; what is being typed about the same one stays."""
        same = self.line is not None and self.line.lesson.lesson_id == line.lesson.lesson_id
        if same and self._is_typed():
            return
        self.line = line
        self._load(line.lesson)
        self.heading.setText(_("Lesson"))
        self.remove.setEnabled(True)

    def _load(self, lesson: Lesson) -> None:
        self._base = lesson
        self.form.clear_errors()
        values = lesson_parts(lesson)
        values |= {name: clock(clock_of(values[name])) for name in ("begins", "ends")}
        values |= {name: show_day(values[name]) for name in ("from_day", "until_day")}
        self.form.load(values)
        self.warn()

    def begin_new(self, *, focus: bool = True) -> None:
        """Write another lesson: the same day and place, the hours after the one before."""
        self.line, self._base = None, None
        self.form.clear_errors()
        first, last = (show_day(self.batch.starts_on), show_day(self.batch.ends_on)) if self.batch else ("", "")
        self.form.load({"begins": self.ends.value(), "ends": "", "from_day": first, "until_day": last})
        self.heading.setText(_("New lesson"))
        self.remove.setEnabled(False)
        self.warn()
        if focus:
            (self.ends if self.begins.value() else self.begins).setFocus(Qt.FocusReason.OtherFocusReason)

    def typed(self) -> Lesson:
        """The lesson as typed; raises Refused beside the field that cannot be read."""
        values = self.form.values()
        values |= {name: read_day(values[name], name) for name in ("from_day", "until_day")}
        batch_id = self.line.lesson.batch_id if self.line is not None else self.batch.batch_id if self.batch else ""
        return read_lesson({**values, "batch_id": batch_id})

    def save_typed(self) -> None:
        """Save the lesson as typed; a clash is said beside what is taken."""
        if self.batch is None:
            return
        self.form.clear_errors()
        try:
            lesson = self.typed()
        except Refused as failure:
            self.form.refused(failure)
            return
        if self.line is None:
            self.front.do(AddLesson(lesson), self, self._added, self.form.refused)
            return
        lesson_id = self.line.lesson.lesson_id
        seen = Seen(lesson_parts(self._base or self.line.lesson))
        command = ChangeLesson(lesson_id, lesson, seen=seen)
        self.front.do(command, self, lambda _done: self._changed(lesson_id), self.form.refused)

    def _added(self, done: Done[str]) -> None:
        self.begin_new()
        self.saved.emit(done.outcome)

    def _changed(self, lesson_id: str) -> None:
        self.form.opened = self.form.values()  # what comes back from the store may take its place
        self.saved.emit(lesson_id)

    def warn(self) -> None:
        """Warn where the class does not meet that day by its plan, and where the room has too few seats for it."""
        tell(self.remark, "\n".join(part for part in (self._off_plan(), self._crowd()) if part))

    def _off_plan(self) -> str:
        """Nobody would be asked to mark a day on which the class does not meet."""
        weekday = self.weekday.value()
        if self.batch is None or str(weekday) in self.batch.weekdays:
            return ""
        words = _("▲ By its plan this class does not meet on {day}. Tick that day under Programmes.")
        return words.format(day=_(DAYS[weekday - 1]))

    def _crowd(self) -> str:
        room_id = self.room.value()
        room = next((one for one in self._choices.rooms if one.room_id == room_id), None)
        if room is None or not too_many(self._choices.people, room.seats):
            return ""
        return f"{crowd_words(self._choices.people, room.seats)} · {room.name}"

    def remove_chosen(self) -> None:
        """Take the lesson out of the week."""
        if self.line is not None:
            gone = self.line.lesson.lesson_id
            self.front.do(RemoveLesson(gone), self, lambda _done: self.begin_new(), self._not_removed)

    def _not_removed(self, failure: Failure) -> bool:
        return self.form.refused(failure)


def _room(name: str, seats: int | None) -> str:
    return name if seats is None else _("{room} ({seats} seats)").format(room=name, seats=seats)
