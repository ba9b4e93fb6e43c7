"""The line about a class: opened, everybody marked, saved, beside one raw commit of the very rows it wrote."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from shelter_admin.domain.training import Attendance, planned
from shelter_admin.operations.training.classes import ClassSheetOf
from shelter_admin.operations.training.enrolling import Enrol
from shelter_admin.operations.training.holidays import Holidays
from shelter_admin.operations.training.marks import ClassMark, MarkAttendance
from shelter_admin.operations.training.programs import AddProgram
from tests.bench.house import ADMITTED, NIGHT, House, a_house
from tests.bench.lines_store import beside_twin
from tests.bench.measuring import Aim, Line, Sides, timed

PEOPLE = 30


def a_class(house: House) -> str:
    """A class of thirty who have been in it since they came."""
    program_id = house.desk.do(AddProgram("Menjahit", 260)).outcome
    return house.desk.do(Enrol(program_id, "", house.people[:PEOPLE], ADMITTED)).outcome.batch_id


def class_days(house: House) -> Iterator[date]:
    """The days on which the class was due, the newest first."""
    off = {one.day for one in house.desk.ask(Holidays(NIGHT.year)) if one.off}
    return iter(planned("12345", ADMITTED, NIGHT, off)[::-1])


@contextmanager
def class_marked(place: Path) -> Iterator[Sides]:
    """The sheet of the month opened, all thirty marked and saved, another day each time."""
    with a_house(place, 100) as house:
        batch_id, days = a_class(house), class_days(house)

        def save() -> object:
            day = next(days)
            rows = house.desk.ask(ClassSheetOf(batch_id, day.replace(day=1), day)).rows
            marks = tuple(ClassMark(row.enrolment_id, Attendance.PRESENT) for row in rows)
            return house.desk.do(MarkAttendance(batch_id, day, marks))

        save()  # the year's holidays come in once
        with beside_twin(house, place, save) as floor:
            yield Sides(lambda: timed(save), floor)


LINES = [
    Line(
        "today's class of 30 opened, all marked, saved",
        "raw executemany of the same rows, one commit",
        Aim(times=8),
        class_marked,
    ),
]
