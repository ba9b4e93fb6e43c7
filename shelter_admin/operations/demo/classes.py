"""What the invented people learn: courses in batches, who sits in which, how often they came, their marks.

No storage here. Courses follow one another; whoever comes too late in a batch waits for the next one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Final

from shelter_admin.domain.training import Attendance, SubjectLine, planned
from shelter_admin.domain.training.grading import final_mark
from shelter_admin.operations.demo.life import House, Stay
from shelter_admin.persistence.base import new_id

LENGTH: Final = timedelta(weeks=26)
BREAK: Final = timedelta(days=7)
TOO_LATE: Final = timedelta(weeks=8)
SETTLING_IN: Final = timedelta(days=3)
WAITING: Final = timedelta(days=60)
FINISHERS: Final = 4
SHARE: Final = 0.7
STREAK: Final = 3
_ROMAN: Final = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
# How often somebody is there: present, sick, excused, absent; and how many people are like that.
_HABITS: Final[tuple[tuple[int, ...], ...]] = ((93, 3, 2, 2), (84, 5, 6, 5), (62, 8, 10, 20))
_SHARES: Final = (70, 22, 8)
_MARKS: Final = (Attendance.PRESENT, Attendance.SICK, Attendance.EXCUSED, Attendance.ABSENT)


@dataclass(frozen=True)
class Course:
    """A programme: its lesson hours by subject (theory, practice), when it meets, how long ago its last batch ended."""

    name: str
    weekdays: str
    starts_at: str
    ended_ago: int
    subjects: tuple[tuple[str, int, int], ...]
    program_id: str = field(default_factory=new_id)

    @property
    def hours(self) -> int:
        """All its lesson hours."""
        return sum(theory + practice for _name, theory, practice in self.subjects)


def courses() -> tuple[Course, ...]:
    """The programmes of the invented panti; the first one's last batch has just ended."""
    return (
        Course("Menjahit", "123456", "08:00", 18, (
            ("Mesin dan alat jahit", 12, 28), ("Mengukur dan membuat pola", 20, 60), ("Menjahit pakaian", 12, 148),
            ("Kewirausahaan", 24, 16),
        )),
        Course("Las", "12345", "08:30", 60, (
            ("Keselamatan kerja", 16, 8), ("Las listrik", 16, 120), ("Las asetilin", 12, 68), ("Kewirausahaan", 24, 16),
        )),
        Course("Tata Boga", "135", "09:00", 100, (
            ("Kebersihan dapur", 12, 12), ("Masakan Nusantara", 12, 100), ("Kue dan roti", 8, 56),
            ("Kewirausahaan", 24, 16),
        )),
        Course("Otomotif", "246", "13:00", 140, (
            ("Mesin sepeda motor", 32, 108), ("Kelistrikan", 20, 60), ("Servis berkala", 8, 32),
            ("Kewirausahaan", 24, 16),
        )),
    )  # fmt: skip


@dataclass(eq=False)
class Batch:
    """One run of a course."""

    course: Course
    name: str
    first: date
    last: date
    batch_id: str = field(default_factory=new_id)


@dataclass(eq=False)
class Place:
    """Somebody's place in a batch, from joining on; who stays to its end gets marks."""

    stay: Stay
    batch: Batch
    joined: date
    finisher: bool = False
    enrolment_id: str = field(default_factory=new_id)
    marks: dict[date, Attendance] = field(default_factory=dict)
    grades: tuple[float, ...] = ()

    def days(self, held: Collection[date]) -> list[date]:
        """The days of the batch this person was there for."""
        left = self.stay.left
        return [day for day in held if self.joined <= day and (left is None or day < left)]

    def finished(self, today: date) -> bool:
        """Say whether this person sat in the batch until it was over."""
        over = self.batch.last < today
        return over and (self.stay.left is None or self.stay.left >= self.batch.last)

    @property
    def final(self) -> float:
        """The final mark, reckoned from the subjects by their hours."""
        taught = self.batch.course.subjects
        subjects = [SubjectLine(name, name, theory, practice) for name, theory, practice in taught]
        marks = {name: mark for (name, *_hours), mark in zip(taught, self.grades, strict=True)}
        return final_mark(subjects, marks) or 0.0


@dataclass
class School:
    """Every batch with the days it met on, and everybody's place."""

    courses: tuple[Course, ...]
    batches: list[Batch]
    places: list[Place]
    held: Mapping[str, list[date]]
    open_sessions: set[tuple[str, date]] = field(default_factory=set)

    def sessions(self) -> Iterator[tuple[Batch, date, list[Place]]]:
        """Every session that anybody was to come to, with those people."""
        due: dict[tuple[str, date], list[Place]] = defaultdict(list)
        for place in self.places:
            for day in place.days(self.held[place.batch.batch_id]):
                due[place.batch.batch_id, day].append(place)
        for batch in self.batches:
            for day in self.held[batch.batch_id]:
                if (batch.batch_id, day) in due:
                    yield batch, day, due[batch.batch_id, day]

    def finishers(self) -> list[Place]:
        """Those who finished a short while ago and wait for the head's decision."""
        return [place for place in self.places if place.finisher]


