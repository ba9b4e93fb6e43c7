"""What the surroundings and a damaged disk do: each its one sentence, nothing saved is lost."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import event

from shelter_admin.domain.accounts import Role
from shelter_admin.domain.errors import Failure
from shelter_admin.operations.accounts import AddAccount, ChangePassword, ListAccounts, RenameAccount
from shelter_admin.operations.check import CheckStore
from shelter_admin.operations.copies import BackUp
from shelter_admin.operations.explain import explain
from shelter_admin.persistence import dialects
from shelter_admin.persistence.schema import SCHEMA
from shelter_admin.persistence.store import create_store, open_store
from tests.people import HEAD, NOON, PASSWORD, StoreMade, a_new_panti, a_store, an_opener

pytestmark = pytest.mark.embedded("bytes, rights and disc are those of the file; see test_on_server")


NOBODY = 65534
SARI = "sandi sari 1"
ROOT = Path(__file__).resolve().parents[2]


def failure_of(failing: Callable[[], object]) -> Failure:
    with pytest.raises(Failure) as caught:
        failing()
    return caught.value


def files(folder: Path) -> dict[str, bytes]:
    """Everything in a folder but what says who is there: lock, count of wrong passwords, marks of readers."""
    passing = (".lock", ".tries", ".shelter-shm", ".shelter-wal")
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.suffix not in passing}


@pytest.fixture
def store(tmp_path) -> StoreMade:
    store = a_store(tmp_path)
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    for number in range(20):
        desk.do(AddAccount(f"sari{number}", (Role.PIKET,), SARI, "Sari Dewi"))
    desk.close()
    return store


def test_that_a_wrong_password_changes_nothing(store, tmp_path):
    before = files(tmp_path)
    failure = failure_of(lambda: store.opener.unlock(store.place, HEAD, "salah sekali"))
    assert explain(failure) == "User name or password is wrong. Try again."
    assert files(tmp_path) == before


@pytest.mark.parametrize("kept", [0, 1, 100, 4095, 4096])
def test_that_a_file_cut_to_less_than_its_head_is_told_as_no_store_and_left_alone(store, kept):
    cut = store.path.read_bytes()[:kept]
    store.path.write_bytes(cut)
    failure = failure_of(lambda: store.opener.unlock(store.place, HEAD, PASSWORD))
    assert failure.code in {"not_a_store", "store_damaged"}
    assert explain(failure).endswith("estore the newest copy.")
    assert store.path.read_bytes() == cut


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_that_a_cut_file_is_refused_or_found_by_the_check(store, share):
    whole = store.path.read_bytes()
    store.path.write_bytes(whole[: int(len(whole) * share)])
    told = ""
    try:
        desk = store.opener.look_into(store.place, HEAD, PASSWORD)
        told = desk.ask(CheckStore()).integrity
        desk.close()
    except Failure as failure:
        told = failure.code
    assert told in {"not_a_store", "store_damaged", "disk_error"} or told.startswith("The file is damaged")


def test_that_a_flipped_byte_in_the_head_is_told_as_damage_and_left_alone(store):
    content = bytearray(store.path.read_bytes())
    content[50] ^= 1
    store.path.write_bytes(content)
    failure = failure_of(lambda: store.opener.unlock(store.place, HEAD, PASSWORD))
    assert failure.code == "not_a_store"
    assert store.path.read_bytes() == bytes(content)


def test_that_a_flipped_byte_in_the_key_file_is_told_before_a_password_is_asked_for(store):
    keys = store.path.with_name("panti.shelter.keys")
    content = bytearray(keys.read_bytes())
    content[len(content) // 2] ^= 1
    keys.write_bytes(content)
    assert failure_of(lambda: store.opener.unlock(store.place, HEAD, "apa saja")).code == "key_file_damaged"
    keys.unlink()
    failure = failure_of(lambda: store.opener.unlock(store.place, HEAD, PASSWORD))
    assert explain(failure) == "The key file panti.shelter.keys is missing beside the store. Put it back from a copy."


def test_that_a_newer_schema_is_refused_with_what_to_do_and_left_alone(store, tmp_path):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    with desk.store.engine.connect() as connection:
        dialects.set_schema_number(connection, SCHEMA + 7)
        connection.commit()
    desk.close()
    before = files(tmp_path)
    for writable in (True, False):
        opening = store.opener.unlock if writable else store.opener.look_into
        failure = failure_of(partial(opening, store.path, HEAD, PASSWORD))
        assert failure.code == "schema_newer"
        assert f"schema {SCHEMA + 7}, this one knows {SCHEMA}" in explain(failure)
        assert "Install the newer version" in explain(failure)
    assert files(tmp_path) == before


@contextmanager
def bounded(desk, more: int) -> Iterator[None]:
    """Let the store's file grow by so many pages only."""
    store = desk.store
    with store.engine.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one() + more
    store.engine.dispose()

    def bound(raw, _record):
        raw.execute(f"PRAGMA max_page_count = {pages}")

    event.listen(store.engine, "connect", bound)
    yield
    event.remove(store.engine, "connect", bound)
    store.engine.dispose()


