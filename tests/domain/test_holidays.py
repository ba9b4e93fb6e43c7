"""The calendar's holidays, as they are put into the table that the office edits."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.holidays import calendar_holidays

ROOT = Path(__file__).parents[2]


def test_that_national_holidays_and_joint_leave_are_named_in_indonesian():
    names = dict(calendar_holidays(2026))
    assert names[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert names[date(2026, 12, 25)] == "Hari Raya Natal"
    assert names[date(2026, 12, 24)].startswith("Cuti Bersama")


def test_that_an_ordinary_working_day_is_no_holiday():
    assert date(2026, 10, 15) not in dict(calendar_holidays(2026))


@given(year=st.integers(1900, 2300))
def test_that_every_day_stands_once_in_its_own_year_and_in_order(year):
    days = [day for day, _name in calendar_holidays(year)]
    assert days == sorted(set(days))
    assert {day.year for day in days} <= {year}
    assert all(name.strip() for _day, name in calendar_holidays(year))


def test_that_the_program_starts_without_the_calendar():
    asked = "import sys, shelter_admin.domain.holidays; print('holidays' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
