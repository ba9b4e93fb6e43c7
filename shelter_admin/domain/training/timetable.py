"""The week of a class: lessons with room and trainer, what clashes with what, and how many lesson hours it makes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, time, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.words import N_

DAY_MINUTES: Final = 24 * 60
MOST_SEATS: Final = 500


class LessonPart(StrEnum):
    """What a lesson is about."""

    THEORY = "theory"
    PRACTICE = "practice"


PART_NAMES: Final[Mapping[LessonPart, str]] = MappingProxyType(
    {LessonPart.THEORY: N_("theory"), LessonPart.PRACTICE: N_("practice")}
)


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of a class in its week, on the days ``[from_day, until_day]``; None is without limit.

    Minutes are since midnight; a lesson that begins when another ends does not meet it.
    """

    batch_id: str
    weekday: int
    begins: int
    ends: int
    part: LessonPart = LessonPart.PRACTICE
    subject_id: str | None = None
    room_id: str | None = None
    trainer_id: str | None = None
    guest_trainer: str = ""
    from_day: date | None = None
    until_day: date | None = None
    lesson_id: str = ""

    @property
    def minutes(self) -> int:
        """How long it is."""
        return self.ends - self.begins

    def meets(self, other: Lesson) -> bool:
        """Say whether both are held at the same time on any day."""
        return (
            self.weekday == other.weekday
            and self.begins < other.ends
            and other.begins < self.ends
            and (self.from_day or date.min) <= (other.until_day or date.max)
            and (other.from_day or date.min) <= (self.until_day or date.max)
        )

    def days(self, first: date, last: date, off: Collection[date] = ()) -> list[date]:
        """The days from first to last on which it is held: its weekday within its days, without the days off."""
        first, last = max(first, self.from_day or first), min(last, self.until_day or last)
        day = first + timedelta(days=(self.weekday - first.isoweekday()) % 7)
        found = []
        while day <= last:
            if day not in off:
                found.append(day)
            day += timedelta(days=7)
        return found


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson with the names of what it is about, where and with whom; the seats of its room where they are known."""

    lesson: Lesson
    program: str
    batch: str = ""
    subject: str = ""
    room: str = ""
    trainer: str = ""
    seats: int | None = None

    @property
    def title(self) -> str:
        """The class it belongs to."""
        return f"{self.program} · {self.batch}" if self.batch else self.program

    @property
    def trainers(self) -> str:
        """Who gives it, a guest after the one who works here."""
        return ", ".join(name for name in (self.trainer, self.lesson.guest_trainer) if name)


class Taken(StrEnum):
    """What is in two places at once where two lessons clash."""

    CLASS = "class"
    TRAINER = "trainer"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Clash:
    """A lesson that is held at the same time with the same class, trainer or room."""

    taken: Taken
    other: LessonLine


def taken_by(lesson: Lesson, other: Lesson) -> Taken | None:
    """What both would need at the same time; None where they do not clash. A lesson never clashes with itself."""
    if (lesson.lesson_id and lesson.lesson_id == other.lesson_id) or not lesson.meets(other):
        return None
    if lesson.batch_id == other.batch_id:
        return Taken.CLASS
    if lesson.trainer_id is not None and lesson.trainer_id == other.trainer_id:
        return Taken.TRAINER
    return Taken.ROOM if lesson.room_id is not None and lesson.room_id == other.room_id else None


def clashes(lesson: Lesson, others: Iterable[LessonLine]) -> tuple[Clash, ...]:
    """Everything a lesson clashes with, in the order of the day."""
    found = [Clash(taken, line) for line in others if (taken := taken_by(lesson, line.lesson)) is not None]
    order = list(Taken)
    return tuple(sorted(found, key=lambda one: (one.other.lesson.begins, order.index(one.taken), one.other.title)))


def require_lesson(lesson: Lesson) -> None:
    """Refuse a lesson without a length, on no day of the week, or whose last day is before its first."""
    if not 1 <= lesson.weekday <= 7:
        raise Refused("weekdays_unclear", field="weekday")
    if not 0 <= lesson.begins < lesson.ends <= DAY_MINUTES:
        raise Refused("lesson_ends_before_start", field="ends")
    if lesson.from_day is not None and lesson.until_day is not None and lesson.until_day < lesson.from_day:
        raise Refused("lesson_days_unclear", field="until_day", first=lesson.from_day)


def within_class(
    lesson: Lesson, before: tuple[date | None, date | None], after: tuple[date | None, date | None]
) -> Lesson:
    """The lesson once its class has other days: a limit that was the class's own moves along with it."""
    first = after[0] if lesson.from_day == before[0] else lesson.from_day
    last = after[1] if lesson.until_day == before[1] else lesson.until_day
    return replace(lesson, from_day=first, until_day=last)


def lesson_hours(minutes: int, lesson_minutes: int) -> float:
    """Minutes as lesson hours (JP), to a tenth."""
    return round(minutes / lesson_minutes, 1)


@dataclass(frozen=True, slots=True)
class PlannedHours:
    """The lesson hours (JP) of a week and of the whole time of a class; ``hours`` is what the programme has."""

    week: float = 0.0
    theory: float | None = None
    practice: float | None = None
    hours: int | None = None

    @property
    def whole(self) -> float | None:
        """All of the class's time together, None while its first or last day is unknown."""
        return None if self.theory is None or self.practice is None else round(self.theory + self.practice, 1)


