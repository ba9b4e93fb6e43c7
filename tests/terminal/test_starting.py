"""``init``, ``account``, ``backup``, ``restore``, ``check`` and ``audit``."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from shelter_admin.persistence.schema import SCHEMA
from tests.people import PASSWORD, an_opener

INIT = ["init", "--panti", "UPTD Contoh", "--code", "CTH", "--regency", "64.72", "--head", "Kepala"]


def test_that_init_makes_a_store_and_shows_the_recovery_code_once_on_stderr(run, tmp_path):
    made = run(*INIT)
    assert made.status == 0
    assert (made.json["code"], made.json["schema"]) == ("CTH", SCHEMA)
    assert len(made.json["panti_id"]) == 36
    code = re.search(r"(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}", made.err)
    assert code is not None
    desk = an_opener().unlock_with_recovery(tmp_path / "p.shelter", code.group(), "kepala", "kata sandi baru")
    desk.close()


def test_that_init_prints_the_recovery_sheet_and_then_shows_no_code(run, tmp_path):
    made = run(*INIT, "--recovery-sheet", str(tmp_path / "lembar.pdf"))
    assert (made.status, made.err) == (0, "")
    assert (tmp_path / "lembar.pdf").read_bytes().startswith(b"%PDF")


def test_that_a_sheet_is_never_written_over_a_file(run, tmp_path):
    (tmp_path / "lembar.pdf").write_bytes(b"old sheet")
    refused = run(*INIT, "--recovery-sheet", str(tmp_path / "lembar.pdf"))
    assert (refused.status, refused.json["unavailable"]) == (3, "sheet_exists")
    assert not (tmp_path / "p.shelter").exists()


def test_that_a_sheet_that_cannot_be_written_does_not_lose_the_code(run, tmp_path):
    (tmp_path / "folder").write_text("a file")
    failed = run(*INIT, "--recovery-sheet", str(tmp_path / "folder" / "lembar.pdf"))
    assert failed.status == 3
    assert re.search(r"(?:[0-9A-Z]{5}-){5}[0-9A-Z]{5}", failed.err)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        (["--code", "C/H"], "panti_code_unclear"),
        (["--regency", "Samarinda"], "regency_unclear"),
        (["--panti", " "], "panti_name_missing"),
        (["--head", "ke pala"], "user_unclear"),
    ],
)
def test_that_an_unclear_panti_is_refused_and_leaves_nothing(run, tmp_path, changed, code):
    refused = run(*INIT, *changed)
    assert (refused.status, refused.json["refused"]) == (1, code)
    assert list(tmp_path.iterdir()) == []


def test_that_init_never_replaces_a_store(house, tmp_path):
    before = (tmp_path / "p.shelter").read_bytes()
    refused = house(*INIT)
    assert (refused.status, refused.json["unavailable"]) == (3, "store_exists")
    assert (tmp_path / "p.shelter").read_bytes() == before


def test_that_an_account_is_added_and_signs_in_with_its_password(house, monkeypatch):
    added = house("account", "add", "Sari", "--role", "piket", "--role", "pengasuh", "--role", "piket")
    assert (added.json["user"], added.json["roles"]) == ("sari", ["pengasuh", "piket"])
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 1")
    assert house("gate", "board").status == 0
    refused = house("account", "add", "budi", "--role", "piket")
    assert (refused.status, refused.json["refused"]) == (1, "not_allowed")
    assert house("account", "list").status == 1


def test_that_a_password_is_changed_by_its_owner_and_by_who_manages_accounts(house, monkeypatch):
    house("account", "add", "sari", "--role", "piket")
    monkeypatch.setenv("SHELTER_NEW_PASSWORD", "sandi baru 2")
    assert house("account", "password", "sari").json == {"user": "sari", "roles": ["piket"], "closed": False}
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 2")
    monkeypatch.setenv("SHELTER_NEW_PASSWORD", "sandi baru 3")
    assert house("account", "password", "sari").status == 0
    assert house("gate", "board").json["refused"] == "wrong_password"
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi baru 3")
    assert house("gate", "board").status == 0
    assert house("account", "password", "kepala").json["refused"] == "not_allowed"


def test_that_the_new_password_may_come_from_a_file_beside_the_one_that_signs_in(house, monkeypatch, tmp_path):
    monkeypatch.delenv("SHELTER_NEW_PASSWORD")
    (tmp_path / "baru").write_text("sandi dari berkas\n")
    assert house("--password-file", str(tmp_path / "baru"), "account", "add", "sari", "--role", "piket").status == 0
    monkeypatch.setenv("SHELTER_USER", "sari")
    monkeypatch.setenv("SHELTER_PASSWORD", "sandi dari berkas")
    assert house("gate", "board").status == 0


def test_that_roles_are_set_and_an_account_closed_with_a_new_key(house, monkeypatch, tmp_path):
    house("account", "add", "sari", "--role", "piket")
    assert house("account", "roles", "sari", "--role", "instruktur").json["roles"] == ["instruktur"]
    keys = (tmp_path / "p.shelter.keys").read_bytes()
    assert house("account", "close", "sari", "--new-key").json["closed"] is True
    assert house("check").status == 0
    assert house("account", "close", "siapa").json["refused"] == "account_unknown"
    (tmp_path / "p.shelter.keys").write_bytes(keys)
    assert house("gate", "board").status == 4


def test_that_a_copy_is_made_counted_and_put_back_elsewhere(house, tmp_path):
    made = house("backup", "--to", str(tmp_path / "stick")).json
    assert Path(made["file"]).stat().st_size == made["bytes"]
    assert made["rows"] == sum(made["tables"].values())
    target = str(tmp_path / "lagi" / "p.shelter")
    restored = house("restore", made["file"], "--to", target).json
    assert (restored["restored"], restored["rows"]) == (target, made["rows"])
    assert house("--store", target, "check").json["problems"] == []
    again = house("restore", made["file"], "--to", target)
    assert (again.status, again.json["unavailable"]) == (3, "store_exists")


def test_that_the_address_of_a_server_never_becomes_a_folder_of_a_copy(house, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    server = "postgresql://pemilik:rahasia@localhost/panti"
    for answer in (house("backup", "--to", server), house("restore", "salinan.shelter", "--to", server)):
        assert (answer.status, answer.json["unavailable"]) == (3, "only_on_this_computer")
        assert "rahasia" not in answer.out + answer.err
    assert sorted(tmp_path.rglob("*")) == before


def test_that_a_copy_is_read_like_a_store_and_never_written_to(house, tmp_path):
    made = house("backup", "--to", str(tmp_path / "stick")).json["file"]
    assert house("--store", made, "check").status == 0
    refused = house("--store", made, "person", "add", "--name", "Budi")
    assert (refused.status, refused.json["unavailable"]) == (3, "store_is_copy")


def test_that_a_copy_is_rehearsed_and_a_damaged_one_ends_4(house, tmp_path):
    made = Path(house("backup", "--to", str(tmp_path / "stick")).json["file"])
    house("person", "add", "--name", "Budi")
    tried = house("backup", "rehearse", str(made))
    assert (tried.status, tried.json["same"], tried.json["differences"]) == (0, True, [])
    assert tried.json["rows"] > 0
    assert house("audit").json["entries"][-1]["act"] == "NoteRehearsal"
    content = bytearray(made.read_bytes())
    content[len(content) // 2] ^= 1
    made.write_bytes(content)
    damaged = house("backup", "rehearse", str(made))
    assert (damaged.status, damaged.json["same"]) == (4, False)
    assert damaged.json["differences"]
    assert house("backup", "rehearse", str(tmp_path / "nowhere")).status == 3
    assert house("backup", "--to", str(tmp_path), "rehearse", str(made)).status == 2
    assert house("backup", "rehearse", str(tmp_path / "p.shelter.keys")).status == 4


def test_that_a_copy_from_before_a_new_key_is_rehearsed_with_its_own(house, tmp_path):
    house("account", "add", "sari", "--role", "piket")
    made = house("backup", "--to", str(tmp_path / "stick")).json["file"]
    house("account", "close", "sari", "--new-key")
    assert house("backup", "rehearse", made).json["same"] is True


def test_that_a_check_of_a_sound_store_ends_0_and_of_a_damaged_one_4(house, tmp_path):
    sound = house("check")
    assert sound.json == {"integrity": "ok", "audit_entries": 2, "audit_chain": "ok", "problems": []}
    content = bytearray((tmp_path / "p.shelter").read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "p.shelter").write_bytes(content)
    damaged = house("check")
    assert damaged.status == 4
    assert "rusak" in damaged.out


def test_that_the_log_is_listed_with_names_of_acts_and_people(house):
    house("account", "add", "sari", "--role", "piket", at="2026-11-22")
    entries = house("audit").json["entries"]
    assert [entry["no"] for entry in entries] == list(range(1, len(entries) + 1))
    assert (entries[-1]["act"], entries[-1]["name"], entries[-1]["who"]) == ("AddAccount", "akun baru", "kepala")
    assert {"no", "at", "who", "act", "what"} <= set(entries[0])
    assert [entry["act"] for entry in house("audit", "--since", "2026-11-22").json["entries"]] == [
        "SignIn",
        "AddAccount",
    ]
    assert house("audit", "--person", "2026-0001").json["refused"] == "number_unknown"


def test_that_people_read_lines_where_no_json_is_asked_for(house, monkeypatch, capfd, tmp_path):
    from shelter_admin.terminal.app import main

    assert main(["--today", "2026-11-21", "check"]) == 0
    assert capfd.readouterr().out == "Berkas: ok\nCatatan audit: ok (2 catatan)\n"
    assert main(["--today", "2026-11-21", "person", "find", "Budi"]) == 0
    assert capfd.readouterr().out == "Tidak ada yang ditemukan.\n"
    assert main(["--today", "2026-11-21", "account", "list"]) == 0
    assert capfd.readouterr().out == "kepala               Kepala panti\n"
    assert PASSWORD not in (tmp_path / "p.shelter.keys").read_text()
