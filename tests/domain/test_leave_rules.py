"""Rules of leave passes, standing permissions and the visitors' line, without a store."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Right, Role, Staff
from shelter_admin.domain.day_meets_night import NotBackFromDay, SleptAbsent, one_line_each, outside_step
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.leave_passes import (
    OPEN,
    LeavePass,
    PassAsked,
    PassStanding,
    PassState,
    acts_as_head,
    nights_of,
    pass_code,
    read_pass_code,
    read_period,
    require_no_other,
)
from shelter_admin.domain.presence import Mark, OutingKind
from shelter_admin.domain.settings import Panti, Zone
from shelter_admin.domain.standing_permissions import (
    EARLY,
    OutsideMeal,
    StandingKind,
    StandingPermission,
    require_apart,
)
from shelter_admin.domain.visits import Visit, VisitEntry, inside_first, read_visit_entry

PANTI = Panti("p", "P", "Panti", "64.72", Zone.WITA)
HERE = datetime(2026, 11, 21, 12, 0, tzinfo=Zone.WITA.offset)  # a Saturday
NOW = HERE.astimezone(UTC)
TODAY = date(2026, 11, 21)


def a_pass(hours: float = 1, days: float = 1, **known) -> LeavePass:
    asked = PassAsked(OutingKind.LEAVE, NOW + timedelta(hours=hours), NOW + timedelta(hours=hours, days=days))
    state = known.pop("state", PassState.APPROVED)
    return LeavePass(known.pop("pass_id", "one"), "p", "s", "1", "Slamet", "", asked, state, "me", NOW, **known)


@pytest.mark.parametrize(
    ("known", "after", "standing"),
    [
        ({"state": PassState.ASKED}, 0, PassStanding.ASKED),
        ({"state": PassState.REFUSED}, 0, PassStanding.REFUSED),
        ({"state": PassState.CANCELLED}, 0, PassStanding.CANCELLED),
        ({}, 0, PassStanding.APPROVED),
        ({}, 25, PassStanding.UNUSED),
        ({"state": PassState.ASKED}, 25, PassStanding.UNUSED),
        ({"out_at": NOW}, 24, PassStanding.AWAY),
        ({"out_at": NOW}, 26, PassStanding.OVERDUE),
        ({"out_at": NOW, "expected_at": NOW + timedelta(hours=30)}, 26, PassStanding.AWAY),
        ({"out_at": NOW, "in_at": NOW + timedelta(hours=30)}, 40, PassStanding.BACK),
    ],
)
def test_that_a_pass_stands_as_the_decision_and_the_gate_say(known, after, standing):
    assert a_pass(**known).standing(NOW + timedelta(hours=after)) is standing


def test_that_a_pass_is_over_only_once_nothing_can_happen_with_it():
    assert set(PassStanding) - OPEN == {
        PassStanding.BACK,
        PassStanding.UNUSED,
        PassStanding.REFUSED,
        PassStanding.CANCELLED,
    }


@given(st.uuids())
def test_that_the_number_on_a_pass_reads_back_to_the_end_of_its_id(made):
    code = pass_code(str(made))
    assert str(made).replace("-", "").endswith(read_pass_code(code))
    assert read_pass_code(f" {code.lower()} ") == read_pass_code(code) != ""


@pytest.mark.parametrize("typed", ["", "slamet", "IZ", "IZ1234567", "IZ1234567G", "2026-0131", "IZ123456789"])
def test_that_what_is_no_number_of_a_pass_is_none(typed):
    assert read_pass_code(typed) == ""


@pytest.mark.parametrize(
    ("leaves", "back", "begins", "ends"),
    [
        ("", "20.00", HERE, HERE.replace(hour=20)),
        ("", "08.00", HERE, HERE.replace(hour=8) + timedelta(days=1)),
        ("08.00", "20.00", HERE.replace(hour=8), HERE.replace(hour=20)),
        ("24-11 08.00", "26-11 17.30", HERE.replace(day=24, hour=8), HERE.replace(day=26, hour=17, minute=30)),
        ("24-11 08.00", "20.00", HERE.replace(day=24, hour=8), HERE.replace(day=24, hour=20)),
        (
            "31-12 08.00",
            "02-01 17.00",
            HERE.replace(month=12, day=31, hour=8),
            datetime(2027, 1, 2, 17, tzinfo=HERE.tzinfo),
        ),
    ],
)
def test_that_hours_are_read_as_people_write_them(leaves, back, begins, ends):
    assert read_period(leaves, back, HERE) == (begins, ends)


@pytest.mark.parametrize(
    ("leaves", "back", "code", "field"),
    [
        ("", "", "leave_until_missing", "until_at"),
        ("pagi", "20.00", "clock_unclear", "from_at"),
        ("08.00", "sore", "clock_unclear", "until_at"),
        ("24-11 08.00", "24-11-2026 07.00", "return_in_the_past", "until_at"),
    ],
)
def test_that_hours_which_cannot_be_read_are_said_beside_their_field(leaves, back, code, field):
    with pytest.raises(Refused) as caught:
        read_period(leaves, back, HERE)
    assert (caught.value.code, caught.value.field) == (code, field)


def test_that_nights_are_those_of_the_wall_not_of_utc():
    late = PassAsked(OutingKind.LEAVE, NOW.replace(hour=15), NOW.replace(hour=15, minute=59))  # 23.00 to 23.59
    assert nights_of(late, PANTI) == 0
    past = PassAsked(OutingKind.LEAVE, NOW.replace(hour=15), NOW.replace(hour=16, minute=1))  # to 00.01
    assert nights_of(past, PANTI) == 1


@given(st.integers(-100, 100), st.integers(1, 60), st.integers(-100, 100), st.integers(1, 60))
def test_that_two_passes_overlap_exactly_when_some_hour_belongs_to_both(first, long, second, short):
    one, other = a_pass(200 + first, long / 24), a_pass(200 + second, short / 24, pass_id="two")
    meet = set(range(first, first + long)) & set(range(second, second + short))
    if meet:
        with pytest.raises(Refused):
            require_no_other(one.asked, [other], NOW)
    else:
        require_no_other(one.asked, [other], NOW)


def test_that_a_refused_or_cancelled_pass_stands_in_nobodys_way():
    others = [a_pass(state=PassState.REFUSED), a_pass(state=PassState.CANCELLED)]
    require_no_other(a_pass(pass_id="two").asked, others, NOW)


def test_that_the_head_and_whom_the_head_passed_it_decide_as_head():
    staff = Staff("a", "u", "n", frozenset({Role.PEKERJA_SOSIAL}))
    assert not acts_as_head(staff, TODAY)
    assert acts_as_head(Staff("a", "u", "n", frozenset({Role.KEPALA})), TODAY)
    deputy = Staff("a", "u", "n", frozenset({Role.PIKET}), {Right.APPROVE_LEAVE: TODAY})
    assert acts_as_head(deputy, TODAY)
    assert not acts_as_head(deputy, TODAY + timedelta(days=1))


def permission(weekdays="12345", leaves=time(8), back=time(16), **more) -> StandingPermission:
    return StandingPermission(
        more.pop("permission_id", "x"),
        "p",
        "s",
        StandingKind.WORK,
        "Toko",
        weekdays,
        leaves,
        back,
        date(2026, 11, 2),
        **more,
    )


@pytest.mark.parametrize(
    ("day", "clock", "back"),
    [
        (20, time(8), datetime(2026, 11, 20, 16)),
        (20, time(15, 59), datetime(2026, 11, 20, 16)),
        (20, time(16), None),
        (20, time(7, 59), None),
        (21, time(9), None),
    ],
)
def test_that_a_permission_covers_its_hours_on_its_weekdays(day, clock, back):
    assert permission().covering(datetime.combine(date(2026, 11, day), clock)) == back


def test_that_night_work_covers_the_hours_past_midnight_of_the_day_after():
    nightly = permission("5", time(20), time(5))
    assert nightly.covering(datetime(2026, 11, 20, 23)) == datetime(2026, 11, 21, 5)
    assert nightly.covering(datetime(2026, 11, 21, 4)) == datetime(2026, 11, 21, 5)
    assert nightly.covering(datetime(2026, 11, 21, 23)) is None


def test_that_who_leaves_a_little_before_the_hour_goes_to_work():
    early = datetime(2026, 11, 20, 7)
    assert permission().covering(early) is None
    assert permission().covering(early, EARLY) == datetime(2026, 11, 20, 16)


def test_that_a_permission_ends_with_its_last_day():
    ended = permission(until_day=date(2026, 11, 19))
    assert ended.holds_on(date(2026, 11, 19))
    assert not ended.holds_on(date(2026, 11, 20))
    assert not permission().holds_on(date(2026, 11, 1))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (permission("1"), permission("2"), False),
        (permission("1"), permission("1", time(16), time(18)), False),
        (permission("1"), permission("1", time(15), time(18)), True),
        (permission("7", time(22), time(6)), permission("1", time(5), time(9)), True),
        (permission("7", time(22), time(5)), permission("1", time(5), time(9)), False),
        (permission(until_day=date(2026, 11, 6)), permission(), True),
    ],
)
def test_that_permissions_meet_exactly_when_some_hour_belongs_to_both(one, other, meet):
    for new, old in ((one, other), (other, one)):
        old_one = StandingPermission("y", *[getattr(old, name) for name in old.__slots__[1:]])
        if meet:
            with pytest.raises(Refused, match="standing_overlaps"):
                require_apart(new, [old_one])
        else:
            require_apart(new, [old_one])


@pytest.mark.parametrize(
    ("typed", "entry"),
    [
        ("Siti (adik) > slamet", VisitEntry("Siti", "", "adik", "slamet")),
        ("Budi Hartono, Dinsos Kaltim", VisitEntry("Budi Hartono", "Dinsos Kaltim")),
        ("Aini, Puskesmas (petugas) > 2026-0017", VisitEntry("Aini", "Puskesmas", "petugas", "2026-0017")),
        ("  Siti   Aminah>slam ", VisitEntry("Siti Aminah", "", "", "slam")),
        ("> slamet", VisitEntry("", "", "", "slamet")),
    ],
)
def test_that_one_line_says_who_came_from_where_and_to_whom(typed, entry):
    assert read_visit_entry(typed) == entry


def test_that_who_is_inside_stands_on_top_the_newest_first():
    def visit(name: str, hour: int, *, gone: bool) -> Visit:
        came = NOW + timedelta(hours=hour)
        return Visit(name, name, "", "", "", "", "", "", came, came if gone else None)

    log = [visit("a", 1, gone=True), visit("b", 2, gone=False), visit("c", 3, gone=True), visit("d", 4, gone=False)]
    assert [one.visit_id for one in inside_first(log)] == ["d", "b", "c", "a"]


def test_that_each_line_of_the_morning_says_what_to_do_next():
    absent = SleptAbsent("p", "1", "Slamet", "", ("Menjahit",), (TODAY,))
    steps = {absent.next_step(), SleptAbsent("p", "1", "n", "", (), (TODAY,), ill=True).next_step()}
    (twice,) = one_line_each([absent, SleptAbsent("p", "1", "Slamet", "", ("Las",), (TODAY - timedelta(days=1),))])
    assert (twice.classes, len(twice.days)) == (("Menjahit", "Las"), 2)
    assert len(steps | {twice.next_step()}) == 3
    missing = NotBackFromDay("p", "1", "n", "", (), Mark.NOT_BACK)
    ran = NotBackFromDay("p", "1", "n", "", (), Mark.RAN_AWAY)
    came = NotBackFromDay("p", "1", "n", "", (), Mark.NOT_BACK, back_at=NOW)
    assert len({one.next_step(Zone.WITA) for one in (missing, ran, came)}) == 3
    assert "12.00" in came.next_step(Zone.WITA)


def test_that_who_works_outside_is_asked_about_only_once_the_hour_has_come():
    day, works = date(2026, 11, 20), permission(meals_outside=(OutsideMeal.LUNCH,))
    before, during, after = (outside_step(works, day, datetime(2026, 11, 20, hour)) for hour in (6, 9, 17))
    assert len({before, during, after}) == 3
    assert "08.00" in before
    assert "08.00" in during
