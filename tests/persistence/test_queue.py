"""What waits at the gate on the disk: sealed, in order, whole or not at all; anything else about it is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shelter_admin.domain.errors import Damaged
from shelter_admin.domain.presence import OutingKind
from shelter_admin.domain.waiting import Move, WaitingMove
from shelter_admin.persistence.base import new_id
from shelter_admin.persistence.queue import files_put_aside, open_queue, unproven_queue
from tests.people import NOON

KEY = b"k" * 32
MOVES = tuple(
    WaitingMove(
        f"move-{at}",
        "account-1" if at % 2 else "account-2",
        NOON + timedelta(minutes=at),
        Move.OUT if at % 2 else Move.IN,
        f"person-{at}",
        f"2026-000{at}",
        "Slamet Wibowo",
        "",
        OutingKind.LEAVE,
        "Pasar Pagi",
        NOON + timedelta(hours=3) if at % 2 else None,
    )
    for at in range(4)
)


@pytest.fixture(scope="module")
def sound(tmp_path_factory) -> Path:
    path: Path = tmp_path_factory.mktemp("queue") / "panti.queue"
    for move in MOVES:
        open_queue(path, KEY).add(move)
    return path


def spoilt(folder: Path, content: bytes) -> Path:
    path = folder / f"{new_id()}.queue"
    path.write_bytes(content)
    return path


def test_that_entries_come_back_as_they_were_written_in_order(sound):
    assert open_queue(sound, KEY).moves() == MOVES


def test_that_no_name_and_no_destination_can_be_read_on_the_disk(sound):
    content = sound.read_bytes()
    assert not any(word in content for word in (b"Slamet", b"Pasar", b"person-", b"2026"))


def test_that_a_byte_flipped_anywhere_is_found(sound, tmp_path):
    content = sound.read_bytes()
    for at in range(len(content)):
        path = spoilt(tmp_path, content[:at] + bytes([content[at] ^ 0x20]) + content[at + 1 :])
        with pytest.raises(Damaged, match="queue_damaged"):
            open_queue(path, KEY)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=300)
@given(start=st.integers(0, 1200), end=st.integers(0, 1200), put=st.binary(max_size=40), at=st.integers(0, 1200))
def test_that_a_piece_cut_put_in_or_put_elsewhere_is_found(sound, tmp_path, start, end, put, at):
    content = sound.read_bytes()
    first, last = sorted((start % (len(content) + 1), end % (len(content) + 1)))
    piece, rest = content[first:last], content[:first] + content[last:]
    at %= len(rest) + 1
    for changed in (rest, content[:first] + put + content[first:], rest[:at] + piece + rest[at:]):
        if changed == content:
            continue
        with pytest.raises(Damaged, match="queue_damaged"):
            open_queue(spoilt(tmp_path, changed), KEY)


def test_that_the_queue_of_another_store_is_refused(sound):
    with pytest.raises(Damaged, match="queue_damaged"):
        open_queue(sound, b"o" * 32)


def test_that_one_that_was_sent_goes_and_one_that_was_refused_says_why(tmp_path):
    queue = open_queue(tmp_path / "panti.queue", KEY)
    for move in MOVES:
        queue.add(move)
    queue.settle("move-0")
    queue.refuse("move-2", "already_out")
    assert queue.moves() == (MOVES[1], replace(MOVES[2], refused="already_out"), MOVES[3])


def test_that_what_waits_can_still_be_read_after_the_key_was_changed(tmp_path):
    queue = open_queue(tmp_path / "panti.queue", KEY)
    queue.add(MOVES[0])
    queue.reseal(b"n" * 32)
    assert open_queue(queue.path, b"n" * 32).moves() == MOVES[:1]


def test_that_a_file_that_cannot_be_read_is_put_aside_whole_and_never_deleted(sound, tmp_path):
    content = sound.read_bytes()[:-1]
    queue = unproven_queue(spoilt(tmp_path, content), KEY)
    aside = queue.put_aside()
    assert aside is not None
    assert (aside.read_bytes(), queue.moves(), files_put_aside(queue.path)) == (content, (), [aside])
    queue.add(MOVES[0])
    assert queue.put_aside() is None


def test_that_a_power_cut_while_writing_leaves_the_entries_there_were(tmp_path):
    queue = open_queue(tmp_path / "panti.queue", KEY)
    queue.add(MOVES[0])
    (tmp_path / "panti.queue.new").write_bytes(b"half of")
    assert open_queue(queue.path, KEY).moves() == MOVES[:1]


def _add_ten(path: Path, who: str) -> None:
    for at in range(10):
        open_queue(path, KEY).add(replace(MOVES[0], id=f"{who}-{at}"))


def test_that_two_programs_of_one_computer_lose_no_entry_of_each_other(tmp_path):
    path = tmp_path / "panti.queue"
    programs = [get_context("spawn").Process(target=_add_ten, args=(path, who)) for who in ("one", "two")]
    for program in programs:
        program.start()
    for program in programs:
        program.join(30)
    ids = [move.id for move in open_queue(path, KEY).moves()]
    for who in ("one", "two"):
        assert [found for found in ids if found.startswith(who)] == [f"{who}-{at}" for at in range(10)]


def test_that_a_queue_with_nothing_left_in_it_goes_over_to_a_new_key_too(tmp_path):
    queue = open_queue(tmp_path / "panti.queue", KEY)
    queue.add(MOVES[0])
    queue.settle(MOVES[0].id)
    queue.reseal(b"n" * 32)
    assert open_queue(queue.path, b"n" * 32).moves() == ()