def roman(number: int) -> str:
    """A number as batches are called."""
    told = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        told += sign * count
    return told


def batches_of(course: Course, first: date, today: date) -> list[Batch]:
    """The batches of a course since the first day, the running one last."""
    ended = today - timedelta(days=course.ended_ago)
    starts = [ended + BREAK]
    while starts[0] > first:
        starts.insert(0, starts[0] - BREAK - LENGTH)
    return [Batch(course, f"Angkatan {roman(at)}", start, start + LENGTH) for at, start in enumerate(starts, start=1)]


def teach(house: House, rng: Random, days: tuple[date, date], off: Collection[date], seed: int) -> School:
    """Let the invented people learn from the first day to the last; who joins what is drawn from ``rng``."""
    taught = courses()
    first, last = days
    today = last + timedelta(days=1)
    runs = {course.name: batches_of(course, first, today) for course in taught}
    own = Random(seed + 1)  # noqa: S311 - invents attendance, guards nothing
    places: list[Place] = []
    for stay in house.stays:
        if rng.random() < SHARE:
            places += _path(stay, taught, rng.choice(range(len(taught))), runs, today)
    places = _with_finishers(house, places, runs[taught[0].name], today)
    batches = [batch for course in taught for batch in runs[course.name]]
    held = {
        batch.batch_id: planned(batch.course.weekdays, max(batch.first, first), min(batch.last, last), off)
        for batch in batches
    }
    school = School(taught, batches, places, held)
    for place in places:
        _attend(own, place, held[place.batch.batch_id])
        if place.finished(today) and place.marks:
            _grade(own, place)
    _leave_open(school, runs[taught[1].name][-1])
    return school


def _path(
    stay: Stay, taught: tuple[Course, ...], at: int, runs: Mapping[str, list[Batch]], today: date
) -> Iterator[Place]:
    """The batches somebody goes through, one course after the other, until they leave."""
    ready = stay.admitted + SETTLING_IN
    until = min(stay.left or today, today)
    for step in range(len(taught)):
        runs_of = runs[taught[(at + step) % len(taught)].name]
        batch = next((one for one in runs_of if one.last - TOO_LATE >= ready), None)
        if batch is None or max(ready, batch.first) > until:
            return
        yield Place(stay, batch, max(ready, batch.first))
        if batch.last >= today - WAITING:
            return
        ready = batch.last + BREAK


def _with_finishers(house: House, places: list[Place], runs: list[Batch], today: date) -> list[Place]:
    """See to it that some people finished the first course a short while ago, with their papers in order."""
    done = next((batch for batch in reversed(runs) if batch.last < today), None)
    if done is None:
        return places
    living = [
        stay
        for stay in sorted(house.living(), key=lambda one: one.admitted)
        if stay.admitted <= done.last - TOO_LATE - SETTLING_IN and stay.person.who.nik and not stay.person.who.alert
    ]
    chosen = living[: min(FINISHERS, max(1, len(house.living()) // 6))]
    taken = {stay.stay_id for stay in chosen}
    kept = [place for place in places if place.stay.stay_id not in taken]
    return kept + [Place(stay, done, max(stay.admitted + SETTLING_IN, done.first), finisher=True) for stay in chosen]


def _attend(rng: Random, place: Place, held: Collection[date]) -> None:
    habit = _HABITS[0] if place.finisher else rng.choices(_HABITS, _SHARES)[0]
    days = place.days(held)
    place.marks = dict(zip(days, rng.choices(_MARKS, habit, k=len(days)), strict=True))


def _grade(rng: Random, place: Place) -> None:
    middle = rng.gauss(84 if place.finisher else 78, 4 if place.finisher else 8)
    place.grades = tuple(
        float(round(min(98.0, max(48.0, rng.gauss(middle, 3))))) for _subject in place.batch.course.subjects
    )


def _leave_open(school: School, batch: Batch) -> None:
    """Leave the newest session of a batch open with two people unmarked, and one person slipping."""
    there = [place for place in school.places if place.batch is batch and place.marks and place.stay.left is None]
    if not there:
        return
    slipping = there[0]
    for day in sorted(slipping.marks)[-STREAK:]:
        slipping.marks[day] = Attendance.ABSENT
    newest = max(day for place in there for day in place.marks)
    school.open_sessions.add((batch.batch_id, newest))
    for place in there[1:3]:
        place.marks.pop(newest, None)
