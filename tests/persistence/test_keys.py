import json
import os
import random
import stat
from pathlib import Path

import pytest

from shelter_admin.domain import recovery_code
from shelter_admin.domain.errors import Damaged, Failure, Refused, Unavailable
from shelter_admin.persistence import keys
from shelter_admin.persistence.keys import KeyFile
from shelter_admin.persistence.slots import STANDARD, Profile

CHEAP = Profile(memory_kib=32, rounds=1, lanes=1)
PASSWORD = "kucing-hujan-17"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "panti.store.keys"


@pytest.fixture
def made(path):
    return KeyFile.create(path, "Ratna", PASSWORD, profile=CHEAP)


def again(path):
    return KeyFile.load(path, profile=CHEAP)


def written_anew(plain):
    """Write a changed key file as somebody would who knows how it is made, but not the store key."""
    body = {name: value for name, value in plain.items() if name != "check"}
    return keys._written(body)


def test_that_a_password_costs_what_the_team_decided():
    assert (STANDARD.memory_kib, STANDARD.rounds, STANDARD.lanes) == (65536, 3, 4)


def test_that_a_new_file_without_another_wish_uses_the_full_cost(path):
    KeyFile.create(path, "ratna", PASSWORD)
    cost = json.loads(path.read_bytes())["slots"][0]["argon2id"]
    assert (cost["memory_kib"], cost["rounds"], cost["lanes"]) == (65536, 3, 4)
    assert KeyFile.load(path).unlock("ratna", PASSWORD).slot_id


def test_that_the_right_password_gives_the_store_key_and_its_slot(path, made):
    _file, key, slot, _code = made
    unlocked = again(path).unlock("RATNA ", PASSWORD)
    assert (unlocked.key, unlocked.slot_id, unlocked.next_key) == (key, slot, None)
    assert len(key) == 32


def test_that_neither_key_nor_password_nor_code_can_be_read_from_the_file_or_its_records(path, made):
    file, key, _slot, code = made
    content = path.read_text().lower()
    for secret in (key.hex(), PASSWORD, recovery_code.read(code).hex(), code.lower()):
        assert secret not in content
    assert key.hex() not in repr(file.unlock("ratna", PASSWORD))
    assert repr(key) not in repr(file.unlock("ratna", PASSWORD))


def test_that_two_stores_never_share_a_key(tmp_path):
    found = {KeyFile.create(tmp_path / str(n), "a", "b", profile=CHEAP)[1] for n in range(3)}
    assert len(found) == 3


@pytest.mark.parametrize("user", ["ratna", "nobody", ""])
def test_that_a_wrong_password_and_an_unknown_user_are_refused_alike(path, made, user):
    with pytest.raises(Refused) as refused:
        again(path).unlock(user, "kucing-hujan-18")
    assert (refused.value.code, refused.value.field, refused.value.facts) == ("wrong_password", "password", {})


def test_that_an_unknown_user_costs_as_much_work_as_a_known_one(path, made, monkeypatch):
    file, counted, real = again(path), [], Profile.derive

    def derive(*args):
        counted.append(1)
        return real(*args)

    monkeypatch.setattr(Profile, "derive", derive)
    for user in ("ratna", "nobody"):
        counted.clear()
        with pytest.raises(Refused):
            file.unlock(user, "wrong")
        assert len(counted) == 1


def test_that_a_password_typed_on_another_system_opens_the_same(path):
    KeyFile.create(path, "a", "se\u0301juk", profile=CHEAP)
    assert again(path).unlock("a", "s\u00e9juk").key


def test_that_the_recovery_code_opens_and_a_strange_one_is_refused(path, made):
    _file, key, _slot, code = made
    assert again(path).unlock_with_recovery(code.lower().replace("-", " ")).key == key
    with pytest.raises(Refused, match="recovery_code_wrong"):
        again(path).unlock_with_recovery(recovery_code.written(bytes(15)))


def test_that_the_recovery_code_is_no_password_of_an_account_with_no_name(path, made):
    with pytest.raises(Refused, match="wrong_password"):
        again(path).unlock("", recovery_code.read(made[3]).hex())


