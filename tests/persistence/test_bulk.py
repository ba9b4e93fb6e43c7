"""Many rows written at once are kept as each of them would be alone, or none of them is."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import event, func, select, text

from shelter_admin.domain.errors import Refused
from shelter_admin.persistence.base import Stamp, insert_many, new_id, stamped
from shelter_admin.persistence.bulk import MANY
from shelter_admin.persistence.presence.tables import RollCallTable
from tests.people import NOON, an_empty_store

COLUMNS = "night, kind, policy, closed_at, closed_by, panti_id, version, changed_at, changed_by"


@pytest.fixture
def store(tmp_path):
    store = an_empty_store(tmp_path, bytes(range(32)))
    yield store
    store.close()


def acting(store):
    return store.acting(Stamp("panti-1", "account-1", NOON, "Test"))


def a_roll_call(session, back: int, **values):
    closed = {"closed_at": NOON - timedelta(days=back, microseconds=back), "closed_by": "account-1"}
    signed = closed if back % 2 else {"closed_at": None, "closed_by": None}
    night = date(2026, 11, 21) - timedelta(days=back)
    return stamped(session, night=night, policy={"back": back, "é": None}, **signed, **{"kind": "malam", **values})


def stored(store, kind: str):
    with store.asking() as session:
        return session.execute(text(f"SELECT {COLUMNS} FROM roll_call WHERE kind = '{kind}' ORDER BY night")).all()


def test_that_rows_written_at_once_are_stored_as_rows_written_singly(store):
    with acting(store) as session:
        insert_many(session, RollCallTable, [a_roll_call(session, back) for back in range(MANY)])
        session.add_all(RollCallTable(**a_roll_call(session, back, kind="pagi")) for back in range(MANY))
    assert len(stored(store, "malam")) == MANY
    assert [tuple(one)[2:] for one in stored(store, "malam")] == [tuple(one)[2:] for one in stored(store, "pagi")]


@pytest.mark.parametrize("count", [MANY - 1, MANY])
def test_that_a_column_left_to_its_default_is_filled_in_any_number(store, count):
    with acting(store) as session:
        rows = [a_roll_call(session, back) for back in range(count)]
        for row in rows:
            del row["id"]
        insert_many(session, RollCallTable, rows)
    with store.asking() as session:
        assert session.scalar(select(func.count(RollCallTable.id.distinct()))) == count


def test_that_one_row_the_database_refuses_keeps_all_of_them_out(store):
    with pytest.raises(Refused), acting(store) as session:
        insert_many(session, RollCallTable, [a_roll_call(session, back % (MANY - 1)) for back in range(MANY)])
    assert stored(store, "malam") == []


def test_that_many_rows_are_one_statement(store):
    told = []
    with acting(store) as session:
        event.listen(session.get_bind(), "before_cursor_execute", lambda *given: told.append(given[2]))
        insert_many(session, RollCallTable, [a_roll_call(session, back) | {"id": new_id()} for back in range(MANY)])
    assert len([one for one in told if "INSERT INTO roll_call" in one]) == 1
