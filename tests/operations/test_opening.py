"""Coming in: creating, unlocking, looking in, switching, the recovery code; what a crash leaves behind."""

from __future__ import annotations

import json

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.domain.settings import Zone
from shelter_admin.operations import opening
from shelter_admin.operations.accounts import (
    AddAccount,
    ChangePassword,
    DisableAccount,
    ListAccounts,
    NewRecoveryCode,
    RenewStoreKey,
    WhoAmI,
)
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.copies import BackUp
from shelter_admin.operations.explain import explain
from shelter_admin.operations.opening import Opener
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.store import Store
from tests import server
from tests.people import FAST, HEAD, NOON, PASSWORD, FixedClock, a_desk, a_new_panti, a_place, a_store, an_opener

SARI = "sandi sari 1"


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


def acts(desk) -> list[str]:
    return [entry.act for entry in desk.ask(AuditLog())]


def test_that_a_new_store_has_its_panti_and_its_head_signed_in(tmp_path):
    made = an_opener().create(a_place(tmp_path), a_new_panti(), PASSWORD)
    assert (made.desk.panti.code, made.desk.panti.zone, made.desk.staff.user) == ("PSHM", Zone.WITA, HEAD)
    assert made.desk.staff.roles == {Role.KEPALA}
    assert acts(made.desk) == ["CreatePanti", "SignIn"]
    path = made.desk.store.path
    made.desk.close()
    beside = {".head", ".keys"} if server.ON_SERVER else {"", ".head", ".keys", ".lock"}
    assert {one.name.removeprefix(path.name) for one in path.parent.glob(f"{path.name}*")} == beside


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": "  "}, "name"),
        ({"code": "PS/HM"}, "code"),
        ({"code": ""}, "code"),
        ({"regency": "Samarinda"}, "regency"),
        ({"user": "ke pala"}, "user"),
        ({"user": ""}, "user"),
    ],
)
def test_that_a_panti_with_something_unclear_is_refused_beside_the_field_and_leaves_nothing(tmp_path, changed, field):
    with pytest.raises(Refused) as caught:
        an_opener().create(a_place(tmp_path), a_new_panti(**changed), PASSWORD)
    assert caught.value.field == field
    assert list(tmp_path.iterdir()) == []


def test_that_a_short_password_is_refused_and_leaves_nothing(tmp_path):
    assert code_of(lambda: an_opener().create(a_place(tmp_path), a_new_panti(), "pendek")) == "password_too_short"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.embedded("a file is in the way; see test_on_server")
def test_that_a_new_store_never_replaces_a_file(tmp_path):
    (tmp_path / "p.shelter").write_bytes(b"something else")
    assert code_of(lambda: an_opener().create(tmp_path / "p.shelter", a_new_panti(), PASSWORD)) == "store_exists"
    (tmp_path / "q.shelter.keys").write_bytes(b"keys of a store that was moved")
    assert code_of(lambda: an_opener().create(tmp_path / "q.shelter", a_new_panti(), PASSWORD)) == "key_file_exists"
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        "p.shelter": b"something else",
        "q.shelter.keys": b"keys of a store that was moved",
    }


