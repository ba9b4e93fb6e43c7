"""Rate, best attainable and 'may miss' on a real store, beside a count by hand over random calendars."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete

from shelter_admin.domain.month.frame import frame_of
from shelter_admin.domain.sight import Sight
from shelter_admin.domain.training import Attendance, AttendanceFigures, figures_from
from shelter_admin.operations.desk import Desk
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.returns.classes import marks_by_person, sessions_held
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.classes import Reader
from shelter_admin.persistence.training.figures import attendance_by_enrolment, program_attendance
from shelter_admin.persistence.training.sheet import sheet
from shelter_admin.persistence.training.tables import HolidayTable
from tests.people import a_desk
from tests.persistence.attendance_calendars import (
    FIRST,
    LAST,
    THRESHOLD,
    TODAY,
    ClassCalendar,
    Counted,
    Somebody,
    calendars,
    count,
    write,
)

EVERYTHING = Sight(True, True, True, True, True, True, True)
NOVEMBER = date(2026, 11, 1)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


class Enough(Exception):
    """Thrown to leave a transaction without keeping anything of it."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = a_desk(tmp_path_factory.mktemp("attendance"))
    with _acting(desk) as session:
        holidays.fill(session, 2026)
        session.execute(delete(HolidayTable).where(HolidayTable.day.between(FIRST, LAST)))
    yield desk
    desk.close()


def _acting(desk: Desk) -> Any:
    return desk.store.acting(Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Test"))


@contextmanager
def written(desk: Desk, made: ClassCalendar) -> Iterator[Any]:
    """The store with this class in it, for as long as it is looked at."""
    try:
        with _acting(desk) as session:
            write(session, made)
            yield session
            raise Enough
    except Enough:
        pass


def expected(made: ClassCalendar, one: Somebody) -> tuple[Any, ...]:
    """The figures by hand."""
    counted = count(made, one)
    ends = made.ends is not None
    rate, best = counted.rate, counted.at_the_end(0, ends=ends)
    return (
        *(counted.given.count(mark) for mark in Attendance),
        counted.unmarked,
        None if rate is None else float(rate),
        None if best is None else float(best),
        counted.may_miss() if ends else None,
    )


def told(figures: AttendanceFigures) -> tuple[Any, ...]:
    return (
        figures.present, figures.sick, figures.excused, figures.absent, figures.unmarked,
        figures.rate, figures.best_attainable, figures.may_miss,
    )  # fmt: skip


@SLOW
@given(made=calendars())
def test_that_the_store_counts_as_a_walk_through_every_day_does(desk: Desk, made: ClassCalendar) -> None:
    with written(desk, made) as session:
        wanted = {one.ids["enrolment"]: expected(made, one) for one in made.people}
        found = attendance_by_enrolment(session, list(wanted), TODAY, float(THRESHOLD))
        assert {one: told(figures) for one, figures in found.items()} == wanted
        in_house = attendance_by_enrolment(session, None, TODAY, float(THRESHOLD))
        assert {one.ids["enrolment"] for one in made.people if not one.has_left} == in_house.keys() & wanted.keys()
        assert all(told(in_house[one]) == wanted[one] for one in in_house.keys() & wanted.keys())


@SLOW
@given(made=calendars())
def test_that_sheet_programme_and_the_return_tell_the_same(desk: Desk, made: ClassCalendar) -> None:
    with written(desk, made) as session:
        wanted = {one.ids["enrolment"]: expected(made, one) for one in made.people}
        shown = sheet(session, Reader(desk.staff.account_id, EVERYTHING, TODAY), made.ids["batch"], FIRST, LAST)
        assert all(told(row.figures) == wanted[row.enrolment_id] for row in shown.rows)
        program = program_attendance(session, EVERYTHING, made.ids["program"], first=None, last=TODAY, today=TODAY)
        people = {one.ids["person"]: expected(made, one) for one in made.people}
        assert all(told(line.figures) == people[line.person_id] for line in program.people)
        frame = frame_of("2026-11", TODAY)
        of_month = {one.person_id: one for one in marks_by_person(session, frame, sessions_held(session, frame))}
        for one in made.people:
            month, sent = count(made, one, first=NOVEMBER), of_month.get(one.ids["person"])
            by_hand = (*(month.given.count(mark) for mark in Attendance), month.unmarked)
            assert by_hand == (
                (0,) * 5 if sent is None else (sent.present, sent.sick, sent.excused, sent.absent, sent.unmarked)
            )


@given(made=calendars())
@settings(max_examples=60, deadline=None)
def test_that_the_plain_rule_gives_what_trying_every_outcome_gives(made: ClassCalendar) -> None:
    for one in made.people:
        counted: Counted = count(made, one)
        figures = figures_from(
            {mark: counted.given.count(mark) for mark in Attendance},
            counted.unmarked,
            counted.to_come,
            float(THRESHOLD),
        )
        assert figures.may_miss == counted.may_miss()
        best = counted.at_the_end(0, ends=True)
        assert figures.best_attainable == (None if best is None else float(best))
