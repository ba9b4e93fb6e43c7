"""A store on a server: what the database itself refuses, what its role may not, and what two computers share."""

from __future__ import annotations

import logging
from contextlib import suppress

import psycopg
import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.domain.waiting import Move, WaitingMove
from shelter_admin.operations.accounts import (
    AddAccount,
    ChangePassword,
    DisableAccount,
    ListAccounts,
    RenewStoreKey,
    SetRoles,
)
from shelter_admin.persistence.address import ServerAddress, companions_of, read_address
from shelter_admin.persistence.dialects import NAMES, server_schema
from shelter_admin.persistence.dialects.guarded import KEPT_AS_WRITTEN
from shelter_admin.persistence.dialects.server import _SETTINGS, facts_of_connection, password_of, role_of
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.queue import open_queue, unproven_queue
from shelter_admin.persistence.schema import SCHEMA
from shelter_admin.persistence.server_store import drop, open_on_server
from shelter_admin.persistence.store import Store
from tests import server
from tests.operations.residents_house import a_house
from tests.people import FAST, HEAD, PASSWORD, a_new_panti, a_place, a_store, an_opener

pytestmark = pytest.mark.on_server

SARI = "sandi sari 1"


@pytest.fixture
def store(tmp_path):
    return a_store(tmp_path)


