"""The log of acts: only added to, chained, its newest hash kept outside."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence import audit
from shelter_admin.persistence.audit import AuditTable, ChainFault, digest
from shelter_admin.persistence.base import Stamp
from shelter_admin.persistence.store import record
from tests.people import NOON, an_empty_store

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path):
    store = an_empty_store(tmp_path, KEY)
    yield store
    store.close()


def write(store, act: str = "Test", about: tuple[str, ...] = (), at: datetime = NOON, **what: object) -> None:
    stamp = Stamp("panti-1", "account-1", at, act)
    with store.acting(stamp) as session:
        record(session, stamp, what, about)


def walked(store):
    with store.asking() as session:
        return audit.walk(session, store.witness.read())


def test_that_each_entry_is_chained_to_the_one_before(store):
    for number in range(4):
        write(store, number=number)
    assert walked(store) == (4, None)
    with store.asking() as session:
        rows = list(session.scalars(select(AuditTable).order_by(AuditTable.no)))
    assert rows[0].before == "0" * 64
    assert [row.before for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert len({row.hash for row in rows}) == 4


def test_that_an_entry_is_never_changed_nor_removed(store):
    write(store)
    stamp = Stamp("panti-1", "account-1", NOON, "Test")
    for statement in ("UPDATE audit SET act = 'Other'", "DELETE FROM audit"):
        with pytest.raises(Refused, match="append_only"), store.acting(stamp) as session:
            session.connection().exec_driver_sql(statement)
    assert walked(store) == (1, None)


def test_that_the_witness_outside_knows_the_newest_entry(store):
    for number in range(3):
        write(store, number=number)
    seen = store.witness.read()
    assert seen is not None
    with store.asking() as session:
        newest = audit.newest(session)
    assert (seen[0], seen[1].hex()) == (newest.no, newest.hash) == (3, newest.hash)


def test_that_a_refused_act_reaches_neither_log_nor_witness(store):
    write(store)
    stamp = Stamp("panti-1", "account-1", NOON, "Test")

    def fails():
        with store.acting(stamp) as session:
            record(session, stamp, {}, ())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert walked(store) == (1, None)
    assert store.witness.read()[0] == 1


def test_that_a_witness_ahead_of_the_log_means_a_lost_end(store):
    write(store)
    with store.asking() as session:
        assert audit.walk(session, (5, bytes(32))) == (1, ChainFault("tail", 5))
        assert audit.walk(session, (1, bytes(32))) == (1, ChainFault("tail", 1))
        assert audit.tail_is_whole(session.connection(), None)
        assert not audit.tail_is_whole(session.connection(), (5, bytes(32)))
        assert audit.walk(session, None) == (1, None)


def test_that_a_witness_that_lags_behind_after_a_crash_is_no_fault(store):
    write(store)
    behind = store.witness.read()
    write(store)
    with store.asking() as session:
        assert audit.walk(session, behind) == (2, None)
        assert audit.tail_is_whole(session.connection(), behind)


def test_that_entries_are_read_since_an_instant_and_about_one_person(store):
    write(store, "First", ("p-1",))
    write(store, "Second", ("p-1", "p-2"), NOON + timedelta(hours=1))
    write(store, "Third", (), NOON + timedelta(hours=2))
    with store.asking() as session:
        assert [line.act for line in audit.entries(session)] == ["First", "Second", "Third"]
        assert [line.act for line in audit.entries(session, since=NOON + timedelta(hours=1))] == ["Second", "Third"]
        assert [line.act for line in audit.entries(session, person_id="p-1")] == ["First", "Second"]
        assert [line.act for line in audit.entries(session, person_id="p-2")] == ["Second"]


texts = st.text(max_size=20)
entries = st.fixed_dictionaries(
    {
        "no": st.integers(1, 10**6),
        "at": st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)).map(lambda moment: moment.replace(tzinfo=UTC)),
        "account_id": texts,
        "act": texts,
        "what": st.dictionaries(texts, texts | st.integers() | st.booleans() | st.lists(texts, max_size=3), max_size=3),
        "about": st.lists(texts, max_size=3),
        "before": texts,
    }
)


@given(entries, st.sampled_from(["no", "at", "account_id", "act", "what", "about", "before"]), entries)
def test_that_any_changed_part_of_an_entry_changes_its_hash(entry, part, other):
    changed = {**entry, part: other[part]}
    assert (digest(changed) == digest(entry)) == (changed == entry)


@given(entries)
def test_that_an_entry_s_hash_does_not_depend_on_the_order_of_its_parts(entry):
    assert digest(dict(reversed(entry.items()))) == digest(entry)


def test_that_an_instant_without_a_zone_never_reaches_the_log(store):
    with pytest.raises(Exception, match="time zone"):
        write(store, at=datetime(2026, 11, 21, 12, 0))
    write(store, at=datetime(2026, 11, 21, 12, 0, tzinfo=timezone(timedelta(hours=8))))
    assert walked(store)[0] == 1
