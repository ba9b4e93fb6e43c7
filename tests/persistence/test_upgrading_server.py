"""A store on a server that an older version wrote: refused until its owner brings it up to date, then as a new one."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from pathlib import Path

import pytest

from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.residents.asking import FindResidents, ResidentList
from shelter_admin.operations.sharing import bring_server_up_to_date
from shelter_admin.operations.sharing.connecting import place_keys
from shelter_admin.persistence import schema
from shelter_admin.persistence.address import ServerAddress
from shelter_admin.persistence.dialects import server_schema
from shelter_admin.persistence.dialects.server import door_of, door_password, password_of, role_of
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.server_store import as_owner
from tests import server
from tests.people import HEAD, PASSWORD, FixedClock, a_new_panti, a_place, an_opener

pytestmark = pytest.mark.on_server

OLD = Path(__file__).resolve().parents[1] / "old_stores"
OLD_PASSWORD = "kunci lama sekali"


HELD = {
    4: {"person": 3, "placement": 1, "bed_block": 1, "leave_pass": 0},
    5: {"person": 3, "attendance_mark": 2, "readiness_check": 2, "exit_decision": 1, "assessment": 0},
}


@pytest.fixture(params=sorted(HELD))
def found(request) -> int:
    """The schema that the database has."""
    schema: int = request.param
    return schema


@pytest.fixture
def old(tmp_path, found) -> ServerAddress:
    """A database as an older schema left it, with its two roles and the key file on this computer."""
    place = a_database(tmp_path / "lama.shelter")
    keys = KeyFile.load(OLD / f"schema-{found}.shelter.keys")
    key = an_opener().key_of(OLD / f"schema-{found}.shelter", HEAD, OLD_PASSWORD)
    with server.as_owner(place) as connection:
        for name in ("btree_gist", "unaccent"):
            connection.execute(f"CREATE EXTENSION IF NOT EXISTS {name} WITH SCHEMA public")
        written = gzip.decompress((OLD / f"server-schema-{found}.sql.gz").read_bytes()).decode()
        connection.execute(re.sub(r"^\\.*$", "", written, flags=re.MULTILINE))
    with as_owner(place) as connection:
        server_schema._make_role(connection, role_of(keys.store_id), password_of(key))
        server_schema._make_role(connection, door_of(keys.store_id), door_password(keys.store_id))
        server_schema.let_in_again(connection, keys.store_id)
        connection.commit()
    place_keys(place, keys.store_id, keys.path.read_bytes())
    return place


def a_database(path: Path) -> ServerAddress:
    place = a_place(path)
    assert isinstance(place, ServerAddress)
    return place


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def shape_of(place: ServerAddress) -> set[tuple[object, ...]]:
    """Every column, constraint, index, guard and right of a store, without regard to the order of columns."""
    questions = (
        (
            "SELECT 'column', table_name, column_name, data_type, collation_name, is_nullable, column_default "
            "FROM information_schema.columns WHERE table_schema = 'shelter'"
        ),
        (
            "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
            "WHERE connamespace = 'shelter'::regnamespace"
        ),
        "SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'shelter'",
        "SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal",
        "SELECT 'function', proname, prosrc FROM pg_proc WHERE pronamespace = 'shelter'::regnamespace",
        (
            "SELECT DISTINCT 'right', table_name, privilege_type, grantee LIKE '%\\_door' FROM "
            "information_schema.role_table_grants WHERE table_schema = 'shelter' AND grantee LIKE 'shelter\\_%'"
        ),
    )
    with server.as_owner(place) as connection:
        return {tuple(row) for question in questions for row in connection.execute(question).fetchall()}


def test_that_an_older_store_is_refused_until_its_owner_brings_it_up_to_date(old, found):
    def unlock():
        return an_opener(FixedClock()).unlock(old, HEAD, OLD_PASSWORD)

    assert code_of(unlock) == "server_schema_older"
    rows = bring_server_up_to_date(old)
    assert {name: rows[name] for name in HELD[found]} == HELD[found]
    desk = unlock()
    assert len(desk.ask(ResidentList())) == 3
    assert [line.name for line in desk.ask(FindResidents("siti"))] == ["Siti Aminah"]
    assert desk.ask(CheckStore()).problems == ()
    desk.close()


def test_that_an_upgraded_store_has_the_shape_of_a_new_one(old, tmp_path):
    bring_server_up_to_date(old)
    new = a_database(tmp_path / "baru.shelter")
    an_opener().create(new, a_new_panti(), PASSWORD).desk.close()
    assert shape_of(old) == shape_of(new)


def test_that_a_step_that_fails_or_loses_rows_leaves_the_store_as_it_was(old, monkeypatch):
    def fails(connection, found):
        walk(connection, found)
        raise Unavailable("disk_full")

    def loses(connection, found):
        walk(connection, found)
        connection.exec_driver_sql("DELETE FROM panti")

    before, walk = shape_of(old), schema.walk
    for step, expected in ((fails, Unavailable), (loses, Damaged)):
        monkeypatch.setattr(schema, "walk", step)
        with pytest.raises(expected):
            bring_server_up_to_date(old)
        monkeypatch.undo()
        assert shape_of(old) == before
    bring_server_up_to_date(old)


def test_that_only_the_owner_can_and_a_second_time_changes_nothing(old, found):
    keys = KeyFile.load(OLD / f"schema-{found}.shelter.keys")
    key = an_opener().key_of(OLD / f"schema-{found}.shelter", HEAD, OLD_PASSWORD)
    as_program = replace(old, owner=role_of(keys.store_id), owner_password=password_of(key))
    assert code_of(lambda: bring_server_up_to_date(as_program)) == "server_not_owner"
    assert code_of(lambda: bring_server_up_to_date(replace(old, owner_password="salah"))) == "owner_refused"
    rows = bring_server_up_to_date(old)
    after = shape_of(old)
    assert bring_server_up_to_date(old) == rows
    assert shape_of(old) == after
