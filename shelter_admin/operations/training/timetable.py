"""The timetable by week: lessons with room and trainer; a clash is refused with whom, what and when."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from datetime import date
from typing import Any, ClassVar, Final

from typing_extensions import override

from shelter_admin.domain.accounts import Right
from shelter_admin.domain.changes import Area, Changes
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.papers import Document
from shelter_admin.domain.presence import read_clock
from shelter_admin.domain.training.timetable import (
    PART_NAMES,
    ChangedDay,
    Clash,
    Lesson,
    LessonChoices,
    LessonPart,
    Taken,
    Timetable,
    apart,
    clashes,
    clock_of,
    minutes_of,
    planned_hours,
    require_lesson,
    week_of,
    within_class,
)
from shelter_admin.domain.wording import DAYS
from shelter_admin.domain.words import N_, _
from shelter_admin.operations.desk import Command, Done, Query, Work
from shelter_admin.operations.editing import Edit, Fields, Seen, named, of_row, plainly
from shelter_admin.operations.training.programs import clean_name
from shelter_admin.operations.training.whose import require_seen
from shelter_admin.persistence.training import setting_up, timetable
from shelter_admin.persistence.training.changes import changed_days
from shelter_admin.persistence.training.holidays import days_off
from shelter_admin.persistence.training.tables import BatchTable
from shelter_admin.persistence.training.timetable import COLUMNS, Shown

TIMETABLE_CHANGED: Final = Changes.of(Area.TRAINING)
LESSON: Final = {
    "weekday": N_("Weekday"),
    "begins": N_("Begins at"),
    "ends": N_("Ends at"),
    "part": N_("Theory or practice"),
    "subject_id": N_("Subject"),
    "room_id": N_("Training room"),
    "trainer_id": N_("Trainer"),
    "guest_trainer": N_("Guest trainer"),
    "from_day": N_("First day"),
    "until_day": N_("Last day"),
}

WORDS: dict[str, str] = {
    "lesson_class_taken": N_("On {weekday} from {begins} to {ends} {title} has another lesson already: {about}."),
    "lesson_trainer_taken": N_("{trainer} teaches {title} on {weekday} from {begins} to {ends} already."),
    "lesson_room_taken": N_("{room} is taken on {weekday} from {begins} to {ends} by {title}."),
    "lesson_ends_before_start": N_("A lesson ends after it begins, on the same day."),
    "lesson_days_unclear": N_("The lesson cannot end before it is first held on {first}."),
    "lesson_gone": N_("This lesson is not in the timetable any more."),
    "timetable_there": N_("{title} has lessons already. Take them out first, or write the rest by hand."),
    "timetable_empty": N_("{title} has no lessons to take over."),
    "subject_has_lessons": N_("{subject} is in the timetable and cannot be taken out."),
    "training_room_gone": N_("There is no such training room any more."),
    "training_room_taken": N_("There is a training room called {room} already."),
    "training_room_used": N_("Lessons are held in {room}. Move them to another room first."),
    "training_room_name_missing": N_("A training room needs a name."),
    "seats_out_of_bounds": N_("Seats are a whole number from 1 to {most}."),
}


@dataclass(frozen=True)
class TimetableOf(Query[Timetable]):
    """The lessons of a class, a room, a trainer or of the whole house; of one class with its lesson hours.

    Of others than a class only those are shown whose days are not over; a trainer sees the own programmes. What is
    cancelled, extra and off is told for the week of the day ``week``, today's where none is given.
    """

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str | None = None
    room_id: str | None = None
    trainer_id: str | None = None
    week: date | None = None

    @override
    def run(self, work: Work) -> Timetable:
        minutes = work.panti.settings.lesson_minutes
        if self.batch_id is None:
            shown = Shown(None, self.room_id, self.trainer_id, work.today)
            found = timetable.lines(work.session, shown, work.sight)
            titles = {line.lesson.batch_id: line.title for line in found}
            return self._in_week(work, Timetable(found, None, minutes), titles)
        batch = setting_up.the_batch(work.session, self.batch_id)
        require_seen(work, batch.program_id)
        found = timetable.lines(work.session, Shown(batch.id))
        lessons = [line.lesson for line in found]
        days = batch.starts_on, batch.ends_on
        off = () if days[0] is None or days[1] is None else days_off(work.session, days[0], days[1])
        program = setting_up.the_program(work.session, batch.program_id)
        hours = planned_hours(lessons, days, off, minutes, program.hours)
        told = Timetable(found, hours, minutes, apart=apart(lessons, batch.weekdays, work.today))
        return self._in_week(work, told, {batch.id: _titled(program.name, batch)})

    def _in_week(self, work: Work, found: Timetable, titles: dict[str, str]) -> Timetable:
        """The lessons of these classes with what the week changes, and how many people each class has."""
        monday, sunday = week_of(self.week or work.today)
        changed = [
            ChangedDay(batch_id, titles[batch_id], day, reason, extra)
            for batch_id, of_one in changed_days(work.session, monday, sunday, batch_ids=list(titles)).items()
            for days, extra in ((of_one.cancelled, False), (of_one.extra, True))
            for day, reason in days.items()
        ]
        return replace(
            found,
            monday=monday,
            changed=tuple(sorted(changed, key=lambda one: (one.day, one.title))),
            off=days_off(work.session, monday, sunday),
            people=timetable.people_from(work.session, titles, work.today),
        )


@dataclass(frozen=True)
class LessonChoicesOf(Query[LessonChoices]):
    """What a lesson of a class can be given: rooms, trainers, subjects."""

    needs: ClassVar[Right] = Right.SEE_CLASS

    batch_id: str

    @override
    def run(self, work: Work) -> LessonChoices:
        batch = setting_up.the_batch(work.session, self.batch_id)
        require_seen(work, batch.program_id)
        people = timetable.people_from(work.session, (batch.id,), work.today)
        return timetable.choices(work.session, batch.program_id, people.get(batch.id, 0))


def lesson_parts(lesson: Lesson) -> dict[str, Any]:
    """A lesson field by field as its form has it."""
    return {name: getattr(lesson, name) for name in LESSON}


def read_lesson(values: dict[str, Any]) -> Lesson:
    """A lesson of typed values: the hours as ``08.00``; raises Refused beside the field that cannot be read."""
    read = dict(values)
    for name in ("begins", "ends"):
        try:
            read[name] = minutes_of(read_clock(values[name]))
        except Refused as error:
            raise Refused("clock_unclear", field=name) from error
    return Lesson(**read)


def require_free(work: Work, lesson: Lesson) -> None:
    """Refuse a lesson at a time when its class, trainer or room is taken, naming by what and when."""
    found = clashes(lesson, timetable.beside(work.session, lesson))
    if found:
        raise clash_refused(found[0], lesson)


def clash_refused(clash: Clash, lesson: Lesson) -> Refused:
    """The refusal that names what is taken, by whom and when."""
    other = clash.other.lesson
    facts: dict[str, Any] = {
        "title": clash.other.title,
        "weekday": _(DAYS[lesson.weekday - 1]),
        "begins": clock_of(other.begins),
        "ends": clock_of(other.ends),
    }
    if clash.taken is Taken.TRAINER:
        return Refused("lesson_trainer_taken", field="trainer_id", trainer=clash.other.trainer, **facts)
    if clash.taken is Taken.ROOM:
        return Refused("lesson_room_taken", field="room_id", room=clash.other.room, **facts)
    about = clash.other.subject or _(PART_NAMES[other.part])
    return Refused("lesson_class_taken", field="begins", about=about, **facts)


def _looked_over(work: Work, lesson: Lesson, batch: BatchTable) -> Lesson:
    """The lesson with a clean guest and the days of its class where it has none of its own; refused where wrong."""
    lesson = replace(lesson, guest_trainer=clean_name(lesson.guest_trainer, "guest_trainer"))
    require_lesson(lesson)
    timetable.require_there(work.session, lesson, batch.program_id)
    return lesson


@dataclass(frozen=True)
class AddLesson(Command[str]):
    """Put a lesson into the week of a class; tells its id. Without days of its own it lasts as long as the class."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("new lesson")

    lesson: Lesson = field(repr=False)

    @override
    def run(self, work: Work) -> Done[str]:
        batch = setting_up.the_batch(work.session, self.lesson.batch_id)
        days = self.lesson.from_day or batch.starts_on, self.lesson.until_day or batch.ends_on
        lesson = _looked_over(work, replace(self.lesson, from_day=days[0], until_day=days[1]), batch)
        require_free(work, lesson)
        row = timetable.put(work.session, lesson)
        return Done(TIMETABLE_CHANGED, row.id, RemoveLesson(row.id), what={"batch_id": batch.id, "lesson_id": row.id})