@pytest.mark.embedded("a file is moved into place; see test_on_server")
@pytest.mark.parametrize("step", ["create_store", "add_panti", "move_into_place", "open_store"])
def test_that_a_store_that_fails_on_the_way_leaves_nothing(tmp_path, monkeypatch, step):
    def fails(*_args, **_kwargs):
        raise Unavailable("disk_full")

    monkeypatch.setattr(opening, step, fails)
    assert code_of(lambda: an_opener().create(tmp_path / "p.shelter", a_new_panti(), PASSWORD)) == "disk_full"
    assert [path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")] == []


def test_that_a_wrong_password_and_an_unknown_user_are_refused_alike(tmp_path):
    store = a_store(tmp_path)
    assert code_of(lambda: store.opener.unlock(store.place, HEAD, "salah sekali")) == "wrong_password"
    assert code_of(lambda: store.opener.unlock(store.place, "siapa", PASSWORD)) == "wrong_password"


def test_that_the_user_name_is_read_in_any_case(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, " KEPALA ", PASSWORD)
    assert desk.ask(WhoAmI()).user == HEAD
    desk.close()


def test_that_wrong_passwords_slow_the_next_try_down_and_are_written_down_at_the_next_opening(tmp_path):
    store = a_store(tmp_path)
    for _try in range(5):
        assert code_of(lambda: store.opener.unlock(store.place, HEAD, "salah sekali")) == "wrong_password"
    with pytest.raises(Refused) as caught:
        store.opener.unlock(store.place, HEAD, PASSWORD)
    assert (caught.value.code, caught.value.facts["seconds"]) == ("wait_first", 2)
    waited: list[float] = []
    desk = store.opener.unlock(store.place, HEAD, PASSWORD, wait=waited.append)
    assert waited == [2.0]
    assert desk.ask(AuditLog())[-1].what == {"wrong_before": 5}
    desk.close()
    store.clock.forward(hours=1)
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


@pytest.mark.embedded("a server lets several write")
def test_that_a_second_program_is_told_who_writes_since_when(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    store.clock.forward(minutes=10)
    with pytest.raises(Unavailable) as caught:
        store.opener.unlock(store.place, HEAD, PASSWORD)
    assert caught.value.code == "store_in_use"
    assert (caught.value.facts["who"], caught.value.facts["since"]) == ("Dra. Ratna Wulandari", NOON)
    assert "Dra. Ratna Wulandari has had this store open since 21-11-2026 12.00" in explain(caught.value, desk.panti)
    desk.do(AddAccount("sari", (Role.PIKET,), SARI, "Sari"))
    store.opener.switch(desk, "sari", SARI)
    with pytest.raises(Unavailable) as caught:
        store.opener.unlock(store.place, HEAD, PASSWORD)
    assert caught.value.facts["who"] == "Sari"
    desk.close()
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


def test_that_one_may_read_beside_the_program_that_writes_and_sees_what_it_saved(tmp_path):
    store = a_store(tmp_path)
    writer = store.opener.unlock(store.place, HEAD, PASSWORD)
    reader = store.opener.look_into(store.place, HEAD, PASSWORD)
    assert reader.read_only
    assert len(reader.ask(ListAccounts())) == 1
    writer.do(AddAccount("sari", (Role.PIKET,), SARI))
    assert len(reader.ask(ListAccounts())) == 2
    assert code_of(lambda: reader.do(AddAccount("budi", (Role.PIKET,), SARI))) == "opened_read_only"
    reader.close()
    writer.close()


def test_that_another_user_sits_down_at_the_same_open_store(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AddAccount("sari", (Role.PIKET,), SARI, "Sari"))
    assert code_of(lambda: store.opener.switch(desk, "sari", PASSWORD)) == "wrong_password"
    other = store.opener.switch(desk, "sari", SARI)
    assert (other.staff.user, other.store) == ("sari", desk.store)
    back = store.opener.switch(other, HEAD, PASSWORD)
    assert [entry.who for entry in back.ask(AuditLog()) if entry.act == "SignIn"][-2:] == [
        "Sari",
        "Dra. Ratna Wulandari",
    ]
    back.close()


def test_that_the_recovery_code_gives_an_account_a_new_password_and_stays_good(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock_with_recovery(store.place, store.recovery_code.lower(), HEAD, "kata sandi baru")
    assert acts(desk)[-1] == "RegainAccess"
    desk.close()
    assert code_of(lambda: store.opener.unlock(store.place, HEAD, PASSWORD)) == "wrong_password"
    store.opener.unlock(store.place, HEAD, "kata sandi baru").close()
    store.opener.unlock_with_recovery(store.place, store.recovery_code, HEAD, "dan sekali lagi").close()


def test_that_a_recovery_code_of_another_store_or_for_nobody_is_refused(tmp_path):
    store, other = a_store(tmp_path), a_store(tmp_path, name="lain.shelter")
    again = "kata sandi baru"
    assert (
        code_of(lambda: store.opener.unlock_with_recovery(store.place, other.recovery_code, HEAD, again))
        == "recovery_code_wrong"
    )
    assert (
        code_of(lambda: store.opener.unlock_with_recovery(store.place, store.recovery_code, "siapa", again))
        == "account_unknown"
    )
    assert (
        code_of(lambda: store.opener.unlock_with_recovery(store.place, store.recovery_code[:-1], HEAD, again))
        == "recovery_code_length"
    )
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


def test_that_a_new_recovery_code_takes_the_place_of_the_old(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    fresh = desk.do(NewRecoveryCode()).outcome
    desk.close()
    old = store.recovery_code
    assert (
        code_of(lambda: store.opener.unlock_with_recovery(store.place, old, HEAD, "kata sandi baru"))
        == "recovery_code_wrong"
    )
    store.opener.unlock_with_recovery(store.place, fresh, HEAD, "kata sandi baru").close()


def test_that_a_closed_account_does_not_come_in_even_by_a_slot_that_was_left_over(tmp_path, monkeypatch):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    sari = desk.do(AddAccount("sari", (Role.PIKET,), SARI)).outcome
    monkeypatch.setattr(KeyFile, "drop_slots", lambda _self, _ids: None)
    desk.do(DisableAccount(sari))
    desk.close()
    monkeypatch.undo()
    assert code_of(lambda: store.opener.unlock(store.place, "sari", SARI)) == "account_disabled"
    assert code_of(lambda: store.opener.unlock(store.place, "sari", SARI)) == "wrong_password"


class Crash(BaseException):
    """The machine stops here."""


def crash(*_args, **_kwargs):
    raise Crash


@pytest.mark.parametrize(
    ("where", "what", "valid"),
    [
        ((KeyFile, "add_slot"), "before the slot", PASSWORD),
        ((Store, "acting"), "before the row", PASSWORD),
        ((KeyFile, "drop_slots"), "before the old slot goes", "kata sandi baru"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_that_a_crash_while_a_password_changes_leaves_exactly_one_good_password(
    tmp_path, monkeypatch, where, what, valid
):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    if what == "before the row":
        keys = desk.store.keys()
        keys.unlock(HEAD, PASSWORD)
        keys.add_slot(desk.store.key, HEAD, "kata sandi baru")
    else:
        monkeypatch.setattr(*where, crash)
        with pytest.raises(Crash):
            desk.do(ChangePassword(PASSWORD, "kata sandi baru"))
        monkeypatch.undo()
    desk.close()
    wrong = PASSWORD if valid != PASSWORD else "kata sandi baru"
    assert code_of(lambda: store.opener.unlock(store.place, HEAD, wrong)) == "wrong_password"
    store.opener.unlock(store.place, HEAD, valid).close()
    assert len(KeyFile.load(store.beside(".keys"), profile=FAST).slot_ids) == 1


def test_that_a_crash_while_changing_to_the_same_password_still_lets_in(tmp_path, monkeypatch):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    monkeypatch.setattr(KeyFile, "drop_slots", crash)
    with pytest.raises(Crash):
        desk.do(ChangePassword(PASSWORD, PASSWORD))
    monkeypatch.undo()
    desk.close()
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


@pytest.mark.embedded("a server gives its newest key file")
def test_that_a_new_store_key_shuts_out_an_old_key_file(tmp_path):
    store = a_store(tmp_path)
    keys = store.beside(".keys")
    old = keys.read_bytes()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    before = desk.store.key
    desk.do(RenewStoreKey())
    assert desk.store.key != before
    assert len(desk.ask(ListAccounts())) == 1
    desk.close()
    store.opener.unlock(store.place, HEAD, PASSWORD).close()
    keys.write_bytes(old)
    assert code_of(lambda: store.opener.unlock(store.place, HEAD, PASSWORD)) == "not_a_store"


@pytest.mark.parametrize("where", [(Store, "change_key"), (KeyFile, "settle")], ids=["before", "after"])
def test_that_a_crash_while_the_key_changes_leaves_a_store_that_opens(tmp_path, monkeypatch, where):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    monkeypatch.setattr(KeyFile, "settle", crash)
    monkeypatch.setattr(*where, crash)
    with pytest.raises(Crash):
        desk.do(RenewStoreKey())
    monkeypatch.undo()
    desk.close()
    reader = store.opener.look_into(store.place, HEAD, PASSWORD)
    reader.close()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert acts(desk)[-2:] == ["RenewStoreKey", "SignIn"]
    desk.close()
    plain = json.loads(store.beside(".keys").read_bytes())
    assert {len(slot["boxes"]) for slot in plain["slots"]} == {1}


@pytest.mark.embedded("the whole file is written anew")
def test_that_the_key_is_not_changed_while_somebody_reads(tmp_path):
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    reader = store.opener.look_into(store.place, HEAD, PASSWORD)
    reader.ask(ListAccounts())
    key = desk.store.key
    assert code_of(lambda: desk.do(RenewStoreKey())) == "store_busy"
    assert desk.store.key == key
    reader.close()
    desk.do(RenewStoreKey())
    desk.close()
    store.opener.unlock(store.place, HEAD, PASSWORD).close()


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_a_copy_is_opened_to_read_and_never_to_write(tmp_path):
    desk = a_desk(tmp_path)
    made = desk.do(BackUp(str(tmp_path / "stick"))).outcome
    desk.close()
    opener = an_opener()
    path = next((tmp_path / "stick").glob("*.shelter"))
    assert str(path) == made.path
    copy = opener.open_copy(path, HEAD, PASSWORD)
    assert copy.read_only
    assert len(copy.ask(ListAccounts())) == 1
    copy.close()
    assert code_of(lambda: opener.unlock(path, HEAD, PASSWORD)) == "store_is_copy"
    assert code_of(lambda: opener.open_copy(tmp_path / "panti.shelter", HEAD, PASSWORD)) == "not_a_copy"


def test_that_the_panti_s_own_clock_is_used_once_its_zone_is_known(tmp_path):
    store = a_store(tmp_path)
    asked: list[Zone] = []

    def in_zone(zone: Zone) -> FixedClock:
        asked.append(zone)
        return FixedClock()

    desk = Opener(FixedClock(), profile=FAST, in_zone=in_zone).unlock(store.place, HEAD, PASSWORD)
    assert asked == [Zone.WITA]
    desk.close()


def test_that_another_store_s_key_file_does_not_open_this_one(tmp_path):
    store, other = a_store(tmp_path), a_store(tmp_path, name="lain.shelter")
    store.beside(".keys").write_bytes(other.beside(".keys").read_bytes())
    with pytest.raises(Damaged) as caught:
        store.opener.unlock(store.place, HEAD, PASSWORD)
    assert caught.value.code == "not_a_store"
