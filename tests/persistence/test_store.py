"""The open store: transactions, the writer's lock, reading beside, what its bytes give away."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.persistence import dialects
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.people.tables import PersonTable, StayTable
from shelter_admin.persistence.store import Store, create_store, open_store, record
from tests.people import NOON, an_empty_store

KEY = bytes(range(32))
NAMES = ["Mariana Kusumawardhani", "Hadi Purnomosidhi", "Suharsimi Kartikaningsih"]
ROOT = Path(__file__).resolve().parents[2]


def stamp(act: str = "Test") -> Stamp:
    return Stamp("panti-1", "account-1", NOON, act, "a reason")


def add_person(session, name: str, number: str) -> str:
    person = PersonTable(id=new_id(), number=number, name=name, origin_text="Kutai Kartanegara")
    session.add(person)
    session.flush()
    session.add(StayTable(id=new_id(), person_id=person.id, admitted_on=date(2026, 1, 1)))
    return person.id


def names_in(store: Store) -> list[str]:
    with store.asking() as session:
        return sorted(person.name for person in session.query(PersonTable))


@pytest.fixture
def store(tmp_path):
    store = an_empty_store(tmp_path, KEY)
    yield store
    store.close()


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def test_that_an_act_is_kept_when_it_ends_and_gone_when_it_fails(store):
    with store.acting(stamp()) as session:
        add_person(session, NAMES[0], "1")

    def fails():
        with store.acting(stamp()) as session:
            add_person(session, NAMES[1], "2")
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert names_in(store) == [NAMES[0]]


@pytest.mark.embedded("its bytes are read")
def test_that_the_bytes_of_the_store_hold_nobody_s_name(tmp_path):
    store = create_store(tmp_path / "p.shelter", KEY, "kepala", NOON)
    for number, name in enumerate(NAMES):
        with store.acting(stamp()) as session:
            person_id = add_person(session, name, str(number))
            record(session, stamp(), {"person_id": person_id}, (person_id,))
    with store.acting(stamp()) as session:
        session.query(PersonTable).filter_by(number="0").one().alias = "Mbok Gadhis"
    words = [*NAMES, "Kusumawardhani", "Mbok Gadhis", "Kutai Kartanegara", "a reason", "person"]
    open_files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(open_files) == {"p.shelter", "p.shelter-wal", "p.shelter-shm", "p.shelter.head", "p.shelter.lock"}
    store.close()
    closed_files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    for name, content in [*open_files.items(), *closed_files.items()]:
        for word in words:
            assert word.encode() not in content, (name, word)
            assert word.encode("utf-16-le") not in content, (name, word)
    assert not closed_files["p.shelter"].startswith(b"SQLite format 3")


def test_that_two_connections_cannot_write_at_once_and_a_reader_sees_one_state(store):
    with store.asking() as reading:
        assert reading.query(PersonTable).count() == 0
        with store.acting(stamp()) as session:
            add_person(session, NAMES[0], "1")
        assert reading.query(PersonTable).count() == 0
    assert names_in(store) == [NAMES[0]]


@pytest.mark.embedded("a server lets several write")
def test_that_a_second_writer_is_refused_and_told_who_and_since(store):
    with pytest.raises(Unavailable) as caught:
        open_store(store.path, KEY, "budi", NOON)
    assert (caught.value.code, caught.value.facts["who"], caught.value.facts["since"]) == (
        "store_in_use",
        "kepala",
        NOON,
    )


@pytest.mark.embedded("a server has no lock of one writer")
def test_that_the_lock_dies_with_the_process_that_held_it(tmp_path):
    create_store(tmp_path / "p.shelter", KEY, "kepala", NOON).close()
    program = (
        "import sys, os; from pathlib import Path; from datetime import datetime, UTC\n"
        "from shelter_admin.persistence.store import open_store\n"
        f"store = open_store(Path({str(tmp_path / 'p.shelter')!r}), bytes(range(32)), 'lain', datetime(2026, 11, 21, tzinfo=UTC))\n"
        "print('open', flush=True); sys.stdin.readline(); os._exit(9)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert code_of(lambda: open_store(tmp_path / "p.shelter", KEY, "kepala", NOON)) == "store_in_use"
        other.communicate("die\n")
    open_store(tmp_path / "p.shelter", KEY, "kepala", NOON).close()


@pytest.mark.embedded("opened as a file; see test_on_server")
def test_that_one_reads_beside_a_writer_and_cannot_write_there(store):
    reader = open_store(store.path, KEY, "budi", NOON, writable=False)
    with store.acting(stamp()) as session:
        add_person(session, NAMES[0], "1")
    assert names_in(reader) == [NAMES[0]]
    with pytest.raises(Unavailable, match="opened_read_only"), reader.acting(stamp()):
        pass
    with reader.engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM person")
    reader.close()


@pytest.mark.embedded("opened as a file; see test_on_server")
def test_that_a_wrong_key_and_another_file_are_told_from_damage(tmp_path, store):
    store.close()
    assert code_of(lambda: open_store(store.path, bytes(32), "kepala", NOON)) == "not_a_store"
    (tmp_path / "x").write_bytes(b"Sebuah surat biasa, bukan berkas data. " * 500)
    assert code_of(lambda: open_store(tmp_path / "x", KEY, "kepala", NOON)) == "not_a_store"
    (tmp_path / "y").write_bytes(b"")
    assert code_of(lambda: open_store(tmp_path / "y", KEY, "kepala", NOON)) == "not_a_store"
    assert code_of(lambda: open_store(tmp_path / "z", KEY, "kepala", NOON)) == "store_missing"
    assert code_of(lambda: open_store(tmp_path, KEY, "kepala", NOON)) == "store_missing"


@pytest.mark.embedded("opened as a file; see test_on_server")
def test_that_an_empty_encrypted_file_is_not_taken_for_a_store(tmp_path):
    engine = dialects.embedded_engine(str(tmp_path / "e.shelter"), KEY)
    (tmp_path / "e.shelter").touch()
    with engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE letter (id)")
        connection.commit()
    engine.dispose()
    with pytest.raises(Damaged, match="not_a_store"):
        open_store(tmp_path / "e.shelter", KEY, "kepala", NOON)


@pytest.mark.embedded("opened as a file; see test_on_server")
def test_that_closing_twice_is_harmless_and_lets_the_next_one_in(store):
    store.close()
    store.close()
    open_store(store.path, KEY, "kepala", NOON).close()


@pytest.mark.embedded("opened as a file; see test_on_server")
def test_that_a_new_key_opens_the_same_rows_and_the_old_one_nothing(store):
    with store.acting(stamp()) as session:
        add_person(session, NAMES[0], "1")
        record(session, stamp(), {}, ())
    fresh = bytes(reversed(range(32)))
    store.change_key(fresh)
    assert names_in(store) == [NAMES[0]]
    with store.acting(stamp()) as session:
        add_person(session, NAMES[1], "2")
    store.close()
    assert code_of(lambda: open_store(store.path, KEY, "kepala", NOON)) == "not_a_store"
    again = open_store(store.path, fresh, "kepala", NOON)
    assert names_in(again) == sorted(NAMES[:2])
    assert not again.tail_lost
    again.close()


@pytest.mark.embedded("settings of the file; see test_on_server")
def test_that_every_commit_waits_for_the_disk_and_keeps_references(store):
    with store.engine.connect() as connection:
        told = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert told == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