@dataclass(frozen=True)
class ChangeLesson(Edit[None]):
    """Change a lesson; a field that somebody else changed meanwhile is told."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("change of a lesson")

    lesson_id: str
    lesson: Lesson = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        row = timetable.the_lesson(work.session, self.lesson_id)
        before = timetable.lesson_of(row)
        batch = setting_up.the_batch(work.session, before.batch_id)
        columns = {name: (column,) for column, name in COLUMNS.items()}
        fields = Fields(named(LESSON), of_row(work.session, row, columns), _words(work, before))
        agreed = self.agree(work, fields, lesson_parts(self.lesson), lesson_parts(before))
        lesson = _looked_over(work, replace(before, **agreed), batch)
        require_free(work, lesson)
        timetable.put(work.session, lesson)
        undo = ChangeLesson(self.lesson_id, before, seen=Seen(lesson_parts(lesson)))
        return Done(TIMETABLE_CHANGED, undo=undo, what={"batch_id": batch.id})


def _words(work: Work, lesson: Lesson) -> Any:
    """What the fields of a lesson are told as, by their names."""
    batch = setting_up.the_batch(work.session, lesson.batch_id)
    known = timetable.choices(work.session, batch.program_id)
    names = {**dict(known.trainers), **dict(known.subjects), **{one.room_id: one.name for one in known.rooms}}

    def told(key: str, value: Any) -> str:
        if value is None:
            return plainly(work, None)
        if key == "weekday":
            return _(DAYS[value - 1])
        if key in {"begins", "ends"}:
            return plainly(work, clock_of(value))
        if key == "part":
            return _(PART_NAMES[LessonPart(value)])
        return names.get(value, "") if key.endswith("_id") else plainly(work, value)

    return told


@dataclass(frozen=True)
class RemoveLesson(Command[None]):
    """Take a lesson out of the week; what was marked on its days stays."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("removal of a lesson")

    lesson_id: str

    @override
    def run(self, work: Work) -> Done[None]:
        lesson = timetable.lesson_of(timetable.the_lesson(work.session, self.lesson_id))
        timetable.drop(work.session, [self.lesson_id])
        return Done(TIMETABLE_CHANGED, undo=PutLessonsBack((lesson,)), what={"batch_id": lesson.batch_id})


