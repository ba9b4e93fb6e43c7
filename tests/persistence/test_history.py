"""Every row: a unique id, who changed it and when; the old values stay, in the same transaction."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import inspect

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence import schema
from shelter_admin.persistence.base import Base, Privacy, Row, Stamp, new_id, stamped
from shelter_admin.persistence.history import HistoryTable, history_of
from shelter_admin.persistence.people.tables import PersonTable, PhotoTable, StayTable
from tests.people import NOON, an_empty_store

KEY = bytes(range(32))


@pytest.fixture
def store(tmp_path):
    store = an_empty_store(tmp_path, KEY)
    yield store
    store.close()


def stamp(hours: int = 0, reason: str = "", account: str = "account-1") -> Stamp:
    return Stamp("panti-1", account, NOON + timedelta(hours=hours), "Test", reason)


def a_person(store) -> str:
    with store.acting(stamp()) as session:
        person = PersonTable(id=new_id(), number="1", name="Satu")
        session.add(person)
    return person.id


def lines(store, row_id):
    with store.asking() as session:
        return history_of(session, [row_id])


def test_that_a_new_row_is_stamped_and_has_no_history(store):
    person_id = a_person(store)
    with store.asking() as session:
        person = session.get_one(PersonTable, person_id)
    assert (person.panti_id, person.version, person.changed_at, person.changed_by) == ("panti-1", 1, NOON, "account-1")
    assert lines(store, person_id) == []


def test_that_each_change_keeps_what_was_before_with_who_when_and_why(store):
    person_id = a_person(store)
    for hours, name in ((1, "Dua"), (2, "Tiga")):
        with store.acting(stamp(hours, f"why {hours}", "account-2")) as session:
            session.get_one(PersonTable, person_id).name = name
    newest, oldest = lines(store, person_id)
    assert (newest.old, newest.reason, newest.at) == ({"name": "Dua"}, "why 2", NOON + timedelta(hours=2))
    assert (oldest.old, oldest.by, oldest.act) == ({"name": "Satu"}, "account-2", "Test")
    with store.asking() as session:
        assert session.get_one(PersonTable, person_id).version == 3


def test_that_writing_the_same_value_is_no_change(store):
    person_id = a_person(store)
    with store.acting(stamp(1)) as session:
        session.get_one(PersonTable, person_id).name = "Satu"
    assert lines(store, person_id) == []


def test_that_a_row_that_goes_leaves_all_its_values_but_no_picture(store):
    person_id = a_person(store)
    with store.acting(stamp()) as session:
        photo = PhotoTable(id=new_id(), person_id=person_id, content=b"jpeg")
        session.add(photo)
    with store.acting(stamp(1, "wrong picture")) as session:
        session.delete(session.get_one(PhotoTable, photo.id))
    (line,) = lines(store, photo.id)
    assert (line.old["person_id"], line.old["content"], line.reason) == (person_id, {"bytes": 4}, "wrong picture")


def test_that_a_refused_act_leaves_no_history(store):
    person_id = a_person(store)

    def fails():
        with store.acting(stamp(1)) as session:
            session.get_one(PersonTable, person_id).name = "Dua"
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fails()
    assert lines(store, person_id) == []


def test_that_history_is_never_changed_nor_removed(store):
    person_id = a_person(store)
    with store.acting(stamp(1)) as session:
        session.get_one(PersonTable, person_id).name = "Dua"
    for statement in ("UPDATE history SET reason = ''", "DELETE FROM history"):
        with pytest.raises(Refused, match="append_only"), store.acting(stamp(2)) as session:
            session.connection().exec_driver_sql(statement)
    assert len(lines(store, person_id)) == 1


def test_that_nothing_is_written_outside_an_act(store):
    with store.asking() as session:
        session.add(PersonTable(id=new_id(), number="1", name="Satu"))
        with pytest.raises(TypeError, match="act of the Desk"):
            session.flush()


def test_that_rows_written_many_at_once_are_stamped_too(store):
    with store.acting(stamp(5)) as session:
        row = stamped(session, number="1", name="Satu")
    assert (row["panti_id"], row["version"], row["changed_by"]) == ("panti-1", 1, "account-1")
    assert row["changed_at"] == NOON + timedelta(hours=5)


def test_that_ids_are_unique_and_sort_by_time_of_making():
    made = [new_id() for _number in range(2000)]
    assert len(set(made)) == 2000
    assert made == sorted(made)
    assert {one[14] for one in made} == {"7"}


TABLES = [mapper.class_ for mapper in Base.registry.mappers]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__tablename__)
def test_that_every_column_says_its_class_of_privacy(table):
    assert schema.TABLES
    for column in table.__table__.columns:
        assert isinstance(column.info.get("privacy"), Privacy), column


@pytest.mark.parametrize(
    "table", [one for one in TABLES if issubclass(one, Row)], ids=lambda table: table.__tablename__
)
def test_that_every_row_that_changes_has_id_panti_version_and_stamp(table):
    columns = inspect(table).columns
    assert {"id", "panti_id", "version", "changed_at", "changed_by"} <= set(columns.keys())


def test_that_what_is_told_of_health_and_children_is_specific():
    specific = {
        f"{table.__tablename__}.{column.name}"
        for table in TABLES
        for column in table.__table__.columns
        if column.info["privacy"] is Privacy.SPESIFIK
    }
    assert {"health.details", "health.alert", "photo.content", "person_category.category", "history.old"} <= specific


def test_that_a_person_s_birth_may_be_unknown(store):
    with store.acting(stamp()) as session:
        person = PersonTable(id=new_id(), number="9", name="Tanpa Nama")
        session.add(person)
        session.flush()
        session.add(StayTable(id=new_id(), person_id=person.id, admitted_on=date(2026, 1, 1)))
    with store.asking() as session:
        kept = session.get_one(PersonTable, person.id)
        assert (kept.sex, kept.birth_year, kept.birth_quality, kept.nik) == (None, None, "unknown", None)
        assert session.query(HistoryTable).count() == 0
