"""A store moved to a server and back: every table the same, a failure leaves everything as it was."""

from __future__ import annotations

from pathlib import Path

import pytest

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Damaged, Refused, Unavailable
from shelter_admin.domain.progress import Cancelled
from shelter_admin.operations.accounts import AddAccount
from shelter_admin.operations.demo.make import make_demo
from shelter_admin.operations.desk import Desk
from shelter_admin.operations.residents import AdmitPerson
from shelter_admin.operations.sharing import (
    ServerAddress,
    move_to_file,
    move_to_server,
)
from shelter_admin.persistence import audit, moving, server_store
from shelter_admin.persistence.base import Stamp, new_id
from shelter_admin.persistence.dialects import server_schema
from shelter_admin.persistence.durable import beside
from shelter_admin.persistence.moving import Sum
from shelter_admin.persistence.privacy.tables import IncidentPersonTable, IncidentTable
from shelter_admin.persistence.store import Store
from tests.own_server import FAR, OfficeServer
from tests.people import HEAD, PASSWORD, a_desk, a_new_panti, an_opener, as_role

pytestmark = [
    pytest.mark.embedded("moves a file to a server of its own and back"),
    pytest.mark.usefixtures("own_computer"),
]


def sums(store: Store) -> dict[str, Sum]:
    with store.asking() as session:
        return moving.sums(session.connection())


def differing(one: dict[str, Sum], other: dict[str, Sum]) -> set[str]:
    assert one.keys() == other.keys()
    return {name for name in one if one[name] != other[name]}


def chain(store: Store) -> audit.ChainFault | None:
    with store.asking() as session:
        return audit.walk(session, store.witness.read())[1]


def test_that_the_demonstration_comes_to_a_server_and_back_with_every_table_the_same(office_server, tmp_path):
    opener = an_opener()
    made = make_demo(opener, tmp_path / "contoh.shelter")
    head = made.accounts[0]
    before = sums(made.desk.store)
    there = move_to_server(made.desk, office_server.empty(FAR))
    assert there.rows > 50_000
    # What is new is the entry that says where it went, and the one at the new place that says where it came from.
    assert differing(before, sums(there.desk.store)) == {"audit"}
    old = opener.look_into(tmp_path / "contoh.shelter", head.user, head.password)
    assert differing(before, sums(old.store)) == {"audit"}
    assert sums(old.store)["audit"].rows + 1 == sums(there.desk.store)["audit"].rows
    old.close()
    assert chain(there.desk.store) is None
    back = move_to_file(there.desk, tmp_path / "kembali.shelter")
    after = sums(back.desk.store)
    assert differing(before, after) == {"audit"}
    assert after["audit"].rows == before["audit"].rows + 4
    assert chain(back.desk.store) is None
    assert not back.desk.store.tail_lost
    back.desk.close()
    again = opener.unlock(tmp_path / "kembali.shelter", head.user, head.password)
    assert not again.store.tail_lost
    again.close()


def test_that_the_same_people_come_in_at_the_server_with_the_same_passwords(office_server, desk):
    moved = move_to_server(desk, office_server.empty())
    moved.desk.close()
    opener = an_opener()
    for user, password in ((HEAD, PASSWORD), ("sari", "kata sandi sari")):
        opener.unlock(moved.place, user, password).close()
    with pytest.raises(Refused, match="wrong_password"):
        opener.unlock(moved.place, "sari", "salah")


def test_that_the_old_file_stays_as_it_was_left_and_is_only_read(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty())
    path = tmp_path / "panti.shelter"
    content = path.read_bytes()
    assert path.stat().st_mode & 0o222 == 0
    opener = an_opener()
    with pytest.raises(Unavailable, match="store_moved") as told:
        opener.unlock(path, HEAD, PASSWORD)
    assert told.value.facts == {"to": str(moved.place), "since": desk.now}
    opener.look_into(path, HEAD, PASSWORD).close()
    moved.desk.do(AddAccount("baru", (Role.PIKET,), "kata sandi baru"))
    assert path.read_bytes() == content
    moved.desk.close()