@dataclass(frozen=True)
class PutLessonsBack(Command[None]):
    """Undo of taking lessons out; refused where something else is held at that time by now."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("put the lessons back")

    lessons: tuple[Lesson, ...] = field(repr=False)

    @override
    def run(self, work: Work) -> Done[None]:
        for lesson in self.lessons:
            batch = setting_up.the_batch(work.session, lesson.batch_id)
            timetable.require_there(work.session, lesson, batch.program_id)
            require_free(work, lesson)
            timetable.put(work.session, lesson)
        return Done(TIMETABLE_CHANGED)


@dataclass(frozen=True)
class TakeLessonsOut(Command[None]):
    """Undo of taking a timetable over."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("take the lessons out again")

    lesson_ids: tuple[str, ...]

    @override
    def run(self, work: Work) -> Done[None]:
        timetable.drop(work.session, self.lesson_ids)
        return Done(TIMETABLE_CHANGED)


@dataclass(frozen=True)
class CopyTimetable(Command[int]):
    """Give a class without lessons the week of another one of its programme, within its own days: all or none."""

    needs: ClassVar[Right] = Right.EDIT_PROGRAMS
    name: ClassVar[str] = N_("taking over a timetable")

    from_batch_id: str
    to_batch_id: str

    @override
    def run(self, work: Work) -> Done[int]:
        batch = setting_up.the_batch(work.session, self.to_batch_id)
        other = setting_up.the_batch(work.session, self.from_batch_id)
        if batch.program_id != other.program_id:
            raise Refused("batch_unknown", field="from_batch_id")
        program = setting_up.the_program(work.session, batch.program_id).name
        if timetable.of_batch(work.session, batch.id):
            raise Refused("timetable_there", title=_titled(program, batch))
        lessons = timetable.of_batch(work.session, other.id)
        if not lessons:
            raise Refused("timetable_empty", title=_titled(program, other))
        made = []
        for lesson in lessons:
            own = replace(lesson, batch_id=batch.id, lesson_id="", from_day=batch.starts_on, until_day=batch.ends_on)
            require_free(work, own)
            made.append(timetable.put(work.session, own).id)
        return Done(TIMETABLE_CHANGED, len(made), TakeLessonsOut(tuple(made)), what={"batch_id": batch.id})


def _titled(program: str, batch: BatchTable) -> str:
    return f"{program} · {batch.name}" if batch.name else program


Days = tuple[date | None, date | None]


def move_with_class(work: Work, batch_id: str, before: Days, after: Days) -> None:
    """Let the lessons of a class move along where its days changed; refused where something would clash then."""
    if before == after:
        return
    lessons = timetable.of_batch(work.session, batch_id)
    moved = [(lesson, within_class(lesson, before, after)) for lesson in lessons]
    changed = [new for old, new in moved if new != old]
    for lesson in changed:
        require_lesson(lesson)
        require_free(work, lesson)
        timetable.put(work.session, lesson)


@dataclass(frozen=True)
class PrintTimetable(Query[Document]):
    """The week of a class, a room, a trainer or the whole house on paper; it names trainers and no resident."""

    needs: ClassVar[Right] = Right.SEE_CLASS
    sensitive: ClassVar[bool] = True
    name: ClassVar[str] = N_("print a timetable")

    batch_id: str | None = None
    room_id: str | None = None
    trainer_id: str | None = None

    @override
    def run(self, work: Work) -> Document:
        from shelter_admin.operations.papers import imprint
        from shelter_admin.reports.timetable_paper import timetable_paper

        shown = TimetableOf(**asdict(self)).run(work)
        return timetable_paper(shown, self._title(work, shown), imprint(work))

    def _title(self, work: Work, shown: Timetable) -> str:
        if self.batch_id is not None:
            batch = setting_up.the_batch(work.session, self.batch_id)
            return _titled(setting_up.the_program(work.session, batch.program_id).name, batch)
        if self.room_id is not None:
            return timetable.the_room(work.session, self.room_id).name
        return shown.lessons[0].trainer if self.trainer_id is not None and shown.lessons else ""
