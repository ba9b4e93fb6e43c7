"""A copy in the place of the store: compared first, the one before kept whole, taken back, safe at every step."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Failure
from shelter_admin.operations.accounts import AddAccount, ChangePassword, RenewStoreKey
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.copies import BackUp, KeepCopy, restoring
from shelter_admin.operations.copies.restoring import KINDS, counted, make_ready, mend_keys, put_in_place
from shelter_admin.operations.residents import AdmitPerson, ResidentList
from shelter_admin.persistence.copies import swapping
from tests.people import HEAD, PASSWORD, FixedClock, a_desk, an_opener

pytestmark = pytest.mark.embedded("a file is put in the place of a file")
SARI = "sandi sari 1"


def code_of(failing) -> str:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value.code


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture
def place(tmp_path) -> Path:
    return Path(tmp_path) / "panti.shelter"


@pytest.fixture
def desk(tmp_path, clock):
    """Two people before the copy, one after it."""
    desk = a_desk(tmp_path, clock=clock)
    for name in ("Siti Karangan", "Budi Karangan"):
        desk.do(AdmitPerson(full_name=name))
    yield desk
    desk.close()


@pytest.fixture
def copy(desk, tmp_path, clock) -> Path:
    path: Path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    clock.forward(days=1)
    desk.do(AdmitPerson(full_name="Sari Sesudah"))
    return path


def files(place: Path) -> list[str]:
    return sorted(one.name for one in place.parent.iterdir() if one.name != "stick" and not one.name.endswith(".lock"))


def people(desk) -> list[str]:
    return sorted(one.name for one in desk.ask(ResidentList()))


def ready_for(desk, copy, place, clock):
    return make_ready(an_opener(clock), copy, place, HEAD, PASSWORD, live=desk)


def test_that_the_difference_to_now_is_told_before_anything_is_touched(desk, copy, place, clock):
    before = files(place)
    ready = ready_for(desk, copy, place, clock)
    found = ready.comparison
    assert (found.holds["people"], found.now["people"], found.missing["people"]) == (2, 3, 1)
    assert (found.missing["stays"], found.back["people"], found.changed) == (1, 0, 2)
    assert (ready.panti, ready.newest.hour) == ("UPTD Panti Sosial Harapan Mulia", 12)
    assert people(desk) == ["Budi Karangan", "Sari Sesudah", "Siti Karangan"]
    restoring.drop(ready)
    assert files(place) == before


def test_that_the_copy_takes_the_place_and_the_store_before_is_kept_whole(desk, copy, place, clock):
    put = put_in_place(an_opener(clock), ready_for(desk, copy, place, clock), desk)
    assert people(put.desk) == ["Budi Karangan", "Siti Karangan"]
    assert [one.act for one in put.desk.ask(AuditLog())][-3:] == ["SignIn", "NoteRestored", "SignIn"]
    assert put.desk.ask(CheckStore()).sound
    assert not put.desk.store.tail_lost
    put.desk.close()
    assert put.aside is not None
    assert put.aside.name == "panti.before-20261122-120000.shelter"
    before = an_opener(clock).unlock(put.aside, HEAD, PASSWORD)
    assert people(before) == ["Budi Karangan", "Sari Sesudah", "Siti Karangan"]
    assert before.ask(CheckStore()).sound
    before.close()


def test_that_it_is_taken_back_the_same_way(desk, copy, place, clock):
    put = put_in_place(an_opener(clock), ready_for(desk, copy, place, clock), desk)
    clock.forward(minutes=5)
    (aside,) = restoring.sources(place)
    back = put_in_place(an_opener(clock), ready_for(put.desk, Path(aside.path), place, clock), put.desk)
    assert people(back.desk) == ["Budi Karangan", "Sari Sesudah", "Siti Karangan"]
    assert back.desk.ask(CheckStore()).sound
    back.desk.close()
    assert len(restoring.sources(place)) == 2


def crash_at(monkeypatch, step: int) -> None:
    """The power goes before the nth renaming: nothing after it is done, not even what would take it back."""
    done = [0]
    real = Path.rename

    def rename(self, target):
        if not self.name.endswith(".new"):
            done[0] += 1
            if done[0] >= step:
                raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)


@pytest.mark.parametrize("step", range(1, 9))
def test_that_a_crash_at_any_renaming_leaves_one_of_the_two_whole(desk, copy, place, clock, monkeypatch, step):
    ready = ready_for(desk, copy, place, clock)
    crash_at(monkeypatch, step)
    try:
        put_in_place(an_opener(clock), ready, desk).desk.close()
        finished = True
    except KeyboardInterrupt:
        finished = False
    monkeypatch.undo()
    again = an_opener(clock).unlock(place, HEAD, PASSWORD)
    assert len(people(again)) == (2 if finished else 3)
    assert again.ask(CheckStore()).sound
    again.close()
    left = files(place)
    assert not [name for name in left if name.endswith(".swap")]
    assert finished or not [name for name in left if "before" in name]


@pytest.mark.parametrize("step", range(1, 7))
def test_that_a_renaming_that_fails_is_taken_back_at_once(desk, copy, place, clock, monkeypatch, step):
    ready = ready_for(desk, copy, place, clock)
    done, real = [0], Path.rename

    def rename(self, target):
        done[0] += 1
        if done[0] == step:
            raise PermissionError(13, "no")
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    assert code_of(lambda: put_in_place(an_opener(clock), ready, desk)) == "no_right_to_file"
    monkeypatch.undo()
    again = an_opener(clock).unlock(place, HEAD, PASSWORD)
    assert len(people(again)) == 3
    again.close()
    assert not [name for name in files(place) if "before" in name]


def test_that_a_store_that_is_gone_or_damaged_is_replaced_and_the_rest_of_it_kept(desk, copy, place, clock):
    desk.close()
    place.write_bytes(b"no store at all" * 1000)
    ready = make_ready(an_opener(clock), copy, place, HEAD, PASSWORD)
    assert ready.comparison.now is None
    put = put_in_place(an_opener(clock), ready)
    assert len(people(put.desk)) == 2
    put.desk.close()
    assert put.aside is not None
    assert put.aside.read_bytes().startswith(b"no store at all")
    place.unlink()
    put = put_in_place(an_opener(clock), make_ready(an_opener(clock), copy, place, HEAD, PASSWORD))
    assert (len(people(put.desk)), put.aside) == (2, None)
    put.desk.close()


def test_that_a_moved_pc_begins_from_the_copy_alone(copy, tmp_path, clock):
    new = tmp_path / "komputer baru"
    new.mkdir()
    shutil.copy2(copy, new / copy.name)  # without its key file
    place = restoring.usual_place(new / copy.name, new / "data")
    assert place.name == "PSHM.shelter"
    put = put_in_place(an_opener(clock), make_ready(an_opener(clock), new / copy.name, place, HEAD, PASSWORD))
    assert (len(people(put.desk)), put.aside) == (2, None)
    put.desk.close()


def test_that_who_may_not_make_copies_puts_none_back_and_nothing_stays(desk, tmp_path, place, clock):
    desk.do(AddAccount("sari", (Role.PIKET,), SARI))
    path = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    before = files(place)
    for user, password, code in (("sari", SARI, "not_allowed"), (HEAD, "salah", "wrong_password")):
        assert code_of(lambda: make_ready(an_opener(clock), path, place, user, password, live=desk)) == code  # noqa: B023
        assert files(place) == before


def test_that_a_damaged_copy_is_refused_before_anything_is_touched(desk, copy, place, clock):
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    before = files(place)
    assert code_of(lambda: ready_for(desk, copy, place, clock)) in {"copy_damaged", "store_damaged"}
    assert files(place) == before


def test_that_a_copy_from_before_another_password_and_key_opens_with_those_of_its_day(desk, copy, place, clock):
    desk.do(ChangePassword(PASSWORD, "sandi baru sekali"))
    desk.do(RenewStoreKey())
    assert code_of(lambda: make_ready(an_opener(clock), copy, place, HEAD, "sandi baru sekali", live=desk)) == (
        "wrong_password"
    )
    put = put_in_place(an_opener(clock), ready_for(desk, copy, place, clock), desk)
    assert len(people(put.desk)) == 2
    put.desk.close()
    assert put.aside is not None
    again = an_opener(clock).unlock(put.aside, HEAD, "sandi baru sekali")
    assert len(people(again)) == 3
    again.close()


def test_that_a_lost_or_damaged_key_file_comes_back_from_a_copy_and_loses_no_act(desk, place, clock):
    desk.do(KeepCopy())
    desk.do(AdmitPerson(full_name="Sari Sesudah"))
    desk.close()
    keys = place.with_name(place.name + ".keys")
    whole = keys.read_bytes()
    keys.unlink()
    assert code_of(lambda: mend_keys(an_opener(clock), place, HEAD, "salah")) == "wrong_password"
    assert not keys.exists()
    mend_keys(an_opener(clock), place, HEAD, PASSWORD)
    assert keys.read_bytes() == whole
    keys.write_bytes(whole[:100])
    mend_keys(an_opener(clock), place, HEAD, PASSWORD)
    again = an_opener(clock).unlock(place, HEAD, PASSWORD)
    assert len(people(again)) == 3
    again.close()


def test_that_the_slots_of_another_store_are_not_put_beside_it(desk, place, tmp_path, clock):
    (tmp_path / "b").mkdir()
    clock.forward(minutes=1)
    other = a_desk(tmp_path / "b", clock=clock)
    path = Path(other.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    other.close()
    desk.close()
    place.with_name(place.name + ".keys").unlink()
    assert code_of(lambda: mend_keys(an_opener(clock), place, HEAD, PASSWORD, path)) == "no_copy_for_keys"
    assert code_of(lambda: mend_keys(an_opener(clock), place, HEAD, PASSWORD)) == "no_copy_for_keys"


def test_that_every_kind_has_its_words():
    assert len({counted(kind, 2) for kind in (*KINDS, "others")}) == len(KINDS) + 1


def test_that_a_list_of_moves_that_names_strange_places_moves_nothing(desk, place, clock):
    desk.close()
    (place.parent / "panti.shelter.swap").write_text('{"aside": "../x", "away": [""], "in": []}')
    an_opener(clock).unlock(place, HEAD, PASSWORD).close()
    assert not swapping.kept_aside(place)