def test_that_a_full_disk_refuses_the_act_and_keeps_everything_saved_before(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    account = desk.ask(ListAccounts())[0].account_id
    saved = 0
    with bounded(desk, 3):
        failure = None
        while failure is None and saved < 500:
            try:
                desk.do(RenameAccount(account, f"Nama {saved} " + "x" * 400))
                saved += 1
            except Failure as full:
                failure = full
        assert failure is not None
        assert explain(failure) == "The disk is full, so nothing was saved. Make room and try again."
        assert saved > 0
        assert desk.ask(ListAccounts())[0].full_name.startswith(f"Nama {saved - 1} ")
    desk.do(RenameAccount(account, "Ada tempat lagi"))
    assert desk.ask(CheckStore()).sound
    desk.close()
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert desk.ask(ListAccounts())[0].full_name == "Ada tempat lagi"
    desk.close()


def test_that_an_act_on_many_rows_that_does_not_fit_is_refused_whole(store):
    desk = store.opener.unlock(store.place, HEAD, PASSWORD)
    before = len(desk.ask(ListAccounts()))
    slots = desk.store.keys().slot_ids
    with bounded(desk, 0):
        codes = set()
        for number in range(60):
            try:
                desk.do(AddAccount(f"baru{number}", (Role.PIKET,), SARI, "x" * 1000))
            except Failure as failure:
                codes.add(failure.code)
                break
        assert codes == {"disk_full"}
        made = len(desk.ask(ListAccounts())) - before
        assert made == number
    desk.close()
    store.opener.unlock(store.place, HEAD, PASSWORD).close()
    again = store.opener.unlock(store.place, HEAD, PASSWORD)
    assert len(again.store.keys().slot_ids) == len(slots) + made  # the slot of the refused account is cleared
    again.close()


def as_nobody(job: Callable[[], str]) -> str:
    """Carry a job out in a process without any right of root; gives what it says."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            if os.geteuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            told = job()
        except BaseException as error:  # noqa: BLE001 - the child must say what happened and end
            told = f"{type(error).__name__}: {error}"
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        told = answer.read()
    os.waitpid(child, 0)
    return told


def told_of(job: Callable[[], object]) -> Callable[[], str]:
    def telling() -> str:
        try:
            return f"done: {job()}"
        except Failure as failure:
            return explain(failure)

    return telling


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that everybody may enter; pytest's own are for their owner alone."""
    folder = Path(tempfile.mkdtemp(prefix="shelter-test-"))
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


def test_that_a_folder_without_write_right_is_told_and_the_store_can_still_be_read(open_folder):
    store = a_store(open_folder)
    for path in open_folder.iterdir():
        path.chmod(0o444)
    open_folder.chmod(0o555)
    before = files(open_folder)

    def read() -> str:
        desk = an_opener().look_into(store.place, HEAD, PASSWORD)
        accounts = len(desk.ask(ListAccounts()))
        desk.close()
        return f"{accounts} account"

    told = as_nobody(told_of(lambda: an_opener().unlock(store.place, HEAD, PASSWORD)))
    assert told == "The file panti.shelter.lock or its folder may not be used here. Ask for the right to write."
    assert as_nobody(told_of(read)) == "done: 1 account"
    made = as_nobody(told_of(lambda: an_opener().create(open_folder / "baru.shelter", a_new_panti(), PASSWORD)))
    assert made == "The file baru.shelter or its folder may not be used here. Ask for the right to write."
    assert files(open_folder) == before


def test_that_a_store_that_may_not_even_be_read_is_told(open_folder):
    store = a_store(open_folder)
    open_folder.chmod(0o555)
    for path in open_folder.iterdir():
        path.chmod(0o400)
    if os.geteuid() != 0:
        store.path.with_name("panti.shelter.keys").chmod(0o000)
    told = as_nobody(told_of(lambda: an_opener().look_into(store.place, HEAD, PASSWORD)))
    assert told == "The file panti.shelter.keys or its folder may not be used here. Ask for the right to write."


def test_that_a_copy_to_a_folder_without_write_right_is_told(open_folder):
    store = a_store(open_folder)
    target = open_folder / "stick"
    target.mkdir(mode=0o555)

    def copy() -> str:
        desk = an_opener().look_into(store.place, HEAD, PASSWORD)
        from shelter_admin.operations.copies import BackUpBeside

        return desk.ask(BackUpBeside(str(target))).path

    for path in open_folder.iterdir():
        path.chmod(0o555 if path.is_dir() else 0o444)
    told = as_nobody(told_of(copy))
    assert "may not be used here" in told
    assert list(target.iterdir()) == []


@contextmanager
def small_disk() -> Iterator[Path | None]:
    """A file system of two megabytes in memory, where this machine lets us mount one."""
    folder = Path(tempfile.mkdtemp(prefix="shelter-disk-"))
    mount = shutil.which("mount")
    mounted = (
        mount is not None
        and os.geteuid() == 0
        and subprocess.run(
            [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)], capture_output=True, check=False
        ).returncode
        == 0
    )
    try:
        yield folder if mounted else None
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], capture_output=True, check=False)
        shutil.rmtree(folder, ignore_errors=True)