def test_that_who_is_still_at_the_old_place_can_save_nothing_there(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty())
    elsewhere = an_opener().unlock(moved.place, HEAD, PASSWORD)
    move_to_file(moved.desk, tmp_path / "kembali.shelter").desk.close()
    with pytest.raises(Unavailable, match="store_moved"):
        elsewhere.do(AddAccount("lain", (Role.PIKET,), "kata sandi lain"))
    elsewhere.close()
    with pytest.raises(Unavailable, match="store_moved"):
        an_opener().unlock(moved.place, HEAD, PASSWORD)


def test_that_the_owners_password_is_kept_nowhere(office_server, desk, tmp_path):
    moved = move_to_server(desk, office_server.empty(FAR))
    assert isinstance(moved.place, ServerAddress)
    assert "pemilik" not in str(moved.place)
    assert (moved.place.owner, moved.place.owner_password) == ("", "")
    moved.desk.close()
    for path in tmp_path.rglob("*"):
        assert not path.is_file() or b"kata sandi panjang" not in path.read_bytes(), path


def test_that_only_head_and_administrator_move_the_store(office_server, desk, tmp_path):
    address = office_server.empty()
    for role in set(Role) - {Role.KEPALA, Role.ADMIN}:
        with pytest.raises(Refused, match="not_allowed"):
            move_to_server(as_role(desk, role), address)
        with pytest.raises(Refused, match="not_allowed"):
            move_to_file(as_role(desk, role), tmp_path / "x.shelter")
    assert office_server.schemas(address.database) == set()


class Stopped:
    """Asks to stop at a share of the way."""

    def __init__(self, share: float) -> None:
        self.share = share

    def step(self, done: int, of: int) -> None:
        if of and done / of >= self.share:
            raise Cancelled


def breaking(monkeypatch, owner: object, name: str, failure: BaseException) -> None:
    def broken(*_arguments: object, **_more: object) -> object:
        raise failure

    monkeypatch.setattr(owner, name, broken)


def nothing_happened(desk: Desk, office_server: OfficeServer, address: ServerAddress, before: dict[str, Sum]) -> None:
    assert office_server.schemas(address.database) == set()
    assert not beside(address.companions, ".keys").exists()
    assert not beside(address.companions, ".crt").exists()
    assert differing(before, sums(desk.store)) == set()
    desk.do(AddAccount("sesudah", (Role.PIKET,), "kata sandi sesudah"))


def test_that_a_move_that_failed_leaves_no_role_behind(office_server, tmp_path, monkeypatch):
    made = a_desk_of_its_own(tmp_path)
    with monkeypatch.context() as broken:
        breaking(broken, server_store, "open_on_server", Unavailable("disk_error"))
        with pytest.raises(Unavailable, match="disk_error"):
            move_to_server(made, office_server.empty(FAR))
    begins = made.store.keys().store_id.replace("-", "")[:16]
    assert office_server.run(f"SELECT rolname FROM pg_roles WHERE rolname LIKE 'shelter_{begins}%'") == []
    made.close()


def a_desk_of_its_own(tmp_path: Path) -> Desk:
    """A store that shares its keys with no other test."""
    return an_opener().create(tmp_path / "sendiri.shelter", a_new_panti(), PASSWORD).desk


@pytest.mark.parametrize("share", [0.0, 0.2, 0.7, 1.0])
def test_that_stopping_leaves_the_store_as_it_was_and_nothing_on_the_server(office_server, desk, share):
    address, before = office_server.empty(FAR), sums(desk.store)
    with pytest.raises(Cancelled):
        move_to_server(desk, address, Stopped(share))
    nothing_happened(desk, office_server, address, before)
    move_to_server(desk, address).desk.close()  # and then it goes through


