from datetime import UTC, datetime, timedelta

import pytest

from shelter_admin.persistence.tries import Tries

NOW = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "panti.store.tries"


def fail(tries, times, user="ratna"):
    for _ in range(times):
        tries.failed(user, NOW)


def test_that_four_wrong_passwords_cost_nothing(path):
    tries = Tries(path)
    assert tries.delay_before("ratna", NOW) == 0
    fail(tries, 4)
    assert tries.delay_before("ratna", NOW) == 0


def test_that_the_delay_grows_from_the_fifth_wrong_one_to_a_minute(path):
    tries, seen = Tries(path), []
    fail(tries, 4)
    for _ in range(8):
        fail(tries, 1)
        seen.append(tries.delay_before("ratna", NOW))
    assert seen == [2, 4, 8, 16, 32, 60, 60, 60]


def test_that_waiting_counts_and_a_restart_does_not_help(path):
    fail(Tries(path), 7)
    assert Tries(path).delay_before("RATNA", NOW + timedelta(seconds=3)) == 5
    assert Tries(path).delay_before("ratna", NOW + timedelta(seconds=9)) == 0


def test_that_a_clock_set_back_never_makes_the_wait_longer(path):
    fail(Tries(path), 7)
    assert Tries(path).delay_before("ratna", NOW - timedelta(days=400)) == 8


def test_that_each_user_waits_alone_and_a_right_password_forgets(path):
    tries = Tries(path)
    fail(tries, 6)
    assert tries.delay_before("agus", NOW) == 0
    tries.succeeded("ratna")
    assert tries.delay_before("ratna", NOW) == 0


def test_that_the_file_names_nobody(path):
    fail(Tries(path), 1, "rahasia-di-kolom-nama")
    assert "rahasia" not in path.read_text()


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b"{}", b'{"salt": "x", "users": {"a": 3}}', b'{"salt": 1, "users": {"a": [1, 2]}}']
)
def test_that_a_broken_file_counts_as_empty_and_is_made_anew(path, content):
    path.write_bytes(content)
    tries = Tries(path)
    assert tries.delay_before("ratna", NOW) == 0
    fail(tries, 5)
    assert tries.delay_before("ratna", NOW) == 2


def test_that_a_folder_that_cannot_be_written_never_locks_anybody_out(tmp_path):
    tries = Tries(tmp_path / "missing" / "panti.tries")
    fail(tries, 9)
    tries.succeeded("ratna")
    assert tries.delay_before("ratna", NOW) == 0


def test_that_the_file_does_not_grow_without_end(path):
    tries = Tries(path)
    for number in range(230):
        tries.failed(f"user{number}", NOW)
    assert path.stat().st_size < 30_000
