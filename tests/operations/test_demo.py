"""The invented panti: believable, sound, the same for the same seed, and nothing left of one that was not made."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Refused
from shelter_admin.domain.presence import RollCallKind
from shelter_admin.domain.progress import Cancelled
from shelter_admin.domain.residents import ResidentFilter, Status
from shelter_admin.operations.beds.board import BedBoardOn
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.demo.make import FillWithInvented, make_demo
from shelter_admin.operations.presence.gate import GateBoardNow
from shelter_admin.operations.presence.roll_call import RollCallOf
from shelter_admin.operations.residents import ResidentList
from shelter_admin.operations.today import TodayNow
from tests.people import FixedClock, an_opener

YESTERDAY = date(2026, 11, 20)
EVERYBODY = ResidentFilter(status=frozenset(Status))


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    made = make_demo(an_opener(), tmp_path_factory.mktemp("demo") / "demo.shelter", residents=60, years=2, seed=1)
    yield made
    made.desk.close()


def test_that_exactly_so_many_live_there_and_nobody_shares_a_bed(demo):
    board = demo.desk.ask(BedBoardOn())
    here = demo.desk.ask(ResidentList(ResidentFilter()))
    assert len(here) == demo.residents == 60
    assert board.occupied + len(board.unplaced) == 60
    assert demo.desk.ask(CheckStore()).problems == ()


def test_that_it_is_a_little_overfull_as_in_life(demo):
    board = demo.desk.ask(BedBoardOn())
    assert board.mattresses > 0
    assert board.capacity < 60 < 1.2 * board.capacity


def test_that_people_came_and_left_over_the_years(demo):
    known = demo.desk.ask(ResidentList(EVERYBODY))
    assert sum(line.status is Status.LEFT for line in known) > 60
    assert demo.stays >= len(known)
    assert len({line.number for line in known}) == len(known)


def test_that_the_last_night_is_counted_and_closed_and_this_one_is_not(demo):
    before = demo.desk.ask(RollCallOf(YESTERDAY, RollCallKind.MALAM))
    tonight = demo.desk.ask(RollCallOf(YESTERDAY + timedelta(days=1), RollCallKind.MALAM))
    assert before.closed_by
    assert (before.counts.unmarked, before.counts.on_books) == (0, len(before.lines))
    assert tonight.closed_by is None


def test_that_some_are_out_and_one_is_late(demo):
    out = demo.desk.ask(GateBoardNow()).out
    assert len(out) > 1
    assert len([line for line in out if line.late_minutes]) == 1
    assert all(line.since <= demo.desk.now for line in out)


def test_that_the_page_of_the_day_has_something_to_show(demo):
    today = demo.desk.ask(TodayNow())
    assert today.tasks
    assert len(today.beds.nights) == 90
    assert all(night.occupied > 30 for night in today.beds.nights)


@pytest.mark.parametrize("role", Role)
def test_that_everybody_can_sign_in(demo, role, tmp_path):
    made = make_demo(an_opener(), tmp_path / "d.shelter", residents=3, years=0, seed=2)
    made.desk.close()
    account = next(one for one in made.accounts if one.role is role)
    desk = an_opener().unlock(tmp_path / "d.shelter", account.user, account.password)
    assert desk.staff.roles == {role}
    desk.close()


def test_that_the_same_seed_invents_the_same_people_and_another_seed_others(tmp_path):
    def names(name: str, seed: int) -> list[str]:
        made = make_demo(an_opener(), tmp_path / name, residents=12, years=1, seed=seed)
        found = [line.name for line in made.desk.ask(ResidentList(EVERYBODY))]
        made.desk.close()
        return found

    first = names("a.shelter", 5)
    assert first == names("b.shelter", 5)
    assert first != names("c.shelter", 6)


@pytest.mark.parametrize(("residents", "years"), [(1, 0), (7, 1), (250, 1)])
def test_that_small_and_big_ones_are_sound_too(tmp_path, residents, years):
    made = make_demo(an_opener(), tmp_path / "d.shelter", residents=residents, years=years, seed=3)
    assert len(made.desk.ask(ResidentList(ResidentFilter()))) == residents
    assert made.desk.ask(CheckStore()).problems == ()
    made.desk.close()


@pytest.mark.parametrize("hour", [0, 5, 11, 23])
def test_that_its_history_ends_before_noon_whatever_the_hour(tmp_path, hour):
    clock = FixedClock()
    clock.now = clock.now.replace(hour=hour)
    made = make_demo(an_opener(clock), tmp_path / "d.shelter", residents=30, years=0, seed=4)
    noon = made.desk.panti.instant(made.desk.today, FixedClock().now.time().replace(hour=12))
    assert all(line.since < min(noon, made.desk.now) for line in made.desk.ask(GateBoardNow()).out)
    made.desk.close()


@pytest.mark.parametrize(("residents", "years"), [(0, 1), (2001, 1), (10, -1), (10, 21)])
def test_that_a_panti_that_cannot_be_invented_is_refused_and_leaves_no_file(tmp_path, residents, years):
    with pytest.raises(Refused) as refused:
        make_demo(an_opener(), tmp_path / "d.shelter", residents=residents, years=years)
    assert refused.value.code == "demo_too_big"
    assert list(tmp_path.iterdir()) == []


class Impatient:
    """Somebody who presses Cancel in the middle."""

    def step(self, done: int, of: int) -> None:
        if done > of // 2:
            raise Cancelled


def test_that_one_cancelled_in_the_middle_leaves_no_file_and_can_be_made_again(tmp_path):
    with pytest.raises(Cancelled):
        make_demo(an_opener(), tmp_path / "d.shelter", residents=10, years=0, progress=Impatient())
    assert list(tmp_path.iterdir()) == []
    make_demo(an_opener(), tmp_path / "d.shelter", residents=10, years=0).desk.close()


def test_that_a_house_with_people_in_it_is_not_filled_with_invented_ones(demo):
    with pytest.raises(Refused) as refused:
        demo.desk.do(FillWithInvented(5, 1, 1))
    assert refused.value.code == "house_not_empty"
    assert len(demo.desk.ask(ResidentList(ResidentFilter()))) == 60
