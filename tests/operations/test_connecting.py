"""A server is tried before anything is moved; another computer is let in by a file and a password."""

from __future__ import annotations

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.sharing import (
    ConnectionFile,
    ServerAddress,
    WhereShared,
    move_to_file,
    move_to_server,
    take_connection,
    try_server,
)
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.keys import KeyFile
from tests.own_server import FAR, make_certificate
from tests.people import HEAD, PASSWORD, an_opener

pytestmark = [
    pytest.mark.embedded("moves a file to a server of its own"),
    pytest.mark.usefixtures("own_computer"),
]


def test_that_each_trouble_of_a_new_server_is_told_by_itself(office_server, tmp_path):
    other = tmp_path / "lain.crt"
    make_certificate(tmp_path / "lain.key", other)
    named, not_one = tmp_path / "kantor.crt", tmp_path / "bukan.crt"
    make_certificate(tmp_path / "kantor.key", named, "127.0.0.9")
    not_one.write_text("bukan sertifikat")
    office_server.run("CREATE ROLE tanpa_hak LOGIN PASSWORD 'x'")
    database = office_server.database()
    good = {"database": database, "host": FAR}
    troubles: list[tuple[dict[str, object], str]] = [
        ({**good, "host": "tidak-ada.invalid"}, "server_name_unknown"),
        ({**good, "port": 1}, "server_not_listening"),
        ({**good, "password": "salah"}, "owner_refused"),
        ({**good, "owner": "tidak_ada"}, "owner_refused"),
        ({**good, "database": "tidak_ada"}, "server_database_missing"),
        ({**good, "certificate": str(other)}, "server_not_trusted"),
        ({**good, "certificate": ""}, "server_not_trusted"),
        ({**good, "certificate": str(tmp_path / "hilang.crt")}, "certificate_missing"),
        ({**good, "certificate": str(not_one)}, "certificate_unclear"),
        ({**good, "owner": "tanpa_hak", "password": "x"}, "server_no_roles"),
        ({**good, "host": " "}, "address_missing"),
        ({**good, "database": ""}, "database_missing"),
        ({**good, "owner": ""}, "owner_missing"),
    ]
    for changed, code in troubles:
        with pytest.raises((Refused, Unavailable)) as told:
            try_server(office_server.at(**changed))
        assert told.value.code == code, changed
    try_server(office_server.at(**good))
    assert office_server.schemas(database) == set()


def test_that_a_server_of_another_certificate_or_name_is_not_spoken_to(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty(FAR))
    moved.desk.close()
    assert isinstance(moved.place, ServerAddress)
    kept = beside(moved.place.companions, ".crt")
    make_certificate(tmp_path / "lain.key", tmp_path / "lain.crt")
    kept.write_bytes((tmp_path / "lain.crt").read_bytes())
    with pytest.raises(Unavailable, match="server_not_trusted"):
        an_opener().unlock(moved.place, HEAD, PASSWORD)


def test_that_another_computer_comes_in_by_the_connection_file_and_a_password(
    office_server, desk, tmp_path, monkeypatch
):
    moved = move_to_server(desk, office_server.empty(FAR))
    paper = moved.desk.ask(ConnectionFile())
    file = tmp_path / paper.filename
    file.write_bytes(paper.content)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "another"))
    with pytest.raises(Unavailable, match="not_connected_yet"):
        an_opener().unlock(moved.place, HEAD, PASSWORD)
    address = take_connection(file)
    assert str(address) == str(moved.place)
    other = an_opener().unlock(address, "sari", "kata sandi sari")
    assert other.staff.user == "sari"
    with pytest.raises(Refused, match="not_allowed"):
        other.ask(ConnectionFile())
    other.close()
    moved.desk.close()


def test_that_a_connection_file_opens_nothing_without_a_password_and_is_never_half_taken(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty(FAR))
    content = moved.desk.ask(ConnectionFile()).content
    key = moved.desk.store.key
    assert key not in content
    assert key.hex().encode() not in content
    moved.desk.close()
    spoilt = tmp_path / "rusak.sambungan"
    for at in range(0, len(content), 97):
        spoilt.write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        with pytest.raises((Unavailable, Damaged)):
            take_connection(spoilt)
    spoilt.write_bytes(content[:200])
    with pytest.raises(Unavailable, match="connection_file_unclear"):
        take_connection(spoilt)


def test_that_a_connection_never_replaces_the_keys_of_another_store(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty(FAR))
    file = tmp_path / "kantor.sambungan"
    file.write_bytes(moved.desk.ask(ConnectionFile()).content)
    moved.desk.close()
    assert isinstance(moved.place, ServerAddress)
    keys = beside(moved.place.companions, ".keys")
    keys.unlink()
    KeyFile.create(keys, "orang", "kata sandi lain")
    held = keys.read_bytes()
    with pytest.raises(Unavailable, match="connection_of_another"):
        take_connection(file)
    assert keys.read_bytes() == held


def test_that_a_connection_taken_once_more_leaves_the_newer_key_file_and_the_witness_alone(
    office_server, desk, tmp_path
):
    moved = move_to_server(desk, office_server.empty(FAR))
    assert isinstance(moved.place, ServerAddress)
    file = tmp_path / "kantor.sambungan"
    file.write_bytes(moved.desk.ask(ConnectionFile()).content)
    moved.desk.do(AddAccount("wati", (Role.PIKET,), "kata sandi wati"))
    moved.desk.close()
    held = {ending: beside(moved.place.companions, ending).read_bytes() for ending in (".keys", ".head")}
    assert take_connection(file) == moved.place
    assert {ending: beside(moved.place.companions, ending).read_bytes() for ending in held} == held


def test_that_an_address_of_this_computer_alone_lets_no_other_in(office_server, desk):
    moved = move_to_server(desk, office_server.empty("localhost"))
    shared = moved.desk.ask(WhereShared())
    assert shared is not None
    assert shared.near
    with pytest.raises(Refused, match="only_by_own_name"):
        moved.desk.ask(ConnectionFile())
    with pytest.raises(Refused, match="certificate_needed"):
        moved.desk.ask(ConnectionFile("kantor"))
    assert moved.desk.ask(ConnectionFile("kantor", str(office_server.certificate))).filename == "pshm.sambungan"
    moved.desk.close()


def test_that_a_store_in_a_file_has_no_connection(desk, tmp_path):
    assert desk.ask(WhereShared()) is None
    with pytest.raises(Refused, match="not_on_server"):
        desk.ask(ConnectionFile())
    with pytest.raises(Refused, match="not_on_server"):
        move_to_file(desk, tmp_path / "x.shelter")
