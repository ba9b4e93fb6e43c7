import gettext
from datetime import date, datetime, time
from decimal import Decimal

import pytest

from shelter_admin.domain import wording, words


@pytest.fixture
def indonesian():
    words.speak("id", gettext.NullTranslations())
    yield
    words.speak("en", gettext.NullTranslations())


def test_that_a_date_in_text_has_its_month_in_words():
    assert wording.long_date(date(2026, 11, 1)) == "1 November 2026"
    assert wording.day_and_date(date(2026, 11, 21)) == "Saturday, 21 November 2026"
    assert wording.month_and_year(date(2026, 5, 21)) == "May 2026"


def test_that_a_date_in_a_table_has_two_digits_each():
    assert wording.short_date(date(2026, 3, 1)) == "01-03-2026"
    assert wording.short_date(date(987, 3, 1)) == "01-03-0987"


def test_that_the_clock_has_24_hours_and_a_dot():
    assert wording.clock(time(6, 5)) == "06.05"
    assert wording.clock(datetime(2026, 11, 21, 20, 0)) == "20.00"
    assert wording.date_and_clock(datetime(2026, 11, 21, 20, 0)) == "21-11-2026 20.00"


@pytest.mark.parametrize(
    ("value", "decimals", "told"),
    [(1234.5, None, "1.234,5"), (105, None, "105"), (-1234567, None, "-1.234.567"), (2.0, None, "2"), (2.0, 1, "2,0")],
)
def test_that_numbers_are_written_as_offices_do(indonesian, value, decimals, told):
    assert wording.number(value, decimals) == told


def test_that_english_numbers_are_written_the_english_way():
    assert wording.number(Decimal("1234.50")) == "1,234.50"


def test_that_a_share_keeps_its_sign_beside_it(indonesian):
    assert wording.percent(106.67) == "107\u00a0%"
    assert wording.percent(106.67, 1) == "106,7\u00a0%"


def test_that_money_is_whole_rupiah(indonesian):
    assert wording.rupiah(2_000_000) == "Rp2.000.000"
    assert wording.rupiah(-500) == "-Rp500"
    assert wording.rupiah(0) == "Rp0"
