"""Rehearsal: the newest copy opened as a scratch store, counted, walked, checked; the outcome is kept."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from tempfile import gettempdir

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.copies import Attention, Outcome, Rehearsal, attention, rehearsal_due
from shelter_admin.domain.errors import Failure, Unavailable
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.copies import (
    BackUp,
    KeepCopy,
    LastRehearsal,
    NoteRehearsal,
    RehearseCopy,
    RehearseWhenDue,
    rehearse,
    restore,
    told,
)
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.persistence import dialects
from shelter_admin.persistence.audit import Link
from shelter_admin.persistence.copies.enclosure import enclose, split
from tests.people import HEAD, NOON, PASSWORD, FixedClock, a_desk, a_store, an_opener, as_role


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def store(tmp_path, clock):
    return a_store(tmp_path, clock)


@pytest.fixture
def desk(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    yield desk
    desk.close()


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def by_itself(desk):
    """As the window does it: the question beside everything else, then the act."""
    done = desk.ask(RehearseWhenDue())
    if done is not None:
        desk.do(NoteRehearsal(done))
    return done


def scratches() -> set[str]:
    return {one.name for one in Path(gettempdir()).glob("shelter-*/scratch.shelter")}


def test_that_the_newest_copy_is_tried_and_the_outcome_kept_with_an_entry(desk, clock):
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    desk.do(KeepCopy())
    clock.forward(hours=1)
    done = rehearse(desk, RehearseCopy())
    assert (done.outcome, done.differences) == (Outcome.GOOD, ())
    assert (done.rows > 10, done.entries, done.copy_at) == (True, 3 + 2, datetime(2026, 11, 21, 12, 0))
    last = desk.ask(LastRehearsal())
    assert last is not None
    assert (last.outcome, last.copy_at, last.at.hour) == (Outcome.GOOD, done.copy_at, 13)
    entry = desk.ask(AuditLog())[-1]
    assert (entry.act, entry.what["outcome"]) == ("NoteRehearsal", "good")
    assert scratches() == set()


def test_that_nothing_of_the_copy_or_the_store_changes_and_the_scratch_goes(desk, tmp_path):
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    before = path.read_bytes()
    desk.ask(RehearseCopy(str(path)))
    assert path.read_bytes() == before
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, path.name + ".keys"]
    assert scratches() == set()


def test_that_acts_after_the_copy_are_no_difference(desk):
    desk.do(KeepCopy())
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    assert desk.ask(RehearseCopy()).outcome is Outcome.GOOD


def test_that_a_damaged_copy_is_an_outcome_wherever_the_byte_lies(desk, tmp_path):
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    whole = path.read_bytes()
    for at in (0, 20, 5000, len(whole) // 2, len(whole) - 70, len(whole) - 1):
        content = bytearray(whole)
        content[at] ^= 1
        path.write_bytes(content)
        done = desk.ask(RehearseCopy(str(path)))
        assert done.outcome is Outcome.DAMAGED, at
        assert all("{" not in told(one) and "(" not in told(one) for one in done.differences)
    assert scratches() == set()


def test_that_a_copy_with_other_rows_than_its_list_or_another_newest_entry_is_told(desk, tmp_path):
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    size, enclosed = split(path)
    assert enclosed is not None
    with path.open("rb+") as file:
        file.truncate(size)
    lying = replace(enclosed, rows={**enclosed.rows, "person": 7}, newest=Link(enclosed.newest.no, "0" * 64))
    enclose(path, lying.sealed(desk.store.key))
    done = desk.ask(RehearseCopy(str(path)))
    assert done.outcome is Outcome.DIFFERS
    assert {one.code for one in done.differences} >= {"rows", "newest_entry"}
    assert "person: 7 rows should be there, 0 are." in [told(one) for one in done.differences]


def test_that_a_copy_with_an_altered_log_is_told(desk, tmp_path):
    """Whoever holds the key rewrites the log of the copy: the living log does not know its newest entry."""
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    restored = tmp_path / "other.shelter"
    restore(an_opener(), path, restored, HEAD, PASSWORD)
    other = an_opener().unlock(restored, HEAD, PASSWORD)
    strange = Path(other.do(BackUp(str(tmp_path / "strange"))).outcome.path)
    other.close()
    done = desk.ask(RehearseCopy(str(strange)))
    assert done.outcome is Outcome.DIFFERS
    assert [one.code for one in done.differences] == ["another_past"]


def test_that_a_copy_of_another_shelter_is_told(desk, tmp_path):
    (tmp_path / "b").mkdir()
    other = a_desk(tmp_path / "b", clock=FixedClock(NOON + timedelta(minutes=1)))
    path = Path(other.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    key = other.store.key
    other.close()
    assert desk.ask(RehearseCopy(str(path))).outcome is Outcome.DAMAGED  # another key
    assert [one.code for one in desk.ask(RehearseCopy(str(path), key)).differences] == ["another_shelter"]


@pytest.mark.parametrize("schema", [1, 2])
def test_that_a_copy_of_an_older_schema_is_brought_up_to_date_in_the_scratch(desk, tmp_path, schema):
    old = Path(__file__).parents[1] / "old_stores" / f"schema-{schema}.shelter"
    for ending in ("", ".keys"):
        shutil.copy2(old.with_name(old.name + ending), tmp_path / f"old.shelter{ending}")
    key = an_opener().key_of(tmp_path / "old.shelter", HEAD, "kunci lama sekali")
    done = desk.ask(RehearseCopy(str(tmp_path / "old.shelter"), key))
    assert [one.code for one in done.differences] == ["another_shelter"]
    assert scratches() == set()


@pytest.mark.embedded("stops where a file is copied")
def test_that_a_full_disk_is_no_outcome_but_told(desk, monkeypatch):
    desk.do(KeepCopy())

    def full(*_args, **_kwargs):
        raise Unavailable("disk_full")

    monkeypatch.setattr(dialects, "copy_into", full)
    assert code_of(lambda: desk.ask(RehearseCopy())) == "disk_full"
    assert scratches() == set()


def test_that_without_a_copy_there_is_nothing_to_try(desk):
    assert code_of(lambda: desk.ask(RehearseCopy())) == "no_copy_yet"
    assert desk.ask(RehearseWhenDue()) is None


def test_that_it_is_tried_by_itself_once_a_month_by_whoever_works_here(desk, clock):
    desk.do(KeepCopy())
    guard = as_role(desk, Role.PIKET)
    assert by_itself(guard) is not None
    assert by_itself(guard) is None
    clock.forward(days=30)
    assert by_itself(guard) is not None
    assert code_of(lambda: guard.ask(RehearseCopy())) == "not_allowed"


def test_that_a_bad_outcome_is_tried_again_with_a_newer_copy(desk, clock):
    made = desk.do(KeepCopy()).outcome
    whole = Path(made.path).read_bytes()
    Path(made.path).write_bytes(whole[:5000] + b"x" + whole[5001:])
    assert by_itself(desk).outcome is Outcome.DAMAGED
    assert by_itself(desk) is None
    clock.forward(days=1)
    desk.do(KeepCopy())
    assert by_itself(desk).outcome is Outcome.GOOD


def test_that_beside_the_program_that_writes_a_copy_is_tried_but_nothing_kept(desk, store):
    desk.do(KeepCopy())
    reader = an_opener().look_into(store.place, HEAD, PASSWORD)
    assert rehearse(reader, RehearseCopy()).outcome is Outcome.GOOD
    reader.close()
    assert desk.ask(LastRehearsal()) is None


TODAY = date(2026, 11, 21)
AT_NOON = datetime(2026, 11, 21, 12)


def outcome(how: Outcome, days_ago: int = 0) -> Rehearsal:
    return Rehearsal(AT_NOON - timedelta(days=days_ago), NOON - timedelta(days=days_ago), how)


@pytest.mark.parametrize(
    ("newest_days", "last", "expected"),
    [
        (None, None, Attention.NO_COPY),
        (0, None, None),
        (2, None, None),
        (3, None, Attention.OLD_COPY),
        (3, outcome(Outcome.DAMAGED), Attention.OLD_COPY),
        (0, outcome(Outcome.DAMAGED), Attention.REHEARSAL_FAILED),
        (0, outcome(Outcome.DIFFERS), Attention.REHEARSAL_FAILED),
        (0, outcome(Outcome.GOOD, 40), None),
        (0, outcome(Outcome.GOOD, 41), Attention.REHEARSAL_OLD),
    ],
)
def test_that_two_days_without_a_copy_or_a_bad_or_old_rehearsal_ask_for_attention(newest_days, last, expected):
    newest = None if newest_days is None else AT_NOON - timedelta(days=newest_days)
    assert attention(newest, last, TODAY, last.at.date() if last else None) is expected


def test_that_a_clock_that_once_ran_ahead_does_not_end_the_rehearsals():
    ahead = Rehearsal(AT_NOON, NOON + timedelta(days=400), Outcome.GOOD)
    assert rehearsal_due(AT_NOON, ahead, TODAY, ahead.at.date())
