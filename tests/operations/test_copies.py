"""Copies: whole, encrypted, with their key file, kept 7/5/12, put back at a new place only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.copies import copy_name, made_at, to_keep
from shelter_admin.domain.errors import Damaged, Failure, Unavailable
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.accounts import AddAccount, ListAccounts
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.copies import BackUp, BackUpBeside, Copies, KeepCopy, LastCopy, leave, restore
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.operations.settings import ChangeSettings
from shelter_admin.persistence import dialects
from shelter_admin.persistence.copies import making as copying
from shelter_admin.persistence.copies.enclosure import enclose, split
from shelter_admin.persistence.durable import beside
from tests.people import HEAD, PASSWORD, FixedClock, a_desk, a_store, an_opener, as_role

SARI = "sandi sari 1"
moments = st.datetimes(datetime(2020, 1, 1), datetime(2026, 12, 31))


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


@pytest.fixture
def store(tmp_path):
    return a_store(tmp_path)


@pytest.fixture
def desk(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    yield desk
    desk.close()


def test_that_a_copy_holds_every_row_and_has_its_key_file_beside_it(desk, tmp_path):
    made = desk.do(BackUp(str(tmp_path / "stick"))).outcome
    path = Path(made.path)
    assert path.name == "PSHM-20261121-1200.shelter"
    assert made.bytes == path.stat().st_size
    assert (made.rows["account"], made.rows["panti"], made.rows["audit"]) == (1, 1, 4)
    assert path.with_name(path.name + ".keys").read_bytes() == beside(desk.store.path, ".keys").read_bytes()
    assert sorted(one.name for one in path.parent.iterdir()) == [path.name, path.name + ".keys"]
    assert path.stat().st_mode & 0o077 == 0


def test_that_a_copy_in_the_same_minute_gets_a_name_of_its_own(desk, tmp_path):
    first, second = desk.do(BackUp(str(tmp_path / "stick"))), desk.do(BackUp(str(tmp_path / "stick")))
    assert first.outcome.path != second.outcome.path
    assert made_at(Path(second.outcome.path).name, "PSHM") == datetime(2026, 11, 21, 12, 0)


def test_that_a_copy_can_be_made_beside_the_program_that_writes(desk, store, tmp_path):
    reader = an_opener().look_into(store.place, HEAD, PASSWORD)
    made = reader.ask(BackUpBeside(str(tmp_path / "stick")))
    assert made.rows["account"] == 1
    reader.close()


def test_that_a_copy_that_differs_or_is_damaged_is_not_kept(desk, tmp_path, monkeypatch):
    monkeypatch.setattr(copying, "verified", lambda _path, _key: {"account": 0})
    assert code_of(lambda: desk.do(BackUp(str(tmp_path / "stick")))) == "copy_differs"

    def damaged(_path, _key):
        raise Damaged("copy_damaged")

    monkeypatch.setattr(copying, "verified", damaged)
    assert code_of(lambda: desk.do(BackUp(str(tmp_path / "stick")))) == "copy_damaged"
    assert list((tmp_path / "stick").iterdir()) == []


def test_that_a_copy_with_a_flipped_byte_is_found_out(desk, tmp_path):
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert code_of(lambda: copying.verified(path, desk.store.key)) in {"copy_damaged", "store_damaged"}


def test_that_a_stopped_copy_leaves_nothing(desk, tmp_path):
    class Stop:
        def step(self, done, of):
            if done:
                raise Cancelled

    with pytest.raises(Cancelled):
        desk.do(BackUp(str(tmp_path / "stick")), progress=Stop())
    assert list((tmp_path / "stick").iterdir()) == []


def test_that_a_copy_to_a_folder_that_is_a_file_or_to_nowhere_is_refused(desk, tmp_path):
    (tmp_path / "stick").write_text("not a folder")
    assert code_of(lambda: desk.do(BackUp(str(tmp_path / "stick")))) == "file_not_usable"
    assert code_of(lambda: desk.do(BackUp("  "))) == "copy_folder_missing"


def test_that_leaving_makes_a_copy_for_whoever_leaves_and_closes_the_store(tmp_path):
    store = a_store(tmp_path)
    desk = as_role(store.opener.unlock(store.place, HEAD, PASSWORD), Role.PIKET)
    folder = beside(desk.store.path, ".copies")
    made = leave(desk)
    assert made is not None
    assert Path(made.path).parent == folder
    again = an_opener().unlock(store.place, HEAD, PASSWORD)
    newest = again.ask(LastCopy())
    assert newest is not None
    assert (newest.path, newest.at) == (made.path, datetime(2026, 11, 21, 12, 0))
    again.close()


def test_that_the_daily_copy_is_made_once_a_day(tmp_path):
    clock = FixedClock()
    desk = a_desk(tmp_path, clock=clock)
    assert desk.do(KeepCopy(once_a_day=True)).result is not None
    clock.forward(hours=6)
    assert desk.do(KeepCopy(once_a_day=True)).result is None
    clock.forward(hours=6)
    assert desk.do(KeepCopy(once_a_day=True)).result is not None
    assert len(desk.ask(Copies())) == 2
    desk.close()


def test_that_a_clock_that_once_ran_ahead_does_not_end_the_daily_copies(tmp_path):
    clock = FixedClock()
    desk = a_desk(tmp_path, clock=clock)
    clock.forward(days=400)
    assert desk.do(KeepCopy(once_a_day=True)).result is not None
    clock.forward(days=-399)
    assert desk.do(KeepCopy(once_a_day=True)).result is not None
    desk.close()


def test_that_copies_go_to_the_folder_of_the_settings_and_are_thinned_out_there_alone(tmp_path):
    clock = FixedClock()
    desk = a_desk(tmp_path, clock=clock)
    folder = tmp_path / "salinan"
    desk.do(ChangeSettings(replace(desk.panti.settings, backup_folder=str(folder))))
    folder.mkdir()
    (folder / "LAIN-20200101-0000.shelter").write_bytes(b"another house")
    (folder / "foto.jpg").write_bytes(b"holiday")
    for _day in range(9):
        desk.do(KeepCopy())
        clock.forward(hours=24)
    days = [line.at.date() for line in desk.ask(Copies())]
    assert days[:7] == [date(2026, 11, 29) - timedelta(days=back) for back in range(7)]
    assert days[7:] == [date(2026, 11, 22)]  # the Sunday of the week before
    names = {path.name for path in folder.iterdir()}
    assert {"LAIN-20200101-0000.shelter", "foto.jpg"} <= names
    assert len(names) == 2 + 2 * 8
    desk.close()


def test_that_a_copy_needs_no_key_file_beside_it_and_is_put_back_without(desk, tmp_path):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    Path(line.path + ".keys").unlink()
    assert desk.ask(LastCopy()) == line
    restore(an_opener(), Path(line.path), tmp_path / "baru.shelter", HEAD, PASSWORD)
    again = an_opener().unlock(tmp_path / "baru.shelter", HEAD, PASSWORD)
    assert again.ask(CheckStore()).sound
    again.close()


@pytest.mark.embedded("a copy of a server's store is put back to be looked into")
def test_that_a_copy_is_looked_into_without_a_key_file_beside_it(desk):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    Path(line.path + ".keys").unlink()
    copy = an_opener().open_copy(Path(line.path), HEAD, PASSWORD)
    assert len(copy.ask(ListAccounts())) == 1
    copy.close()


def test_that_a_copy_that_nothing_opens_is_not_shown_as_a_good_one(desk):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    size, enclosed = split(Path(line.path))
    assert enclosed is not None
    with Path(line.path).open("rb+") as file:
        file.truncate(size)
    assert desk.ask(LastCopy()) == line.__class__(line.path, line.at, size)
    Path(line.path + ".keys").unlink()
    assert desk.ask(LastCopy()) is None


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_a_copy_with_a_flipped_or_cut_enclosure_opens_with_its_key_file_and_is_told_as_damaged(desk):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    path = Path(line.path)
    whole = path.read_bytes()
    size, _enclosed = split(path)
    for at in range(size, len(whole), 97):
        content = bytearray(whole)
        content[at] ^= 1
        path.write_bytes(content)
        assert code_of(lambda: copying.verified(path, desk.store.key)) == "copy_damaged"
    for at in (1, 64, 4000):
        path.write_bytes(whole[:-at])
        assert code_of(lambda: copying.verified(path, desk.store.key)) in {"copy_damaged", "store_damaged"}
        copy = an_opener().open_copy(path, HEAD, PASSWORD)
        assert len(copy.ask(ListAccounts())) == 1
        copy.close()


def test_that_a_list_enclosed_by_another_hand_is_refused(desk):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    path = Path(line.path)
    size, enclosed = split(path)
    assert enclosed is not None
    with path.open("rb+") as file:
        file.truncate(size)
    enclose(path, replace(enclosed, rows={**enclosed.rows, "person": 5}))
    assert code_of(lambda: copying.verified(path, desk.store.key)) == "copy_damaged"
    with path.open("rb+") as file:
        file.truncate(size)
    enclose(path, replace(enclosed, rows={**enclosed.rows, "person": 5}).sealed(desk.store.key))
    assert code_of(lambda: copying.verified(path, desk.store.key)) == "copy_differs"


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_checking_an_opened_copy_does_not_take_what_is_enclosed_for_damage(desk):
    desk.do(KeepCopy())
    line = desk.ask(LastCopy())
    assert line is not None
    copy = an_opener().open_copy(Path(line.path), HEAD, PASSWORD)
    assert copy.ask(CheckStore()).sound
    copy.close()


def test_that_a_copy_is_put_back_at_a_new_place_with_its_entry_in_the_log(desk, tmp_path):
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    done = restore(an_opener(), path, tmp_path / "baru" / "p.shelter", HEAD, PASSWORD)
    assert done.rows["account"] == 2
    again = an_opener().unlock(tmp_path / "baru" / "p.shelter", HEAD, PASSWORD)
    assert len(again.ask(ListAccounts())) == 2
    assert [entry.act for entry in again.ask(AuditLog())][-3:] == ["SignIn", "NoteRestored", "SignIn"]
    assert again.ask(CheckStore()).sound
    again.close()


def test_that_a_copy_is_never_put_over_a_file(desk, tmp_path):
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    (tmp_path / "there.shelter").write_bytes(b"a store")
    restored = lambda target: restore(an_opener(), path, target, HEAD, PASSWORD)  # noqa: E731
    assert code_of(lambda: restored(tmp_path / "there.shelter")) == "store_exists"
    assert (tmp_path / "there.shelter").read_bytes() == b"a store"
    (tmp_path / "q.shelter.keys").write_bytes(b"keys")
    assert code_of(lambda: restored(tmp_path / "q.shelter")) == "key_file_exists"
    assert not (tmp_path / "q.shelter").exists()


def test_that_who_may_not_copy_may_not_restore_and_nothing_stays_behind(desk, tmp_path):
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    opener = an_opener()
    (tmp_path / "baru").mkdir()
    assert code_of(lambda: restore(opener, path, tmp_path / "baru" / "p", "sari", SARI)) == "not_allowed"
    assert code_of(lambda: restore(opener, path, tmp_path / "baru" / "p", "sari", "salah")) == "wrong_password"
    assert list((tmp_path / "baru").iterdir()) == []


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_a_copy_made_before_a_new_key_still_opens_with_the_key_file_it_came_with(desk, tmp_path):
    from shelter_admin.operations.accounts import RenewStoreKey

    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    desk.do(RenewStoreKey())
    after = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    for one in (path, after):
        copy = an_opener().open_copy(one, HEAD, PASSWORD)
        assert len(copy.ask(ListAccounts())) == 1
        copy.close()


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_a_copy_on_a_full_disk_says_so(desk, tmp_path, monkeypatch):
    def full(*_args, **_kwargs):
        raise Unavailable("disk_full")

    monkeypatch.setattr(dialects, "copy_into", full)
    assert code_of(lambda: desk.do(BackUp(str(tmp_path / "stick")))) == "disk_full"
    assert list((tmp_path / "stick").iterdir()) == []


def test_that_a_carer_reads_when_the_last_copy_was_made_but_makes_none_by_hand(desk, tmp_path):
    desk.do(KeepCopy())
    carer = as_role(desk, Role.PENGASUH)
    assert carer.ask(LastCopy()) is not None
    assert code_of(lambda: carer.do(BackUp(str(tmp_path)))) == "not_allowed"


def test_that_no_byte_of_a_copy_is_changed_or_cut_off_unseen(desk, tmp_path):
    """A store in a file or on a server: whatever is restored is whole, or nothing is."""
    made = desk.do(BackUp(str(tmp_path / "stick"))).outcome
    path = Path(made.path)
    whole = path.read_bytes()
    tried = {
        at % len(whole) for at in (0, 1, 20, 100, 1000, len(whole) // 3, len(whole) // 2, len(whole) - 5000, -70, -1)
    }
    for at in sorted(tried):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :])
        with pytest.raises(Damaged):
            copying.verified(path, desk.store.key)
    for length in (len(whole) - 1, len(whole) - 64, len(whole) // 2, 700, 10):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            copying.verified(path, desk.store.key)
    path.write_bytes(whole)
    assert copying.verified(path, desk.store.key) == made.rows


def test_that_nothing_of_a_copy_can_be_read_without_the_key(desk, tmp_path):
    desk.do(AdmitPerson(full_name="Namabukanrahasia Karangan"))
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    assert b"Namabukan" not in path.read_bytes()
    with pytest.raises(Damaged):
        copying.verified(path, bytes(32))


@given(st.sets(moments, min_size=1, max_size=60))
def test_that_the_newest_copy_always_stays_and_nothing_is_made_up(made):
    kept = to_keep(made)
    assert max(made) in kept
    assert kept <= made
    assert len(kept) <= 7 + 5 + 12


@given(st.sets(moments, min_size=1, max_size=60))
def test_that_the_last_seven_days_five_weeks_and_twelve_months_each_keep_their_newest(made):
    kept = to_keep(made)
    for period, most in (
        (lambda one: one.date(), 7),
        (lambda one: one.isocalendar()[:2], 5),
        (lambda one: (one.year, one.month), 12),
    ):
        periods = sorted({period(one) for one in made}, reverse=True)[:most]
        for wanted in periods:
            assert max(one for one in made if period(one) == wanted) in kept


@given(st.sets(moments, min_size=1, max_size=60))
def test_that_thinning_out_twice_takes_nothing_more(made):
    kept = to_keep(made)
    assert to_keep(kept) == kept


@given(moments, st.from_regex(r"[A-Z0-9]{1,8}(-[A-Z0-9]{1,4})?", fullmatch=True), st.integers(1, 99))
def test_that_a_copy_s_name_says_when_it_was_made(moment, code, again):
    name = copy_name(code, moment, again)
    assert made_at(name, code) == moment.replace(second=0, microsecond=0)
    assert made_at(name, code + "X") is None


@pytest.mark.parametrize("name", ["PSHM-20261399-1200.shelter", "PSHM-2026.shelter", "PSHM-20261121-1200.shelter.keys"])
def test_that_other_files_are_not_taken_for_copies(name):
    assert made_at(name, "PSHM") is None


@pytest.mark.embedded("a copy of a file is opened as one")
def test_that_the_store_itself_stays_as_it_was(tmp_path):
    store = a_store(tmp_path)
    before = store.path.read_bytes()
    reader = store.opener.look_into(store.place, HEAD, PASSWORD)
    reader.ask(BackUpBeside(str(tmp_path / "stick")))
    reader.close()
    assert store.path.read_bytes() == before
