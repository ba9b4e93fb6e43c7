"""Attendance as the database counts it, beside the plain rule; what it refuses; and that it finds its rows by index."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import IntegrityError

from shelter_admin.domain.training import Attendance, Holiday, OwnDays, figures_of, planned
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.training.classes import Classes, ClassSheetOf, TodaysClasses
from shelter_admin.operations.training.figures import AttendanceFiguresOf
from shelter_admin.persistence.base import Stamp, new_id, stamped
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.training import holidays
from shelter_admin.persistence.training.figures import attendance_by_enrolment
from shelter_admin.persistence.training.programs import batch_named, program_named
from shelter_admin.persistence.training.tables import (
    AttendanceMarkTable,
    BatchTable,
    ClassSessionTable,
    EnrolmentTable,
    HolidayTable,
)
from tests.people import a_desk
from tests.persistence.test_lists_by_index import walked_through

TODAY = date(2026, 11, 21)
FIRST = date(2026, 9, 1)
DAYS = [FIRST + timedelta(days=step) for step in range((TODAY - FIRST).days + 1)]


@pytest.fixture
def desk(tmp_path):
    desk = a_desk(tmp_path)
    yield desk
    desk.close()


def writing(desk: Desk):
    return desk.store.acting(Stamp(desk.panti.id, desk.staff.account_id, desk.now, "Test"))


class Invented:
    """Three classes of one programme, one with an end, with people coming and going and marks at random."""

    def __init__(self, session, seed: int) -> None:
        self.chance = Random(seed)
        self.session = session
        holidays.fill(session, 2026)
        for day in self.chance.sample(DAYS, 5):
            holidays.put(session, Holiday(day, "Libur daerah", self.chance.random() < 0.7, by_office=True))
        self.program_id = program_named(session, "Menjahit")
        self.batches = [batch_named(session, self.program_id, name) for name in ("", "Angkatan I", "Angkatan II")]
        ended = session.get_one(BatchTable, self.batches[2])
        ended.ends_on, ended.weekdays = TODAY + timedelta(days=30), "135"
        self.sessions = {batch: self.hold(batch) for batch in self.batches}
        self.own: dict[str, tuple[str, OwnDays]] = {}
        self.marks: dict[str, dict[date, Attendance]] = {}
        for number in range(25):
            self.enrol(number)

    def hold(self, batch: str) -> dict[date, str]:
        days = sorted(self.chance.sample(DAYS, 30))
        rows = [stamped(self.session, batch_id=batch, day=day) for day in days]
        self.session.execute(insert(ClassSessionTable), rows)
        return {row["day"]: row["id"] for row in rows}

    def some_day(self, share: float) -> date | None:
        return self.chance.choice(DAYS) if self.chance.random() < share else None

    def enrol(self, number: int) -> None:
        chance, session = self.chance, self.session
        person, stay, enrolment = new_id(), new_id(), new_id()
        admitted_on = self.some_day(0.6)
        left_on = next((day for day in [self.some_day(0.4)] if day and day >= (admitted_on or FIRST)), None)
        joined_on = self.some_day(0.5)
        ended_on = next((day for day in [self.some_day(0.3)] if day and day >= (joined_on or FIRST)), None)
        session.add(PersonTable(id=person, number=f"2026-{number:04}", name=f"Orang {number}"))
        session.flush()
        reason = "KELUARGA" if left_on else None
        session.add(StayTable(id=stay, person_id=person, admitted_on=admitted_on, left_on=left_on, leave_reason=reason))
        session.flush()
        batch = chance.choice(self.batches)
        session.add(
            EnrolmentTable(
                id=enrolment,
                stay_id=stay,
                program_id=self.program_id,
                batch_id=batch,
                joined_on=joined_on,
                ended_on=ended_on,
            )
        )
        session.flush()
        self.own[enrolment] = batch, OwnDays(joined_on, ended_on, admitted_on, left_on, left=left_on is not None)
        self.marks[enrolment] = {
            day: chance.choice(list(Attendance)) for day in self.sessions[batch] if chance.random() < 0.8
        }
        rows = [
            stamped(session, session_id=self.sessions[batch][day], enrolment_id=enrolment, mark=mark.value, note="")
            for day, mark in self.marks[enrolment].items()
        ]
        if rows:
            session.execute(insert(AttendanceMarkTable), rows)

    def expected(self, enrolment: str):
        """The figures by the plain rule."""
        batch, own = self.own[enrolment]
        query = select(HolidayTable.day).where(HolidayTable.off)
        off = set(self.session.scalars(query))
        held = [day for day in self.sessions[batch] if day in own and day not in off]
        line = self.session.get_one(BatchTable, batch)
        due = None
        if line.ends_on is not None:
            due = [day for day in planned(line.weekdays, TODAY, line.ends_on, off) if day in own]
        return figures_of(self.marks[enrolment], held, due)


@pytest.mark.parametrize("seed", range(4))
def test_that_the_database_counts_as_the_plain_rule_does(desk, seed):
    with writing(desk) as session:
        made = Invented(session, seed)
        found = attendance_by_enrolment(session, list(made.own), TODAY)
        assert {one: found[one] for one in made.own} == {one: made.expected(one) for one in made.own}
        staying = {one for one, (_batch, own) in made.own.items() if not own.left}
        assert attendance_by_enrolment(session, None, TODAY).keys() == staying
        made_batches = made.batches
    for batch in made_batches:
        for row in desk.ask(ClassSheetOf(batch, FIRST, TODAY)).rows:
            assert row.figures == found[row.enrolment_id]
            assert {day: mark for day, mark in made.marks[row.enrolment_id].items() if day >= FIRST} == row.marks


def test_that_a_day_is_filled_from_the_calendar_once_and_only_there(desk):
    with writing(desk) as session:
        shown = holidays.days_off(session, date(2024, 1, 1), date(2024, 12, 31))
        assert not holidays.is_filled(session, 2024)
        assert holidays.off_for_session(session, date(2024, 8, 17)) == {date(2024, 8, 17): shown[date(2024, 8, 17)]}
        assert holidays.days_off(session, date(2024, 1, 1), date(2024, 12, 31)) == shown
        assert holidays.fill(session, 2024) == 0


AGAIN = (
    "INSERT INTO {table} (id, panti_id, {columns}, version, changed_at, changed_by) "
    "SELECT 'x', panti_id, {columns}, 1, changed_at, changed_by FROM {table} LIMIT 1"
)
SECOND_SESSION = AGAIN.format(table="class_session", columns="batch_id, day")
SECOND_MARK = AGAIN.format(table="attendance_mark", columns="session_id, enrolment_id, mark, note")


@pytest.mark.parametrize(
    "wrong",
    [
        SECOND_SESSION,
        SECOND_MARK,
        "UPDATE attendance_mark SET mark = 'B'",
        "UPDATE class_session SET closed_by = 'x'",
        "DELETE FROM class_session",
    ],
)
def test_that_the_database_itself_keeps_one_session_a_day_and_one_known_mark_a_person(desk, wrong):
    with writing(desk) as session:
        Invented(session, 1)
    with pytest.raises(IntegrityError), desk.store.engine.begin() as connection:
        connection.execute(text(wrong))


@pytest.mark.embedded("the plan is read in the words of the file")
def test_that_no_class_is_read_from_end_to_end_of_ten_years(desk):
    with writing(desk) as session:
        made = Invented(session, 2)
    questions = (
        ClassSheetOf(made.batches[0]),
        TodaysClasses(),
        Classes(),
        AttendanceFiguresOf(made.program_id, TODAY - timedelta(days=30)),
    )
    for question in questions:
        assert walked_through(desk, question) == []
