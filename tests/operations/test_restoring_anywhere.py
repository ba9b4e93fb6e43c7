"""A copy takes the place of the store, in a file or on a server, and what was there before comes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from shelter_admin.domain.errors import Failure
from shelter_admin.operations.audit import AuditLog
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.copies import BackUp, Copies, RehearseCopy, restore
from shelter_admin.operations.copies.restoring import make_ready, put_in_place, put_on_server, sources
from shelter_admin.operations.residents import AdmitPerson, ResidentList
from tests import server
from tests.people import HEAD, PASSWORD, FixedClock, a_store, an_opener


def people(desk) -> list[str]:
    return sorted(one.name for one in desk.ask(ResidentList()))


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


def put(desk, copy, clock):
    """As the dialog does it, wherever the store is."""
    ready = make_ready(an_opener(clock), copy, desk.store.path, HEAD, PASSWORD, live=desk)
    if desk.store.server is None:
        return ready, put_in_place(an_opener(clock), ready, desk)
    owned = server.owned()
    return ready, put_on_server(an_opener(clock), ready, desk, owned.owner, owned.owner_password)


def before(desk, clock) -> Path:
    """What was there before: the store kept aside, or on a server the copy made just before."""
    if desk.store.server is None:
        return Path(sources(desk.store.path)[0].path)
    return Path(desk.ask(Copies())[0].path)


def test_that_a_copy_takes_the_place_of_the_store_wherever_it_is_and_is_taken_back(tmp_path, clock):
    store = a_store(tmp_path, clock)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    copy = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    clock.forward(hours=3)
    desk.do(AdmitPerson(full_name="Budi Sesudah"))

    ready, done = put(desk, copy, clock)
    assert (ready.comparison.missing["people"], ready.comparison.holds["people"]) == (1, 1)
    assert people(done.desk) == ["Siti Karangan"]
    assert [one.act for one in done.desk.ask(AuditLog())][-3:] == ["SignIn", "NoteRestored", "SignIn"]
    assert done.desk.ask(CheckStore()).sound
    assert not done.desk.store.tail_lost
    done.desk.do(AdmitPerson(full_name="Dewi Kemudian"))

    clock.forward(hours=1)
    _ready, again = put(done.desk, before(done.desk, clock), clock)
    assert people(again.desk) == ["Budi Sesudah", "Siti Karangan"]
    assert again.desk.ask(CheckStore()).sound
    made = Path(again.desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    assert again.desk.ask(RehearseCopy(str(made))).differences == ()
    again.desk.close()


def test_that_a_copy_of_another_store_or_a_wrong_owner_changes_nothing(tmp_path, clock):
    store = a_store(tmp_path, clock)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    desk.do(AdmitPerson(full_name="Siti Karangan"))
    copy = Path(desk.do(BackUp(str(tmp_path / "stick"))).outcome.path)
    ready = make_ready(an_opener(clock), copy, desk.store.path, HEAD, PASSWORD, live=desk)
    with pytest.raises(Failure) as caught:
        put_on_server(an_opener(clock), ready, desk, "siapa", "salah")
    assert caught.value.code == ("owner_refused" if server.ON_SERVER else "opened_read_only")
    assert people(desk) == ["Siti Karangan"]
    desk.do(AdmitPerson(full_name="Budi Sesudah"))
    desk.close()


@pytest.mark.parametrize(
    ("found", "held"),
    [
        (4, {"person": 3, "placement": 1, "bed_block": 1}),
        (5, {"person": 3, "attendance_mark": 2, "readiness_check": 2}),
    ],
)
def test_that_a_copy_of_a_server_that_an_older_version_made_is_restored_and_brought_up_to_date(
    tmp_path, clock, found, held
):
    old = Path(__file__).resolve().parents[1] / "old_stores" / f"server-copy-schema-{found}.shelter"
    done = restore(an_opener(clock), old, tmp_path / "baru" / "panti.shelter", HEAD, "kunci lama sekali")
    assert {name: done.rows[name] for name in held} == held
    desk = an_opener(clock).unlock(tmp_path / "baru" / "panti.shelter", HEAD, "kunci lama sekali")
    assert people(desk) == ["Budi Raharjo", "Mulyono Usman", "Siti Aminah"]
    assert desk.ask(CheckStore()).sound
    desk.close()
