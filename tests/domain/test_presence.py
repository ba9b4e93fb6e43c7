"""The rules of the gate and the roll-call: hours as they are typed, lateness, marks, counts, nights."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import (
    AWAY,
    MISSING,
    PRESENT,
    GateEntry,
    Mark,
    OutingKind,
    OutingLine,
    RollCallKind,
    RollCallLine,
    RollCallSheet,
    count,
    expected_return,
    late_first,
    minutes_late,
    premark,
    read_clock,
    read_gate_entry,
    read_mark,
    read_return,
    read_sheet_entry,
    require_complete,
    require_night_has_begun,
    why_outside,
)
from shelter_admin.domain.settings import Panti, Settings, Zone

HERE = Zone.WITA.offset
NOW = datetime(2026, 11, 21, 19, 42, tzinfo=HERE)
CLOCKS = st.times().map(lambda clock: clock.replace(second=0, microsecond=0))
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=HERE))


def line(person: str, number: str = "", name: str = "", **changed) -> RollCallLine:
    values = {"alias": "", "wisma": "Melati", "bed": "Melati 1/1", "mark": None, "proposed": None}
    return RollCallLine(person, f"stay-{person}", number or person, name or person, **{**values, **changed})


def sheet(*lines: RollCallLine) -> RollCallSheet:
    return RollCallSheet(date(2026, 11, 21), RollCallKind.MALAM, None, 0, lines)


def outing(name: str, until: datetime | None, late: int = 0) -> OutingLine:
    return OutingLine(
        name, name, name, name, name, "", "", OutingKind.PERMISSION, "", NOW - timedelta(hours=9), until, late
    )


def test_that_every_code_belongs_to_exactly_one_group():
    assert set(Mark) == PRESENT | AWAY | MISSING
    assert len(PRESENT) + len(AWAY) + len(MISSING) == len(Mark)


@given(st.lists(st.sampled_from(Mark)), st.integers(0, 50))
def test_that_present_away_missing_and_unmarked_add_up_to_the_books(marks, unmarked):
    counted = count(len(marks) + unmarked, marks)
    assert counted.present + counted.away + counted.missing + counted.unmarked == counted.on_books
    assert counted.unmarked == unmarked


@given(st.lists(st.sampled_from([None, *Mark]), max_size=30))
def test_that_on_the_books_but_not_in_bed_is_everybody_who_is_not_present(marks):
    lines = [line(str(at), mark=mark) for at, mark in enumerate(marks)]
    roll_call = sheet(*lines)
    assert len(roll_call.difference) == roll_call.counts.on_books - roll_call.counts.present


def test_that_a_proposal_is_not_counted_until_it_is_written():
    counts = sheet(line("a", proposed=Mark.LEAVE), line("b", mark=Mark.PRESENT)).counts
    assert (counts.present, counts.away, counts.unmarked) == (1, 0, 1)


def test_that_closing_is_refused_while_somebody_is_unmarked():
    with pytest.raises(Refused) as refused:
        require_complete(count(3, [Mark.PRESENT, Mark.ABSENT]))
    assert (refused.value.code, refused.value.facts) == ("roll_call_unmarked", {"count": 1})
    require_complete(count(2, [Mark.PRESENT, Mark.ABSENT]))


def test_that_a_night_that_has_not_begun_takes_no_roll_call():
    running = date(2026, 11, 21)
    require_night_has_begun(running, running)
    with pytest.raises(Refused, match="night_not_begun"):
        require_night_has_begun(running + timedelta(days=1), running)


@given(CLOCKS, MOMENTS)
def test_that_a_return_is_the_next_time_the_wall_shows_that_hour(clock, out_at):
    back = expected_return(clock, out_at)
    assert out_at < back <= out_at + timedelta(days=1)
    assert back.time() == clock


@given(CLOCKS)
def test_that_every_hour_is_read_as_offices_write_it(clock):
    written = f"{clock.hour:02}.{clock.minute:02}"
    assert read_clock(written) == read_clock(written.replace(".", ":")) == read_clock(written.replace(".", "")) == clock


@pytest.mark.parametrize(
    ("typed", "clock"), [("20", time(20)), (" 7.5 ", time(7, 5)), ("700", time(7)), ("0.00", time())]
)
def test_that_short_hours_are_read(typed, clock):
    assert read_clock(typed) == clock


@pytest.mark.parametrize("typed", ["", "25.00", "20.60", "delapan", "20.00.00", "-1.00", "٢٠.٠٠", "1_0.00", "+8"])
def test_that_an_unclear_hour_is_refused_beside_its_field(typed):
    with pytest.raises(Refused) as refused:
        read_clock(typed)
    assert (refused.value.code, refused.value.field) == ("clock_unclear", "until")


@given(st.text(max_size=8))
def test_that_nothing_typed_as_an_hour_breaks_the_reading(typed):
    with suppress(Refused):
        assert isinstance(read_clock(typed), time)


@pytest.mark.parametrize(
    ("typed", "back"),
    [
        ("20.00", datetime(2026, 11, 21, 20, 0, tzinfo=HERE)),
        ("6.00", datetime(2026, 11, 22, 6, 0, tzinfo=HERE)),
        ("24-11 20.00", datetime(2026, 11, 24, 20, 0, tzinfo=HERE)),
        ("2-1 8.00", datetime(2027, 1, 2, 8, 0, tzinfo=HERE)),
        ("24/11/2026  20.00", datetime(2026, 11, 24, 20, 0, tzinfo=HERE)),
    ],
)
def test_that_a_return_may_have_its_day(typed, back):
    assert read_return(typed, NOW) == back


@pytest.mark.parametrize("typed", ["31-2 20.00", "besok 20.00", "24-11", "1-1-0 8.00"])
def test_that_an_unclear_day_of_return_is_refused(typed):
    with pytest.raises(Refused, match="clock_unclear"):
        read_return(typed, NOW)


def test_that_a_return_that_lies_behind_is_refused():
    with pytest.raises(Refused, match="return_in_the_past"):
        read_return("21-11 19.00", NOW)


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("slamet", GateEntry("slamet")),
        ("  2026-0131 ", GateEntry("2026-0131")),
        ("slam > pasar 20.00", GateEntry("slam", "pasar", "20.00")),
        ("slam>Blok 20", GateEntry("slam", "Blok 20")),
        ("slam > 20:00", GateEntry("slam", "", "20:00")),
        ("slam > Bontang 24-11 20.00", GateEntry("slam", "Bontang", "24-11 20.00")),
        ("slam >", GateEntry("slam")),
        ("> pasar", GateEntry("", "pasar")),
    ],
)
def test_that_where_to_and_until_when_may_be_written_behind_the_name(typed, entry):
    assert read_gate_entry(typed) == entry
    assert entry.going_out == bool(entry.destination or entry.until)


def test_that_a_return_that_is_reached_is_not_late_and_one_minute_past_it_is():
    until = NOW
    assert minutes_late(until, NOW) == 0
    assert minutes_late(until, NOW + timedelta(seconds=59)) == 0
    assert minutes_late(until, NOW + timedelta(minutes=1)) == 1
    assert minutes_late(None, NOW) == 0


def test_that_who_is_out_comes_pre_marked_by_kind_and_not_back_once_late():
    later, before = NOW + timedelta(hours=1), NOW - timedelta(hours=1)
    assert premark(OutingKind.PERMISSION, later, NOW) is Mark.PERMISSION
    assert premark(OutingKind.LEAVE, None, NOW) is Mark.LEAVE
    assert premark(OutingKind.DUTY, None, NOW) is Mark.ELSEWHERE
    assert premark(OutingKind.LEAVE, before, NOW) is Mark.NOT_BACK
    assert premark(OutingKind.MISSING, before, NOW) is Mark.RAN_AWAY


def test_that_the_latest_stand_first_then_by_hour_then_those_without_one():
    lines = [
        outing("no hour", None),
        outing("soon", NOW + timedelta(minutes=5)),
        outing("late", NOW - timedelta(minutes=30), 30),
        outing("later", NOW - timedelta(minutes=90), 90),
        outing("tonight", NOW + timedelta(hours=2)),
    ]
    assert [item.name for item in late_first(lines)] == ["later", "late", "soon", "tonight", "no hour"]


def test_that_codes_are_read_in_either_case_and_others_refused():
    assert read_mark(" k ") is Mark.RAN_AWAY
    with pytest.raises(Refused) as refused:
        read_mark("x")
    assert (refused.value.code, refused.value.field) == ("mark_unknown", "mark")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("17 I", ("17", Mark.PERMISSION)),
        ("2026-0131 s", ("2026-0131", Mark.ILL_IN_BED)),
        ("slamet wib a", ("slamet wib", Mark.ABSENT)),
        ("17", ("17", None)),
        ("slamet", ("slamet", None)),
    ],
)
def test_that_a_line_of_the_sheet_is_typed_back_with_its_letter(typed, read):
    assert read_sheet_entry(typed) == read


def test_that_a_sheet_is_typed_back_by_line_number_or_name():
    roll_call = sheet(
        line("a", "2026-0001", "Slamet Wibowo"), line("b", "2026-0002", "Slamet Arifin", alias="Mamet"), line("c", "1")
    )
    assert [found.person_id for found in roll_call.typed("2")] == ["b"]
    assert [found.person_id for found in roll_call.typed("2026-0001")] == ["a"]
    assert [found.person_id for found in roll_call.typed("slam")] == ["a", "b"]
    assert [found.person_id for found in roll_call.typed("mam")] == ["b"]
    assert roll_call.typed("99") == roll_call.typed("0") == roll_call.typed("#x") == roll_call.typed("") == ()


def test_that_a_line_that_is_also_somebodys_number_is_not_guessed():
    roll_call = sheet(line("a", "2"), line("b", "3"), line("c", "4"))
    assert {found.person_id for found in roll_call.typed("2")} == {"a", "b"}
    assert [found.person_id for found in roll_call.typed("#2")] == ["b"]


def test_that_who_is_not_marked_on_a_closed_roll_call_came_after_it():
    lines = (line("a", mark=Mark.PRESENT), line("b"))
    assert sheet(*lines).came_since == ()
    closed = replace(sheet(*lines), closed_by="Rina", closed_at=datetime(2026, 11, 21, 14, tzinfo=UTC))
    assert [item.person_id for item in closed.came_since] == ["b"]


def test_that_the_reason_of_a_pre_mark_says_until_when_or_since_when_late():
    until, now = datetime(2026, 11, 21, 9, 30, tzinfo=UTC), datetime(2026, 11, 21, 14, tzinfo=UTC)
    assert why_outside(OutingKind.LEAVE, "Sanga-Sanga", now + timedelta(days=2), now, Zone.WITA) == (
        "on leave, until 23-11 22.00, Sanga-Sanga"
    )
    assert why_outside(OutingKind.PERMISSION, "", until, now, Zone.WITA) == (
        "out with permission, expected back 21-11 17.30"
    )
    assert why_outside(OutingKind.DUTY, "RSUD", None, now, Zone.WITA) == "hospital or other agency, RSUD"


def test_that_marks_and_gate_that_disagree_are_told():
    roll_call = sheet(
        line("a", mark=Mark.PRESENT, proposed=Mark.PERMISSION, out=True),
        line("b", mark=Mark.NOT_BACK),
        line("c", mark=Mark.NOT_BACK, proposed=Mark.NOT_BACK, out=True),
        line("d", mark=Mark.ABSENT),
        line("e", proposed=Mark.LEAVE),
        line("f", mark=Mark.PRESENT, proposed=Mark.LEAVE),
    )
    assert [item.person_id for item in roll_call.let_go_but_not_out] == ["e"]
    assert [item.person_id for item in roll_call.in_bed_but_out] == ["a"]
    assert [item.person_id for item in roll_call.back_meanwhile] == ["b"]


@pytest.mark.parametrize("zone", list(Zone))
@pytest.mark.parametrize(
    ("clock", "of_the_day_before"),
    [(time(0, 30), True), (time(5, 59), True), (time(6, 0), False), (time(23, 59), False)],
)
def test_that_a_night_belongs_to_the_date_its_shift_starts_in_every_zone(zone, clock, of_the_day_before):
    panti = Panti("p", "PSHM", "Panti", "64.72", zone, Settings())
    day = date(2026, 11, 22)
    moment = panti.instant(day, clock)
    assert moment.tzinfo is UTC
    assert panti.night_of(moment) == day - timedelta(days=int(of_the_day_before))