@pytest.fixture
def desk(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    yield desk
    desk.close()


def raw(desk):
    """The bare driver with the rights that the program has."""
    user, password = role_of(desk.store.keys().store_id), password_of(desk.store.key)
    return psycopg.connect(**facts_of_connection(desk.store.server, user, password), autocommit=True)


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def on_another_computer(store, tmp_path, monkeypatch) -> None:
    """Go to a computer that has the key file as it is now and nothing else."""
    keys = store.beside(".keys").read_bytes()
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
    store.path.parent.mkdir(parents=True)
    store.beside(".keys").write_bytes(keys)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP TABLE person",
        "DROP SCHEMA shelter CASCADE",
        "TRUNCATE person CASCADE",
        "TRUNCATE audit",
        "ALTER TABLE person ADD COLUMN more text",
        "ALTER TABLE audit DISABLE TRIGGER ALL",
        "ALTER TABLE placement DROP CONSTRAINT bed_taken",
        "CREATE TABLE shelter.mine (one integer)",
        "CREATE TABLE public.mine (one integer)",
        "CREATE FUNCTION shelter.mine() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE ROLE another LOGIN",
        "CREATE DATABASE another",
        "SET session_replication_role = replica",
        "UPDATE schema_number SET number = 99",
        "DELETE FROM certificate",
        "DELETE FROM key_file",
    ],
)
def test_that_the_program_s_role_changes_nothing_but_rows(desk, statement):
    with raw(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(statement)


@pytest.mark.parametrize("table", KEPT_AS_WRITTEN)
def test_that_what_is_only_added_to_is_neither_deleted_nor_emptied_even_by_the_owner(desk, table):
    with raw(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute(f"DELETE FROM {table}")
    with server.as_owner(desk.store.server) as connection:
        with pytest.raises(psycopg.errors.RaiseException, match="append_only"):
            connection.execute(f"TRUNCATE {table} CASCADE")
        connection.rollback()


def test_that_an_audit_row_is_changed_by_nobody(desk):
    with raw(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("UPDATE audit SET act = 'Other'")
    for statement in ("UPDATE audit SET act = 'Other'", "DELETE FROM audit"):
        with server.as_owner(desk.store.server) as connection:
            with pytest.raises(psycopg.errors.RaiseException, match="append_only"):
                connection.execute(statement)
            connection.rollback()


def test_that_the_database_refuses_overlaps_and_broken_references(tmp_path):
    house = a_house(tmp_path)
    somebody = house.admit("Budi Satu")
    with raw(house.head) as connection:
        with pytest.raises(psycopg.errors.ExclusionViolation, match="stays_overlap"):
            connection.execute(
                'INSERT INTO stay SELECT (jsonb_populate_record(s, \'{"id": "another", "leave_reason": "KABUR",'
                ' "left_on": "2030-01-01"}\')).* FROM stay AS s WHERE s.id = %s',
                (somebody.stay_id,),
            )
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            connection.execute("UPDATE stay SET person_id = 'nobody' WHERE id = %s", (somebody.stay_id,))
    house.head.close()


def test_that_no_password_is_shown_kept_or_logged(store, desk, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    secrets = {password_of(desk.store.key), desk.store.key.hex(), server.owned().owner_password, PASSWORD, SARI}
    shown = [repr(desk.store), str(desk.store.server), repr(desk.store.server), repr(desk.store.engine)]
    shown += [repr(read_address(server.NAMED)), str(read_address(server.NAMED)), caplog.text, *capfd.readouterr()]
    kept = [path.read_bytes() for path in store.path.parent.glob(f"{store.path.name}*")]
    for secret in secrets:
        assert secret not in "\n".join(shown)
        assert not [content for content in kept if secret.encode() in content]


def test_that_an_account_made_on_one_computer_signs_in_on_the_other(store, tmp_path, monkeypatch):
    here = store.opener.unlock(store.place, HEAD, PASSWORD)
    with monkeypatch.context() as elsewhere:
        on_another_computer(store, tmp_path, elsewhere)
        assert code_of(lambda: store.opener.unlock(store.place, "sari", SARI)) == "wrong_password"
    here.do(AddAccount("sari", (Role.PIKET,), SARI))
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
        there = store.opener.unlock(store.place, "sari", SARI)
        assert there.staff.user == "sari"
        there.do(ChangePassword(SARI, "sandi sari 2"))
        there.close()
    here.close()
    assert code_of(lambda: store.opener.unlock(store.place, "sari", SARI)) == "wrong_password"
    store.opener.unlock(store.place, "sari", "sandi sari 2").close()


def test_that_a_new_store_key_reaches_every_computer_and_shuts_the_old_one_out(store, tmp_path, monkeypatch):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    before, store_id = desk.store.key, desk.store.keys().store_id
    with monkeypatch.context() as elsewhere:
        on_another_computer(store, tmp_path, elsewhere)
    desk.do(RenewStoreKey())
    assert desk.store.key != before
    assert len(desk.ask(ListAccounts())) == 1
    desk.close()
    assert code_of(lambda: open_on_server(store.place, store_id, before)) == "server_refuses"
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
        store.opener.unlock(store.place, HEAD, PASSWORD).close()


def test_that_a_connection_that_was_cut_is_replaced_without_a_word(desk):
    assert len(desk.ask(ListAccounts())) == 1
    with server.as_owner(desk.store.server) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    assert len(desk.ask(ListAccounts())) == 1
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    assert len(desk.ask(ListAccounts())) == 2


def test_that_a_key_file_is_not_a_way_into_another_store_of_the_same_server(store, tmp_path):
    other = a_store(tmp_path, name="lain.shelter")
    store.beside(".keys").write_bytes(other.beside(".keys").read_bytes())
    with pytest.raises(Damaged, match="not_a_store"):
        store.opener.unlock(store.place, HEAD, PASSWORD)


def test_that_a_store_is_made_in_an_empty_database_only_and_leaves_nothing_when_it_fails(tmp_path, store, monkeypatch):
    assert code_of(lambda: an_opener().create(store.place, a_new_panti(), PASSWORD)) in {
        "connection_of_another",
        "store_exists",
    }
    with monkeypatch.context() as elsewhere:
        elsewhere.setenv("XDG_DATA_HOME", str(tmp_path / "other"))
        assert code_of(lambda: an_opener().create(store.place, a_new_panti(), PASSWORD)) == "server_not_empty"
        assert not list(store.path.parent.glob("*"))
    place = a_place(tmp_path, "new.shelter")

    def fails(*_args):
        raise Unavailable("disk_full")

    with monkeypatch.context() as broken:
        broken.setattr("shelter_admin.operations.opening.add_panti", fails)
        assert code_of(lambda: an_opener().create(place, a_new_panti(), PASSWORD)) == "disk_full"
    path = companions_of(place)
    assert not list(path.parent.glob(f"{path.name}*"))
    an_opener().create(place, a_new_panti(), PASSWORD).desk.close()


def test_that_a_newer_schema_is_refused(store):
    with server.as_owner(store.place) as connection:
        connection.execute("UPDATE schema_number SET number = %s", (SCHEMA + 7,))
    for opening in (store.opener.unlock, store.opener.look_into):
        with pytest.raises(Unavailable, match="schema_newer"):
            opening(store.place, HEAD, PASSWORD)


def test_that_a_word_is_searched_as_it_is_written_and_its_end_may_be_missing(tmp_path):
    from shelter_admin.persistence import dialects

    house = a_house(tmp_path)
    somebody = house.admit("Joko 0009")
    with house.head.store.asking() as session:
        found = [
            dialects.found(session.connection(), words, NAMES, 9) for words in (["jok"], ["2026-0009"], ["jo", "00"])
        ]
    assert somebody.person_id in found[0]
    assert somebody.person_id not in found[1]
    assert somebody.person_id in found[2]
    house.head.close()


def test_that_taking_back_a_store_that_could_not_be_made_leaves_one_that_somebody_else_made_there(store, tmp_path):
    keys, _key, _slot, _code = KeyFile.create(tmp_path / "mine.keys", HEAD, PASSWORD, profile=FAST)
    drop(store.place, keys.store_id)
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


def test_that_saved_means_on_the_disk_however_the_server_was_set_up(desk):
    server.DATABASES.spoil(desk.store.server)
    with server.as_owner(desk.store.server) as connection:
        connection.execute(f'ALTER DATABASE "{desk.store.server.database}" SET synchronous_commit = off')
    with raw(desk) as connection:
        assert connection.execute("SHOW synchronous_commit").fetchone() == ("on",)


def test_that_whoever_came_in_with_the_former_key_is_sent_away(store, desk):
    other = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(RenewStoreKey())
    assert code_of(lambda: other.ask(ListAccounts())) == "server_refuses"
    other.close()
    assert len(desk.ask(ListAccounts())) == 1


def test_that_a_lost_answer_to_the_new_key_locks_nobody_out(store, desk, monkeypatch):
    def answer_lost(_address, engine, store_id, fresh):
        with engine.begin() as connection:
            server_schema.change_password(connection, store_id, fresh)
        raise Unavailable("server_away")

    with monkeypatch.context() as broken:
        broken.setattr("shelter_admin.persistence.shared_keys.change_key", answer_lost)
        assert code_of(lambda: desk.do(RenewStoreKey())) == "server_away"
    for _twice in range(2):
        store.opener.unlock(store.place, HEAD, PASSWORD).close()


def test_that_a_computer_with_the_former_key_says_so_and_keeps_what_waits_at_its_gate(store, desk, monkeypatch):
    monkeypatch.setattr(Store, "send_others_away", lambda _store: None)
    other = store.opener.unlock(store.place, HEAD, PASSWORD)
    queue = unproven_queue(store.beside(".queue"), other.store.key)
    queue.add(WaitingMove("one", other.staff.account_id, other.now, Move.IN, "somebody"))
    waiting, before = store.beside(".queue").read_bytes(), store.beside(".keys").read_bytes()
    desk.do(RenewStoreKey())
    store.beside(".queue").write_bytes(waiting)  # the other computer has files of its own
    store.beside(".keys").write_bytes(before)
    assert code_of(lambda: other.do(AddAccount("sari", (Role.PIKET,), SARI))) == "key_changed_elsewhere"
    other.close()
    again = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert [move.id for move in open_queue(store.beside(".queue"), again.store.key).moves()] == ["one"]
    again.close()


def test_that_the_surroundings_lead_the_near_address_nowhere_else(desk, monkeypatch):
    monkeypatch.setenv("PGHOSTADDR", "127.0.0.99")
    with raw(desk) as connection:
        assert connection.info.hostaddr == "127.0.0.1"


def test_that_several_hosts_in_one_address_never_count_as_this_computer():
    for host in ("/tmp,elsewhere.example", "localhost,elsewhere.example"):
        assert facts_of_connection(ServerAddress(host, "panti"), "one", "")["sslmode"] == "verify-full"


def test_that_rights_taken_away_on_another_computer_end_at_the_very_next_act(store, desk):
    sari = desk.do(AddAccount("sari", (Role.ADMIN,), SARI)).outcome
    there = store.opener.unlock(store.place, "sari", SARI)
    there.do(AddAccount("tono", (Role.PIKET,), "sandi tono 1"))
    desk.do(SetRoles(sari, (Role.PIKET,)))
    assert code_of(lambda: there.do(AddAccount("wati", (Role.PIKET,), "sandi wati 1"))) == "not_allowed"
    there.look_again()
    desk.do(DisableAccount(sari))
    assert code_of(lambda: there.do(ChangePassword(SARI, "sandi sari 2"))) == "account_disabled"
    there.close()
    assert len(desk.ask(ListAccounts())) == 3


def test_that_signing_in_elsewhere_never_clears_the_slot_that_the_recovery_code_just_made(store, monkeypatch):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    desk.close()
    monkeypatch.setitem(_SETTINGS, "lock_timeout", "300")
    add_slot, turns = KeyFile.add_slot, []

    def meanwhile_somebody_signs_in(file, key, user, password):
        slot = add_slot(file, key, user, password)
        turns.append(slot)
        with suppress(Unavailable):
            store.opener.unlock(store.place, "sari", SARI).close()
        return slot

    monkeypatch.setattr(KeyFile, "add_slot", meanwhile_somebody_signs_in)
    store.opener.unlock_with_recovery(store.place, store.recovery_code, HEAD, "kata sandi baru").close()
    assert len(turns) == 1
    store.opener.unlock(store.place, HEAD, "kata sandi baru").close()