def test_that_a_disk_that_fills_up_loses_nothing_and_lets_nobody_out():
    with small_disk() as disk:
        if disk is None:  # no mounting here; the page limit above shows the same of the store itself
            return
        store = a_store(disk)
        desk = store.opener.unlock(store.place, HEAD, PASSWORD)
        desk.do(AddAccount("sari", (Role.PIKET,), SARI))
        (disk / "filler").write_bytes(b"x" * max(0, shutil.disk_usage(disk).free - 8192))
        codes = set()
        for number in range(200):
            try:
                desk.do(RenameAccount(desk.staff.account_id, f"{number} " + "x" * 3000))
            except Failure as failure:
                codes.add(failure.code)
                break
        assert codes == {"disk_full"}
        with (disk / "filler").open("ab") as filler:
            while shutil.disk_usage(disk).free:
                filler.write(b"x" * 4096)
                filler.flush()
        assert failure_of(lambda: desk.do(ChangePassword(PASSWORD, "kata sandi baru"))).code == "disk_full"
        assert failure_of(lambda: desk.do(BackUp(str(disk / "stick")))).code == "disk_full"
        (disk / "filler").unlink()
        desk.close()
        desk = store.opener.unlock(store.place, HEAD, PASSWORD)
        assert [line.user for line in desk.ask(ListAccounts())] == [HEAD, "sari"]
        assert desk.ask(CheckStore()).sound
        desk.close()


CHANGING = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from shelter_admin.persistence.store import open_store
store = open_store(Path(sys.argv[1]), bytes(range(32)), "kepala", datetime(2026, 11, 21, tzinfo=UTC))
print("now", flush=True)
store.change_key(bytes(reversed(range(32))))
print("done", flush=True)
"""


@pytest.mark.parametrize("milliseconds", [0, 5, 15, 40])
def test_that_a_process_killed_while_the_key_changes_leaves_a_store_that_one_of_the_two_keys_opens(
    tmp_path, milliseconds
):
    old, fresh = bytes(range(32)), bytes(reversed(range(32)))
    store = create_store(tmp_path / "p.shelter", old, "kepala", NOON)
    with store.engine.connect() as connection:
        connection.exec_driver_sql("CREATE TABLE filler (content)")
        connection.exec_driver_sql(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000) "
            "INSERT INTO filler SELECT randomblob(1000) FROM n"
        )
        connection.commit()
    store.close()
    with subprocess.Popen(
        [sys.executable, "-c", CHANGING, str(tmp_path / "p.shelter")], stdout=subprocess.PIPE, cwd=ROOT
    ) as changing:
        assert changing.stdout is not None
        assert changing.stdout.readline() == b"now\n"
        time.sleep(milliseconds / 1000)
        changing.send_signal(signal.SIGKILL)
    opened = []
    refused = []
    for key in (old, fresh):
        try:
            again = open_store(tmp_path / "p.shelter", key, "kepala", NOON)
        except Failure as failure:
            refused.append(failure.code)
            continue
        with again.engine.connect() as connection:
            assert dialects.integrity_faults(connection) == []
            assert connection.exec_driver_sql("SELECT count(*) FROM filler").scalar_one() == 4000
        again.close()
        opened.append(key)
    assert (len(opened), refused) == (1, ["not_a_store"])


def test_that_the_count_of_wrong_passwords_holds_no_name(store):
    failure_of(lambda: store.opener.unlock(store.place, "sari-dewi", "salah sekali"))
    kept = json.loads(store.path.with_name("panti.shelter.tries").read_text())
    assert "sari" not in json.dumps(kept)
