"""Shifts of a day: every instant belongs to one; what a note found is kept and read back; who may sign."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.settings import Panti, Settings, Zone
from shelter_admin.domain.shifts import (
    Entry,
    Found,
    HandoverLine,
    NoteKind,
    Shift,
    Signature,
    found_from_plain,
    found_to_plain,
    require_begun,
    require_may_hand,
    require_may_take,
    shift_at,
    shift_before,
    shift_of,
    shift_to_show,
)

PANTI = Panti("p", "P", "Panti", "64.72", Zone.WITA)
DAY = date(2026, 11, 21)
instants = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda at: at.replace(tzinfo=UTC))
clocks = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return PANTI.instant(day, time(hour, minute))


@pytest.mark.parametrize(
    ("moment", "day", "shift"),
    [
        (at(7), DAY, Shift.MORNING),
        (at(13, 59), DAY, Shift.MORNING),
        (at(14), DAY, Shift.AFTERNOON),
        (at(20), DAY, Shift.NIGHT),
        (at(0, 40, DAY + timedelta(days=1)), DAY, Shift.NIGHT),
        (at(6, 59), DAY - timedelta(days=1), Shift.NIGHT),
    ],
)
def test_that_an_hour_belongs_to_the_shift_that_began_last_and_the_night_to_its_first_day(moment, day, shift):
    found = shift_at(PANTI, moment)
    assert (found.day, found.shift) == (day, shift)


@given(instants, clocks, clocks)
def test_that_every_instant_belongs_to_one_shift_whatever_the_hours_are(moment, morning, afternoon):
    panti = replace(PANTI, settings=Settings(morning_shift_at=morning, afternoon_shift_at=afternoon))
    found = shift_at(panti, moment)
    assert found.starts <= moment < found.ends
    assert shift_of(panti, found.day, found.shift) == found
    assert shift_before(panti, found).ends == found.starts


def test_that_what_was_found_is_read_back_as_it_was_and_names_nobody():
    entries = (Entry(NoteKind.LATE, "id-1", at(8), at(9)), Entry(NoteKind.TO_CLEAN, "id-2"))
    found = Found(at(10), 60, 50, 12, 9, 3, entries)
    assert found_from_plain(found_to_plain(found)) == found


def line(*, handed: str = "", taken: str = "", shift: Shift = Shift.MORNING) -> HandoverLine:
    def signed(who: str) -> Signature | None:
        return Signature(who, who.title(), at(14)) if who else None

    return HandoverLine("h", shift_of(PANTI, DAY, shift), signed(handed), signed(taken))


@pytest.mark.parametrize(
    ("taken_from", "code"),
    [
        (line(), "handover_not_handed"),
        (line(handed="rina"), "handover_same_officer"),
        (line(handed="joko", taken="rina"), "handover_signed"),
    ],
)
def test_that_a_shift_is_taken_over_once_and_never_from_oneself(taken_from, code):
    with pytest.raises(Refused) as caught:
        require_may_take(taken_from, "rina")
    assert caught.value.code == code


def test_that_another_officer_may_take_over_what_was_handed():
    require_may_take(line(handed="joko"), "rina")


def test_that_a_shift_is_handed_over_once():
    require_may_hand(line())
    for done, code in ((line(handed="joko"), "handover_handed"), (line(handed="j", taken="r"), "handover_signed")):
        with pytest.raises(Refused) as caught:
            require_may_hand(done)
        assert caught.value.code == code


def test_that_a_shift_to_come_cannot_be_handed_over():
    with pytest.raises(Refused) as caught:
        require_begun(shift_of(PANTI, DAY, Shift.NIGHT), at(19, 59))
    assert caught.value.code == "shift_not_begun"
    require_begun(shift_of(PANTI, DAY, Shift.NIGHT), at(20))


def test_that_a_note_that_waits_for_a_signature_is_shown_first_then_the_shift_that_just_ended():
    running, before = shift_of(PANTI, DAY, Shift.AFTERNOON), line()
    waiting = line(handed="joko", shift=Shift.NIGHT)
    assert shift_to_show(at(15), running, before, [waiting]) == waiting.time
    assert shift_to_show(at(15), running, before, []) == before.time
    assert shift_to_show(at(17), running, before, []) == running
    assert shift_to_show(at(15), running, line(handed="joko", taken="rina"), []) == running