def planned_hours(
    lessons: Sequence[Lesson],
    days: tuple[date | None, date | None],
    off: Collection[date],
    lesson_minutes: int,
    hours: int | None = None,
) -> PlannedHours:
    """What the lessons of a class add up to, days off left out."""
    week = lesson_hours(sum(one.minutes for one in lessons), lesson_minutes)
    first, last = days
    if first is None or last is None:
        return PlannedHours(week, hours=hours)
    minutes = dict.fromkeys(LessonPart, 0)
    for one in lessons:
        minutes[one.part] += one.minutes * len(one.days(first, last, off))
    theory, practice = (lesson_hours(minutes[part], lesson_minutes) for part in LessonPart)
    return PlannedHours(week, theory, practice, hours)


def lanes(lessons: Sequence[Lesson]) -> dict[str, tuple[int, int]]:
    """Where lessons of one weekday stand beside each other, by id: the lane, and how many there are beside it."""
    placed: dict[str, tuple[int, int]] = {}
    group: list[list[Lesson]] = []
    end = -1

    def settle() -> None:
        for lane, held in enumerate(group):
            placed.update({one.lesson_id: (lane, len(group)) for one in held})

    for one in sorted(lessons, key=lambda lesson: (lesson.begins, -lesson.ends, lesson.lesson_id)):
        if one.begins >= end:
            settle()
            group = []
        free = next((held for held in group if held[-1].ends <= one.begins), None)
        if free is None:
            group.append([one])
        else:
            free.append(one)
        end = max(end, one.ends)
    settle()
    return placed


def minutes_of(moment: time) -> int:
    """A clock time in minutes since midnight."""
    return moment.hour * 60 + moment.minute


def clock_of(minutes: int) -> time:
    """Minutes since midnight as a clock time; the end of the day is shown as its last minute."""
    return time(*divmod(min(minutes, DAY_MINUTES - 1), 60))


@dataclass(frozen=True, slots=True)
class TrainingRoom:
    """A room or workshop where classes meet, with its seats as far as they are known, and its lessons in a week."""

    room_id: str
    name: str
    seats: int | None = None
    lessons: int = 0


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day on which a class does not meet although it is due, or meets beside its plan (``extra``), and why."""

    batch_id: str
    title: str
    day: date
    reason: str
    extra: bool = False


@dataclass(frozen=True, slots=True)
class Apart:
    """Weekdays (ISO digits) on which lessons and attendance disagree.

    ``lessons_only`` have lessons on which nobody is asked to mark; on ``plan_only`` the class is marked without one.
    """

    lessons_only: str = ""
    plan_only: str = ""


IN_STEP: Final = Apart()


def apart(lessons: Iterable[Lesson], weekdays: str, today: date) -> Apart:
    """Where the lessons that are not over and the weekdays of their class disagree; without lessons nowhere."""
    held = {str(one.weekday) for one in lessons if one.until_day is None or one.until_day >= today}
    if not held:
        return IN_STEP
    return Apart("".join(sorted(held - set(weekdays))), "".join(sorted(set(weekdays) - held)))


def week_of(day: date) -> tuple[date, date]:
    """The Monday and the Sunday of the week of a day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def too_many(people: int, seats: int | None) -> bool:
    """Say whether a class has more people than its room has seats; of a room without a number nobody knows."""
    return seats is not None and people > seats


@dataclass(frozen=True, slots=True)
class Timetable:
    """Lessons by day and hour; ``hours`` and ``apart`` are told where it is the week of one class.

    ``monday`` begins the week looked at, with what is changed in it and its days off; ``people`` are those of each
    class from today on.
    """

    lessons: tuple[LessonLine, ...]
    hours: PlannedHours | None = None
    lesson_minutes: int = 45
    monday: date | None = None
    changed: tuple[ChangedDay, ...] = ()
    off: Mapping[date, str] = field(default_factory=dict)
    apart: Apart = IN_STEP
    people: Mapping[str, int] = field(default_factory=dict)

    def day_of(self, weekday: int) -> date | None:
        """The day of the week looked at."""
        return None if self.monday is None else self.monday + timedelta(days=weekday - 1)

    def cancelled(self, line: LessonLine) -> str:
        """Why a lesson is not held in the week looked at, empty where it is held."""
        lesson, day = line.lesson, self.day_of(line.lesson.weekday)
        if day is None or not lesson.days(day, day):
            return ""
        told = (one for one in self.changed if (one.batch_id, one.day, one.extra) == (lesson.batch_id, day, False))
        return next((one.reason for one in told), "")

    def too_many(self, line: LessonLine) -> bool:
        """Say whether the class of a lesson has more people than the room has seats."""
        return too_many(self.people.get(line.lesson.batch_id, 0), line.seats)


@dataclass(frozen=True, slots=True)
class LessonChoices:
    """What a lesson can be given: rooms, who trains (those of the programme first), and the programme's subjects.

    ``people`` are those of the class from today on.
    """

    rooms: tuple[TrainingRoom, ...]
    trainers: tuple[tuple[str, str], ...]
    subjects: tuple[tuple[str, str], ...]
    people: int = 0


@dataclass(frozen=True, slots=True)
class TrainerLine:
    """Somebody who can train in a programme, and whether they do."""

    account_id: str
    name: str
    trains: bool = False