def test_that_a_new_recovery_code_replaces_the_old_one(path, made):
    file, key, _slot, code = made
    fresh = file.new_recovery(key)
    assert again(path).unlock_with_recovery(fresh).key == key
    with pytest.raises(Refused, match="recovery_code_wrong"):
        again(path).unlock_with_recovery(code)


def test_that_while_a_password_is_changed_both_open_and_then_one(path, made):
    file, key, old, _code = made
    new = file.add_slot(key, "ratna", "payung-biru-5")
    assert {again(path).unlock("ratna", word).slot_id for word in (PASSWORD, "payung-biru-5")} == {old, new}
    file.drop_slots([old])
    assert again(path).users == {"ratna": (new,)}
    with pytest.raises(Refused, match="wrong_password"):
        again(path).unlock("ratna", PASSWORD)


def test_that_leftovers_are_cleared_at_opening_and_the_recovery_code_stays(path, made):
    file, key, old, code = made
    file.add_slot(key, "ratna", "half-changed")
    reopened = again(path)
    reopened.unlock("ratna", PASSWORD)
    reopened.keep_only([old])
    assert again(path).slot_ids == {old}
    assert again(path).unlock_with_recovery(code).key == key


def test_that_clearing_nothing_writes_nothing(path, made):
    before = path.stat().st_mtime_ns, path.stat().st_ino
    made[0].keep_only([made[2]])
    made[0].drop_slots(["unknown"])
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == before


def test_that_a_file_whose_slots_the_store_does_not_know_is_left_as_it_is(path, made):
    before = path.read_bytes()
    with pytest.raises(Damaged, match="key_file_of_another_store"):
        made[0].keep_only(["another"])
    assert path.read_bytes() == before


def test_that_a_new_store_key_reaches_everybody_without_their_passwords(path, made):
    file, old, _slot, code = made
    gone = file.add_slot(old, "agus", "agus-agus")
    file.add_slot(old, "dewi", "dewi-dewi")
    earlier = path.read_bytes()
    file.drop_slots([gone])
    fresh = file.prepare_new_key(old)
    half = again(path).unlock("dewi", "dewi-dewi")
    assert (half.key, half.next_key) == (old, fresh)
    file.settle(fresh)
    for user, word in (("ratna", PASSWORD), ("dewi", "dewi-dewi")):
        unlocked = again(path).unlock(user, word)
        assert (unlocked.key, unlocked.next_key) == (fresh, None)
    assert again(path).unlock_with_recovery(code).key == fresh
    path.write_bytes(earlier)
    assert again(path).unlock("agus", "agus-agus").key == old != fresh


def test_that_a_change_of_key_that_was_cut_short_can_be_taken_back(path, made):
    made[0].prepare_new_key(made[1])
    reopened = again(path)
    unlocked = reopened.unlock("ratna", PASSWORD)
    reopened.settle(unlocked.key)
    assert again(path).unlock("ratna", PASSWORD).next_key is None


def test_that_only_a_key_of_the_file_can_be_kept(made):
    with pytest.raises(ValueError, match="not a key"):
        made[0].settle(bytes(32))


def test_that_nobody_changes_a_file_that_was_not_opened(path, made):
    file = again(path)
    with pytest.raises(RuntimeError, match="unlocked"):
        file._save(())
    with pytest.raises(Damaged):
        again(path).add_slot(bytes(32), "x", "y")


def test_that_only_the_owner_may_read_the_file(path, made):
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_that_an_existing_key_file_is_never_overwritten(path, made):
    with pytest.raises(Unavailable, match="key_file_exists"):
        KeyFile.create(path, "other", "x", profile=CHEAP)
    assert again(path).unlock("ratna", PASSWORD).key


def test_that_a_missing_file_is_said_to_be_missing(path):
    with pytest.raises(Unavailable, match="key_file_missing"):
        KeyFile.load(path)


def test_that_a_newer_format_is_refused_and_not_called_damaged(path, made):
    path.write_bytes(written_anew(json.loads(path.read_bytes()) | {"format": 2}))
    with pytest.raises(Unavailable, match="key_file_newer"):
        again(path)


