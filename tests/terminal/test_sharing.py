"""``move``, ``connection`` and ``connect``: the store to a server and back from the terminal."""

from __future__ import annotations

import pytest

from tests.own_server import FAR, OWNER, PASSWORD

pytestmark = pytest.mark.embedded("moves a file to a server of its own and back")


@pytest.fixture
def moved(run, office_server, tmp_path, monkeypatch):
    """A store on the server; gives its address without the owner."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "computer"))
    monkeypatch.setenv("SHELTER_OWNER_PASSWORD", PASSWORD)
    run("init", "--panti", "Panti Contoh", "--code", "PC", "--regency", "64.72", "--head", "kepala")
    database = office_server.database()
    place = f"{FAR}:{office_server.server.port}/{database}"
    answer = run("move", "--to", f"postgresql://{OWNER}@{place}", "--certificate", str(office_server.certificate))
    assert answer.status == 0, answer.err
    return f"postgresql://{place}", answer.json


def test_that_a_move_tells_every_table_and_that_all_is_the_same(moved):
    address, told = moved
    assert told["place"] == address
    assert told["same"] is True
    assert told["rows"] == sum(told["tables"].values()) > 0
    assert {"person", "audit", "account"} <= told["tables"].keys()
    assert PASSWORD not in str(told)


def test_that_work_goes_on_at_the_server_and_back_in_a_file(moved, run, tmp_path):
    address, _told = moved
    assert run("account", "add", "sari", "--role", "piket").json["unavailable"] == "store_moved"
    assert run("--store", address, "account", "add", "sari", "--role", "piket").status == 0
    back = run("--store", address, "move", "--to", str(tmp_path / "kembali.shelter"))
    assert back.json["same"] is True
    assert back.json["place"] == str(tmp_path / "kembali.shelter")
    assert run("--store", address, "account", "add", "lain", "--role", "piket").json["unavailable"] == "store_moved"
    listed = run("--store", str(tmp_path / "kembali.shelter"), "account", "list")
    assert "sari" in listed.out


def test_that_another_computer_is_let_in_by_the_file(moved, run, tmp_path, monkeypatch):
    address, _told = moved
    file = tmp_path / "kantor.sambungan"
    assert run("--store", address, "connection", "--to", str(file)).json == {"file": str(file)}
    assert run("--store", address, "connection", "--to", str(file)).json["unavailable"] == "file_not_usable"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "gate"))
    unknown = run("--store", address, "account", "list")
    assert unknown.json["unavailable"] == "not_connected_yet"
    assert "connection --to BERKAS" in unknown.err
    assert "connect BERKAS" in unknown.err
    assert "“" not in unknown.err  # there is no button to choose here
    assert run("connect", str(file)).json == {"store": address}
    assert run("--store", address, "account", "list").status == 0


def test_that_a_near_address_is_told_which_options_to_type(run, office_server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "computer"))
    monkeypatch.setenv("SHELTER_OWNER_PASSWORD", PASSWORD)
    run("init", "--panti", "Panti Contoh", "--code", "PC", "--regency", "64.72", "--head", "kepala")
    place = f"localhost:{office_server.server.port}/{office_server.database()}"
    assert run("move", "--to", f"postgresql://{OWNER}@{place}").status == 0
    ask = ("--store", f"postgresql://{place}", "connection", "--to", str(tmp_path / "kantor.sambungan"))
    named = run(*ask)
    assert (named.json["refused"], "--host" in named.err) == ("only_by_own_name", True)
    proven = run(*ask, "--host", "kantor")
    assert (proven.json["refused"], "--certificate" in proven.err) == ("certificate_needed", True)
    assert run(*ask, "--host", "kantor", "--certificate", str(office_server.certificate)).status == 0


def test_that_a_wrong_password_of_the_owner_moves_nothing(run, office_server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "computer"))
    monkeypatch.setenv("SHELTER_OWNER_PASSWORD", "salah")
    run("init", "--panti", "Panti Contoh", "--code", "PC", "--regency", "64.72", "--head", "kepala")
    answer = run(
        "move", "--to", f"postgresql://{OWNER}@localhost:{office_server.server.port}/{office_server.database()}"
    )
    assert answer.json["unavailable"] == "owner_refused"
    assert run("account", "add", "sari", "--role", "piket").status == 0


def test_that_who_does_not_own_the_database_is_told_so_and_makes_nothing(run, office_server, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "computer"))
    panti = ("init", "--panti", "Panti Contoh", "--code", "PC", "--regency", "64.72", "--head", "kepala")
    place = f"localhost:{office_server.server.port}/{office_server.database()}"
    assert run("--store", f"postgresql://{OWNER}:salah@{place}", *panti).json["unavailable"] == "owner_refused"
    assert run("--store", f"postgresql://{place}", *panti).json["unavailable"] == "owner_missing"
    assert not list(tmp_path.rglob("*.keys"))


def test_that_only_the_owner_brings_a_server_up_to_date_and_every_row_stays(moved, run, monkeypatch):
    address, told = moved
    as_owner = address.replace("postgresql://", f"postgresql://{OWNER}@")
    monkeypatch.setenv("SHELTER_OWNER_PASSWORD", "salah")
    assert run("upgrade", as_owner).json["unavailable"] == "owner_refused"
    monkeypatch.setenv("SHELTER_OWNER_PASSWORD", PASSWORD)
    brought = run("upgrade", as_owner)
    assert brought.status == 0, brought.err
    assert brought.json["place"] == address
    assert brought.json["rows"]["account"] == told["tables"]["account"]
    assert PASSWORD not in brought.out
    assert run("upgrade", "bukan/alamat.shelter").status == 2