@pytest.mark.parametrize(
    ("owner", "name"),
    [
        (server_schema, "let_in"),
        (moving, "load_rows"),
        (moving.Arrival, "note"),
        (server_store, "open_on_server"),
    ],
)
def test_that_a_failure_at_any_step_leaves_the_store_as_it_was(office_server, desk, monkeypatch, owner, name):
    address, before = office_server.empty(FAR), sums(desk.store)
    with monkeypatch.context() as broken:
        breaking(broken, owner, name, Unavailable("disk_error"))
        with pytest.raises(Unavailable, match="disk_error"):
            move_to_server(desk, address)
    nothing_happened(desk, office_server, address, before)


def test_that_a_table_that_came_out_otherwise_moves_nothing(office_server, desk, monkeypatch):
    address, before = office_server.empty(), sums(desk.store)
    truly = moving.load_rows

    def forgetful(connection, table, rows):
        kept = rows[:-1] if table == "account_role" else rows
        truly(connection, table, kept)

    with monkeypatch.context() as broken:
        broken.setattr(moving, "load_rows", forgetful)
        with pytest.raises(Damaged, match="move_differs") as told:
            move_to_server(desk, address)
    assert told.value.facts == {"tables": "account_role"}
    nothing_happened(desk, office_server, address, before)


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_that_stopping_on_the_way_back_leaves_the_server_in_use_and_no_file(office_server, desk, tmp_path, share):
    there = move_to_server(desk, office_server.empty())
    before = sums(there.desk.store)
    with pytest.raises(Cancelled):
        move_to_file(there.desk, tmp_path / "kembali.shelter", Stopped(share))
    assert [path.name for path in tmp_path.iterdir() if "kembali" in path.name] == []
    assert differing(before, sums(there.desk.store)) == set()
    there.desk.do(AddAccount("sesudah", (Role.PIKET,), "kata sandi sesudah"))
    there.desk.close()


def test_that_a_file_is_never_replaced(office_server, desk, tmp_path):
    there = move_to_server(desk, office_server.empty())
    with pytest.raises(Unavailable, match="store_exists"):
        move_to_file(there.desk, tmp_path / "panti.shelter")
    there.desk.close()


def test_that_a_database_in_use_is_left_alone(office_server, desk):
    address = office_server.empty()
    office_server.run("CREATE TABLE punya_orang (id integer)", address.database)
    with pytest.raises(Unavailable, match="server_not_empty"):
        move_to_server(desk, address)
    assert office_server.run("SELECT count(*) FROM punya_orang", address.database) == [(0,)]


def _closed_incident(desk: Desk) -> None:
    (person_id,) = desk.do(AdmitPerson(full_name="Budi Contoh")).about
    stamp = Stamp(desk.panti.id, desk.staff.account_id, desk.now, "CloseIncident")
    with desk.store.acting(stamp) as session:
        incident = IncidentTable(id=new_id(), found_at=desk.now, what=["name"])
        session.add(incident)
        session.flush()
        session.add(IncidentPersonTable(incident_id=incident.id, person_id=person_id))
        session.flush()
        incident.closed_at, incident.closed_by = desk.now, desk.staff.account_id


def test_that_what_an_earlier_rule_let_in_comes_along(office_server, tmp_path):
    """People of an incident that is closed by now: the guard that refuses new ones does not refuse the old."""
    made = a_desk(tmp_path)
    _closed_incident(made)
    before = sums(made.store)
    assert before["incident_person"].rows == 1
    there = move_to_server(made, office_server.empty())
    assert differing(before, sums(there.desk.store)) == {"audit"}
    back = move_to_file(there.desk, tmp_path / "kembali.shelter")
    assert differing(before, sums(back.desk.store)) == {"audit"}
    with back.desk.store.asking() as session:
        names = set(session.connection().exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    assert ("incident_person_closed_insert",) in {tuple(name) for name in names}
    back.desk.close()