def test_that_every_flipped_byte_is_found_when_the_file_is_read(path, made):
    whole = path.read_bytes()
    for at in range(len(whole)):
        spoilt = bytearray(whole)
        spoilt[at] ^= 1 << (at % 8)
        path.write_bytes(spoilt)
        with pytest.raises(Damaged, match="key_file_damaged"):
            again(path)


def test_that_every_cut_file_is_found(path, made):
    whole = path.read_bytes()
    for length in [0, 1, len(whole) - 1, *range(2, len(whole), 97)]:
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged, match="key_file_damaged"):
            again(path)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"null", b"[]", b"{}", b"1", b"[" * 100_000, b'{"format": 1}'])
def test_that_something_else_in_its_place_is_called_damaged(path, content):
    path.write_bytes(content)
    with pytest.raises(Damaged, match="key_file_damaged"):
        again(path)


def test_that_an_endless_file_is_not_read(path):
    with path.open("wb") as file:
        file.truncate(5 * 1024 * 1024)
    with pytest.raises(Damaged):
        again(path)


def opened_both_ways(path, code):
    return again(path).unlock("ratna", PASSWORD), again(path).unlock_with_recovery(code)


def leaves(plain, way=()):
    for name, value in plain.items() if isinstance(plain, dict) else enumerate(plain):
        if isinstance(value, dict | list):
            yield from leaves(value, (*way, name))
        else:
            yield (*way, name), value


def changed(plain, way, value):
    copy = json.loads(json.dumps(plain))
    spot = copy
    for step in way[:-1]:
        spot = spot[step]
    spot[way[-1]] = value
    return copy


def test_that_no_change_by_somebody_without_the_key_gives_a_wrong_key_or_a_crash(path, made):
    _file, _key, _slot, code = made
    plain, dice = json.loads(path.read_bytes()), random.Random(7)
    for way, value in leaves({name: value for name, value in plain.items() if name != "check"}):
        other = (
            value + 1 if isinstance(value, int) else value[:-1] + dice.choice([c for c in "0123" if c != value[-1:]])
        )
        puts: list[object] = [other, None, -1, "", [], {"a": 1}, 1 << 40]
        for put in puts:
            if put == value:
                continue
            path.write_bytes(written_anew(changed(plain, way, put)))
            with pytest.raises(Failure):
                opened_both_ways(path, code)


def test_that_a_public_key_put_in_by_a_stranger_never_gets_the_next_store_key(path, made, tmp_path):
    strange = KeyFile.create(tmp_path / "strange", "ratna", "mine", profile=CHEAP)
    plain, other = json.loads(path.read_bytes()), json.loads((tmp_path / "strange").read_bytes())
    plain["slots"].append(other["slots"][0])
    path.write_bytes(written_anew(plain))
    with pytest.raises(Damaged):
        again(path).unlock("ratna", PASSWORD)
    with pytest.raises((Damaged, Refused)):
        again(path).unlock("ratna", "mine")
    assert strange


def test_that_a_change_that_cannot_be_written_leaves_the_old_file_whole(path, made, monkeypatch):
    before = path.read_bytes()

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Unavailable, match="disk_full"):
        made[0].add_slot(made[1], "dewi", "dewi")
    assert path.read_bytes() == before
    assert made[0].users == {"ratna": (made[2],)}
    assert [child.name for child in path.parent.iterdir()] == [path.name]


@pytest.mark.parametrize(
    ("number", "code"), [(13, "no_right_to_file"), (30, "no_right_to_file"), (5, "file_not_usable")]
)
def test_that_a_file_that_may_not_be_read_is_said_so(path, made, monkeypatch, number, code):
    def refuse(*_args):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(Unavailable, match=code):
        again(path)


def test_that_the_file_and_its_folder_are_on_the_disk_before_a_change_is_called_done(path, made, monkeypatch):
    told, real_sync, real_replace = [], os.fsync, Path.replace

    def sync(number):
        told.append("folder" if stat.S_ISDIR(os.fstat(number).st_mode) else "file")
        real_sync(number)

    def rename(one, other):
        told.append("rename")
        return real_replace(one, other)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(Path, "replace", rename)
    made[0].add_slot(made[1], "dewi", "dewi")
    assert told == ["file", "rename", "folder"]
